//! Bytes of a file that are at hand: what is not used up stays in front of what is read next.

use super::Bytes;
use std::io::Result;

/// So many bytes are held at first.
const HELD: usize = 1 << 18;

/// A window over the bytes of a file.
pub(super) struct Ahead {
    bytes: Bytes,
    held: Vec<u8>,
    from: usize,
    to: usize,
    over: bool,
}

impl Ahead {
    pub(super) fn new(bytes: Bytes) -> Ahead {
        Ahead { bytes, held: vec![0; HELD], from: 0, to: 0, over: false }
    }
    /// What is at hand.
    #[inline]
    pub(super) fn rest(&self) -> &[u8] {
        self.held.get(self.from..self.to).unwrap_or_default()
    }
    /// Whether nothing comes behind it.
    pub(super) fn over(&self) -> bool {
        self.over
    }
    /// Uses up so many bytes.
    #[inline]
    pub(super) fn used(&mut self, n: usize) {
        self.from = (self.from + n).min(self.to);
    }
    /// Reads at least as much again as is at hand, so that a long row is not looked through time and again.
    pub(super) fn more(&mut self) -> Result<()> {
        let rest = self.to - self.from;
        self.held.copy_within(self.from..self.to, 0);
        (self.from, self.to) = (0, rest);
        if 2 * rest > self.held.len() {
            self.held.resize(2 * self.held.len(), 0);
        }
        while self.to <= 2 * rest && !self.over {
            let room = self.held.get_mut(self.to..).unwrap_or_default();
            match self.bytes.read(room) {
                Ok(0) => self.over = true,
                Ok(n) => self.to += n,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }
}
