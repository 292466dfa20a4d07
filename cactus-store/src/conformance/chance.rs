//! Random choices that a seed repeats on every machine.

/// A stream of choices: the SplitMix64 generator of Steele, Lea and Flood (2014).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from zero up to, not including, `end`; zero if there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        // The remainder favours small numbers by less than one in 2^50 here.
        self.next().checked_rem(end as u64).and_then(|n| usize::try_from(n).ok()).unwrap_or(0)
    }

    /// Yes, once in so many times.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of them.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// Each of them with a chance of one half.
    pub(super) fn some<T: Copy>(&mut self, from: impl Iterator<Item = T>) -> Vec<T> {
        from.filter(|_| self.once_in(2)).collect()
    }
}
