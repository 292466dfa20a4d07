//! How a part of a record went over a period: what its figures are computed from.

use std::cell::OnceCell;

use super::{Benchmark, Measure, QueryOptions, Subject, Value};
use crate::ledger::{BaseCurrency, CostBasis, Journal, LedgerError, PassageRows, Timeline};
use crate::money::{Currency, Decimal, Money, decimal};
use crate::performance::{
    Breakdown, MoneyWeighted, TimeWeighted, measured_period, modified_dietz, money_weighted,
    time_weighted,
};
use crate::pricing::MarketGrid;
use crate::risk::{
    Drawdown, ReturnSeries, RiskFigures, RiskMeasure, common_days, max_drawdown, measure,
    total_return,
};
use crate::time::{BusinessDate, Period};
use crate::undefined::{Figure, Undefined};
use crate::valuation::{DailyValues, DayFlows, Valuer};

/// What the courses of all rows of a table have in common.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) subject: &'a Subject,
    pub(super) options: &'a QueryOptions,
    pub(super) benchmark: Option<&'a Benchmark>,
    pub(super) basis: &'a CostBasis,
    pub(super) currency: Currency,
    /// The market laid out on the days of the period, if there are others to share it with.
    pub(super) grid: Option<&'a MarketGrid>,
}

/// A part of the record, with what it held day by day.
pub(super) struct Record {
    pub(super) journal: Journal,
    pub(super) timeline: Timeline,
}

impl Record {
    pub(super) fn of(journal: Journal) -> Result<Self, LedgerError> {
        let timeline = journal.timeline()?;
        Ok(Self { journal, timeline })
    }

    /// Whether any units or cash are held at the end of a day.
    fn holds_anything(&self, date: BusinessDate) -> bool {
        let units = self.timeline.quantities.values().filter_map(|steps| steps.at(date));
        let cash = self.timeline.cash.values().filter_map(|steps| steps.at(date));
        units.into_iter().any(|units| !units.is_zero()) || { cash }.any(|cash| !cash.is_zero())
    }
}

impl<'a> Ground<'a> {
    pub(super) fn valuer(&self, record: &'a Record) -> Valuer<'a> {
        match self.grid {
            Some(grid) => Valuer::on_grid(&record.timeline, grid),
            None => Valuer::new(&record.timeline, &self.subject.market, self.currency),
        }
    }

    fn base(&self) -> BaseCurrency<'a> {
        BaseCurrency { currency: self.currency, market: &self.subject.market }
    }
}

/// A part of a record over a period. Each family of figures is computed once, when the first of it is asked for.
pub(super) struct Course<'a> {
    ground: Ground<'a>,
    record: &'a Record,
    values: DailyValues,
    time_weighted: OnceCell<Figure<TimeWeighted>>,
    money_weighted: OnceCell<Figure<MoneyWeighted>>,
    fall: OnceCell<Figure<Drawdown>>,
    breakdown: OnceCell<Result<Breakdown, LedgerError>>,
    compared: OnceCell<Figure<(ReturnSeries, ReturnSeries)>>,
    beside: OnceCell<Figure<RiskFigures>>,
    alone: OnceCell<Figure<RiskFigures>>,
}

impl<'a> Course<'a> {
    /// That of a record over a period, from the eve of its first booking at the earliest.
    pub(super) fn new(ground: Ground<'a>, record: &'a Record, period: Period) -> Self {
        let valuer = ground.valuer(record);
        Self::over(ground, record, valuer.daily(measured_period(&valuer, period)))
    }

    /// That of a record over the period of its daily values.
    pub(super) const fn over(ground: Ground<'a>, record: &'a Record, values: DailyValues) -> Self {
        Self {
            ground,
            record,
            values,
            time_weighted: OnceCell::new(),
            money_weighted: OnceCell::new(),
            fall: OnceCell::new(),
            breakdown: OnceCell::new(),
            compared: OnceCell::new(),
            beside: OnceCell::new(),
            alone: OnceCell::new(),
        }
    }

    /// Whether nothing was held and nothing came or went.
    pub(super) fn is_idle(&self) -> bool {
        let nothing = |day: crate::valuation::Day| day.value.is_ok_and(|value| value.is_zero());
        self.values.flows().next().is_none() && self.values.days().all(nothing)
    }

    /// Whether anything is held at the end of the period, or was held, came or went in it.
    pub(super) fn has_anything(&self) -> bool {
        self.record.holds_anything(self.values.period().end()) || !self.is_idle()
    }

    pub(super) const fn values(&self) -> &DailyValues {
        &self.values
    }

