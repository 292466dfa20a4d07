//! `cactus report`: the statement of the one portfolio that is meant, as a whole or not at all.

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};
use std::sync::Arc;

use cactus_core::Cactus;
use cactus_core::reports::{Format, Language};
use cactus_core::services::Outside;
use cactus_core::views::RenderReport;
use cactus_store::sqlite::{SqliteOptions, SqliteStore};
use cactus_store::system::{Argon2Passwords, SystemClock, SystemEntropy, UuidV7};

use super::program::{DEMO, cactus, complained, printed};

const MANAGER: &str = "elena@saguaro.example";
const ANA: [&str; 4] = ["--client", "ana.garcia@mail.example", "--portfolio", "Crecimiento"];
const END_OF_2022: [&str; 4] = ["--as-of", "2022-12-28", "--issued-on", "2022-12-28"];

fn report(home: &Path, who: &str, parts: &[&[&str]]) -> Output {
    let book = DEMO.join("cactus.db");
    let mut command = cactus(home, ["report", "--as", who]);
    command.arg("--book").arg(book).args(parts.concat()).output().unwrap()
}

/// The report of the manager, which must be made.
fn made(home: &Path, parts: &[&[&str]]) -> Output {
    let output = report(home, MANAGER, parts);
    assert!(output.status.success(), "{}", complained(&output));
    assert_eq!(complained(&output), "");
    output
}

#[test]
fn it_writes_the_statement_that_the_demo_has_written() {
    let home = tempfile::tempdir().unwrap();
    for name in ["statement.pdf", "statement.html"] {
        let output = made(home.path(), &[&ANA, &END_OF_2022, &["--output", name]]);
        let told = printed(&output);
        assert!(told.starts_with("rep_"), "{told}");
        let rest = format!("  Ana García Solís — Crecimiento  2021-12-31 – 2022-12-28  {name}\n");
        assert!(told.ends_with(&rest), "{told}");
        let file = fs::read(home.path().join(name)).unwrap();
        assert!(file == fs::read(DEMO.join(name)).unwrap(), "`{name}` differs");
    }
}

#[tokio::test]
async fn it_is_kept_in_the_book_with_who_made_it() {
    let home = tempfile::tempdir().unwrap();
    let adviser = "lucia@saguaro.example";
    let output = report(home.path(), adviser, &[&ANA, &END_OF_2022, &["-o", "ana.json"]]);
    assert_eq!(complained(&output), "");
    let id = printed(&output).split("  ").next().unwrap();
    let cactus = engine().await;
    let lucia = cactus.access().assume(&adviser.parse().unwrap()).await.unwrap();
    let kept = cactus.reports().get(&lucia, id.parse().unwrap()).await.unwrap();
    assert_eq!(kept.generated_by, lucia.user());
    let how = RenderReport { format: Format::Json, language: Language::English };
    let content = cactus.reports().render(&lucia, kept.id, how).await.unwrap();
    assert!(content == fs::read(home.path().join("ana.json")).unwrap());
}

/// The engine over the book of the demo.
async fn engine() -> Cactus {
    let store = SqliteStore::open(DEMO.join("cactus.db"), SqliteOptions::default()).await.unwrap();
    Cactus::new(Outside {
        store: Arc::new(store),
        clock: Arc::new(SystemClock),
        ids: Arc::new(UuidV7),
        entropy: Arc::new(SystemEntropy),
        passwords: Arc::new(Argon2Passwords::default()),
    })
}

#[test]
fn standard_output_has_the_report_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let shown = |more: &[&str]| {
        let output = made(home.path(), &[&["--client", "harriet cole"], &END_OF_2022, more]);
        printed(&output).to_owned()
    };
    let text = shown(&[]);
    assert!(text.starts_with("# Client statement\n"), "{text}");
    assert!(text.contains("31\u{a0}Dec\u{a0}2021 – 28\u{a0}Dec\u{a0}2022"));
    assert!(text.contains("Prices: adjusted closing prices of the skfolio 1.12.2 data sets."));
    assert!(text.contains("Exchange rates: euro reference rates of the European Central Bank."));
    let spanish = shown(&["--language", "es", "--period", "1Y"]);
    assert!(spanish.contains("28/12/2021 – 28/12/2022"), "{spanish}");
    let json: serde_json::Value = serde_json::from_str(&shown(&["--format", "json"])).unwrap();
    assert_eq!(json["firm"], "Saguaro Wealth Partners");
    let euros = shown(&["--currency", "EUR"]);
    assert!(text.contains("USD\u{a0}393,247.89"), "{text}");
    assert!(!euros.contains("393,247.89"));
    // At the rate of the day, 1.064; what is rounded to 393,247.89 is a third of a cent more.
    assert!(euros.contains("EUR\u{a0}369,593.89"), "{euros}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn the_first_and_the_last_day_are_covered() {
    let home = tempfile::tempdir().unwrap();
    let days = ["--from", "2021-01-01", "--to", "2021-12-31", "--issued-on", "2022-01-03"];
    let output = made(home.path(), &[&ANA, &days]);
    assert!(printed(&output).contains("31\u{a0}Dec\u{a0}2020 – 31\u{a0}Dec\u{a0}2021"));
}

