//! How a portfolio of the demo is looked after, day by day.

use std::collections::BTreeMap;

use cactus_core::model::{Key, Note, Symbol};
use cactus_core::money::Currency;

use super::DemoError;
use super::grid::Today;
use super::ledger::{Ledger, Side, rounded};
use super::plans::{Dividend, Firm, Occasion, PortfolioPlan, Residence, Weights};
use super::random::Random;

/// A portfolio in somebody's hands.
pub(super) struct Mandate<'a> {
    pub(super) plan: &'a PortfolioPlan,
    pub(super) residence: Residence,
    dividends: &'a BTreeMap<&'a Symbol, Dividend>,
    pub(super) weights: Weights,
    /// The month in which the portfolio is brought back to its weights.
    pub(super) month: u32,
    pub(super) ledger: Ledger,
    /// Gains of the year before, which are taxed in spring.
    taxable: i64,
}

/// Dollars, in cents, on their way to another portfolio.
pub(super) struct Sent {
    pub(super) to: Key,
    pub(super) cents: i64,
}

/// The key of the custody account of a portfolio.
pub(super) fn custody_key(portfolio: &Key) -> Result<Key, DemoError> {
    Ok(format!("{portfolio}-custody").parse()?)
}

/// The key of the cash account of a portfolio.
pub(super) fn cash_key(portfolio: &Key) -> Result<Key, DemoError> {
    Ok(format!("{portfolio}-cash").parse()?)
}

impl<'a> Mandate<'a> {
    pub(super) fn new(
        firm: &'a Firm,
        plan: &'a PortfolioPlan,
        residence: Residence,
        dividends: &'a BTreeMap<&'a Symbol, Dividend>,
        month: u32,
    ) -> Result<Self, DemoError> {
        let weights = firm.strategies.get(&plan.strategy);
        let cash_account = match plan.cash_account {
            Some(cash) => Some((cash_key(&plan.key)?, cash.currency)),
            None => None,
        };
        Ok(Self {
            plan,
            residence,
            dividends,
            weights: weights.cloned().ok_or_else(|| DemoError::Strategy {
                portfolio: plan.key.clone(),
                strategy: plan.strategy.clone(),
            })?,
            month,
            ledger: Ledger::new(custody_key(&plan.key)?, cash_account),
            taxable: 0,
        })
    }

    /// What the portfolio is called in the plans.
    pub(super) const fn key(&self) -> &Key {
        &self.plan.key
    }

    /// Its books.
    pub(super) fn into_ledger(self) -> Ledger {
        self.ledger
    }

    /// Dollars that another portfolio has sent.
    pub(super) fn receive(&mut self, cents: i64) {
        self.ledger.dollars += cents;
    }

    /// Everything that happens on a day. Gives what is sent to other portfolios.
    pub(super) fn live(
        &mut self,
        today: &Today<'_>,
        random: &mut Random,
    ) -> Result<Vec<Sent>, DemoError> {
        if today.date < self.plan.opened_on {
            return Ok(Vec::new());
        }
        if today.is_first_from(self.plan.opened_on) {
            self.open(today)?;
        }
        self.receive_income(today)?;
        self.save(today)?;
        let mut sent = Vec::new();
        for occasion in &self.plan.occasions {
            if today.is_first_from(occasion.date) {
                sent.extend(self.occasion(today, occasion)?);
            }
        }
        self.pay_taxes(today)?;
        self.pay_pension(today)?;
        self.trade(today, random)?;
        if today.ends_quarter() {
            self.close_quarter(today)?;
        }
        Ok(sent)
    }

    fn open(&mut self, today: &Today<'_>) -> Result<(), DemoError> {
        self.pay_in(today, self.plan.initial, None)?;
        if let Some(cash) = self.plan.cash_account {
            self.ledger.deposit(today, Side::Cash, cash.initial * 100, None)?;
        }
        // The rest follows a month later, so that not everything depends on the price of one day.
        self.invest(today, self.ledger.dollars * 6 / 10, usize::MAX)
    }

