//! Bookings made of bytes: most of them fit those before, many only just.

use std::collections::BTreeMap;

use arbitrary::{Result, Unstructured};
use cactus_core::ids::{AccountId, InstrumentId, TransactionId};
use cactus_core::ledger::{Booking, Charge, Event, LedgerError};
use cactus_core::model::Multiplier;
use cactus_core::money::{Currency, Decimal, Money, Rounding, decimal};
use serde_json::{Map, Value, json};

use crate::record::{ACCOUNTS, BEFORE, DAYS, PRICED_IN, first_day, id};

const INSTRUMENTS: u8 = PRICED_IN.len() as u8;
/// Other currencies to get, give and settle in.
const CURRENCIES: [&str; 6] = ["USD", "EUR", "GBP", "JPY", "KWD", "BTC:8"];

/// The kinds of events in their wire form, with the fields that each has. One that may do without a field stands
/// twice.
pub const KINDS: &[(&str, &[&str])] = &[
    ("deposit", &["amount"]),
    ("withdrawal", &["amount"]),
    ("cash_transfer", &["to", "amount"]),
    ("cash_transfer", &["to", "amount", "received"]),
    ("currency_exchange", &["sold", "bought"]),
    ("buy", &["instrument", "quantity", "consideration"]),
    ("buy", &["instrument", "quantity", "price", "accrued"]),
    ("sell", &["instrument", "quantity", "consideration", "lots"]),
    ("sell", &["instrument", "quantity", "price", "accrued"]),
    ("sell", &["instrument", "quantity", "price"]),
    ("split", &["instrument", "ratio"]),
    ("dividend", &["instrument", "amount"]),
    ("interest", &["amount"]),
    ("interest", &["amount", "instrument"]),
    ("fee", &["amount"]),
    ("fee", &["amount", "instrument"]),
    ("tax", &["amount"]),
    ("redemption", &["instrument", "quantity", "consideration"]),
    ("expiry", &["instrument"]),
    ("in_kind_transfer", &["to", "instrument", "quantity"]),
    ("in_kind_transfer", &["to", "instrument", "quantity", "value", "lots"]),
    ("delivery_in", &["instrument", "quantity", "value"]),
    ("delivery_in", &["instrument", "quantity", "value", "cost", "acquired_on"]),
    ("delivery_out", &["instrument", "quantity", "value", "lots"]),
    ("opening_balance", &["instrument", "opening"]),
    ("opening_balance", &["instrument", "opening", "value"]),
    ("dividend_reinvested", &["instrument", "quantity", "amount"]),
    ("dividend_in_kind", &["instrument", "paid_in", "quantity", "value"]),
    ("dividend_owed", &["instrument", "amount"]),
    ("interest_charge", &["amount"]),
    ("fee_refund", &["amount"]),
    ("tax_refund", &["amount", "instrument"]),
    ("bonus_issue", &["instrument", "ratio"]),
    ("return_of_capital", &["instrument", "amount"]),
    ("merger", &["instrument", "into", "ratio"]),
    ("merger", &["instrument", "into", "ratio", "cash"]),
    ("merger", &["instrument", "into", "ratio", "cash", "fraction"]),
    ("spin_off", &["instrument", "into", "ratio", "cost_share"]),
    ("spin_off", &["instrument", "into", "ratio", "cost_share", "fraction"]),
    ("rename", &["instrument", "into"]),
];

/// The kinds by which units leave an account.
const TAKES: &[&str] = &["sell", "redemption", "delivery_out", "in_kind_transfer"];

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
}

/// What the fields of an event go by.
struct Draft<'a> {
    kind: &'a str,
    account: u8,
    instrument: u8,
    currency: &'a str,
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
            // All instruments are priced by the unit.
            let told =
                |event: Event| event.with_multipliers(|_| Ok::<_, LedgerError>(Multiplier::ONE));
            let Some(Ok(event)) = event.map(told) else { continue };
            let currency = event.gross().map(|gross| gross.currency());
            let charges = self.charges(currency)?;
            let date = date.expect("a day of the calendar");
            let receiver = event.receiver();
            if let Ok(booking) = Booking::new(account, date, event, charges) {
                self.booked.push((account, receiver));
                self.was_at_the_edge |= self.at_the_edge;
                return Ok(Some(self.settled(booking)?));
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
        // Cash is in the instrument's currency, in pounds for pence; now and then in another one.
        let currency = match (instrument, self.bytes.ratio(1, 16)?) {
            (2, false) => "GBP",
            (3, false) => "JPY",
            (4, false) => "BTC:8",
            (_, false) => "USD",
            (_, true) => "EUR",
        };
        let draft = Draft { kind, account, instrument, currency };
        let mut event = Map::from_iter([("kind".to_owned(), json!(kind))]);
        for field in *fields {
            let (name, value) = self.field(&draft, field)?;
            event.insert(name.to_owned(), value);
        }
        Ok(serde_json::from_value(Value::Object(event)).ok())
    }

    /// A field by its name on the wire, and what it says.
    fn field<'f>(&mut self, draft: &Draft<'_>, field: &'f str) -> Result<(&'f str, Value)> {
        let Draft { kind, account, instrument, currency } = *draft;
        let value = match field {
            "instrument" => json!(id::<InstrumentId>(instrument)),
            "into" => json!(id::<InstrumentId>(self.into(account, instrument)?)),
            "paid_in" => {
                let received = id::<InstrumentId>(self.into(account, instrument)?);
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
            "fraction" => json!({ "quantity": self.positive()?, "amount": self.amount(currency)? }),
            _ => self.amount(currency)?,
        };
        Ok((field, value))
    }

    fn amount(&mut self, currency: &str) -> Result<Value> {
        Ok(json!({ "amount": self.positive()?, "currency": currency }))
    }

    /// What an instrument becomes: as a rule the other one in its currency.
    fn into(&mut self, account: u8, instrument: u8) -> Result<u8> {
        let into = match (instrument, self.bytes.ratio(1, 8)?) {
            (1, false) => 5,
            (5, false) => 1,
            _ => self.bytes.int_in_range(1..=INSTRUMENTS)?,
        };
        let moved = self.held.get(&(account, instrument)).copied().unwrap_or_default();
        let held = self.held.entry((account, into)).or_default();
        *held = held.saturating_add(moved);
        Ok(into)
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
            let amount = self.amount(&currency.to_string())?;
            let charge = json!({ "kind": kind, "amount": amount });
            charges.extend(serde_json::from_value::<Charge>(charge));
        }
        Ok(charges)
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
