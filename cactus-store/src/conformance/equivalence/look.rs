//! Every question that a unit of work can be asked.

use cactus_core::ids::{AccountId, Id, InstrumentId};
use cactus_core::model::{ClientStatus, Reference};
use cactus_core::permissions::Reach;
use cactus_core::ports::{
    AccountFilter, ClientFilter, PortfolioFilter, ReportFilter, TransactionFilter,
};
use cactus_core::time::Period;

use super::super::office::text;
use super::super::pages::walk;
use super::super::{Breach, Proof};
use super::cast::Cast;
use super::pair::{Pair, same};
use super::random::{DAYS, FIRMS, IDS, KEYS, PAIRS};
use super::sorting;

/// How many rows are read at a time.
const LIMIT: u32 = 2;

/// Compares everything that can be seen in a reach.
pub(super) async fn over(pair: &mut Pair, cast: &Cast, reach: &Reach) -> Proof {
    same!(pair, |unit| unit.firms().get(reach).await?)?;
    people_and_clients(pair, cast, reach).await?;
    portfolios_and_accounts(pair, cast, reach).await?;
    record(pair, cast, reach).await?;
    accounts_record(pair, cast, reach).await?;
    market(pair, cast, reach).await?;
    sorting::over(pair, cast, reach).await?;
    reports(pair, cast, reach).await?;
    same!(pair, |unit| walk!(LIMIT, |page| unit.audit().list(reach, page)))
}

fn all<T: Id>(cast: &Cast, numbers: u8) -> Vec<T> {
    (0..numbers).map(|number| cast.id(number)).collect()
}

async fn people_and_clients(pair: &mut Pair, cast: &Cast, reach: &Reach) -> Proof {
    same!(pair, |unit| walk!(LIMIT, |page| unit.users().list(reach, page)))?;
    same!(pair, |unit| walk!(LIMIT, |page| unit.households().list(reach, page)))?;
    for number in 0..IDS {
        same!(pair, |unit| unit.users().get(reach, cast.id(number)).await?)?;
        same!(pair, |unit| unit.households().get(reach, cast.id(number)).await?)?;
        same!(pair, |unit| unit.clients().get(reach, cast.id(number)).await?)?;
    }
    let bare = ClientFilter::default;
    let filters = [
        bare(),
        ClientFilter { owner: Some(cast.id(0)), ..bare() },
        ClientFilter { household: Some(cast.id(1)), ..bare() },
        ClientFilter { owner: Some(cast.id(1)), household: Some(cast.id(1)), ..bare() },
        ClientFilter { status: Some(ClientStatus::Prospect), ..bare() },
        ClientFilter { text: Some("PERSON-1@".to_owned()), ..bare() },
    ];
    for filter in &filters {
        same!(pair, |unit| walk!(LIMIT, |page| unit.clients().list(reach, filter, page)))?;
    }
    Ok(())
}

async fn portfolios_and_accounts(pair: &mut Pair, cast: &Cast, reach: &Reach) -> Proof {
    for number in 0..IDS {
        same!(pair, |unit| unit.portfolios().get(reach, cast.id(number)).await?)?;
        same!(pair, |unit| unit.accounts().get(reach, cast.id(number)).await?)?;
    }
    for client in [None, Some(cast.id(0))] {
        let filter = &PortfolioFilter { client };
        same!(pair, |unit| walk!(LIMIT, |page| unit.portfolios().list(reach, filter, page)))?;
        for portfolio in [None, Some(cast.id(1))] {
            let filter = &AccountFilter { client, portfolio };
            same!(pair, |unit| walk!(LIMIT, |page| unit.accounts().list(reach, filter, page)))?;
        }
    }
    Ok(())
}

async fn record(pair: &mut Pair, cast: &Cast, reach: &Reach) -> Proof {
    for number in 0..KEYS {
        same!(pair, |unit| unit.transactions().get(reach, cast.id(number)).await?)?;
    }
    let bare = TransactionFilter::default;
    let (start, end) = (cast.day(0)?, cast.day(2)?);
    let filters = [
        bare(),
        TransactionFilter { client: Some(cast.id(0)), ..bare() },
        TransactionFilter { portfolio: Some(cast.id(1)), ..bare() },
        TransactionFilter { account: Some(cast.id(0)), ..bare() },
        TransactionFilter { account: Some(cast.id(1)), client: Some(cast.id(0)), ..bare() },
        TransactionFilter { client: Some(cast.id(1)), portfolio: Some(cast.id(0)), ..bare() },
        TransactionFilter { period: Some(Period::new(start, end)?), ..bare() },
    ];
    for filter in &filters {
        same!(pair, |unit| walk!(LIMIT, |page| unit.transactions().list(reach, filter, page)))?;
    }
    Ok(())
}

