//! What facts there are: kinds, records, fields, findings and the scale of outcomes.

use crate::val::{Date, Ratio, Unit};

/// A name in English and in Chinese (equal if only one was declared).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Names {
    /// English.
    pub en: String,
    /// 中文.
    pub zh: String,
}

impl Names {
    /// Both names, for a diagnostic.
    pub fn both(&self) -> String {
        format!("{} | {}", self.en, self.zh)
    }
    /// Whether a spelling is one of both.
    pub fn is(&self, text: &str) -> bool {
        self.en == text || self.zh == text
    }
}

/// A closed enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its names.
    pub names: Names,
    /// Its members, in order.
    pub members: Vec<Names>,
}

/// The type of a field or fact; numbers are positions in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// `yes or no` | `是或否`
    YesNo,
    /// a number with its unit
    Number(Unit),
    /// `date` | `日期`
    Date,
    /// a member of a kind
    Member(usize),
    /// `list of RECORD` | `若干 记录`
    List(usize),
}

/// A known value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// yes or no
    Truth(bool),
    /// a number
    Number(Ratio),
    /// a member, by position
    Member(usize),
    /// a day
    Date(Date),
}

/// A field of a record, or a fact of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its names.
    pub names: Names,
    /// Its type.
    pub ty: Type,
    /// Taken whenever it is not stated, and listed as assumed.
    pub default: Option<Value>,
    /// Taken where silence means absent.
    pub if_silent: Option<Value>,
}

/// A record that is held in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its names.
    pub names: Names,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// The whole vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schema {
    /// Enumerations.
    pub kinds: Vec<Kind>,
    /// Records.
    pub records: Vec<Record>,
    /// Facts of the case.
    pub facts: Vec<Field>,
    /// Findings a person must make.
    pub findings: Vec<Names>,
    /// Grades from the least; below it lies no offence.
    pub scale: Vec<Names>,
}

impl Schema {
    /// The fact that holds the list of a record.
    pub fn list_of(&self, record: usize) -> Option<usize> {
        self.facts.iter().position(|f| f.ty == Type::List(record))
    }
    /// The record that a fact lists.
    pub fn record_of(&self, fact: usize) -> Option<usize> {
        match self.facts.get(fact).map(|f| f.ty) {
            Some(Type::List(record)) => Some(record),
            _ => None,
        }
    }
    /// The position of a fact by either name.
    pub fn fact(&self, name: &str) -> Option<usize> {
        self.facts.iter().position(|f| f.names.is(name))
    }
    /// An outcome in words: 0 is no offence.
    pub fn outcome(&self, grade: usize) -> Names {
        match grade.checked_sub(1).and_then(|g| self.scale.get(g)) {
            Some(names) => names.clone(),
            None => Names { en: "no_offence".into(), zh: "不构成犯罪".into() },
        }
    }
    /// The outcome called so in either language.
    pub fn grade(&self, name: &str) -> Option<usize> {
        (0..=self.scale.len()).find(|g| self.outcome(*g).is(name))
    }
}
