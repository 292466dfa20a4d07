//! The registry of columns.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::QueryError;
use crate::risk::{RiskMeasure, RiskUnit};
use crate::words::words;

const FRACTION: Unit = Unit::Risk(RiskUnit::Fraction);
const PER_YEAR: Unit = Unit::Risk(RiskUnit::FractionPerYear);

/// Declares the measures: each with its key, what it counts, and what it says.
macro_rules! measures {
    ($($name:ident = $key:literal, $unit:expr, $says:literal;)+) => {
        words! {
            /// A figure of a row by its stable key. Those of a day are of its end, and in a question about a period of
            /// the end of the period; all others are of the period. Amounts are in the currency of the question.
            "measure" Measure {
                $(#[doc = $says] $name = $key,)+
            }
        }

        impl Measure {
            /// What it counts.
            #[must_use]
            pub const fn unit(self) -> Unit {
                match self {
                    $(Self::$name => $unit,)+
                }
            }

            /// What it says, in a sentence.
            #[must_use]
            pub const fn says(self) -> &'static str {
                match self {
                    $(Self::$name => $says,)+
                }
            }
        }
    };
}

measures! {
    Quantity = "quantity", Unit::Units,
        "Units held of the one instrument of the row, or the balance of cash in one currency.";
    Price = "price", Unit::Price,
        "What one unit of the one instrument of the row costs, in the currency of the price.";
    PriceDate = "price_date", Unit::Date, "The day of that price.";
    MarketValue = "market_value", Unit::Money, "What is held is worth.";
    Weight = "weight", FRACTION, "Market value over that of the whole scope.";
    WeightInGroup = "weight_in_group", FRACTION, "Market value over that of the row above.";
    Cost = "cost", Unit::Money,
        "What the instruments held have cost, each lot at the rate of its own day.";
    UnrealisedGain = "unrealised_gain", Unit::Money, "Value less cost of the instruments held.";
    UnrealisedReturn = "unrealised_return", FRACTION, "Unrealised gain over cost.";
    ClosingValue = "closing_value", Unit::Money, "The value at the end of the period.";
    OpeningValue = "opening_value", Unit::Money, "The value at the start of the period.";
    NetFlows = "net_flows", Unit::Money, "What came in less what went out.";
    Inflows = "inflows", Unit::Money, "What came in, day by day.";
    Outflows = "outflows", Unit::Money, "What went out, day by day, above zero.";
    Gain = "gain", Unit::Money, "Closing less opening value and net flows.";
    RealisedGain = "realised_gain", Unit::Money,
        "Gains less losses on what was disposed of, what the currency gained included.";
    RealisedOnCurrency = "realised_gain_on_currency", Unit::Money,
        "The part of the realised gain that is due to the currency.";
    RealisedShortTerm = "realised_gain_short_term", Unit::Money,
        "The realised gain on what was held up to a year.";
    RealisedLongTerm = "realised_gain_long_term", Unit::Money,
        "The realised gain on what was held for more than a year.";
    UnrealisedChange = "unrealised_change", Unit::Money, "The change of the unrealised gain.";
    Income = "income", Unit::Money, "Dividends and interest before charges, less interest charged.";
    Dividends = "dividends", Unit::Money,
        "Dividends before charges, less those owed on short positions.";
    Interest = "interest", Unit::Money, "Interest before charges, less accrued interest paid.";
    InterestCharges = "interest_charges", Unit::Money, "Interest charged, above zero.";
    Fees = "fees", Unit::Money, "All fees less refunds, above zero.";
    Taxes = "taxes", Unit::Money, "All taxes less refunds, withheld ones included, above zero.";
    FeesInTrades = "fees_in_trades", Unit::Money,
        "The fees that cost and proceeds of trades have counted.";
    TaxesInTrades = "taxes_in_trades", Unit::Money,
        "The taxes that cost and proceeds of trades have counted.";
    CurrencyGains = "currency_gains", Unit::Money,
        "What cash in other currencies gained, and exchanges over the rates of their days.";
    Twr = "twr", FRACTION, "The time-weighted return of the period.";
    TwrAnnualised = "twr_annualised", PER_YEAR, "The time-weighted return per year.";
    Xirr = "xirr", PER_YEAR, "The money-weighted return per year.";
    MoneyWeightedReturn = "money_weighted_return", FRACTION,
        "The money-weighted return of the period.";
    ModifiedDietz = "modified_dietz", FRACTION, "Modified Dietz, of the period.";
    Contribution = "contribution", FRACTION,
        "What the row contributed to the time-weighted return of the whole scope; rows of one level sum to it.";
    DrawdownPeak = "max_drawdown_peak", Unit::Date, "The day before the deepest fall.";
    DrawdownTrough = "max_drawdown_trough", Unit::Date, "The day of its depth.";
    DrawdownRecovery = "max_drawdown_recovery", Unit::Date,
        "The day on which the peak was reached again.";
    BenchmarkReturn = "benchmark_return", FRACTION,
        "The time-weighted return of the benchmark over the same time.";
    ExcessReturn = "excess_return", FRACTION, "The return less that of the benchmark.";
}

