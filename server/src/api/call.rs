//! One request on its way to a handler.

use std::net::IpAddr;
use std::sync::Arc;

use bytes::Bytes;
use cactus_core::Cactus;
use cactus_core::ids::SessionId;
use cactus_core::permissions::Actor;
use http::HeaderMap;

use super::Problem;
use crate::app::App;
use crate::auth::Caller;

/// The parameters of a path, by name.
pub(super) type Parameters = Vec<(String, String)>;

/// One request on its way to a handler.
#[derive(Debug, Clone)]
pub struct Call {
    /// What the server knows and serves.
    pub app: Arc<App>,
    /// The address the request comes from: the client's, if a trusted proxy says which.
    pub origin: Option<IpAddr>,
    pub(super) caller: Option<Caller>,
    pub(super) parameters: Parameters,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Call {
    /// Who acts. The router has made sure of that for every endpoint that is not public.
    ///
    /// # Errors
    /// A [`Problem`] with status 401 on a public endpoint.
    pub fn actor(&self) -> Result<&Actor, Problem> {
        self.caller().map(|caller| &caller.actor)
    }

    /// The session that the access token belongs to.
    ///
    /// # Errors
    /// As for [`Call::actor`].
    pub fn session(&self) -> Result<SessionId, Problem> {
        self.caller().map(|caller| caller.session)
    }

    fn caller(&self) -> Result<&Caller, Problem> {
        self.caller.as_ref().ok_or_else(Problem::no_token)
    }

    /// What the actor's work comes to, when that takes more computing than a request's thread has time for.
    ///
    /// # Errors
    /// Those of the work, and as for [`Call::actor`].
    pub async fn compute<T, F>(
        &self,
        work: impl FnOnce(Cactus, Actor) -> F + Send,
    ) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, cactus_core::Error>> + Send + 'static,
    {
        let work = work(self.app.cactus().clone(), self.actor()?.clone());
        self.app.reckoning().run(work).await
    }

    /// The text of a parameter of the path.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}
