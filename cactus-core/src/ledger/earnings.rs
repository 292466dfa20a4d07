//! What happened in a period, in the currency of the question.

use super::fold::Entry;
use super::{BaseCurrency, ChargeKind, Heading, HoldingPeriod, Posting, TradeCharge};
use crate::money::{Decimal, Money, decimal};
use crate::time::BusinessDate;
use crate::undefined::{Figure, both};

/// Sums of a period `(start, end]` in one currency, each amount at the rate agreed or of its own day. Each says why
/// not where a rate is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earnings {
    /// Gains less losses on what was disposed of, what the currency gained included.
    pub realised: Figure<Decimal>,
    /// The part of the realised gains that is due to the currency.
    pub realised_on_currency: Figure<Decimal>,
    /// The realised gains on what was held up to a year.
    pub realised_short_term: Figure<Decimal>,
    /// The realised gains on what was held for more than a year.
    pub realised_long_term: Figure<Decimal>,
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
    pub(super) const NONE: Self = Self {
        realised: Ok(Decimal::ZERO),
        realised_on_currency: Ok(Decimal::ZERO),
        realised_short_term: Ok(Decimal::ZERO),
        realised_long_term: Ok(Decimal::ZERO),
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

    /// Counts what a transaction of the day came to.
    pub(super) fn count(&mut self, entry: &Entry, base: BaseCurrency<'_>, date: BusinessDate) {
        for posting in &entry.postings {
            self.count_posting(posting, base, date);
        }
        for row in &entry.gains {
            let Some(gain) = &row.base else { continue };
            let part = |of: fn(&super::BaseGain) -> Money| {
                gain.as_ref().map(|gain| of(gain).amount()).map_err(Clone::clone)
            };
            let whole = part(|gain| gain.gain);
            add(&mut self.realised, &whole);
            add(&mut self.realised_on_currency, &part(|gain| gain.currency_part));
            match row.holding_period() {
                HoldingPeriod::Short => add(&mut self.realised_short_term, &whole),
                HoldingPeriod::Long => add(&mut self.realised_long_term, &whole),
            }
        }
        add(&mut self.exchanges, &entry.agreed);
        add(&mut self.carried_cost, &entry.carried);
    }

    fn count_posting(&mut self, posting: &Posting, base: BaseCurrency<'_>, date: BusinessDate) {
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

    /// Counts a charge that cost or proceeds have counted.
    pub(super) fn count_in_trade(&mut self, charge: &TradeCharge, base: BaseCurrency<'_>) {
        let sum = match charge.kind {
            ChargeKind::Fee => &mut self.fees_in_trades,
            ChargeKind::Tax | ChargeKind::Withholding => &mut self.taxes_in_trades,
        };
        add(sum, &base.convert(charge.amount, charge.date));
    }

    /// Takes in those of another part of the record.
    pub(super) fn add(&mut self, other: &Self) {
        let Self {
            realised,
            realised_on_currency,
            realised_short_term,
            realised_long_term,
            dividends,
            interest,
            interest_charges,
            fees,
            fees_in_trades,
            taxes,
            taxes_in_trades,
            exchanges,
            cash_moves,
            carried_cost,
        } = self;
        add(realised, &other.realised);
        add(realised_on_currency, &other.realised_on_currency);
        add(realised_short_term, &other.realised_short_term);
        add(realised_long_term, &other.realised_long_term);
        add(dividends, &other.dividends);
        add(interest, &other.interest);
        add(interest_charges, &other.interest_charges);
        add(fees, &other.fees);
        add(fees_in_trades, &other.fees_in_trades);
        add(taxes, &other.taxes);
        add(taxes_in_trades, &other.taxes_in_trades);
        add(exchanges, &other.exchanges);
        add(cash_moves, &other.cash_moves);
        add(carried_cost, &other.carried_cost);
    }
}

pub(super) fn add(sum: &mut Figure<Decimal>, amount: &Figure<Decimal>) {
    *sum = both(sum, amount, decimal::add);
}
