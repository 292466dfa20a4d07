//! Which lots the owner of a random record can name, whatever the lot method and the pool are.

use cactus_core::ledger::{Event, LotPick};
use cactus_core::money::Quantity;
use cactus_core::time::BusinessDate;

use super::book::id;
use super::draws::Draw;

/// A lot that is whole, or of which only what was named is gone.
#[derive(Debug, Clone)]
struct Known {
    account: u64,
    instrument: u64,
    /// The number of the transaction that brought it.
    opened_by: u64,
    /// The day, where that transaction brought several.
    acquired_on: Option<BusinessDate>,
    quantity: Quantity,
}

/// The lots that are there under every lot method: those that came in after the last booking that left it to the
/// method which lots of the instrument go, and after the last one that made others of them.
#[derive(Default)]
pub(super) struct LotsKnown(Vec<Known>);

impl LotsKnown {
    pub(super) fn forget(&mut self, instrument: u64) {
        self.0.retain(|lot| lot.instrument != instrument);
    }

    /// Follows a booking that comes after so many others, of an account that held so much; lets every other one that can
    /// name a lot do so.
    pub(super) fn book(&mut self, draw: &Draw, booked: usize, before: Quantity, event: &mut Event) {
        let opened_by = u64::try_from(booked).unwrap() + 1;
        let mut comes_in = |acquired_on, quantity| {
            let (account, instrument) = (draw.account, draw.instrument);
            // What covers a short position opens no lot.
            if !before.is_negative() {
                self.0.push(Known { account, instrument, opened_by, acquired_on, quantity });
            }
        };
        match event {
            Event::Buy(trade) => comes_in(None, trade.quantity),
            Event::DeliveryIn { quantity, .. }
            | Event::DividendReinvested { quantity, .. }
            | Event::DividendInKind { quantity, .. } => comes_in(None, *quantity),
            Event::OpeningBalance { lots, .. } => {
                lots.iter().for_each(|lot| comes_in(Some(lot.acquired_on), lot.quantity));
            }
            Event::Sell(trade) | Event::Redemption(trade) => {
                trade.lots = self.named(draw, before, trade.quantity);
            }
            Event::DeliveryOut { quantity, lots, .. }
            | Event::InKindTransfer { quantity, lots, .. } => {
                *lots = self.named(draw, before, *quantity);
            }
            Event::Expiry { .. } => self.forget(draw.instrument),
            Event::Merger(_) | Event::SpinOff(_) | Event::Rename { .. } => self.0.clear(),
            _ => {}
        }
    }

    /// One of the lots, with so much of it as goes out or as there is.
    fn named(&mut self, draw: &Draw, before: Quantity, quantity: Quantity) -> Vec<LotPick> {
        let is_one = |lot: &&mut Known| {
            (lot.account, lot.instrument) == (draw.account, draw.instrument)
                && lot.quantity.is_positive()
        };
        let lot = self.0.iter_mut().rev().find(is_one);
        let lot = lot.filter(|_| draw.other_cents % 2 == 0 && before >= quantity);
        let Some(lot) = lot else {
            self.forget(draw.instrument);
            return Vec::new();
        };
        let pick = LotPick {
            opened_by: id(lot.opened_by),
            acquired_on: lot.acquired_on,
            quantity: quantity.min(lot.quantity),
        };
        lot.quantity = lot.quantity.subtract(pick.quantity).unwrap();
        if pick.quantity != quantity {
            self.forget(draw.instrument);
        }
        vec![pick]
    }
}
