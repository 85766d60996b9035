//! Bytes for [`any_input::profile_files`]. No rule is here.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| any_input::profile_files(input));
