//! Amounts, currencies and rates.

use cactus_core::money::{
    Currency, Decimal, FxRate, Money, Price, Quantity, Rate, Rounding, Weight, decimal,
};

use crate::text::{bounded, comes_back, comes_back_in_json, json_comes_back};

const ROUNDINGS: [Rounding; 7] = [
    Rounding::HalfEven,
    Rounding::HalfUp,
    Rounding::HalfDown,
    Rounding::Up,
    Rounding::Down,
    Rounding::Ceiling,
    Rounding::Floor,
];

/// How many values of a kind are set against each other.
const MOST: usize = 6;

/// What is read from text comes back, and the operations keep their promises: exact or refused. Lines are values
/// of their own.
pub fn money(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let (mut values, mut currencies) = (Vec::new(), Vec::new());
    for line in text.lines() {
        values.extend(value(line));
        currencies.extend(comes_back_in_json::<Currency>(line));
        json::<Money>(line);
        json::<Price>(line);
        json::<FxRate>(line);
    }
    values.truncate(MOST);
    currencies.truncate(MOST);
    for (a, b) in pairs(&values) {
        operations(a, b);
    }
    for (base, quote) in pairs(&currencies) {
        assert!(base.digits() <= 18 && base.major().is_none_or(|(major, _)| major != base));
        for value in &values {
            conversions(base, quote, *value);
        }
    }
    allocations(&values, &currencies);
}

fn pairs<T: Copy>(items: &[T]) -> impl Iterator<Item = (T, T)> {
    items.iter().flat_map(|a| items.iter().map(move |b| (*a, *b)))
}

fn value(text: &str) -> Option<Decimal> {
    comes_back_in_json::<Quantity>(text);
    comes_back_in_json::<Rate>(text);
    comes_back::<Weight>(text);
    match decimal::parse(text) {
        Ok(value) => {
            let printed = decimal::format(value);
            assert_eq!(decimal::parse(&printed), Ok(value), "`{printed}`");
            assert!(decimal::to_f64(value).is_finite());
            for mode in ROUNDINGS {
                for digits in [0, 2, 8, 28, 40] {
                    let rounded = mode.round(value, digits);
                    assert_eq!(mode.round(rounded, digits), rounded, "{mode:?} of {value}");
                    assert!(
                        (rounded - value).abs() < Decimal::new(1, digits.min(28)) * Decimal::TWO
                    );
                }
            }
            Some(value)
        }
        Err(error) => {
            bounded(&error.to_string());
            None
        }
    }
}

fn json<T>(text: &str)
where
    T: PartialEq + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned,
{
    match serde_json::from_str::<T>(text) {
        Ok(value) => json_comes_back(&value),
        Err(error) => bounded(&error.to_string()),
    }
}

fn operations(a: Decimal, b: Decimal) {
    let sum = decimal::add(a, b);
    assert_eq!(sum, decimal::add(b, a));
    if let Ok(sum) = sum {
        assert_eq!(decimal::subtract(sum, b), Ok(a), "{a} + {b}");
    }
    let product = decimal::multiply(a, b);
    assert_eq!(product, decimal::multiply(b, a));
    if let Ok(exact) = product {
        assert_eq!(decimal::multiply_rounded(a, b), Ok(exact), "{a} × {b}");
        if !b.is_zero() {
            assert_eq!(decimal::divide(exact, b), Ok(a), "{a} × {b}");
        }
    }
    assert!(!b.is_zero() || decimal::divide(a, b).is_err());
}

fn conversions(base: Currency, quote: Currency, value: Decimal) {
    let amount = Money::new(value, base);
    json_comes_back(&amount);
    let rounded = amount.round(Rounding::HalfEven);
    assert!(rounded.amount().normalize().scale() <= base.digits());
    match FxRate::new(base, quote, value) {
        Ok(rate) => {
            assert!(base != quote && value > Decimal::ZERO);
            json_comes_back(&rate);
            if let Ok(there) = rate.convert(amount) {
                assert_eq!(there.currency(), quote);
            }
        }
        Err(error) => bounded(&error.to_string()),
    }
    assert_eq!(
        amount.add(Money::new(value, quote)).is_err(),
        base != quote || decimal::add(value, value).is_err()
    );
}

/// No part of an amount is lost, whatever the weights.
fn allocations(values: &[Decimal], currencies: &[Currency]) {
    let Some(currency) = currencies.first() else { return };
    let weights: Vec<Weight> = values.iter().map(|value| Weight::new(*value)).collect();
    for value in values {
        let amount = Money::new(*value, *currency);
        if let Ok(parts) = amount.allocate(&weights) {
            assert_eq!(parts.len(), weights.len());
            let sum = decimal::sum(parts.iter().map(|part| part.amount()));
            assert_eq!(sum, Ok(*value), "{amount} by {values:?}");
        }
    }
}
