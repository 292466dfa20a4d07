//! The one place where the server looks at the clock of the machine and takes its randomness.

use std::time::{SystemTime, UNIX_EPOCH};

use cactus_core::time::{BusinessDate, TimeError};

/// Seconds since 1970-01-01T00:00:00Z; zero on a machine whose clock stands before that.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the lifetime of an access token is the host's business, not the engine's"
)]
pub fn unix_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The day it is in Greenwich.
///
/// # Errors
/// [`TimeError::DateOutOfRange`] on a machine whose clock stands beyond the year 9999.
pub fn today() -> Result<BusinessDate, TimeError> {
    let days = i32::try_from(unix_seconds() / 86_400).map_err(|_| TimeError::DateOutOfRange)?;
    BusinessDate::from_day_number(days)
}

/// Fills the buffer with unguessable bytes.
///
/// # Errors
/// If the system has none to give.
#[expect(
    clippy::disallowed_methods,
    reason = "signing keys and request ids are the host's business, not the engine's"
)]
pub fn random(bytes: &mut [u8]) -> std::io::Result<()> {
    getrandom::fill(bytes).map_err(std::io::Error::other)
}
