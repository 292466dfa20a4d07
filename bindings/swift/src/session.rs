//! A session: a book in the hands of somebody.

use std::future::Future;

use cactus_core::ids::{FirmId, SessionId};
use cactus_core::model::Email;
use cactus_core::permissions::Actor;
use cactus_core::views::{FirmView, UserView};
use cactus_core::{Cactus, Error};

use crate::errors::CactusError;
use crate::runtime::run;

/// On whose behalf calls are made. Who that is and what they may is read anew for every call, so that a change of
/// role or the end of the session counts at once.
#[derive(Debug, Clone)]
pub enum Identity {
    /// Somebody who has signed in.
    SignedIn {
        /// Their firm.
        firm: FirmId,
        /// Their session.
        session: SessionId,
    },
    /// Somebody whom the host speaks for.
    Host {
        /// Their address.
        email: Email,
    },
}

impl Identity {
    async fn actor(&self, cactus: &Cactus) -> Result<Actor, Error> {
        match self {
            Self::SignedIn { firm, session } => cactus.access().resume(*firm, *session).await,
            Self::Host { email } => cactus.access().assume(email).await,
        }
    }
}

/// A book in the hands of somebody, who sees and may do what their role allows.
#[derive(Debug, uniffi::Object)]
pub struct Session {
    cactus: Cactus,
    identity: Identity,
}

impl Session {
    /// The book in these hands.
    pub const fn new(cactus: Cactus, identity: Identity) -> Self {
        Self { cactus, identity }
    }

    /// Does something as the person of this session.
    ///
    /// # Errors
    /// If the session has ended, and those of what is done.
    pub async fn act<T, F>(
        &self,
        act: impl FnOnce(Cactus, Actor) -> F + Send + 'static,
    ) -> Result<T, CactusError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let (cactus, identity) = (self.cactus.clone(), self.identity.clone());
        run(async move {
            let actor = identity.actor(&cactus).await?;
            act(cactus, actor).await
        })
        .await
    }
}

#[uniffi::export]
impl Session {
    /// Who acts.
    pub async fn me(&self) -> Result<UserView, CactusError> {
        self.act(|cactus, actor| async move { cactus.access().me(&actor).await }).await
    }

    /// Their firm.
    pub async fn firm(&self) -> Result<FirmView, CactusError> {
        self.act(|cactus, actor| async move { cactus.firms().get(&actor).await }).await
    }

    /// Ends the session, if it began with signing in.
    pub async fn sign_out(&self) -> Result<(), CactusError> {
        let Identity::SignedIn { session, .. } = self.identity else { return Ok(()) };
        self.act(
            move |cactus, actor| async move { cactus.access().sign_out(&actor, session).await },
        )
        .await
    }
}
