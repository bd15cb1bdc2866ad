//! Rule sets held against each other on cases, each change traced to the edits that alone produce it.

use super::cases::CaseText;
use super::modules::{STACK, Session};
use super::texts::{EditInfo, RuleSet};
use crate::case::CaseFile;
use crate::compare::{Bound, Cause, Diff, Edit, Grouping, Row, minimal_sets, stated};
use crate::diag::{Code, Diagnostic, Sink, nearest};
use crate::eval::{Memo, Pool, Pooled};
use crate::hir::Module;
use crate::ir::program::Program;
use crate::ir::schema::{Names, Schema};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::{self, Builder};

/// All sets of so many edits are tried for each case that changes, if need be;
const RUNS_A_CASE: usize = 1 << 10;
/// more of them if few cases change.
const FEW: (usize, usize) = (8, 1 << 13);
/// So many gradings are spent on all changes together; beyond it each case has its share, of at least
const RUNS: usize = 1 << 18;
/// this many.
const LEAST_RUNS: usize = 1 << 8;
/// So many programs between two rule sets are kept whole; further ones are made again when they are needed whole.
const WHOLE: usize = 1 << 10;

/// What is compared.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// Two rule sets or more; the others are held against the first.
    pub sets: Vec<RuleSet>,
    /// The case files: shown name and text.
    pub cases: Vec<(String, String)>,
    /// The facts or fields to group by: `a, b`.
    pub by: Option<String>,
    /// Which end of an undecided outcome is taken, if one is.
    pub bound: Option<Bound>,
    /// Whether every set of edits is tried for each change, however many there are (at most 2^16).
    pub every_set: bool,
}

/// A way from one rule set to another through subsets of edits.
struct Route {
    /// The module whose chain of amendments holds all edits, or those of the first rule set.
    module: String,
    /// Amending modules of the other rule set, laid over that text.
    over: Vec<Arc<Module>>,
    /// The theories of both.
    with: Vec<String>,
    /// All edits, by number, and whether each of the two rule sets has them.
    edits: Vec<(EditInfo, bool, bool)>,
    /// How many of them are those of `module`, and of `over`.
    counts: (usize, usize),
}

impl Route {
    /// The edits that are there when just these of the changes are made.
    fn kept(&self, changes: &[usize], made: &[usize]) -> BTreeSet<usize> {
        let made: BTreeSet<usize> = made.iter().filter_map(|i| changes.get(*i)).copied().collect();
        let edits = self.edits.iter().enumerate();
        let kept = edits.filter(|(number, (_, before, _))| *before != made.contains(number));
        kept.map(|(number, _)| number).collect()
    }
}

/// How cases are graded with some of the edits.
enum Way {
    /// not at all: the edits cannot stand alone
    Closed,
    /// by a program with the kept edits, the cases being read so
    Program(Pooled, usize, BTreeSet<usize>),
    /// by a module that picks by date, with the kept edits
    Selected(BTreeSet<usize>),
}

/// The cases as a vocabulary reads them, by where they stand.
struct Reading {
    schema: Schema,
    cases: BTreeMap<Span, CaseFile>,
    /// The programs over this vocabulary that were tried.
    pool: Pool,
}

