//! Evaluations for people.

use cactus_core::exchange::{Evaluation, MeasureAnswer, PositionAnswer, TableAnswer};
use cactus_core::query::{Column, Unit};

/// Decimals of amounts, and of everything else.
const DECIMALS: [usize; 2] = [2, 4];

/// The answer to a query: a row a line, groups in groups indented.
pub(super) fn of_answer(answer: &TableAnswer, columns: &[Column]) -> String {
    let mut lines = vec![
        std::iter::once(answer.currency.to_string())
            .chain(columns.iter().map(ToString::to_string))
            .collect::<Vec<_>>(),
    ];
    for row in &answer.rows {
        let name = row.groups.last().map_or("all", |group| group.name.as_str());
        let name = format!("{}{name}", "  ".repeat(row.groups.len()));
        let cells = columns.iter().map(|column| shown(*column, row.figures.get(column.key())));
        lines.push(std::iter::once(name).chain(cells).collect());
    }
    aligned(&lines)
}

/// An evaluation: its figures one a line, then what was held.
pub(super) fn of_evaluation(found: &Evaluation) -> String {
    let mut figures =
        vec![vec![format!("{} to {}", found.from, found.to), found.currency.to_string()]];
    for column in Column::all() {
        let figure = found.figures.get(column.key());
        if let Some(MeasureAnswer::Value(_)) = figure {
            figures.push(vec![column.to_string(), shown(column, figure)]);
        }
    }
    let columns = ["quantity", "price", "market_value", "weight", "cost", "unrealised_gain", "twr"];
    let columns: Vec<Column> = columns.iter().filter_map(|key| key.parse().ok()).collect();
    let mut positions = vec![
        std::iter::once("position".to_owned())
            .chain(columns.iter().map(ToString::to_string))
            .collect::<Vec<_>>(),
    ];
    for PositionAnswer { instrument, figures, .. } in &found.positions {
        let cells = columns.iter().map(|column| shown(*column, figures.get(column.key())));
        positions.push(std::iter::once(instrument.clone()).chain(cells).collect());
    }
    let mut text = format!("{}\n{}", aligned(&figures), aligned(&positions));
    for gap in &found.gaps {
        let of = gap.instrument.clone().unwrap_or_else(|| {
            let code = |code: Option<_>| code.map_or(String::new(), |code| format!("{code}"));
            format!("{} {}", code(gap.from), code(gap.to))
        });
        let date = gap.date.map_or(String::new(), |date| format!(" on {date}"));
        text.push_str(&format!("\nmissing: {of}{date}"));
    }
    for warning in &found.warnings {
        text.push_str(&format!("\nnote: {}", warning.message));
    }
    text
}

/// A figure, rounded for the eye; a dash where there is none.
fn shown(column: Column, figure: Option<&MeasureAnswer>) -> String {
    let Some(MeasureAnswer::Value(text)) = figure else { return "–".to_owned() };
    let [amounts, others] = DECIMALS;
    match column.unit() {
        Unit::Date => text.clone(),
        Unit::Money => rounded(text, amounts),
        _ => rounded(text, others),
    }
}

fn rounded(text: &str, decimals: usize) -> String {
    let number = text.parse::<f64>().unwrap_or(f64::NAN);
    format!("{number:.decimals$}")
}

/// Lines of cells: the first column to the left, all others to the right.
fn aligned(lines: &[Vec<String>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let mut cells = line.iter().zip(&widths);
        if let Some((cell, width)) = cells.next() {
            text.push_str(&format!("{cell:<width$}", width = *width));
        }
        for (cell, width) in cells {
            text.push_str(&format!("  {cell:>width$}", width = *width));
        }
        let end = text.trim_end().len();
        text.truncate(end);
        text.push('\n');
    }
    text
}
