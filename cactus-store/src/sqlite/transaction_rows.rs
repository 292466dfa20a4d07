//! Transactions as rows.

use cactus_core::ids::AccountId;
use cactus_core::ledger::{Booking, Charge, Event, Transaction};
use cactus_core::ports::StoreError;
use serde::Serialize;
use sqlx::sqlite::SqliteRow;

use super::fields::Fields;
use super::reference::{Reference, Table};
use crate::codec::{corrupt, count, hex};

pub(super) fn read(row: &SqliteRow) -> Result<Transaction, StoreError> {
    let fields = Fields::of("transaction", row);
    let booking = Booking::new(
        fields.id("account")?,
        fields.day("day")?,
        fields.json("event")?,
        fields.json("charges")?,
    );
    Ok(Transaction {
        id: fields.id("id")?,
        firm: fields.id("firm")?,
        sequence: fields.count("sequence")?,
        booking: booking.map_err(|_| corrupt("transaction", "event"))?,
        reference: fields.maybe_text("reference")?,
        memo: fields.maybe_text("memo")?,
        recorded_at: fields.moment("recorded_at")?,
        recorded_by: fields.id("recorded_by")?,
    })
}

/// A transaction as the recording statement takes it: the columns in the order of the table.
#[derive(Serialize)]
pub(super) struct NewRow<'a>(
    String,
    String,
    String,
    i32,
    u8,
    i64,
    &'a Event,
    &'a [Charge],
    Option<String>,
    Option<String>,
    Option<&'a str>,
    Option<&'a str>,
    i64,
    String,
);

pub(super) fn new_rows(transactions: &[Transaction]) -> Result<Vec<NewRow<'_>>, StoreError> {
    transactions.iter().map(new_row).collect()
}

fn new_row(transaction: &Transaction) -> Result<NewRow<'_>, StoreError> {
    let booking = &transaction.booking;
    let event = booking.event();
    Ok(NewRow(
        hex(transaction.firm),
        hex(transaction.id),
        hex(booking.account()),
        booking.date().day_number(),
        event.class(),
        count(transaction.sequence)?,
        event,
        booking.charges(),
        transfer_to(event).map(hex),
        event.instrument().map(hex),
        transaction.reference.as_ref().map(|text| text.as_str()),
        transaction.memo.as_ref().map(|text| text.as_str()),
        transaction.recorded_at.micros(),
        hex(transaction.recorded_by),
    ))
}

fn transfer_to(event: &Event) -> Option<AccountId> {
    match event {
        Event::CashTransfer { to, .. } => Some(*to),
        _ => None,
    }
}

/// What the transactions refer to.
pub(super) fn references(transactions: &[Transaction]) -> Vec<Reference> {
    let of = |transaction: &Transaction| {
        let (firm, booking) = (transaction.firm, &transaction.booking);
        let event = booking.event();
        [
            Reference::firm("transaction.firm", firm),
            Reference::to("transaction.account", Table::Accounts, firm, booking.account()),
            Reference::maybe("transaction.to", Table::Accounts, firm, transfer_to(event)),
            Reference::maybe(
                "transaction.instrument",
                Table::Instruments,
                firm,
                event.instrument(),
            ),
        ]
    };
    transactions.iter().flat_map(of).collect()
}
