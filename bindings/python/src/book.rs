//! A book: an engine on an open store.

use std::process;

use cactus_core::views::SignIn;
use cactus_core::{Cactus, Error};
use pyo3::prelude::*;

use crate::errors::{BindingError, exception};
use crate::operations::{read, write};
use crate::runtime::wait;
use crate::session::{Identity, Session};

/// An engine on an open store, in the process that opened it.
#[pyclass(frozen, module = "cactus._native")]
#[derive(Debug, Clone)]
pub struct Book {
    cactus: Cactus,
    process: u32,
}

impl Book {
    /// The engine.
    ///
    /// # Errors
    /// [`BindingError::OtherProcess`] in a fork of the process that opened it: its connections and their
    /// threads stayed behind there.
    pub fn cactus(&self) -> Result<&Cactus, Error> {
        if self.process == process::id() {
            Ok(&self.cactus)
        } else {
            Err(BindingError::OtherProcess.into())
        }
    }
}

#[pymethods]
impl Book {
    /// Opens the store at an address.
    #[staticmethod]
    fn open(py: Python<'_>, address: &str) -> PyResult<Self> {
        let store = wait(py, async { Ok(cactus_store::open(address).await?) });
        let store = store.map_err(|error| exception(py, &error))?;
        Ok(Self { cactus: cactus_store::engine(store), process: process::id() })
    }

    /// Sets up a firm with its first administrator. Gives the firm and the administrator's session.
    fn found_firm(&self, py: Python<'_>, command: &str) -> PyResult<(String, Session)> {
        let founded = wait(py, async {
            let command: cactus_core::views::FoundFirm = read(command)?;
            let email = command.admin_email.clone();
            let (firm, _) = self.cactus()?.access().found_firm(command).await?;
            Ok((write(&firm)?, email))
        });
        let (firm, email) = founded.map_err(|error| exception(py, &error))?;
        Ok((firm, Session::new(self.clone(), Identity::Host { email })))
    }

    /// Signs a person in with their password.
    fn sign_in(&self, py: Python<'_>, command: &str) -> PyResult<Session> {
        let identity = wait(py, async {
            let command: SignIn = read(command)?;
            let session = self.cactus()?.access().sign_in(&command).await?;
            Ok(Identity::SignedIn { firm: session.user.firm, session: session.id })
        });
        let identity = identity.map_err(|error| exception(py, &error))?;
        Ok(Session::new(self.clone(), identity))
    }

    /// The session of a person without their password: for the host itself.
    fn assume(&self, py: Python<'_>, email: &str) -> PyResult<Session> {
        let identity = wait(py, async {
            let email: cactus_core::model::Email = email.parse()?;
            self.cactus()?.access().assume(&email).await?;
            Ok(Identity::Host { email })
        });
        let identity = identity.map_err(|error| exception(py, &error))?;
        Ok(Session::new(self.clone(), identity))
    }
}
