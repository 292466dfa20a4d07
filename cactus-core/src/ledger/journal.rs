//! The record of a firm, or of a part of it: validated, in its one total order.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::accounts::{Accounts, KnownAccount};
use super::checks::{Checks, Splits};
use super::given::Given;
use super::index::{Index, WORTH_A_THREAD};
use super::lens::{Lens, Shares};
use super::splits::BookedSplits;
use super::{InstrumentSplit, LedgerError, Misfit, Scope, Transaction, UnitRatio};
use crate::ids::{AccountId, InstrumentId};
use crate::model::{Account, Instrument};
use crate::money::{Currency, Weight};
use crate::time::{BusinessDate, Timestamp};

/// Transactions that fit the accounts, the instruments and each other, in their one total order.
///
/// Whatever order they are given in, they stand by date, then by time and class of the event, then by sequence number
/// ([`Transaction::order`]), so that a booking entered late counts as if it had been entered in time; what was
/// voided counts as if it had never been entered. A journal is a value: the engine computes from it and changes
/// nothing. Transactions are shared, so that reducing a journal to a [`Scope`] copies none.
#[derive(Debug, Clone)]
pub struct Journal {
    /// What the whole was made of.
    given: Arc<Given>,
    accounts: Arc<Accounts>,
    index: Arc<Index>,
    splits: Arc<Splits>,
    currencies: Arc<BTreeSet<Currency>>,
    lens: Lens,
    /// The accounts among which pools are told apart.
    pooled: Arc<Shares>,
    transactions: Vec<Arc<Transaction>>,
}

impl Journal {
    /// The record of these accounts, out of transactions that are booked in them or transfer to them.
    ///
    /// A transfer whose other account is not given crosses the border of the record: that account may be out
    /// of the caller's reach. `instruments` holds every instrument that a transaction names. All belong to the
    /// firm of the transactions.
    ///
    /// # Errors
    /// The first misfit in the order of the record: an unknown account or instrument, a trade in another
    /// currency than the instrument's, an account that was not open on the day, more sold than held where the account
    /// may not be short, a void of nothing, or two transactions with the same place in the order.
    pub fn new(
        accounts: &[Account],
        instruments: &[Instrument],
        transactions: impl IntoIterator<Item = impl Into<Arc<Transaction>>>,
    ) -> Result<Self, Misfit> {
        Self::with_splits(accounts, instruments, &[], transactions)
    }

    /// The record of these accounts, in which splits of instruments count that the accounts need not book themselves:
    /// in every account that holds the instrument at the start of the day, as if it had booked the split there. Of two
    /// for one instrument and day, the first counts.
    ///
    /// # Errors
    /// As [`Journal::new`], and if an account booked a split of the day with another ratio.
    pub fn with_splits(
        accounts: &[Account],
        instruments: &[Instrument],
        splits: &[InstrumentSplit],
        transactions: impl IntoIterator<Item = impl Into<Arc<Transaction>>>,
    ) -> Result<Self, Misfit> {
        Self::of(Given {
            accounts: accounts.to_vec(),
            instruments: instruments.to_vec(),
            splits: splits.to_vec(),
            transactions: transactions.into_iter().map(Into::into).collect(),
        })
    }

    fn of(given: Given) -> Result<Self, Misfit> {
        let Given { accounts, instruments, splits, .. } = &given;
        let booked = given.in_order()?;
        let known: Accounts =
            accounts.iter().map(|account| (account.id, KnownAccount::of(account))).collect();
        let mut checks = Checks::new(accounts, &known, instruments);
        let transactions = in_force(&booked, splits, &mut checks)?;
        let (splits, currencies) = (Arc::new(checks.splits), Arc::new(checks.currencies));
        let lens = Lens::whole(&known);
        Ok(Self {
            index: Arc::new(Index::new(&known, &transactions)),
            accounts: Arc::new(known),
            splits,
            currencies,
            pooled: lens.shares(),
            lens,
            transactions,
            given: Arc::new(given),
        })
    }

    /// The same record, or the same part of one, as it was known at a moment: without the transactions and splits that
    /// were recorded later, and with those that were voided later.
    ///
    /// Accounts and instruments are as they are now: only what carries when it was recorded can be told apart. Whatever a
    /// store keeps was checked when it was recorded, so that what was known then holds together.
    ///
    /// # Errors
    /// As [`Journal::with_splits`], if what is left does not hold together: recording times that were made up, or an
    /// account that must not be short any more.
    pub fn known_on(&self, moment: Timestamp) -> Result<Self, Misfit> {
        let known = Self::of(self.given.known_on(moment))?;
        let (lens, pooled) = (self.lens.clone(), Arc::clone(&self.pooled));
        Ok(known.through(lens, pooled))
    }

