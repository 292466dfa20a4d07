//! Splits of instruments, whoever books them.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Booking, Event, LedgerError, Transaction, UnitRatio};
use crate::ids::{AccountId, FirmId, Id, InstrumentId, TransactionId, UserId};
use crate::time::{BusinessDate, Timestamp};

/// A split as a fact of the instrument: it counts in every account that holds the instrument at the start of its day.
///
/// An account that books the split of that day itself has it once. There is one split of an instrument on a day.
///
/// Like a transaction it carries when it was recorded: a split that was recorded in July was not known in June, though
/// it may count from March on ([`Journal::known_on`](super::Journal::known_on)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InstrumentSplit {
    instrument: InstrumentId,
    date: BusinessDate,
    ratio: UnitRatio,
    recorded_at: Timestamp,
}

impl InstrumentSplit {
    /// `ratio` of the units of the instrument from the start of the day on. It counts as known ever since
    /// [`Timestamp::EPOCH`], unless it is said when it was [recorded](Self::recorded).
    ///
    /// # Errors
    /// [`LedgerError::ImpossibleRatio`] for one new unit for each old one.
    pub fn new(
        instrument: InstrumentId,
        date: BusinessDate,
        ratio: UnitRatio,
    ) -> Result<Self, LedgerError> {
        Event::<AccountId, InstrumentId, TransactionId>::Split { instrument, ratio }.check()?;
        Ok(Self { instrument, date, ratio, recorded_at: Timestamp::EPOCH })
    }

    /// The split, recorded at this moment.
    #[must_use]
    pub const fn recorded(self, at: Timestamp) -> Self {
        Self { recorded_at: at, ..self }
    }

    /// The instrument.
    #[must_use]
    pub const fn instrument(&self) -> InstrumentId {
        self.instrument
    }

    /// The day from whose start it counts.
    #[must_use]
    pub const fn date(&self) -> BusinessDate {
        self.date
    }

    /// How many new units for how many old ones.
    #[must_use]
    pub const fn ratio(&self) -> UnitRatio {
        self.ratio
    }

    /// When it was recorded.
    #[must_use]
    pub const fn recorded_at(&self) -> Timestamp {
        self.recorded_at
    }

    /// The split as a record of an account that did not book it. Everything reads it as it reads one that was booked.
    ///
    /// Its id is made of the account, the instrument and the day, so that it is the same each time.
    pub(super) fn of_account(
        &self,
        account: AccountId,
        firm: FirmId,
    ) -> Result<Transaction, LedgerError> {
        let Self { instrument, date, ratio, recorded_at } = *self;
        let mut digest = Sha256::new();
        digest.update(account.uuid());
        digest.update(instrument.uuid());
        digest.update(date.day_number().to_be_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest.finalize()).for_each(|(byte, of)| *byte = of);
        Ok(Transaction {
            id: TransactionId::from_uuid(uuid::Builder::from_custom_bytes(bytes).into_uuid()),
            firm,
            sequence: 0,
            booking: Booking::new(account, date, Event::Split { instrument, ratio }, Vec::new())?,
            reference: None,
            memo: None,
            recorded_at,
            recorded_by: UserId::from_uuid(Uuid::nil()),
        })
    }
}

/// Splits that accounts booked themselves, by instrument and day.
#[derive(Debug, Default)]
pub(super) struct BookedSplits<'a> {
    by_day: BTreeMap<(InstrumentId, BusinessDate), Vec<&'a Transaction>>,
}

impl<'a> BookedSplits<'a> {
    pub(super) fn of(transactions: impl Iterator<Item = &'a Transaction>) -> Self {
        let mut booked = Self::default();
        for transaction in transactions {
            if let Event::Split { instrument, .. } = transaction.booking.event() {
                let key = (*instrument, transaction.booking.date());
                booked.by_day.entry(key).or_default().push(transaction);
            }
        }
        booked
    }

    /// Whether the account booked the split itself.
    pub(super) fn has(&self, split: &InstrumentSplit, account: AccountId) -> bool {
        self.of_day(split).iter().any(|booked| booked.booking.account() == account)
    }

    /// The first that says another ratio than the split, and which.
    pub(super) fn contradicting(
        &self,
        split: &InstrumentSplit,
    ) -> Option<(TransactionId, UnitRatio)> {
        let said = |booked: &&Transaction| match booked.booking.event() {
            Event::Split { ratio, .. } => Some((booked.id, *ratio)),
            _ => None,
        };
        let mut said = self.of_day(split).iter().filter_map(said);
        said.find(|(_, ratio)| !ratio.equals(split.ratio))
    }

    fn of_day(&self, split: &InstrumentSplit) -> &[&'a Transaction] {
        self.by_day.get(&(split.instrument, split.date)).map_or(&[], Vec::as_slice)
    }
}
