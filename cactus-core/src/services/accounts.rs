//! Accounts.

use serde_json::json;

use super::ServiceError;
use super::change::Change;
use super::outside::Outside;
use super::portfolios::portfolio;
use super::record;
use crate::error::Error;
use crate::events::EventKind;
use crate::ids::AccountId;
use crate::model::{Account, Version};
use crate::money::Weight;
use crate::permissions::{Actor, Permission, Reach, authorise, permitted};
use crate::ports::AccountFilter;
use crate::time::BusinessDate;
use crate::views::{AccountView, ListAccounts, OpenAccount, PageQuery, PageView, UpdateAccount};

const NOT_FOUND: ServiceError = ServiceError::NotFound { what: "account" };

/// Accounts: list, get, open, update.
#[derive(Debug, Clone, Copy)]
pub struct Accounts<'a> {
    outside: &'a Outside,
}

impl<'a> Accounts<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// A page of the accounts in reach, of one client or portfolio if asked, in the order in which they were
    /// opened.
    ///
    /// # Errors
    /// Without the permission `accounts.read`, or for a page that cannot be.
    pub async fn list(
        &self,
        actor: &Actor,
        query: &ListAccounts,
    ) -> Result<PageView<AccountView>, Error> {
        let reach = permitted(actor, Permission::AccountsRead)?;
        let page = PageQuery { after: query.after.clone(), limit: query.limit }.try_into()?;
        let filter = AccountFilter { client: query.client, portfolio: query.portfolio };
        let mut unit = self.outside.store().read().await?;
        Ok(unit.accounts().list(&reach, &filter, &page).await?.into())
    }

    /// The account with this id.
    ///
    /// # Errors
    /// Without the permission `accounts.read`, or if there is no such account in reach.
    pub async fn get(&self, actor: &Actor, id: AccountId) -> Result<AccountView, Error> {
        let reach = permitted(actor, Permission::AccountsRead)?;
        let mut unit = self.outside.store().read().await?;
        Ok(unit.accounts().get(&reach, id).await?.ok_or(NOT_FOUND)?.into())
    }

    /// Opens an account in a portfolio.
    ///
    /// # Errors
    /// Without the permission `accounts.manage`, or if there is no such portfolio in reach.
    pub async fn open(&self, actor: &Actor, command: OpenAccount) -> Result<AccountView, Error> {
        let reach = permitted(actor, Permission::AccountsManage)?;
        let mut change = Change::begin(self.outside, actor).await?;
        let account = open(&mut change, actor, &reach, command, None).await?;
        change.commit().await?;
        Ok(account.into())
    }

    /// Replaces what was written about an account. What is recorded in it must fit what it is to be: it stays open on
    /// the days of its bookings, and holds no cash or short position that it may not.
    ///
    /// # Errors
    /// Without the permission `accounts.manage`, if there is no such account in reach, if it has been changed since
    /// the version named, or if its record does not fit.
    pub async fn update(
        &self,
        actor: &Actor,
        id: AccountId,
        update: UpdateAccount,
    ) -> Result<AccountView, Error> {
        let reach = permitted(actor, Permission::AccountsManage)?;
        let mut change = Change::begin(self.outside, actor).await?;
        let before = change.unit().accounts().get(&reach, id).await?.ok_or(NOT_FOUND)?;
        let client = change.unit().clients().get(&reach, before.client).await?.ok_or(NOT_FOUND)?;
        let decision = authorise(actor, Permission::AccountsManage, &client).require()?;
        let after = Account {
            name: update.name,
            custodian: update.custodian,
            number: update.number,
            may_be_short: update.may_be_short,
            owner_share: update.owner_share.unwrap_or(Weight::ONE),
            currencies: update.currencies.map(|all| all.into_iter().collect()),
            opened_on: update.opened_on,
            closed_on: update.closed_on,
            version: update.version.next(),
            ..before
        };
        after.check()?;
        change.unit().accounts().update(&after).await?;
        record::load(change.unit(), &reach, std::slice::from_ref(&after), &[]).await?;
        let told = json!({ "version": after.version });
        change.note(&decision, EventKind::AccountUpdated, id, told);
        change.commit().await?;
        Ok(after.into())
    }
}

/// Opens an account as part of a change; one that has been closed since, with the last day of its bookings.
pub(super) async fn open(
    change: &mut Change<'_>,
    actor: &Actor,
    reach: &Reach,
    command: OpenAccount,
    closed_on: Option<BusinessDate>,
) -> Result<Account, Error> {
    let portfolio = portfolio(change.unit(), reach, command.portfolio).await?;
    let client = change.unit().clients().get(reach, portfolio.client).await?;
    let client = client.ok_or(ServiceError::NotFound { what: "portfolio" })?;
    let decision = authorise(actor, Permission::AccountsManage, &client).require()?;
    let account = Account {
        id: change.new_id(),
        firm: actor.firm(),
        client: client.id,
        portfolio: portfolio.id,
        name: command.name,
        custodian: command.custodian,
        number: command.number,
        may_be_short: command.may_be_short,
        owner_share: command.owner_share.unwrap_or(Weight::ONE),
        currencies: command.currencies.map(|all| all.into_iter().collect()),
        opened_on: command.opened_on,
        closed_on,
        created_at: change.at(),
        version: Version::FIRST,
    };
    account.check()?;
    change.unit().accounts().insert(&account).await?;
    let told = json!({ "portfolio": portfolio.id });
    change.note(&decision, EventKind::AccountOpened, account.id, told);
    Ok(account)
}