impl Measure {
    /// Whether it is a figure of a day; otherwise it needs a period.
    #[must_use]
    pub fn is_of_a_day(self) -> bool {
        self <= Self::UnrealisedReturn
    }
}

/// What the figures of a column count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// An amount in the currency of the question.
    Money,
    /// Units of an instrument, or an amount of one currency.
    Units,
    /// An amount for one unit, in the currency of the price.
    Price,
    /// A day.
    Date,
    /// A plain number, as in risk measures.
    Risk(RiskUnit),
}

impl Unit {
    /// The stable word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Units => "units",
            Self::Price => "price",
            Self::Date => "date",
            Self::Risk(unit) => unit.as_str(),
        }
    }
}

/// A column of a table: a measure, or a risk measure of the time-weighted returns of the row.
///
/// As text it is its stable key; a name with two meanings carries its convention.
///
/// ```
/// use cactus_core::query::Column;
///
/// let columns: Vec<Column> = ["market_value", "xirr", "sharpe"].map(|key| key.parse().unwrap()).to_vec();
/// assert_eq!(columns[1].to_string(), "xirr");
/// assert!(Column::all().count() > 80);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum Column {
    /// A figure of a row.
    Measure(Measure),
    /// A risk measure.
    Risk(RiskMeasure),
}

impl Column {
    /// All of them, in the order of their declaration.
    pub fn all() -> impl Iterator<Item = Self> {
        let measures = Measure::ALL.iter().copied().map(Self::Measure);
        measures.chain(RiskMeasure::ALL.iter().copied().map(Self::Risk))
    }

    /// The stable key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Measure(measure) => measure.as_str(),
            Self::Risk(measure) => measure.key(),
        }
    }

    /// What it counts.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Measure(measure) => measure.unit(),
            Self::Risk(measure) => Unit::Risk(measure.unit()),
        }
    }

    /// What it says: a sentence, or the formula of a risk measure.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Measure(measure) => measure.says(),
            Self::Risk(measure) => measure.formula(),
        }
    }

    /// Whether it follows from the record and the daily values of a row alone: not from what was held on the day, with its
    /// prices and lots, nor from other rows.
    pub(super) const fn is_of_the_row(self) -> bool {
        match self {
            Self::Risk(_) => true,
            Self::Measure(measure) => !matches!(
                measure,
                Measure::Quantity
                    | Measure::Price
                    | Measure::PriceDate
                    | Measure::Weight
                    | Measure::WeightInGroup
                    | Measure::Cost
                    | Measure::UnrealisedGain
                    | Measure::UnrealisedReturn
                    | Measure::Contribution
            ),
        }
    }

    /// Whether it is a figure of a day; otherwise it needs a period.
    #[must_use]
    pub fn is_of_a_day(self) -> bool {
        matches!(self, Self::Measure(measure) if measure.is_of_a_day())
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.key())
    }
}

impl FromStr for Column {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        let measure = text.parse().map(Self::Measure);
        measure
            .or_else(|_| text.parse().map(Self::Risk))
            .map_err(|_| QueryError::UnknownColumn { text: text.chars().take(100).collect() })
    }
}

impl From<Column> for &'static str {
    fn from(column: Column) -> Self {
        column.key()
    }
}

impl TryFrom<String> for Column {
    type Error = QueryError;

    fn try_from(text: String) -> Result<Self, QueryError> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Column {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Column".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let keys: Vec<_> = Self::all().map(Self::key).collect();
        schemars::json_schema!({ "type": "string", "enum": keys })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_are_unique_and_come_back() {
        let keys: BTreeSet<_> = Column::all().map(Column::key).collect();
        assert_eq!(keys.len(), Column::all().count());
        for column in Column::all() {
            assert_eq!(column.key().parse(), Ok(column));
        }
        assert!("colour".parse::<Column>().is_err());
    }
}