    pub(super) fn valuer(&self) -> Valuer<'a> {
        self.ground.valuer(self.record)
    }

    pub(super) fn time_weighted(&self) -> Figure<&TimeWeighted> {
        let linked = || time_weighted(&self.values, self.ground.options.timing);
        self.time_weighted.get_or_init(linked).as_ref().map_err(Clone::clone)
    }

    fn money_weighted(&self) -> Figure<&MoneyWeighted> {
        let solved = self.money_weighted.get_or_init(|| money_weighted(&self.values));
        solved.as_ref().map_err(Clone::clone)
    }

    fn fall(&self) -> Figure<&Drawdown> {
        let fall = self.fall.get_or_init(|| max_drawdown(&self.time_weighted()?.returns));
        fall.as_ref().map_err(Clone::clone)
    }

    fn parts(&self) -> Result<&Breakdown, LedgerError> {
        let parts = self.breakdown.get_or_init(|| {
            let (period, ground) = (self.values.period(), self.ground);
            let passage = self.record.journal.passage(period, ground.basis, ground.base())?;
            Ok(Breakdown::of(passage, &self.valuer(), &self.values))
        });
        parts.as_ref().map_err(Clone::clone)
    }

    /// The rows that the parts of the change of value sum, out of the one pass that gives these.
    pub(super) fn rows(&self) -> Result<PassageRows, LedgerError> {
        let (period, ground) = (self.values.period(), self.ground);
        let journal = &self.record.journal;
        let (passage, rows) = journal.passage_with_rows(period, ground.basis, ground.base())?;
        self.breakdown.get_or_init(|| Ok(Breakdown::of(passage, &self.valuer(), &self.values)));
        Ok(rows)
    }

    /// The returns and those of the benchmark, on the days that both have.
    fn compared(&self) -> Figure<&(ReturnSeries, ReturnSeries)> {
        let compared = self.compared.get_or_init(|| {
            let benchmark = self.ground.benchmark.ok_or(Undefined::NoBenchmark)?;
            let linked = self.time_weighted()?;
            let period = Period::new(linked.start, linked.end);
            let period = period.map_err(|_| Undefined::NothingHeld)?;
            let subject = self.ground.subject;
            let other = subject.benchmark_returns(benchmark, self.ground.currency, period)?;
            common_days(&linked.returns, &other)
        });
        compared.as_ref().map_err(Clone::clone)
    }

    /// A risk measure: those of the returns alone over all of them, those beside a benchmark on the common days.
    pub(super) fn risk(&self, asked: RiskMeasure) -> Figure<f64> {
        let options = self.ground.options.risk();
        let figures = if asked.needs_benchmark() {
            self.beside.get_or_init(|| {
                let (own, other) = self.compared()?;
                Ok(measure(own, Some(other), options))
            })
        } else {
            self.alone.get_or_init(|| Ok(measure(&self.time_weighted()?.returns, None, options)))
        };
        figures.as_ref().map_err(Clone::clone)?.get(asked)
    }

    /// A measure of the period.
    pub(super) fn measure(&self, asked: Measure) -> Result<Figure<Value>, LedgerError> {
        if let Some(part) = self.part(asked)? {
            return Ok(part.map(Value::Money));
        }
        Ok(match asked {
            Measure::ClosingValue => self.money(self.values.closing()),
            Measure::OpeningValue => self.money(self.values.opening()),
            Measure::NetFlows => self.money(self.values.net_flows()),
            Measure::Inflows => self.flows(|flows| flows.inflow),
            Measure::Outflows => self.flows(|flows| flows.outflow),
            Measure::Gain => self.money(self.values.gain()),
            Measure::Twr => self.time_weighted().map(|linked| Value::Number(linked.total)),
            Measure::TwrAnnualised => {
                self.time_weighted().and_then(TimeWeighted::annualised).map(Value::Number)
            }
            Measure::Xirr => {
                let solved = self.money_weighted().cloned();
                solved.and_then(|solved| solved.annual).map(Value::Number)
            }
            Measure::MoneyWeightedReturn => {
                self.money_weighted().map(|solved| Value::Number(solved.total))
            }
            Measure::ModifiedDietz => modified_dietz(&self.values).map(Value::Number),
            Measure::DrawdownPeak => self.fall().map(|fall| Value::Date(fall.peak)),
            Measure::DrawdownTrough => self.fall().map(|fall| Value::Date(fall.trough)),
            Measure::DrawdownRecovery => self
                .fall()
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

    /// An amount as a figure.
    pub(super) fn money(&self, amount: Figure<Decimal>) -> Figure<Value> {
        Ok(Value::Money(Money::new(amount?, self.ground.currency)))
    }

    fn flows(&self, of: impl Fn(DayFlows) -> Decimal) -> Figure<Value> {
        let mut sum = Decimal::ZERO;
        for (_, flows) in self.values.flows() {
            let flows = flows.as_ref().map_err(Clone::clone)?;
            sum = decimal::add(sum, of(*flows)).map_err(|_| Undefined::OutOfRange)?;
        }
        self.money(Ok(sum))
    }

    /// A part of the change of value; none if the measure is not one.
    fn part(&self, asked: Measure) -> Result<Option<Figure<Money>>, LedgerError> {
        let of = |of: fn(&Breakdown) -> &Figure<Money>| Ok(Some(of(self.parts()?).clone()));
        match asked {
            Measure::RealisedGain => of(|parts| &parts.realised),
            Measure::RealisedOnCurrency => of(|parts| &parts.realised_on_currency),
            Measure::RealisedShortTerm => of(|parts| &parts.realised_short_term),
            Measure::RealisedLongTerm => of(|parts| &parts.realised_long_term),
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
