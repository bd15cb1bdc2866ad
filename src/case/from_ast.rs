//! Reads a `case` item of the language against a vocabulary.

use super::value::{
    Bounds, NOTHING, Seen, date, either, member, not_a_member, number, spellings, stated, takes,
    too_many_records, unit_word, unknown_key, word, wrong,
};
use super::{CaseFile, Expectation};
use crate::diag::{Code, Diagnostic, Edit, Sink};
use crate::ir::facts::{Facts, Known, Row};
use crate::ir::schema::{Field, Names, Record, Schema, Type};
use crate::syntax::ast::{Case, CaseLine, CasePart, Expect, Given, Literal, Name};
use crate::text::{Span, limits};
use crate::val::{Date, Members, Ratio, Truth, Unit};

/// Reads a case; `None` if anything in it is wrong, which the sink then tells.
pub fn from_ast(case: &Case, schema: &Schema, sink: &mut Sink) -> Option<CaseFile> {
    let absent = case.absent.unwrap_or(false);
    let mut reader = Reader {
        schema,
        absent,
        facts: Facts::unstated(absent, schema),
        seen: Seen::new(),
        rows: Vec::new(),
        unread: false,
        sink: Sink::default(),
    };
    for line in &case.lines {
        reader.line(line);
    }
    reader.close_lists();
    let bad = reader.unread || reader.sink.has_errors();
    for d in reader.sink.found {
        sink.push(d);
    }
    let (id, expects) = (case.names.first().cloned().unwrap_or_default(), expected_in_ast(case));
    let one = |english: bool| case.names.iter().find(|n| n.is_ascii() == english).unwrap_or(&id).clone();
    let called = Names { en: one(true), zh: one(false) };
    (!bad).then_some(CaseFile { id, called, span: case.span, facts: reader.facts, absent, expects })
}

/// What a case expects.
pub fn expected_in_ast(case: &Case) -> Vec<Expectation> {
    let expectation = |e: &Expect| Expectation {
        low: e.low.text.clone(),
        high: e.high.as_ref().unwrap_or(&e.low).text.clone(),
        module: e.module.text.clone(),
        with: e.with.iter().map(|n| n.text.clone()).collect(),
        span: e.low.span.to(e.module.span),
    };
    case.expects.iter().map(expectation).collect()
}

/// The field of a record, called as the line calls it, that a part of the line states; by position.
pub fn field_of(record: usize, called: &str, part: &CasePart, schema: &Schema) -> Result<usize, Diagnostic> {
    let shape = schema.records.get(record);
    let Some(shape) = shape else { return Err(Diagnostic::new(Code::UnknownKey, part.span, &["-", "-"])) };
    let facts = Facts::unstated(false, schema);
    let reader = Reader {
        schema,
        absent: false,
        facts,
        seen: Seen::new(),
        rows: Vec::new(),
        sink: Sink::default(),
        unread: false,
    };
    reader.part(called, shape, part).map(|(field, _)| field)
}

/// What may be stated only once.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Fact(usize),
    Finding(usize),
}

struct Reader<'a> {
    schema: &'a Schema,
    absent: bool,
    facts: Facts,
    seen: Seen<Key>,
    rows: Vec<(usize, Span, Vec<Row>)>,
    unread: bool,
    sink: Sink,
}

