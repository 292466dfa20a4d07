//! Random records in which everything fits.

use std::collections::BTreeMap;

use cactus_core::ledger::{Charge, ChargeKind, Event, Trade, UnitRatio};
use cactus_core::money::{Currency, Decimal, Money, Quantity, Rounding};
use cactus_core::time::BusinessDate;
use proptest::prelude::*;

use super::book::{Book, day, id};

/// The first day of random records; they run for [`DAYS`] days.
pub const FIRST: &str = "2021-01-01";
/// How many days random records run for.
pub const DAYS: i64 = 60;

const RATIOS: [(u32, u32); 6] = [(2, 1), (3, 1), (3, 2), (1, 10), (1, 3), (7, 5)];

/// What a booking is made of, before it is known what fits.
#[derive(Debug, Clone)]
struct Draw {
    kind: u8,
    account: u64,
    instrument: u64,
    day: i64,
    cents: i64,
    units: i64,
    unit_digits: u32,
    per_cent: i64,
    ratio: usize,
    charges: Vec<(ChargeKind, i64)>,
}

fn draw() -> impl Strategy<Value = Draw> {
    let charge = (prop::sample::select(ChargeKind::ALL), 1..2_000_i64);
    (
        (0..12_u8, 1..=3_u64, 1..=3_u64, 0..DAYS),
        (1..10_000_000_i64, 1..100_000_i64, 0..=4_u32),
        (1..=100_i64, 0..RATIOS.len()),
        prop::collection::vec(charge, 0..3),
    )
        .prop_map(|(who, much, part, charges)| Draw {
            kind: who.0,
            account: who.1,
            instrument: who.2,
            day: who.3,
            cents: much.0,
            units: much.1,
            unit_digits: much.2,
            per_cent: part.0,
            ratio: part.1,
            charges,
        })
}

/// Records of all kinds of bookings in three accounts, two currencies and three instruments.
pub fn books() -> impl Strategy<Value = Book> {
    prop::collection::vec(draw(), 1..80).prop_map(|mut draws| {
        draws.sort_by_key(|draw| draw.day);
        let mut held = BTreeMap::new();
        let mut book = Book::new();
        for draw in draws {
            let event = draw.event(&mut held);
            let charges = draw.charges_on(&event);
            book.book_in(draw.account, draw.date(), event, charges);
        }
        book
    })
}

/// Purchases and sales of whole units at whole prices, without charges or splits: no part of a cost needs
/// rounding.
pub fn plain_trades() -> impl Strategy<Value = Book> {
    prop::collection::vec(draw(), 1..60).prop_map(|mut draws| {
        draws.sort_by_key(|draw| draw.day);
        let mut held = BTreeMap::new();
        let mut book = Book::new();
        for mut draw in draws {
            draw.kind %= 4;
            draw.units = draw.units % 20 + 1;
            draw.unit_digits = 0;
            draw.cents = draw.units * 100 * (draw.cents % 50 + 1);
            let event = draw.event(&mut held);
            book.book_in(draw.account, draw.date(), event, vec![]);
        }
        book
    })
}

impl Draw {
    fn date(&self) -> BusinessDate {
        day(FIRST).add_days(self.day).unwrap()
    }

    /// Mostly trades; a sale of nothing becomes a purchase.
    fn event(&self, held: &mut BTreeMap<(u64, u64), Quantity>) -> Event {
        let instrument = id(self.instrument);
        let currency = if self.instrument == 3 { Currency::EUR } else { Currency::USD };
        let amount = Money::new(Decimal::new(self.cents, 2), currency);
        let held = held.entry((self.account, self.instrument)).or_default();
        match self.kind {
            4 => Event::Deposit { amount },
            5 => Event::Withdrawal { amount },
            6 => Event::CashTransfer { to: id(self.account % 3 + 1), amount, received: None },
            7 => Event::Dividend { instrument, amount },
            8 => Event::Interest { amount, instrument: None },
            9 => Event::Fee { amount, instrument: None },
            10 => Event::Tax { amount, instrument: None },
            11 => {
                let (new, old) = RATIOS[self.ratio];
                let ratio = UnitRatio::new(new, old).unwrap();
                *held = ratio.apply(*held).unwrap();
                Event::Split { instrument, ratio }
            }
            kind => self.trade(kind, amount, held),
        }
    }

    fn trade(&self, kind: u8, amount: Money, held: &mut Quantity) -> Event {
        let part = held.value() * Decimal::new(self.per_cent, 2);
        let sold = match self.per_cent {
            91.. => *held,
            _ => Quantity::new(Rounding::Down.round(part, self.unit_digits)),
        };
        let instrument = id(self.instrument);
        if kind >= 2 && sold.is_positive() {
            *held = held.subtract(sold).unwrap();
            return Event::Sell(Trade::new(instrument, sold, amount));
        }
        let bought = Quantity::new(Decimal::new(self.units, self.unit_digits));
        *held = held.add(bought).unwrap();
        Event::Buy(Trade::new(instrument, bought, amount))
    }

    fn charges_on(&self, event: &Event) -> Vec<Charge> {
        let (
            Event::Buy(_) | Event::Sell(_) | Event::Dividend { .. } | Event::Interest { .. },
            Some(gross),
        ) = (event, event.gross())
        else {
            return Vec::new();
        };
        let charge = |(kind, cents): &(ChargeKind, i64)| {
            Charge::new(*kind, Money::new(Decimal::new(*cents, 2), gross.currency()))
        };
        self.charges.iter().map(charge).collect()
    }
}
