//! Measures over a window that slides along a series.

mod downside;
mod extremes;
mod moments;
mod order;
mod tail;
mod wealth;
mod window;

pub use downside::{rolling_downside_deviation, rolling_omega, rolling_sortino};
pub use extremes::{highest_window, lowest_window};
pub use moments::{RollingPair, rolling_pair, rolling_sharpe, rolling_volatility};
pub use tail::{rolling_expected_shortfall_historical, rolling_value_at_risk_historical};
pub use wealth::{rolling_max_drawdown, rolling_return};

use crate::time::BusinessDate;
use crate::undefined::Figure;

/// A measure by window, labelled with the last day of each.
pub type Rolling = Vec<(BusinessDate, Figure<f64>)>;

fn labelled<S>(
    dates: &[BusinessDate],
    length: usize,
    windows: Vec<S>,
    measure: impl Fn(S) -> Figure<f64>,
) -> Rolling {
    let ends = dates.iter().skip(length.saturating_sub(1)).copied();
    ends.zip(windows).map(|(end, window)| (end, measure(window))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::series::series;
    use crate::risk::{
        Aligned, DownsideCount, PeriodsPerYear, beta, downside_deviation, max_drawdown, omega,
        sharpe, sortino, total_return, volatility,
    };
    use proptest::prelude::*;

    fn close(a: &Figure<f64>, b: &Figure<f64>) -> bool {
        match (a, b) {
            (Ok(a), Ok(b)) => (a - b).abs() <= 1e-12 * (1.0 + b.abs()),
            (a, b) => a == b,
        }
    }

    proptest! {
        #[test]
        fn each_window_measures_as_if_alone(
            rows in prop::collection::vec((-0.5..0.6_f64, -0.5..0.6_f64), 1..50),
            length in 1..12_usize,
            target in -0.1..0.1_f64,
        ) {
            let (r, b): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
            let (whole, benchmark) = (series(&r), series(&b));
            let (rate, periods) = ("0.02".parse().unwrap(), PeriodsPerYear::MONTHS);
            let found = [
                rolling_return(&whole, length),
                rolling_volatility(&whole, length, periods),
                rolling_sharpe(&whole, length, rate, periods),
                rolling_max_drawdown(&whole, length),
                rolling_pair(&whole, &benchmark, length, RollingPair::Beta).unwrap(),
                rolling_downside_deviation(
                    &whole, length, target, DownsideCount::BelowTarget, periods,
                ),
                rolling_sortino(&whole, length, target, periods),
                rolling_omega(&whole, length, target),
            ];
            for rolling in &found {
                prop_assert_eq!(rolling.len(), (r.len() + 1).saturating_sub(length));
            }
            for end in length..=r.len() {
                let (alone, other) = (series(&r[end - length..end]), series(&b[end - length..end]));
                let expected = [
                    total_return(&alone),
                    volatility(&alone, periods),
                    sharpe(&alone, rate, periods),
                    max_drawdown(&alone).map(|fall| fall.depth),
                    beta(Aligned::new(&alone, &other).unwrap()),
                    downside_deviation(&alone, target, DownsideCount::BelowTarget, periods),
                    sortino(&alone, target, periods),
                    omega(&alone, target),
                ];
                for (rolling, expected) in found.iter().zip(expected) {
                    let (date, value) = &rolling[end - length];
                    prop_assert_eq!(*date, whole.dates()[end - 1]);
                    prop_assert!(close(value, &expected), "{:?} {:?}", value, expected);
                }
            }
        }
    }

    #[test]
    fn rounding_does_not_pile_up() {
        // A jump that a running sum would carry along: after it the window is flat again.
        let mut returns = vec![0.01; 400];
        returns[20] = 1e8;
        let rolling = rolling_volatility(&series(&returns), 10, PeriodsPerYear::MONTHS);
        assert_eq!(rolling.last().unwrap().1, Ok(0.0));
        let shortfalls: Vec<f64> = returns.iter().map(|value| -value.min(0.5)).collect();
        let (jumped, plain) = (series(&shortfalls), series(&[-0.01; 10]));
        let rolling = rolling_sortino(&jumped, 10, 0.0, PeriodsPerYear::MONTHS);
        assert_eq!(rolling.last().unwrap().1, sortino(&plain, 0.0, PeriodsPerYear::MONTHS));
    }

    #[test]
    fn a_window_longer_than_the_series_gives_nothing() {
        assert!(rolling_return(&series(&[0.1, 0.2]), 3).is_empty());
        assert!(rolling_return(&series(&[0.1, 0.2]), 0).is_empty());
    }
}
