//! Random records of every kind of event, in which everything fits.

use std::collections::BTreeMap;

use cactus_core::ledger::{
    Booking, CashPart, Charge, ChargeKind, Event, FractionPaid, Merger, OpeningLot, SpinOff, Trade,
    UnitRatio,
};
use cactus_core::money::{Currency, Decimal, FxRate, Money, Price, Quantity, Rounding, Weight};
use cactus_core::time::BusinessDate;
use proptest::prelude::*;

use super::book::{Book, day, id};
use super::random::{DAYS, FIRST};

const KINDS: u8 = 32;
const RATIOS: [(u32, u32); 6] = [(2, 1), (3, 1), (3, 2), (1, 10), (1, 3), (7, 5)];

/// What a booking is made of, before it is known what fits.
#[derive(Debug, Clone)]
struct Draw {
    kind: u8,
    account: u64,
    other_account: u64,
    instrument: u64,
    day: i64,
    cents: i64,
    other_cents: i64,
    units: i64,
    unit_digits: u32,
    per_cent: i64,
    ratio: usize,
    flag: bool,
    charges: Vec<(ChargeKind, i64)>,
}

fn draw() -> impl Strategy<Value = Draw> {
    let charge = (prop::sample::select(ChargeKind::ALL), 1..2_000_i64);
    (
        (0..KINDS, 1..=3_u64, 1..=2_u64, 1..=3_u64, 0..DAYS),
        (1..10_000_000_i64, 1..10_000_000_i64, 1..100_000_i64, 0..=4_u32),
        (1..=100_i64, 0..RATIOS.len(), any::<bool>()),
        prop::collection::vec(charge, 0..3),
    )
        .prop_map(|(who, much, part, charges)| Draw {
            kind: who.0,
            account: who.1,
            other_account: (who.1 + who.2 - 1) % 3 + 1,
            instrument: who.3,
            day: who.4,
            cents: much.0,
            other_cents: much.1,
            units: much.2,
            unit_digits: much.3,
            per_cent: part.0,
            ratio: part.1,
            flag: part.2,
            charges,
        })
}

/// What one unit of each of the three instruments is: a share, an option on a hundred, the face value of a bond.
pub const MULTIPLIERS: [&str; 3] = ["1", "100", "0.01"];

/// Units by account and instrument, counted without the ledger.
pub type Held = BTreeMap<(u64, u64), Quantity>;

/// Records of all kinds in three accounts, of which the third may be short; and what is held in the end.
pub fn every_kind() -> impl Strategy<Value = (Book, Held)> {
    prop::collection::vec(draw(), 1..60).prop_map(|mut draws| {
        draws.sort_by_key(|draw| (draw.day, draw.class()));
        let mut model = Model::default();
        let mut book = Book::new();
        // The third sells what it does not hold; the second only takes over what the third owes.
        book.accounts[1].may_be_short = true;
        book.accounts[2].may_be_short = true;
        for (instrument, multiplier) in book.instruments.iter_mut().zip(MULTIPLIERS) {
            instrument.terms.multiplier = multiplier.parse().unwrap();
        }
        for draw in draws {
            let Some(event) = model.event(&draw) else { continue };
            let charges = draw.charges_on(&event);
            let booking = Booking::new(id(draw.account), draw.date(), event, charges).unwrap();
            book.push(draw.settled(booking));
        }
        (book, model.held)
    })
}

/// The currency in which an instrument of the book costs.
fn currency(instrument: u64) -> Currency {
    if instrument == 3 { Currency::EUR } else { Currency::USD }
}

#[derive(Default)]
struct Model {
    held: Held,
}

impl Model {
    fn of(&self, account: u64, instrument: u64) -> Quantity {
        self.held.get(&(account, instrument)).copied().unwrap_or_default()
    }

    fn add(&mut self, account: u64, instrument: u64, units: Quantity) {
        let held = self.held.entry((account, instrument)).or_default();
        *held = held.add(units).unwrap();
    }

    /// The event, counted; none where nothing fits the draw.
    fn event(&mut self, draw: &Draw) -> Option<Event> {
        match draw.kind {
            0..=5 | 28 | 29 => self.trade(draw),
            13..=18 => self.units_without_trade(draw),
            11 | 23..=27 => self.corporate(draw),
            _ => self.cash(draw),
        }
    }

    fn trade(&mut self, draw: &Draw) -> Option<Event> {
        let (account, instrument) = (draw.account, draw.instrument);
        let held = self.of(account, instrument);
        let mut trade = draw.trade_of(draw.bought());
        if draw.flag {
            trade.accrued =
                Some(Money::new(Decimal::new(draw.other_cents, 4), currency(instrument)));
        }
        match draw.kind {
            29 if !held.is_zero() && draw.per_cent > 80 => {
                self.add(account, instrument, held.negate());
                Some(Event::Expiry { instrument: id(instrument) })
            }
            3..=5 | 28 => {
                // The third account sells what it does not hold, too.
                let short = account == 3 && draw.flag;
                let quantity = if short { draw.bought() } else { draw.part_of(held)? };
                trade = Trade { accrued: trade.accrued, ..draw.trade_of(quantity) };
                self.add(account, instrument, trade.quantity.negate());
                let sale = if draw.kind == 28 { Event::Redemption } else { Event::Sell };
                Some(sale(trade))
            }
            _ => {
                self.add(account, instrument, trade.quantity);
                Some(Event::Buy(trade))
            }
        }
    }

