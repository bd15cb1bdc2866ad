//! Reads case JSON against a vocabulary; with `cause` the only file that names `jsonc_parser`.

use super::cause::cause;
use super::guard::{long_text, stray, too_deep};
use super::value::{
    Bounds, Seen, date, either, member, not_a_member, number, spellings, stated, takes, too_many_records,
    unknown_key, word, wrong,
};
use super::{CaseFile, Expectation};
use crate::diag::{Code, Diagnostic, Sink};
use crate::ir::facts::{Facts, Known, Row, Slot};
use crate::ir::schema::{Names, Schema, Type};
use crate::text::{FileId, Span, limits};
use crate::val::{Date, Members, Ratio, Truth, Unit, parse_iso};
use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// The keys of a case.
const CASE_KEYS: [&str; 5] = ["id", "unstated", "facts", "findings", "expect"];
/// The keys of a value that is written as an object.
const RANGE_KEYS: [&str; 4] = ["at_least", "at_most", "between", "one_of"];

/// Reads all cases of a JSON text. Good cases come back even if others are bad; the sink tells what is wrong.
pub fn from_json(file: FileId, text: &str, schema: &Schema, sink: &mut Sink) -> Vec<CaseFile> {
    from_json_if(file, text, schema, &|_| true, sink)
}

/// What each case of a JSON text expects; its facts are not looked at, and need no vocabulary.
pub fn expected_in_json(file: FileId, text: &str, sink: &mut Sink) -> Vec<Vec<Expectation>> {
    let read = every(file, text, &Schema::default(), &|_| true, true, sink);
    read.into_iter().map(|c| c.expects).collect()
}

/// Reads those cases of a JSON text whose expectations are wanted; the others may need another vocabulary.
pub fn from_json_if(
    file: FileId,
    text: &str,
    schema: &Schema,
    wanted: &dyn Fn(&[Expectation]) -> bool,
    sink: &mut Sink,
) -> Vec<CaseFile> {
    every(file, text, schema, wanted, false, sink)
}

fn every(
    file: FileId,
    text: &str,
    schema: &Schema,
    wanted: &dyn Fn(&[Expectation]) -> bool,
    skims: bool,
    sink: &mut Sink,
) -> Vec<CaseFile> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let reader = Reader { file, base: text.len() - body.len(), text: body, schema, wanted, skims };
    if let Some(at) = too_deep(body) {
        let span = reader.span(Range::new(at, at + 1));
        sink.push(Diagnostic::new(Code::TooDeep, span, &[&limits::NESTING.to_string()]));
        return Vec::new();
    }
    if let Some((at, c)) = stray(body) {
        let span = reader.span(Range::new(at, at + c.len_utf8()));
        sink.push(Diagnostic::new(Code::BadJson, span, &[&format!("U+{:04X}", u32::from(c))]));
        return Vec::new();
    }
    if let Some((start, end)) = long_text(body) {
        let most = format!("{} KiB in a text | 一段文字 {0} KiB", limits::STRING_BYTES >> 10);
        sink.push(Diagnostic::new(Code::TooMany, reader.span(Range::new(start, end)), &[&most]));
        return Vec::new();
    }
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let value = match parse_to_ast(body, &CollectOptions::default(), &strict) {
        Ok(result) => result.value,
        Err(e) => {
            sink.push(Diagnostic::new(Code::BadJson, reader.span(e.range()), &[cause(e.kind())]));
            return Vec::new();
        }
    };
    let before = sink.found.len();
    let cases = match &value {
        Some(value) => reader.top(value, sink),
        None => Vec::new(),
    };
    let silent = !sink.found.iter().skip(before).any(|d| !d.is_warning());
    if cases.is_empty() && silent {
        sink.push(Diagnostic::new(Code::NoCase, Span { file, start: 0, end: 0 }, &["this text | 此文本"]));
    }
    cases
}

/// What may be stated only once.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Fact(usize),
    Finding(usize),
}

struct Reader<'a> {
    file: FileId,
    base: usize,
    text: &'a str,
    schema: &'a Schema,
    wanted: &'a dyn Fn(&[Expectation]) -> bool,
    /// Whether facts are passed over.
    skims: bool,
}

/// A value, perhaps unwrapped, with the note that came with it.
struct Noted<'a, 'b> {
    value: &'b Value<'a>,
    evidence: Option<String>,
}

