//! The questions: terms become clauses, linear atoms become bounds, and what is found is checked before it leaves.

use super::answer::{Answer, Budget, Reason};
use super::formula::{Form, Model, Node, Problem, Term};
use super::integer::{Whole, whole};
use super::lazy::{Batsat, Ended, Judge, Literal, Sat, Steps};
use super::simplex::{Cause, Simplex};
use crate::val::Ratio;
use std::collections::BTreeMap;

/// Answers questions on one problem, to which variables and terms may be added between them.
pub struct Solver {
    sat: Batsat,
    steps: Steps,
    truth: Literal,
    /// The literal of each node that was asked for.
    nodes: Vec<Option<Literal>>,
    /// The literals of the members of each choice that was asked for.
    choices: Vec<Vec<Literal>>,
    sums: Sums,
    /// The thresholds of each form.
    thresholds: BTreeMap<Form, BTreeMap<Ratio, Literal>>,
    required: usize,
}

/// The linear part.
struct Sums {
    simplex: Simplex,
    /// The columns of the whole numbers, in the order of the variables.
    ints: Vec<usize>,
    /// The columns of the forms.
    forms: BTreeMap<Form, usize>,
    /// What a variable of the search says of a column: at least so much, or less.
    atoms: BTreeMap<u32, (usize, Ratio)>,
    /// The declared bounds of some number clash.
    is_never: bool,
    truth: Literal,
    values: Vec<Ratio>,
    /// A column, and whether small values of it are wanted rather than great ones.
    wanted: Option<(usize, bool)>,
    steps: Steps,
}

impl Sums {
    /// Takes in the whole numbers that were added since.
    fn take_in(&mut self, problem: &Problem) {
        for row in problem.ints.iter().skip(self.ints.len()) {
            let column = self.simplex.add_column();
            for (is_low, to) in [(true, &row.low), (false, &row.high)] {
                if let Some(to) = to {
                    self.is_never |= self.simplex.narrow(column, is_low, to.clone(), Cause::Always).is_err();
                }
            }
            self.ints.push(column);
        }
    }
    /// The column of a form: that of its only number, or a row.
    fn column(&mut self, problem: &Problem, form: Form) -> usize {
        if let Some(column) = self.forms.get(&form) {
            return *column;
        }
        let int = |(var, by): &(_, Ratio)| {
            let super::formula::IntVar(at) = *var;
            (self.ints.get(at).copied().unwrap_or(0), by.clone())
        };
        let parts: Vec<(usize, Ratio)> = problem.form(form).iter().map(int).collect();
        let column = match parts.as_slice() {
            [(column, _)] => *column,
            _ => self.simplex.add_row(&parts),
        };
        self.forms.insert(form, column);
        column
    }
    fn bound(&mut self, tried: &[Literal]) -> Result<(), Vec<Cause>> {
        for literal in tried {
            let Some((column, number)) = self.atoms.get(&(literal.0 >> 1)) else { continue };
            let is_low = literal.0 & 1 == 0;
            let to = if is_low { number.clone() } else { number.minus(&Ratio::one()) };
            self.simplex.narrow(*column, is_low, to, Cause::Literal(literal.0))?;
        }
        Ok(())
    }
    fn decide(&mut self, tried: &[Literal]) -> Result<(), Vec<Cause>> {
        if self.is_never {
            return Err(Vec::new());
        }
        self.bound(tried)?;
        match whole(&mut self.simplex, &self.ints, &self.steps) {
            Whole::Values(values) => {
                self.values = values;
                self.improve();
            }
            Whole::Clash(causes) => return Err(causes),
            Whole::Spent => {}
        }
        Ok(())
    }
}

impl Sums {
    /// Better values under the same bounds, if a few steps find some.
    fn improve(&mut self) {
        const FEW: u64 = 300;
        let Some((column, is_down)) = self.wanted else { return };
        let mut pushed = self.simplex.clone();
        let before = pushed.pivots;
        pushed.push(column, is_down, FEW);
        self.steps.take(pushed.pivots - before);
        let value = pushed.value(column);
        let goal = if is_down { value.ceiling() } else { value.floor() };
        if pushed.narrow(column, !is_down, goal, Cause::Tried).is_ok() {
            let few = Steps::default();
            few.set(FEW.min(self.steps.left()));
            let before = few.left();
            if let Whole::Values(values) = whole(&mut pushed, &self.ints, &few) {
                self.values = values;
            }
            self.steps.take(before - few.left());
        }
    }
}

