//! What many scopes share changes no figure: the grid, the threads, and what is kept from before.

use proptest::collection::vec;
use proptest::prelude::*;

use super::laws::{CODES, LENGTH, date, scenario};
use super::scenario::{Scenario, currency, instrument};
use super::{DailyValues, Valuer, daily_of_each, shared_grid};
use crate::ledger::{Steps, Timeline};
use crate::model::PriceBasis;
use crate::money::{Currency, Decimal, Quantity};
use crate::performance::{FlowTiming, TimeWeighted, time_weighted};
use crate::pricing::{Market, MarketGrid, PriceSeries};
use crate::time::Period;
use crate::undefined::Figure;

fn time_of(start: i32, length: i32) -> Period {
    Period::new(date(start), date(start + length)).unwrap()
}

/// Daily values, and the bits of the returns of them.
fn figures(values: DailyValues) -> (DailyValues, Figure<TimeWeighted>) {
    let returns = time_weighted(&values, FlowTiming::default());
    (values, returns)
}

/// Gaps tell the same days, in whatever order.
fn assert_same(found: &DailyValues, expected: &DailyValues) -> Result<(), TestCaseError> {
    prop_assert_eq!(found.days().collect::<Vec<_>>(), expected.days().collect::<Vec<_>>());
    prop_assert_eq!(found.gaps(), expected.gaps());
    prop_assert_eq!(found, expected);
    Ok(())
}

/// A scenario whose quantities and prices may be as large as decimals go.
fn huge() -> impl Strategy<Value = Scenario> {
    let size = prop::sample::select(&[1_u32, 8, 14, 20, 27][..]);
    let units = vec((0..LENGTH, size.clone(), any::<bool>()), 1..5);
    let prices = vec((0..LENGTH, size), 1..5);
    (scenario(), units, prices).prop_map(|(mut scenario, mut units, mut prices)| {
        let power = |size: u32| Decimal::from_i128_with_scale(10_i128.pow(size) + 1, 0);
        units.sort_unstable();
        prices.sort_unstable();
        prices.dedup_by_key(|(day, _)| *day);
        let mut steps = Steps::default();
        for (day, size, short) in units {
            let units = power(size);
            steps.set(date(day), Quantity::new(if short { -units } else { units }));
        }
        let rows = prices.into_iter().map(|(day, size)| (date(day), power(size)));
        let series = PriceSeries::new(instrument(9), Currency::USD, PriceBasis::Raw, rows);
        scenario.market.add_prices(series.unwrap()).unwrap();
        scenario.timeline.quantities.insert(instrument(9), steps);
        scenario
    })
}

/// Several scopes on the market of the first: theirs are the units, cash and flows of the others.
fn scopes(scenarios: Vec<Scenario>) -> (Vec<Timeline>, Market) {
    let market = scenarios[0].market.clone();
    (scenarios.into_iter().map(|scenario| scenario.timeline).collect(), market)
}

proptest! {
    #[test]
    fn a_shared_grid_changes_no_figure(
        scenarios in vec(prop_oneof![3 => scenario(), 1 => huge()], 1..4),
        to in prop::sample::select(&CODES[..3]),
        (wide_start, wide_length) in (0..LENGTH, 0..LENGTH), from in 0..LENGTH, length in 0..LENGTH,
    ) {
        let (timelines, market) = scopes(scenarios);
        let wide = time_of(wide_start, wide_length);
        let start = wide_start + from.min(wide_length);
        let period = time_of(start, length.min(wide_start + wide_length - start));
        // One that knows the days of all flows, one that knows none, and one for another time altogether.
        let grids = [
            shared_grid(&timelines, &market, wide, currency(to)),
            MarketGrid::new(&market, wide, currency(to), []),
            MarketGrid::new(&market, time_of(start + length + 1, 5), currency(to), []),
        ];
        for timeline in &timelines {
            let alone = figures(Valuer::new(timeline, &market, currency(to)).daily(period));
            for grid in &grids {
                let shared = figures(Valuer::on_grid(timeline, grid).daily(period));
                assert_same(&shared.0, &alone.0)?;
                prop_assert_eq!(&shared.1, &alone.1);
            }
        }
        let each = daily_of_each(&timelines, &grids[0], period, figures);
        for ((values, returns), timeline) in each.iter().zip(&timelines) {
            let one = figures(Valuer::new(timeline, &market, currency(to)).daily(period));
            assert_same(values, &one.0)?;
            prop_assert_eq!(returns, &one.1);
        }
    }

    #[test]
    fn values_since_a_day_are_those_of_a_full_run(
        before in prop_oneof![4 => scenario(), 1 => huge()], after in scenario(),
        to in prop::sample::select(&CODES[..3]), start in 0..LENGTH, length in 0..LENGTH, day in 0..LENGTH,
    ) {
        let period = time_of(start, length);
        let previous = Valuer::new(&before.timeline, &before.market, currency(to)).daily(period);
        // The same record up to the day, and another from there on.
        let mut timeline = before.timeline.clone();
        fn changed<T: PartialEq + Clone + Default>(old: &Steps<T>, new: Option<&Steps<T>>, day: i32) -> Steps<T> {
            let mut steps = Steps::default();
            let kept = old.points().iter().filter(|(on, _)| *on < date(day));
            let added = new.into_iter().flat_map(|new| new.points()).filter(|(on, _)| *on >= date(day));
            kept.chain(added).for_each(|(on, value)| steps.set(*on, value.clone()));
            steps
        }
        for (instrument, steps) in &mut timeline.quantities {
            *steps = changed(steps, after.timeline.quantities.get(instrument), day);
        }
        for (currency, steps) in &mut timeline.cash {
            *steps = changed(steps, after.timeline.cash.get(currency), day);
        }
        for (instrument, splits) in &mut timeline.splits {
            splits.retain(|(on, _)| *on < date(day));
            let new = after.timeline.splits.get(instrument).into_iter().flatten();
            splits.extend(new.filter(|(on, _)| *on >= date(day)));
        }
        timeline.flows.retain(|flow| flow.date < date(day));
        timeline.flows.extend(after.timeline.flows.iter().filter(|flow| flow.date >= date(day)));
        let valuer = Valuer::new(&timeline, &before.market, currency(to));
        assert_same(&valuer.daily_since(&previous, date(day)), &valuer.daily(period))?;
    }
}

#[cfg(feature = "parallel")]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_number_of_threads_gives_the_same_bits(scenarios in vec(scenario(), 1..12), to in prop::sample::select(&CODES[..3])) {
        let (timelines, market) = scopes(scenarios);
        let period = time_of(0, LENGTH);
        let grid = shared_grid(&timelines, &market, period, currency(to));
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| daily_of_each(&timelines, &grid, period, figures))
        };
        let bits = |all: &[(DailyValues, Figure<TimeWeighted>)]| -> Vec<Vec<u64>> {
            all.iter().map(|(_, returns)| {
                let Ok(returns) = returns else { return Vec::new() };
                let all = returns.returns.returns().iter().chain([&returns.total]);
                all.map(|value| value.to_bits()).collect()
            }).collect()
        };
        let one_by_one: Vec<_> = timelines
            .iter()
            .map(|timeline| figures(Valuer::new(timeline, &market, currency(to)).daily(period)))
            .collect();
        for threads in [1, 2, 5] {
            let found = on(threads);
            prop_assert_eq!(bits(&found), bits(&one_by_one));
            prop_assert_eq!(found, one_by_one.clone());
        }
    }
}
