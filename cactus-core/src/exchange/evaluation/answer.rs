//! What an evaluation says. All numbers are decimal texts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::EvaluationRequest;
use crate::error::{Coded, Error};
use crate::exchange::{Book, MeasureAnswer};
use crate::ledger::{HoldingPeriod, Holdings, RealisedGain};
use crate::money::{Currency, Decimal, Money, decimal};
use crate::query::{Query, Row, Span, Subject, Table, Trail, Value};
use crate::time::BusinessDate;
use crate::undefined::Figure;
use crate::valuation::Valuation;

/// Figures by the stable keys of their columns.
pub type Figures = BTreeMap<&'static str, MeasureAnswer>;

/// All figures of a scope over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evaluation {
    /// The currency of all amounts that name none.
    pub currency: Currency,
    /// The day at whose end the period starts.
    pub from: BusinessDate,
    /// The day at whose end it ends.
    pub to: BusinessDate,
    /// Every column of the registry, of the whole scope.
    pub figures: Figures,
    /// What was held in the period, and cash by currency.
    pub positions: Vec<PositionAnswer>,
    /// The open lots at the end.
    pub lots: Vec<LotAnswer>,
    /// What was disposed of in the period, lot by lot.
    pub realised: Vec<RealisedAnswer>,
    /// The value of every valuation day, if it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<Vec<SeriesPoint>>,
    /// The prices and rates that were missing.
    pub gaps: Vec<GapAnswer>,
    /// What a reader should know besides.
    pub warnings: Vec<Warning>,
}

/// An instrument, or cash of one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PositionAnswer {
    /// The symbol, or `cash:` with the currency.
    pub instrument: String,
    /// What people call it.
    pub name: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// An open lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LotAnswer {
    /// The key of the account.
    pub account: String,
    /// The symbol.
    pub instrument: String,
    /// The day from which it counts as held.
    pub acquired_on: BusinessDate,
    /// How many units; below zero in a short position.
    pub quantity: String,
    /// What they cost, in the currency they were bought in.
    pub cost: Money,
    /// What they cost in the currency of the question.
    pub base_cost: MeasureAnswer,
}

/// Units of a lot that were disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RealisedAnswer {
    /// The key of the account.
    pub account: String,
    /// The symbol.
    pub instrument: String,
    /// The day from which they counted as held.
    pub acquired_on: BusinessDate,
    /// The day they were disposed of.
    pub disposed_on: BusinessDate,
    /// `short` up to and on the anniversary, `long` after it.
    pub holding_period: &'static str,
    /// How many units.
    pub quantity: String,
    /// What they brought, in the currency they were traded in.
    pub proceeds: Money,
    /// What they had cost.
    pub cost: Money,
    /// Proceeds less cost.
    pub gain: Money,
    /// The gain in the currency of the question.
    pub base_gain: MeasureAnswer,
    /// The part of it that is due to the currency.
    pub base_gain_on_currency: MeasureAnswer,
}

/// A valuation day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeriesPoint {
    /// The day.
    pub date: BusinessDate,
    /// The value at its end.
    pub value: MeasureAnswer,
    /// What came in on it.
    pub inflow: MeasureAnswer,
    /// What went out on it, above zero.
    pub outflow: MeasureAnswer,
    /// Whether it is a trading day: a day with a price of something held.
    pub is_trading_day: bool,
}

/// A missing price or rate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct GapAnswer {
    /// The code of what was missing.
    pub code: &'static str,
    /// The symbol of the instrument without a price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// The currency without a rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Currency>,
    /// The currency wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Currency>,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<BusinessDate>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<BusinessDate>,
}

/// What a reader should know besides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Its stable code.
    pub code: &'static str,
    /// In words.
    pub message: String,
}

/// The answer to a query, with the figures of each row by their keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableAnswer {
    /// The currency of all amounts.
    pub currency: Currency,
    /// The rows: the whole, then its groups, each followed by the groups in it.
    pub rows: Vec<TableRow>,
    /// The prices and rates that were missing.
    pub gaps: Vec<GapAnswer>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// The groups that it is in, from the outside in; none for the whole.
    pub groups: Vec<GroupAnswer>,
    /// Its figures.
    pub figures: Figures,
}

/// What a row shares in a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupAnswer {
    /// The dimension.
    pub by: String,
    /// What the group is called by, in filters too.
    pub key: String,
    /// What people call it.
    pub name: String,
}

impl TableAnswer {
    pub(super) fn of(subject: &Subject, table: &Table) -> Self {
        let row = |row: &Row| TableRow {
            groups: row
                .groups
                .iter()
                .map(|group| GroupAnswer {
                    by: group.dimension.to_string(),
                    key: group.key.clone(),
                    name: group.name.clone(),
                })
                .collect(),
            figures: figures(table, row),
        };
        Self {
            currency: table.currency,
            rows: table.rows.iter().map(row).collect(),
            gaps: table.gaps.iter().map(|gap| subject.gap(gap, None)).collect(),
        }
    }
}

