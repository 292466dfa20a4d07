//! E-mail addresses.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ModelError;

/// An e-mail address, in lower case: `Ana@Example.org` and `ana@example.org` are one person.
///
/// The check is of the form only (one `@`, a host with a dot, no blanks, at most 254 bytes); whether a
/// mailbox exists is found out by writing to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Email(String);

impl Email {
    /// The address in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Email {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let address = text.trim().to_lowercase();
        let well_formed = address.len() <= 254
            && !address.chars().any(|c| c.is_whitespace() || c.is_control())
            && address.split_once('@').is_some_and(|(local, host)| {
                let labels = || host.split('.');
                !local.is_empty()
                    && local.len() <= 64
                    && !host.contains('@')
                    && labels().count() >= 2
                    && labels().all(|label| !label.is_empty() && label.len() <= 63)
            });
        if well_formed {
            Ok(Self(address))
        } else {
            Err(ModelError::Email { text: text.chars().take(64).collect() })
        }
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl TryFrom<String> for Email {
    type Error = ModelError;

    fn try_from(text: String) -> Result<Self, ModelError> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Email {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Email".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "email", "maxLength": 254 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_checked_and_the_case_dropped() {
        assert_eq!(" Ana@Example.ORG ".parse::<Email>().unwrap().as_str(), "ana@example.org");
        for text in ["", "ana", "ana@", "@example.org", "a@b", "a@b..c", "a b@c.d", "a@b@c.d"] {
            assert!(text.parse::<Email>().is_err(), "{text}");
        }
    }
}
