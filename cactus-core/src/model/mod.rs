//! The nouns: who and what a firm knows.
//!
//! Every field is a value that is valid by itself ([`Name`], [`Email`], [`Isin`] …), so that a struct with
//! public fields cannot be put into a wrong state; what no field can promise alone is promised by the
//! struct's `check`, which every service and store calls before it keeps a row. Every row belongs to one
//! firm and carries a [`Version`] for optimistic concurrency.

mod account;
mod client;
mod email;
mod firm;
mod household;
mod instrument;
mod lot_method;
mod portfolio;
mod taxonomy;
mod terms;
mod text;
mod user;
mod version;

pub use account::Account;
pub use client::{Client, ClientStatus, LeadSource, RiskProfile};
pub use email::Email;
pub use firm::Firm;
pub use household::Household;
pub use instrument::{AssetClass, Instrument, Isin, PriceBasis};
pub use lot_method::{LotMethod, LotPool};
pub use portfolio::Portfolio;
pub use taxonomy::{Assignment, Taxonomy, TaxonomyError, TaxonomyNode};
pub use terms::{Multiplier, Terms};
pub use text::{DataSource, Key, Name, Note, Phone, Reference, RoleName, Symbol};
pub use user::User;
pub use version::Version;

use crate::error::{Coded, Details, ErrorKind};
use crate::money::Weight;
use crate::time::BusinessDate;

/// A value that a noun cannot take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// A text that is empty, too long, or holds characters it may not.
    #[error("a {what} must have {rule}")]
    Text {
        /// What the text is, such as `name`.
        what: &'static str,
        /// What was asked of it.
        rule: &'static str,
    },
    /// Not an e-mail address.
    #[error("`{text}` is not an e-mail address")]
    Email {
        /// What was given.
        text: String,
    },
    /// Not an ISIN, or one with a wrong check digit.
    #[error("`{text}` is not a valid ISIN")]
    Isin {
        /// What was given.
        text: String,
    },
    /// A contract multiplier is a number above zero.
    #[error("`{text}` is not a number above zero")]
    Multiplier {
        /// What was given.
        text: String,
    },
    /// The share of an owner is above zero and at most one.
    #[error("{share} is not above 0 and at most 1")]
    OwnerShare {
        /// What was given.
        share: Weight,
    },
    /// Versions count from one.
    #[error("versions count from one")]
    Version,
    /// An account cannot close before it opens.
    #[error("the account closes on {closed}, before it opens on {opened}")]
    ClosedBeforeOpened {
        /// The day it opens.
        opened: BusinessDate,
        /// The day it closes.
        closed: BusinessDate,
    },
    /// A client cannot have been referred by themselves.
    #[error("a client cannot refer themselves")]
    SelfReferral,
    /// A person cannot be their own manager.
    #[error("a person cannot be their own manager")]
    OwnManager,
}

impl Coded for ModelError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Text { .. } => "model.text",
            Self::Email { .. } => "model.email",
            Self::Isin { .. } => "model.isin",
            Self::Multiplier { .. } => "model.multiplier",
            Self::OwnerShare { .. } => "model.owner_share",
            Self::Version => "model.version",
            Self::ClosedBeforeOpened { .. } => "model.closed_before_opened",
            Self::SelfReferral => "model.self_referral",
            Self::OwnManager => "model.own_manager",
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::Text { what, rule } => {
                Details::from([("what", (*what).to_owned()), ("rule", (*rule).to_owned())])
            }
            Self::Email { text } | Self::Isin { text } | Self::Multiplier { text } => {
                Details::from([("text", text.clone())])
            }
            Self::ClosedBeforeOpened { opened, closed } => {
                Details::from([("opened", opened.to_string()), ("closed", closed.to_string())])
            }
            Self::OwnerShare { share } => Details::from([("share", share.to_string())]),
            Self::Version | Self::SelfReferral | Self::OwnManager => Details::new(),
        }
    }
}
