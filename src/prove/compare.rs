//! Two programs over all cases: which outcomes can meet, and how the rules lie.

use super::analysis::{Analysis, Root};
use super::joint::Joint;
use super::penalty::penalties;
use super::result::{Comparison, Definition, Found, Pair, Refused, Relation, Stopped, Unsound, Witness};
use crate::ir::node::NodeId;
use crate::ir::program::{Named, Program};
use crate::solve::Term;

/// Compares the outcomes of two programs over all cases, or those in which a condition of the first holds.
pub fn compare(a: &Program, b: &Program, only: Option<NodeId>) -> Result<Comparison, Stopped> {
    let mut analysis = posed(&[a, b], only)?;
    let mut pairs = Vec::new();
    for (from, to) in grades(a, b) {
        let terms = pair(&mut analysis, only, (from, to));
        pairs.push(Pair { from, to, found: analysis.smallest(&terms)? });
    }
    let relation = relation(&pairs);
    let limits = analysis.limits();
    let penalties = match penalties(a, b, only) {
        Ok(penalties) => Ok(penalties),
        Err(Stopped::Refused(refused)) => Err(refused),
        Err(Stopped::Unsound(unsound)) => return Err(unsound.into()),
    };
    Ok(Comparison { pairs, relation, definitions: definitions(a, b, only)?, penalties, limits })
}

/// Questions as SMT-LIB text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questions<T> {
    /// What was asked: it can happen if the answer is `sat`.
    pub asked: T,
    /// What the answers rest on: for each kind of record that one falls in no cell. The answer must be `unsat`.
    pub lists: Vec<String>,
}

/// For two outcomes the question whether they meet.
pub type OfPairs = Vec<(usize, usize, String)>;

/// For each pair of outcomes the question whether it occurs.
pub fn pairs_smtlib(a: &Program, b: &Program, only: Option<NodeId>) -> Result<Questions<OfPairs>, Refused> {
    let mut analysis = posed(&[a, b], only)?;
    let mut asked = Vec::new();
    for (from, to) in grades(a, b) {
        let terms = pair(&mut analysis, only, (from, to));
        asked.push((from, to, analysis.smtlib(&terms)));
    }
    Ok(Questions { asked, lists: analysis.lists_smtlib() })
}

/// The outcomes of two programs, and a condition of the first, over all cases.
fn posed<'p>(programs: &[&'p Program], only: Option<NodeId>) -> Result<Analysis<'p>, Refused> {
    let mut roots: Vec<(usize, NodeId)> = Vec::new();
    for (p, program) in programs.iter().enumerate() {
        roots.extend(program.at_least.iter().map(|n| (p, *n)));
    }
    roots.extend(only.map(|n| (0, n)));
    Analysis::with(programs, &roots)
}

fn grades(a: &Program, b: &Program) -> Vec<(usize, usize)> {
    let to = 0..=b.at_least.len();
    (0..=a.at_least.len()).flat_map(|from| to.clone().map(move |to| (from, to))).collect()
}

/// What must hold for a pair of outcomes.
fn pair(analysis: &mut Analysis<'_>, only: Option<NodeId>, (from, to): (usize, usize)) -> Vec<Term> {
    let (x, y) = (analysis.outcome_is(0, from), analysis.outcome_is(1, to));
    [x, y].into_iter().chain(only.and_then(|n| analysis.truth(0, n))).collect()
}

/// How each named truth lies that both programs know.
fn definitions(a: &Program, b: &Program, only: Option<NodeId>) -> Result<Vec<Definition>, Unsound> {
    let joint = Joint::of(&[a, b]).ok();
    let mut all = Vec::new();
    for first in &a.named {
        let record = |program: &Program, named: &Named| {
            named.record.and_then(|r| program.schema.records.get(r)).map(|r| r.names.clone())
        };
        let of = record(a, first);
        let Some(second) = b.named.iter().find(|n| n.names == first.names && record(b, n) == of) else {
            continue;
        };
        // the same in one graph: nothing to ask
        let place = |p: usize, named: &Named| {
            joint.as_ref().and_then(|j| j.programs.get(p)).map(|q| q.node(named.node))
        };
        if place(0, first).is_some() && place(0, first) == place(1, second) {
            let (names, relation) = (first.names.clone(), Ok(Relation::Equal));
            all.push(Definition { names, record: of, relation, only_first: None, only_second: None });
            continue;
        }
        let (found, only_first, only_second) = match definition(a, b, first, second, only) {
            Ok((relation, [x, y])) => (Ok(relation), x, y),
            Err(Stopped::Refused(refused)) => (Err(refused), None, None),
            Err(Stopped::Unsound(unsound)) => return Err(unsound),
        };
        all.push(Definition {
            names: first.names.clone(),
            record: of,
            relation: found,
            only_first,
            only_second,
        });
    }
    Ok(all)
}

type Sides = [Option<Witness>; 2];

fn definition(
    a: &Program,
    b: &Program,
    first: &Named,
    second: &Named,
    only: Option<NodeId>,
) -> Result<(Relation, Sides), Stopped> {
    let root = |x: bool, y: bool| Root::Rows(vec![(0, first.node, x), (1, second.node, y)]);
    let programs = [a, b];
    let mut roots = vec![root(true, false), root(false, true), root(true, true)];
    roots.extend(only.map(|n| Root::Case(0, n)));
    let mut analysis = Analysis::asked(&programs, &roots)?;
    let condition = only.and_then(|n| analysis.truth(0, n));
    let mut sides = Vec::new();
    for root in [root(true, false), root(false, true)] {
        let terms: Vec<_> = analysis.roots.get(&root).copied().into_iter().chain(condition).collect();
        sides.push(analysis.smallest(&terms)?);
    }
    let both: Vec<_> = analysis.roots.get(&root(true, true)).copied().into_iter().chain(condition).collect();
    let both = analysis.possible(&both);
    let [x, y] = [sides.first(), sides.get(1)].map(|s| s.cloned().unwrap_or(Found::NotDecided));
    let relation = match (&x, &y, &both) {
        (Found::NotDecided, ..)
        | (_, Found::NotDecided, _)
        | (Found::Possible(_), Found::Possible(_), Found::NotDecided) => Relation::NotDecided,
        (Found::Impossible, Found::Impossible, _) => Relation::Equal,
        (Found::Impossible, Found::Possible(_), _) => Relation::Within,
        (Found::Possible(_), Found::Impossible, _) => Relation::Contains,
        (Found::Possible(_), Found::Possible(_), Found::Impossible) => Relation::Disjoint,
        (Found::Possible(_), Found::Possible(_), Found::Possible(())) => Relation::Overlapping,
    };
    Ok((relation, [x.witness().cloned(), y.witness().cloned()]))
}

/// How the outcomes lie: the first lighter wherever they differ, heavier, or now the one and now the other.
fn relation(pairs: &[Pair]) -> Relation {
    let some =
        |wanted: fn(&Pair) -> bool| pairs.iter().any(|p| wanted(p) && matches!(p.found, Found::Possible(_)));
    let open = pairs.iter().any(|p| p.from != p.to && p.found == Found::NotDecided);
    match (some(|p| p.from < p.to), some(|p| p.from > p.to), open) {
        (true, true, _) => Relation::Overlapping,
        (_, _, true) => Relation::NotDecided,
        (true, false, _) => Relation::Within,
        (false, true, _) => Relation::Contains,
        (false, false, _) => Relation::Equal,
    }
}
