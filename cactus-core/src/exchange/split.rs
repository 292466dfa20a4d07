//! Splits of a book.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::ledger::UnitRatio;
use crate::model::Symbol;
use crate::time::{BusinessDate, Timestamp};

/// A split of an instrument: it counts in every account that holds the instrument at the start of the day. An account
/// that books the split as a transaction of its own has it once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SplitEntry {
    /// The symbol of the instrument.
    pub instrument: Symbol,
    /// The day from whose start it counts.
    pub date: BusinessDate,
    /// Units after it.
    pub new: NonZeroU32,
    /// Units before it, that became so many.
    pub old: NonZeroU32,
    /// When it was recorded, which tells what was known on a day; known ever since unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<Timestamp>,
}

impl SplitEntry {
    /// How many new units for how many old ones.
    #[must_use]
    pub const fn ratio(&self) -> UnitRatio {
        UnitRatio::of(self.new, self.old)
    }
}
