//! Up and down capture.

use super::PeriodsPerYear;
use super::aligned::Aligned;
use super::growth::per_year;
use crate::undefined::{Figure, Undefined, finite};
use crate::words::words;

words! {
    /// Which periods of the benchmark a capture ratio looks at.
    "market side" MarketSide {
        /// Periods in which the benchmark rose, `b > 0`.
        Up = "up",
        /// Periods in which it fell, `b < 0`.
        Down = "down",
    }
}

words! {
    /// What a capture ratio divides.
    #[derive(Default)]
    "capture form" CaptureForm {
        /// The compound returns of those periods, each annualised by their number; the default.
        #[default]
        Geometric = "geometric",
        /// The compound returns of those periods as they are.
        Cumulative = "cumulative",
        /// The sums of the returns of those periods.
        Sums = "sums",
    }
}

/// How much of the rises (or falls) of its benchmark a portfolio took part in: its return over the periods of that
/// side, over that of the benchmark.
///
/// Takes simple returns; a plain number, 0.9 for 90 %. Periods in which the benchmark stood still belong to neither
/// side.
///
/// Source: C. R. Bacon, *Practical Portfolio Performance Measurement and Attribution*; Morningstar, *Upside and
/// Downside Capture Ratios* (2011), on the geometric form.
///
/// # Errors
/// [`Undefined::TooFew`] if there is no period of that side.
///
/// ```
/// use cactus_core::risk::{Aligned, CaptureForm, MarketSide, PeriodsPerYear, ReturnSeries, capture};
///
/// let days = ["2024-01-31", "2024-02-29"].map(|day| day.parse().unwrap());
/// let of = |returns: [f64; 2]| ReturnSeries::new("2023-12-31".parse().unwrap(), days.into_iter().zip(returns));
/// let (portfolio, benchmark) = (of([0.03, -0.01])?, of([0.02, -0.02])?);
/// let aligned = Aligned::new(&portfolio, &benchmark).unwrap();
/// let down = capture(aligned, MarketSide::Down, CaptureForm::Sums, PeriodsPerYear::MONTHS);
/// assert_eq!(down, Ok(0.5));
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn capture(
    aligned: Aligned<'_>,
    side: MarketSide,
    form: CaptureForm,
    periods: PeriodsPerYear,
) -> Figure<f64> {
    let sides = Sides::of(aligned);
    match side {
        MarketSide::Up => sides.up.ratio(form, periods),
        MarketSide::Down => sides.down.ratio(form, periods),
    }
}

/// The returns of the periods of one side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side {
    count: f64,
    /// `Π (1 + r)` and `Σ r` of portfolio and benchmark.
    wealth: [f64; 2],
    sums: [f64; 2],
}

impl Default for Side {
    fn default() -> Self {
        Self { count: 0.0, wealth: [1.0; 2], sums: [0.0; 2] }
    }
}

impl Side {
    #[inline]
    fn add(&mut self, applies: bool, returns: [f64; 2]) {
        // One or nothing as a factor: markets rise and fall by chance, and a branch would be guessed wrongly.
        let factor = f64::from(u8::from(applies));
        self.count += factor;
        for ((wealth, sum), value) in self.wealth.iter_mut().zip(&mut self.sums).zip(returns) {
            let value = factor * value;
            *wealth *= 1.0 + value;
            *sum += value;
        }
    }

    pub(super) fn ratio(&self, form: CaptureForm, periods: PeriodsPerYear) -> Figure<f64> {
        if self.count < 1.0 {
            return Err(Undefined::TooFew { given: 0, needed: 1 });
        }
        let [portfolio, benchmark] = match form {
            CaptureForm::Sums => self.sums,
            CaptureForm::Cumulative => self.wealth.map(|wealth| wealth - 1.0),
            CaptureForm::Geometric => {
                let [portfolio, benchmark] =
                    self.wealth.map(|wealth| per_year(wealth - 1.0, self.count, periods));
                [portfolio?, benchmark?]
            }
        };
        finite(portfolio / benchmark)
    }
}

/// The returns of both sides.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sides {
    pub(super) up: Side,
    pub(super) down: Side,
}

impl Sides {
    pub(super) fn of(aligned: Aligned<'_>) -> Self {
        let mut sides = Self::default();
        for (r, b) in aligned.portfolio.iter().zip(aligned.benchmark) {
            sides.up.add(*b > 0.0, [*r, *b]);
            sides.down.add(*b < 0.0, [*r, *b]);
        }
        sides
    }
}

#[cfg(test)]
mod tests {
    use super::super::series::series;
    use super::*;

    #[test]
    fn three_forms_of_two_months_up() {
        let (portfolio, benchmark) =
            (series(&[0.03, -0.01, 0.01, 0.5]), series(&[0.02, -0.02, 0.03, 0.0]));
        let aligned = Aligned::new(&portfolio, &benchmark).unwrap();
        let up = |form| capture(aligned, MarketSide::Up, form, PeriodsPerYear::MONTHS).unwrap();
        assert!((up(CaptureForm::Sums) - 0.8).abs() < 1e-14);
        let (r, b) = (1.03_f64 * 1.01, 1.02_f64 * 1.03);
        assert!((up(CaptureForm::Cumulative) - (r - 1.0) / (b - 1.0)).abs() < 1e-14);
        let annual = (r.powi(6) - 1.0) / (b.powi(6) - 1.0);
        assert!((up(CaptureForm::Geometric) - annual).abs() < 1e-13);
    }

    #[test]
    fn a_market_that_never_falls_has_no_down_side() {
        let rising = series(&[0.01, 0.0]);
        let aligned = Aligned::new(&rising, &rising).unwrap();
        let down = capture(aligned, MarketSide::Down, CaptureForm::Sums, PeriodsPerYear::MONTHS);
        assert_eq!(down, Err(Undefined::TooFew { given: 0, needed: 1 }));
    }
}
