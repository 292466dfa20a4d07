//! Lots, the rule that tells them apart, and what selling from them gains.

use std::collections::BTreeMap;

use crate::ids::{AccountId, InstrumentId, PortfolioId, TransactionId};
use crate::model::{LotMethod, LotPool, Portfolio};
use crate::money::{Money, Quantity};
use crate::time::BusinessDate;

/// Units acquired together and still held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// The transaction that brought them.
    pub opened_by: TransactionId,
    /// The day they were acquired, from which the holding period runs.
    pub acquired_on: BusinessDate,
    /// How many are left, in units of today: splits since are counted in.
    pub quantity: Quantity,
    /// What those left cost, charges of the purchase included. Under the average method, their share of what
    /// all units of the pool cost.
    pub cost: Money,
}

/// Units of one lot that were sold, and what was gained on them. A sale out of several lots makes several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RealisedGain {
    /// The sale.
    pub transaction: TransactionId,
    /// The account that sold.
    pub account: AccountId,
    /// What was sold.
    pub instrument: InstrumentId,
    /// The transaction that had brought the units.
    pub opened_by: TransactionId,
    /// The day they had been acquired.
    pub acquired_on: BusinessDate,
    /// The day of the sale.
    pub disposed_on: BusinessDate,
    /// How many units, above zero.
    pub quantity: Quantity,
    /// Their share of what the sale brought, net of its charges.
    pub proceeds: Money,
    /// What they had cost, charges of the purchase included.
    pub cost: Money,
    /// Proceeds less cost; below zero for a loss.
    pub gain: Money,
}

impl RealisedGain {
    /// The days from the acquisition to the sale.
    #[must_use]
    pub fn holding_days(&self) -> i64 {
        self.disposed_on.days_since(self.acquired_on)
    }
}

/// How cost is told apart: from which lot a sale takes, and out of whose lots.
///
/// A pool never reaches beyond a portfolio, so that each portfolio can have its own method. It never reaches
/// beyond the [`Scope`](super::Scope) either: computed for one account of a portfolio alone, cost is that of
/// the account's own purchases.
///
/// ```
/// use cactus_core::ledger::CostBasis;
/// use cactus_core::model::{LotMethod, LotPool};
///
/// let basis = CostBasis::new(LotMethod::Fifo, LotPool::Account);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostBasis {
    pool: LotPool,
    method: LotMethod,
    methods: BTreeMap<PortfolioId, LotMethod>,
}

impl CostBasis {
    /// One method for all portfolios.
    #[must_use]
    pub const fn new(method: LotMethod, pool: LotPool) -> Self {
        Self { pool, method, methods: BTreeMap::new() }
    }

    /// Each portfolio with its own method, and first in, first out for any other.
    pub fn of<'a>(portfolios: impl IntoIterator<Item = &'a Portfolio>, pool: LotPool) -> Self {
        Self {
            methods: portfolios
                .into_iter()
                .map(|portfolio| (portfolio.id, portfolio.lot_method))
                .collect(),
            ..Self::new(LotMethod::Fifo, pool)
        }
    }

    /// Out of whose lots a sale takes.
    #[must_use]
    pub const fn pool(&self) -> LotPool {
        self.pool
    }

    /// From which lot a sale in the portfolio takes.
    #[must_use]
    pub fn method(&self, portfolio: PortfolioId) -> LotMethod {
        self.methods.get(&portfolio).copied().unwrap_or(self.method)
    }
}