    fn cash(&mut self, draw: &Draw) -> Option<Event> {
        let amount = draw.amount();
        let instrument = id(draw.instrument);
        let about = draw.flag.then_some(instrument);
        let foreign = Money::new(Decimal::new(draw.other_cents, 2), other(amount.currency()));
        Some(match draw.kind {
            6 => Event::CashTransfer {
                to: id(draw.other_account),
                amount,
                received: draw.flag.then_some(foreign),
            },
            7 => Event::Dividend { instrument, amount },
            8 => Event::Interest { amount, instrument: about },
            9 => Event::Fee { amount, instrument: about },
            10 => Event::Tax { amount, instrument: about },
            12 => Event::CurrencyExchange { sold: amount, bought: foreign },
            19 => Event::DividendOwed { instrument, amount },
            20 => Event::InterestCharge { amount },
            21 => Event::FeeRefund { amount, instrument: about },
            22 => Event::TaxRefund { amount, instrument: about },
            30 => Event::Withdrawal { amount },
            _ => Event::Deposit { amount },
        })
    }

    fn units_without_trade(&mut self, draw: &Draw) -> Option<Event> {
        let (account, instrument) = (draw.account, draw.instrument);
        let held = self.of(account, instrument);
        let (value, cost) = (draw.amount(), Decimal::new(draw.other_cents, 2));
        let cost = Money::new(cost, currency(instrument));
        let quantity = draw.bought();
        let since = draw.date().add_days(-400).unwrap();
        Some(match draw.kind {
            13 => {
                let owed = held.is_negative();
                let quantity = draw.part_of(if owed { held.negate() } else { held })?;
                let other = draw.other_account;
                if owed && other == 1 && self.of(other, instrument) < quantity {
                    return None;
                }
                let moved = if owed { quantity.negate() } else { quantity };
                self.add(account, instrument, moved.negate());
                self.add(other, instrument, moved);
                let value = draw.flag.then_some(value);
                let to = id(draw.other_account);
                Event::InKindTransfer {
                    to,
                    instrument: id(instrument),
                    quantity,
                    value,
                    lots: vec![],
                }
            }
            14 => {
                self.add(account, instrument, quantity);
                Event::DeliveryIn {
                    instrument: id(instrument),
                    quantity,
                    value,
                    cost: draw.flag.then_some(cost),
                    acquired_on: draw.flag.then_some(since),
                }
            }
            15 => {
                let quantity = draw.part_of(held)?;
                self.add(account, instrument, quantity.negate());
                Event::DeliveryOut { instrument: id(instrument), quantity, value, lots: vec![] }
            }
            16 => {
                let lot = OpeningLot { acquired_on: since, quantity, cost };
                let late = OpeningLot { acquired_on: draw.date(), quantity, cost: value };
                self.add(account, instrument, quantity.add(quantity).unwrap());
                let value = draw.flag.then_some(value);
                Event::OpeningBalance { instrument: id(instrument), lots: vec![lot, late], value }
            }
            17 => {
                self.add(account, instrument, quantity);
                Event::DividendReinvested { instrument: id(instrument), amount: value, quantity }
            }
            _ => {
                self.add(account, instrument, quantity);
                let payer = if draw.flag { instrument } else { instrument % 3 + 1 };
                let received = id(instrument);
                Event::DividendInKind { instrument: id(payer), received, quantity, value }
            }
        })
    }

    fn corporate(&mut self, draw: &Draw) -> Option<Event> {
        let (account, instrument) = (draw.account, draw.instrument);
        let held = self.of(account, instrument);
        let (new, old) = RATIOS[draw.ratio];
        let ratio = UnitRatio::new(new, old).unwrap();
        match draw.kind {
            11 => {
                let after = ratio.apply(held).unwrap();
                self.held.insert((account, instrument), after);
                Some(Event::Split { instrument: id(instrument), ratio })
            }
            23 => {
                let more = UnitRatio::new(new + old, old).unwrap().apply(held).unwrap();
                self.held.insert((account, instrument), more);
                Some(Event::BonusIssue { instrument: id(instrument), ratio })
            }
            24 if held.is_positive() => {
                let amount = draw.amount();
                Some(Event::ReturnOfCapital { instrument: id(instrument), amount })
            }
            // Instruments 1 and 2 are in one currency and become each other; 3 is in another, at a rate.
            25 | 26 if draw.per_cent % 2 == 0 => self.convert(draw, instrument % 3 + 1, ratio),
            25..=27 if instrument < 3 => self.convert(draw, 3 - instrument, ratio),
            _ => None,
        }
    }

