//! Bytes for [`any_input::sign_in_address`]. No rule is here.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| any_input::sign_in_address(input));
