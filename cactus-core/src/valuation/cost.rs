//! What that which is held has cost, in one currency.

use std::collections::BTreeMap;

use crate::ids::InstrumentId;
use crate::ledger::{Holdings, Lot};
use crate::money::{Currency, Money, MoneyError};
use crate::pricing::Market;
use crate::undefined::{Figure, Undefined, both};

/// What is held of one instrument has cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionCost {
    /// In the currency it was bought in, charges of the purchases included.
    pub local: Money,
    /// In the currency of the valuation: each lot at the rate of the day it was acquired, so that value less
    /// cost holds what the currency gained, too.
    pub converted: Figure<Money>,
}

/// The cost of the open lots of each instrument, in all accounts together.
///
/// # Errors
/// [`MoneyError`] if a sum in the currency of purchase needs more than 28 digits, or if an instrument was
/// bought in two currencies.
pub fn cost(
    holdings: &Holdings,
    market: &Market,
    currency: Currency,
) -> Result<BTreeMap<InstrumentId, PositionCost>, MoneyError> {
    let mut costs: BTreeMap<InstrumentId, PositionCost> = BTreeMap::new();
    for position in &holdings.positions {
        let cost = costs.entry(position.instrument).or_insert_with(|| PositionCost {
            local: Money::zero(position.cost.currency()),
            converted: Ok(Money::zero(currency)),
        });
        cost.local = cost.local.add(position.cost)?;
        for lot in &position.lots {
            let of_lot = converted(lot, market, currency);
            cost.converted = both(&cost.converted, &of_lot, Money::add);
        }
    }
    Ok(costs)
}

/// The cost of the lot in the currency: as the record has it, where it was asked in that currency.
fn converted(lot: &Lot, market: &Market, currency: Currency) -> Figure<Money> {
    match &lot.base_cost {
        Some(Err(reason)) => Err(reason.clone()),
        Some(Ok(cost)) if cost.currency() == currency => Ok(*cost),
        _ => {
            let conversion = market.conversion(lot.cost.currency(), currency, lot.acquired_on)?;
            in_range(conversion.convert(lot.cost))
        }
    }
}

fn in_range<T>(result: Result<T, MoneyError>) -> Figure<T> {
    result.map_err(|_| Undefined::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AccountId, Id, TransactionId};
    use crate::ledger::{Lot, Position};
    use crate::money::Quantity;
    use crate::pricing::{FxSeries, Staleness};
    use crate::time::BusinessDate;

    fn day(text: &str) -> BusinessDate {
        text.parse().unwrap()
    }

    fn id<T: Id>(number: u128) -> T {
        T::from_uuid(uuid::Uuid::from_u128(number))
    }

    fn holdings() -> Holdings {
        let lot = |acquired_on: &str, dollars: &str| Lot {
            opened_by: id::<TransactionId>(1),
            acquired_on: day(acquired_on),
            quantity: Quantity::ONE,
            cost: Money::parse(dollars, Currency::USD).unwrap(),
            base_cost: None,
        };
        let position = Position {
            account: id::<AccountId>(1),
            instrument: id(7),
            quantity: "2".parse().unwrap(),
            cost: Money::parse("300", Currency::USD).unwrap(),
            lots: vec![lot("2024-01-02", "100"), lot("2024-01-03", "200")],
        };
        Holdings { as_of: day("2024-01-04"), positions: vec![position], cash: vec![] }
    }

    #[test]
    fn each_lot_is_converted_at_the_rate_of_its_own_day() {
        let rows = [("2024-01-02", "1.25"), ("2024-01-03", "1.6"), ("2024-01-04", "2")];
        let rows = rows.map(|(date, rate)| (day(date), rate.parse().unwrap()));
        let mut market = Market::new(Staleness::WEEK);
        market.add_rates(FxSeries::new(Currency::EUR, Currency::USD, rows).unwrap()).unwrap();
        let costs = cost(&holdings(), &market, Currency::EUR).unwrap();
        assert_eq!(costs[&id(7)].local.to_string(), "300 USD");
        // 100 / 1.25 + 200 / 1.6
        assert_eq!(costs[&id(7)].converted.clone().unwrap().to_string(), "205 EUR");
    }

    #[test]
    fn without_a_rate_the_converted_cost_is_undefined_not_one_to_one() {
        let market = Market::new(Staleness::WEEK);
        let costs = cost(&holdings(), &market, Currency::EUR).unwrap();
        let missing = Undefined::MissingRate {
            from: Currency::USD,
            to: Currency::EUR,
            date: day("2024-01-02"),
        };
        assert_eq!(costs[&id(7)].converted, Err(missing));
        let costs = cost(&holdings(), &market, Currency::USD).unwrap();
        assert_eq!(costs[&id(7)].converted.clone().unwrap(), costs[&id(7)].local);
    }
}
