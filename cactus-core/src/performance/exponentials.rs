//! All real zeros of a sum of exponentials `f(s) = Σ c_i e^(−s t_i)`.
//!
//! `f` is the positive terms `P` less the negative terms `N`, so its zeros are those of `F = ln P − ln N`, which
//! neither overflows nor underflows. `(ln P)'` is `−D_P`, where `D_P` is the mean of the times weighted by the
//! terms; both mean times only fall as `s` grows (each `ln` of a sum of exponentials is convex). Hence on an
//! interval `[a, b]` the slope `F' = D_N − D_P` lies between `D_N(b) − D_P(a)` and `D_N(a) − D_P(b)`, and that is
//! enough to prove that an interval has one zero, or none, or else to halve it.

use super::annualise::DAYS_PER_YEAR;
use super::dated_flows::DatedFlow;
use super::discount::Discount;

/// Narrower than this an interval is not halved; what is left undecided there is a zero that touches.
const NARROWEST: f64 = 1e-7;
/// How close to zero `F` comes where it touches.
const TOUCHING: f64 = 1e-12;
/// How flat the sum is where three of its zeros are one.
const FLAT: f64 = 1e-9;
/// What a zero must leave of `F`, as a final check.
const RESIDUE: f64 = 1e-9;
/// More intervals than any flows of a ledger need; a bound on the work.
const MOST_INTERVALS: usize = 100_000;

/// The terms of one sign: days in order, and amounts above zero.
#[derive(Debug, Clone, Default)]
struct Terms(Vec<(u32, f64)>);

/// `ln` of a sum as `shift + ln sum`, and the mean time.
struct Weighed {
    shift: f64,
    sum: f64,
    mean: f64,
}

impl Terms {
    /// The sum at `s`; the factors are those of its size.
    fn at(&self, s: f64, discount: &Discount) -> Weighed {
        // From the end where the factors are largest, so that nothing overflows and the sum is never zero.
        let (first, last) = self.ends();
        let (mut sum, mut moment) = (0.0, 0.0);
        let mut add = |day: u32, amount: f64, distance: u32| {
            let term = amount * discount.of(distance);
            sum += term;
            moment += term * f64::from(day);
        };
        let anchor = if s < 0.0 {
            self.0.iter().for_each(|(day, amount)| add(*day, *amount, last - day));
            last
        } else {
            self.0.iter().for_each(|(day, amount)| add(*day, *amount, day - first));
            first
        };
        Weighed { shift: -s * years(anchor), sum, mean: moment / sum / DAYS_PER_YEAR }
    }

    /// The first day and the last.
    fn ends(&self) -> (u32, u32) {
        let day = |term: Option<&(u32, f64)>| term.map_or(0, |(day, _)| *day);
        (day(self.0.first()), day(self.0.last()))
    }

    fn mirrored(&self, last: u32) -> Self {
        Self(self.0.iter().rev().map(|(day, amount)| (last - day, *amount)).collect())
    }
}

/// `F` at a place, and the mean times of both signs.
#[derive(Debug, Clone, Copy)]
struct Point {
    s: f64,
    value: f64,
    plus_mean: f64,
    minus_mean: f64,
}

impl Point {
    fn is_negative(&self) -> bool {
        self.value < 0.0
    }
}

/// A sum of exponentials with terms of both signs, no two of the same day.
#[derive(Debug, Clone)]
pub(super) struct ExponentialSum {
    plus: Terms,
    minus: Terms,
    /// The last day of all.
    last: u32,
}

