//! The one total order of a record.

use super::Event;
use crate::time::TimeOfDay;

/// Where a record stands among those of its day.
///
/// - Records without a time stand by the class of their event: what brings in ([`Event::class`] 0) at the start of the
///   day, what moves inside (1) after it, what takes out (2) at the end of the day.
/// - Records with a time stand between the second and the third of these, by their time; at one time, by class.
///
/// So a split without a time counts before the trades of its day, and a withdrawal without one after them. Among
/// records of one place the sequence number decides. Where no record has a time, this is the order by class alone.
///
/// ```
/// use cactus_core::ledger::{DayPlace, Event};
/// use cactus_core::money::{Currency, Money};
///
/// let amount = Money::parse("100", Currency::USD)?;
/// let (deposit, fee): (Event, Event) =
///     (Event::Deposit { amount }, Event::Fee { amount, instrument: None });
/// let withdrawal: Event = Event::Withdrawal { amount };
/// let noon = Some("12:00".parse()?);
/// let places = [
///     DayPlace::of(&deposit, None),
///     DayPlace::of(&fee, None),
///     DayPlace::of(&withdrawal, Some("11:59".parse()?)),
///     DayPlace::of(&deposit, noon),
///     DayPlace::of(&withdrawal, noon),
///     DayPlace::of(&withdrawal, None),
/// ];
/// assert!(places.is_sorted());
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayPlace(u64);

impl DayPlace {
    /// How many classes of events there are.
    const CLASSES: u64 = 3;
    /// The first place of a record with a time: after those without one that bring in or move inside.
    const TIMED: u64 = 2;
    /// The place of what takes out and has no time: after the last microsecond of the day.
    const END: u64 = 1 << 40;

    /// The place of this event at this time.
    #[must_use]
    pub fn of<A, I, T>(event: &Event<A, I, T>, time: Option<TimeOfDay>) -> Self {
        let class = u64::from(event.class());
        match time {
            Some(time) => Self(Self::TIMED + time.micros() * Self::CLASSES + class),
            None if class < 2 => Self(class),
            None => Self(Self::END),
        }
    }

    /// The place as a number, for stores that keep the order in a column: it stays the same from release to release.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The place with this number.
    #[must_use]
    pub const fn from_number(number: u64) -> Self {
        Self(number)
    }
}
