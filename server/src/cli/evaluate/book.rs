//! A portable book, evaluated.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use cactus_core::exchange::{Book, Evaluation, EvaluationRequest};
use cactus_core::model::{Key, LotMethod, LotPool};
use cactus_core::money::{Currency, Rate};
use cactus_core::query::{Filter, KnownOn, QueryOptions, RiskChoice};
use cactus_core::time::BusinessDate;
use clap::{Args, ValueEnum};

use super::table;
use crate::cli::output::say;

/// What of a book is evaluated, when, and how.
#[derive(Debug, Args)]
#[group(id = "of_a_book", requires = "book", conflicts_with_all = ["flows", "returns", "list_measures", "list_columns"])]
pub struct BookOptions {
    /// The day at whose end the period starts; the eve of the first booking unless said
    #[arg(long, value_name = "DATE")]
    from: Option<BusinessDate>,
    /// The day at whose end it ends; the one that the book is kept up to unless said
    #[arg(long, value_name = "DATE")]
    to: Option<BusinessDate>,
    /// The currency of all amounts; the base currency of the book unless said
    #[arg(long, value_name = "CODE")]
    currency: Option<Currency>,
    /// A part of the book, such as `account:main`, `instrument:ACME`, `client:ana@example.org`, `asset_class:bond` or
    /// `taxonomy:region:europe`; what passes all of several is evaluated
    #[arg(long, value_name = "BY:KEY")]
    scope: Vec<Filter>,
    /// Count only what was recorded up to this day, to its end in UTC, or up to this moment
    #[arg(long, value_name = "DATE")]
    known_on: Option<KnownOn>,
    /// Which lot a sale takes first: fifo, lifo, hifo, lowest_cost, specific or average
    #[arg(long, value_name = "METHOD")]
    lots: Option<LotMethod>,
    /// Out of whose lots: account or portfolio
    #[arg(long, value_name = "POOL")]
    lot_pool: Option<LotPool>,
    /// Count each account with its owner's share only
    #[arg(long)]
    owner_share: bool,
    /// Take taxes out instead of counting them as losses
    #[arg(long)]
    before_taxes: bool,
    /// Take fees out instead of counting them as losses
    #[arg(long)]
    before_fees: bool,
    /// The key of a benchmark of the book to compare with
    #[arg(long, value_name = "KEY")]
    benchmark: Option<Key>,
    /// The risk-free rate per year, 0.02 for two per cent
    #[arg(long, value_name = "RATE")]
    risk_free: Option<Rate>,
    /// Tell the value of every valuation day, too
    #[arg(long)]
    daily: bool,
    /// A file with a query; the answer is its table
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["from", "to", "currency", "scope", "known_on", "lots", "lot_pool", "owner_share", "before_taxes",
            "before_fees", "benchmark", "risk_free", "daily"]
    )]
    query: Option<PathBuf>,
    /// For programs or for people
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

/// In which form an evaluation is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON, with numbers as decimal texts
    Json,
    /// Columns of text
    Table,
}

impl BookOptions {
    /// Evaluates the book and prints the answer.
    pub(super) fn evaluate(&self, path: &Path) -> anyhow::Result<()> {
        let named = || format!("cannot evaluate `{}`", path.display());
        let book = Book::parse(&read(path)?).with_context(named)?;
        if let Some(asked) = &self.query {
            let named = || format!("cannot ask `{}`", asked.display());
            let query = Book::parse_query(&read(asked)?).with_context(named)?;
            let answer = book.answer(&query).with_context(named)?;
            return match self.format {
                Format::Json => print(&answer),
                Format::Table => Ok(say(table::of_answer(&answer, &query.columns))?),
            };
        }
        let found: Evaluation = book.evaluate(&self.request()).with_context(named)?;
        match self.format {
            Format::Json => print(&found),
            Format::Table => Ok(say(table::of_evaluation(&found))?),
        }
    }

    fn request(&self) -> EvaluationRequest {
        EvaluationRequest {
            from: self.from,
            to: self.to,
            currency: self.currency,
            scope: self.scope.clone(),
            options: QueryOptions {
                known_on: self.known_on,
                lot_method: self.lots,
                lot_pool: self.lot_pool,
                before_taxes: self.before_taxes,
                before_fees: self.before_fees,
                owner_share: self.owner_share,
                benchmark: self.benchmark.clone(),
                risk: RiskChoice { risk_free_annual: self.risk_free, ..RiskChoice::default() },
                ..QueryOptions::default()
            },
            daily: self.daily,
        }
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut document = Vec::new();
        io::stdin().lock().read_to_end(&mut document).context("cannot read standard input")?;
        return Ok(document);
    }
    fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))
}

fn print(answer: &impl serde::Serialize) -> anyhow::Result<()> {
    say(serde_json::to_string(answer).context("cannot write the answer")?)?;
    Ok(())
}
