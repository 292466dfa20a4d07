//! What happened in a period, in the currency of the question.

use super::fold::Fold;
use super::{BaseCurrency, ChargeKind, CostBasis, Heading, Journal, LedgerError, Posting};
use crate::money::{Decimal, Money, decimal};
use crate::time::{BusinessDate, Period};
use crate::undefined::{Figure, both};

/// Sums of a period `(start, end]` in one currency, each amount at the rate agreed or of its own day. Each says why
/// not where a rate is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earnings {
    /// Gains less losses on what was disposed of, what the currency gained included.
    pub realised: Figure<Decimal>,
    /// The part of the realised gains that is due to the currency.
    pub realised_on_currency: Figure<Decimal>,
    /// Dividends before charges, less those owed on short positions.
    pub dividends: Figure<Decimal>,
    /// Interest before charges, less accrued interest paid.
    pub interest: Figure<Decimal>,
    /// Interest charged, above zero.
    pub interest_charges: Figure<Decimal>,
    /// Fees less refunds that are no part of cost or proceeds.
    pub fees: Figure<Decimal>,
    /// Fees that cost and proceeds have counted.
    pub fees_in_trades: Figure<Decimal>,
    /// Taxes less refunds that are no part of cost or proceeds, withheld ones included.
    pub taxes: Figure<Decimal>,
    /// Taxes that cost and proceeds have counted.
    pub taxes_in_trades: Figure<Decimal>,
    /// What exchanges at agreed rates gained over the rates of their days.
    pub exchanges: Figure<Decimal>,
    /// All that moved the cash of the scope.
    pub cash_moves: Figure<Decimal>,
    /// The cost of lots that came in, less that of lots that left, without a purchase or a disposal.
    pub carried_cost: Figure<Decimal>,
}

impl Earnings {
    const NONE: Self = Self {
        realised: Ok(Decimal::ZERO),
        realised_on_currency: Ok(Decimal::ZERO),
        dividends: Ok(Decimal::ZERO),
        interest: Ok(Decimal::ZERO),
        interest_charges: Ok(Decimal::ZERO),
        fees: Ok(Decimal::ZERO),
        fees_in_trades: Ok(Decimal::ZERO),
        taxes: Ok(Decimal::ZERO),
        taxes_in_trades: Ok(Decimal::ZERO),
        exchanges: Ok(Decimal::ZERO),
        cash_moves: Ok(Decimal::ZERO),
        carried_cost: Ok(Decimal::ZERO),
    };

    /// Dividends and interest before charges, less interest charged.
    ///
    /// # Errors
    /// The first rate that is missing.
    pub fn income(&self) -> Figure<Decimal> {
        let received = both(&self.dividends, &self.interest, decimal::add);
        both(&received, &self.interest_charges, decimal::subtract)
    }

    fn count(&mut self, posting: &Posting, base: BaseCurrency<'_>, date: BusinessDate) {
        let (sum, is_credit) = match posting.heading {
            Heading::Cost | Heading::Realised | Heading::Outside | Heading::InKind => return,
            Heading::Cash => (&mut self.cash_moves, false),
            Heading::Dividends => (&mut self.dividends, true),
            Heading::Interest => (&mut self.interest, true),
            Heading::InterestCharges => (&mut self.interest_charges, false),
            Heading::Fees => (&mut self.fees, false),
            Heading::Taxes => (&mut self.taxes, false),
            Heading::Exchange => (&mut self.exchanges, true),
        };
        let amount = if is_credit { posting.amount.negate() } else { posting.amount };
        add(sum, &base.convert(amount, date));
    }

    fn count_in_trade(
        &mut self,
        kind: ChargeKind,
        amount: Money,
        base: BaseCurrency<'_>,
        date: BusinessDate,
    ) {
        let sum = match kind {
            ChargeKind::Fee => &mut self.fees_in_trades,
            ChargeKind::Tax | ChargeKind::Withholding => &mut self.taxes_in_trades,
        };
        add(sum, &base.convert(amount, date));
    }
}

impl Journal {
    /// What happened in the accounts of this record in the period, in the currency of the question.
    ///
    /// # Errors
    /// As [`Journal::holdings`].
    pub fn earnings(
        &self,
        period: Period,
        basis: &CostBasis,
        base: BaseCurrency<'_>,
    ) -> Result<Earnings, LedgerError> {
        let mut earnings = Earnings::NONE;
        let mut fold = Fold::new(self, basis, Some(base));
        for transaction in self.until(period.end()) {
            let (booking, date) = (&transaction.booking, transaction.booking.date());
            let entry = fold.apply(transaction)?;
            if !period.contains(date) {
                continue;
            }
            for posting in &entry.postings {
                earnings.count(posting, base, date);
            }
            for gain in entry.gains.iter().filter_map(|gain| gain.base.as_ref()) {
                let part = |of: fn(&super::BaseGain) -> Money| {
                    gain.as_ref().map(|gain| of(gain).amount()).map_err(Clone::clone)
                };
                add(&mut earnings.realised, &part(|gain| gain.gain));
                add(&mut earnings.realised_on_currency, &part(|gain| gain.currency_part));
            }
            add(&mut earnings.exchanges, &entry.agreed);
            add(&mut earnings.carried_cost, &entry.carried);
            for (kind, amount) in self.charges_in_cost(booking, basis)? {
                earnings.count_in_trade(kind, amount, base, date);
            }
        }
        Ok(earnings)
    }
}

fn add(sum: &mut Figure<Decimal>, amount: &Figure<Decimal>) {
    *sum = both(sum, amount, decimal::add);
}