impl Session {
    /// Grades cases under every rule set and traces each change from the first; a case that some rule set cannot read
    /// is reported and left out. Nothing if a rule set is not there or is faulty.
    pub fn diff(&mut self, asked: &Compared) -> Option<Diff> {
        let sets: Option<Vec<RuleSet>> = asked.sets.iter().map(|s| self.resolved(s)).collect();
        let sets = sets?;
        let texts: Vec<CaseText> =
            asked.cases.iter().map(|(name, text)| self.case_text(name, text)).collect();
        let mut readings: Vec<Reading> = Vec::new();
        let mut read_by = Vec::new();
        for set in &sets {
            let any = self.vocabulary_program(set)?;
            read_by.push(reading(&mut readings, &texts, &any.schema, &mut self.sink));
        }
        let first = readings.first()?;
        let mut groupings = Vec::new();
        for name in asked.by.iter().flat_map(|by| by.split([',', '，', '、'])).map(str::trim) {
            let Some(grouping) = Grouping::named(name, &first.schema) else {
                self.no_fact(name, &first.schema);
                return None;
            };
            groupings.push(grouping);
        }
        let mut diff = Diff {
            modules: sets.iter().map(|s| self.called(s)).collect(),
            scale: (0..=first.schema.scale.len()).map(|g| first.schema.outcome(g)).collect(),
            bound: asked.bound,
            by: together(groupings.iter().map(|g| g.names(&first.schema))),
            ..Diff::default()
        };
        let places: BTreeSet<Span> = readings.iter().flat_map(|r| r.cases.keys().copied()).collect();
        // every case is graded once and traced once a pair
        let all = places.len() * sets.len();
        for (done, place) in places.into_iter().enumerate() {
            self.tell(done, all);
            let cases: Vec<Option<&CaseFile>> =
                read_by.iter().map(|r| readings.get(*r).and_then(|r| r.cases.get(&place))).collect();
            let graded: Option<Vec<_>> =
                sets.iter().zip(&cases).map(|(set, case)| self.verdict(set, None, (*case)?)).collect();
            let Some(case) = cases.iter().flatten().next() else { continue };
            let Some(verdicts) = graded else {
                diff.left_out.push(case.id.clone());
                continue;
            };
            let taken = |o: (usize, usize)| asked.bound.map_or(o, |b| b.of(o));
            diff.rows.push(Row {
                case: case.id.clone(),
                place,
                outcomes: verdicts.iter().map(|v| taken(v.outcome)).collect(),
                verdicts,
                causes: Vec::new(),
                group: together(groupings.iter().map(|g| g.of(&case.facts, &first.schema))),
                stated: stated(&case.facts),
            });
        }
        for (to, set) in sets.iter().enumerate().skip(1) {
            let from = sets.first()?;
            self.causes(&mut diff, (from, set), to, asked.every_set, &texts, &mut readings);
        }
        Some(diff)
    }

    fn no_fact(&mut self, name: &str, schema: &Schema) {
        let fields = schema.facts.iter().chain(schema.records.iter().flat_map(|r| &r.fields));
        let words = fields.flat_map(|f| [f.names.en.as_str(), f.names.zh.as_str()]);
        let near = nearest(name, words).unwrap_or_else(|| "-".to_owned());
        self.sink.push(Diagnostic::without_place(Code::UnknownKey, &[name, &near]));
    }

