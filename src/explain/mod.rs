//! From values to an argument: the decisive ground, what was narrowly missed, what is unknown and matters.

mod weighing;
mod argument;
mod shift;

pub use argument::{explain, explain_as};
pub use shift::{Shift, shifted, shifted_by_rules};

use crate::ir::program::Penalty;
use crate::ir::schema::Names;
use crate::text::Span;
use crate::val::{Interval, Ratio, Truth, Unit};

/// The answer for one case under one module.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The case, by its first name.
    pub case: String,
    /// What the case is called in either language.
    pub called: Names,
    /// The module, as it was asked for.
    pub module: Names,
    /// What was applied, if the module picks by date.
    pub applied: Vec<Names>,
    /// Least and greatest possible outcome; 0 is no offence.
    pub outcome: (usize, usize),
    /// Whether a completion of the unknown facts attains each end.
    pub attained: (bool, bool),
    /// Whether the ends were settled by proof, where taking facts apart did not get so far.
    pub settled: bool,
    /// The outcomes in words, from no offence upwards.
    pub scale: Vec<Names>,
    /// Offence, element, whether it holds.
    pub elements: Vec<(Names, Names, Truth)>,
    /// Grounds that hold or may hold, decisive ones first.
    pub grounds: Vec<GroundResult>,
    /// Nearest missed standards.
    pub missed: Vec<Missed>,
    /// Unknown facts that could change the outcome, most informative first.
    pub missing: Vec<Missing>,
    /// Findings nobody made.
    pub open_findings: Vec<Names>,
    /// What an appraisal weighs, with what the case says of it.
    pub weighed: Vec<Weighed>,
    /// Findings made that move the grade of a ground.
    pub moved: Vec<Moved>,
    /// Unmade evaluations.
    pub unmade: Vec<Names>,
    /// Facts and terms that were assumed, as paths: `lots[0].identifies`.
    pub assumed: Vec<Names>,
    /// The bracket, if the outcome is decided and punishable.
    pub penalty: Option<Penalty>,
    /// Articles printed beside it: number, what it says, whether it applies.
    pub notes: Vec<(Names, Names, Truth)>,
    /// Expectations of the case for this module: least, greatest, met.
    pub expected: Vec<(usize, usize, bool)>,
}

/// A ground with its numbers.
#[derive(Debug, Clone)]
pub struct GroundResult {
    /// Its number.
    pub provision: Names,
    /// Its grade.
    pub grade: usize,
    /// Whether it holds.
    pub holds: Truth,
    /// Whether it decides the outcome.
    pub decisive: bool,
    /// Citations in full.
    pub cites: Vec<Names>,
    /// How many times its standard is reached.
    pub degree: Interval,
    /// The numbers.
    pub because: Vec<Because>,
}

/// A number or condition inside a ground.
#[derive(Debug, Clone)]
pub struct Because {
    /// What.
    pub names: Names,
    /// A number, or
    pub number: Option<Interval>,
    /// a truth.
    pub truth: Option<Truth>,
    /// The standard it is held against.
    pub standard: Option<(Ratio, Option<Unit>)>,
    /// Whether it is a share of a proportional sum.
    pub share: bool,
    /// The places in the case of the facts it reads, each with its note of evidence.
    pub places: Vec<(Span, Option<String>)>,
}

/// A factor of an appraisal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// The fact.
    pub names: Names,
    /// What the case says of it, in both languages; of a list, how many it has.
    pub says: Names,
    /// Where.
    pub place: Option<Span>,
}

/// A finding that moves grounds one grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The finding.
    pub finding: Names,
    /// Whether it raises.
    pub raises: bool,
    /// The reason that the case gives.
    pub because: String,
    /// The grounds.
    pub provisions: Vec<Names>,
}

/// A standard that was not reached.
#[derive(Debug, Clone)]
pub struct Missed {
    /// Where it stands.
    pub provision: Names,
    /// What was measured.
    pub names: Names,
    /// How far it is: amount and unit.
    pub short_by: (Ratio, Option<Unit>),
    /// Which part of the standard was reached.
    pub share: Ratio,
    /// The grade it would have given.
    pub grade: usize,
}

/// An unknown fact that could change the outcome.
#[derive(Debug, Clone)]
pub struct Missing {
    /// The fact, as a path.
    pub fact: Names,
    /// The outcomes it alone could settle.
    pub could_give: Vec<usize>,
    /// Whether it is a list of records, of which it is not known what is in it.
    pub is_list: bool,
}
