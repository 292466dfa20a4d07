//! Reading a list to its end.

use std::fmt::Debug;

use cactus_core::ports::{Limit, Page, PageRequest};

use super::Breach;
use super::breach::holds;

/// A list on its way to the end.
pub(super) struct Walk<T> {
    pub(super) page: PageRequest,
    items: Vec<T>,
}

impl<T: PartialEq + Debug> Walk<T> {
    pub(super) fn of(limit: u32) -> Result<Self, Breach> {
        let limit = Limit::try_from(limit)?;
        Ok(Self { page: PageRequest { after: None, limit }, items: Vec::new() })
    }

    /// Takes a page, and gives all items after the last one.
    pub(super) fn take(&mut self, page: Page<T>) -> Result<Option<Vec<T>>, Breach> {
        let limit = self.page.limit.get() as usize;
        holds(page.items.len() <= limit, "no page is longer than its limit")?;
        let full = page.items.len() == limit;
        self.items.extend(page.items);
        if page.next.is_none() {
            return Ok(Some(std::mem::take(&mut self.items)));
        }
        holds(full, "only the last page is shorter than its limit")?;
        holds(page.next != self.page.after, "every page has its own end")?;
        self.page.after = page.next;
        Ok(None)
    }
}

/// All items of a list, read with pages of so many: `walk!(2, |page| unit.users().list(&reach, page))`.
macro_rules! walk {
    ($limit:expr, |$page:ident| $list:expr) => {{
        let mut walk = $crate::conformance::pages::Walk::of($limit)?;
        loop {
            let $page = &walk.page.clone();
            if let Some(items) = walk.take($list.await?)? {
                break items;
            }
        }
    }};
}
pub(super) use walk;
