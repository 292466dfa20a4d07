//! Transactions as rows.

use cactus_core::ids::AccountId;
use cactus_core::ledger::{Booking, Event, Transaction};
use cactus_core::ports::StoreError;
use serde::Serialize;
use sqlx::sqlite::SqliteRow;

use super::batch::Batched;
use super::fields::Fields;
use super::reference::{Reference, Table};
use super::transaction_statements::RECORD;
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

impl Batched for Transaction {
    const INSERT: &'static str = RECORD;

    /// The columns in the order of the table.
    fn row(&self) -> Result<impl Serialize, StoreError> {
        let booking = &self.booking;
        let event = booking.event();
        Ok((
            hex(self.firm),
            hex(self.id),
            hex(booking.account()),
            booking.date().day_number(),
            event.class(),
            count(self.sequence)?,
            event,
            booking.charges(),
            transfer_to(event).map(hex),
            event.instrument().map(hex),
            self.reference.as_ref().map(|text| text.as_str()),
            self.memo.as_ref().map(|text| text.as_str()),
            self.recorded_at.micros(),
            hex(self.recorded_by),
        ))
    }

    fn references(&self) -> Vec<Reference> {
        let (firm, event) = (self.firm, self.booking.event());
        let instrument = event.instrument();
        vec![
            Reference::firm("transaction.firm", firm),
            Reference::to("transaction.account", Table::Accounts, firm, self.booking.account()),
            Reference::maybe("transaction.to", Table::Accounts, firm, transfer_to(event)),
            Reference::maybe("transaction.instrument", Table::Instruments, firm, instrument),
        ]
    }
}

fn transfer_to(event: &Event) -> Option<AccountId> {
    match event {
        Event::CashTransfer { to, .. } => Some(*to),
        _ => None,
    }
}
