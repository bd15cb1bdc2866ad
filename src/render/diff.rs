//! Rule sets compared on cases, for a terminal and for Markdown: counts, matrix, reasons, changed cases, an example.

use super::diff_page::{Page, Table, cell};
use super::diff_phrases as say;
use super::text::{pad, text};
use crate::compare::{Diff, Row, Side, side};
use crate::diag::Lang;
use crate::text::Sources;
use unicode_width::UnicodeWidthStr;

/// So many changed cases are listed before the list is folded.
const FOLD: usize = 20;
/// The longest bar, in cells.
const BAR: usize = 20;

/// What `diff` prints in a terminal.
pub fn diff_text(diff: &Diff, sources: &Sources, lang: Lang) -> String {
    let page = Page { diff, sources, lang };
    let mut out = String::new();
    for to in page.others() {
        page.pair_text(&mut out, to);
    }
    if diff.modules.len() > 2 {
        page.text_table(&mut out, &page.alike());
        let mut dissent = page.dissent();
        let more = dissent.rows.len().saturating_sub(FOLD);
        dissent.rows.truncate(FOLD);
        page.text_table(&mut out, &dissent);
        if more > 0 {
            out.push_str(&format!("  {}\n\n", page.fill(&say::MORE, &[&page.count(more)])));
        }
    }
    page.left_out(&mut out);
    out
}

/// What `diff -f md` prints.
pub fn diff_markdown(diff: &Diff, sources: &Sources, lang: Lang) -> String {
    let page = Page { diff, sources, lang };
    let mut out = String::new();
    for to in page.others() {
        page.pair_markdown(&mut out, to);
    }
    if diff.modules.len() > 2 {
        markdown_table(&mut out, &page.alike());
        markdown_table(&mut out, &page.dissent());
    }
    if !diff.edits.is_empty() {
        markdown_table(&mut out, &page.edits());
    }
    page.left_out(&mut out);
    out
}

