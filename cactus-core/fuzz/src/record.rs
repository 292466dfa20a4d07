//! Records made of bytes: the people, what they hold, and what they book.

use std::sync::Arc;

use arbitrary::Unstructured;
use cactus_core::ids::{Id, InstrumentId};
use cactus_core::ledger::{InstrumentSplit, Transaction};
use cactus_core::model::{Account, AssetClass, Instrument, Multiplier, PriceBasis, Terms, Version};
use cactus_core::money::Weight;
use cactus_core::time::{BusinessDate, Timestamp};
use uuid::Uuid;

use crate::maker::Maker;

/// How many days a record runs for after [`first_day`].
pub const DAYS: i64 = 12;
/// How many days before it lots may have been acquired.
pub const BEFORE: i64 = 30;
/// The most bookings of a record.
const MOST: usize = 48;
/// How many accounts there are.
pub const ACCOUNTS: u8 = 3;
/// What each instrument is priced in: dollars, pence, yen without decimals, bitcoin with eight, and dollars again,
/// so that one can become another.
pub const PRICED_IN: [&str; 5] = ["USD", "GBp", "JPY", "BTC:8", "USD"];

/// What one unit of each is: of the yen a contract on a hundred, of the last dollars the face value of a bond that is
/// priced in per cent.
const MULTIPLIERS: [&str; 5] = ["1", "1", "100", "1", "0.01"];
/// How many days after the first one the contract expires.
const EXPIRY: i64 = 9;

/// What one unit of the instrument is.
pub fn multiplier(instrument: InstrumentId) -> Multiplier {
    let known =
        (1..).zip(MULTIPLIERS).find(|(number, _)| id::<InstrumentId>(*number) == instrument);
    known.map_or(Multiplier::ONE, |(_, text)| text.parse().expect("a multiplier"))
}

/// The id with a number.
pub fn id<T: Id>(number: u8) -> T {
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
        owner_share: Weight::ONE,
        currencies: None,
        opened_on: first_day(),
        closed_on: None,
        created_at: Timestamp::EPOCH,
        version: Version::FIRST,
    };
    (1..=ACCOUNTS).map(account).collect()
}

/// An instrument for each of [`PRICED_IN`].
pub fn instruments() -> Vec<Instrument> {
    let instrument = |(number, currency): (u8, &str)| Instrument {
        id: id(number),
        firm: id(1),
        symbol: format!("I{number}").parse().expect("a symbol"),
        name: "Share".parse().expect("a name"),
        class: AssetClass::Equity,
        currency: currency.parse().expect("a currency"),
        isin: None,
        price_basis: PriceBasis::Raw,
        terms: Terms {
            multiplier: multiplier(id(number)),
            matures_on: (number == 3)
                .then(|| first_day().add_days(EXPIRY).expect("a day of the calendar")),
        },
        sector: None,
        region: None,
        created_at: Timestamp::EPOCH,
        version: Version::FIRST,
    };
    (1..).zip(PRICED_IN).map(instrument).collect()
}

/// What the bytes stand for.
pub struct Record {
    /// The bookings, as far as each is valid by itself.
    pub transactions: Vec<Arc<Transaction>>,
    /// Splits that accounts need not book.
    pub splits: Vec<InstrumentSplit>,
    /// Whether all amounts are such as occur, and none is at the edge of what 28 digits hold.
    pub everyday: bool,
}

impl Record {
    /// The record that the bytes stand for.
    pub fn of(data: &[u8]) -> Self {
        let mut maker = Maker::new(Unstructured::new(data));
        let splits = maker.splits().unwrap_or_default();
        let mut transactions = Vec::new();
        // The bytes end somewhere in a booking; those before it stand.
        while let Ok(Some(booking)) = maker.booking() {
            let number = u8::try_from(transactions.len()).unwrap_or(u8::MAX);
            transactions.push(Arc::new(Transaction {
                id: id(number),
                firm: id(1),
                sequence: number.into(),
                booking,
                reference: None,
                memo: None,
                recorded_at: Timestamp::EPOCH,
                recorded_by: id(1),
            }));
            if transactions.len() == MOST {
                break;
            }
        }
        Self { transactions, splits, everyday: maker.is_everyday() }
    }
}
