//! One question for all figures.

use cactus_core::query::Query;
use cactus_core::views::TableView;

use crate::errors::CactusError;
use crate::session::Session;

#[uniffi::export]
impl Session {
    /// Any figures of any part of what is in reach, as a table.
    pub async fn query(&self, query: Query) -> Result<TableView, CactusError> {
        self.act(|cactus, actor| async move { cactus.queries().answer(&actor, &query).await }).await
    }
}