async fn accounts_record(pair: &mut Pair, cast: &Cast, reach: &Reach) -> Proof {
    let accounts: Vec<AccountId> = all(cast, IDS);
    let references = (0..KEYS).map(|number| text(&format!("R-{number}")));
    let references = references.collect::<Result<Vec<Reference>, Breach>>()?;
    for account in &accounts {
        let (one, asked) = ([*account], &references);
        same!(pair, |unit| unit.transactions().journal(reach, &one).await?)?;
        same!(pair, |unit| {
            unit.transactions().known_references(reach, *account, asked).await?
        })?;
    }
    same!(pair, |unit| unit.transactions().journal(reach, &accounts).await?)
}

async fn market(pair: &mut Pair, cast: &Cast, reach: &Reach) -> Proof {
    let instruments: Vec<InstrumentId> = all(cast, IDS);
    same!(pair, |unit| walk!(LIMIT, |page| unit.instruments().list(reach, page)))?;
    same!(pair, |unit| unit.instruments().get_many(reach, &instruments).await?)?;
    same!(pair, |unit| unit.instruments().splits(reach, &instruments).await?)?;
    for number in 0..IDS {
        let symbol = cast.symbol(number)?;
        same!(pair, |unit| unit.instruments().get(reach, cast.id(number)).await?)?;
        same!(pair, |unit| unit.instruments().by_symbol(reach, &symbol).await?)?;
    }
    let currencies = (0..PAIRS).map(|pair| Ok(cast.pair(pair)?.0));
    let currencies = currencies.collect::<Result<Vec<_>, Breach>>()?;
    for until in [cast.day(1)?, cast.day(DAYS)?] {
        same!(pair, |unit| unit.market().prices(reach, &instruments, until).await?)?;
        same!(pair, |unit| unit.market().rates(reach, &currencies, until).await?)?;
        let period = Period::new(cast.day(0)?, until)?;
        same!(pair, |unit| unit.market().price_sources(reach, &instruments, period).await?)?;
        same!(pair, |unit| unit.market().rate_sources(reach, &currencies, period).await?)?;
    }
    same!(pair, |unit| unit.market().latest_day(reach).await?)
}

async fn reports(pair: &mut Pair, cast: &Cast, reach: &Reach) -> Proof {
    for number in 0..IDS {
        same!(pair, |unit| unit.reports().get(reach, cast.id(number)).await?)?;
    }
    for client in [None, Some(cast.id(0))] {
        let filter = &ReportFilter { client };
        same!(pair, |unit| walk!(LIMIT, |page| unit.reports().list(reach, filter, page)))?;
    }
    Ok(())
}

/// Compares what is read without a reach: people before they are known, sessions, and the outboxes.
pub(super) async fn without_reach(pair: &mut Pair, cast: &Cast) -> Proof {
    for number in 0..KEYS {
        let (email, token) = (cast.email(number)?, cast.token(number));
        same!(pair, |unit| unit.directory().login(&email).await?)?;
        same!(pair, |unit| unit.sessions().by_token(token).await?)?;
    }
    for firm in (0..FIRMS).map(|firm| cast.firm_id(firm)) {
        same!(pair, |unit| unit.directory().firms().await?.contains(&firm))?;
        for number in 0..IDS {
            same!(pair, |unit| unit.directory().member(firm, cast.id(number)).await?)?;
            same!(pair, |unit| unit.directory().team(firm, cast.id(number)).await?)?;
            same!(pair, |unit| unit.sessions().get(firm, cast.id(number)).await?)?;
            let user = pair.memory.directory().member(firm, cast.id(number)).await?;
            if let Some(user) = user {
                same!(pair, |unit| unit.directory().household(&user).await?)?;
            }
        }
        same!(pair, |unit| unit.events().after(firm, None, u32::MAX).await?)?;
        for number in 0..KEYS {
            let told = Some(cast.id(number));
            same!(pair, |unit| unit.events().after(firm, told, 2).await?)?;
        }
    }
    Ok(())
}
