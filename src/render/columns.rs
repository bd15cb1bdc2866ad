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

/// Lines of at most the width; what does not fit goes on below, indented a little more.
pub(super) fn wrapped(lines: &[String], hang: usize, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    for line in lines {
        let own = line.chars().take_while(|c| *c == ' ').count();
        let indent = if own == 0 { 0 } else { own.max(hang).min(width / 2) };
        let mut rest = line.clone();
        while rest.width() > width {
            let cut = fitting(&rest, indent + 1, width);
            let (head, tail) = rest.split_at(cut);
            out.push(head.trim_end().to_owned());
            rest = format!("{}{}", " ".repeat(indent + 2), tail.trim_start());
        }
        out.push(rest);
    }
    out
}

/// The bytes that fit in the width: to the last space after the indent, or, in text without one, to the last character.
fn fitting(text: &str, indent: usize, width: usize) -> usize {
    let (mut cells, mut last, mut space) = (0, 0, None);
    for (at, c) in text.char_indices() {
        cells += c.width().unwrap_or(0);
        if cells > width {
            break;
        }
        last = at + c.len_utf8();
        if c == ' ' && at > indent + 2 {
            space = Some(last);
        }
    }
    // a space near the beginning would leave the line almost empty
    let first = text.chars().next().map_or(1, char::len_utf8);
    space.filter(|s| *s * 2 > last).unwrap_or(last).max(first)
}

/// A cell as lines of its column: cut behind a space, else behind a sign between the parts of a name, else where it ends.
fn folded(text: &str, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while rest.width() > width {
        let whole = fitting(rest, usize::MAX / 2, width);
        let fits = rest.get(..whole).unwrap_or(rest);
        // a word may end where the line does
        let ends = rest.get(whole..).is_some_and(|t| t.starts_with(' ')).then_some(whole);
        let after = |signs: &[char]| fits.rfind(signs).map(|at| at + 1).filter(|at| *at > 1);
        let cut =
            ends.or_else(|| after(&[' '])).or_else(|| after(&['.', '_', '-', '/', ':'])).unwrap_or(whole);
        let (head, tail) = rest.split_at(cut);
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
pub(super) fn listed(rows: &[Vec<String>], indent: usize, first: usize, width: usize) -> Vec<String> {
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
