//! One of each kind of event, of any amount and any units, with what it leaves behind.

use cactus_core::ledger::{
    Booking, CashPart, Event, Merger, OpeningLot, SpinOff, Trade, UnitRatio,
};
use cactus_core::money::{Currency, Decimal, Money, Quantity, Weight};

use super::book::{day, id};

/// An event after a purchase of the same units for the same amount, or after nothing; and what is there then,
/// as multiples of the amount and of the units.
pub struct Case {
    pub event: Event,
    pub charged: bool,
    pub settled: Option<Money>,
    pub after_purchase: bool,
    /// Account 1 and 2.
    pub cash: [i32; 2],
    /// Account, instrument, units, cost.
    pub held: Vec<(u64, u64, i32, i32)>,
    pub realised: i32,
}

impl Case {
    fn new(event: Event, after_purchase: bool, cash: [i32; 2]) -> Self {
        let (charged, settled, held) = (false, None, Vec::new());
        Self { event, charged, settled, after_purchase, cash, held, realised: 0 }
    }

    /// An event that finds nothing and needs nothing.
    fn alone(event: Event, cash: [i32; 2]) -> Self {
        Self::new(event, false, cash)
    }

    /// An event on units that were bought before.
    fn held(event: Event, cash: [i32; 2]) -> Self {
        Self::new(event, true, cash)
    }

    fn leaves(mut self, rows: &[(u64, u64, i32, i32)]) -> Self {
        self.held = rows.to_vec();
        self
    }

    fn gains(self, realised: i32) -> Self {
        Self { realised, ..self }
    }

    fn charged(self) -> Self {
        Self { charged: true, ..self }
    }

    fn settled(self, amount: Money) -> Self {
        Self { settled: Some(amount), ..self }
    }
}

/// Another currency, in which as much is paid.
pub fn other(amount: Money) -> Money {
    let currency = if amount.currency() == Currency::EUR { Currency::USD } else { Currency::EUR };
    Money::new(amount.amount(), currency)
}

fn trades(amount: Money, units: Quantity) -> Vec<Case> {
    let trade = Trade::new(id(1), units, amount);
    let with_interest = Trade { accrued: Some(amount), ..trade.clone() };
    let bought = [(1, 1, 1, 1)];
    vec![
        Case::alone(Event::Buy(trade.clone()), [-1, 0]).leaves(&bought),
        Case::alone(Event::Buy(trade.clone()), [-2, 0]).leaves(&[(1, 1, 1, 2)]).charged(),
        Case::alone(Event::Buy(with_interest.clone()), [-2, 0]).leaves(&bought),
        Case::alone(Event::Buy(trade.clone()), [0, 0]).leaves(&bought).settled(other(amount)),
        Case::held(Event::Buy(trade.clone()), [-2, 0]).leaves(&[(1, 1, 2, 2)]),
        Case::held(Event::Sell(trade.clone()), [0, 0]),
        Case::held(Event::Sell(trade.clone()), [-1, 0]).gains(-1).charged(),
        Case::held(Event::Sell(with_interest), [1, 0]),
        // What is not held is sold short.
        Case::alone(Event::Sell(trade.clone()), [1, 0]).leaves(&[(1, 1, -1, -1)]),
        Case::held(Event::Redemption(trade), [0, 0]),
        Case::held(Event::Expiry { instrument: id(1) }, [-1, 0]).gains(-1),
    ]
}

fn cash(amount: Money) -> Vec<Case> {
    let instrument = id(1);
    let to = id(2);
    let dividend = Event::Dividend { instrument, amount };
    vec![
        Case::alone(Event::Deposit { amount }, [1, 0]),
        Case::alone(Event::Withdrawal { amount }, [-1, 0]),
        Case::alone(Event::CashTransfer { to, amount, received: None }, [-1, 1]),
        Case::alone(Event::CashTransfer { to, amount, received: Some(other(amount)) }, [-1, 0]),
        Case::alone(Event::CurrencyExchange { sold: amount, bought: other(amount) }, [-1, 0]),
        Case::alone(dividend.clone(), [1, 0]),
        Case::alone(dividend.clone(), [0, 0]).charged(),
        Case::alone(dividend, [0, 0]).settled(other(amount)),
        Case::alone(Event::DividendOwed { instrument, amount }, [-1, 0]),
        Case::alone(Event::Interest { amount, instrument: None }, [1, 0]),
        Case::alone(Event::InterestCharge { amount }, [-1, 0]),
        Case::alone(Event::Fee { amount, instrument: None }, [-1, 0]),
        Case::alone(Event::FeeRefund { amount, instrument: None }, [1, 0]),
        Case::alone(Event::Tax { amount, instrument: Some(instrument) }, [-1, 0]),
        Case::alone(Event::TaxRefund { amount, instrument: None }, [1, 0]),
    ]
}

