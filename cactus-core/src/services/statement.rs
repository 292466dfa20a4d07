//! The figures of a client statement, from a loaded portfolio.

use std::collections::BTreeMap;

use super::book::Book;
use super::performance::rate;
use super::sources::Sources;
use crate::error::Error;
use crate::ledger::{Event, LedgerError};
use crate::model::{AssetClass, Client, DataSource, Firm, User};
use crate::money::{Currency, Decimal, Money, MoneyError, Rate, Rounding, Weight, decimal};
use crate::performance::{Breakdown, Conventions, Performance, breakdown, evaluate};
use crate::reports::statement::{
    Change, Group, Holding, Movement, Part, StatementFigures, StatementInput, ValueDay,
};
use crate::reports::{Label, statement};
use crate::time::{BusinessDate, Period};
use crate::undefined::{Figure, Undefined};
use crate::valuation::{DailyValues, Gains, PositionGain, PositionValue, Valuation};

/// For whom a statement is, and who issues it.
pub(super) struct Parties<'a> {
    pub(super) firm: &'a Firm,
    pub(super) client: &'a Client,
    pub(super) adviser: Option<&'a User>,
}

/// Every figure of the statement of the portfolio over the period.
pub(super) fn input(
    book: &Book,
    parties: &Parties<'_>,
    sources: &Sources,
    period: Period,
    issued_on: BusinessDate,
) -> Result<StatementInput, Error> {
    let valuer = book.valuer();
    let currency = valuer.currency();
    let conventions = Conventions::default();
    let measured = evaluate(&valuer, period, conventions);
    let parts = breakdown(&book.journal, &book.cost_basis(), &valuer, &measured.values)?;
    let holdings = book.holdings(period.end())?;
    let gains = valuer.gains(&holdings)?;
    let max_age_days = u32::from(book.market.staleness().days());
    let disclosed = |sources: &[Option<DataSource>]| {
        let name = |source: &Option<DataSource>| match source {
            Some(source) => source.to_string(),
            None => parties.firm.name.to_string(),
        };
        let mut names: Vec<_> = sources.iter().map(name).collect();
        if names.is_empty() {
            // Nothing was priced: whoever issues the statement answers for that.
            names.push(parties.firm.name.to_string());
        }
        statement::Sources { names, max_age_days }
    };
    let converted = gains
        .valuation
        .positions
        .iter()
        .any(|row| row.local.as_ref().is_ok_and(|value| value.currency() != currency))
        || gains.valuation.cash.iter().any(|row| row.amount.currency() != currency);
    Ok(StatementInput {
        firm: parties.firm.name.to_string(),
        client: parties.client.full_name(),
        portfolio: book.portfolio.name.to_string(),
        adviser: parties.adviser.map(|user| user.name.to_string()),
        currency,
        period: measured.period,
        issued_on,
        rounding: Rounding::HalfEven,
        instruments: book.instruments.iter().map(|row| (row.id, row.name.to_string())).collect(),
        figures: figures(&measured, &gains),
        change: Some(change(&measured, &parts)),
        values: value_days(&measured.values, &measured.opening),
        groups: groups(book, &gains),
        currencies: currencies(&gains.valuation),
        movements: movements(book, measured.period)?,
        conventions: statement::Conventions {
            lot_method: book.portfolio.lot_method,
            periods_per_year: conventions.periods_per_year.count().get().into(),
            prices: disclosed(&sources.prices),
            rates: converted.then(|| disclosed(&sources.rates)),
        },
        notes: Vec::new(),
    })
}

fn figures(measured: &Performance, gains: &Gains) -> StatementFigures {
    StatementFigures {
        value: gains.valuation.total.clone(),
        cost: gains.cost.clone(),
        gain: gains.unrealised.clone(),
        gain_rate: ratio(&gains.unrealised, &gains.cost),
        time_weighted: rate(
            measured.time_weighted.as_ref().map(|linked| linked.total).map_err(Clone::clone),
        ),
        time_weighted_annual: rate(measured.time_weighted_annual.clone()),
        money_weighted: rate(measured.money_weighted.clone().and_then(|solved| solved.annual)),
        volatility: rate(measured.volatility.clone()),
        max_drawdown: rate(
            measured.max_drawdown.as_ref().map(|fall| fall.depth).map_err(Clone::clone),
        ),
        sharpe: rate(measured.sharpe.clone()).map(Rate::value),
    }
}

fn change(measured: &Performance, parts: &Breakdown) -> Change {
    let (income, fees, taxes) = (parts.income.clone(), parts.all_fees(), parts.all_taxes());
    let gain = measured.gain.clone();
    let gains = both(&gain, &income, Money::subtract);
    let gains = both(&both(&gains, &fees, Money::add), &taxes, Money::add);
    Change {
        opening: measured.opening.clone(),
        net_flows: measured.net_flows.clone(),
        income,
        fees: fees.map(Money::negate),
        taxes: taxes.map(Money::negate),
        gains,
        closing: measured.closing.clone(),
    }
}

/// The value of each valuation day beside the capital put in until then, which starts as the opening value.
fn value_days(values: &DailyValues, opening: &Figure<Money>) -> Vec<ValueDay> {
    let mut invested = opening.as_ref().map(|money| money.amount()).map_err(Clone::clone);
    let mut is_opening = true;
    let day = |day: crate::valuation::Day| {
        if !is_opening {
            invested = flows_added(&invested, day.flows.and_then(crate::valuation::DayFlows::net));
        }
        is_opening = false;
        ValueDay { date: day.date, value: day.value, invested: invested.clone() }
    };
    values.days().map(day).collect()
}

