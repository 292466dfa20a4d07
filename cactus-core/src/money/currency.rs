//! Currencies and their minor digits.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::MoneyError;

const CODE_MAX: usize = 8;

/// Prices on some exchanges are quoted in hundredths of the currency: code, major currency, digits.
const MINOR_UNITS: [(&str, &str); 4] =
    [("GBp", "GBP"), ("GBX", "GBP"), ("ZAc", "ZAR"), ("ILA", "ILS")];

/// A currency: its code and how many decimals its smallest unit has.
///
/// Three sorts are known. ISO 4217 currencies with minor units, by code (`USD`, `JPY`, `KWD`). Minor-unit
/// codes of exchanges, by code (`GBp`, `GBX`, `ZAc`, `ILA`), each a hundredth of its
/// [major currency](Self::major). And everything else that a firm wants to keep accounts in, declared in the
/// text form itself as `CODE:digits`, so that no registry is needed to read it back: `BTC:8`, `XAU:4`.
///
/// ```
/// use cactus_core::money::Currency;
///
/// let yen: Currency = "JPY".parse()?;
/// assert_eq!(yen.digits(), 0);
/// let bitcoin = Currency::declare("BTC", 8)?;
/// assert_eq!(bitcoin.to_string(), "BTC:8");
/// assert_eq!("BTC:8".parse::<Currency>()?, bitcoin);
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Currency {
    code: [u8; CODE_MAX],
    digits: u8,
}

impl Currency {
    /// The United States dollar.
    pub const USD: Self = Self::iso(*b"USD");
    /// The euro.
    pub const EUR: Self = Self::iso(*b"EUR");

    const fn iso([a, b, c]: [u8; 3]) -> Self {
        Self { code: [a, b, c, 0, 0, 0, 0, 0], digits: 2 }
    }

    fn with_code(code: &str, digits: u8) -> Option<Self> {
        let mut bytes = [0; CODE_MAX];
        bytes.get_mut(..code.len())?.copy_from_slice(code.as_bytes());
        Some(Self { code: bytes, digits })
    }

    fn known(code: &str) -> Option<Self> {
        if MINOR_UNITS.iter().any(|(minor, _)| *minor == code) {
            return Self::with_code(code, 0);
        }
        let digits = iso_currency::Currency::from_code(code)?.exponent()?;
        Self::with_code(code, u8::try_from(digits).ok()?)
    }

    /// A currency that ISO 4217 does not know, with 1 to 8 letters or digits and up to 18 decimals.
    ///
    /// # Errors
    /// [`MoneyError::UnknownCurrency`] if the code has another form or already means something else.
    pub fn declare(code: &str, digits: u8) -> Result<Self, MoneyError> {
        let plain = !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric());
        if plain
            && digits <= 18
            && Self::known(code).is_none()
            && let Some(currency) = Self::with_code(code, digits)
        {
            return Ok(currency);
        }
        Err(MoneyError::UnknownCurrency { text: format!("{code}:{digits}") })
    }

    /// The code alone, `USD` or `BTC`.
    #[must_use]
    pub fn code(&self) -> &str {
        let length = self.code.iter().position(|b| *b == 0).unwrap_or(CODE_MAX);
        self.code.get(..length).and_then(|code| std::str::from_utf8(code).ok()).unwrap_or_default()
    }

    /// Decimals of the smallest unit: 2 for USD, 0 for JPY, 3 for KWD.
    #[must_use]
    pub fn digits(self) -> u32 {
        u32::from(self.digits)
    }

    /// For a minor-unit code, the currency it is a part of and how many parts make one: 100 GBp are 1 GBP.
    #[must_use]
    pub fn major(self) -> Option<(Self, Decimal)> {
        let (_, major) = MINOR_UNITS.iter().find(|(minor, _)| *minor == self.code())?;
        Some((Self::known(major)?, Decimal::ONE_HUNDRED))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if Self::known(self.code()).is_some() {
            f.pad(self.code())
        } else {
            f.pad(&format!("{}:{}", self.code(), self.digits))
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let unknown = || MoneyError::UnknownCurrency { text: text.chars().take(32).collect() };
        match text.split_once(':') {
            None => Self::known(text).ok_or_else(unknown),
            Some((code, digits)) => {
                let canonical = digits == "0" || !digits.starts_with(['0', '+']);
                let digits = digits.parse().ok().filter(|_| canonical).ok_or_else(unknown)?;
                Self::declare(code, digits)
            }
        }
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.to_string()
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;

    fn try_from(text: String) -> Result<Self, MoneyError> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Currency {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[A-Za-z0-9]{1,8}(:[0-9]{1,2})?$",
            "examples": ["USD", "EUR", "BTC:8"],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_follow_iso_4217() {
        for (code, digits) in [("USD", 2), ("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4)] {
            assert_eq!(code.parse::<Currency>().unwrap().digits(), digits, "{code}");
        }
        assert_eq!("USD".parse::<Currency>().unwrap(), Currency::USD);
        assert_eq!("EUR".parse::<Currency>().unwrap(), Currency::EUR);
    }

    #[test]
    fn what_has_no_minor_unit_must_be_declared() {
        for text in [
            "XAU",
            "XXX",
            "usd",
            "EURO",
            "",
            "BTC",
            "USD:2",
            "BTC:19",
            "BTC:08",
            "BTC:+8",
            "A B:2",
            "TOOLONGXX:2",
        ] {
            assert!(text.parse::<Currency>().is_err(), "{text}");
        }
        assert!("XAU:4".parse::<Currency>().is_ok());
    }

    #[test]
    fn a_hundred_pence_are_a_pound() {
        let pence: Currency = "GBp".parse().unwrap();
        let (major, parts) = pence.major().unwrap();
        assert_eq!((major.code(), parts), ("GBP", Decimal::ONE_HUNDRED));
        assert_eq!(major.major(), None);
    }

    proptest! {
        #[test]
        fn declared_currencies_round_trip(code in "[A-Za-z0-9]{1,8}", digits in 0..=18_u8) {
            if let Ok(currency) = Currency::declare(&code, digits) {
                prop_assert_eq!(currency.to_string().parse::<Currency>().unwrap(), currency);
            }
        }
    }
}