impl Evaluation {
    pub(super) fn of(
        book: &Book,
        subject: &Subject,
        request: &EvaluationRequest,
    ) -> Result<Self, Error> {
        let query = request.query(book)?;
        let found = subject.examine(&query, &EvaluationRequest::positions(&query))?;
        let (whole, by_instrument, trail) = (found.whole, found.parts, found.trail);
        let (from, to) = match query.span {
            Span::AsOf(date) => (date, date),
            Span::Over(period) => (period.start(), period.end()),
        };
        let first = whole.rows.first();
        Ok(Self {
            currency: whole.currency,
            from,
            to,
            figures: first.map(|row| figures(&whole, row)).unwrap_or_default(),
            positions: by_instrument
                .rows
                .iter()
                .filter_map(|row| position(&by_instrument, row))
                .collect(),
            gaps: whole.gaps.iter().map(|gap| subject.gap(gap, None)).collect(),
            warnings: warnings(subject, &query, &trail),
            lots: trail.holdings.as_ref().map(|held| lots(subject, held)).unwrap_or_default(),
            realised: trail.realised.iter().map(|row| realised(subject, row)).collect(),
            series: request.daily.then(|| series(&trail)),
        })
    }
}

fn figures(table: &Table, row: &Row) -> Figures {
    let columns = table.columns.iter().map(|column| column.key());
    columns.zip(row.cells.iter().map(cell)).collect()
}

fn cell(figure: &Figure<Value>) -> MeasureAnswer {
    match figure {
        Ok(value) => MeasureAnswer::Value(value.text()),
        Err(reason) => MeasureAnswer::Undefined(reason.code()),
    }
}

fn number(figure: Figure<Decimal>) -> MeasureAnswer {
    match figure {
        Ok(value) => MeasureAnswer::Value(decimal::format(value)),
        Err(reason) => MeasureAnswer::Undefined(reason.code()),
    }
}

fn position(table: &Table, row: &Row) -> Option<PositionAnswer> {
    let group = row.groups.first()?;
    Some(PositionAnswer {
        instrument: group.key.clone(),
        name: group.name.clone(),
        figures: figures(table, row),
    })
}

fn lots(subject: &Subject, holdings: &Holdings) -> Vec<LotAnswer> {
    let positions = holdings.positions.iter();
    let of_each = |position: &crate::ledger::Position| {
        let (account, instrument) =
            (subject.account_key(position.account), subject.symbol(position.instrument));
        let lot = |lot: &crate::ledger::Lot| LotAnswer {
            account: account.clone(),
            instrument: instrument.clone(),
            acquired_on: lot.acquired_on,
            quantity: lot.quantity.to_string(),
            cost: lot.cost,
            base_cost: number(lot.base_cost.clone().unwrap_or(Ok(lot.cost)).map(Money::amount)),
        };
        position.lots.iter().map(lot).collect::<Vec<_>>()
    };
    positions.flat_map(of_each).collect()
}

fn realised(subject: &Subject, row: &RealisedGain) -> RealisedAnswer {
    let base = |of: fn(&crate::ledger::BaseGain) -> Money| {
        let gain = row.base.as_ref();
        gain.map_or(Ok(row.gain.amount()), |gain| match gain {
            Ok(gain) => Ok(of(gain).amount()),
            Err(reason) => Err(reason.clone()),
        })
    };
    RealisedAnswer {
        account: subject.account_key(row.account),
        instrument: subject.symbol(row.instrument),
        acquired_on: row.acquired_on,
        disposed_on: row.disposed_on,
        holding_period: match row.holding_period() {
            HoldingPeriod::Short => "short",
            HoldingPeriod::Long => "long",
        },
        quantity: row.quantity.to_string(),
        proceeds: row.proceeds,
        cost: row.cost,
        gain: row.gain,
        base_gain: number(base(|gain| gain.gain)),
        base_gain_on_currency: number(base(|gain| gain.currency_part)),
    }
}

fn series(trail: &Trail) -> Vec<SeriesPoint> {
    let point = |day: &crate::valuation::Day| SeriesPoint {
        date: day.date,
        value: number(day.value.clone()),
        inflow: number(day.flows.clone().map(|flows| flows.inflow)),
        outflow: number(day.flows.clone().map(|flows| flows.outflow)),
        is_trading_day: day.is_trading_day,
    };
    trail.days.iter().map(point).collect()
}

fn warnings(subject: &Subject, query: &Query, trail: &Trail) -> Vec<Warning> {
    let held = trail.valuation.iter().flat_map(|valuation: &Valuation| &valuation.positions);
    let carried = held.filter_map(|row| {
        let quote = row.quote.as_ref().ok()?;
        let (symbol, date, end) = (subject.symbol(row.instrument), quote.date, query.span.end());
        (date < end).then(|| Warning {
            code: "warning.carried_price",
            message: format!("`{symbol}` is valued on {end} at its price of {date}"),
        })
    });
    let first = subject.journal.transactions().first().map(|first| first.booking.date());
    let late = first.filter(|first| match query.span {
        Span::Over(period) => first.previous().is_some_and(|eve| eve > period.start()),
        Span::AsOf(_) => false,
    });
    let late = late.map(|first| Warning {
        code: "warning.starts_later",
        message: format!("the record begins on {first}, and returns begin the day before"),
    });
    late.into_iter().chain(carried).collect()
}
