//! Who gave the prices and exchange rates behind a statement.

use super::book::Book;
use super::quotes;
use crate::error::Error;
use crate::ids::InstrumentId;
use crate::model::DataSource;
use crate::permissions::Reach;
use crate::ports::UnitOfWork;
use crate::time::{BusinessDate, Period};

/// Who gave the prices and exchange rates that the figures of a period rest on. None stands for those of which it
/// was not said: the firm's own.
pub(super) struct Sources {
    pub(super) prices: Vec<Option<DataSource>>,
    pub(super) rates: Vec<Option<DataSource>>,
}

impl Sources {
    /// The sources of the prices, in the period, of what was held in it; and of the rates since the first booking,
    /// at which cost is converted.
    pub(super) async fn load(
        unit: &mut dyn UnitOfWork,
        reach: &Reach,
        book: &Book,
        period: Period,
    ) -> Result<Self, Error> {
        let staleness = i64::from(book.market.staleness().days());
        // The value of a day may rest on one as old as this.
        let since = |day: BusinessDate| day.add_days(-staleness - 1);
        let priced = Period::new(since(period.start())?, period.end())?;
        let held: Vec<_> = held(book, period).collect();
        let prices = unit.market().price_sources(reach, &held, priced).await?;
        let first = book.timeline.first_booking.unwrap_or(period.start());
        let converted = Period::new(since(first.min(period.start()))?, period.end())?;
        let currencies = quotes::currencies(&book.instruments, book.currencies());
        let rates = unit.market().rate_sources(reach, &currencies, converted).await?;
        Ok(Self { prices, rates })
    }
}

/// What was held at the end of some day of the period, its opening included.
fn held(book: &Book, period: Period) -> impl Iterator<Item = InstrumentId> {
    let quantities = book.timeline.quantities.iter();
    quantities.filter_map(move |(instrument, steps)| {
        let opening = steps.at(period.start());
        let inside = steps.points().iter().filter(|(day, _)| period.contains(*day));
        let mut quantities = opening.into_iter().chain(inside.map(|(_, quantity)| quantity));
        quantities.any(|quantity| !quantity.is_zero()).then_some(*instrument)
    })
}
