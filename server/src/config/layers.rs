//! The places that settings come from, one behind the other.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::error::{ConfigError, Source};
use super::settings::NAMES;

const PREFIX: &str = "CACTUS_";

/// Read when it is there and no other file is named.
const DEFAULT_FILE: &str = "cactus.toml";

/// What the environment and the file say; flags are asked before.
#[derive(Clone, Default)]
pub struct Layers {
    environment: BTreeMap<String, String>,
    file: BTreeMap<String, String>,
    path: PathBuf,
}

impl std::fmt::Debug for Layers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Layers").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Layers {
    /// Reads the process's environment and the file: the one named, else the one that `CACTUS_CONFIG` names,
    /// else `cactus.toml` if there is one.
    ///
    /// # Errors
    /// [`ConfigError`].
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place where the server reads its environment"
    )]
    pub fn read(named: Option<&Path>) -> Result<Self, ConfigError> {
        Self::from_environment(std::env::vars_os(), named)
    }

    fn from_environment(
        variables: impl Iterator<Item = (OsString, OsString)>,
        named: Option<&Path>,
    ) -> Result<Self, ConfigError> {
        let environment: BTreeMap<String, String> = variables
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter_map(|(name, value)| {
                let name = name.strip_prefix(PREFIX)?.to_ascii_lowercase();
                (!value.is_empty()).then_some((name, value))
            })
            .collect();
        let named =
            named.map(Path::to_owned).or_else(|| environment.get("config").map(PathBuf::from));
        let path = match named {
            Some(path) => path,
            None if Path::new(DEFAULT_FILE).exists() => DEFAULT_FILE.into(),
            None => {
                return Ok(Self { environment, ..Self::default() });
            }
        };
        let file = read_file(&path)?;
        Ok(Self { environment, file, path })
    }

    /// The setting's value: the flag's, else the environment's, else the file's.
    ///
    /// # Errors
    /// [`ConfigError::Value`] for a text that is no `T`.
    pub fn get<T: FromStr<Err: Display>>(
        &self,
        name: &str,
        flag: Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        if flag.is_some() {
            return Ok(flag);
        }
        let Some((text, from)) = self.text(name) else {
            return Ok(None);
        };
        text.parse()
            .map(Some)
            .map_err(|error: T::Err| ConfigError::Value { from, reason: error.to_string() })
    }

    fn text(&self, name: &str) -> Option<(&str, Source)> {
        let environment = self.environment.get(name).map(|text| {
            let variable = format!("{PREFIX}{}", name.to_ascii_uppercase());
            (text.as_str(), Source::Environment { variable })
        });
        environment.or_else(|| {
            let (path, key) = (self.path.clone(), name.to_owned());
            let text = self.file.get(name)?;
            Some((text.as_str(), Source::File { path, key }))
        })
    }
}

