//! What a period brought in and what it was charged, in one currency.

use crate::ledger::{ChargeKind, Event, Journal, Transaction};
use crate::money::{Currency, Money, MoneyError};
use crate::pricing::Market;
use crate::time::Period;
use crate::undefined::{Figure, Undefined};

/// Income, fees and taxes of a period, each at the exchange rate of its own day. All are zero or more.
///
/// With the gain of [`Performance`](super::Performance) they tell what prices and currencies did:
/// `gain = income − fees − taxes + gains on prices and currencies`. Charges inside trades count here, so
/// that they are not part of those gains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earned {
    /// Dividends and interest before charges.
    pub income: Figure<Money>,
    /// Fees, on their own or inside other bookings.
    pub fees: Figure<Money>,
    /// Taxes, on their own or inside other bookings, withheld ones included.
    pub taxes: Figure<Money>,
}

/// What the accounts of a record earned and were charged in the period, in the currency.
#[must_use]
pub fn earned(journal: &Journal, market: &Market, period: Period, currency: Currency) -> Earned {
    let zero = || Ok(Money::zero(currency));
    let mut earned = Earned { income: zero(), fees: zero(), taxes: zero() };
    let inside = |transaction: &&Transaction| {
        period.contains(transaction.booking.date())
            && journal.accounts().any(|account| account == transaction.booking.account())
    };
    for transaction in journal.transactions().iter().map(AsRef::as_ref).filter(inside) {
        let booking = &transaction.booking;
        let convert = |amount: Money| {
            let conversion = market.conversion(amount.currency(), currency, booking.date())?;
            in_range(conversion.convert(amount))
        };
        match *booking.event() {
            Event::Dividend { amount, .. } | Event::Interest { amount } => {
                add(&mut earned.income, convert(amount));
            }
            Event::Fee { amount } => add(&mut earned.fees, convert(amount)),
            Event::Tax { amount } => add(&mut earned.taxes, convert(amount)),
            _ => {}
        }
        for charge in booking.charges() {
            let sum = match charge.kind {
                ChargeKind::Fee => &mut earned.fees,
                ChargeKind::Tax | ChargeKind::Withholding => &mut earned.taxes,
            };
            add(sum, convert(charge.amount));
        }
    }
    earned
}

fn add(sum: &mut Figure<Money>, amount: Figure<Money>) {
    let added = match (&*sum, amount) {
        (Ok(sum), Ok(amount)) => in_range(sum.add(amount)),
        (Err(reason), _) => Err(reason.clone()),
        (_, Err(reason)) => Err(reason),
    };
    *sum = added;
}

fn in_range<T>(result: Result<T, MoneyError>) -> Figure<T> {
    result.map_err(|_| Undefined::OutOfRange)
}
