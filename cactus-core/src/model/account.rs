//! Where assets and cash are kept.

use std::collections::BTreeSet;

use super::{ModelError, Name, Reference, Version};
use crate::ids::{AccountId, ClientId, FirmId, PortfolioId};
use crate::money::{Currency, Weight};
use crate::time::{BusinessDate, Timestamp};

/// A custody or cash account at a bank or broker. It holds instruments, and cash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its identity.
    pub id: AccountId,
    /// The firm it belongs to.
    pub firm: FirmId,
    /// The client it is kept for.
    pub client: ClientId,
    /// The portfolio it is managed in.
    pub portfolio: PortfolioId,
    /// Its name.
    pub name: Name,
    /// The bank or broker that keeps it.
    pub custodian: Option<Name>,
    /// The custodian's number for it.
    pub number: Option<Reference>,
    /// Whether it may sell units that it does not hold. Without it, that is refused.
    pub may_be_short: bool,
    /// The share of the account that belongs to the client, above zero and at most one: of several owners, say. Only
    /// questions about owners' shares count it; all others are about whole accounts.
    pub owner_share: Weight,
    /// The currencies that it holds cash in; any unless said. A booking that would leave cash of another in it is
    /// refused.
    pub currencies: Option<BTreeSet<Currency>>,
    /// The first day with bookings.
    pub opened_on: BusinessDate,
    /// The last day with bookings.
    pub closed_on: Option<BusinessDate>,
    /// When it was set up.
    pub created_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}

impl Account {
    /// Checks what no field can promise alone.
    ///
    /// # Errors
    /// [`ModelError::OwnerShare`], [`ModelError::ClosedBeforeOpened`].
    pub fn check(&self) -> Result<(), ModelError> {
        if !self.owner_share.is_positive() || self.owner_share > Weight::ONE {
            return Err(ModelError::OwnerShare { share: self.owner_share });
        }
        match self.closed_on {
            Some(closed) if closed < self.opened_on => {
                Err(ModelError::ClosedBeforeOpened { opened: self.opened_on, closed })
            }
            _ => Ok(()),
        }
    }

    /// Whether bookings may carry this date.
    #[must_use]
    pub fn is_open_on(&self, date: BusinessDate) -> bool {
        self.opened_on <= date && self.closed_on.is_none_or(|closed| date <= closed)
    }
}