impl Page<'_> {
    fn pair_text(&self, out: &mut String, to: usize) {
        let matrix = self.diff.matrix(to);
        out.push_str(&format!("{}{}{}\n", cell(&self.module(0)), self.say(&say::TO), cell(&self.module(to))));
        out.push_str(&format!("{}\n", self.headline(&matrix)));
        for note in self.notes(to) {
            out.push_str(&format!("! {note}\n"));
        }
        out.push('\n');
        let table = self.matrix(to, &matrix);
        self.text_table(out, &Table { title: String::new(), ..table });
        self.bars(out, to);
        if let Some(groups) = self.groups(to) {
            self.text_table(out, &groups);
        }
        self.changes(out, to);
        self.example(out, to);
    }

    /// Each set of edits with the number of cases that it moves, and a bar.
    fn bars(&self, out: &mut String, to: usize) {
        let reasons = self.diff.reasons(to);
        let Some(most) = reasons.iter().map(|r| r.2).max() else { return };
        out.push_str(&format!("{}\n", self.say(&say::DUE_TO)));
        let lines: Vec<(String, String, usize)> = reasons
            .iter()
            .take(FOLD)
            .map(|(set, side, n)| {
                let together = if set.len() > 1 { self.say(&say::ONLY_TOGETHER) } else { "" };
                let gap = if together.is_empty() { "" } else { "  " };
                let what = format!("{}{gap}{together}", cell(&self.set(set)));
                (what, format!("{} {}", self.count(*n), self.side(*side)), *n)
            })
            .collect();
        let width = lines.iter().map(|l| l.0.width()).max().unwrap_or(0).min(60);
        let counts = lines.iter().map(|l| l.1.width()).max().unwrap_or(0);
        for (what, count, n) in lines {
            out.push_str(&format!("  {}  {}  {}\n", pad(&what, width), pad(&count, counts), bar(n, most)));
        }
        if let Some(more) = reasons.len().checked_sub(FOLD).filter(|n| *n > 0) {
            out.push_str(&format!("  {}\n", self.fill(&say::MORE_SETS, &[&self.count(more)])));
        }
        out.push('\n');
    }

    fn changes(&self, out: &mut String, to: usize) {
        let rows: Vec<&Row> = self.diff.changed(to).collect();
        if rows.is_empty() {
            out.push_str(&format!("{}\n\n", self.say(&say::NONE_CHANGED)));
            return;
        }
        out.push_str(&format!("{}\n", self.say(&say::CHANGED)));
        let shown = rows.iter().take(FOLD);
        let cells: Vec<[String; 3]> =
            shown.map(|r| [cell(&self.case(r)), cell(&self.change(r, to)), cell(&self.place(r))]).collect();
        let widest =
            |i: usize| cells.iter().filter_map(|c| c.get(i)).map(|c| c.width()).max().unwrap_or(0).min(40);
        let (first, second) = (widest(0), widest(1));
        for (row, [case, change, place]) in rows.iter().zip(&cells) {
            let line = format!("  {}  {}  {place}", pad(case, first), pad(change, second));
            out.push_str(&format!("{}\n", line.trim_end()));
            let causes = self.causes(row, to);
            if !causes.is_empty() {
                out.push_str(&format!("    {} {}\n", self.say(&say::REASONS), cell(&causes)));
            }
        }
        if let Some(more) = rows.len().checked_sub(FOLD).filter(|n| *n > 0) {
            out.push_str(&format!("  {}\n", self.fill(&say::MORE, &[&self.count(more)])));
        }
        out.push('\n');
    }

    /// The plainest change, a line a rule set.
    fn example(&self, out: &mut String, to: usize) {
        let Some(row) = self.diff.example(to) else { return };
        out.push_str(&format!("{}\n", self.say(&say::EXAMPLE)));
        for verdict in [row.verdicts.first(), row.verdicts.get(to)].into_iter().flatten() {
            out.push_str(&format!("  {}", text(verdict, self.sources, self.lang, true)));
        }
        out.push_str(&format!("  gravamen why {} --both", cell(&self.sources.place(row.place).name)));
        let asked = |at: usize| self.diff.asked.get(at).cloned().unwrap_or_else(|| self.module(at));
        out.push_str(&format!(" -m \"{}\" -m \"{}\"\n\n", cell(&asked(0)), cell(&asked(to))));
    }

    fn left_out(&self, out: &mut String) {
        if !self.diff.left_out.is_empty() {
            let names = self.diff.left_out.iter().map(|n| cell(n)).collect::<Vec<_>>().join(", ");
            out.push_str(&format!("{}: {names}\n", self.say(&say::LEFT_OUT)));
        }
    }

    /// A table with exact widths: names to the left, numbers to the right, sums behind a line.
    fn text_table(&self, out: &mut String, table: &Table) {
        if !table.title.is_empty() {
            out.push_str(&format!("{}\n", table.title));
        }
        let cleaned: Vec<Vec<String>> = [&table.head]
            .into_iter()
            .chain(&table.rows)
            .map(|row| row.iter().map(|c| cell(c)).collect())
            .collect();
        let columns = table.head.len();
        let width = |c: usize| cleaned.iter().filter_map(|r| r.get(c)).map(|t| t.width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let bars_after = |c: usize| c == 0 || (table.sums && c + 2 == columns);
        let rule = |out: &mut String| {
            for (c, w) in widths.iter().enumerate() {
                out.push_str(&"─".repeat(w + 2));
                if bars_after(c) && c + 1 < columns {
                    out.push('┼');
                }
            }
            out.push('\n');
        };
        for (i, row) in cleaned.iter().enumerate() {
            let mut line = String::new();
            for (c, (text, w)) in row.iter().zip(&widths).enumerate() {
                let right = c > 0 && i > 0 && is_count(text);
                let right = right || (table.sums && c > 0);
                let gap = " ".repeat(w.saturating_sub(text.width()));
                line.push_str(&if right { format!(" {gap}{text} ") } else { format!(" {text}{gap} ") });
                if bars_after(c) && c + 1 < columns {
                    line.push('│');
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
            if i == 0 || (table.sums && i + 2 == cleaned.len()) {
                rule(out);
            }
        }
        out.push('\n');
    }

    fn pair_markdown(&self, out: &mut String, to: usize) {
        let matrix = self.diff.matrix(to);
        out.push_str(&format!(
            "## {}{}{}\n\n",
            md(&self.module(0)),
            self.say(&say::TO),
            md(&self.module(to))
        ));
        out.push_str(&format!("{}\n\n", self.headline(&matrix)));
        for note in self.notes(to) {
            out.push_str(&format!("> {note}\n\n"));
        }
        markdown_table(out, &self.matrix(to, &matrix));
        let reasons = self.diff.reasons(to);
        if !reasons.is_empty() {
            let head = [&say::EDITS, &say::MOVES, &say::NUMBER].map(|h| self.say(h).to_owned()).to_vec();
            let line = |(set, side, n): &(Vec<usize>, Side, usize)| {
                vec![self.set(set), self.side(*side).to_owned(), self.count(*n)]
            };
            let rows = reasons.iter().map(line).collect();
            let title = self.say(&say::DUE_TO).to_owned();
            markdown_table(out, &Table { title, head, rows, sums: false });
        }
        if let Some(groups) = self.groups(to) {
            markdown_table(out, &groups);
        }
        let head = [&say::CASE, &say::PLACE, &say::MOVES, &say::REASONS];
        let line = |row: &Row| {
            let moved = row.pair(to).map(|(a, b)| self.side(side(a, b))).unwrap_or_default();
            let change = format!("{moved}: {}", self.change(row, to));
            vec![self.case(row), self.place(row), change, self.causes(row, to)]
        };
        let rows: Vec<Vec<String>> = self.diff.changed(to).map(line).collect();
        if rows.is_empty() {
            out.push_str(&format!("{}\n\n", self.say(&say::NONE_CHANGED)));
        } else {
            let head = head.map(|h| self.say(h).to_owned()).to_vec();
            markdown_table(
                out,
                &Table { title: self.say(&say::CHANGED).to_owned(), head, rows, sums: false },
            );
        }
    }
}

fn markdown_table(out: &mut String, table: &Table) {
    if !table.title.is_empty() {
        out.push_str(&format!("### {}\n\n", md(&table.title)));
    }
    let line =
        |cells: &[String]| format!("| {} |\n", cells.iter().map(|c| md(c)).collect::<Vec<_>>().join(" | "));
    out.push_str(&line(&table.head));
    let numbers = |c: usize| table.rows.iter().all(|r| r.get(c).is_some_and(|t| is_count(t)));
    let rule = |c: usize| if c > 0 && numbers(c) { "--:" } else { "---" };
    out.push_str(&format!("| {} |\n", (0..table.head.len()).map(rule).collect::<Vec<_>>().join(" | ")));
    for row in &table.rows {
        out.push_str(&line(row));
    }
    out.push('\n');
}

/// Text that can neither leave its cell nor mark anything up.
fn md(text: &str) -> String {
    let mut out = String::new();
    for c in cell(text).chars() {
        if matches!(c, '\\' | '|' | '`' | '*' | '[' | ']' | '<' | '>' | '&' | '~' | '!' | '#' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn is_count(text: &str) -> bool {
    text == "–"
        || text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || c == ',')
}

/// A bar in eighths of a cell, never empty.
fn bar(n: usize, most: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (n * BAR * 8 / most.max(1)).max(1);
    format!("{}{}", "█".repeat(eighths / 8), PARTS.get(eighths % 8).copied().unwrap_or(""))
}
