//! Writes the foreign-language sources of the uniffi scaffolding.

fn main() {
    uniffi::uniffi_bindgen_main();
}
