//! Looks for bytes for which [`cactus_fuzz::series`] does not hold.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cactus_fuzz::series(data));