impl ExponentialSum {
    /// Of flows of both signs, in the order of their days; none of others.
    pub(super) fn new(flows: &[DatedFlow]) -> Option<Self> {
        let terms = flows.iter().map(|flow| (flow.day as u32, flow.amount));
        let (plus, minus): (Vec<_>, Vec<_>) = terms.partition(|(_, amount)| *amount > 0.0);
        let largest =
            (plus.iter().chain(&minus)).map(|(_, amount)| amount.abs()).fold(0.0, f64::max);
        // Amounts near one keep the digits of their logarithms.
        let scaled = |terms: Vec<(u32, f64)>| {
            let scaled = terms.iter().map(|(day, amount)| (*day, amount.abs() / largest));
            Terms(scaled.collect())
        };
        let both = !plus.is_empty() && !minus.is_empty();
        let (plus, minus) = (scaled(plus), scaled(minus));
        let last = plus.ends().1.max(minus.ends().1);
        both.then_some(Self { plus, minus, last })
    }

    fn at(&self, s: f64) -> Point {
        let count = self.plus.0.len() + self.minus.0.len();
        let discount = Discount::new(s.abs() / DAYS_PER_YEAR, self.last, count);
        let (plus, minus) = (self.plus.at(s, &discount), self.minus.at(s, &discount));
        Point {
            s,
            value: (plus.sum / minus.sum).ln() + (plus.shift - minus.shift),
            plus_mean: plus.mean,
            minus_mean: minus.mean,
        }
    }

    /// The zeros in order; none if they lie beyond all bounds.
    pub(super) fn zeros(&self) -> Option<Vec<f64>> {
        let above = self.beyond_all()?;
        let below = -self.mirrored().beyond_all()?;
        let mut open = vec![(self.at(below), self.at(above))];
        let mut zeros: Vec<Zero> = Vec::new();
        for _ in 0..MOST_INTERVALS {
            let Some((a, b)) = open.pop() else {
                return Some(self.distinct(zeros));
            };
            let crosses = a.is_negative() != b.is_negative();
            match slopes(&a, &b) {
                (least, most) if least >= 0.0 || most <= 0.0 => {
                    if crosses {
                        let s = self.crossing(a, b)?;
                        zeros.push(Zero { s, crosses, is_proven: true });
                    }
                }
                (least, most) if !crosses && stays_away(&a, &b, least, most) => {}
                _ => {
                    let middle = self.at(f64::midpoint(a.s, b.s));
                    if b.s - a.s > NARROWEST * (1.0 + middle.s.abs()) {
                        open.extend([(a, middle), (middle, b)]);
                    } else if crosses || middle.value.abs() < TOUCHING {
                        zeros.push(Zero { s: middle.s, crosses, is_proven: false });
                    }
                }
            }
        }
        None
    }

    /// A place above all zeros: there the earliest term outweighs the rest, and `F` only moves away from zero.
    fn beyond_all(&self) -> Option<f64> {
        let (plus_first, minus_first) = (self.plus.ends().0, self.minus.ends().0);
        let is_plus = plus_first < minus_first;
        let others = years(plus_first.max(minus_first));
        let mut s = 1.0;
        while s < 1e9 {
            let point = self.at(s);
            let mean = if is_plus { point.plus_mean } else { point.minus_mean };
            if mean <= others && point.value != 0.0 && point.is_negative() != is_plus {
                return Some(s);
            }
            s *= 2.0;
        }
        None
    }

    /// The same sum with time, and so `s`, reversed.
    fn mirrored(&self) -> Self {
        let turned = |terms: &Terms| terms.mirrored(self.last);
        Self { plus: turned(&self.plus), minus: turned(&self.minus), last: self.last }
    }

    /// The zeros in order, those that are one but for rounding taken together.
    fn distinct(&self, mut zeros: Vec<Zero>) -> Vec<f64> {
        zeros.sort_by(|a, b| a.s.total_cmp(&b.s));
        let is_one = |a: &Zero, b: &Zero| {
            let between = self.at(f64::midpoint(a.s, b.s));
            !(a.is_proven && b.is_proven) && between.value.abs() < TOUCHING
        };
        zeros.chunk_by(is_one).filter_map(|group| self.one_of(group)).collect()
    }

