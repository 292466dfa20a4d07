//! The record.

use std::collections::BTreeSet;

use async_trait::async_trait;
use cactus_core::ids::{AccountId, FirmId, Id, TransactionId};
use cactus_core::ledger::Transaction;
use cactus_core::model::Reference as BookingReference;
use cactus_core::permissions::Reach;
use cactus_core::ports::{Page, PageRequest, StoreError, TransactionFilter, Transactions};

use super::fields::Fields;
use super::sql::id_list;
use super::transaction_rows::read;
use super::transaction_statements::{
    GET, JOURNAL, KNOWN_REFERENCES, LIST, LIST_OF_ACCOUNT, LIST_OF_CLIENT, LIST_OF_PORTFOLIO,
    RESERVE_SEQUENCE,
};
use super::unit::{Unit, empty, rows_to_read};
use crate::codec::{bound, count, to_json};
use crate::cursor::RecordPlace;

/// The key a page starts below: past the end of time for the first page.
fn start_below(page: &PageRequest) -> Result<(i64, i64, i64), StoreError> {
    let Some(cursor) = &page.after else {
        return Ok((i64::MAX, i64::MAX, i64::MAX));
    };
    let place: RecordPlace = cursor.key()?;
    let day = i64::from(place.date.day_number());
    Ok((day, bound(place.place.number()), bound(place.sequence)))
}

#[async_trait]
impl Transactions for &mut Unit {
    async fn get(
        &mut self,
        reach: &Reach,
        id: TransactionId,
    ) -> Result<Option<Transaction>, StoreError> {
        let Some(query) = GET.query(reach) else {
            return Ok(None);
        };
        self.one(query.bind(id.uuid()), read).await
    }

    async fn list(
        &mut self,
        reach: &Reach,
        filter: &TransactionFilter,
        page: &PageRequest,
    ) -> Result<Page<Transaction>, StoreError> {
        let (day, place, sequence) = start_below(page)?;
        let list = match (filter.account, filter.portfolio, filter.client) {
            (Some(_), _, _) => LIST_OF_ACCOUNT,
            (None, Some(_), _) => LIST_OF_PORTFOLIO,
            (None, None, Some(_)) => LIST_OF_CLIENT,
            (None, None, None) => LIST,
        };
        let Some(query) = list.query(reach) else {
            return Ok(empty());
        };
        let start = filter.period.map(|period| period.start().day_number());
        let end = filter.period.map(|period| period.end().day_number());
        let query = query
            .bind(day)
            .bind(place)
            .bind(sequence)
            .bind(start.unwrap_or(i32::MIN))
            .bind(end.unwrap_or(i32::MAX))
            .bind(rows_to_read(page))
            .bind(filter.client.map(Id::uuid))
            .bind(filter.portfolio.map(Id::uuid))
            .bind(filter.account.map(Id::uuid));
        let rows = self.all(query, read).await?;
        Ok(Page::from_rows(rows, page.limit, RecordPlace::of))
    }

    async fn journal(
        &mut self,
        reach: &Reach,
        accounts: &[AccountId],
    ) -> Result<Vec<Transaction>, StoreError> {
        let Some(query) = JOURNAL.query(reach) else {
            return Ok(Vec::new());
        };
        self.all(query.bind(id_list(accounts)?), read).await
    }

    async fn known_references(
        &mut self,
        reach: &Reach,
        account: AccountId,
        references: &[BookingReference],
    ) -> Result<BTreeSet<BookingReference>, StoreError> {
        let Some(query) = KNOWN_REFERENCES.query(reach) else {
            return Ok(BTreeSet::new());
        };
        let query = query.bind(account.uuid()).bind(to_json(&references)?);
        let known = self.all(query, |row| Fields::of("transaction", row).text("reference"));
        Ok(known.await?.into_iter().collect())
    }

    async fn reserve_sequence(&mut self, firm: FirmId, numbers: u64) -> Result<u64, StoreError> {
        self.writer()?;
        let query = sqlx::query(RESERVE_SEQUENCE).bind(firm.uuid()).bind(count(numbers)?);
        let first = self.one(query, |row| Fields::of("firm", row).count("first"));
        first.await?.ok_or(StoreError::Missing { what: "firm" })
    }

    async fn record(&mut self, transactions: &[Transaction]) -> Result<(), StoreError> {
        self.insert_all(transactions).await
    }
}
