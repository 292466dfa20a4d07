//! Who did what, and why it was allowed: a chain in which no link can be changed or dropped unnoticed.

use std::fmt;
use std::io;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::error::{Coded, Details, ErrorKind};
use crate::ids::{FirmId, UserId};
use crate::time::Timestamp;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Digest(pub [u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What is to be entered into the audit log of a firm.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditDraft {
    /// The firm.
    pub firm: FirmId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: UserId,
    /// The permission it was done under.
    pub permission: String,
    /// Why it was allowed.
    pub reasons: Vec<String>,
    /// The id of the row it was done to.
    pub subject: String,
    /// What was done, without anything secret.
    pub change: Value,
}

/// An entry of the audit log. Entries of a firm count from one; each digest covers the entry and the digest
/// before it.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    /// Its place in the firm's log.
    pub number: u64,
    /// What was entered.
    pub draft: AuditDraft,
    /// The digest of this entry and all before it.
    pub digest: Digest,
}

#[derive(Serialize)]
struct Link<'a> {
    previous: &'a str,
    number: u64,
    firm: FirmId,
    at: Timestamp,
    actor: UserId,
    permission: &'a str,
    reasons: &'a [String],
    subject: &'a str,
    change: &'a Value,
}

impl AuditEntry {
    /// The entry that follows `last` (the number and digest of the newest entry; none in an empty log).
    #[must_use]
    pub fn after(last: Option<(u64, Digest)>, draft: AuditDraft) -> Self {
        let (number, previous) = last.unwrap_or_default();
        let number = number.saturating_add(1);
        let digest = digest(previous, number, &draft);
        Self { number, draft, digest }
    }
}

struct HashWriter<'a>(&'a mut Sha256);

impl io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn digest(previous: Digest, number: u64, draft: &AuditDraft) -> Digest {
    let link = Link {
        previous: &previous.to_string(),
        number,
        firm: draft.firm,
        at: draft.at,
        actor: draft.actor,
        permission: &draft.permission,
        reasons: &draft.reasons,
        subject: &draft.subject,
        change: &draft.change,
    };
    // Fields are written in the order of their declaration and the keys of `change` in sorted order, so
    // that the bytes are the same on every machine. Writing plain data into a hasher cannot fail.
    let mut hasher = Sha256::new();
    let written = serde_json::to_writer(HashWriter(&mut hasher), &link);
    debug_assert!(written.is_ok(), "plain data is always JSON");
    Digest(hasher.finalize().into())
}

/// A log that does not hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the audit log is broken at entry {number}")]
pub struct ChainError {
    /// The first entry that does not follow from those before it.
    pub number: u64,
}

impl Coded for ChainError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Internal
    }

    fn code(&self) -> &'static str {
        "audit.broken_chain"
    }

    fn details(&self) -> Details {
        Details::from([("number", self.number.to_string())])
    }
}

/// Checks a whole log, oldest entry first.
///
/// # Errors
/// [`ChainError`] with the first entry that was changed, dropped or put in.
pub fn verify_chain<'a>(
    entries: impl IntoIterator<Item = &'a AuditEntry>,
) -> Result<(), ChainError> {
    let mut last = None;
    for entry in entries {
        let expected = AuditEntry::after(last, entry.draft.clone());
        if expected != *entry {
            return Err(ChainError { number: expected.number });
        }
        last = Some((entry.number, entry.digest));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;
    use serde_json::json;

    fn log() -> Vec<AuditEntry> {
        let mut entries: Vec<AuditEntry> = Vec::new();
        for n in 0..4 {
            let draft = AuditDraft {
                firm: FirmId::from_uuid(uuid::Uuid::from_u128(1)),
                at: Timestamp::from_micros(n).unwrap(),
                actor: UserId::from_uuid(uuid::Uuid::from_u128(2)),
                permission: "clients.create".into(),
                reasons: vec!["own_row".into()],
                subject: format!("client {n}"),
                change: json!({ "n": n }),
            };
            let last = entries.last().map(|entry| (entry.number, entry.digest));
            entries.push(AuditEntry::after(last, draft));
        }
        entries
    }

    #[test]
    fn an_untouched_log_holds() {
        assert_eq!(verify_chain(&log()), Ok(()));
    }

    #[test]
    fn a_changed_dropped_or_swapped_entry_is_found() {
        let mut changed = log();
        changed[1].draft.subject = "someone else".into();
        assert_eq!(verify_chain(&changed), Err(ChainError { number: 2 }));
        let mut dropped = log();
        dropped.remove(2);
        assert_eq!(verify_chain(&dropped), Err(ChainError { number: 3 }));
        let mut swapped = log();
        swapped.swap(0, 1);
        assert_eq!(verify_chain(&swapped), Err(ChainError { number: 1 }));
    }
}
