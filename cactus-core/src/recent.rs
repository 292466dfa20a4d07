//! What was used last, kept for the next time.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// The values that were used last, as many as there is room for and at least one. Threads share it.
#[derive(Debug)]
pub(crate) struct Recent<K, V> {
    /// The last first.
    kept: Mutex<VecDeque<Kept<K, V>>>,
    /// How many values are kept.
    most: usize,
    /// How much all of them may take together.
    room: usize,
}

#[derive(Debug)]
struct Kept<K, V> {
    key: K,
    value: Arc<V>,
    size: usize,
}

impl<K: PartialEq, V> Recent<K, V> {
    /// Nothing yet, and room for so many values that together take so much.
    pub(crate) const fn new(most: usize, room: usize) -> Self {
        Self { kept: Mutex::new(VecDeque::new()), most, room }
    }

    /// The value of this key, which now is the last that was used.
    pub(crate) fn find(&self, key: &K) -> Option<Arc<V>> {
        self.with(|kept| {
            let place = kept.iter().position(|known| known.key == *key)?;
            let found = kept.remove(place)?;
            let value = Arc::clone(&found.value);
            kept.push_front(found);
            Some(value)
        })
    }

    /// Keeps a value that takes so much, and lets go of those used longest ago for which there is no more room.
    pub(crate) fn keep(&self, key: K, value: Arc<V>, size: usize) {
        self.with(|kept| {
            kept.retain(|known| known.key != key);
            kept.push_front(Kept { key, value, size });
            let mut taken = 0;
            let fits = kept.iter().take(self.most).take_while(|known| {
                taken += known.size;
                taken <= self.room
            });
            let fits = fits.count().max(1);
            kept.truncate(fits);
        });
    }

    /// Lets go of all that is of no more use.
    pub(crate) fn forget(&self, is_useless: impl Fn(&K) -> bool) {
        self.with(|kept| kept.retain(|known| !is_useless(&known.key)));
    }

    /// No step here leaves the list in a state that is wrong, so that a lock whose holder panicked is as good as any.
    fn with<T>(&self, work: impl FnOnce(&mut VecDeque<Kept<K, V>>) -> T) -> T {
        work(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(recent: &Recent<u32, u32>) -> Vec<u32> {
        recent.with(|kept| kept.iter().map(|known| known.key).collect())
    }

    #[test]
    fn what_was_used_longest_ago_makes_room() {
        let recent = Recent::new(3, 10);
        for (key, size) in [(1, 2), (2, 2), (3, 2)] {
            recent.keep(key, Arc::new(key * 10), size);
        }
        assert_eq!(recent.find(&1).as_deref(), Some(&10));
        assert_eq!(keys(&recent), [1, 3, 2]);
        recent.keep(4, Arc::new(40), 2);
        assert_eq!(keys(&recent), [4, 1, 3]);
        // Seven, and two and two more: the last of them has no room.
        recent.keep(5, Arc::new(50), 7);
        assert_eq!(keys(&recent), [5, 4]);
        recent.keep(4, Arc::new(41), 1);
        assert_eq!((keys(&recent), recent.find(&4).as_deref()), (vec![4, 5], Some(&41)));
        // Larger than the room: it alone.
        recent.keep(6, Arc::new(60), 11);
        assert_eq!(keys(&recent), [6]);
        recent.forget(|key| *key == 6);
        assert_eq!(recent.find(&6), None);
    }
}
