//! What is asked of all that is in reach.

use std::num::NonZeroU16;

use cactus_core::model::{Key, LotMethod, LotPool};
use cactus_core::money::{Currency, Rate};
use cactus_core::performance::FlowTiming;
use cactus_core::query::{
    Column, Dimension, Filter, KnownOn, Query, QueryOptions, RiskChoice, Span,
};
use cactus_core::time::{BusinessDate, Period};

/// A question about what is in reach: what of it, when, told apart by what, and which figures.
#[uniffi::remote(Record)]
pub struct Query {
    /// The day or the period.
    pub span: Span,
    /// The currency of all amounts; that of the firm unless said.
    #[uniffi(default)]
    pub currency: Option<Currency>,
    /// What is asked about: what passes all filters.
    #[uniffi(default)]
    pub scope: Vec<Filter>,
    /// What rows are told apart by, from the outside in.
    #[uniffi(default)]
    pub group_by: Vec<Dimension>,
    /// The figures of each row, by their keys.
    pub columns: Vec<Column>,
    /// What the figures leave open.
    #[uniffi(default)]
    pub options: QueryOptions,
}

/// When.
#[uniffi::remote(Enum)]
pub enum Span {
    /// The end of a day.
    AsOf(BusinessDate),
    /// From the end of a day to the end of another.
    Over(Period),
}

/// A condition on what is asked about.
#[derive(uniffi::Record)]
pub struct Condition {
    /// The dimension.
    pub by: Dimension,
    /// The keys of the groups that pass.
    pub keys: Vec<String>,
}

uniffi::custom_type!(Filter, Condition, {
    remote,
    try_lift: |condition| Ok(Filter { by: condition.by, keys: condition.keys.into_iter().collect() }),
    lower: |filter| Condition { by: filter.by, keys: filter.keys.into_iter().collect() },
});

/// What the figures of a question leave open.
#[derive(uniffi::Record)]
pub struct QueryChoices {
    /// Up to when the record is known, a day or a moment; all of it unless said.
    #[uniffi(default)]
    pub known_on: Option<KnownOn>,
    /// Which lot a sale takes first; that of each portfolio unless said.
    #[uniffi(default)]
    pub lot_method: Option<LotMethod>,
    /// Out of whose lots; as the record has it unless said.
    #[uniffi(default)]
    pub lot_pool: Option<LotPool>,
    /// Whether a tax is taken out instead of being a loss.
    #[uniffi(default)]
    pub before_taxes: bool,
    /// Whether a fee is taken out instead of being a loss.
    #[uniffi(default)]
    pub before_fees: bool,
    /// Whether each account counts with its owner's share only.
    #[uniffi(default)]
    pub owner_share: bool,
    /// The key of what returns are compared with.
    #[uniffi(default)]
    pub benchmark: Option<Key>,
    /// When in the day flows count for the time-weighted return: inflows from its start and outflows to its end unless said.
    #[uniffi(default)]
    pub timing: Option<FlowTiming>,
    /// What the risk measures leave open.
    #[uniffi(default)]
    pub risk: RiskChoice,
}

uniffi::custom_type!(QueryOptions, QueryChoices, {
    remote,
    try_lift: |choices| Ok(options(choices)),
    lower: |options| choices(options),
});

fn options(choices: QueryChoices) -> QueryOptions {
    QueryOptions {
        known_on: choices.known_on,
        lot_method: choices.lot_method,
        lot_pool: choices.lot_pool,
        before_taxes: choices.before_taxes,
        before_fees: choices.before_fees,
        owner_share: choices.owner_share,
        benchmark: choices.benchmark,
        timing: choices.timing.unwrap_or_default(),
        risk: choices.risk,
    }
}

fn choices(options: QueryOptions) -> QueryChoices {
    QueryChoices {
        known_on: options.known_on,
        lot_method: options.lot_method,
        lot_pool: options.lot_pool,
        before_taxes: options.before_taxes,
        before_fees: options.before_fees,
        owner_share: options.owner_share,
        benchmark: options.benchmark,
        timing: Some(options.timing),
        risk: options.risk,
    }
}

/// What the risk measures of a question leave open.
#[uniffi::remote(Record)]
pub struct RiskChoice {
    /// How many trading days make a year, one or more: 252.
    #[uniffi(default)]
    pub periods_per_year: Option<NonZeroU16>,
    /// The risk-free rate per year: 0.
    #[uniffi(default)]
    pub risk_free_annual: Option<Rate>,
    /// The target return per day of downside deviation and Sortino ratio: 0.
    #[uniffi(default)]
    pub target: Option<Rate>,
    /// The threshold per day of the Omega ratio: 0.
    #[uniffi(default)]
    pub threshold: Option<Rate>,
    /// The share of the tail of value at risk: 0.05.
    #[uniffi(default)]
    pub tail: Option<Rate>,
}
