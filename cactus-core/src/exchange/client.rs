//! Clients of a book, their households, portfolios and accounts, and accounts without a client.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::{
    ClientStatus, Email, Key, LeadSource, LotMethod, Name, Note, Phone, Reference, RiskProfile,
};
use crate::money::{Currency, Money, Weight};
use crate::time::BusinessDate;

/// Clients who are looked at together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HouseholdEntry {
    /// What the rest of the book calls it.
    pub key: Key,
    /// Its name.
    pub name: Name,
    /// The e-mail address of the adviser who looks after it; whoever imports the book unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adviser: Option<Email>,
}

/// A client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientEntry {
    /// Their e-mail address, and what the rest of the book calls them.
    pub email: Email,
    /// Given name.
    pub first_name: Name,
    /// Family name.
    pub last_name: Name,
    /// The e-mail address of the adviser who looks after them; whoever imports the book unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adviser: Option<Email>,
    /// The key of their household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<Key>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Willingness and ability to take risk.
    pub risk_profile: RiskProfile,
    /// Where they stand in the pipeline.
    pub status: ClientStatus,
    /// How they came to the firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_source: Option<LeadSource>,
    /// The e-mail address of the client who recommended the firm to them, who comes before them in the book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referred_by: Option<Email>,
    /// What they can put aside, per month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub savings_capacity: Option<Money>,
    /// What the adviser wants to remember.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Note>,
    /// Their portfolios; names are unique among them.
    #[serde(default)]
    pub portfolios: Vec<PortfolioEntry>,
}

/// Accounts that are managed and measured together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PortfolioEntry {
    /// Its name.
    pub name: Name,
    /// The currency it is valued and measured in.
    pub base_currency: Currency,
    /// Which lot a sale takes first; that of the settings unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_method: Option<LotMethod>,
    /// The first day of the mandate.
    pub opened_on: BusinessDate,
    /// Its accounts; names are unique among them.
    #[serde(default)]
    pub accounts: Vec<AccountEntry>,
}

/// A custody or cash account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountEntry {
    /// What the rest of the book calls it; unique in the book.
    pub key: Key,
    /// Its name.
    pub name: Name,
    /// The bank or broker that keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custodian: Option<Name>,
    /// The custodian's number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Reference>,
    /// Whether it may sell units that it does not hold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_be_short: bool,
    /// The share of the account that belongs to the client, above zero and at most one: of several owners, say. Only
    /// questions about owners' shares count it; all others are about whole accounts.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub owner_share: Weight,
    /// The currencies that it holds cash in; any unless said. A booking that would leave cash of another in it is
    /// refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currencies: Option<BTreeSet<Currency>>,
    /// The first day with bookings.
    pub opened_on: BusinessDate,
    /// The last day with bookings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<BusinessDate>,
}

/// An account of a book that needs no clients: a script's, say.
///
/// Those that name the same portfolio make it up. It has the base currency and the lot method of the settings, and is
/// opened with the first of its accounts. A firm has no accounts without a client, so such a book can be evaluated
/// and not imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandaloneAccountEntry {
    /// What the rest of the book calls it; unique in the book.
    pub key: Key,
    /// The name of its portfolio; `main` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portfolio: Option<Name>,
    /// Its name; the key unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The bank or broker that keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custodian: Option<Name>,
    /// The custodian's number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Reference>,
    /// Whether it may sell units that it does not hold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_be_short: bool,
    /// The share of the account that belongs to whom the book is about, above zero and at most one.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub owner_share: Weight,
    /// The currencies that it holds cash in; any unless said. A booking that would leave cash of another in it is
    /// refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currencies: Option<BTreeSet<Currency>>,
    /// The first day with bookings; that of its first booking unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_on: Option<BusinessDate>,
    /// The last day with bookings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<BusinessDate>,
}

const fn whole() -> Weight {
    Weight::ONE
}

fn is_whole(share: &Weight) -> bool {
    *share == whole()
}
