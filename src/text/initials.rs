//! The initial letters of the sounds of Han characters, so that `xxzl` finds 信息种类.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The 3,755 characters of the first level of GB 2312, which stand in the order of their sounds, a line an initial.
const TABLE: &str = include_str!("initials.txt");

/// The initial letters of a text: of Han characters those of their sounds, other letters and digits as they are.
pub fn initials(text: &str) -> String {
    text.chars().filter_map(initial).collect()
}

static BY_CHARACTER: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let letter = line.chars().next().unwrap_or(' ');
        line.chars().skip(1).map(move |c| (c, letter))
    };
    TABLE.lines().flat_map(line).collect()
});

fn initial(c: char) -> Option<char> {
    match c.is_ascii() {
        true => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
        false => BY_CHARACTER.get(&c).copied(),
    }
}
