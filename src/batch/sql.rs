//! Rule sets over a table as one SQL query: the truths of the fold, printed. Only whole numbers, texts and truths are
//! compared, NULL is told apart wherever a column is read, and no truth that the query makes is ever NULL.

use super::block::ends;
use super::dialect::Dialect;
use super::fold::{Fold, Wired};
use super::grade::Engine;
use super::input::{From, Input, Sort, Then};
use super::logic::{Leaf, Logic, Op, Roots, Term};
use super::plan::parts;
use super::value::Bit;
use crate::case::{Source, Test};
use crate::ir::facts::Known;
use crate::ir::schema::{Schema, Type};
use crate::text::limits;
use crate::val::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// What a query is to say.
#[derive(Debug, Clone, Copy)]
pub struct Query<'q> {
    /// Whose SQL.
    pub dialect: Dialect,
    /// The table or view to read, its parts divided by points.
    pub from: &'q str,
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

/// No expression longer than this is repeated or nested.
const LONG: usize = 2000;
/// The greatest whole number that the widest exact type of each dialect holds for sure.
const WIDEST: i128 = 99_999_999_999_999_999_999_999_999_999_999_999_999;

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ReadAs {
    Text,
    Number,
    Day,
}

struct Writer<'w> {
    inputs: &'w [Input],
    columns: &'w [String],
    schema: &'w Schema,
    dialect: Dialect,
    read: BTreeMap<usize, BTreeSet<ReadAs>>,
    refused: BTreeSet<String>,
}

impl Engine {
    /// The query; if it cannot be exact, what stands in the way, `english | 中文`.
    pub fn sql(&self, query: &Query<'_>) -> Result<String, Vec<String>> {
        let Some(first) = self.entries.first() else { return Ok(String::new()) };
        let mut refused = BTreeSet::new();
        let mut known = Fold::new(&self.inputs, true);
        for roots in self.entries.iter().map(|e| known.program(&e.wired(), false)).collect::<Vec<_>>() {
            if roots.sure != roots.may && !query.partial {
                refused.extend(known.left.iter().map(|what| (*what).to_owned()));
            }
        }
        for (target, input) in
            self.entries.iter().flat_map(|e| e.wiring.values.iter().chain(&e.wiring.records))
        {
            if input.is_none() {
                refused.insert(format!(
                    "a column of more than 128 values ({target:?}) | 取值超过 128 种的列（{target:?}）"
                ));
            }
        }
        let mut fold = Fold::new(&self.inputs, false);
        let roots: Vec<Roots> =
            self.entries.iter().map(|e| fold.program(&e.wired(), !query.matrix)).collect();
        let mut writer = Writer {
            inputs: &self.inputs,
            columns: &first.mapping.columns,
            schema: &first.program.schema,
            dialect: query.dialect,
            read: BTreeMap::new(),
            refused,
        };
        let text = writer.query(query, &fold.logic, &roots, first.mapping.id);
        match writer.refused.is_empty() {
            true => Ok(text),
            false => Err(writer.refused.into_iter().collect()),
        }
    }
}

impl super::grade::Entry {
    fn wired(&self) -> Wired<'_> {
        Wired { program: self.program.as_ref(), mapping: &self.mapping, wiring: &self.wiring }
    }
}

