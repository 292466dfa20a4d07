//! What a change of value is made of.

use crate::ledger::{BaseCurrency, CostBasis, Earnings, Journal, LedgerError, Passage};
use crate::money::{Decimal, Money, decimal};
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined, both};
use crate::valuation::{DailyValues, Valuer};

/// What a change of value over a period is made of, in the currency of the valuation.
///
/// The **closing identity**: `closing = opening + net_flows + realised + unrealised + income − fees − taxes +
/// currency_gains`. All parts are computed from different inputs, so that the identity checks the whole engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// The value at the end of the day before the period.
    pub opening: Figure<Money>,
    /// The value at the end of the period.
    pub closing: Figure<Money>,
    /// What came in less what went out, in cash and in kind.
    pub net_flows: Figure<Money>,
    /// Gains less losses on what was disposed of, what the currency gained included.
    pub realised: Figure<Money>,
    /// The part of the realised gains that is due to the currency.
    pub realised_on_currency: Figure<Money>,
    /// The realised gains on what was held up to a year.
    pub realised_short_term: Figure<Money>,
    /// The realised gains on what was held for more than a year.
    pub realised_long_term: Figure<Money>,
    /// The change of value less cost of what is held, without what lots that came in or left had gained before.
    pub unrealised: Figure<Money>,
    /// Dividends before charges, less those owed on short positions.
    pub dividends: Figure<Money>,
    /// Interest before charges, less accrued interest paid.
    pub interest: Figure<Money>,
    /// Interest charged, above zero.
    pub interest_charges: Figure<Money>,
    /// Dividends and interest, less interest charged.
    pub income: Figure<Money>,
    /// Fees less refunds, without those that are part of cost and proceeds.
    pub fees: Figure<Money>,
    /// Fees that are part of cost and proceeds: the realised and unrealised gains have counted them.
    pub fees_in_trades: Figure<Money>,
    /// Taxes less refunds, withheld ones included, without those that are part of cost and proceeds.
    pub taxes: Figure<Money>,
    /// Taxes that are part of cost and proceeds: the realised and unrealised gains have counted them.
    pub taxes_in_trades: Figure<Money>,
    /// What cash in other currencies gained, and what exchanges gained over the rates of their days.
    pub currency_gains: Figure<Money>,
}

impl Breakdown {
    /// The breakdown of a passage of a record. `values` are those of the same record, period and valuer.
    #[must_use]
    pub fn of(passage: Passage, valuer: &Valuer<'_>, values: &DailyValues) -> Self {
        let period = values.period();
        let earnings = passage.earnings;
        let opening = State::at(valuer, period.start(), passage.opening_cost);
        let closing = State::at(valuer, period.end(), passage.closing_cost);
        let money = |amount: Figure<Decimal>| Ok(Money::new(amount?, valuer.currency()));
        let unrealised = unrealised(&opening, &closing, &earnings, &valuer.carried_in(period));
        let income = earnings.income();
        Self {
            opening: money(values.opening()),
            closing: money(values.closing()),
            net_flows: money(values.net_flows()),
            unrealised: money(unrealised),
            currency_gains: money(currency_gains(&opening, &closing, &earnings)),
            realised: money(earnings.realised),
            realised_on_currency: money(earnings.realised_on_currency),
            realised_short_term: money(earnings.realised_short_term),
            realised_long_term: money(earnings.realised_long_term),
            dividends: money(earnings.dividends),
            interest: money(earnings.interest),
            interest_charges: money(earnings.interest_charges),
            income: money(income),
            fees: money(earnings.fees),
            fees_in_trades: money(earnings.fees_in_trades),
            taxes: money(earnings.taxes),
            taxes_in_trades: money(earnings.taxes_in_trades),
        }
    }

    /// All fees, inside trades or not.
    ///
    /// # Errors
    /// The first rate that is missing.
    pub fn all_fees(&self) -> Figure<Money> {
        both(&self.fees, &self.fees_in_trades, Money::add)
    }

    /// All taxes, inside trades or not.
    ///
    /// # Errors
    /// The first rate that is missing.
    pub fn all_taxes(&self) -> Figure<Money> {
        both(&self.taxes, &self.taxes_in_trades, Money::add)
    }

    /// The closing value that the other parts come to.
    ///
    /// # Errors
    /// The first price or rate that is missing.
    pub fn explained(&self) -> Figure<Money> {
        let added =
            [&self.net_flows, &self.realised, &self.unrealised, &self.income, &self.currency_gains];
        let sum = added.iter().fold(self.opening.clone(), |sum, part| both(&sum, part, Money::add));
        let taken = [&self.fees, &self.taxes];
        taken.iter().fold(sum, |sum, part| both(&sum, part, Money::subtract))
    }
}

/// Breaks the change of value of a scope down. `values` are those of the same record and valuer.
///
/// # Errors
/// [`LedgerError`] as for [`Journal::holdings`].
pub fn breakdown(
    journal: &Journal,
    basis: &CostBasis,
    valuer: &Valuer<'_>,
    values: &DailyValues,
) -> Result<Breakdown, LedgerError> {
    let base = BaseCurrency { currency: valuer.currency(), market: valuer.market() };
    let passage = journal.passage(values.period(), basis, base)?;
    Ok(Breakdown::of(passage, valuer, values))
}

/// What is held at the end of a day.
struct State {
    /// The value of the instruments.
    value: Figure<Decimal>,
    /// What they have cost.
    cost: Figure<Decimal>,
    /// The value of the cash.
    cash: Figure<Decimal>,
}

impl State {
    fn at(valuer: &Valuer<'_>, date: BusinessDate, cost: Figure<Decimal>) -> Self {
        let valuation = valuer.at(date);
        Self {
            value: sum(valuation.positions.iter().map(|row| &row.value)),
            cost,
            cash: sum(valuation.cash.iter().map(|row| &row.value)),
        }
    }

    fn gain(&self) -> Figure<Decimal> {
        both(&self.value, &self.cost, decimal::subtract)
    }
}

/// The change of value less cost, without what the lots that came in had gained before.
fn unrealised(
    opening: &State,
    closing: &State,
    earnings: &Earnings,
    carried_value: &Figure<Decimal>,
) -> Figure<Decimal> {
    let change = both(&closing.gain(), &opening.gain(), decimal::subtract);
    let before = both(carried_value, &earnings.carried_cost, decimal::subtract);
    both(&change, &before, decimal::subtract)
}

/// The change of the value of cash that no move of cash explains, and what exchanges gained.
fn currency_gains(opening: &State, closing: &State, earnings: &Earnings) -> Figure<Decimal> {
    let change = both(&closing.cash, &opening.cash, decimal::subtract);
    let of_balances = both(&change, &earnings.cash_moves, decimal::subtract);
    both(&of_balances, &earnings.exchanges, decimal::add)
}

fn sum<'a>(amounts: impl Iterator<Item = &'a Figure<Money>>) -> Figure<Decimal> {
    let mut sum = Decimal::ZERO;
    for amount in amounts {
        let amount = amount.clone()?.amount();
        sum = decimal::add(sum, amount).map_err(|_| Undefined::OutOfRange)?;
    }
    Ok(sum)
}
