//! Random records of every kind of event, in which everything fits.

use std::collections::BTreeMap;

use cactus_core::ledger::{
    Booking, CashPart, Event, FractionPaid, InstrumentSplit, Merger, OpeningLot, SpinOff, Trade,
    UnitRatio,
};
use cactus_core::money::{Decimal, Money, Quantity, Weight};
use proptest::prelude::*;

use super::book::{Book, day, id};
use super::draws::{Draw, MULTIPLIERS, RATIOS, currency, draw, other};
use super::lots_named::LotsKnown;
use super::random::{DAYS, FIRST};

/// The kind of draws that book a split.
const SPLIT: u8 = 11;

fn ratio(place: usize) -> UnitRatio {
    let (new, old) = RATIOS[place];
    UnitRatio::new(new, old).unwrap()
}

/// Units by account and instrument, counted without the ledger.
pub type Held = BTreeMap<(u64, u64), Quantity>;

/// Records of all kinds in three accounts, of which the third may be short, with splits that accounts need not book
/// and with lots that owners name; and what is held in the end.
pub fn every_kind() -> impl Strategy<Value = (Book, Held)> {
    records(true)
}

/// The same, but nobody names a lot: for records of which a part may be missing.
pub fn without_lots_named() -> impl Strategy<Value = (Book, Held)> {
    records(false)
}

fn records(lots_are_named: bool) -> impl Strategy<Value = (Book, Held)> {
    let known = prop::collection::btree_map((0..DAYS, 1..=3_u64), 0..RATIOS.len(), 0..3);
    (prop::collection::vec(draw(), 1..60), known).prop_map(move |(mut draws, known)| {
        draws.sort_by_key(Draw::place);
        let mut model = Model { known, ..Model::default() };
        let mut book = Book::new();
        // The third sells what it does not hold; the second only takes over what the third owes.
        book.accounts[1].may_be_short = true;
        book.accounts[2].may_be_short = true;
        for (instrument, multiplier) in book.instruments.iter_mut().zip(MULTIPLIERS) {
            instrument.terms.multiplier = multiplier.parse().unwrap();
        }
        book.splits = model.splits();
        for draw in &draws {
            model.split_until(draw.day, &draws);
            let before = model.of(draw.account, draw.instrument);
            let Some(mut event) = model.event(draw) else { continue };
            if lots_are_named {
                model.lots.book(draw, book.transactions.len(), before, &mut event);
            }
            let charges = draw.charges_on(&event);
            let booking = Booking::new(id(draw.account), draw.date(), event, charges).unwrap();
            book.push(draw.timed(draw.settled(booking)));
        }
        model.split_until(DAYS, &draws);
        (book, model.held)
    })
}

#[derive(Default)]
struct Model {
    held: Held,
    /// The ratios of splits that accounts need not book, by day and instrument.
    known: BTreeMap<(i64, u64), usize>,
    /// How many of them have counted.
    counted: usize,
    lots: LotsKnown,
}

impl Model {
    fn splits(&self) -> Vec<InstrumentSplit> {
        let split = |((days, instrument), place): (&(i64, u64), &usize)| {
            let date = day(FIRST).add_days(*days).unwrap();
            InstrumentSplit::new(id(*instrument), date, ratio(*place)).unwrap()
        };
        self.known.iter().map(split).collect()
    }

    /// Counts the splits up to the start of the day, in the accounts that do not book them.
    fn split_until(&mut self, day: i64, draws: &[Draw]) {
        let due: Vec<_> =
            self.known.iter().skip(self.counted).map(|(key, at)| (*key, *at)).collect();
        for ((date, instrument), place) in due.into_iter().take_while(|((date, _), _)| *date <= day)
        {
            self.counted += 1;
            for account in 1..=3 {
                let books = |draw: &Draw| {
                    draw.kind == SPLIT
                        && (draw.day, draw.account, draw.instrument) == (date, account, instrument)
                };
                if !draws.iter().any(books) {
                    self.split(account, instrument, ratio(place));
                }
            }
        }
    }

    fn split(&mut self, account: u64, instrument: u64, ratio: UnitRatio) {
        let held = self.of(account, instrument);
        self.lots.forget(instrument);
        self.held.insert((account, instrument), ratio.apply(held).unwrap());
    }

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
            SPLIT | 23..=27 => self.corporate(draw),
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
        let ratio = ratio(draw.ratio);
        match draw.kind {
            SPLIT => {
                // An account says of a split that is known what it is.
                let known = self.known.get(&(draw.day, instrument));
                let ratio = known.map_or(ratio, |known| self::ratio(*known));
                self.split(account, instrument, ratio);
                Some(Event::Split { instrument: id(instrument), ratio })
            }
            23 => {
                let (new, old) = (ratio.new_units(), ratio.old_units());
                self.split(account, instrument, UnitRatio::new(new + old, old).unwrap());
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
