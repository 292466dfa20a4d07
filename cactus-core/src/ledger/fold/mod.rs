//! One pass along the record: cash, lots, postings and gains.

mod lots;
mod moves;

use std::collections::BTreeMap;

use super::effect::{Effect, InCost};
use super::lens::scale_number;
use super::pool::Pool;
use super::{BaseCurrency, CostBasis, Heading, Journal, LedgerError, Posting, RealisedGain};
use super::{Booking, Transaction};
use crate::ids::{AccountId, InstrumentId, PortfolioId};
use crate::model::LotPool;
use crate::money::{Currency, Decimal, Money, MoneyError, Weight, decimal};
use crate::undefined::{Figure, Undefined, both};

/// Whose lots a pool holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    Account(AccountId),
    /// Those of all accounts of a portfolio of which the same share counts.
    Portfolio(PortfolioId, Weight),
}

/// The state of the accounts after so many transactions.
pub(super) struct Fold<'a> {
    journal: &'a Journal,
    basis: &'a CostBasis,
    base: Option<BaseCurrency<'a>>,
    in_cost: InCost,
    pools: BTreeMap<(Owner, InstrumentId), Pool>,
    cash: BTreeMap<(AccountId, Currency), Decimal>,
    /// Lots so far.
    number: u64,
    /// Room for the effects of a transaction, empty between two of them.
    effects: Vec<Effect<'a>>,
    /// The postings of the transaction in all accounts.
    postings: Vec<Posting>,
    entry: Entry,
}

/// What one transaction came to, as the scope of the journal sees it.
pub(super) struct Entry {
    pub(super) postings: Vec<Posting>,
    pub(super) gains: Vec<RealisedGain>,
    /// The cost of lots that came in, less that of lots that left, without a purchase or a disposal.
    pub(super) carried: Figure<Decimal>,
    /// By how much the costs and proceeds at agreed rates differ from those at the rates of the day: a gain, where
    /// above zero, that is part of their exchange.
    pub(super) agreed: Figure<Decimal>,
}

impl<'a> Fold<'a> {
    pub(super) fn new(
        journal: &'a Journal,
        basis: &'a CostBasis,
        base: Option<BaseCurrency<'a>>,
    ) -> Self {
        Self {
            journal,
            basis,
            base,
            in_cost: journal.lens().in_cost(basis.in_cost()),
            pools: BTreeMap::new(),
            cash: BTreeMap::new(),
            number: 0,
            effects: Vec::new(),
            postings: Vec::new(),
            entry: Entry {
                postings: Vec::new(),
                gains: Vec::new(),
                carried: Ok(Decimal::ZERO),
                agreed: Ok(Decimal::ZERO),
            },
        }
    }

    /// Takes the next transaction and tells what it came to.
    pub(super) fn apply(&mut self, transaction: &'a Transaction) -> Result<&Entry, LedgerError> {
        self.postings.clear();
        self.entry.postings.clear();
        self.entry.gains.clear();
        self.entry.carried = Ok(Decimal::ZERO);
        self.entry.agreed = Ok(Decimal::ZERO);
        let mut effects = std::mem::take(&mut self.effects);
        transaction.booking.effects(self.in_cost, &mut effects)?;
        for effect in &effects {
            self.take(transaction, effect)?;
        }
        effects.clear();
        self.effects = effects;
        self.journal.lens().view(&self.postings, &mut self.entry.postings)?;
        for posting in &self.entry.postings {
            if posting.heading == Heading::Cash {
                let key = (posting.account, posting.amount.currency());
                let balance = self.cash.entry(key).or_default();
                *balance = decimal::add(*balance, posting.amount.amount())?;
            }
        }
        Ok(&self.entry)
    }

