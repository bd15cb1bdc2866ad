//! The nearest case in which something is so: fewest facts changed, then least amounts, then a fixed order.

use super::analysis::Analysis;
use super::encode::{Source, Var};
use super::ground::{Aim, Grounded, Varied, order};
use super::result::{Refused, Unsound};
use crate::eval::{Cuts, Path, at, called, complete, run, slot_mut, ty};
use crate::ir::facts::{Facts, Known, Origin};
use crate::ir::node::NodeId;
use crate::ir::program::Program;
use crate::ir::schema::{Names, Type};
use crate::solve::{Answer, Budget, IntVar, Model, Objective, Term};
use crate::val::{Members, Ratio, Truth};
use std::collections::{BTreeMap, BTreeSet};

/// The steps that one question may take, and the search for least amounts.
const STEPS: Budget = Budget { steps: 60_000 };
const SMALL: Budget = Budget { steps: 20_000 };
/// So many facts are changed together at most.
const FACTS: usize = 8;

/// A fact with another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where it stands.
    pub path: Path,
    /// Its path in words.
    pub fact: Names,
    /// What the case says.
    pub from: Known,
    /// What it is changed to; of members all that do as well.
    pub to: Known,
}

/// Facts that are changed together, and the case with the changes in it, graded by the evaluator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Altered {
    /// The facts, in the order of the vocabulary.
    pub moved: Vec<Moved>,
    /// The case then.
    pub facts: Facts,
    /// Whether no lesser amounts do.
    pub is_least: bool,
    /// The amounts together, then days.
    cost: (Ratio, Ratio),
}

/// What was found of the facts of a case whose change makes something so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nearest {
    /// These sets of facts, all of one size.
    Found(Box<Closest>),
    /// No change of the facts that it states makes it so.
    Never,
    /// Not settled within the budget.
    NotDecided,
    /// An expression cannot be put exactly.
    Refused(Refused),
}

/// The smallest sets of facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closest {
    /// The least amounts first.
    pub sets: Vec<Altered>,
    /// Whether it was proved that no fewer facts do.
    pub none_fewer: bool,
    /// Whether these are all sets of that size.
    pub all: bool,
}

/// The nearest cases in which the truths are as wanted, at most so many; what the case leaves open stays so, and each
/// case that is given has them so however that turns out.
pub fn closest(
    program: &Program,
    facts: &Facts,
    wanted: &[(NodeId, bool)],
    most: usize,
) -> Result<Nearest, Unsound> {
    let stated = |path: Path| at(path, facts).is_some_and(|s| s.value.is_known());
    among(program, facts, wanted, most, &stated)
}

/// The same, where only some facts may change.
pub(super) fn among(
    program: &Program,
    facts: &Facts,
    wanted: &[(NodeId, bool)],
    most: usize,
    varies: &dyn Fn(Path) -> bool,
) -> Result<Nearest, Unsound> {
    let asked: Vec<NodeId> = wanted.iter().map(|w| w.0).collect();
    let settled = complete(&Cuts::of(program), program, facts, false);
    let grounded = Grounded::of(program, &settled, &asked, Aim::Change, varies);
    match Search::of(program, facts, wanted, &grounded) {
        Ok(mut search) => search.found(most),
        Err(refused) => Ok(Nearest::Refused(refused)),
    }
}

struct Search<'g> {
    program: &'g Program,
    facts: &'g Facts,
    wanted: &'g [(NodeId, bool)],
    varied: &'g [Varied],
    analysis: Analysis<'g>,
    /// What says that a fact is changed, one a fact that varies.
    changed: Vec<Term>,
    /// Two factors of one product change together.
    loose: Vec<Term>,
    goal: Vec<Term>,
    /// How far a number or day is from what it was, and how many of these are one unit.
    far: BTreeMap<usize, (IntVar, i64)>,
}

/// What became of a set of facts.
enum Tried {
    Good(Altered),
    /// It does only as the case would turn out one way, or was not found.
    Open,
}

