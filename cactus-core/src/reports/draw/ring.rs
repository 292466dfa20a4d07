//! The parts of a whole, as a ring.

use std::f64::consts::TAU;

use super::colour;
use super::svg::{Svg, Unit};
use crate::money::{Rate, decimal};

const SIZE: f64 = 120.0;
const OUTER: f64 = 58.0;
const INNER: f64 = 37.0;

/// A ring with one arc for each weight, clockwise from the top; none unless every weight is at least zero
/// and one is above it.
pub(crate) fn ring(weights: &[Rate]) -> Option<String> {
    if weights.iter().any(|weight| weight.is_negative()) {
        return None;
    }
    let weights: Vec<f64> = weights.iter().map(|w| decimal::to_f64(w.value())).collect();
    let whole: f64 = weights.iter().sum();
    if whole <= 0.0 {
        return None;
    }
    let mut svg = Svg::new(SIZE, SIZE);
    let mut from = 0.0;
    for (place, weight) in weights.iter().enumerate() {
        let to = from + weight / whole;
        arc(&mut svg, from, to, colour(place));
        from = to;
    }
    Some(svg.finish())
}

/// One part, from and to fractions of the whole turn.
fn arc(svg: &mut Svg, from: f64, to: f64, colour: &str) {
    if to - from > 0.9999 {
        let (middle, radius) = (SIZE / 2.0, (OUTER + INNER) / 2.0);
        svg.add(format_args!(
            r#"<circle cx="{c}" cy="{c}" r="{}" fill="none" stroke="{colour}" stroke-width="{}"/>"#,
            Unit(radius),
            Unit(OUTER - INNER),
            c = Unit(middle),
        ));
        return;
    }
    let at = |radius: f64, turn: f64| {
        let (sin, cos) = (turn * TAU).sin_cos();
        (Unit(SIZE / 2.0 + radius * sin), Unit(SIZE / 2.0 - radius * cos))
    };
    let large = u8::from(to - from > 0.5);
    let ((ax, ay), (bx, by)) = (at(OUTER, from), at(OUTER, to));
    let ((cx, cy), (dx, dy)) = (at(INNER, to), at(INNER, from));
    let (outer, inner) = (Unit(OUTER), Unit(INNER));
    svg.add(format_args!(
        r##"<path d="M{ax} {ay}A{outer} {outer} 0 {large} 1 {bx} {by}L{cx} {cy}A{inner} {inner} 0 {large} 0 {dx} {dy}Z" fill="{colour}" stroke="#ffffff" stroke-width="1.2" stroke-linejoin="round"/>"##
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_needs_parts_that_are_not_below_zero() {
        let rates = |texts: &[&str]| -> Vec<Rate> {
            texts.iter().map(|text| text.parse().unwrap()).collect()
        };
        assert!(ring(&rates(&["0.7", "0.3"])).is_some());
        assert!(ring(&rates(&["1"])).unwrap().contains("<circle"));
        assert!(ring(&rates(&["1.2", "-0.2"])).is_none());
        assert!(ring(&rates(&["0"])).is_none());
        assert!(ring(&[]).is_none());
    }
}
