//! How a part of a record went over a period: what its figures are computed from.

use std::cell::OnceCell;

use super::{Benchmark, Measure, QueryOptions, Subject, Value};
use crate::ledger::{
    BaseCurrency, BaseGain, CostBasis, HoldingPeriod, Journal, LedgerError, RealisedGain, Timeline,
};
use crate::money::{Currency, Decimal, Money, decimal};
use crate::performance::{
    Breakdown, Performance, TimeWeighted, breakdown, evaluate, modified_dietz,
};
use crate::pricing::MarketGrid;
use crate::risk::{ReturnSeries, RiskFigures, RiskMeasure, common_days, measure, total_return};
use crate::time::Period;
use crate::undefined::{Figure, Undefined};
use crate::valuation::{DailyValues, DayFlows, Valuer};

/// What the courses of all rows of a table have in common.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) subject: &'a Subject,
    pub(super) benchmark: Option<&'a Benchmark>,
    pub(super) basis: &'a CostBasis,
    /// The market laid out on the days of the period, if there are others to share it with.
    pub(super) grid: Option<&'a MarketGrid>,
}

/// A part of a record over a period. Each family of figures is computed once, when the first of it is asked for.
pub(super) struct Course<'a> {
    ground: Ground<'a>,
    options: &'a QueryOptions,
    journal: Journal,
    timeline: Timeline,
    currency: Currency,
    performance: Performance,
    breakdown: OnceCell<Result<Breakdown, LedgerError>>,
    realised: OnceCell<Result<Vec<RealisedGain>, LedgerError>>,
    compared: OnceCell<Figure<(ReturnSeries, ReturnSeries)>>,
    beside: OnceCell<Figure<RiskFigures>>,
    alone: OnceCell<Figure<RiskFigures>>,
}

impl<'a> Course<'a> {
    pub(super) fn new(
        ground: Ground<'a>,
        options: &'a QueryOptions,
        (journal, timeline): (Journal, Timeline),
        (currency, period): (Currency, Period),
    ) -> Self {
        let valuer = valuer(ground, &timeline, currency);
        let performance = evaluate(&valuer, period, options.conventions());
        Self {
            ground,
            options,
            journal,
            timeline,
            currency,
            performance,
            breakdown: OnceCell::new(),
            realised: OnceCell::new(),
            compared: OnceCell::new(),
            beside: OnceCell::new(),
            alone: OnceCell::new(),
        }
    }

    /// Whether nothing was held and nothing came or went.
    pub(super) fn is_idle(&self) -> bool {
        let values = self.values();
        let nothing = |day: crate::valuation::Day| day.value.is_ok_and(|value| value.is_zero());
        values.flows().next().is_none() && values.days().all(nothing)
    }

    pub(super) const fn values(&self) -> &DailyValues {
        &self.performance.values
    }

