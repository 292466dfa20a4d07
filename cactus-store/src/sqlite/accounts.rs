//! Accounts.

use async_trait::async_trait;
use cactus_core::ids::{AccountId, Id};
use cactus_core::model::Account;
use cactus_core::permissions::Reach;
use cactus_core::ports::{AccountFilter, Accounts, Page, PageRequest, StoreError};
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reach::{client_in_reach, list_by_client, scoped_by};
use super::reference::{Reference, Table};
use super::sql::{Query, statements};
use super::unit::{Unit, Versioned, empty, rows_to_read, start_after};
use crate::codec::to_json;

macro_rules! columns {
    () => {
        "accounts.firm, accounts.id, accounts.client, accounts.portfolio, accounts.name, accounts.custodian, \
         accounts.number, accounts.may_be_short, accounts.owner_share, accounts.currencies, accounts.opened_on, \
         accounts.closed_on, accounts.created_at, accounts.version"
    };
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM accounts JOIN clients ON clients.firm = accounts.firm AND clients.id = accounts.client \
             WHERE accounts.firm = ?1 AND ",
            $condition
        )
    };
}

macro_rules! page {
    () => {
        " AND accounts.id > ?3 ORDER BY accounts.id LIMIT ?4"
    };
}

statements! {
    plain {
        INSERT = "INSERT INTO accounts (firm, id, client, portfolio, name, custodian, number, opened_on, \
            closed_on, created_at, version, may_be_short, owner_share, currencies) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
        UPDATE = "UPDATE accounts SET client = ?3, portfolio = ?4, name = ?5, custodian = ?6, number = ?7, \
            opened_on = ?8, closed_on = ?9, created_at = ?10, version = ?11, may_be_short = ?12, \
            owner_share = ?13, currencies = ?14 WHERE firm = ?1 AND id = ?2 AND version = ?11 - 1";
    }
    scoped {
        GET = scoped_by!(client_in_reach, select!("accounts.id = ?3"), "");
        LIST = list_by_client!(columns!(), "accounts", "client", page!());
        LIST_OF_CLIENT = scoped_by!(client_in_reach, select!("accounts.client = ?5"), page!());
        LIST_OF_PORTFOLIO = scoped_by!(
            client_in_reach,
            select!("accounts.portfolio = ?6 AND (?5 IS NULL OR accounts.client = ?5)"),
            page!()
        );
    }
}

fn read(row: &SqliteRow) -> Result<Account, StoreError> {
    let fields = Fields::of("account", row);
    Ok(Account {
        id: fields.id("id")?,
        firm: fields.id("firm")?,
        client: fields.id("client")?,
        portfolio: fields.id("portfolio")?,
        name: fields.text("name")?,
        custodian: fields.maybe_text("custodian")?,
        number: fields.maybe_text("number")?,
        may_be_short: fields.flag("may_be_short")?,
        owner_share: fields.text("owner_share")?,
        currencies: fields.maybe_json("currencies")?,
        opened_on: fields.day("opened_on")?,
        closed_on: fields.maybe_day("closed_on")?,
        created_at: fields.moment("created_at")?,
        version: fields.version()?,
    })
}

fn bound(text: &'static str, account: &Account) -> Result<Query, StoreError> {
    let query = sqlx::query(text)
        .bind(account.firm.uuid())
        .bind(account.id.uuid())
        .bind(account.client.uuid())
        .bind(account.portfolio.uuid())
        .bind(account.name.as_str())
        .bind(account.custodian.as_ref().map(|name| name.as_str()))
        .bind(account.number.as_ref().map(|number| number.as_str()))
        .bind(account.opened_on.day_number())
        .bind(account.closed_on.map(|day| day.day_number()))
        .bind(account.created_at.micros())
        .bind(account.version.number())
        .bind(account.may_be_short)
        .bind(account.owner_share.to_string())
        .bind(account.currencies.as_ref().map(to_json).transpose()?);
    Ok(query)
}

fn references(account: &Account) -> [Reference; 3] {
    let firm = account.firm;
    [
        Reference::firm("account.firm", firm),
        Reference::to("account.client", Table::Clients, firm, account.client),
        Reference::to("account.portfolio", Table::Portfolios, firm, account.portfolio),
    ]
}

#[async_trait]
impl Accounts for &mut Unit {
    async fn get(&mut self, reach: &Reach, id: AccountId) -> Result<Option<Account>, StoreError> {
        let Some(query) = GET.query(reach) else {
            return Ok(None);
        };
        self.one(query.bind(id.uuid()), read).await
    }

    async fn list(
        &mut self,
        reach: &Reach,
        filter: &AccountFilter,
        page: &PageRequest,
    ) -> Result<Page<Account>, StoreError> {
        let after = start_after::<AccountId>(page)?;
        let list = match (filter.client, filter.portfolio) {
            (_, Some(_)) => LIST_OF_PORTFOLIO,
            (Some(_), None) => LIST_OF_CLIENT,
            (None, None) => LIST,
        };
        let Some(query) = list.query(reach) else {
            return Ok(empty());
        };
        let query = query
            .bind(after)
            .bind(rows_to_read(page))
            .bind(filter.client.map(Id::uuid))
            .bind(filter.portfolio.map(Id::uuid));
        let rows = self.all(query, read).await?;
        Ok(Page::from_rows(rows, page.limit, |account| account.id))
    }

    async fn insert(&mut self, account: &Account) -> Result<(), StoreError> {
        self.writer()?;
        account.check()?;
        let query = bound(INSERT, account)?;
        self.write(query, &references(account)).await.map(drop)
    }

    async fn update(&mut self, account: &Account) -> Result<(), StoreError> {
        self.writer()?;
        account.check()?;
        let row = Versioned {
            table: Table::Accounts,
            firm: account.firm,
            id: account.id.uuid(),
            version: account.version,
            references: &references(account),
        };
        self.replace(bound(UPDATE, account)?, row).await
    }
}
