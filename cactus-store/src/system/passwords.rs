//! Passwords.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use async_trait::async_trait;
use cactus_core::ports::{Entropy, PasswordError, Passwords};

use super::SystemEntropy;

/// Fewest characters of a password. NIST SP 800-63B asks for eight or more; an adviser's opens many books.
pub const PASSWORD_MIN: usize = 12;

/// Most characters of a password, far above the 64 that NIST SP 800-63B wants accepted.
pub const PASSWORD_MAX: usize = 128;

const SALT_BYTES: usize = 16;

/// What one hash costs. The default is the first choice of the OWASP Password Storage Cheat Sheet for a machine
/// that also has other things to do: 19 MiB, two passes, one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argon2Cost {
    /// Memory in KiB, at least 8 for each lane.
    pub memory_kib: u32,
    /// Passes over the memory, at least 1.
    pub passes: u32,
    /// Lanes, at least 1.
    pub lanes: u32,
}

impl Default for Argon2Cost {
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2, lanes: 1 }
    }
}

/// Argon2id (RFC 9106) with PHC strings, `$argon2id$v=19$m=19456,t=2,p=1$…`.
///
/// A hash carries its own cost, so that one made at another cost can still be checked. It takes its time and
/// does the work where it is called: a server calls it away from its request threads.
///
/// ```
/// use cactus_core::ports::Passwords;
/// use cactus_store::system::Argon2Passwords;
///
/// # async fn example() -> Result<(), cactus_core::ports::PasswordError> {
/// let passwords = Argon2Passwords::default();
/// let hash = passwords.hash("a long enough password").await?;
/// assert!(passwords.verify("a long enough password", Some(&hash)).await?);
/// assert!(passwords.hash("too short").await.is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Argon2Passwords {
    argon2: Argon2<'static>,
}

impl Default for Argon2Passwords {
    fn default() -> Self {
        Self { argon2: argon2id(Params::DEFAULT) }
    }
}

fn argon2id(params: Params) -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

impl Argon2Passwords {
    /// Hashes at another cost than the default.
    ///
    /// # Errors
    /// [`PasswordError::Hasher`] if the cost is outside what Argon2 allows.
    pub fn with_cost(cost: Argon2Cost) -> Result<Self, PasswordError> {
        let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, None);
        Ok(Self { argon2: argon2id(params.map_err(|_| PasswordError::Hasher)?) })
    }

    fn digest(&self, password: &str, salt: &[u8]) -> Result<String, PasswordError> {
        self.argon2
            .hash_password_with_salt(password.as_bytes(), salt)
            .map(|hash| hash.to_string())
            .map_err(|_| PasswordError::Hasher)
    }
}

#[async_trait]
impl Passwords for Argon2Passwords {
    async fn hash(&self, password: &str) -> Result<String, PasswordError> {
        let characters = password.chars().count();
        if !(PASSWORD_MIN..=PASSWORD_MAX).contains(&characters) {
            return Err(PasswordError::Length { min: PASSWORD_MIN, max: PASSWORD_MAX });
        }
        let mut salt = [0; SALT_BYTES];
        SystemEntropy.fill(&mut salt).map_err(|_| PasswordError::Hasher)?;
        self.digest(password, &salt)
    }

    async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, PasswordError> {
        let Some(hash) = hash else {
            self.digest(password, &[0; SALT_BYTES])?;
            return Ok(false);
        };
        let hash = PasswordHash::new(hash)
            .ok()
            .filter(|hash| hash.salt.is_some() && hash.hash.is_some())
            .ok_or(PasswordError::Hasher)?;
        match self.argon2.verify_password(password.as_bytes(), &hash) {
            Ok(()) => Ok(true),
            Err(Error::PasswordInvalid) => Ok(false),
            Err(_) => Err(PasswordError::Hasher),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn light() -> Argon2Passwords {
        let (memory_kib, passes, lanes) = (8, 1, 1);
        Argon2Passwords::with_cost(Argon2Cost { memory_kib, passes, lanes }).unwrap()
    }

    #[tokio::test]
    async fn a_password_opens_its_own_hash_and_no_other_does() {
        let hash = light().hash("correct horse battery").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
        let tries =
            [("correct horse battery", true), ("correct horse batterx", false), ("", false)];
        for (password, expected) in tries {
            let verified = light().verify(password, Some(&hash)).await.unwrap();
            assert_eq!(verified, expected, "{password}");
        }
        assert_ne!(light().hash("correct horse battery").await.unwrap(), hash);
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_and_maker_is_checked_at_its_own() {
        // Made by argon2-cffi 25.1 with m=256, t=3, p=1.
        let hash = "$argon2id$v=19$m=256,t=3,p=1$\
            c29tZXNhbHRzb21lc2FsdA$LISyUtoQKzCJuoxgJ86TQugKLxfF1PpwW6WZayKYmqg";
        let default = Argon2Passwords::default();
        assert!(default.verify("correct horse battery", Some(hash)).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_is_nobody() {
        assert!(!light().verify("correct horse battery", None).await.unwrap());
    }

    #[tokio::test]
    async fn the_length_counts_characters() {
        let length = PasswordError::Length { min: 12, max: 128 };
        for (password, accepted) in [
            ("ñ".repeat(11), false),
            ("ñ".repeat(12), true),
            ("🌵".repeat(128), true),
            ("🌵".repeat(129), false),
        ] {
            let hash = light().hash(&password).await;
            assert_eq!(hash.as_ref().err(), (!accepted).then_some(&length));
        }
    }

    #[tokio::test]
    async fn what_is_not_a_hash_is_an_error_and_not_a_wrong_password() {
        for hash in ["", "plain", "$2b$12$abcdefghijklmnopqrstuv", "$argon2id$v=19$m=8"] {
            let verified = light().verify("correct horse battery", Some(hash)).await;
            assert_eq!(verified, Err(PasswordError::Hasher), "{hash}");
        }
    }

    #[test]
    fn an_impossible_cost_is_refused() {
        let free = Argon2Cost { memory_kib: 0, passes: 0, lanes: 0 };
        assert!(Argon2Passwords::with_cost(free).is_err());
    }
}
