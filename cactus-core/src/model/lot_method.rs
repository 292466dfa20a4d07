//! Which lot is sold first, and out of which lots.

use crate::words::words;

words! {
    /// Which of several purchases a sale takes its cost from.
    "lot method" LotMethod {
        /// First in, first out.
        Fifo = "fifo",
        /// Last in, first out.
        Lifo = "lifo",
        /// The dearest units first: highest in, first out.
        Hifo = "hifo",
        /// The cheapest units first.
        LowestCost = "lowest_cost",
        /// The lots that each disposal names; first in, first out for what it leaves open.
        Specific = "specific",
        /// All units cost their average; the holding period still runs first in, first out.
        Average = "average",
    }
}

words! {
    /// Whose purchases a sale may take its cost from.
    "lot pool" LotPool {
        /// Only those of the account that sells.
        Account = "account",
        /// Those of all accounts of the same portfolio.
        Portfolio = "portfolio",
    }
}
