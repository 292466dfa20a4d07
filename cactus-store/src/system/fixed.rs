//! A clock that stands still, and ids that are the same every time.

use std::sync::atomic::{AtomicU64, Ordering};

use cactus_core::ports::{Clock, IdGenerator};
use cactus_core::time::Timestamp;
use uuid::{Builder, Uuid};

/// A clock that always shows the same moment: for demos, tests and files to compare with.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// Version 7 UUIDs of a given moment that count up from one, so that the same work makes the same ids again.
///
/// Two generators of one moment give the same ids: a book has only one of them, and it must not be a moment
/// that other ids are made at.
#[derive(Debug)]
pub struct CountedIds {
    millis: u64,
    count: AtomicU64,
}

impl CountedIds {
    /// The ids of this moment; those of 1970-01-01 for an earlier one.
    #[must_use]
    pub fn of(moment: Timestamp) -> Self {
        let millis = u64::try_from(moment.micros() / 1_000).unwrap_or(0);
        Self { millis, count: AtomicU64::new(0) }
    }
}

impl IdGenerator for CountedIds {
    fn next_uuid(&self) -> Uuid {
        let count = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        let [.., a, b, c, d, e, f, g] = count.to_be_bytes();
        // The two bytes in front share their bits with version and variant.
        let bytes = [0, 0, 0, a, b, c, d, e, f, g];
        Builder::from_unix_timestamp_millis(self.millis, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_in_order_and_the_same_again() {
        let moment = "2022-12-28T18:00:00Z".parse().unwrap();
        let ids =
            |generator: CountedIds| -> Vec<_> { (0..300).map(|_| generator.next_uuid()).collect() };
        let first = ids(CountedIds::of(moment));
        assert!(first.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(first, ids(CountedIds::of(moment)));
        assert_eq!(first[0].to_string(), "018559e4-1d00-7000-8000-000000000001");
    }
}
