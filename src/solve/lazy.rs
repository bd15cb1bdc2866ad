//! The search over truths, behind a small trait: clauses and assumptions go in, and a judge looks at what is tried.

use batsat::theory::{Theory, TheoryArg};
use batsat::{Callbacks, ClauseKind, SolverInterface, lbool};
use std::cell::Cell;
use std::rc::Rc;

/// The steps that are left, counted down by all that work on one question.
#[derive(Debug, Clone, Default)]
pub(super) struct Steps(Rc<Cell<u64>>);

impl Steps {
    /// So many are left from now on.
    pub fn set(&self, steps: u64) {
        self.0.set(steps);
    }
    /// How many are left.
    pub fn left(&self) -> u64 {
        self.0.get()
    }
    /// Takes some; says whether any are left.
    pub fn take(&self, steps: u64) -> bool {
        self.0.set(self.0.get().saturating_sub(steps));
        self.0.get() > 0
    }
}

/// A variable of the search, or its denial: the last bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Literal(pub u32);

impl Literal {
    /// The denial.
    pub fn not(self) -> Literal {
        Literal(self.0 ^ 1)
    }
    /// This, or its denial.
    pub fn if_not(self, denied: bool) -> Literal {
        Literal(self.0 ^ u32::from(denied))
    }
}

/// Looks at what is tried.
pub(super) trait Judge {
    /// All literals tried. If they clash: at least one of them, and all named ones cannot hold together.
    fn judge(&mut self, tried: &[Literal]) -> Result<(), Vec<Literal>>;
}

/// How a search ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ended {
    /// With a value for each variable.
    Found(Vec<bool>),
    /// Never: these of the assumptions clash.
    Never(Vec<Literal>),
    /// The steps ran out.
    Spent,
}

/// A search over truths.
pub(super) trait Sat {
    /// A new variable, undenied.
    fn add(&mut self) -> Literal;
    /// At least one of them holds.
    fn clause(&mut self, literals: &[Literal]);
    /// Searches values under assumptions.
    fn search(&mut self, assumed: &[Literal], judge: &mut dyn Judge) -> Ended;
}

/// The search by the crate batsat.
pub(super) struct Batsat {
    inner: batsat::Solver<Meter>,
    steps: Steps,
}

/// Counts what batsat learns as steps, and stops it.
struct Meter(Steps);

impl Callbacks for Meter {
    fn on_new_clause(&mut self, _: &[batsat::Lit], _: ClauseKind) {
        self.0.take(1);
    }
    fn stop(&self) -> bool {
        self.0.left() == 0
    }
}

impl Batsat {
    /// Without variables; counts its steps on the given count.
    pub fn new(steps: Steps) -> Batsat {
        Batsat { inner: batsat::Solver::new(batsat::SolverOpts::default(), Meter(steps.clone())), steps }
    }
}

impl Sat for Batsat {
    fn add(&mut self) -> Literal {
        from_batsat(batsat::Lit::new(self.inner.new_var_default(), true))
    }
    fn clause(&mut self, literals: &[Literal]) {
        let mut clause: Vec<batsat::Lit> = literals.iter().map(|l| to_batsat(*l)).collect();
        self.inner.add_clause_reuse(&mut clause);
    }
    fn search(&mut self, assumed: &[Literal], judge: &mut dyn Judge) -> Ended {
        let assumed: Vec<batsat::Lit> = assumed.iter().map(|l| to_batsat(*l)).collect();
        let result = self.inner.solve_limited_th(&mut Bench { judge, levels: 0 }, &assumed);
        if result == lbool::FALSE {
            Ended::Never(self.inner.unsat_core().iter().map(|l| from_batsat(*l).not()).collect())
        } else if result == lbool::TRUE && self.steps.left() > 0 {
            Ended::Found(self.inner.get_model().iter().map(|value| *value == lbool::TRUE).collect())
        } else {
            Ended::Spent
        }
    }
}

/// A judge as batsat calls it.
struct Bench<'a> {
    judge: &'a mut dyn Judge,
    levels: usize,
}

fn to_batsat(literal: Literal) -> batsat::Lit {
    batsat::Lit::new(batsat::Var::unsafe_from_idx(literal.0 >> 1), literal.0 & 1 == 0)
}

fn from_batsat(literal: batsat::Lit) -> Literal {
    Literal(literal.var().idx() << 1 | u32::from(!literal.sign()))
}

impl Bench<'_> {
    fn judge(&mut self, arg: &mut TheoryArg) {
        let tried: Vec<Literal> = arg.model().iter().map(|l| from_batsat(*l)).collect();
        if let Err(clash) = self.judge.judge(&tried) {
            let lemma: Vec<batsat::Lit> = clash.iter().map(|l| to_batsat(l.not())).collect();
            arg.raise_conflict(&lemma, true);
        }
    }
}

impl Theory for Bench<'_> {
    fn final_check(&mut self, arg: &mut TheoryArg) {
        self.judge(arg);
    }
    fn partial_check(&mut self, arg: &mut TheoryArg) {
        // batsat takes no lemma whose literals all lie on the ground level later on: these are judged there
        if self.levels == 0 {
            self.judge(arg);
        }
    }
    fn create_level(&mut self) {
        self.levels += 1;
    }
    fn pop_levels(&mut self, n: usize) {
        self.levels -= n;
    }
    fn n_levels(&self) -> usize {
        self.levels
    }
    fn explain_propagation(&mut self, _: batsat::Lit) -> &[batsat::Lit] {
        &[]
    }
}
