//! What a test says when a store breaks the contract.

use std::fmt;
use std::panic::Location;

use cactus_core::error::Coded;
use cactus_core::ports::StoreError;

/// What a test gives: nothing, or how the store broke the contract.
pub type Proof = Result<(), Breach>;

/// A way in which a store broke the contract, and the line of the suite that found it.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} (found at {place})")]
pub struct Breach {
    what: String,
    place: &'static Location<'static>,
}

impl Breach {
    /// A breach found by the caller.
    #[track_caller]
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), place: Location::caller() }
    }

    /// The breach, with what it was about in front.
    #[must_use]
    pub(super) fn about(self, subject: impl fmt::Display) -> Self {
        Self { what: format!("{subject}: {}", self.what), ..self }
    }
}

// A test that returns an error is printed by `Debug`, so that has to be the readable form.
impl fmt::Debug for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<E: Coded> From<E> for Breach {
    #[track_caller]
    fn from(error: E) -> Self {
        let mut what = format!("unexpected error `{}`: {error}", error.code());
        let mut cause = std::error::Error::source(&error);
        while let Some(error) = cause {
            what.push_str(&format!(": {error}"));
            cause = error.source();
        }
        Self::new(what)
    }
}

/// The two are the same.
#[track_caller]
pub(super) fn equal<T: PartialEq + fmt::Debug>(actual: T, expected: T) -> Proof {
    if actual == expected {
        Ok(())
    } else {
        Err(Breach::new(format!("expected {expected:?}, got {actual:?}")))
    }
}

/// What is expected holds.
#[track_caller]
pub(super) fn holds(condition: bool, expected: &str) -> Proof {
    if condition { Ok(()) } else { Err(Breach::new(format!("expected that {expected}"))) }
}

/// It is there.
#[track_caller]
pub(super) fn there<T>(value: Option<T>) -> Result<T, Breach> {
    value.ok_or_else(|| Breach::new("expected something, got nothing"))
}

#[track_caller]
fn refused<T>(result: Result<T, StoreError>, code: &str, what: Option<&str>) -> Proof {
    let Err(error) = result else {
        return Err(Breach::new(format!("expected a refusal `{code}`, but it was done")));
    };
    let details = error.details();
    let same = error.code() == code && details.get("what").map(String::as_str) == what;
    if same {
        Ok(())
    } else {
        Err(Breach::new(format!(
            "expected a refusal `{code}` for {what:?}, got `{}` with {details:?}: {error}",
            error.code()
        )))
    }
}

/// It was refused because a key or unique value is taken.
#[track_caller]
pub(super) fn conflict<T>(result: Result<T, StoreError>, what: &str) -> Proof {
    refused(result, "store.conflict", Some(what))
}

/// It was refused because the row has moved on.
#[track_caller]
pub(super) fn stale<T>(result: Result<T, StoreError>, what: &str) -> Proof {
    refused(result, "store.stale", Some(what))
}

/// It was refused because there is no such row.
#[track_caller]
pub(super) fn missing<T>(result: Result<T, StoreError>, what: &str) -> Proof {
    refused(result, "not_found", Some(what))
}

/// It was refused because it refers to nothing.
#[track_caller]
pub(super) fn dangling<T>(result: Result<T, StoreError>, what: &str) -> Proof {
    refused(result, "store.dangling", Some(what))
}

/// It was refused because the unit of work only reads.
#[track_caller]
pub(super) fn read_only<T>(result: Result<T, StoreError>) -> Proof {
    refused(result, "store.read_only", None)
}

/// It was refused because the list did not give the cursor.
#[track_caller]
pub(super) fn foreign_cursor<T>(result: Result<T, StoreError>) -> Proof {
    refused(result, "page.cursor", None)
}

/// It was refused because the row fails its own check.
#[track_caller]
pub(super) fn unsound<T>(result: Result<T, StoreError>, code: &str) -> Proof {
    refused(result, code, None)
}