    /// The part of the record that the scope concerns, with its lots told apart as if there were nothing else.
    ///
    /// Lots that came from an account outside the scope keep their days and cost.
    ///
    /// # Errors
    /// [`LedgerError::UnknownAccount`] if the scope names an account that is not in this record.
    pub fn within(&self, scope: &Scope) -> Result<Self, LedgerError> {
        let lens = self.lens.within(scope)?;
        let pooled = lens.shares();
        Ok(self.through(lens, pooled))
    }

    /// The same part of the record, with its lots told apart as in this whole: where a sale takes from the lots of
    /// all accounts of a portfolio, the parts of one whole sum to it.
    ///
    /// # Errors
    /// As [`Journal::within`].
    pub fn part(&self, scope: &Scope) -> Result<Self, LedgerError> {
        let lens = self.lens.within(scope)?;
        Ok(self.through(lens, Arc::clone(&self.pooled)))
    }

    /// The scopes of parts of the record of which none bears on the lots of another: together they hold what this holds.
    /// At most one if the record is small.
    pub(super) fn apart(&self) -> Vec<Scope> {
        if self.transactions.len() < 2 * WORTH_A_THREAD {
            return Vec::new();
        }
        let portfolio = |account| Some(self.accounts.get(&account)?.portfolio);
        let groups = self.index.apart(self.lens.accounts(), portfolio);
        groups.into_iter().map(Scope::accounts).collect()
    }

    /// What the lens sees, where pools are told apart among these accounts.
    fn through(&self, lens: Lens, pooled: Arc<Shares>) -> Self {
        let among = pooled.as_ref();
        let mates = |account| {
            let known = self.accounts.get(&account).filter(|_| among.contains_key(&account));
            let mates = known.map_or(&[][..], |known| self.index.of_portfolio(known.portfolio));
            mates.iter().filter(move |mate| among.contains_key(mate))
        };
        let transactions = self.index.concerning(lens.accounts(), mates);
        Self {
            given: Arc::clone(&self.given),
            accounts: Arc::clone(&self.accounts),
            index: Arc::clone(&self.index),
            splits: Arc::clone(&self.splits),
            currencies: Arc::clone(&self.currencies),
            lens,
            pooled,
            transactions,
        }
    }

    /// The transactions in their order, without those that were voided, and with the splits of instruments in each
    /// account in which they count.
    #[must_use]
    pub fn transactions(&self) -> &[Arc<Transaction>] {
        &self.transactions
    }

    /// The accounts it is the record of.
    pub fn accounts(&self) -> impl ExactSizeIterator<Item = AccountId> {
        self.lens.accounts()
    }

    /// The currencies of all cash in the whole record, of which this may be a part.
    #[must_use]
    pub fn currencies(&self) -> &BTreeSet<Currency> {
        &self.currencies
    }

    /// The transactions up to and including the day.
    pub(super) fn until(&self, date: BusinessDate) -> &[Arc<Transaction>] {
        let after =
            self.transactions.partition_point(|transaction| transaction.booking.date() <= date);
        self.transactions.get(..after).unwrap_or_default()
    }

    /// All accounts whose record is known, inside or outside what the question is about.
    pub(super) fn known(&self) -> &Accounts {
        &self.accounts
    }

    /// What the question is about.
    pub(super) const fn lens(&self) -> &Lens {
        &self.lens
    }

    /// The share of the account by which pools are told apart; none if its lots are its own.
    pub(super) fn pooled(&self, account: AccountId) -> Option<Weight> {
        self.pooled.get(&account).copied()
    }

    /// The splits of an instrument, in order. A split is a fact of the instrument: a reduced record still knows
    /// those that only other accounts booked.
    pub(crate) fn splits(&self, instrument: InstrumentId) -> &[(BusinessDate, UnitRatio)] {
        self.splits.get(&instrument).map_or(&[], Vec::as_slice)
    }
}

/// The transactions in order, and among them the splits that accounts did not book.
fn in_force<'a>(
    booked: &'a [Arc<Transaction>],
    splits: &[InstrumentSplit],
    checks: &mut Checks<'a>,
) -> Result<Vec<Arc<Transaction>>, Misfit> {
    let mut splits = splits.to_vec();
    let key = |split: &InstrumentSplit| (split.date(), split.instrument());
    splits.sort_by_key(key);
    splits.dedup_by_key(|split| key(split));
    let by_themselves = match splits.is_empty() {
        true => BookedSplits::default(),
        false => BookedSplits::of(booked.iter().map(AsRef::as_ref)),
    };
    let mut due = splits.iter().peekable();
    let mut transactions = Vec::with_capacity(booked.len());
    for transaction in booked {
        while let Some(split) = due.next_if(|split| split.date() <= transaction.booking.date()) {
            transactions.extend(checks.split(split, &by_themselves)?.into_iter().map(Arc::new));
        }
        let misfit = |error| Misfit { transaction: transaction.id, error };
        checks.next(transaction).map_err(misfit)?;
        transactions.push(Arc::clone(transaction));
    }
    for split in due {
        transactions.extend(checks.split(split, &by_themselves)?.into_iter().map(Arc::new));
    }
    Ok(transactions)
}
