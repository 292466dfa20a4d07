//! What the engine needs from the outside: a store, a clock, identities, passwords.
//!
//! # The contract of a store
//! - [`Store::begin`] starts a [`UnitOfWork`]; nothing of it is visible to others before
//!   [`UnitOfWork::commit`] returns, and a unit that is dropped leaves no trace. After `commit` returns `Ok`,
//!   the change survives a kill of the process.
//! - [`Store::read`] gives a unit over one consistent snapshot, taken at the latest by its first read; its
//!   writing methods answer [`StoreError::ReadOnly`], and its `commit` does nothing.
//! - Every read takes a [`Reach`](crate::permissions::Reach) and returns exactly the rows it admits: a row
//!   outside it is `None` or absent, never an error. Only [`Directory`] and [`Sessions`], from which reaches
//!   are made, take none.
//! - Every row belongs to a firm, which is part of its key: the same id in another firm is another row, and
//!   a row never refers to another firm's.
//! - `insert` of a key or unique value that exists is [`StoreError::Conflict`]; `update` writes a row whose
//!   version is one above the stored one, else [`StoreError::Stale`]; a reference to nothing is
//!   [`StoreError::Dangling`]; a row that fails its own `check` is [`StoreError::Model`]. Conflicts and
//!   references are named `noun.field`, a taken key `noun.id`.
//! - Where several of these apply, the answer is the first of: read only, the row's own `check`, missing, stale,
//!   conflict (the key first), dangling (the firm first, then the fields in the order of their declaration). That
//!   is the order in which a database finds them by itself: a row that is not matched is not written, keys are
//!   looked up while a row is written, and references when the statement ends.
//! - Several rows in one call are kept as if one after the other: the first that cannot be kept gives the answer,
//!   whatever is wrong with those after it. A backend that hands them over in one statement has to look for that
//!   row after a refusal.
//! - A call that fails changes nothing, however many rows it was given, and the unit of work can go on.
//! - Who recorded, generated or did something (`recorded_by`, `generated_by`, `actor`) is kept as a fact and is
//!   not a reference: it may be a person of another firm, such as one who runs the platform.
//! - Values come back as they went in: decimals with all digits, moments to the microsecond.
//! - Lists are in a documented total order and are read page by page with a [`Cursor`].
//! - Two open units of work in one task may wait for each other for ever on a store with one writer; do not.
//!
//! `cactus_store::conformance` proves all of this for any backend, at last by lists of random commands, which have to
//! be answered and to end as they do in memory.
//!
//! # Adding an aggregate
//! Give it a file here with a trait of at most ten methods, an accessor in [`UnitOfWork`], a chapter in the
//! conformance suite, then the backends, all under the same file name.

mod accounts;
mod audit;
mod benchmarks;
mod clients;
mod clock;
mod directory;
mod error;
mod events;
mod firms;
mod households;
mod instruments;
mod market;
mod page;
mod passwords;
mod portfolios;
mod reports;
mod sessions;
mod store;
mod taxonomies;
mod transactions;
mod users;

pub use accounts::{AccountFilter, Accounts};
pub use audit::Audit;
pub use benchmarks::{BenchmarkRecord, Benchmarks, Levels};
pub use clients::{ClientFilter, Clients};
pub use clock::{Clock, Entropy, IdGenerator};
pub use directory::{Directory, Login};
pub use error::StoreError;
pub use events::Events;
pub use firms::Firms;
pub use households::Households;
pub use instruments::Instruments;
pub use market::{Market, PriceRow, RateRow};
pub use page::{Cursor, CursorError, Limit, LimitError, Page, PageRequest};
pub use passwords::{PasswordError, Passwords};
pub use portfolios::{PortfolioFilter, Portfolios};
pub use reports::{ReportFilter, ReportRecord, Reports};
pub use sessions::{Session, Sessions};
pub use store::{Store, UnitOfWork};
pub use taxonomies::{Taxonomies, TaxonomyRecord};
pub use transactions::{TransactionFilter, Transactions};
pub use users::Users;