    /// Finds why each changed case changes, if edits lead from one rule set to the other.
    fn causes(
        &mut self,
        diff: &mut Diff,
        (from, set): (&RuleSet, &RuleSet),
        to: usize,
        every_set: bool,
        texts: &[CaseText],
        readings: &mut Vec<Reading>,
    ) {
        let route = self.route(from, set);
        let first = diff.edits.len();
        let mut changes: Vec<usize> = Vec::new();
        if let Some(route) = &route {
            for (number, (info, before, after)) in route.edits.iter().enumerate() {
                if before != after {
                    changes.push(number);
                    diff.edits.push(Edit {
                        label: info.label.clone(),
                        because: info.because.clone(),
                        cites: info.cites.clone(),
                        span: Some(info.span),
                        undone: *before,
                        to,
                    });
                }
            }
        }
        let changed = diff.changed(to).count();
        let runs = match every_set {
            true => 1 << changes.len().min(16),
            false if changed <= FEW.0 => FEW.1,
            false => (RUNS / changed).clamp(LEAST_RUNS, RUNS_A_CASE),
        };
        let mut ways: BTreeMap<Vec<usize>, Way> = BTreeMap::new();
        let mut beside: Vec<Session> = Vec::new();
        let bound = diff.bound;
        let count = diff.rows.len();
        let done = count * to;
        for (n, row) in diff.rows.iter_mut().enumerate() {
            self.tell(done + n, count * diff.modules.len());
            let pair = row.pair(to);
            let cause = match (&route, pair) {
                (Some(route), Some((a, b))) if a != b && !changes.is_empty() => {
                    let place = row.place;
                    let mut memos: BTreeMap<usize, Memo> = BTreeMap::new();
                    let mut tried = 0;
                    let mut grade = |sets: &[Vec<usize>]| {
                        tried += sets.len();
                        if count == 1 {
                            self.tell(tried.min(runs), runs);
                        }
                        let new: Vec<&Vec<usize>> = sets.iter().filter(|s| !ways.contains_key(*s)).collect();
                        let kept = new.iter().map(|made| route.kept(&changes, made)).collect();
                        let found = self.ways(route, kept, &mut beside, texts, readings);
                        for (made, mut way) in new.into_iter().zip(found) {
                            if let Way::Program(pooled, ..) = &mut way
                                && ways.len() >= WHOLE
                            {
                                pooled.lay_aside();
                            }
                            ways.insert(made.clone(), way);
                        }
                        let mut outcome = |made: &Vec<usize>| {
                            let o = self.outcome_by(route, ways.get(made)?, readings, place, &mut memos)?;
                            Some(bound.map_or(o, |b| b.of(o)))
                        };
                        sets.iter().map(&mut outcome).collect::<Vec<_>>()
                    };
                    // the edits are the reason only if without them all is as before, with them as after
                    let all: Vec<usize> = (0..changes.len()).collect();
                    let explains = grade(&[Vec::new()]) == [Some(a)] && grade(&[all]) == [Some(b)];
                    let mut found = match explains {
                        true => minimal_sets(changes.len(), b, runs, &mut grade),
                        false => Cause { due_to: Vec::new(), complete: true, up_to: changes.len() },
                    };
                    for edit in found.due_to.iter_mut().flatten() {
                        *edit += first;
                    }
                    found
                }
                _ => Cause { due_to: Vec::new(), complete: true, up_to: changes.len() },
            };
            row.causes.push(cause);
        }
    }

    /// The way between two rule sets, if both come from one text.
    fn route(&mut self, a: &RuleSet, b: &RuleSet) -> Option<Route> {
        let chains = [self.chain(&a.module), self.chain(&b.module)];
        let [root, other] = [self.root(a, &chains[0])?, self.root(b, &chains[1])?];
        if root != other {
            // a module that picks by date stands for one that it picks among, where both answer alike
            return if self.picks(&a.module, &other) {
                self.route(&RuleSet { module: other, with: a.with.clone() }, b)
            } else if self.picks(&b.module, &root) {
                self.route(a, &RuleSet { module: root, with: b.with.clone() })
            } else {
                None
            };
        }
        let [in_a, in_b] = &chains;
        let has = |chain: &[Arc<Module>], m: &Arc<Module>| chain.iter().any(|c| c.file == m.file);
        let over: Vec<Arc<Module>> = in_b.iter().filter(|m| !has(in_a, m)).cloned().collect();
        let apart = !over.is_empty() && in_a.iter().any(|m| !has(in_b, m));
        let (module, over) = match (apart, over.is_empty()) {
            (true, _) => (a.module.clone(), over),
            (false, true) => (a.module.clone(), over),
            (false, false) => (b.module.clone(), Vec::new()),
        };
        let mut with = b.with.clone();
        with.extend(a.with.iter().filter(|t| !b.with.contains(t)).cloned());
        let spans = |session: &mut Session, set: &RuleSet| -> BTreeSet<Span> {
            let units = session.units(&set.module);
            units.iter().filter_map(|(m, i)| m.items.get(*i)).map(|i| i.span).collect()
        };
        let (spans_a, spans_b) = (spans(self, a), spans(self, b));
        let mut edits: Vec<(EditInfo, bool, bool)> = Vec::new();
        let of = |info: EditInfo| {
            let (before, after) = (spans_a.contains(&info.span), spans_b.contains(&info.span));
            (info, before, after)
        };
        edits.extend(self.edits(&RuleSet::of(&module)).into_iter().map(of));
        let own = edits.len();
        if !over.is_empty() {
            let theirs = self.edits(&RuleSet::of(&b.module)).into_iter();
            edits.extend(theirs.filter(|e| !spans_a.contains(&e.span)).map(of));
        }
        let laid = edits.len() - own;
        let theories = self.edits(&RuleSet { module: module.clone(), with: with.clone() });
        for (theory, info) in with.iter().zip(theories.into_iter().skip(own)) {
            edits.push((info, a.with.contains(theory), b.with.contains(theory)));
        }
        Some(Route { module, over, with, edits, counts: (own, laid) })
    }

