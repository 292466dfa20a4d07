//! What a question is about.

use std::collections::BTreeMap;

use super::accounts::Accounts;
use super::effect::InCost;
use super::{Heading, LedgerError, Posting};
use crate::ids::{AccountId, InstrumentId};
use crate::money::{Currency, Decimal, Money, MoneyError, Quantity, Weight, decimal};

/// What a question is about: a function from a record to the part of it that the question concerns.
///
/// The engine computes from a reduced [`Journal`](super::Journal) exactly as from a whole one, so that there is one
/// way to compute a number and not one per question. A scope is not a reach: what somebody may see is decided before
/// a record is loaded.
///
/// ```
/// use cactus_core::ids::{AccountId, Id, InstrumentId};
/// use cactus_core::ledger::Scope;
/// use cactus_core::money::Weight;
///
/// let account = AccountId::from_uuid(uuid::Uuid::from_u128(1));
/// let instrument = InstrumentId::from_uuid(uuid::Uuid::from_u128(1));
/// let before_taxes = Scope::accounts([account]).before_taxes();
/// let half = Scope::all().owned([(account, Weight::new("0.5".parse()?))]);
/// let security = Scope::all().instruments([instrument]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    accounts: Option<BTreeMap<AccountId, Weight>>,
    instruments: Option<BTreeMap<InstrumentId, Weight>>,
    before_taxes: bool,
    before_fees: bool,
}

impl Scope {
    /// Everything in the record.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// These accounts. What moves between two of them stays inside; what moves between one of them and any other
    /// crosses the border.
    pub fn accounts(accounts: impl IntoIterator<Item = AccountId>) -> Self {
        Self::all().owned(accounts.into_iter().map(|account| (account, Weight::ONE)))
    }

    /// These accounts alone, each with the share of it that counts: that of one of several owners.
    #[must_use]
    pub fn owned(self, shares: impl IntoIterator<Item = (AccountId, Weight)>) -> Self {
        Self { accounts: Some(shares.into_iter().collect()), ..self }
    }

    /// These instruments alone, without cash: what is paid for them comes in, what they bring goes out.
    #[must_use]
    pub fn instruments(self, instruments: impl IntoIterator<Item = InstrumentId>) -> Self {
        self.weighted(instruments.into_iter().map(|instrument| (instrument, Weight::ONE)))
    }

    /// These instruments alone, each with the share of it that counts: that of a node of a taxonomy.
    #[must_use]
    pub fn weighted(self, weights: impl IntoIterator<Item = (InstrumentId, Weight)>) -> Self {
        Self { instruments: Some(weights.into_iter().collect()), ..self }
    }

    /// The same before taxes: a tax is taken out, and is not a loss.
    #[must_use]
    pub fn before_taxes(self) -> Self {
        Self { before_taxes: true, ..self }
    }

    /// The same before fees: a fee is taken out, and is not a loss.
    #[must_use]
    pub fn before_fees(self) -> Self {
        Self { before_fees: true, ..self }
    }
}

/// A scope over the accounts of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lens {
    accounts: BTreeMap<AccountId, Weight>,
    instruments: Option<BTreeMap<InstrumentId, Weight>>,
    before_taxes: bool,
    before_fees: bool,
}

impl Lens {
    /// Everything in these accounts.
    pub(super) fn whole(accounts: &Accounts) -> Self {
        Self {
            accounts: accounts.keys().map(|account| (*account, Weight::ONE)).collect(),
            instruments: None,
            before_taxes: false,
            before_fees: false,
        }
    }

    /// The same, reduced further.
    pub(super) fn within(&self, scope: &Scope) -> Result<Self, LedgerError> {
        let mut lens = self.clone();
        if let Some(accounts) = &scope.accounts {
            lens.accounts.clear();
            for (account, share) in accounts {
                let account = *account;
                let known = self.accounts.get(&account);
                let known = known.ok_or(LedgerError::UnknownAccount { account })?;
                lens.accounts.insert(account, times(*known, *share)?);
            }
        }
        if let Some(instruments) = &scope.instruments {
            let mut reduced = BTreeMap::new();
            for (instrument, weight) in instruments {
                if let Some(known) = self.of_instrument(*instrument) {
                    reduced.insert(*instrument, times(known, *weight)?);
                }
            }
            lens.instruments = Some(reduced);
        }
        lens.before_taxes |= scope.before_taxes;
        lens.before_fees |= scope.before_fees;
        Ok(lens)
    }

    /// The accounts it looks at.
    pub(super) fn accounts(&self) -> impl ExactSizeIterator<Item = AccountId> {
        self.accounts.keys().copied()
    }

