//! Days to look at.

use cactus_core::time::{BusinessDate, NamedPeriod, Period};
use cactus_core::views::PeriodQuery;

/// Which days to measure.
#[uniffi::remote(Enum)]
pub enum PeriodQuery {
    /// The days after the start up to and including the end.
    Between(Period),
    /// A named period.
    Named {
        /// Its name.
        period: NamedPeriod,
        /// Its last day.
        as_of: BusinessDate,
    },
}
