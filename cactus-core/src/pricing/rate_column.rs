//! The rates from one currency on the days of a grid.

use super::Staleness;
use super::exact::{ExactColumn, Scaled};
use super::fx::{FxTable, Known};
use super::scaled::Fraction;
use crate::money::Currency;

/// What one currency costs in another on each day of a grid.
#[derive(Debug, Clone)]
pub(crate) struct RateColumn {
    known: Vec<Option<Known>>,
    has_gaps: bool,
    exact: Option<ExactColumn>,
}

impl RateColumn {
    /// The rates from one currency to another on these increasing days.
    pub(crate) fn new(
        table: &FxTable,
        (from, to): (Currency, Currency),
        days: &[i32],
        staleness: Staleness,
    ) -> Self {
        let known = table.fractions(from, to, days, staleness);
        Self { has_gaps: known.iter().any(Option::is_none), exact: exact(&known), known }
    }

    /// Whether there is a day without a rate.
    pub(crate) const fn has_gaps(&self) -> bool {
        self.has_gaps
    }

    /// The rate in force on a day.
    pub(crate) fn known(&self, place: usize) -> Option<Fraction> {
        self.known.get(place).copied().flatten().map(|(fraction, _)| fraction)
    }

    /// The rates as exact integers, zero where there is none; only if none of them is a quotient.
    pub(crate) const fn exact(&self) -> Option<&ExactColumn> {
        self.exact.as_ref()
    }
}

fn exact(known: &[Option<Known>]) -> Option<ExactColumn> {
    let mut rates = Vec::with_capacity(known.len());
    for known in known {
        rates.push(match known {
            Some((fraction, _)) => Scaled::of(fraction.whole_number()?),
            None => Scaled { number: 0.0, scale: 0 },
        });
    }
    let scale = rates.iter().map(|rate| rate.scale).max().unwrap_or_default();
    let numbers: Option<Vec<f64>> = rates.iter().map(|rate| rate.at(scale)).collect();
    ExactColumn::new(scale, numbers?)
}
