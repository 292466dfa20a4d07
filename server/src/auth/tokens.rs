//! Access tokens: short-lived JWTs that name a session.

use std::fmt;
use std::time::Duration;

use cactus_core::ids::{FirmId, SessionId, UserId};
use cactus_core::views::Secret;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use super::SigningKey;
use crate::api::Problem;
use crate::system;

const ISSUER: &str = "cactus";
const AUDIENCE: &str = "cactus-api";

/// Tokens are signed and checked with this algorithm alone: an `alg` in a token's head is never believed.
const ALGORITHM: Algorithm = Algorithm::HS256;

/// What an access token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who issued it.
    pub iss: String,
    /// Whom it is for.
    pub aud: String,
    /// The person.
    #[serde(rename = "sub")]
    pub user: UserId,
    /// The firm they act in.
    pub firm: FirmId,
    /// The session that it belongs to.
    #[serde(rename = "sid")]
    pub session: SessionId,
    /// When it was issued, in seconds since 1970.
    pub iat: u64,
    /// When it expires, in seconds since 1970.
    pub exp: u64,
}

/// A token that is not good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not a token of this server.
    #[error("the access token is not one of this server's")]
    Malformed,
    /// Its time is over.
    #[error("the access token has expired")]
    Expired,
    /// It could not be made.
    #[error("the access token could not be signed")]
    Unsigned,
}

impl TokenError {
    /// As a client sees it.
    pub fn problem(self) -> Problem {
        let code = match self {
            Self::Malformed => "auth.token",
            Self::Expired => "auth.expired",
            Self::Unsigned => {
                tracing::error!(error = %self, "no token could be given");
                return Problem::internal();
            }
        };
        Problem::unauthenticated(code, &self.to_string())
    }
}

/// Signs and checks access tokens.
#[derive(Clone)]
pub struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
    lifetime: Duration,
}

impl Tokens {
    /// Tokens under this key, good for so long.
    #[must_use]
    pub fn new(key: &SigningKey, lifetime: Duration) -> Self {
        // Fails only if it was done before, by another server in the same process.
        let _ = jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER.install_default();
        let mut validation = Validation::new(ALGORITHM);
        validation.leeway = 0;
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        Self {
            encoding: EncodingKey::from_secret(key.bytes()),
            decoding: DecodingKey::from_secret(key.bytes()),
            validation,
            lifetime,
        }
    }

    /// How long a token is good for.
    #[must_use]
    pub const fn lifetime(&self) -> Duration {
        self.lifetime
    }

    /// A token for a session, good from now on.
    ///
    /// # Errors
    /// [`TokenError::Unsigned`].
    pub fn issue(
        &self,
        firm: FirmId,
        user: UserId,
        session: SessionId,
    ) -> Result<Secret, TokenError> {
        let iat = system::unix_seconds();
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            user,
            firm,
            session,
            iat,
            exp: iat.saturating_add(self.lifetime.as_secs()),
        };
        self.sign(&claims)
    }

    fn sign(&self, claims: &Claims) -> Result<Secret, TokenError> {
        jsonwebtoken::encode(&Header::new(ALGORITHM), claims, &self.encoding)
            .map(Secret::new)
            .map_err(|_| TokenError::Unsigned)
    }

    /// What a token says, if it is one of ours and still good.
    ///
    /// # Errors
    /// [`TokenError::Malformed`], [`TokenError::Expired`].
    pub fn read(&self, token: &str) -> Result<Claims, TokenError> {
        jsonwebtoken::decode(token, &self.decoding, &self.validation)
            .map(|token| token.claims)
            .map_err(|error| match error.kind() {
                ErrorKind::ExpiredSignature => TokenError::Expired,
                _ => TokenError::Malformed,
            })
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("lifetime", &self.lifetime).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(prefix: &str) -> T {
        format!("{prefix}_{:032x}", 7).parse().unwrap()
    }

    fn tokens(key: u8, lifetime: u64) -> Tokens {
        Tokens::new(&SigningKey::new(vec![key; 32]).unwrap(), Duration::from_secs(lifetime))
    }

    fn token(tokens: &Tokens) -> String {
        let token = tokens.issue(id("firm"), id("usr"), id("ses")).unwrap();
        token.reveal().to_owned()
    }

    #[test]
    fn a_token_says_what_was_put_in() {
        let tokens = tokens(1, 900);
        let claims = tokens.read(&token(&tokens)).unwrap();
        assert_eq!(claims.user, id("usr"));
        assert_eq!(claims.session, id("ses"));
        assert_eq!(claims.exp - claims.iat, 900);
    }

    #[test]
    fn a_token_of_another_key_is_refused() {
        let token = token(&tokens(1, 900));
        assert_eq!(tokens(2, 900).read(&token), Err(TokenError::Malformed));
    }

    #[test]
    fn an_expired_token_is_told_apart() {
        let tokens = tokens(1, 900);
        let mut claims = tokens.read(&token(&tokens)).unwrap();
        claims.exp = system::unix_seconds() - 1;
        let old = tokens.sign(&claims).unwrap();
        assert_eq!(tokens.read(old.reveal()), Err(TokenError::Expired));
    }

    #[test]
    fn a_token_for_others_or_without_a_signature_is_refused() {
        let tokens = tokens(1, 900);
        let good = token(&tokens);
        let mut claims = tokens.read(&good).unwrap();
        claims.aud = "another-api".into();
        let other = tokens.sign(&claims).unwrap();
        assert_eq!(tokens.read(other.reveal()), Err(TokenError::Malformed));

        let head = BASE64.encode(json!({ "alg": "none", "typ": "JWT" }).to_string());
        let claims = good.split('.').nth(1).unwrap();
        for forged in [format!("{head}.{claims}."), format!("{head}.{claims}")] {
            assert_eq!(tokens.read(&forged), Err(TokenError::Malformed));
        }
    }

    #[test]
    fn a_claim_that_was_changed_is_noticed() {
        let tokens = tokens(1, 900);
        let good = token(&tokens);
        let parts: Vec<&str> = good.split('.').collect();
        let claims = BASE64.decode(parts[1]).unwrap();
        let mut claims: Value = serde_json::from_slice(&claims).unwrap();
        claims["sub"] = json!(format!("usr_{:032x}", 8));
        let claims = BASE64.encode(claims.to_string());
        let forged = format!("{}.{claims}.{}", parts[0], parts[2]);
        assert_eq!(tokens.read(&forged), Err(TokenError::Malformed));
    }

    proptest! {
        #[test]
        fn a_token_with_another_character_is_refused(at in any::<prop::sample::Index>(), other in "[A-Za-z0-9._-]") {
            let tokens = tokens(1, 900);
            let good = token(&tokens);
            let at = at.index(good.len());
            let changed = format!("{}{other}{}", &good[..at], &good[at + 1..]);
            // The last character of the signature has two bits that say nothing; a reader may take any of them.
            let same = at == good.len() - 1 || changed == good;
            prop_assert!(same || tokens.read(&changed) == Err(TokenError::Malformed));
        }

        #[test]
        fn any_text_is_refused(text in "(\\PC{0,40}|[A-Za-z0-9_-]{0,20}(\\.[A-Za-z0-9_-]{0,20}){0,3})") {
            prop_assert_eq!(tokens(1, 900).read(&text), Err(TokenError::Malformed));
        }
    }
}
