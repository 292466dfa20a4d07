//! The record: one [`Transaction`] per economic event, from which holdings, cost, cash and flows follow.
//!
//! A [`Journal`] is the record of some accounts, validated and in its one total order; a [`Scope`] reduces it to
//! what a question is about. Everything else is computed from a journal in one pass and stored nowhere:
//!
//! - [`Journal::holdings`]: open lots, positions and cash at the end of a day;
//! - [`Journal::activity`]: flows, income, charges and realised gains of a period;
//! - [`Journal::postings`]: the double entry behind both;
//! - [`Journal::timeline`]: quantities, cash and flows day by day, for the daily engine.
//!
//! Amounts are exact. The one place where a number has no finite decimal form, the part of a cost or of the
//! proceeds that falls on some of the units, is rounded so that the parts sum to the whole.

mod activity;
mod custody;
mod error;
mod fold;
mod holdings;
mod journal;
mod kind;
mod lot;
mod pool;
mod posting;
mod scope;
mod share;
mod timeline;
mod transaction;

pub use activity::{Activity, Charged, Totals};
pub use error::LedgerError;
pub use holdings::{Holdings, Position};
pub use journal::Journal;
pub use kind::{Charge, ChargeKind, Event, SplitRatio, Trade};
pub use lot::{CostBasis, Lot, RealisedGain};
pub use posting::{Heading, Posting};
pub use scope::Scope;
pub use timeline::{Flow, Steps, Timeline};
pub use transaction::{Booking, Transaction};
