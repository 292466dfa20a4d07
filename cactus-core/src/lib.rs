//! Cactus is an embeddable wealth-management engine: clients, portfolios, permissions and reports.
pub mod error;
pub mod events;
pub mod ids;
pub mod ledger;
pub mod model;
pub mod money;
pub mod permissions;
pub mod ports;
pub mod pricing;
pub mod risk;
pub mod services;
pub mod time;
pub mod undefined;
pub mod valuation;
pub mod views;
pub mod words;
pub use error::{Error, ErrorKind};
pub use services::Cactus;
