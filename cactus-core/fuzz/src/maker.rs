//! Bookings made of bytes: most of them fit those before, many only just.

use std::collections::BTreeMap;

use arbitrary::{Result, Unstructured};
use cactus_core::ids::{AccountId, InstrumentId, TransactionId};
use cactus_core::ledger::{Booking, Charge, Event, InstrumentSplit, LedgerError, UnitRatio};
use cactus_core::money::{Currency, Decimal, Money, Rounding, decimal};
use cactus_core::time::TimeOfDay;
use serde_json::{Map, Value, json};

use crate::kinds::{KINDS, TAKES};
use crate::record::{ACCOUNTS, BEFORE, DAYS, PRICED_IN, first_day, id, multiplier};

const INSTRUMENTS: u8 = PRICED_IN.len() as u8;
/// Other currencies to get, give and settle in.
const CURRENCIES: [&str; 6] = ["USD", "EUR", "GBP", "JPY", "KWD", "BTC:8"];

/// Makes bookings, one after the other.
pub struct Maker<'a> {
    bytes: Unstructured<'a>,
    /// Whether amounts are at the edge of what 28 digits hold, instead of everyday ones.
    at_the_edge: bool,
    /// Whether they were so for any booking.
    was_at_the_edge: bool,
    /// How many days after the first one the last booking in order is.
    day: i64,
    /// The account and the receiver of each booking so far.
    booked: Vec<(AccountId, Option<AccountId>)>,
    /// About how many units of an instrument an account has by now, so that there is something to sell.
    held: BTreeMap<(u8, u8), Decimal>,
    /// What the instrument of the event becomes.
    into: u8,
}

/// The currency of an instrument's cash: pounds for pence.
fn traded(instrument: u8) -> &'static str {
    let priced = PRICED_IN.get(usize::from(instrument.saturating_sub(1)));
    priced.map_or("USD", |priced| if *priced == "GBp" { "GBP" } else { priced })
}

/// What the fields of an event go by.
struct Draft<'a> {
    kind: &'a str,
    account: u8,
    instrument: u8,
    currency: &'a str,
    /// Whether cost may go over into another currency.
    at_a_rate: bool,
}

impl<'a> Maker<'a> {
    /// A maker that has booked nothing yet.
    pub fn new(bytes: Unstructured<'a>) -> Self {
        Self {
            bytes,
            at_the_edge: false,
            was_at_the_edge: false,
            day: 0,
            booked: Vec::new(),
            held: BTreeMap::new(),
            into: 1,
        }
    }

    /// Whether no amount so far is at the edge of what 28 digits hold.
    pub fn is_everyday(&self) -> bool {
        !self.was_at_the_edge
    }

    /// The next booking that is valid by itself; none at the end of the bytes.
    pub fn booking(&mut self) -> Result<Option<Booking>> {
        while !self.bytes.is_empty() {
            self.at_the_edge = self.bytes.ratio(1, 12)?;
            let date = first_day().add_days(self.day()?);
            let number = self.bytes.int_in_range(1..=ACCOUNTS)?;
            let (account, event) = match self.void()? {
                Some((account, event)) => (account, Some(event)),
                None => (id(number), self.event(number)?),
            };
            let told = |event: Event| {
                event.with_multipliers(|instrument| Ok::<_, LedgerError>(multiplier(*instrument)))
            };
            let Some(Ok(event)) = event.map(told) else { continue };
            let currency = event.gross().map(|gross| gross.currency());
            let charges = self.charges(currency)?;
            let date = date.expect("a day of the calendar");
            let receiver = event.receiver();
            if let Ok(booking) = Booking::new(account, date, event, charges) {
                self.booked.push((account, receiver));
                self.was_at_the_edge |= self.at_the_edge;
                let booking = self.settled(booking)?;
                return Ok(Some(self.timed(booking)?));
            }
        }
        Ok(None)
    }

