//! What a JSON text may not have, whatever it says: deep nesting, stray characters, long strings.

use crate::text::limits;

/// Where brackets are nested too deeply, if they are.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                if depth > limits::NESTING {
                    return Some(at);
                }
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// A control character in a string, or a blank that JSON does not know outside one.
pub(super) fn stray(text: &str) -> Option<(usize, char)> {
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        if quoted {
            match c {
                '\0'..='\u{1f}' => return Some((at, c)),
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => quoted = false,
                _ => {}
            }
        } else {
            match c {
                '"' => quoted = true,
                ' ' | '\t' | '\r' | '\n' => {}
                _ if c.is_whitespace() || c.is_control() => return Some((at, c)),
                _ => {}
            }
        }
    }
    None
}

/// The first text in quotation marks that is too long.
pub(super) fn long_text(text: &str) -> Option<(usize, usize)> {
    let (mut start, mut escaped) = (None, false);
    for (at, byte) in text.bytes().enumerate() {
        match (byte, start) {
            _ if escaped => escaped = false,
            (b'\\', Some(_)) => escaped = true,
            (b'"', Some(from)) if at - from > limits::STRING_BYTES + 1 => return Some((from, at + 1)),
            (b'"', Some(_)) => start = None,
            (b'"', None) => start = Some(at),
            _ => {}
        }
    }
    None
}
