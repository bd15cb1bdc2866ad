//! Bytes of GB18030 as bytes of UTF-8.

use super::Bytes;
use encoding_rs::{Decoder, GB18030};
use std::io::{Read, Result};

/// A reader that decodes as it goes.
pub(super) struct Decoded {
    bytes: Bytes,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What is decoded, and how much of it was taken.
    text: Vec<u8>,
    taken: usize,
    done: bool,
}

impl Decoded {
    /// From GB18030, which holds GBK and GB2312.
    pub(super) fn gb18030(bytes: Bytes) -> Decoded {
        let decoder = GB18030.new_decoder();
        Decoded { bytes, decoder, raw: vec![0; 1 << 16], text: Vec::new(), taken: 0, done: false }
    }
}

impl Read for Decoded {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        while self.taken == self.text.len() && !self.done {
            let n = self.bytes.read(&mut self.raw)?;
            let raw = self.raw.get(..n).unwrap_or_default();
            self.done = n == 0;
            let most = self.decoder.max_utf8_buffer_length(n).unwrap_or(4 * n + 16);
            self.text.resize(most, 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, self.done);
            self.text.truncate(written);
            self.taken = 0;
        }
        let rest = self.text.get(self.taken..).unwrap_or_default();
        let n = rest.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.taken += n;
        Ok(n)
    }
}
