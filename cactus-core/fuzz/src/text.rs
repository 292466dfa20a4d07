//! What holds for every value with a text form.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The most bytes that a message may have, whatever it is about: it goes into logs and answers.
const MESSAGE_MAX: usize = 4_000;

/// A value that is read comes back from what it prints; a text that is refused is not repeated at length.
pub fn comes_back<T>(text: &str) -> Option<T>
where
    T: FromStr<Err: Display> + Display + PartialEq + Debug,
{
    match text.parse::<T>() {
        Ok(value) => {
            let printed = value.to_string();
            match printed.parse::<T>() {
                Ok(again) => assert_eq!(again, value, "`{printed}` reads as something else"),
                Err(error) => panic!("`{printed}` cannot be read: {error}"),
            }
            Some(value)
        }
        Err(error) => {
            bounded(&error.to_string());
            None
        }
    }
}

/// The same, and the same for JSON.
pub fn comes_back_in_json<T>(text: &str) -> Option<T>
where
    T: FromStr<Err: Display> + Display + PartialEq + Debug + Serialize + DeserializeOwned,
{
    let value = comes_back::<T>(text)?;
    json_comes_back(&value);
    Some(value)
}

/// A value comes back from the JSON that it writes, with and without a stop at a `Value`.
pub fn json_comes_back<T: PartialEq + Debug + Serialize + DeserializeOwned>(value: &T) {
    let written = serde_json::to_string(value).expect("a value can be written");
    let again: T =
        serde_json::from_str(&written).unwrap_or_else(|error| panic!("{written}: {error}"));
    assert_eq!(again, *value, "{written}");
    let tree = serde_json::to_value(value).expect("a value can be written");
    let again: T = serde_json::from_value(tree).expect("a tree can be read");
    assert_eq!(again, *value, "{written}");
}

/// A message that is fit to be shown.
pub fn bounded(message: &str) {
    assert!(message.len() <= MESSAGE_MAX, "a message of {} bytes", message.len());
}