#[test]
fn a_file_that_exists_is_replaced_by_force_only() {
    let home = tempfile::tempdir().unwrap();
    let asked: &[&[&str]] = &[&ANA, &END_OF_2022, &["-o", "ana.md"]];
    made(home.path(), asked);
    let file = home.path().join("ana.md");
    fs::write(&file, "mine").unwrap();
    let refused = report(home.path(), MANAGER, asked);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(complained(&refused), "error: `ana.md` exists; `--force` replaces it\n");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    made(home.path(), &[asked.concat().as_slice(), &["--force"]]);
    assert!(fs::read_to_string(&file).unwrap().starts_with("# Client statement"));
}

#[test]
fn what_is_not_meant_clearly_is_refused_with_what_may_be() {
    let home = tempfile::tempdir().unwrap();
    for (who, asked, code, told) in [
        (
            MANAGER,
            "--client Ana",
            1,
            "no client `Ana`:\n  Ana García Solís <ana.garcia@mail.example>",
        ),
        (MANAGER, "--client nobody@mail.example", 1, "no client `nobody@mail.example`\n"),
        (MANAGER, "--client robert.bennett@mail.example", 1, "2 portfolios may be meant"),
        (MANAGER, "--portfolio Renta", 1, "2 portfolios may be meant"),
        (MANAGER, "--portfolio Rent", 1, "no portfolio called `Rent`:\n  pf_"),
        (MANAGER, "--portfolio pf_00000000000000000000000000000000", 1, "no portfolio `pf_"),
        (MANAGER, "", 2, "--client <CLIENT>"),
        (MANAGER, "--portfolio Global --period 2Y", 2, "is not one of `MTD`"),
        (MANAGER, "--portfolio Global --from 2021-01-01", 2, "--to <DATE>"),
        (MANAGER, "--portfolio Global --from 2021-02-01 --to 2021-01-01", 2, "lies before"),
        (MANAGER, "--portfolio Global --output global.doc", 2, "name the `--format`"),
        (MANAGER, "--portfolio Global --output none/global.pdf", 1, "`none` cannot be written"),
        (MANAGER, "--portfolio Global --currency DOLLAR", 2, "`DOLLAR`"),
        // Of another team, which does not exist for him; and without the permission.
        ("james@saguaro.example", "--client ana.garcia@mail.example", 1, "there is no client"),
        ("ruth@saguaro.example", "--portfolio Global", 1, "reports.generate"),
        ("eve@saguaro.example", "--portfolio Global", 1, "nobody in this book signs in as"),
    ] {
        let asked: Vec<_> = asked.split_whitespace().collect();
        let output = report(home.path(), who, &[&asked]);
        assert_eq!(output.status.code(), Some(code), "{asked:?}: {}", complained(&output));
        assert!(complained(&output).contains(told), "{asked:?}: {}", complained(&output));
        assert_eq!(printed(&output), "", "{asked:?}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_book_that_is_not_there_is_not_made() {
    let home = tempfile::tempdir().unwrap();
    for command in [
        "report --as ada@saguaro.example --portfolio Growth",
        "import --as ada@saguaro.example -",
        "user add --as ada@saguaro.example --role auditor --email b@c.example --name Ben",
        "serve",
    ] {
        let output = cactus(home.path(), command.split(' ')).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{command}");
        let told = complained(&output);
        assert!(told.starts_with("error: there is no book `cactus.db`"), "{command}: {told}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_document_that_is_refused_is_told_with_its_place_and_once() {
    let home = tempfile::tempdir().unwrap();
    let book = DEMO.join("cactus.db");
    let import = |document: &str| {
        fs::write(home.path().join("book.json"), document).unwrap();
        let mut command = cactus(home.path(), ["import", "--as", MANAGER, "book.json"]);
        let output = command.arg("--book").arg(&book).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        complained(&output).to_owned()
    };
    let told = "error: cannot import `book.json`: line 2, column 0: EOF while parsing an object\n";
    assert_eq!(import("{\n"), told);
    let told =
        "error: cannot import `book.json`: the format is `cactus-book/2`, not `cactus-book/1`\n";
    assert_eq!(import(r#"{"format": "cactus-book/2"}"#), told);
    let oversold = r#"{
        "format": "cactus-book/1", "settings": { "base_currency": "USD" },
        "instruments": [{
            "symbol": "A", "name": "A", "class": "fund", "currency": "USD", "price_basis": "raw"
        }],
        "clients": [{
            "email": "a@b.example", "first_name": "A", "last_name": "B", "risk_profile": "low",
            "status": "prospect", "portfolios": [{
                "name": "P", "base_currency": "USD", "lot_method": "fifo", "opened_on": "2024-01-02",
                "accounts": [{ "key": "a", "name": "A", "opened_on": "2024-01-02" }]
            }]
        }],
        "transactions": [{ "account": "a", "date": "2024-01-02", "event": {
            "kind": "sell", "instrument": "A", "quantity": "1",
            "price": { "amount": "1", "currency": "USD" }
        }}]
    }"#;
    let told = "error: cannot import `book.json`: at `/transactions/0`: 1 of `A` sold on 2024-01-02, 0 held\n";
    assert_eq!(import(oversold), told);
}

#[test]
fn output_that_nobody_reads_ends_it_quietly() {
    let home = tempfile::tempdir().unwrap();
    let mut command = cactus(home.path(), ["report", "--as", MANAGER, "--format", "json"]);
    command.arg("--book").arg(DEMO.join("cactus.db")).args(ANA);
    let mut run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(run.stdout.take());
    let output = run.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(complained(&output), "");
}