    /// Whether a module picks among others by date, and that one is among them.
    fn picks(&mut self, module: &str, among: &str) -> bool {
        let selects = self.header(module).and_then(|h| h.selects);
        selects.is_some_and(|s| s.among.iter().any(|n| self.resolve(&n.text).as_deref() == Some(among)))
    }

    /// The module that a chain of amendments begins from.
    fn root(&mut self, set: &RuleSet, chain: &[Arc<Module>]) -> Option<String> {
        match chain.first().and_then(|m| m.header.amends.clone()) {
            Some(base) => self.resolve(&base.text),
            None => Some(set.module.clone()),
        }
    }

    /// How cases are graded with just the kept edits, for each choice of them.
    fn ways(
        &mut self,
        route: &Route,
        kept: Vec<BTreeSet<usize>>,
        beside: &mut Vec<Session>,
        texts: &[CaseText],
        readings: &mut Vec<Reading>,
    ) -> Vec<Way> {
        if self.header(&route.module).is_some_and(|h| h.selects.is_some()) {
            return kept.into_iter().map(Way::Selected).collect();
        }
        let programs = self.all_on_the_way(route, &kept, beside);
        let way = |(kept, program): (_, Option<Arc<Program>>)| {
            let Some(program) = program else { return Way::Closed };
            let read = reading(readings, texts, &program.schema, &mut Sink::default());
            let pool = readings.get_mut(read).map(|r| r.pool.add(program));
            pool.map_or(Way::Closed, |pooled| Way::Program(pooled, read, kept))
        };
        kept.into_iter().zip(programs).map(way).collect()
    }

    /// The outcome of a case; none if the edits cannot stand alone.
    fn outcome_by(
        &mut self,
        route: &Route,
        way: &Way,
        readings: &[Reading],
        place: Span,
        memos: &mut BTreeMap<usize, Memo>,
    ) -> Option<(usize, usize)> {
        match way {
            Way::Closed => None,
            Way::Program(pooled, read, kept) => {
                let reading = readings.get(*read)?;
                let facts = &reading.cases.get(&place)?.facts;
                let memo = memos.entry(*read).or_insert_with(|| Memo::new(&reading.schema, facts));
                reading.pool.outcome(pooled, memo, || self.on_the_way(route, kept))
            }
            Way::Selected(kept) => {
                let set = RuleSet { module: route.module.clone(), with: route.with.clone() };
                let case = readings.first()?.cases.get(&place)?;
                Some(self.verdict(&set, Some(kept), case)?.outcome)
            }
        }
    }