    /// The zero that a group is: of several at one place the derivative that is simple there tells it.
    fn one_of(&self, group: &[Zero]) -> Option<f64> {
        let (first, last) = (group.first()?, group.last()?);
        if let ([zero], true) = (group, first.is_proven) {
            return Some(zero.s);
        }
        let crossings = group.iter().filter(|zero| zero.crosses).count();
        let near = f64::midpoint(first.s, last.s);
        let reach = (last.s - first.s) + 8.0 * NARROWEST * (1.0 + near.abs());
        Some(self.multiple(near, crossings % 2 == 1, reach))
    }

    /// The threefold zero (if the sum crosses) or twofold one within `reach`, as the simple zero of the second
    /// or first derivative; where the sum itself is all rounding. `near`, if there is none.
    fn multiple(&self, near: f64, crosses: bool, reach: f64) -> f64 {
        let mut s = near;
        for _ in 0..4 {
            let [_, first, second, third] = self.derivatives(s);
            s -= if crosses { second / third } else { first / second };
        }
        let [sum, first, ..] = self.derivatives(s);
        let is_multiple = sum.abs() < TOUCHING && (!crosses || first.abs() < FLAT);
        if is_multiple && (s - near).abs() <= reach { s } else { near }
    }

    /// The sum over the sum of its sizes, and its derivatives, about the mean time so that they are all small.
    fn derivatives(&self, s: f64) -> [f64; 4] {
        let exact = Discount::new(s.abs() / DAYS_PER_YEAR, self.last, 0);
        let (plus, minus) = (self.plus.at(s, &exact), self.minus.at(s, &exact));
        let shift = plus.shift.max(minus.shift);
        let size = plus.sum * (plus.shift - shift).exp() + minus.sum * (minus.shift - shift).exp();
        let middle = f64::midpoint(plus.mean, minus.mean);
        let mut sums = [0.0; 4];
        for (sign, terms) in [(1.0, &self.plus), (-1.0, &self.minus)] {
            for (day, amount) in &terms.0 {
                let time = years(*day);
                let mut term = sign * amount * (-s * time - shift).exp() / size;
                for sum in &mut sums {
                    *sum += term;
                    term *= middle - time;
                }
            }
        }
        sums
    }

    /// The zero between two places of different sign: Newton's steps, or halves where they would lead outside.
    fn crossing(&self, mut a: Point, mut b: Point) -> Option<f64> {
        let mut point = self.at(f64::midpoint(a.s, b.s));
        for _ in 0..200 {
            if point.is_negative() == a.is_negative() {
                a = point;
            } else {
                b = point;
            }
            let newton = point.s - point.value / (point.minus_mean - point.plus_mean);
            let inside = a.s < newton && newton < b.s;
            let next = if inside { newton } else { f64::midpoint(a.s, b.s) };
            let step = (next - point.s).abs();
            if step <= f64::EPSILON * (1.0 + next.abs()) || point.value == 0.0 {
                break;
            }
            point = self.at(next);
        }
        (point.value.abs() < RESIDUE).then_some(point.s)
    }
}

/// Where the sum vanishes.
#[derive(Debug, Clone, Copy)]
struct Zero {
    s: f64,
    /// The sum has opposite signs around it; else it touches.
    crosses: bool,
    /// Proven to be the only one in its interval.
    is_proven: bool,
}

/// The least and the most that `F` can rise per unit between two places.
fn slopes(a: &Point, b: &Point) -> (f64, f64) {
    (b.minus_mean - a.plus_mean, a.minus_mean - b.plus_mean)
}

/// Whether `F`, of the same sign at both places, cannot reach zero between them: the lines of steepest descent
/// from both meet before it.
fn stays_away(a: &Point, b: &Point, least: f64, most: f64) -> bool {
    let (down, up) = if a.is_negative() { (-most, -least) } else { (least, most) };
    up * a.value.abs() - down * b.value.abs() + up * down * (b.s - a.s) > 0.0
}

fn years(days: u32) -> f64 {
    f64::from(days) / DAYS_PER_YEAR
}
