//! The closing identity in one currency, at made-up prices and rates.

use cactus_core::ledger::{CostBasis, Journal};
use cactus_core::model::PriceBasis;
use cactus_core::money::{Currency, Decimal, decimal};
use cactus_core::performance::breakdown;
use cactus_core::pricing::{FxSeries, Market, PriceSeries, Staleness};
use cactus_core::time::{BusinessDate, Period};
use cactus_core::undefined::Undefined;
use cactus_core::valuation::Valuer;

use crate::record::{BEFORE, DAYS, PRICED_IN, first_day, id, multiplier};

/// Currencies with a rate to the one of the question.
const CURRENCIES: [&str; 5] = ["EUR", "GBP", "JPY", "KWD", "BTC:8"];

/// Closing = opening + net flows + realised and unrealised gains + income − fees − taxes + currency gains, within
/// a cent, where all prices and rates are known and no figure needs more than 28 digits: an account that may be short
/// can owe more than that.
pub fn identity(market: &Market, journal: &Journal, basis: &CostBasis, period: Period) {
    let Ok(timeline) = journal.timeline() else { return };
    let valuer = Valuer::new(&timeline, market, Currency::USD);
    let values = valuer.daily(period);
    let Ok(parts) = breakdown(journal, basis, &valuer, &values) else { return };
    let (closing, explained) = (parts.closing.clone(), parts.explained());
    if [&closing, &explained].contains(&&Err(Undefined::OutOfRange)) {
        return;
    }
    let closing = closing.expect("all prices and rates are known").amount();
    let explained = explained.expect("all prices and rates are known").amount();
    let difference = decimal::subtract(closing, explained).expect("amounts of every day");
    assert!(difference.abs() < Decimal::new(1, 2), "{closing} is not {explained}: {parts:#?}");
}

/// Prices and rates that move from day to day as the bytes say.
pub fn market(data: &[u8]) -> Market {
    let mut market = Market::new(Staleness::SAME_DAY);
    let days: Vec<BusinessDate> = (-BEFORE - 1..=DAYS)
        .map(|days| first_day().add_days(days).expect("a day of the calendar"))
        .collect();
    let mut seed = data.iter().cycle();
    let mut moved = |scale: u32| -> Vec<(BusinessDate, Decimal)> {
        let mut number = || i64::from(seed.next().copied().unwrap_or_default());
        days.iter()
            .map(|day| (*day, Decimal::new(100 + number() * 256 + number(), scale)))
            .collect()
    };
    for (number, currency) in (1..).zip(PRICED_IN) {
        let currency = currency.parse().expect("a currency");
        let series = PriceSeries::new(id(number), currency, PriceBasis::Raw, moved(2));
        let series = series.expect("prices above zero").times(multiplier(id(number)));
        market.add_prices(series).expect("one series for each");
    }
    for currency in CURRENCIES {
        let currency = currency.parse().expect("a currency");
        let series = FxSeries::new(currency, Currency::USD, moved(4));
        market.add_rates(series.expect("rates above zero")).expect("one series for each");
    }
    market
}
