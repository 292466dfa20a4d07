//! Places in a JSON document.

use std::fmt::{self, Write as _};

use serde_path_to_error::{Path, Segment};

/// A JSON pointer (RFC 6901): `/transactions/17/event`. The whole document is the empty text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pointer(String);

impl Pointer {
    /// A place below the whole document.
    pub(super) fn to(name: &str) -> Self {
        Self::default().field(name)
    }

    /// The field of this object.
    pub(super) fn field(&self, name: &str) -> Self {
        let mut pointer = self.0.clone();
        pointer.push('/');
        for character in name.chars() {
            match character {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                other => pointer.push(other),
            }
        }
        Self(pointer)
    }

    /// The element of this array.
    pub(super) fn item(&self, index: usize) -> Self {
        let mut pointer = self.0.clone();
        // Writing into a string cannot fail.
        let _ = write!(pointer, "/{index}");
        Self(pointer)
    }
}

impl From<&Path> for Pointer {
    fn from(path: &Path) -> Self {
        path.iter().fold(Self::default(), |pointer, segment| match segment {
            Segment::Seq { index } => pointer.item(*index),
            Segment::Map { key } => pointer.field(key),
            Segment::Enum { .. } | Segment::Unknown => pointer,
        })
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Pointer> for String {
    fn from(pointer: Pointer) -> Self {
        pointer.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_special_characters_are_escaped() {
        let pointer = Pointer::to("a/b~c").item(3).field("");
        assert_eq!(pointer.to_string(), "/a~1b~0c/3/");
    }
}
