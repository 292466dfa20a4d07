//! Yes or no, and why.

use std::fmt;

use serde::Serialize;

use super::{Actor, Permission, Place, Reach, Span, reach};
use crate::error::{Coded, Details, ErrorKind};

/// Why something is allowed or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The role does not hold the permission.
    NotHeld,
    /// The row belongs to another firm.
    OtherFirm,
    /// The row is outside what the role spans.
    OutOfReach,
    /// The role spans the whole firm.
    WholeFirm,
    /// The row is shared by everybody in the firm.
    SharedByFirm,
    /// The row is looked after by the actor, or is the actor.
    OwnRow,
    /// The row is looked after by somebody in the actor's team, or is one of them.
    TeamRow,
    /// The row belongs to the actor's household.
    HouseholdRow,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotHeld => "the role does not hold the permission",
            Self::OtherFirm => "the row belongs to another firm",
            Self::OutOfReach => "the row is outside the actor's reach",
            Self::WholeFirm => "the role spans the whole firm",
            Self::SharedByFirm => "the row is shared by everybody in the firm",
            Self::OwnRow => "the actor looks after the row",
            Self::TeamRow => "the actor's team looks after the row",
            Self::HouseholdRow => "the row belongs to the actor's household",
        })
    }
}

/// The answer to one question: may this actor do this to a row at this place?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    permission: Permission,
    allowed: bool,
    reasons: Vec<Reason>,
}

impl Decision {
    /// Whether it is allowed.
    #[must_use]
    pub const fn is_allowed(&self) -> bool {
        self.allowed
    }

    /// The permission that was asked for.
    #[must_use]
    pub const fn permission(&self) -> Permission {
        self.permission
    }

    /// Why; never empty.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// The decision if it allows, else the refusal as an error.
    ///
    /// # Errors
    /// [`Denied`].
    pub fn require(self) -> Result<Self, Denied> {
        if self.allowed {
            return Ok(self);
        }
        Err(Denied { permission: self.permission, reasons: self.reasons })
    }
}

/// A refusal. A permission that is not held is *forbidden*; a row out of reach is *not found*, so that
/// nobody can learn which ids exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct Denied {
    /// The permission that was asked for.
    pub permission: Permission,
    /// Why it was refused.
    pub reasons: Vec<Reason>,
}

impl Denied {
    fn is_for_lack_of_permission(&self) -> bool {
        self.reasons.contains(&Reason::NotHeld)
    }

    fn message(&self) -> String {
        if self.is_for_lack_of_permission() {
            format!("the permission `{}` is needed", self.permission)
        } else {
            "not found".to_owned()
        }
    }
}

impl Coded for Denied {
    fn kind(&self) -> ErrorKind {
        if self.is_for_lack_of_permission() { ErrorKind::Forbidden } else { ErrorKind::NotFound }
    }

    fn code(&self) -> &'static str {
        if self.is_for_lack_of_permission() { "permission.not_held" } else { "not_found" }
    }

    fn details(&self) -> Details {
        if self.is_for_lack_of_permission() {
            Details::from([("permission", self.permission.to_string())])
        } else {
            Details::new()
        }
    }
}

/// Whether the actor may do this to a row at this place, and why. Pure, and no unless a rule says yes.
pub fn authorise(actor: &Actor, permission: Permission, place: impl Into<Place>) -> Decision {
    let place = place.into();
    let refuse = |reason| Decision { permission, allowed: false, reasons: vec![reason] };
    if !actor.role().holds(permission) {
        return refuse(Reason::NotHeld);
    }
    if place.firm() != actor.firm() {
        return refuse(Reason::OtherFirm);
    }
    if !reach(actor, permission).admits(&place) {
        return refuse(Reason::OutOfReach);
    }
    let reason = match (actor.role().span(), place) {
        (Span::Firm, _) => Reason::WholeFirm,
        (_, Place::Shared { .. } | Place::Firmwide { .. }) => Reason::SharedByFirm,
        (Span::Household, _) => Reason::HouseholdRow,
        (_, Place::Person { user, .. }) if user == actor.user() => Reason::OwnRow,
        (_, Place::Household { owner, .. } | Place::Client { owner, .. })
            if owner == actor.user() =>
        {
            Reason::OwnRow
        }
        (Span::Team | Span::Own, _) => Reason::TeamRow,
    };
    Decision { permission, allowed: true, reasons: vec![reason] }
}

