//! People of the firm.

use serde_json::json;

use super::ServiceError;
use super::access::role_named;
use super::change::Change;
use super::outside::Outside;
use crate::error::Error;
use crate::events::EventKind;
use crate::ids::UserId;
use crate::model::{User, Version};
use crate::permissions::{Actor, Permission, Role, Span, authorise, permitted};
use crate::ports::UnitOfWork;
use crate::views::{AddUser, PageQuery, PageView, UserView};

/// People of the firm: list, get, add.
#[derive(Debug, Clone, Copy)]
pub struct Users<'a> {
    outside: &'a Outside,
}

impl<'a> Users<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// A page of the people in reach, in the order in which they were added.
    ///
    /// # Errors
    /// Without the permission `users.read`, or for a page that cannot be.
    pub async fn list(&self, actor: &Actor, query: PageQuery) -> Result<PageView<UserView>, Error> {
        let reach = permitted(actor, Permission::UsersRead)?;
        let page = query.try_into()?;
        let mut unit = self.outside.store().read().await?;
        Ok(unit.users().list(&reach, &page).await?.into())
    }

    /// The person with this id.
    ///
    /// # Errors
    /// Without the permission `users.read`, or if there is no such person in reach.
    pub async fn get(&self, actor: &Actor, id: UserId) -> Result<UserView, Error> {
        let reach = permitted(actor, Permission::UsersRead)?;
        let mut unit = self.outside.store().read().await?;
        let user = unit.users().get(&reach, id).await?;
        Ok(user.ok_or(ServiceError::NotFound { what: "user" })?.into())
    }

    /// Adds a person to the actor's firm.
    ///
    /// # Errors
    /// Without the permission `users.manage`, if the role holds more than the actor's own, if the e-mail address
    /// is taken, or if the manager or the client is not in reach.
    pub async fn add(&self, actor: &Actor, command: AddUser) -> Result<UserView, Error> {
        permitted(actor, Permission::UsersManage)?;
        let role = role_named(&command.role)?;
        if !actor.role().may_grant(&role) {
            return Err(ServiceError::RoleTooWide { role: command.role }.into());
        }
        if (role.span() == Span::Household) != command.client.is_some() {
            return Err(ServiceError::PortalClient.into());
        }
        let password_hash = match &command.password {
            Some(password) => Some(self.outside.passwords().hash(password.reveal()).await?),
            None => None,
        };
        let mut change = Change::begin(self.outside, actor).await?;
        let user = User {
            id: change.new_id(),
            firm: actor.firm(),
            email: command.email,
            name: command.name,
            role: command.role,
            manager: command.manager,
            client: command.client,
            active: true,
            created_at: change.at(),
            version: Version::FIRST,
        };
        user.check()?;
        let decision = authorise(actor, Permission::UsersManage, &user).require()?;
        check_references(change.unit(), actor, &user).await?;
        change.unit().users().insert(&user).await?;
        if let Some(hash) = password_hash {
            change.unit().directory().set_password(user.firm, user.id, &hash).await?;
        }
        change.note(&decision, EventKind::UserCreated, user.id, json!({ "role": user.role }));
        change.commit().await?;
        Ok(user.into())
    }

    /// The roles that the actor could give to somebody.
    ///
    /// # Errors
    /// Without the permission `users.manage`.
    pub fn grantable_roles(&self, actor: &Actor) -> Result<Vec<Role>, Error> {
        permitted(actor, Permission::UsersManage)?;
        let roles = Role::all_built_in();
        Ok(roles.into_iter().filter(|role| actor.role().may_grant(role)).collect())
    }
}

async fn check_references(
    unit: &mut dyn UnitOfWork,
    actor: &Actor,
    user: &User,
) -> Result<(), Error> {
    if let Some(manager) = user.manager {
        let reach = permitted(actor, Permission::UsersRead)?;
        let found = unit.users().get(&reach, manager).await?;
        found.ok_or(ServiceError::NotFound { what: "user" })?;
    }
    if let Some(client) = user.client {
        let reach = permitted(actor, Permission::ClientsRead)?;
        let found = unit.clients().get(&reach, client).await?;
        found.ok_or(ServiceError::NotFound { what: "client" })?;
    }
    Ok(())
}
