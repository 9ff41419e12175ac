//! Any text is analysed: see `tests/sound/properties.rs`.

#![no_main]
#![allow(dead_code, reason = "each target asks one of the properties")]

#[path = "../../tests/sound/properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| properties::analysed(text));
