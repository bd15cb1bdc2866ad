//! A module ready to run: nodes, and beside them what people call the results.

use super::node::{Node, NodeId};
use super::schema::{Names, Schema};
use crate::text::Span;
use crate::val::{Ratio, Unit};

/// A program.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// The module's names.
    pub module: Names,
    /// The vocabulary.
    pub schema: Schema,
    /// The graph, children first.
    pub nodes: Vec<Node>,
    /// Unmade evaluations: their names and the record they speak of.
    pub opens: Vec<(Names, Option<usize>)>,
    /// Open terms that are presumed.
    pub presumed: Vec<Names>,
    /// The offences.
    pub offences: Vec<Offence>,
    /// For each grade of the scale: the outcome is at least that.
    pub at_least: Vec<NodeId>,
    /// Facts that an appraisal weighs, by position.
    pub weighed: Vec<usize>,
    /// What the module calls a truth: definitions, behaviours, interests and classes.
    pub named: Vec<Named>,
    /// What the module claims of every case; none where the rules alone are run.
    pub claims: Vec<Claim>,
}

/// A truth with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its names.
    pub names: Names,
    /// The record it speaks of; none if it speaks of the case.
    pub record: Option<usize>,
    /// Whether it holds.
    pub node: NodeId,
}

/// A statement over all cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its names.
    pub names: Names,
    /// Its citations in full.
    pub cites: Vec<Names>,
    /// Where its name stands.
    pub at: Span,
    /// What is claimed.
    pub says: Says,
}

/// What is claimed of every case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// `raising x, y never lightens if C` | `增加 x、y 不减轻：C`: of two cases that differ only in that something of
    /// these is more in the second, both meeting the condition, the second's outcome is not lower.
    Raising { what: Vec<Raised>, condition: NodeId },
    /// `same outcome as M if C` | `结论同于 M：C`: wherever the condition holds; the module is named as written.
    SameOutcome { module: String, condition: NodeId },
    /// All other claims: the second truth holds wherever the first does, of the case or of each record.
    Implies { record: Option<usize>, from: NodeId, to: NodeId },
}

/// What can be more or less; positions in the schema. A yes is more than a no, a longer list more than a shorter one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Raised {
    /// a number, yes or no, or list of the case
    Fact(usize),
    /// a finding
    Finding(usize),
    /// a number or a yes or no of a record: the record and the field
    Field(usize, usize),
}

/// An offence with its elements and grounds.
#[derive(Debug, Clone)]
pub struct Offence {
    /// Its names.
    pub names: Names,
    /// Its elements, truths of the case ("some record meets it").
    pub elements: Vec<Element>,
    /// The record it speaks of.
    pub record: Option<usize>,
    /// Truth of a record: it meets object, conduct and interest together.
    pub in_question: Option<NodeId>,
    /// What grants a grade.
    pub grounds: Vec<Ground>,
    /// For each grade: this offence is made out at least so.
    pub at_least: Vec<NodeId>,
    /// A bracket a grade.
    pub penalties: Vec<Option<Penalty>>,
    /// Articles that do not change the outcome.
    pub notes: Vec<Note>,
}

/// An element.
#[derive(Debug, Clone)]
pub struct Element {
    /// `subject`, `breach`, `object`, `conduct`, `interest`.
    pub names: Names,
    /// Whether it holds (of some record).
    pub holds: NodeId,
    /// The same, record by record.
    pub of_record: Option<NodeId>,
}

/// A limb or article that grants a grade.
#[derive(Debug, Clone)]
pub struct Ground {
    /// Its position among the provisions; none for an evaluation that nobody has made.
    pub at: Option<usize>,
    /// Its number, in both languages.
    pub provision: Names,
    /// Its citations in full, itself first.
    pub cites: Vec<Names>,
    /// The grade: 1 is the least.
    pub grade: usize,
    /// The degree of its condition.
    pub degree: NodeId,
    /// Whether it holds, its lots being in question.
    pub holds: NodeId,
    /// The standards and conditions it reads.
    pub terms: Vec<Term>,
    /// The findings that move its grade, by position, and whether they raise it.
    pub moved_by: Vec<(usize, bool)>,
}

/// A part of a ground's argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What is measured or asked.
    pub names: Names,
    /// The number or truth.
    pub node: NodeId,
    /// The standard in force here (already multiplied), none for a plain condition.
    pub standard: Option<Ratio>,
    /// The unit of the number.
    pub unit: Option<Unit>,
    /// Whether it is a share of a proportional sum.
    pub share: bool,
    /// The lots it is read over, if narrowed; idle if there are none.
    pub gate: Option<NodeId>,
}

/// A bracket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penalty {
    /// Months, least and most.
    pub imprisonment: Option<(u32, u32)>,
    /// Life imprisonment.
    pub life: bool,
    /// Detention is possible.
    pub detention: bool,
    /// Control, without imprisonment, is possible.
    pub control: bool,
    /// `and`, `with or alone`, `and, or confiscation`.
    pub fine: Option<&'static str>,
    /// Its citations.
    pub cites: Vec<Names>,
}

/// An article that is printed with the bracket.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its number.
    pub provision: Names,
    /// What it says.
    pub says: Names,
    /// When; none means always.
    pub holds: Option<NodeId>,
}