impl Reader<'_> {
    fn span(&self, range: Range) -> Span {
        let at = |n: usize| u32::try_from(n + self.base).unwrap_or(u32::MAX);
        Span { file: self.file, start: at(range.start), end: at(range.end) }
    }

    fn key_span(&self, property: &ObjectProp) -> Span {
        self.span(property.name.range())
    }

    /// The inside of a string literal, if what it says is what is written there.
    fn inside(&self, range: Range, said: &str) -> Option<Span> {
        let inner = Range::new(range.start + 1, range.end.saturating_sub(1));
        (self.text.get(inner.start..inner.end) == Some(said)).then(|| self.span(inner))
    }

    /// What is written there, shortened.
    fn found(&self, value: &Value) -> String {
        let range = value.range();
        let all = self.text.get(range.start..range.end).unwrap_or_default();
        let line = all.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(40) {
            Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or_default()),
            None => line,
        }
    }

    fn misfit(&self, name: &str, takes: &str, value: &Value) -> Diagnostic {
        let span = self.span(value.range());
        Diagnostic::new(Code::WrongValue, span, &[name, takes, &self.found(value)])
    }

    fn unknown<'k>(&self, property: &ObjectProp, known: impl Iterator<Item = &'k str>) -> Diagnostic {
        let name = property.name.as_str();
        let edit = self.inside(property.name.range(), name);
        unknown_key(name, self.key_span(property), edit, known)
    }

    /// Reports keys that stand twice in an object, or that it may not have.
    fn check_keys(&self, object: &Object, known: &[&str], sink: &mut Sink) -> bool {
        let mut seen = Seen::new();
        let mut good = true;
        for property in &object.properties {
            let name = property.name.as_str();
            good &= seen.first(name.to_owned(), name, self.key_span(property), sink);
            if !known.contains(&name) {
                sink.push(self.unknown(property, known.iter().copied()));
                good = false;
            }
        }
        good
    }

    fn top(&self, value: &Value, sink: &mut Sink) -> Vec<CaseFile> {
        let shape = "{\"cases\": [...]}";
        let Value::Object(object) = value else {
            sink.push(self.misfit("JSON", shape, value));
            return Vec::new();
        };
        let Some(list) = object.get("cases") else {
            return if object.properties.iter().any(|p| CASE_KEYS.contains(&p.name.as_str())) {
                self.case(value, sink).into_iter().collect()
            } else {
                for property in &object.properties {
                    sink.push(self.unknown(property, ["cases"].into_iter().chain(CASE_KEYS)));
                }
                Vec::new()
            };
        };
        self.check_keys(object, &["cases"], sink);
        let Value::Array(list) = &list.value else {
            sink.push(self.misfit("cases", "[...]", &list.value));
            return Vec::new();
        };
        let mut seen = Seen::new();
        let read: Vec<CaseFile> = list.elements.iter().filter_map(|v| self.case(v, sink)).collect();
        read.into_iter().filter(|c| seen.first(c.id.clone(), &c.id, c.span, sink)).collect()
    }

    fn case(&self, value: &Value, sink: &mut Sink) -> Option<CaseFile> {
        let mut own = Sink::default();
        let case = self.case_into(value, &mut own);
        if case.as_ref().is_some_and(|c| !(self.wanted)(&c.expects)) {
            return None;
        }
        let bad = own.has_errors();
        for d in own.found {
            sink.push(d);
        }
        case.filter(|_| !bad)
    }

    fn case_into(&self, value: &Value, sink: &mut Sink) -> Option<CaseFile> {
        let Value::Object(object) = value else {
            sink.push(self.misfit("cases", "{\"id\": \"...\"}", value));
            return None;
        };
        self.check_keys(object, &CASE_KEYS, sink);
        let absent = match object.get("unstated").map(|p| &p.value) {
            None => false,
            Some(Value::StringLit(s)) if s.value == "absent" => true,
            Some(Value::StringLit(s)) if s.value == "unknown" => false,
            Some(other) => {
                sink.push(self.misfit("unstated", "\"absent\", \"unknown\"", other));
                false
            }
        };
        let mut facts = Facts::unstated(absent, self.schema);
        let mut seen = Seen::new();
        for key in ["facts", "findings"] {
            match object.get(key).map(|p| &p.value) {
                None => {}
                Some(_) if self.skims => {}
                Some(Value::Object(stated)) => {
                    for property in &stated.properties {
                        self.fact(property, key == "facts", absent, &mut facts, &mut seen, sink);
                    }
                }
                Some(other) => sink.push(self.misfit(key, "{...}", other)),
            }
        }
        let expects = self.expects(object, sink);
        match object.get("id").map(|p| &p.value) {
            Some(Value::StringLit(s)) if !s.value.trim().is_empty() => {
                let (id, span) = (s.value.to_string(), self.span(s.range));
                let called = Names { en: id.clone(), zh: id.clone() };
                Some(CaseFile { id, called, span, facts, absent, expects })
            }
            Some(other) => {
                sink.push(self.misfit("id", "\"...\"", other));
                None
            }
            None => {
                let brace = self.span(Range::new(object.range.start, object.range.start + 1));
                sink.push(Diagnostic::new(Code::WrongValue, brace, &["id", "\"...\"", "-"]));
                None
            }
        }
    }

    /// One entry of `facts` or of `findings`.
    fn fact(
        &self,
        property: &ObjectProp,
        facts_too: bool,
        absent: bool,
        facts: &mut Facts,
        seen: &mut Seen<Key>,
        sink: &mut Sink,
    ) {
        let name = property.name.as_str();
        let span = self.key_span(property);
        let schema = self.schema;
        if facts_too
            && let Some((position, field)) = schema.facts.iter().enumerate().find(|(_, f)| f.names.is(name))
        {
            if seen.first(Key::Fact(position), name, span, sink)
                && let Some(slot) = self.slot(name, field.ty, &property.value, absent, sink)
                && let Some(place) = facts.slots.get_mut(position)
            {
                *place = slot;
            }
        } else if let Some(position) = schema.findings.iter().position(|f| f.is(name)) {
            if seen.first(Key::Finding(position), name, span, sink)
                && let Some(place) = facts.findings.get_mut(position)
            {
                *place = self.finding(name, &property.value, sink);
            }
        } else {
            let all = schema.facts.iter().filter(|_| facts_too).map(|f| &f.names).chain(&schema.findings);
            sink.push(self.unknown(property, spellings(all)));
        }
    }

    fn finding(&self, name: &str, value: &Value, sink: &mut Sink) -> Option<(bool, String)> {
        let (made, reason) = match value {
            Value::Object(object) => {
                if !self.check_keys(object, &["value", "because"], sink) {
                    return None;
                }
                let reason = match object.get("because").map(|p| &p.value) {
                    None => String::new(),
                    Some(Value::StringLit(s)) => s.value.to_string(),
                    Some(other) => {
                        sink.push(self.misfit("because", "\"...\"", other));
                        return None;
                    }
                };
                (object.get("value").map(|p| &p.value), reason)
            }
            plain => (Some(plain), String::new()),
        };
        match made {
            Some(Value::BooleanLit(b)) if b.value && reason.trim().is_empty() => {
                sink.push(Diagnostic::new(Code::BecauseMissing, self.span(value.range()), &[name]));
                None
            }
            Some(Value::BooleanLit(b)) => Some((b.value, reason)),
            Some(Value::StringLit(s)) if s.value == "unknown" => None,
            other => {
                sink.push(self.misfit(name, &takes(Type::YesNo, self.schema), other.unwrap_or(value)));
                None
            }
        }
    }

    fn expects(&self, object: &Object, sink: &mut Sink) -> Vec<Expectation> {
        let map = match object.get("expect").map(|p| &p.value) {
            None => return Vec::new(),
            Some(Value::Object(map)) => map,
            Some(other) => {
                sink.push(self.misfit("expect", "{\"MODULE\": \"OUTCOME\"}", other));
                return Vec::new();
            }
        };
        let mut seen = Seen::new();
        let mut out = Vec::new();
        for property in &map.properties {
            let key = property.name.as_str();
            if !seen.first(key.to_owned(), key, self.key_span(property), sink) {
                continue;
            }
            let pair = match &property.value {
                Value::StringLit(s) => Some((s.value.to_string(), s.value.to_string())),
                Value::Array(a) => match a.elements.as_slice() {
                    [Value::StringLit(low), Value::StringLit(high)] => {
                        Some((low.value.to_string(), high.value.to_string()))
                    }
                    _ => None,
                },
                Value::NumberLit(_) | Value::BooleanLit(_) | Value::Object(_) | Value::NullKeyword(_) => None,
            };
            let Some((low, high)) = pair else {
                sink.push(self.misfit(key, "\"OUTCOME\", [\"LOW\", \"HIGH\"]", &property.value));
                continue;
            };
            let (module, with) = key.split_once(" with ").unwrap_or((key, ""));
            let with = with.split(',').map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect();
            let module = module.trim().to_owned();
            out.push(Expectation { low, high, module, with, span: self.span(property.value.range()) });
        }
        out
    }

    /// Takes a value out of `{"value": …, "evidence": "…"}`.
    fn unwrapped<'a, 'b>(&self, value: &'b Value<'a>, sink: &mut Sink) -> Option<Noted<'a, 'b>> {
        let Value::Object(object) = value else { return Some(Noted { value, evidence: None }) };
        let Some(inner) = object.get("value") else { return Some(Noted { value, evidence: None }) };
        if !self.check_keys(object, &["value", "evidence"], sink) {
            return None;
        }
        let evidence = match object.get("evidence").map(|p| &p.value) {
            None => None,
            Some(Value::StringLit(s)) => Some(s.value.to_string()),
            Some(other) => {
                sink.push(self.misfit("evidence", "\"...\"", other));
                return None;
            }
        };
        Some(Noted { value: &inner.value, evidence })
    }

    fn slot(&self, name: &str, ty: Type, value: &Value, absent: bool, sink: &mut Sink) -> Option<Slot> {
        let Noted { value, evidence } = self.unwrapped(value, sink)?;
        let known = match (ty, value) {
            (_, Value::StringLit(s)) if s.value == "unknown" => Known::unknown(ty, self.schema),
            (Type::List(record), Value::Array(rows)) => {
                if let Some(over) = rows.elements.get(limits::RECORDS) {
                    sink.push(too_many_records(self.span(over.range())));
                    return None;
                }
                let rows = rows.elements.iter().map(|v| self.row(name, record, v, absent, sink));
                Known::List(Some(rows.collect::<Vec<_>>().into_iter().collect::<Option<Vec<Row>>>()?))
            }
            (Type::YesNo | Type::Number(_) | Type::Date | Type::Member(_), Value::Object(range)) => {
                self.range(name, ty, range, value, sink)?
            }
            _ => match self.single(name, ty, value) {
                Ok(known) => known,
                Err(d) => {
                    sink.push(d);
                    return None;
                }
            },
        };
        Some(stated(known, self.span(value.range()), evidence))
    }

    fn row(&self, list: &str, record: usize, value: &Value, absent: bool, sink: &mut Sink) -> Option<Row> {
        let shape = self.schema.records.get(record)?;
        let Value::Object(object) = value else {
            let what = word(list, [&shape.names.en, &shape.names.zh]);
            sink.push(self.misfit(list, &format!("{what} {{...}}"), value));
            return None;
        };
        let mut row = Row::unstated(record, absent, self.schema);
        row.span = Some(self.span(object.range));
        let mut seen = Seen::new();
        let mut good = true;
        for property in &object.properties {
            let name = property.name.as_str();
            let Some((position, field)) = shape.fields.iter().enumerate().find(|(_, f)| f.names.is(name))
            else {
                sink.push(self.unknown(property, spellings(shape.fields.iter().map(|f| &f.names))));
                good = false;
                continue;
            };
            if !seen.first(position, name, self.key_span(property), sink) {
                good = false;
                continue;
            }
            match (self.slot(name, field.ty, &property.value, absent, sink), row.slots.get_mut(position)) {
                (Some(slot), Some(place)) => *place = slot,
                _ => good = false,
            }
        }
        good.then_some(row)
    }

    /// `{"at_least": a}` and its kin.
    fn range(&self, name: &str, ty: Type, object: &Object, value: &Value, sink: &mut Sink) -> Option<Known> {
        if !self.check_keys(object, &RANGE_KEYS, sink) {
            return None;
        }
        let get = |key: &str| object.get(key).map(|p| &p.value);
        let read = match (get("at_least"), get("at_most"), get("between"), get("one_of")) {
            (None, None, None, Some(Value::Array(a))) if !a.elements.is_empty() => {
                self.one_of(name, ty, &a.elements)
            }
            (None, None, Some(Value::Array(a)), None) => match a.elements.as_slice() {
                [lo, hi] => self.ends(name, ty, Some(lo), Some(hi), value),
                _ => Err(self.misfit(name, "{\"between\": [A, B]}", value)),
            },
            (lo, hi, None, None) if lo.is_some() || hi.is_some() => self.ends(name, ty, lo, hi, value),
            _ => Err(self.misfit(name, &takes(ty, self.schema), value)),
        };
        read.map_err(|d| sink.push(d)).ok()
    }

    fn one_of(&self, name: &str, ty: Type, values: &[Value]) -> Result<Known, Diagnostic> {
        let mut all: Option<Known> = None;
        for value in values {
            let next = self.single(name, ty, value)?;
            all = Some(match all {
                Some(known) => either(known, next),
                None => next,
            });
        }
        Ok(all.unwrap_or_else(|| Known::unknown(ty, self.schema)))
    }

    fn ends(
        &self,
        name: &str,
        ty: Type,
        lo: Option<&Value>,
        hi: Option<&Value>,
        whole: &Value,
    ) -> Result<Known, Diagnostic> {
        let out = |text: String| Diagnostic::new(Code::OutOfRange, self.span(whole.range()), &[&text, name]);
        match ty {
            Type::Number(unit) => {
                let amount = |v: &Value| self.amount(name, unit, v);
                let bounds = Bounds { lo: lo.map(amount).transpose()?, hi: hi.map(amount).transpose()? };
                number(bounds, unit).map_err(out)
            }
            Type::Date => {
                let day = |v: &Value| self.day(name, v);
                date(Bounds { lo: lo.map(day).transpose()?, hi: hi.map(day).transpose()? }).map_err(out)
            }
            Type::YesNo | Type::Member(_) | Type::List(_) => {
                Err(self.misfit(name, &takes(ty, self.schema), whole))
            }
        }
    }

    /// A value that is not a range.
    fn single(&self, name: &str, ty: Type, value: &Value) -> Result<Known, Diagnostic> {
        let out = |text: String| Diagnostic::new(Code::OutOfRange, self.span(value.range()), &[&text, name]);
        match (ty, value) {
            (Type::YesNo, Value::BooleanLit(b)) => Ok(Known::Truth(Truth::from(b.value))),
            (Type::Number(unit), Value::NumberLit(_) | Value::StringLit(_)) => {
                number(Bounds::point(self.amount(name, unit, value)?), unit).map_err(out)
            }
            (Type::Date, Value::StringLit(_)) => date(Bounds::point(self.day(name, value)?)).map_err(out),
            (Type::Member(kind), Value::StringLit(s)) => match member(self.schema, kind, &s.value) {
                Some(position) => Ok(Known::Member(Members::one(position))),
                None => {
                    let edit = self.inside(s.range, &s.value);
                    Err(not_a_member(name, kind, &s.value, self.span(s.range), edit, self.schema))
                }
            },
            _ => Err(wrong(name, ty, &self.found(value), self.span(value.range()), self.schema)),
        }
    }

    fn day(&self, name: &str, value: &Value) -> Result<Date, Diagnostic> {
        let Value::StringLit(s) = value else {
            return Err(wrong(name, Type::Date, &self.found(value), self.span(value.range()), self.schema));
        };
        let like_a_day = s.value.len() == 10
            && s.value
                .bytes()
                .enumerate()
                .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        parse_iso(&s.value).ok_or_else(|| {
            let span = self.span(s.range);
            if like_a_day {
                Diagnostic::new(Code::NoSuchDate, span, &[&s.value])
            } else {
                wrong(name, Type::Date, &self.found(value), span, self.schema)
            }
        })
    }

    /// A number from its very digits; money may stand in quotation marks.
    fn amount(&self, name: &str, unit: Unit, value: &Value) -> Result<Ratio, Diagnostic> {
        let span = self.span(value.range());
        let mismatch = || wrong(name, Type::Number(unit), &self.found(value), span, self.schema);
        let digits: &str = match value {
            Value::NumberLit(n) => n.value,
            Value::StringLit(s) if unit == Unit::Yuan => &s.value,
            _ => return Err(mismatch()),
        };
        let plain = digits.strip_prefix('-').unwrap_or(digits);
        let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
        let only_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !only_digits(whole) || !only_digits(part) || (plain.contains('.') && unit != Unit::Yuan) {
            return Err(mismatch());
        }
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(mismatch());
        }
        let out = || Diagnostic::new(Code::OutOfRange, span, &[digits.get(..60).unwrap_or(digits), name]);
        let places = if plain.contains('.') { part.len() } else { 0 };
        let read = Ratio::parse(plain).filter(|n| places <= 2 && (plain == digits || *n == Ratio::zero()));
        let read = read.ok_or_else(out)?;
        match number(Bounds::point(read.clone()), unit) {
            Ok(_) => Ok(read),
            Err(_) => Err(out()),
        }
    }
}
