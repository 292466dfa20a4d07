//! All rows at one moment.

use std::sync::Arc;

use cactus_core::events::{AuditEntry, DomainEvent};
use cactus_core::ids::{
    AccountId, ClientId, EventId, FirmId, InstrumentId, ReportId, SessionId, TransactionId, UserId,
};
use cactus_core::ledger::{InstrumentSplit, Transaction};
use cactus_core::model::{
    Account, Client, DataSource, Email, Firm, Household, Instrument, Key, Portfolio, Reference,
    Symbol, User,
};
use cactus_core::money::{Currency, Decimal, FxRate};
use cactus_core::permissions::{Place, Reach};
use cactus_core::ports::{
    BenchmarkRecord, Levels, ReportRecord, Session, StoreError, TaxonomyRecord,
};
use cactus_core::time::BusinessDate;

use super::table::{Map, Table};
use crate::cursor::{RecordPlace, ReportPlace};

/// All rows at one moment. A clone shares them until one of the two changes.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub(super) firms: Map<FirmId, Firm>,
    pub(super) users: Table<User>,
    pub(super) user_emails: Map<Email, (FirmId, UserId)>,
    pub(super) passwords: Map<(FirmId, UserId), String>,
    pub(super) sessions: Map<(FirmId, SessionId), Session>,
    pub(super) households: Table<Household>,
    pub(super) clients: Table<Client>,
    pub(super) client_emails: Map<(FirmId, Email), ClientId>,
    pub(super) portfolios: Table<Portfolio>,
    pub(super) accounts: Table<Account>,
    pub(super) instruments: Table<Instrument>,
    pub(super) symbols: Map<(FirmId, Symbol), InstrumentId>,
    pub(super) splits: Map<(FirmId, InstrumentId), Map<BusinessDate, InstrumentSplit>>,
    pub(super) taxonomies: Map<(FirmId, Key), TaxonomyRecord>,
    pub(super) benchmarks: Map<(FirmId, Key), BenchmarkRecord>,
    pub(super) levels: Map<(FirmId, Key), Arc<Levels>>,
    pub(super) transactions: Map<(FirmId, TransactionId), Transaction>,
    pub(super) record: Map<FirmId, Map<RecordPlace, TransactionId>>,
    /// The record of each account: what is booked in it, and the transfers to it.
    pub(super) journals: Map<(FirmId, AccountId), Map<RecordPlace, TransactionId>>,
    pub(super) sequences: Map<(FirmId, u64), TransactionId>,
    pub(super) next_sequence: Map<FirmId, u64>,
    pub(super) references: Map<(FirmId, AccountId, Reference), TransactionId>,
    pub(super) prices: Map<(FirmId, InstrumentId), Map<BusinessDate, Sourced<Decimal>>>,
    pub(super) rates: Map<(FirmId, Currency, Currency), Map<BusinessDate, Sourced<FxRate>>>,
    pub(super) reports: Map<(FirmId, ReportId), ReportRecord>,
    pub(super) reports_by_age: Map<FirmId, Map<ReportPlace, ()>>,
    /// The outbox of each firm, counted from one.
    pub(super) events: Map<(FirmId, u64), DomainEvent>,
    pub(super) event_numbers: Map<(FirmId, EventId), u64>,
    pub(super) audit: Map<(FirmId, u64), AuditEntry>,
}

impl State {
    pub(super) fn check_firm(&self, firm: FirmId, what: &'static str) -> Result<(), StoreError> {
        refer(self.firms.contains_key(&firm), what)
    }

    /// Whether what belongs to the client is in reach.
    pub(super) fn reaches_client(&self, reach: &Reach, client: ClientId) -> bool {
        self.clients
            .get(reach.firm(), client)
            .is_some_and(|client| reach.admits(&Place::from(client)))
    }

    /// Whether what is booked in the account is in reach.
    pub(super) fn reaches_account(&self, reach: &Reach, account: AccountId) -> bool {
        self.accounts
            .get(reach.firm(), account)
            .is_some_and(|account| self.reaches_client(reach, account.client))
    }
}

/// Whether what everybody in the firm shares is in reach.
pub(super) fn reaches_shared(reach: &Reach) -> bool {
    reach.admits(&Place::Shared { firm: reach.firm() })
}

/// That a reference leads to something.
pub(super) fn refer(exists: bool, what: &'static str) -> Result<(), StoreError> {
    if exists { Ok(()) } else { Err(StoreError::Dangling { what }) }
}

/// That an optional reference leads to something, if there is one.
pub(super) fn refer_if<T>(
    reference: Option<T>,
    exists: impl FnOnce(T) -> bool,
    what: &'static str,
) -> Result<(), StoreError> {
    reference.map_or(Ok(()), |reference| refer(exists(reference), what))
}

/// That a unique value is free, or taken by the row itself.
pub(super) fn unique<T: PartialEq>(
    holder: Option<&T>,
    itself: &T,
    what: &'static str,
) -> Result<(), StoreError> {
    match holder {
        Some(holder) if holder != itself => Err(StoreError::Conflict { what }),
        _ => Ok(()),
    }
}

/// Puts a value into the map that the outer map has for the key.
/// A price or a rate, with who gave it.
#[derive(Debug, Clone)]
pub(super) struct Sourced<T> {
    pub(super) value: T,
    pub(super) source: Option<Arc<DataSource>>,
}

pub(super) fn put_in<K: Ord, N: Ord, V>(
    outer: &mut Map<K, Map<N, V>>,
    key: K,
    inner_key: N,
    value: V,
) {
    let mut inner = outer.get(&key).cloned().unwrap_or_else(Map::new_sync);
    inner.insert_mut(inner_key, value);
    outer.insert_mut(key, inner);
}
