//! The JSON Schema of the portable book: current. Whether it is sound, an independent validator tells in
//! `tests/oracle`.

use std::path::Path;

use cactus_core::exchange::book_schema;

#[test]
fn the_schema_in_the_repository_is_the_one_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/cactus-book-1.schema.json");
    let kept = std::fs::read_to_string(path).unwrap();
    assert!(
        kept == format!("{:#}\n", book_schema()),
        "docs/cactus-book-1.schema.json is not current; write it anew with \
         `cargo run --bin cactus -- book schema > docs/cactus-book-1.schema.json`"
    );
}
