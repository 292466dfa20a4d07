//! Splitting an amount so that the parts sum to the whole.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::{Money, MoneyError, Weight};

impl Money {
    /// Splits the amount by weights, without losing a unit: the parts sum exactly to the whole.
    ///
    /// Each part is first cut to the smallest unit (of the currency, or of the amount where that is finer);
    /// what is left over goes, a unit each, to the parts that were cut most, the earlier first (the largest
    /// remainder method). Weights need not sum to one.
    ///
    /// # Errors
    /// [`MoneyError::ImpossibleWeights`] if a weight is negative or all are zero, [`MoneyError::OutOfRange`]
    /// if amount and weights together have more digits than integers of 127 bits hold.
    ///
    /// ```
    /// use cactus_core::money::{Currency, Money, Weight};
    ///
    /// let fee = Money::parse("100.00", Currency::USD)?;
    /// let parts = fee.allocate(&[Weight::ONE; 3])?;
    /// let texts: Vec<_> = parts.iter().map(Money::to_string).collect();
    /// assert_eq!(texts, ["33.34 USD", "33.33 USD", "33.33 USD"]);
    /// # Ok::<(), cactus_core::money::MoneyError>(())
    /// ```
    pub fn allocate(self, weights: &[Weight]) -> Result<Vec<Money>, MoneyError> {
        let amount = self.amount().normalize();
        let scale = amount.scale().max(self.currency().digits());
        let units = integer_at(amount, scale)?;
        let weights = integers(weights)?;
        let total = weights
            .iter()
            .try_fold(0_i128, |sum, weight| sum.checked_add(*weight))
            .ok_or(MoneyError::OutOfRange)?;
        if total == 0 {
            return Err(MoneyError::ImpossibleWeights);
        }
        let mut parts = Vec::with_capacity(weights.len());
        let mut cuts = Vec::with_capacity(weights.len());
        for (index, weight) in weights.iter().enumerate() {
            let share = units.checked_mul(*weight).ok_or(MoneyError::OutOfRange)?;
            parts.push(share / total);
            cuts.push((Reverse((share % total).abs()), index));
        }
        cuts.sort_unstable();
        let left_over = units - parts.iter().sum::<i128>();
        let receivers = usize::try_from(left_over.abs()).map_err(|_| MoneyError::OutOfRange)?;
        for (_, index) in cuts.into_iter().take(receivers) {
            if let Some(part) = parts.get_mut(index) {
                *part += left_over.signum();
            }
        }
        parts
            .into_iter()
            .map(|units| {
                Decimal::try_from_i128_with_scale(units, scale)
                    .map(|amount| Money::new(amount, self.currency()))
                    .map_err(|_| MoneyError::OutOfRange)
            })
            .collect()
    }
}

fn integer_at(value: Decimal, scale: u32) -> Result<i128, MoneyError> {
    scale
        .checked_sub(value.scale())
        .and_then(|zeros| 10_i128.checked_pow(zeros))
        .and_then(|factor| value.mantissa().checked_mul(factor))
        .ok_or(MoneyError::OutOfRange)
}

fn integers(weights: &[Weight]) -> Result<Vec<i128>, MoneyError> {
    if weights.iter().any(|weight| weight.is_negative()) {
        return Err(MoneyError::ImpossibleWeights);
    }
    let weights: Vec<_> = weights.iter().map(|weight| weight.value().normalize()).collect();
    let scale = weights.iter().map(Decimal::scale).max().unwrap_or(0);
    weights.into_iter().map(|weight| integer_at(weight, scale)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Currency, decimal};
    use proptest::prelude::*;

    #[test]
    fn negative_and_zero_weights_are_refused() {
        let money = Money::parse("1", Currency::USD).unwrap();
        let negative = Weight::ONE.negate();
        assert_eq!(money.allocate(&[Weight::ONE, negative]), Err(MoneyError::ImpossibleWeights));
        assert_eq!(money.allocate(&[Weight::ZERO]), Err(MoneyError::ImpossibleWeights));
        assert_eq!(money.allocate(&[]), Err(MoneyError::ImpossibleWeights));
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole_and_keep_its_sign(
            mantissa in -1_000_000_000_000_i64..1_000_000_000_000,
            scale in 0..=6_u32,
            weights in prop::collection::vec(0..10_000_i64, 1..12),
        ) {
            prop_assume!(weights.iter().any(|w| *w > 0));
            let money = Money::new(Decimal::new(mantissa, scale), Currency::EUR);
            let weights: Vec<_> = weights.into_iter().map(|w| Weight::new(Decimal::new(w, 4))).collect();
            let parts = money.allocate(&weights).unwrap();
            let sum = decimal::sum(parts.iter().map(|part| part.amount())).unwrap();
            prop_assert_eq!(sum, money.amount());
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(!weight.is_zero() || part.is_zero());
                prop_assert!(part.is_zero() || part.is_negative() == money.is_negative());
            }
        }
    }
}
