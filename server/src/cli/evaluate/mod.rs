//! `cactus evaluate`: all figures of a document, without a database.

mod book;
mod table;

use std::fs;
use std::io::{self, BufRead as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use cactus_core::error::Coded;
use cactus_core::exchange::{ExchangeError, measures_of_returns, rates_of_flows};
use cactus_core::query::Column;
use cactus_core::risk::RiskMeasure;
use clap::Args;
use serde_json::{Value, json};

use self::book::BookOptions;
use super::output::say;

const EXAMPLES: &str = "\
Examples:
  All figures of a book, for people and for programs:
    cactus evaluate book.json --format table
    cactus evaluate book.json --from 2023-12-31 --to 2024-12-31 --currency EUR --scope account:main
  One question about a book:
    echo '{\"as_of\":\"2024-12-31\",\"group_by\":[\"asset_class\"],\"columns\":[\"market_value\",\"weight\"]}' > q.json
    cactus evaluate book.json --query q.json
  The internal rate of return of dated amounts:
    echo '[{\"date\":\"2023-01-01\",\"amount\":\"-100\"},{\"date\":\"2024-01-01\",\"amount\":\"107\"}]' > flows.json
    cactus evaluate --flows flows.json
  Every risk measure of a series of returns:
    cactus evaluate --returns returns.json
  Many documents, one a line, for one answer a line:
    cactus evaluate --flows - < flows.ndjson

A document of returns is
  {\"periods_per_year\":252,\"risk_free_annual\":\"0.02\",\"start_date\":\"2023-12-29\",
   \"returns\":[{\"date\":\"2024-01-02\",\"value\":\"0.0123\"}],\"benchmark\":[{\"date\":\"2024-01-02\",\"value\":\"0.01\"}]}
where `benchmark` may be left out. Numbers are decimal texts, here and in the answers.

A document that is refused is answered by its error; the exit code is 1 then, after all others have been answered.";

/// Evaluates a portable book, or measures dated flows or returns, and prints JSON.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[command(group = clap::ArgGroup::new("document").required(true).multiple(false)
    .args(["book", "flows", "returns", "list_measures", "list_columns"]))]
pub struct Evaluate {
    /// The portable book (cactus-book/1), or `-` for standard input
    #[arg(value_name = "BOOK")]
    book: Option<PathBuf>,
    #[command(flatten)]
    options: BookOptions,
    /// The file with dated flows, or `-` for one document a line on standard input
    #[arg(long, value_name = "FILE")]
    flows: Option<PathBuf>,
    /// The file with returns, or `-` for one document a line on standard input
    #[arg(long, value_name = "FILE")]
    returns: Option<PathBuf>,
    /// Print the keys of all measures with their units and formulas
    #[arg(long)]
    list_measures: bool,
    /// Print the keys of all columns that a query can ask for
    #[arg(long)]
    list_columns: bool,
}

impl Evaluate {
    pub(super) fn run(self) -> anyhow::Result<()> {
        if let Some(path) = &self.book {
            return self.options.evaluate(path);
        }
        match (&self.flows, &self.returns) {
            (Some(path), _) => answer_all(path, |document| answered(rates_of_flows(document))),
            (_, Some(path)) => answer_all(path, |document| answered(measures_of_returns(document))),
            (None, None) if self.list_columns => list_columns(),
            (None, None) => list_measures(),
        }
    }
}

/// An answer in JSON, or the error.
type Answer = Result<Value, ExchangeError>;

fn answered(answer: Result<impl serde::Serialize, ExchangeError>) -> Answer {
    serde_json::to_value(answer?)
        .map_err(|error| ExchangeError::Unwritable { reason: error.to_string() })
}

fn answer_all(path: &Path, answer: impl Fn(&[u8]) -> Answer) -> anyhow::Result<()> {
    let mut refused = 0_usize;
    let mut tell = |document: &[u8]| -> anyhow::Result<()> {
        match answer(document) {
            Ok(value) => say(value)?,
            Err(error) => {
                refused += 1;
                say(json!({
                    "error": {
                        "code": error.code(),
                        "message": error.to_string(),
                        "details": error.details(),
                    }
                }))?;
            }
        }
        Ok(())
    };
    if path == Path::new("-") {
        for line in io::stdin().lock().split(b'\n') {
            let line = line.context("cannot read standard input")?;
            if !line.trim_ascii().is_empty() {
                tell(&line)?;
            }
        }
    } else {
        let document = fs::read(path);
        tell(&document.with_context(|| format!("cannot read `{}`", path.display()))?)?;
    }
    match refused {
        0 => Ok(()),
        1 => anyhow::bail!("a document was refused; its answer says why"),
        count => anyhow::bail!("{count} documents were refused; their answers say why"),
    }
}

fn list_measures() -> anyhow::Result<()> {
    let measures = RiskMeasure::ALL.iter().map(|measure| {
        json!({
            "key": measure.key(),
            "unit": measure.unit().as_str(),
            "formula": measure.formula(),
            "needs_benchmark": measure.needs_benchmark(),
        })
    });
    say(json!({ "measures": measures.collect::<Vec<_>>() }))?;
    Ok(())
}

fn list_columns() -> anyhow::Result<()> {
    let columns = Column::all().map(|column| {
        json!({
            "key": column.key(),
            "unit": column.unit().as_str(),
            "says": column.says(),
            "needs_period": !column.is_of_a_day(),
        })
    });
    say(json!({ "columns": columns.collect::<Vec<_>>() }))?;
    Ok(())
}
