//! Where a row sits, as far as access depends on it.

use crate::ids::{ClientId, FirmId, HouseholdId, UserId};
use crate::model::{Client, Firm, Household, Instrument, User};

/// Where a row sits, as far as access depends on it.
///
/// Portfolios, accounts, transactions and reports sit where their client sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Shared by everybody in the firm: instruments, prices, the firm itself.
    Shared {
        /// The firm.
        firm: FirmId,
    },
    /// A person of the firm.
    Person {
        /// The firm.
        firm: FirmId,
        /// The person.
        user: UserId,
    },
    /// A household.
    Household {
        /// The firm.
        firm: FirmId,
        /// The household.
        household: HouseholdId,
        /// The adviser who looks after it.
        owner: UserId,
    },
    /// A client, or anything of a client's.
    Client {
        /// The firm.
        firm: FirmId,
        /// The client.
        client: ClientId,
        /// The adviser who looks after them.
        owner: UserId,
        /// Their household.
        household: Option<HouseholdId>,
    },
    /// Nobody's in particular: the audit log. Only a span over the whole firm reaches it.
    Firmwide {
        /// The firm.
        firm: FirmId,
    },
}

impl Place {
    /// The firm the row belongs to.
    #[must_use]
    pub const fn firm(&self) -> FirmId {
        match self {
            Self::Shared { firm }
            | Self::Person { firm, .. }
            | Self::Household { firm, .. }
            | Self::Client { firm, .. }
            | Self::Firmwide { firm } => *firm,
        }
    }
}

impl From<&Firm> for Place {
    fn from(firm: &Firm) -> Self {
        Self::Shared { firm: firm.id }
    }
}

impl From<&User> for Place {
    fn from(user: &User) -> Self {
        Self::Person { firm: user.firm, user: user.id }
    }
}

impl From<&Household> for Place {
    fn from(household: &Household) -> Self {
        Self::Household { firm: household.firm, household: household.id, owner: household.owner }
    }
}

impl From<&Client> for Place {
    fn from(client: &Client) -> Self {
        Self::Client {
            firm: client.firm,
            client: client.id,
            owner: client.owner,
            household: client.household,
        }
    }
}

impl From<&Instrument> for Place {
    fn from(instrument: &Instrument) -> Self {
        Self::Shared { firm: instrument.firm }
    }
}
