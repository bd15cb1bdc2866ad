//! The interview on a case: its questions, and an answer put into the text, every other byte kept.

use super::modules::Session;
use super::texts::RuleSet;
use crate::eval::{Path, at};
use crate::explain::Verdict;
use crate::ir::facts::{Facts, Origin};
use crate::ir::program::Program;
use crate::suite::{Question, What, questions};
use crate::text::Span;
use std::sync::Arc;

/// A case with the questions that can change its outcome.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The answer as things are.
    pub verdict: Verdict,
    /// The questions, best first; none where it depends on a date which rules apply.
    pub questions: Vec<Question>,
    /// Whether one set of rules applies.
    pub settled: bool,
    facts: Facts,
    program: Option<Arc<Program>>,
    at: Span,
}

/// An answer in the words of a case file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// yes or no
    Truth(bool),
    /// a number
    Number(String),
    /// a day, as `2020-06-01`
    Day(String),
    /// a member, by position
    Member(usize),
    /// a finding with its reason
    Found(bool, String),
}

impl Session {
    /// The cases of a text with their questions.
    pub fn asked(&mut self, set: &RuleSet, name: &str, text: &str) -> Vec<Asked> {
        let Some(set) = self.resolved(set) else { return Vec::new() };
        let Some(any) = self.vocabulary_program(&set) else { return Vec::new() };
        let cases = self.case_text(name, text).cases(&any.schema, &mut self.sink);
        let mut out = Vec::new();
        for case in cases {
            let Some(verdict) = self.verdict(&set, None, &case) else { continue };
            let program = self.rules_for(&set, &case);
            let questions = program.as_ref().map(|p| questions(p, &case.facts)).unwrap_or_default();
            let settled = program.is_some();
            out.push(Asked { verdict, questions, settled, facts: case.facts, program, at: case.span });
        }
        out
    }
}

impl Asked {
    /// The text with an answer in it; none where the text has no place for it.
    pub fn answered(&self, text: &str, question: &Question, reply: &Reply) -> Option<String> {
        let program = self.program.as_ref()?;
        let start = text.get(..self.at.start as usize)?.rfind('\n').map_or(0, |n| n + 1);
        let zh = text.get(start..)?.starts_with("案件");
        let pick = |en: &str, zh_word: &str| if zh { zh_word.to_owned() } else { en.to_owned() };
        let named = |n: &crate::ir::schema::Names| pick(&n.en, &n.zh);
        let value = match reply {
            Reply::Truth(yes) => pick(if *yes { "yes" } else { "no" }, if *yes { "是" } else { "否" }),
            Reply::Number(n) => match question.what {
                What::Value(_, crate::ir::schema::Type::Number(unit)) => {
                    let [en, word] = crate::val::Ratio::parse(n).map_or(unit.words(), |n| unit.after(&n));
                    pick(&format!("{n} {en}"), &format!("{n}{word}"))
                }
                _ => return None,
            },
            Reply::Day(day) => day.clone(),
            Reply::Member(m) => named(question.members.get(*m)?),
            Reply::Found(yes, why) => {
                let yes = pick(if *yes { "yes" } else { "no" }, if *yes { "是" } else { "否" });
                pick(&format!("{yes} because \"{why}\""), &format!("{yes} 理由 “{why}”"))
            }
        };
        let (from, to, words) = match question.what {
            What::Finding(_) | What::Value(Path::Fact(_), _) => {
                let name = named(&question.fact);
                let old = match question.what {
                    What::Value(path, _) => at(path, &self.facts).filter(|s| s.origin == Origin::Stated),
                    What::Finding(_) => None,
                };
                match old.and_then(|s| s.span) {
                    Some(span) => (span.start as usize, span.end as usize, value),
                    None => {
                        let end = self.last_line(text)?;
                        (end, end, format!("\n  {name} {value}"))
                    }
                }
            }
            What::Value(Path::Field(list, row, f), _) => {
                let record = program.schema.record_of(list)?;
                let field = named(&program.schema.records.get(record)?.fields.get(f)?.names);
                let slot = at(Path::Field(list, row, f), &self.facts)?;
                let part = match reply {
                    Reply::Truth(true) => field,
                    Reply::Truth(false) => format!("{}{field}", pick("not ", "非 ")),
                    _ => format!("{field} {value}"),
                };
                match (slot.origin, slot.span) {
                    (Origin::Stated, Some(span)) => (span.start as usize, span.end as usize, part),
                    _ => {
                        let end = self.last_part(list, row)?.end as usize;
                        (end, end, format!("{}{part}", pick(", ", "，")))
                    }
                }
            }
            What::Value(Path::Open(..), _) => return None,
        };
        Some(format!("{}{words}{}", text.get(..from)?, text.get(to..)?))
    }

    /// The end of the last line of the case that states something; what is expected comes after it.
    fn last_line(&self, text: &str) -> Option<usize> {
        let mut at = self.at.start as usize;
        let mut end = None;
        for (n, line) in text.get(at..)?.split_inclusive('\n').enumerate() {
            let words = line.trim();
            let next = n > 0 && !words.is_empty() && !line.starts_with([' ', '\t', '\u{3000}']);
            if next || ["expect", "预期"].iter().any(|w| words.starts_with(w)) {
                break;
            }
            if !words.is_empty() && !words.starts_with('#') {
                end = Some(at + line.trim_end().len());
            }
            at += line.len();
        }
        end
    }

    /// The last part that a record states.
    fn last_part(&self, list: usize, row: usize) -> Option<Span> {
        let crate::ir::facts::Known::List(Some(rows)) = &self.facts.slots.get(list)?.value else {
            return None;
        };
        rows.get(row)?.slots.iter().filter_map(|s| s.span).max_by_key(|s| s.end)
    }
}
