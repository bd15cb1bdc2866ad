//! Text in columns, a Han character taking two cells: padded, cut into lines, and set as tables of at most a width.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns give way down to their longest word, but a word longer than this is cut.
const WORD: usize = 10;
/// So wide a column of Han characters stays at least.
const HAN: usize = 8;
/// Between the columns of a list.
const GAP: usize = 2;

/// Pads to a width, a Han character taking two cells.
pub fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

/// Text in lines of at most so many cells: what has no room goes on below, behind what begins its line. A row of a table
/// and a command to copy stay whole.
pub fn fitted(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches('\n');
        if bare.width() <= width || is_row(bare) || bare.trim_start().starts_with("gravamen ") {
            out.push_str(line);
            continue;
        }
        let lines = broken(bare, width);
        out.push_str(&lines.join("\n"));
        out.push_str(line.get(bare.len()..).unwrap_or_default());
    }
    out
}

/// The strokes that lead to a branch of a tree.
const RAILS: [char; 4] = ['│', '├', '└', '─'];

/// What stands in a row of a table, and around a source that is shown.
const SHOWN: [char; 5] = ['│', '┼', '╭', '╰', '┬'];

/// Whether a line has upright lines between its cells; those that lead to a branch are none.
fn is_row(line: &str) -> bool {
    line.trim_start_matches(RAILS).trim_start_matches(' ').trim_start_matches(RAILS).contains(SHOWN)
}

/// A line as lines of at most the width.
pub(super) fn broken(line: &str, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    let lead = lead(line, width);
    let mut rest = line.to_owned();
    while rest.width() > width {
        let from = if out.is_empty() { begins(line) } else { lead.len() };
        let (head, tail) = rest.split_at(fitting(&rest, from, width));
        out.push(head.trim_end().to_owned());
        rest = format!("{lead}{}", tail.trim_start());
    }
    out.push(rest);
    out
}

/// The bytes before the words of a line: blanks, and strokes that lead to a branch.
fn begins(line: &str) -> usize {
    line.len() - line.trim_start_matches(|c| c == ' ' || RAILS.contains(&c)).len()
}

/// What stands before the rest of a line that is cut: two blanks more than before its words, or than behind its label.
fn lead(line: &str, width: usize) -> String {
    let (head, words) = line.split_at(begins(line));
    let mut out = " ".repeat(head.width());
    if let Some((label, rest)) = words.split_once("  ").filter(|_| !head.contains(RAILS)) {
        let blanks = rest.len() - rest.trim_start().len();
        let behind = head.width() + label.width() + 2 + blanks;
        if behind + 2 <= width / 2 {
            out = pad(&out, behind);
        }
    }
    out.push_str("  ");
    // so that something has room
    if out.width() > width / 2 { " ".repeat(width / 2) } else { out }
}

/// Signs that no line begins with, and such as no line ends with.
const CLOSING: &str = "，。；：、！？）》〉」』】〕”’…—％,.;:!?)]}%";
const OPENING: &str = "（《〈「『【〔“‘([{";

/// Whether a line may be cut between two signs: at a space, and beside a Han character, but for signs that belong together.
fn parts(before: char, after: char) -> bool {
    let is_han = |c: char| c.width() == Some(2);
    before == ' '
        || after == ' '
        || (is_han(before) || is_han(after) && !before.is_ascii_digit())
            && !CLOSING.contains(after)
            && !OPENING.contains(before)
}

/// The bytes that fit in the width: to the last gap between columns if it lies in the second half, to the last place where
/// the text may be cut, behind a sign between the parts of a name, to the last sign. Nothing is cut before so many bytes.
fn fitting(text: &str, from: usize, width: usize) -> usize {
    let (mut cells, mut last) = (0, 0);
    let (mut gap, mut cut, mut between) = (None, None, None);
    let mut before = (' ', ' ');
    for (at, c) in text.char_indices() {
        if at > from {
            if before == (' ', ' ') && c != ' ' && cells * 2 > width {
                gap = Some(at);
            }
            // a line with next to nothing in it is not cut there
            if parts(before.1, c) && cells * 4 > width {
                cut = Some(at);
            }
            if matches!(before.1, '.' | '_' | '-' | '/' | ':') {
                between = Some(at);
            }
        }
        cells += c.width().unwrap_or(0);
        if cells > width {
            break;
        }
        last = at + c.len_utf8();
        before = (before.1, c);
    }
    // a sign at least goes on every line
    let first = text.get(from..).and_then(|t| t.chars().next()).map_or(1, |c| from + c.len_utf8());
    gap.or(cut).or(between).unwrap_or(last.max(first)).min(text.len())
}

