//! The prices and rates of a market on the days of a period, looked up once and shared by many scopes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Market;
use super::day_set::DaySet;
use super::grid_column::GridColumn;
use super::rate_column::RateColumn;
use crate::ids::InstrumentId;
use crate::money::Currency;
use crate::time::{BusinessDate, Period};

/// A market laid out on the days of a period: beside every day, the price of each instrument and the rate of each
/// currency that are in force on it.
///
/// Finding what is in force is most of the work of a daily valuation, and it is the same for every scope. So it is
/// done once here, and any number of scopes and threads read the result
/// ([`Valuer::on_grid`](crate::valuation::Valuer::on_grid)). A grid changes no figure, only what it costs. It is
/// a plain value: it holds some 12 bytes for each instrument and day, and what the series change later it does not
/// see.
///
/// Its days are those on which any instrument has a price, both ends of the period, and the days asked for.
///
/// ```
/// use cactus_core::ledger::Timeline;
/// use cactus_core::money::Currency;
/// use cactus_core::pricing::{Market, MarketGrid};
/// use cactus_core::time::Period;
/// use cactus_core::valuation::Valuer;
///
/// let year = Period::new("2023-12-31".parse()?, "2024-12-31".parse()?)?;
/// let grid = MarketGrid::new(&Market::default(), year, Currency::EUR, []);
/// let timelines = [Timeline::default(), Timeline::default()];
/// let values = timelines.each_ref().map(|timeline| Valuer::on_grid(timeline, &grid).daily(year));
/// assert_eq!(values[0], values[1]);
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct MarketGrid {
    market: Market,
    period: Period,
    currency: Currency,
    days: Vec<i32>,
    dates: Arc<[BusinessDate]>,
    /// For each calendar day from the start of the period to the day after its end, how many days of the grid lie
    /// before it.
    before: Vec<u32>,
    columns: BTreeMap<InstrumentId, GridColumn>,
    /// Rates into the currency of the grid, filled in by whoever asks first.
    rates: BTreeMap<Currency, OnceLock<RateColumn>>,
}

impl MarketGrid {
    /// All instruments of the market on the days of a period, for valuations in this currency. Days on which
    /// scopes have flows are worth adding if markets are closed on them: a scope is valued on each of its own.
    #[must_use]
    pub fn new(
        market: &Market,
        period: Period,
        currency: Currency,
        days: impl IntoIterator<Item = BusinessDate>,
    ) -> Self {
        let span = period.start().day_number()..=period.end().day_number();
        let all = market.instruments().map(|instrument| (instrument, *span.start(), *span.end()));
        Self::of(market, period, currency, all, days)
    }

    /// The same for some instruments, each from one day to another.
    pub(crate) fn of(
        market: &Market,
        period: Period,
        currency: Currency,
        instruments: impl Iterator<Item = (InstrumentId, i32, i32)> + Clone,
        days: impl IntoIterator<Item = BusinessDate>,
    ) -> Self {
        let mut grid = Self {
            market: market.clone(),
            period,
            currency,
            days: Vec::new(),
            dates: Arc::default(),
            before: Vec::new(),
            columns: BTreeMap::new(),
            rates: BTreeMap::new(),
        };
        grid.mark(instruments.clone(), days);
        for (instrument, first, last) in instruments {
            if let Some(series) = market.shared_prices(instrument) {
                let places = grid.places(first, last);
                let column = GridColumn::new(series, &grid.days, places, market.staleness());
                grid.rates.entry(series.currency()).or_default();
                grid.columns.insert(instrument, column);
            }
        }
        for currency in market.rates().currencies() {
            grid.rates.entry(currency).or_default();
        }
        grid
    }

