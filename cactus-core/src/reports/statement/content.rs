//! The figures of a statement, arranged.

use super::input::{Change, Holding, Part, StatementInput};
use crate::money::{Currency, Money};
use crate::reports::{
    Allocation, Block, Column, ColumnKind, Fact, KeyFigure, Label, Line, Note, Point, Report,
    ReportError, ReportVersion, RowRole, Section, Series, Slice, Table, Value,
};
use crate::undefined::{Figure, Undefined};

/// Arranges the figures of a statement.
///
/// # Errors
/// [`ReportError::UnorderedPoints`] if the daily values are not in the order of their days.
pub fn client_statement(input: &StatementInput) -> Result<Report, ReportError> {
    let mut sections = vec![
        section(Label::Summary, key_figures(input)),
        section(Label::ValueOverTime, vec![series(input)?]),
    ];
    if let Some(change) = &input.change {
        let table = Block::Table(change_table(change, input.currency)?);
        sections.push(section(Label::ChangeInValue, vec![table]));
    }
    sections.extend([
        section(Label::Allocation, allocations(input)),
        section(Label::Holdings, vec![Block::Table(holdings(input)?)]),
        section(Label::Transactions, vec![Block::Table(movements(input)?)]),
    ]);
    let missing = missing_data(input);
    if !missing.is_empty() {
        sections.push(section(Label::MissingData, vec![Block::Notes(missing)]));
    }
    sections.push(section(Label::Conventions, vec![Block::Notes(conventions(input))]));
    Ok(Report {
        version: ReportVersion::One,
        title: Label::ClientStatement,
        firm: input.firm.clone(),
        subject: subject(input),
        period: input.period,
        issued_on: input.issued_on,
        rounding: input.rounding,
        instruments: input.instruments.clone(),
        sections,
    })
}

const fn section(title: Label, blocks: Vec<Block>) -> Section {
    Section { title, blocks }
}

fn subject(input: &StatementInput) -> Vec<Fact> {
    let mut subject = vec![
        Fact::new(Label::Client, input.client.as_str()),
        Fact::new(Label::Portfolio, input.portfolio.as_str()),
    ];
    let adviser = input.adviser.as_deref();
    subject.extend(adviser.map(|adviser| Fact::new(Label::Adviser, adviser)));
    subject.push(Fact::new(Label::Currency, input.currency.code()));
    subject
}

fn key_figures(input: &StatementInput) -> Vec<Block> {
    let figures = input.figures.clone();
    let mut time_weighted = KeyFigure::new(Label::TimeWeightedReturn, figures.time_weighted);
    if let Ok(annual) = figures.time_weighted_annual {
        time_weighted = time_weighted.with_aside(Label::PerYear, annual);
    }
    let mut gain = KeyFigure::new(Label::UnrealisedGain, figures.gain);
    if let Ok(rate) = figures.gain_rate {
        gain = gain.with_aside(Label::OfCost, rate);
    }
    vec![
        Block::Headline(vec![
            KeyFigure::new(Label::MarketValue, figures.value),
            gain,
            time_weighted,
            KeyFigure::new(Label::MoneyWeightedReturn, figures.money_weighted),
        ]),
        Block::Figures(vec![
            KeyFigure::new(Label::BookCost, figures.cost),
            KeyFigure::new(Label::Volatility, figures.volatility),
            KeyFigure::new(Label::MaxDrawdown, figures.max_drawdown),
            KeyFigure::new(Label::SharpeRatio, figures.sharpe),
        ]),
    ]
}

fn series(input: &StatementInput) -> Result<Block, ReportError> {
    let days = || input.values.iter();
    let values = days().map(|day| Point { date: day.date, value: day.value.clone() });
    let invested = days().map(|day| Point { date: day.date, value: day.invested.clone() });
    Ok(Block::Series(Series {
        currency: input.currency,
        main: Line::new(Label::MarketValue, values.collect())?,
        reference: Some(Line::new(Label::InvestedCapital, invested.collect())?),
    }))
}

fn change_table(change: &Change, currency: Currency) -> Result<Table, ReportError> {
    let mut table = Table::new(vec![
        Column::new(Label::Description, ColumnKind::Text),
        Column::money(Label::Amount, currency),
    ]);
    let rows = [
        (RowRole::Item, Label::OpeningValue, &change.opening),
        (RowRole::Item, Label::NetFlows, &change.net_flows),
        (RowRole::Item, Label::PriceAndCurrencyGains, &change.gains),
        (RowRole::Item, Label::Income, &change.income),
        (RowRole::Item, Label::Fees, &change.fees),
        (RowRole::Item, Label::Taxes, &change.taxes),
        (RowRole::Total, Label::ClosingValue, &change.closing),
    ];
    for (role, label, amount) in rows {
        table.push(role, vec![label.into(), amount.clone().into()])?;
    }
    Ok(table)
}

fn allocations(input: &StatementInput) -> Vec<Block> {
    let classes = input.groups.iter().map(|group| {
        let part = &group.part;
        slice(part.key.into(), part)
    });
    let currencies = input.currencies.iter().map(|part| slice(part.key.code().into(), part));
    vec![
        Block::Allocation(Allocation {
            label: Label::ByAssetClass,
            currency: input.currency,
            slices: classes.collect(),
        }),
        Block::Allocation(Allocation {
            label: Label::ByCurrency,
            currency: input.currency,
            slices: currencies.collect(),
        }),
    ]
}

