//! What was held on a day and what it was worth.

use std::collections::{BTreeMap, BTreeSet};

use super::Valuer;
use super::units::Units;
use crate::ids::InstrumentId;
use crate::money::{Currency, Money, MoneyError, Price, Quantity};
use crate::pricing::scaled::{Fraction, to_decimal, value_scale};
use crate::pricing::{Conversion, Quote};
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};

/// An instrument held on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionValue {
    /// The instrument.
    pub instrument: InstrumentId,
    /// Units held; below zero for a short position.
    pub quantity: Quantity,
    /// The price as quoted, and the day it is of. Where a split lies between, it is brought to the units held.
    pub quote: Figure<Quote>,
    /// Quantity times price times contract multiplier, in the currency of the price.
    pub local: Figure<Money>,
    /// What that currency costs in the currency of the valuation.
    pub conversion: Figure<Conversion>,
    /// The value in the currency of the valuation.
    pub value: Figure<Money>,
}

/// Cash of one currency on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashValue {
    /// The balance; below zero for an overdraft.
    pub amount: Money,
    /// What its currency costs in the currency of the valuation.
    pub conversion: Figure<Conversion>,
    /// The value in the currency of the valuation.
    pub value: Figure<Money>,
}

/// What a scope held at the end of a day, and what it was worth.
///
/// The total converts the sum of each currency, not each row, so that it is the same number as in the daily
/// series; in a foreign currency the rows may differ from it in the twelfth decimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Valuation {
    /// The day.
    pub date: BusinessDate,
    /// The currency of the values.
    pub currency: Currency,
    /// The instruments held, in the order of their ids.
    pub positions: Vec<PositionValue>,
    /// The cash balances that are not zero, in the order of their currencies.
    pub cash: Vec<CashValue>,
    /// The value of everything; undefined if anything could not be valued.
    pub total: Figure<Money>,
    /// The value of what could be valued: the total if there are no gaps.
    pub valued: Figure<Money>,
    /// The prices and rates that were missing.
    pub gaps: Vec<Undefined>,
}

impl Valuer<'_> {
    /// What was held at the end of the day and what it was worth, row by row.
    #[must_use]
    pub fn at(&self, date: BusinessDate) -> Valuation {
        value(self, date)
    }
}

fn value(valuer: &Valuer<'_>, date: BusinessDate) -> Valuation {
    let positions: Vec<_> = (valuer.timeline.quantities.iter())
        .filter_map(|(instrument, steps)| Some((*instrument, *steps.at(date)?)))
        .filter(|(_, quantity)| !quantity.is_zero())
        .map(|(instrument, quantity)| position(valuer, date, instrument, quantity))
        .collect();
    let cash: Vec<_> = (valuer.timeline.cash.iter())
        .filter_map(|(currency, steps)| Some(Money::new(*steps.at(date)?, *currency)))
        .filter(|amount| !amount.is_zero())
        .map(|amount| cash(valuer, date, amount))
        .collect();
    let valued = sum(valuer, date, &positions, &cash);
    let gaps = (positions.iter().map(|row| &row.value))
        .chain(cash.iter().map(|row| &row.value))
        .filter_map(|value| value.as_ref().err().cloned())
        .collect::<BTreeSet<_>>();
    Valuation {
        date,
        currency: valuer.currency,
        total: gaps.first().cloned().map_or_else(|| valued.clone(), Err),
        valued,
        positions,
        cash,
        gaps: gaps.into_iter().collect(),
    }
}

fn position(
    valuer: &Valuer<'_>,
    date: BusinessDate,
    instrument: InstrumentId,
    quantity: Quantity,
) -> PositionValue {
    let priced = price(valuer, date, instrument, quantity);
    let local = priced.as_ref().map(|priced| priced.1).map_err(Clone::clone);
    let conversion = local
        .clone()
        .and_then(|local| (valuer.market).conversion(local.currency(), valuer.currency, date));
    PositionValue {
        instrument,
        quantity,
        quote: priced.map(|priced| priced.0),
        value: local.clone().and_then(|local| convert(&conversion, local)),
        local,
        conversion,
    }
}

