//! What a row contributed to the return of the whole.

use super::course::Course;
use crate::attribution::{AttributionError, ContributionLinking, Holding, contributions};
use crate::money::{Decimal, decimal};
use crate::performance::FlowTiming;
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};

/// The capital of the whole on each valuation day, and what was gained on it.
pub(super) struct Capital {
    start: BusinessDate,
    days: Vec<(BusinessDate, f64, f64)>,
}

impl Capital {
    /// That of the whole, which has a time-weighted return.
    ///
    /// # Errors
    /// The reason why it has none.
    pub(super) fn of(whole: &Course<'_>, timing: FlowTiming) -> Figure<Self> {
        whole.time_weighted()?;
        let values = whole.values();
        let mut before = values.opening()?;
        let mut days = Vec::with_capacity(values.dates().len());
        for day in values.days().skip(1) {
            let (after, flows) = (day.value?, day.flows?);
            let capital = timing.capital(before, flows, after)?;
            let gained = less(capital.end, capital.base)?;
            days.push((day.date, decimal::to_f64(capital.base), decimal::to_f64(gained)));
            before = after;
        }
        Ok(Self { start: values.period().start(), days })
    }

    /// What the part gained each day over the capital of the whole on it, linked so that parts which make up the whole
    /// sum to its return.
    pub(super) fn contribution(&self, part: &Course<'_>) -> Figure<f64> {
        let valuer = part.valuer();
        let mut flows = part.values().flows().peekable();
        let mut before = valuer.at(self.start).total?.amount();
        let mut periods = Vec::with_capacity(self.days.len());
        for (date, base, whole) in &self.days {
            let after = valuer.at(*date).total?.amount();
            let mut gained = less(after, before)?;
            while let Some((_, flows)) = flows.next_if(|(day, _)| day <= date) {
                gained = less(gained, flows.clone()?.net()?)?;
            }
            before = after;
            if *base > 0.0 {
                let (own, all) = (decimal::to_f64(gained) / base, whole / base);
                let of = |value| Holding { weight: 1.0, value };
                periods.push(vec![of(own), of(all - own)]);
            }
        }
        let linked = contributions(&periods, ContributionLinking::Log);
        let linked = linked.map_err(|error| match error {
            AttributionError::Undefined(reason) => reason,
            _ => Undefined::OutOfRange,
        })?;
        linked.positions.first().copied().ok_or(Undefined::NothingHeld)
    }
}

fn less(amount: Decimal, other: Decimal) -> Figure<Decimal> {
    decimal::subtract(amount, other).map_err(|_| Undefined::OutOfRange)
}