    fn convert(&mut self, draw: &Draw, into: u64, ratio: UnitRatio) -> Option<Event> {
        let (account, from) = (draw.account, draw.instrument);
        let held = self.of(account, from);
        let ratio = if draw.kind == 27 { UnitRatio::ONE } else { ratio };
        let received = ratio.apply(held).unwrap();
        let half = Quantity::new(Decimal::new(5, 1));
        let fraction = (draw.flag && received > half && self.of(account, into) >= Quantity::ZERO)
            .then_some(FractionPaid {
                quantity: half,
                amount: Money::new(draw.amount().amount(), currency(into)),
            });
        let rate = (currency(from) != currency(into)).then(|| draw.rate());
        self.add(account, into, received);
        if draw.kind != 26 {
            self.add(account, from, held.negate());
        }
        if let Some(paid) = fraction.filter(|_| draw.kind != 27) {
            self.add(account, into, paid.quantity.negate());
        }
        let (instrument, into) = (id(from), id(into));
        let share = Weight::new(Decimal::new(draw.per_cent, 2));
        let amount = Money::new(Decimal::new(draw.other_cents, 2), currency(from));
        Some(match draw.kind {
            25 => {
                let one_currency = rate.is_none() || fraction.is_none();
                let cash = held.is_positive() && draw.per_cent > 50 && one_currency;
                let cash = cash.then_some(CashPart { amount, cost_share: share });
                Event::Merger(Merger { instrument, into, ratio, cash, fraction, rate })
            }
            26 => {
                let cost_share = share;
                Event::SpinOff(SpinOff { instrument, into, ratio, cost_share, fraction, rate })
            }
            _ => Event::Rename { instrument, into },
        })
    }
}

impl Draw {
    fn date(&self) -> BusinessDate {
        day(FIRST).add_days(self.day).unwrap()
    }

    /// As the events have it: what comes in is first, what goes out last.
    const fn class(&self) -> u8 {
        match self.kind {
            14 | 16 | 31 => 0,
            15 | 30 => 2,
            _ => 1,
        }
    }

    /// What a euro costs in dollars, by agreement.
    fn rate(&self) -> FxRate {
        let dollars = Decimal::new(self.other_cents % 20_000 + 1, 4);
        FxRate::new(Currency::EUR, Currency::USD, dollars).unwrap()
    }

    fn amount(&self) -> Money {
        Money::new(Decimal::new(self.cents, 2), currency(self.instrument))
    }

    /// For some amount, or at a price.
    fn trade_of(&self, quantity: Quantity) -> Trade {
        let instrument = id(self.instrument);
        if self.per_cent % 3 > 0 {
            return Trade::new(instrument, quantity, self.amount());
        }
        let price = Decimal::new(self.other_cents % 10_000 + 1, 2);
        let price = Price::new(price, currency(self.instrument));
        let place = usize::try_from(self.instrument).unwrap() - 1;
        Trade::at(instrument, quantity, price, MULTIPLIERS[place].parse().unwrap()).unwrap()
    }

    fn bought(&self) -> Quantity {
        Quantity::new(Decimal::new(self.units, self.unit_digits))
    }

    /// A part of what is held, if there is one.
    fn part_of(&self, held: Quantity) -> Option<Quantity> {
        let part = held.value() * Decimal::new(self.per_cent, 2);
        let part = match self.per_cent {
            91.. => held,
            _ => Quantity::new(Rounding::Down.round(part, self.unit_digits)),
        };
        part.is_positive().then_some(part)
    }

    fn charges_on(&self, event: &Event) -> Vec<Charge> {
        let takes = matches!(
            event,
            Event::Buy(_)
                | Event::Sell(_)
                | Event::Redemption(_)
                | Event::CurrencyExchange { .. }
                | Event::DeliveryIn { .. }
                | Event::DeliveryOut { .. }
                | Event::Dividend { .. }
                | Event::DividendInKind { .. }
                | Event::Interest { .. }
                | Event::ReturnOfCapital { .. }
        );
        let Some(gross) = event.gross().filter(|_| takes) else { return Vec::new() };
        let charge = |(kind, cents): &(ChargeKind, i64)| {
            Charge::new(*kind, Money::new(Decimal::new(*cents, 2), gross.currency()))
        };
        self.charges.iter().map(charge).collect()
    }

    /// Every other one of those that can be is settled in another currency.
    fn settled(&self, booking: Booking) -> Booking {
        let Some(gross) = booking.event().gross().filter(|_| self.per_cent % 2 == 0) else {
            return booking;
        };
        let amount = Money::new(Decimal::new(self.other_cents, 2), other(gross.currency()));
        booking.clone().settled(amount).unwrap_or(booking)
    }
}

fn other(currency: Currency) -> Currency {
    if currency == Currency::EUR { Currency::USD } else { Currency::EUR }
}
