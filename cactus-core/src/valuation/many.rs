//! The daily values of many scopes at once.

use std::borrow::Borrow;

use super::{DailyValues, Valuer};
use crate::ledger::Timeline;
use crate::money::Currency;
use crate::pricing::{Market, MarketGrid};
use crate::threads::each;
use crate::time::Period;

/// The grid that these timelines share: all prices of the market, on its days and on those of their flows.
#[must_use]
pub fn shared_grid<T: Borrow<Timeline>>(
    timelines: &[T],
    market: &Market,
    period: Period,
    currency: Currency,
) -> MarketGrid {
    let flows = timelines.iter().flat_map(|timeline| &timeline.borrow().flows);
    let days = flows.map(|flow| flow.date).filter(|date| period.contains(*date));
    MarketGrid::new(market, period, currency, days)
}

/// Values each of these timelines over a period and tells what `measure` makes of it, in their order. Only what it
/// keeps stays in memory.
///
/// With the feature `parallel`, the threads of the rayon pool it is called from share the timelines. The results
/// are the same bits for any number of threads, because no figure depends on more than one timeline.
///
/// ```
/// use cactus_core::ledger::Timeline;
/// use cactus_core::money::Currency;
/// use cactus_core::performance::{FlowTiming, time_weighted};
/// use cactus_core::pricing::Market;
/// use cactus_core::time::Period;
/// use cactus_core::undefined::Undefined;
/// use cactus_core::valuation::{daily_of_each, shared_grid};
///
/// let timelines = vec![Timeline::default(); 3];
/// let year = Period::new("2023-12-31".parse()?, "2024-12-31".parse()?)?;
/// let grid = shared_grid(&timelines, &Market::default(), year, Currency::EUR);
/// let returns = daily_of_each(&timelines, &grid, year, |values| {
///     Ok(time_weighted(&values, FlowTiming::default())?.total)
/// });
/// assert_eq!(returns, vec![Err(Undefined::NothingHeld); 3]);
/// # Ok::<(), cactus_core::Error>(())
/// ```
pub fn daily_of_each<T, M>(
    timelines: &[T],
    grid: &MarketGrid,
    period: Period,
    measure: impl Fn(DailyValues) -> M + Sync,
) -> Vec<M>
where
    T: Borrow<Timeline> + Sync,
    M: Send,
{
    each(timelines, |timeline| measure(Valuer::on_grid(timeline.borrow(), grid).daily(period)))
}
