//! The text of a module: read and checked.

#![no_main]

use gravamen_fuzz::{check, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(text) = text(bytes) {
        check("t.grv", text);
    }
});
