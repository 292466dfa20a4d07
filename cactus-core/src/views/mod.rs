//! The plain inputs and outputs of the services: the only types that cross a wire or a language border.
//!
//! A *command* is what a caller sends, a *view* what comes back. Their fields are the domain's own values,
//! valid by themselves; ids, dates and decimals are strings on the wire. Unknown fields of commands are
//! refused.

mod account;
mod benchmark;
mod client;
mod figure;
mod firm;
mod household;
mod import;
mod instrument;
mod market;
mod page;
mod performance;
mod period;
mod portfolio;
mod report;
#[cfg(feature = "schema")]
mod schema;
mod secret;
mod series;
mod session;
mod table;
mod taxonomy;
mod trail;
mod transaction;
mod user;
mod valuation;

pub use account::{AccountView, ListAccounts, OpenAccount, UpdateAccount};
pub use benchmark::{
    BenchmarkSourceView, BenchmarkView, BlendPartView, BlendedView, DatedLevel, PutBenchmark,
    RecordLevels,
};
pub use client::{ClientFields, ClientView, ListClients, UpdateClient};
pub use figure::{FigureView, ReasonView};
pub use firm::{FirmView, FoundFirm};
pub use household::{CreateHousehold, HouseholdView};
pub use import::{DocumentOnly, ImportCount, ImportView};
pub use instrument::{AddSplit, CreateInstrument, InstrumentView, SplitView};
pub use market::{DatedPrice, DatedRate, RecordPrices, RecordRates};
pub use page::{PageQuery, PageView};
pub use performance::{DrawdownView, PerformanceView};
pub use period::{DayQuery, PeriodQuery};
pub use portfolio::{ListPortfolios, OpenPortfolio, PortfolioView, UpdatePortfolio};
pub use report::{GenerateStatement, ListReports, RenderReport, ReportView};
#[cfg(feature = "schema")]
pub use schema::describe_plainly;
pub use secret::Secret;
pub use series::{AskSeries, SeriesRowView, TimeSeriesView};
pub use session::{SessionView, SignIn};
pub use table::{ColumnView, GroupView, RowView, TableView};
pub use taxonomy::{AssignmentView, NodeView, PutTaxonomy, TaxonomyView, VersionQuery};
pub use trail::{
    AskTrail, ConvertedView, DayView, FlowView, LotView, PostingView, PricedView, RealisedView,
    TradeChargeView, TrailView,
};
pub use transaction::{ListTransactions, NewTransaction, RecordTransactions, TransactionView};
pub use user::{AddUser, Appoint, UserView};
pub use valuation::{CashView, PositionView, ValuationView};

pub use crate::ports::Cursor;
