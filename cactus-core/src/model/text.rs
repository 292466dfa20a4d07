//! Texts with a length and a character set.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ModelError;

fn one_line(text: &str) -> bool {
    !text.chars().any(char::is_control)
}

fn many_lines(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn symbol(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_graphic())
}

fn phone(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || b" +-().".contains(&b))
        && text.bytes().any(|b| b.is_ascii_digit())
}

fn key(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
}

fn role(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $what:literal, 1 to $max:literal, $accepts:ident, $rule:literal;)+) => {$(
        $(#[$doc])*
        #[doc = ""]
        #[doc = concat!("Must have ", $rule, "; white space around it is dropped.")]
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = ModelError;

            fn from_str(text: &str) -> Result<Self, ModelError> {
                let text = text.trim();
                if text.is_empty() || text.chars().count() > $max || !$accepts(text) {
                    return Err(ModelError::Text { what: $what, rule: $rule });
                }
                Ok(Self(text.to_owned()))
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = ModelError;

            fn try_from(text: String) -> Result<Self, ModelError> {
                text.parse()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "minLength": 1, "maxLength": $max })
            }
        }
    )+};
}

texts! {
    /// The name of a person or a thing.
    Name: "name", 1 to 200, one_line, "1 to 200 characters on one line";
    /// Free text of several lines.
    Note: "note", 1 to 10_000, many_lines, "1 to 10,000 characters";
    /// Somebody else's number for a thing: an account number, a broker's booking id.
    Reference: "reference", 1 to 100, one_line, "1 to 100 characters on one line";
    /// Who gives prices or exchange rates, in the words that a statement discloses: a vendor, a bank, a publication.
    DataSource: "data source", 1 to 120, one_line, "1 to 120 characters on one line";
    /// A telephone number as people write it.
    Phone: "phone number", 1 to 40, phone, "1 to 40 digits, blanks and `+-().`";
    /// The short name an instrument is traded under.
    Symbol: "symbol", 1 to 32, symbol, "1 to 32 visible ASCII characters";
    /// What a thing is called inside one document, such as an account of a portable book.
    Key: "key", 1 to 64, key, "1 to 64 letters, digits and `._-`";
    /// The key of a role, built in or defined by a firm.
    RoleName: "role name", 1 to 40, role, "1 to 40 lower-case letters, digits and underscores";
}

impl Name {
    /// A name that is a word of ours.
    pub(crate) fn from_word(word: &'static str) -> Self {
        Self(word.to_owned())
    }
}

impl From<Key> for Name {
    /// Every key is a name too.
    fn from(key: Key) -> Self {
        Self(key.0)
    }
}

impl RoleName {
    /// The name of a built-in role, which keeps the rules by its test.
    pub(crate) fn from_word(word: &'static str) -> Self {
        Self(word.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_count_characters_after_trimming() {
        assert_eq!("  Ana María  ".parse::<Name>().unwrap().as_str(), "Ana María");
        assert!("é".repeat(200).parse::<Name>().is_ok());
        assert!("é".repeat(201).parse::<Name>().is_err());
        assert!("   ".parse::<Name>().is_err());
    }

    #[test]
    fn control_characters_are_refused_but_line_breaks_in_notes() {
        assert!("a\nb".parse::<Name>().is_err());
        assert!("a\u{0}b".parse::<Note>().is_err());
        assert!("a\nb".parse::<Note>().is_ok());
    }

    #[test]
    fn json_cannot_bypass_the_rules() {
        assert!(serde_json::from_str::<Symbol>("\"BRK.B\"").is_ok());
        assert!(serde_json::from_str::<Symbol>("\"BRK B\"").is_err());
    }
}
