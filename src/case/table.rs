//! Reads a `table` item against a vocabulary: how a row of a table becomes the facts of a case.

use super::cell::{BadCell, Source, UNKNOWN};
use super::from_ast::{convert, from_ast};
use super::nest::Nest;
use super::value::{Seen, spellings, unknown_key, wrong};
use crate::diag::{Code, Diagnostic, Sink};
use crate::ir::facts::{Facts, Known, Origin, Row, Slot};
use crate::ir::schema::{Field, Names, Schema, Type};
use crate::syntax::ast::{Case, CaseLine, CasePart, Cell, ColumnName, ColumnRead, Name, Table, TableLine};
use crate::val::{Ratio, Truth};
use std::collections::BTreeMap;

/// How rows become cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// What the table is called.
    pub names: Names,
    /// The columns that are read, as the head of the file calls them.
    pub columns: Vec<String>,
    /// The column that names the cases.
    pub id: Option<usize>,
    /// What is the same in each row: every fact, with what no line speaks of.
    pub template: Facts,
    /// What is read from columns.
    pub cells: Vec<(Target, Source)>,
    /// Lines that speak only of some rows, and the tests that all must pass.
    pub only_if: Vec<(Target, Vec<Test>)>,
    /// Whether facts that no line speaks of are absent.
    pub absent: bool,
    /// Lists that a row holds; cells and tests of their records speak of the columns of an item. [`Mapping::flat`] gives the
    /// items places of their own, and only then can rows be read.
    pub nests: Vec<Nest>,
}

/// What a line states: a fact, a finding, a record of a list (by the list's fact and place in it), a field of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// a fact
    Fact(usize),
    /// a finding
    Finding(usize),
    /// a whole record
    Record(usize, usize),
    /// a field of a record
    Field(usize, usize, usize),
}

/// `column "act" is "sell" or "provide"`; an empty cell leaves it open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// The column, by position in the mapping.
    pub column: usize,
    /// `is not` | `不为`
    pub negated: bool,
    /// The texts.
    pub texts: Vec<String>,
}

impl Test {
    /// Whether a cell passes.
    pub fn of(&self, text: &str) -> Truth {
        let text = text.trim();
        if self.open().any(|t| t == text) {
            return Truth::Unknown;
        }
        let listed = self.texts.iter().any(|t| t == text);
        Truth::from(listed != self.negated)
    }
    /// The texts that leave it open: none, and those that say that it is not known, unless the test names them.
    pub fn open(&self) -> impl Iterator<Item = &'static str> {
        [""].into_iter().chain(UNKNOWN).filter(|open| self.texts.iter().all(|t| t != open))
    }
}

impl Mapping {
    /// Reads a table; `None` if anything in it is wrong, which the sink then tells.
    pub fn from_ast(table: &Table, schema: &Schema, sink: &mut Sink) -> Option<Mapping> {
        let mut own = Sink::default();
        let absent = table.absent.unwrap_or(false);
        let same = |line: &TableLine| {
            let parts: Vec<CasePart> = line.cells.iter().filter_map(Cell::same).cloned().collect();
            let record = schema.records.iter().any(|r| r.names.is(&line.name.text));
            (record || !parts.is_empty()).then(|| CaseLine {
                name: line.name.clone(),
                parts,
                because: None,
                evidence: None,
                span: line.span,
            })
        };
        let case = Case {
            names: vec![table.name.name.text.clone()],
            span: table.name.name.span,
            absent: Some(absent),
            lines: table.lines.iter().filter_map(same).collect(),
            expects: Vec::new(),
        };
        let template = from_ast(&case, schema, &mut own)
            .map_or_else(|| Facts::unstated(absent, schema), |file| file.facts);
        let names = Names { en: table.name.english().to_owned(), zh: table.name.chinese().to_owned() };
        let mapping = Mapping {
            names,
            columns: Vec::new(),
            id: None,
            template,
            cells: Vec::new(),
            only_if: Vec::new(),
            absent,
            nests: Vec::new(),
        };
        let mut reader = Reader {
            schema,
            mapping,
            empty_absent: table.empty_absent.unwrap_or(false),
            nested: false,
            rows: BTreeMap::new(),
            seen: Seen::new(),
            sink: &mut own,
        };
        reader.mapping.id = table.id.as_ref().map(|c| reader.column(c));
        for line in &table.lines {
            reader.line(line);
        }
        let mapping = reader.mapping;
        let bad = own.has_errors();
        own.found.into_iter().for_each(|d| sink.push(d));
        (!bad).then_some(mapping)
    }

