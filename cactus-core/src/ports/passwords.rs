//! Hashing and checking passwords.

use async_trait::async_trait;

use crate::error::{Coded, ErrorKind};

/// A password that cannot be hashed or checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PasswordError {
    /// Too short or too long to be accepted.
    #[error("a password must have {min} to {max} characters")]
    Length {
        /// Fewest characters.
        min: usize,
        /// Most characters.
        max: usize,
    },
    /// The hasher failed, or the stored hash is not one of its own.
    #[error("the password could not be hashed or checked")]
    Hasher,
}

impl Coded for PasswordError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Length { .. } => ErrorKind::Invalid,
            Self::Hasher => ErrorKind::Internal,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "password.length",
            Self::Hasher => "password.hasher",
        }
    }
}

/// Slow, salted hashing of passwords. Asynchronous, because a server does it away from its request threads.
#[async_trait]
pub trait Passwords: Send + Sync + std::fmt::Debug {
    /// The hash of a new password, with its salt and parameters.
    ///
    /// # Errors
    /// [`PasswordError`].
    async fn hash(&self, password: &str) -> Result<String, PasswordError>;

    /// Whether the password is the one behind the hash. With no hash the same work is done for nothing, so
    /// that the time taken does not tell whether a person exists.
    ///
    /// # Errors
    /// [`PasswordError::Hasher`].
    async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, PasswordError>;
}
