//! A session: a book in the hands of somebody.

use cactus_core::Error;
use cactus_core::ids::{FirmId, SessionId};
use cactus_core::model::Email;
use cactus_core::permissions::Actor;
use pyo3::prelude::*;

use crate::book::Book;
use crate::errors::exception;
use crate::operations;
use crate::runtime::wait;

/// On whose behalf calls are made. Who that is and what they may is read anew for every call, so that a
/// change of role or the end of the session counts at once.
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

/// A book in the hands of somebody.
#[pyclass(frozen, module = "cactus._native")]
#[derive(Debug)]
pub struct Session {
    book: Book,
    identity: Identity,
}

impl Session {
    /// The book in these hands.
    pub const fn new(book: Book, identity: Identity) -> Self {
        Self { book, identity }
    }

    async fn actor(&self) -> Result<Actor, Error> {
        let access = self.book.cactus()?.access();
        match &self.identity {
            Identity::SignedIn { firm, session } => access.resume(*firm, *session).await,
            Identity::Host { email } => access.assume(email).await,
        }
    }
}

#[pymethods]
impl Session {
    /// Carries out an operation: a command in JSON gives a view in JSON.
    fn call(&self, py: Python<'_>, operation: &str, command: &str) -> PyResult<String> {
        let view = wait(py, async {
            let actor = self.actor().await?;
            operations::call(self.book.cactus()?, &actor, operation, command).await
        });
        view.map_err(|error| exception(py, &error))
    }

    /// The content of a report; the command says how it is wanted.
    fn render(&self, py: Python<'_>, report: &str, command: &str) -> PyResult<Vec<u8>> {
        let bytes = wait(py, async {
            let actor = self.actor().await?;
            let (report, how) = (report.parse()?, operations::read(command)?);
            self.book.cactus()?.reports().render(&actor, report, how).await
        });
        bytes.map_err(|error| exception(py, &error))
    }

    /// Ends the session, if it began with signing in.
    fn sign_out(&self, py: Python<'_>) -> PyResult<()> {
        let Identity::SignedIn { session, .. } = self.identity else { return Ok(()) };
        let ended = wait(py, async {
            let actor = self.actor().await?;
            self.book.cactus()?.access().sign_out(&actor, session).await
        });
        ended.map_err(|error| exception(py, &error))
    }
}