impl Reader<'_> {
    fn line(&mut self, line: &CaseLine) {
        // reported where it was read; without it the case says something else
        if line.parts.iter().any(|p| p.value == Some(Given::Wrong)) {
            self.unread = true;
            return;
        }
        let name = line.name.text.as_str();
        let schema = self.schema;
        if let Some(fact) = schema.fact(name) {
            self.fact(fact, line);
        } else if let Some(finding) = schema.findings.iter().position(|f| f.is(name)) {
            self.finding(finding, line);
        } else if let Some(record) = schema.records.iter().position(|r| r.names.is(name)) {
            self.record(record, line);
        } else {
            let facts = schema.facts.iter().map(|f| &f.names);
            let records = schema.records.iter().map(|r| &r.names);
            let known = spellings(facts.chain(&schema.findings).chain(records));
            self.sink.push(unknown_key(name, line.name.span, Some(line.name.span), known));
        }
    }

    fn fact(&mut self, fact: usize, line: &CaseLine) {
        let name = line.name.text.as_str();
        if !self.seen.first(Key::Fact(fact), name, line.name.span, &mut self.sink) {
            return;
        }
        let Some(field) = self.schema.facts.get(fact) else { return };
        let (span, read) = match line.parts.as_slice() {
            [] if field.ty == Type::YesNo => (line.span, Ok(Known::Truth(Truth::Yes))),
            [] => (line.span, Err(wrong(name, field.ty, NOTHING, line.span, self.schema))),
            [part] => (part.span, self.fact_value(name, field, part)),
            [first, .., last] => {
                let span = first.span.to(last.span);
                let d = wrong(name, field.ty, "several values | 多个值", span, self.schema);
                let d = match without_commas(name, &line.parts) {
                    Some(number) => d.choice("without commas | 不用逗号", vec![Edit::new(span, &number)]),
                    None => d,
                };
                (span, Err(d))
            }
        };
        match read {
            Ok(value) => {
                let evidence = line.evidence.clone().or_else(|| line.because.clone());
                if let Some(slot) = self.facts.slots.get_mut(fact) {
                    *slot = stated(value, span, evidence);
                }
            }
            Err(d) => self.sink.push(d),
        }
    }

    fn fact_value(&self, name: &str, field: &Field, part: &CasePart) -> Result<Known, Diagnostic> {
        match (&part.field, &part.value) {
            (None, Some(given)) if !part.negated => convert(name, field.ty, given, part.span, self.schema),
            (Some(other), _) => Err(wrong(name, field.ty, &other.text, other.span, self.schema)),
            (None, Some(given)) => {
                let found = format!("{} {}", word(name, ["not", "非"]), show(name, given));
                Err(wrong(name, field.ty, &found, part.span, self.schema))
            }
            (None, None) => Err(wrong(name, field.ty, NOTHING, part.span, self.schema)),
        }
    }

    fn finding(&mut self, finding: usize, line: &CaseLine) {
        let name = line.name.text.as_str();
        if !self.seen.first(Key::Finding(finding), name, line.name.span, &mut self.sink) {
            return;
        }
        let made = match line.parts.as_slice() {
            [] => Some(true),
            [
                CasePart {
                    negated: false, field: None, value: Some(Given::Value(Literal::Truth(b))), ..
                },
            ] => Some(*b),
            [CasePart { negated: false, field: None, value: Some(Given::Unknown), .. }] => return,
            _ => None,
        };
        let Some(made) = made else {
            let part = line.parts.first();
            let found = part.and_then(|p| p.value.as_ref()).map(|g| show(name, g)).unwrap_or_default();
            let span = part.map_or(line.span, |p| p.span);
            self.sink.push(wrong(name, Type::YesNo, &found, span, self.schema));
            return;
        };
        let reason = line.because.clone().unwrap_or_default();
        if made && reason.trim().is_empty() {
            self.sink.push(Diagnostic::new(Code::BecauseMissing, line.span, &[name]));
        } else if let Some(slot) = self.facts.findings.get_mut(finding) {
            *slot = Some((made, reason));
        }
    }

    fn record(&mut self, record: usize, line: &CaseLine) {
        let name = line.name.text.as_str();
        let (Some(list), Some(shape)) = (self.schema.list_of(record), self.schema.records.get(record)) else {
            self.sink.push(Diagnostic::new(Code::UnknownKey, line.name.span, &[name, "-"]));
            return;
        };
        let mut row = Row::unstated(record, self.absent, self.schema);
        row.span = Some(line.span);
        let evidence = line.evidence.clone().or_else(|| line.because.clone());
        let mut seen: Seen<usize> = Seen::new();
        for part in &line.parts {
            match self.part(name, shape, part) {
                Ok((position, value)) => {
                    let names = shape.fields.get(position).map(|f| f.names.clone()).unwrap_or_default();
                    let field = word(name, [&names.en, &names.zh]);
                    if seen.first(position, field, part.span, &mut self.sink)
                        && let Some(slot) = row.slots.get_mut(position)
                    {
                        *slot = stated(value, part.span, evidence.clone());
                    }
                }
                Err(d) => self.sink.push(d),
            }
        }
        match self.rows.iter_mut().find(|(l, ..)| *l == list) {
            Some((_, span, rows)) => {
                if rows.len() == limits::RECORDS {
                    self.sink.push(too_many_records(line.name.span));
                }
                *span = span.to(line.span);
                rows.push(row);
            }
            None => self.rows.push((list, line.span, vec![row])),
        }
    }

    /// The field that a part of a record's line states, and its value.
    fn part(&self, record: &str, shape: &Record, part: &CasePart) -> Result<(usize, Known), Diagnostic> {
        let schema = self.schema;
        let span = part.span;
        let nothing = NOTHING;
        if let Some(name) = &part.field {
            let Some((position, field)) = named(shape, &name.text) else {
                let known = spellings(shape.fields.iter().map(|f| &f.names));
                return Err(unknown_key(&name.text, name.span, Some(name.span), known));
            };
            let value = match (&part.value, part.negated, field.ty) {
                (None, negated, Type::YesNo) => Ok(Known::Truth(Truth::from(!negated))),
                (Some(given), false, ty) => convert(&name.text, ty, given, span, schema),
                (Some(given), true, ty) => {
                    let found = format!("{} {}", word(&name.text, ["not", "非"]), show(&name.text, given));
                    Err(wrong(&name.text, ty, &found, span, schema))
                }
                (None, _, ty) => Err(wrong(&name.text, ty, nothing, span, schema)),
            };
            return value.map(|v| (position, v));
        }
        let Some(given) = &part.value else {
            return Err(which(nothing, record, shape, span, |_| true));
        };
        if let Given::Name(name) = given
            && let Some((position, field)) = named(shape, &name.text)
        {
            let clash = shape.fields.iter().any(|f| self.fits(f, given));
            if clash && field.ty == Type::YesNo && !part.negated {
                let meant =
                    |i: usize| i == position || shape.fields.get(i).is_some_and(|f| self.fits(f, given));
                return Err(which(&name.text, record, shape, span, meant));
            }
            if clash && field.ty != Type::YesNo {
                return self.bare(record, shape, given, part);
            }
            return match field.ty {
                Type::YesNo => Ok((position, Known::Truth(Truth::from(!part.negated)))),
                ty => Err(wrong(&name.text, ty, nothing, span, schema)),
            };
        }
        self.bare(record, shape, given, part)
    }

    /// A value without its field.
    fn bare(
        &self,
        record: &str,
        shape: &Record,
        given: &Given,
        part: &CasePart,
    ) -> Result<(usize, Known), Diagnostic> {
        let fitting: Vec<(usize, &Field)> =
            shape.fields.iter().enumerate().filter(|(_, f)| self.fits(f, given)).collect();
        let plain: Vec<(usize, &Field)> =
            fitting.iter().copied().filter(|(_, f)| f.default.is_none()).collect();
        let is_number = fitting.iter().all(|(_, f)| matches!(f.ty, Type::Number(_)));
        let text = show(record, given);
        match (fitting.as_slice(), plain.as_slice()) {
            _ if part.negated => {
                let known = spellings(shape.fields.iter().filter(|f| f.ty == Type::YesNo).map(|f| &f.names));
                Err(unknown_key(&text, part.span, None, known))
            }
            ([(position, field)], _) => {
                let names = &field.names;
                let name = word(record, [&names.en, &names.zh]);
                convert(name, field.ty, given, part.span, self.schema).map(|v| (*position, v))
            }
            (_, [(position, field)]) if is_number => {
                let names = &field.names;
                let name = word(record, [&names.en, &names.zh]);
                convert(name, field.ty, given, part.span, self.schema).map(|v| (*position, v))
            }
            ([], _) => match unfit(given) {
                Some(name) => {
                    let kinds = shape.fields.iter().filter_map(|f| match f.ty {
                        Type::Member(kind) => self.schema.kinds.get(kind),
                        Type::YesNo | Type::Number(_) | Type::Date | Type::List(_) => None,
                    });
                    let members = kinds.flat_map(|k| k.members.iter());
                    let known = spellings(shape.fields.iter().map(|f| &f.names).chain(members));
                    Err(unknown_key(&name.text, name.span, Some(name.span), known))
                }
                None => Err(which(&text, record, shape, part.span, |_| true)),
            },
            _ => Err(which(&text, record, shape, part.span, |i| fitting.iter().any(|(j, _)| *j == i))),
        }
    }

    /// Whether a value can only be meant for fields such as this one.
    fn fits(&self, field: &Field, given: &Given) -> bool {
        let literal = |l: &Literal| match (l, field.ty) {
            (Literal::Number { unit: Some(u), .. }, Type::Number(unit)) => *u == unit,
            (Literal::Date(_), Type::Date) => true,
            _ => false,
        };
        match (given, field.ty) {
            (Given::Name(name), Type::Member(kind)) => member(self.schema, kind, &name.text).is_some(),
            (Given::Value(l) | Given::AtLeast(l) | Given::AtMost(l), _) => literal(l),
            (Given::Between(a, b), Type::Number(_)) => {
                let unitless = |l: &Literal| matches!(l, Literal::Number { unit: None, .. });
                (literal(a) || unitless(a)) && (literal(b) || unitless(b)) && (literal(a) || literal(b))
            }
            (Given::Between(a, b), _) => literal(a) && literal(b),
            (Given::Disputed(a, b), _) => {
                let loose = |g: &Given| matches!(g, Given::Value(Literal::Number { unit: None, .. }));
                let number = matches!(field.ty, Type::Number(_));
                let (x, y) = (self.fits(field, a), self.fits(field, b));
                (x && y) || (number && ((x && loose(b)) || (y && loose(a))))
            }
            (Given::Unknown | Given::Wrong | Given::Name(_), _) => false,
        }
    }

    fn close_lists(&mut self) {
        for (list, span, rows) in std::mem::take(&mut self.rows) {
            let names = self.schema.facts.get(list).map(|f| f.names.clone()).unwrap_or_default();
            if self.seen.first(Key::Fact(list), &names.en, span, &mut self.sink)
                && let Some(slot) = self.facts.slots.get_mut(list)
            {
                *slot = stated(Known::List(Some(rows)), span, None);
            }
        }
    }
}

