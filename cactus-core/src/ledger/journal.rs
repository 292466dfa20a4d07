//! The record of a firm, or of a part of it: validated, in its one total order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::checks::{Checks, Splits};
use super::{Booking, Event, LedgerError, Misfit, SplitRatio, Transaction};
use crate::ids::{AccountId, InstrumentId, PortfolioId};
use crate::model::{Account, Instrument};
use crate::money::{Money, MoneyError};
use crate::time::BusinessDate;

/// Transactions that fit the accounts, the instruments and each other, in their one total order.
///
/// Whatever order they are given in, they stand by date, then by class of the event, then by sequence number
/// ([`Transaction::order`]), so that a booking entered late counts as if it had been entered in time. A
/// journal is a value: the engine computes from it and changes nothing. Transactions are shared, so that
/// reducing a journal to a [`Scope`](super::Scope) copies none.
#[derive(Debug, Clone)]
pub struct Journal {
    accounts: BTreeMap<AccountId, PortfolioId>,
    transactions: Vec<Arc<Transaction>>,
    splits: Arc<Splits>,
}

impl Journal {
    /// The record of these accounts, out of transactions that are booked in them or transfer cash to them.
    ///
    /// A transfer whose other account is not given crosses the border of the record: that account may be out
    /// of the caller's reach. `instruments` holds every instrument that a transaction names. All belong to the
    /// firm of the transactions.
    ///
    /// # Errors
    /// The first misfit in the order of the record: an unknown account or instrument, a trade in another
    /// currency than the instrument's, an account that was not open on the day, more sold than held, or two
    /// transactions with the same place in the order.
    pub fn new(
        accounts: &[Account],
        instruments: &[Instrument],
        transactions: impl IntoIterator<Item = impl Into<Arc<Transaction>>>,
    ) -> Result<Self, Misfit> {
        let mut transactions: Vec<Arc<Transaction>> =
            transactions.into_iter().map(Into::into).collect();
        transactions.sort_by_key(|transaction| (transaction.order(), transaction.id));
        let mut checks = Checks::new(accounts, instruments);
        for transaction in &transactions {
            checks
                .next(transaction)
                .map_err(|error| Misfit { transaction: transaction.id, error })?;
        }
        Ok(Self {
            accounts: accounts.iter().map(|account| (account.id, account.portfolio)).collect(),
            splits: Arc::new(checks.splits),
            transactions,
        })
    }

    /// The transactions in their order.
    #[must_use]
    pub fn transactions(&self) -> &[Arc<Transaction>] {
        &self.transactions
    }

    /// The accounts it is the record of.
    pub fn accounts(&self) -> impl ExactSizeIterator<Item = AccountId> {
        self.accounts.keys().copied()
    }

    /// The transactions up to and including the day.
    pub(super) fn until(&self, date: BusinessDate) -> &[Arc<Transaction>] {
        let after =
            self.transactions.partition_point(|transaction| transaction.booking.date() <= date);
        self.transactions.get(..after).unwrap_or_default()
    }

    /// The portfolio of an account of this record.
    pub(super) fn portfolio(&self, account: AccountId) -> Option<PortfolioId> {
        self.accounts.get(&account).copied()
    }

    /// The splits of an instrument, in order. A split is a fact of the instrument: a reduced record still knows
    /// those that only other accounts booked.
    pub(super) fn splits(&self, instrument: InstrumentId) -> &[(BusinessDate, SplitRatio)] {
        self.splits.get(&instrument).map_or(&[], Vec::as_slice)
    }

    pub(super) fn of_accounts(&self, inside: &BTreeSet<AccountId>) -> Result<Self, LedgerError> {
        let accounts = inside
            .iter()
            .map(|account| {
                let portfolio = self.portfolio(*account);
                let portfolio =
                    portfolio.ok_or(LedgerError::UnknownAccount { account: *account })?;
                Ok((*account, portfolio))
            })
            .collect::<Result<_, LedgerError>>()?;
        let concerns = |booking: &Booking| {
            inside.contains(&booking.account())
                || matches!(booking.event(), Event::CashTransfer { to, .. } if inside.contains(to))
        };
        Ok(Self {
            accounts,
            transactions: self
                .transactions
                .iter()
                .filter(|transaction| concerns(&transaction.booking))
                .cloned()
                .collect(),
            splits: Arc::clone(&self.splits),
        })
    }

    /// How the cash of the accounts of this record changes; nothing for a split, two moves for a transfer
    /// between two of them.
    pub(super) fn cash_moves(
        &self,
        booking: &Booking,
    ) -> Result<impl Iterator<Item = CashMove>, MoneyError> {
        let inside = |account: AccountId| self.accounts.contains_key(&account);
        let own = booking.net_cash()?;
        let moves = match *booking.event() {
            Event::CashTransfer { to, amount } => {
                let from = booking.account();
                [(from, amount.negate(), to), (to, amount, from)].map(|(account, amount, other)| {
                    inside(account).then_some(CashMove {
                        account,
                        amount,
                        crosses_border: !inside(other),
                    })
                })
            }
            event => [
                own.map(|amount| CashMove {
                    account: booking.account(),
                    amount,
                    crosses_border: matches!(
                        event,
                        Event::Deposit { .. } | Event::Withdrawal { .. }
                    ),
                }),
                None,
            ],
        };
        Ok(moves.into_iter().flatten())
    }
}

/// A change of the cash of one account.
#[derive(Debug, Clone, Copy)]
pub(super) struct CashMove {
    pub(super) account: AccountId,
    /// Above zero into the account, below zero out of it.
    pub(super) amount: Money,
    /// Whether the cash comes from, or goes to, the world outside the record.
    pub(super) crosses_border: bool,
}
