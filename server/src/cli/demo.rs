//! `cactus demo`: a small firm on real prices, for a first look.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::{Context, Progress, say};
use crate::book::Book;
use crate::config::{ServeFlags, Serving};
use crate::demo::{self, Figures, Found, Making, Site};
use crate::http::stop_signal;
use crate::serving::Server;

const EXAMPLES: &str = "\
The folder gets the book (cactus.db), the same as a portable document (book.json), what every portfolio is
worth (figures.json), and the statement of one client (statement.pdf, statement.html). It is made once; delete
it for a new one.

Examples:
  Make the demo and serve it:
    cactus demo
  Only make it, somewhere else:
    cactus demo --dir /tmp/saguaro --no-serve";

/// Makes a small firm that lives on real prices, values it, and serves it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Demo {
    /// Where the demo is, or is to be
    #[arg(long, value_name = "FOLDER", default_value = "./cactus-demo")]
    dir: PathBuf,
    /// Stops when the demo is made
    #[arg(long)]
    no_serve: bool,
    /// The port to listen on, on this machine alone; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    port: u16,
}

impl Demo {
    pub(super) async fn run(self, context: Context) -> anyhow::Result<()> {
        let made = match demo::find(&self.dir)? {
            Found::Demo => None,
            Found::Nothing => make(&self.dir).await?,
        };
        let figures = match made {
            Some(figures) => {
                say(figures.table())?;
                say(format_args!("\nThe demo is in `{}`.", self.dir.display()))?;
                figures
            }
            None => {
                demo::sweep(&self.dir);
                say(format_args!("The demo in `{}` exists.", self.dir.display()))?;
                Figures::read(&self.dir)?
            }
        };
        if self.no_serve {
            return Ok(());
        }
        self.serve(&context, &figures).await
    }

    async fn serve(&self, context: &Context, figures: &Figures) -> anyhow::Result<()> {
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let flags = ServeFlags { listen: Some(listen), ..ServeFlags::default() };
        let path = demo::book_file(&self.dir);
        let settings = Serving::resolve(&flags, &context.layers, &path)?;
        let book = Book::open(&path).await?;
        let served = self.answer(&book, settings, figures).await;
        book.close().await;
        served
    }

    async fn answer(
        &self,
        book: &Book,
        settings: Serving,
        figures: &Figures,
    ) -> anyhow::Result<()> {
        let listen = settings.listen;
        let stop = stop_signal()?;
        let server = Server::bind(book.cactus().clone(), settings).await;
        let server =
            server.with_context(|| format!("cannot listen on {listen}; try another `--port`"))?;
        let address = server.address();
        say(format_args!("\n{}", demo::logins()?))?;
        say(format_args!("Paste into a shell:\n\n{}", demo::requests(address, figures)?))?;
        say(format_args!("Or look at http://{address}/docs\n"))?;
        say(format_args!("listening on http://{address} until Ctrl-C"))?;
        server.run(stop).await?;
        Ok(())
    }
}

/// Makes the demo, unless another run has just done so.
async fn make(place: &Path) -> anyhow::Result<Option<Figures>> {
    let Some(site) = Site::claim(place)? else {
        return Ok(None);
    };
    let progress = Progress::unknown("living nine years of a firm");
    let book = demo::book()?;
    let as_of = book.settings.as_of.context("the book of the demo has no last day")?;
    drop(progress);
    let progress = Progress::unknown("hiring advisers");
    let making = Making::begin(&site.folder(), as_of).await?;
    making.found().await?;
    drop(progress);
    let bookings = book.transactions.len();
    let progress = Progress::unknown(format!("recording {bookings} transactions"));
    making.record(&book).await?;
    drop(progress);
    let portfolios = making.portfolios().await?;
    let progress = Progress::steps(portfolios.len() as u64, "valuing portfolios");
    let mut figures = Figures { as_of, portfolios: Vec::with_capacity(portfolios.len()) };
    for (client, portfolio) in &portfolios {
        figures.portfolios.push(making.figures(client, portfolio).await?);
        progress.advance(1);
    }
    drop(progress);
    let progress = Progress::unknown("writing a statement");
    making.state().await?;
    drop(progress);
    making.finish(&figures).await?;
    site.finish()?;
    Ok(Some(figures))
}