/// The price of one unit held, and the value of all of them in the currency of the price.
pub(super) fn price(
    valuer: &Valuer<'_>,
    date: BusinessDate,
    instrument: InstrumentId,
    quantity: Quantity,
) -> Figure<(Quote, Money)> {
    let missing = Undefined::MissingPrice { instrument, date };
    let series = valuer.market.prices(instrument).ok_or(missing)?;
    let quote = valuer.market.quote(instrument, date)?;
    let valued = || -> Result<(Quote, Money), MoneyError> {
        let (per_unit, currency) = (quote.price.per_unit(), quote.price.currency());
        let units = Units::new(valuer.timeline, series);
        let ratio = units.per_unit(date.day_number(), quote.date.day_number())?;
        let held = ratio.times(units.of(quantity)?)?;
        let scale = value_scale(currency);
        let value = to_decimal(held.of(per_unit, scale)?, scale)?.normalize();
        let per_unit = ratio.times(Fraction::whole(per_unit))?.quotient()?;
        let price = Price::new(per_unit, currency);
        Ok((Quote { price, ..quote }, Money::new(value, currency)))
    };
    valued().map_err(|_| Undefined::OutOfRange)
}

fn cash(valuer: &Valuer<'_>, date: BusinessDate, amount: Money) -> CashValue {
    let conversion = (valuer.market).conversion(amount.currency(), valuer.currency, date);
    CashValue { amount, value: convert(&conversion, amount), conversion }
}

fn convert(conversion: &Figure<Conversion>, amount: Money) -> Figure<Money> {
    let converted = conversion.as_ref().map_err(Clone::clone)?.convert(amount);
    converted.map_err(|_| Undefined::OutOfRange)
}

/// The value of the rows that have one: summed by currency, then converted.
fn sum(
    valuer: &Valuer<'_>,
    date: BusinessDate,
    positions: &[PositionValue],
    cash: &[CashValue],
) -> Figure<Money> {
    let positions = positions.iter().filter(|row| row.value.is_ok());
    let cash = cash.iter().filter(|row| row.value.is_ok());
    let amounts = positions
        .filter_map(|row| row.local.as_ref().ok().copied())
        .chain(cash.map(|row| row.amount));
    let mut sums: BTreeMap<Currency, i128> = BTreeMap::new();
    for amount in amounts {
        let currency = amount.currency();
        let scaled = Fraction::ONE.of(amount.amount(), value_scale(currency));
        let sum = sums.entry(currency).or_default();
        *sum =
            scaled.ok().and_then(|scaled| sum.checked_add(scaled)).ok_or(Undefined::OutOfRange)?;
    }
    let scale = value_scale(valuer.currency);
    let mut total = 0_i128;
    for (currency, sum) in sums {
        let conversion = valuer.market.conversion(currency, valuer.currency, date)?;
        let converted = conversion.of_scaled(sum).ok();
        total = converted
            .and_then(|converted| total.checked_add(converted))
            .ok_or(Undefined::OutOfRange)?;
    }
    let total = to_decimal(total, scale).map_err(|_| Undefined::OutOfRange)?;
    Ok(Money::new(total.normalize(), valuer.currency))
}

#[cfg(test)]
mod tests {
    use super::super::scenario::{Scenario, currency, day, instrument, number};
    use super::*;
    use crate::model::PriceBasis;

    fn at(scenario: &Scenario, code: &str, date: &str) -> Valuation {
        Valuer::new(&scenario.timeline, &scenario.market, currency(code)).at(day(date))
    }

    fn text(value: &Figure<Money>) -> String {
        value.as_ref().map_or_else(ToString::to_string, ToString::to_string)
    }

    #[test]
    fn rows_show_how_a_value_comes_about() {
        // The quotients are those of Python's decimal module.
        let scenario = Scenario::default()
            .holds(1, &[("2024-01-02", "10")])
            .holds(2, &[("2024-01-02", "300")])
            .cash("EUR", &[("2024-01-02", "1000.50")])
            .cash("USD", &[("2024-01-02", "-20")])
            .prices(1, "USD", &[("2024-01-05", "189.84")])
            .prices(2, "GBp", &[("2024-01-04", "512.5")])
            .rates("EUR", "USD", &[("2024-01-05", "1.0921")])
            .rates("EUR", "GBP", &[("2024-01-05", "0.86048")]);
        let valuation = at(&scenario, "EUR", "2024-01-07");
        let [dollars, pence] = &valuation.positions[..] else { panic!("two positions") };
        assert_eq!(text(&dollars.local), "1898.4 USD");
        assert_eq!(dollars.quote.as_ref().unwrap().date, day("2024-01-05"));
        assert_eq!(text(&dollars.value), "1738.302353264353 EUR");
        assert_eq!(text(&pence.local), "153750 GBp");
        assert_eq!(text(&pence.value), "1786.793417627371 EUR");
        let [euros, overdraft] = &valuation.cash[..] else { panic!("two balances") };
        assert_eq!(text(&euros.value), "1000.5 EUR");
        assert_eq!(text(&overdraft.value), "-18.313341269115 EUR");
        assert_eq!(text(&valuation.total), "4507.28242962261 EUR");
        assert_eq!(valuation.valued, valuation.total);
        assert!(valuation.gaps.is_empty());
    }