fn flows_added(invested: &Figure<Decimal>, net: Figure<Decimal>) -> Figure<Decimal> {
    decimal::add(invested.clone()?, net?).map_err(|_| Undefined::OutOfRange)
}

/// Holdings by asset class in the order of the classes, the largest first; cash is the last group.
fn groups(book: &Book, gains: &Gains) -> Vec<Group> {
    let valuation = &gains.valuation;
    let mut by_class: BTreeMap<AssetClass, Vec<Holding>> = BTreeMap::new();
    for (row, gain) in valuation.positions.iter().zip(&gains.positions) {
        if let Some(instrument) = book.instrument(row.instrument) {
            let name = instrument.name.to_string();
            let detail = instrument.symbol.to_string();
            let holding = position(valuation, row, gain, name, detail);
            by_class.entry(instrument.class).or_default().push(holding);
        }
    }
    let mut groups: Vec<Group> = by_class
        .into_iter()
        .map(|(class, holdings)| group(valuation, Label::from(class), holdings))
        .collect();
    let cash: Vec<Holding> = valuation.cash.iter().map(|row| cash(valuation, row)).collect();
    if !cash.is_empty() {
        groups.push(group(valuation, Label::Cash, cash));
    }
    groups
}

fn group(valuation: &Valuation, key: Label, mut holdings: Vec<Holding>) -> Group {
    let size =
        |holding: &Holding| holding.value.as_ref().map_or(Decimal::MIN, |value| value.amount());
    holdings.sort_by(|a, b| size(b).cmp(&size(a)).then_with(|| a.name.cmp(&b.name)));
    let value = total(valuation, holdings.iter().map(|holding| &holding.value));
    Group { part: part(valuation, key, value), holdings }
}

fn position(
    valuation: &Valuation,
    row: &PositionValue,
    gain: &PositionGain,
    name: String,
    detail: String,
) -> Holding {
    Holding {
        instrument: Some(row.instrument),
        name,
        detail,
        quantity: Some(row.quantity),
        price: Some(row.quote.clone().map(|quote| quote.price)),
        priced_on: row.quote.as_ref().ok().map(|quote| quote.date),
        value: row.value.clone(),
        weight: weight(valuation, &row.value),
        cost: Some(gain.cost.converted.clone()),
        gain: Some(gain.unrealised.clone()),
        gain_rate: Some(ratio(&gain.unrealised, &gain.cost.converted)),
    }
}

fn cash(valuation: &Valuation, row: &crate::valuation::CashValue) -> Holding {
    Holding {
        instrument: None,
        name: row.amount.currency().to_string(),
        detail: String::new(),
        quantity: None,
        price: None,
        priced_on: None,
        value: row.value.clone(),
        weight: weight(valuation, &row.value),
        cost: None,
        gain: None,
        gain_rate: None,
    }
}

fn currencies(valuation: &Valuation) -> Vec<Part<Currency>> {
    let mut sums: BTreeMap<Currency, Vec<&Figure<Money>>> = BTreeMap::new();
    for row in &valuation.positions {
        if let Ok(local) = &row.local {
            sums.entry(local.currency()).or_default().push(&row.value);
        }
    }
    for row in &valuation.cash {
        sums.entry(row.amount.currency()).or_default().push(&row.value);
    }
    sums.into_iter()
        .map(|(currency, values)| part(valuation, currency, total(valuation, values.into_iter())))
        .collect()
}

fn part<T>(valuation: &Valuation, key: T, value: Figure<Money>) -> Part<T> {
    Part { key, weight: weight(valuation, &value), value }
}

fn movements(book: &Book, period: Period) -> Result<Vec<Movement>, LedgerError> {
    let inside = book
        .journal
        .transactions()
        .iter()
        .filter(|transaction| period.contains(transaction.booking.date()));
    let line = |transaction: &crate::ledger::Transaction| {
        let event: &Event = transaction.booking.event();
        let instrument = event.instrument().and_then(|id| book.instrument(id));
        Movement::of(transaction, instrument)
    };
    inside.map(|transaction| line(transaction)).collect()
}

fn total<'a>(
    valuation: &Valuation,
    values: impl Iterator<Item = &'a Figure<Money>>,
) -> Figure<Money> {
    values.map(Clone::clone).try_fold(Money::zero(valuation.currency), |sum, value| {
        sum.add(value?).map_err(|_| Undefined::OutOfRange)
    })
}

fn weight(valuation: &Valuation, value: &Figure<Money>) -> Figure<Rate> {
    valuation.weight(value).map(Weight::value).map(Rate::new)
}

fn ratio(part: &Figure<Money>, whole: &Figure<Money>) -> Figure<Rate> {
    both(part, whole, Money::ratio_to)
}

fn both<T>(
    left: &Figure<Money>,
    right: &Figure<Money>,
    operation: impl Fn(Money, Money) -> Result<T, MoneyError>,
) -> Figure<T> {
    operation(left.clone()?, right.clone()?).map_err(|error| match error {
        MoneyError::DivisionByZero => Undefined::NothingHeld,
        _ => Undefined::OutOfRange,
    })
}
