//! Records to ask.

use std::collections::BTreeMap;

use cactus_core::ids::{AccountId, InstrumentId};
use cactus_core::ledger::CostBasis;
use cactus_core::model::{AssetClass, Assignment, Key, Taxonomy, TaxonomyNode};
use cactus_core::money::{Currency, Decimal, Weight};
use cactus_core::pricing::Market;
use cactus_core::query::{Holder, Label, Query, Subject, Table};

use crate::ledger::book::{Book, id};

fn label(kind: &str, number: u64) -> Label {
    Label::new(format!("{kind}-{number}"), format!("The {kind} {number}"))
}

/// Accounts 1 and 2 are portfolio 1 of client 1, account 3 is portfolio 2 of client 2; both have the same adviser, and
/// client 2 no household. Of account 3 the client owns 40 %.
fn holders() -> BTreeMap<AccountId, Holder> {
    let holder = |number: u64| {
        let client = number.div_ceil(2);
        let holder = Holder {
            account: label("account", number),
            portfolio: label("portfolio", client),
            client: Some(label("client", client)),
            household: (client == 1).then(|| label("household", 1)),
            adviser: Some(label("adviser", 1)),
            owner_share: if client == 1 { Weight::ONE } else { share("0.4") },
        };
        (id(number), holder)
    };
    (1..=3).map(holder).collect()
}

pub(super) fn key(text: &str) -> Key {
    text.parse().unwrap()
}

pub(super) fn share(text: &str) -> Weight {
    Weight::new(text.parse::<Decimal>().unwrap())
}

/// World: half of instrument 1 in Spain, a quarter in Europe outside Spain; all of instrument 2 in Asia.
fn regions() -> Taxonomy {
    let node = |node: &str, parent: Option<&str>| TaxonomyNode {
        key: key(node),
        name: node.parse().unwrap(),
        parent: parent.map(key),
    };
    let assigned = |number: u64, node: &str, weight: &str| Assignment {
        instrument: id::<InstrumentId>(number),
        node: key(node),
        weight: share(weight),
    };
    Taxonomy::new(
        key("region"),
        "Region".parse().unwrap(),
        vec![node("europe", None), node("spain", Some("europe")), node("asia", None)],
        [assigned(1, "spain", "0.5"), assigned(1, "europe", "0.25"), assigned(2, "asia", "1")],
    )
    .unwrap()
}

pub(super) fn subject(book: &Book, basis: CostBasis, market: Market) -> Subject {
    let mut instruments = book.instruments.clone();
    for (place, instrument) in instruments.iter_mut().enumerate() {
        instrument.class = [AssetClass::Equity, AssetClass::Fund][place % 2];
        instrument.sector = (place == 0).then(|| "Energy".parse().unwrap());
        instrument.region = (place > 0).then(|| "Asia".parse().unwrap());
    }
    Subject {
        journal: book.journal(),
        market,
        currency: Currency::USD,
        basis,
        holders: holders(),
        instruments: instruments.into_iter().map(|row| (row.id, row)).collect(),
        taxonomies: BTreeMap::from([(key("region"), regions())]),
        benchmarks: BTreeMap::new(),
    }
}

pub(super) fn query(text: &str) -> Query {
    serde_json::from_str(text).unwrap()
}

/// A table as text: a line a row, with the keys of its groups and the figures.
pub(super) fn lines(table: &Table) -> Vec<String> {
    let line = |row: &cactus_core::query::Row| {
        let keys: Vec<_> = row.groups.iter().map(|group| group.key.clone()).collect();
        let cells: Vec<_> = row
            .cells
            .iter()
            .map(|cell| match cell {
                Ok(value) => value.text(),
                Err(reason) => cactus_core::error::Coded::code(reason).to_owned(),
            })
            .collect();
        format!("{}: {}", keys.join("/"), cells.join(" "))
    };
    table.rows.iter().map(line).collect()
}
