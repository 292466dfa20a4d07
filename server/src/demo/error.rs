//! What can go wrong on the way to a demo.

use cactus_core::model::{Key, ModelError};
use cactus_core::money::MoneyError;
use cactus_core::time::BusinessDate;

use super::MarketDataError;

/// A demo that cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DemoError {
    /// The market data inside the program cannot be read.
    #[error("the market data of the demo: {0}")]
    MarketData(#[from] MarketDataError),
    /// The description of the firm inside the program cannot be read.
    #[error("the firm of the demo: {0}")]
    Firm(#[from] toml::de::Error),
    /// A text of the demo that is none of its kind.
    #[error("the firm of the demo: {0}")]
    Text(#[from] ModelError),
    /// A currency of the demo that is none.
    #[error("the market data of the demo: {0}")]
    Currency(#[from] MoneyError),
    /// A series that is missing or too fine.
    #[error("the market data of the demo has no usable series `{name}`")]
    Series {
        /// The name of its column.
        name: String,
    },
    /// A portfolio that follows a strategy that is not described.
    #[error("the portfolio `{portfolio}` of the demo has no strategy `{strategy}`")]
    Strategy {
        /// The portfolio.
        portfolio: Key,
        /// The strategy.
        strategy: String,
    },
    /// A portfolio that cannot pay.
    #[error("the portfolio `{portfolio}` of the demo has nothing left to sell on {date}")]
    OutOfCash {
        /// The portfolio.
        portfolio: Key,
        /// The day.
        date: BusinessDate,
    },
}
