//! What that which is held has gained, and its share of the whole.

use std::collections::BTreeMap;

use super::{PositionCost, PositionValue, Valuation, Valuer, cost};
use crate::ids::InstrumentId;
use crate::ledger::Holdings;
use crate::money::{Money, MoneyError, Weight};
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined, both};

/// A valuation set against what was paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gains {
    /// The valuation.
    pub valuation: Valuation,
    /// The cost and gain of each instrument, in the order of `valuation.positions`.
    pub positions: Vec<PositionGain>,
    /// What the instruments held have cost, each lot at the exchange rate of its own day.
    pub cost: Figure<Money>,
    /// Value less cost of the instruments held.
    pub unrealised: Figure<Money>,
}

/// The cost and gain of one instrument held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionGain {
    /// What it has cost.
    pub cost: PositionCost,
    /// Value less cost, in the currency of the valuation; what the currency gained is part of it.
    pub unrealised: Figure<Money>,
}

impl Valuer<'_> {
    /// The valuation on the day of these holdings, which are those of the same record, set against their cost.
    ///
    /// # Errors
    /// [`MoneyError`] as for [`cost`].
    pub fn gains(&self, holdings: &Holdings) -> Result<Gains, MoneyError> {
        let costs = cost(holdings, self.market, self.currency)?;
        Ok(self.gains_over(holdings.as_of, costs))
    }

    /// The valuation on a day set against what each instrument has cost.
    pub(crate) fn gains_over(
        &self,
        date: BusinessDate,
        mut costs: BTreeMap<InstrumentId, PositionCost>,
    ) -> Gains {
        let valuation = self.at(date);
        let mut positions = Vec::with_capacity(valuation.positions.len());
        let (mut value, mut paid) = (self.nothing(), self.nothing());
        for row in &valuation.positions {
            let cost = costs.remove(&row.instrument).unwrap_or_else(|| self.free(row));
            let unrealised = both(&row.value, &cost.converted, Money::subtract);
            value = both(&value, &row.value, Money::add);
            paid = both(&paid, &cost.converted, Money::add);
            positions.push(PositionGain { cost, unrealised });
        }
        let unrealised = both(&value, &paid, Money::subtract);
        Gains { valuation, positions, cost: paid, unrealised }
    }

    fn nothing(&self) -> Figure<Money> {
        Ok(Money::zero(self.currency))
    }

    /// What is held without a lot of its own, as after a cost-free delivery, has cost nothing.
    fn free(&self, row: &PositionValue) -> PositionCost {
        let currency = row.local.as_ref().map_or(self.currency, |value| value.currency());
        PositionCost { local: Money::zero(currency), converted: self.nothing() }
    }
}

impl Valuation {
    /// A value as a fraction of the total.
    ///
    /// # Errors
    /// The gap of the value or of the total, or [`Undefined::NothingHeld`] if the total is zero.
    pub fn weight(&self, value: &Figure<Money>) -> Figure<Weight> {
        let total = self.total.clone()?;
        if total.is_zero() {
            return Err(Undefined::NothingHeld);
        }
        let ratio = both(value, &Ok(total), Money::ratio_to)?;
        Ok(Weight::new(ratio.value()))
    }
}
