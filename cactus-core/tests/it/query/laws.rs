//! Laws of tables over random records of every kind.

use cactus_core::money::Decimal;
use cactus_core::query::{Column, Dimension, Filter, Measure, Query, Row, Table, Value};
use cactus_core::time::Period;
use cactus_core::undefined::Figure;
use proptest::prelude::*;

use super::subject::{query, subject};
use crate::ledger::laws_of_kinds::{bases, cent, market, periods};
use crate::ledger::random_kinds::every_kind;

/// Figures of a row that no other row bears on.
const OWN: &str = r#"["market_value","cost","unrealised_gain","opening_value","net_flows","gain","realised_gain",
    "realised_gain_short_term","realised_gain_long_term","unrealised_change","income","fees","taxes","currency_gains",
    "twr","modified_dietz","max_drawdown"]"#;

pub(super) fn groupings() -> impl Strategy<Value = Vec<Dimension>> {
    let all = [
        "household",
        "client",
        "adviser",
        "portfolio",
        "account",
        "instrument",
        "asset_class",
        "sector",
        "region",
        "currency",
        "taxonomy:region",
        "taxonomy:region/2",
    ];
    let all = all.map(|text| text.parse::<Dimension>().unwrap()).to_vec();
    prop::sample::subsequence(all, 1..=2).prop_shuffle()
}

fn over(period: Period, columns: &str, group_by: Vec<Dimension>) -> Query {
    let (from, to) = (period.start(), period.end());
    let text = format!(r#"{{"from":"{from}","to":"{to}","columns":{columns}}}"#);
    Query { group_by, ..query(&text) }
}

fn amount(cell: &Figure<Value>) -> Decimal {
    match cell {
        Ok(Value::Money(amount)) => amount.amount(),
        other => panic!("{other:?} is no amount"),
    }
}

/// The rows right below a row.
fn below<'a>(table: &'a Table, row: &'a Row) -> impl Iterator<Item = &'a Row> {
    let depth = row.groups.len() + 1;
    table
        .rows
        .iter()
        .filter(move |other| other.groups.len() == depth && other.groups.starts_with(&row.groups))
}

fn close(a: &Figure<Value>, b: &Figure<Value>) -> bool {
    match (a, b) {
        (Ok(Value::Money(a)), Ok(Value::Money(b))) => {
            (a.amount() - b.amount()).abs() < Decimal::new(1, 6)
        }
        (Ok(Value::Number(a)), Ok(Value::Number(b))) => (a - b).abs() <= 1e-9 * (1.0 + a.abs()),
        (a, b) => a == b,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_row_is_the_answer_with_its_groups_as_filters(
        (book, _) in every_kind(),
        basis in bases(),
        period in periods(),
        group_by in groupings(),
        owner_share in any::<bool>(),
        seed in prop::collection::vec(any::<u32>(), 11),
    ) {
        let subject = subject(&book, basis, market(&seed));
        let mut query = over(period, OWN, group_by);
        query.options.owner_share = owner_share;
        let table = subject.answer(&query).unwrap();
        for row in &table.rows {
            let filter = |group: &cactus_core::query::Group| Filter {
                by: group.dimension.clone(),
                keys: [group.key.clone()].into(),
            };
            let scope = row.groups.iter().map(filter).collect();
            let alone = Query { scope, group_by: Vec::new(), ..query.clone() };
            let alone = subject.answer(&alone).unwrap();
            for ((column, a), b) in table.columns.iter().zip(&row.cells).zip(&alone.rows[0].cells) {
                prop_assert!(close(a, b), "{:?} {column}: {a:?} is not {b:?}", row.groups);
            }
        }
    }

    #[test]
    fn the_groups_of_a_row_sum_to_it(
        (book, _) in every_kind(),
        basis in bases(),
        period in periods(),
        group_by in groupings(),
        seed in prop::collection::vec(any::<u32>(), 11),
    ) {
        let subject = subject(&book, basis, market(&seed));
        let columns = r#"["market_value","cost","unrealised_gain","opening_value","realised_gain","unrealised_change",
            "dividends","interest","fees","taxes","gain"]"#;
        let table = subject.answer(&over(period, columns, group_by.clone())).unwrap();
        let inner = table.rows.iter().filter(|row| row.groups.len() < group_by.len());
        for row in inner {
            for (place, column) in table.columns.iter().enumerate() {
                // What an exchange between two accounts gained is a flow for each of them.
                if *column == Column::Measure(Measure::Gain) && group_by.iter().any(Dimension::is_of_accounts) {
                    continue;
                }
                let sum: Decimal = below(&table, row).map(|row| amount(&row.cells[place])).sum();
                let whole = amount(&row.cells[place]);
                prop_assert!((sum - whole).abs() < cent(), "{column} of {:?}: {sum}, {whole}", row.groups);
            }
        }
    }

    #[test]
    fn contributions_sum_to_the_return(
        (book, _) in every_kind(),
        basis in bases(),
        period in periods(),
        seed in prop::collection::vec(any::<u32>(), 11),
        dimension in prop::sample::select(vec!["instrument", "asset_class", "taxonomy:region"]),
    ) {
        let subject = subject(&book, basis, market(&seed));
        let group_by = vec![dimension.parse().unwrap()];
        let table = subject.answer(&over(period, r#"["twr","contribution"]"#, group_by)).unwrap();
        let (whole, groups) = table.rows.split_first().unwrap();
        if let [Ok(Value::Number(twr)), Ok(Value::Number(own))] = whole.cells[..] {
            prop_assert!((twr - own).abs() <= 1e-9 * (1.0 + twr.abs()), "{twr} {own}");
            let parts: Vec<f64> = groups
                .iter()
                .map(|row| match row.cells[1] {
                    Ok(Value::Number(part)) => part,
                    ref other => panic!("{other:?}"),
                })
                .collect();
            let scale = 1.0 + parts.iter().map(|part| part.abs()).sum::<f64>();
            // Values are kept to twelve decimals, and the capital of a day may be a cent.
            let sum: f64 = parts.iter().sum();
            prop_assert!((sum - twr).abs() <= 1e-7 * scale, "{parts:?} {twr}");
        }
    }
}
