//! What can be held and priced.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{ModelError, Name, Symbol, Terms, Version};
use crate::ids::{FirmId, InstrumentId};
use crate::money::Currency;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// The broad class of an instrument.
    "asset class" AssetClass {
        /// Shares.
        Equity = "equity",
        /// Exchange-traded and mutual funds.
        Fund = "fund",
        /// Bonds and notes.
        Bond = "bond",
        /// Money-market instruments.
        MoneyMarket = "money_market",
        /// Real estate.
        RealEstate = "real_estate",
        /// Commodities and precious metals.
        Commodity = "commodity",
        /// Crypto assets.
        Crypto = "crypto",
        /// Options, warrants and rights.
        Option = "option",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// How the prices of an instrument treat its splits.
    "price basis" PriceBasis {
        /// As quoted on the day.
        Raw = "raw",
        /// Divided by the ratios of all later splits, so that the series has no jumps.
        SplitAdjusted = "split_adjusted",
    }
}

/// Something that can be held and priced. Reference data of the firm, shared by all its clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Its identity.
    pub id: InstrumentId,
    /// The firm it belongs to.
    pub firm: FirmId,
    /// The short name it is traded under, unique in the firm.
    pub symbol: Symbol,
    /// Its full name.
    pub name: Name,
    /// Its broad class.
    pub class: AssetClass,
    /// The currency it is priced and traded in.
    pub currency: Currency,
    /// Its international securities identification number.
    pub isin: Option<Isin>,
    /// How its price series treats splits.
    pub price_basis: PriceBasis,
    /// What one unit of it is.
    pub terms: Terms,
    /// The industry it belongs to.
    pub sector: Option<Name>,
    /// The part of the world it stands for: a country or a wider region.
    pub region: Option<Name>,
    /// When it was added.
    pub created_at: Timestamp,
    /// How often it was changed.
    pub version: Version,
}

/// An international securities identification number (ISO 6166) with a right check digit.
///
/// ```
/// use cactus_core::model::Isin;
///
/// assert!("US0378331005".parse::<Isin>().is_ok());
/// assert!("US0378331006".parse::<Isin>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Isin([u8; 12]);

impl Isin {
    /// The twelve characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The check digit of ISO 6166: letters count as two digits (A = 10), then Luhn's formula.
    fn is_valid(code: &[u8; 12]) -> bool {
        let [first, second, .., last] = code;
        let alphanumeric = |b: &u8| b.is_ascii_digit() || b.is_ascii_uppercase();
        if !first.is_ascii_uppercase()
            || !second.is_ascii_uppercase()
            || !last.is_ascii_digit()
            || !code.iter().all(alphanumeric)
        {
            return false;
        }
        let mut digits = Vec::with_capacity(24);
        for byte in code {
            let value = if byte.is_ascii_digit() { byte - b'0' } else { byte - b'A' + 10 };
            if value >= 10 {
                digits.push(value / 10);
            }
            digits.push(value % 10);
        }
        let luhn: u32 = digits
            .iter()
            .rev()
            .enumerate()
            .map(|(place, digit)| {
                let doubled = u32::from(*digit) * if place % 2 == 1 { 2 } else { 1 };
                doubled / 10 + doubled % 10
            })
            .sum();
        luhn.is_multiple_of(10)
    }
}

impl fmt::Display for Isin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Isin {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        <[u8; 12]>::try_from(text.trim().as_bytes())
            .ok()
            .filter(Self::is_valid)
            .map(Self)
            .ok_or_else(|| ModelError::Isin { text: text.chars().take(32).collect() })
    }
}

impl From<Isin> for String {
    fn from(isin: Isin) -> Self {
        isin.as_str().to_owned()
    }
}

impl TryFrom<String> for Isin {
    type Error = ModelError;

    fn try_from(text: String) -> Result<Self, ModelError> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Isin {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Isin".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[A-Z]{2}[A-Z0-9]{9}[0-9]$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_isins_pass_and_their_neighbours_fail() {
        // Apple, BAE Systems, Treasury Wine Estates: numbers printed in ISO 6166 explanations.
        for text in ["US0378331005", "GB0002634946", "AU0000XVGZA3"] {
            assert!(text.parse::<Isin>().is_ok(), "{text}");
        }
        for text in
            ["US0378331004", "us0378331005", "U10378331005", "US037833100", "US03783310055", ""]
        {
            assert!(text.parse::<Isin>().is_err(), "{text}");
        }
    }
}
