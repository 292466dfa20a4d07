//! Prices, quotes and exchange rates.

use std::collections::{BTreeMap, BTreeSet};

use super::{Seen, repeated};
use crate::exchange::pointer::Pointer;
use crate::exchange::{Book, ExchangeError, Point, RateEntry};
use crate::model::{DataSource, Symbol};
use crate::money::{Currency, Decimal, FxRate};
use crate::time::BusinessDate;

/// An instrument, and who gives its prices.
type Quoted<'a> = (&'a Symbol, Option<&'a DataSource>);

impl Book {
    pub(super) fn check_market(&self, instruments: &Seen<&Symbol>) -> Result<(), ExchangeError> {
        let mut series = BTreeMap::new();
        for (index, entry) in self.prices.iter().enumerate() {
            let at = Pointer::to("prices").item(index);
            let named = at.field("instrument");
            instruments.expect(&entry.instrument, "instrument", &named)?;
            let quoted = (&entry.instrument, entry.source.as_ref());
            if series.insert(quoted, entry.points.as_slice()).is_some() {
                return Err(match &entry.source {
                    Some(source) => {
                        let name = format!("{} by {source}", entry.instrument);
                        repeated(&named, "prices of", &name)
                    }
                    None => repeated(&named, "prices of", &entry.instrument),
                });
            }
            points(&entry.points, &at.field("points"), price)?;
        }
        self.check_quotes(instruments, &series)?;
        self.check_rates()
    }

    fn check_quotes(
        &self,
        instruments: &Seen<&Symbol>,
        series: &BTreeMap<Quoted<'_>, &[Point]>,
    ) -> Result<(), ExchangeError> {
        let mut seen = BTreeSet::new();
        for (index, entry) in self.quotes.iter().enumerate() {
            let at = Pointer::to("quotes").item(index).field("prices");
            for (symbol, value) in &entry.prices.0 {
                let at = at.field(symbol.as_str());
                instruments.expect(symbol, "instrument", &at)?;
                price(*value, at.clone())?;
                let quoted = (symbol, entry.source.as_ref());
                let points = series.get(&quoted).copied().unwrap_or_default();
                let is_point =
                    points.binary_search_by_key(&entry.date, |Point(day, _)| *day).is_ok();
                if is_point || !seen.insert((quoted, entry.date)) {
                    let name = format!("{symbol} on {}", entry.date);
                    return Err(repeated(&at, "a price of", &name));
                }
            }
        }
        Ok(())
    }

    fn check_rates(&self) -> Result<(), ExchangeError> {
        let mut pairs = BTreeSet::new();
        for (index, entry) in self.rates.iter().enumerate() {
            let at = Pointer::to("rates").item(index);
            whole("base", entry.base, &at)?;
            whole("quote", entry.quote, &at)?;
            points(&entry.points, &at.field("points"), |value, at| rate(entry, value, at))?;
            if !pairs.insert((entry.base, entry.quote, &entry.table)) {
                let pair = format!("{}/{}", entry.base, entry.quote);
                let name = match &entry.table {
                    Some(table) => format!("{pair} in {table}"),
                    None => pair,
                };
                return Err(repeated(&at, "rates of", &name));
            }
        }
        Ok(())
    }
}

fn price(value: Decimal, at: Pointer) -> Result<(), ExchangeError> {
    if value < Decimal::ZERO {
        return Err(ExchangeError::NegativePrice { pointer: at.into() });
    }
    Ok(())
}

fn rate(entry: &RateEntry, value: Decimal, at: Pointer) -> Result<(), ExchangeError> {
    FxRate::new(entry.base, entry.quote, value)
        .map(|_| ())
        .map_err(|source| ExchangeError::Number { pointer: at.into(), source })
}

/// That the currency is none of the minor units.
fn whole(field: &str, currency: Currency, at: &Pointer) -> Result<(), ExchangeError> {
    if currency.major().is_some() {
        return Err(ExchangeError::MinorUnit { pointer: at.field(field).into() });
    }
    Ok(())
}

/// That the days increase and each value can be.
pub(super) fn points(
    points: &[Point],
    at: &Pointer,
    value: impl Fn(Decimal, Pointer) -> Result<(), ExchangeError>,
) -> Result<(), ExchangeError> {
    let mut last: Option<BusinessDate> = None;
    for (index, Point(date, amount)) in points.iter().enumerate() {
        if last.is_some_and(|last| *date <= last) {
            return Err(ExchangeError::OutOfOrder { pointer: at.item(index).item(0).into() });
        }
        last = Some(*date);
        value(*amount, at.item(index).item(1))?;
    }
    Ok(())
}
