//! Two series of returns, day by day.

use super::ReturnSeries;
use super::moments::{ROUNDING, pair_sums};
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};

/// The returns of a portfolio and of its benchmark over the same periods.
///
/// ```
/// use cactus_core::risk::{Aligned, ReturnSeries};
/// use cactus_core::undefined::Undefined;
///
/// let days = ["2024-01-03", "2024-01-04", "2024-01-05"].map(|day| day.parse().unwrap());
/// let of = |days: &[_]| ReturnSeries::new("2024-01-02".parse().unwrap(), days.iter().map(|day| (*day, 0.01)));
/// let (portfolio, benchmark) = (of(&days[..2])?, of(&days)?);
/// assert_eq!(Aligned::new(&portfolio, &benchmark).unwrap().count(), 2);
/// // The other way round a day is missing, and a gap is refused.
/// let date = days[2];
/// assert_eq!(Aligned::new(&benchmark, &portfolio).unwrap_err(), Undefined::MissingReturn { date });
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Aligned<'a> {
    pub(super) portfolio: &'a [f64],
    pub(super) benchmark: &'a [f64],
}

impl<'a> Aligned<'a> {
    /// Joins the series on their dates, over the days of the portfolio.
    ///
    /// Every return of the portfolio needs one of the benchmark over the very same period: from the day before it
    /// in the series to the day itself. Nothing is carried forward, filled or shifted, so that no benchmark return
    /// is known before its day. The benchmark may begin earlier and end later.
    ///
    /// # Errors
    /// [`Undefined::MissingReturn`] with the first day that only one of them has, the start of the portfolio
    /// included; [`common_days`] is the explicit way around.
    pub fn new(portfolio: &'a ReturnSeries, benchmark: &'a ReturnSeries) -> Figure<Self> {
        let missing = |date: BusinessDate| Undefined::MissingReturn { date };
        let start = portfolio.start();
        let first = benchmark.dates().partition_point(|date| *date <= start);
        let opening = match first.checked_sub(1) {
            Some(before) => benchmark.dates().get(before).copied(),
            None => Some(benchmark.start()),
        };
        if opening != Some(start) {
            return Err(missing(start));
        }
        let dates = benchmark.dates().get(first..).unwrap_or(&[]);
        let pairs = portfolio.dates().iter().zip(dates);
        if let Some((date, other)) = pairs.clone().find(|(date, other)| date != other) {
            return Err(missing(*date.min(other)));
        }
        if let Some(date) = portfolio.dates().get(dates.len()) {
            return Err(missing(*date));
        }
        let benchmark = benchmark.returns().get(first..).unwrap_or(&[]);
        let benchmark = benchmark.get(..portfolio.returns().len()).unwrap_or(&[]);
        Ok(Self { portfolio: portfolio.returns(), benchmark })
    }

    /// How many returns there are of each.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.portfolio.len()
    }
}

/// Both series over the days they have in common, the returns between those linked.
///
/// The explicit way to compare series of different calendars: what happened on a day of one only becomes part of
/// the return to the next common day of each. Starts on the first day that both know, and ends on the last.
///
/// # Errors
/// [`Undefined::TooFew`] if they do not share at least two days, the starts included.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, common_days};
///
/// let of = |rows: &[(&str, f64)]| {
///     let rows = rows.iter().map(|(day, value)| (day.parse().unwrap(), *value));
///     ReturnSeries::new("2024-01-02".parse().unwrap(), rows).unwrap()
/// };
/// let daily = of(&[("2024-01-03", 0.1), ("2024-01-04", 0.1), ("2024-01-05", 0.5)]);
/// let other = of(&[("2024-01-04", 0.2)]);
/// let (daily, other) = common_days(&daily, &other).unwrap();
/// assert!((daily.returns()[0] - 0.21).abs() < 1e-15 && other.returns() == [0.2]);
/// ```
pub fn common_days(a: &ReturnSeries, b: &ReturnSeries) -> Figure<(ReturnSeries, ReturnSeries)> {
    let known = |series: &ReturnSeries| -> Vec<BusinessDate> {
        std::iter::once(series.start()).chain(series.dates().iter().copied()).collect()
    };
    let (days, others) = (known(a), known(b));
    let common: Vec<BusinessDate> =
        days.into_iter().filter(|day| others.binary_search(day).is_ok()).collect();
    if common.len() < 2 {
        return Err(Undefined::TooFew { given: common.len(), needed: 2 });
    }
    Ok((linked_to(a, &common)?, linked_to(b, &common)?))
}

