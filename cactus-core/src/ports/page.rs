//! Reading long lists piece by piece.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Coded, Details, ErrorKind};

/// Where a page ended. Opaque: it means something only to the list that gave it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Cursor(String);

/// A cursor that its list did not give.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a cursor of this list")]
pub struct CursorError {
    /// What was given, cut to a length fit for a message.
    pub text: String,
}

impl Coded for CursorError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn code(&self) -> &'static str {
        "page.cursor"
    }

    fn details(&self) -> Details {
        Details::from([("text", self.text.clone())])
    }
}

impl Cursor {
    /// The cursor with this sort key as its text.
    pub fn new(key: impl fmt::Display) -> Self {
        Self(key.to_string())
    }

    /// The sort key inside.
    ///
    /// # Errors
    /// [`CursorError`] if it is not a `K`.
    pub fn key<K: FromStr>(&self) -> Result<K, CursorError> {
        self.0.parse().map_err(|_| CursorError { text: self.0.chars().take(80).collect() })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How many rows a page has at most: 1 to 500.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Limit(u32);

impl Limit {
    /// The most rows of a page.
    pub const MAX: Self = Self(500);

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl From<Limit> for u32 {
    fn from(limit: Limit) -> Self {
        limit.0
    }
}

/// A page of no rows, or of more than the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a page has 1 to 500 rows, not {asked}")]
pub struct LimitError {
    /// What was asked for.
    pub asked: u32,
}

impl Coded for LimitError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn code(&self) -> &'static str {
        "page.limit"
    }
}

impl TryFrom<u32> for Limit {
    type Error = LimitError;

    fn try_from(asked: u32) -> Result<Self, LimitError> {
        if (1..=Self::MAX.0).contains(&asked) { Ok(Self(asked)) } else { Err(LimitError { asked }) }
    }
}

/// Which page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageRequest {
    /// Where the page before ended; none for the first.
    pub after: Option<Cursor>,
    /// How many rows at most.
    pub limit: Limit,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub items: Vec<T>,
    /// Where it ended, if there is more.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// The page of rows that were read with one row more than asked for: that row only tells that there is
    /// more.
    pub fn from_rows<K: fmt::Display>(
        mut rows: Vec<T>,
        limit: Limit,
        key: impl Fn(&T) -> K,
    ) -> Self {
        let wanted = limit.get() as usize;
        let more = rows.len() > wanted;
        rows.truncate(wanted);
        let next = rows.last().filter(|_| more).map(|last| Cursor::new(key(last)));
        Self { items: rows, next }
    }

    /// The page with every row turned into something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_tells_whether_there_is_more() {
        let limit = Limit::try_from(2).unwrap();
        let page = Page::from_rows(vec![1, 2, 3], limit, |n| *n);
        assert_eq!(page.items, [1, 2]);
        assert_eq!(page.next.unwrap().key::<i32>().unwrap(), 2);
        assert_eq!(Page::from_rows(vec![1, 2], limit, |n| *n).next, None);
    }

    #[test]
    fn limits_are_kept() {
        assert!(Limit::try_from(0).is_err());
        assert!(Limit::try_from(501).is_err());
    }
}
