//! What a transaction must fit to stand in the record.

use std::collections::BTreeMap;

use super::custody::Custody;
use super::{Event, LedgerError, SplitRatio, Transaction};
use crate::ids::{AccountId, FirmId, InstrumentId};
use crate::model::{Account, Instrument};
use crate::money::Currency;
use crate::time::BusinessDate;

/// The splits of each instrument, in order.
pub(super) type Splits = BTreeMap<InstrumentId, Vec<(BusinessDate, SplitRatio)>>;

/// What the next transaction must fit.
pub(super) struct Checks<'a> {
    accounts: BTreeMap<AccountId, &'a Account>,
    instruments: BTreeMap<InstrumentId, (FirmId, Currency)>,
    custody: Custody,
    before: Option<&'a Transaction>,
    /// The splits so far. Each account books a split by itself; for the instrument it is one.
    pub(super) splits: Splits,
}

impl<'a> Checks<'a> {
    pub(super) fn new(accounts: &'a [Account], instruments: &[Instrument]) -> Self {
        // Cash is kept in pounds, also where prices are in pence.
        let cash = |currency: Currency| currency.major().map_or(currency, |(major, _)| major);
        Self {
            accounts: accounts.iter().map(|account| (account.id, account)).collect(),
            instruments: instruments
                .iter()
                .map(|known| (known.id, (known.firm, cash(known.currency))))
                .collect(),
            custody: Custody::default(),
            before: None,
            splits: Splits::new(),
        }
    }

    /// Takes the next transaction in the order of the record.
    pub(super) fn next(&mut self, transaction: &'a Transaction) -> Result<(), LedgerError> {
        let before = self.before.replace(transaction);
        if let Some(other) = before.filter(|before| before.order() == transaction.order()) {
            return Err(LedgerError::SamePlace { other: other.id });
        }
        self.check_names(transaction)?;
        let booking = &transaction.booking;
        self.custody.apply(booking)?;
        if let Event::Split { instrument, ratio } = *booking.event() {
            let known = self.splits.entry(instrument).or_default();
            if !known.contains(&(booking.date(), ratio)) {
                known.push((booking.date(), ratio));
            }
        }
        Ok(())
    }

    fn check_names(&self, transaction: &Transaction) -> Result<(), LedgerError> {
        let Transaction { firm, booking, .. } = transaction;
        let account = booking.account();
        let receiver = match booking.event() {
            Event::CashTransfer { to, .. } => self.account(*to, *firm),
            _ => None,
        };
        let known = [self.account(account, *firm), receiver];
        if known.iter().all(Option::is_none) {
            return Err(LedgerError::UnknownAccount { account });
        }
        let mut known = known.iter().flatten();
        if let Some(closed) = known.find(|known| !known.is_open_on(booking.date())) {
            return Err(LedgerError::AccountNotOpen { account: closed.id, date: booking.date() });
        }
        let Some(instrument) = booking.event().instrument() else {
            return Ok(());
        };
        let (_, traded) = self
            .instruments
            .get(&instrument)
            .filter(|(owner, _)| owner == firm)
            .ok_or(LedgerError::UnknownInstrument { instrument })?;
        match booking.event() {
            Event::Buy(trade) | Event::Sell(trade) if trade.consideration.currency() != *traded => {
                Err(LedgerError::WrongCurrency {
                    instrument,
                    traded: *traded,
                    booked: trade.consideration.currency(),
                })
            }
            _ => Ok(()),
        }
    }

    fn account(&self, account: AccountId, firm: FirmId) -> Option<&Account> {
        let known = self.accounts.get(&account).copied();
        known.filter(|known| known.firm == firm)
    }
}
