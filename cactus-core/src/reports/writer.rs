//! Writing a report out in a language, as a [`Page`].

use super::draw;
use super::page::{
    Cell, Page, PageAllocation, PageBlock, PageColumn, PageFact, PageFigure, PageRow, PageSection,
    PageSeries, PageSlice, PageTable,
};
use super::{
    Allocation, Block, ColumnKind, KeyFigure, Label, Language, Locale, Report, RowRole, Section,
    Series, Table, Value,
};
use crate::money::Currency;
use crate::undefined::Undefined;

/// How many points of a line stand for it where it cannot be drawn.
const SAMPLES: usize = 13;

impl Page {
    pub(super) fn new(report: &Report, language: Language) -> Self {
        Writer { report, locale: Locale::new(language, report.rounding) }.page()
    }
}

/// Text from outside, made fit for one line of any format: no control characters, and none that turn the
/// direction of the text around them.
fn clean(text: &str) -> String {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|c| !turns(*c))
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}

/// Writes out one report in one language.
struct Writer<'a> {
    report: &'a Report,
    locale: Locale,
}

impl Writer<'_> {
    fn label(&self, label: Label) -> String {
        self.locale.label(label).to_owned()
    }

    fn with_currency(&self, label: Label, currency: Currency) -> String {
        format!("{} ({})", self.locale.label(label), currency.code())
    }

    fn fact(&self, label: Label, value: &Value) -> PageFact {
        PageFact { label: self.label(label), value: self.cell(value, None) }
    }

    fn page(&self) -> Page {
        let report = self.report;
        let date = report.issued_on;
        Page {
            language: self.locale.language(),
            title: self.label(report.title),
            firm: clean(&report.firm),
            subject: report.subject.iter().map(|fact| self.fact(fact.label, &fact.value)).collect(),
            period: PageFact {
                label: self.label(Label::Period),
                value: Cell::text(self.locale.period(report.period)),
            },
            issued_on: self.fact(Label::IssuedOn, &Value::Date(date)),
            issued: (date.year(), date.month(), date.day()),
            page: [self.label(Label::Page), self.label(Label::Of)],
            sections: report.sections.iter().map(|s| self.section(s)).collect(),
        }
    }

    fn section(&self, section: &Section) -> PageSection {
        let mut blocks: Vec<PageBlock> = Vec::with_capacity(section.blocks.len());
        for block in &section.blocks {
            let block = match block {
                Block::Headline(figures) => PageBlock::Headline(self.figures(figures)),
                Block::Figures(figures) => PageBlock::Figures(self.figures(figures)),
                Block::Table(table) => PageBlock::Table(self.table(table)),
                Block::Series(series) => PageBlock::Series(self.series(series)),
                Block::Allocation(allocation) => {
                    let allocation = self.allocation(allocation);
                    if let Some(PageBlock::Allocations(neighbours)) = blocks.last_mut() {
                        neighbours.push(allocation);
                        continue;
                    }
                    PageBlock::Allocations(vec![allocation])
                }
                Block::Notes(notes) => PageBlock::Notes(
                    notes.iter().map(|note| clean(&self.locale.note(note, self.report))).collect(),
                ),
            };
            blocks.push(block);
        }
        PageSection { title: self.label(section.title), blocks }
    }

    fn figures(&self, figures: &[KeyFigure]) -> Vec<PageFigure> {
        let figure = |figure: &KeyFigure| PageFigure {
            label: self.label(figure.label),
            value: self.cell(&figure.value, None),
            aside: figure.aside.as_ref().map(|aside| self.fact(aside.label, &aside.value)),
            reason: match &figure.value {
                Value::Undefined(undefined) => Some(self.reason(undefined)),
                _ => None,
            },
        };
        figures.iter().map(figure).collect()
    }

    fn reason(&self, undefined: &Undefined) -> String {
        clean(&self.locale.undefined(undefined, self.report))
    }

    /// A value written out; amounts in `currency` do not name it again.
    fn cell(&self, value: &Value, currency: Option<Currency>) -> Cell {
        let locale = self.locale;
        match value {
            Value::Nothing => Cell::default(),
            Value::Text(text) => Cell::text(clean(text)),
            Value::Named { name, detail } => {
                Cell { text: clean(name), detail: clean(detail), ..Cell::default() }
            }
            Value::Label(label) => Cell::text(self.label(*label)),
            Value::Date(date) => Cell::text(locale.date(*date)),
            Value::Money(money) if Some(money.currency()) == currency => {
                Cell::number(locale.amount(*money))
            }
            Value::Money(money) => Cell::number(locale.money(*money)),
            Value::Price(price) => Cell::number(locale.price(*price)),
            Value::Quantity(quantity) => Cell::number(locale.quantity(*quantity)),
            Value::Percentage(rate) => Cell::number(locale.percentage(*rate)),
            Value::Number(number) => Cell::number(locale.number(*number)),
            Value::Undefined(_) => Cell::text(self.label(Label::NotAvailable)),
        }
    }

    fn table(&self, table: &Table) -> PageTable {
        let mut reasons: Vec<&Undefined> = Vec::new();
        let mut rows = Vec::with_capacity(table.rows().len());
        for row in table.rows() {
            let mut cells = Vec::with_capacity(row.cells.len());
            for (value, column) in row.cells.iter().zip(table.columns()) {
                let mut cell = self.cell(value, column.currency);
                if let Value::Undefined(undefined) = value {
                    let known = reasons.iter().position(|reason| *reason == undefined);
                    cell.footnote = Some(known.unwrap_or(reasons.len()) + 1);
                    if known.is_none() {
                        reasons.push(undefined);
                    }
                }
                cells.push(cell);
            }
            rows.push(PageRow { role: row.role, cells });
        }
        let columns = table.columns().iter().map(|column| PageColumn {
            label: match column.currency {
                Some(currency) => self.with_currency(column.label, currency),
                None => self.label(column.label),
            },
            numeric: !matches!(column.kind, ColumnKind::Text | ColumnKind::Date),
            wide: column.kind == ColumnKind::Text,
        });
        PageTable {
            columns: columns.collect(),
            rows,
            footnotes: reasons.into_iter().map(|r| self.reason(r)).collect(),
            empty: self.label(Label::NothingToShow),
        }
    }

    fn series(&self, series: &Series) -> PageSeries {
        let samples = self.table(&samples(series));
        let ends = [samples.rows.first(), samples.rows.last()];
        let alt = ends
            .into_iter()
            .flatten()
            .map(|row| {
                let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
                texts.join(" ")
            })
            .collect::<Vec<_>>()
            .join(" – ");
        PageSeries {
            currency: series.currency.code().to_owned(),
            main: self.label(series.main.label()),
            reference: series.reference.as_ref().map(|line| self.label(line.label())),
            svg: draw::line_chart(series, self.locale),
            alt: format!("{} ({}): {alt}", self.label(series.main.label()), series.currency.code()),
            samples,
        }
    }

    fn allocation(&self, allocation: &Allocation) -> PageAllocation {
        let weights: Option<Vec<_>> =
            allocation.slices.iter().map(|slice| slice.weight.as_ref().ok().copied()).collect();
        let slices = allocation.slices.iter().enumerate().map(|(place, slice)| PageSlice {
            name: self.cell(&slice.name, None),
            value: self.cell(&slice.value, Some(allocation.currency)),
            weight: self.cell(&slice.weight.clone().into(), None),
            colour: draw::colour(place),
        });
        PageAllocation {
            title: self.with_currency(allocation.label, allocation.currency),
            svg: weights.and_then(|weights| draw::ring(&weights)),
            slices: slices.collect(),
        }
    }
}

