//! The windows with the highest and the lowest measure.

use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};

/// The last day of the window with the highest measure, and the measure; of several the first.
///
/// Of rolling returns it is the best period of that length. Windows without a value are passed over.
///
/// # Errors
/// The reason of the first window if none has a value, [`Undefined::TooFew`] if there is no window.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, highest_window, lowest_window, rolling_return};
///
/// let days = ["2024-01-31", "2024-02-29", "2024-03-31"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2023-12-31".parse()?, days.into_iter().zip([0.5, -0.5, -0.5]))?;
/// let rolling = rolling_return(&series, 2);
/// assert_eq!(highest_window(&rolling), Ok((days[1], -0.25)));
/// assert_eq!(lowest_window(&rolling), Ok((days[2], -0.75)));
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn highest_window(rolling: &[(BusinessDate, Figure<f64>)]) -> Figure<(BusinessDate, f64)> {
    extreme(rolling, |value, highest| value > highest)
}

/// The last day of the window with the lowest measure, and the measure; of several the first.
///
/// # Errors
/// As for [`highest_window`].
pub fn lowest_window(rolling: &[(BusinessDate, Figure<f64>)]) -> Figure<(BusinessDate, f64)> {
    extreme(rolling, |value, lowest| value < lowest)
}

fn extreme(
    rolling: &[(BusinessDate, Figure<f64>)],
    is_more: impl Fn(f64, f64) -> bool,
) -> Figure<(BusinessDate, f64)> {
    let known = rolling.iter().filter_map(|(date, value)| Some((*date, *value.as_ref().ok()?)));
    let found = known.reduce(|found, next| if is_more(next.1, found.1) { next } else { found });
    let reason = || {
        let first = rolling.first().and_then(|(_, value)| value.as_ref().err());
        first.cloned().unwrap_or(Undefined::TooFew { given: 0, needed: 1 })
    };
    found.ok_or_else(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_without_a_value_are_passed_over() {
        let day = |number| BusinessDate::from_day_number(19_723 + number).unwrap();
        let rolling = [
            (day(1), Err(Undefined::Flat)),
            (day(2), Ok(1.0)),
            (day(3), Ok(0.5)),
            (day(4), Ok(1.0)),
        ];
        assert_eq!(highest_window(&rolling), Ok((day(2), 1.0)));
        assert_eq!(lowest_window(&rolling), Ok((day(3), 0.5)));
        assert_eq!(highest_window(&rolling[..1]), Err(Undefined::Flat));
        assert_eq!(lowest_window(&[]), Err(Undefined::TooFew { given: 0, needed: 1 }));
    }
}
