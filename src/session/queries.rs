//! What can be asked: grade cases, check modules, show the text that applies.

use super::modules::Session;
use super::texts::{Kept, RuleSet};
use crate::case::CaseFile;
use crate::diag::{Code, Diagnostic, nearest};
use crate::eval::outcome_within;
use crate::explain::{Verdict, explain, explain_as};
use crate::ir::facts::{Facts, Known};
use crate::ir::program::Program;
use crate::ir::schema::Names;
use crate::prove::AtOdds;
use crate::syntax::ast::Selection;
use crate::val::{Date, DateRange};
use std::sync::Arc;

/// A program with what it is called, or no law at all.
type Candidate = (Option<Arc<Program>>, Names);

impl Session {
    /// Grades every case of a text under every module; a faulty case is reported and the others still run.
    pub fn grade(&mut self, name: &str, text: &str, modules: &[String]) -> Vec<Verdict> {
        let given = self.case_text(name, text);
        let mut by_case: Vec<Vec<Verdict>> = Vec::new();
        for asked in modules {
            let Some(set) = self.resolved(&RuleSet::parse(asked)) else { continue };
            let Some(any) = self.vocabulary_program(&set) else { continue };
            let cases = given.cases(&any.schema, &mut self.sink);
            for (i, case) in cases.iter().enumerate() {
                self.tell(i, cases.len());
                if let Some(verdict) = self.verdict(&set, None, case) {
                    match by_case.get_mut(i) {
                        Some(row) => row.push(verdict),
                        None => by_case.push(vec![verdict]),
                    }
                }
            }
        }
        by_case.into_iter().flatten().collect()
    }

    /// A rule set with the full names of its modules; reports one that is not there.
    pub fn resolved(&mut self, set: &RuleSet) -> Option<RuleSet> {
        let mut full = |name: &String| {
            let found = self.resolve(name);
            if found.is_none() {
                self.no_module(name, None);
            }
            found
        };
        let module = full(&set.module)?;
        let with: Option<Vec<String>> = set.with.iter().map(full).collect();
        Some(RuleSet { module, with: with? })
    }

    /// A program that shares the vocabulary of a rule set, to read cases against.
    pub(super) fn vocabulary_program(&mut self, set: &RuleSet) -> Option<Arc<Program>> {
        let selects = self.header(&set.module).and_then(|h| h.selects);
        match selects {
            None => self.program_of(set, None, None),
            Some(s) => {
                // they share it; the last is the likeliest to be applied, and then read only once
                let last = s.among.last()?.clone();
                let Some(name) = self.resolve(&last.text) else {
                    self.no_module(&last.text, Some(&last));
                    return None;
                };
                self.program(&name, None)
            }
        }
    }

    /// What a rule set answers to a case, if only the kept edits of its amendments apply.
    pub fn verdict(&mut self, set: &RuleSet, kept: Kept<'_>, case: &CaseFile) -> Option<Verdict> {
        let header = self.header(&set.module)?;
        let mut called = Names { en: header.name.english().to_owned(), zh: header.name.chinese().to_owned() };
        for (n, theory) in set.with.iter().enumerate() {
            let name = self.header(theory)?.name;
            let [en, zh] = if n == 0 { [" with ", " 采用 "] } else { [", ", "、"] };
            called.en.push_str(&format!("{en}{}", name.english()));
            called.zh.push_str(&format!("{zh}{}", name.chinese()));
        }
        let mut verdict = match &header.selects {
            None => {
                let program = self.program_of(set, None, kept)?;
                self.graded(&program, case)?
            }
            Some(selection) => self.selected(selection, &set.with, kept, case)?,
        };
        verdict.module = called.clone();
        verdict.called = case.called.clone();
        for expect in &case.expects {
            let meant = self.resolve(&expect.module);
            let with: Vec<Option<String>> = expect.with.iter().map(|t| self.resolve(t)).collect();
            if meant.is_none() {
                let near = self.near_module(&expect.module);
                let args = [expect.module.as_str(), near.as_str()];
                self.sink.push(Diagnostic::new(Code::UnknownModule, expect.span, &args));
            }
            let same = with.len() == set.with.len() && with.iter().flatten().eq(&set.with);
            if meant.as_deref() != Some(&set.module) || !same {
                continue;
            }
            let grade = |word: &str| verdict.scale.iter().position(|n| n.is(word));
            match (grade(&expect.low), grade(&expect.high)) {
                (Some(lo), Some(hi)) => verdict.expected.push((lo, hi, (lo, hi) == verdict.outcome)),
                (low, _) => {
                    let wrong = if low.is_none() { &expect.low } else { &expect.high };
                    let all = verdict.scale.iter().flat_map(|n| [n.en.as_str(), n.zh.as_str()]);
                    let near = nearest(wrong, all).unwrap_or_else(|| "-".to_owned());
                    self.sink.push(Diagnostic::new(Code::UnknownGrade, expect.span, &[wrong, &near]));
                }
            }
        }
        Some(verdict)
    }

