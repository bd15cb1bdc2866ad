//! One cell of a table: its text becomes what is known of a fact.

use super::value::{Bounds, date, member, number, spellings, takes};
use crate::diag::{Lang, half, nearest};
use crate::ir::facts::{Known, Slot};
use crate::ir::schema::{Field, Schema, Type};
use crate::text::limits;
use crate::val::{Date, Members, Ratio, Truth, Unit, parse_iso};
use std::borrow::Cow;

/// How a column is read for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The column, by position in the mapping.
    pub column: usize,
    /// The field or fact.
    pub field: Field,
    /// How many of its units a one in the column is.
    pub scale: Ratio,
    /// What certain texts mean.
    pub readings: Vec<(String, Known)>,
    /// What every other text means, if that is said.
    pub otherwise: Option<Known>,
    /// What an empty cell means.
    pub empty: Known,
}

/// A cell that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// The column, by position in the mapping.
    pub column: usize,
    /// What stands there.
    pub text: String,
    /// What the field takes, `English | 中文`.
    pub takes: String,
    /// What may have been meant, `English | 中文`; empty if nothing is near.
    pub hint: String,
}

/// What a column may turn out to hold, whichever the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// one of these
    Listed(Vec<Known>),
    /// any number, in steps of the unit: fen for yuan, else ones
    Number,
    /// any day
    Date,
}

/// So many of the texts that a table speaks of are told.
const SOME: usize = 5;
/// Texts that say that it is not known.
pub(super) const UNKNOWN: [&str; 3] = ["unknown", "不明", "?"];
const YES: [&str; 5] = ["yes", "true", "1", "是", "有"];
const NO: [&str; 5] = ["no", "false", "0", "否", "无"];

/// How many steps a unit has: 100 fen make a yuan.
pub(super) fn steps(unit: Unit) -> i64 {
    if unit == Unit::Yuan { 100 } else { 1 }
}

impl Source {
    /// What an empty cell of a field means.
    pub(super) fn empty(field: &Field, absent: bool, schema: &Schema) -> Known {
        match absent {
            true => Slot::unstated(field, true, schema).value,
            false => Known::unknown(field.ty, schema),
        }
    }

    /// What the cell says; blanks around it do not count.
    pub fn read(&self, text: &str, schema: &Schema) -> Result<Known, BadCell> {
        let text = text.trim();
        if let Some((_, known)) = self.readings.iter().find(|(t, _)| t == text) {
            return Ok(known.clone());
        }
        if text.is_empty() {
            return Ok(self.empty.clone());
        }
        if UNKNOWN.contains(&text) {
            return Ok(Known::unknown(self.field.ty, schema));
        }
        if let Some(known) = &self.otherwise {
            return Ok(known.clone());
        }
        self.value(text, schema).ok_or_else(|| self.bad(text, schema))
    }

    /// All texts that mean something; with each, whether capitals count.
    pub fn texts(&self, schema: &Schema) -> Vec<(String, bool)> {
        let mut all: Vec<(String, bool)> = self.readings.iter().map(|(t, _)| (t.clone(), true)).collect();
        all.push((String::new(), true));
        all.extend(UNKNOWN.map(|t| (t.to_owned(), true)));
        if self.otherwise.is_none() {
            match self.field.ty {
                Type::YesNo => all.extend(YES.iter().chain(&NO).map(|t| ((*t).to_owned(), false))),
                Type::Member(kind) => {
                    let members = schema.kinds.get(kind).map(|k| k.members.as_slice()).unwrap_or_default();
                    all.extend(spellings(members.iter()).chain(["no"]).map(|t| (t.to_owned(), true)));
                }
                Type::Number(_) | Type::Date | Type::List(_) => {}
            }
        }
        all
    }

    /// Whether digits are numbers here, whatever the digits.
    pub fn digits(&self) -> bool {
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        self.otherwise.is_none() && !self.readings.iter().any(|(text, _)| plain(text))
    }

    /// How many steps a one in a column of whole numbers is, and the greatest that may stand there.
    pub fn plain(&self, unit: Unit) -> Option<(i64, i64)> {
        let per = self.per_one(unit).filter(|per| *per > 0)?;
        Some((per, limits::NUMBER.checked_mul(steps(unit))? / per))
    }

    /// How many steps a one in a column of this unit is, if a whole number.
    pub fn per_one(&self, unit: Unit) -> Option<i64> {
        self.scale.times(&Ratio::int(steps(unit))).as_i64()
    }

    /// What may stand in the column.
    pub fn takes(&self, schema: &Schema) -> Takes {
        let listed = self.readings.iter().map(|r| &r.1).chain(&self.otherwise);
        let mut all: Vec<Known> = Vec::new();
        match self.field.ty {
            _ if self.otherwise.is_some() => all.push(self.empty.clone()),
            Type::Number(_) => return Takes::Number,
            Type::Date => return Takes::Date,
            Type::YesNo => all.extend([Truth::No, Truth::Yes].map(Known::Truth)),
            Type::Member(kind) => {
                let count = schema.kinds.get(kind).map_or(0, |k| k.members.len());
                all.extend((0..count).map(|m| Known::Member(Members::one(m))));
            }
            Type::List(_) => {}
        }
        for known in listed {
            if !all.contains(known) {
                all.push(known.clone());
            }
        }
        Takes::Listed(all)
    }

