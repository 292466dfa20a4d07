//! The settings themselves.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::{ConfigError, Layers};
use crate::auth::{AttemptLimits, KeyError, SigningKey};
use crate::http::{ForwardedHeader, Limits, Networks, Proxies};

/// All settings, as they are called in the file.
pub(super) const NAMES: [&str; 17] = [
    "access_token_seconds",
    "body_bytes",
    "body_seconds",
    "book",
    "connections",
    "forwarded_header",
    "header_seconds",
    "listen",
    "log",
    "log_filter",
    "login_attempts_per_address",
    "login_attempts_per_email",
    "request_seconds",
    "signing_key",
    "signing_key_file",
    "stop_seconds",
    "trusted_proxies",
];

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Pretty,
    /// For machines: one JSON object per line.
    Json,
}

impl std::str::FromStr for LogFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        <Self as ValueEnum>::from_str(text, false)
            .map_err(|_| "`pretty` or `json` is needed".to_owned())
    }
}

/// Settings of every subcommand, as flags.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Settings of every command")]
pub struct Common {
    /// The configuration file [default: `cactus.toml`, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The book: a SQLite database [default: cactus.db]
    #[arg(long, global = true, value_name = "FILE")]
    pub book: Option<PathBuf>,
    /// How log lines look: pretty, or json for machines [default: pretty]
    #[arg(long, global = true, value_name = "FORMAT", hide_possible_values = true)]
    pub log: Option<LogFormat>,
    /// Log lines to write, such as `info,cactus_core=debug` [default: warn, for `serve` info]
    #[arg(long, global = true, value_name = "FILTER")]
    pub log_filter: Option<String>,
}

impl Common {
    /// What the environment and the file say.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn layers(&self) -> Result<Layers, ConfigError> {
        Layers::read(self.config.as_deref())
    }

    /// The file of the book.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn book(&self, layers: &Layers) -> Result<PathBuf, ConfigError> {
        let book = layers.get("book", self.book.clone())?;
        Ok(book.unwrap_or_else(|| "cactus.db".into()))
    }

    /// How log lines look.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn log_format(&self, layers: &Layers) -> Result<LogFormat, ConfigError> {
        Ok(layers.get("log", self.log)?.unwrap_or(LogFormat::Pretty))
    }

    /// Which log lines are written.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn log_filter(&self, layers: &Layers, default: &str) -> Result<String, ConfigError> {
        let filter = layers.get("log_filter", self.log_filter.clone())?;
        Ok(filter.unwrap_or_else(|| default.to_owned()))
    }
}

/// Settings of the server, as flags.
#[derive(Debug, Clone, Default, Args)]
pub struct ServeFlags {
    /// The address to listen on; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// The file of the key that signs access tokens, made on the first start [default: the book's name + `.key`]
    #[arg(long, value_name = "FILE")]
    pub signing_key_file: Option<PathBuf>,
    /// Seconds for which an access token is good [default: 900]
    #[arg(long, value_name = "SECONDS")]
    pub access_token_seconds: Option<u64>,
    /// Connections open at one time [default: 1024]
    #[arg(long, value_name = "COUNT")]
    pub connections: Option<usize>,
    /// Seconds to send the head of a request, or to be idle [default: 15]
    #[arg(long, value_name = "SECONDS")]
    pub header_seconds: Option<u64>,
    /// Bytes of a request's body [default: 2097152]
    #[arg(long, value_name = "BYTES")]
    pub body_bytes: Option<usize>,
    /// Seconds to send a request's body [default: 20]
    #[arg(long, value_name = "SECONDS")]
    pub body_seconds: Option<u64>,
    /// Seconds in which a request must be answered [default: 30]
    #[arg(long, value_name = "SECONDS")]
    pub request_seconds: Option<u64>,
    /// Seconds that open requests are given to end when the server stops [default: 10]
    #[arg(long, value_name = "SECONDS")]
    pub stop_seconds: Option<u64>,
    /// Attempts to sign in with one e-mail address before the brake holds [default: 10]
    #[arg(long, value_name = "COUNT")]
    pub login_attempts_per_email: Option<u32>,
    /// Attempts to sign in from one network address before the brake holds [default: 60]
    #[arg(long, value_name = "COUNT")]
    pub login_attempts_per_address: Option<u32>,
    /// Proxies that are believed when they say whom they speak for, such as `10.0.0.0/8, ::1` [default: none]
    #[arg(long, value_name = "NETWORKS")]
    pub trusted_proxies: Option<Networks>,
    /// The header in which they say it: `x-forwarded-for` or `forwarded` [default: x-forwarded-for]
    #[arg(long, value_name = "NAME")]
    pub forwarded_header: Option<ForwardedHeader>,
}

