//! Two units of work, side by side.

use cactus_core::error::{Coded, Details};
use cactus_core::ports::StoreError;

use super::super::nouns::Unit;

/// A unit of work of the store, and one of the store in memory that does the same.
pub(super) struct Pair {
    pub(super) store: Unit,
    pub(super) memory: Unit,
}

/// A refusal as callers tell one from another.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refused {
    code: &'static str,
    details: Details,
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self { code: error.code(), details: error.details() }
    }
}

/// That both units say the same: `same!(pair, |unit| unit.users().get(reach, id).await?)`.
macro_rules! same {
    ($pair:ident, |$unit:ident| $said:expr) => {{
        let $unit = &mut $pair.memory;
        let expected = $said;
        let $unit = &mut $pair.store;
        let actual = $said;
        $crate::conformance::breach::equal(actual, expected)
    }};
}
pub(super) use same;

/// That both units do the same, or refuse it for the same reason.
macro_rules! alike {
    ($pair:ident, |$unit:ident| $done:expr) => {
        $crate::conformance::equivalence::pair::same!($pair, |$unit| $done
            .await
            .map_err($crate::conformance::equivalence::pair::Refused::from))
    };
}
pub(super) use alike;
