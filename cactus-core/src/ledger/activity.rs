//! What happened in a period.

use std::collections::BTreeMap;

use super::RealisedGain;
use super::fold::Fold;
use super::{Booking, ChargeKind, CostBasis, Event, Heading, Journal, LedgerError, Posting};
use crate::money::{Currency, Decimal, MoneyError, decimal};
use crate::time::Period;

/// What happened in a period `(start, end]`.
///
/// In each currency, what was held at cost plus cash moved by exactly
/// `net flows + realised + income − fees.outside_trades − taxes.outside_trades`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// The period.
    pub period: Period,
    /// The sums in each currency in which something happened.
    pub totals: BTreeMap<Currency, Totals>,
    /// What was gained or lost on each lot sold, in the order of the record.
    pub realised: Vec<RealisedGain>,
}

/// Sums of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Cash that came in over the border of the scope.
    pub inflows: Decimal,
    /// Cash that went out over the border of the scope, above zero.
    pub outflows: Decimal,
    /// Gains less losses on what was sold, net of the charges of purchases and sales.
    pub realised: Decimal,
    /// Dividends before charges.
    pub dividends: Decimal,
    /// Interest before charges.
    pub interest: Decimal,
    /// Fees.
    pub fees: Charged,
    /// Taxes, withheld ones included.
    pub taxes: Charged,
}

/// Charges, told apart by whether cost and proceeds already count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Charged {
    /// Those of trades: part of the cost of what was bought, taken off the proceeds of what was sold.
    pub in_trades: Decimal,
    /// All others: booked on their own, or taken off income.
    pub outside_trades: Decimal,
}

impl Charged {
    /// All of them.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn total(self) -> Result<Decimal, MoneyError> {
        decimal::add(self.in_trades, self.outside_trades)
    }
}

impl Totals {
    /// Inflows less outflows.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn net_flows(self) -> Result<Decimal, MoneyError> {
        decimal::subtract(self.inflows, self.outflows)
    }

    /// Dividends and interest before charges.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn income(self) -> Result<Decimal, MoneyError> {
        decimal::add(self.dividends, self.interest)
    }

    /// Counts a posting. Debits are above zero, so that income and gains come with the other sign.
    fn count(&mut self, posting: &Posting) -> Result<(), MoneyError> {
        let amount = posting.amount.amount();
        let (sum, amount) = match posting.heading {
            Heading::Cash | Heading::Cost(_) => return Ok(()),
            Heading::Realised(_) => (&mut self.realised, -amount),
            Heading::Dividends(_) => (&mut self.dividends, -amount),
            Heading::Interest => (&mut self.interest, -amount),
            Heading::Fees => (&mut self.fees.outside_trades, amount),
            Heading::Taxes => (&mut self.taxes.outside_trades, amount),
            Heading::Outside if posting.amount.is_negative() => (&mut self.inflows, -amount),
            Heading::Outside => (&mut self.outflows, amount),
        };
        *sum = decimal::add(*sum, amount)?;
        Ok(())
    }

    fn count_charges_of_trade(&mut self, booking: &Booking) -> Result<(), MoneyError> {
        for charge in booking.charges() {
            let charged = match charge.kind {
                ChargeKind::Fee => &mut self.fees,
                ChargeKind::Tax | ChargeKind::Withholding => &mut self.taxes,
            };
            charged.in_trades = decimal::add(charged.in_trades, charge.amount.amount())?;
        }
        Ok(())
    }
}

impl Activity {
    /// The sums of a currency; zeros where nothing happened.
    #[must_use]
    pub fn in_currency(&self, currency: Currency) -> Totals {
        self.totals.get(&currency).copied().unwrap_or_default()
    }
}

impl Journal {
    /// What happened in the accounts of this record in the period.
    ///
    /// # Errors
    /// [`LedgerError::Money`] if a sum needs more than 28 digits.
    pub fn activity(&self, period: Period, basis: &CostBasis) -> Result<Activity, LedgerError> {
        let mut activity = Activity { period, totals: BTreeMap::new(), realised: Vec::new() };
        let mut fold = Fold::new(self, basis);
        for transaction in self.until(period.end()) {
            let booking = &transaction.booking;
            let entry = fold.apply(transaction)?;
            if !period.contains(booking.date()) {
                continue;
            }
            for posting in &entry.postings {
                let totals = activity.totals.entry(posting.amount.currency());
                totals.or_default().count(posting)?;
            }
            if let Event::Buy(trade) | Event::Sell(trade) = booking.event() {
                let totals = activity.totals.entry(trade.consideration.currency());
                totals.or_default().count_charges_of_trade(booking)?;
            }
            activity.realised.extend_from_slice(&entry.gains);
        }
        Ok(activity)
    }

    /// The record as double entry, in its order.
    ///
    /// # Errors
    /// [`LedgerError::Money`] if a sum needs more than 28 digits.
    pub fn postings(&self, basis: &CostBasis) -> Result<Vec<Posting>, LedgerError> {
        let mut postings = Vec::new();
        let mut fold = Fold::new(self, basis);
        for transaction in self.transactions() {
            postings.extend_from_slice(&fold.apply(transaction)?.postings);
        }
        Ok(postings)
    }
}