fn named<'s>(shape: &'s Record, name: &str) -> Option<(usize, &'s Field)> {
    shape.fields.iter().enumerate().find(|(_, f)| f.names.is(name))
}

/// A name that fits no field; of disputed ones the first.
fn unfit(given: &Given) -> Option<&Name> {
    match given {
        Given::Name(name) => Some(name),
        Given::Disputed(a, b) => unfit(a).or_else(|| unfit(b)),
        Given::Unknown
        | Given::Wrong
        | Given::Value(_)
        | Given::AtLeast(_)
        | Given::AtMost(_)
        | Given::Between(..) => None,
    }
}

fn which(text: &str, record: &str, shape: &Record, span: Span, meant: impl Fn(usize) -> bool) -> Diagnostic {
    let fields = shape.fields.iter().enumerate().filter(|(i, _)| meant(*i)).map(|(_, f)| &f.names);
    let list: Vec<&str> = fields.map(|n| word(record, [n.en.as_str(), n.zh.as_str()])).collect();
    let comma = word(record, [", ", "、"]);
    let d = Diagnostic::new(Code::WhichField, span, &[text, record, &list.join(comma)]);
    let before = Span { end: span.start, ..span };
    let choice = |d: Diagnostic, name: &&str| d.mend(before, &format!("{name} "));
    match list.len() {
        2..=4 if text != NOTHING && list.len() < shape.fields.len() => list.iter().fold(d, choice),
        _ => d,
    }
}

