//! Records made of bytes: most of what is booked fits, much of it only just.

use std::collections::BTreeMap;

use arbitrary::{Result, Unstructured};
use cactus_core::ids::{AccountId, Id, InstrumentId};
use cactus_core::ledger::{Booking, Charge, Event, Transaction};
use cactus_core::model::{Account, AssetClass, Instrument, PriceBasis, Version};
use cactus_core::money::{Currency, Decimal, Rounding, decimal};
use cactus_core::time::{BusinessDate, Timestamp};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// How many days a record runs for after [`first_day`].
pub const DAYS: i64 = 12;
/// The most bookings of a record.
const MOST: usize = 48;
/// How many accounts and instruments there are.
const ACCOUNTS: u8 = 3;
const INSTRUMENTS: u8 = 4;

/// The kinds of events in their wire form, with the fields that each has. One that may do without a field stands
/// twice.
const KINDS: &[(&str, &[&str])] = &[
    ("deposit", &["amount"]),
    ("withdrawal", &["amount"]),
    ("cash_transfer", &["to", "amount"]),
    ("buy", &["instrument", "quantity", "consideration"]),
    ("buy", &["instrument", "quantity", "price"]),
    ("sell", &["instrument", "quantity", "consideration"]),
    ("sell", &["instrument", "quantity", "price"]),
    ("split", &["instrument", "ratio"]),
    ("dividend", &["instrument", "amount"]),
    ("interest", &["amount"]),
    ("fee", &["amount"]),
    ("tax", &["amount"]),
    ("redemption", &["instrument", "quantity", "consideration"]),
    ("expiry", &["instrument"]),
    ("in_kind_transfer", &["to", "instrument", "quantity"]),
    ("in_kind_transfer", &["to", "instrument", "quantity", "value"]),
    ("delivery_in", &["instrument", "quantity", "value"]),
    ("delivery_in", &["instrument", "quantity", "value", "cost"]),
    ("delivery_out", &["instrument", "quantity", "value"]),
    ("dividend_reinvested", &["instrument", "quantity", "amount"]),
    ("dividend_owed", &["instrument", "amount"]),
    ("interest_charge", &["amount"]),
    ("fee_refund", &["amount"]),
    ("tax_refund", &["amount"]),
    ("bonus_issue", &["instrument", "ratio"]),
    ("return_of_capital", &["instrument", "amount"]),
    ("rename", &["instrument", "into"]),
];

/// The kinds by which units leave an account.
const TAKES: &[&str] = &["sell", "redemption", "delivery_out", "in_kind_transfer"];

fn id<T: Id>(number: u8) -> T {
    T::from_uuid(Uuid::from_u128(number.into()))
}

/// The day before which nothing is booked.
pub fn first_day() -> BusinessDate {
    BusinessDate::new(2024, 2, 26).expect("a day of the calendar")
}

/// Two accounts of one portfolio, and one of another that may be short.
pub fn accounts() -> Vec<Account> {
    let account = |number: u8| Account {
        id: id(number),
        firm: id(1),
        client: id(1),
        portfolio: id(number / ACCOUNTS + 1),
        name: "Depot".parse().expect("a name"),
        custodian: None,
        number: None,
        may_be_short: number == ACCOUNTS,
        opened_on: first_day(),
        closed_on: None,
        created_at: Timestamp::EPOCH,
        version: Version::FIRST,
    };
    (1..=ACCOUNTS).map(account).collect()
}

/// Instruments traded in dollars, in pence, in yen without decimals and in bitcoin with eight.
pub fn instruments() -> Vec<Instrument> {
    let currencies = ["USD", "GBp", "JPY", "BTC:8"];
    let instrument = |(number, currency): (u8, &str)| Instrument {
        id: id(number),
        firm: id(1),
        symbol: format!("I{number}").parse().expect("a symbol"),
        name: "Share".parse().expect("a name"),
        class: AssetClass::Equity,
        currency: currency.parse().expect("a currency"),
        isin: None,
        price_basis: PriceBasis::Raw,
        sector: None,
        created_at: Timestamp::EPOCH,
        version: Version::FIRST,
    };
    (1..=INSTRUMENTS).zip(currencies).map(instrument).collect()
}

/// The bookings that the bytes stand for, as far as each is valid by itself.
pub fn transactions(data: &[u8]) -> Vec<Transaction> {
    let mut maker =
        Maker { bytes: Unstructured::new(data), at_the_edge: false, day: 0, held: BTreeMap::new() };
    let mut transactions = Vec::new();
    // The bytes end somewhere in a booking; those before it stand.
    while let Ok(Some(booking)) = maker.booking() {
        let number = u8::try_from(transactions.len()).unwrap_or(u8::MAX);
        transactions.push(Transaction {
            id: id(number),
            firm: id(1),
            sequence: number.into(),
            booking,
            reference: None,
            memo: None,
            recorded_at: Timestamp::EPOCH,
            recorded_by: id(1),
        });
        if transactions.len() == MOST {
            break;
        }
    }
    transactions
}

/// Makes bookings, one after the other.
struct Maker<'a> {
    bytes: Unstructured<'a>,
    /// Whether amounts are at the edge of what 28 digits hold, instead of everyday ones.
    at_the_edge: bool,
    /// How many days after the first one the last booking in order is.
    day: i64,
    /// About how many units of an instrument an account has by now, so that there is something to sell.
    held: BTreeMap<(u8, u8), Decimal>,
}

impl Maker<'_> {
    fn booking(&mut self) -> Result<Option<Booking>> {
        while !self.bytes.is_empty() {
            self.at_the_edge = self.bytes.ratio(1, 12)?;
            let date = first_day().add_days(self.day()?);
            let account = self.bytes.int_in_range(1..=ACCOUNTS)?;
            let Some(event) = self.event(account)? else { continue };
            let currency = event.gross().map(|gross| gross.currency());
            let charges = self.charges(currency)?;
            let date = date.expect("a day of the calendar");
            if let Ok(booking) = Booking::new(id(account), date, event, charges) {
                return Ok(Some(booking));
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
        let mut event = Map::from_iter([("kind".to_owned(), json!(kind))]);
        for field in *fields {
            let value = match *field {
                "instrument" => json!(id::<InstrumentId>(instrument)),
                "into" => json!(id::<InstrumentId>(self.bytes.int_in_range(1..=INSTRUMENTS)?)),
                "to" => json!(id::<AccountId>(self.bytes.int_in_range(1..=ACCOUNTS + 1)?)),
                "quantity" => json!(self.quantity(kind, (account, instrument))?),
                "ratio" => json!({ "new": self.part()?, "old": self.part()? }),
                "price" => {
                    let unit = if instrument == 2 { "GBp" } else { currency };
                    json!({ "amount": self.positive()?, "currency": unit })
                }
                _ => json!({ "amount": self.positive()?, "currency": currency }),
            };
            event.insert((*field).to_owned(), value);
        }
        Ok(serde_json::from_value(Value::Object(event)).ok())
    }

    fn charges(&mut self, currency: Option<Currency>) -> Result<Vec<Charge>> {
        let mut charges = Vec::new();
        let (Some(currency), true) = (currency, self.bytes.ratio(1, 4)?) else {
            return Ok(charges);
        };
        for _ in 0..self.bytes.int_in_range(1..=2)? {
            let kind = self.bytes.choose(&["fee", "tax", "withholding"])?;
            let amount = json!({ "amount": self.positive()?, "currency": currency });
            let charge = json!({ "kind": kind, "amount": amount });
            charges.extend(serde_json::from_value::<Charge>(charge));
        }
        Ok(charges)
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
