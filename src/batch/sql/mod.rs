//! Rule sets over a table as one SQL query: the truths of the fold, printed. Only whole numbers, texts and truths are
//! compared, NULL is told apart wherever a column is read, and no truth that the query makes is ever NULL.

mod cells;
mod items;
mod sums;
mod truths;

use super::dialect::Dialect;
use super::fold::Fold;
use super::grade::Engine;
use super::input::{From, Input, Sort};
use super::logic::{Logic, Roots};
use super::value::Bit;
use crate::case::Mapping;
use crate::ir::schema::Schema;
use std::collections::{BTreeMap, BTreeSet};

/// A list whose items are the rows of a table of their own.
#[derive(Debug, Clone)]
pub struct Apart {
    /// Which of the lists of a row.
    pub list: usize,
    /// The table or view, its parts divided by points.
    pub from: String,
    /// Its column that names the case.
    pub key: String,
}

/// What a query is to say.
#[derive(Debug, Clone, Copy)]
pub struct Query<'q> {
    /// Whose SQL.
    pub dialect: Dialect,
    /// The table or view to read, its parts divided by points.
    pub from: &'q str,
    /// The lists that do not stand in its rows.
    pub apart: &'q [Apart],
    /// Whether rows are counted by outcome instead of listed.
    pub matrix: bool,
    /// Whether rows that need the interpreter are marked, instead of the query being refused.
    pub partial: bool,
    /// What the rule sets are called.
    pub modules: &'q [String],
    /// The outcomes in words, "no offence" first.
    pub outcomes: &'q [String],
    /// The grounds of each rule set in words, each with its grade.
    pub grounds: &'q [Vec<(usize, String)>],
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ReadAs {
    Text,
    Number,
    Day,
}

impl ReadAs {
    fn letter(self) -> char {
        match self {
            ReadAs::Text => 't',
            ReadAs::Number => 'n',
            ReadAs::Day => 'd',
        }
    }
}

struct Writer<'w> {
    inputs: &'w [Input],
    columns: &'w [String],
    /// The reading of the table, if its rows hold lists: the columns of items stand behind those of the row.
    lists: Option<&'w Mapping>,
    /// What an item of each list says, as a table.
    items: Vec<String>,
    schema: &'w Schema,
    dialect: Dialect,
    apart: &'w [Apart],
    read: BTreeMap<usize, BTreeSet<ReadAs>>,
    refused: BTreeSet<String>,
    /// Where a row has numbers beyond those that are added up.
    beyond: Vec<String>,
}

impl Engine {
    /// The query; if it cannot be exact, what stands in the way, `english | 中文`.
    pub fn sql(&self, query: &Query<'_>) -> Result<String, Vec<String>> {
        let Some(first) = self.entries.first() else { return Ok(String::new()) };
        let mut refused = BTreeSet::new();
        let nested = self.nested.as_ref().map(|n| n.sets.as_slice()).unwrap_or_default();
        let each = |i: usize| -> Vec<(usize, usize)> {
            nested.get(i).map(|s| s.1.nests.iter().map(|n| n.record).collect()).unwrap_or_default()
        };
        let each: Vec<Vec<(usize, usize)>> = (0..self.entries.len()).map(each).collect();
        let wired = || self.entries.iter().zip(&each).map(|(entry, each)| entry.wired(each));
        let mut known = Fold::new(&self.inputs, true);
        for roots in wired().map(|w| known.program(&w, false)).collect::<Vec<_>>() {
            if roots.sure != roots.may && !query.partial {
                refused.extend(known.left.iter().map(|what| (*what).to_owned()));
            }
        }
        for entry in &self.entries {
            let values = entry.wiring.values.iter().chain(&entry.wiring.records);
            for (target, _) in values.filter(|v| v.1.is_none()) {
                let cell = entry.mapping.cells.iter().find(|c| c.0 == *target);
                let name = cell.and_then(|c| entry.mapping.columns.get(c.1.column));
                let name = name.map(String::as_str).unwrap_or_default();
                refused.insert(format!(
                    "a column of more than 128 values: `{name}` | 取值超过 128 种的列：{name}"
                ));
            }
        }
        let mut fold = Fold::new(&self.inputs, false);
        let roots: Vec<Roots> = wired().map(|w| fold.program(&w, !query.matrix)).collect();
        let lists = nested.first().map(|s| &s.1);
        let mut writer = Writer {
            inputs: &self.inputs,
            columns: lists.map_or(&first.mapping.columns, |m| &m.columns),
            lists,
            items: Vec::new(),
            schema: &first.program.schema,
            dialect: query.dialect,
            apart: query.apart,
            read: BTreeMap::new(),
            refused,
            beyond: Vec::new(),
        };
        let text = writer.query(query, &fold.logic, &roots, first.mapping.id);
        match writer.refused.is_empty() {
            true => Ok(text),
            false => Err(writer.refused.into_iter().collect()),
        }
    }
}

