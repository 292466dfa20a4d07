//! Lists as a whole, where a calculation needs all of it.

/// All rows of a list, page by page: `all!(|page| unit.accounts().list(&reach, &filter, &page))`.
///
/// A macro, because the future of an async closure that borrows a unit of work is not `Send`, as those of services have
/// to be.
macro_rules! all {
    (|$page:ident| $list:expr) => {{
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let limit = $crate::ports::Limit::MAX;
            let $page = $crate::ports::PageRequest { after, limit };
            let found = $list.await?;
            rows.extend(found.items);
            after = found.next;
            if after.is_none() {
                break rows;
            }
        }
    }};
}

pub(super) use all;
