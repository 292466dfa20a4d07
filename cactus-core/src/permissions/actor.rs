//! Who acts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Role;
use crate::ids::{ClientId, FirmId, HouseholdId, UserId};

/// A known person acting in a firm, with all that the rules need to know about them.
///
/// An actor is a snapshot: it is made anew for each request, so that a changed role or team counts at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    firm: FirmId,
    user: UserId,
    role: Role,
    people: Arc<BTreeSet<UserId>>,
    client: Option<ClientId>,
    household: Option<HouseholdId>,
}

impl Actor {
    /// A person of the firm without a team.
    #[must_use]
    pub fn member(firm: FirmId, user: UserId, role: Role) -> Self {
        Self::leader(firm, user, role, BTreeSet::new())
    }

    /// A manager of the people in `team`, including those they manage in turn.
    #[must_use]
    pub fn leader(firm: FirmId, user: UserId, role: Role, mut team: BTreeSet<UserId>) -> Self {
        team.insert(user);
        Self { firm, user, role, people: Arc::new(team), client: None, household: None }
    }

    /// A client in the portal, with the household they belong to.
    #[must_use]
    pub fn portal(
        firm: FirmId,
        user: UserId,
        role: Role,
        client: ClientId,
        household: Option<HouseholdId>,
    ) -> Self {
        Self { client: Some(client), household, ..Self::member(firm, user, role) }
    }

    /// The firm they act in.
    #[must_use]
    pub const fn firm(&self) -> FirmId {
        self.firm
    }

    /// Who they are.
    #[must_use]
    pub const fn user(&self) -> UserId {
        self.user
    }

    /// Their role.
    #[must_use]
    pub const fn role(&self) -> &Role {
        &self.role
    }

    /// Themselves and the people they manage, directly or through others. Every reach of theirs shares the set, so
    /// that a decision costs the same for a large team as for a small one.
    #[must_use]
    pub const fn people(&self) -> &Arc<BTreeSet<UserId>> {
        &self.people
    }

    /// Nobody but themselves.
    pub(super) fn alone(&self) -> Arc<BTreeSet<UserId>> {
        match self.people.len() {
            1 => Arc::clone(&self.people),
            _ => Arc::new(BTreeSet::from([self.user])),
        }
    }

    /// The client they are, in the portal.
    #[must_use]
    pub const fn client(&self) -> Option<ClientId> {
        self.client
    }

    /// The household they belong to, in the portal.
    #[must_use]
    pub const fn household(&self) -> Option<HouseholdId> {
        self.household
    }
}
