//! `cactus report`: a client's statement as a file.

mod choice;
mod destination;

use anyhow::Context as _;
use cactus_core::Cactus;
use cactus_core::model::Email;
use cactus_core::money::Currency;
use cactus_core::permissions::Actor;
use cactus_core::reports::{Format, Language};
use cactus_core::time::{BusinessDate, NamedPeriod, Period};
use cactus_core::views::{GenerateStatement, PeriodQuery, RenderReport, ReportView};
use clap::Args;

use super::{Context, Progress, UsageError, say};
use crate::book::Book;
use crate::system::today;
use destination::Destination;

const EXAMPLES: &str = "\
The statement is kept in the book as well, and who made it is written to its audit log.

With `--output`, one line says what was written: the report's id, its title, its days, the file. The
file is complete or not there, and one that exists is left alone unless `--force` is given.

Examples:
  The year to date of a client with one portfolio, as PDF:
    cactus report --as elena@saguaro.example --client 'Harriet Cole' --output cole.pdf
  A calendar year, in Spanish and in euros, as one HTML page:
    cactus report --as elena@saguaro.example --client 'Robert Bennett' --portfolio Core \\
      --from 2021-01-01 --to 2021-12-31 --language es --currency EUR --output core-2021.html
  Read it in a terminal:
    cactus report --as elena@saguaro.example --client 'Harriet Cole' --period SI | less
  The same bytes whenever it is run:
    cactus report --as elena@saguaro.example --client 'Harriet Cole' --as-of 2022-06-30 \\
      --issued-on 2022-07-01 --format pdf > cole.pdf";

/// Makes the statement of a portfolio and writes it as PDF, HTML, Markdown or JSON
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Report {
    /// Whoever makes it: somebody of the firm who may
    #[arg(long = "as", value_name = "EMAIL")]
    made_by: Email,
    /// The client: their full name, e-mail address or id
    #[arg(long, required_unless_present = "portfolio")]
    client: Option<String>,
    /// The portfolio: its name or id; needless where the client has only one
    #[arg(long)]
    portfolio: Option<String>,
    /// The days: MTD, QTD, YTD, 1Y, 3Y, 5Y or SI (since inception) [default: YTD]
    #[arg(long, value_name = "NAME", conflicts_with_all = ["from", "to"])]
    period: Option<NamedPeriod>,
    /// The last of the days [default: the latest day with a price]
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    as_of: Option<BusinessDate>,
    /// Instead of a named period: the first day covered, such as 2021-01-01
    #[arg(long, value_name = "DATE", requires = "to")]
    from: Option<BusinessDate>,
    /// With `--from`: the last day covered, such as 2021-12-31
    #[arg(long, value_name = "DATE", requires = "from")]
    to: Option<BusinessDate>,
    /// The currency of the figures [default: the portfolio's]
    #[arg(long, value_name = "CODE")]
    currency: Option<Currency>,
    /// The language: en or es
    #[arg(long, value_name = "CODE", default_value = "en")]
    language: Language,
    /// pdf, html, markdown or json [default: by the ending of the file, else markdown]
    #[arg(long)]
    format: Option<Format>,
    /// The file; `-` for standard output
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    output: Destination,
    /// Replaces a file that exists
    #[arg(long)]
    force: bool,
    /// The day of issue that is printed on it [default: today, in UTC]
    #[arg(long, value_name = "DATE")]
    issued_on: Option<BusinessDate>,
}

impl Report {
    pub(super) async fn run(self, context: Context) -> anyhow::Result<()> {
        let format = self.output.format(self.format)?;
        self.output.check(self.force)?;
        let book = Book::open(&context.book).await?;
        let made = self.make(&book, format).await;
        book.close().await;
        let (report, file) = made?;
        self.output.write(&file, self.force)?;
        if let Destination::File(path) = &self.output {
            let (id, title, days) = (report.id, report.title, report.period);
            let (start, end) = (days.start(), days.end());
            say(format_args!("{id}  {title}  {start} – {end}  {}", path.display()))?;
        }
        Ok(())
    }

    async fn make(&self, book: &Book, format: Format) -> anyhow::Result<(ReportView, Vec<u8>)> {
        let cactus = book.cactus();
        let actor = book.actor(&self.made_by).await?;
        let (client, portfolio) = (self.client.as_deref(), self.portfolio.as_deref());
        let portfolio = choice::portfolio(cactus, &actor, client, portfolio).await?;
        let command = GenerateStatement {
            portfolio: portfolio.id,
            period: self.days(cactus, &actor).await?,
            issued_on: self.issued_on.map_or_else(today, Ok)?,
            currency: self.currency,
        };
        let progress = Progress::unknown("computing the statement");
        let reports = cactus.reports();
        let report = reports.generate_statement(&actor, command).await?;
        drop(progress);
        let progress = Progress::unknown("setting the pages");
        let how = RenderReport { format, language: self.language };
        let file = reports.render(&actor, report.id, how).await?;
        drop(progress);
        Ok((report, file))
    }

    async fn days(&self, cactus: &Cactus, actor: &Actor) -> anyhow::Result<PeriodQuery> {
        if let (Some(first), Some(end)) = (self.from, self.to) {
            if end < first {
                return Err(UsageError(format!("`--to {end}` lies before `--from {first}`")).into());
            }
            let start = first.previous().context("`--from` lies before all days")?;
            return Ok(PeriodQuery::Between(Period::new(start, end)?));
        }
        let as_of = match self.as_of {
            Some(day) => day,
            None => {
                let latest = cactus.market().latest_day(actor).await?;
                latest.context("the firm has no prices; name the last day with `--as-of`")?
            }
        };
        Ok(PeriodQuery::Named { period: self.period.unwrap_or(NamedPeriod::Ytd), as_of })
    }
}
