//! Two arguments about one case, side by side, block by block; and which edits make the difference.

use super::columns::{broken, pad};
use super::diff_page::{Page, cell};
use super::diff_phrases as say;
use super::why::why;
use crate::compare::{Diff, Row};
use crate::diag::Lang;
use crate::text::Sources;
use unicode_width::UnicodeWidthStr;

/// The width of one argument, in cells: at most, and at least for two of them side by side.
const WIDTH: std::ops::RangeInclusive<usize> = 36..=64;
/// What stands between two arguments.
const BAR: &str = " │ ";

/// What `why --both` prints: the arguments under the first rule set and the second, for each case; side by side in lines
/// of so many cells, or one after the other where these are too few, or for those who listen.
pub fn both(
    diff: &Diff,
    sources: &Sources,
    lang: Lang,
    not: Option<usize>,
    depth: usize,
    width: Option<usize>,
) -> String {
    let page = Page { diff, sources, lang, width: usize::MAX };
    let mut out = String::new();
    for row in &diff.rows {
        let half = width.map(|w| (w.saturating_sub(BAR.width()) / 2).min(*WIDTH.end()));
        let Some(half) = half.filter(|half| WIDTH.contains(half)) else {
            row.verdicts.iter().for_each(|v| out.push_str(&why(v, sources, lang, not, depth)));
            page.difference(&mut out, row);
            continue;
        };
        let argument = |at: usize| {
            let verdict = row.verdicts.get(at);
            verdict.map(|v| blocks(&why(v, sources, lang, not, depth))).unwrap_or_default()
        };
        for (left, right) in paired(argument(0), argument(1)) {
            let [left, right] = [left, right].map(|of| {
                let lines = of.iter().flat_map(|line| broken(line, half));
                lines.collect::<Vec<String>>()
            });
            for i in 0..left.len().max(right.len()) {
                let of = |lines: &[String]| lines.get(i).cloned().unwrap_or_default();
                let line = format!("{}{BAR}{}", pad(&of(&left), half), of(&right));
                out.push_str(&format!("{}\n", line.trim_end()));
            }
            out.push_str(&format!("{}{}\n", " ".repeat(half), BAR.trim_end()));
        }
        page.difference(&mut out, row);
    }
    out
}

impl Page<'_> {
    fn difference(&self, out: &mut String, row: &Row) {
        let Some((a, b)) = row.pair(1) else { return };
        if a == b {
            out.push_str(&format!("{}: {}\n\n", self.say(&say::SAME_OUTCOME), self.outcome(a)));
            return;
        }
        out.push_str(&format!("{}: {}\n", self.say(&say::MOVES), self.change(row, 1)));
        for note in self.notes(1) {
            out.push_str(&format!("! {note}\n"));
        }
        for (n, set) in row.due_to(1).iter().enumerate() {
            let lead = if n == 0 { &say::REASONS } else { &say::OR_DUE_TO };
            let together =
                if set.len() > 1 { format!(" ({})", self.say(&say::ONLY_TOGETHER)) } else { String::new() };
            out.push_str(&format!("{}{together}\n", self.say(lead)));
            for at in set {
                let Some(edit) = self.diff.edits.get(*at) else { continue };
                let place = edit.span.map(|s| self.sources.place(s));
                let place = place.map(|p| format!("  {}:{}", p.name, p.line)).unwrap_or_default();
                out.push_str(&format!("  {}{}\n", cell(&self.edit(*at)), cell(&place)));
                let because =
                    edit.because.iter().map(|b| format!("{}: {}", self.say(&say::BECAUSE), self.name(b)));
                let cites: Vec<String> = edit.cites.iter().map(|c| self.name(c)).collect();
                let cites =
                    (!cites.is_empty()).then(|| format!("{}: {}", self.say(&say::CITES), cites.join("; ")));
                for line in because.chain(cites) {
                    out.push_str(&format!("    {}\n", cell(&line)));
                }
            }
        }
        out.push('\n');
    }
}

/// A block of an argument: the label it begins with, and its lines.
type Block = (String, Vec<String>);

/// The blocks of an argument; they stand apart by empty lines.
fn blocks(text: &str) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    for block in text.split("\n\n").filter(|b| !b.trim().is_empty()) {
        let lines: Vec<String> = block.trim_end().lines().map(str::to_owned).collect();
        let first = lines.first().map(String::as_str).unwrap_or_default();
        // the header has no label: it is the only line that is not indented
        let label =
            if first.starts_with(' ') { first.split_whitespace().next().unwrap_or_default() } else { "" };
        all.push((label.to_owned(), lines));
    }
    all
}

/// Blocks of the same label face each other; the others face nothing, in the order of either side.
fn paired(left: Vec<Block>, mut right: Vec<Block>) -> Vec<(Vec<String>, Vec<String>)> {
    let mut out = Vec::new();
    let labels: Vec<String> = left.iter().map(|b| b.0.clone()).collect();
    for (label, lines) in left {
        match right.iter().position(|b| b.0 == label) {
            None => out.push((lines, Vec::new())),
            Some(at) => {
                let faced: Vec<Block> = right.drain(..=at).collect();
                let last = faced.len().saturating_sub(1);
                let mut kept = Vec::new();
                for (i, (own, other)) in faced.into_iter().enumerate() {
                    match (i == last, labels.contains(&own)) {
                        (true, _) => out.push((lines.clone(), other)),
                        // its counterpart is still to come
                        (false, true) => kept.push((own, other)),
                        (false, false) => out.push((Vec::new(), other)),
                    }
                }
                right.splice(0..0, kept);
            }
        }
    }
    out.extend(right.into_iter().map(|(_, lines)| (Vec::new(), lines)));
    out
}
