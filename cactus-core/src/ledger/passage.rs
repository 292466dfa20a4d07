//! What a record came to in a period, in one pass along it.

use super::earnings::{Earnings, add};
use super::fold::Fold;
use super::pool::Side;
use super::{BaseCurrency, CostBasis, Holdings, Journal, LedgerError, Posting};
use super::{RealisedGain, Scope, TradeCharge};
use crate::money::{Decimal, Money};
use crate::threads::try_each;
use crate::time::Period;
use crate::undefined::Figure;

/// What a record came to in a period `(start, end]`, in the currency of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What the lots that were open at the start of the period have cost.
    pub opening_cost: Figure<Decimal>,
    /// What the lots that are open at its end have cost.
    pub closing_cost: Figure<Decimal>,
    /// Income, charges and gains.
    pub earnings: Earnings,
}

/// The rows that a [`Passage`] sums, and what was held at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageRows {
    /// What was held at the end of the period, with its open lots.
    pub holdings: Holdings,
    /// What was disposed of, lot by lot, in the order of the record.
    pub realised: Vec<RealisedGain>,
    /// The double entry, in the order of the record.
    pub postings: Vec<Posting>,
    /// The charges that cost and proceeds of trades have counted, in the order of the record.
    pub charges: Vec<TradeCharge>,
}

impl Journal {
    /// What happened in the accounts of this record in the period, in the currency of the question. Threads share the
    /// portfolios of a large record.
    ///
    /// # Errors
    /// As [`Journal::holdings`].
    pub fn passage(
        &self,
        period: Period,
        basis: &CostBasis,
        base: BaseCurrency<'_>,
    ) -> Result<Passage, LedgerError> {
        let of_all = |journal: &Self| -> Result<Passage, LedgerError> {
            Ok(journal.pass(period, basis, base, |_, _| ())?.0)
        };
        let parts = self.apart();
        if parts.len() < 2 {
            return of_all(self);
        }
        let of_part = |scope: &Scope| of_all(&self.part(scope)?);
        let mut sum = Passage {
            opening_cost: Ok(Decimal::ZERO),
            closing_cost: Ok(Decimal::ZERO),
            earnings: Earnings::NONE,
        };
        for part in try_each(&parts, of_part)? {
            add(&mut sum.opening_cost, &part.opening_cost);
            add(&mut sum.closing_cost, &part.closing_cost);
            sum.earnings.add(&part.earnings);
        }
        Ok(sum)
    }

    /// The same, with the rows behind it.
    ///
    /// # Errors
    /// As [`Journal::holdings`].
    pub fn passage_with_rows(
        &self,
        period: Period,
        basis: &CostBasis,
        base: BaseCurrency<'_>,
    ) -> Result<(Passage, PassageRows), LedgerError> {
        let (mut realised, mut postings, mut charges) = (Vec::new(), Vec::new(), Vec::new());
        let (passage, fold) = self.pass(period, basis, base, |entry, in_trade| {
            realised.extend_from_slice(&entry.gains);
            postings.extend_from_slice(&entry.postings);
            charges.extend_from_slice(in_trade);
        })?;
        let holdings = self.held(&fold, period.end(), Some(base))?;
        Ok((passage, PassageRows { holdings, realised, postings, charges }))
    }

    /// One pass along the record, which shows what each transaction of the period came to.
    fn pass<'a>(
        &'a self,
        period: Period,
        basis: &'a CostBasis,
        base: BaseCurrency<'a>,
        mut show: impl FnMut(&super::fold::Entry, &[TradeCharge]),
    ) -> Result<(Passage, Fold<'a>), LedgerError> {
        let mut earnings = Earnings::NONE;
        let mut fold = Fold::new(self, basis, Some(base));
        let (before, inside) = self.until(period.end()).split_at(self.until(period.start()).len());
        for transaction in before {
            fold.apply(transaction)?;
        }
        let opening_cost = self.cost(&fold, base)?;
        for transaction in inside {
            let (booking, date) = (&transaction.booking, transaction.booking.date());
            let entry = fold.apply(transaction)?;
            earnings.count(entry, base, date);
            let charges = self.charges_in_cost(booking, basis)?.into_iter();
            let charges: Vec<_> = charges
                .map(|(kind, amount)| {
                    let (transaction, account) = (transaction.id, booking.account());
                    TradeCharge { transaction, account, date, kind, amount }
                })
                .collect();
            charges.iter().for_each(|charge| earnings.count_in_trade(charge, base));
            show(entry, &charges);
        }
        let closing_cost = self.cost(&fold, base)?;
        Ok((Passage { opening_cost, closing_cost, earnings }, fold))
    }

    /// What the open lots have cost.
    fn cost(
        &self,
        fold: &Fold<'_>,
        base: BaseCurrency<'_>,
    ) -> Result<Figure<Decimal>, LedgerError> {
        let mut sum = Ok(Decimal::ZERO);
        for (instrument, pool) in fold.pools() {
            for side in [Side::Long, Side::Short] {
                for lot in pool.open(side)? {
                    let seen = self.seen(instrument, lot, side, pool.currency(), Some(base))?;
                    if let Some(cost) = seen.and_then(|lot| lot.base_cost) {
                        add(&mut sum, &cost.map(Money::amount));
                    }
                }
            }
        }
        Ok(sum)
    }
}
