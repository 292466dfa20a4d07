//! Pages of lists.

use serde::{Deserialize, Serialize};

use crate::ports::{Cursor, Limit, LimitError, Page, PageRequest};

/// Which page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// The `next` of the page before; none for the first page.
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 500; 50 unless said.
    pub limit: Option<u32>,
}

impl TryFrom<PageQuery> for PageRequest {
    type Error = LimitError;

    fn try_from(query: PageQuery) -> Result<Self, LimitError> {
        let limit = query.limit.map_or(Ok(Limit::default()), Limit::try_from)?;
        Ok(Self { after: query.after, limit })
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "PageOf{T}"))]
pub struct PageView<T> {
    /// The rows.
    pub items: Vec<T>,
    /// What to pass as `after` for the next page; none at the end.
    pub next: Option<Cursor>,
}

impl<T, U: From<T>> From<Page<T>> for PageView<U> {
    fn from(page: Page<T>) -> Self {
        let page = page.map(U::from);
        Self { items: page.items, next: page.next }
    }
}
