//! What an event does, in the few terms that every computation shares.
//!
//! Kinds are many, and what they do is not: cash moves against a heading, units come and go. An event is compiled
//! into these terms once; holdings, lots, postings, flows and the daily timeline all read them, so that they cannot
//! disagree about what a kind means.

mod compile;
mod corporate;

use super::{ChargeKind, Heading, LotPick, UnitRatio};
use crate::ids::{AccountId, InstrumentId};
use crate::money::{FxRate, Money, Quantity, Weight};
use crate::time::BusinessDate;

/// One thing that an event does.
#[derive(Debug, Clone)]
pub(super) enum Effect<'a> {
    /// An amount under a heading: a debit above zero, a credit below.
    Post { account: AccountId, heading: Heading, instrument: Option<InstrumentId>, amount: Money },
    /// Cash moves between two accounts, perhaps into another currency.
    Transfer { from: AccountId, to: AccountId, paid: Money, received: Money },
    /// Units come in for a cost; they cover first where the account is short.
    Acquire {
        account: AccountId,
        instrument: InstrumentId,
        units: Quantity,
        cost: Money,
        /// What was paid for them in the end, if in another currency than cost is counted in.
        settled: Option<Money>,
        acquired_on: BusinessDate,
        /// Whether they come from outside as lots, and are not bought.
        carried: bool,
    },
    /// Units go for proceeds; they open a short position where fewer are held.
    Dispose {
        account: AccountId,
        instrument: InstrumentId,
        units: Quantity,
        proceeds: Money,
        /// What was received for them in the end, if in another currency than cost is counted in.
        settled: Option<Money>,
        lots: &'a [LotPick],
    },
    /// All units go for nothing, on whichever side they are held.
    Expire { account: AccountId, instrument: InstrumentId },
    /// Units move to another account, with their lots.
    Carry {
        from: AccountId,
        to: AccountId,
        instrument: InstrumentId,
        units: Quantity,
        value: Option<Money>,
        lots: &'a [LotPick],
    },
    /// Units are counted anew.
    Split { account: AccountId, instrument: InstrumentId, ratio: UnitRatio },
    /// Cost comes back.
    ReturnCapital {
        account: AccountId,
        instrument: InstrumentId,
        amount: Money,
        settled: Option<Money>,
    },
    /// Units of one instrument become, or bring forth, units of another.
    Convert(Conversion),
    /// Units cross the border to the world outside: above zero into the account.
    Cross { account: AccountId, instrument: InstrumentId, units: Quantity, value: Option<Money> },
}

/// What becomes of all units of an instrument in an account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Conversion {
    pub(super) account: AccountId,
    pub(super) from: InstrumentId,
    pub(super) into: InstrumentId,
    pub(super) ratio: UnitRatio,
    /// The share of the cost that goes over, where the old units stay; all of both goes over otherwise.
    pub(super) spun_off: Option<Weight>,
    /// Cash for a share of the cost.
    pub(super) cash: Option<(Money, Weight)>,
    /// Where the two are traded in different currencies.
    pub(super) rate: Option<FxRate>,
}

/// Which charges of trades are part of cost and proceeds. All others are expenses of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InCost {
    pub(super) fees: bool,
    pub(super) taxes: bool,
}

impl InCost {
    pub(super) const ALL: Self = Self { fees: true, taxes: true };

    pub(super) const fn holds(self, kind: ChargeKind) -> bool {
        match kind {
            ChargeKind::Fee => self.fees,
            ChargeKind::Tax | ChargeKind::Withholding => self.taxes,
        }
    }
}

impl ChargeKind {
    /// What a charge is posted under that is no part of a cost.
    pub(super) const fn heading(self) -> Heading {
        match self {
            Self::Fee => Heading::Fees,
            Self::Tax | Self::Withholding => Heading::Taxes,
        }
    }
}