fn slice<T>(name: Value, part: &Part<T>) -> Slice {
    Slice { name, value: part.value.clone().into(), weight: part.weight.clone() }
}

fn holdings(input: &StatementInput) -> Result<Table, ReportError> {
    let currency = input.currency;
    let mut table = Table::new(vec![
        Column::new(Label::Instrument, ColumnKind::Text),
        Column::new(Label::Quantity, ColumnKind::Quantity),
        Column::new(Label::Price, ColumnKind::Price),
        Column::money(Label::Value, currency),
        Column::new(Label::Weight, ColumnKind::Percentage),
        Column::money(Label::Cost, currency),
        Column::money(Label::Gain, currency),
        Column::new(Label::GainRate, ColumnKind::Percentage),
    ]);
    for group in &input.groups {
        let Part { key, value, weight } = group.part.clone();
        let figures = [key.into(), Value::Nothing, Value::Nothing, value.into(), weight.into()];
        let rest = [Value::Nothing, Value::Nothing, Value::Nothing];
        table.push(RowRole::Group, figures.into_iter().chain(rest).collect())?;
        for holding in &group.holdings {
            table.push(RowRole::Item, holding_cells(holding.clone()))?;
        }
    }
    let figures = input.figures.clone();
    table.push(
        RowRole::Total,
        vec![
            Label::Total.into(),
            Value::Nothing,
            Value::Nothing,
            figures.value.into(),
            Value::Nothing,
            figures.cost.into(),
            figures.gain.into(),
            figures.gain_rate.into(),
        ],
    )?;
    Ok(table)
}

fn holding_cells(holding: Holding) -> Vec<Value> {
    let name = if holding.detail.is_empty() {
        Value::Text(holding.name)
    } else {
        Value::Named { name: holding.name, detail: holding.detail }
    };
    vec![
        name,
        holding.quantity.into(),
        holding.price.into(),
        holding.value.into(),
        holding.weight.into(),
        holding.cost.into(),
        holding.gain.into(),
        holding.gain_rate.into(),
    ]
}

fn movements(input: &StatementInput) -> Result<Table, ReportError> {
    let mut table = Table::new(vec![
        Column::new(Label::Date, ColumnKind::Date),
        Column::new(Label::Kind, ColumnKind::Label),
        Column::new(Label::Description, ColumnKind::Text),
        Column::new(Label::Quantity, ColumnKind::Quantity),
        Column::new(Label::Charges, ColumnKind::Money),
        Column::new(Label::Amount, ColumnKind::Money),
    ]);
    for movement in &input.movements {
        let cells = vec![
            movement.date.into(),
            movement.kind.into(),
            movement.description.as_str().into(),
            movement.quantity.into(),
            movement.charges.into(),
            movement.amount.into(),
        ];
        table.push(RowRole::Item, cells)?;
    }
    Ok(table)
}

/// Every gap behind a missing figure once, and every holding valued at an older price.
fn missing_data(input: &StatementInput) -> Vec<Note> {
    fn gap<T>(figure: &Figure<T>) -> Option<&Undefined> {
        figure.as_ref().err().filter(|undefined| undefined.is_gap())
    }
    let figures = &input.figures;
    let amounts = [&figures.value, &figures.cost, &figures.gain].map(gap::<Money>);
    let rates = [
        &figures.time_weighted,
        &figures.money_weighted,
        &figures.volatility,
        &figures.max_drawdown,
    ]
    .map(gap);
    let holdings = || input.groups.iter().flat_map(|group| &group.holdings);
    let of_holdings = holdings().filter_map(|holding| gap(&holding.value));
    let of_days = input.values.iter().filter_map(|day| gap(&day.value));
    let mut gaps: Vec<&Undefined> = Vec::new();
    let all = amounts.into_iter().chain(rates).flatten();
    for undefined in all.chain(of_holdings).chain(of_days) {
        if !gaps.contains(&undefined) {
            gaps.push(undefined);
        }
    }
    let gaps = gaps.into_iter().map(|undefined| Note::Gap { undefined: undefined.clone() });
    let used_on = input.period.end();
    let old_prices = holdings().filter_map(|holding| {
        Some(Note::OldPrice {
            instrument: holding.instrument?,
            priced_on: holding.priced_on.filter(|day| *day < used_on)?,
            used_on,
        })
    });
    gaps.chain(old_prices).collect()
}

fn conventions(input: &StatementInput) -> Vec<Note> {
    let conventions = &input.conventions;
    let mut notes = vec![
        Note::Period { period: input.period },
        Note::TimeWeightedReturn,
        Note::MoneyWeightedReturn,
        Note::Annualisation,
        Note::Volatility { periods_per_year: conventions.periods_per_year },
        Note::Drawdown,
        Note::CostBasis { method: conventions.lot_method },
        Note::Prices {
            source: conventions.prices.names.join("; "),
            max_age_days: conventions.prices.max_age_days,
        },
    ];
    notes.extend(conventions.rates.as_ref().map(|rates| Note::Rates {
        source: rates.names.join("; "),
        max_age_days: rates.max_age_days,
    }));
    notes.push(Note::Rounding { mode: input.rounding });
    notes.push(Note::PastPerformance);
    notes.extend(input.notes.iter().cloned());
    notes
}
