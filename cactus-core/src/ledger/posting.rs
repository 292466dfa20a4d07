//! The record as double entry.

use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::money::Money;
use crate::words::words;

words! {
    /// What an amount is posted under.
    "heading" Heading {
        /// Cash of the account.
        Cash = "cash",
        /// What the account's units of the instrument cost; of a short position, what they brought, as a credit.
        Cost = "cost",
        /// Gains and losses from disposing of units of the instrument.
        Realised = "realised",
        /// Dividends of the instrument, before charges; those owed on a short position as a debit.
        Dividends = "dividends",
        /// Interest, before charges; accrued interest paid on a purchase as a debit.
        Interest = "interest",
        /// Interest paid.
        InterestCharges = "interest_charges",
        /// Fees that are no part of a cost: charged on their own, or on income.
        Fees = "fees",
        /// Taxes that are no part of a cost: charged on their own, or on income, withheld ones included.
        Taxes = "taxes",
        /// The other side of an exchange of currencies: two entries of one event, in two currencies.
        Exchange = "exchange",
        /// The world outside the record, or outside what the question is about.
        Outside = "outside",
        /// The same world, where units and not cash cross the border: at what they cost, or at their agreed value when
        /// they are disposed of.
        InKind = "in_kind",
    }
}

/// One side of a transaction.
///
/// Debits are above zero (what an account has, and what it spent), credits below (where that came from). The
/// postings of a transaction sum to zero in each currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The transaction it belongs to.
    pub transaction: TransactionId,
    /// The account.
    pub account: AccountId,
    /// What it is posted under.
    pub heading: Heading,
    /// The instrument it is about, if it is about one.
    pub instrument: Option<InstrumentId>,
    /// How much: a debit above zero, a credit below.
    pub amount: Money,
}
