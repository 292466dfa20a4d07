//! Pages of lists.

use cactus_core::views::{
    AccountView, ClientView, Cursor, InstrumentView, PageQuery, PageView, PortfolioView,
    ReportView, TransactionView, UserView,
};

/// Which page of a list.
#[uniffi::remote(Record)]
pub struct PageQuery {
    /// The `next` of the page before; none for the first page.
    #[uniffi(default)]
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    #[uniffi(default)]
    pub limit: Option<u32>,
}

/// Declares a page: uniffi knows no generic types.
macro_rules! pages {
    ($($(#[$doc:meta])* $name:ident = $view:ident;)+) => {$(
        pub type $name = PageView<$view>;

        $(#[$doc])*
        #[uniffi::remote(Record)]
        pub struct $name {
            /// The rows.
            pub items: Vec<$view>,
            /// What to pass as `after` for the next page; none at the end.
            pub next: Option<Cursor>,
        }
    )+};
}

pages! {
    /// A page of accounts.
    AccountPage = AccountView;
    /// A page of clients.
    ClientPage = ClientView;
    /// A page of instruments.
    InstrumentPage = InstrumentView;
    /// A page of portfolios.
    PortfolioPage = PortfolioView;
    /// A page of reports.
    ReportPage = ReportView;
    /// A page of the record.
    TransactionPage = TransactionView;
    /// A page of people.
    UserPage = UserView;
}
