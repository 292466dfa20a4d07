//! Accounts.

use cactus_core::model::{Account, Portfolio};
use cactus_core::money::{Currency, Weight};
use cactus_core::ports::{AccountFilter, PageRequest, Store};

use super::breach::{dangling, equal, unsound};
use super::nouns::Noun;
use super::office::{day, text};
use super::{Office, Proof};

pub(super) async fn every_field_comes_back(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let bare = Account::keep(&mut office, &mut unit).await?;
    let portfolio = Portfolio::keep(&mut office, &mut unit).await?;
    let full = Account {
        client: portfolio.client,
        portfolio: portfolio.id,
        custodian: Some(text("Bank of Somewhere")?),
        number: Some(text("ES91 2100 0418 4502 0005 1332")?),
        may_be_short: true,
        owner_share: text("0.333333333333")?,
        currencies: Some([Currency::EUR, text("BTC:8")?].into()),
        opened_on: day("2001-02-03")?,
        closed_on: Some(day("2001-02-03")?),
        ..bare.clone().renamed()?
    };
    full.update(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.begin().await?;
    equal(full.look_up(&mut unit, &everything).await?, Some(full.clone()))?;
    let cleared = Account { version: full.version.next(), ..bare };
    cleared.update(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    equal(cleared.look_up(&mut unit, &everything).await?, Some(cleared))
}

pub(super) async fn what_an_account_refers_to_must_be_there(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let stranger = Portfolio::keep(&mut other, &mut unit).await?;
    let account = Account::make(&mut office, &mut unit).await?;
    let stray = Account { client: stranger.client, ..account.clone() };
    dangling(stray.insert(&mut unit).await, "account.client")?;
    let stray = Account { portfolio: stranger.id, ..account.clone() };
    dangling(stray.insert(&mut unit).await, "account.portfolio")?;
    account.insert(&mut unit).await?;
    let stray = Account { portfolio: stranger.id, ..account.renamed()? };
    dangling(stray.update(&mut unit).await, "account.portfolio")
}

pub(super) async fn an_account_does_not_close_before_it_opens(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let account = Account {
        opened_on: day("2024-01-02")?,
        closed_on: Some(day("2024-01-01")?),
        ..Account::make(&mut office, &mut unit).await?
    };
    unsound(account.insert(&mut unit).await, "model.closed_before_opened")
}

pub(super) async fn an_owner_has_a_share_of_the_account(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    for share in ["0", "-0.5", "1.000001"] {
        let owner_share = text(share)?;
        let new = Account { owner_share, ..Account::make(&mut office, &mut unit).await? };
        unsound(new.insert(&mut unit).await, "model.owner_share")?;
        let changed = Account { owner_share, ..account.clone().renamed()? };
        unsound(changed.update(&mut unit).await, "model.owner_share")?;
    }
    // No cash at all is another thing than cash of any currency.
    let none =
        Account { owner_share: Weight::ONE, currencies: Some([].into()), ..account.renamed()? };
    none.update(&mut unit).await?;
    equal(none.look_up(&mut unit, &office.everything()?).await?, Some(none))
}

pub(super) async fn filters_narrow_the_list(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let first = Account::keep(&mut office, &mut unit).await?;
    let other = Account::keep(&mut office, &mut unit).await?;
    let portfolio = office.portfolio(first.client)?;
    portfolio.insert(&mut unit).await?;
    let second = office.account(&portfolio)?;
    second.insert(&mut unit).await?;
    let cases = [
        (Some(first.client), None, vec![first.clone(), second]),
        (None, Some(first.portfolio), vec![first]),
        (Some(other.client), Some(portfolio.id), Vec::new()),
    ];
    for (client, portfolio, expected) in cases {
        let filter = AccountFilter { client, portfolio };
        let page = PageRequest::default();
        let listed = unit.accounts().list(&everything, &filter, &page).await?;
        equal(listed.items, expected)?;
    }
    Ok(())
}
