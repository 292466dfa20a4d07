//! A change in the making: rows, event and audit entry in one unit of work.

use std::fmt::Display;

use serde_json::Value;

use super::outside::Outside;
use crate::error::Error;
use crate::events::{AuditDraft, DomainEvent, EventKind};
use crate::ids::{FirmId, Id, UserId};
use crate::permissions::{Actor, Decision};
use crate::ports::{StoreError, UnitOfWork};
use crate::time::Timestamp;

/// A change in the making. Dropped without [`Change::commit`], it leaves no trace.
pub(super) struct Change<'a> {
    outside: &'a Outside,
    firm: FirmId,
    actor: UserId,
    at: Timestamp,
    unit: Box<dyn UnitOfWork>,
    events: Vec<DomainEvent>,
    audit: Vec<AuditDraft>,
}

impl<'a> Change<'a> {
    /// Begins a change by the actor.
    pub(super) async fn begin(outside: &'a Outside, actor: &Actor) -> Result<Self, StoreError> {
        Self::begin_as(outside, actor.firm(), actor.user()).await
    }

    /// Begins a change by a person for whom there is no actor yet.
    pub(super) async fn begin_as(
        outside: &'a Outside,
        firm: FirmId,
        actor: UserId,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            outside,
            firm,
            actor,
            at: outside.clock().now(),
            unit: outside.store().begin().await?,
            events: Vec::new(),
            audit: Vec::new(),
        })
    }

    /// The moment of the change.
    pub(super) const fn at(&self) -> Timestamp {
        self.at
    }

    /// The unit of work.
    pub(super) fn unit(&mut self) -> &mut dyn UnitOfWork {
        self.unit.as_mut()
    }

    /// A new id.
    pub(super) fn new_id<T: Id>(&self) -> T {
        self.outside.ids().next()
    }

    /// Notes what is done to which row, under which decision. `change` tells what, without anything secret.
    pub(super) fn note(
        &mut self,
        decision: &Decision,
        kind: EventKind,
        subject: impl Display,
        change: Value,
    ) {
        let reasons = decision.reasons().iter().map(ToString::to_string).collect();
        self.note_as(decision.permission().as_str(), reasons, kind, subject, change);
    }

    /// Notes what the host does by itself, where there is no decision.
    pub(super) fn note_as(
        &mut self,
        permission: &str,
        reasons: Vec<String>,
        kind: EventKind,
        subject: impl Display,
        change: Value,
    ) {
        let subject = subject.to_string();
        self.events.push(DomainEvent {
            id: self.outside.ids().next(),
            firm: self.firm,
            at: self.at,
            actor: self.actor,
            kind,
            subject: subject.clone(),
            payload: change.clone(),
        });
        self.audit.push(AuditDraft {
            firm: self.firm,
            at: self.at,
            actor: self.actor,
            permission: permission.to_owned(),
            reasons,
            subject,
            change,
        });
    }

    /// Makes everything lasting at once.
    pub(super) async fn commit(mut self) -> Result<(), Error> {
        self.unit.events().append(&self.events).await?;
        self.unit.audit().append(&self.audit).await?;
        Ok(self.unit.commit().await?)
    }
}
