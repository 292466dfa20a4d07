//! A timeline, a market, and the currency to value in.

use crate::ledger::Timeline;
use crate::money::Currency;
use crate::pricing::{Market, MarketGrid};
use crate::time::BusinessDate;

/// Values what a scope held, at the prices and rates of a market, in one currency.
///
/// It only borrows: a value of it costs nothing, and many share one market.
#[derive(Debug, Clone, Copy)]
pub struct Valuer<'a> {
    pub(crate) timeline: &'a Timeline,
    pub(crate) market: &'a Market,
    pub(crate) currency: Currency,
    /// The same market, laid out on days.
    pub(super) grid: Option<&'a MarketGrid>,
}

impl<'a> Valuer<'a> {
    /// A valuer of the timeline at the prices of the market, in the currency.
    #[must_use]
    pub const fn new(timeline: &'a Timeline, market: &'a Market, currency: Currency) -> Self {
        Self { timeline, market, currency, grid: None }
    }

    /// A valuer of the timeline on a grid that it shares with others, at the prices of its market and in its
    /// currency. What it computes is the same; daily values within the period of the grid cost less.
    #[must_use]
    pub const fn on_grid(timeline: &'a Timeline, grid: &'a MarketGrid) -> Self {
        Self { timeline, market: grid.market(), currency: grid.currency(), grid: Some(grid) }
    }

    /// The day of the first booking; none without bookings.
    #[must_use]
    pub const fn first_booking(&self) -> Option<BusinessDate> {
        self.timeline.first_booking
    }

    /// The prices and rates.
    #[must_use]
    pub const fn market(&self) -> &'a Market {
        self.market
    }

    /// The currency of all values.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }
}
