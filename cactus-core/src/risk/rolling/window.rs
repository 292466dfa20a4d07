//! Summaries of a window that slides over a series.
//!
//! What leaves a window is never subtracted, which would leave rounding behind for ever: a queue of two stacks keeps
//! summaries of what is in it, and each step merges a few of them. The work is linear in the length of the series,
//! whatever the length of the window.

/// A summary of a stretch that can be merged with that of the stretch after it.
pub(super) trait Summary: Copy {
    /// The summary of both.
    fn then(self, after: Self) -> Self;
}

/// The summaries of all full windows of so many items, in order; none for a window of no items.
pub(super) fn windows<S: Summary>(items: impl IntoIterator<Item = S>, length: usize) -> Vec<S> {
    let mut found = Vec::new();
    // Oldest last: each is the summary from itself to the end of this stack.
    let mut old: Vec<S> = Vec::with_capacity(length);
    let mut young: Vec<S> = Vec::with_capacity(length);
    let mut young_summary: Option<S> = None;
    for item in items {
        if old.len() + young.len() == length {
            if old.is_empty() {
                let mut summary: Option<S> = None;
                while let Some(last) = young.pop() {
                    let merged = summary.map_or(last, |after| last.then(after));
                    summary = Some(merged);
                    old.push(merged);
                }
                young_summary = None;
            }
            old.pop();
        }
        young.push(item);
        young_summary = Some(young_summary.map_or(item, |before| before.then(item)));
        if length > 0 && old.len() + young.len() == length {
            let whole = match (old.last(), young_summary) {
                (Some(before), Some(after)) => Some(before.then(after)),
                (before, after) => after.or(before.copied()),
            };
            found.extend(whole);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    struct Span(usize, usize);

    impl Summary for Span {
        fn then(self, after: Self) -> Self {
            assert_eq!(self.1 + 1, after.0, "stretches adjoin");
            Self(self.0, after.1)
        }
    }

    proptest! {
        #[test]
        fn every_window_is_summarised_in_order(count in 0..60_usize, length in 1..20_usize) {
            let found = windows((0..count).map(|place| Span(place, place)), length);
            let expected: Vec<_> =
                (length..=count).map(|end| Span(end - length, end - 1)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
