//! A picture under construction.

use std::fmt::Write as _;

/// An SVG document of a fixed size, written element by element.
pub(super) struct Svg {
    text: String,
}

/// A coordinate, to a tenth of a unit and without a trailing zero.
pub(super) struct Unit(pub f64);

impl std::fmt::Display for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
        if tenths < 0 {
            f.write_str("-")?;
        }
        if tenth == 0 { write!(f, "{whole}") } else { write!(f, "{whole}.{tenth}") }
    }
}

impl Svg {
    pub(super) fn new(width: f64, height: f64) -> Self {
        let (width, height) = (Unit(width), Unit(height));
        Self {
            text: format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">"#
            ),
        }
    }

    /// Adds an element; its texts are numbers, words of ours and colours, which need no escaping.
    pub(super) fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a `String` does not fail.
        let _ = self.text.write_fmt(element);
    }

    pub(super) fn finish(mut self) -> String {
        self.text.push_str("</svg>");
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_have_one_decimal_at_most() {
        let text = |value| Unit(value).to_string();
        assert_eq!(text(12.0), "12");
        assert_eq!(text(0.06), "0.1");
        assert_eq!(text(-0.04), "0");
        assert_eq!(text(-3.25), "-3.3");
    }
}
