//! Signed-in sessions.

use async_trait::async_trait;

use super::StoreError;
use crate::events::Digest;
use crate::ids::{FirmId, SessionId, UserId};
use crate::time::Timestamp;

/// A signed-in session: a refresh token and those it was exchanged for, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its identity.
    pub id: SessionId,
    /// The firm.
    pub firm: FirmId,
    /// The person.
    pub user: UserId,
    /// The digest of the refresh token that is good now; the token itself is never kept.
    pub token: Digest,
    /// The digest of the token before it. Whoever shows that one again has stolen it, or was stolen from.
    pub previous: Option<Digest>,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// When it was ended, by signing out or because an old token was shown.
    pub revoked_at: Option<Timestamp>,
}

/// Signed-in sessions. Like [`Directory`](super::Directory), a door for the access service alone.
#[async_trait]
pub trait Sessions: Send {
    /// Keeps a new session.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for `session.id` and for a present token that is `session.token` already,
    /// [`StoreError::Dangling`].
    async fn insert(&mut self, session: &Session) -> Result<(), StoreError>;

    /// The session whose present token has this digest, or else the first, by firm and id, whose previous
    /// token has it; ended or not.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn by_token(&mut self, token: Digest) -> Result<Option<Session>, StoreError>;

    /// The session with this id.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn get(&mut self, firm: FirmId, id: SessionId) -> Result<Option<Session>, StoreError>;

    /// Replaces a session.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Conflict`] for `session.token`, [`StoreError::Dangling`].
    async fn update(&mut self, session: &Session) -> Result<(), StoreError>;

    /// Ends all sessions of a person that have not been ended before.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn revoke_all(
        &mut self,
        firm: FirmId,
        user: UserId,
        at: Timestamp,
    ) -> Result<(), StoreError>;
}
