//! Accounts.

use cactus_core::ids::{AccountId, ClientId, PortfolioId};
use cactus_core::model::{Name, Reference, Version};
use cactus_core::money::{Currency, Weight};
use cactus_core::time::{BusinessDate, Timestamp};
use cactus_core::views::{AccountView, Cursor, ListAccounts, OpenAccount, UpdateAccount};

/// Opens an account in a portfolio.
#[uniffi::remote(Record)]
pub struct OpenAccount {
    /// The portfolio it is managed in.
    pub portfolio: PortfolioId,
    /// Its name.
    pub name: Name,
    /// The bank or broker that keeps it.
    #[uniffi(default)]
    pub custodian: Option<Name>,
    /// The custodian's number for it.
    #[uniffi(default)]
    pub number: Option<Reference>,
    /// Whether it may sell units that it does not hold.
    #[uniffi(default = false)]
    pub may_be_short: bool,
    /// The share of the account that belongs to the client, above zero and at most one; one unless said.
    #[uniffi(default)]
    pub owner_share: Option<Weight>,
    /// The currencies that it holds cash in; any unless said.
    #[uniffi(default)]
    pub currencies: Option<Vec<Currency>>,
    /// The first day with bookings.
    pub opened_on: BusinessDate,
}

/// Replaces what was written about an account.
#[uniffi::remote(Record)]
pub struct UpdateAccount {
    /// The version that the change is based on.
    pub version: Version,
    /// Its name.
    pub name: Name,
    /// The bank or broker that keeps it.
    #[uniffi(default)]
    pub custodian: Option<Name>,
    /// The custodian's number for it.
    #[uniffi(default)]
    pub number: Option<Reference>,
    /// Whether it may sell units that it does not hold.
    #[uniffi(default = false)]
    pub may_be_short: bool,
    /// The share of the account that belongs to the client, above zero and at most one; one unless said.
    #[uniffi(default)]
    pub owner_share: Option<Weight>,
    /// The currencies that it holds cash in; any unless said.
    #[uniffi(default)]
    pub currencies: Option<Vec<Currency>>,
    /// The first day with bookings.
    pub opened_on: BusinessDate,
    /// The last day with bookings.
    #[uniffi(default)]
    pub closed_on: Option<BusinessDate>,
}

/// Which accounts, and which page of them.
#[uniffi::remote(Record)]
pub struct ListAccounts {
    /// Of this client.
    #[uniffi(default)]
    pub client: Option<ClientId>,
    /// In this portfolio.
    #[uniffi(default)]
    pub portfolio: Option<PortfolioId>,
    /// The `next` of the page before; none for the first page.
    #[uniffi(default)]
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    #[uniffi(default)]
    pub limit: Option<u32>,
}

/// An account.
#[uniffi::remote(Record)]
pub struct AccountView {
    /// Its identity.
    pub id: AccountId,
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
    /// Whether it may sell units that it does not hold.
    pub may_be_short: bool,
    /// The share of the account that belongs to the client, above zero and at most one.
    pub owner_share: Weight,
    /// The currencies that it holds cash in; any if there is no list.
    pub currencies: Option<Vec<Currency>>,
    /// The first day with bookings.
    pub opened_on: BusinessDate,
    /// The last day with bookings.
    pub closed_on: Option<BusinessDate>,
    /// When it was set up.
    pub created_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}
