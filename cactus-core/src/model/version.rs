//! How often a row has been changed.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ModelError;

/// The version of a row, counting from one. A change names the version it was based on; if the row has
/// moved on since, the change is refused as a conflict instead of overwriting somebody's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u32", into = "u32")]
pub struct Version(u32);

impl Version {
    /// The version of a new row.
    pub const FIRST: Self = Self(1);

    /// The version after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The version before this one, which a change to this one is based on; the first is based on itself.
    #[must_use]
    pub const fn previous(self) -> Self {
        if self.0 > 1 { Self(self.0 - 1) } else { self }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<u32> for Version {
    type Error = ModelError;

    fn try_from(number: u32) -> Result<Self, ModelError> {
        if number == 0 { Err(ModelError::Version) } else { Ok(Self(number)) }
    }
}

impl From<Version> for u32 {
    fn from(version: Version) -> Self {
        version.0
    }
}
