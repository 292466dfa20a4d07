//! What was gained and lost on what was sold, in one currency.

use crate::ledger::RealisedGain;
use crate::money::{Currency, Money};
use crate::pricing::Market;
use crate::undefined::{Figure, Undefined};

/// The gains less the losses on lots sold, in the currency: proceeds at the exchange rate of the day of the sale
/// less cost at the rate of the day on which the lot was acquired.
///
/// What the currency gained or lost while a lot was held is thus part of the gain, as it is of the
/// unrealised gain of a lot still held.
///
/// # Errors
/// The first rate that is missing.
pub fn realised(gains: &[RealisedGain], market: &Market, currency: Currency) -> Figure<Money> {
    let mut sum = Money::zero(currency);
    for gain in gains {
        let convert = |amount: Money, date| {
            let conversion = market.conversion(amount.currency(), currency, date)?;
            conversion.convert(amount).map_err(|_| Undefined::OutOfRange)
        };
        let proceeds = convert(gain.proceeds, gain.disposed_on)?;
        let cost = convert(gain.cost, gain.acquired_on)?;
        let gained = proceeds.subtract(cost).and_then(|gained| sum.add(gained));
        sum = gained.map_err(|_| Undefined::OutOfRange)?;
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;
    use crate::money::Quantity;
    use crate::pricing::{FxSeries, Staleness};
    use crate::time::BusinessDate;

    fn day(text: &str) -> BusinessDate {
        text.parse().unwrap()
    }

    fn id<T: Id>() -> T {
        T::from_uuid(uuid::Uuid::from_u128(1))
    }

    fn sale(proceeds: &str, cost: &str) -> RealisedGain {
        let usd = |text: &str| Money::parse(text, Currency::USD).unwrap();
        RealisedGain {
            transaction: id(),
            account: id(),
            instrument: id(),
            opened_by: id(),
            acquired_on: day("2024-01-02"),
            disposed_on: day("2024-01-03"),
            quantity: Quantity::ONE,
            proceeds: usd(proceeds),
            cost: usd(cost),
            gain: usd(proceeds).subtract(usd(cost)).unwrap(),
        }
    }

    #[test]
    fn each_side_is_converted_at_the_rate_of_its_own_day() {
        let mut market = Market::new(Staleness::WEEK);
        let sales = [sale("160", "100"), sale("80", "125")];
        let missing = realised(&sales, &market, Currency::EUR);
        assert!(matches!(missing, Err(Undefined::MissingRate { .. })));
        assert_eq!(realised(&sales, &market, Currency::USD).unwrap().to_string(), "15 USD");
        let rates = [("2024-01-02", "1.25"), ("2024-01-03", "1.6")];
        let rates = rates.map(|(date, rate)| (day(date), rate.parse().unwrap()));
        market.add_rates(FxSeries::new(Currency::EUR, Currency::USD, rates).unwrap()).unwrap();
        // 160 / 1.6 − 100 / 1.25 + 80 / 1.6 − 125 / 1.25
        assert_eq!(realised(&sales, &market, Currency::EUR).unwrap().to_string(), "-30 EUR");
    }
}
