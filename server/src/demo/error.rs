//! What can go wrong on the way to a demo.

use std::io;
use std::path::PathBuf;

use cactus_core::exchange::ExchangeError;
use cactus_core::model::{Email, Key, ModelError};
use cactus_core::money::MoneyError;
use cactus_core::time::{BusinessDate, TimeError};
use cactus_store::sqlite::OpenError;

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
    /// A day of the demo that is none.
    #[error("the market data of the demo: {0}")]
    Day(#[from] TimeError),
    /// A currency of the demo that is none.
    #[error("the market data of the demo: {0}")]
    Currency(#[from] MoneyError),
    /// The figures of a demo cannot be read or written.
    #[error("the figures of the demo: {0}")]
    Figures(#[from] serde_json::Error),
    /// The book cannot be opened.
    #[error("the book of the demo: {0}")]
    Open(#[from] OpenError),
    /// The engine refuses something.
    #[error(transparent)]
    Engine(#[from] cactus_core::Error),
    /// The book cannot be written.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// A file or folder cannot be used.
    #[error("`{}` cannot be used", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is something that is no demo.
    #[error("`{}` is there and is no demo; name another place with `--dir`", path.display())]
    Occupied {
        /// The place.
        path: PathBuf,
    },
    /// A folder that can only be looked at, not made anew.
    #[error("a demo cannot be made as `{}`; name a folder with `--dir`", path.display())]
    Nameless {
        /// The place.
        path: PathBuf,
    },
    /// Another run is at work on the same demo.
    #[error("another run is making a demo at `{}`", path.display())]
    Busy {
        /// The place.
        path: PathBuf,
    },
    /// The client of the portal is not in the book, or has no portfolio.
    #[error("the book of the demo has no client `{email}` with a portfolio")]
    NoPortalClient {
        /// The e-mail address.
        email: Email,
    },
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