    /// The day of the booking before or the next one; now and then any day.
    fn day(&mut self) -> Result<i64> {
        if self.bytes.ratio(1, 8)? {
            return self.bytes.int_in_range(0..=DAYS);
        }
        self.day = (self.day + self.bytes.choose(&[0, 0, 0, 1])?).min(DAYS);
        Ok(self.day)
    }

    /// Now and then an earlier booking is taken back.
    fn void(&mut self) -> Result<Option<(AccountId, Event)>> {
        if self.booked.is_empty() || !self.bytes.ratio(1, 24)? {
            return Ok(None);
        }
        let number = self.bytes.choose_index(self.booked.len())?;
        let transaction = id(u8::try_from(number).unwrap_or_default());
        let known = self.booked.get(number).copied();
        Ok(known.map(|(account, to)| (account, Event::Void { transaction, to })))
    }

    fn event(&mut self, account: u8) -> Result<Option<Event>> {
        let (kind, fields) = self.bytes.choose(KINDS)?;
        let instrument = self.bytes.int_in_range(1..=INSTRUMENTS)?;
        // Cash is in the instrument's currency; now and then in another one.
        let currency = if self.bytes.ratio(1, 16)? { "EUR" } else { traded(instrument) };
        let at_a_rate = fields.contains(&"rate");
        let draft = Draft { kind, account, instrument, currency, at_a_rate };
        let mut event = Map::from_iter([("kind".to_owned(), json!(kind))]);
        for field in *fields {
            let (name, value) = self.field(&draft, field)?;
            event.insert(name.to_owned(), value);
        }
        Ok(serde_json::from_value(Value::Object(event)).ok())
    }