/// The number that was cut at its commas: `5,000 yuan` states 5 and 0 yuan.
fn without_commas(name: &str, parts: &[CasePart]) -> Option<String> {
    let mut out = String::new();
    for (i, part) in parts.iter().enumerate() {
        let Some(Given::Value(Literal::Number { value, unit })) = &part.value else { return None };
        let n = value.as_i64().filter(|n| i == 0 || *n < 1000)?;
        out.push_str(&if i == 0 { n.to_string() } else { format!("{n:03}") });
        if let Some(unit) = unit {
            out.push_str(word(name, [" ", ""]));
            out.push_str(unit_word(name, *unit));
            return (i + 1 == parts.len()).then_some(out);
        }
    }
    Some(out)
}

/// A literal as people write it.
fn show_literal(name: &str, literal: &Literal) -> String {
    match literal {
        Literal::Number { value, unit: Some(unit) } => {
            let gap = word(name, [" ", ""]);
            format!("{}{gap}{}", value.decimal(), unit_word(name, *unit))
        }
        Literal::Number { value, unit: None } | Literal::Multiple(value) => value.decimal(),
        Literal::Date(day) => day.to_string(),
        Literal::Truth(true) => word(name, ["yes", "是"]).to_owned(),
        Literal::Truth(false) => word(name, ["no", "否"]).to_owned(),
    }
}

/// A value as people write it.
fn show(name: &str, given: &Given) -> String {
    match given {
        Given::Unknown | Given::Wrong => word(name, ["unknown", "不明"]).to_owned(),
        Given::Value(l) => show_literal(name, l),
        Given::Name(n) => n.text.clone(),
        Given::AtLeast(l) => format!("{} {}", word(name, ["at least", "至少"]), show_literal(name, l)),
        Given::AtMost(l) => format!("{} {}", word(name, ["at most", "不超过"]), show_literal(name, l)),
        Given::Between(a, b) => {
            format!("{} {} {}", show_literal(name, a), word(name, ["to", "至"]), show_literal(name, b))
        }
        Given::Disputed(a, b) => format!(
            "{} {} {} {}",
            word(name, ["disputed", "争议"]),
            show(name, a),
            word(name, ["or", "或者"]),
            show(name, b)
        ),
    }
}

