//! What if: a fact of the case changed, and how the outcome moved; and the argument of what holds now.

use super::state::{Answer, Prompt, Shown};
use super::target::{Target, record_of};
use crate::case::{CaseFile, field_of};
use crate::diag::nearest;
use crate::explain::{Shift, Verdict, shifted, shifted_by_rules};
use crate::ir::schema::{Names, Schema};
use crate::render;
use crate::suite::questions;
use crate::syntax::ast::{Case, CaseLine, CasePart};

impl Prompt {
    /// `:if FACT = VALUE`, or a line as a case file has it.
    pub(super) fn suppose(&mut self, args: &str, from: usize, entry: &str, out: &mut Answer) {
        let Some(case) = self.case().cloned() else { return self.no_case() };
        let set = self.set.clone();
        let Some(schema) = self.session.schema(&set) else { return };
        let file = self.session.typed(&format!("<{}>", self.typed), entry);
        let sign = |(_, c): &(usize, char)| matches!(c, '=' | '＝');
        let gap = |(_, c): &(usize, char)| matches!(c, ' ' | '\u{3000}');
        let cut = args.char_indices().find(sign);
        // `lots[0].count 5 items` is no line of a case: what follows the path is the value
        let cut = cut.or_else(|| {
            args.char_indices()
                .find(gap)
                .filter(|(at, _)| args.get(..*at).is_some_and(|t| t.contains(['[', '［'])))
        });
        let changed = match cut {
            None => self.session.case_line(file, args, from, None).map(|line| stated(case, line, &schema)),
            Some((at, sign)) => {
                let (left, right) = args.split_at_checked(at).unwrap_or((args, ""));
                let right = right.get(sign.len_utf8()..).unwrap_or("");
                let gap = right.len() - right.trim_start().len();
                let value_at = from + at + sign.len_utf8() + gap;
                let Some(target) = self.target_or_say(left.trim()) else { return };
                self.put(case, target, right.trim(), (file, value_at), &schema)
            }
        };
        let Some(changed) = changed else { return };
        let (old, new) = (self.facts(), self.session.case_as(&set, &changed));
        let (Some(old), Some(new)) = (old, new) else { return };
        let before = self.verdict();
        self.remember(entry);
        let mut state = self.state.clone();
        if let Some(slot) = state.current.and_then(|i| state.cases.get_mut(i)) {
            *slot = changed;
        }
        self.enter_case(state);
        let law = self.law().filter(|_| {
            self.state.day.is_some() || !self.session.picks_by_date(&set) || same_days(self, &old, &new)
        });
        let after = self.verdict();
        let why = match (&law, &before, &after) {
            (Some(law), Some(b), Some(a)) => Some(shifted(&law.program, (&old.facts, b), (&new.facts, a))),
            _ => None,
        };
        self.show_moved(before, why.as_ref(), out);
    }

    /// The case with a value put in the place of what it stated of a target.
    fn put(
        &mut self,
        mut case: Case,
        target: Target,
        value: &str,
        at: (crate::text::FileId, usize),
        schema: &Schema,
    ) -> Option<Case> {
        let fact = schema.facts.get(target.fact)?;
        let Some(row) = target.row else {
            let name = self.say([&fact.names.en, &fact.names.zh]).to_owned();
            let line = self.session.case_line(at.0, value, at.1, Some(&name))?;
            return Some(stated(case, line, schema));
        };
        let record = record_of(schema, target.fact)?;
        let shape = schema.records.get(record)?;
        let mut rows = case.lines.iter().enumerate().filter(|(_, l)| shape.names.is(&l.name.text));
        let Some((place, _)) = rows.nth(row) else {
            let list = self.say([&fact.names.en, &fact.names.zh]).to_owned();
            let says = [format!("the case has no {list}[{row}]"), format!("本案没有 {list}[{row}]")];
            self.refuse([&says[0], &says[1]]);
            return None;
        };
        if target.field.is_none() && matches!(value, "none" | "nothing" | "无" | "没有") {
            case.lines.remove(place);
            return Some(case);
        }
        let name = |n: &Names| self.say([&n.en, &n.zh]).to_owned();
        let head = match target.field.and_then(|f| shape.fields.get(f)) {
            Some(field) => format!("{} {}", name(&shape.names), name(&field.names)),
            None => name(&shape.names),
        };
        let typed = self.session.case_line(at.0, value, at.1, Some(&head))?;
        let line = case.lines.get_mut(place)?;
        for part in typed.parts {
            let field = match field_of(record, &typed.name.text, &part, schema) {
                Ok(field) => field,
                Err(fault) => {
                    self.session.sink.push(fault);
                    return None;
                }
            };
            let states =
                |p: &CasePart| field_of(record, &typed.name.text, p, schema).is_ok_and(|f| f == field);
            let first = line.parts.iter().position(states);
            line.parts.retain(|p| !states(p));
            line.span = part.span;
            line.parts.insert(first.unwrap_or(line.parts.len()).min(line.parts.len()), part);
        }
        line.evidence = None;
        Some(case)
    }