    /// Money of the owner for the custody account, which the bank changes into dollars on the way.
    fn pay_in(
        &mut self,
        today: &Today<'_>,
        amount: i64,
        memo: Option<Note>,
    ) -> Result<(), DemoError> {
        let cents = self.dollars(today, amount);
        let memo = self.converted(today, amount, memo)?;
        self.ledger.deposit(today, Side::Custody, cents, memo)
    }

    /// Money for the owner, out of the cash account if it has enough.
    fn pay_out(
        &mut self,
        today: &Today<'_>,
        amount: i64,
        memo: Option<Note>,
    ) -> Result<(), DemoError> {
        let same = self.ledger.cash_currency() == Some(self.plan.base_currency);
        if same && self.ledger.cash >= amount * 100 {
            return self.ledger.withdraw(today, Side::Cash, amount * 100, memo);
        }
        let cents = self.dollars(today, amount);
        self.raise(today, cents)?;
        let memo = self.converted(today, amount, memo)?;
        self.ledger.withdraw(today, Side::Custody, cents, memo)
    }

    /// An amount of the base currency in cents of a dollar.
    fn dollars(&self, today: &Today<'_>, amount: i64) -> i64 {
        if self.plan.base_currency == Currency::EUR {
            rounded(amount * 100 * today.dollars_per_euro(), 100_000)
        } else {
            amount * 100
        }
    }

    /// The memo with what the dollars were before, or are to become.
    fn converted(
        &self,
        today: &Today<'_>,
        amount: i64,
        memo: Option<Note>,
    ) -> Result<Option<Note>, DemoError> {
        if self.plan.base_currency != Currency::EUR {
            return Ok(memo);
        }
        let rate = today.dollars_per_euro();
        let (whole, part) = (rate / 100_000, rate % 100_000);
        let text = format!("{amount} EUR at {whole}.{part:05}");
        let text = memo.map_or_else(|| text.clone(), |memo| format!("{memo}: {text}"));
        Ok(Some(text.parse()?))
    }

    /// Dividends of the day.
    fn receive_income(&mut self, today: &Today<'_>) -> Result<(), DemoError> {
        let month = (today.date.month() - 1) % 3 + 1;
        let paying: Vec<_> = self
            .ledger
            .held()
            .filter_map(|(symbol, _)| Some((symbol.clone(), *self.dividends.get(symbol)?)))
            .filter(|(_, dividend)| dividend.month == month && today.is_monthly(dividend.day))
            .collect();
        for (symbol, dividend) in paying {
            let cents = rounded(self.ledger.worth(today, &symbol) * dividend.yearly, 4_000);
            let withheld = match self.residence {
                Residence::UnitedStates => 0,
                Residence::Spain | Residence::Elsewhere => rounded(cents * 15, 100),
            };
            if cents > 0 {
                self.ledger.dividend(today, symbol, cents, withheld)?;
            }
        }
        Ok(())
    }

    /// The savings plan: paid in on the fifth, invested on the seventh.
    fn save(&mut self, today: &Today<'_>) -> Result<(), DemoError> {
        let plan = self.plan;
        if plan.monthly > 0 && today.is_monthly(5) && !today.is_first_from(plan.opened_on) {
            self.pay_in(today, plan.monthly, None)?;
        }
        let quarterly = today.date.month() % 3 == 1;
        if today.is_days_after(plan.opened_on, 20) {
            self.invest(today, i64::MAX, usize::MAX)?;
        } else if today.is_monthly(7) && (plan.monthly > 0 || quarterly) {
            self.invest(today, i64::MAX, 2)?;
        }
        Ok(())
    }

