//! What a folder or package holds, and the hash that names it.

pub use crate::text::sha256;

use crate::text::limits;
use std::collections::BTreeMap;

/// Paths inside the folder, with `/`, and their bytes.
pub type Contents = BTreeMap<String, Vec<u8>>;

/// The most files a package holds.
pub const MOST_FILES: usize = limits::PACKAGE_FILES;
/// The most bytes it holds.
pub const MOST_BYTES: u64 = limits::PACKAGE_BYTES as u64;

/// Hash and path of every file, a line each, sorted by path: what `sha256sum` prints.
pub fn listing(contents: &Contents) -> String {
    contents.iter().map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes))).collect()
}

/// The hash of all: that of the [`listing`].
pub fn hash(contents: &Contents) -> String {
    sha256(listing(contents).as_bytes())
}

/// Whether a text can be a hash: 64 figures of base 16.
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
}
