//! Which lot is sold first, and out of which lots.

use crate::words::words;

words! {
    /// Which of several purchases a sale takes its cost from.
    "lot method" LotMethod {
        /// First in, first out.
        Fifo = "fifo",
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