    fn occasion(
        &mut self,
        today: &Today<'_>,
        occasion: &Occasion,
    ) -> Result<Option<Sent>, DemoError> {
        let memo = occasion.memo.clone();
        if let Some(amount) = occasion.deposit {
            self.pay_in(today, amount, memo)?;
            self.invest(today, i64::MAX, usize::MAX)?;
        } else if let Some(amount) = occasion.withdrawal {
            self.pay_out(today, amount, memo)?;
        } else if let Some(switch) = &occasion.switch {
            self.switch(today, switch)?;
        } else if let Some(transfer) = &occasion.transfer {
            let cents = transfer.amount * 100;
            self.raise(today, cents)?;
            self.ledger.send(today, cents, custody_key(&transfer.to)?)?;
            let to = transfer.to.clone();
            return Ok(Some(Sent { to, cents }));
        }
        Ok(None)
    }

    /// The tax on what was gained in the year before.
    fn pay_taxes(&mut self, today: &Today<'_>) -> Result<(), DemoError> {
        if today.date.month() == 1 && today.is_monthly(1) {
            self.taxable = std::mem::take(&mut self.ledger.gains);
        }
        let due = rounded(self.taxable.max(0) * 19, 100);
        let in_spring = today.date.month() == 4 && today.is_monthly(15);
        if self.residence == Residence::Spain && in_spring && due > 0 {
            self.raise(today, due)?;
            let memo = format!("Capital gains of {}", today.date.year() - 1);
            self.ledger.tax(today, due, memo.parse()?)?;
        }
        Ok(())
    }

    fn pay_pension(&mut self, today: &Today<'_>) -> Result<(), DemoError> {
        let Some(pension) = self.plan.pension else {
            return Ok(());
        };
        let due = today.date.month().is_multiple_of(pension.every) && today.is_monthly(1);
        if !due || today.is_first_from(self.plan.opened_on) {
            return Ok(());
        }
        let needed = pension.amount * 100 - self.ledger.cash;
        if needed > 0 && self.ledger.cash_currency() == Some(Currency::USD) {
            let cents = needed + pension.amount * 100;
            self.raise(today, cents)?;
            self.ledger.fill_cash_account(today, cents)?;
        }
        self.pay_out(today, pension.amount, None)
    }

    /// Interest and fees, at the end of a quarter.
    fn close_quarter(&mut self, today: &Today<'_>) -> Result<(), DemoError> {
        // Thousandths a year on dollars, as money-market rates went.
        let rate = match today.date.year() {
            ..=2016 => 1,
            2017 => 5,
            2018 => 13,
            2019 => 17,
            2020 => 3,
            2021 => 1,
            _ => 18,
        };
        let earned = rounded(self.ledger.dollars.max(0) * rate, 4_000);
        if earned >= 50 {
            self.ledger.interest(today, Side::Custody, earned)?;
        }
        let foreign = (self.ledger.cash_currency()).is_some_and(|held| held != Currency::EUR);
        let earned = rounded(self.ledger.cash.max(0) * rate, 8_000);
        if foreign && earned >= 50 {
            self.ledger.interest(today, Side::Cash, earned)?;
        }
        self.charge_fee(today)
    }

    /// The adviser's fee: 0.8 % a year of what is in custody.
    fn charge_fee(&mut self, today: &Today<'_>) -> Result<(), DemoError> {
        let memo: Note = "Advisory fee".parse()?;
        let fee = rounded(self.ledger.value(today) * 2, 1_000);
        let in_base = match self.plan.base_currency {
            Currency::EUR => rounded(fee * 100_000, today.dollars_per_euro().max(1)),
            _ => fee,
        };
        let same = self.ledger.cash_currency() == Some(self.plan.base_currency);
        if same && self.plan.pension.is_none() && self.ledger.cash >= in_base {
            return self.ledger.fee(today, Side::Cash, in_base, memo);
        }
        self.raise(today, fee)?;
        self.ledger.fee(today, Side::Custody, fee, memo)
    }
}