    pub(super) fn valuer(&self) -> Valuer<'_> {
        valuer(self.ground, &self.timeline, self.currency)
    }

    pub(super) const fn time_weighted(&self) -> &Figure<TimeWeighted> {
        &self.performance.time_weighted
    }

    fn base(&self) -> BaseCurrency<'_> {
        BaseCurrency { currency: self.currency, market: &self.ground.subject.market }
    }

    fn parts(&self) -> Result<&Breakdown, LedgerError> {
        let parts = self.breakdown.get_or_init(|| {
            breakdown(&self.journal, self.ground.basis, &self.valuer(), &self.performance.values)
        });
        parts.as_ref().map_err(Clone::clone)
    }

    fn realised(&self, held: HoldingPeriod) -> Result<Figure<Money>, LedgerError> {
        let rows = self.realised.get_or_init(|| {
            let found =
                self.journal.activity_in(self.performance.period, self.ground.basis, self.base());
            found.map(|activity| activity.realised)
        });
        let rows = rows.as_ref().map_err(Clone::clone)?;
        let rows = rows.iter().filter(|row| row.holding_period() == held);
        let mut sum = Money::zero(self.currency);
        for gain in rows.filter_map(|row| row.base.as_ref()) {
            match gain {
                Ok(BaseGain { gain, .. }) => sum = sum.add(*gain)?,
                Err(reason) => return Ok(Err(reason.clone())),
            }
        }
        Ok(Ok(sum))
    }

    /// The returns and those of the benchmark, on the days that both have.
    fn compared(&self) -> Figure<&(ReturnSeries, ReturnSeries)> {
        let compared = self.compared.get_or_init(|| {
            let benchmark = self.ground.benchmark.ok_or(Undefined::NoBenchmark)?;
            let linked = self.time_weighted().as_ref().map_err(Clone::clone)?;
            let period = Period::new(linked.start, linked.end);
            let period = period.map_err(|_| Undefined::NothingHeld)?;
            let other = self.ground.subject.benchmark_returns(benchmark, self.currency, period)?;
            common_days(&linked.returns, &other)
        });
        compared.as_ref().map_err(Clone::clone)
    }

    /// A risk measure: those of the returns alone over all of them, those beside a benchmark on the common days.
    pub(super) fn risk(&self, asked: RiskMeasure) -> Figure<f64> {
        let options = self.options.risk();
        let figures = if asked.needs_benchmark() {
            self.beside.get_or_init(|| {
                let (own, other) = self.compared()?;
                Ok(measure(own, Some(other), options))
            })
        } else {
            self.alone.get_or_init(|| {
                let linked = self.time_weighted().as_ref().map_err(Clone::clone)?;
                Ok(measure(&linked.returns, None, options))
            })
        };
        figures.as_ref().map_err(Clone::clone)?.get(asked)
    }

    /// A measure of the period.
    pub(super) fn measure(&self, asked: Measure) -> Result<Figure<Value>, LedgerError> {
        if let Some(part) = self.part(asked)? {
            return Ok(part.map(Value::Money));
        }
        let found = &self.performance;
        let fall = || found.max_drawdown.as_ref().map_err(Clone::clone);
        Ok(match asked {
            Measure::ClosingValue => found.closing.clone().map(Value::Money),
            Measure::OpeningValue => found.opening.clone().map(Value::Money),
            Measure::NetFlows => found.net_flows.clone().map(Value::Money),
            Measure::Inflows => self.flows(|flows| flows.inflow),
            Measure::Outflows => self.flows(|flows| flows.outflow),
            Measure::Gain => found.gain.clone().map(Value::Money),
            Measure::Twr => self.total().map(Value::Number),
            Measure::TwrAnnualised => found.time_weighted_annual.clone().map(Value::Number),
            Measure::Xirr => {
                found.money_weighted.clone().and_then(|solved| solved.annual).map(Value::Number)
            }
            Measure::MoneyWeightedReturn => found
                .money_weighted
                .as_ref()
                .map(|solved| Value::Number(solved.total))
                .map_err(Clone::clone),
            Measure::ModifiedDietz => modified_dietz(&found.values).map(Value::Number),
            Measure::DrawdownPeak => fall().map(|fall| Value::Date(fall.peak)),
            Measure::DrawdownTrough => fall().map(|fall| Value::Date(fall.trough)),
            Measure::DrawdownRecovery => fall()
                .and_then(|fall| fall.recovery.map(Value::Date).ok_or(Undefined::NotRecovered)),
            Measure::BenchmarkReturn => {
                self.compared().and_then(|(_, other)| total_return(other)).map(Value::Number)
            }
            Measure::ExcessReturn => self.compared().and_then(|(own, other)| {
                Ok(Value::Number(total_return(own)? - total_return(other)?))
            }),
            // Parts of the change of value are above, figures of a day are of the state, and a contribution is one to
            // the whole; listed so that a new measure has to say where it comes from.
            Measure::RealisedGain
            | Measure::RealisedOnCurrency
            | Measure::RealisedShortTerm
            | Measure::RealisedLongTerm
            | Measure::UnrealisedChange
            | Measure::Income
            | Measure::Dividends
            | Measure::Interest
            | Measure::InterestCharges
            | Measure::Fees
            | Measure::Taxes
            | Measure::FeesInTrades
            | Measure::TaxesInTrades
            | Measure::CurrencyGains
            | Measure::Quantity
            | Measure::Price
            | Measure::PriceDate
            | Measure::MarketValue
            | Measure::Weight
            | Measure::WeightInGroup
            | Measure::Cost
            | Measure::UnrealisedGain
            | Measure::UnrealisedReturn
            | Measure::Contribution => Err(Undefined::NothingHeld),
        })
    }

    fn total(&self) -> Figure<f64> {
        self.time_weighted().as_ref().map(|linked| linked.total).map_err(Clone::clone)
    }

    fn flows(&self, of: impl Fn(DayFlows) -> Decimal) -> Figure<Value> {
        let mut sum = Decimal::ZERO;
        for (_, flows) in self.values().flows() {
            let flows = flows.as_ref().map_err(Clone::clone)?;
            sum = decimal::add(sum, of(*flows)).map_err(|_| Undefined::OutOfRange)?;
        }
        Ok(Value::Money(Money::new(sum, self.currency)))
    }

    /// A part of the change of value; none if the measure is not one.
    fn part(&self, asked: Measure) -> Result<Option<Figure<Money>>, LedgerError> {
        let of = |of: fn(&Breakdown) -> &Figure<Money>| Ok(Some(of(self.parts()?).clone()));
        match asked {
            Measure::RealisedGain => of(|parts| &parts.realised),
            Measure::RealisedOnCurrency => of(|parts| &parts.realised_on_currency),
            Measure::RealisedShortTerm => self.realised(HoldingPeriod::Short).map(Some),
            Measure::RealisedLongTerm => self.realised(HoldingPeriod::Long).map(Some),
            Measure::UnrealisedChange => of(|parts| &parts.unrealised),
            Measure::Income => of(|parts| &parts.income),
            Measure::Dividends => of(|parts| &parts.dividends),
            Measure::Interest => of(|parts| &parts.interest),
            Measure::InterestCharges => of(|parts| &parts.interest_charges),
            Measure::Fees => Ok(Some(self.parts()?.all_fees())),
            Measure::Taxes => Ok(Some(self.parts()?.all_taxes())),
            Measure::FeesInTrades => of(|parts| &parts.fees_in_trades),
            Measure::TaxesInTrades => of(|parts| &parts.taxes_in_trades),
            Measure::CurrencyGains => of(|parts| &parts.currency_gains),
            _ => Ok(None),
        }
    }
}

fn valuer<'a>(ground: Ground<'a>, timeline: &'a Timeline, currency: Currency) -> Valuer<'a> {
    match ground.grid {
        Some(grid) => Valuer::on_grid(timeline, grid),
        None => Valuer::new(timeline, &ground.subject.market, currency),
    }
}
