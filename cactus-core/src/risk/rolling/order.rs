//! The numbers of a window in their order, kept while the window slides.

/// How many numbers of each rank are in a window, and what they sum to.
///
/// A binary tree over the ranks, in which each node is the sum of the two below. One number more or less makes the
/// nodes above it anew from what is below them: nothing is ever subtracted, so that no rounding stays behind.
#[derive(Debug)]
pub(super) struct Order {
    /// The number of each rank, increasing.
    numbers: Vec<f64>,
    /// The root is 1, and below node `n` are `2n` and `2n + 1`.
    nodes: Vec<Node>,
    /// The node of rank zero, and how many ranks the tree has room for.
    first: usize,
}

/// Some numbers.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Node {
    pub(super) count: usize,
    pub(super) sum: f64,
}

impl Node {
    fn with(self, other: Self) -> Self {
        Self { count: self.count + other.count, sum: self.sum + other.sum }
    }
}

impl Order {
    /// An empty window over these numbers, and the rank of each. Equal numbers have one rank.
    pub(super) fn of(all: &[f64]) -> (Self, Vec<usize>) {
        let mut numbers = all.to_vec();
        numbers.sort_unstable_by(f64::total_cmp);
        numbers.dedup_by(|a, b| a.total_cmp(b).is_eq());
        let rank = |number: &f64| numbers.partition_point(|other| other.total_cmp(number).is_lt());
        let ranks = all.iter().map(rank).collect();
        let first = numbers.len().next_power_of_two();
        (Self { numbers, nodes: vec![Node::default(); 2 * first], first }, ranks)
    }

    /// One number of this rank more.
    pub(super) fn add(&mut self, rank: usize) {
        self.set(rank, self.leaf(rank).count + 1);
    }

    /// One number of this rank less.
    pub(super) fn remove(&mut self, rank: usize) {
        self.set(rank, self.leaf(rank).count.saturating_sub(1));
    }

    /// The number of a rank.
    pub(super) fn number(&self, rank: usize) -> Option<f64> {
        self.numbers.get(rank).copied()
    }

    /// The rank of the number that so many others come before.
    pub(super) fn rank_at(&self, mut place: usize) -> Option<usize> {
        let mut node = 1;
        while node < self.first {
            node *= 2;
            let left = self.nodes.get(node)?;
            if place >= left.count {
                place -= left.count;
                node += 1;
            }
        }
        let rank = node - self.first;
        (place < self.leaf(rank).count).then_some(rank)
    }

    /// The numbers up to a rank, that rank included.
    pub(super) fn up_to(&self, rank: usize) -> Node {
        let mut found = self.leaf(rank);
        let mut node = self.first + rank;
        while node > 1 {
            if !node.is_multiple_of(2) {
                found = found.with(self.node(node - 1));
            }
            node /= 2;
        }
        found
    }

    fn leaf(&self, rank: usize) -> Node {
        self.node(self.first + rank)
    }

    fn node(&self, node: usize) -> Node {
        self.nodes.get(node).copied().unwrap_or_default()
    }

    fn set(&mut self, rank: usize, count: usize) {
        let number = self.number(rank).unwrap_or_default();
        let mut made = Node { count, sum: count as f64 * number };
        let mut node = self.first + rank;
        while let Some(place) = self.nodes.get_mut(node) {
            *place = made;
            if node == 1 {
                return;
            }
            // Which of the two is left and which right would be a guess at every level, and does not matter.
            made = made.with(self.node(node ^ 1));
            node /= 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_window_sorted(
            all in prop::collection::vec(-20..20_i32, 1..70), length in 1..30_usize,
        ) {
            let all: Vec<f64> = all.into_iter().map(f64::from).collect();
            let (mut order, ranks) = Order::of(&all);
            for end in 0..all.len() {
                let start = (end + 1).saturating_sub(length);
                if end >= length {
                    order.remove(ranks[end - length]);
                }
                order.add(ranks[end]);
                let mut window = all[start..=end].to_vec();
                window.sort_by(f64::total_cmp);
                let found = (0..window.len()).map(|place| order.rank_at(place).unwrap());
                let numbers: Vec<f64> = found.map(|rank| order.number(rank).unwrap()).collect();
                prop_assert_eq!(&numbers, &window);
                prop_assert_eq!(order.rank_at(window.len()), None);
                for rank in 0..order.numbers.len() {
                    let lower = window.iter().filter(|number| **number <= order.numbers[rank]);
                    let node = order.up_to(rank);
                    prop_assert_eq!(node.count, lower.clone().count());
                    prop_assert!((node.sum - lower.sum::<f64>()).abs() < 1e-12);
                }
            }
        }
    }
}
