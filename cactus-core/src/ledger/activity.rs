//! What happened in a period.

use std::collections::BTreeMap;

use super::fold::Fold;
use super::lens::scale;
use super::{BaseCurrency, Booking, ChargeKind, CostBasis, Heading, Journal, LedgerError};
use super::{Posting, RealisedGain};
use crate::money::{Currency, Decimal, Money, MoneyError, decimal};
use crate::time::Period;

/// What happened in a period `(start, end]`.
///
/// In each currency, what was held at cost plus cash moved by exactly `net flows + in kind + realised + income −
/// fees.outside_trades − taxes.outside_trades + exchanged`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// The period.
    pub period: Period,
    /// The sums in each currency in which something happened.
    pub totals: BTreeMap<Currency, Totals>,
    /// What was gained or lost on each lot disposed of, in the order of the record.
    pub realised: Vec<RealisedGain>,
}

/// Sums of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Cash that came in over the border of the scope.
    pub inflows: Decimal,
    /// Cash that went out over the border of the scope, above zero.
    pub outflows: Decimal,
    /// Units that came in over the border less those that went out: at their cost, or at the agreed value where they
    /// were disposed of by going out. So also the cost that a merger took over into another currency.
    pub in_kind: Decimal,
    /// Gains less losses on what was disposed of, net of the charges of purchases and sales.
    pub realised: Decimal,
    /// Dividends before charges, less those owed on short positions.
    pub dividends: Decimal,
    /// Interest before charges, less accrued interest paid.
    pub interest: Decimal,
    /// Interest charged, above zero.
    pub interest_charges: Decimal,
    /// Fees less refunds.
    pub fees: Charged,
    /// Taxes less refunds, withheld ones included.
    pub taxes: Charged,
    /// What exchanges from other currencies brought, less what exchanges into others took.
    pub exchanged: Decimal,
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

    /// Dividends and interest before charges, less interest charged.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] past 28 digits.
    pub fn income(self) -> Result<Decimal, MoneyError> {
        let received = decimal::add(self.dividends, self.interest)?;
        decimal::subtract(received, self.interest_charges)
    }

    /// Counts a posting. Debits are above zero, so that income and gains come with the other sign.
    fn count(&mut self, posting: &Posting) -> Result<(), MoneyError> {
        let amount = posting.amount.amount();
        let (sum, amount) = match posting.heading {
            Heading::Cash | Heading::Cost => return Ok(()),
            Heading::Realised => (&mut self.realised, -amount),
            Heading::Dividends => (&mut self.dividends, -amount),
            Heading::Interest => (&mut self.interest, -amount),
            Heading::InterestCharges => (&mut self.interest_charges, amount),
            Heading::Fees => (&mut self.fees.outside_trades, amount),
            Heading::Taxes => (&mut self.taxes.outside_trades, amount),
            Heading::Exchange => (&mut self.exchanged, -amount),
            Heading::InKind => (&mut self.in_kind, -amount),
            Heading::Outside if posting.amount.is_negative() => (&mut self.inflows, -amount),
            Heading::Outside => (&mut self.outflows, amount),
        };
        *sum = decimal::add(*sum, amount)?;
        Ok(())
    }

    fn count_in_trade(&mut self, kind: ChargeKind, amount: Decimal) -> Result<(), MoneyError> {
        let charged = match kind {
            ChargeKind::Fee => &mut self.fees,
            ChargeKind::Tax | ChargeKind::Withholding => &mut self.taxes,
        };
        charged.in_trades = decimal::add(charged.in_trades, amount)?;
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
    /// As [`Journal::holdings`].
    pub fn activity(&self, period: Period, basis: &CostBasis) -> Result<Activity, LedgerError> {
        self.activity_with(period, basis, None)
    }

    /// The same, with each realised gain in the currency of the question too.
    ///
    /// # Errors
    /// As [`Journal::holdings`]. A rate that is missing is a reason in the rows that need it.
    pub fn activity_in(
        &self,
        period: Period,
        basis: &CostBasis,
        base: BaseCurrency<'_>,
    ) -> Result<Activity, LedgerError> {
        self.activity_with(period, basis, Some(base))
    }

    fn activity_with(
        &self,
        period: Period,
        basis: &CostBasis,
        base: Option<BaseCurrency<'_>>,
    ) -> Result<Activity, LedgerError> {
        let mut activity = Activity { period, totals: BTreeMap::new(), realised: Vec::new() };
        let mut fold = Fold::new(self, basis, base);
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
            activity.realised.extend_from_slice(&entry.gains);
            for (kind, amount) in self.charges_in_cost(booking, basis)? {
                let totals = activity.totals.entry(amount.currency());
                totals.or_default().count_in_trade(kind, amount.amount())?;
            }
        }
        Ok(activity)
    }

    /// The charges of a booking that are part of a cost or of proceeds, as far as the scope sees them.
    pub(super) fn charges_in_cost(
        &self,
        booking: &Booking,
        basis: &CostBasis,
    ) -> Result<Vec<(ChargeKind, Money)>, MoneyError> {
        let in_cost = self.lens().in_cost(basis.in_cost());
        let Some(instrument) = booking.event().instrument() else { return Ok(Vec::new()) };
        let share = self.lens().share(booking.account(), instrument)?;
        if share.is_zero() {
            return Ok(Vec::new());
        }
        let charges = booking.charges().iter();
        let inside = charges.filter(|charge| booking.is_in_cost(in_cost, charge.kind));
        inside.map(|charge| Ok((charge.kind, scale(charge.amount, share)?))).collect()
    }

    /// The record as double entry, in its order.
    ///
    /// # Errors
    /// As [`Journal::holdings`].
    pub fn postings(&self, basis: &CostBasis) -> Result<Vec<Posting>, LedgerError> {
        let mut postings = Vec::new();
        let mut fold = Fold::new(self, basis, None);
        for transaction in self.transactions() {
            postings.extend_from_slice(&fold.apply(transaction)?.postings);
        }
        Ok(postings)
    }
}
