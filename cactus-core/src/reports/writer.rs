//! Writing a report out in a language, as a [`Page`].

use super::draw;
use super::page::{
    Cell, Page, PageAllocation, PageBlock, PageColumn, PageFact, PageFigure, PageFigures, PageRow,
    PageSection, PageSeries, PageSlice, PageTable,
};
use super::{
    Allocation, Block, Column, ColumnKind, KeyFigure, Label, Language, Locale, Point, Report, Row,
    RowRole, Section, Series, Slice, Value,
};
use crate::money::{Currency, Money};
use crate::time::BusinessDate;
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
                Block::Table(table) => PageBlock::Table(self.table(table.columns(), table.rows())),
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

    fn figures(&self, figures: &[KeyFigure]) -> PageFigures {
        let mut reasons = Reasons::default();
        let mut figure = |figure: &KeyFigure| PageFigure {
            label: self.label(figure.label),
            value: self.noted(&figure.value, None, &mut reasons),
            aside: figure.aside.as_ref().map(|aside| self.fact(aside.label, &aside.value)),
        };
        PageFigures {
            figures: figures.iter().map(&mut figure).collect(),
            footnotes: self.footnotes(&reasons),
        }
    }

    fn footnotes(&self, reasons: &Reasons) -> Vec<String> {
        let reason = |reason: &Undefined| clean(&self.locale.undefined(reason, self.report));
        reasons.0.iter().map(reason).collect()
    }

    /// A value written out, with a footnote if it is undefined.
    fn noted(&self, value: &Value, currency: Option<Currency>, reasons: &mut Reasons) -> Cell {
        let mut cell = self.cell(value, currency);
        if let Value::Undefined(reason) = value {
            cell.footnote = Some(reasons.number(reason));
        }
        cell
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

    fn table(&self, columns: &[Column], rows: &[Row]) -> PageTable {
        let mut reasons = Reasons::default();
        let mut row = |row: &Row| PageRow {
            role: row.role,
            cells: (row.cells.iter().zip(columns))
                .map(|(value, column)| self.noted(value, column.currency, &mut reasons))
                .collect(),
        };
        let rows = rows.iter().map(&mut row).collect();
        let column = |column: &Column| PageColumn {
            label: match column.currency {
                Some(currency) => self.with_currency(column.label, currency),
                None => self.label(column.label),
            },
            numeric: !matches!(
                column.kind,
                ColumnKind::Text | ColumnKind::Label | ColumnKind::Date
            ),
            wide: column.kind == ColumnKind::Text,
        };
        PageTable {
            columns: columns.iter().map(column).collect(),
            rows,
            footnotes: self.footnotes(&reasons),
            empty: self.label(Label::NothingToShow),
        }
    }

    fn series(&self, series: &Series) -> PageSeries {
        let samples = self.samples(series);
        let words = |row: &PageRow| {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            cells.join(" ")
        };
        let ends = [samples.rows.first(), samples.rows.last()];
        let ends: Vec<String> = ends.into_iter().flatten().map(words).collect();
        let main = self.with_currency(series.main.label(), series.currency);
        PageSeries {
            alt: format!("{main}: {}", ends.join(" – ")),
            main,
            reference: series.reference.as_ref().map(|line| self.label(line.label())),
            svg: draw::line_chart(series, self.locale),
            samples,
        }
    }

    /// The first, the last and some points between, with the reference on the same days.
    fn samples(&self, series: &Series) -> PageTable {
        let lines = || std::iter::once(&series.main).chain(&series.reference);
        let mut columns = vec![Column::new(Label::Date, ColumnKind::Date)];
        columns.extend(lines().map(|line| Column::money(line.label(), series.currency)));
        let amount = |point: &Point| -> Value {
            let money = |amount| Money::new(amount, series.currency);
            point.value.clone().map(money).into()
        };
        let row = |date: BusinessDate| Row {
            role: RowRole::Item,
            cells: std::iter::once(date.into())
                .chain(lines().map(|line| line.at(date).map(amount).into()))
                .collect(),
        };
        let rows: Vec<Row> = series.main.sample(SAMPLES).map(|point| row(point.date)).collect();
        self.table(&columns, &rows)
    }

    fn allocation(&self, allocation: &Allocation) -> PageAllocation {
        let slices = || allocation.slices.iter();
        let weights: Option<Vec<_>> =
            slices().map(|slice| slice.weight.as_ref().ok().copied()).collect();
        let mut reasons = Reasons::default();
        let mut slice = |(place, slice): (usize, &Slice)| PageSlice {
            name: self.cell(&slice.name, None),
            value: self.noted(&slice.value, Some(allocation.currency), &mut reasons),
            weight: self.noted(&slice.weight.clone().into(), None, &mut reasons),
            colour: draw::colour(place),
        };
        PageAllocation {
            title: self.with_currency(allocation.label, allocation.currency),
            svg: weights.and_then(|weights| draw::ring(&weights)),
            slices: slices().enumerate().map(&mut slice).collect(),
            footnotes: self.footnotes(&reasons),
        }
    }
}

/// Why figures of one block are missing, each reason once.
#[derive(Default)]
struct Reasons(Vec<Undefined>);

impl Reasons {
    /// The number of the reason, from one.
    fn number(&mut self, reason: &Undefined) -> usize {
        let known = self.0.iter().position(|known| known == reason);
        if known.is_none() {
            self.0.push(reason.clone());
        }
        known.map_or(self.0.len(), |place| place + 1)
    }
}
