//! What a question is about.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{AccountId, InstrumentId};
use crate::money::{Currency, Weight};

/// What a question is about: a function from a record to the part of it that the question concerns.
///
/// The engine computes from a reduced [`Journal`](super::Journal) exactly as from a whole one, so that there is one
/// way to compute a number and not one per question. A scope is not a reach: what somebody may see is decided before
/// a record is loaded.
///
/// ```
/// use cactus_core::ids::{AccountId, Id, InstrumentId};
/// use cactus_core::ledger::Scope;
/// use cactus_core::money::Weight;
///
/// let account = AccountId::from_uuid(uuid::Uuid::from_u128(1));
/// let instrument = InstrumentId::from_uuid(uuid::Uuid::from_u128(1));
/// let before_taxes = Scope::accounts([account]).before_taxes();
/// let half = Scope::all().owned([(account, Weight::new("0.5".parse()?))]);
/// let security = Scope::all().instruments([instrument]);
/// let security_and_cash = Scope::all().instruments([instrument]).cash();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    pub(super) accounts: Option<BTreeMap<AccountId, Weight>>,
    pub(super) instruments: Option<BTreeMap<InstrumentId, Weight>>,
    pub(super) cash: Option<CashScope>,
    pub(super) before_taxes: bool,
    pub(super) before_fees: bool,
}

/// Which cash a scope has, where it names any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CashScope {
    All,
    Of(BTreeSet<Currency>),
}

impl Scope {
    /// Everything in the record.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// These accounts. What moves between two of them stays inside; what moves between one of them and any other
    /// crosses the border.
    pub fn accounts(accounts: impl IntoIterator<Item = AccountId>) -> Self {
        Self::all().owned(accounts.into_iter().map(|account| (account, Weight::ONE)))
    }

    /// These accounts alone, each with the share of it that counts: that of one of several owners.
    #[must_use]
    pub fn owned(self, shares: impl IntoIterator<Item = (AccountId, Weight)>) -> Self {
        Self { accounts: Some(shares.into_iter().collect()), ..self }
    }

    /// These instruments alone, without cash unless it is named too: what is paid for them comes in, what they bring
    /// goes out.
    #[must_use]
    pub fn instruments(self, instruments: impl IntoIterator<Item = InstrumentId>) -> Self {
        self.weighted(instruments.into_iter().map(|instrument| (instrument, Weight::ONE)))
    }

    /// These instruments alone, each with the share of it that counts: that of a node of a taxonomy. What is booked on
    /// none of them, such as an account's fee, belongs to the cash.
    #[must_use]
    pub fn weighted(self, weights: impl IntoIterator<Item = (InstrumentId, Weight)>) -> Self {
        Self { instruments: Some(weights.into_iter().collect()), ..self }
    }

    /// Cash besides the instruments named, or alone if none are: what is paid for instruments outside goes out, what
    /// they bring comes in.
    #[must_use]
    pub fn cash(self) -> Self {
        Self { cash: Some(CashScope::All), ..self }
    }

    /// Cash of these currencies alone, besides the instruments named or without any.
    #[must_use]
    pub fn cash_in(self, currencies: impl IntoIterator<Item = Currency>) -> Self {
        Self { cash: Some(CashScope::Of(currencies.into_iter().collect())), ..self }
    }

    /// The same before taxes: a tax is taken out, and is not a loss.
    #[must_use]
    pub fn before_taxes(self) -> Self {
        Self { before_taxes: true, ..self }
    }

    /// The same before fees: a fee is taken out, and is not a loss.
    #[must_use]
    pub fn before_fees(self) -> Self {
        Self { before_fees: true, ..self }
    }
}
