//! What rows are told apart by, and what a scope is cut by.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::QueryError;
use crate::model::Key;
use crate::words::words;

/// What the text of a taxonomy starts with.
pub(super) const TAXONOMY: &str = "taxonomy:";

words! {
    /// A property of an account or of an instrument by which a record can be taken apart.
    "dimension" Property {
        /// The household of the client whose account it is.
        Household = "household",
        /// The client whose account it is.
        Client = "client",
        /// The adviser who looks after the client.
        Adviser = "adviser",
        /// The portfolio of the account.
        Portfolio = "portfolio",
        /// The account.
        Account = "account",
        /// The instrument; cash is told apart by its currency.
        Instrument = "instrument",
        /// The broad class of the instrument; cash is one of its own.
        AssetClass = "asset_class",
        /// The sector of the instrument.
        Sector = "sector",
        /// The region of the instrument.
        Region = "region",
        /// The currency that the instrument is priced in, or that of the cash.
        Currency = "currency",
    }
}

/// What rows are told apart by, and what a scope is cut by: a property, or a level of a firm's own taxonomy.
///
/// As text it is the word of the property, or `taxonomy:` with the key of the taxonomy, and with `/2` for its second
/// level from the top.
///
/// ```
/// use cactus_core::query::{Dimension, Property};
///
/// assert_eq!("asset_class".parse(), Ok(Dimension::Property(Property::AssetClass)));
/// let regions: Dimension = "taxonomy:region/2".parse()?;
/// assert_eq!(regions.to_string(), "taxonomy:region/2");
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Dimension {
    /// A property.
    Property(Property),
    /// A taxonomy.
    Taxonomy {
        /// Its key.
        key: Key,
        /// Which level of its tree, counted from one at the top. A node that is not so deep stands for itself.
        level: usize,
    },
}

impl Dimension {
    /// Whether it tells accounts apart; otherwise it tells what is in them apart.
    #[must_use]
    pub const fn is_of_accounts(&self) -> bool {
        matches!(
            self,
            Self::Property(
                Property::Household
                    | Property::Client
                    | Property::Adviser
                    | Property::Portfolio
                    | Property::Account
            )
        )
    }
}

impl From<Property> for Dimension {
    fn from(property: Property) -> Self {
        Self::Property(property)
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property(property) => property.fmt(f),
            Self::Taxonomy { key, level: 1 } => write!(f, "taxonomy:{key}"),
            Self::Taxonomy { key, level } => write!(f, "taxonomy:{key}/{level}"),
        }
    }
}

impl FromStr for Dimension {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        let unknown = || QueryError::UnknownDimension { text: text.chars().take(100).collect() };
        let Some(taxonomy) = text.strip_prefix(TAXONOMY) else {
            return text.parse().map(Self::Property).map_err(|_| unknown());
        };
        let (key, level) = taxonomy.split_once('/').unwrap_or((taxonomy, "1"));
        let level = level.parse::<usize>().ok().filter(|level| *level > 0).ok_or_else(unknown)?;
        Ok(Self::Taxonomy { key: key.parse().map_err(|_| unknown())?, level })
    }
}

impl From<Dimension> for String {
    fn from(dimension: Dimension) -> Self {
        dimension.to_string()
    }
}

impl TryFrom<String> for Dimension {
    type Error = QueryError;

    fn try_from(text: String) -> Result<Self, QueryError> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Dimension {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Dimension".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let words: Vec<_> = Property::ALL.iter().map(|property| property.as_str()).collect();
        let pattern = format!("^({}|taxonomy:[A-Za-z0-9._-]+(/[1-9][0-9]*)?)$", words.join("|"));
        schemars::json_schema!({ "type": "string", "pattern": pattern })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_and_others_are_refused() {
        for text in ["adviser", "currency", "taxonomy:region", "taxonomy:region/3"] {
            assert_eq!(text.parse::<Dimension>().unwrap().to_string(), text);
        }
        assert_eq!("taxonomy:a/1".parse::<Dimension>().unwrap().to_string(), "taxonomy:a");
        for text in ["", "colour", "taxonomy:", "taxonomy:a/0", "taxonomy:a/x", "taxonomy:a b"] {
            assert!(text.parse::<Dimension>().is_err(), "{text}");
        }
    }
}
