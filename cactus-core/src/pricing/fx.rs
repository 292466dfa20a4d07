//! Exchange rates by day, and the ways from one currency to another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::column::Column;
use super::scaled::Fraction;
use super::{Conversion, PricingError, Staleness};
use crate::money::{Currency, Decimal, FxRate};
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};

/// The rates of one pair of currencies by day: units of `quote` for one unit of `base`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FxSeries {
    base: Currency,
    quote: Currency,
    column: Column,
}

impl FxSeries {
    /// The series of these days and rates, in order of the day. The European Central Bank's dollar rate has
    /// base EUR and quote USD.
    ///
    /// # Errors
    /// [`PricingError::OutOfOrder`] or [`PricingError::Repeated`] if the days do not strictly increase,
    /// [`PricingError::Money`] if a rate is not above zero or both currencies are the same, and
    /// [`PricingError::MinorUnit`] for a minor-unit code.
    pub fn new(
        base: Currency,
        quote: Currency,
        rows: impl IntoIterator<Item = (BusinessDate, Decimal)>,
    ) -> Result<Self, PricingError> {
        for minor in [base, quote] {
            if let Some((major, _)) = minor.major() {
                return Err(PricingError::MinorUnit { minor, major });
            }
        }
        FxRate::new(base, quote, Decimal::ONE)?;
        let column = Column::new(rows)?;
        let rates = (0..column.days().len()).filter_map(|row| column.get(row));
        for (_, rate) in rates {
            FxRate::new(base, quote, rate)?;
        }
        Ok(Self { base, quote, column })
    }

    /// The currency of which one unit is priced.
    #[must_use]
    pub const fn base(&self) -> Currency {
        self.base
    }

    /// The currency it is priced in.
    #[must_use]
    pub const fn quote(&self) -> Currency {
        self.quote
    }
}

/// Series of exchange rates, at most one for each ordered pair of currencies.
///
/// The way from one currency to another is, in this order, the quoted rate; the inverse of the rate quoted the
/// other way round; and two such rates through a common currency, the first in the order of the codes. A way
/// counts on a day if all its rates do. Minor units (GBp) are hundredths of their currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FxTable {
    series: BTreeMap<(Currency, Currency), Arc<FxSeries>>,
}

impl FxTable {
    /// Adds the rates of a pair.
    ///
    /// # Errors
    /// [`PricingError::DuplicateRates`] if the table has the pair in this order.
    pub fn add(&mut self, series: impl Into<Arc<FxSeries>>) -> Result<(), PricingError> {
        let series = series.into();
        let (base, quote) = (series.base, series.quote);
        if self.series.contains_key(&(base, quote)) {
            return Err(PricingError::DuplicateRates { base, quote });
        }
        self.series.insert((base, quote), series);
        Ok(())
    }

    /// How many rates it has.
    pub(super) fn len(&self) -> usize {
        self.series.values().map(|series| series.column.days().len()).sum()
    }

    /// The currencies that a rate leads from or to, some of them more than once.
    pub(super) fn currencies(&self) -> impl Iterator<Item = Currency> {
        self.series.keys().flat_map(|(base, quote)| [*base, *quote])
    }

    /// The conversion in force on the day.
    ///
    /// # Errors
    /// [`Undefined::MissingRate`] if no way of recent enough rates leads there.
    pub fn conversion(
        &self,
        from: Currency,
        to: Currency,
        date: BusinessDate,
        staleness: Staleness,
    ) -> Figure<Conversion> {
        let known = self.fractions(from, to, &[date.day_number()], staleness);
        let (fraction, day) =
            (known.first().copied().flatten()).ok_or(Undefined::MissingRate { from, to, date })?;
        Ok(Conversion {
            from,
            to,
            fraction,
            date: day.and_then(|day| BusinessDate::from_day_number(day).ok()),
        })
    }

    /// For each of these increasing days, what the one currency costs in the other, and the day of the older
    /// rate in it.
    pub(crate) fn fractions(
        &self,
        from: Currency,
        to: Currency,
        days: &[i32],
        staleness: Staleness,
    ) -> Vec<Option<Known>> {
        let (parts_from, major_from) = major(from);
        let (parts_to, major_to) = major(to);
        let Ok(parts) = parts_from.inverse().times(parts_to) else {
            return vec![None; days.len()];
        };
        let mut known = vec![None; days.len()];
        for route in self.routes(major_from, major_to) {
            if known.iter().all(Option::is_some) {
                break;
            }
            route.fill(parts, days, staleness, &mut known);
        }
        known
    }

