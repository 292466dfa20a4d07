//! No circles between modules of `cactus-core`, on any level.
//!
//! Two modules are compared where their paths part: a use of `money::price` by `time::date` is one of `money`
//! by `time`; a use of `money::price` by `money::amount` is one between those two. A parent and its child may
//! know each other: the parent is the child's front.

use std::collections::{BTreeMap, VecDeque};

use super::core_modules::{CoreModules, Module, Use};
use super::references::extended;
use super::{Finding, Rule};
use crate::repository::Repository;

pub const RULE: Rule = Rule {
    name: "circles",
    demand: "modules of cactus-core do not use each other in a circle, on any level",
    check,
};

/// Who uses whom among siblings, with one place of each use.
type Edges = BTreeMap<Module, BTreeMap<Module, (String, usize)>>;

fn check(repository: &Repository) -> anyhow::Result<Vec<Finding>> {
    let edges = edges(CoreModules::read(repository)?.uses());
    let mut findings = Vec::new();
    for (from, targets) in &edges {
        for (to, (path, line)) in targets {
            if let Some(back) = way(&edges, to, from) {
                let back: Vec<String> = back.iter().map(|module| module.join("::")).collect();
                let from = from.join("::");
                let what = format!("`{from}` uses what uses it: {from} → {}", back.join(" → "));
                findings.push(Finding::new(path, *line, what));
            }
        }
    }
    Ok(findings)
}

fn edges(uses: Vec<Use>) -> Edges {
    let mut edges = Edges::new();
    for Use { path, line, from, to } in uses {
        let shared = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
        if let (Some(left), Some(right)) = (from.get(shared), to.get(shared)) {
            let parent = from.get(..shared).unwrap_or_default();
            let targets = edges.entry(extended(parent, left)).or_default();
            targets.entry(extended(parent, right)).or_insert((path, line));
        }
    }
    edges
}

/// The shortest way from one module to another, both included.
fn way(edges: &Edges, from: &Module, to: &Module) -> Option<Vec<Module>> {
    let mut reached_from: BTreeMap<&Module, Option<&Module>> = BTreeMap::from([(from, None)]);
    let mut waiting = VecDeque::from([from]);
    while let Some(module) = waiting.pop_front() {
        if module == to {
            let steps = std::iter::successors(Some(module), |step| {
                reached_from.get(step).copied().flatten()
            });
            let mut way: Vec<Module> = steps.cloned().collect();
            way.reverse();
            return Some(way);
        }
        for next in edges.get(module).into_iter().flat_map(BTreeMap::keys) {
            reached_from.entry(next).or_insert_with(|| {
                waiting.push_back(next);
                Some(module)
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::planted::Planted;

    #[test]
    fn a_circle_on_one_floor_is_found() {
        let planted = Planted::new()
            .file("cactus-core/src/risk/beta.rs", "use crate::valuation::Daily;")
            .file("cactus-core/src/valuation/mod.rs", "\nuse crate::performance::Twr;")
            .file("cactus-core/src/performance.rs", "\n\nuse crate::risk::beta::Beta;");
        let expected = [
            "cactus-core/src/performance.rs:3: `performance` uses what uses it: \
             performance → risk → valuation → performance",
            "cactus-core/src/risk/beta.rs:1: `risk` uses what uses it: \
             risk → valuation → performance → risk",
            "cactus-core/src/valuation/mod.rs:2: `valuation` uses what uses it: \
             valuation → performance → risk → valuation",
        ];
        assert_eq!(planted.findings(&RULE), expected);
    }

    #[test]
    fn a_circle_between_siblings_is_found_behind_their_parent() {
        let planted = Planted::new()
            .file(
                "cactus-core/src/money/mod.rs",
                "mod a;\nmod b;\npub use {a::A, b::B};\nstruct E;",
            )
            .file("cactus-core/src/money/a.rs", "use super::{B, E};")
            .file("cactus-core/src/money/b.rs", "use crate::money::A;");
        let expected = [
            "cactus-core/src/money/a.rs:1: `money::a` uses what uses it: \
             money::a → money::b → money::a",
            "cactus-core/src/money/b.rs:1: `money::b` uses what uses it: \
             money::b → money::a → money::b",
        ];
        assert_eq!(planted.findings(&RULE), expected);
    }

    #[test]
    fn a_parent_and_its_child_may_know_each_other() {
        let planted = Planted::new()
            .file("cactus-core/src/money/mod.rs", "mod a;\npub use a::A;\nstruct E(A);")
            .file("cactus-core/src/money/a.rs", "use super::E;");
        assert!(planted.findings(&RULE).is_empty());
    }
}
