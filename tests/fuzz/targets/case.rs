//! The text of cases: read and graded.

#![no_main]

use gravamen_fuzz::{grade, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(text) = text(bytes) {
        grade("t.case", text);
    }
});