    /// The ways from one currency to another, the best first.
    fn routes(&self, from: Currency, to: Currency) -> Vec<Route<'_>> {
        if from == to {
            return vec![Route(Vec::new())];
        }
        let direct = self.legs(from, to).map(|leg| Route(vec![leg]));
        let neighbours: BTreeSet<Currency> = (self.series.keys())
            .filter_map(|(base, quote)| match (*base == from, *quote == from) {
                (true, _) => Some(*quote),
                (_, true) => Some(*base),
                _ => None,
            })
            .collect();
        let crosses = neighbours.into_iter().flat_map(|common| {
            let first = self.legs(from, common);
            first.flat_map(move |first| {
                let second = self.legs(common, to);
                second.map(move |second| Route(vec![first, second]))
            })
        });
        direct.chain(crosses).collect()
    }

    /// The quoted rate, and the inverse of the one quoted the other way round.
    fn legs(&self, from: Currency, to: Currency) -> impl Iterator<Item = Leg<'_>> {
        [(from, to, false), (to, from, true)].into_iter().filter_map(|(base, quote, inverse)| {
            let series = self.series.get(&(base, quote))?;
            Some(Leg { series, inverse })
        })
    }
}

/// A rate as a fraction, and the day of the older quotation in it; no day where none was needed.
pub(crate) type Known = (Fraction, Option<i32>);

fn major(currency: Currency) -> (Fraction, Currency) {
    match currency.major() {
        Some((major, parts)) => (Fraction::whole(parts), major),
        None => (Fraction::ONE, currency),
    }
}

/// One way from a currency to another: rates to multiply.
struct Route<'a>(Vec<Leg<'a>>);

#[derive(Clone, Copy)]
struct Leg<'a> {
    series: &'a FxSeries,
    inverse: bool,
}

impl Route<'_> {
    /// Fills in the days that are not yet known and that all rates of this way are known for.
    fn fill(
        &self,
        parts: Fraction,
        days: &[i32],
        staleness: Staleness,
        known: &mut [Option<Known>],
    ) {
        let mut filled: Vec<Option<Known>> = vec![Some((parts, None)); days.len()];
        for leg in &self.0 {
            let rows = leg.series.column.rows_at(days, staleness);
            for (filled, row) in filled.iter_mut().zip(rows) {
                *filled = filled.zip(row).and_then(|(known, row)| leg.times(known, row));
            }
        }
        for (known, filled) in known.iter_mut().zip(filled) {
            *known = known.or(filled);
        }
    }
}

