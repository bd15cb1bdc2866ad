//! The parts of a comparison as tables of plain text, from which every form of output is made.

use super::diff_phrases as say;
use crate::compare::{Bound, Diff, Edit, Matrix, Row, Side, side};
use crate::diag::{Lang, clean, fill};
use crate::ir::schema::Names;
use crate::text::Sources;

/// A table: a head, and rows of the same width.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    /// What it shows.
    pub(super) title: String,
    /// The names of the columns.
    pub(super) head: Vec<String>,
    /// The cells; a cell of digits is a number.
    pub(super) rows: Vec<Vec<String>>,
    /// Whether the last row and column are sums.
    pub(super) sums: bool,
}

/// A comparison with what it takes to print it. Nothing is cleaned here: each form of output has its own dangers.
pub(super) struct Page<'a> {
    pub(super) diff: &'a Diff,
    pub(super) sources: &'a Sources,
    pub(super) lang: Lang,
    /// The cells of a line, where lines are printed.
    pub(super) width: usize,
}

impl Page<'_> {
    pub(super) fn say(&self, phrase: &[&'static str; 2]) -> &'static str {
        self.lang.pick(phrase)
    }
    pub(super) fn fill(&self, phrase: &[&'static str; 2], args: &[&str]) -> String {
        let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
        fill(self.say(phrase), &args)
    }
    pub(super) fn name(&self, names: &Names) -> String {
        self.lang.pick(&[&names.en, &names.zh]).to_owned()
    }
    pub(super) fn module(&self, at: usize) -> String {
        self.diff.modules.get(at).map(|n| self.name(n)).unwrap_or_default()
    }
    pub(super) fn grade(&self, grade: usize) -> String {
        let name = self.name(&self.diff.outcome(grade));
        if self.lang == Lang::En { name.replace('_', " ") } else { name }
    }
    pub(super) fn outcome(&self, (lo, hi): (usize, usize)) -> String {
        match lo == hi {
            true => self.grade(lo),
            false => format!("{}{}{}", self.grade(lo), self.say(&say::RANGE), self.grade(hi)),
        }
    }
    pub(super) fn side(&self, side: Side) -> &'static str {
        self.say(match side {
            Side::Same => &say::SAME,
            Side::Heavier => &say::HEAVIER,
            Side::Lighter => &say::LIGHTER,
            Side::Undetermined => &say::OPEN,
        })
    }
    /// The rule sets that the first one is held against.
    pub(super) fn others(&self) -> std::ops::Range<usize> {
        1..self.diff.modules.len().max(1)
    }
    pub(super) fn edit(&self, at: usize) -> String {
        self.diff.edits.get(at).map(|e| self.label(e)).unwrap_or_default()
    }
    fn label(&self, edit: &Edit) -> String {
        match edit.undone {
            true => self.fill(&say::UNDONE, &[&self.name(&edit.label)]),
            false => self.name(&edit.label),
        }
    }
    /// A set of edits: `repeal 5(1)(7) + set 5(1)(3) at 100 items`.
    pub(super) fn set(&self, set: &[usize]) -> String {
        set.iter().map(|e| self.edit(*e)).collect::<Vec<_>>().join(self.say(&say::TOGETHER))
    }
    /// Every set that alone makes the difference.
    pub(super) fn causes(&self, row: &Row, to: usize) -> String {
        row.due_to(to).iter().map(|s| self.set(s)).collect::<Vec<_>>().join(self.say(&say::OR))
    }
    /// The case as a reader of the language calls it.
    pub(super) fn case(&self, row: &Row) -> String {
        row.verdicts.first().map_or_else(|| row.case.clone(), |v| self.name(&v.called))
    }
    pub(super) fn place(&self, row: &Row) -> String {
        let place = self.sources.place(row.place);
        format!("{}:{}", place.name, place.line)
    }
    /// The case with what it goes from and to.
    pub(super) fn change(&self, row: &Row, to: usize) -> String {
        let Some((a, b)) = row.pair(to) else { return String::new() };
        format!("{}{}{}", self.outcome(a), self.say(&say::TO), self.outcome(b))
    }
    /// `1,204`
    pub(super) fn count(&self, n: usize) -> String {
        thousands(n as u64)
    }
    /// `1,204 cases    unchanged 1,093    …`
    pub(super) fn headline(&self, matrix: &Matrix) -> String {
        let cases = if matrix.total() == 1 { &say::ONE_CASE } else { &say::CASES };
        let mut parts = vec![self.fill(cases, &[&self.count(matrix.total())])];
        let counts = [
            (&say::SAME, Side::Same),
            (&say::HEAVIER, Side::Heavier),
            (&say::LIGHTER, Side::Lighter),
            (&say::UNDETERMINED, Side::Undetermined),
        ];
        for (phrase, side) in counts {
            parts.push(format!("{} {}", self.say(phrase), self.count(matrix.count(side))));
        }
        parts.join("    ")
    }
    /// The label of a projection.
    pub(super) fn bound(&self) -> Option<&'static str> {
        self.diff.bound.map(|b| {
            self.say(match b {
                Bound::Best => &say::BEST,
                Bound::Worst => &say::WORST,
            })
        })
    }
    /// What qualifies the answer: a projection, a search cut short, rule sets without a common text.
    pub(super) fn notes(&self, to: usize) -> Vec<String> {
        let mut notes: Vec<String> = self.bound().map(str::to_owned).into_iter().collect();
        let changes = self.diff.changed(to).next().is_some();
        if changes && !self.diff.edits.iter().any(|e| e.to == to) {
            notes.push(self.say(&say::UNRELATED).to_owned());
        }
        let untraced = self.diff.changed(to).filter(|row| row.due_to(to).is_empty()).count();
        if untraced > 0 && self.diff.edits.iter().any(|e| e.to == to) {
            notes.push(self.fill(&say::UNTRACED, &[&self.count(untraced)]));
        }
        if let Some(up_to) = self.diff.cut_short(to) {
            let edits = self.diff.edits.iter().filter(|e| e.to == to).count();
            notes.push(self.fill(&say::CUT_SHORT, &[&self.count(edits), &self.count(up_to)]));
        }
        notes
    }

    pub(super) fn matrix(&self, to: usize, matrix: &Matrix) -> Table {
        let n = matrix.cells.len().saturating_sub(1);
        let called = |i: usize| if i == n { self.say(&say::OPEN).to_owned() } else { self.grade(i) };
        let sum = self.say(&say::SUM).to_owned();
        let mut head = vec![self.fill(&say::CORNER, &[&self.module(0), &self.module(to)])];
        head.extend((0..=n).map(called));
        head.push(sum.clone());
        let line = |name: String, cells: Vec<usize>| {
            let total = cells.iter().sum();
            let cells = cells.into_iter().chain([total]).map(|c| self.count(c));
            [name].into_iter().chain(cells).collect::<Vec<String>>()
        };
        let mut rows: Vec<Vec<String>> =
            matrix.cells.iter().enumerate().map(|(i, cells)| line(called(i), cells.clone())).collect();
        let columns = (0..=n).map(|c| matrix.cells.iter().filter_map(|row| row.get(c)).sum());
        rows.push(line(sum, columns.collect()));
        Table { title: self.say(&say::MATRIX).to_owned(), head, rows, sums: true }
    }

    pub(super) fn groups(&self, to: usize) -> Option<Table> {
        let by = self.diff.by.as_ref()?;
        let sides = [Side::Same, Side::Heavier, Side::Lighter, Side::Undetermined];
        let mut head = vec![self.name(by)];
        head.extend(sides.map(|s| self.side(s).to_owned()));
        head.push(self.say(&say::SUM).to_owned());
        let line = |(name, matrix): (Names, Matrix)| {
            let mut cells = vec![self.name(&name)];
            cells.extend(sides.map(|s| self.count(matrix.count(s))));
            cells.push(self.count(matrix.total()));
            cells
        };
        let rows = self.diff.groups(to).into_iter().map(line).collect();
        Some(Table { title: self.fill(&say::BY, &[&self.name(by)]), head, rows, sums: false })
    }

    /// A row a case: the outcomes, and for each other rule set how it changes and why.
    pub(super) fn cases(&self) -> Table {
        let mut head = vec![self.say(&say::CASE).to_owned(), self.say(&say::PLACE).to_owned()];
        head.extend(self.diff.by.iter().map(|by| self.name(by)));
        head.extend((0..self.diff.modules.len()).map(|m| self.module(m)));
        for to in self.others() {
            let of =
                if self.diff.modules.len() > 2 { format!(": {}", self.module(to)) } else { String::new() };
            head.push(format!("{}{of}", self.say(&say::MOVES)));
            head.push(format!("{}{of}", self.say(&say::REASONS)));
        }
        let line = |row: &Row| {
            let mut cells = vec![self.case(row), self.place(row)];
            if self.diff.by.is_some() {
                cells.push(row.group.as_ref().map(|g| self.name(g)).unwrap_or_default());
            }
            cells.extend(row.outcomes.iter().map(|o| self.outcome(*o)));
            for to in self.others() {
                let moved = row.pair(to).map(|(a, b)| self.side(side(a, b)));
                cells.push(moved.unwrap_or_default().to_owned());
                cells.push(self.causes(row, to));
            }
            cells
        };
        let rows = self.diff.rows.iter().map(line).collect();
        Table { title: self.say(&say::ALL_CASES).to_owned(), head, rows, sums: false }
    }

    /// The edits with their reasons and the number of changes that each takes part in.
    pub(super) fn edits(&self) -> Table {
        let head = [&say::EDIT, &say::LEADS_TO, &say::NUMBER, &say::BECAUSE, &say::CITES, &say::PLACE];
        let line = |(i, edit): (usize, &Edit)| {
            let takes_part = |row: &&Row| row.due_to(edit.to).iter().any(|set| set.contains(&i));
            let cites: Vec<String> = edit.cites.iter().map(|c| self.name(c)).collect();
            let place = edit.span.map(|span| self.sources.place(span));
            vec![
                self.label(edit),
                self.module(edit.to),
                self.count(self.diff.rows.iter().filter(takes_part).count()),
                edit.because.as_ref().map(|b| self.name(b)).unwrap_or_default(),
                cites.join("; "),
                place.map(|p| format!("{}:{}", p.name, p.line)).unwrap_or_default(),
            ]
        };
        let rows = self.diff.edits.iter().enumerate().map(line).collect();
        let head = head.map(|h| self.say(h).to_owned()).to_vec();
        Table { title: self.say(&say::EDITS).to_owned(), head, rows, sums: false }
    }

    /// How many cases each two rule sets answer differently.
    pub(super) fn alike(&self) -> Table {
        let all = 0..self.diff.modules.len();
        let mut head = vec![String::new()];
        head.extend(all.clone().map(|m| self.module(m)));
        let differ = |a: usize, b: usize| {
            self.diff.rows.iter().filter(|row| row.outcomes.get(a) != row.outcomes.get(b)).count()
        };
        let line = |a: usize| {
            let cells = all.clone().map(|b| if a == b { "–".to_owned() } else { self.count(differ(a, b)) });
            [self.module(a)].into_iter().chain(cells).collect()
        };
        let rows = all.clone().map(line).collect();
        Table { title: self.say(&say::ALIKE).to_owned(), head, rows, sums: false }
    }

    /// The cases on which not all rule sets agree, a column a rule set.
    pub(super) fn dissent(&self) -> Table {
        let mut head = vec![self.say(&say::CASE).to_owned()];
        head.extend((0..self.diff.modules.len()).map(|m| self.module(m)));
        let parts = |row: &&Row| row.outcomes.iter().any(|o| Some(o) != row.outcomes.first());
        let line = |row: &Row| {
            let cells = row.outcomes.iter().map(|o| self.outcome(*o));
            [self.case(row)].into_iter().chain(cells).collect()
        };
        let rows = self.diff.rows.iter().filter(parts).map(line).collect();
        Table { title: self.say(&say::DISSENT).to_owned(), head, rows, sums: false }
    }
}

/// Cleaned for a terminal, on one line.
pub(super) fn cell(text: &str) -> String {
    clean(&text.replace('\n', " "))
}

/// `1,000,000`
pub(super) fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(d);
    }
    out
}
