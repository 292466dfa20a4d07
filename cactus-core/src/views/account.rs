//! Accounts.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, ClientId, PortfolioId};
use crate::model::{Account, Name, Reference, Version};
use crate::money::{Currency, Weight};
use crate::ports::Cursor;
use crate::time::{BusinessDate, Timestamp};

/// Opens an account in a portfolio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenAccount {
    /// The portfolio it is managed in.
    pub portfolio: PortfolioId,
    /// Its name.
    pub name: Name,
    /// The bank or broker that keeps it.
    pub custodian: Option<Name>,
    /// The custodian's number for it.
    pub number: Option<Reference>,
    /// Whether it may sell units that it does not hold.
    #[serde(default)]
    pub may_be_short: bool,
    /// The share of the account that belongs to the client, above zero and at most one; one unless said.
    pub owner_share: Option<Weight>,
    /// The currencies that it holds cash in; any unless said.
    pub currencies: Option<Vec<Currency>>,
    /// The first day with bookings.
    pub opened_on: BusinessDate,
}

/// Replaces what was written about an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateAccount {
    /// The version that the change is based on.
    pub version: Version,
    /// Its name.
    pub name: Name,
    /// The bank or broker that keeps it.
    pub custodian: Option<Name>,
    /// The custodian's number for it.
    pub number: Option<Reference>,
    /// Whether it may sell units that it does not hold.
    #[serde(default)]
    pub may_be_short: bool,
    /// The share of the account that belongs to the client, above zero and at most one; one unless said.
    pub owner_share: Option<Weight>,
    /// The currencies that it holds cash in; any unless said.
    pub currencies: Option<Vec<Currency>>,
    /// The first day with bookings.
    pub opened_on: BusinessDate,
    /// The last day with bookings.
    pub closed_on: Option<BusinessDate>,
}

/// Which accounts, and which page of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListAccounts {
    /// Of this client.
    pub client: Option<ClientId>,
    /// In this portfolio.
    pub portfolio: Option<PortfolioId>,
    /// The `next` of the page before; none for the first page.
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    pub limit: Option<u32>,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            client: account.client,
            portfolio: account.portfolio,
            name: account.name,
            custodian: account.custodian,
            number: account.number,
            may_be_short: account.may_be_short,
            owner_share: account.owner_share,
            currencies: account.currencies.map(|all| all.into_iter().collect()),
            opened_on: account.opened_on,
            closed_on: account.closed_on,
            created_at: account.created_at,
            version: account.version,
        }
    }
}
