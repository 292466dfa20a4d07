//! What random bookings of every kind are made of, before it is known what fits.

use cactus_core::ledger::{Booking, Charge, ChargeKind, Event, Foreign, Trade};
use cactus_core::money::{Currency, Decimal, FxRate, Money, Price, Quantity, Rate, Rounding};
use cactus_core::time::{BusinessDate, TimeOfDay};
use proptest::prelude::*;

use super::book::{day, id};
use super::random::{DAYS, FIRST};

/// How many kinds of bookings there are.
pub(super) const KINDS: u8 = 32;
/// So many new units for so many old ones.
pub(super) const RATIOS: [(u32, u32); 6] = [(2, 1), (3, 1), (3, 2), (1, 10), (1, 3), (7, 5)];
/// What one unit of each of the three instruments is: a share, an option on a hundred, the face value of a bond.
pub const MULTIPLIERS: [&str; 3] = ["1", "100", "0.01"];

/// The currency in which an instrument of the book costs.
pub(super) fn currency(instrument: u64) -> Currency {
    if instrument == 3 { Currency::EUR } else { Currency::USD }
}

pub(super) fn other(currency: Currency) -> Currency {
    if currency == Currency::EUR { Currency::USD } else { Currency::EUR }
}

/// What a booking is made of, before it is known what fits.
#[derive(Debug, Clone)]
pub(super) struct Draw {
    pub(super) kind: u8,
    pub(super) account: u64,
    pub(super) other_account: u64,
    pub(super) instrument: u64,
    pub(super) day: i64,
    /// Microseconds since midnight, where the time is known.
    time: Option<u64>,
    pub(super) cents: i64,
    pub(super) other_cents: i64,
    pub(super) units: i64,
    pub(super) unit_digits: u32,
    pub(super) per_cent: i64,
    pub(super) ratio: usize,
    pub(super) flag: bool,
    /// What is charged: cents, of another currency where a rate was agreed, in ten-thousandths.
    charges: Vec<(ChargeKind, i64, Option<i64>)>,
}

/// A draw. Of four one has a time, which may be the first or the last microsecond of the day.
pub(super) fn draw() -> impl Strategy<Value = Draw> {
    let micros =
        prop_oneof![Just(0_u64), 1..3_u64, 0..86_400_000_000_u64, Just(86_399_999_999_u64)];
    let time = prop_oneof![3 => Just(None), 1 => micros.prop_map(Some)];
    let rate = prop_oneof![2 => Just(None), 1 => (1..20_000_i64).prop_map(Some)];
    let charge = (prop::sample::select(ChargeKind::ALL), 1..2_000_i64, rate);
    (
        (0..KINDS, 1..=3_u64, 1..=2_u64, 1..=3_u64, 0..DAYS, time),
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
            time: who.5,
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

impl Draw {
    pub(super) fn date(&self) -> BusinessDate {
        day(FIRST).add_days(self.day).unwrap()
    }

    /// Where it stands in the record: by day; in the day first what has no time and comes in or moves, then what has one,
    /// and last what has none and goes out.
    pub(super) const fn place(&self) -> (i64, u8, u64, u8) {
        match (self.time, self.class()) {
            (Some(time), class) => (self.day, 2, time, class),
            (None, class) => (self.day, if class < 2 { class } else { 3 }, 0, class),
        }
    }

    /// The booking with its time, where it is known.
    pub(super) fn timed(&self, booking: Booking) -> Booking {
        match self.time {
            Some(micros) => booking.at(TimeOfDay::from_micros(micros).unwrap()),
            None => booking,
        }
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
    pub(super) fn rate(&self) -> FxRate {
        let dollars = Decimal::new(self.other_cents % 20_000 + 1, 4);
        FxRate::new(Currency::EUR, Currency::USD, dollars).unwrap()
    }

    pub(super) fn amount(&self) -> Money {
        Money::new(Decimal::new(self.cents, 2), currency(self.instrument))
    }

    /// For some amount, or at a price.
    pub(super) fn trade_of(&self, quantity: Quantity) -> Trade {
        let instrument = id(self.instrument);
        if self.per_cent % 3 > 0 {
            return Trade::new(instrument, quantity, self.amount());
        }
        let price = Decimal::new(self.other_cents % 10_000 + 1, 2);
        let price = Price::new(price, currency(self.instrument));
        let place = usize::try_from(self.instrument).unwrap() - 1;
        Trade::at(instrument, quantity, price, MULTIPLIERS[place].parse().unwrap()).unwrap()
    }

    pub(super) fn bought(&self) -> Quantity {
        Quantity::new(Decimal::new(self.units, self.unit_digits))
    }

    /// A part of what is held, if there is one.
    pub(super) fn part_of(&self, held: Quantity) -> Option<Quantity> {
        let part = held.value() * Decimal::new(self.per_cent, 2);
        let part = match self.per_cent {
            91.. => held,
            _ => Quantity::new(Rounding::Down.round(part, self.unit_digits)),
        };
        part.is_positive().then_some(part)
    }

    pub(super) fn charges_on(&self, event: &Event) -> Vec<Charge> {
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
        let charge = |(kind, cents, rate): &(ChargeKind, i64, Option<i64>)| {
            let (amount, currency) = (Decimal::new(*cents, 2), gross.currency());
            let Some(rate) = rate.map(|rate| Decimal::new(rate, 4)) else {
                return Charge::new(*kind, Money::new(amount, currency));
            };
            let foreign =
                Foreign { amount: Money::new(amount, other(currency)), rate: Rate::new(rate) };
            let booked = Money::new(Rounding::Up.round(amount * rate, 2), currency);
            Charge { foreign: Some(foreign), ..Charge::new(*kind, booked) }
        };
        self.charges.iter().map(charge).collect()
    }

    /// Every other one of those that can be is settled in another currency.
    pub(super) fn settled(&self, booking: Booking) -> Booking {
        let Some(gross) = booking.event().gross().filter(|_| self.per_cent % 2 == 0) else {
            return booking;
        };
        let amount = Money::new(Decimal::new(self.other_cents, 2), other(gross.currency()));
        booking.clone().settled(amount).unwrap_or(booking)
    }
}
