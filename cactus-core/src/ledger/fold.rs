//! One pass along the record: cash, lots, postings and gains.

use std::collections::BTreeMap;

use super::pool::{OpenLot, Pool};
use super::posting::Writer;
use super::share::Spread;
use super::{CostBasis, Event, Heading, Journal, LedgerError, Posting, RealisedGain};
use super::{Trade, Transaction};
use crate::ids::{AccountId, InstrumentId, PortfolioId};
use crate::model::LotPool;
use crate::money::{Currency, Decimal, Money, Quantity, decimal};

/// Whose lots a pool holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    Account(AccountId),
    Portfolio(PortfolioId),
}

/// The state of the accounts after so many transactions.
pub(super) struct Fold<'a> {
    journal: &'a Journal,
    basis: &'a CostBasis,
    pools: BTreeMap<(Owner, InstrumentId), Pool>,
    cash: BTreeMap<(AccountId, Currency), Decimal>,
    entry: Entry,
}

/// What one transaction came to.
#[derive(Default)]
pub(super) struct Entry {
    pub(super) postings: Vec<Posting>,
    pub(super) gains: Vec<RealisedGain>,
}

impl<'a> Fold<'a> {
    pub(super) fn new(journal: &'a Journal, basis: &'a CostBasis) -> Self {
        Self {
            journal,
            basis,
            pools: BTreeMap::new(),
            cash: BTreeMap::new(),
            entry: Entry::default(),
        }
    }

    /// Takes the next transaction and tells what it came to.
    pub(super) fn apply(&mut self, transaction: &Transaction) -> Result<&Entry, LedgerError> {
        self.entry.postings.clear();
        self.entry.gains.clear();
        let account = transaction.booking.account();
        match *transaction.booking.event() {
            Event::Buy(trade) => self.buy(transaction, trade)?,
            Event::Sell(trade) => self.sell(transaction, trade)?,
            Event::Split { instrument, ratio } => {
                if let Some(pool) = self.pools.get_mut(&(self.owner(account)?, instrument)) {
                    pool.split(account, ratio)?;
                }
            }
            Event::Deposit { .. }
            | Event::Withdrawal { .. }
            | Event::CashTransfer { .. }
            | Event::Dividend { .. }
            | Event::Interest { .. }
            | Event::Fee { .. }
            | Event::Tax { .. } => {}
        }
        Writer::new(transaction, &mut self.entry.postings)
            .write(self.journal, &self.entry.gains)?;
        for posting in &self.entry.postings {
            if posting.heading == Heading::Cash {
                let key = (posting.account, posting.amount.currency());
                let balance = self.cash.entry(key).or_default();
                *balance = decimal::add(*balance, posting.amount.amount())?;
            }
        }
        Ok(&self.entry)
    }

    /// The cash of each account in each currency it ever had.
    pub(super) fn cash(&self) -> impl Iterator<Item = (AccountId, Money)> {
        self.cash
            .iter()
            .map(|((account, currency), balance)| (*account, Money::new(*balance, *currency)))
    }

    /// The lots of each instrument ever held.
    pub(super) fn pools(&self) -> impl Iterator<Item = (InstrumentId, &Pool)> {
        self.pools.iter().map(|((_, instrument), pool)| (*instrument, pool))
    }

    fn buy(&mut self, transaction: &Transaction, trade: Trade) -> Result<(), LedgerError> {
        let booking = &transaction.booking;
        let charges = booking.all_charges(trade.consideration.currency())?;
        let cost = trade.consideration.add(charges)?;
        let portfolio = self.portfolio(booking.account())?;
        let method = self.basis.method(portfolio);
        let key = (self.owner(booking.account())?, trade.instrument);
        let pool = self.pools.entry(key);
        let pool = pool.or_insert_with(|| Pool::new(method, cost.currency()));
        pool.add(OpenLot {
            account: booking.account(),
            opened_by: transaction.id,
            acquired_on: booking.date(),
            units: trade.quantity.value(),
            cost: cost.amount(),
        })?;
        Ok(())
    }

    fn sell(&mut self, transaction: &Transaction, trade: Trade) -> Result<(), LedgerError> {
        let booking = &transaction.booking;
        let account = booking.account();
        let oversold = |held| LedgerError::Oversold {
            account,
            instrument: trade.instrument,
            date: booking.date(),
            held,
            asked: trade.quantity,
        };
        let key = (self.owner(account)?, trade.instrument);
        let pool = self.pools.get_mut(&key).ok_or_else(|| oversold(Quantity::ZERO))?;
        let held = pool.units();
        let sold = pool.take(account, trade.quantity.value())?.ok_or_else(|| oversold(held))?;
        let currency = pool.currency();
        let charges = booking.all_charges(currency)?;
        let proceeds = trade.consideration.subtract(charges)?;
        let mut proceeds = Spread::new(proceeds.amount(), trade.quantity.value());
        for lot in sold {
            let proceeds = proceeds.next(lot.units)?;
            self.entry.gains.push(RealisedGain {
                transaction: transaction.id,
                account,
                instrument: trade.instrument,
                opened_by: lot.opened_by,
                acquired_on: lot.acquired_on,
                disposed_on: booking.date(),
                quantity: Quantity::new(lot.units),
                proceeds: Money::new(proceeds, currency),
                cost: Money::new(lot.cost, currency),
                gain: Money::new(decimal::subtract(proceeds, lot.cost)?, currency),
            });
        }
        Ok(())
    }

    fn owner(&self, account: AccountId) -> Result<Owner, LedgerError> {
        Ok(match self.basis.pool() {
            LotPool::Account => Owner::Account(account),
            LotPool::Portfolio => Owner::Portfolio(self.portfolio(account)?),
        })
    }

    fn portfolio(&self, account: AccountId) -> Result<PortfolioId, LedgerError> {
        self.journal.portfolio(account).ok_or(LedgerError::UnknownAccount { account })
    }
}
