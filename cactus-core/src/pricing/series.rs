//! The prices of one instrument by day.

use super::column::Column;
use super::{PricingError, Staleness};
use crate::ids::InstrumentId;
use crate::model::{Instrument, Multiplier, PriceBasis};
use crate::money::{Currency, Decimal, Price};
use crate::time::BusinessDate;

/// A price, and the day it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// The price.
    pub price: Price,
    /// The day it is of, which may lie before the day that was asked for.
    pub date: BusinessDate,
}

/// The prices of one instrument by day, in one currency and on one basis.
///
/// ```
/// use cactus_core::ids::{Id, InstrumentId};
/// use cactus_core::model::PriceBasis;
/// use cactus_core::money::{Currency, Decimal};
/// use cactus_core::pricing::{PriceSeries, Staleness};
///
/// let instrument = InstrumentId::from_uuid(uuid::Uuid::from_u128(1));
/// let friday = "2024-05-31".parse()?;
/// let rows = [(friday, Decimal::new(19225, 2))];
/// let series = PriceSeries::new(instrument, Currency::USD, PriceBasis::Raw, rows)?;
///
/// let sunday = "2024-06-02".parse()?;
/// assert_eq!(series.quote_at(sunday, Staleness::WEEK).unwrap().date, friday);
/// assert_eq!(series.quote_at(sunday, Staleness::SAME_DAY), None);
/// assert_eq!(series.quote_at("2024-05-30".parse()?, Staleness::WEEK), None);
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceSeries {
    instrument: InstrumentId,
    currency: Currency,
    basis: PriceBasis,
    multiplier: Multiplier,
    column: Column,
}

impl PriceSeries {
    /// The series of these days and prices per unit, in order of the day.
    ///
    /// # Errors
    /// [`PricingError::OutOfOrder`] or [`PricingError::Repeated`] if the days do not strictly increase.
    pub fn new(
        instrument: InstrumentId,
        currency: Currency,
        basis: PriceBasis,
        rows: impl IntoIterator<Item = (BusinessDate, Decimal)>,
    ) -> Result<Self, PricingError> {
        let column = Column::new(rows)?;
        Ok(Self { instrument, currency, basis, multiplier: Multiplier::ONE, column })
    }

    /// The prices of the instrument by day, read as its reference data says.
    ///
    /// # Errors
    /// As [`PriceSeries::new`].
    pub fn of(
        instrument: &Instrument,
        rows: impl IntoIterator<Item = (BusinessDate, Decimal)>,
    ) -> Result<Self, PricingError> {
        let Instrument { id, currency, price_basis, terms, .. } = instrument;
        Ok(Self::new(*id, *currency, *price_basis, rows)?.times(terms.multiplier))
    }

    /// The same prices of an instrument of which one unit is so many units of what they are for.
    #[must_use]
    pub fn times(self, multiplier: Multiplier) -> Self {
        Self { multiplier, ..self }
    }

    /// The instrument.
    #[must_use]
    pub const fn instrument(&self) -> InstrumentId {
        self.instrument
    }

    /// The currency of the prices; it may be a minor unit such as GBp.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// How the prices treat splits: a raw price is for the units of its own day, an adjusted one for those of
    /// the last day of the series.
    #[must_use]
    pub const fn basis(&self) -> PriceBasis {
        self.basis
    }

    /// How many units of what a price is for one unit of the instrument is.
    #[must_use]
    pub const fn multiplier(&self) -> Multiplier {
        self.multiplier
    }

    /// The number of prices.
    #[must_use]
    pub fn len(&self) -> usize {
        self.column.days().len()
    }

    /// Whether there are no prices.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.column.days().is_empty()
    }

    /// The latest price on or before the day that is not too old.
    #[must_use]
    pub fn quote_at(&self, date: BusinessDate, staleness: Staleness) -> Option<Quote> {
        self.quote(self.column.row_at(date.day_number(), staleness)?)
    }

    /// All prices, by day.
    pub fn quotes(&self) -> impl Iterator<Item = Quote> {
        (0..self.len()).filter_map(|row| self.quote(row))
    }

    fn quote(&self, row: usize) -> Option<Quote> {
        let (day, per_unit) = self.column.get(row)?;
        Some(Quote {
            price: Price::new(per_unit, self.currency),
            date: BusinessDate::from_day_number(day).ok()?,
        })
    }

    pub(crate) fn column(&self) -> &Column {
        &self.column
    }
}
