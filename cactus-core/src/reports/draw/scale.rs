//! Round numbers for the axes.

use crate::time::BusinessDate;

/// How many steps an axis of amounts should have at most.
const STEPS_MAX: f64 = 5.0;
/// How many marks an axis of days should have at most.
const MARKS_MAX: i32 = 9;

/// Round amounts from below the smallest to above the largest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amounts {
    pub low: f64,
    pub step: f64,
    pub steps: u32,
    /// How many decimals the amounts need.
    pub digits: u32,
}

impl Amounts {
    /// A scale for amounts from `low` to `high`. It starts at zero unless the amounts are far from it.
    pub(super) fn new(low: f64, high: f64) -> Self {
        let far_from_zero = low > 0.0 && low > high * 0.6;
        let low = if far_from_zero { low } else { low.min(0.0) };
        let high = high.max(0.0);
        let span = if high > low { high - low } else { 1.0 };
        let power = (span / STEPS_MAX).log10().floor();
        let unit = 10.0_f64.powf(power);
        let (step, power) = [(1.0, power), (2.0, power), (5.0, power), (10.0, power + 1.0)]
            .map(|(factor, power)| (factor * unit, power))
            .into_iter()
            .find(|(step, _)| span / step <= STEPS_MAX)
            .unwrap_or((span, power));
        let first = (low / step).floor();
        let steps = ((high / step).ceil() - first).max(1.0);
        Self {
            low: first * step,
            step,
            steps: steps as u32,
            digits: if power < 0.0 { -power as u32 } else { 0 },
        }
    }

    /// The amount at the top.
    pub(super) fn high(self) -> f64 {
        self.low + self.step * f64::from(self.steps)
    }
}

/// The first days of years or months between two days, a few at even distances; whether they are years.
pub(super) fn marks(first: BusinessDate, last: BusinessDate) -> (Vec<BusinessDate>, bool) {
    let months = (last.year() - first.year()) * 12 + last.month() as i32 - first.month() as i32;
    let by_years = months > 30;
    let step = if by_years {
        let years = months / 12 + 1;
        12 * [1, 2, 5, 10, 20, 50].into_iter().find(|n| years / n < MARKS_MAX).unwrap_or(100)
    } else {
        [1, 2, 3, 6].into_iter().find(|n| months / n < MARKS_MAX).unwrap_or(12)
    };
    let month_of_all = first.year() * 12 + first.month() as i32 - 1;
    let mut month = month_of_all - month_of_all.rem_euclid(step);
    let mut marks = Vec::new();
    while let Ok(day) = BusinessDate::new(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
    {
        if day > last {
            break;
        }
        if day >= first {
            marks.push(day);
        }
        month += step;
    }
    (marks, by_years)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_round_and_hold_the_range() {
        for (low, high) in
            [(0.0, 1.0), (812_345.0, 991_000.0), (-500.0, 40.0), (7.0, 7.0), (0.0, 0.0)]
        {
            let scale = Amounts::new(low, high);
            assert!(scale.low <= low && scale.high() >= high, "{scale:?}");
            assert!((1..=7).contains(&scale.steps), "{scale:?}");
        }
        let far = Amounts::new(812_345.0, 991_000.0);
        assert_eq!((far.low, far.step), (800_000.0, 50_000.0));
        let small = Amounts::new(0.0, 0.4);
        assert_eq!(small.digits, 1);
    }

    #[test]
    fn marks_are_years_over_long_spans_and_months_over_short_ones() {
        let day = |text: &str| text.parse::<BusinessDate>().unwrap();
        let (years, by_years) = marks(day("2019-06-14"), day("2024-12-31"));
        assert!(by_years);
        assert_eq!(years.first(), Some(&day("2020-01-01")));
        assert_eq!(years.len(), 5);
        let (months, by_years) = marks(day("2023-12-31"), day("2024-12-31"));
        assert!(!by_years);
        assert_eq!(months.first(), Some(&day("2024-01-01")));
        assert_eq!(months.len(), 6);
    }
}
