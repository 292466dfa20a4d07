//! What a figure was computed from.

use std::collections::BTreeMap;

use super::{Column, Measure, Query, QueryError, Span, Subject};
use crate::ledger::{
    BaseCurrency, CostBasis, Flow, Heading, Holdings, Journal, Posting, RealisedGain, Timeline,
};
use crate::time::Period;
use crate::valuation::{Day, Valuation, Valuer};

/// What the figures of the whole scope of a question were computed from: the holdings with their prices and rates, the
/// lots, the rows of realised gains, what crossed the border, and the value of every valuation day.
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
        flows: Vec::new(),
        days: Vec::new(),
    };

    /// The part of it that a column was computed from. Returns and risk measures were from the days, whose values come
    /// from prices and rates as the valuation at the end does.
    #[must_use]
    pub fn of(self, column: Column) -> Self {
        use Measure as M;
        let Column::Measure(measure) = column else {
            return Self { days: self.days, ..Self::NOTHING };
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
            | M::RealisedLongTerm
            | M::FeesInTrades
            | M::TaxesInTrades => Self { realised: self.realised, ..Self::NOTHING },
            M::Income
            | M::Dividends
            | M::Interest
            | M::InterestCharges
            | M::Fees
            | M::Taxes
            | M::CurrencyGains => {
                let counts = |posting: &Posting| counts_in(measure, posting.heading);
                let postings = self.postings.into_iter().filter(counts).collect();
                Self { postings, ..Self::NOTHING }
            }
            _ => Self { days: self.days, ..Self::NOTHING },
        }
    }
}

fn counts_in(measure: Measure, heading: Heading) -> bool {
    match heading {
        Heading::Dividends => matches!(measure, Measure::Dividends | Measure::Income),
        Heading::Interest => matches!(measure, Measure::Interest | Measure::Income),
        Heading::InterestCharges => matches!(measure, Measure::InterestCharges | Measure::Income),
        Heading::Fees => measure == Measure::Fees,
        Heading::Taxes => measure == Measure::Taxes,
        Heading::Exchange | Heading::Cash => measure == Measure::CurrencyGains,
        _ => false,
    }
}

impl Subject {
    /// What the figures of the whole scope of a question are computed from.
    ///
    /// # Errors
    /// As [`Subject::answer`].
    pub fn trail(&self, query: &Query) -> Result<Trail, QueryError> {
        query.check()?;
        let journal = self.asked(query)?;
        let currency = self.currency_of(query);
        let base = BaseCurrency { currency, market: &self.market };
        let (basis, timeline) = (self.basis_of(query), journal.timeline()?);
        let valuer = Valuer::new(&timeline, &self.market, currency);
        let end = query.span.end();
        let mut trail = Trail {
            valuation: Some(valuer.at(end)),
            holdings: Some(journal.holdings_in(end, &basis, base)?),
            ..Trail::NOTHING
        };
        if let Span::Over(period) = query.span {
            trail.realised = journal.activity_in(period, &basis, base)?.realised;
            trail.postings = posted(&journal, &basis, period)?;
            trail.flows = crossed(&timeline, period);
            trail.days = valuer.daily(period).days().collect();
        }
        Ok(trail)
    }
}

fn posted(
    journal: &Journal,
    basis: &CostBasis,
    period: Period,
) -> Result<Vec<Posting>, QueryError> {
    let days: BTreeMap<_, _> = journal
        .transactions()
        .iter()
        .map(|transaction| (transaction.id, transaction.booking.date()))
        .collect();
    let mut postings = journal.postings(basis)?;
    postings.retain(|posting| {
        let day = days.get(&posting.transaction);
        day.is_some_and(|day| period.contains(*day))
    });
    Ok(postings)
}

fn crossed(timeline: &Timeline, period: Period) -> Vec<Flow> {
    timeline.flows.iter().filter(|flow| period.contains(flow.date)).copied().collect()
}
