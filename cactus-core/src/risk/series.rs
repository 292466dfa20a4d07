//! Returns by day.

use crate::error::{Coded, Details, ErrorKind};
use crate::time::BusinessDate;

/// Returns that make no series.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SeriesError {
    /// The days of a series must increase, from its start on.
    #[error("{date} follows {previous}, but the days of a series must increase")]
    OutOfOrder {
        /// The day before, or the start of the series.
        previous: BusinessDate,
        /// The day that should have been later.
        date: BusinessDate,
    },
    /// A return below −100 %, or none at all.
    #[error("the return on {date} is no number from minus one upwards")]
    Impossible {
        /// The day.
        date: BusinessDate,
    },
}

impl Coded for SeriesError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn code(&self) -> &'static str {
        match self {
            Self::OutOfOrder { .. } => "series.out_of_order",
            Self::Impossible { .. } => "series.impossible_return",
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::OutOfOrder { previous, date } => {
                Details::from([("previous", previous.to_string()), ("date", date.to_string())])
            }
            Self::Impossible { date } => Details::from([("date", date.to_string())]),
        }
    }
}

/// Simple returns by day, without gaps: each is the growth since the day before it in the series, the first
/// since the start.
///
/// ```
/// use cactus_core::risk::ReturnSeries;
///
/// let rows = [("2024-01-03".parse()?, 0.10), ("2024-01-04".parse()?, -0.10)];
/// let series = ReturnSeries::new("2024-01-02".parse()?, rows)?;
/// let wealth: Vec<f64> = series.wealth().map(|(_, wealth)| wealth).collect();
/// assert!((wealth[2] - 0.99).abs() < 1e-15);
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnSeries {
    start: BusinessDate,
    dates: Vec<BusinessDate>,
    returns: Vec<f64>,
}

impl ReturnSeries {
    /// The returns of these days, in order, as plain numbers: 0.01 is one per cent.
    ///
    /// # Errors
    /// [`SeriesError::OutOfOrder`] if the days do not strictly increase from `start` on,
    /// [`SeriesError::Impossible`] for a return below −1 or one that is not finite.
    pub fn new(
        start: BusinessDate,
        rows: impl IntoIterator<Item = (BusinessDate, f64)>,
    ) -> Result<Self, SeriesError> {
        let rows = rows.into_iter();
        let mut dates = Vec::with_capacity(rows.size_hint().0);
        let mut returns = Vec::with_capacity(rows.size_hint().0);
        let mut previous = start;
        for (date, value) in rows {
            if date <= previous {
                return Err(SeriesError::OutOfOrder { previous, date });
            }
            if !value.is_finite() || value < -1.0 {
                return Err(SeriesError::Impossible { date });
            }
            dates.push(date);
            returns.push(value);
            previous = date;
        }
        Ok(Self { start, dates, returns })
    }

    /// The same of columns whose days are known to increase.
    pub(crate) fn of_columns(
        start: BusinessDate,
        dates: Vec<BusinessDate>,
        returns: Vec<f64>,
    ) -> Result<Self, SeriesError> {
        debug_assert!(
            dates.iter().try_fold(start, |last, date| (last < *date).then_some(*date)).is_some()
        );
        let possible = |value: f64| (-1.0..=f64::MAX).contains(&value);
        // One pass without a branch; which of them it was is asked only if there was one.
        if !returns.iter().fold(true, |all, value| all & possible(*value)) {
            return Self::new(start, dates.into_iter().zip(returns));
        }
        Ok(Self { start, dates, returns })
    }

    /// The day on which one unit of wealth is put in; its return is the first of the series.
    #[must_use]
    pub const fn start(&self) -> BusinessDate {
        self.start
    }

    /// The days, strictly increasing.
    #[must_use]
    pub fn dates(&self) -> &[BusinessDate] {
        &self.dates
    }

    /// The returns, one for each day.
    #[must_use]
    pub fn returns(&self) -> &[f64] {
        &self.returns
    }

    /// The days with their returns.
    pub fn rows(&self) -> impl Iterator<Item = (BusinessDate, f64)> {
        self.dates.iter().copied().zip(self.returns.iter().copied())
    }

    /// What one unit of wealth put in at the start has become by each day, the start included.
    pub fn wealth(&self) -> impl Iterator<Item = (BusinessDate, f64)> {
        let grown = self.rows().scan(1.0, |wealth, (date, value)| {
            *wealth *= 1.0 + value;
            Some((date, *wealth))
        });
        std::iter::once((self.start, 1.0)).chain(grown)
    }
}

#[cfg(test)]
pub(super) fn series(returns: &[f64]) -> ReturnSeries {
    let day = |number| BusinessDate::from_day_number(19_723 + number).unwrap();
    let rows = (1..).map(day).zip(returns.iter().copied());
    ReturnSeries::new(day(0), rows).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_returns_in_order_make_a_series() {
        let day = |text: &str| text.parse::<BusinessDate>().unwrap();
        let new = |rows: &[(&str, f64)]| {
            ReturnSeries::new(day("2024-01-01"), rows.iter().map(|(d, r)| (day(d), *r)))
        };
        assert!(new(&[]).is_ok());
        assert!(new(&[("2024-01-02", -1.0)]).is_ok());
        for rows in [&[("2024-01-01", 0.0)][..], &[("2024-01-03", 0.0), ("2024-01-03", 0.0)][..]] {
            assert!(matches!(new(rows), Err(SeriesError::OutOfOrder { .. })));
        }
        for value in [-1.01, f64::NAN, f64::INFINITY] {
            let made = new(&[("2024-01-02", value)]);
            assert!(matches!(made, Err(SeriesError::Impossible { .. })));
        }
    }
}