impl Judge for Sums {
    fn judge(&mut self, tried: &[Literal]) -> Result<(), Vec<Literal>> {
        let mark = self.simplex.mark();
        let result = self.decide(tried);
        self.simplex.return_to(mark);
        result.map_err(|causes| {
            let literal = |cause: Cause| match cause {
                Cause::Literal(literal) => Some(Literal(literal)),
                Cause::Always | Cause::Tried => None,
            };
            let literals: Vec<Literal> = causes.into_iter().filter_map(literal).collect();
            if literals.is_empty() { vec![self.truth] } else { literals }
        })
    }
}

impl Solver {
    /// A solver of this problem. Hand the same problem, grown or not, to each question.
    pub fn new(problem: &Problem) -> Solver {
        let steps = Steps::default();
        let mut sat = Batsat::new(steps.clone());
        let truth = sat.add();
        sat.clause(&[truth]);
        let sums = Sums {
            simplex: Simplex::default(),
            ints: Vec::new(),
            forms: BTreeMap::new(),
            atoms: BTreeMap::new(),
            is_never: false,
            truth,
            values: Vec::new(),
            wanted: None,
            steps: steps.clone(),
        };
        let mut solver = Solver {
            sat,
            steps,
            truth,
            nodes: Vec::new(),
            choices: Vec::new(),
            sums,
            thresholds: BTreeMap::new(),
            required: 0,
        };
        solver.take_in(problem);
        solver
    }

    /// Whether the assumed terms can hold together with what the problem requires.
    pub fn check(&mut self, problem: &Problem, assume: &[Term], budget: Budget) -> Answer {
        self.steps.set(budget.steps);
        self.ask(problem, assume)
    }

    /// As `check`, on the steps that are left.
    pub(super) fn ask(&mut self, problem: &Problem, assume: &[Term]) -> Answer {
        self.take_in(problem);
        let assumed: Vec<Literal> = assume.iter().map(|term| self.literal(problem, *term)).collect();
        match self.sat.search(&assumed, &mut self.sums) {
            Ended::Spent => Answer::NotDecided(Reason::Steps),
            Ended::Never(clash) => {
                let blamed = assumed.iter().enumerate().filter(|(_, literal)| clash.contains(literal));
                // the first position of each literal is enough
                let first = blamed.filter(|(at, literal)| !assumed.iter().take(*at).any(|l| l == *literal));
                Answer::Impossible(first.map(|(at, _)| at).collect())
            }
            Ended::Found(values) => {
                let model = self.model(problem, &values);
                if problem.admits(&model) && problem.hold(assume, &model) {
                    Answer::Model(model)
                } else {
                    Answer::NotDecided(Reason::Unsound)
                }
            }
        }
    }
    /// From now on values are sought that make the form of a threshold small, if the term denies it, or else great.
    pub(super) fn want(&mut self, problem: &Problem, at_most: Option<Term>) {
        self.take_in(problem);
        self.sums.wanted = match at_most.map(|term| (problem.node(term), term.is_denied())) {
            Some((Node::AtLeast(form, _), is_down)) => Some((self.sums.column(problem, *form), is_down)),
            Some((Node::Truth | Node::Bool(_) | Node::Is(..) | Node::All(_), _)) | None => None,
        };
    }
    /// How many steps of the last budget are left.
    pub fn steps_left(&self) -> u64 {
        self.steps.left()
    }
    /// The count of the steps that are left.
    pub(super) fn steps(&self) -> &Steps {
        &self.steps
    }

