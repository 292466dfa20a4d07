//! How many units each account holds, along the record.

use std::collections::BTreeMap;

use super::{Booking, Event, LedgerError};
use crate::ids::{AccountId, InstrumentId};
use crate::money::Quantity;

/// Units held per account and instrument; an account cannot sell what it does not hold.
#[derive(Debug, Default)]
pub(super) struct Custody {
    held: BTreeMap<(AccountId, InstrumentId), Quantity>,
}

/// A change of the units that one account holds of an instrument.
pub(super) struct UnitsMove {
    pub(super) instrument: InstrumentId,
    pub(super) before: Quantity,
    pub(super) after: Quantity,
}

impl Custody {
    /// Takes the next booking; none if it moves no units.
    pub(super) fn apply(&mut self, booking: &Booking) -> Result<Option<UnitsMove>, LedgerError> {
        let account = booking.account();
        match *booking.event() {
            Event::Buy(trade) => {
                self.change(account, trade.instrument, |held| Ok(held.add(trade.quantity)?))
            }
            Event::Sell(trade) => self.change(account, trade.instrument, |held| {
                if trade.quantity > held {
                    return Err(LedgerError::Oversold {
                        account,
                        instrument: trade.instrument,
                        date: booking.date(),
                        held,
                        asked: trade.quantity,
                    });
                }
                Ok(held.subtract(trade.quantity)?)
            }),
            Event::Split { instrument, ratio } => {
                self.change(account, instrument, |held| Ok(ratio.apply(held)?))
            }
            Event::Deposit { .. }
            | Event::Withdrawal { .. }
            | Event::CashTransfer { .. }
            | Event::Dividend { .. }
            | Event::Interest { .. }
            | Event::Fee { .. }
            | Event::Tax { .. } => Ok(None),
        }
    }

    fn change(
        &mut self,
        account: AccountId,
        instrument: InstrumentId,
        change: impl FnOnce(Quantity) -> Result<Quantity, LedgerError>,
    ) -> Result<Option<UnitsMove>, LedgerError> {
        let held = self.held.entry((account, instrument)).or_default();
        let before = *held;
        *held = change(before)?;
        Ok(Some(UnitsMove { instrument, before, after: *held }))
    }
}