impl Writer<'_> {
    fn query(&mut self, query: &Query<'_>, logic: &Logic, roots: &[Roots], id: Option<usize>) -> String {
        self.items = (0..self.lists()).map(|list| self.item(list)).collect();
        // items are read once where a row can hold them
        let mut read = Vec::new();
        let held = self.dialect.lists_of_lists();
        for (list, items) in self.items.iter_mut().enumerate().filter(|_| held) {
            let column = format!("y{list}");
            read.push(format!("{} AS {column}", std::mem::replace(items, column.clone())));
        }
        let steps = self.steps(logic, roots);
        let mut inputs: Vec<String> = (0..self.lists()).map(|list| format!("l{list}")).collect();
        inputs.extend(read);
        for (at, input) in self.inputs.iter().enumerate() {
            if self.list_of(input).is_some() {
                continue;
            }
            let unsure = matches!(input.from, From::Tests(_));
            if steps.codes.contains(&at) || unsure {
                let code = self.code(input);
                inputs.push(format!("{code} AS c{at}"));
            }
            if steps.numbers.contains(&at) {
                let (low, high) = (self.end(input, false), self.end(input, true));
                inputs.push(format!("{low} AS lo{at}"));
                inputs.push(format!("{high} AS hi{at}"));
            }
        }
        let keep: Vec<usize> = match id {
            Some(id) => vec![id],
            None => (0..self.columns.len()).collect(),
        };
        let keep = if query.matrix { Vec::new() } else { keep };
        let mut ctes = vec![("cells".to_owned(), self.cells(query.from, &keep, id))];
        let kept: Vec<String> = keep.iter().map(|c| format!("k{c}")).collect();
        let list = |own: Vec<String>| kept.iter().cloned().chain(own).collect::<Vec<_>>().join(",\n    ");
        let inputs = if inputs.is_empty() && kept.is_empty() { vec!["1 AS c".to_owned()] } else { inputs };
        ctes.push(("inputs".to_owned(), format!("SELECT\n    {}\n  FROM cells", list(inputs))));
        for (level, own) in steps.levels.iter().enumerate().filter(|l| !l.1.is_empty()) {
            let from = ctes.last().map(|c| c.0.clone()).unwrap_or_default();
            let text = format!("SELECT {from}.*,\n    {}\n  FROM {from}", own.join(",\n    "));
            ctes.push((format!("step{}", level + 1), text));
        }
        let unsure = self.unsure();
        let from = ctes.last().map(|c| c.0.clone()).unwrap_or_default();
        let mut graded = Vec::new();
        for (i, roots) in roots.iter().enumerate() {
            let place = |bits: &[Bit], doubt: usize| {
                let whens = bits.iter().enumerate().rev();
                let whens = whens.map(|(g, b)| format!(" WHEN {} THEN {}", steps.name(*b), g + 1));
                let first = unsure.as_ref().map(|u| format!(" WHEN {u} THEN {doubt}"));
                let all = first.into_iter().chain(whens).collect::<String>();
                if all.is_empty() { "0".to_owned() } else { format!("CASE{all} ELSE 0 END") }
            };
            graded.push(format!("{} AS low_{}", place(&roots.sure, 0), i + 1));
            graded.push(format!("{} AS high_{}", place(&roots.may, roots.may.len()), i + 1));
            for (g, (sure, may)) in roots.grounds.iter().zip(&roots.grounds_may).enumerate() {
                graded.push(format!("{} AS g{}_{g}", steps.name(*sure), i + 1));
                if may != sure {
                    graded.push(format!("{} AS may{}_{g}", steps.name(*may), i + 1));
                }
            }
        }
        ctes.push(("graded".to_owned(), format!("SELECT\n    {}\n  FROM {from}", list(graded))));
        let fence = self.dialect.fence();
        let ctes: Vec<String> = ctes.into_iter().map(|(n, t)| format!("{n} AS (\n  {t}{fence}\n)")).collect();
        format!("{}WITH {}\n{}\n", head(query), ctes.join(",\n"), self.answer(query, &keep, roots))
    }

    fn answer(&self, query: &Query<'_>, keep: &[usize], roots: &[Roots]) -> String {
        let count = query.modules.len();
        if query.matrix {
            let places: Vec<String> = (1..=count).map(|i| format!("low_{i}, high_{i}")).collect();
            let (places, exact) = (places.join(", "), exact(1..=count));
            return format!(
                "SELECT {places}, {exact} AS exact, count(*) AS cases\nFROM graded\nGROUP BY {places}\nORDER BY {places}"
            );
        }
        let mut out: Vec<String> = keep
            .iter()
            .map(|c| {
                let name = self.columns.get(*c).map(String::as_str).unwrap_or_default();
                format!("k{c} AS {}", self.dialect.name(name))
            })
            .collect();
        for i in 1..=count {
            out.push(format!("low_{i}"));
            out.push(format!("high_{i}"));
            out.push(format!("{} AS exact_{i}", exact(i..=i)));
            let Some((roots, grounds)) = roots.get(i - 1).zip(query.grounds.get(i - 1)) else { continue };
            let (mut listed, mut open) = (Vec::new(), Vec::new());
            for (g, (grade, name)) in grounds.iter().enumerate() {
                let name = self.dialect.text(&format!(" {name}"));
                listed.push(format!("CASE WHEN g{i}_{g} AND low_{i} = {grade} THEN {name} ELSE '' END"));
                if roots.grounds.get(g) != roots.grounds_may.get(g) {
                    open.push(format!("\n    AND NOT (may{i}_{g} AND NOT g{i}_{g} AND low_{i} = {grade})"));
                }
            }
            if !listed.is_empty() {
                out.push(format!("ltrim({}) AS grounds_{i}", listed.join("\n    || ")));
                out.push(format!("({}{}) AS grounds_exact_{i}", exact(i..=i), open.concat()));
            }
        }
        format!("SELECT\n  {}\nFROM graded", out.join(",\n  "))
    }

    fn cells(&mut self, from: &str, keep: &[usize], id: Option<usize>) -> String {
        let mut own = Vec::new();
        let dialect = self.dialect;
        let column = |c: usize| {
            format!("r.{}", dialect.name(self.columns.get(c).map(String::as_str).unwrap_or_default()))
        };
        for c in keep {
            own.push(format!("{} AS k{c}", column(*c)));
        }
        for list in 0..self.lists() {
            own.push(match self.apart.iter().any(|a| a.list == list) {
                true => format!("j{list}.items AS l{list}"),
                false => format!("r.{} AS l{list}", self.dialect.name(self.list_name(list))),
            });
        }
        for (c, kinds) in self.read.iter().filter(|r| self.inner(*r.0).is_none()) {
            let name = column(*c);
            let all = kinds.iter().map(|kind| (kind, self.cell(&name, name.clone(), *kind, kinds)));
            own.extend(all.map(|(kind, cell)| format!("{cell} AS {}{c}", kind.letter())));
        }
        let mixed: Vec<String> = self.read.iter().filter_map(|(c, kinds)| self.mixed(*c, kinds)).collect();
        self.refused.extend(mixed);
        if own.is_empty() {
            own.push("1 AS nothing".to_owned());
        }
        let named = |from: &str| from.split('.').map(|p| dialect.name(p)).collect::<Vec<_>>().join(".");
        let mut out = format!("SELECT\n    {}\n  FROM {} AS r", own.join(",\n    "), named(from));
        for Apart { list, from, key } in self.apart {
            // both are read as batch reads them: without the white space around them
            let case = dialect.trimmed(&id.map(column).unwrap_or_default());
            out.push_str(&format!(
                "\n  LEFT JOIN (\n    SELECT {} AS of_case, {} AS items\n    FROM {}\n    GROUP BY 1\n  ) AS j{list} ON j{list}.of_case = {case}",
                dialect.trimmed(&dialect.name(key)),
                dialect.gathered(self.item_columns(*list)),
                named(from)
            ));
        }
        out
    }

    /// A cell as it is read; the text of one that is read as a number too is that of the number.
    fn cell(&self, cell: &str, number: String, kind: ReadAs, kinds: &BTreeSet<ReadAs>) -> String {
        match kind {
            ReadAs::Text if kinds.contains(&ReadAs::Number) => {
                self.dialect.shortest(&self.dialect.trimmed(cell))
            }
            ReadAs::Text => self.dialect.trimmed(cell),
            ReadAs::Number => number,
            ReadAs::Day => cell.to_owned(),
        }
    }
    /// What is said of a column that is read as a day, and otherwise too.
    fn mixed(&self, column: usize, kinds: &BTreeSet<ReadAs>) -> Option<String> {
        let name = self.called(column);
        let says =
            format!("a column read as a day and otherwise too: `{name}` | 既作日期又作他用的列：{name}");
        (kinds.len() > 1 && kinds.contains(&ReadAs::Day)).then_some(says)
    }

    /// Where it is open whether some record is there, or a number is too large: the interpreter knows such rows.
    fn unsure(&self) -> Option<String> {
        let open = |(at, input): (usize, &Input)| match (&input.from, &input.sort) {
            (From::Tests(_), Sort::Codes(all)) => {
                let code = all.iter().position(|k| !k.is_known())?;
                Some(self.some(self.list_of(input), &format!("{} = {code}", self.at("c", at))))
            }
            _ => None,
        };
        let lists = (0..self.lists()).filter_map(|list| self.unstated(list));
        let large = self.beyond.iter().cloned();
        let all: Vec<String> =
            self.inputs.iter().enumerate().filter_map(open).chain(lists).chain(large).collect();
        (!all.is_empty()).then(|| format!("({})", all.join(" OR ")))
    }

    fn say(&mut self, column: usize, kind: ReadAs) -> String {
        let of = match self.inner(column) {
            // an item that is read is there
            Some((_, None)) => return self.dialect.text("1"),
            Some(_) => "z.",
            None => "",
        };
        self.read.entry(column).or_default().insert(kind);
        format!("{of}{}{column}", kind.letter())
    }
}