    /// A field by its name on the wire, and what it says.
    fn field<'f>(&mut self, draft: &Draft<'_>, field: &'f str) -> Result<(&'f str, Value)> {
        let Draft { kind, account, instrument, currency, .. } = *draft;
        let value = match field {
            "instrument" => json!(id::<InstrumentId>(instrument)),
            "into" => json!(id::<InstrumentId>(self.into(draft)?)),
            "paid_in" => {
                let received = id::<InstrumentId>(self.into(draft)?);
                return Ok(("received", json!(received)));
            }
            "to" => json!(id::<AccountId>(self.bytes.int_in_range(1..=ACCOUNTS + 1)?)),
            "quantity" => json!(self.quantity(kind, (account, instrument))?),
            "ratio" => json!({ "new": self.part()?, "old": self.part()? }),
            "price" if instrument == 2 => self.amount("GBp")?,
            "received" | "bought" => {
                let other = self.bytes.choose(&CURRENCIES)?;
                self.amount(other)?
            }
            "acquired_on" => self.earlier()?,
            "opening" => return Ok(("lots", self.lots_of_the_opening(draft)?)),
            "lots" => self.lots_named()?,
            "cost_share" => self.share()?,
            "cash" => json!({ "amount": self.amount(currency)?, "cost_share": self.share()? }),
            "fraction" => {
                let currency = if draft.at_a_rate { traded(self.into) } else { currency };
                json!({ "quantity": self.positive()?, "amount": self.amount(currency)? })
            }
            "rate" => self.rate(instrument)?,
            _ => self.amount(currency)?,
        };
        Ok((field, value))
    }

    fn amount(&mut self, currency: &str) -> Result<Value> {
        Ok(json!({ "amount": self.positive()?, "currency": currency }))
    }

    /// What an instrument becomes: as a rule the other one in its currency.
    fn into(&mut self, draft: &Draft<'_>) -> Result<u8> {
        let Draft { account, instrument, at_a_rate, .. } = *draft;
        let any = at_a_rate || self.bytes.ratio(1, 8)?;
        let into = match (instrument, any) {
            (1, false) => 5,
            (5, false) => 1,
            _ => self.bytes.int_in_range(1..=INSTRUMENTS)?,
        };
        self.into = into;
        let moved = self.held.get(&(account, instrument)).copied().unwrap_or_default();
        let held = self.held.entry((account, into)).or_default();
        *held = held.saturating_add(moved);
        Ok(into)
    }

    /// At which the cost of an instrument goes over into the other; none where both are in one currency.
    fn rate(&mut self, instrument: u8) -> Result<Value> {
        let (from, into) = (traded(instrument), traded(self.into));
        let [base, quote] = if self.bytes.arbitrary()? { [from, into] } else { [into, from] };
        let rate = self.positive()?;
        Ok(if from == into {
            Value::Null
        } else {
            json!({ "base": base, "quote": quote, "rate": rate })
        })
    }

    /// Splits that accounts need not book: one for an instrument and day, because of two the first would count.
    pub fn splits(&mut self) -> Result<Vec<InstrumentSplit>> {
        let mut splits: Vec<InstrumentSplit> = Vec::new();
        for _ in 0..self.bytes.int_in_range(0..=3)? {
            self.at_the_edge = self.bytes.ratio(1, 24)?;
            self.was_at_the_edge |= self.at_the_edge;
            let instrument = id(self.bytes.int_in_range(1..=INSTRUMENTS)?);
            let date = first_day().add_days(self.bytes.int_in_range(0..=DAYS)?);
            let ratio = UnitRatio::new(self.part()?, self.part()?);
            let split = ratio.and_then(|ratio| {
                InstrumentSplit::new(instrument, date.expect("a day of the calendar"), ratio)
            });
            let is_new = |split: &InstrumentSplit| {
                let place = |split: &InstrumentSplit| (split.instrument(), split.date());
                !splits.iter().any(|known| place(known) == place(split))
            };
            splits.extend(split.ok().filter(is_new));
        }
        Ok(splits)
    }

    /// The booking, now and then with its time: one of a few, so that some share it.
    fn timed(&mut self, booking: Booking) -> Result<Booking> {
        const NOON: u64 = 43_200_000_000;
        const LAST: u64 = 2 * NOON - 1;
        if !self.bytes.ratio(1, 4)? {
            return Ok(booking);
        }
        let micros = *self.bytes.choose(&[0, 1, NOON - 1, NOON, NOON + 1, LAST])?;
        Ok(booking.at(TimeOfDay::from_micros(micros).expect("a time of the day")))
    }

    /// A day before the record.
    fn earlier(&mut self) -> Result<Value> {
        let date = first_day().add_days(-self.bytes.int_in_range(0..=BEFORE)?);
        Ok(json!(date.expect("a day of the calendar")))
    }

    fn lots_of_the_opening(&mut self, draft: &Draft<'_>) -> Result<Value> {
        let mut lots = Vec::new();
        for _ in 0..self.bytes.int_in_range(1..=3)? {
            let place = (draft.account, draft.instrument);
            lots.push(json!({
                "acquired_on": self.earlier()?,
                "quantity": self.quantity(draft.kind, place)?,
                "cost": self.amount(draft.currency)?,
            }));
        }
        Ok(Value::from(lots))
    }

    /// Lots that the owner names, if any: of a booking before, or of none.
    fn lots_named(&mut self) -> Result<Value> {
        let mut lots = Vec::new();
        for _ in 0..self.bytes.int_in_range(0..=2)? {
            let opened_by = id::<TransactionId>(self.bytes.int_in_range(0..=47)?);
            lots.push(json!({ "opened_by": opened_by, "quantity": self.positive()? }));
        }
        Ok(Value::from(lots))
    }

    /// From nothing to all, by hundredths.
    fn share(&mut self) -> Result<Value> {
        Ok(json!(decimal::format(Decimal::new(self.bytes.int_in_range(0..=100)?, 2))))
    }

    fn charges(&mut self, currency: Option<Currency>) -> Result<Vec<Charge>> {
        let mut charges = Vec::new();
        let (Some(currency), true) = (currency, self.bytes.ratio(1, 4)?) else {
            return Ok(charges);
        };
        for _ in 0..self.bytes.int_in_range(1..=2)? {
            let kind = self.bytes.choose(&["fee", "tax", "withholding"])?;
            let charge = if self.bytes.ratio(1, 4)? {
                self.foreign(kind, currency)?
            } else {
                json!({ "kind": kind, "amount": self.amount(&currency.to_string())? })
            };
            charges.extend(serde_json::from_value::<Charge>(charge));
        }
        Ok(charges)
    }

    /// A charge in another currency, at a rate that was agreed.
    fn foreign(&mut self, kind: &str, currency: Currency) -> Result<Value> {
        let foreign = self.bytes.choose(&CURRENCIES)?;
        let (amount, rate) = (self.positive()?, self.positive()?);
        let number = |text: &str| decimal::parse(text).unwrap_or(Decimal::ONE);
        let booked = number(&amount).saturating_mul(number(&rate));
        let mode = if self.bytes.arbitrary()? { Rounding::Up } else { Rounding::Down };
        let booked = decimal::format(mode.round(booked, currency.digits()));
        Ok(json!({
            "kind": kind,
            "amount": { "amount": booked, "currency": currency },
            "foreign": { "amount": { "amount": amount, "currency": foreign }, "rate": rate },
        }))
    }

    /// The booking, now and then with its cash in another currency, where it can be.
    fn settled(&mut self, booking: Booking) -> Result<Booking> {
        if !self.bytes.ratio(1, 8)? {
            return Ok(booking);
        }
        let amount = decimal::parse(&self.positive()?).unwrap_or(Decimal::ONE);
        let currency = self.bytes.choose(&CURRENCIES)?.parse().expect("a currency");
        Ok(booking.clone().settled(Money::new(amount, currency)).unwrap_or(booking))
    }

    /// Units; of what is sold, a part of what is held or all of it.
    fn quantity(&mut self, kind: &str, place: (u8, u8)) -> Result<String> {
        let held = self.held.get(&place).copied().unwrap_or_default();
        let takes = TAKES.contains(&kind);
        let quantity = match (takes, self.bytes.int_in_range(0..=7_u8)?) {
            (true, 0..=2) => held,
            (true, 3..=6) => {
                let part = Decimal::from(self.bytes.int_in_range(1..=8_u8)?);
                Rounding::Down.round(decimal::divide(held, part).unwrap_or(held), 8)
            }
            _ => decimal::parse(&self.positive()?).unwrap_or(Decimal::ONE),
        };
        let after = if takes { held - quantity } else { held.saturating_add(quantity) };
        self.held.insert(place, after.max(Decimal::ZERO));
        Ok(decimal::format(quantity))
    }

    /// A side of a ratio: small as a rule.
    fn part(&mut self) -> Result<u32> {
        if self.at_the_edge { self.bytes.arbitrary() } else { self.bytes.int_in_range(1..=4) }
    }

    /// An amount or a quantity above zero, as text.
    fn positive(&mut self) -> Result<String> {
        let bytes = &mut self.bytes;
        let value = match (self.at_the_edge, bytes.int_in_range(0..=7_u8)?) {
            (true, 0) => Decimal::MAX,
            (true, 1) => Decimal::new(bytes.int_in_range(1..=9)?, 28),
            (true, 2..=4) => {
                let mantissa =
                    i128::from(bytes.arbitrary::<u64>()?) << bytes.int_in_range(0..=32)?;
                let scale = bytes.int_in_range(0..=28)?;
                Decimal::try_from_i128_with_scale(mantissa, scale).unwrap_or(Decimal::ONE)
            }
            (true, _) => {
                Decimal::new(bytes.int_in_range(1..=i64::MAX)?, bytes.int_in_range(0..=28)?)
            }
            (false, 0 | 1) => {
                Decimal::new(bytes.int_in_range(1..=1_000_000)?, bytes.int_in_range(0..=8)?)
            }
            (false, 2..=4) => Decimal::from(bytes.int_in_range(1..=20_u8)?),
            (false, _) => Decimal::new(bytes.int_in_range(1..=100_000)?, 2),
        };
        Ok(decimal::format(value))
    }
}
