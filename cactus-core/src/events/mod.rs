//! What happened, for subscribers; and who did it and why it was allowed, for the record.
//!
//! A [`DomainEvent`] and an [`AuditEntry`] are rows written in the same unit of work as the change they tell
//! of, so that neither can be lost or told twice.

mod audit;
mod event;

pub use audit::{AuditDraft, AuditEntry, ChainError, Digest, verify_chain};
pub use event::{DomainEvent, EventKind};
