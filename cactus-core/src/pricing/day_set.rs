//! Sets of days among the days of a column.

use std::ops::Range;

const BITS: usize = 64;

/// A set of days, each known by its place among the days of a column: one bit a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct DaySet {
    words: Vec<u64>,
}

impl DaySet {
    /// No day of so many.
    pub(crate) fn none_of(days: usize) -> Self {
        Self { words: vec![0; days.div_ceil(BITS)] }
    }

    pub(crate) fn insert(&mut self, place: usize) {
        if let Some(word) = self.words.get_mut(place / BITS) {
            *word |= 1 << (place % BITS);
        }
    }

    pub(crate) fn insert_all(&mut self, places: Range<usize>) {
        for (word, bits) in words_of(places) {
            if let Some(word) = self.words.get_mut(word) {
                *word |= bits;
            }
        }
    }

    /// Inserts the days of another set that lie in the range.
    pub(crate) fn insert_from(&mut self, other: &Self, places: Range<usize>) {
        // The words at both ends bit by bit, those between as they are.
        let inner = places.start.div_ceil(BITS)..places.end / BITS;
        if let (Some(words), Some(from)) =
            (self.words.get_mut(inner.clone()), other.words.get(inner.clone()))
        {
            words.iter_mut().zip(from).for_each(|(word, from)| *word |= from);
            self.insert_bits(other, places.start..inner.start * BITS);
            self.insert_bits(other, inner.end * BITS..places.end);
        } else {
            self.insert_bits(other, places);
        }
    }

    fn insert_bits(&mut self, other: &Self, places: Range<usize>) {
        for (word, bits) in words_of(places) {
            if let (Some(word), Some(from)) = (self.words.get_mut(word), other.words.get(word)) {
                *word |= from & bits;
            }
        }
    }

    pub(crate) fn contains(&self, place: usize) -> bool {
        self.words.get(place / BITS).is_some_and(|word| word >> (place % BITS) & 1 == 1)
    }

    /// The days of the set in the range, as runs without a day left out.
    pub(crate) fn runs(&self, places: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let mut next = places.start;
        std::iter::from_fn(move || {
            let start = self.first(next, places.end, false)?;
            let end = self.first(start, places.end, true).unwrap_or(places.end);
            next = end;
            Some(start..end)
        })
    }

    /// The first place from `from` on and before `end` that is in the set, or that is not.
    fn first(&self, from: usize, end: usize, absent: bool) -> Option<usize> {
        words_of(from..end).find_map(|(word, bits)| {
            let found = self.words.get(word).copied().unwrap_or_default();
            let found = if absent { !found } else { found } & bits;
            (found != 0).then(|| word * BITS + found.trailing_zeros() as usize)
        })
    }
}

/// The words that the range touches, each with a bit for every place of the range in it.
fn words_of(places: Range<usize>) -> impl Iterator<Item = (usize, u64)> {
    // Of an empty range, no word.
    let last = if places.is_empty() { 0 } else { places.end.div_ceil(BITS) };
    (places.start / BITS..last).map(move |word| {
        let first = places.start.saturating_sub(word * BITS);
        let last = places.end.min((word + 1) * BITS) - 1 - word * BITS;
        (word, (u64::MAX << first) & (u64::MAX >> (BITS - 1 - last)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_day_set_is_a_set(
            days in prop::collection::btree_set(0..200_usize, 0..100),
            more in prop::collection::btree_set(0..200_usize, 0..100),
            from in 0..200_usize, length in 0..200_usize,
        ) {
            let range = from..(from + length).min(200);
            let set = |days: &BTreeSet<usize>| {
                let mut set = DaySet::none_of(200);
                days.iter().for_each(|day| set.insert(*day));
                set
            };
            let within: BTreeSet<usize> = days.range(range.clone()).copied().collect();
            let runs: Vec<_> = set(&days).runs(range.clone()).collect();
            prop_assert!(runs.windows(2).all(|pair| pair[0].end < pair[1].start));
            prop_assert_eq!(&runs.into_iter().flatten().collect::<BTreeSet<_>>(), &within);
            prop_assert!((0..200).all(|day| set(&days).contains(day) == days.contains(&day)));
            let mut both = set(&more);
            both.insert_from(&set(&days), range.clone());
            prop_assert_eq!(both, set(&more.union(&within).copied().collect()));
            let mut all = set(&more);
            all.insert_all(range.clone());
            prop_assert_eq!(all, set(&more.iter().copied().chain(range).collect()));
        }
    }
}