impl Writer<'_> {
    fn query(&mut self, query: &Query<'_>, logic: &Logic, roots: &[Roots], id: Option<usize>) -> String {
        let steps = self.steps(logic, roots);
        let mut inputs = Vec::new();
        for (at, input) in self.inputs.iter().enumerate() {
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
        let mut ctes = vec![("cells".to_owned(), self.cells(query.from, &keep))];
        let kept: Vec<String> = keep.iter().map(|c| format!("k{c}")).collect();
        let list = |own: Vec<String>| kept.iter().cloned().chain(own).collect::<Vec<_>>().join(",\n    ");
        let inputs = if inputs.is_empty() && kept.is_empty() { vec!["1 AS c".to_owned()] } else { inputs };
        ctes.push(("inputs".to_owned(), format!("SELECT\n    {}\n  FROM cells", list(inputs))));
        for (level, bits) in steps.levels.iter().enumerate().filter(|l| !l.1.is_empty()) {
            let from = ctes.last().map(|c| c.0.clone()).unwrap_or_default();
            let own: Vec<String> = bits.iter().map(|b| format!("{} AS b{}", steps.text(*b), b.0)).collect();
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

    fn cells(&mut self, from: &str, keep: &[usize]) -> String {
        let mut own = Vec::new();
        let column =
            |c: usize| self.dialect.name(self.columns.get(c).map(String::as_str).unwrap_or_default());
        for c in keep {
            own.push(format!("{} AS k{c}", column(*c)));
        }
        let mut mixed = Vec::new();
        for (c, kinds) in &self.read {
            let name = column(*c);
            for kind in kinds {
                own.push(match kind {
                    ReadAs::Text => format!("{} AS t{c}", self.dialect.trimmed(&name)),
                    ReadAs::Number => format!("{name} AS n{c}"),
                    ReadAs::Day => format!("{name} AS d{c}"),
                });
            }
            if kinds.len() > 1 {
                mixed.push(format!("a column read both as text and as a number or day: {name} | 既作文字又作数目或者日期读取的列：{name}"));
            }
        }
        self.refused.extend(mixed);
        if own.is_empty() {
            own.push("1 AS nothing".to_owned());
        }
        let from: Vec<String> = from.split('.').map(|part| self.dialect.name(part)).collect();
        format!("SELECT\n    {}\n  FROM {}", own.join(",\n    "), from.join("."))
    }

    /// Where it is open whether some record is there: the interpreter knows such rows.
    fn unsure(&self) -> Option<String> {
        let open = |(at, input): (usize, &Input)| match (&input.from, &input.sort) {
            (From::Tests(_), Sort::Codes(all)) => {
                all.iter().position(|k| !k.is_known()).map(|code| format!("c{at} = {code}"))
            }
            _ => None,
        };
        let all: Vec<String> = self.inputs.iter().enumerate().filter_map(open).collect();
        (!all.is_empty()).then(|| format!("({})", all.join(" OR ")))
    }

    fn say(&mut self, column: usize, kind: ReadAs) -> String {
        self.read.entry(column).or_default().insert(kind);
        match kind {
            ReadAs::Text => format!("t{column}"),
            ReadAs::Number => format!("n{column}"),
            ReadAs::Day => format!("d{column}"),
        }
    }

    // ---- codes

    fn code(&mut self, input: &Input) -> String {
        let Sort::Codes(all) = &input.sort else { return "NULL".to_owned() };
        let code = |known: &Known| {
            all.iter().position(|k| k == known).unwrap_or(all.len().saturating_sub(1)).to_string()
        };
        match &input.from {
            From::Cell(source) => self.cell_code(source, &code),
            From::Tests(tests) => {
                let of = |t: Truth| code(&Known::Truth(t));
                self.tested(tests, (&of(Truth::Yes), &of(Truth::No), &of(Truth::Unknown)))
            }
            From::Some { then, tests, els, open } => {
                let yes = match then {
                    Then::Same(known) => code(known),
                    Then::Cell(source) => self.cell_code(source, &code),
                };
                self.tested(tests, (&yes, &code(els), &code(open)))
            }
        }
    }
    fn cell_code(&mut self, source: &Source, code: &dyn Fn(&Known) -> String) -> String {
        let t = self.say(source.column, ReadAs::Text);
        let unknown = Known::unknown(source.field.ty, self.schema);
        let mut by: Vec<(String, bool, Vec<String>)> = Vec::new();
        for (text, capitals) in source.texts(self.schema) {
            let known = source.read(&text, self.schema).unwrap_or_else(|_| unknown.clone());
            let (to, text) = (code(&known), self.dialect.text(&text));
            match by.iter_mut().find(|b| b.0 == to && b.1 == capitals) {
                Some(same) => same.2.push(text),
                None => by.push((to, capitals, vec![text])),
            }
        }
        by.sort_by_key(|b| !b.1);
        let whens = by.iter().map(|(to, capitals, texts)| {
            let t = if *capitals { t.clone() } else { format!("lower({t})") };
            format!(" WHEN {t} IN ({}) THEN {to}", texts.join(", "))
        });
        let els = code(source.otherwise.as_ref().unwrap_or(&unknown));
        format!("CASE{} ELSE {els} END", whens.collect::<String>())
    }
    fn tested(&mut self, tests: &[Test], (yes, no, open): (&str, &str, &str)) -> String {
        let (mut fails, mut unclear) = (Vec::new(), Vec::new());
        for test in tests {
            let t = self.say(test.column, ReadAs::Text);
            let texts: Vec<String> = test.texts.iter().map(|x| self.dialect.text(x)).collect();
            let texts = texts.join(", ");
            let empty = test.texts.iter().any(String::is_empty);
            let stated = if empty { String::new() } else { format!("{t} <> '' AND ") };
            fails.push(format!("({stated}{t} {} ({texts}))", if test.negated { "IN" } else { "NOT IN" }));
            if !empty {
                unclear.push(format!("{t} = ''"));
            }
        }
        let unclear = match unclear.is_empty() {
            true => String::new(),
            false => format!(" WHEN {} THEN {open}", unclear.join(" OR ")),
        };
        format!("CASE WHEN {} THEN {no}{unclear} ELSE {yes} END", fails.join(" OR "))
    }

    // ---- numbers and days

    /// The least, or the most that it may be; NULL where it is without bound.
    fn end(&mut self, input: &Input, high: bool) -> String {
        match &input.from {
            From::Cell(source) => self.cell_end(source, &input.sort, high),
            From::Tests(_) => "NULL".to_owned(),
            From::Some { then, tests, els, open } => {
                let yes = match then {
                    Then::Same(known) => self.known_end(known, &input.sort, high),
                    Then::Cell(source) => self.cell_end(source, &input.sort, high),
                };
                let (els, open) =
                    (self.known_end(els, &input.sort, high), self.known_end(open, &input.sort, high));
                self.tested(tests, (&yes, &els, &open))
            }
        }
    }
    fn known_end(&mut self, known: &Known, sort: &Sort, high: bool) -> String {
        match ends(known, sort) {
            Some((low, _)) if !high => format!("CAST({low} AS BIGINT)"),
            Some((_, Some(most))) => format!("CAST({most} AS BIGINT)"),
            Some((_, None)) => "CAST(NULL AS BIGINT)".to_owned(),
            None => {
                self.refused.insert(
                    "a number of the table that is no whole number of steps | 表格中不是整数单位的数目"
                        .to_owned(),
                );
                "NULL".to_owned()
            }
        }
    }
    fn cell_end(&mut self, source: &Source, sort: &Sort, high: bool) -> String {
        let name = self.columns.get(source.column).cloned().unwrap_or_default();
        if !source.readings.is_empty() {
            self.refused.insert(format!(
                "a text that stands for a number or day in column `{name}` | 列“{name}”中代表数目或者日期的文字"
            ));
        }
        let unknown = Known::unknown(source.field.ty, self.schema);
        let unknown = self.known_end(&unknown, sort, high);
        let empty = self.known_end(&source.empty, sort, high);
        match sort {
            Sort::Days => {
                let d = self.say(source.column, ReadAs::Day);
                format!("CASE WHEN {d} IS NULL THEN {empty} ELSE {} END", self.dialect.days(&d))
            }
            Sort::Steps(steps) => {
                let n = self.say(source.column, ReadAs::Number);
                let unit = match source.field.ty {
                    Type::Number(unit) => source.per_one(unit).filter(|per| *per > 0),
                    _ => None,
                };
                let Some(per) = unit else {
                    self.refused.insert(format!("the unit of column `{name}` | 列“{name}”的单位"));
                    return "NULL".to_owned();
                };
                let most = limits::NUMBER.saturating_mul(*steps) / per;
                let x = if per == 1 { n.clone() } else { format!("{n} * CAST({per} AS BIGINT)") };
                format!(
                    "CASE WHEN {n} IS NULL THEN {empty} WHEN {n} >= 0 AND {n} <= {most} THEN CASE WHEN CAST({x} AS BIGINT) = {x} THEN CAST({x} AS BIGINT) ELSE {unknown} END ELSE {unknown} END"
                )
            }
            Sort::Codes(_) => "NULL".to_owned(),
        }
    }

    // ---- truths

    fn steps(&mut self, logic: &Logic, roots: &[Roots]) -> Steps {
        let mut out = Steps {
            texts: vec![String::new(); logic.ops.len()],
            named: vec![false; logic.ops.len()],
            ..Steps::default()
        };
        let mut uses = vec![0usize; logic.ops.len()];
        let mut todo: Vec<Bit> = roots.iter().flat_map(Roots::bits).collect();
        while let Some(bit) = todo.pop() {
            let Some(count) = uses.get_mut(bit.0 as usize) else { continue };
            *count += 1;
            if *count == 1 {
                todo.extend(parts(logic, bit));
            }
        }
        let mut level = vec![0usize; logic.ops.len()];
        for (at, used) in uses.iter().enumerate().filter(|u| *u.1 > 0) {
            let bit = Bit(at as u32);
            let of = |b: &Bit| {
                let named = out.named.get(b.0 as usize).copied().unwrap_or(false);
                level.get(b.0 as usize).copied().unwrap_or(0) + usize::from(named)
            };
            let here = parts(logic, bit).iter().map(of).max().unwrap_or(0);
            let text = self.truth(logic, bit, &mut out);
            let constant = matches!(logic.op(bit), Op::No | Op::Yes);
            let cheap = matches!(logic.op(bit), Op::Among(..) | Op::Endless(_) | Op::Not(_));
            let named = !constant && ((*used > 1 && !cheap) || text.len() > LONG);
            if let Some(l) = level.get_mut(at) {
                *l = here;
            }
            if named {
                out.levels.resize(out.levels.len().max(here + 1), Vec::new());
                if let Some(bits) = out.levels.get_mut(here) {
                    bits.push(bit);
                }
            }
            if let (Some(n), Some(t)) = (out.named.get_mut(at), out.texts.get_mut(at)) {
                (*n, *t) = (named, text);
            }
        }
        out
    }
    fn truth(&mut self, logic: &Logic, bit: Bit, steps: &mut Steps) -> String {
        let several = |bits: &[Bit], with: &str, steps: &Steps| {
            format!("({})", bits.iter().map(|b| steps.name(*b)).collect::<Vec<_>>().join(with))
        };
        match logic.op(bit) {
            Op::No => "FALSE".to_owned(),
            Op::Yes => "TRUE".to_owned(),
            Op::Among(input, mask) => {
                steps.codes.insert(*input);
                let codes: Vec<String> =
                    (0..128).filter(|c| mask & (1u128 << c) != 0).map(|c: u32| c.to_string()).collect();
                format!("(c{input} IN ({}))", codes.join(", "))
            }
            Op::Endless(input) => {
                steps.numbers.insert(*input);
                format!("(hi{input} IS NULL)")
            }
            Op::Not(of) => format!("(NOT {})", steps.name(*of)),
            Op::All(of) => several(of, " AND ", steps),
            Op::Any(of) => several(of, " OR ", steps),
            Op::Least(sum, bound) => {
                let terms = logic.sums.get(*sum).map(Vec::as_slice).unwrap_or_default();
                self.sum(terms, *bound, steps)
            }
        }
    }
    /// A sum against its bound, in a type that holds whatever it may come to.
    fn sum(&mut self, terms: &[Term], bound: i64, steps: &mut Steps) -> String {
        let most = |leaf: &Leaf| match leaf {
            Leaf::One => 1i128,
            Leaf::Low(input) | Leaf::High(input) => match self.inputs.get(*input).map(|i| &i.sort) {
                Some(Sort::Steps(per)) => i128::from(limits::NUMBER) * i128::from(*per),
                Some(Sort::Days) => 1 << 32,
                Some(Sort::Codes(_)) | None => 0,
            },
        };
        let narrow = |n: i128| n < i128::from(i64::MAX);
        let full = terms.iter().fold(0i128, |s, t| s + i128::from(t.times).abs() * most(&t.leaf));
        // where nothing is taken off, more than the bound of each makes no difference
        let enough = |times: i64| bound / times.max(1) + 1;
        let capped = terms.iter().fold(0i128, |s, t| s + i128::from(t.times) * i128::from(enough(t.times)));
        let cap = !narrow(full) && bound > 0 && terms.iter().all(|t| t.times > 0) && narrow(capped);
        let wide = !narrow(full) && !cap;
        if full > WIDEST {
            self.refused.insert("a sum that may pass 38 digits | 可能超过 38 位的和".to_owned());
        }
        let mut all = Vec::new();
        for term in terms {
            let leaf = match term.leaf {
                Leaf::One => String::new(),
                Leaf::Low(input) => {
                    steps.numbers.insert(input);
                    format!("lo{input}")
                }
                Leaf::High(input) => {
                    steps.numbers.insert(input);
                    format!("COALESCE(hi{input}, lo{input})")
                }
            };
            let times = format!("CAST({} AS BIGINT)", term.times);
            let number = match term.leaf {
                Leaf::One => times,
                _ => {
                    let leaf = if cap { format!("LEAST({leaf}, {})", enough(term.times)) } else { leaf };
                    let leaf = if wide { self.dialect.wide(&leaf) } else { leaf };
                    if term.times == 1 { leaf } else { format!("{leaf} * {times}") }
                }
            };
            all.push(match term.only {
                Bit::YES => number,
                only => format!("CASE WHEN {} THEN {number} ELSE 0 END", steps.name(only)),
            });
        }
        if all.is_empty() {
            all.push("0".to_owned());
        }
        format!("({} >= {bound})", all.join(" + "))
    }
}

/// The truths that have a column, step by step, and what they read.
#[derive(Debug, Clone, Default)]
struct Steps {
    texts: Vec<String>,
    named: Vec<bool>,
    levels: Vec<Vec<Bit>>,
    codes: BTreeSet<usize>,
    numbers: BTreeSet<usize>,
}

impl Steps {
    fn text(&self, bit: Bit) -> &str {
        self.texts.get(bit.0 as usize).map(String::as_str).unwrap_or("FALSE")
    }
    fn name(&self, bit: Bit) -> String {
        match self.named.get(bit.0 as usize) {
            Some(true) => format!("b{}", bit.0),
            _ => self.text(bit).to_owned(),
        }
    }
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