/// The rows that the actor may touch with this permission, if they hold it at all: the first line of a
/// service that reads.
///
/// # Errors
/// [`Denied`] if the permission is not held.
pub fn permitted(actor: &Actor, permission: Permission) -> Result<Reach, Denied> {
    if actor.role().holds(permission) {
        return Ok(reach(actor, permission));
    }
    Err(Denied { permission, reasons: vec![Reason::NotHeld] })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::ids::{ClientId, FirmId, HouseholdId, Id, UserId};
    use crate::permissions::Role;

    fn id<T: Id>(number: u128) -> T {
        T::from_uuid(uuid::Uuid::from_u128(number))
    }

    fn client_of(owner: u128, household: Option<u128>) -> Place {
        Place::Client {
            firm: id(1),
            client: id::<ClientId>(owner * 100),
            owner: id(owner),
            household: household.map(id),
        }
    }

    fn reasons(actor: &Actor, permission: Permission, place: Place) -> (bool, Reason) {
        let decision = authorise(actor, permission, place);
        (decision.is_allowed(), decision.reasons()[0])
    }

    #[test]
    fn advisers_see_their_own_managers_the_teams() {
        let (firm, boss, ana) = (id::<FirmId>(1), id::<UserId>(2), id::<UserId>(3));
        let adviser = Actor::member(firm, ana, Role::adviser());
        let manager = Actor::leader(firm, boss, Role::manager(), BTreeSet::from([ana]));
        let read = Permission::ClientsRead;
        assert_eq!(reasons(&adviser, read, client_of(3, None)), (true, Reason::OwnRow));
        assert_eq!(reasons(&adviser, read, client_of(4, None)), (false, Reason::OutOfReach));
        assert_eq!(reasons(&manager, read, client_of(3, None)), (true, Reason::TeamRow));
        assert_eq!(reasons(&manager, read, client_of(2, None)), (true, Reason::OwnRow));
        assert_eq!(reasons(&manager, read, client_of(4, None)), (false, Reason::OutOfReach));
    }

    #[test]
    fn another_firm_is_out_of_reach_even_for_who_spans_a_whole_firm() {
        let admin = Actor::member(id(9), id(2), Role::admin());
        let read = Permission::ClientsRead;
        assert_eq!(reasons(&admin, read, client_of(3, None)), (false, Reason::OtherFirm));
    }

    #[test]
    fn a_portal_client_sees_the_household_and_changes_nothing() {
        let (own, household) = (id::<ClientId>(300), id::<HouseholdId>(7));
        let actor = Actor::portal(id(1), id(50), Role::client(), own, Some(household));
        let read = Permission::PortfoliosRead;
        assert_eq!(reasons(&actor, read, client_of(3, None)), (true, Reason::HouseholdRow));
        assert_eq!(reasons(&actor, read, client_of(4, Some(7))), (true, Reason::HouseholdRow));
        assert_eq!(reasons(&actor, read, client_of(4, None)), (false, Reason::OutOfReach));
        let update = Permission::ClientsUpdate;
        assert_eq!(reasons(&actor, update, client_of(3, None)), (false, Reason::NotHeld));
    }

    #[test]
    fn a_lack_of_permission_is_forbidden_but_a_row_out_of_reach_does_not_exist() {
        let actor = Actor::member(id(1), id(3), Role::adviser());
        let audit = authorise(&actor, Permission::AuditRead, Place::Firmwide { firm: id(1) });
        assert_eq!(audit.require().unwrap_err().kind(), ErrorKind::Forbidden);
        let other = authorise(&actor, Permission::ClientsRead, client_of(4, None));
        let denied = other.require().unwrap_err();
        assert_eq!(
            (denied.kind(), denied.to_string().as_str()),
            (ErrorKind::NotFound, "not found")
        );
    }
}