    #[test]
    fn what_has_no_price_or_rate_leaves_a_part_and_no_total() {
        let scenario = Scenario::default()
            .holds(1, &[("2024-01-02", "10")])
            .holds(2, &[("2024-01-02", "1")])
            .cash("USD", &[("2024-01-02", "100")])
            .cash("CHF", &[("2024-01-02", "7")])
            .prices(1, "USD", &[("2024-01-05", "2")]);
        let valuation = at(&scenario, "USD", "2024-01-05");
        let (instrument, date) = (instrument(2), day("2024-01-05"));
        let price = Undefined::MissingPrice { instrument, date };
        let rate = Undefined::MissingRate { from: currency("CHF"), to: Currency::USD, date };
        assert_eq!(text(&valuation.valued), "120 USD");
        assert_eq!(valuation.total, Err(price.clone()));
        assert_eq!(valuation.gaps, [price.clone(), rate.clone()]);
        assert_eq!(valuation.positions[1].value, Err(price));
        assert_eq!(valuation.cash[0].value, Err(rate));
    }

    #[test]
    fn prices_of_the_other_side_of_a_split_are_brought_in_line() {
        let held = || {
            Scenario::default().holds(1, &[("2024-01-02", "10"), ("2024-01-05", "30")]).split(
                1,
                "2024-01-05",
                3,
                1,
            )
        };
        // The last raw price is from before the split; the units held are from after it.
        let raw = held().prices(1, "USD", &[("2024-01-04", "90")]);
        let adjusted = [("2024-01-04", "30"), ("2024-01-08", "31")];
        let adjusted = held().prices_on(PriceBasis::SplitAdjusted, 1, "USD", &adjusted);
        for (scenario, date, price) in [
            (&raw, "2024-01-04", "90"),
            (&raw, "2024-01-05", "30"),
            (&adjusted, "2024-01-04", "90"),
            (&adjusted, "2024-01-05", "30"),
        ] {
            let valuation = at(scenario, "USD", date);
            assert_eq!(text(&valuation.total), "900 USD", "{date}");
            let quote = valuation.positions[0].quote.as_ref().unwrap();
            assert_eq!(quote.price.per_unit(), number(price), "{date}");
        }
        // A series that ends before the split is adjusted to its own end.
        let early = held().prices_on(PriceBasis::SplitAdjusted, 1, "USD", &[("2024-01-04", "90")]);
        assert_eq!(text(&at(&early, "USD", "2024-01-04").total), "900 USD");
        assert_eq!(text(&at(&early, "USD", "2024-01-05").total), "900 USD");
    }

    #[test]
    fn a_contract_multiplier_counts_in_the_value_and_not_in_the_price() {
        // Two contracts short on 100 shares at 3.35, and 20,000 face value of a bond at 98.125 per cent.
        let scenario = Scenario::default()
            .holds(1, &[("2024-01-02", "-2")])
            .prices_times("100", 1, "USD", &[("2024-01-02", "3.35")])
            .holds(2, &[("2024-01-02", "20000")])
            .prices_times("0.01", 2, "USD", &[("2024-01-02", "98.125")]);
        let valuation = at(&scenario, "USD", "2024-01-03");
        let [option, bond] = &valuation.positions[..] else { panic!("two positions") };
        assert_eq!(text(&option.local), "-670 USD");
        assert_eq!(option.quote.as_ref().unwrap().price.to_string(), "3.35 USD");
        assert_eq!(text(&bond.local), "19625 USD");
        assert_eq!(bond.quote.as_ref().unwrap().price.to_string(), "98.125 USD");
        assert_eq!(text(&valuation.total), "18955 USD");
    }

    #[test]
    fn nothing_held_is_worth_nothing_without_any_rate() {
        let scenario = Scenario::default()
            .holds(1, &[("2024-01-02", "10"), ("2024-01-03", "0")])
            .cash("CHF", &[("2024-01-02", "5"), ("2024-01-03", "0")]);
        let valuation = at(&scenario, "USD", "2024-01-03");
        assert_eq!(valuation.total, Ok(Money::zero(Currency::USD)));
        assert_eq!(at(&scenario, "USD", "2023-12-31").total, Ok(Money::zero(Currency::USD)));
    }
}
