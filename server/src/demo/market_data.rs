//! The excerpt of real prices and exchange rates that the demo lives on.

use std::io::Read as _;

use cactus_core::money::{Decimal, MoneyError, decimal};
use cactus_core::time::{BusinessDate, TimeError};
use flate2::read::GzDecoder;

const PRICES: &[u8] = include_bytes!("../../data/prices.csv.gz");
const RATES: &[u8] = include_bytes!("../../data/rates.csv.gz");

/// Who gave the prices, in the words that statements disclose; README.md of the data says more.
pub(super) const PRICE_SOURCE: &str = "adjusted closing prices of the skfolio 1.12.2 data sets";
/// Who gave the rates.
pub(super) const RATE_SOURCE: &str = "euro reference rates of the European Central Bank";

/// Far more than either file has; what a damaged one could unpack to stays bounded.
const UNPACKED_MAX: u64 = 16 * 1024 * 1024;

/// Market data that cannot be read. Lines count from one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MarketDataError {
    /// The file cannot be unpacked.
    #[error("the market data cannot be unpacked")]
    Packed(#[from] std::io::Error),
    /// The first line does not name `Date` and at least one column.
    #[error("the first line names no columns after `Date`")]
    Header,
    /// A line with other fields than the first.
    #[error("line {line} has {found} fields, not {expected}")]
    Fields {
        /// The line.
        line: usize,
        /// How many the first line names.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A line whose first field is no date.
    #[error("line {line}: {source}")]
    Date {
        /// The line.
        line: usize,
        /// What is wrong.
        source: TimeError,
    },
    /// A day that does not come after the one before it.
    #[error("line {line}: the days must increase")]
    OutOfOrder {
        /// The line.
        line: usize,
    },
    /// A field that is no number above zero.
    #[error("line {line}, column `{column}`: {source}")]
    Number {
        /// The line.
        line: usize,
        /// The name of the column.
        column: String,
        /// What is wrong.
        source: MoneyError,
    },
    /// A value that is not above zero.
    #[error("line {line}, column `{column}`: neither prices nor rates are below or at zero")]
    NotPositive {
        /// The line.
        line: usize,
        /// The name of the column.
        column: String,
    },
}

/// Values by day: a table with a column for each symbol or currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailyTable {
    /// The names of the columns.
    pub names: Vec<String>,
    /// The days, which increase.
    pub days: Vec<BusinessDate>,
    /// The columns, each with a value for each day.
    pub columns: Vec<Vec<Decimal>>,
}

/// The prices and exchange rates of the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarketData {
    /// Adjusted closing prices in US dollars, by symbol.
    pub prices: DailyTable,
    /// Units of each currency for one euro.
    pub rates: DailyTable,
}

impl MarketData {
    /// The excerpt inside this program.
    ///
    /// # Errors
    /// [`MarketDataError`], which its test rules out.
    pub fn embedded() -> Result<Self, MarketDataError> {
        Ok(Self {
            prices: DailyTable::parse(&unpack(PRICES)?)?,
            rates: DailyTable::parse(&unpack(RATES)?)?,
        })
    }
}

impl DailyTable {
    /// Reads comma-separated text: a line of names that begins with `Date`, then a line for each day.
    ///
    /// # Errors
    /// [`MarketDataError`] with the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, MarketDataError> {
        let mut lines = (1..).zip(text.lines());
        let names = lines.next().and_then(|(_, line)| line.strip_prefix("Date,"));
        let names: Vec<_> =
            names.ok_or(MarketDataError::Header)?.split(',').map(str::to_owned).collect();
        let mut days: Vec<BusinessDate> = Vec::new();
        let mut columns = vec![Vec::new(); names.len()];
        for (line, text) in lines {
            let (date, values) = text.split_once(',').unwrap_or((text, ""));
            let date = date.parse();
            let date = date.map_err(|source| MarketDataError::Date { line, source })?;
            if days.last().is_some_and(|last| date <= *last) {
                return Err(MarketDataError::OutOfOrder { line });
            }
            days.push(date);
            let values: Vec<_> = values.split(',').collect();
            if values.len() != names.len() {
                return Err(MarketDataError::Fields {
                    line,
                    expected: names.len() + 1,
                    found: values.len() + 1,
                });
            }
            for ((name, column), value) in names.iter().zip(&mut columns).zip(values) {
                column.push(positive(line, name, value)?);
            }
        }
        Ok(Self { names, days, columns })
    }

    /// The values of the column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&[Decimal]> {
        let place = self.names.iter().position(|known| known == name)?;
        self.columns.get(place).map(Vec::as_slice)
    }
}

fn positive(line: usize, column: &str, text: &str) -> Result<Decimal, MarketDataError> {
    let value = decimal::parse(text).map_err(|source| MarketDataError::Number {
        line,
        column: column.to_owned(),
        source,
    })?;
    if value > Decimal::ZERO {
        Ok(value)
    } else {
        Err(MarketDataError::NotPositive { line, column: column.to_owned() })
    }
}

fn unpack(packed: &[u8]) -> Result<String, MarketDataError> {
    let mut text = String::new();
    GzDecoder::new(packed).take(UNPACKED_MAX).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_excerpt_is_read_as_its_source_has_it() {
        let data = MarketData::embedded().unwrap();
        assert_eq!(data.prices.days.len(), 2264);
        assert_eq!(data.prices.days[0].to_string(), "2014-01-02");
        assert_eq!(data.prices.days.last(), data.rates.days.last());
        let last =
            |table: &DailyTable, name| table.column(name).unwrap().last().unwrap().to_string();
        assert_eq!(last(&data.prices, "AAPL"), "125.674");
        assert_eq!(last(&data.prices, "VLUE"), "88.473");
        assert_eq!(last(&data.prices, "SP500"), "3783.22");
        assert_eq!(last(&data.rates, "USD"), "1.064");
        assert_eq!(data.rates.names, ["USD", "GBP", "CHF"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let error = |text: &str| DailyTable::parse(text).unwrap_err().to_string();
        assert_eq!(error("Day,A\n"), "the first line names no columns after `Date`");
        assert_eq!(error("Date,A\n2024-01-02,1,2\n"), "line 2 has 3 fields, not 2");
        assert_eq!(error("Date,A,B\n2024-01-02\n"), "line 2 has 2 fields, not 3");
        assert!(error("Date,A\n2024-1-2,1\n").starts_with("line 2: "));
        assert_eq!(error("Date,A\n2024-01-03,1\n2024-01-03,1\n"), "line 3: the days must increase");
        assert!(error("Date,A\n2024-01-02,N/A\n").starts_with("line 2, column `A`: "));
        assert!(error("Date,A\n2024-01-02,0\n").starts_with("line 2, column `A`: "));
        assert!(unpack(&[1, 2, 3]).is_err());
    }
}
