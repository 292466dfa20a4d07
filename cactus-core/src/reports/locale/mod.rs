//! How a reader's language writes numbers, dates, words and sentences.

mod english;
mod number;
mod spanish;

use std::collections::BTreeMap;

use number::Digits;
pub(super) use number::MINUS;

use super::{Label, Note, Report};
use crate::ids::InstrumentId;
use crate::money::{Decimal, Money, Price, Quantity, Rate, Rounding};
use crate::time::{BusinessDate, Period};
use crate::undefined::Undefined;
use crate::words::words;

const PRICE_DIGITS_MAX: u32 = 4;
const QUANTITY_DIGITS_MAX: u32 = 6;
const PERCENTAGE_DIGITS: u32 = 2;
const NUMBER_DIGITS: u32 = 2;
const NO_BREAK_SPACE: char = '\u{a0}';

words! {
    /// A language that reports can be read in, by its ISO 639 code.
    "language" Language {
        /// English: 1,234.56 and 31 Dec 2024.
        English = "en",
        /// Spanish: 1.234,56 and 31/12/2024.
        Spanish = "es",
    }
}

/// How a language writes things, with a named way to round them.
///
/// ```
/// use cactus_core::money::{Currency, Money, Rate, Rounding};
/// use cactus_core::reports::{Language, Locale};
///
/// let amount = Money::parse("-1234567.895", Currency::EUR)?;
/// let english = Locale::new(Language::English, Rounding::HalfUp);
/// let spanish = Locale::new(Language::Spanish, Rounding::HalfUp);
/// assert_eq!(english.money(amount), "EUR\u{a0}−1,234,567.90");
/// assert_eq!(spanish.money(amount), "−1.234.567,90\u{a0}EUR");
/// assert_eq!(spanish.percentage("0.0775".parse()?), "7,75\u{a0}%");
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locale {
    language: Language,
    rounding: Rounding,
}

impl Locale {
    /// The language's way of writing, with this way to round.
    #[must_use]
    pub const fn new(language: Language, rounding: Rounding) -> Self {
        Self { language, rounding }
    }

    /// The language.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }

    /// A number with exactly so many decimals.
    #[must_use]
    pub fn decimal(self, value: Decimal, digits: u32) -> String {
        self.join(&Digits::new(value, digits, self.rounding))
    }

    /// A plain number, with two decimals.
    #[must_use]
    pub fn number(self, value: Decimal) -> String {
        self.decimal(value, NUMBER_DIGITS)
    }

    /// An amount in its currency's smallest unit, without the currency.
    #[must_use]
    pub fn amount(self, money: Money) -> String {
        self.decimal(money.amount(), money.currency().digits())
    }

    /// An amount with its currency.
    #[must_use]
    pub fn money(self, money: Money) -> String {
        self.with_code(&self.amount(money), money.currency().code())
    }

    /// A price with its currency, and more decimals than the currency has where the price needs them.
    #[must_use]
    pub fn price(self, price: Price) -> String {
        let fewest = price.currency().digits();
        let most = fewest.max(PRICE_DIGITS_MAX);
        let digits = Digits::new(price.per_unit(), most, self.rounding).trimmed(fewest);
        self.with_code(&self.join(&digits), price.currency().code())
    }

    /// A number of units, with as many decimals as it needs, up to six.
    #[must_use]
    pub fn quantity(self, quantity: Quantity) -> String {
        let digits = Digits::new(quantity.value(), QUANTITY_DIGITS_MAX, self.rounding);
        self.join(&digits.trimmed(0))
    }

    /// A fraction in per cent, with two decimals.
    #[must_use]
    pub fn percentage(self, rate: Rate) -> String {
        let digits = Digits::hundredfold(rate.value(), PERCENTAGE_DIGITS, self.rounding);
        let number = self.join(&digits);
        match self.language {
            Language::English => format!("{number}%"),
            Language::Spanish => format!("{number}{NO_BREAK_SPACE}%"),
        }
    }