    /// The programs with just the kept edits, each choice of them on one of several threads; those who make them stay
    /// `beside`.
    fn all_on_the_way(
        &mut self,
        route: &Route,
        kept: &[BTreeSet<usize>],
        beside: &mut Vec<Session>,
    ) -> Vec<Option<Arc<Program>>> {
        let threads = self.threads.min(kept.len());
        if threads < 2 {
            return self.each_on_the_way(route, kept);
        }
        while beside.len() + 1 < threads {
            beside.push(self.beside());
        }
        let share = kept.len().div_ceil(threads);
        let (own, others) = kept.split_at(share);
        thread::scope(|scope| {
            let mut handles = Vec::new();
            for (session, kept) in beside.iter_mut().zip(others.chunks(share)) {
                let each = || session.each_on_the_way(route, kept);
                handles.push((kept, Builder::new().stack_size(STACK).spawn_scoped(scope, each)));
            }
            let mut programs = self.each_on_the_way(route, own);
            for (kept, handle) in handles {
                programs.extend(match handle {
                    // a fault in one thread is a fault of all
                    Ok(handle) => handle.join().unwrap_or_else(|fault| resume_unwind(fault)),
                    Err(_) => self.each_on_the_way(route, kept),
                });
            }
            programs
        })
    }

    fn each_on_the_way(&mut self, route: &Route, kept: &[BTreeSet<usize>]) -> Vec<Option<Arc<Program>>> {
        kept.iter().map(|kept| self.on_the_way(route, kept)).collect()
    }

    /// The program with just the kept edits; none if they cannot stand alone.
    fn on_the_way(&mut self, route: &Route, kept: &BTreeSet<usize>) -> Option<Arc<Program>> {
        let set = RuleSet { module: route.module.clone(), with: route.with.clone() };
        let mut key = self.key_of(&set, None, Some(kept));
        let program = if route.over.is_empty() {
            self.program_of(&set, None, Some(kept))
        } else {
            for module in &route.over {
                key = format!("{key}+{}", module.header.name.english());
            }
            self.lowered(key.clone(), true, |session| {
                let mut text = session.text_of_run(&RuleSet::of(&route.module), None, Some(kept));
                let mut before = route.counts.0;
                for module in &route.over {
                    let own = module.items.iter().filter(|i| crate::hir::amend::is_unit(&i.kind)).count();
                    text = session.laid_over(&text, module, before, Some(kept), &mut Vec::new());
                    before += own;
                }
                session.adopting(text, &route.with, before, Some(kept))
            })
        };
        // there may be thousands: what is still needed of them the pool has
        self.programs.remove(&key);
        program
    }

    /// A rule set as people call it.
    pub fn called(&mut self, set: &RuleSet) -> Names {
        let mut name = |module: &String| {
            let header = self.header(module);
            let plain = Names { en: module.clone(), zh: module.clone() };
            header.map_or(plain, |h| Names { en: h.name.english().into(), zh: h.name.chinese().into() })
        };
        let base = name(&set.module);
        let with: Vec<Names> = set.with.iter().map(name).collect();
        if with.is_empty() {
            return base;
        }
        let list =
            |pick: fn(&Names) -> &str, comma: &str| with.iter().map(pick).collect::<Vec<_>>().join(comma);
        Names {
            en: format!("{} with {}", base.en, list(|n| &n.en, ", ")),
            zh: format!("{} 采用 {}", base.zh, list(|n| &n.zh, "、")),
        }
    }
}

/// `a · b`; none of none.
fn together(all: impl Iterator<Item = Names>) -> Option<Names> {
    all.reduce(|a, b| Names { en: format!("{} · {}", a.en, b.en), zh: format!("{} · {}", a.zh, b.zh) })
}

/// The cases as a vocabulary reads them; read once a vocabulary.
fn reading(readings: &mut Vec<Reading>, texts: &[CaseText], schema: &Schema, sink: &mut Sink) -> usize {
    if let Some(known) = readings.iter().position(|r| r.schema == *schema) {
        return known;
    }
    let cases = texts.iter().flat_map(|t| t.cases(schema, sink)).map(|c| (c.span, c)).collect();
    readings.push(Reading { schema: schema.clone(), cases, pool: Pool::default() });
    readings.len() - 1
}
