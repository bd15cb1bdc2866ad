//! Two programs over all cases, told apart by one to three facts: in each part whether the outcomes agree, by proof.

use super::analysis::Analysis;
use super::bands::{Axis, Band, Cut, slim};
use super::moves::Movers;
use super::result::{Found, Limit, Refused, Stopped, Unsound, Witness};
use super::things::{Mover, Things};
use super::witness::JointCase;
use crate::eval::run;
use crate::ir::facts::Facts;
use crate::ir::node::{NodeId, Op};
use crate::ir::program::{Ground, Program};
use crate::ir::schema::Names;
use crate::solve::{Answer, Term};
use crate::val::Truth;
use std::collections::BTreeSet;

/// Most parts into which all cases are cut.
const MOST: usize = 1_500;

/// Two programs over all cases, told apart by facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regions {
    /// The bands of each fact, those merged that make no difference.
    pub axes: Vec<Vec<Band>>,
    /// For each part the place of its finding; the bands of the last fact follow each other.
    pub parts: Vec<usize>,
    /// What was found of some part.
    pub areas: Vec<Area>,
    /// How many parts were settled before any were merged.
    pub settled: usize,
    /// Bounds under which all this was proved.
    pub limits: Vec<Limit>,
}

/// How the outcomes lie in one part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// there is no such case
    NoCase,
    /// the same in every case
    Same,
    /// never the same
    Differs,
    /// now the same, now not
    Depends,
    /// not settled within the budget
    Open,
}

/// What was found of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// How the outcomes lie.
    pub status: Status,
    /// Every pair of outcomes that occurs.
    pub pairs: Vec<Outcomes>,
    /// Whether other pairs may occur: not settled within the budget.
    pub is_open: bool,
    /// Where it depends: what can move it by itself, from agreement to difference.
    pub moved_by: Vec<Mover>,
    /// Of what it was not settled whether it can.
    pub perhaps_by: Vec<Mover>,
}

/// A pair of outcomes that occurs in a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcomes {
    /// Under the first program.
    pub from: usize,
    /// Under the second.
    pub to: usize,
    /// Provisions that decide in every such case: of the first program, and of the second.
    pub always: [Vec<Names>; 2],
    /// A smallest such case; of outcomes that agree only where they always do.
    pub witness: Option<Witness>,
}

impl Outcomes {
    fn alike(&self, other: &Outcomes) -> bool {
        (self.from, self.to, &self.always) == (other.from, other.to, &other.always)
    }
}

impl Area {
    fn alike(&self, other: &Area) -> bool {
        (self.status, self.is_open, &self.moved_by, &self.perhaps_by)
            == (other.status, other.is_open, &other.moved_by, &other.perhaps_by)
            && self.pairs.len() == other.pairs.len()
            && self.pairs.iter().zip(&other.pairs).all(|(a, b)| a.alike(b))
    }
}

/// What stopped a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Halted {
    /// as a comparison is stopped
    Stopped(Stopped),
    /// so many parts, more than are looked at
    TooMany(usize),
}

impl<T: Into<Stopped>> From<T> for Halted {
    fn from(stopped: T) -> Halted {
        Halted::Stopped(stopped.into())
    }
}

/// The two programs, the facts that tell cases apart, and a condition of the first program.
pub(super) struct Setting<'p> {
    pub programs: Vec<&'p Program>,
    pub cuts: &'p [Cut],
    pub only: Option<NodeId>,
    /// Grounds that may decide.
    pub grounds: [Vec<&'p Ground>; 2],
}

/// A case of a part.
pub(super) struct Sample {
    pub case: JointCase,
    pub facts: Vec<Facts>,
    pub pair: (usize, usize),
}

