//! Splits: of instruments of the book, one on a day, and not of one for one.

use std::collections::BTreeSet;

use super::{Seen, repeated};
use crate::exchange::pointer::Pointer;
use crate::exchange::{Book, ExchangeError};
use crate::ledger::LedgerError;
use crate::model::Symbol;

impl Book {
    pub(super) fn check_splits(&self, instruments: &Seen<&Symbol>) -> Result<(), ExchangeError> {
        let mut seen = BTreeSet::new();
        for (index, entry) in self.splits.iter().enumerate() {
            let at = Pointer::to("splits").item(index);
            instruments.expect(&entry.instrument, "instrument", &at.field("instrument"))?;
            if !seen.insert((&entry.instrument, entry.date)) {
                let name = format!("{} on {}", entry.instrument, entry.date);
                return Err(repeated(&at, "a split of", &name));
            }
            if entry.new == entry.old {
                let (new, old) = (entry.new.get(), entry.old.get());
                let refusal = LedgerError::ImpossibleRatio { new, old };
                let reason = refusal.to_string();
                return Err(ExchangeError::Booking { pointer: at.into(), reason, refusal });
            }
        }
        Ok(())
    }
}
