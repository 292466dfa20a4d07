//! What a figure was computed from.

use super::course::{Course, Record};
use super::{Column, Measure, QueryError};
use crate::ledger::{ChargeKind, Flow, Heading, Holdings, Posting, RealisedGain, TradeCharge};
use crate::time::Period;
use crate::valuation::{Day, Valuation};

/// What the figures of the whole scope of a question were computed from: the holdings with their prices and rates, the
/// lots, the rows of realised gains, charges in trades, what crossed the border, and the value of every valuation day.
///
/// [`Trail::of`] keeps what one column read.
#[derive(Debug, Clone, PartialEq)]
pub struct Trail {
    /// What was held at the end, at which prices and rates.
    pub valuation: Option<Valuation>,
    /// The open lots at the end, with their cost.
    pub holdings: Option<Holdings>,
    /// What was disposed of in the period, lot by lot.
    pub realised: Vec<RealisedGain>,
    /// Income, charges and exchanges of the period, as they were posted.
    pub postings: Vec<Posting>,
    /// The charges of the period that cost and proceeds of trades have counted.
    pub charges: Vec<TradeCharge>,
    /// What came in and went out in the period, before conversion.
    pub flows: Vec<Flow>,
    /// The valuation days of the period.
    pub days: Vec<Day>,
}

impl Trail {
    const NOTHING: Self = Self {
        valuation: None,
        holdings: None,
        realised: Vec::new(),
        postings: Vec::new(),
        charges: Vec::new(),
        flows: Vec::new(),
        days: Vec::new(),
    };

    /// That of a question about a day.
    pub(super) fn of_a_day(valuation: Valuation, holdings: Holdings) -> Self {
        Self { valuation: Some(valuation), holdings: Some(holdings), ..Self::NOTHING }
    }

    /// That of a question about a period, whose course it is.
    ///
    /// # Errors
    /// As [`Subject::answer`](super::Subject::answer).
    pub(super) fn of_a_period(
        course: &Course<'_>,
        record: &Record,
        period: Period,
    ) -> Result<Self, QueryError> {
        let (valuer, rows) = (course.valuer(), course.rows()?);
        let values = course.values();
        let flows = record.timeline.flows.iter().filter(|flow| period.contains(flow.date));
        Ok(Self {
            valuation: Some(valuer.at(period.end())),
            holdings: Some(rows.holdings),
            realised: rows.realised,
            postings: rows.postings,
            charges: rows.charges,
            flows: flows.copied().collect(),
            // Returns begin on the eve of the first booking; the days are those of all of the period.
            days: match values.period() == period {
                true => values.days().collect(),
                false => valuer.daily(period).days().collect(),
            },
        })
    }

    /// The part of it that a column was computed from. Returns and risk measures were from the days, whose values come
    /// from prices and rates as the valuation at the end does.
    #[must_use]
    pub fn of(self, column: Column) -> Self {
        use Measure as M;
        let measure = match column {
            Column::Measure(measure) => measure,
            Column::Risk(_) => return Self { days: self.days, ..Self::NOTHING },
        };
        match measure {
            M::Quantity
            | M::Price
            | M::PriceDate
            | M::MarketValue
            | M::ClosingValue
            | M::Weight
            | M::WeightInGroup => Self { valuation: self.valuation, ..Self::NOTHING },
            M::Cost => Self { holdings: self.holdings, ..Self::NOTHING },
            M::UnrealisedGain | M::UnrealisedReturn | M::UnrealisedChange => {
                Self { valuation: self.valuation, holdings: self.holdings, ..Self::NOTHING }
            }
            M::NetFlows | M::Inflows | M::Outflows => Self { flows: self.flows, ..Self::NOTHING },
            M::RealisedGain
            | M::RealisedOnCurrency
            | M::RealisedShortTerm
            | M::RealisedLongTerm => Self { realised: self.realised, ..Self::NOTHING },
            M::Income
            | M::Dividends
            | M::Interest
            | M::InterestCharges
            | M::Fees
            | M::Taxes
            | M::FeesInTrades
            | M::TaxesInTrades
            | M::CurrencyGains => {
                let posted = |posting: &Posting| is_posted(measure, posting.heading);
                let charged = |charge: &TradeCharge| is_charged(measure, charge.kind);
                Self {
                    postings: self.postings.into_iter().filter(posted).collect(),
                    charges: self.charges.into_iter().filter(charged).collect(),
                    ..Self::NOTHING
                }
            }
            M::OpeningValue
            | M::Gain
            | M::Twr
            | M::TwrAnnualised
            | M::Xirr
            | M::MoneyWeightedReturn
            | M::ModifiedDietz
            | M::Contribution
            | M::DrawdownPeak
            | M::DrawdownTrough
            | M::DrawdownRecovery
            | M::BenchmarkReturn
            | M::ExcessReturn => Self { days: self.days, ..Self::NOTHING },
        }
    }
}

/// Whether a measure counts what is posted under a heading.
fn is_posted(measure: Measure, heading: Heading) -> bool {
    match heading {
        Heading::Dividends => matches!(measure, Measure::Dividends | Measure::Income),
        Heading::Interest => matches!(measure, Measure::Interest | Measure::Income),
        Heading::InterestCharges => matches!(measure, Measure::InterestCharges | Measure::Income),
        Heading::Fees => measure == Measure::Fees,
        Heading::Taxes => measure == Measure::Taxes,
        Heading::Exchange | Heading::Cash => measure == Measure::CurrencyGains,
        Heading::Cost | Heading::Realised | Heading::Outside | Heading::InKind => false,
    }
}

/// Whether a measure counts a charge in a trade.
fn is_charged(measure: Measure, kind: ChargeKind) -> bool {
    match kind {
        ChargeKind::Fee => matches!(measure, Measure::Fees | Measure::FeesInTrades),
        ChargeKind::Tax | ChargeKind::Withholding => {
            matches!(measure, Measure::Taxes | Measure::TaxesInTrades)
        }
    }
}
