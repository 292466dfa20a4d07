//! Closed lists of words: enums whose text form is the same in JSON, in every store and in messages.

use crate::error::{Coded, Details, ErrorKind};

/// A word that is not on the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a {list}, which is one of {known}")]
pub struct WordError {
    /// What the list is of, such as `client status`.
    pub list: &'static str,
    /// What was given, cut to a length fit for a message.
    pub text: String,
    /// The words of the list.
    pub known: String,
}

impl WordError {
    pub(crate) fn new(list: &'static str, text: &str, known: &[&str]) -> Self {
        let known = known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        Self { list, text: text.chars().take(64).collect(), known }
    }
}

impl Coded for WordError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn code(&self) -> &'static str {
        "word.unknown"
    }

    fn details(&self) -> Details {
        Details::from([("list", self.list.to_owned()), ("text", self.text.clone())])
    }
}

/// Declares an enum with one word per variant: `as_str`, `ALL`, `Display`, `FromStr`, serde and schema forms.
macro_rules! words {
    (
        $(#[$doc:meta])*
        $list:literal $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }
    ) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[serde(into = "&'static str", try_from = "String")]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// All of them, in the order of their declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word for it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::words::WordError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::words::WordError::new($list, text, &[$($word),+])),
                }
            }
        }

        impl From<$name> for &'static str {
            fn from(word: $name) -> Self {
                word.as_str()
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::words::WordError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": [$($word),+] })
            }
        }
    };
}

pub(crate) use words;
