//! Prices by day: the other way to write the price series of a book.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{DataSource, Symbol};
use crate::money::{Decimal, decimal};
use crate::time::BusinessDate;

/// The prices of one day. Each means the same as a point in the price series of the instrument and source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuoteEntry {
    /// The day.
    pub date: BusinessDate,
    /// Who gives them, in the words that statements disclose; unless said, the firm itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<DataSource>,
    /// What one unit of each instrument cost at the end of the day, in the instrument's currency.
    pub prices: DayPrices,
}

/// Prices by the symbols of their instruments, in the order of the document: an object on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayPrices(pub Vec<(Symbol, Decimal)>);

/// A price on the wire.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Wire(#[serde(with = "decimal::wire")] Decimal);

impl Serialize for DayPrices {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(symbol, price)| (symbol, Wire(*price))))
    }
}

impl<'de> Deserialize<'de> for DayPrices {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

/// Keeps an instrument that stands there twice, which [`Book::check`](super::Book::check) refuses: a map would drop
/// one of the two prices.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = DayPrices;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object from symbols to prices")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<DayPrices, M::Error> {
        let mut prices = Vec::new();
        while let Some((symbol, Wire(price))) = map.next_entry()? {
            prices.push((symbol, price));
        }
        Ok(DayPrices(prices))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DayPrices {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DayPrices".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "Prices by the symbols of their instruments",
            "propertyNames": generator.subschema_for::<Symbol>(),
            "additionalProperties": generator.subschema_for::<crate::money::Rate>(),
        })
    }
}