    /// Picks by date: the statute in force, and the interpretation in force then, else the first later one.
    fn selected(
        &mut self,
        selection: &Selection,
        with: &[String],
        kept: Kept<'_>,
        case: &CaseFile,
    ) -> Option<Verdict> {
        let any = {
            let first = selection.among.first()?.text.clone();
            let first = self.resolve(&first)?;
            self.program(&first, None)?
        };
        let fact = any.schema.fact(&selection.by.text);
        let Some(fact) = fact else {
            self.sink.push(Diagnostic::new(Code::UnknownName, selection.by.span, &[&selection.by.text, "-"]));
            return None;
        };
        let range = match case.facts.slots.get(fact).map(|s| &s.value) {
            Some(Known::Date(d)) => *d,
            _ => DateRange::any(),
        };
        let mut candidates = self.candidates(selection, range, with, kept)?;
        let present = selection.lenient.then(|| self.at(selection, Date::MAX, with, kept)).flatten();
        let mut joined: Option<Verdict> = None;
        for candidate in candidates.drain(..) {
            let mut verdict = self.applied(&candidate, &any, case)?;
            if let Some(now) = &present
                && verdict.outcome.1 > 0
                && now.1 != candidate.1
            {
                let later = self.applied(now, &any, case)?;
                if lighter(&later, &verdict) {
                    verdict = later;
                }
            }
            joined = Some(match joined {
                None => verdict,
                Some(j) => join(j, verdict),
            });
        }
        joined
    }

    /// What a candidate answers; none where that does not bear checking.
    pub(super) fn applied(
        &mut self,
        candidate: &Candidate,
        any: &Program,
        case: &CaseFile,
    ) -> Option<Verdict> {
        let mut verdict = match &candidate.0 {
            Some(program) => self.graded(program, case)?,
            None => {
                // no statute was in force: no offence, whatever the facts
                let empty = Program { schema: any.schema.clone(), ..Program::default() };
                explain(&empty, &Facts::unstated(true, &any.schema), &case.id)
            }
        };
        verdict.applied = vec![candidate.1.clone()];
        Some(verdict)
    }

    /// The answer for a case; where taking its open facts apart does not settle an end soon, a proof may. Where the two do
    /// not agree there is no answer, and both are told.
    fn graded(&mut self, program: &Program, case: &CaseFile) -> Option<Verdict> {
        let facts = &case.facts;
        let quick = outcome_within(program, facts, QUICK);
        if quick.lo_attained && quick.hi_attained {
            return Some(explain_as(program, facts, &case.id, quick));
        }
        let proved = (self.prover)(program, facts);
        match proved.and_then(|found| found.map(|ends| ends.within(&quick)).transpose()) {
            Ok(Some(whole)) => Some(Verdict { settled: true, ..explain_as(program, facts, &case.id, whole) }),
            Ok(None) => Some(explain(program, facts, &case.id)),
            Err(AtOdds { proved, evaluated }) => {
                let says = |(lo, hi)| {
                    let (lo, hi) = (program.schema.outcome(lo), program.schema.outcome(hi));
                    match lo == hi {
                        true => format!("{} | {}", lo.en, lo.zh),
                        false => format!("{} to {} | {}至{}", lo.en, hi.en, lo.zh, hi.zh),
                    }
                };
                let args = [case.id.as_str(), &says(proved), &says(evaluated)];
                self.sink.push(Diagnostic::new(Code::AtOdds, case.span, &args));
                None
            }
        }
    }

    /// One candidate for each stretch of time that the day of the act may fall in.
    pub(super) fn candidates(
        &mut self,
        selection: &Selection,
        range: DateRange,
        with: &[String],
        kept: Kept<'_>,
    ) -> Option<Vec<Candidate>> {
        let mut days = vec![range.lo];
        for name in &selection.among {
            let full = self.resolve(&name.text)?;
            if let Some((from, to)) = self.header(&full).and_then(|h| h.in_force) {
                days.push(from);
                days.extend(to.and_then(|t| t.tomorrow().ok()));
            }
        }
        days.retain(|d| *d >= range.lo && *d <= range.hi);
        days.sort();
        days.dedup();
        let mut out: Vec<Candidate> = Vec::new();
        for day in days {
            let candidate = self.at(selection, day, with, kept)?;
            if !out.iter().any(|c| c.1 == candidate.1) {
                out.push(candidate);
            }
        }
        Some(out)
    }

    /// The law of a day.
    pub(super) fn at(
        &mut self,
        selection: &Selection,
        day: Date,
        with: &[String],
        kept: Kept<'_>,
    ) -> Option<Candidate> {
        let Some((module, statute)) = self.law_of(selection, day)? else {
            return Some((
                None,
                Names { en: "no statute in force".to_owned(), zh: "当时没有有效的法条".to_owned() },
            ));
        };
        let set = RuleSet { module, with: with.to_vec() };
        let program = self.program_of(&set, statute.as_deref(), kept)?;
        let called = |s: &mut Session, module: &str| match s.called_by(module) {
            Some([en, zh]) => Names { en, zh },
            None => Names { en: module.to_owned(), zh: module.to_owned() },
        };
        let mut names = called(self, &set.module);
        if let Some(statute) = statute.map(|s| called(self, &s)) {
            names.en.push_str(&format!(" + {}", statute.en));
            names.zh.push_str(&format!(" + {}", statute.zh));
        }
        Some((Some(program), names))
    }

