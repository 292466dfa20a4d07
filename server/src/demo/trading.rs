//! What is bought and sold for a portfolio of the demo, and when.

use cactus_core::model::Symbol;

use super::DemoError;
use super::grid::Today;
use super::ledger::SHARE;
use super::mandate::Mandate;
use super::plans::{Residence, Switch};
use super::random::Random;

impl Mandate<'_> {
    /// Trades on the adviser's own account: once a year back to the weights, and now and then an idea.
    pub(super) fn trade(
        &mut self,
        today: &Today<'_>,
        random: &mut Random,
    ) -> Result<(), DemoError> {
        let month = today.date.month();
        if month == self.month && today.is_monthly(12) {
            self.rebalance(today)?;
        }
        let idea = month % 3 == 2 && today.is_monthly(18) && random.chance(20);
        if idea && !self.plan.fractions && self.residence != Residence::Spain {
            let weighted: Vec<_> = self.weights.keys().cloned().collect();
            if let (Some(from), Some(to)) = (random.one_of(&weighted), random.one_of(&weighted)) {
                let before = self.ledger.dollars;
                let quarter = self.ledger.worth(today, from) / 4;
                self.sell_worth(today, from, quarter)?;
                self.buy_for(today, to, self.ledger.dollars - before)?;
            }
        }
        Ok(())
    }

    /// Sells what has grown a quarter beyond its weight, and spends the proceeds.
    fn rebalance(&mut self, today: &Today<'_>) -> Result<(), DemoError> {
        let value = self.ledger.value(today);
        for (symbol, weight) in self.weights.clone() {
            let target = value / 1_000 * weight;
            let worth = self.ledger.worth(today, &symbol);
            if worth > target + target / 4 {
                self.sell_worth(today, &symbol, worth - target)?;
            }
        }
        self.invest(today, i64::MAX, usize::MAX)
    }

    pub(super) fn switch(&mut self, today: &Today<'_>, switch: &Switch) -> Result<(), DemoError> {
        let weight = self.weights.remove(&switch.from).unwrap_or(0);
        *self.weights.entry(switch.to.clone()).or_default() += weight;
        let before = self.ledger.dollars;
        self.sell_worth(today, &switch.from, i64::MAX)?;
        self.buy_for(today, &switch.to, self.ledger.dollars - before)
    }

    /// Sees to it that there are so many dollars, by selling what is furthest above its weight.
    pub(super) fn raise(&mut self, today: &Today<'_>, cents: i64) -> Result<(), DemoError> {
        while self.ledger.dollars < cents {
            let value = self.ledger.value(today);
            let excess = |symbol: &Symbol| {
                let weight = self.weights.get(symbol).copied().unwrap_or(0);
                self.ledger.worth(today, symbol) - value / 1_000 * weight
            };
            let Some((symbol, _)) = self.ledger.held().max_by_key(|(symbol, _)| excess(symbol))
            else {
                return Err(DemoError::OutOfCash {
                    portfolio: self.plan.key.clone(),
                    date: today.date,
                });
            };
            let symbol = symbol.clone();
            // A little more than is missing, for the commission and for the next time.
            let missing = (cents - self.ledger.dollars) * 11 / 10 + 2_500;
            self.sell_worth(today, &symbol, missing)?;
        }
        Ok(())
    }

    /// Spends up to so many cents on at most so many instruments, those furthest below their weight first.
    pub(super) fn invest(
        &mut self,
        today: &Today<'_>,
        most: i64,
        choices: usize,
    ) -> Result<(), DemoError> {
        let value = self.ledger.value(today);
        let weights: i64 = self.weights.values().sum();
        let reserve = value / 1_000 * (1_000 - weights);
        let mut left = most.min(self.ledger.dollars - reserve);
        let mut gaps: Vec<_> = self
            .weights
            .iter()
            .map(|(symbol, weight)| {
                let gap = value / 1_000 * weight - self.ledger.worth(today, symbol);
                (gap, symbol.clone())
            })
            .collect();
        gaps.sort_by(|a, b| b.cmp(a));
        for (gap, symbol) in gaps.into_iter().take(choices) {
            let budget = gap.min(left);
            let before = self.ledger.dollars;
            self.buy_for(today, &symbol, budget)?;
            left -= before - self.ledger.dollars;
        }
        Ok(())
    }

    /// Buys for at most so many cents, commission included; nothing for too little.
    pub(super) fn buy_for(
        &mut self,
        today: &Today<'_>,
        symbol: &Symbol,
        budget: i64,
    ) -> Result<(), DemoError> {
        let ticket = if self.plan.fractions { 2_000 } else { 40_000 };
        let price = today.price(symbol);
        if budget < ticket || price == 0 {
            return Ok(());
        }
        let spendable = budget - self.commission(budget);
        let units = spendable * SHARE * 10 / price;
        // Worth is rounded to the cent, so that the last part of a share could cost one cent too many.
        let units = if self.plan.fractions { units - 1 } else { units / SHARE * SHARE };
        if units <= 0 {
            return Ok(());
        }
        let commission = self.commission(units * price / (SHARE * 10));
        self.ledger.buy(today, symbol, units, commission)
    }

    /// Sells for at least so many cents if so much is held; whole shares where the broker trades no parts.
    pub(super) fn sell_worth(
        &mut self,
        today: &Today<'_>,
        symbol: &Symbol,
        cents: i64,
    ) -> Result<(), DemoError> {
        let held = self.ledger.held().find(|(known, _)| *known == symbol);
        let (held, price) = (held.map_or(0, |(_, units)| units), today.price(symbol));
        if held == 0 || price == 0 || cents <= 0 {
            return Ok(());
        }
        let units = if self.ledger.worth(today, symbol) <= cents {
            held
        } else {
            let units = cents * SHARE * 10 / price + 1;
            let whole = (units + SHARE - 1) / SHARE * SHARE;
            if self.plan.fractions { units } else { whole }.min(held)
        };
        let commission = self.commission(units * price / (SHARE * 10));
        self.ledger.sell(today, symbol, units, commission)
    }

    /// A tenth of a per cent, from one dollar to twenty-five; nothing where parts of a share are traded.
    fn commission(&self, cents: i64) -> i64 {
        if self.plan.fractions { 0 } else { (cents / 1_000).clamp(100, 2_500) }
    }
}