    /// What was added to the problem since the last question.
    fn take_in(&mut self, problem: &Problem) {
        self.sums.take_in(problem);
        let from = self.required;
        self.required = problem.required().len();
        for term in problem.required().iter().skip(from) {
            let literal = self.literal(problem, *term);
            self.sat.clause(&[literal]);
        }
    }
    fn model(&self, problem: &Problem, values: &[bool]) -> Model {
        let value = |literal: Literal| {
            values.get((literal.0 >> 1) as usize).is_some_and(|value| *value == (literal.0 & 1 == 0))
        };
        let mut bools = vec![false; problem.bools.len()];
        for (at, literal) in self.nodes.iter().enumerate() {
            if let (Node::Bool(var), Some(literal)) = (problem.node(Term::of(at)), literal)
                && let Some(place) = bools.get_mut(var.0)
            {
                *place = value(*literal);
            }
        }
        let member = |at: usize| {
            let members = self.choices.get(at).and_then(|members| members.iter().position(|l| value(*l)));
            members.unwrap_or(0)
        };
        let choices = (0..problem.choices.len()).map(member).collect();
        Model { bools, choices, ints: self.sums.values.clone() }
    }

    fn known(&self, term: Term) -> Option<Literal> {
        self.nodes.get(term.index()).copied().flatten().map(|literal| literal.if_not(term.is_denied()))
    }
    /// The literal of a term; its clauses are made once.
    fn literal(&mut self, problem: &Problem, term: Term) -> Literal {
        let mut stack = vec![term];
        while let Some(next) = stack.last().copied() {
            if self.known(next).is_some() {
                stack.pop();
                continue;
            }
            let literal = match problem.node(next) {
                Node::Truth => self.truth,
                Node::Bool(_) => self.sat.add(),
                Node::Is(var, member) => self.member(problem, var.0, *member),
                Node::AtLeast(form, number) => self.threshold(problem, *form, number),
                Node::All(inner) => {
                    let known: Vec<Literal> = inner.iter().filter_map(|term| self.known(*term)).collect();
                    if known.len() < inner.len() {
                        stack.extend(inner.iter().filter(|term| self.known(**term).is_none()));
                        continue;
                    }
                    let all = self.sat.add();
                    let mut back = vec![all];
                    for literal in known {
                        self.sat.clause(&[all.not(), literal]);
                        back.push(literal.not());
                    }
                    self.sat.clause(&back);
                    all
                }
            };
            if self.nodes.len() <= next.index() {
                self.nodes.resize(next.index() + 1, None);
            }
            if let Some(place) = self.nodes.get_mut(next.index()) {
                *place = Some(literal);
            }
        }
        self.known(term).unwrap_or(self.truth)
    }
    /// The literal of a member; exactly one member holds.
    fn member(&mut self, problem: &Problem, choice: usize, member: usize) -> Literal {
        if self.choices.len() <= choice {
            self.choices.resize(choice + 1, Vec::new());
        }
        let count = problem.choices.get(choice).map_or(1, |(_, count)| *count);
        if self.choices.get(choice).is_none_or(Vec::is_empty) {
            let first = self.sat.add();
            let mut members = vec![first];
            match count {
                1 => self.sat.clause(&[first]),
                2 => members.push(first.not()),
                _ => {
                    members.extend((1..count).map(|_| self.sat.add()));
                    self.sat.clause(&members);
                    for (at, one) in members.iter().enumerate() {
                        for other in members.iter().skip(at + 1) {
                            self.sat.clause(&[one.not(), other.not()]);
                        }
                    }
                }
            }
            if let Some(place) = self.choices.get_mut(choice) {
                *place = members;
            }
        }
        let found = self.choices.get(choice).and_then(|members| members.get(member)).copied();
        found.unwrap_or(self.truth.not())
    }
    /// The literal of a threshold, which implies the next lower one of its form and is implied by the next higher.
    fn threshold(&mut self, problem: &Problem, form: Form, number: &Ratio) -> Literal {
        let column = self.sums.column(problem, form);
        let literal = self.sat.add();
        self.sums.atoms.insert(literal.0 >> 1, (column, number.clone()));
        let row = self.thresholds.entry(form).or_default();
        let lower = row.range(..number).next_back().map(|(_, l)| *l);
        let higher = row.range(number..).next().map(|(_, l)| *l);
        row.insert(number.clone(), literal);
        if let Some(lower) = lower {
            self.sat.clause(&[literal.not(), lower]);
        }
        if let Some(higher) = higher {
            self.sat.clause(&[higher.not(), literal]);
        }
        literal
    }
}