/// A cell as lines of its column.
fn folded(text: &str, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while rest.width() > width {
        let (head, tail) = rest.split_at(fitting(rest, 0, width));
        out.push(head.trim_end().to_owned());
        rest = tail.trim_start();
    }
    out.push(rest.to_owned());
    out
}

/// The widths of columns so that all of them have room: the widest give way first, numbers never.
fn widths(rows: &[Vec<String>], room: usize) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |c: usize, of: &dyn Fn(&str) -> usize| {
        rows.iter().filter_map(|r| r.get(c)).map(|t| of(t)).max().unwrap_or(0)
    };
    let word = |t: &str| match is_count(t) {
        true => t.width(),
        // text in Han characters may be cut anywhere
        false => {
            let words = t.split(|c: char| c == ' ' || c.width() == Some(2));
            words.map(|w| w.width().min(WORD)).chain([t.width().min(HAN)]).max().unwrap_or(0)
        }
    };
    let mut widths: Vec<usize> = (0..columns).map(|c| widest(c, &|t| t.width())).collect();
    let least: Vec<usize> = (0..columns).map(|c| widest(c, &word)).collect();
    while widths.iter().sum::<usize>() > room {
        let free = widths.iter_mut().zip(&least).filter(|(w, least)| **w > **least);
        match free.max_by_key(|(w, _)| **w) {
            Some((widest, _)) => *widest -= 1,
            // nothing can give way: the line is as long as it must be
            None => break,
        }
    }
    widths
}

/// Rows without lines between them, after an indent, the first column at most so wide; what has no room goes on below in
/// its column.
pub fn listed(rows: &[Vec<String>], indent: usize, first: usize, width: usize) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = widths(rows, width.saturating_sub(indent + GAP * columns.saturating_sub(1)));
    widths.iter_mut().take(1).for_each(|w| *w = first.min(*w));
    let gap = " ".repeat(GAP);
    let row = |row: &Vec<String>| {
        let cells: Vec<Vec<String>> = row.iter().zip(&widths).map(|(t, w)| folded(t, *w)).collect();
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0);
        let line = |i: usize| {
            let cells = cells.iter().zip(&widths).map(|(c, w)| pad(c.get(i).map_or("", |t| t), *w));
            let text = cells.collect::<Vec<_>>().join(&gap);
            format!("{}{text}", " ".repeat(indent)).trim_end().to_owned()
        };
        (0..lines).map(line).collect::<Vec<_>>().join("\n") + "\n"
    };
    rows.iter().map(row).collect()
}

/// A table with lines: the head, names to the left and numbers to the right; with sums, the last row and column are such.
pub(super) fn ruled(head: &[String], rows: &[Vec<String>], sums: bool, width: usize) -> String {
    let all: Vec<Vec<String>> = std::iter::once(head.to_vec()).chain(rows.iter().cloned()).collect();
    let columns = head.len();
    let bar_after = |c: usize| c + 1 < columns && (c == 0 || (sums && c + 2 == columns));
    let bars = (0..columns).filter(|c| bar_after(*c)).count();
    let widths = widths(&all, width.saturating_sub(2 * columns + bars));
    let mut out = String::new();
    for (i, row) in all.iter().enumerate() {
        let cells: Vec<Vec<String>> = row.iter().zip(&widths).map(|(t, w)| folded(t, *w)).collect();
        for at in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = String::new();
            for (c, (lines, w)) in cells.iter().zip(&widths).enumerate() {
                let text = lines.get(at).map_or("", String::as_str);
                let gap = " ".repeat(w.saturating_sub(text.width()));
                let right = c > 0 && (sums || (i > 0 && is_count(text)));
                line.push_str(&if right { format!(" {gap}{text} ") } else { format!(" {text}{gap} ") });
                line.push_str(if bar_after(c) { "│" } else { "" });
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        if i == 0 || (sums && i + 2 == all.len()) {
            for (c, w) in widths.iter().enumerate() {
                out.push_str(&"─".repeat(w + 2));
                out.push_str(if bar_after(c) { "┼" } else { "" });
            }
            out.push('\n');
        }
    }
    out
}

/// Whether a cell is a number, or stands for one.
pub(super) fn is_count(text: &str) -> bool {
    text == "–"
        || text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || c == ',')
}
