//! Identities: one newtype per kind of thing, UUIDv7 inside, prefixed text outside.
//!
//! The text form is the prefix, an underscore and the 32 lower-case hexadecimal digits of the UUID:
//! `cli_01932c07209a7d1fb4b8b3a2c0ffee00`. A prefix makes a mixed-up id a parse error instead of a
//! look-up that finds nothing. Ids are made by the `IdGenerator` port.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::{Coded, Details, ErrorKind};

/// A text that is not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an id of the form `{prefix}_` and 32 hexadecimal digits")]
pub struct IdError {
    /// The prefix that was wanted.
    pub prefix: &'static str,
    /// What was given, cut to a length fit for a message.
    pub text: String,
}

impl Coded for IdError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    fn code(&self) -> &'static str {
        "id.malformed"
    }

    fn details(&self) -> Details {
        Details::from([("prefix", self.prefix.to_owned()), ("text", self.text.clone())])
    }
}

/// What all ids have in common, so that a store can keep any of them the same way.
pub trait Id: Copy + Ord + fmt::Display + FromStr<Err = IdError> + Send + Sync + 'static {
    /// The prefix of the text form, without the underscore.
    const PREFIX: &'static str;

    /// The id with this UUID.
    fn from_uuid(uuid: Uuid) -> Self;

    /// The UUID inside.
    fn uuid(self) -> Uuid;
}

fn parse(prefix: &'static str, text: &str) -> Result<Uuid, IdError> {
    let malformed = || IdError { prefix, text: text.chars().take(64).collect() };
    let hex = text
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'))
        .filter(|hex| hex.len() == 32)
        .filter(|hex| hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
        .ok_or_else(malformed)?;
    Uuid::try_parse(hex).map_err(|_| malformed())
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(Uuid);

        impl Id for $name {
            const PREFIX: &'static str = $prefix;

            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                parse($prefix, text).map(Self)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "pattern": concat!("^", $prefix, "_[0-9a-f]{32}$"),
                })
            }
        }
    )+};
}

ids! {
    /// A firm: the tenant that every row belongs to.
    FirmId = "firm";
    /// A person who can sign in: adviser, manager, auditor, client of the portal.
    UserId = "usr";
    /// A client of the firm.
    ClientId = "cli";
    /// Clients who are looked at together.
    HouseholdId = "hh";
    /// Accounts that are managed and measured together.
    PortfolioId = "pf";
    /// A custody or cash account.
    AccountId = "acc";
    /// Something that can be held and priced.
    InstrumentId = "ins";
    /// A booking in the ledger.
    TransactionId = "txn";
    /// A generated report.
    ReportId = "rep";
    /// A delegation of access.
    GrantId = "gra";
    /// Something that happened, as told to subscribers.
    EventId = "evt";
    /// A signed-in session: the life of one refresh token and its successors.
    SessionId = "ses";
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_wrong_prefix_is_refused_with_the_wanted_one() {
        let client = ClientId::from_uuid(Uuid::from_u128(7)).to_string();
        let error = client.parse::<UserId>().unwrap_err();
        assert_eq!(error.prefix, "usr");
        assert_eq!(error.text, client);
    }

    #[test]
    fn other_spellings_of_the_same_uuid_are_refused() {
        for text in [
            "cli_0000000000000000000000000000000A",
            "cli_00000000-0000-0000-0000-00000000000a",
            "cli_{0000000000000000000000000000000a}",
            "cli_",
            "cli",
            "",
        ] {
            assert!(text.parse::<ClientId>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn parse_reverses_display(bits: u128) {
            let id = TransactionId::from_uuid(Uuid::from_u128(bits));
            prop_assert_eq!(id.to_string().parse::<TransactionId>().unwrap(), id);
            let json = serde_json::to_string(&id).unwrap();
            prop_assert_eq!(serde_json::from_str::<TransactionId>(&json).unwrap(), id);
        }
    }
}