    /// The facts of a row; all its bad cells if there are any.
    pub fn facts<'c>(&self, cell: &dyn Fn(usize) -> &'c str, schema: &Schema) -> Result<Facts, Vec<BadCell>> {
        let (facts, bad) = self.read(cell, schema);
        if bad.is_empty() { Ok(facts) } else { Err(bad) }
    }

    /// The facts of a row, and its bad cells, of which nothing is known.
    pub fn read<'c>(&self, cell: &dyn Fn(usize) -> &'c str, schema: &Schema) -> (Facts, Vec<BadCell>) {
        let (mut facts, mut bad) = (self.template.clone(), Vec::new());
        for (target, source) in &self.cells {
            let there = self.tests_of_record(*target).iter();
            if there.fold(Truth::Yes, |t, test| t.and(test.of(cell(test.column)))) == Truth::No {
                continue;
            }
            match source.read(cell(source.column), schema) {
                Ok(known) => self.put(*target, known, &mut facts),
                Err(fault) => {
                    self.put(*target, Known::unknown(source.field.ty, schema), &mut facts);
                    bad.push(fault);
                }
            }
        }
        // the records that are not there are taken out last, from the end, so that places hold
        for (target, tests) in self.only_if.iter().rev() {
            let passes = tests.iter().fold(Truth::Yes, |t, test| t.and(test.of(cell(test.column))));
            self.keep_if(*target, passes, schema, &mut facts);
        }
        (facts, bad)
    }

    /// The tests that the record of a field must pass to be there.
    pub fn tests_of_record(&self, target: Target) -> &[Test] {
        let Target::Field(list, row, _) = target else { return &[] };
        let of = self.only_if.iter().find(|(t, _)| *t == Target::Record(list, row));
        of.map(|(_, tests)| tests.as_slice()).unwrap_or_default()
    }

    fn put(&self, target: Target, known: Known, facts: &mut Facts) {
        let slot = match target {
            Target::Finding(f) => {
                if let (Some(made), Known::Truth(t)) = (facts.findings.get_mut(f), &known) {
                    let reason = "the table says so | 表格所载".to_owned();
                    *made = (*t != Truth::Unknown).then_some((*t == Truth::Yes, reason));
                }
                return;
            }
            Target::Record(..) => return,
            Target::Fact(f) => facts.slots.get_mut(f),
            Target::Field(list, row, field) => match facts.slots.get_mut(list).map(|s| &mut s.value) {
                Some(Known::List(Some(rows))) => rows.get_mut(row).and_then(|r| r.slots.get_mut(field)),
                _ => None,
            },
        };
        if let Some(slot) = slot {
            *slot = Slot { value: known, origin: Origin::Stated, span: None, evidence: None };
        }
    }

    fn keep_if(&self, target: Target, passes: Truth, schema: &Schema, facts: &mut Facts) {
        if passes == Truth::Yes {
            return;
        }
        match target {
            Target::Fact(f) => {
                let Some((slot, field)) = facts.slots.get_mut(f).zip(schema.facts.get(f)) else { return };
                *slot = Slot::unstated(field, self.absent, schema);
                if passes == Truth::Unknown {
                    slot.value = Known::unknown(field.ty, schema);
                }
            }
            Target::Finding(f) => {
                if let Some(made) = facts.findings.get_mut(f) {
                    *made = None;
                }
            }
            Target::Record(list, row) => {
                let Some(slot) = facts.slots.get_mut(list) else { return };
                match (&mut slot.value, passes) {
                    // it may be there or not: nothing is known of the list
                    (value, Truth::Unknown) => *value = Known::List(None),
                    (Known::List(Some(rows)), _) if row < rows.len() => drop(rows.remove(row)),
                    _ => {}
                }
            }
            Target::Field(..) => {}
        }
    }

    /// The template's records of a list.
    pub fn records(&self, list: usize) -> Option<&[Row]> {
        match self.template.slots.get(list).map(|s| &s.value) {
            Some(Known::List(Some(rows))) => Some(rows),
            _ => None,
        }
    }
}

