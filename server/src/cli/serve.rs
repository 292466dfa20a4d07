//! `cactus serve`: the API over HTTP.

use anyhow::Context as _;
use clap::Args;

use super::{Context, say};
use crate::book::Book;
use crate::config::{ServeFlags, Serving};
use crate::http::stop_signal;
use crate::serving::Server;

const EXAMPLES: &str = "\
Examples:
  Serve a book on this machine alone:
    cactus serve --book saguaro.db
  Serve behind a reverse proxy that speaks TLS, with logs for machines:
    CACTUS_SIGNING_KEY_FILE=/etc/cactus/key cactus serve --listen 10.0.0.5:8080 --log json
  Sign in and ask:
    curl -s localhost:8080/api/v1/auth/login -H 'content-type: application/json' \\
      -d '{\"email\": \"ada@saguaro.example\", \"password\": \"…\"}'
    curl -s localhost:8080/api/v1/clients -H 'authorization: Bearer …'

The API is described at /openapi.json and can be tried out at /docs.";

/// Serves the API over HTTP until it is told to stop (Ctrl-C, SIGTERM).
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Serve {
    #[command(flatten)]
    flags: ServeFlags,
}

impl Serve {
    pub(super) async fn run(self, context: Context) -> anyhow::Result<()> {
        let book = Book::open(&context.book).await?;
        let served = self.serve(&context, &book).await;
        book.close().await;
        served
    }

    async fn serve(self, context: &Context, book: &Book) -> anyhow::Result<()> {
        let settings = Serving::resolve(&self.flags, &context.layers, &context.book)?;
        let stop = stop_signal()?;
        let address = settings.listen;
        let server = Server::bind(book.cactus().clone(), settings).await;
        let server = server.with_context(|| format!("`{address}` cannot be listened on"))?;
        say(format_args!("listening on http://{}", server.address()))?;
        server.run(stop).await?;
        Ok(())
    }
}
