//! What happened: the kinds of events.

use cactus_core::ids::{AccountId, InstrumentId, TransactionId};
use cactus_core::ledger::{
    CashPart, Charge, ChargeKind, Event, Foreign, FractionPaid, LotPick, Merger, OpeningLot,
    SpinOff, Trade, UnitRatio,
};
use cactus_core::money::{FxRate, Money, Price, Quantity, Rate, Weight};
use cactus_core::time::BusinessDate;

/// What happened. All amounts and quantities are above zero; the kind gives the direction.
#[uniffi::remote(Enum)]
pub enum Event {
    /// Units bought for cash of the account. Where it is short of them, the purchase covers first.
    Buy(Trade),
    /// Units sold for cash of the account. More than is held only where the account may be short.
    Sell(Trade),
    /// A bond or note paid back at the end of its life.
    Redemption(Trade),
    /// An option, a right or a warrant that ran out: all units of the account go for nothing.
    Expiry {
        /// The instrument.
        instrument: InstrumentId,
    },
    /// Cash brought in from outside.
    Deposit {
        /// How much.
        amount: Money,
    },
    /// Cash taken out.
    Withdrawal {
        /// How much.
        amount: Money,
    },
    /// Cash moved from the booking's account to another account of the firm.
    CashTransfer {
        /// The receiving account.
        to: AccountId,
        /// How much left.
        amount: Money,
        /// How much arrived, if in another currency.
        received: Option<Money>,
    },
    /// One currency sold for another within the account.
    CurrencyExchange {
        /// What was given.
        sold: Money,
        /// What was got for it.
        bought: Money,
    },
    /// Units moved to another account of the firm; lots, days and cost move with them.
    InKindTransfer {
        /// The receiving account.
        to: AccountId,
        /// What was moved.
        instrument: InstrumentId,
        /// How many units.
        quantity: Quantity,
        /// What they were worth together, where the two accounts have agreed on it; the price of the day otherwise.
        value: Option<Money>,
        /// Which lots move, where the owner names them; the lot method decides about the rest.
        lots: Vec<LotPick>,
    },
    /// Units brought in from outside.
    DeliveryIn {
        /// What was brought.
        instrument: InstrumentId,
        /// How many units.
        quantity: Quantity,
        /// What they were worth together: the flow that they are.
        value: Money,
        /// What they had cost; their value unless said.
        cost: Option<Money>,
        /// When they had been acquired; the day of the booking unless said.
        acquired_on: Option<BusinessDate>,
    },
    /// Units taken out: a disposal at the agreed value.
    DeliveryOut {
        /// What was taken.
        instrument: InstrumentId,
        /// How many units.
        quantity: Quantity,
        /// What they were worth together: the flow that they are.
        value: Money,
        /// Which lots leave, where the owner names them; the lot method decides about the rest.
        lots: Vec<LotPick>,
    },
    /// What an account held of an instrument when its record begins.
    OpeningBalance {
        /// The instrument.
        instrument: InstrumentId,
        /// The lots, at least one.
        lots: Vec<OpeningLot>,
        /// What they were worth together; by the price of the day unless said.
        value: Option<Money>,
    },
    /// A cash dividend, before charges.
    Dividend {
        /// The instrument that paid it.
        instrument: InstrumentId,
        /// How much, before charges.
        amount: Money,
    },
    /// A dividend that bought units of the instrument that paid it. They cost what is left after charges.
    DividendReinvested {
        /// The instrument.
        instrument: InstrumentId,
        /// The dividend, before charges.
        amount: Money,
        /// How many units it bought.
        quantity: Quantity,
    },
    /// A dividend paid in units, of the same instrument or of another.
    DividendInKind {
        /// The instrument that paid it.
        instrument: InstrumentId,
        /// What was received.
        received: InstrumentId,
        /// How many units.
        quantity: Quantity,
        /// What they were worth together: the income that they are, and what they cost.
        value: Money,
    },
    /// A dividend that a short holder owes to the lender.
    DividendOwed {
        /// The instrument.
        instrument: InstrumentId,
        /// How much was paid.
        amount: Money,
    },
    /// Interest received, before charges: on cash, or the coupon of an instrument.
    Interest {
        /// How much, before charges.
        amount: Money,
        /// The instrument that paid it, if one did.
        instrument: Option<InstrumentId>,
    },
    /// Interest paid on an overdraft or a loan.
    InterestCharge {
        /// How much.
        amount: Money,
    },
    /// A fee charged on its own: custody, advice.
    Fee {
        /// How much.
        amount: Money,
        /// The instrument it is for, if it is for one.
        instrument: Option<InstrumentId>,
    },
    /// A fee given back.
    FeeRefund {
        /// How much.
        amount: Money,
        /// The instrument it was for, if it was for one.
        instrument: Option<InstrumentId>,
    },
    /// A tax charged on its own.
    Tax {
        /// How much.
        amount: Money,
        /// The instrument it is on, if it is on one.
        instrument: Option<InstrumentId>,
    },
    /// A tax given back.
    TaxRefund {
        /// How much.
        amount: Money,
        /// The instrument it was on, if it was on one.
        instrument: Option<InstrumentId>,
    },
    /// A split of what the account holds of an instrument.
    Split {
        /// The instrument.
        instrument: InstrumentId,
        /// How many new units for how many old ones.
        ratio: UnitRatio,
    },
    /// Free units on top of those held. The cost of those held spreads over all.
    BonusIssue {
        /// The instrument.
        instrument: InstrumentId,
        /// How many units on top for how many held.
        ratio: UnitRatio,
    },
    /// Capital paid back on what is held: it lessens the cost, and is a gain once nothing of that is left.
    ReturnOfCapital {
        /// The instrument.
        instrument: InstrumentId,
        /// How much, before charges.
        amount: Money,
    },
    /// All units become units of another instrument.
    Merger(Merger),
    /// Units of another instrument on top of those held, with a share of their cost.
    SpinOff(SpinOff),
    /// The instrument goes on under another name: all units move over, one for one.
    Rename {
        /// The instrument that ends.
        instrument: InstrumentId,
        /// The one it goes on as.
        into: InstrumentId,
    },
    /// An earlier record of the account was wrong and does not count. It stays, and so does this word on it.
    Void {
        /// The transaction that does not count.
        transaction: TransactionId,
        /// The receiving account, if the transaction is a transfer.
        to: Option<AccountId>,
    },
}