    /// Finds the days of the grid.
    fn mark(
        &mut self,
        instruments: impl Iterator<Item = (InstrumentId, i32, i32)>,
        days: impl IntoIterator<Item = BusinessDate>,
    ) {
        let (start, end) = (self.period.start().day_number(), self.period.end().day_number());
        let length = usize::try_from(end - start).unwrap_or_default() + 1;
        let mut marks = DaySet::none_of(length);
        let mut mark = |day: i32| {
            if let (Ok(place), true) = (usize::try_from(day - start), day <= end) {
                marks.insert(place);
            }
        };
        let mut marked: &[i32] = &[];
        for (instrument, first, last) in instruments {
            let days = self.market.prices(instrument).map(|series| series.column().days());
            let days = days.unwrap_or_default();
            let within = |day: i32| days.partition_point(|known| *known < day);
            let days = days.get(within(first)..within(last.saturating_add(1))).unwrap_or_default();
            // Most instruments trade on the same days as others do.
            let from = days.first().map(|first| marked.partition_point(|known| known < first));
            let same = from.and_then(|from| marked.get(from..from + days.len()));
            if same != Some(days) {
                days.iter().for_each(|day| mark(*day));
                if days.len() > marked.len() {
                    marked = days;
                }
            }
        }
        days.into_iter().for_each(|date| mark(date.day_number()));
        [start, end].into_iter().for_each(&mut mark);
        let mut dates = Vec::with_capacity(length);
        for (place, day) in (start..=end).enumerate() {
            self.before.push(u32::try_from(self.days.len()).unwrap_or(u32::MAX));
            if marks.contains(place)
                && let Ok(date) = BusinessDate::from_day_number(day)
            {
                self.days.push(day);
                dates.push(date);
            }
        }
        self.before.push(u32::try_from(self.days.len()).unwrap_or(u32::MAX));
        self.dates = dates.into();
    }

    /// The market it was made of.
    #[must_use]
    pub const fn market(&self) -> &Market {
        &self.market
    }

    /// The period.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// The currency of the valuations it serves.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The days, strictly increasing, from the start of the period to its end.
    #[must_use]
    pub const fn dates(&self) -> &Arc<[BusinessDate]> {
        &self.dates
    }

    /// Whether every day of the period is between the first and the last day of the grid.
    pub(crate) fn spans(&self, period: Period) -> bool {
        self.period.start() <= period.start() && period.end() <= self.period.end()
    }

    /// The same days as numbers.
    pub(crate) fn days(&self) -> &[i32] {
        &self.days
    }

    /// The places of the days from `first` to `last`, both included.
    pub(crate) fn places(&self, first: i32, last: i32) -> Range<usize> {
        let start = self.period.start().day_number();
        let before = |day: i32| {
            let Ok(day) = usize::try_from(day - start) else { return 0 };
            self.before.get(day).map_or(self.days.len(), |before| *before as usize)
        };
        before(first)..before(last.saturating_add(1))
    }

    /// The place of a day, if it is one of the grid.
    pub(crate) fn place(&self, day: i32) -> Option<usize> {
        let places = self.places(day, day);
        (!places.is_empty()).then_some(places.start)
    }

    /// The prices of an instrument.
    pub(crate) fn column(&self, instrument: InstrumentId) -> Option<&GridColumn> {
        self.columns.get(&instrument)
    }

    /// The rates from a currency into that of the grid; none for a currency of which the market knows nothing.
    pub(crate) fn rates(&self, from: Currency) -> Option<&RateColumn> {
        let column = self.rates.get(&from)?;
        Some(column.get_or_init(|| {
            let (table, staleness) = (self.market.rates(), self.market.staleness());
            RateColumn::new(table, (from, self.currency), &self.days, staleness)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;
    use crate::model::PriceBasis;
    use crate::money::Decimal;
    use crate::pricing::{PriceSeries, Staleness};
    use uuid::Uuid;

    fn day(text: &str) -> BusinessDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_days_are_those_with_prices_those_asked_for_and_both_ends() {
        let instrument = InstrumentId::from_uuid(Uuid::from_u128(1));
        let mut market = Market::new(Staleness::of_days(1));
        let rows = ["2023-12-29", "2024-01-02", "2024-01-05", "2024-01-09"];
        let rows = rows.map(|date| (day(date), Decimal::ONE));
        let series = PriceSeries::new(instrument, Currency::USD, PriceBasis::Raw, rows).unwrap();
        market.add_prices(series).unwrap();
        let period = Period::new(day("2023-12-31"), day("2024-01-08")).unwrap();
        let asked = ["2024-01-06", "2024-02-01"].map(day);
        let grid = MarketGrid::new(&market, period, Currency::USD, asked);
        let days: Vec<_> = grid.dates().iter().map(|date| date.day()).collect();
        assert_eq!(days, [31, 2, 5, 6, 8]);
        assert_eq!(
            grid.places(day("2024-01-03").day_number(), day("2024-01-07").day_number()),
            2..4
        );
        assert_eq!(grid.place(day("2024-01-03").day_number()), None);
        let column = grid.column(instrument).unwrap();
        assert_eq!(column.missing(0..5).collect::<Vec<_>>(), [0..1, 4..5]);
        assert_eq!(column.row(3), Some(2));
        assert!(grid.rates(Currency::EUR).is_none());
        assert!(grid.rates(Currency::USD).is_some());
    }
}
