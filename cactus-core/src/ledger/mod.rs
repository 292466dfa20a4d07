//! The record: one [`Transaction`] per economic event, from which holdings, cost, cash and flows follow.

mod error;
mod kind;
mod timeline;
mod transaction;

pub use error::LedgerError;
pub use kind::{Charge, ChargeKind, Event, SplitRatio, Trade};
pub use timeline::{Flow, Steps, Timeline};
pub use transaction::{Booking, Transaction};
