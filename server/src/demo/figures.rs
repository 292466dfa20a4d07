//! What the firm of the demo is worth.

use std::path::Path;

use cactus_core::model::{Email, Name};
use cactus_core::money::{Decimal, Money, Rate, Rounding};
use cactus_core::time::BusinessDate;
use cactus_core::views::{FigureView, PerformanceView, ValuationView};
use serde::{Deserialize, Serialize};

use super::DemoError;
use super::folder::{FIGURES, in_file};

/// What every portfolio is worth and how it performed since its first booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The day.
    pub as_of: BusinessDate,
    /// The portfolios, in the order in which they were opened in the book.
    pub portfolios: Vec<PortfolioFigures>,
}

/// What a portfolio is worth and how it performed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortfolioFigures {
    /// The name of the client.
    pub client: String,
    /// The client's e-mail address.
    pub email: Email,
    /// The name of the portfolio.
    pub portfolio: Name,
    /// What it is worth.
    pub valuation: ValuationView,
    /// How it performed.
    pub performance: PerformanceView,
}

impl Figures {
    /// Reads the figures of the demo in this folder.
    ///
    /// # Errors
    /// [`DemoError::File`] or [`DemoError::Figures`].
    pub fn read(folder: &Path) -> Result<Self, DemoError> {
        let path = folder.join(FIGURES);
        let text = std::fs::read_to_string(&path).map_err(in_file(&path))?;
        Ok(serde_json::from_str(&text)?)
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), DemoError> {
        let path = folder.join(FIGURES);
        let text = serde_json::to_string_pretty(self)?;
        std::fs::write(&path, text).map_err(in_file(&path))
    }

    /// The figures as a table for people.
    #[must_use]
    pub fn table(&self) -> String {
        let head = ["client", "portfolio", "", "value", "gain", "TWR", "TWR p.a.", "XIRR"];
        let rows: Vec<_> = self.portfolios.iter().map(PortfolioFigures::cells).collect();
        let mut widths = head.map(str::len);
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        let line = |cells: [&str; 8]| {
            let cells = cells.iter().zip(widths).enumerate();
            let cells = cells.map(|(column, (cell, width))| match column {
                0..=2 => format!("{cell:<width$}"),
                _ => format!("{cell:>width$}"),
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        let rule = "─".repeat(line(head).chars().count());
        let rows = rows.iter().map(|row| line(row.each_ref().map(String::as_str)));
        [line(head), rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
    }
}

impl PortfolioFigures {
    fn cells(&self) -> [String; 8] {
        let (valuation, performance) = (&self.valuation, &self.performance);
        [
            self.client.clone(),
            self.portfolio.to_string(),
            valuation.currency.to_string(),
            amount(&valuation.total),
            amount(&performance.gain),
            percent(&performance.twr),
            percent(&performance.twr_annualised),
            percent(&performance.xirr),
        ]
    }
}

fn amount(figure: &FigureView<Money>) -> String {
    figure.value.map_or_else(|| "—".to_owned(), |money| grouped(money.amount()))
}

fn percent(figure: &FigureView<Rate>) -> String {
    let percent = figure.value.map(|rate| rate.value() * Decimal::ONE_HUNDRED);
    percent.map_or_else(|| "—".to_owned(), |percent| format!("{} %", grouped(percent)))
}

/// The number with two decimals and its thousands apart.
fn grouped(number: Decimal) -> String {
    let text = format!("{:.2}", Rounding::HalfEven.round(number, 2));
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "00"));
    let mut out = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + "." + part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_rounded_to_the_even_cent() {
        let shown = |text: &str| grouped(text.parse().unwrap());
        assert_eq!(shown("0"), "0.00");
        assert_eq!(shown("-999.995"), "-1,000.00");
        assert_eq!(shown("1234567.885"), "1,234,567.88");
        assert_eq!(shown("-0.001"), "0.00");
    }
}
