//! Who calls: access tokens, the key that signs them, and a brake on guessing.
//!
//! The engine keeps the sessions and the refresh tokens. What the server adds is a short-lived access token
//! (a JWT) that names a session, so that a request can be told from a forgery without a look at the store;
//! that the session still lives, and what its holder may do, is asked anew for each request.

mod attempts;
mod key;
mod tokens;

pub use attempts::{AttemptLimits, Attempts, TooMany};
pub use key::{KeyError, SigningKey};
pub use tokens::{Claims, TokenError, Tokens};

use cactus_core::ErrorKind;
use cactus_core::ids::SessionId;
use cactus_core::permissions::Actor;
use http::HeaderValue;

use crate::api::Problem;
use crate::app::App;

/// On whose behalf a request is made.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The actor, as the store knows them now.
    pub actor: Actor,
    /// The session that the access token belongs to.
    pub session: SessionId,
}

impl Caller {
    /// The caller whom the `Authorization` header of a request names.
    ///
    /// # Errors
    /// A [`Problem`] with status 401 for a token that is missing, wrong or expired, or whose session has
    /// ended.
    pub async fn of(app: &App, authorization: Option<&HeaderValue>) -> Result<Self, Problem> {
        let authorization = authorization.ok_or_else(Problem::no_token)?;
        let token = bearer(authorization).ok_or_else(|| TokenError::Malformed.problem())?;
        let claims = app.tokens().read(token).map_err(TokenError::problem)?;
        let access = app.cactus().access();
        match access.resume(claims.firm, claims.session).await {
            Ok(actor) => Ok(Self { actor, session: claims.session }),
            Err(error) if error.kind() == ErrorKind::Unauthenticated => {
                Err(Problem::unauthenticated(error.code(), &error.to_string()))
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn bearer(authorization: &HeaderValue) -> Option<&str> {
    let (scheme, token) = authorization.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