    /// Which module applies to a day, and which statute it then interprets; inner none if no statute was in force.
    pub(super) fn law_of(
        &mut self,
        selection: &Selection,
        day: Date,
    ) -> Option<Option<(String, Option<String>)>> {
        let mut statute = None;
        let mut interpretations = Vec::new();
        for name in &selection.among {
            let full = self.resolve(&name.text)?;
            let header = self.header(&full)?;
            let (from, to) = header.in_force?;
            if !header.interprets.is_empty() {
                interpretations.push((from, to, full, header));
            } else if from <= day && to.is_none_or(|t| day <= t) {
                statute = Some(full);
            }
        }
        let Some(statute) = statute else { return Some(None) };
        let mut about = Vec::new();
        for entry in interpretations {
            let names: Vec<String> = entry.3.interprets.iter().map(|n| n.text.clone()).collect();
            if names.iter().any(|n| self.resolve(n).as_deref() == Some(statute.as_str())) {
                about.push(entry);
            }
        }
        let mut interpretations = about;
        interpretations.sort_by_key(|i| i.0);
        let now = interpretations.iter().rev().find(|i| i.0 <= day && i.1.is_none_or(|t| day <= t));
        let chosen = now.or_else(|| interpretations.iter().find(|i| i.0 > day)).map(|i| i.2.clone());
        Some(Some(match chosen {
            Some(interpretation) => (interpretation, Some(statute)),
            None => (statute, None),
        }))
    }

    /// Checks a module of the library or folder: with each statute it interprets, or each module it selects among.
    pub fn check(&mut self, module: &str) -> bool {
        let Some(full) = self.resolve(module) else {
            self.no_module(module, None);
            return false;
        };
        let header = self.header(&full);
        if let Some(selection) = header.as_ref().and_then(|h| h.selects.clone()) {
            let mut sound = true;
            for name in &selection.among {
                sound &= match self.resolve(&name.text) {
                    Some(m) => self.program(&m, None).is_some(),
                    None => {
                        self.no_module(&name.text, Some(name));
                        false
                    }
                };
            }
            return sound;
        }
        let statutes = header.map(|h| h.interprets).unwrap_or_default();
        let program = self.program(&full, None);
        let mut sound = program.is_some_and(|p| self.check_tables(&full, &p.schema));
        for statute in statutes.iter().skip(1) {
            sound &= self.program(&full, Some(&statute.text)).is_some();
        }
        sound
    }

    /// Checks a module given as text.
    pub fn check_text(&mut self, name: &str, text: &str) -> bool {
        match self.register(name, text) {
            Some(module) => self.check(&module),
            None => false,
        }
    }
}

/// Whether the present law's answer is lighter: no offence, or a lower bracket, its top end first.
fn lighter(later: &Verdict, old: &Verdict) -> bool {
    if later.outcome.1 == 0 {
        return true;
    }
    let months = |v: &Verdict| v.penalty.as_ref().and_then(|p| p.imprisonment).map(|(lo, hi)| (hi, lo));
    match (months(later), months(old)) {
        (Some(a), Some(b)) => a < b,
        _ => later.outcome < old.outcome,
    }
}

/// So many values are taken to find an end of an outcome before a proof is looked for.
const QUICK: usize = 200_000;

/// Two answers of which either may apply.
fn join(mut a: Verdict, b: Verdict) -> Verdict {
    a.applied.extend(b.applied);
    if a.outcome != b.outcome || a.penalty != b.penalty {
        a.penalty = None;
    }
    let pick = |x: usize, y: usize, first: bool, second: bool| match x.cmp(&y) {
        std::cmp::Ordering::Equal => first || second,
        _ => first,
    };
    let lo = if a.outcome.0 <= b.outcome.0 {
        pick(a.outcome.0, b.outcome.0, a.attained.0, b.attained.0)
    } else {
        b.attained.0
    };
    let hi = if a.outcome.1 >= b.outcome.1 {
        pick(a.outcome.1, b.outcome.1, a.attained.1, b.attained.1)
    } else {
        b.attained.1
    };
    a.attained = (lo, hi);
    a.settled |= b.settled;
    a.outcome = (a.outcome.0.min(b.outcome.0), a.outcome.1.max(b.outcome.1));
    for g in b.grounds {
        if !a.grounds.iter().any(|x| x.provision == g.provision && x.grade == g.grade) {
            a.grounds.push(g);
        }
    }
    for ground in &mut a.grounds {
        ground.decisive &= ground.grade == a.outcome.0;
    }
    for m in b.missing {
        if !a.missing.iter().any(|x| x.fact == m.fact) {
            a.missing.push(m);
        }
    }
    for u in b.unmade {
        if !a.unmade.contains(&u) {
            a.unmade.push(u);
        }
    }
    a
}
