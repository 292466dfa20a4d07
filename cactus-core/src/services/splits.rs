//! Splits of instruments.

use std::collections::BTreeSet;

use serde_json::json;

use super::ServiceError;
use super::change::Change;
use super::record::load;
use crate::error::Error;
use crate::events::EventKind;
use crate::ids::InstrumentId;
use crate::ledger::InstrumentSplit;
use crate::model::Account;
use crate::permissions::{Actor, Permission, Reach, authorise};
use crate::ports::{AccountFilter, Limit, PageRequest};

/// Adds splits as part of a change. Whether the record of the firm can have them is [`check`]ed apart.
pub(super) async fn add(
    change: &mut Change<'_>,
    actor: &Actor,
    reach: &Reach,
    splits: &[InstrumentSplit],
) -> Result<(), Error> {
    for split in splits {
        let instrument = change.unit().instruments().get(reach, split.instrument()).await?;
        let instrument = instrument.ok_or(ServiceError::NotFound { what: "instrument" })?;
        let decision = authorise(actor, Permission::MarketRecord, &instrument).require()?;
        change.unit().instruments().add_split(actor.firm(), split).await?;
        let told = json!({ "date": split.date(), "ratio": split.ratio() });
        change.note(&decision, EventKind::InstrumentSplit, instrument.id, told);
    }
    Ok(())
}

/// Checks that the record of every account that ever held one of these instruments can have their splits.
///
/// A split is a fact of the whole firm: it must not spoil a record that the actor cannot see. Which one it would spoil
/// is therefore not said.
///
/// # Errors
/// [`ServiceError::SplitDoesNotFit`].
pub(super) async fn check(
    change: &mut Change<'_>,
    reach: &Reach,
    splits: &[InstrumentSplit],
) -> Result<(), Error> {
    let split: BTreeSet<InstrumentId> = splits.iter().map(InstrumentSplit::instrument).collect();
    let everything = reach.of_consequences();
    let mut page = PageRequest { after: None, limit: Limit::MAX };
    while !split.is_empty() {
        let accounts = change.unit().accounts();
        let rows = { accounts }.list(&everything, &AccountFilter::default(), &page).await?;
        let concerned = concerned(change, &everything, rows.items, &split).await?;
        load(change.unit(), &everything, &concerned, &[]).await.map_err(|error| {
            let reason = error.code();
            ServiceError::SplitDoesNotFit { reason }
        })?;
        page.after = rows.next;
        if page.after.is_none() {
            break;
        }
    }
    Ok(())
}

/// Those of the accounts in whose record one of the instruments is named.
async fn concerned(
    change: &mut Change<'_>,
    reach: &Reach,
    accounts: Vec<Account>,
    split: &BTreeSet<InstrumentId>,
) -> Result<Vec<Account>, Error> {
    let ids: Vec<_> = accounts.iter().map(|account| account.id).collect();
    let record = change.unit().transactions().journal(reach, &ids).await?;
    let mut naming = BTreeSet::new();
    for booking in record.iter().map(|transaction| &transaction.booking) {
        if booking.event().instruments().any(|instrument| split.contains(&instrument)) {
            naming.extend([Some(booking.account()), booking.event().receiver()]);
        }
    }
    Ok(accounts.into_iter().filter(|account| naming.contains(&Some(account.id))).collect())
}
