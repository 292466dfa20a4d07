//! Market data as whole numbers, for trading days.

use std::collections::BTreeMap;

use cactus_core::model::Symbol;
use cactus_core::money::Decimal;
use cactus_core::time::BusinessDate;

use super::{DemoError, MarketData};

/// Decimals of the prices in here.
const PRICE_SCALE: u32 = 3;
/// Decimals of the exchange rates in here.
const RATE_SCALE: u32 = 5;

/// Prices and rates of every trading day. Whole numbers make a simulation that is exact and the same everywhere.
pub(super) struct Grid<'a> {
    days: &'a [BusinessDate],
    prices: BTreeMap<Symbol, Vec<i64>>,
    dollars: Vec<i64>,
}

/// A trading day.
#[derive(Clone, Copy)]
pub(super) struct Today<'a> {
    grid: &'a Grid<'a>,
    place: usize,
    pub(super) date: BusinessDate,
}

impl<'a> Grid<'a> {
    pub(super) fn new(data: &'a MarketData) -> Result<Self, DemoError> {
        let days = data.prices.days.as_slice();
        let mut prices = BTreeMap::new();
        for (name, column) in data.prices.names.iter().zip(&data.prices.columns) {
            let column: Option<_> = column.iter().map(|v| whole(*v, PRICE_SCALE)).collect();
            let column = column.ok_or_else(|| series(name))?;
            prices.insert(name.parse()?, column);
        }
        let quoted = data.rates.column("USD").unwrap_or_default();
        let dollars: Option<_> = days
            .iter()
            .map(|day| {
                let after = data.rates.days.partition_point(|known| known <= day);
                whole(*quoted.get(after.checked_sub(1)?)?, RATE_SCALE)
            })
            .collect();
        Ok(Self { days, prices, dollars: dollars.ok_or_else(|| series("USD"))? })
    }

    /// The trading days, in order.
    pub(super) fn days(&'a self) -> impl Iterator<Item = Today<'a>> {
        (0..).zip(self.days).map(|(place, date)| Today { grid: self, place, date: *date })
    }
}

fn series(name: &str) -> DemoError {
    DemoError::Series { name: name.to_owned() }
}

/// The value in units of the last decimal.
fn whole(value: Decimal, scale: u32) -> Option<i64> {
    let factor = 10_i128.checked_pow(scale.checked_sub(value.scale())?)?;
    i64::try_from(value.mantissa().checked_mul(factor)?).ok()
}

impl Today<'_> {
    /// The price in thousandths of a dollar; zero for what has none.
    pub(super) fn price(&self, symbol: &Symbol) -> i64 {
        let prices = self.grid.prices.get(symbol);
        let price = prices.and_then(|prices| prices.get(self.place));
        price.copied().unwrap_or(0)
    }

    /// Dollars for one euro, in hundred-thousandths.
    pub(super) fn dollars_per_euro(&self) -> i64 {
        self.grid.dollars.get(self.place).copied().unwrap_or(0)
    }

    fn neighbour(&self, place: Option<usize>) -> Option<BusinessDate> {
        self.grid.days.get(place?).copied()
    }

    fn yesterday(&self) -> Option<BusinessDate> {
        self.neighbour(self.place.checked_sub(1))
    }

    /// Whether it is the first trading day of its month on or after this day of the month.
    pub(super) fn is_monthly(&self, day: u32) -> bool {
        let earlier = self
            .yesterday()
            .filter(|yesterday| yesterday.month() == self.date.month())
            .is_some_and(|yesterday| yesterday.day() >= day);
        self.date.day() >= day && !earlier
    }

    /// Whether it is the last trading day of a quarter.
    pub(super) fn ends_quarter(&self) -> bool {
        let tomorrow = self.neighbour(self.place.checked_add(1));
        self.date.month().is_multiple_of(3)
            && tomorrow.is_some_and(|tomorrow| tomorrow.month() != self.date.month())
    }

    /// Whether it is the first trading day on or after the date.
    pub(super) fn is_first_from(&self, date: BusinessDate) -> bool {
        self.date >= date && self.yesterday().is_none_or(|yesterday| yesterday < date)
    }

    /// Whether it is so many trading days after the first one on or after the date.
    pub(super) fn is_days_after(&self, date: BusinessDate, days: usize) -> bool {
        let first = self.grid.days.partition_point(|known| *known < date);
        self.place == first + days
    }
}
