//! Clients.

use async_trait::async_trait;
use cactus_core::ids::{ClientId, Id};
use cactus_core::model::Client;
use cactus_core::money::{Currency, Decimal, Money, decimal};
use cactus_core::permissions::Reach;
use cactus_core::ports::{ClientFilter, Clients, Page, PageRequest, StoreError};
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reach::{client_in_reach, list_by_client, scoped_by};
use super::reference::{Reference, Table};
use super::sql::{Query, statements};
use super::unit::{Unit, Versioned, empty, rows_to_read, start_after};
use crate::codec::corrupt;

macro_rules! columns {
    () => {
        "clients.firm, clients.id, clients.owner, clients.household, clients.first_name, clients.last_name, \
         clients.email, clients.phone, clients.risk_profile, clients.status, clients.lead_source, \
         clients.referred_by, clients.savings_amount, clients.savings_currency, clients.notes, \
         clients.created_at, clients.updated_at, clients.version"
    };
}

/// What is left of the filter after the index, and the page.
macro_rules! filtered_page {
    () => {
        " AND (?3 IS NULL OR clients.owner = ?3) AND (?4 IS NULL OR clients.household = ?4) \
          AND (?5 IS NULL OR clients.status = ?5) AND (?6 IS NULL OR instr(clients.searchable, ?6) > 0) \
          AND clients.id > ?7 ORDER BY clients.id LIMIT ?8"
    };
}

macro_rules! list_of {
    ($column:literal) => {
        scoped_by!(
            client_in_reach,
            concat!("SELECT ", columns!(), " FROM clients WHERE clients.firm = ?1 AND ", $column),
            filtered_page!()
        )
    };
}

statements! {
    plain {
        INSERT = "INSERT INTO clients \
            (firm, id, owner, household, first_name, last_name, email, phone, risk_profile, status, lead_source, \
             referred_by, savings_amount, savings_currency, notes, created_at, updated_at, version, searchable) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
        UPDATE = "UPDATE clients SET owner = ?3, household = ?4, first_name = ?5, last_name = ?6, email = ?7, \
            phone = ?8, risk_profile = ?9, status = ?10, lead_source = ?11, referred_by = ?12, \
            savings_amount = ?13, savings_currency = ?14, notes = ?15, created_at = ?16, updated_at = ?17, \
            version = ?18, searchable = ?19 WHERE firm = ?1 AND id = ?2 AND version = ?18 - 1";
    }
    scoped {
        GET = scoped_by!(
            client_in_reach,
            concat!("SELECT ", columns!(), " FROM clients WHERE clients.firm = ?1 AND clients.id = ?3"),
            ""
        );
        LIST = list_by_client!(columns!(), "clients", "id", filtered_page!());
        LIST_OF_OWNER = list_of!("clients.owner = ?3");
        LIST_OF_HOUSEHOLD = list_of!("clients.household = ?4");
    }
}

fn read(row: &SqliteRow) -> Result<Client, StoreError> {
    let fields = Fields::of("client", row);
    Ok(Client {
        id: fields.id("id")?,
        firm: fields.id("firm")?,
        owner: fields.id("owner")?,
        household: fields.maybe_id("household")?,
        first_name: fields.text("first_name")?,
        last_name: fields.text("last_name")?,
        email: fields.text("email")?,
        phone: fields.maybe_text("phone")?,
        risk_profile: fields.text("risk_profile")?,
        status: fields.text("status")?,
        lead_source: fields.maybe_text("lead_source")?,
        referred_by: fields.maybe_id("referred_by")?,
        savings_capacity: savings(&fields)?,
        notes: fields.maybe_text("notes")?,
        created_at: fields.moment("created_at")?,
        updated_at: fields.moment("updated_at")?,
        version: fields.version()?,
    })
}

fn savings(fields: &Fields<'_>) -> Result<Option<Money>, StoreError> {
    let amount = fields.get::<Option<&str>>("savings_amount")?;
    let currency = fields.maybe_text::<Currency>("savings_currency")?;
    let amount: Option<Decimal> =
        amount.map(decimal::parse).transpose().map_err(|_| corrupt("client", "savings_amount"))?;
    Ok(amount.zip(currency).map(|(amount, currency)| Money::new(amount, currency)))
}

fn bound(text: &'static str, client: &Client) -> Query {
    let savings = client.savings_capacity;
    sqlx::query(text)
        .bind(client.firm.uuid())
        .bind(client.id.uuid())
        .bind(client.owner.uuid())
        .bind(client.household.map(Id::uuid))
        .bind(client.first_name.as_str())
        .bind(client.last_name.as_str())
        .bind(client.email.as_str())
        .bind(client.phone.as_ref().map(|phone| phone.as_str()))
        .bind(client.risk_profile.as_str())
        .bind(client.status.as_str())
        .bind(client.lead_source.map(|source| source.as_str()))
        .bind(client.referred_by.map(Id::uuid))
        .bind(savings.map(|money| decimal::format(money.amount())))
        .bind(savings.map(|money| money.currency().to_string()))
        .bind(client.notes.as_ref().map(|notes| notes.as_str()))
        .bind(client.created_at.micros())
        .bind(client.updated_at.micros())
        .bind(client.version.number())
        .bind(ClientFilter::searchable(client))
}

fn references(client: &Client) -> [Reference; 4] {
    let firm = client.firm;
    [
        Reference::firm("client.firm", firm),
        Reference::to("client.owner", Table::Users, firm, client.owner),
        Reference::maybe("client.household", Table::Households, firm, client.household),
        Reference::maybe("client.referred_by", Table::Clients, firm, client.referred_by),
    ]
}

#[async_trait]
impl Clients for &mut Unit {
    async fn get(&mut self, reach: &Reach, id: ClientId) -> Result<Option<Client>, StoreError> {
        let Some(query) = GET.query(reach) else {
            return Ok(None);
        };
        self.one(query.bind(id.uuid()), read).await
    }

    async fn list(
        &mut self,
        reach: &Reach,
        filter: &ClientFilter,
        page: &PageRequest,
    ) -> Result<Page<Client>, StoreError> {
        let after = start_after::<ClientId>(page)?;
        let list = match (filter.owner, filter.household) {
            (_, Some(_)) => LIST_OF_HOUSEHOLD,
            (Some(_), None) => LIST_OF_OWNER,
            (None, None) => LIST,
        };
        let Some(query) = list.query(reach) else {
            return Ok(empty());
        };
        let query = query
            .bind(filter.owner.map(Id::uuid))
            .bind(filter.household.map(Id::uuid))
            .bind(filter.status.map(|status| status.as_str()))
            .bind(filter.text.as_ref().map(|text| text.to_lowercase()))
            .bind(after)
            .bind(rows_to_read(page));
        let rows = self.all(query, read).await?;
        Ok(Page::from_rows(rows, page.limit, |client| client.id))
    }

    async fn insert(&mut self, client: &Client) -> Result<(), StoreError> {
        self.writer()?;
        client.check()?;
        let query = bound(INSERT, client);
        self.write(query, &references(client)).await.map(drop)
    }

    async fn update(&mut self, client: &Client) -> Result<(), StoreError> {
        self.writer()?;
        client.check()?;
        let row = Versioned {
            table: Table::Clients,
            firm: client.firm,
            id: client.id.uuid(),
            version: client.version,
            references: &references(client),
        };
        self.replace(bound(UPDATE, client), row).await
    }
}
