//! When the flows of a day count.

use crate::money::{Decimal, MoneyError, decimal};
use crate::undefined::{Figure, Undefined};
use crate::valuation::DayFlows;
use crate::words::words;

words! {
    /// When in the day the external flows of a time-weighted return count.
    #[derive(Default)]
    "flow timing" FlowTiming {
        /// What comes in counts from the start of the day, what goes out until its end; the default. The
        /// capital of a day is then never less than what could be lost on it.
        #[default]
        InStartOutEnd = "in_start_out_end",
        /// All flows at the start of the day.
        AllStart = "all_start",
        /// All flows at the end of the day.
        AllEnd = "all_end",
    }
}

/// The capital that worked on a day, and what it became.
pub(crate) struct Capital {
    pub(crate) base: Decimal,
    pub(crate) end: Decimal,
}

impl FlowTiming {
    /// From the value at the end of the day before, the flows of the day, and the value at its end.
    pub(crate) fn capital(
        self,
        before: Decimal,
        flows: DayFlows,
        after: Decimal,
    ) -> Figure<Capital> {
        if flows == DayFlows::default() {
            return Ok(Capital { base: before, end: after });
        }
        let net = flows.net()?;
        let (at_start, at_end) = match self {
            Self::InStartOutEnd => (flows.inflow, flows.outflow),
            Self::AllStart => (net, Decimal::ZERO),
            Self::AllEnd => (Decimal::ZERO, -net),
        };
        let capital = || {
            Ok(Capital { base: decimal::add(before, at_start)?, end: decimal::add(after, at_end)? })
        };
        capital().map_err(|_: MoneyError| Undefined::OutOfRange)
    }
}
