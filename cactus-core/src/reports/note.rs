//! Disclosures: what a reader has to know to read the figures right.

use serde::{Deserialize, Serialize};

use crate::ids::InstrumentId;
use crate::model::LotMethod;
use crate::money::Rounding;
use crate::time::{BusinessDate, Period};
use crate::undefined::Undefined;

/// A sentence that each language words for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// Which days the report covers, and that the opening day itself is outside.
    Period {
        /// The days.
        period: Period,
    },
    /// How the time-weighted return is computed.
    TimeWeightedReturn,
    /// How the money-weighted return is computed.
    MoneyWeightedReturn,
    /// When returns are shown per year.
    Annualisation,
    /// How the volatility is computed.
    Volatility {
        /// By how many periods a year it is scaled.
        periods_per_year: u32,
    },
    /// How the drawdown is computed.
    Drawdown,
    /// How cost and gains are found.
    CostBasis {
        /// Which lot a sale takes first.
        method: LotMethod,
    },
    /// Where prices come from and how old they may be.
    Prices {
        /// Who supplies them.
        source: String,
        /// How many days a price stays good.
        max_age_days: u32,
    },
    /// Where exchange rates come from and how old they may be.
    Rates {
        /// Who supplies them.
        source: String,
        /// How many days a rate stays good.
        max_age_days: u32,
    },
    /// How figures are rounded when they are shown.
    Rounding {
        /// The mode.
        mode: Rounding,
    },
    /// That the past does not promise the future.
    PastPerformance,
    /// A price older than the day it is used for.
    OldPrice {
        /// Of what.
        instrument: InstrumentId,
        /// The day of the price.
        priced_on: BusinessDate,
        /// The day it is used for.
        used_on: BusinessDate,
    },
    /// Something that is missing, and why.
    Gap {
        /// The reason.
        undefined: Undefined,
    },
    /// The firm's own words, in the firm's own language.
    Text {
        /// The words.
        text: String,
    },
}
