//! Charts as SVG: the same pictures in HTML and in PDF.
//!
//! Only numbers and months are written into a picture, never a text from outside. Coordinates are the one
//! use that amounts have for floating point here; they are rounded to a tenth of a unit.

mod line_chart;
mod ring;
mod scale;
mod svg;

pub(super) use line_chart::line_chart;
pub(super) use ring::ring;

const ACCENT: &str = "#1e4d40";
const MUTED: &str = "#a08c5f";
const GRID: &str = "#e3e6e4";
const TEXT: &str = "#66716d";

const COLOURS: [&str; 10] = [
    ACCENT, "#5b9279", "#b9cdb4", "#d9bd7d", "#bb8352", "#84596a", "#55759b", "#9fb4c7", "#6f6a8a",
    "#a9adab",
];

/// The colour of the part at this place; colours come round again after the last.
pub(super) fn colour(place: usize) -> &'static str {
    COLOURS.get(place % COLOURS.len()).copied().unwrap_or(ACCENT)
}
