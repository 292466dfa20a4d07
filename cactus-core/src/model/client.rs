//! The people whose wealth is managed.

use super::{Email, ModelError, Name, Note, Phone, Version};
use crate::ids::{ClientId, FirmId, HouseholdId, UserId};
use crate::money::Money;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// How much risk a client is willing and able to take.
    "risk profile" RiskProfile {
        /// Preservation first.
        Low = "low",
        /// Balanced.
        Medium = "medium",
        /// Growth first.
        High = "high",
    }
}

words! {
    /// Where a client stands, from the first contact to an active relation.
    "client status" ClientStatus {
        /// Known by name.
        Prospect = "prospect",
        /// Spoken or written to.
        Contacted = "contacted",
        /// First meeting held or fixed.
        FirstMeeting = "first_meeting",
        /// Second meeting held or fixed.
        SecondMeeting = "second_meeting",
        /// Accounts are being opened.
        Opening = "opening",
        /// Assets are being moved.
        Onboarding = "onboarding",
        /// A meeting has to be fixed anew.
        Reschedule = "reschedule",
        /// Invests through the firm.
        ActiveInvestor = "active_investor",
        /// Insured through the firm.
        ActiveInsured = "active_insured",
        /// No activity at present.
        Dormant = "dormant",
    }
}

words! {
    /// How a client came to the firm.
    "lead source" LeadSource {
        /// By recommendation.
        Referral = "referral",
        /// Through social media.
        SocialMedia = "social_media",
        /// At an event.
        Event = "event",
        /// Found the firm by themselves.
        Organic = "organic",
        /// In another way.
        Other = "other",
    }
}

/// A client of the firm, looked after by one adviser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Their identity.
    pub id: ClientId,
    /// The firm they belong to.
    pub firm: FirmId,
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

impl Client {
    /// Given and family name.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// Checks what no field can promise alone.
    ///
    /// # Errors
    /// [`ModelError::SelfReferral`].
    pub fn check(&self) -> Result<(), ModelError> {
        if self.referred_by == Some(self.id) { Err(ModelError::SelfReferral) } else { Ok(()) }
    }
}
