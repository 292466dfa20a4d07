//! Clients.

use serde::{Deserialize, Serialize};

use crate::ids::{ClientId, HouseholdId, UserId};
use crate::model::{
    Client, ClientStatus, Email, LeadSource, Name, Note, Phone, RiskProfile, Version,
};
use crate::money::Money;
use crate::ports::{ClientFilter, Cursor};
use crate::time::Timestamp;

/// Everything about a client that people write. Adds a client, or replaces what was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientFields {
    /// The adviser who looks after them; for a new client the actor unless said, else unchanged.
    pub owner: Option<UserId>,
    /// The household they belong to.
    pub household: Option<HouseholdId>,
    /// Given name.
    pub first_name: Name,
    /// Family name.
    pub last_name: Name,
    /// E-mail address, unique in the firm.
    pub email: Email,
    /// Telephone number.
    pub phone: Option<Phone>,
    /// Willingness and ability to take risk.
    pub risk_profile: RiskProfile,
    /// Where they stand in the pipeline.
    pub status: ClientStatus,
    /// How they came to the firm.
    pub lead_source: Option<LeadSource>,
    /// The client who recommended the firm to them.
    pub referred_by: Option<ClientId>,
    /// What they can put aside, per month.
    pub savings_capacity: Option<Money>,
    /// What the adviser wants to remember.
    pub notes: Option<Note>,
}

/// Changes a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateClient {
    /// The version that the change is based on.
    pub version: Version,
    /// What the client is to be.
    pub client: ClientFields,
}

/// Which clients, and which page of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListClients {
    /// Looked after by this adviser.
    pub owner: Option<UserId>,
    /// Of this household.
    pub household: Option<HouseholdId>,
    /// At this point of the pipeline.
    pub status: Option<ClientStatus>,
    /// With this text in a name or the e-mail address.
    pub text: Option<String>,
    /// The `next` of the page before; none for the first page.
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    pub limit: Option<u32>,
}

impl ListClients {
    pub(crate) fn filter(&self) -> ClientFilter {
        ClientFilter {
            owner: self.owner,
            household: self.household,
            status: self.status,
            text: self.text.clone(),
        }
    }
}

/// A client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClientView {
    /// Their identity.
    pub id: ClientId,
    /// The adviser who looks after them.
    pub owner: UserId,
    /// The household they belong to.
    pub household: Option<HouseholdId>,
    /// Given name.
    pub first_name: Name,
    /// Family name.
    pub last_name: Name,
    /// E-mail address, unique in the firm.
    pub email: Email,
    /// Telephone number.
    pub phone: Option<Phone>,
    /// Willingness and ability to take risk.
    pub risk_profile: RiskProfile,
    /// Where they stand in the pipeline.
    pub status: ClientStatus,
    /// How they came to the firm.
    pub lead_source: Option<LeadSource>,
    /// The client who recommended the firm to them.
    pub referred_by: Option<ClientId>,
    /// What they can put aside, per month.
    pub savings_capacity: Option<Money>,
    /// What the adviser wants to remember.
    pub notes: Option<Note>,
    /// When they were added.
    pub created_at: Timestamp,
    /// When this row was last changed.
    pub updated_at: Timestamp,
    /// How often this row was changed.
    pub version: Version,
}

impl From<Client> for ClientView {
    fn from(client: Client) -> Self {
        Self {
            id: client.id,
            owner: client.owner,
            household: client.household,
            first_name: client.first_name,
            last_name: client.last_name,
            email: client.email,
            phone: client.phone,
            risk_profile: client.risk_profile,
            status: client.status,
            lead_source: client.lead_source,
            referred_by: client.referred_by,
            savings_capacity: client.savings_capacity,
            notes: client.notes,
            created_at: client.created_at,
            updated_at: client.updated_at,
            version: client.version,
        }
    }
}
