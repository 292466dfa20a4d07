//! Reading JSON so that an error says where it is.

use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use super::Problem;

/// The most characters that a problem repeats of what is wrong with a body.
const DETAIL_MAX: usize = 400;

/// Reads a JSON body.
///
/// # Errors
/// A [`Problem`] with the code `request.json`, a pointer into the document, and the line and column.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| problem(error.inner(), pointer(error.path())))?;
    deserializer.end().map_err(|error| problem(&error, String::new()))?;
    Ok(value)
}

fn problem(error: &serde_json::Error, pointer: String) -> Problem {
    let (line, column) = (error.line(), error.column());
    let message = error.to_string();
    let place = format!(" at line {line} column {column}");
    let message = message.strip_suffix(&place).unwrap_or(&message);
    // A wrong value is repeated in the message, and a body may hold a long one.
    let message: String = message.chars().take(DETAIL_MAX).collect();
    Problem::new(StatusCode::BAD_REQUEST, "request.json", message)
        .at(pointer)
        .with_detail("line", line)
        .with_detail("column", column)
}

/// The path as a JSON pointer (RFC 6901); empty for the whole document.
fn pointer(path: &Path) -> String {
    path.iter().fold(String::new(), |mut pointer, segment| {
        let token = match segment {
            Segment::Map { key } => key.replace('~', "~0").replace('/', "~1"),
            Segment::Seq { index } => index.to_string(),
            Segment::Enum { .. } | Segment::Unknown => return pointer,
        };
        pointer.push('/');
        pointer.push_str(&token);
        pointer
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Deserialize;
    use serde_json::{Value, json};

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Order {
        #[expect(dead_code, reason = "only read into")]
        items: Vec<Item>,
    }

    #[derive(Debug, Deserialize)]
    struct Item {
        #[serde(rename = "a/b")]
        #[expect(dead_code, reason = "only read into")]
        count: u8,
    }

    fn refusal(text: &str) -> Value {
        let problem = read::<Order>(text.as_bytes()).unwrap_err();
        let document = serde_json::to_value(problem.document()).unwrap();
        json!([document["detail"], document["pointer"], document["details"]])
    }

    #[test]
    fn a_wrong_value_is_pointed_at() {
        let text = "{\"items\": [{\"a/b\": 1},\n {\"a/b\": \"two\"}]}";
        let expected = json!([
            "invalid type: string \"two\", expected u8",
            "/items/1/a~1b",
            { "line": "2", "column": "14" },
        ]);
        assert_eq!(refusal(text), expected);
    }

    #[test]
    fn an_unknown_field_is_refused() {
        let expected = json!([
            "unknown field `colour`, expected `items`",
            "/colour",
            { "line": "1", "column": "9" },
        ]);
        assert_eq!(refusal("{\"colour\": 1}"), expected);
    }

    #[test]
    fn what_is_not_json_is_refused_where_it_stops_making_sense() {
        assert_eq!(refusal("{\"items\": [}")[2]["column"], "12");
        assert_eq!(refusal("{\"items\": []} x")[0], "trailing characters");
        assert_eq!(refusal("")[0], "EOF while parsing a value");
    }

    proptest! {
        #[test]
        fn a_wrong_value_is_pointed_at_wherever_it_is_and_told_in_brief(
            before in 0..30_usize, after in 0..30_usize, length in 0..2_000_usize,
        ) {
            let item = |value: Value| json!({ "a/b": value });
            let mut items = vec![item(json!(1)); before + after];
            items.insert(before, item(json!("ñ".repeat(length))));
            let refused = refusal(&json!({ "items": items }).to_string());
            prop_assert_eq!(&refused[1], &json!(format!("/items/{before}/a~1b")));
            prop_assert!(refused[0].as_str().unwrap().chars().count() <= DETAIL_MAX);
        }

        #[test]
        fn any_bytes_are_read_or_refused(body in prop::collection::vec(any::<u8>(), 0..60)) {
            let known = serde_json::from_slice::<Value>(&body).ok();
            prop_assert_eq!(read::<Value>(&body).ok(), known);
        }
    }
}