/// The truths that have a column, step by step, and what they read.
#[derive(Debug, Clone, Default)]
struct Steps {
    texts: Vec<String>,
    named: Vec<bool>,
    /// The list of whose items each is one.
    items: Vec<Option<usize>>,
    /// The step in which each can be told.
    level: Vec<usize>,
    figures: Vec<Option<Shown>>,
    /// The columns of each step.
    levels: Vec<Vec<String>>,
    codes: BTreeSet<usize>,
    numbers: BTreeSet<usize>,
}

/// A figure: its column or what it is, the most that it may come to, the first step that can read it.
#[derive(Debug, Clone)]
struct Shown {
    text: String,
    most: i128,
    after: usize,
}

fn exact(which: std::ops::RangeInclusive<usize>) -> String {
    let all: Vec<String> = which.map(|i| format!("low_{i} = high_{i}")).collect();
    format!("({})", all.join(" AND "))
}

fn head(query: &Query<'_>) -> String {
    let mut out = String::new();
    let one_line = |text: &str| text.replace(['\n', '\r'], " ");
    for (i, module) in query.modules.iter().enumerate() {
        out.push_str(&format!("-- {} = {}\n", i + 1, one_line(module)));
    }
    for (grade, outcome) in query.outcomes.iter().enumerate() {
        out.push_str(&format!("-- outcome {grade} = {}\n", one_line(outcome)));
    }
    out
}
