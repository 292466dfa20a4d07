//! What a scope sees of a record.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::accounts::Accounts;
use super::effect::InCost;
use super::scope::CashScope;
use super::{Heading, LedgerError, Posting, Scope};
use crate::ids::{AccountId, InstrumentId};
use crate::money::{Currency, Decimal, Money, MoneyError, Quantity, Weight, decimal};

/// The share of each account that counts.
pub(super) type Shares = BTreeMap<AccountId, Weight>;

/// A scope over the accounts of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lens {
    accounts: Arc<Shares>,
    assets: Option<Assets>,
    before_taxes: bool,
    before_fees: bool,
}

/// A part of what the accounts hold.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Assets {
    instruments: Instruments,
    cash: Option<CashScope>,
}

/// The share of each instrument that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Instruments {
    All,
    Of(BTreeMap<InstrumentId, Weight>),
}

impl Instruments {
    fn share(&self, instrument: InstrumentId) -> Weight {
        match self {
            Self::All => Weight::ONE,
            Self::Of(weights) => weights.get(&instrument).copied().unwrap_or(Weight::ZERO),
        }
    }
}

impl Assets {
    const ALL: Self = Self { instruments: Instruments::All, cash: Some(CashScope::All) };

    /// Those of the scope; none if it names no part of them.
    fn within(&self, scope: &Scope) -> Result<Option<Self>, MoneyError> {
        if scope.instruments.is_none() && scope.cash.is_none() {
            return Ok(None);
        }
        let mut weights = BTreeMap::new();
        for (instrument, weight) in scope.instruments.iter().flatten() {
            let share = times(self.instruments.share(*instrument), *weight)?;
            if !share.is_zero() {
                weights.insert(*instrument, share);
            }
        }
        let cash = match (&self.cash, &scope.cash) {
            (None, _) | (_, None) => None,
            (Some(CashScope::All), Some(part)) | (Some(part), Some(CashScope::All)) => {
                Some(part.clone())
            }
            (Some(CashScope::Of(here)), Some(CashScope::Of(there))) => {
                Some(CashScope::Of(here.intersection(there).copied().collect()))
            }
        };
        Ok(Some(Self { instruments: Instruments::Of(weights), cash }))
    }

    fn has_cash(&self, currency: Currency) -> bool {
        match &self.cash {
            None => false,
            Some(CashScope::All) => true,
            Some(CashScope::Of(currencies)) => currencies.contains(&currency),
        }
    }
}

impl Lens {
    /// Everything in these accounts.
    pub(super) fn whole(accounts: &Accounts) -> Self {
        Self {
            accounts: Arc::new(accounts.keys().map(|account| (*account, Weight::ONE)).collect()),
            assets: None,
            before_taxes: false,
            before_fees: false,
        }
    }

    /// The same, reduced further.
    pub(super) fn within(&self, scope: &Scope) -> Result<Self, LedgerError> {
        let accounts = match &scope.accounts {
            None => self.shares(),
            Some(shares) => {
                let share = |(account, share): (&AccountId, &Weight)| {
                    let account = *account;
                    let known = self.accounts.get(&account);
                    let known = known.ok_or(LedgerError::UnknownAccount { account })?;
                    Ok((account, times(*known, *share)?))
                };
                Arc::new(shares.iter().map(share).collect::<Result<_, LedgerError>>()?)
            }
        };
        let reduced = self.assets.as_ref().unwrap_or(&Assets::ALL).within(scope)?;
        Ok(Self {
            accounts,
            assets: reduced.or_else(|| self.assets.clone()),
            before_taxes: self.before_taxes | scope.before_taxes,
            before_fees: self.before_fees | scope.before_fees,
        })
    }

    /// The share of each account it looks at.
    pub(super) fn shares(&self) -> Arc<Shares> {
        Arc::clone(&self.accounts)
    }

    /// The accounts it looks at.
    pub(super) fn accounts(&self) -> impl ExactSizeIterator<Item = AccountId> {
        self.accounts.keys().copied()
    }

