//! What is answered: relations, witnesses, proofs, and what could not be put exactly.

use crate::ir::facts::Facts;
use crate::ir::node::NodeId;
use crate::ir::schema::Names;
use crate::val::Truth;

/// An expression that cannot be put exactly, so that no answer over all cases is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The program, by its place among those analysed.
    pub program: usize,
    /// The node of that program, where one is to blame.
    pub node: Option<NodeId>,
    /// What people call it: facts and fields that it reads.
    pub reads: Vec<Names>,
    /// Why.
    pub why: Why,
}

/// Why an expression cannot be put exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// two numbers of the case, or of a record, are multiplied
    Product,
    /// the factor of a counted number is held to more than one by another condition
    Factor,
    /// a distance in days between two days that both vary
    Days,
    /// a number of a record is totalled and also held against another number
    Coupled,
    /// the greatest or least of a list is used as a number, not held against a constant
    Extreme,
    /// a difference of two numbers without bound
    Unbounded,
    /// the two vocabularies give one name to different things
    Vocabulary,
    /// more combinations of conditions on a record than are looked at
    TooMany,
}

/// Whether something can happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<T> {
    /// It can: as here.
    Possible(T),
    /// It cannot, in any case.
    Impossible,
    /// Neither was found within the budget of steps.
    NotDecided,
}

impl<T> Found<T> {
    /// What shows that it can happen.
    pub fn witness(&self) -> Option<&T> {
        match self {
            Found::Possible(t) => Some(t),
            Found::Impossible | Found::NotDecided => None,
        }
    }
    /// Whether it was proved that it cannot happen.
    pub fn is_impossible(&self) -> bool {
        matches!(self, Found::Impossible)
    }
}

/// A case that shows something; it was graded by the evaluator under every program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The facts, one a program, each in the order of its own vocabulary.
    pub facts: Vec<Facts>,
    /// The outcome under each program; 0 is no offence.
    pub outcomes: Vec<usize>,
    /// Values given to unmade evaluations: name, record (by its place in its list), value. A case file cannot state them.
    pub opens: Vec<(Names, Option<usize>, bool)>,
    /// Facts that may be exchanged without changing any outcome.
    pub exchangeable: Vec<Exchange>,
    /// How many facts stand off the baseline.
    pub stated: usize,
    /// Whether it is the smallest there is; else the budget ended the search for a smaller one.
    pub is_smallest: bool,
    /// Whether it is the first of the smallest by the order of the vocabulary; else the budget ended the search for it.
    pub is_first: bool,
}

/// A member for which others may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The record, by list and place; none for a fact of the case.
    pub record: Option<(Names, usize)>,
    /// The fact or field.
    pub fact: Names,
    /// All members that give the same outcomes, the stated one among them, in the order of the kind.
    pub members: Vec<Names>,
    /// Whether every member of the kind does.
    pub any: bool,
}

/// How two truths, or two graded answers, lie over all cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// always the same
    Equal,
    /// the first only where the second; of outcomes: the first is never heavier, and somewhere lighter
    Within,
    /// the second only where the first; of outcomes: the first is never lighter, and somewhere heavier
    Contains,
    /// each somewhere without the other
    Overlapping,
    /// never both
    Disjoint,
    /// not settled within the budget
    NotDecided,
}

impl Relation {
    /// How two things lie, by whether the first can be more than the second, and the second more than the first.
    pub fn of<T>(first_more: &Found<T>, second_more: &Found<T>) -> Relation {
        match (first_more, second_more) {
            (Found::Possible(_), Found::Possible(_)) => Relation::Overlapping,
            (Found::NotDecided, _) | (_, Found::NotDecided) => Relation::NotDecided,
            (Found::Possible(_), Found::Impossible) => Relation::Contains,
            (Found::Impossible, Found::Possible(_)) => Relation::Within,
            (Found::Impossible, Found::Impossible) => Relation::Equal,
        }
    }
}

/// One pair of outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Under the first program.
    pub from: usize,
    /// Under the second.
    pub to: usize,
    /// Whether it occurs.
    pub found: Found<Witness>,
}

/// Two programs over all cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// A pair for all two outcomes, by the first and then the second.
    pub pairs: Vec<Pair>,
    /// How the outcomes lie.
    pub relation: Relation,
    /// How each named definition lies, where both have one of that name.
    pub definitions: Vec<Definition>,
    /// How penalties lie, the most and the least; none where no bracket is stated, or what stopped them.
    pub penalties: Result<Vec<Penalties>, Refused>,
    /// Bounds under which all this was proved.
    pub limits: Vec<Limit>,
}

/// One definition, behaviour, interest or class in both programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its names.
    pub names: Names,
    /// The record it speaks of; none for the case.
    pub record: Option<Names>,
    /// How it lies, or what cannot be put exactly.
    pub relation: Result<Relation, Refused>,
    /// A case where the first holds and the second does not.
    pub only_first: Option<Witness>,
    /// A case where the second holds and the first does not.
    pub only_second: Option<Witness>,
}

/// What of a bracket is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// the longest imprisonment
    Most,
    /// the shortest; nought where detention, control or a fine alone will do
    Least,
    /// whether there is a fine, beside imprisonment or in its place
    Fine,
}

impl Reach {
    /// All of them, in the order in which they are told.
    pub const ALL: [Reach; 3] = [Reach::Most, Reach::Least, Reach::Fine];
}

/// Penalties under both programs: of the offences made out the one that costs most counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penalties {
    /// What of the brackets.
    pub reach: Reach,
    /// How they lie, as outcomes do.
    pub relation: Relation,
    /// A case where the first is heavier.
    pub heavier_first: Option<Witness>,
    /// A case where the second is heavier.
    pub heavier_second: Option<Witness>,
}

/// A bound under which an answer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// Days lie within these years, both included.
    Years(i16, i16),
    /// A member that only one vocabulary knows is left out: the kind and the member.
    Member(Names, Names),
}

/// The answer to a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimAnswer {
    /// It holds of all cases, within these bounds.
    Proved(Vec<Limit>),
    /// It fails, as here; of a claim on raising, the lesser case first and then the greater.
    Refuted(Box<Witness>, Option<Box<Witness>>),
    /// Not settled within the budget.
    NotDecided,
    /// It cannot be put exactly.
    Refused(Refused),
}

/// An answer that evaluation does not bear out: a fault of the prover, never a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsound {
    /// What was expected under each program.
    pub expected: Vec<Truth>,
    /// What was asked.
    pub asked: String,
}

/// What stopped a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// An expression cannot be put exactly.
    Refused(Refused),
    /// Evaluation does not bear an answer out: a fault of the prover.
    Unsound(Unsound),
}

impl From<Refused> for Stopped {
    fn from(refused: Refused) -> Stopped {
        Stopped::Refused(refused)
    }
}

impl From<Unsound> for Stopped {
    fn from(unsound: Unsound) -> Stopped {
        Stopped::Unsound(unsound)
    }
}
