//! How many returns make a year.

use std::num::NonZeroU16;

use crate::money::{Rate, decimal};
use crate::undefined::{Figure, finite};

/// How many periods of a return series make a year, `A` in the formulas.
///
/// ```
/// use cactus_core::risk::PeriodsPerYear;
///
/// assert_eq!(PeriodsPerYear::default(), PeriodsPerYear::TRADING_DAYS);
/// assert_eq!(PeriodsPerYear::TRADING_DAYS.count().get(), 252);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodsPerYear(NonZeroU16);

const fn count(periods: u16) -> NonZeroU16 {
    match NonZeroU16::new(periods) {
        Some(count) => count,
        None => NonZeroU16::MIN,
    }
}

impl PeriodsPerYear {
    /// 252 trading days, the default.
    pub const TRADING_DAYS: Self = Self(count(252));
    /// 365 days, for what trades on every day.
    pub const CALENDAR_DAYS: Self = Self(count(365));
    /// 52 weeks.
    pub const WEEKS: Self = Self(count(52));
    /// 12 months.
    pub const MONTHS: Self = Self(count(12));

    /// So many periods a year.
    #[must_use]
    pub const fn new(count: NonZeroU16) -> Self {
        Self(count)
    }

    /// The number of periods.
    #[must_use]
    pub const fn count(self) -> NonZeroU16 {
        self.0
    }

    pub(super) fn as_f64(self) -> f64 {
        f64::from(self.0.get())
    }
}

/// The risk-free rate per period, from the annual rate: `(1 + F)^(1/A) − 1`, compounded down and not divided.
pub(super) fn per_period(annual: Rate, periods: PeriodsPerYear) -> Figure<f64> {
    let log = finite(decimal::to_f64(annual.value()).ln_1p())?;
    finite((log / periods.as_f64()).exp_m1())
}

impl Default for PeriodsPerYear {
    fn default() -> Self {
        Self::TRADING_DAYS
    }
}
