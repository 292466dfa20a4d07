//! From the names of a book to the rows that they stand for.

use super::names::{Ids, Misfit};
use crate::ids::{AccountId, InstrumentId};
use crate::ledger::{Event, LotPick, Merger, SpinOff, Trade};
use crate::model::{Key, Reference, Symbol};

/// An event in the names of a book.
type EventEntry = Event<Key, Symbol, Reference>;

const INSTRUMENT: &[&str] = &["event", "instrument"];
const INTO: &[&str] = &["event", "into"];
const TO: &[&str] = &["event", "to"];

/// Reads the names of one transaction.
pub(super) struct Resolver<'a> {
    pub(super) ids: &'a Ids,
    /// The account it is booked in, whose transactions it may refer to.
    pub(super) account: AccountId,
}

impl Resolver<'_> {
    pub(super) fn event(&self, entry: &EventEntry) -> Result<Event, Misfit> {
        Ok(match entry.clone() {
            Event::Buy(trade) => Event::Buy(self.trade(&trade)?),
            Event::Sell(trade) => Event::Sell(self.trade(&trade)?),
            Event::Redemption(trade) => Event::Redemption(self.trade(&trade)?),
            Event::Expiry { instrument } => {
                Event::Expiry { instrument: self.instrument(&instrument)? }
            }
            Event::Deposit { amount } => Event::Deposit { amount },
            Event::Withdrawal { amount } => Event::Withdrawal { amount },
            Event::CashTransfer { to, amount, received } => {
                Event::CashTransfer { to: self.ids.account(&to, TO)?, amount, received }
            }
            Event::CurrencyExchange { sold, bought } => Event::CurrencyExchange { sold, bought },
            Event::InKindTransfer { to, instrument, quantity, value, lots } => {
                Event::InKindTransfer {
                    to: self.ids.account(&to, TO)?,
                    instrument: self.instrument(&instrument)?,
                    quantity,
                    value,
                    lots: self.lots(&lots)?,
                }
            }
            Event::DeliveryIn { instrument, quantity, value, cost, acquired_on } => {
                let instrument = self.instrument(&instrument)?;
                Event::DeliveryIn { instrument, quantity, value, cost, acquired_on }
            }
            Event::DeliveryOut { instrument, quantity, value, lots } => Event::DeliveryOut {
                instrument: self.instrument(&instrument)?,
                quantity,
                value,
                lots: self.lots(&lots)?,
            },
            Event::OpeningBalance { instrument, lots, value } => {
                Event::OpeningBalance { instrument: self.instrument(&instrument)?, lots, value }
            }
            Event::InterestCharge { amount } => Event::InterestCharge { amount },
            Event::Void { transaction, to } => Event::Void {
                transaction: self.transaction(&transaction, &["event", "transaction"])?,
                to: to.map(|to| self.ids.account(&to, TO)).transpose()?,
            },
            paid => self.paid(paid)?,
        })
    }

    /// Events that an instrument brings about.
    fn paid(&self, entry: EventEntry) -> Result<Event, Misfit> {
        let maybe = |instrument: Option<Symbol>| {
            instrument.map(|symbol| self.instrument(&symbol)).transpose()
        };
        Ok(match entry {
            Event::Dividend { instrument, amount } => {
                Event::Dividend { instrument: self.instrument(&instrument)?, amount }
            }
            Event::DividendReinvested { instrument, amount, quantity } => {
                let instrument = self.instrument(&instrument)?;
                Event::DividendReinvested { instrument, amount, quantity }
            }
            Event::DividendInKind { instrument, received, quantity, value } => {
                Event::DividendInKind {
                    instrument: self.instrument(&instrument)?,
                    received: self.ids.instrument(&received, &["event", "received"])?,
                    quantity,
                    value,
                }
            }
            Event::DividendOwed { instrument, amount } => {
                Event::DividendOwed { instrument: self.instrument(&instrument)?, amount }
            }
            Event::Interest { amount, instrument } => {
                Event::Interest { amount, instrument: maybe(instrument)? }
            }
            Event::Fee { amount, instrument } => {
                Event::Fee { amount, instrument: maybe(instrument)? }
            }
            Event::FeeRefund { amount, instrument } => {
                Event::FeeRefund { amount, instrument: maybe(instrument)? }
            }
            Event::Tax { amount, instrument } => {
                Event::Tax { amount, instrument: maybe(instrument)? }
            }
            Event::TaxRefund { amount, instrument } => {
                Event::TaxRefund { amount, instrument: maybe(instrument)? }
            }
            other => self.corporate(other)?,
        })
    }

    /// Corporate actions.
    fn corporate(&self, entry: EventEntry) -> Result<Event, Misfit> {
        Ok(match entry {
            Event::Split { instrument, ratio } => {
                Event::Split { instrument: self.instrument(&instrument)?, ratio }
            }
            Event::BonusIssue { instrument, ratio } => {
                Event::BonusIssue { instrument: self.instrument(&instrument)?, ratio }
            }
            Event::ReturnOfCapital { instrument, amount } => {
                Event::ReturnOfCapital { instrument: self.instrument(&instrument)?, amount }
            }
            Event::Merger(Merger { instrument, into, ratio, cash, fraction }) => {
                Event::Merger(Merger {
                    instrument: self.instrument(&instrument)?,
                    into: self.ids.instrument(&into, INTO)?,
                    ratio,
                    cash,
                    fraction,
                })
            }
            Event::SpinOff(SpinOff { instrument, into, ratio, cost_share, fraction }) => {
                Event::SpinOff(SpinOff {
                    instrument: self.instrument(&instrument)?,
                    into: self.ids.instrument(&into, INTO)?,
                    ratio,
                    cost_share,
                    fraction,
                })
            }
            Event::Rename { instrument, into } => Event::Rename {
                instrument: self.instrument(&instrument)?,
                into: self.ids.instrument(&into, INTO)?,
            },
            other => self.event(&other)?,
        })
    }

    fn trade(&self, entry: &Trade<Symbol, Reference>) -> Result<Trade, Misfit> {
        Ok(Trade {
            instrument: self.instrument(&entry.instrument)?,
            quantity: entry.quantity,
            consideration: entry.consideration,
            accrued: entry.accrued,
            lots: self.lots(&entry.lots)?,
        })
    }

    fn lots(&self, entries: &[LotPick<Reference>]) -> Result<Vec<LotPick>, Misfit> {
        let lot = |pick: &LotPick<Reference>| {
            Ok(LotPick {
                opened_by: self.transaction(&pick.opened_by, &["event", "lots"])?,
                acquired_on: pick.acquired_on,
                quantity: pick.quantity,
            })
        };
        entries.iter().map(lot).collect()
    }

    fn instrument(&self, symbol: &Symbol) -> Result<InstrumentId, Misfit> {
        self.ids.instrument(symbol, INSTRUMENT)
    }

    fn transaction(
        &self,
        reference: &Reference,
        fields: &'static [&'static str],
    ) -> Result<crate::ids::TransactionId, Misfit> {
        self.ids.transaction(self.account, reference, fields)
    }
}