    /// A day.
    #[must_use]
    pub fn date(self, date: BusinessDate) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self.language {
            Language::English => {
                let month = english::month(month);
                format!("{day}{NO_BREAK_SPACE}{month}{NO_BREAK_SPACE}{year}")
            }
            Language::Spanish => format!("{day:02}/{month:02}/{year}"),
        }
    }

    /// A month of a year, for the axis of a chart.
    #[must_use]
    pub fn month(self, date: BusinessDate) -> String {
        let month = match self.language {
            Language::English => english::month(date.month()),
            Language::Spanish => spanish::month(date.month()),
        };
        format!("{month} {}", date.year())
    }

    /// The days of the opening and of the closing value.
    #[must_use]
    pub fn period(self, period: Period) -> String {
        format!("{} – {}", self.date(period.start()), self.date(period.end()))
    }

    /// The word for a label.
    #[must_use]
    pub const fn label(self, label: Label) -> &'static str {
        match self.language {
            Language::English => english::label(label),
            Language::Spanish => spanish::label(label),
        }
    }

    /// The sentence of a note; instruments are named as the report names them.
    #[must_use]
    pub fn note(self, note: &Note, report: &Report) -> String {
        let names = Names(&report.instruments);
        match self.language {
            Language::English => english::note(note, self, names),
            Language::Spanish => spanish::note(note, self, names),
        }
    }

    /// The sentence that says why there is no figure.
    #[must_use]
    pub fn undefined(self, undefined: &Undefined, report: &Report) -> String {
        let names = Names(&report.instruments);
        match self.language {
            Language::English => english::undefined(undefined, self, names),
            Language::Spanish => spanish::undefined(undefined, self, names),
        }
    }

    fn join(self, digits: &Digits) -> String {
        match self.language {
            Language::English => digits.join(',', '.'),
            Language::Spanish => digits.join('.', ','),
        }
    }

    fn with_code(self, number: &str, code: &str) -> String {
        match self.language {
            Language::English => format!("{code}{NO_BREAK_SPACE}{number}"),
            Language::Spanish => format!("{number}{NO_BREAK_SPACE}{code}"),
        }
    }
}

/// The names of instruments; one without a name is called by its id.
#[derive(Clone, Copy)]
struct Names<'a>(&'a BTreeMap<InstrumentId, String>);

impl Names<'_> {
    fn of(self, instrument: InstrumentId) -> String {
        self.0.get(&instrument).cloned().unwrap_or_else(|| instrument.to_string())
    }
}

/// Declares the words of a language: one for each label, checked to be complete.
macro_rules! labels {
    ($($label:ident: $word:literal,)+) => {
        pub(super) const fn label(label: Label) -> &'static str {
            match label {
                $(Label::$label => $word,)+
            }
        }
    };
}

use labels;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn both() -> [Locale; 2] {
        [Language::English, Language::Spanish].map(|l| Locale::new(l, Rounding::HalfUp))
    }

    #[test]
    fn dates_and_periods_of_both_languages() {
        let period =
            Period::new("2023-12-31".parse().unwrap(), "2024-02-09".parse().unwrap()).unwrap();
        let [english, spanish] = both().map(|locale| locale.period(period));
        assert_eq!(english, "31\u{a0}Dec\u{a0}2023 – 9\u{a0}Feb\u{a0}2024");
        assert_eq!(spanish, "31/12/2023 – 09/02/2024");
    }

    #[test]
    fn prices_show_the_digits_they_have_between_two_limits() {
        let price = |text: &str, currency| Price::new(text.parse().unwrap(), currency);
        let [english, spanish] = both();
        assert_eq!(english.price(price("189.8", Currency::USD)), "USD\u{a0}189.80");
        assert_eq!(english.price(price("1.23456", Currency::USD)), "USD\u{a0}1.2346");
        assert_eq!(spanish.price(price("1189.125", Currency::EUR)), "1.189,125\u{a0}EUR");
        let yen = "JPY".parse().unwrap();
        assert_eq!(english.price(price("12500", yen)), "JPY\u{a0}12,500");
    }

    #[test]
    fn quantities_show_only_the_digits_they_need() {
        let [english, spanish] = both();
        assert_eq!(english.quantity("1250.50".parse().unwrap()), "1,250.5");
        assert_eq!(spanish.quantity("1250.1234567".parse().unwrap()), "1.250,123457");
        assert_eq!(spanish.quantity("-1250".parse().unwrap()), "−1.250");
    }

    #[test]
    fn every_label_has_a_word_in_every_language() {
        for locale in both() {
            for label in Label::ALL {
                assert!(!locale.label(*label).is_empty(), "{label}");
            }
        }
    }
}