fn linked_to(series: &ReturnSeries, days: &[BusinessDate]) -> Figure<ReturnSeries> {
    let Some((start, days)) = days.split_first() else {
        return Err(Undefined::TooFew { given: 0, needed: 2 });
    };
    let mut rows = series.rows().skip_while(|(date, _)| date <= start).peekable();
    let linked = days.iter().map(|day| {
        let mut value = 0.0;
        while let Some((_, next)) = rows.next_if(|(date, _)| date <= day) {
            value = value + next + value * next;
        }
        (*day, value)
    });
    ReturnSeries::new(*start, linked.collect::<Vec<_>>()).map_err(|_| Undefined::OutOfRange)
}

/// The moments of two samples together.
#[derive(Debug, Clone, Copy)]
pub(super) struct PairMoments {
    pub(super) count: usize,
    pub(super) mean: f64,
    pub(super) benchmark_mean: f64,
    /// `Σ (r − r̄)²`, `Σ (b − b̄)²`, `Σ (r − r̄)(b − b̄)`, and `Σ (d − d̄)²` of the differences `d = r − b`. Exactly
    /// zero where nothing varies but by rounding.
    pub(super) squares: f64,
    pub(super) benchmark_squares: f64,
    pub(super) products: f64,
    pub(super) active_squares: f64,
}

impl PairMoments {
    /// Of at least two pairs.
    pub(super) fn of(aligned: Aligned<'_>) -> Figure<Self> {
        let (portfolio, benchmark) = (aligned.portfolio, aligned.benchmark);
        let count = aligned.count();
        if count < 2 {
            return Err(Undefined::TooFew { given: count, needed: 2 });
        }
        let n = count as f64;
        let [sum, benchmark_sum] = pair_sums(portfolio, benchmark, |r, b| [r, b]);
        let (mean, benchmark_mean) = (sum / n, benchmark_sum / n);
        let [squares, benchmark_squares, products, active_squares] =
            pair_sums(portfolio, benchmark, |r, b| {
                let (r, b) = (r - mean, b - benchmark_mean);
                let active = r - b;
                [r * r, b * b, r * b, active * active]
            });
        // What differs from the mean by rounding only.
        let varied =
            |squares: f64| if squares <= n * ROUNDING * ROUNDING / 4.0 { 0.0 } else { squares };
        Ok(Self {
            count,
            mean,
            benchmark_mean,
            squares: varied(squares),
            benchmark_squares: varied(benchmark_squares),
            products,
            active_squares: varied(active_squares),
        })
    }

    /// The sample deviation (n − 1) of a sum of squares.
    pub(super) fn deviation(&self, squares: f64) -> f64 {
        (squares / (self.count as f64 - 1.0)).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    fn day(text: &str) -> BusinessDate {
        text.parse().unwrap()
    }

    fn of(start: &str, days: &[&str]) -> ReturnSeries {
        let rows = days.iter().enumerate().map(|(place, text)| (day(text), place as f64 / 100.0));
        ReturnSeries::new(day(start), rows).unwrap()
    }

    #[test]
    fn only_the_same_periods_are_compared() {
        let benchmark = of("2024-01-01", &["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05"]);
        let joined = |portfolio: &ReturnSeries| {
            Aligned::new(portfolio, &benchmark).map(|joined| joined.benchmark.to_vec())
        };
        assert_eq!(joined(&of("2024-01-02", &["2024-01-03", "2024-01-04"])), Ok(vec![0.01, 0.02]));
        let gap = |date: &str| Err(Undefined::MissingReturn { date: day(date) });
        // The portfolio skips a day, knows one more, begins on a day that the benchmark does not know, or outlives it.
        assert_eq!(joined(&of("2024-01-02", &["2024-01-04"])), gap("2024-01-03"));
        assert_eq!(joined(&of("2023-12-31", &["2024-01-02"])), gap("2023-12-31"));
        assert_eq!(joined(&of("2024-01-04", &["2024-01-05", "2024-01-06"])), gap("2024-01-06"));
        assert_eq!(joined(&of("2024-01-05", &[])), Ok(vec![]));
    }

    #[test]
    fn what_only_one_calendar_knows_is_linked() {
        let a = of("2024-01-01", &["2024-01-02", "2024-01-03", "2024-01-05"]);
        let b = of("2024-01-01", &["2024-01-03", "2024-01-04", "2024-01-05"]);
        let (a, b) = common_days(&a, &b).unwrap();
        assert_eq!(a.dates(), [day("2024-01-03"), day("2024-01-05")]);
        assert_eq!(a.dates(), b.dates());
        assert!((b.returns()[1] - (1.01 * 1.02 - 1.0)).abs() < 1e-15);
        assert!(common_days(&a, &of("2025-01-01", &["2025-01-02"])).is_err());
    }

    #[test]
    fn equal_series_differ_by_nothing() {
        let returns = series(&[0.1, -0.2, 0.3]);
        let moments = PairMoments::of(Aligned::new(&returns, &returns).unwrap()).unwrap();
        assert_eq!(moments.active_squares.to_bits(), 0.0_f64.to_bits());
        assert!((moments.products - moments.squares).abs() < 1e-16);
    }
}
