//! Portfolios.

use async_trait::async_trait;
use cactus_core::ids::{Id, PortfolioId};
use cactus_core::model::Portfolio;
use cactus_core::permissions::Reach;
use cactus_core::ports::{Page, PageRequest, PortfolioFilter, Portfolios, StoreError};
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reach::{client_in_reach, list_by_client, scoped_by};
use super::reference::{Reference, Table};
use super::sql::{Query, statements};
use super::unit::{Unit, Versioned, empty, rows_to_read, start_after};

macro_rules! columns {
    () => {
        "portfolios.firm, portfolios.id, portfolios.client, portfolios.name, portfolios.base_currency, \
         portfolios.lot_method, portfolios.opened_on, portfolios.created_at, portfolios.version"
    };
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM portfolios JOIN clients ON clients.firm = portfolios.firm AND clients.id = portfolios.client \
             WHERE portfolios.firm = ?1 AND ",
            $condition
        )
    };
}

macro_rules! page {
    () => {
        " AND portfolios.id > ?3 ORDER BY portfolios.id LIMIT ?4"
    };
}

statements! {
    plain {
        INSERT = "INSERT INTO portfolios \
            (firm, id, client, name, base_currency, lot_method, opened_on, created_at, version) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        UPDATE = "UPDATE portfolios SET client = ?3, name = ?4, base_currency = ?5, lot_method = ?6, \
            opened_on = ?7, created_at = ?8, version = ?9 WHERE firm = ?1 AND id = ?2 AND version = ?9 - 1";
    }
    scoped {
        GET = scoped_by!(client_in_reach, select!("portfolios.id = ?3"), "");
        LIST = list_by_client!(columns!(), "portfolios", "client", page!());
        LIST_OF_CLIENT = scoped_by!(client_in_reach, select!("portfolios.client = ?5"), page!());
    }
}

fn read(row: &SqliteRow) -> Result<Portfolio, StoreError> {
    let fields = Fields::of("portfolio", row);
    Ok(Portfolio {
        id: fields.id("id")?,
        firm: fields.id("firm")?,
        client: fields.id("client")?,
        name: fields.text("name")?,
        base_currency: fields.text("base_currency")?,
        lot_method: fields.text("lot_method")?,
        opened_on: fields.day("opened_on")?,
        created_at: fields.moment("created_at")?,
        version: fields.version()?,
    })
}

fn bound(text: &'static str, portfolio: &Portfolio) -> Query {
    sqlx::query(text)
        .bind(portfolio.firm.uuid())
        .bind(portfolio.id.uuid())
        .bind(portfolio.client.uuid())
        .bind(portfolio.name.as_str())
        .bind(portfolio.base_currency.to_string())
        .bind(portfolio.lot_method.as_str())
        .bind(portfolio.opened_on.day_number())
        .bind(portfolio.created_at.micros())
        .bind(portfolio.version.number())
}

fn references(portfolio: &Portfolio) -> [Reference; 2] {
    let firm = portfolio.firm;
    [
        Reference::firm("portfolio.firm", firm),
        Reference::to("portfolio.client", Table::Clients, firm, portfolio.client),
    ]
}

#[async_trait]
impl Portfolios for &mut Unit {
    async fn get(
        &mut self,
        reach: &Reach,
        id: PortfolioId,
    ) -> Result<Option<Portfolio>, StoreError> {
        let Some(query) = GET.query(reach) else {
            return Ok(None);
        };
        self.one(query.bind(id.uuid()), read).await
    }

    async fn list(
        &mut self,
        reach: &Reach,
        filter: &PortfolioFilter,
        page: &PageRequest,
    ) -> Result<Page<Portfolio>, StoreError> {
        let after = start_after::<PortfolioId>(page)?;
        let list = if filter.client.is_some() { LIST_OF_CLIENT } else { LIST };
        let Some(query) = list.query(reach) else {
            return Ok(empty());
        };
        let query = query.bind(after).bind(rows_to_read(page)).bind(filter.client.map(Id::uuid));
        let rows = self.all(query, read).await?;
        Ok(Page::from_rows(rows, page.limit, |portfolio| portfolio.id))
    }

    async fn insert(&mut self, portfolio: &Portfolio) -> Result<(), StoreError> {
        let query = bound(INSERT, portfolio);
        self.write(query, &references(portfolio)).await.map(drop)
    }

    async fn update(&mut self, portfolio: &Portfolio) -> Result<(), StoreError> {
        let row = Versioned {
            table: Table::Portfolios,
            firm: portfolio.firm,
            id: portfolio.id.uuid(),
            version: portfolio.version,
            references: &references(portfolio),
        };
        self.replace(bound(UPDATE, portfolio), row).await
    }
}