/// Tells the outcomes of two programs apart by facts, over all cases or those in which a condition holds, which is one
/// of a program with the same vocabulary as the first.
pub fn regions(
    a: &Program,
    b: &Program,
    only: Option<(&Program, NodeId)>,
    axes: &[Axis],
) -> Result<Regions, Halted> {
    let mut programs = vec![a, b];
    programs.extend(only.map(|o| o.0));
    let mut roots = outcomes(&programs, 0);
    roots.extend(only.map(|o| (2, o.1)));
    let cuts: Vec<Cut> =
        axes.iter().map(|axis| axis.cut(&programs, &roots, b)).collect::<Result<_, Refused>>()?;
    let count = cuts.iter().map(|c| c.bands.len()).product();
    if count > MOST {
        return Err(Halted::TooMany(count));
    }
    let mut all = vec![a, b];
    all.extend(cuts.iter().map(|c| &c.program));
    all.extend(only.map(|o| o.0));
    let grounds = [a, b].map(|p| p.offences.iter().flat_map(|o| &o.grounds).collect());
    let setting = Setting { programs: all, cuts: &cuts, only: only.map(|o| o.1), grounds };
    let mut analysis = Analysis::with(&setting.programs, &setting.roots(true))?;
    let graded = [a, b].map(|p| slim(p, &p.at_least).0);
    let bare = Setting {
        programs: graded.iter().chain(setting.programs.iter().copied().skip(2)).collect(),
        grounds: [Vec::new(), Vec::new()],
        cuts: &cuts,
        only: setting.only,
    };
    let things = Things::of(&bare, &analysis);
    let mut movers = Movers::of(&things);
    let mut areas: Vec<(Area, Vec<Term>)> = Vec::new();
    let mut parts = Vec::new();
    let mut found = Vec::new();
    for place in 0..count {
        let bands = setting.bands(place);
        let terms = setting.within(&mut analysis, 0, &bands);
        let (area, samples) = setting.area(&mut analysis, &terms)?;
        samples.iter().for_each(|s| movers.see(&analysis, &s.case));
        found.push((bands, terms, area, samples));
    }
    for (bands, terms, area, samples) in found {
        let area = match area.status {
            Status::Depends => movers.settle(&bare, &analysis, &bands, area, &samples)?,
            Status::NoCase | Status::Same | Status::Differs | Status::Open => area,
        };
        let part = analysis.all(&terms);
        match areas.iter_mut().position(|(known, _)| known.alike(&area)) {
            Some(at) => {
                parts.push(at);
                if let Some((_, all)) = areas.get_mut(at) {
                    all.push(part);
                }
            }
            None => {
                parts.push(areas.len());
                areas.push((area, vec![part]));
            }
        }
    }
    for (area, parts) in &mut areas {
        let depends = area.status == Status::Depends;
        let anywhere = analysis.any(parts);
        // where it depends, the cases that differ are the ones to show
        for pair in area.pairs.iter_mut().filter(|p| !depends || p.from != p.to) {
            let (x, y) = (analysis.outcome_is(0, pair.from), analysis.outcome_is(1, pair.to));
            pair.witness = match analysis.smallest(&[x, y, anywhere])? {
                Found::Possible(witness) => Some(witness),
                Found::Impossible | Found::NotDecided => None,
            };
        }
    }
    let axes = cuts.iter().map(|c| c.bands.iter().map(|b| b.0.clone()).collect()).collect();
    let areas = areas.into_iter().map(|a| a.0).collect();
    let limits = analysis.limits();
    Ok(Regions { axes, parts, areas, settled: count, limits }.merged())
}

/// The outcomes of two programs.
fn outcomes(programs: &[&Program], from: usize) -> Vec<(usize, NodeId)> {
    let both = programs.iter().take(2).enumerate();
    both.flat_map(|(p, program)| program.at_least.iter().map(move |n| (from + p, *n))).collect()
}

