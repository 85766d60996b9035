//! Bytes for [`any_input::final_page`]. No rule is here.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| any_input::final_page(input));
