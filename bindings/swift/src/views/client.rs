//! Clients.

use cactus_core::ids::{ClientId, HouseholdId, UserId};
use cactus_core::model::{
    ClientStatus, Email, LeadSource, Name, Note, Phone, RiskProfile, Version,
};
use cactus_core::money::Money;
use cactus_core::time::Timestamp;
use cactus_core::views::{ClientFields, ClientView, Cursor, ListClients, UpdateClient};

/// Everything about a client that people write. Adds a client, or replaces what was written.
#[uniffi::remote(Record)]
pub struct ClientFields {
    /// The adviser who looks after them; for a new client the actor unless said, else unchanged.
    #[uniffi(default)]
    pub owner: Option<UserId>,
    /// The household they belong to.
    #[uniffi(default)]
    pub household: Option<HouseholdId>,
    /// Given name.
    pub first_name: Name,
    /// Family name.
    pub last_name: Name,
    /// E-mail address, unique in the firm.
    pub email: Email,
    /// Telephone number.
    #[uniffi(default)]
    pub phone: Option<Phone>,
    /// Willingness and ability to take risk.
    pub risk_profile: RiskProfile,
    /// Where they stand in the pipeline.
    pub status: ClientStatus,
    /// How they came to the firm.
    #[uniffi(default)]
    pub lead_source: Option<LeadSource>,
    /// The client who recommended the firm to them.
    #[uniffi(default)]
    pub referred_by: Option<ClientId>,
    /// What they can put aside, per month.
    #[uniffi(default)]
    pub savings_capacity: Option<Money>,
    /// What the adviser wants to remember.
    #[uniffi(default)]
    pub notes: Option<Note>,
}

/// Changes a client.
#[uniffi::remote(Record)]
pub struct UpdateClient {
    /// The version that the change is based on.
    pub version: Version,
    /// What the client is to be.
    pub client: ClientFields,
}

/// Which clients, and which page of them.
#[uniffi::remote(Record)]
pub struct ListClients {
    /// Looked after by this adviser.
    #[uniffi(default)]
    pub owner: Option<UserId>,
    /// Of this household.
    #[uniffi(default)]
    pub household: Option<HouseholdId>,
    /// At this point of the pipeline.
    #[uniffi(default)]
    pub status: Option<ClientStatus>,
    /// With this text in a name or the e-mail address.
    #[uniffi(default)]
    pub text: Option<String>,
    /// The `next` of the page before; none for the first page.
    #[uniffi(default)]
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    #[uniffi(default)]
    pub limit: Option<u32>,
}

/// A client.
#[uniffi::remote(Record)]
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
