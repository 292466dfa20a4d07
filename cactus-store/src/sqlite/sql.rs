//! Static SQL: every statement is a constant, so that each can be prepared against the schema in one test.

use cactus_core::ids::Id;
use cactus_core::permissions::{Extent, Reach};
use cactus_core::ports::StoreError;
use sqlx::Sqlite;
use sqlx::sqlite::SqliteArguments;

use super::reach::sets;
use crate::codec::{hex, to_json};

/// A statement with what is bound to it.
pub(super) type Query = sqlx::query::Query<'static, Sqlite, SqliteArguments>;

/// A read in two forms: for a reach over the whole firm, and for one that names its rows.
///
/// Both have the firm as `?1` and the sets of the reach as `?2`.
pub(super) struct Scoped {
    pub(super) whole_firm: &'static str,
    pub(super) named_rows: &'static str,
}

impl Scoped {
    /// The form for this reach, with the reach bound; none if nothing is in reach.
    pub(super) fn query(&self, reach: &Reach) -> Option<Query> {
        let text = match reach.extent() {
            Extent::Nothing => return None,
            Extent::Everything => self.whole_firm,
            Extent::Only { .. } => self.named_rows,
        };
        Some(sqlx::query(text).bind(reach.firm().uuid()).bind(sets(reach.extent())))
    }
}

/// Declares the statements of a file, and lists their texts for the test that prepares each.
macro_rules! statements {
    (
        plain { $($name:ident = $text:expr;)* }
        scoped { $($scoped_name:ident = $scoped:expr;)* }
    ) => {
        $(pub(super) const $name: &str = $text;)*
        $(pub(super) const $scoped_name: $crate::sqlite::sql::Scoped = $scoped;)*

        #[cfg(test)]
        pub(super) const STATEMENTS: &[&str] = &[
            $($name,)*
            $($scoped_name.whole_firm, $scoped_name.named_rows,)*
        ];
    };
}
pub(super) use statements;

/// Ids to be bound as one value, for `json_each`.
pub(super) fn id_list<T: Id>(ids: &[T]) -> Result<String, StoreError> {
    let digits: Vec<String> = ids.iter().copied().map(hex).collect();
    to_json(&digits)
}
