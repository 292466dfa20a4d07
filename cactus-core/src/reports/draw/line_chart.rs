//! Amounts over time.

use std::fmt::Write as _;

use super::scale::{Amounts, marks};
use super::svg::{Svg, Unit};
use super::{ACCENT, GRID, MUTED, TEXT};
use crate::money::decimal;
use crate::reports::{Line, Locale, Series};
use crate::time::BusinessDate;

const WIDTH: f64 = 680.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = 10.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 24.0;

/// Where days and amounts lie in the picture.
struct Plane {
    first: BusinessDate,
    days: f64,
    amounts: Amounts,
}

impl Plane {
    /// The plane that holds all points; none unless two days have an amount.
    fn around(series: &Series) -> Option<Self> {
        let lines = || std::iter::once(&series.main).chain(&series.reference);
        let dates = || lines().flat_map(Line::points).map(|point| point.date);
        let amounts = || lines().flat_map(amounts).map(|(_, amount)| amount);
        let (first, last) = (dates().min()?, dates().max()?);
        let low = amounts().reduce(f64::min)?;
        let high = amounts().reduce(f64::max)?;
        (first < last).then(|| Self {
            first,
            days: last.days_since(first) as f64,
            amounts: Amounts::new(low, high),
        })
    }

    fn x(&self, date: BusinessDate) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * date.days_since(self.first) as f64 / self.days
    }

    fn y(&self, amount: f64) -> f64 {
        let share = (amount - self.amounts.low) / (self.amounts.high() - self.amounts.low);
        HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share
    }
}

/// The defined points of a line.
fn amounts(line: &Line) -> impl Iterator<Item = (BusinessDate, f64)> {
    let defined = |point: &crate::reports::Point| {
        let amount = point.value.as_ref().ok()?;
        Some((point.date, decimal::to_f64(*amount)))
    };
    line.points().iter().filter_map(defined)
}

/// The chart of a series: an empty frame where there are not two days to join.
pub(crate) fn line_chart(series: &Series, locale: Locale) -> String {
    let mut svg = Svg::new(WIDTH, HEIGHT);
    if let Some(plane) = Plane::around(series) {
        axes(&mut svg, &plane, series, locale);
        lines(&mut svg, &plane, series);
    }
    svg.finish()
}

fn axes(svg: &mut Svg, plane: &Plane, series: &Series, locale: Locale) {
    let font =
        r#"font-family="IBM Plex Sans, Segoe UI, Helvetica, Arial, sans-serif" font-size="9.5""#;
    for step in 0..=plane.amounts.steps {
        let amount = plane.amounts.low + plane.amounts.step * f64::from(step);
        let y = plane.y(amount);
        svg.add(format_args!(
            r#"<path d="M{} {y}H{}" stroke="{GRID}" stroke-width="0.8"/>"#,
            Unit(LEFT),
            Unit(WIDTH - RIGHT),
            y = Unit(y),
        ));
        let digits = plane.amounts.digits;
        if let Ok(amount) = decimal::from_f64(amount, digits) {
            svg.add(format_args!(
                r#"<text x="{}" y="{}" text-anchor="end" fill="{TEXT}" {font}>{}</text>"#,
                Unit(LEFT - 8.0),
                Unit(y + 3.2),
                locale.decimal(amount, digits),
            ));
        }
    }
    let last = series.main.points().last().map_or(plane.first, |point| point.date);
    let (days, by_years) = marks(plane.first, last);
    for day in days {
        let x = plane.x(day);
        let text = if by_years { day.year().to_string() } else { locale.month(day) };
        svg.add(format_args!(
            r#"<path d="M{x} {}v3" stroke="{TEXT}" stroke-width="0.8"/><text x="{x}" y="{}" text-anchor="middle" fill="{TEXT}" {font}>{text}</text>"#,
            Unit(HEIGHT - BOTTOM),
            Unit(HEIGHT - BOTTOM + 15.0),
            x = Unit(x),
        ));
    }
}

fn lines(svg: &mut Svg, plane: &Plane, series: &Series) {
    let runs = runs(&series.main);
    for run in &runs {
        if plane.amounts.low <= 0.0 {
            area(svg, plane, run);
        }
    }
    if let Some(reference) = &series.reference {
        svg.add(format_args!(
            r#"<path d="{}" fill="none" stroke="{MUTED}" stroke-width="1.2" stroke-dasharray="4 2.5"/>"#,
            stairs(plane, reference)
        ));
    }
    for run in &runs {
        svg.add(format_args!(
            r#"<path d="{}" fill="none" stroke="{ACCENT}" stroke-width="1.5" stroke-linejoin="round"/>"#,
            joined(plane, run)
        ));
    }
    if let Some((date, amount)) = runs.last().and_then(|run| run.last()) {
        svg.add(format_args!(
            r#"<circle cx="{}" cy="{}" r="2.6" fill="{ACCENT}"/>"#,
            Unit(plane.x(*date)),
            Unit(plane.y(*amount)),
        ));
    }
}

/// The stretches of a line between its gaps.
fn runs(line: &Line) -> Vec<Vec<(BusinessDate, f64)>> {
    line.points()
        .split(|point| point.value.is_err())
        .map(|run| {
            let amount = |p: &crate::reports::Point| p.value.as_ref().ok().copied();
            run.iter()
                .filter_map(|p| Some((p.date, decimal::to_f64(amount(p)?))))
                .collect::<Vec<_>>()
        })
        .filter(|run| !run.is_empty())
        .collect()
}

fn joined(plane: &Plane, run: &[(BusinessDate, f64)]) -> String {
    let mut path = String::with_capacity(run.len() * 12);
    for (place, (date, amount)) in run.iter().enumerate() {
        let command = if place == 0 { 'M' } else { 'L' };
        let (x, y) = (Unit(plane.x(*date)), Unit(plane.y(*amount)));
        let _ = write!(path, "{command}{x} {y}");
    }
    path
}

/// A line that holds its amount until the next point.
fn stairs(plane: &Plane, line: &Line) -> String {
    let mut path = String::new();
    let mut before = None;
    for (date, amount) in amounts(line) {
        let (x, y) = (Unit(plane.x(date)), Unit(plane.y(amount)));
        let _ = match before {
            None => write!(path, "M{x} {y}"),
            Some(_) => write!(path, "H{x}V{y}"),
        };
        before = Some(amount);
    }
    path
}

fn area(svg: &mut Svg, plane: &Plane, run: &[(BusinessDate, f64)]) {
    if let [(first, _), .., (last, _)] = run {
        svg.add(format_args!(
            r#"<path d="{}V{base}H{}Z" fill="{ACCENT}" fill-opacity="0.07"/>"#,
            joined(plane, run),
            Unit(plane.x(*first)),
            base = Unit(plane.y(0.0)),
        ));
        debug_assert!(first <= last, "points come in order");
    }
}
