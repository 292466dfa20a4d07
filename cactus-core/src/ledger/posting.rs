//! The record as double entry.

use super::{ChargeKind, Event, Journal, RealisedGain, Transaction};
use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::money::{Money, MoneyError};

/// What an amount is posted under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// Cash of the account.
    Cash,
    /// What the account's units of the instrument cost.
    Cost(InstrumentId),
    /// Gains and losses from selling units of the instrument.
    Realised(InstrumentId),
    /// Dividends of the instrument, before charges.
    Dividends(InstrumentId),
    /// Interest, before charges.
    Interest,
    /// Fees charged on their own or on income. Those of a trade are in cost and proceeds.
    Fees,
    /// Taxes charged on their own or on income, withheld ones included. Those of a trade are in cost and
    /// proceeds.
    Taxes,
    /// The world outside the record.
    Outside,
}

/// One side of a transaction.
///
/// Debits are above zero (what an account has, and what it spent), credits below (where that came from). The
/// postings of a transaction sum to zero in each currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The transaction it belongs to.
    pub transaction: TransactionId,
    /// The account.
    pub account: AccountId,
    /// What it is posted under.
    pub heading: Heading,
    /// How much: a debit above zero, a credit below.
    pub amount: Money,
}

/// Writes the postings of one transaction.
pub(super) struct Writer<'a> {
    transaction: &'a Transaction,
    postings: &'a mut Vec<Posting>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(transaction: &'a Transaction, postings: &'a mut Vec<Posting>) -> Self {
        Self { transaction, postings }
    }

    /// Writes both sides. `gains` are the rows of a sale, which tell what the units sold had cost.
    pub(super) fn write(
        mut self,
        journal: &Journal,
        gains: &[RealisedGain],
    ) -> Result<(), MoneyError> {
        let booking = &self.transaction.booking;
        for moved in journal.cash_moves(booking)? {
            self.post(moved.account, Heading::Cash, moved.amount);
            if moved.crosses_border {
                self.post(moved.account, Heading::Outside, moved.amount.negate());
            }
        }
        let account = booking.account();
        match *booking.event() {
            Event::Buy(trade) => {
                let charges = booking.all_charges(trade.consideration.currency())?;
                let cost = trade.consideration.add(charges)?;
                self.post(account, Heading::Cost(trade.instrument), cost);
            }
            Event::Sell(trade) => {
                for row in gains {
                    self.post(account, Heading::Cost(trade.instrument), row.cost.negate());
                    self.post(account, Heading::Realised(trade.instrument), row.gain.negate());
                }
            }
            Event::Dividend { instrument, amount } => {
                self.post(account, Heading::Dividends(instrument), amount.negate());
                self.post_charges();
            }
            Event::Interest { amount } => {
                self.post(account, Heading::Interest, amount.negate());
                self.post_charges();
            }
            Event::Fee { amount } => self.post(account, Heading::Fees, amount),
            Event::Tax { amount } => self.post(account, Heading::Taxes, amount),
            Event::Deposit { .. }
            | Event::Withdrawal { .. }
            | Event::CashTransfer { .. }
            | Event::Split { .. } => {}
        }
        Ok(())
    }

    fn post_charges(&mut self) {
        let booking = &self.transaction.booking;
        for charge in booking.charges() {
            let heading = match charge.kind {
                ChargeKind::Fee => Heading::Fees,
                ChargeKind::Tax | ChargeKind::Withholding => Heading::Taxes,
            };
            self.post(booking.account(), heading, charge.amount);
        }
    }

    fn post(&mut self, account: AccountId, heading: Heading, amount: Money) {
        self.postings.push(Posting { transaction: self.transaction.id, account, heading, amount });
    }
}
