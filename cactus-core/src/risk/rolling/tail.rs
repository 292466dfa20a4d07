//! Historical value at risk and expected shortfall by window: the lowest returns.

use super::order::Order;
use super::{Rolling, labelled};
use crate::risk::ReturnSeries;
use crate::risk::value_at_risk::{Place, Tail};
use crate::undefined::{Figure, Undefined, finite};

/// The historical value at risk of every window of so many returns, as
/// [`value_at_risk_historical`](crate::risk::value_at_risk_historical) of that window alone.
///
/// A signed return per period; `share` is that of the tail, 0.05 for "95 %".
///
/// ```
/// use cactus_core::risk::{ReturnSeries, rolling_value_at_risk_historical};
///
/// let days = ["2024-01-03", "2024-01-04", "2024-01-05"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.01, -0.03, 0.02]))?;
/// let rolling = rolling_value_at_risk_historical(&series, 2, 0.25);
/// assert!((rolling[0].1.clone().unwrap() + 0.02).abs() < 1e-15);
/// assert!((rolling[1].1.clone().unwrap() + 0.0175).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[must_use]
pub fn rolling_value_at_risk_historical(
    series: &ReturnSeries,
    length: usize,
    share: f64,
) -> Rolling {
    let tails = tails(series.returns(), length, share);
    labelled(series.dates(), length, tails, |tail| Ok(tail?.quantile))
}

/// The historical expected shortfall of every window of so many returns, as
/// [`expected_shortfall_historical`](crate::risk::expected_shortfall_historical) of that window alone.
///
/// A signed return per period; `share` is that of the tail, 0.05 for "95 %".
#[must_use]
pub fn rolling_expected_shortfall_historical(
    series: &ReturnSeries,
    length: usize,
    share: f64,
) -> Rolling {
    let tails = tails(series.returns(), length, share);
    labelled(series.dates(), length, tails, |tail| Ok(tail?.mean))
}

/// The tails of all full windows, in order; none for a window of no returns.
fn tails(returns: &[f64], length: usize, share: f64) -> Vec<Figure<Tail>> {
    if length == 0 || length > returns.len() {
        return Vec::new();
    }
    let place = Place::of(length, share);
    let (mut window, ranks) = Order::of(returns);
    let mut found = Vec::with_capacity(returns.len() + 1 - length);
    for (number, rank) in ranks.iter().enumerate() {
        if let Some(left) = number.checked_sub(length).and_then(|first| ranks.get(first)) {
            window.remove(*left);
        }
        window.add(*rank);
        if number + 1 >= length {
            found.push(place.clone().and_then(|place| tail(&window, place)));
        }
    }
    found
}

fn tail(window: &Order, place: Place) -> Figure<Tail> {
    let at = |place| {
        let rank = window.rank_at(place)?;
        Some((rank, window.number(rank)?))
    };
    let too_few = Undefined::TooFew { given: place.below, needed: place.below + 1 };
    let (mut last, low) = at(place.below).ok_or(too_few)?;
    let next = at(place.below + 1);
    let quantile = place.between(low, || Some(next?.1));
    // A quantile that rounding, or a negative zero, makes as high as the next return takes that in.
    if let Some((rank, number)) = next
        && number <= quantile
    {
        last = rank;
    }
    let lowest = window.up_to(last);
    Ok(Tail { quantile: finite(quantile)?, mean: finite(lowest.sum / lowest.count as f64)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::series::series;
    use crate::risk::{expected_shortfall_historical, value_at_risk_historical};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_window_has_the_tail_it_has_alone(
            // Hundredths, so that many are equal, and few of the windows are alike.
            returns in prop::collection::vec(-50..50_i32, 1..90),
            length in 1..40_usize,
            share in 0.001..0.999_f64,
        ) {
            let returns: Vec<f64> = returns.iter().map(|value| f64::from(*value) / 100.0).collect();
            let whole = series(&returns);
            let at_risk = rolling_value_at_risk_historical(&whole, length, share);
            let shortfall = rolling_expected_shortfall_historical(&whole, length, share);
            prop_assert_eq!(at_risk.len(), (returns.len() + 1).saturating_sub(length));
            for ((window, at_risk), shortfall) in returns.windows(length).zip(at_risk).zip(shortfall) {
                let alone = series(window);
                prop_assert_eq!(at_risk.1, value_at_risk_historical(&alone, share));
                let (found, expected) =
                    (shortfall.1.unwrap(), expected_shortfall_historical(&alone, share).unwrap());
                prop_assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
            }
        }
    }

    #[test]
    fn a_jump_leaves_nothing_behind() {
        let mut returns = vec![-0.01; 400];
        returns[20] = 1e18;
        let rolling = rolling_expected_shortfall_historical(&series(&returns), 10, 0.999);
        assert_eq!(rolling.last().unwrap().1, Ok(-0.01));
    }

    #[test]
    fn a_share_of_nothing_is_refused_in_every_window() {
        let returns = series(&[0.01, 0.02, 0.03]);
        for share in [0.0, 1.0, f64::NAN] {
            let rolling = rolling_value_at_risk_historical(&returns, 2, share);
            assert!(rolling.len() == 2);
            assert!(rolling.iter().all(|(_, value)| value == &Err(Undefined::OutOfRange)));
        }
    }
}