impl<'g> Search<'g> {
    fn of(
        program: &'g Program,
        facts: &'g Facts,
        wanted: &'g [(NodeId, bool)],
        grounded: &'g Grounded,
    ) -> Result<Search<'g>, Refused> {
        let goals: Vec<(NodeId, bool)> = wanted.iter().map(|(id, yes)| (grounded.node(*id), *yes)).collect();
        let changed: Vec<NodeId> = grounded.varied.iter().filter_map(|v| v.changed).collect();
        let all = goals.iter().map(|g| g.0).chain(changed.iter().copied()).chain(grounded.loose.clone());
        let roots: Vec<(usize, NodeId)> = all.map(|id| (0, id)).collect();
        let analysis = Analysis::with(&[&grounded.program], &roots)?;
        let term = |id: &NodeId| analysis.truth(0, *id).unwrap_or(Term::FALSE);
        let goal = goals.iter().map(|(id, yes)| term(id).if_not(!yes)).collect();
        let (changed, loose) =
            (changed.iter().map(term).collect(), grounded.loose.iter().map(term).collect());
        let varied = &grounded.varied;
        Ok(Search { program, facts, wanted, varied, analysis, changed, loose, goal, far: BTreeMap::new() })
    }

    fn found(&mut self, most: usize) -> Result<Nearest, Unsound> {
        let mut none_fewer = true;
        for count in 0..=FACTS.min(self.changed.len()) {
            let few = self.analysis.main.problem.count_at_most(count, &self.changed);
            let assumed: Vec<Term> = self.goal.iter().copied().chain([few]).collect();
            match self.check(&assumed, STEPS) {
                Answer::Impossible(core) if !core.contains(&self.goal.len()) && none_fewer => {
                    return Ok(Nearest::Never);
                }
                Answer::Impossible(_) => {}
                Answer::NotDecided(_) => none_fewer = false,
                Answer::Model(_) => {
                    let (sets, all) = self.sets(&assumed, most)?;
                    if !sets.is_empty() {
                        return Ok(Nearest::Found(Box::new(Closest { sets, none_fewer, all })));
                    }
                    none_fewer &= all;
                }
            }
        }
        let impossible = |answer| matches!(answer, Answer::Impossible(_));
        let goal = self.goal.clone();
        match none_fewer && impossible(self.check(&goal, STEPS)) {
            true => Ok(Nearest::Never),
            false => Ok(Nearest::NotDecided),
        }
    }

    fn check(&mut self, assumed: &[Term], budget: Budget) -> Answer {
        self.analysis.solver.check(&self.analysis.main.problem, assumed, budget)
    }

    /// The sets of facts of the size that is assumed, the least amounts first; and whether these are all.
    fn sets(&mut self, assumed: &[Term], most: usize) -> Result<(Vec<Altered>, bool), Unsound> {
        let mut assumed = assumed.to_vec();
        let mut sets: Vec<Altered> = Vec::new();
        let mut all = true;
        // those whose products are exact come first
        for exact in [true, false] {
            let mut first = exact;
            loop {
                let mut tried = assumed.clone();
                if exact {
                    tried.extend(self.loose.iter().map(|t| t.not()));
                }
                if sets.len() >= most {
                    let rest = self.check(&tried, STEPS);
                    return Ok((sorted(sets), all && matches!(rest, Answer::Impossible(_)) && !exact));
                }
                let answer = match first {
                    true => self.first(&tried),
                    false => self.check(&tried, STEPS),
                };
                first = false;
                let model = match answer {
                    Answer::Model(model) => model,
                    Answer::Impossible(_) => break,
                    Answer::NotDecided(_) => {
                        all = false;
                        break;
                    }
                };
                let problem = &mut self.analysis.main.problem;
                let set: BTreeSet<usize> = (0..self.changed.len())
                    .filter(|i| self.changed.get(*i).is_some_and(|t| problem.holds(*t, &model)))
                    .collect();
                let not_these = set.iter().filter_map(|i| self.changed.get(*i)).map(|t| t.not());
                let not_these = problem.any(not_these.collect::<Vec<_>>());
                let is_loose = self.loose.iter().any(|t| problem.holds(*t, &model));
                let found = match is_loose {
                    true => self.multiplied(&set, &model)?,
                    false => self.altered(&set, model)?,
                };
                match found {
                    Tried::Good(altered) => sets.push(altered),
                    Tried::Open => all = false,
                }
                assumed.push(not_these);
                if set.is_empty() {
                    break;
                }
            }
        }
        Ok((sorted(sets), all))
    }

    /// Values with the least amounts of all sets, if the budget allows; else any.
    fn first(&mut self, assumed: &[Term]) -> Answer {
        let every: BTreeSet<usize> = (0..self.varied.len()).collect();
        let [amounts, _] = self.distances(&every);
        let goal = [Objective::Sum(amounts)];
        match self.analysis.solver.minimise(&mut self.analysis.main.problem, assumed, &goal, SMALL) {
            Answer::NotDecided(_) => self.check(assumed, STEPS),
            answer @ (Answer::Model(_) | Answer::Impossible(_)) => answer,
        }
    }

    fn var(&self, fact: usize) -> Option<(usize, Var)> {
        let joint = *self.analysis.joint.programs.first()?.facts.get(fact)?;
        Some((joint, *self.analysis.main.vars.get(&(0, Source::Fact(joint)))?))
    }

    /// How far numbers, and days, of some facts are from what they were.
    fn distances(&mut self, set: &BTreeSet<usize>) -> [Vec<(Ratio, IntVar)>; 2] {
        let (mut amounts, mut days) = (Vec::new(), Vec::new());
        for i in set {
            let Some(varied) = self.varied.get(*i) else { continue };
            let Some((_, var)) = self.var(varied.fact) else { continue };
            let now = at(varied.path, self.facts).map(|s| &s.value);
            let (of, parts, was) = match (var, now) {
                (Var::Int(of, parts), Some(Known::Number(now, _))) => {
                    let crate::val::End::At(n) = &now.lo else { continue };
                    (of, parts, n.times(&Ratio::int(parts)))
                }
                (Var::Day(day), Some(Known::Date(now))) => {
                    let d = now.lo;
                    let key = 384 * i64::from(d.year()) + 32 * i64::from(d.month()) + i64::from(d.day());
                    (day.key, 0, Ratio::int(key))
                }
                _ => continue,
            };
            let far = match self.far.get(i) {
                Some(far) => *far,
                None => {
                    let problem = &mut self.analysis.main.problem;
                    let far = problem.add_int(&format!("far{i}"), Some(Ratio::zero()), None);
                    let one = Ratio::one;
                    // at least the difference, taken either way
                    let up = problem.at_least(&[(one(), far), (one().negated(), of)], was.negated());
                    let down = problem.at_least(&[(one(), far), (one(), of)], was);
                    problem.require(up);
                    problem.require(down);
                    self.far.insert(*i, (far, parts));
                    (far, parts)
                }
            };
            match far {
                (far, 0) => days.push((Ratio::one(), far)),
                (far, parts) => amounts.push((Ratio::new(1, parts).unwrap_or_else(Ratio::one), far)),
            }
        }
        [amounts, days]
    }

    /// The least change of just these facts.
    fn altered(&mut self, set: &BTreeSet<usize>, found: Model) -> Result<Tried, Unsound> {
        let mut assumed = self.goal.clone();
        for (i, changed) in self.changed.iter().enumerate() {
            assumed.push(changed.if_not(!set.contains(&i)));
        }
        assumed.extend(self.loose.iter().map(|t| t.not()));
        let [amounts, days] = self.distances(set);
        let mut goals = vec![Objective::Sum(amounts.clone()), Objective::Sum(days.clone())];
        // of equals the one that changes the first least, and that takes the lesser number or earlier day
        let each = amounts.iter().chain(&days).map(|part| Objective::Sum(vec![part.clone()]));
        goals.extend(each.collect::<Vec<_>>());
        for i in set {
            match self.varied.get(*i).and_then(|v| self.var(v.fact)).map(|v| v.1) {
                Some(Var::Int(of, _)) => goals.push(Objective::Sum(vec![(Ratio::one(), of)])),
                Some(Var::Day(day)) => goals.push(Objective::Sum(vec![(Ratio::one(), day.key)])),
                Some(Var::Bool(_) | Var::Choice(..)) | None => {}
            }
        }
        goals.retain(|g| *g != Objective::Sum(Vec::new()));
        let minimised =
            self.analysis.solver.minimise(&mut self.analysis.main.problem, &assumed, &goals, SMALL);
        let (mut model, is_least) = match minimised {
            Answer::Model(model) => (model, true),
            Answer::Impossible(_) | Answer::NotDecided(_) => (found, false),
        };
        if is_least {
            for goal in &goals {
                if let Objective::Sum(parts) = goal {
                    let sum = model.sum(parts);
                    assumed.push(self.analysis.main.problem.at_most(parts, sum));
                }
            }
            self.first_members(set, &mut assumed, &mut model);
        }
        let sum = |parts: &[(Ratio, IntVar)]| model.sum(parts);
        let cost = (sum(&amounts), sum(&days));
        let changes = self.values(set, &model);
        self.graded(changes, cost, is_least)
    }

    /// Of members the first of the kind that does.
    fn first_members(&mut self, set: &BTreeSet<usize>, assumed: &mut Vec<Term>, model: &mut Model) {
        for i in set {
            let var = self.varied.get(*i).and_then(|v| self.var(v.fact)).map(|v| v.1);
            let Some(Var::Choice(choice, members)) = var else { continue };
            for member in 0..members {
                let is = self.analysis.main.problem.is(choice, member);
                assumed.push(is);
                if self.analysis.main.problem.holds(is, model) {
                    break;
                }
                match self.check(assumed, SMALL) {
                    Answer::Model(better) => {
                        *model = better;
                        break;
                    }
                    Answer::Impossible(_) | Answer::NotDecided(_) => drop(assumed.pop()),
                }
            }
        }
    }

    /// What facts are in a model.
    fn values(&mut self, set: &BTreeSet<usize>, model: &Model) -> Vec<(Path, Known)> {
        let case = self.analysis.case(model);
        let value = |i: &usize| {
            let varied = self.varied.get(*i)?;
            let (joint, _) = self.var(varied.fact)?;
            Some((varied.path, case.facts.get(&joint)?.clone()))
        };
        set.iter().filter_map(value).collect()
    }

    /// Two factors change together: one is tried as it was found, the other is sought exactly.
    fn multiplied(&mut self, set: &BTreeSet<usize>, model: &Model) -> Result<Tried, Unsound> {
        let changes = self.values(set, model);
        for (path, _) in &changes {
            if !matches!(ty(*path, self.program), Some(Type::Number(_))) {
                continue;
            }
            let mut supposed = self.facts.clone();
            for (path, to) in &changes {
                put(&mut supposed, *path, to.clone());
            }
            let only = |p: Path| p == *path;
            if let Nearest::Found(found) = among(self.program, &supposed, self.wanted, 1, &only)?
                && let Some(one) = found.sets.first()
            {
                let of = |(p, to): &(Path, Known)| {
                    (*p, at(*p, &one.facts).map_or_else(|| to.clone(), |s| s.value.clone()))
                };
                let all: Vec<(Path, Known)> = changes.iter().map(of).collect();
                let same = |(p, to): &(Path, Known)| at(*p, self.facts).is_some_and(|s| s.value == *to);
                if !all.iter().any(same) {
                    return self.graded(all, (Ratio::int(i64::MAX), Ratio::zero()), false);
                }
            }
        }
        Ok(Tried::Open)
    }

    /// The case with changes in it, graded anew.
    fn graded(
        &self,
        changes: Vec<(Path, Known)>,
        cost: (Ratio, Ratio),
        is_least: bool,
    ) -> Result<Tried, Unsound> {
        let mut facts = self.facts.clone();
        for (path, to) in &changes {
            put(&mut facts, *path, to.clone());
        }
        let truths = self.truths(&facts);
        if !self.as_wanted(&facts) {
            // one that holds only as something open turns out is none
            return match truths.contains(&Truth::Unknown) {
                true => Ok(Tried::Open),
                false => Err(Unsound { expected: truths, asked: "a changed case".to_owned() }),
            };
        }
        let moved = changes.iter().map(|(path, to)| {
            let from = at(*path, self.facts).map_or_else(|| to.clone(), |s| s.value.clone());
            let to = match (ty(*path, self.program), to, &from) {
                (Some(Type::Member(kind)), Known::Member(_), Known::Member(was)) => {
                    let count = self.program.schema.kinds.get(kind).map_or(0, |k| k.members.len());
                    let others = Members(Members::all(count).0 & !was.0);
                    let fits = |m: &usize| {
                        let mut tried = facts.clone();
                        put(&mut tried, *path, Known::Member(Members::one(*m)));
                        self.as_wanted(&tried)
                    };
                    let all = others.iter().filter(fits).fold(0, |all, m| all | Members::one(m).0);
                    Known::Member(Members(all))
                }
                _ => to.clone(),
            };
            Moved { path: *path, fact: called(*path, self.program), from, to }
        });
        let mut moved: Vec<Moved> = moved.collect();
        moved.sort_by_key(|m| order(m.path));
        Ok(Tried::Good(Altered { moved, facts, is_least, cost }))
    }

    fn truths(&self, facts: &Facts) -> Vec<Truth> {
        let trace = run(self.program, facts);
        self.wanted.iter().map(|(id, _)| trace.truth(*id)).collect()
    }

    fn as_wanted(&self, facts: &Facts) -> bool {
        self.truths(facts).iter().zip(self.wanted).all(|(found, (_, yes))| *found == Truth::from(*yes))
    }
}

fn put(facts: &mut Facts, path: Path, to: Known) {
    if let Some(slot) = slot_mut(path, facts) {
        slot.value = to;
        slot.origin = Origin::Stated;
    }
}

/// The least amounts first, then the first facts.
fn sorted(mut sets: Vec<Altered>) -> Vec<Altered> {
    sets.sort_by_cached_key(|s| {
        let places: Vec<_> = s.moved.iter().map(|m| order(m.path)).collect();
        (s.cost.clone(), places)
    });
    sets
}
