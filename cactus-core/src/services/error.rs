//! What a service refuses, beyond what its parts refuse.

use crate::error::{Coded, Details, ErrorKind};
use crate::model::{Email, Key, RoleName};

/// What a service refuses, beyond what its parts refuse.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
    /// There is no such row, or the actor may not know that there is.
    #[error("not found")]
    NotFound {
        /// What was looked for, such as `client`.
        what: &'static str,
    },
    /// The address or the password is wrong; which of them is not said.
    #[error("the e-mail address or the password is wrong")]
    WrongCredentials,
    /// The session has ended, or the token is not the one that is good now.
    #[error("the session has ended")]
    SessionEnded,
    /// There is no such role.
    #[error("unknown role `{role}`")]
    UnknownRole {
        /// The role asked for.
        role: RoleName,
    },
    /// A role that holds more than the actor's own cannot be given.
    #[error("the role `{role}` holds more than your own")]
    RoleTooWide {
        /// The role asked for.
        role: RoleName,
    },
    /// A price below zero.
    #[error("a price must not be below zero")]
    NegativePrice,
    /// A portal user without a client, or a client on somebody who is none.
    #[error("a portal user is one client, and nobody else is")]
    PortalClient,
    /// The system has no unguessable bytes to give.
    #[error("no token could be made")]
    NoEntropy,
    /// A split after which the record of an account of the firm would not hold together.
    #[error("the record of an account does not fit the split: {reason}")]
    SplitDoesNotFit {
        /// The code of what would not fit; the account may be one that the actor cannot see.
        reason: &'static str,
    },
    /// An adviser of an imported book whom the firm does not have, or the actor may not know of.
    #[error("nobody you know of signs in as `{adviser}`")]
    UnknownAdviser {
        /// The e-mail address in the book.
        adviser: Email,
    },
    /// Something in an imported book that the firm has otherwise.
    #[error("the firm has {what} `{name}` with another {field}")]
    ImportDiffers {
        /// What it is, such as `instrument`.
        what: &'static str,
        /// Its name in the book.
        name: String,
        /// The field that differs.
        field: &'static str,
    },
    /// An account of an imported book that belongs to no client.
    #[error("the account `{account}` belongs to no client, and a firm has no such accounts")]
    ImportWithoutClient {
        /// Its key in the book.
        account: Key,
    },
    /// A call that would do nothing.
    #[error("there is nothing to record")]
    NothingToRecord,
}

impl Coded for ServiceError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound { .. } => ErrorKind::NotFound,
            Self::WrongCredentials | Self::SessionEnded => ErrorKind::Unauthenticated,
            Self::RoleTooWide { .. } => ErrorKind::Forbidden,
            Self::ImportDiffers { .. } | Self::SplitDoesNotFit { .. } => ErrorKind::Conflict,
            Self::NoEntropy => ErrorKind::Unavailable,
            Self::UnknownRole { .. }
            | Self::NegativePrice
            | Self::PortalClient
            | Self::UnknownAdviser { .. }
            | Self::ImportWithoutClient { .. }
            | Self::NothingToRecord => ErrorKind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not_found",
            Self::WrongCredentials => "access.wrong_credentials",
            Self::SessionEnded => "access.session_ended",
            Self::UnknownRole { .. } => "access.unknown_role",
            Self::RoleTooWide { .. } => "access.role_too_wide",
            Self::NegativePrice => "market.negative_price",
            Self::PortalClient => "access.portal_client",
            Self::NoEntropy => "access.no_entropy",
            Self::SplitDoesNotFit { .. } => "split.does_not_fit",
            Self::UnknownAdviser { .. } => "import.unknown_adviser",
            Self::ImportDiffers { .. } => "import.differs",
            Self::ImportWithoutClient { .. } => "import.without_client",
            Self::NothingToRecord => "service.nothing_to_record",
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::UnknownRole { role } | Self::RoleTooWide { role } => {
                Details::from([("role", role.to_string())])
            }
            Self::SplitDoesNotFit { reason } => Details::from([("reason", (*reason).to_owned())]),
            Self::UnknownAdviser { adviser } => Details::from([("adviser", adviser.to_string())]),
            Self::ImportDiffers { what, name, field } => Details::from([
                ("what", (*what).to_owned()),
                ("name", name.clone()),
                ("field", (*field).to_owned()),
            ]),
            Self::ImportWithoutClient { account } => {
                Details::from([("account", account.to_string())])
            }
            _ => Details::new(),
        }
    }
}
