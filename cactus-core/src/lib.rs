//! Cactus is an embeddable wealth-management engine: clients, portfolios, permissions and reports.
//!
//! # Overview
//! - [`money`], [`time`] and [`ids`] are the ground: exact amounts, half-open periods, typed identities.
//! - [`model`] holds the nouns: firm, user, client, household, portfolio, account, instrument.
//! - [`ledger`] is the record: one [`Transaction`](ledger::Transaction) per economic event, from which
//!   holdings, lots, cash and flows follow.
//! - [`pricing`] knows what things cost and when; [`valuation`], [`performance`] and [`risk`] measure what was
//!   held: value, cost, gain, time- and money-weighted returns, volatility, drawdown. [`attribution`] says where a
//!   return came from.
//! - [`reports`] arrange figures into statements and render them.
//! - [`permissions`] say who may do what to which rows, for one row or as a set.
//! - [`ports`] are the traits that a store, a clock and the like fill; [`events`] what a change leaves behind.
//! - [`services`] put it together. [`Cactus`] is the facade: every call takes an
//!   [`Actor`](permissions::Actor) and a command from [`views`], and gives a view.
//! - [`exchange`] reads and writes the portable book.
//!
//! The crate has no clock, no randomness, no runtime, no SQL, no HTTP and no FFI. Backends are in
//! `cactus-store`; a server and a binary in `cactus-server`.
//!
//! # An exact ledger without a store
//! The engine computes from values; a store is needed only to keep them.
//!
//! ```
//! use cactus_core::ids::{AccountId, Id, InstrumentId};
//! use cactus_core::ledger::{Booking, Charge, ChargeKind, Event, Trade};
//! use cactus_core::model::Multiplier;
//! use cactus_core::money::{Currency, Money, Price};
//!
//! # let (account, acme) = (AccountId::from_uuid(uuid::Uuid::from_u128(1)), InstrumentId::from_uuid(uuid::Uuid::from_u128(2)));
//! let price = Price::new("10.05".parse().unwrap(), Currency::USD);
//! let trade = Trade::at(acme, "3".parse()?, price, Multiplier::ONE)?;
//! let fee = Charge::new(ChargeKind::Fee, Money::parse("0.35", Currency::USD)?);
//! let booking = Booking::new(account, "2024-03-01".parse()?, Event::Buy(trade), vec![fee])?;
//! assert_eq!(booking.net_cash()?, Some(Money::parse("-30.5", Currency::USD)?));
//! # Ok::<(), cactus_core::Error>(())
//! ```
//!
//! # What to expect of every function
//! - Amounts are decimals of at most 28 digits. What has no exact answer is an error; nothing rounds unless a
//!   [`Rounding`](money::Rounding) is named.
//! - A figure that cannot be computed honestly is [`Undefined`](undefined::Undefined), with its reason.
//! - Nothing panics on bad input. Errors become one [`Error`] with a [`kind`](Error::kind) and a stable
//!   [`code`](Error::code).
//!
//! # Features
//! - `parallel`: work on many portfolios, rows or accounts shares the threads of a rayon pool.
//! - `pdf`: renders reports to PDF. Compiles typst, some 290 crates.
//! - `schema`: JSON Schema of views and commands, for API documents.

pub mod attribution;
pub mod error;
pub mod events;
pub mod exchange;
pub mod ids;
pub mod ledger;
pub mod model;
pub mod money;
pub mod performance;
pub mod permissions;
pub mod ports;
pub mod pricing;
pub mod query;
mod recent;
pub mod reports;
pub mod risk;
pub mod services;
mod threads;
pub mod time;
pub mod undefined;
pub mod valuation;
pub mod views;
pub mod words;

pub use error::{Error, ErrorKind};
pub use services::Cactus;
