//! The whole argument, and why an outcome is not reached.

use super::phrases as say;
use super::text::Page;
use crate::diag::Lang;
use crate::explain::Verdict;
use crate::text::Sources;
use crate::val::{End, Ratio, Truth};

/// What `why` prints: depth 1 is the outcome with its elements, 2 adds the grounds by name,
/// 3 and more their numbers; 0 is without bound. `not` asks why that grade is not the outcome.
pub fn why(v: &Verdict, sources: &Sources, lang: Lang, not: Option<usize>, depth: usize) -> String {
    let page = Page { v, sources, lang };
    let depth = if depth == 0 { usize::MAX } else { depth };
    let mut out = page.header();
    page.outcome(&mut out);
    page.elements(&mut out);
    if depth >= 2 {
        page.unfold(&mut out, depth >= 3);
    }
    if let Some(grade) = not {
        page.why_not(&mut out, grade);
    }
    page.rest(&mut out, depth < 3, not.is_none());
    out
}

impl Page<'_> {
    fn elements(&self, out: &mut String) {
        let lines: Vec<String> = self
            .v
            .elements
            .iter()
            .map(|(o, e, t)| format!("{} · {}  {}", self.name(o), self.name(e), self.truth(*t)))
            .collect();
        self.block(out, &say::ELEMENTS, &lines);
    }

    fn unfold(&self, out: &mut String, numbers: bool) {
        for (decisive, label) in [(true, &say::GROUNDS), (false, &say::OTHER_GROUNDS)] {
            let mut lines = Vec::new();
            for g in self.v.grounds.iter().filter(|g| g.decisive == decisive) {
                let mut own = self.ground(g, true);
                if !numbers {
                    own.truncate(1);
                }
                if let (End::At(times), Some(first)) = (&g.degree.lo, own.first_mut())
                    && *times > Ratio::one()
                {
                    first.push_str(&self.fill(&say::TIMES, &[&self.fraction(&g.degree)]));
                }
                lines.extend(own);
            }
            if lines.is_empty() && decisive {
                lines.extend(self.undecided_grounds());
            }
            self.block(out, label, &lines);
        }
    }

    fn why_not(&self, out: &mut String, grade: usize) {
        let (lo, hi) = self.v.outcome;
        let verdict = match (grade <= lo, grade <= hi) {
            (true, _) if grade < lo => format!("{} < {}", self.grade(grade), self.grade(lo)),
            (true, _) => self.say(&say::IT_HOLDS).to_owned(),
            (false, true) => self.say(&say::IT_MAY).to_owned(),
            (false, false) => self.say(&say::IT_LACKS).to_owned(),
        };
        let mut lines = vec![format!("{}{}{verdict}", self.grade(grade), self.say(&say::COLON))];
        if grade > lo {
            for line in self.failed_elements() {
                lines.push(format!("{} {line}", self.say(&say::LACKS)));
            }
            let open: Vec<_> =
                self.v.grounds.iter().filter(|g| g.grade == grade && g.holds != Truth::Yes).collect();
            if open.is_empty() {
                lines.push(self.say(&say::NO_GRADE_GROUND).to_owned());
            }
            for g in open {
                lines.extend(self.ground(g, true));
            }
            // what would give less than this grade is beside the question
            let missed = self.missed_from(grade);
            if !missed.is_empty() {
                lines.push(format!("{}{}", self.say(&say::NONE_REACHED), self.say(&say::COLON).trim_end()));
                lines.extend(missed.into_iter().map(|m| format!("- {m}")));
            }
        }
        self.block(out, &say::WHY_NOT, &lines);
    }
}