    /// The share of the account that counts; none if it is outside.
    pub(super) fn of_account(&self, account: AccountId) -> Option<Weight> {
        self.accounts.get(&account).copied()
    }

    /// The share of an account's units of an instrument that counts; zero if they are outside.
    pub(super) fn share(
        &self,
        account: AccountId,
        instrument: InstrumentId,
    ) -> Result<Weight, MoneyError> {
        let Some(account) = self.of_account(account) else { return Ok(Weight::ZERO) };
        let assets = self.assets.as_ref();
        times(account, assets.map_or(Weight::ONE, |assets| assets.instruments.share(instrument)))
    }

    /// Which charges may be part of a cost: those that the scope takes out may not.
    pub(super) const fn in_cost(&self, basis: InCost) -> InCost {
        InCost { fees: basis.fees && !self.before_fees, taxes: basis.taxes && !self.before_taxes }
    }

    /// The part of the postings of one transaction that the scope sees, in balance again: what it does not see is
    /// the world outside.
    pub(super) fn view(&self, all: &[Posting], seen: &mut Vec<Posting>) -> Result<(), MoneyError> {
        let first = seen.len();
        let sold = self.sold_outside(all);
        for posting in all {
            if let Some(account) = self.of_account(posting.account) {
                self.see(posting, account, sold, seen)?;
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

    /// What is sold in an exchange of cash, if not all of the currencies are inside.
    fn sold_outside<'a>(&self, all: &'a [Posting]) -> Option<&'a Posting> {
        let assets = self.assets.as_ref()?;
        let mut exchanged = all.iter().filter(|posting| is_exchange_of_cash(posting));
        let inside = exchanged.clone().all(|posting| assets.has_cash(posting.amount.currency()));
        if inside { None } else { exchanged.find(|posting| posting.amount.is_positive()) }
    }

    fn see(
        &self,
        posting: &Posting,
        account: Weight,
        sold_outside: Option<&Posting>,
        seen: &mut Vec<Posting>,
    ) -> Result<(), MoneyError> {
        let mut push = |heading, amount: Money| {
            if !amount.is_zero() {
                seen.push(Posting { heading, amount, ..*posting });
            }
        };
        let heading = match posting.heading {
            Heading::Taxes if self.before_taxes => Heading::Outside,
            Heading::Fees if self.before_fees => Heading::Outside,
            heading => heading,
        };
        let Some(assets) = &self.assets else {
            push(heading, scale(posting.amount, account)?);
            return Ok(());
        };
        let has_cash = assets.has_cash(posting.amount.currency());
        let of_cash = if has_cash { account } else { Weight::ZERO };
        let share = match posting.instrument {
            Some(instrument) => times(account, assets.instruments.share(instrument))?,
            None => of_cash,
        };
        let amount = scale(posting.amount, share)?;
        match heading {
            // What an instrument inside is paid with, or brings, crosses the border as far as the cash is outside,
            // and the cash inside that pays for an instrument outside does, too.
            Heading::Cash => {
                let cash = scale(posting.amount, of_cash)?;
                push(Heading::Outside, amount.subtract(cash)?);
                push(Heading::Cash, cash);
            }
            // A currency that is bought comes in at what was paid for it, so that what the exchange gained is its own.
            Heading::Exchange if is_exchange_of_cash(posting) => match sold_outside {
                Some(_) if amount.is_positive() => push(Heading::Outside, amount),
                Some(sold) if !amount.is_zero() => {
                    let paid = scale(sold.amount, share)?;
                    push(Heading::Exchange, amount);
                    push(Heading::Exchange, paid);
                    push(Heading::Outside, paid.negate());
                }
                _ => push(Heading::Exchange, amount),
            },
            heading => push(heading, amount),
        }
        Ok(())
    }
}

fn is_exchange_of_cash(posting: &Posting) -> bool {
    posting.heading == Heading::Exchange && posting.instrument.is_none()
}

fn times(one: Weight, other: Weight) -> Result<Weight, MoneyError> {
    if one == Weight::ONE {
        return Ok(other);
    }
    if other == Weight::ONE {
        return Ok(one);
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
