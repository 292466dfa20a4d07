//! Signing in, sessions, and who an actor is.

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::ServiceError;
use super::change::Change;
use super::outside::Outside;
use crate::error::Error;
use crate::events::{Digest, EventKind};
use crate::ids::{FirmId, SessionId};
use crate::model::{Email, Firm, RoleName, User, Version};
use crate::permissions::{Actor, Permission, Role, Span};
use crate::ports::{Directory, Login, Session};
use crate::views::{Appoint, FirmView, FoundFirm, Secret, SessionView, SignIn, UserView};

/// How long a session lives without being renewed, and from each renewal on.
const SESSION_SECONDS: i64 = 30 * 24 * 60 * 60;

/// Signing in, sessions, and who an actor is: the services that come before there is an actor.
#[derive(Debug, Clone, Copy)]
pub struct Access<'a> {
    outside: &'a Outside,
}

impl<'a> Access<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// Signs a person in and opens a session.
    ///
    /// # Errors
    /// [`ServiceError::WrongCredentials`] for an unknown address, a wrong password or somebody who was shut out;
    /// which of these is not said, and takes no telling time.
    pub async fn sign_in(&self, command: &SignIn) -> Result<SessionView, Error> {
        let login = {
            let mut unit = self.outside.store().read().await?;
            unit.directory().login(&command.email).await?
        };
        let hash = login.as_ref().and_then(|login| login.password_hash.as_deref());
        let matches = self.outside.passwords().verify(command.password.reveal(), hash).await?;
        let Some(Login { user, .. }) = login.filter(|login| matches && login.user.active) else {
            return Err(ServiceError::WrongCredentials.into());
        };
        let (secret, token) = self.new_token()?;
        let session = Session {
            id: self.outside.ids().next(),
            firm: user.firm,
            user: user.id,
            token,
            previous: None,
            expires_at: self.outside.clock().now().add_seconds(SESSION_SECONDS)?,
            revoked_at: None,
        };
        let mut unit = self.outside.store().begin().await?;
        unit.sessions().insert(&session).await?;
        unit.commit().await?;
        Ok(view(&session, user, secret))
    }

    /// Exchanges a refresh token for the next one.
    ///
    /// A token is good once. If one that was already exchanged is shown again, two people hold it, and the
    /// whole session is ended.
    ///
    /// # Errors
    /// [`ServiceError::SessionEnded`].
    pub async fn renew(&self, token: &Secret) -> Result<SessionView, Error> {
        let shown = digest(token);
        let now = self.outside.clock().now();
        let mut unit = self.outside.store().begin().await?;
        let found = unit.sessions().by_token(shown).await?;
        let alive = |session: &Session| session.revoked_at.is_none() && now < session.expires_at;
        let Some(mut session) = found.filter(alive) else {
            return Err(ServiceError::SessionEnded.into());
        };
        if session.token != shown {
            session.revoked_at = Some(now);
            unit.sessions().update(&session).await?;
            unit.commit().await?;
            tracing::warn!(session = %session.id, "an old refresh token was shown; session ended");
            return Err(ServiceError::SessionEnded.into());
        }
        let member = unit.directory().member(session.firm, session.user).await?;
        let user = member.filter(|user| user.active).ok_or(ServiceError::SessionEnded)?;
        let (secret, token) = self.new_token()?;
        session.previous = Some(session.token);
        session.token = token;
        session.expires_at = now.add_seconds(SESSION_SECONDS)?;
        unit.sessions().update(&session).await?;
        unit.commit().await?;
        Ok(view(&session, user, secret))
    }

    /// Ends a session. Ending one that has ended is no error.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn sign_out(&self, actor: &Actor, session: SessionId) -> Result<(), Error> {
        let now = self.outside.clock().now();
        let mut unit = self.outside.store().begin().await?;
        let found = unit.sessions().get(actor.firm(), session).await?;
        let own = |session: &Session| session.user == actor.user() && session.revoked_at.is_none();
        if let Some(mut session) = found.filter(own) {
            session.revoked_at = Some(now);
            unit.sessions().update(&session).await?;
            unit.commit().await?;
        }
        Ok(())
    }

    /// The actor behind a session: for a host that has checked a token of its own that names it.
    ///
    /// # Errors
    /// [`ServiceError::SessionEnded`] if the session was ended or the person shut out.
    pub async fn resume(&self, firm: FirmId, session: SessionId) -> Result<Actor, Error> {
        let now = self.outside.clock().now();
        let mut unit = self.outside.store().read().await?;
        let found = unit.sessions().get(firm, session).await?;
        let session = found
            .filter(|session| session.revoked_at.is_none() && now < session.expires_at)
            .ok_or(ServiceError::SessionEnded)?;
        let member = unit.directory().member(firm, session.user).await?;
        let user = member.ok_or(ServiceError::SessionEnded)?;
        actor_of(unit.directory().as_mut(), &user).await
    }

    /// The person with this address as an actor, without a password: for the host itself, which has the store
    /// in its hands anyway (a command line, an embedded application, a notebook).
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] if nobody signs in with it.
    pub async fn assume(&self, email: &Email) -> Result<Actor, Error> {
        let mut unit = self.outside.store().read().await?;
        let login = unit.directory().login(email).await?;
        let login = login.ok_or(ServiceError::NotFound { what: "user" })?;
        actor_of(unit.directory().as_mut(), &login.user).await
    }

    /// Sets up a firm with its first administrator: for the host itself.
    ///
    /// # Errors
    /// If the e-mail address is taken, or the password cannot be accepted.
    pub async fn found_firm(&self, command: FoundFirm) -> Result<(FirmView, Actor), Error> {
        let hash = self.outside.passwords().hash(command.admin_password.reveal()).await?;
        let (firm_id, admin_id) = (self.outside.ids().next(), self.outside.ids().next());
        let mut change = Change::begin_as(self.outside, firm_id, admin_id).await?;
        let firm = Firm {
            id: firm_id,
            name: command.name,
            base_currency: command.base_currency,
            created_at: change.at(),
            version: Version::FIRST,
        };
        let role = Role::admin();
        let admin = User {
            id: admin_id,
            firm: firm_id,
            email: command.admin_email,
            name: command.admin_name,
            role: role.name().clone(),
            manager: None,
            client: None,
            active: true,
            created_at: change.at(),
            version: Version::FIRST,
        };
        change.unit().firms().insert(&firm).await?;
        change.unit().users().insert(&admin).await?;
        change.unit().directory().set_password(firm_id, admin_id, &hash).await?;
        let permission = Permission::PlatformManage.as_str();
        let reasons = || vec!["set up by the host".to_owned()];
        let told = json!({ "base_currency": firm.base_currency });
        change.note_as(permission, reasons(), EventKind::FirmCreated, firm_id, told);
        let told = json!({ "role": admin.role });
        change.note_as(permission, reasons(), EventKind::UserCreated, admin_id, told);
        change.commit().await?;
        Ok((firm.into(), Actor::member(firm_id, admin_id, role)))
    }

    /// Adds somebody who runs the platform: for the host itself. No actor can do that, not even one who runs
    /// the platform already, so that it takes the store in one's hands.
    ///
    /// # Errors
    /// If there is no such firm, the e-mail address is taken, or the password cannot be accepted.
    pub async fn appoint(&self, command: Appoint) -> Result<UserView, Error> {
        let hash = self.outside.passwords().hash(command.password.reveal()).await?;
        let (firm, id) = (command.firm, self.outside.ids().next());
        let mut change = Change::begin_as(self.outside, firm, id).await?;
        let user = User {
            id,
            firm,
            email: command.email,
            name: command.name,
            role: Role::god().name().clone(),
            manager: None,
            client: None,
            active: true,
            created_at: change.at(),
            version: Version::FIRST,
        };
        change.unit().users().insert(&user).await?;
        change.unit().directory().set_password(firm, id, &hash).await?;
        let reasons = vec!["appointed by the host".to_owned()];
        let told = json!({ "role": user.role });
        let permission = Permission::PlatformManage.as_str();
        change.note_as(permission, reasons, EventKind::UserCreated, id, told);
        change.commit().await?;
        Ok(user.into())
    }

    /// Every firm in the store: for the host itself.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn firms(&self) -> Result<Vec<FirmId>, Error> {
        let mut unit = self.outside.store().read().await?;
        Ok(unit.directory().firms().await?)
    }

    /// Who the actor is.
    ///
    /// # Errors
    /// [`ServiceError::SessionEnded`] if the person is no longer there.
    pub async fn me(&self, actor: &Actor) -> Result<UserView, Error> {
        let mut unit = self.outside.store().read().await?;
        let member = unit.directory().member(actor.firm(), actor.user()).await?;
        Ok(member.ok_or(ServiceError::SessionEnded)?.into())
    }

    fn new_token(&self) -> Result<(Secret, Digest), Error> {
        let mut bytes = [0; 32];
        self.outside.entropy().fill(&mut bytes).map_err(|_| ServiceError::NoEntropy)?;
        let token = Secret::new(Digest(bytes).to_string());
        let digest = digest(&token);
        Ok((token, digest))
    }
}

fn digest(token: &Secret) -> Digest {
    Digest(Sha256::digest(token.reveal().as_bytes()).into())
}

fn view(session: &Session, user: User, refresh_token: Secret) -> SessionView {
    SessionView {
        id: session.id,
        user: UserView::from(user),
        refresh_token,
        expires_at: session.expires_at,
    }
}

/// The role of this name.
pub(super) fn role_named(name: &RoleName) -> Result<Role, ServiceError> {
    Role::built_in(name).ok_or_else(|| ServiceError::UnknownRole { role: name.clone() })
}

/// Everything the rules need to know about a person, read anew.
async fn actor_of(directory: &mut dyn Directory, user: &User) -> Result<Actor, Error> {
    if !user.active {
        return Err(ServiceError::SessionEnded.into());
    }
    let role = role_named(&user.role)?;
    Ok(match (role.span(), user.client) {
        (Span::Team, _) => {
            let team = directory.team(user.firm, user.id).await?;
            Actor::leader(user.firm, user.id, role, team)
        }
        (Span::Household, Some(client)) => {
            let household = directory.household(user).await?;
            Actor::portal(user.firm, user.id, role, client, household)
        }
        _ => Actor::member(user.firm, user.id, role),
    })
}
