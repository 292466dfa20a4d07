//! Signing in.

use serde::{Deserialize, Serialize};

use super::{Secret, UserView};
use crate::ids::SessionId;
use crate::model::Email;
use crate::time::Timestamp;

/// Signs a person in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The address they sign in with.
    pub email: Email,
    /// Their password.
    pub password: Secret,
}

/// A session that was opened or renewed. Whoever holds the token can renew it, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    /// Its identity.
    pub id: SessionId,
    /// Who signed in.
    pub user: UserView,
    /// The refresh token: good for one renewal, which gives the next.
    pub refresh_token: Secret,
    /// When the session ends by itself.
    pub expires_at: Timestamp,
}