impl Setting<'_> {
    /// All that is asked of a case; with the grounds, or only what tells parts and outcomes apart.
    pub fn roots(&self, with_grounds: bool) -> Vec<(usize, NodeId)> {
        let mut roots = outcomes(&self.programs, 0);
        for (n, cut) in self.cuts.iter().enumerate() {
            roots.extend(cut.bands.iter().flat_map(|b| &b.1).map(|(node, _)| (n + 2, *node)));
        }
        roots.extend(self.only.map(|node| (self.cuts.len() + 2, node)));
        if with_grounds {
            for (p, (grounds, program)) in self.grounds.iter().zip(&self.programs).enumerate() {
                roots.extend(grounds.iter().map(|g| (p, g.holds)));
                let moving: BTreeSet<usize> = grounds.iter().flat_map(|g| &g.moved_by).map(|m| m.0).collect();
                roots.extend(moving.into_iter().filter_map(|f| Some((p, finding(program, f)?))));
            }
        }
        roots
    }

    /// The bands of a part.
    pub fn bands(&self, mut place: usize) -> Vec<usize> {
        let mut bands = Vec::new();
        for cut in self.cuts.iter().rev() {
            let many = cut.bands.len().max(1);
            bands.push(place % many);
            place /= many;
        }
        bands.reverse();
        bands
    }

    /// The nodes that say that a case lies in some bands, and meets the condition: program, node, whether.
    pub fn held(&self, bands: &[usize]) -> Vec<(usize, NodeId, bool)> {
        let mut held = Vec::new();
        for (n, (cut, band)) in self.cuts.iter().zip(bands).enumerate() {
            let nodes = cut.bands.get(*band).map(|b| b.1.as_slice()).unwrap_or_default();
            held.extend(nodes.iter().map(|(node, holds)| (n + 2, *node, *holds)));
        }
        held.extend(self.only.map(|node| (self.cuts.len() + 2, node, true)));
        held
    }

    /// The same as terms; the programs begin at a place.
    pub fn within(&self, analysis: &mut Analysis<'_>, from: usize, bands: &[usize]) -> Vec<Term> {
        let held = self.held(bands);
        let term =
            |(p, node, holds): &(usize, NodeId, bool)| Some(analysis.truth(from + p, *node)?.if_not(!holds));
        held.iter().map(|h| term(h).unwrap_or(Term::FALSE)).collect()
    }

    /// The outcomes of the two programs that begin at a place differ.
    pub fn differ(&self, analysis: &mut Analysis<'_>, from: usize) -> Term {
        let top = self.programs.iter().take(2).map(|p| p.at_least.len()).max().unwrap_or(0);
        let mut any = Vec::new();
        for grade in 1..=top {
            let (x, y) = (analysis.outcome_at_least(from, grade), analysis.outcome_at_least(from + 1, grade));
            any.push(analysis.main.problem.iff(x, y).not());
        }
        analysis.any(&any)
    }

    /// Every pair of outcomes in a part, with a case each.
    fn area(&self, analysis: &mut Analysis<'_>, terms: &[Term]) -> Result<(Area, Vec<Sample>), Unsound> {
        let mut asked = terms.to_vec();
        let mut samples: Vec<Sample> = Vec::new();
        let mut pairs = Vec::new();
        let mut is_open = false;
        // cases without findings first: they show what facts do
        let mut unmade = analysis.unmade();
        loop {
            let with: Vec<Term> = asked.iter().chain(&unmade).copied().collect();
            let model = match analysis.solver.check(&analysis.main.problem, &with, analysis.budget) {
                Answer::Model(model) => model,
                Answer::Impossible(_) | Answer::NotDecided(_) if !unmade.is_empty() => {
                    unmade.clear();
                    continue;
                }
                Answer::Impossible(_) => break,
                Answer::NotDecided(_) => {
                    is_open = true;
                    break;
                }
            };
            let case = analysis.case(&model);
            let facts = analysis.replay(&case, &model)?;
            let grade = |p: usize| {
                let top = self.programs.get(p).map_or(0, |q| q.at_least.len());
                let reached = |g: &usize| {
                    let term = analysis.outcome_at_least(p, *g);
                    analysis.main.problem.holds(term, &model)
                };
                (0..=top).rev().find(reached).unwrap_or(0)
            };
            let pair = (grade(0), grade(1));
            let (x, y) = (analysis.outcome_is(0, pair.0), analysis.outcome_is(1, pair.1));
            let both = analysis.all(&[x, y]);
            asked.push(both.not());
            let mut here = terms.to_vec();
            here.push(both);
            let sample = Sample { case, facts, pair };
            let always = [0, 1].map(|p| self.always(analysis, p, &here, &sample));
            samples.push(sample);
            pairs.push(Outcomes { from: pair.0, to: pair.1, always, witness: None });
        }
        pairs.sort_by_key(|p| (p.from, p.to));
        let (same, other) = (pairs.iter().any(|p| p.from == p.to), pairs.iter().any(|p| p.from != p.to));
        let status = match (same, other, is_open) {
            (true, true, _) => Status::Depends,
            (_, _, true) => Status::Open,
            (true, false, _) => Status::Same,
            (false, true, _) => Status::Differs,
            (false, false, _) => Status::NoCase,
        };
        let area = Area { status, pairs, is_open, moved_by: Vec::new(), perhaps_by: Vec::new() };
        Ok((area, samples))
    }

    /// The provisions of a program that decide in every case in which the terms hold.
    fn always(&self, analysis: &mut Analysis<'_>, p: usize, terms: &[Term], sample: &Sample) -> Vec<Names> {
        let mut found: Vec<Names> = Vec::new();
        let outcome = if p == 0 { sample.pair.0 } else { sample.pair.1 };
        let (Some(program), Some(facts)) = (self.programs.get(p), sample.facts.get(p)) else { return found };
        let trace = run(program, facts);
        for ground in self.grounds.get(p).into_iter().flatten() {
            let made = |f: usize| facts.findings.get(f).is_some_and(|f| matches!(f, Some((true, _))));
            if ground.grade != outcome
                || trace.truth(ground.holds) != Truth::Yes
                || ground.moved_by.iter().any(|m| made(m.0))
                || found.contains(&ground.provision)
            {
                continue;
            }
            let mut decides = vec![analysis.truth(p, ground.holds).unwrap_or(Term::FALSE)];
            for (f, _) in &ground.moved_by {
                let made = finding(program, *f).and_then(|node| analysis.truth(p, node));
                decides.extend(made.map(Term::not));
            }
            let decides = analysis.all(&decides);
            let mut asked = terms.to_vec();
            asked.push(decides.not());
            if analysis.possible(&asked).is_impossible() {
                found.push(ground.provision.clone());
            }
        }
        found
    }
}

