//! Who acts.

use std::collections::BTreeSet;

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
    team: BTreeSet<UserId>,
    client: Option<ClientId>,
    household: Option<HouseholdId>,
}

impl Actor {
    /// A person of the firm without a team.
    #[must_use]
    pub const fn member(firm: FirmId, user: UserId, role: Role) -> Self {
        Self { firm, user, role, team: BTreeSet::new(), client: None, household: None }
    }

    /// A manager of the people in `team`, including those they manage in turn.
    #[must_use]
    pub const fn leader(firm: FirmId, user: UserId, role: Role, team: BTreeSet<UserId>) -> Self {
        Self { firm, user, role, team, client: None, household: None }
    }

    /// A client in the portal, with the household they belong to.
    #[must_use]
    pub const fn portal(
        firm: FirmId,
        user: UserId,
        role: Role,
        client: ClientId,
        household: Option<HouseholdId>,
    ) -> Self {
        Self { firm, user, role, team: BTreeSet::new(), client: Some(client), household }
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

    /// The people they manage, directly or through others.
    #[must_use]
    pub const fn team(&self) -> &BTreeSet<UserId> {
        &self.team
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
