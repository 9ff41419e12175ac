//! Any bytes are read as an article or refused: see `tests/sound/properties.rs`.

#![no_main]
#![allow(dead_code, reason = "each target asks one of the properties")]

#[path = "../../tests/sound/properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::bytes(bytes));
