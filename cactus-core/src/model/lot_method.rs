//! Which lot is sold first.

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
