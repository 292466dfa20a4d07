//! A server over one engine, from the listening socket to the end.

use std::io;
use std::net::SocketAddr;

use cactus_core::Cactus;

use crate::app::App;
use crate::auth::Tokens;
use crate::config::Serving;
use crate::http::{Ended, Listening, Proxies, layered};

/// A server that listens and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listening: Listening,
    app: App,
    proxies: Proxies,
}

impl Server {
    /// Starts to listen.
    ///
    /// # Errors
    /// If the address cannot be listened on.
    pub async fn bind(cactus: Cactus, settings: Serving) -> io::Result<Self> {
        let listening = Listening::bind(settings.listen, settings.limits.clone()).await?;
        let tokens = Tokens::new(&settings.signing_key, settings.access_token_lifetime);
        let app = App::new(cactus, tokens, settings.attempts, settings.limits);
        Ok(Self { listening, app, proxies: settings.proxies })
    }

    /// The address listened on.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.listening.address()
    }

    /// Answers until `stop` is ready, then ends within the time that the settings give.
    ///
    /// # Errors
    /// If two paths of the table exclude each other.
    pub async fn run(self, stop: impl Future<Output = ()>) -> Result<Ended, matchit::InsertError> {
        let limits = self.app.limits().clone();
        let service = layered(self.app.filter()?, &limits, self.proxies);
        tracing::info!(address = %self.listening.address(), "listening");
        let ended = self.listening.serve(service, stop).await;
        tracing::info!(cut = ended.cut, "stopped");
        Ok(ended)
    }
}
