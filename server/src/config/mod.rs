//! Settings: from flags, else from environment variables, else from a file, else the default.
//!
//! Every setting has one name: `stop_seconds` in the file is `CACTUS_STOP_SECONDS` in the environment and
//! `--stop-seconds` as a flag. A value that cannot be used is refused with the place it came from.

mod error;
mod layers;
mod settings;

pub use error::{ConfigError, Source};
pub use layers::Layers;
pub use settings::{Common, LogFormat, ServeFlags, Serving, SettingsError};