/// Settings of the server.
#[derive(Debug, Clone)]
pub struct Serving {
    /// The address to listen on.
    pub listen: SocketAddr,
    /// The key that signs access tokens.
    pub signing_key: SigningKey,
    /// How long an access token is good for.
    pub access_token_lifetime: Duration,
    /// What one client may take from the others.
    pub limits: Limits,
    /// How often one may try to sign in.
    pub attempts: AttemptLimits,
    /// The proxies that are believed.
    pub proxies: Proxies,
}

impl Serving {
    /// The settings, for a server of this book. Makes the signing key if there is none yet.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn resolve(
        flags: &ServeFlags,
        layers: &Layers,
        book: &Path,
    ) -> Result<Self, SettingsError> {
        let seconds = |name, flag, default| -> Result<Duration, ConfigError> {
            Ok(layers.get(name, flag)?.map_or(default, Duration::from_secs))
        };
        let limits = Limits::default();
        let attempts = AttemptLimits::default();
        let local = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
        Ok(Self {
            listen: layers.get("listen", flags.listen)?.unwrap_or(local),
            signing_key: signing_key(flags, layers, book)?,
            access_token_lifetime: seconds(
                "access_token_seconds",
                flags.access_token_seconds,
                Duration::from_secs(15 * 60),
            )?,
            limits: Limits {
                connections: layers
                    .get("connections", flags.connections)?
                    .unwrap_or(limits.connections),
                header_time: seconds("header_seconds", flags.header_seconds, limits.header_time)?,
                headers: limits.headers,
                body_bytes: layers
                    .get("body_bytes", flags.body_bytes)?
                    .unwrap_or(limits.body_bytes),
                body_time: seconds("body_seconds", flags.body_seconds, limits.body_time)?,
                request_time: seconds(
                    "request_seconds",
                    flags.request_seconds,
                    limits.request_time,
                )?,
                stop_time: seconds("stop_seconds", flags.stop_seconds, limits.stop_time)?,
            },
            attempts: AttemptLimits {
                per_email: layers
                    .get("login_attempts_per_email", flags.login_attempts_per_email)?
                    .unwrap_or(attempts.per_email),
                per_address: layers
                    .get("login_attempts_per_address", flags.login_attempts_per_address)?
                    .unwrap_or(attempts.per_address),
                ..attempts
            },
            proxies: Proxies {
                trusted: layers
                    .get("trusted_proxies", flags.trusted_proxies.clone())?
                    .unwrap_or_default(),
                header: layers.get("forwarded_header", flags.forwarded_header)?.unwrap_or_default(),
            },
        })
    }
}

/// The key itself has no flag: flags can be seen by everybody on the machine.
fn signing_key(
    flags: &ServeFlags,
    layers: &Layers,
    book: &Path,
) -> Result<SigningKey, SettingsError> {
    if flags.signing_key_file.is_none()
        && let Some(key) = layers.get("signing_key", None)?
    {
        return Ok(key);
    }
    let file = layers.get("signing_key_file", flags.signing_key_file.clone())?;
    let file = file.unwrap_or_else(|| book.with_added_extension("key"));
    Ok(SigningKey::read_or_create(&file)?)
}

/// Settings that cannot be used, or a signing key that cannot.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A setting.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The signing key.
    #[error(transparent)]
    Key(#[from] KeyError),
}