    /// Shows the outcome, or how it moved; keeps it for a test.
    pub(super) fn show_moved(&mut self, before: Option<Verdict>, why: Option<&Shift>, out: &mut Answer) {
        let Some(after) = self.verdict() else { return };
        let facts = self.facts().filter(|_| why.is_none());
        let law = self.law().filter(|_| why.is_none());
        let by_rules = match (&law, &facts, &before) {
            (Some(law), Some(case), Some(old)) => {
                Some(shifted_by_rules(&law.program, &case.facts, old, &after))
            }
            _ => None,
        };
        let why = why.or(by_rules.as_ref());
        let shown = render::moved(before.as_ref(), &after, why, &self.session.sources, self.state.lang);
        out.text.push_str(&shown);
        self.keep(&after);
    }

    /// Keeps an outcome that was shown.
    fn keep(&mut self, verdict: &Verdict) {
        let Some(case) = self.case().cloned() else { return };
        let grade = |g: usize| verdict.scale.get(g).map(|n| n.en.clone()).unwrap_or_default();
        let shown = Shown {
            case,
            set: self.set.clone(),
            typed: !self.state.layers.is_empty() || self.state.day.is_some(),
            outcome: (grade(verdict.outcome.0), grade(verdict.outcome.1)),
        };
        let same = |s: &Shown| s.case.lines == shown.case.lines && s.set == shown.set;
        self.shown.retain(|s| !same(s));
        self.shown.push(shown);
    }

    /// The answer for the case at hand, short or in full.
    pub(super) fn show_verdict(&mut self, out: &mut Answer) {
        let Some(verdict) = self.verdict() else { return self.no_case() };
        let sources = &self.session.sources;
        out.text.push_str(&match self.state.brief {
            true => render::text(&verdict, sources, self.state.lang, true),
            false => render::moved(None, &verdict, None, sources, self.state.lang),
        });
        self.keep(&verdict);
    }

    /// `:why DEPTH`
    pub(super) fn why(&mut self, args: &str, out: &mut Answer) {
        let depth = match args.parse::<usize>() {
            Ok(depth) => depth,
            Err(_) if args.is_empty() => 0,
            Err(_) => return self.refuse(["write `:why`, or `:why 2` for less", "请写 :为何，或者 :为何 2"]),
        };
        let Some(verdict) = self.verdict() else { return self.no_case() };
        out.text.push_str(&render::why(&verdict, &self.session.sources, self.state.lang, None, depth));
    }

    /// `:whynot GRADE`
    pub(super) fn whynot(&mut self, args: &str, out: &mut Answer) {
        let Some(verdict) = self.verdict() else { return self.no_case() };
        let joined = args.replace(' ', "_");
        let Some(grade) = verdict.scale.iter().position(|n| n.is(args) || n.is(&joined)) else {
            let words = verdict.scale.iter().flat_map(|n| [n.en.as_str(), n.zh.as_str()]);
            let near = nearest(args, words);
            let near = near.unwrap_or_else(|| self.grades(&verdict));
            let says = [
                format!("there is no grade `{args}`; there is {near}"),
                format!("没有等级“{args}”；有 {near}"),
            ];
            return self.refuse([&says[0], &says[1]]);
        };
        out.text.push_str(&render::why(&verdict, &self.session.sources, self.state.lang, Some(grade), 1));
    }

    /// `:missing`
    pub(super) fn missing(&mut self, out: &mut Answer) {
        let Some(verdict) = self.verdict() else { return self.no_case() };
        let set = self.set.clone();
        let by = self.session.picked_by(&set).filter(|_| verdict.applied.len() > 1);
        if let Some(by) = &by {
            let schema = self.session.schema(&set);
            let fact = schema.as_ref().and_then(|s| s.facts.get(s.fact(by)?)).map(|f| f.names.clone());
            let fact = fact.unwrap_or_default();
            let laws = |of: fn(&Names) -> &str, comma: &str| {
                verdict.applied.iter().map(of).collect::<Vec<_>>().join(comma)
            };
            let [en, zh] = [laws(|n| &n.en, "; "), laws(|n| &n.zh, "；")];
            let says = [
                format!("{}: on it depends which law applies: {en}\n", fact.en),
                format!("{}：适用何法取决于此：{zh}\n", fact.zh),
            ];
            out.text.push_str(&crate::diag::clean(self.say([&says[0], &says[1]])));
        }
        let (law, facts) = (self.law(), self.facts());
        let (Some(law), Some(case), None) = (law, facts, &by) else {
            for (i, missing) in verdict.missing.iter().enumerate() {
                let name = self.say([&missing.fact.en, &missing.fact.zh]);
                out.text.push_str(&format!("{}. {}\n", i + 1, crate::diag::clean(name)));
            }
            return;
        };
        let questions = questions(&law.program, &case.facts);
        out.text.push_str(&render::missing(&verdict, &questions, &self.session.sources, self.state.lang));
    }
}

/// Whether the same law applies to both: their dates choose alike.
fn same_days(prompt: &mut Prompt, old: &CaseFile, new: &CaseFile) -> bool {
    let set = prompt.set.clone();
    prompt.session.days(&set, old) == prompt.session.days(&set, new)
}

/// The case with a line that takes the place of what it stated of that fact, or adds a record.
fn stated(mut case: Case, line: CaseLine, schema: &Schema) -> Case {
    let name = line.name.text.clone();
    let facts = schema.facts.iter().map(|f| &f.names).chain(&schema.findings);
    let twins = facts.into_iter().find(|n| n.is(&name)).cloned();
    match twins {
        Some(twins) => match case.lines.iter_mut().find(|l| twins.is(&l.name.text)) {
            Some(old) => *old = line,
            None => case.lines.push(line),
        },
        None => case.lines.push(line),
    }
    case
}
