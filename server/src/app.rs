//! What every request shares, and the service made of it.

use std::sync::Arc;

use cactus_core::Cactus;
use warp::reply::Response;
use warp::{Filter, Rejection};

use crate::api::{Router, openapi};
use crate::auth::{AttemptLimits, Attempts, Tokens};
use crate::http::Limits;
use crate::routes;
use crate::workshop::Workshop;

/// What every request shares: the engine, the tokens, the brake on guessing, the limits.
#[derive(Debug)]
pub struct App {
    cactus: Cactus,
    tokens: Tokens,
    attempts: Attempts,
    limits: Limits,
    reckoning: Workshop,
    passwords: Workshop,
    document: String,
}

impl App {
    /// An application over this engine.
    #[must_use]
    pub fn new(cactus: Cactus, tokens: Tokens, attempts: AttemptLimits, limits: Limits) -> Self {
        let document = openapi::document(&routes::table());
        let places = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            cactus,
            tokens,
            attempts: Attempts::new(attempts),
            limits,
            reckoning: Workshop::new(places),
            passwords: Workshop::new(places),
            document: document.to_string(),
        }
    }

    /// The engine.
    #[must_use]
    pub const fn cactus(&self) -> &Cactus {
        &self.cactus
    }

    /// Signs and checks access tokens.
    #[must_use]
    pub const fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The brake on guessing passwords.
    #[must_use]
    pub const fn attempts(&self) -> &Attempts {
        &self.attempts
    }

    /// What one client may take from the others.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Where valuations, returns and reports are computed.
    #[must_use]
    pub const fn reckoning(&self) -> &Workshop {
        &self.reckoning
    }

    /// Where passwords are hashed and checked, each with some 20 MB of memory.
    #[must_use]
    pub const fn passwords(&self) -> &Workshop {
        &self.passwords
    }

    /// The OpenAPI document.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The filter that answers every request, to be [layered](crate::http::layered) and served.
    ///
    /// # Errors
    /// If two paths of the table exclude each other.
    pub fn filter(
        self,
    ) -> Result<impl Filter<Extract = (Response,), Error = Rejection> + Clone, matchit::InsertError>
    {
        Ok(Router::new(routes::table())?.filter(Arc::new(self)))
    }
}