impl Cell {
    fn same(&self) -> Option<&CasePart> {
        match self {
            Cell::Same(part) => Some(part),
            Cell::Read(_) => None,
        }
    }
}

struct Reader<'a> {
    schema: &'a Schema,
    mapping: Mapping,
    empty_absent: bool,
    /// Whether the line speaks of the items of the last list.
    nested: bool,
    rows: BTreeMap<usize, usize>,
    seen: Seen<Target>,
    sink: &'a mut Sink,
}

impl Reader<'_> {
    fn column(&mut self, column: &ColumnName) -> usize {
        let all = match self.mapping.nests.last_mut() {
            Some(nest) if self.nested => &mut nest.columns,
            _ => &mut self.mapping.columns,
        };
        all.iter().position(|c| *c == column.text).unwrap_or_else(|| {
            all.push(column.text.clone());
            all.len() - 1
        })
    }

    fn line(&mut self, line: &TableLine) {
        let (name, schema) = (line.name.text.as_str(), self.schema);
        let target = if let Some(fact) = schema.fact(name) {
            Target::Fact(fact)
        } else if let Some(finding) = schema.findings.iter().position(|f| f.is(name)) {
            Target::Finding(finding)
        } else if let Some(record) = schema.records.iter().position(|r| r.names.is(name)) {
            let Some(list) = schema.list_of(record) else { return };
            let row = self.rows.entry(list).or_default();
            *row += 1;
            Target::Record(list, *row - 1)
        } else {
            // of a line with values that are the same in each row it was told already
            if line.cells.iter().all(|c| c.same().is_none()) {
                let records = schema.records.iter().map(|r| &r.names);
                let known = schema.facts.iter().map(|f| &f.names).chain(&schema.findings).chain(records);
                let d = unknown_key(name, line.name.span, Some(line.name.span), spellings(known));
                self.sink.push(d);
            }
            return;
        };
        self.nested = match &line.each {
            None => false,
            Some(each) => match target {
                Target::Record(list, row) => self.nest(each, (list, row)),
                Target::Fact(_) | Target::Finding(_) | Target::Field(..) => {
                    self.sink.push(wrong(name, Type::YesNo, &each.text, each.span, schema));
                    false
                }
            },
        };
        if !line.tests.is_empty() {
            let mut tests = Vec::new();
            for test in &line.tests {
                let column = self.column(&test.column);
                tests.push(Test { column, negated: test.negated, texts: test.texts.clone() });
            }
            self.mapping.only_if.push((target, tests));
        }
        let reads = line.cells.iter().filter_map(|c| match c {
            Cell::Read(read) => Some(read),
            Cell::Same(_) => None,
        });
        let several = line.cells.len() > 1;
        for read in reads {
            let found = match target {
                Target::Record(list, row) => self.field(list, row, read, &line.name),
                _ if several || read.field.is_some() => {
                    let text = read.field.as_ref().map_or(read.column.text.as_str(), |f| &f.text);
                    self.sink.push(wrong(name, Type::YesNo, text, read.span, schema));
                    None
                }
                Target::Finding(f) => schema.findings.get(f).map(|names| {
                    let ty = Type::YesNo;
                    (target, Field { names: names.clone(), ty, default: None, if_silent: None })
                }),
                Target::Fact(f) => schema.facts.get(f).map(|f| (target, f.clone())),
                Target::Field(..) => None,
            };
            if let Some((target, field)) = found {
                self.read(target, field, read, &line.name);
            }
        }
        self.nested = false;
    }

    /// A list whose items become records; a list is told once.
    fn nest(&mut self, each: &ColumnName, record: (usize, usize)) -> bool {
        if self.mapping.nests.iter().any(|n| n.column == each.text) {
            self.sink.push(Diagnostic::new(Code::DuplicateKey, each.span, &[&each.text]));
        }
        let absent = self.empty_absent;
        self.mapping.nests.push(Nest { column: each.text.clone(), columns: Vec::new(), record, absent });
        true
    }

    fn field(&mut self, list: usize, row: usize, read: &ColumnRead, line: &Name) -> Option<(Target, Field)> {
        let record = self.schema.record_of(list).and_then(|r| self.schema.records.get(r))?;
        let Some(name) = &read.field else {
            let fields: Vec<&str> = record.fields.iter().map(|f| f.names.en.as_str()).collect();
            let args = [read.column.text.as_str(), &line.text, &fields.join(", ")];
            self.sink.push(Diagnostic::new(Code::WhichField, read.span, &args));
            return None;
        };
        let found = record.fields.iter().position(|f| f.names.is(&name.text));
        let Some(position) = found else {
            let known = spellings(record.fields.iter().map(|f| &f.names));
            self.sink.push(unknown_key(&name.text, name.span, Some(name.span), known));
            return None;
        };
        let stated = self.mapping.records(list).and_then(|r| r.get(row)).and_then(|r| r.slots.get(position));
        if let Some(Slot { origin: Origin::Stated, span: Some(before), .. }) = stated {
            let d = Diagnostic::new(Code::DuplicateKey, read.span, &[&name.text]);
            self.sink.push(d.also_because(*before, "stated here too | 此处也载明"));
            return None;
        }
        record.fields.get(position).map(|f| (Target::Field(list, row, position), f.clone()))
    }

    fn read(&mut self, target: Target, field: Field, read: &ColumnRead, line: &Name) {
        let schema = self.schema;
        let name = read.field.as_ref().unwrap_or(line).text.clone();
        if let Type::List(_) = field.ty {
            self.sink.push(wrong(&name, field.ty, &read.column.text, read.span, schema));
            return;
        }
        if !self.seen.first(target, &name, read.span, self.sink) {
            return;
        }
        let slots = &self.mapping.template.slots;
        if let Target::Fact(f) = target
            && let Some(Slot { origin: Origin::Stated, span: Some(before), .. }) = slots.get(f)
        {
            let d = Diagnostic::new(Code::DuplicateKey, read.span, &[&name]);
            self.sink.push(d.also_because(*before, "stated here too | 此处也载明"));
            return;
        }
        let mut scale = Ratio::one();
        if let Some(given) = &read.scale {
            match (field.ty, given.unit) {
                (Type::Number(own), Some(unit)) if unit != own => {
                    let args = [name.as_str(), &own.both(), &unit.both()];
                    self.sink.push(Diagnostic::new(Code::WrongUnit, given.span, &args));
                }
                (Type::Number(_), _) if given.times > Ratio::zero() => scale = given.times.clone(),
                _ => self.sink.push(wrong(&name, field.ty, &read.column.text, given.span, schema)),
            }
        }
        let (mut readings, mut otherwise) = (Vec::new(), None);
        for reading in &read.readings {
            match convert(&name, field.ty, &reading.value, reading.span, schema) {
                Err(d) => self.sink.push(d),
                Ok(known) => match &reading.text {
                    Some(text) => readings.push((text.trim().to_owned(), known)),
                    None => otherwise = Some(known),
                },
            }
        }
        let column = self.column(&read.column);
        let empty = Source::empty(&field, self.empty_absent, schema);
        self.mapping.cells.push((target, Source { column, field, scale, readings, otherwise, empty }));
    }
}
