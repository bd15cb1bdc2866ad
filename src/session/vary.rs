//! What a change of one fact would change in a case.

use super::modules::Session;
use super::texts::RuleSet;
use crate::diag::{Code, Diagnostic, nearest};
use crate::explain::{Verdict, explain};
use crate::suite::{Variation, meant, variations};

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
}

impl Session {
    /// Varies one fact of each case of a text, or every fact in turn; a fact is meant by its path or the last part of it.
    pub fn vary(&mut self, set: &RuleSet, name: &str, text: &str, fact: Option<&str>) -> Vec<Varied> {
        let Some(set) = self.resolved(set) else { return Vec::new() };
        let Some(any) = self.vocabulary_program(&set) else { return Vec::new() };
        let cases = self.case_text(name, text).cases(&any.schema, &mut self.sink);
        let mut out = Vec::new();
        for case in cases {
            let Some(verdict) = self.verdict(&set, None, &case) else { continue };
            let Some(program) = self.rules_for(&set, &case) else {
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
            out.push(Varied { verdict, variations, then, named: fact.is_some() });
        }
        out
    }
}
