//! The figures of a day.

use super::members::{Members, Single};
use super::{Measure, Value};
use crate::money::{Money, MoneyError, Quantity, Rate};
use crate::undefined::{Figure, Undefined};
use crate::valuation::Gains;

/// What the figures of a day are of.
pub(super) struct DayCells<'a> {
    pub(super) members: &'a Members,
    /// What the members hold, and what it has gained.
    pub(super) state: &'a Gains,
    /// The value of the row above.
    pub(super) above: &'a Figure<Money>,
    /// The value of the whole scope.
    pub(super) total: &'a Figure<Money>,
}

impl DayCells<'_> {
    /// A figure of a day; none if the measure is one of a period.
    pub(super) fn measure(&self, measure: Measure) -> Option<Figure<Value>> {
        let state = self.state;
        let value = &state.valuation.total;
        Some(match measure {
            Measure::Quantity => self.quantity(),
            Measure::Price => self.quote(|quote| Value::Price(quote.price)),
            Measure::PriceDate => self.quote(|quote| Value::Date(quote.date)),
            Measure::MarketValue => value.clone().map(Value::Money),
            Measure::Weight => ratio(value, self.total),
            Measure::WeightInGroup => ratio(value, self.above),
            Measure::Cost => state.cost.clone().map(Value::Money),
            Measure::UnrealisedGain => state.unrealised.clone().map(Value::Money),
            Measure::UnrealisedReturn => ratio(&state.unrealised, &state.cost),
            Measure::ClosingValue
            | Measure::OpeningValue
            | Measure::NetFlows
            | Measure::Inflows
            | Measure::Outflows
            | Measure::Gain
            | Measure::RealisedGain
            | Measure::RealisedOnCurrency
            | Measure::RealisedShortTerm
            | Measure::RealisedLongTerm
            | Measure::UnrealisedChange
            | Measure::Income
            | Measure::Dividends
            | Measure::Interest
            | Measure::InterestCharges
            | Measure::Fees
            | Measure::Taxes
            | Measure::FeesInTrades
            | Measure::TaxesInTrades
            | Measure::CurrencyGains
            | Measure::Twr
            | Measure::TwrAnnualised
            | Measure::Xirr
            | Measure::MoneyWeightedReturn
            | Measure::ModifiedDietz
            | Measure::Contribution
            | Measure::DrawdownPeak
            | Measure::DrawdownTrough
            | Measure::DrawdownRecovery
            | Measure::BenchmarkReturn
            | Measure::ExcessReturn => return None,
        })
    }

    fn quantity(&self) -> Figure<Value> {
        let valuation = &self.state.valuation;
        match self.members.single() {
            Some(Single::Cash) => {
                let cash = valuation.cash.first().map(|row| row.amount.amount());
                Ok(Value::Units(Quantity::new(cash.unwrap_or_default())))
            }
            Some(Single::Instrument) => {
                let held = valuation.positions.first().map(|row| row.quantity);
                Ok(Value::Units(held.unwrap_or(Quantity::ZERO)))
            }
            None => Err(Undefined::SeveralInstruments),
        }
    }

    fn quote(&self, of: impl Fn(crate::pricing::Quote) -> Value) -> Figure<Value> {
        match self.members.single() {
            Some(Single::Instrument) => {
                let held = self.state.valuation.positions.first().ok_or(Undefined::NothingHeld)?;
                held.quote.clone().map(of)
            }
            _ => Err(Undefined::SeveralInstruments),
        }
    }
}

/// One amount over another, which may be nothing.
fn ratio(part: &Figure<Money>, whole: &Figure<Money>) -> Figure<Value> {
    let (part, whole) = (part.clone()?, whole.clone()?);
    let ratio: Result<Rate, MoneyError> = part.ratio_to(whole);
    ratio.map(Value::Ratio).map_err(|error| match error {
        MoneyError::DivisionByZero => Undefined::ZeroDivisor,
        _ => Undefined::OutOfRange,
    })
}