/// Makes a value known for a field of that name and type.
pub(super) fn convert(
    name: &str,
    ty: Type,
    given: &Given,
    span: Span,
    schema: &Schema,
) -> Result<Known, Diagnostic> {
    let mismatch = || wrong(name, ty, &show(name, given), span, schema);
    let out = |text: String| Diagnostic::new(Code::OutOfRange, span, &[&text, name]);
    match (given, ty) {
        (Given::Unknown, _) => Ok(Known::unknown(ty, schema)),
        (Given::Disputed(a, b), Type::YesNo | Type::Number(_) | Type::Date | Type::Member(_)) => {
            Ok(either(convert(name, ty, a, span, schema)?, convert(name, ty, b, span, schema)?))
        }
        (Given::Value(Literal::Truth(b)), Type::YesNo) => Ok(Known::Truth(Truth::from(*b))),
        (Given::Value(Literal::Truth(false)), Type::List(_)) => Ok(Known::List(Some(Vec::new()))),
        (Given::Value(Literal::Truth(b)), Type::Member(kind)) => {
            let words = if *b { ["yes", "是"] } else { ["no", "否"] };
            let found = words.iter().find_map(|w| member(schema, kind, w));
            found.map(|m| Known::Member(Members::one(m))).ok_or_else(mismatch)
        }
        (Given::Name(n), Type::Member(kind)) => match member(schema, kind, &n.text) {
            Some(m) => Ok(Known::Member(Members::one(m))),
            None => Err(not_a_member(name, kind, &n.text, n.span, Some(n.span), schema)),
        },
        (Given::Value(l), Type::Number(unit)) => {
            number(Bounds::point(amount(name, unit, l, span, schema)?), unit).map_err(out)
        }
        (Given::AtLeast(l), Type::Number(unit)) => {
            number(Bounds { lo: Some(amount(name, unit, l, span, schema)?), hi: None }, unit).map_err(out)
        }
        (Given::AtMost(l), Type::Number(unit)) => {
            number(Bounds { lo: None, hi: Some(amount(name, unit, l, span, schema)?) }, unit).map_err(out)
        }
        (Given::Between(a, b), Type::Number(unit)) => {
            let (a, b) = (amount(name, unit, a, span, schema)?, amount(name, unit, b, span, schema)?);
            number(Bounds { lo: Some(a), hi: Some(b) }, unit).map_err(out)
        }
        (Given::Value(l), Type::Date) => date(Bounds::point(day(l).ok_or_else(mismatch)?)).map_err(out),
        (Given::AtLeast(l), Type::Date) => {
            date(Bounds { lo: Some(day(l).ok_or_else(mismatch)?), hi: None }).map_err(out)
        }
        (Given::AtMost(l), Type::Date) => {
            date(Bounds { lo: None, hi: Some(day(l).ok_or_else(mismatch)?) }).map_err(out)
        }
        (Given::Between(a, b), Type::Date) => {
            let (a, b) = (day(a).ok_or_else(mismatch)?, day(b).ok_or_else(mismatch)?);
            date(Bounds { lo: Some(a), hi: Some(b) }).map_err(out)
        }
        _ => Err(mismatch()),
    }
}

fn day(literal: &Literal) -> Option<Date> {
    match literal {
        Literal::Date(day) => Some(*day),
        Literal::Number { .. } | Literal::Multiple(_) | Literal::Truth(_) => None,
    }
}

fn amount(
    name: &str,
    unit: Unit,
    literal: &Literal,
    span: Span,
    schema: &Schema,
) -> Result<Ratio, Diagnostic> {
    match literal {
        Literal::Number { value, unit: None } => Ok(value.clone()),
        Literal::Number { value, unit: Some(given) } if *given == unit => Ok(value.clone()),
        Literal::Number { unit: Some(given), .. } => {
            let (own, other) = (unit.both(), given.both());
            let args = [name, own.as_str(), other.as_str()];
            Err(Diagnostic::new(Code::WrongUnit, span, &args))
        }
        Literal::Multiple(_) | Literal::Date(_) | Literal::Truth(_) => {
            let takes = takes(Type::Number(unit), schema);
            Err(Diagnostic::new(Code::WrongValue, span, &[name, &takes, &show_literal(name, literal)]))
        }
    }
}