    fn value(&self, text: &str, schema: &Schema) -> Option<Known> {
        match self.field.ty {
            Type::YesNo => {
                let word = text.to_ascii_lowercase();
                let is = |words: &[&str]| words.contains(&word.as_str());
                match (is(&YES), is(&NO)) {
                    (true, _) => Some(Known::Truth(Truth::Yes)),
                    (_, true) => Some(Known::Truth(Truth::No)),
                    (false, false) => None,
                }
            }
            Type::Member(kind) => member(schema, kind, text).map(|m| Known::Member(Members::one(m))),
            Type::Number(unit) => {
                let scaled = |t: &str| self.amount(t, unit);
                number(bounds(&narrow(text), &scaled)?, unit).ok()
            }
            Type::Date => date(bounds(&narrow(text), &day)?).ok(),
            Type::List(_) => None,
        }
    }

    fn amount(&self, text: &str, unit: Unit) -> Option<Ratio> {
        let words = unit.words();
        let bare = words.iter().find_map(|w| text.strip_suffix(w)).unwrap_or(text).trim_end();
        Some(Ratio::parse(&without_commas(bare)?)?.times(&self.scale))
    }

    fn bad(&self, text: &str, schema: &Schema) -> BadCell {
        let takes = match self.field.ty {
            Type::Number(unit) => {
                let [en, zh] = unit.words();
                match unit {
                    Unit::Yuan => format!(
                        "an amount of {en}, 0 or more, to the fen | 不小于 0 的金额（{zh}），至多到分"
                    ),
                    _ => format!("a whole number of {en}, 0 or more | 不小于 0 的整数（{zh}）"),
                }
            }
            ty => takes(ty, schema),
        };
        let hint = match self.field.ty {
            Type::Member(kind) => {
                let members = schema.kinds.get(kind).map(|k| k.members.as_slice()).unwrap_or_default();
                nearest(text, spellings(members.iter()))
                    .map(|n| format!("did you mean `{n}`? | 相近：{n}"))
                    .unwrap_or_else(|| "the members are those of the kind | 只能填该种类表的成员".to_owned())
            }
            Type::Number(_) => {
                "a range is written 50..59, an open one 50.. or ..59 | 区间写作 50..59，只有一端写作 50.. 或者 ..59".to_owned()
            }
            Type::Date => {
                "a day is written 2017-06-01, a range 2017-06-01..2017-06-30 | 日期写作 2017-06-01，区间写作 2017-06-01..2017-06-30".to_owned()
            }
            Type::YesNo => "also read: true, false, 1, 0 | 也可写：有、无、1、0".to_owned(),
            Type::List(_) => String::new(),
        };
        let own: Vec<&str> = self.readings.iter().map(|r| r.0.as_str()).filter(|t| !t.is_empty()).collect();
        let takes = match own.is_empty() {
            true => takes,
            // first what the table itself says of texts
            false => {
                let [en, zh] = [Lang::En, Lang::Zh].map(|lang| half(&takes, lang));
                let some = own.get(..SOME).unwrap_or(&own);
                let more = own.len() > SOME;
                let [in_en, in_zh] = [("`, `", ", …"), ("”、“", "……")]
                    .map(|(comma, dots)| (some.join(comma), if more { dots } else { "" }));
                format!("`{}`{}, or {en} | “{}”{}，或者{zh}", in_en.0, in_en.1, in_zh.0, in_zh.1)
            }
        };
        BadCell { column: self.column, text: text.to_owned(), takes, hint }
    }
}

/// Full-width digits and signs as half-width ones, as in rules.
fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let one = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    Cow::Owned(text.chars().map(one).collect())
}

/// `5,000` without its commas, if they stand where commas of thousands do.
fn without_commas(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let (whole, part) = text.split_once('.').map_or((text, None), |(w, p)| (w, Some(p)));
    let groups: Vec<&str> = whole.split(',').collect();
    let fits = groups.iter().enumerate().all(|(i, g)| match i {
        0 => (1..=3).contains(&g.len()),
        _ => g.len() == 3,
    });
    let whole = groups.concat();
    fits.then(|| part.map_or(whole.clone(), |p| format!("{whole}.{p}")))
}

/// `50`, `50..59`, `50..`, `..59`.
fn bounds<T: Clone>(text: &str, one: &dyn Fn(&str) -> Option<T>) -> Option<Bounds<T>> {
    let Some((lo, hi)) = text.split_once("..") else { return Some(Bounds::point(one(text)?)) };
    let end = |t: &str| match t.trim() {
        "" => Some(None),
        t => one(t).map(Some),
    };
    let (lo, hi) = (end(lo)?, end(hi)?);
    (lo.is_some() || hi.is_some()).then_some(Bounds { lo, hi })
}

/// `2017-06-01`, `2017/6/1`, `2017年6月1日`.
fn day(text: &str) -> Option<Date> {
    if text.contains('-') {
        return parse_iso(text);
    }
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['/', '年', '月']);
    let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
    match parts.next() {
        None => parse_iso(&format!("{y:0>4}-{m:0>2}-{d:0>2}")),
        Some(_) => None,
    }
}
