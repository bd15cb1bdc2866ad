//! All cases of one or several programs as one problem, and the questions that it answers.

use super::cells::{Cell, Space};
use super::dates::YEARS;
use super::encode::{Encoder, Source, Sum, Var};
use super::joint::Joint;
use super::number::Linear;
use super::result::{Found, Limit, Refused, Why};
use crate::eval::{Trace, children};
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::Program;
use crate::solve::{Answer, BoolVar, Budget, IntVar, Model, Solver, Term};
use crate::val::{Ratio, Truth};
use std::collections::{BTreeMap, BTreeSet};

/// All cases of some programs: what one list can hold is told apart by cells.
pub struct Analysis<'p> {
    pub(super) programs: Vec<&'p Program>,
    pub(super) joint: Joint,
    pub(super) main: Encoder,
    pub(super) solver: Solver,
    pub(super) spaces: Vec<Space>,
    pub(super) cells: Vec<Placed>,
    /// The terms of the outcomes: a row a program, a term a grade.
    pub(super) outcomes: Vec<Vec<Term>>,
    pub(super) roots: BTreeMap<Root, Term>,
    pub(super) budget: Budget,
    /// Solvers of single records, by space.
    pub(super) space_solvers: BTreeMap<usize, Solver>,
    /// The cheapest records of cells, by cell and variant.
    pub(super) samples: BTreeMap<(usize, usize), Sample>,
    /// What counts when cases are made small.
    pub(super) scale: Option<Scale>,
    /// The cheapest record of some cell is not the first of its kind: the budget ended the search.
    pub(super) is_unsettled: bool,
}

/// A truth that is asked for: named by program and node, so that evaluation can be asked for it too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Root {
    /// of the case
    Case(usize, NodeId),
    /// some record of which all of these hold, or do not: program, node, whether
    Rows(Vec<(usize, NodeId, bool)>),
}

/// The cheapest record of a cell.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    /// How many of its fields stand off their defaults, itself included.
    pub cost: usize,
    /// The record, in the variables of its space.
    pub model: Model,
}

/// What counts when cases are made small.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    /// Findings, and unmade evaluations of the case.
    pub judged: Vec<Term>,
    /// Facts off the baseline, and records, in a fixed order; one that weighs more stands more than once.
    pub off: Vec<Term>,
    /// All amounts, in declared units.
    pub amounts: Vec<(Ratio, IntVar)>,
    /// Facts of the case that have values beside yes and no, in the order of the vocabulary, and where they stand off.
    pub open: Vec<(Option<Term>, Var)>,
    /// The cells in the order of the vocabulary.
    pub cells: Vec<usize>,
}

/// The steps that one question may take.
const STEPS: Budget = Budget { steps: 100_000 };

/// A cell with its variables among those of the case.
pub(super) struct Placed {
    /// The space it belongs to.
    pub space: usize,
    pub cell: Cell,
    /// Its records at hand.
    pub frame: usize,
    /// It has a record.
    pub has: BoolVar,
    /// How many it has, where that matters.
    pub count: Option<IntVar>,
    /// The totals of its fields, in least units.
    pub totals: BTreeMap<usize, (IntVar, i64)>,
    /// The totals of products of a field that is scaled and a field of its factor, in least units.
    pub products: BTreeMap<(usize, usize), IntVar>,
}

