//! What an actor may touch, as a set.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Actor, Permission, Place, Span};
use crate::ids::{ClientId, FirmId, HouseholdId, UserId};

/// The rows that an actor may touch with one permission: always inside one firm.
///
/// Only [`reach`] makes one, so that no store can be read without a rule having been asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    firm: FirmId,
    extent: Extent,
}

/// How far a reach goes inside its firm. Stores compile this to a predicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// No row.
    Nothing,
    /// Every row of the firm.
    Everything,
    /// Shared rows, and those that one of these sets names.
    Only {
        /// People of the firm who can be seen.
        people: Arc<BTreeSet<UserId>>,
        /// Advisers whose clients and households can be seen.
        owners: Arc<BTreeSet<UserId>>,
        /// Clients who can be seen.
        clients: BTreeSet<ClientId>,
        /// Households that can be seen, with all their clients.
        households: BTreeSet<HouseholdId>,
    },
}

impl Reach {
    /// The firm.
    #[must_use]
    pub const fn firm(&self) -> FirmId {
        self.firm
    }

    /// How far it goes inside the firm.
    #[must_use]
    pub const fn extent(&self) -> &Extent {
        &self.extent
    }

    /// The reach of the record that units came from: the whole firm, where anything is in reach at all.
    ///
    /// What units held cost, and since when, is a fact of the account that holds them, also where they came from an
    /// account that the actor may not see. Of that account's record nothing but such lots may be shown.
    #[must_use]
    pub fn of_origins(&self) -> Self {
        let extent = match self.extent {
            Extent::Nothing => Extent::Nothing,
            Extent::Everything | Extent::Only { .. } => Extent::Everything,
        };
        Self { firm: self.firm, extent }
    }

    /// The reach of all that a change of what everybody in the firm shares bears on: the whole firm, where anything is
    /// in reach at all. To check that the change can be, and for nothing that is shown.
    #[must_use]
    pub fn of_consequences(&self) -> Self {
        self.of_origins()
    }

    /// Whether a row at this place is inside.
    #[must_use]
    pub fn admits(&self, place: &Place) -> bool {
        if place.firm() != self.firm {
            return false;
        }
        match &self.extent {
            Extent::Nothing => false,
            Extent::Everything => true,
            Extent::Only { people, owners, clients, households } => match place {
                Place::Shared { .. } => true,
                Place::Firmwide { .. } => false,
                Place::Person { user, .. } => people.contains(user),
                Place::Household { household, owner, .. } => {
                    owners.contains(owner) || households.contains(household)
                }
                Place::Client { client, owner, household, .. } => {
                    owners.contains(owner)
                        || clients.contains(client)
                        || household.is_some_and(|household| households.contains(&household))
                }
            },
        }
    }
}

/// The rows that the actor may touch with this permission.
#[must_use]
pub fn reach(actor: &Actor, permission: Permission) -> Reach {
    let firm = actor.firm();
    if !actor.role().holds(permission) {
        return Reach { firm, extent: Extent::Nothing };
    }
    let looked_after_by = |owners: Arc<BTreeSet<UserId>>| Extent::Only {
        people: Arc::clone(&owners),
        owners,
        clients: BTreeSet::new(),
        households: BTreeSet::new(),
    };
    let extent = match actor.role().span() {
        Span::Firm => Extent::Everything,
        Span::Team => looked_after_by(Arc::clone(actor.people())),
        Span::Own => looked_after_by(actor.alone()),
        Span::Household => Extent::Only {
            people: actor.alone(),
            owners: Arc::default(),
            clients: actor.client().into_iter().collect(),
            households: actor.household().into_iter().collect(),
        },
    };
    Reach { firm, extent }
}