impl Leg<'_> {
    fn times(&self, (fraction, oldest): Known, row: usize) -> Option<Known> {
        let (day, rate) = self.series.column.get(row)?;
        let rate = Fraction::whole(rate);
        let rate = if self.inverse { rate.inverse() } else { rate };
        let oldest = oldest.map_or(day, |oldest| oldest.min(day));
        Some((fraction.times(rate).ok()?, Some(oldest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Money, decimal};

    fn day(text: &str) -> BusinessDate {
        text.parse().unwrap()
    }

    fn currency(code: &str) -> Currency {
        code.parse().unwrap()
    }

    /// Each row is base, quote, day and rate.
    fn table(rows: &[(&str, &str, &str, &str)]) -> FxTable {
        let mut table = FxTable::default();
        for (base, quote, date, rate) in rows {
            let row = (day(date), decimal::parse(rate).unwrap());
            let series = FxSeries::new(currency(base), currency(quote), [row]).unwrap();
            table.add(series).unwrap();
        }
        table
    }

    fn rate(table: &FxTable, from: &str, to: &str, date: &str) -> Option<String> {
        let found = table.conversion(currency(from), currency(to), day(date), Staleness::WEEK);
        found.ok().map(|found| decimal::format(found.rate().unwrap()))
    }

    #[test]
    fn rates_are_found_direct_inverse_and_through_a_common_currency() {
        // Reference rates of the European Central Bank of 2024-01-02; quotients by Python's decimal module.
        let date = "2024-01-02";
        let ecb = table(&[
            ("EUR", "USD", date, "1.0956"),
            ("EUR", "GBP", date, "0.86645"),
            ("EUR", "JPY", date, "155.72"),
        ]);
        let rate = |from, to| rate(&ecb, from, to, date).unwrap();
        assert_eq!(rate("EUR", "USD"), "1.0956");
        assert_eq!(rate("USD", "EUR"), "0.9127418765972982840452719971");
        assert_eq!(rate("USD", "GBP"), "0.7908451989777290982110259219");
        assert_eq!(rate("EUR", "EUR"), "1");
        assert_eq!(rate("EUR", "GBp"), "86.645");
        assert_eq!(rate("GBp", "GBP"), "0.01");
        assert_eq!(rate("GBX", "GBp"), "1");
    }

    #[test]
    fn a_missing_rate_is_a_gap_and_never_one_to_one() {
        let ecb = table(&[("EUR", "USD", "2024-01-10", "1.0946")]);
        assert_eq!(rate(&ecb, "EUR", "USD", "2024-01-09"), None);
        assert_eq!(rate(&ecb, "EUR", "USD", "2024-01-18"), None);
        assert_eq!(rate(&ecb, "EUR", "CHF", "2024-01-10"), None);
        assert!(rate(&ecb, "EUR", "USD", "2024-01-17").is_some());
        assert_eq!(
            FxTable::default().conversion(
                Currency::EUR,
                Currency::USD,
                day("2024-01-10"),
                Staleness::WEEK
            ),
            Err(Undefined::MissingRate {
                from: Currency::EUR,
                to: Currency::USD,
                date: day("2024-01-10")
            })
        );
    }

    #[test]
    fn the_quoted_rate_comes_first_and_then_the_first_common_currency() {
        let date = "2024-01-10";
        let mut rows = vec![
            ("CHF", "USD", date, "2"),
            ("CHF", "JPY", date, "100"),
            ("EUR", "USD", date, "2"),
            ("EUR", "JPY", date, "150"),
            ("JPY", "USD", date, "0.25"),
        ];
        assert_eq!(rate(&table(&rows), "USD", "JPY", date).unwrap(), "4");
        rows.push(("USD", "JPY", date, "3"));
        assert_eq!(rate(&table(&rows), "USD", "JPY", date).unwrap(), "3");
        assert_eq!(rate(&table(&rows[..4]), "USD", "JPY", date).unwrap(), "50");
        // A way with a rate that is too old gives way to the next.
        rows[0].2 = "2023-12-01";
        assert_eq!(rate(&table(&rows[..4]), "USD", "JPY", date).unwrap(), "75");
    }

    #[test]
    fn the_date_of_a_cross_rate_is_the_older_one() {
        let ecb =
            table(&[("EUR", "USD", "2024-01-09", "1.09"), ("EUR", "GBP", "2024-01-10", "0.86")]);
        let found =
            ecb.conversion(currency("USD"), currency("GBP"), day("2024-01-11"), Staleness::WEEK);
        let found = found.unwrap();
        assert_eq!(found.date(), Some(day("2024-01-09")));
        let pounds = found.convert(Money::parse("109", Currency::USD).unwrap());
        assert_eq!(pounds.unwrap().to_string(), "86 GBP");
        assert!(found.convert(Money::zero(Currency::EUR)).is_err());
    }

    #[test]
    fn what_is_no_rate_is_refused() {
        let series = |base, quote, rate| {
            FxSeries::new(
                currency(base),
                currency(quote),
                [(day("2024-01-10"), decimal::parse(rate).unwrap())],
            )
        };
        assert!(matches!(series("EUR", "USD", "0"), Err(PricingError::Money(_))));
        assert!(matches!(series("EUR", "EUR", "1"), Err(PricingError::Money(_))));
        assert!(matches!(series("EUR", "GBp", "86"), Err(PricingError::MinorUnit { .. })));
        let mut rates = table(&[("EUR", "USD", "2024-01-10", "1.1")]);
        assert!(matches!(
            rates.add(series("EUR", "USD", "1.2").unwrap()),
            Err(PricingError::DuplicateRates { .. })
        ));
    }
}
