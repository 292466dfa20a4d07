//! How old a price or rate may be.

/// How many calendar days old a price or rate may be and still count.
///
/// Markets close over weekends and holidays, so a valuation nearly always reads a value of some days ago.
/// How many days are fair is a convention, so it is explicit, and it is printed with the figures.
///
/// ```
/// use cactus_core::pricing::Staleness;
///
/// assert_eq!(Staleness::default(), Staleness::WEEK);
/// assert_eq!(Staleness::WEEK.days(), 7);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Staleness(u16);

impl Staleness {
    /// Seven days, the default: longer than any usual closure of an exchange, shorter than a forgotten feed.
    pub const WEEK: Self = Self(7);
    /// Only a value of the day itself counts.
    pub const SAME_DAY: Self = Self(0);

    /// So many calendar days: funds that are priced once a month need some 35.
    #[must_use]
    pub const fn of_days(days: u16) -> Self {
        Self(days)
    }

    /// The number of calendar days.
    #[must_use]
    pub const fn days(self) -> u16 {
        self.0
    }

    /// Whether a value of day `known` still counts on the day `wanted`, both as day numbers.
    pub(crate) fn allows(self, known: i32, wanted: i32) -> bool {
        known <= wanted && wanted - known <= i32::from(self.0)
    }
}

impl Default for Staleness {
    fn default() -> Self {
        Self::WEEK
    }
}