fn read_file(path: &Path) -> Result<BTreeMap<String, String>, ConfigError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
    let table: toml::Table = toml::from_str(&text).map_err(|error| ConfigError::Malformed {
        path: path.to_owned(),
        reason: error.to_string().trim_end().to_owned(),
    })?;
    table
        .into_iter()
        .map(|(key, value)| {
            if !NAMES.contains(&key.as_str()) {
                return Err(ConfigError::Unknown {
                    path: path.to_owned(),
                    key,
                    known: NAMES.map(|name| format!("`{name}`")).join(", "),
                });
            }
            let text = match value {
                toml::Value::String(text) => text,
                toml::Value::Integer(number) => number.to_string(),
                _ => {
                    let path = path.to_owned();
                    return Err(ConfigError::Value {
                        from: Source::File { path, key },
                        reason: "a text or a whole number is needed".to_owned(),
                    });
                }
            };
            Ok((key, text))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::net::SocketAddr;

    fn layers(variables: &[(&str, &str)], file: &str) -> Result<Layers, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cactus.toml");
        std::fs::write(&path, file).unwrap();
        let variables = variables.iter().map(|(name, value)| (name.into(), value.into()));
        Layers::from_environment(variables, Some(&path))
    }

    /// The message, without the folder of the file.
    fn refusal(error: &ConfigError) -> String {
        let text = error.to_string();
        let start = text.find("`/").map_or(0, |at| at + 1);
        let end = text.find("cactus.toml").unwrap_or(start);
        text.replace(&text[start..end], "")
    }

    #[test]
    fn flags_come_before_the_environment_and_that_before_the_file() {
        let layers =
            layers(&[("CACTUS_LISTEN", "127.0.0.1:2")], "listen = '127.0.0.1:3'\nstop_seconds = 3")
                .unwrap();
        let port = |flag: Option<SocketAddr>| layers.get("listen", flag).unwrap().unwrap().port();
        assert_eq!(port(Some("127.0.0.1:1".parse().unwrap())), 1);
        assert_eq!(port(None), 2);
        assert_eq!(layers.get("stop_seconds", None::<u64>).unwrap(), Some(3));
        assert_eq!(layers.get("body_bytes", None::<u64>).unwrap(), None);
    }

    #[test]
    fn a_wrong_value_is_refused_with_its_place() {
        let layers = layers(&[("CACTUS_LISTEN", "here")], "stop_seconds = 'soon'").unwrap();
        let error = layers.get("listen", None::<SocketAddr>).unwrap_err();
        let expected = "the environment variable `CACTUS_LISTEN` cannot be used: \
            invalid socket address syntax";
        assert_eq!(error.to_string(), expected);
        let error = layers.get("stop_seconds", None::<u64>).unwrap_err();
        let expected =
            "`stop_seconds` in `cactus.toml` cannot be used: invalid digit found in string";
        assert_eq!(refusal(&error), expected);
    }

    #[test]
    fn a_wrong_file_is_refused() {
        let unknown = refusal(&layers(&[], "lisen = 1").unwrap_err());
        assert!(unknown.starts_with("`lisen` in `cactus.toml` is not a setting"));
        let malformed = refusal(&layers(&[], "listen = ").unwrap_err());
        assert!(malformed.contains("line 1, column 10"), "{malformed}");
        let table = refusal(&layers(&[], "[listen]").unwrap_err());
        assert!(table.ends_with("a text or a whole number is needed"));
    }

    #[test]
    fn nothing_that_was_given_is_shown() {
        let layers = layers(&[("CACTUS_SIGNING_KEY", "s3cret")], "").unwrap();
        assert!(!format!("{layers:?}").contains("s3cret"));
    }

    /// Lines as somebody might write them into the file.
    fn lines() -> impl Strategy<Value = String> {
        let key = prop::sample::select(NAMES.to_vec()).prop_map(str::to_owned);
        let key = prop_oneof![4 => key, 1 => "[a-z_.\"]{0,8}"];
        let value = prop_oneof![
            "-?[0-9]{1,25}",
            "'\\PC{0,12}'",
            "\"\\PC{0,12}\"",
            "(true|nan|1e400|\\[1, 2\\]|\\{ a = 1 \\}|1979-05-27|0x1f)",
            "\\PC{0,12}",
        ];
        let line = (key, value).prop_map(|(key, value)| format!("{key} = {value}"));
        prop::collection::vec(prop_oneof![6 => line, 1 => "\\PC{0,20}"], 0..4)
            .prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn any_file_is_read_or_refused_with_its_name(file in lines()) {
            match layers(&[], &file) {
                Ok(layers) => {
                    prop_assert!(layers.file.keys().all(|key| NAMES.contains(&key.as_str())));
                    prop_assert!(layers.get("stop_seconds", None::<u64>).is_ok()
                        || layers.file.contains_key("stop_seconds"));
                }
                Err(error) => prop_assert!(error.to_string().contains("cactus.toml"), "{}", error),
            }
        }
    }
}
