//! What a question is asked of.

use std::collections::BTreeMap;

use super::Benchmark;
use crate::ids::{AccountId, InstrumentId};
use crate::ledger::{CostBasis, Journal};
use crate::model::{Instrument, Key, Taxonomy};
use crate::money::{Currency, Weight};
use crate::pricing::Market;

/// What a thing is called: a key that is unique among its kind and does not change, and a name for people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The key.
    pub key: String,
    /// The name.
    pub name: String,
}

impl Label {
    /// A label.
    pub fn new(key: impl Into<String>, name: impl Into<String>) -> Self {
        Self { key: key.into(), name: name.into() }
    }
}

/// To whom an account belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The account.
    pub account: Label,
    /// Its portfolio.
    pub portfolio: Label,
    /// Its client.
    pub client: Option<Label>,
    /// The client's household.
    pub household: Option<Label>,
    /// The adviser who looks after the client.
    pub adviser: Option<Label>,
    /// The share of the account that is the client's.
    pub owner_share: Weight,
}

/// A record with everything that questions about it need: whose the accounts are, what the instruments are, what things
/// cost, and how the firm sorts and compares.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The record.
    pub journal: Journal,
    /// Prices and rates.
    pub market: Market,
    /// The currency of questions that name none.
    pub currency: Currency,
    /// How cost is told apart unless a question says otherwise.
    pub basis: CostBasis,
    /// Whose each account of the record is. An account that is not here has no holder, client or adviser.
    pub holders: BTreeMap<AccountId, Holder>,
    /// The instruments that the record names.
    pub instruments: BTreeMap<InstrumentId, Instrument>,
    /// The firm's own classifications.
    pub taxonomies: BTreeMap<Key, Taxonomy>,
    /// What returns can be compared with.
    pub benchmarks: BTreeMap<Key, Benchmark>,
}