    fn take(&mut self, of: &Transaction, effect: &Effect<'_>) -> Result<(), LedgerError> {
        match *effect {
            Effect::Post { account, heading, instrument, amount } => {
                self.postings.push(Posting {
                    transaction: of.id,
                    account,
                    heading,
                    instrument,
                    amount,
                });
                Ok(())
            }
            Effect::Transfer { from, to, paid, received } => {
                let postings = self.journal.lens().transfer(from, to, paid, received);
                self.postings.extend(postings.map(|(account, heading, amount)| Posting {
                    transaction: of.id,
                    account,
                    heading,
                    instrument: None,
                    amount,
                }));
                Ok(())
            }
            Effect::Cross { .. } => Ok(()),
            _ if !self.knows_accounts_of(effect) => Ok(()),
            _ => self.move_units(of, effect),
        }
    }

    /// Whether lots are kept of an account that the effect touches.
    fn knows_accounts_of(&self, effect: &Effect<'_>) -> bool {
        let known = |account| self.journal.known().contains_key(&account);
        match *effect {
            Effect::Carry { from, to, .. } => known(from) || known(to),
            Effect::Acquire { account, .. }
            | Effect::Dispose { account, .. }
            | Effect::Expire { account, .. }
            | Effect::Split { account, .. }
            | Effect::ReturnCapital { account, .. } => known(account),
            Effect::Convert(conversion) => known(conversion.account),
            Effect::Post { .. } | Effect::Transfer { .. } | Effect::Cross { .. } => true,
        }
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

    /// What an amount is in the currency of the question, on the day of the booking; nothing without one.
    fn in_base(&self, amount: Money, booking: &Booking) -> Figure<Decimal> {
        self.base.map_or(Ok(Decimal::ZERO), |base| base.convert(amount, booking.date()))
    }

    fn share(&self, account: AccountId, instrument: InstrumentId) -> Result<Weight, MoneyError> {
        self.journal.lens().share(account, instrument)
    }

    /// Counts the cost of lots that came or went without being bought or sold.
    fn carry_cost(&mut self, cost: &Figure<Decimal>, share: Weight) {
        let part = in_range(cost, |cost| scale_number(cost, share));
        self.entry.carried = both(&self.entry.carried, &part, decimal::add);
    }

    /// Counts by how much an amount at its agreed rate differs from the one at the rate of the day.
    fn agree(&mut self, difference: &Figure<Decimal>, share: Weight) {
        let part = in_range(difference, |difference| scale_number(difference, share));
        self.entry.agreed = both(&self.entry.agreed, &part, decimal::add);
    }

    /// The pool that the account's units of the instrument lie in.
    fn pool(
        &mut self,
        account: AccountId,
        instrument: InstrumentId,
        currency: Currency,
    ) -> Result<&mut Pool, LedgerError> {
        let key = (self.owner(account)?, instrument);
        let method = self.basis.method(self.portfolio(account)?);
        Ok(self.pools.entry(key).or_insert_with(|| Pool::new(method, currency)))
    }

    /// The pool, if the account ever had units of the instrument in it.
    fn known_pool(
        &mut self,
        account: AccountId,
        instrument: InstrumentId,
    ) -> Result<Option<&mut Pool>, LedgerError> {
        let key = (self.owner(account)?, instrument);
        Ok(self.pools.get_mut(&key))
    }

    /// A pool does not reach beyond what the question is about.
    fn owner(&self, account: AccountId) -> Result<Owner, LedgerError> {
        let share = self.journal.pooled(account);
        Ok(match (self.basis.pool(), share) {
            (LotPool::Portfolio, Some(share)) => Owner::Portfolio(self.portfolio(account)?, share),
            (LotPool::Portfolio, None) | (LotPool::Account, _) => Owner::Account(account),
        })
    }

    fn portfolio(&self, account: AccountId) -> Result<PortfolioId, LedgerError> {
        let known = self.journal.known().get(&account);
        known.map(|known| known.portfolio).ok_or(LedgerError::UnknownAccount { account })
    }
}

fn in_range(
    figure: &Figure<Decimal>,
    of: impl Fn(Decimal) -> Result<Decimal, MoneyError>,
) -> Figure<Decimal> {
    of(figure.clone()?).map_err(|_| Undefined::OutOfRange)
}