fn units(amount: Money, quantity: Quantity) -> Vec<Case> {
    let instrument = id(1);
    let bought = [(1, 1, 1, 1)];
    let delivery = |cost| {
        let acquired_on = Some(day("2020-02-29"));
        Event::DeliveryIn { instrument, quantity, value: amount, cost, acquired_on }
    };
    let lots = vec![OpeningLot { acquired_on: day("2021-01-04"), quantity, cost: amount }; 2];
    let moved =
        Event::InKindTransfer { to: id(2), instrument, quantity, value: None, lots: vec![] };
    let delivered = Event::DeliveryOut { instrument, quantity, value: amount, lots: vec![] };
    vec![
        Case::held(moved, [-1, 0]).leaves(&[(2, 1, 1, 1)]),
        Case::alone(delivery(None), [0, 0]).leaves(&bought),
        Case::alone(delivery(Some(Money::zero(amount.currency()))), [0, 0]).leaves(&[(1, 1, 1, 0)]),
        Case::held(delivered, [-1, 0]),
        Case::alone(Event::OpeningBalance { instrument, lots, value: None }, [0, 0])
            .leaves(&[(1, 1, 2, 2)]),
        Case::alone(Event::DividendReinvested { instrument, amount, quantity }, [0, 0])
            .leaves(&bought),
        Case::alone(
            Event::DividendInKind {
                instrument: id(2),
                received: instrument,
                quantity,
                value: amount,
            },
            [0, 0],
        )
        .leaves(&bought),
    ]
}

fn corporate(amount: Money, purchase: Booking) -> Vec<Case> {
    let (instrument, into) = (id(1), id(2));
    let ratio = |new, old| UnitRatio::new(new, old).unwrap();
    let whole = Weight::new(Decimal::ONE);
    let cash = CashPart { amount, cost_share: whole };
    let merger = |cash| {
        let (ratio, fraction, rate) = (UnitRatio::ONE, None, None);
        Event::Merger(Merger { instrument, into, ratio, cash, fraction, rate })
    };
    let spin_off = SpinOff {
        instrument,
        into,
        ratio: UnitRatio::ONE,
        cost_share: whole,
        fraction: None,
        rate: None,
    };
    let void = Event::Void { transaction: id(1), to: purchase.event().receiver() };
    vec![
        Case::held(Event::Split { instrument, ratio: ratio(2, 1) }, [-1, 0])
            .leaves(&[(1, 1, 2, 1)]),
        Case::held(Event::BonusIssue { instrument, ratio: ratio(1, 1) }, [-1, 0])
            .leaves(&[(1, 1, 2, 1)]),
        Case::held(Event::ReturnOfCapital { instrument, amount }, [0, 0]).leaves(&[(1, 1, 1, 0)]),
        Case::held(merger(None), [-1, 0]).leaves(&[(1, 2, 1, 1)]),
        Case::held(merger(Some(cash)), [0, 0]).leaves(&[(1, 2, 1, 0)]),
        Case::held(Event::SpinOff(spin_off), [-1, 0]).leaves(&[(1, 1, 1, 0), (1, 2, 1, 1)]),
        Case::held(Event::Rename { instrument, into }, [-1, 0]).leaves(&[(1, 2, 1, 1)]),
        Case::held(void, [0, 0]),
    ]
}

/// The purchase that comes before.
pub fn purchase(amount: Money, units: Quantity) -> Booking {
    let bought = Event::Buy(Trade::new(id(1), units, amount));
    Booking::new(id(1), day("2024-01-02"), bought, Vec::new()).unwrap()
}

/// Every kind of event, some in several ways.
pub fn cases(amount: Money, quantity: Quantity) -> Vec<Case> {
    let purchase = purchase(amount, quantity);
    let groups = [
        trades(amount, quantity),
        cash(amount),
        units(amount, quantity),
        corporate(amount, purchase),
    ];
    groups.into_iter().flatten().collect()
}
