//! The wall clock.

use std::time::SystemTime;

use cactus_core::ports::Clock;
use cactus_core::time::Timestamp;

/// The clock of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    /// Now; 1970-01-01T00:00:00Z from a clock that is set to no year from 0 to 9999.
    fn now(&self) -> Timestamp {
        i64::try_from(micros())
            .ok()
            .and_then(|micros| Timestamp::from_micros(micros).ok())
            .unwrap_or(Timestamp::EPOCH)
    }
}

/// Microseconds since 1970-01-01T00:00:00Z, rounded towards it.
#[expect(clippy::disallowed_methods, reason = "this is where the time comes from")]
pub(super) fn micros() -> i128 {
    // A u128 of microseconds that came out of a u64 of seconds fits an i128.
    let signed = |micros: u128| i128::try_from(micros).unwrap_or(i128::MAX);
    match SystemTime::now().duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => signed(after.as_micros()),
        Err(before) => -signed(before.duration().as_micros()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_set_and_does_not_stand_still() {
        let start = SystemClock.now();
        assert!(start > "2024-01-01T00:00:00Z".parse().unwrap());
        while SystemClock.now() == start {
            std::thread::yield_now();
        }
    }
}