    /// The share of the account that counts; none if it is outside.
    pub(super) fn of_account(&self, account: AccountId) -> Option<Weight> {
        self.accounts.get(&account).copied()
    }

    fn of_instrument(&self, instrument: InstrumentId) -> Option<Weight> {
        match &self.instruments {
            Some(weights) => weights.get(&instrument).copied(),
            None => Some(Weight::ONE),
        }
    }

    /// The share of an account's units of an instrument that counts; zero if they are outside.
    pub(super) fn share(
        &self,
        account: AccountId,
        instrument: InstrumentId,
    ) -> Result<Weight, MoneyError> {
        match (self.of_account(account), self.of_instrument(instrument)) {
            (Some(account), Some(instrument)) => times(account, instrument),
            _ => Ok(Weight::ZERO),
        }
    }

    /// Which charges may be part of a cost: those that the scope takes out may not.
    pub(super) const fn in_cost(&self, basis: InCost) -> InCost {
        InCost { fees: basis.fees && !self.before_fees, taxes: basis.taxes && !self.before_taxes }
    }

    /// The part of the postings of one transaction that the scope sees, in balance again: what it does not see is
    /// the world outside.
    pub(super) fn view(&self, all: &[Posting], seen: &mut Vec<Posting>) -> Result<(), MoneyError> {
        let first = seen.len();
        for posting in all {
            if let Some(posting) = self.see(posting)? {
                seen.push(posting);
            }
        }
        let Some(account) = seen.get(first).map(|posting| posting.account) else {
            return Ok(());
        };
        let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
        for posting in seen.iter().skip(first) {
            let sum = sums.entry(posting.amount.currency()).or_default();
            *sum = decimal::add(*sum, posting.amount.amount())?;
        }
        let rest = sums.into_iter().filter(|(_, sum)| !sum.is_zero());
        let template = seen.get(first).copied();
        seen.extend(rest.filter_map(|(currency, sum)| {
            let amount = Money::new(-sum, currency);
            Some(Posting { account, heading: Heading::InKind, amount, ..template? })
        }));
        Ok(())
    }

    /// The postings of cash that moves between two accounts. Where the scope sees the two alike, it moves inside,
    /// perhaps through an exchange; what it sees differently comes from outside and goes there.
    pub(super) fn transfer(
        &self,
        from: AccountId,
        to: AccountId,
        paid: Money,
        received: Money,
    ) -> impl Iterator<Item = (AccountId, Heading, Money)> + use<> {
        let alike = self.of_account(from) == self.of_account(to);
        let other = match alike {
            true if paid.currency() == received.currency() => None,
            true => Some(Heading::Exchange),
            false => Some(Heading::Outside),
        };
        let legs = [(from, paid.negate()), (to, received)];
        legs.into_iter().flat_map(move |(account, amount)| {
            let cash = Some((account, Heading::Cash, amount));
            let other = other.map(|heading| (account, heading, amount.negate()));
            cash.into_iter().chain(other)
        })
    }

    fn see(&self, posting: &Posting) -> Result<Option<Posting>, MoneyError> {
        let Some(account) = self.of_account(posting.account) else {
            return Ok(None);
        };
        let (share, without_cash) = match (&self.instruments, posting.instrument) {
            (None, _) => (account, false),
            (Some(_), None) => return Ok(None),
            (Some(weights), Some(instrument)) => match weights.get(&instrument) {
                Some(weight) => (times(account, *weight)?, true),
                None => return Ok(None),
            },
        };
        let heading = match posting.heading {
            Heading::Cash if without_cash => Heading::Outside,
            Heading::Taxes if self.before_taxes => Heading::Outside,
            Heading::Fees if self.before_fees => Heading::Outside,
            heading => heading,
        };
        let amount = scale(posting.amount, share)?;
        Ok((!amount.is_zero()).then_some(Posting { heading, amount, ..*posting }))
    }
}

fn times(one: Weight, other: Weight) -> Result<Weight, MoneyError> {
    if one == Weight::ONE {
        return Ok(other);
    }
    decimal::multiply_rounded(one.value(), other.value()).map(Weight::new)
}

/// The share of an amount.
pub(super) fn scale(amount: Money, share: Weight) -> Result<Money, MoneyError> {
    Ok(Money::new(scale_number(amount.amount(), share)?, amount.currency()))
}

/// The share of so many units.
pub(super) fn scale_units(units: Quantity, share: Weight) -> Result<Quantity, MoneyError> {
    scale_number(units.value(), share).map(Quantity::new)
}

pub(super) fn scale_number(number: Decimal, share: Weight) -> Result<Decimal, MoneyError> {
    if share == Weight::ONE {
        return Ok(number);
    }
    decimal::multiply_rounded(number, share.value())
}
