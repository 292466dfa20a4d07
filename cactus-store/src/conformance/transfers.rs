//! Cash that moves between two accounts, in two reaches.

use cactus_core::ledger::{Booking, Event, Transaction};
use cactus_core::model::Account;
use cactus_core::permissions::Reach;
use cactus_core::ports::{Store, TransactionFilter};

use super::breach::{equal, there};
use super::nouns::{Noun, Unit};
use super::office::{day, dollars};
use super::transactions::listed;
use super::{Breach, Office, Proof};

/// Two accounts of two advisers' clients, and a transfer from the first to the second.
struct Transfer {
    from: Account,
    to: Account,
    from_reach: Reach,
    to_reach: Reach,
    transfer: Transaction,
    deposit: Transaction,
}

async fn a_transfer(office: &mut Office, unit: &mut Unit) -> Result<Transfer, Breach> {
    let mut accounts = Vec::new();
    for _ in 0..2 {
        let adviser = office.user()?;
        adviser.insert(unit).await?;
        let client = office.client(adviser.id)?;
        client.insert(unit).await?;
        let portfolio = office.portfolio(client.id)?;
        portfolio.insert(unit).await?;
        let account = office.account(&portfolio)?;
        account.insert(unit).await?;
        accounts.push((account, office.own(adviser.id)?));
    }
    let mut accounts = accounts.into_iter();
    let (from, from_reach) = there(accounts.next())?;
    let (to, to_reach) = there(accounts.next())?;
    let event = Event::CashTransfer { to: to.id, amount: dollars("5")?, received: None };
    let booking = Booking::new(from.id, day("2024-01-31")?, event, Vec::new())?;
    let transfer = office.transaction(1, booking)?;
    let deposit = office.deposit(2, &to, "2024-02-01")?;
    let both = [transfer.clone(), deposit.clone()];
    unit.transactions().record(&both).await?;
    Ok(Transfer { from, to, from_reach, to_reach, transfer, deposit })
}

pub(super) async fn a_transfer_is_in_the_journals_of_both_accounts(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let t = a_transfer(&mut office, &mut unit).await?;
    let (transfer, deposit) = (t.transfer, t.deposit);
    let both = vec![transfer.clone(), deposit.clone()];
    let (only_transfer, none) = (vec![transfer], Vec::new());
    let cases = [
        (&everything, vec![t.from.id], only_transfer.clone()),
        (&everything, vec![t.to.id], both.clone()),
        (&everything, vec![t.from.id, t.to.id], both.clone()),
        (&t.from_reach, vec![t.from.id], only_transfer.clone()),
        (&t.from_reach, vec![t.to.id], none.clone()),
        (&t.from_reach, vec![t.to.id, t.from.id], only_transfer),
        (&t.to_reach, vec![t.to.id], both),
        (&t.to_reach, vec![t.from.id], none.clone()),
        (&everything, Vec::new(), none),
    ];
    for (reach, accounts, expected) in cases {
        let journal = unit.transactions().journal(reach, &accounts).await?;
        equal(journal, expected)?;
    }
    Ok(())
}

pub(super) async fn a_transfer_is_listed_where_it_is_booked(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let t = a_transfer(&mut office, &mut unit).await?;
    let all = TransactionFilter::default();
    let of_sender = listed(&mut unit, &t.from_reach, &all).await?;
    equal(of_sender, vec![t.transfer.clone()])?;
    let of_receiver = listed(&mut unit, &t.to_reach, &all).await?;
    equal(of_receiver, vec![t.deposit.clone()])?;
    let mut transactions = unit.transactions();
    let found = transactions.get(&t.from_reach, t.transfer.id).await?;
    equal(found.as_ref(), Some(&t.transfer))?;
    let found = transactions.get(&t.to_reach, t.transfer.id).await?;
    equal(found, None)?;
    drop(transactions);

    let both = vec![t.deposit.clone(), t.transfer.clone()];
    let only_transfer = vec![t.transfer];
    let filters = [(&t.from, only_transfer), (&t.to, both)];
    for (account, expected) in filters {
        let of_client =
            TransactionFilter { client: Some(account.client), ..TransactionFilter::default() };
        let of_portfolio = TransactionFilter {
            portfolio: Some(account.portfolio),
            ..TransactionFilter::default()
        };
        let of_account =
            TransactionFilter { account: Some(account.id), ..TransactionFilter::default() };
        for filter in [of_client, of_portfolio, of_account] {
            let rows = listed(&mut unit, &everything, &filter).await?;
            equal(rows, expected.clone())?;
        }
    }
    Ok(())
}