/// The first, the last and some points between, with the reference on the same days.
fn samples(series: &Series) -> Table {
    use super::{Column, Line};
    let points = series.main.points();
    let mut columns = vec![
        Column::new(Label::Date, ColumnKind::Date),
        Column::money(series.main.label(), series.currency),
    ];
    columns
        .extend(series.reference.iter().map(|line| Column::money(line.label(), series.currency)));
    let mut table = Table::new(columns);
    let steps = SAMPLES.min(points.len()).saturating_sub(1).max(1);
    let mut last = None;
    for step in 0..=steps {
        let place = step * points.len().saturating_sub(1) / steps;
        let Some(point) = points.get(place).filter(|_| last != Some(place)) else {
            continue;
        };
        last = Some(place);
        let shown = |figure: &Result<_, Undefined>| -> Value {
            let amount = |amount| crate::money::Money::new(amount, series.currency);
            figure.clone().map(amount).into()
        };
        let at = |line: &Line| {
            let after = line.points().partition_point(|p| p.date <= point.date);
            let before = after.checked_sub(1).and_then(|place| line.points().get(place));
            before.map_or(Value::Nothing, |p| shown(&p.value))
        };
        let mut cells = vec![point.date.into(), shown(&point.value)];
        cells.extend(series.reference.iter().map(at));
        // The cells were made for these columns.
        let _ = table.push(RowRole::Item, cells);
    }
    table
}
