//! How the commands and views of the engine cross the border: field by field, under their own names.
//!
//! `uniffi::remote` writes conversions for the engine's own types. Their declarations are repeated here because
//! the macro has to see them, and the compiler compares: a field or a case missing here does not compile.

mod account;
mod benchmark;
mod client;
mod event;
mod figure;
mod firm;
mod instrument;
mod market;
mod page;
mod performance;
mod period;
mod portfolio;
mod question;
mod report;
mod table;
mod taxonomy;
mod transaction;
mod user;
mod valuation;

pub use page::{
    AccountPage, ClientPage, InstrumentPage, PortfolioPage, ReportPage, TransactionPage, UserPage,
};
