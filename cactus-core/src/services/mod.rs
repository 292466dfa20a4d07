//! What can be done: each call authorises, loads, acts, saves and tells, in this order.
//!
//! [`Cactus`] is the facade. Every call takes the [`Actor`](crate::permissions::Actor) on whose behalf it is
//! made and asks the permissions on its first line; there is no way to a row that goes round them. A change
//! is one unit of work that holds the rows, the event and the audit entry, all or none.
//!
//! # Adding an operation
//! Put it on the service of its noun. Its first line is [`permitted`](crate::permissions::permitted) (for
//! reads) or ends in [`authorise`](crate::permissions::authorise) (for writes); it takes a command and gives
//! a view, both from [`views`](crate::views).

mod access;
mod accounts;
mod benchmarks;
mod book;
mod cactus;
mod change;
mod clients;
mod document_only;
mod error;
mod firms;
mod households;
mod imported_comparison;
mod imported_market;
mod imports;
mod instruments;
mod known;
mod market;
mod outside;
mod pages;
mod performance;
mod portfolios;
mod queries;
mod quotes;
mod record;
mod reports;
mod sources;
mod splits;
mod statement;
mod subject;
mod subjects;
mod taxonomies;
mod transactions;
mod users;
mod valuations;

pub use access::Access;
pub use accounts::Accounts;
pub use benchmarks::Benchmarks;
pub use cactus::Cactus;
pub use clients::Clients;
pub use error::ServiceError;
pub use firms::Firms;
pub use households::Households;
pub use imports::Imports;
pub use instruments::Instruments;
pub use market::Market;
pub use outside::Outside;
pub use performance::Performance;
pub use portfolios::Portfolios;
pub use queries::Queries;
pub use reports::Reports;
pub use taxonomies::Taxonomies;
pub use transactions::Transactions;
pub use users::Users;
pub use valuations::Valuations;