/// The node of a finding.
fn finding(program: &Program, finding: usize) -> Option<NodeId> {
    let at = program.nodes.iter().position(|n| n.op == Op::Finding(finding))?;
    Some(NodeId(at as u32))
}

impl Regions {
    /// The finding of a part, by its bands.
    pub fn at(&self, bands: &[usize]) -> Option<&Area> {
        self.areas.get(*self.parts.get(self.place(bands))?)
    }

    fn place(&self, bands: &[usize]) -> usize {
        self.axes.iter().zip(bands).fold(0, |place, (axis, band)| place * axis.len() + band)
    }

    /// All parts by their bands.
    fn each(&self) -> impl Iterator<Item = Vec<usize>> + '_ {
        let count: usize = self.axes.iter().map(Vec::len).product();
        (0..count).map(|mut place| {
            let mut bands: Vec<usize> = Vec::new();
            for axis in self.axes.iter().rev() {
                bands.push(place % axis.len().max(1));
                place /= axis.len().max(1);
            }
            bands.reverse();
            bands
        })
    }

    /// Bands between which nothing changes become one.
    fn merged(mut self) -> Regions {
        for axis in 0..self.axes.len() {
            let slice = |band: usize| -> Vec<usize> {
                let own = self.each().filter(|bands| bands.get(axis) == Some(&band));
                own.filter_map(|bands| self.parts.get(self.place(&bands)).copied()).collect()
            };
            let old = self.axes.get(axis).cloned().unwrap_or_default();
            let slices: Vec<Vec<usize>> = (0..old.len()).map(slice).collect();
            let mut new: Vec<(Band, usize)> = Vec::new();
            for (band, next) in old.iter().enumerate() {
                let fits = |at: &usize| slices.get(*at) == slices.get(band);
                let known = match next.is_ordered() {
                    true => new.last_mut().filter(|n| fits(&n.1)),
                    false => new.iter_mut().find(|n| fits(&n.1)),
                };
                let joined = known.and_then(|n| Some((n.0.with(next)?, n)));
                match joined {
                    Some((wide, n)) => n.0 = wide,
                    None => new.push((next.clone(), band)),
                }
            }
            let kept: Vec<usize> = new.iter().map(|n| n.1).collect();
            let parts = self.each().filter(|b| b.get(axis).is_some_and(|b| kept.contains(b)));
            let parts: Vec<usize> =
                parts.filter_map(|bands| self.parts.get(self.place(&bands)).copied()).collect();
            self.parts = parts;
            if let Some(slot) = self.axes.get_mut(axis) {
                *slot = new.into_iter().map(|n| n.0).collect();
            }
        }
        self
    }

    /// The same as blocks: for each fact some neighbouring bands, first and last, and the finding; no part is in two.
    pub fn blocks(&self) -> Vec<(Vec<(usize, usize)>, usize)> {
        let mut taken = vec![false; self.parts.len()];
        let mut blocks = Vec::new();
        for start in self.each() {
            let Some(area) = self.parts.get(self.place(&start)).copied() else { continue };
            if taken.get(self.place(&start)) != Some(&false) {
                continue;
            }
            let mut ends: Vec<(usize, usize)> = start.iter().map(|b| (*b, *b)).collect();
            for axis in (0..self.axes.len()).rev() {
                loop {
                    let mut wider = ends.clone();
                    if let Some(end) = wider.get_mut(axis) {
                        end.1 += 1;
                    }
                    let in_range = wider.iter().zip(&self.axes).all(|(end, axis)| end.1 < axis.len());
                    let free = |place: usize| {
                        self.parts.get(place) == Some(&area) && taken.get(place) == Some(&false)
                    };
                    if !in_range || !self.inside(&wider).into_iter().all(free) {
                        break;
                    }
                    ends = wider;
                }
            }
            for place in self.inside(&ends) {
                if let Some(slot) = taken.get_mut(place) {
                    *slot = true;
                }
            }
            blocks.push((ends, area));
        }
        blocks
    }

    fn inside(&self, ends: &[(usize, usize)]) -> Vec<usize> {
        let inside = |bands: &Vec<usize>| bands.iter().zip(ends).all(|(b, end)| end.0 <= *b && *b <= end.1);
        self.each().filter(inside).map(|bands| self.place(&bands)).collect()
    }

    /// Whether every part was settled.
    pub fn complete(&self) -> bool {
        !self.areas.iter().any(|a| a.is_open || !a.perhaps_by.is_empty())
    }
}