/// Units against cash.
#[uniffi::remote(Record)]
pub struct Trade {
    /// What is bought or sold.
    pub instrument: InstrumentId,
    /// How many units, above zero.
    pub quantity: Quantity,
    /// The cash for them before charges and accrued interest, above zero: the amount that was really booked, of
    /// which quantity times price is only an estimate when the broker rounds.
    pub consideration: Money,
    /// The price it is given at instead, as quoted: the consideration is still to be worked out from it, with the
    /// multiplier of the instrument. None in a booking.
    #[uniffi(default)]
    pub price: Option<Price>,
    /// Interest accrued since the last coupon, paid on top of the consideration of a bond. It is income of the
    /// seller and lessens that of the buyer; it is no part of cost or proceeds.
    #[uniffi(default)]
    pub accrued: Option<Money>,
    /// Which lots a sale takes from, where the seller names them; the lot method decides about the rest.
    #[uniffi(default = [])]
    pub lots: Vec<LotPick>,
}

/// Units out of a lot that the owner names.
#[uniffi::remote(Record)]
pub struct LotPick {
    /// The transaction that brought the units.
    pub opened_by: TransactionId,
    /// The day they were acquired, where that transaction brought several lots.
    #[uniffi(default)]
    pub acquired_on: Option<BusinessDate>,
    /// How many units, above zero, counted as of the booking that picks.
    pub quantity: Quantity,
}

/// One instrument becomes another.
#[uniffi::remote(Record)]
pub struct Merger {
    /// What is given up, wholly.
    pub instrument: InstrumentId,
    /// What is received for it.
    pub into: InstrumentId,
    /// How many units are received for how many.
    pub ratio: UnitRatio,
    /// Cash received besides, for all units of the account.
    #[uniffi(default)]
    pub cash: Option<CashPart>,
    /// The fraction of a unit that was paid out instead of delivered.
    #[uniffi(default)]
    pub fraction: Option<FractionPaid>,
    /// At what rate the cost goes over, where the two are traded in different currencies: as the parties agreed, or of
    /// the day. Neither it nor the event is a gain.
    #[uniffi(default)]
    pub rate: Option<FxRate>,
}

/// Cash as a part of what is received in a merger.
#[uniffi::remote(Record)]
pub struct CashPart {
    /// How much, above zero.
    pub amount: Money,
    /// The share of the cost that this cash is set against, from 0 to 1; the company tells it, by the values of the
    /// parts. At 0 all cash is a gain and the whole cost goes on in what is received.
    pub cost_share: Weight,
}

/// A fraction of a unit sold by the company for its owner.
#[uniffi::remote(Record)]
pub struct FractionPaid {
    /// How many units, above zero.
    pub quantity: Quantity,
    /// The cash for them, above zero.
    pub amount: Money,
}

/// A company gives its owners units of another.
#[uniffi::remote(Record)]
pub struct SpinOff {
    /// What is held, and goes on being held.
    pub instrument: InstrumentId,
    /// What is received.
    pub into: InstrumentId,
    /// How many units are received for how many held.
    pub ratio: UnitRatio,
    /// The share of the cost that goes over to what is received, from 0 to 1; the company tells it, by the values
    /// after the event.
    pub cost_share: Weight,
    /// The fraction of a unit that was paid out instead of delivered.
    #[uniffi(default)]
    pub fraction: Option<FractionPaid>,
    /// At what rate the cost goes over, where the two are traded in different currencies: as the parties agreed, or of
    /// the day. Neither it nor the event is a gain.
    #[uniffi(default)]
    pub rate: Option<FxRate>,
}

/// Units taken over with the day and cost of their acquisition.
#[uniffi::remote(Record)]
pub struct OpeningLot {
    /// The day they were acquired.
    pub acquired_on: BusinessDate,
    /// How many units, above zero.
    pub quantity: Quantity,
    /// What they cost, zero or more, charges of the purchase included.
    pub cost: Money,
}

/// A fee or tax inside a booking. On a purchase it adds to what is paid, elsewhere it lessens what is received.
#[uniffi::remote(Record)]
pub struct Charge {
    /// What it is.
    pub kind: ChargeKind,
    /// How much, above zero, in the currency of the booking.
    pub amount: Money,
    /// What was charged in another currency, if it was.
    #[uniffi(default)]
    pub foreign: Option<Foreign>,
}

/// An amount in another currency than that of the booking it is a part of, and the rate agreed for it.
#[uniffi::remote(Record)]
pub struct Foreign {
    /// How much, above zero.
    pub amount: Money,
    /// Units of the booking's currency for one of this currency.
    pub rate: Rate,
}
