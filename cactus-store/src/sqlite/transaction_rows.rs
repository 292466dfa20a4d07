//! Transactions as rows.

use cactus_core::ledger::{Booking, Transaction};
use cactus_core::ports::StoreError;
use cactus_core::time::TimeOfDay;
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
    let booking = match (booking, fields.maybe_time("time")?) {
        (Ok(booking), Some(time)) => Ok(booking.at(time)),
        (booking, _) => booking,
    };
    let booking = match (booking, fields.maybe_json("settlement")?) {
        (Ok(booking), Some(settlement)) => booking.settled(settlement),
        (booking, _) => booking,
    };
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

    /// The columns in the order of the table; the day and the time are one part, as an array has no more than sixteen.
    fn row(&self) -> Result<impl Serialize, StoreError> {
        let booking = &self.booking;
        let event = booking.event();
        Ok((
            hex(self.firm),
            hex(self.id),
            hex(booking.account()),
            (booking.date().day_number(), booking.time().map(TimeOfDay::micros)),
            booking.place().number(),
            count(self.sequence)?,
            event,
            booking.charges(),
            booking.settlement(),
            event.receiver().map(hex),
            event.instrument().map(hex),
            event.other_instrument().map(hex),
            self.reference.as_ref().map(|text| text.as_str()),
            self.memo.as_ref().map(|text| text.as_str()),
            self.recorded_at.micros(),
            hex(self.recorded_by),
        ))
    }

    fn references(&self) -> Vec<Reference> {
        let (firm, event) = (self.firm, self.booking.event());
        let (instrument, other) = (event.instrument(), event.other_instrument());
        vec![
            Reference::firm("transaction.firm", firm),
            Reference::to("transaction.account", Table::Accounts, firm, self.booking.account()),
            Reference::maybe("transaction.to", Table::Accounts, firm, event.receiver()),
            Reference::maybe("transaction.instrument", Table::Instruments, firm, instrument),
            Reference::maybe("transaction.other_instrument", Table::Instruments, firm, other),
        ]
    }
}
