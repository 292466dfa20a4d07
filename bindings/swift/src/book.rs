//! A book: an engine on an open store.

use cactus_core::Cactus;
use cactus_core::model::Email;
use cactus_core::views::{FoundFirm, Secret, SignIn};

use crate::errors::CactusError;
use crate::runtime::run;
use crate::session::{Identity, Session};

/// An engine on an open store. It may be used from any task or thread, and by many at once.
#[derive(Debug, Clone, uniffi::Object)]
pub struct Book {
    cactus: Cactus,
}

#[uniffi::export]
impl Book {
    /// Opens the store at an address: `memory:` for one that lasts as long as the book, `sqlite:PATH` for a file,
    /// which is made if it is not there.
    #[uniffi::constructor]
    pub async fn open(address: String) -> Result<Self, CactusError> {
        let store = run(async move { Ok(cactus_store::open(&address).await?) }).await?;
        Ok(Self { cactus: cactus_store::engine(store) })
    }

    /// Sets up a firm with its first administrator, and gives the administrator's session.
    pub async fn found_firm(&self, command: FoundFirm) -> Result<Session, CactusError> {
        let (cactus, email) = (self.cactus.clone(), command.admin_email.clone());
        run(async move { cactus.access().found_firm(command).await }).await?;
        Ok(Session::new(self.cactus.clone(), Identity::Host { email }))
    }

    /// Signs a person in with their password.
    pub async fn sign_in(&self, email: Email, password: Secret) -> Result<Session, CactusError> {
        let cactus = self.cactus.clone();
        let command = SignIn { email, password };
        let session = run(async move { cactus.access().sign_in(&command).await }).await?;
        let identity = Identity::SignedIn { firm: session.user.firm, session: session.id };
        Ok(Session::new(self.cactus.clone(), identity))
    }

    /// The session of a person without their password: for an app whose user has the book in their hands anyway.
    pub async fn assume(&self, email: Email) -> Result<Session, CactusError> {
        let (cactus, address) = (self.cactus.clone(), email.clone());
        run(async move { cactus.access().assume(&address).await }).await?;
        Ok(Session::new(self.cactus.clone(), Identity::Host { email }))
    }
}
