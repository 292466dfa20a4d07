//! The daily engine against the valuation on each day, and against plain decimal arithmetic.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::Valuer;
use super::scenario::{Scenario, currency, instrument};
use crate::ledger::{Flow, Steps, UnitRatio};
use crate::model::PriceBasis;
use crate::money::{Currency, Decimal, Money, Quantity};
use crate::pricing::{FxSeries, PriceSeries};
use crate::time::{BusinessDate, Period};

pub(super) const LENGTH: i32 = 40;
pub(super) const CODES: [&str; 4] = ["USD", "EUR", "GBP", "GBp"];

pub(super) fn date(number: i32) -> BusinessDate {
    BusinessDate::from_day_number(19_700 + number).unwrap()
}

fn decimals(size: i64, scale: std::ops::Range<u32>) -> impl Strategy<Value = Decimal> {
    (-size..size, scale).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

fn by_day<T: std::fmt::Debug>(
    value: impl Strategy<Value = T>,
    most: usize,
) -> impl Strategy<Value = BTreeMap<i32, T>> {
    btree_map(0..LENGTH, value, 0..most)
}

fn steps<T: PartialEq + Clone>(rows: &BTreeMap<i32, T>) -> Steps<T> {
    let mut steps = Steps::default();
    for (day, value) in rows {
        steps.set(date(*day), value.clone());
    }
    steps
}

prop_compose! {
    /// An instrument: its currency, basis, prices, quantities and splits.
    fn position()(
        code in prop::sample::select(&CODES[..]),
        adjusted: bool,
        prices in by_day((1_i64..1_000_000, 0..5_u32), 30),
        quantities in by_day(decimals(1_000_000, 0..11), 5),
        sold in prop::option::of(0..LENGTH),
        splits in by_day(prop::sample::select(&[(2, 1), (3, 1), (1, 10)][..]), 3),
    ) -> (Currency, PriceBasis, BTreeMap<i32, Decimal>, BTreeMap<i32, Decimal>, BTreeMap<i32, (u32, u32)>) {
        let basis = if adjusted { PriceBasis::SplitAdjusted } else { PriceBasis::Raw };
        let prices = prices.into_iter().map(|(day, (m, s))| (day, Decimal::new(m, s))).collect();
        let mut quantities = quantities;
        quantities.extend(sold.map(|day| (day, Decimal::ZERO)));
        (currency(code), basis, prices, quantities, splits)
    }
}

/// Of a share, of an option on a hundred, of a bond in per cent of its face value.
const MULTIPLIERS: [&str; 3] = ["1", "100", "0.01"];

prop_compose! {
    pub(super) fn scenario()(
        staleness in 0..12_u16,
        positions in vec(position(), 0..4),
        cash in vec((prop::sample::select(&CODES[..3]), by_day(decimals(100_000_000, 2..3), 6)), 0..3),
        flows in by_day((prop::sample::select(&CODES[..3]), decimals(100_000_000, 2..3)), 5),
        dollars in by_day(5_000_i64..20_000, 30),
        pounds in by_day(5_000_i64..20_000, 30),
    ) -> Scenario {
        let mut scenario = Scenario::with_staleness(staleness);
        for (number, (code, basis, prices, quantities, splits)) in (0..).zip(positions) {
            let prices = prices.into_iter().map(|(day, price)| (date(day), price));
            let series = PriceSeries::new(instrument(number), code, basis, prices).unwrap();
            let multiplier = MULTIPLIERS[number as usize % MULTIPLIERS.len()].parse().unwrap();
            scenario.market.add_prices(series.times(multiplier)).unwrap();
            let quantities = quantities.into_iter().map(|(day, q)| (day, Quantity::new(q)));
            scenario.timeline.quantities.insert(instrument(number), steps(&quantities.collect()));
            let splits = splits.into_iter();
            let splits = splits.map(|(day, (new, old))| (date(day), UnitRatio::new(new, old).unwrap()));
            scenario.timeline.splits.insert(instrument(number), splits.collect());
        }
        for (code, rows) in cash {
            scenario.timeline.cash.insert(currency(code), steps(&rows));
        }
        scenario.timeline.flows = flows.into_iter().map(|(day, (code, amount))| {
            Flow::cash(date(day), Money::new(amount, currency(code)))
        }).collect();
        for (quote, rates) in [("USD", dollars), ("GBP", pounds)] {
            let rates = rates.into_iter().map(|(day, rate)| (date(day), Decimal::new(rate, 4)));
            let series = FxSeries::new(Currency::EUR, currency(quote), rates).unwrap();
            scenario.market.add_rates(series).unwrap();
        }
        scenario
    }
}

/// The value on a day in plain decimal arithmetic, straight from the definition; none if anything is missing.
fn plainly(scenario: &Scenario, to: Currency, date: BusinessDate) -> Option<Decimal> {
    let Scenario { timeline, market } = scenario;
    let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
    let mut missing = false;
    for (instrument, steps) in &timeline.quantities {
        let quantity = steps.at(date).map_or(Decimal::ZERO, |q| q.value());
        if quantity.is_zero() {
            continue;
        }
        let Ok(quote) = market.quote(*instrument, date) else {
            missing = true;
            continue;
        };
        let series = market.prices(*instrument).unwrap();
        let counted = match series.basis() {
            PriceBasis::Raw => quote.date,
            PriceBasis::SplitAdjusted => series.quotes().last().unwrap().date,
        };
        let (mut times, mut over) = (Decimal::ONE, Decimal::ONE);
        for (split, ratio) in &timeline.splits[instrument] {
            let (new, old) = (Decimal::from(ratio.new_units()), Decimal::from(ratio.old_units()));
            if date < *split && *split <= counted {
                (times, over) = (times * new, over * old);
            } else if counted < *split && *split <= date {
                (times, over) = (times * old, over * new);
            }
        }
        let multiplier = series.multiplier().value();
        let value = quote.price.per_unit() * quantity * multiplier * times / over;
        *sums.entry(series.currency()).or_default() += value.round_dp(12);
    }
    for (currency, steps) in &timeline.cash {
        *sums.entry(*currency).or_default() += steps.at(date).copied().unwrap_or_default();
    }
    let mut total = Decimal::ZERO;
    for (currency, sum) in sums.into_iter().filter(|(_, sum)| !sum.is_zero()) {
        let Ok(conversion) = market.conversion(currency, to, date) else {
            missing = true;
            continue;
        };
        total += (sum * conversion.rate().unwrap()).round_dp(12);
    }
    (!missing).then_some(total)
}

proptest! {
    #[test]
    fn every_daily_value_is_the_valuation_of_that_day(
        scenario in scenario(), to in prop::sample::select(&CODES[..3]),
        start in 0..LENGTH, length in 0..LENGTH,
    ) {
        let valuer = Valuer::new(&scenario.timeline, &scenario.market, currency(to));
        let period = Period::new(date(start), date(start + length)).unwrap();
        let daily = valuer.daily(period);
        prop_assert_eq!(daily.dates().first(), Some(&period.start()));
        prop_assert_eq!(daily.dates().last(), Some(&period.end()));
        prop_assert_eq!(daily.closing().ok(), valuer.at(period.end()).total.ok().map(Money::amount));
        for day in daily.days() {
            let valuation = valuer.at(day.date);
            prop_assert_eq!(day.value.clone().ok(), valuation.total.ok().map(Money::amount));
            if let Err(reason) = day.value {
                prop_assert!(valuation.gaps.contains(&reason));
            }
        }
    }

    #[test]
    fn every_daily_value_is_what_plain_decimals_give(
        scenario in scenario(), to in prop::sample::select(&CODES[..3]),
    ) {
        let to = currency(to);
        let valuer = Valuer::new(&scenario.timeline, &scenario.market, to);
        for day in valuer.daily(Period::new(date(0), date(LENGTH)).unwrap()).days() {
            match (day.value, plainly(&scenario, to, day.date)) {
                (Ok(value), Some(plain)) => {
                    prop_assert!((value - plain).abs() <= Decimal::new(1, 11), "{value} {plain}");
                }
                (value, plain) => prop_assert_eq!(value.ok(), plain),
            }
        }
    }
}
