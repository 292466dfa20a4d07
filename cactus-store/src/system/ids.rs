//! Ids in the order of their making.

use std::sync::{Mutex, PoisonError};

use cactus_core::ports::{Entropy, IdGenerator};
use uuid::Uuid;

use super::SystemEntropy;
use super::clock::micros;

const RANDOM_BITS: u32 = 74;
const MILLIS_BITS: u32 = 48;

/// Version 7 UUIDs (RFC 9562) that sort in the order of their making.
///
/// The 48 bits of the time in milliseconds are followed by 74 random bits. Within a millisecond, and when the
/// clock steps back, the time stays and the random bits grow by a random step (method 2 of section 6.2), so
/// that each id sorts after all that the process has made before, by any generator of this type.
#[derive(Debug, Clone, Copy, Default)]
pub struct UuidV7;

/// The last id of the process.
static LAST: Mutex<Stamp> = Mutex::new(Stamp { millis: 0, random: 0 });

impl IdGenerator for UuidV7 {
    fn next_uuid(&self) -> Uuid {
        let millis = u64::try_from(micros() / 1_000).unwrap_or(0);
        let mut bytes = [0; 16];
        // Without entropy ids still count up; they are names and not secrets.
        let _ = SystemEntropy.fill(&mut bytes);
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        *last = last.next(millis, u128::from_be_bytes(bytes));
        last.uuid()
    }
}

/// The two parts of a version 7 UUID that vary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stamp {
    millis: u64,
    random: u128,
}

impl Stamp {
    /// The one after this at the time, by chance.
    fn next(self, millis: u64, chance: u128) -> Self {
        // The top bit starts at zero, so that there is room to grow.
        let fresh = chance >> (128 - RANDOM_BITS + 1);
        if millis > self.millis {
            return Self { millis, random: fresh };
        }
        let step = u128::from(u32::MAX) & chance;
        let random = self.random + step + 1;
        if random >> RANDOM_BITS == 0 {
            return Self { random, millis: self.millis };
        }
        Self { millis: self.millis.saturating_add(1), random: fresh }
    }

    fn uuid(self) -> Uuid {
        let millis = u128::from(self.millis) & ((1 << MILLIS_BITS) - 1);
        let (high, low) = (self.random >> 62 & 0xFFF, self.random & ((1 << 62) - 1));
        Uuid::from_u128(millis << 80 | 7 << 76 | high << 64 | 2 << 62 | low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::{Variant, Version};

    #[test]
    fn ids_of_several_threads_are_all_different_and_in_order() {
        let make = || (0..2_000).map(|_| UuidV7.next_uuid()).collect::<Vec<_>>();
        let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(make)).collect();
        let made: Vec<_> = threads.into_iter().map(|t| t.join().unwrap()).collect();
        assert!(made.iter().all(|ids| ids.is_sorted()));
        let mut all = made.concat();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 8_000);
    }

    #[test]
    fn an_id_has_the_form_of_the_rfc() {
        // The example of RFC 9562, appendix A.6.
        let stamp = Stamp { millis: 0x017F_22E2_79B0, random: 0xCC3 << 62 | 0x18C4_DC0C_0C07_398F };
        let expected = "017F22E2-79B0-7CC3-98C4-DC0C0C07398F";
        assert_eq!(stamp.uuid(), expected.parse::<Uuid>().unwrap());
    }

    #[test]
    fn when_the_random_bits_run_out_the_time_moves_on() {
        let full = Stamp { millis: 5, random: (1 << RANDOM_BITS) - 1 };
        let next = full.next(5, 0);
        assert_eq!((next.millis, next.random), (6, 0));
    }

    proptest! {
        #[test]
        fn ids_grow_whatever_the_clock_does(moves: Vec<(u16, u128)>) {
            let mut last = Stamp { millis: 0, random: 0 };
            for (millis, chance) in moves {
                let next = last.next(millis.into(), chance);
                prop_assert!(last < next);
                prop_assert!(last.uuid() < next.uuid());
                prop_assert_eq!(next.uuid().get_version(), Some(Version::SortRand));
                prop_assert_eq!(next.uuid().get_variant(), Variant::RFC4122);
                last = next;
            }
        }
    }
}
