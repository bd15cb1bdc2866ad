//! What a change of one fact would change in a case.

use super::modules::Session;
use super::texts::RuleSet;
use crate::diag::{Code, Diagnostic, nearest};
use crate::explain::{Verdict, explain};
use crate::ir::facts::Facts;
use crate::ir::program::Program;
use crate::prove::{Nearest, Refused, Unsound, closest};
use crate::suite::{Joined, Variation, joined_change, meant, variations};

/// A case with what changes its outcome.
#[derive(Debug, Clone)]
pub struct Varied {
    /// The answer as things are.
    pub verdict: Verdict,
    /// The facts, each with the changes of it that change the outcome.
    pub variations: Vec<Variation>,
    /// For each change of each fact the answer then.
    pub then: Vec<Vec<Verdict>>,
    /// Whether one fact was asked for, rather than all that matter.
    pub named: bool,
    /// The fewest facts that change the outcome together, upwards and downwards; where they were looked for.
    pub together: Option<Vec<Together>>,
}

/// The fewest facts of a case whose change makes its outcome heavier, or lighter.
#[derive(Debug, Clone)]
pub struct Together {
    /// Whether heavier rather than lighter.
    pub heavier: bool,
    /// What was found.
    pub answer: Fewest,
}

/// What was found of the facts whose change makes something so.
#[derive(Debug, Clone)]
pub enum Fewest {
    /// These sets, all of one size; the least amounts first.
    Found(Vec<Set>, Bounds),
    /// No change of the facts that the case states does.
    Never,
    /// Not settled within the budget of steps.
    NotDecided,
    /// An expression cannot be put exactly.
    Refused(Refused),
}

/// What is proved of the smallest sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// No fewer facts do.
    pub none_fewer: bool,
    /// No other facts of that number do.
    pub all: bool,
}

/// Facts that are changed together, with the answer then.
#[derive(Debug, Clone)]
pub struct Set {
    /// The facts.
    pub changes: Vec<Joined>,
    /// Whether no lesser amounts do.
    pub is_least: bool,
    /// The answer then.
    pub then: Verdict,
}

/// How the nearest cases are put before people, each graded by the program.
pub(super) fn fewest(program: &Program, id: &str, nearest: Nearest) -> Fewest {
    match nearest {
        Nearest::Never => Fewest::Never,
        Nearest::NotDecided => Fewest::NotDecided,
        Nearest::Refused(refused) => Fewest::Refused(refused),
        Nearest::Found(found) => {
            let bounds = Bounds { none_fewer: found.none_fewer, all: found.all };
            let set = |altered: crate::prove::Altered| Set {
                changes: altered.moved.iter().map(|m| joined_change(program, m)).collect(),
                is_least: altered.is_least,
                then: explain(program, &altered.facts, id),
            };
            Fewest::Found(found.sets.into_iter().map(set).collect(), bounds)
        }
    }
}

/// The fewest facts that make the outcome heavier, and those that make it lighter; none of an outcome that is open.
fn together(
    program: &Program,
    facts: &Facts,
    verdict: &Verdict,
    most: usize,
) -> Result<Vec<Together>, Unsound> {
    let (lo, hi) = verdict.outcome;
    let mut out = Vec::new();
    let up = program.at_least.get(hi).map(|node| (true, [(*node, true)]));
    let down = lo.checked_sub(1).and_then(|g| program.at_least.get(g)).map(|node| (false, [(*node, false)]));
    for (heavier, wanted) in up.into_iter().chain(down).filter(|_| lo == hi) {
        let answer = fewest(program, &verdict.case, closest(program, facts, &wanted, most)?);
        out.push(Together { heavier, answer });
    }
    Ok(out)
}

impl Session {
    /// Varies one fact of each case of a text, or every fact in turn; a fact is meant by its path or the last part of it.
    /// At most so many smallest sets of facts that change the outcome together are listed, if any are wanted.
    pub fn vary(
        &mut self,
        set: &RuleSet,
        name: &str,
        text: &str,
        fact: Option<&str>,
        most: Option<usize>,
    ) -> Result<Vec<Varied>, Unsound> {
        let Some(set) = self.resolved(set) else { return Ok(Vec::new()) };
        let Some(any) = self.vocabulary_program(&set) else { return Ok(Vec::new()) };
        let cases = self.case_text(name, text).cases(&any.schema, &mut self.sink);
        let mut out = Vec::new();
        for (n, case) in cases.iter().enumerate() {
            if cases.len() > 1 {
                self.tell(n, cases.len());
            }
            let Some(verdict) = self.verdict(&set, None, case) else { continue };
            let Some(program) = self.rules_for(&set, case) else {
                let picks = self.header(&set.module).and_then(|h| h.selects);
                let among = picks.iter().flat_map(|s| &s.among).map(|n| n.text.as_str());
                let among = among.collect::<Vec<_>>().join(", ");
                let d = Diagnostic::without_place(Code::ChoosesByDate, &[&set.module, &among]);
                self.sink.push(d);
                continue;
            };
            let named = fact.map(|text| meant(&program, &case.facts, text));
            if let (Some(text), Some([])) = (fact, named.as_deref()) {
                let schema = &program.schema;
                let fields = schema.facts.iter().chain(schema.records.iter().flat_map(|r| &r.fields));
                let words = fields.map(|f| &f.names).chain(&schema.findings);
                let near = nearest(text, words.flat_map(|n| [n.en.as_str(), n.zh.as_str()]));
                let args = [text, near.as_deref().unwrap_or("-")];
                self.sink.push(Diagnostic::without_place(Code::UnknownKey, &args));
                continue;
            }
            let mut variations = variations(&program, &case.facts, named.as_deref());
            if fact.is_none() {
                variations.retain(|v| !v.changes.is_empty());
            }
            let answers = |v: &Variation| {
                v.changes.iter().map(|c| explain(&program, &c.facts, &case.id)).collect::<Vec<_>>()
            };
            let then = variations.iter().map(answers).collect();
            let together = match most {
                Some(most) => Some(together(&program, &case.facts, &verdict, most)?),
                None => None,
            };
            out.push(Varied { verdict, variations, then, named: fact.is_some(), together });
        }
        Ok(out)
    }
}
