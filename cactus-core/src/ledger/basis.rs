//! How cost is told apart.

use std::collections::BTreeMap;

use super::effect::InCost;
use crate::ids::PortfolioId;
use crate::model::{LotMethod, LotPool, Portfolio};
use crate::money::{Currency, Decimal, Money};
use crate::pricing::Market;
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};

/// How cost is told apart: from which lot a disposal takes, out of whose lots, and what cost is made of.
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
    without_charges: bool,
}

impl CostBasis {
    /// One method for all portfolios.
    #[must_use]
    pub const fn new(method: LotMethod, pool: LotPool) -> Self {
        Self { pool, method, methods: BTreeMap::new(), without_charges: false }
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

    /// The same, with a method of its own for each of these portfolios.
    #[must_use]
    pub fn with_methods(self, methods: impl IntoIterator<Item = (PortfolioId, LotMethod)>) -> Self {
        Self { methods: methods.into_iter().collect(), ..self }
    }

    /// The same, with one method for all portfolios.
    #[must_use]
    pub fn with_method(self, method: LotMethod) -> Self {
        Self { method, methods: BTreeMap::new(), ..self }
    }

    /// The same, out of other lots.
    #[must_use]
    pub fn with_pool(self, pool: LotPool) -> Self {
        Self { pool, ..self }
    }

    /// The same, with the charges of trades as expenses of their own: no part of cost or proceeds.
    #[must_use]
    pub fn without_charges(self) -> Self {
        Self { without_charges: true, ..self }
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

    pub(super) const fn in_cost(&self) -> InCost {
        InCost { fees: !self.without_charges, taxes: !self.without_charges }
    }
}

/// The currency of a question, and the rates that lead there.
#[derive(Debug, Clone, Copy)]
pub struct BaseCurrency<'a> {
    /// The currency.
    pub currency: Currency,
    /// Where the rates are.
    pub market: &'a Market,
}

impl BaseCurrency<'_> {
    /// What the amount is in the currency, at the rate of the day.
    pub(super) fn convert(&self, amount: Money, date: BusinessDate) -> Figure<Decimal> {
        if amount.is_zero() {
            return Ok(Decimal::ZERO);
        }
        let conversion = self.market.conversion(amount.currency(), self.currency, date)?;
        let converted = conversion.convert(amount).map_err(|_| Undefined::OutOfRange)?;
        Ok(converted.amount())
    }
}
