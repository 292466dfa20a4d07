//! What the numbers count.

use crate::words::words;

words! {
    /// What the number of a risk measure counts. Fractions are plain numbers, 0.05 for five per cent.
    "risk unit" RiskUnit {
        /// A fraction, of wealth or of a count.
        Fraction = "fraction",
        /// A return per period of the series.
        FractionPerPeriod = "fraction_per_period",
        /// A return per year.
        FractionPerYear = "fraction_per_year",
        /// A deviation, annualised by the root of the periods of a year.
        FractionPerRootYear = "fraction_per_root_year",
        /// A ratio or a coefficient.
        Number = "number",
    }
}
