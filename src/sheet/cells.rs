//! The marks that may end a cell, eight bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = ONES << 7;

/// No mark: what is read behind the end of a text.
const NONE: u8 = 0xff;

/// Eight bytes of a text from a place, the first in the lowest; behind its end the same byte again and again.
#[inline(always)]
pub fn word(bytes: &[u8], at: usize, behind: u8) -> u64 {
    let whole = at.checked_add(8).and_then(|end| bytes.get(at..end)).and_then(|w| w.try_into().ok());
    whole.map_or_else(|| tail(bytes, at, behind), u64::from_le_bytes)
}

#[cold]
fn tail(bytes: &[u8], at: usize, behind: u8) -> u64 {
    let mut word = [behind; 8];
    word.iter_mut().zip(bytes.get(at..).unwrap_or_default()).for_each(|(w, b)| *w = *b);
    u64::from_le_bytes(word)
}

/// The places in a text of all bytes up to the comma, which the ends of lines and the quote are among, one after the other.
pub(super) struct Marks<'b> {
    bytes: &'b [u8],
    base: usize,
    /// Of the eight bytes from the base, the high bit of each that is a mark and was not told yet.
    left: u64,
}

impl<'b> Marks<'b> {
    #[inline(always)]
    pub(super) fn from(bytes: &'b [u8], at: usize) -> Marks<'b> {
        Marks { bytes, base: at, left: Marks::of(word(bytes, at, NONE)) }
    }
    /// No byte borrows from the next: each is at least 0x80 before it is taken off.
    #[inline(always)]
    fn of(word: u64) -> u64 {
        !(word | HIGH).wrapping_sub(ONES * (b',' as u64 + 1)) & !word & HIGH
    }
    /// The next mark, and where it stands.
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<(usize, u8)> {
        while self.left == 0 {
            self.base += 8;
            if self.base >= self.bytes.len() {
                return None;
            }
            self.left = Marks::of(word(self.bytes, self.base, NONE));
        }
        let at = self.base + self.left.trailing_zeros() as usize / 8;
        self.left &= self.left - 1;
        Some((at, self.bytes.get(at).copied()?))
    }
}

/// Where a word or number of JSON ends: at a comma or blank, or at a bracket.
#[inline(always)]
pub(super) fn bare(bytes: &[u8], from: usize) -> usize {
    let same = |word: u64, b: u8| {
        let zero = word ^ (ONES * u64::from(b));
        zero.wrapping_sub(ONES) & !zero & HIGH
    };
    let mut at = from;
    while at < bytes.len() {
        let word = word(bytes, at, NONE);
        // of each test the lowest bit is right, and that is all that counts
        let ends = Marks::of(word) | same(word, b'}') | same(word, b']');
        if ends != 0 {
            return at + ends.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    bytes.len()
}
