//! Rule sets compared on cases, for a terminal and for Markdown: counts, matrix, reasons, changed cases, an example.

use super::columns::{is_count, listed, ruled};
use super::diff_page::{Page, Table, cell};
use super::diff_phrases as say;
use super::text::text;
use crate::compare::{Diff, Row, Side, side};
use crate::diag::Lang;
use crate::text::Sources;

/// So many changed cases are listed before the list is folded.
const FOLD: usize = 20;
/// The longest bar, in cells.
const BAR: usize = 20;
/// Names of cases are at most so wide, and sets of edits.
const NAME: usize = 40;
const SETS: usize = 60;

/// What `diff` prints in a terminal with lines of so many cells.
pub fn diff_text(diff: &Diff, sources: &Sources, lang: Lang, width: usize) -> String {
    let page = Page { diff, sources, lang, width };
    let mut out = String::new();
    for to in page.others() {
        page.pair_text(&mut out, to);
    }
    if diff.modules.len() > 2 {
        page.text_table(&mut out, &page.alike());
        let mut dissent = page.dissent();
        let more = dissent.rows.len().saturating_sub(FOLD);
        dissent.rows.truncate(FOLD);
        if !dissent.rows.is_empty() {
            page.text_table(&mut out, &dissent);
        }
        if more > 0 {
            out.push_str(&format!("  {}\n\n", page.fill(&say::MORE, &[&page.count(more)])));
        }
    }
    page.left_out(&mut out);
    out
}

/// What `diff -f md` prints.
pub fn diff_markdown(diff: &Diff, sources: &Sources, lang: Lang) -> String {
    let page = Page { diff, sources, lang, width: usize::MAX };
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
        if let [row] = self.diff.rows.as_slice() {
            self.single(out, row, to);
        } else {
            out.push_str(&format!("{}\n", self.headline(&matrix)));
        }
        for note in self.notes(to) {
            out.push_str(&format!("! {note}\n"));
        }
        out.push('\n');
        if let [row] = self.diff.rows.as_slice() {
            return self.both(out, row, to);
        }
        let table = self.matrix(to, &matrix);
        self.text_table(out, &Table { title: String::new(), ..table });
        self.bars(out, to);
        if let Some(groups) = self.groups(to) {
            self.text_table(out, &groups);
        }
        self.changes(out, to);
        if let Some(row) = self.diff.example(to) {
            out.push_str(&format!("{}\n", self.say(&say::EXAMPLE)));
            self.both(out, row, to);
        }
    }

    /// A case that stands alone needs no counts: `甲案  serious → no offence  lighter`, and why.
    fn single(&self, out: &mut String, row: &Row, to: usize) {
        let Some((a, b)) = row.pair(to) else { return };
        let change = if a == b { self.outcome(a) } else { self.change(row, to) };
        out.push_str(&format!("{}  {}  {}\n", cell(&self.case(row)), cell(&change), self.side(side(a, b))));
        let causes = self.causes(row, to);
        if !causes.is_empty() {
            out.push_str(&format!("  {} {}\n", self.say(&say::REASONS), cell(&causes)));
        }
    }

    /// Each set of edits with the number of cases that it moves, and a bar.
    fn bars(&self, out: &mut String, to: usize) {
        let reasons = self.diff.reasons(to);
        let Some(most) = reasons.iter().map(|r| r.2).max() else { return };
        out.push_str(&format!("{}\n", self.say(&say::DUE_TO)));
        let row = |(set, side, n): &(Vec<usize>, Side, usize)| {
            let together = if set.len() > 1 { self.say(&say::ONLY_TOGETHER) } else { "" };
            let gap = if together.is_empty() { "" } else { "  " };
            let what = format!("{}{gap}{together}", cell(&self.set(set)));
            vec![what, format!("{} {}", self.count(*n), self.side(*side)), bar(*n, most)]
        };
        let rows: Vec<Vec<String>> = reasons.iter().take(FOLD).map(row).collect();
        out.extend(listed(&rows, 2, SETS, self.width));
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
        let cells = shown.map(|r| vec![cell(&self.case(r)), cell(&self.change(r, to)), cell(&self.place(r))]);
        let lines = listed(&cells.collect::<Vec<_>>(), 2, NAME, self.width);
        for (row, line) in rows.iter().zip(&lines) {
            out.push_str(line);
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

    /// A case under both rule sets, a line each.
    fn both(&self, out: &mut String, row: &Row, to: usize) {
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

    fn text_table(&self, out: &mut String, table: &Table) {
        if !table.title.is_empty() {
            out.push_str(&format!("{}\n", table.title));
        }
        let cleaned = |row: &Vec<String>| row.iter().map(|c| cell(c)).collect::<Vec<String>>();
        let rows: Vec<Vec<String>> = table.rows.iter().map(cleaned).collect();
        out.push_str(&ruled(&cleaned(&table.head), &rows, table.sums, self.width));
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

/// A bar in eighths of a cell, never empty.
fn bar(n: usize, most: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (n * BAR * 8 / most.max(1)).max(1);
    format!("{}{}", "█".repeat(eighths / 8), PARTS.get(eighths % 8).copied().unwrap_or(""))
}
