//! Settings that cannot be used.

use std::fmt;
use std::path::PathBuf;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// An environment variable.
    Environment {
        /// Its name.
        variable: String,
    },
    /// A key in the configuration file.
    File {
        /// The file.
        path: PathBuf,
        /// The key.
        key: String,
    },
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Environment { variable } => write!(f, "the environment variable `{variable}`"),
            Self::File { path, key } => write!(f, "`{key}` in `{}`", path.display()),
        }
    }
}

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The configuration file cannot be read.
    #[error("the configuration file `{}` cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The configuration file is not TOML.
    #[error("the configuration file `{}` is not valid: {reason}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where and why.
        reason: String,
    },
    /// The configuration file has a key that is no setting.
    #[error("`{key}` in `{}` is not a setting; those are {known}", path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// The key.
        key: String,
        /// All settings.
        known: String,
    },
    /// A value that the setting cannot take. The value itself is not repeated: it may be a secret in the
    /// wrong place.
    #[error("{from} cannot be used: {reason}")]
    Value {
        /// Where it came from.
        from: Source,
        /// Why.
        reason: String,
    },
}