impl<'p> Analysis<'p> {
    /// The outcomes of some programs.
    pub fn of(programs: &[&'p Program]) -> Result<Analysis<'p>, Refused> {
        let outcomes = programs.iter().enumerate();
        let roots: Vec<(usize, NodeId)> =
            outcomes.flat_map(|(p, program)| program.at_least.iter().map(move |n| (p, *n))).collect();
        Analysis::with(programs, &roots)
    }

    /// Some truths of the case of some programs, and nothing else: a program and its node each.
    pub fn with(programs: &[&'p Program], roots: &[(usize, NodeId)]) -> Result<Analysis<'p>, Refused> {
        let roots: Vec<Root> = roots.iter().map(|(p, n)| Root::Case(*p, *n)).collect();
        Analysis::asked(programs, &roots)
    }

    /// Some truths of the case, or of one record, of some programs.
    pub(super) fn asked(programs: &[&'p Program], roots: &[Root]) -> Result<Analysis<'p>, Refused> {
        let mut joint = Joint::of(programs)?;
        let mut main = Encoder::new(false);
        let mut terms = BTreeMap::new();
        for root in roots {
            let id = root.node(&mut joint);
            terms.insert(root.clone(), main.truth(&mut joint, id)?);
        }
        let spaces = spaces(&mut joint, &mut main)?;
        let mut analysis = Analysis {
            programs: programs.to_vec(),
            joint,
            solver: Solver::new(&main.problem),
            main,
            spaces,
            cells: Vec::new(),
            outcomes: Vec::new(),
            roots: terms,
            budget: STEPS,
            space_solvers: BTreeMap::new(),
            samples: BTreeMap::new(),
            scale: None,
            is_unsettled: false,
        };
        analysis.place()?;
        for (p, program) in programs.iter().enumerate() {
            let known = program.at_least.iter().map(|n| analysis.roots.get(&Root::Case(p, *n)).copied());
            analysis.outcomes.push(known.collect::<Option<Vec<Term>>>().unwrap_or_default());
        }
        analysis.solver = Solver::new(&analysis.main.problem);
        Ok(analysis)
    }

    /// A truth that was named at the start.
    pub fn truth(&self, program: usize, node: NodeId) -> Option<Term> {
        self.roots.get(&Root::Case(program, node)).copied()
    }

    /// The outcome of a program is at least the grade; 0 is no offence.
    pub fn outcome_at_least(&self, program: usize, grade: usize) -> Term {
        match grade.checked_sub(1) {
            None => Term::TRUE,
            Some(g) => self.outcomes.get(program).and_then(|all| all.get(g)).copied().unwrap_or(Term::FALSE),
        }
    }

    /// The outcome of a program is just the grade: the greatest that is reached.
    pub fn outcome_is(&mut self, program: usize, grade: usize) -> Term {
        let top = self.outcomes.get(program).map_or(0, Vec::len);
        let mut all = vec![self.outcome_at_least(program, grade)];
        all.extend((grade + 1..=top).map(|g| self.outcome_at_least(program, g).not()));
        self.main.problem.all(all)
    }

    /// All of them hold.
    pub fn all(&mut self, terms: &[Term]) -> Term {
        self.main.problem.all(terms.iter().copied())
    }

    /// One of them holds.
    pub fn any(&mut self, terms: &[Term]) -> Term {
        self.main.problem.any(terms.iter().copied())
    }

    /// No finding is made.
    pub fn unmade(&mut self) -> Vec<Term> {
        let findings = self.main.vars.iter().filter(|((_, source), _)| matches!(source, Source::Finding(_)));
        let made = findings.filter_map(|(_, var)| match var {
            Var::Bool(var) => Some(*var),
            Var::Choice(..) | Var::Int(..) | Var::Day(_) => None,
        });
        let made: Vec<BoolVar> = made.collect();
        made.into_iter().map(|var| self.main.problem.truth(var).not()).collect()
    }

    /// Records of at most so many sorts are there.
    pub fn sorts_at_most(&mut self, many: usize) -> Term {
        let problem = &mut self.main.problem;
        let there: Vec<Term> = self.cells.iter().map(|cell| problem.truth(cell.has)).collect();
        problem.count_at_most(many, &there)
    }

    /// Whether the terms can hold together, without saying how.
    pub fn possible(&mut self, terms: &[Term]) -> Found<()> {
        match self.solver.check(&self.main.problem, terms, self.budget) {
            Answer::Model(_) => Found::Possible(()),
            Answer::Impossible(_) => Found::Impossible,
            Answer::NotDecided(_) => Found::NotDecided,
        }
    }

    /// The question whether the terms can hold together, as SMT-LIB text.
    pub fn smtlib(&self, terms: &[Term]) -> String {
        self.main.problem.to_smtlib(terms)
    }

    /// For each kind of record the question whether one falls in none of the cells, as SMT-LIB text. Every answer rests
    /// on it that there is none.
    pub fn lists_smtlib(&self) -> Vec<String> {
        self.spaces.iter().filter_map(|space| Some(space.closing.as_ref()?.to_smtlib(&[]))).collect()
    }

    /// The bounds within which all cases were considered.
    pub fn limits(&self) -> Vec<Limit> {
        let mut limits = self.joint.limits.clone();
        if self.main.vars.values().any(|v| matches!(v, Var::Day(_))) {
            limits.push(Limit::Years(YEARS.0, YEARS.1));
        }
        limits
    }

    /// How many cells the lists have.
    pub fn size(&self) -> usize {
        self.cells.len()
    }

    /// Gives every cell its variables, and says what they have to do with the conditions and sums of the case.
    fn place(&mut self) -> Result<(), Refused> {
        let sums: Vec<(Sum, (IntVar, i64))> = self.main.sums.iter().map(|(s, v)| (*s, *v)).collect();
        for space in 0..self.spaces.len() {
            let Some(of) = self.spaces.get_mut(space) else { continue };
            let record = of.record;
            let own = sums.iter().filter(|(s, _)| s.0 == record);
            let totals: BTreeSet<(NodeId, NodeId)> =
                own.clone().filter_map(|(s, _)| Some((s.1, s.2?))).collect();
            let counts: BTreeSet<NodeId> = own.filter(|(s, _)| s.2.is_none()).map(|(s, _)| s.1).collect();
            for cell in of.cells(&self.joint, &totals)? {
                self.place_cell(space, cell, &totals, &counts)?;
            }
        }
        let some: Vec<((usize, NodeId), BoolVar)> = self.main.some.iter().map(|(k, v)| (*k, *v)).collect();
        for ((record, condition), var) in some {
            let problem = &mut self.main.problem;
            let mut any = Vec::new();
            for placed in &self.cells {
                if self.spaces.get(placed.space).is_some_and(|s| s.record == record)
                    && placed.cell.meets.contains(&condition)
                {
                    any.push(problem.truth(placed.has));
                }
            }
            let any = problem.any(any);
            let var = problem.truth(var);
            let rule = problem.iff(var, any);
            problem.require(rule);
        }
        for (sum, var) in sums {
            self.place_sum(sum, var)?;
        }
        self.tie()
    }

    fn place_cell(
        &mut self,
        space: usize,
        cell: Cell,
        totals: &BTreeSet<(NodeId, NodeId)>,
        counts: &BTreeSet<NodeId>,
    ) -> Result<(), Refused> {
        let Some(of) = self.spaces.get(space) else { return Ok(()) };
        let number = self.cells.len();
        let problem = &mut self.main.problem;
        let has = problem.add_bool(&format!("cell{number}"));
        let has_term = problem.truth(has);
        let summed: Vec<&(NodeId, NodeId)> = totals.iter().filter(|t| cell.meets.contains(&t.0)).collect();
        let forms: Vec<_> = summed.iter().filter_map(|t| cell.forms.get(&t.1)).collect();
        let mut read: BTreeSet<usize> = forms.iter().flat_map(|f| f.fields.keys().copied()).collect();
        let multiplied: BTreeSet<usize> = forms.iter().flat_map(|f| f.products.keys().map(|p| p.0)).collect();
        let factors: BTreeSet<usize> =
            forms.iter().flat_map(|f| f.products.keys()).flat_map(|p| of.group_of(p.1)).collect();
        // a field that is held against others is totalled with them
        let plain: BTreeSet<usize> =
            read.iter().filter(|f| !of.scaled.contains(f)).flat_map(|f| of.group_of(*f)).collect();
        read.extend(&plain);
        read.extend(&multiplied);
        let bounded = plain.iter().any(|f| cell.bounds.contains_key(f) || cell.is_mixed(*f));
        let counted = counts.iter().any(|c| cell.meets.contains(c));
        let constant = forms.iter().any(|f| f.constant != Ratio::zero());
        let mut count = None;
        if bounded || counted || constant {
            if let (Some((_, quantity)), false) = (summed.first(), multiplied.is_empty()) {
                return Err(self.joint.refused(*quantity, Why::Factor));
            }
            let n = problem.add_int(&format!("cell{number}.records"), Some(Ratio::zero()), None);
            let some = problem.at_least(&[(Ratio::one(), n)], Ratio::one());
            let rule = problem.iff(has_term, some);
            problem.require(rule);
            count = Some(n);
        }
        let mut of_fields = BTreeMap::new();
        for field in read {
            let Some((_, parts)) = of.int(field) else { continue };
            let total = problem.add_int(&format!("cell{number}.field{field}"), Some(Ratio::zero()), None);
            let none = problem.at_most(&[(Ratio::one(), total)], Ratio::zero());
            let rule = problem.either(has_term, none);
            problem.require(rule);
            of_fields.insert(field, (total, parts));
        }
        if let Some(n) = count {
            let of_plain = |f: usize| of_fields.get(&f).filter(|_| plain.contains(&f)).map(|t| t.0);
            cell.confine(problem, n, &of_plain);
        }
        let mut products = BTreeMap::new();
        for field in multiplied {
            let Some((times, _)) = of_fields.get(&field).copied() else { continue };
            for factor in &factors {
                let name = format!("cell{number}.field{field}.by{factor}");
                let product = problem.add_int(&name, Some(Ratio::zero()), None);
                let none = problem.at_most(&[(Ratio::one(), product)], Ratio::zero());
                let some = problem.at_least(&[(Ratio::one(), times)], Ratio::one());
                let rule = problem.either(some, none);
                problem.require(rule);
                products.insert((field, *factor), product);
            }
            cell.confine(problem, times, &|factor| products.get(&(field, factor)).copied());
        }
        self.cells.push(Placed { space, cell, frame: number + 1, has, count, totals: of_fields, products });
        Ok(())
    }

    fn place_sum(&mut self, sum: Sum, (var, parts): (IntVar, i64)) -> Result<(), Refused> {
        let (record, condition, quantity) = sum;
        let mut linear = Linear::var(var, Ratio::int(-1));
        for placed in &self.cells {
            if self.spaces.get(placed.space).is_none_or(|s| s.record != record)
                || !placed.cell.meets.contains(&condition)
            {
                continue;
            }
            let records = |by: &Ratio| placed.count.map(|n| Linear::var(n, by.clone()));
            let Some(quantity) = quantity else {
                linear =
                    linear.plus(&records(&Ratio::one()).unwrap_or_else(|| Linear::constant(Ratio::zero())));
                continue;
            };
            let Some(form) = placed.cell.forms.get(&quantity) else { continue };
            for (field, by) in &form.fields {
                if let Some((total, _)) = placed.totals.get(field) {
                    linear = linear.plus(&Linear::var(*total, by.times(&Ratio::int(parts))));
                }
            }
            for (product, by) in &form.products {
                if let Some(total) = placed.products.get(product) {
                    linear = linear.plus(&Linear::var(*total, by.times(&Ratio::int(parts))));
                }
            }
            if form.constant != Ratio::zero() {
                let constant = form.constant.times(&Ratio::int(parts));
                linear = linear.plus(&records(&constant).unwrap_or_else(|| Linear::constant(Ratio::zero())));
            }
        }
        if quantity.is_some() && linear.scale() != Ratio::one() {
            return Err(self.joint.refused(quantity.unwrap_or(condition), Why::Product));
        }
        let same = linear.equals(&mut self.main.problem, &Ratio::zero());
        self.main.problem.require(same);
        Ok(())
    }

    /// A cell has records only where the case is as one of its variants asks.
    fn tie(&mut self) -> Result<(), Refused> {
        for placed in &self.cells {
            let mut variants = Vec::new();
            for variant in &placed.cell.variants {
                let mut all = Vec::new();
                for (node, holds) in &variant.inputs {
                    self.main.frame = placed.frame;
                    let term = self.main.truth(&mut self.joint, *node);
                    self.main.frame = 0;
                    all.push(term?.if_not(!holds));
                }
                variants.push(self.main.problem.all(all));
            }
            let problem = &mut self.main.problem;
            let variants = problem.any(variants);
            let has = problem.truth(placed.has);
            let rule = problem.implies(has, variants);
            problem.require(rule);
        }
        Ok(())
    }
}

impl Root {
    /// The node in the graph of all programs.
    fn node(&self, joint: &mut Joint) -> NodeId {
        let at = |joint: &Joint, p: usize, n: NodeId| joint.programs.get(p).map_or(NodeId(0), |q| q.node(n));
        match self {
            Root::Case(p, n) => at(joint, *p, *n),
            Root::Rows(parts) => {
                let mut all = Vec::new();
                for (p, n, holds) in parts {
                    let id = at(joint, *p, *n);
                    let scope = joint.scope(id);
                    all.push(if *holds { id } else { joint.intern(Node { scope, op: Op::Not(id) }) });
                }
                all.sort();
                all.dedup();
                let scope = all.iter().find_map(|id| joint.scope(*id));
                let both = joint.intern(Node { scope, op: Op::And(all) });
                match scope {
                    Some(record) => joint.intern(Node { scope: None, op: Op::Some(record, both) }),
                    None => both,
                }
            }
        }
    }

    /// What evaluation says of it.
    pub fn evaluated(&self, traces: &[Trace]) -> Truth {
        match self {
            Root::Case(p, n) => traces.get(*p).map_or(Truth::Unknown, |t| t.truth(*n)),
            Root::Rows(parts) => {
                let columns: Vec<(Vec<Truth>, bool)> = parts
                    .iter()
                    .map(|(p, n, holds)| (traces.get(*p).map(|t| t.truths(*n)).unwrap_or_default(), *holds))
                    .collect();
                let rows = columns.iter().map(|c| c.0.len()).max().unwrap_or(0);
                (0..rows).fold(Truth::No, |some, row| {
                    let of_row = columns.iter().fold(Truth::Yes, |all, (truths, holds)| {
                        // a truth of the case is the same of every record
                        let truth = truths.get(row).or(truths.first()).copied().unwrap_or(Truth::Unknown);
                        all.and(if *holds { truth } else { truth.not() })
                    });
                    some.or(of_row)
                })
            }
        }
    }
}

/// What is asked of the records of each kind, until nothing more is: conditions on records read truths of the case.
fn spaces(joint: &mut Joint, main: &mut Encoder) -> Result<Vec<Space>, Refused> {
    loop {
        let before = (main.some.len(), main.sums.len());
        let records: BTreeSet<usize> =
            main.some.keys().map(|k| k.0).chain(main.sums.keys().map(|s| s.0)).collect();
        let mut spaces = Vec::new();
        for record in records {
            // a record that no list holds has no cases
            if joint.schema.list_of(record).is_none() {
                continue;
            }
            let sums: BTreeSet<Sum> = main.sums.keys().filter(|s| s.0 == record).copied().collect();
            let some = main.some.keys().filter(|k| k.0 == record).map(|k| k.1);
            let filters: BTreeSet<NodeId> = some.chain(sums.iter().map(|s| s.1)).collect();
            spaces.push(Space::of(joint, record, &filters, &sums)?);
        }
        for space in &spaces {
            for (node, _) in &space.inputs {
                main.truth(joint, *node)?;
            }
            for (atom, _) in &space.atoms {
                numbers_of_case(joint, main, *atom)?;
            }
        }
        if before == (main.some.len(), main.sums.len()) {
            return Ok(spaces);
        }
    }
}

/// Encodes the numbers and truths of the case that a question on a record reads.
fn numbers_of_case(joint: &mut Joint, main: &mut Encoder, atom: NodeId) -> Result<(), Refused> {
    let mut todo = vec![atom];
    let mut seen = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(node) = joint.node(id).cloned() else { continue };
        if node.scope.is_some() {
            todo.extend(children(&node.op));
            continue;
        }
        match &node.op {
            Op::Count(..)
            | Op::Total(..)
            | Op::Plus(_)
            | Op::Minus(..)
            | Op::Times(..)
            | Op::Max(_)
            | Op::Min(_)
            | Op::Gate(..)
            | Op::Indicator(_)
            | Op::Plain(_) => {
                main.number(joint, id)?;
            }
            _ => {}
        }
    }
    Ok(())
}
