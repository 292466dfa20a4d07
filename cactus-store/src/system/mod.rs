//! The host's side of the ports: the wall clock, ids, entropy and passwords.
//!
//! This is the one place where time and chance come in. An application passes these to the engine; a test
//! passes others.

mod clock;
mod entropy;
mod fixed;
mod ids;
mod passwords;

pub use clock::SystemClock;
pub use entropy::SystemEntropy;
pub use fixed::{CountedIds, FixedClock};
pub use ids::UuidV7;
pub use passwords::{Argon2Cost, Argon2Passwords, PASSWORD_MAX, PASSWORD_MIN};
