//! Case items: facts, lots, expectations.

use super::flow::{Flow, column, pad_to};
use super::lexis::Figures;
use super::{Place, Printer};
use crate::syntax::ast::{Case, CaseLine, CasePart, Expect, Given, Literal, Name};
use unicode_width::UnicodeWidthStr;

impl Printer<'_> {
    /// A case with its lines.
    pub(super) fn case(&self, out: &mut String, case: &Case) {
        out.push_str(self.say("case ", "案件 "));
        // the first name is the one by which the case is known
        out.push_str(&case.names.join(" | "));
        if let Some(absent) = case.absent {
            out.push_str(self.say("\n  unstated facts are ", "\n  未载明事实视为 "));
            out.push_str(if absent {
                self.say("absent", "不存在")
            } else {
                self.say("unknown", "不明")
            });
        }
        let names: Vec<String> = case.lines.iter().map(|l| self.name(&l.name, Place::Term)).collect();
        let width = names.iter().map(|n| n.width()).max().unwrap_or(0).min(16);
        for (line, name) in case.lines.iter().zip(&names) {
            out.push_str(&format!("\n  {name}"));
            pad_to(out, width + 4);
            self.case_line(out, line);
        }
        for expect in &case.expects {
            self.expect(out, expect);
        }
    }
    fn case_line(&self, out: &mut String, line: &CaseLine) {
        let hang = column(out);
        let mut flow = Flow::new();
        for (i, part) in line.parts.iter().enumerate() {
            if i > 0 {
                flow.put(self.say(",", "，"));
                if self.is_zh() { flow.slit() } else { flow.gap() }
            }
            self.case_part(&mut flow, part, &line.name);
        }
        if let Some(because) = &line.because {
            flow.cites();
            flow.put(self.say("because ", "理由 "));
            flow.put(&self.quoted(because));
        }
        if let Some(evidence) = &line.evidence {
            flow.cites();
            flow.put(self.say("evidence ", "证据 "));
            flow.put(&self.quoted(evidence));
        }
        flow.lay(out, hang.min(40));
    }
    pub(super) fn case_part(&self, flow: &mut Flow, part: &CasePart, line: &Name) {
        if part.negated {
            flow.put(self.say("not ", "非 "));
        }
        if let Some(field) = &part.field {
            flow.put(&self.name(field, Place::Term));
            flow.put(" ");
        }
        let Some(value) = &part.value else { return };
        let of = part.field.as_ref().unwrap_or(line);
        flow.put(&self.given(value, Place::Value(&of.text), Figures::Digits));
    }
    /// A stated value; a name among it stands at the place.
    pub(super) fn given(&self, given: &Given, at: Place<'_>, figures: Figures) -> String {
        let written = |l: &Literal| self.literal(l, figures);
        match given {
            Given::Unknown => self.say("unknown", "不明").to_owned(),
            Given::Value(value) => written(value),
            Given::Wrong => "?".to_owned(),
            Given::Name(name) => self.name(name, at),
            Given::AtLeast(value) => format!("{}{}", self.say("at least ", "至少 "), written(value)),
            Given::AtMost(value) => format!("{}{}", self.say("at most ", "不超过 "), written(value)),
            Given::Between(low, high) => {
                let low = match (low, high) {
                    // `30 to 50 items`: the unit is said once
                    (Literal::Number { value, unit }, Literal::Number { unit: other, .. })
                        if unit == other && !self.is_zh() =>
                    {
                        self.quantity(value, None, figures)
                    }
                    _ => written(low),
                };
                format!("{low}{}{}", self.say(" to ", " 至 "), written(high))
            }
            Given::Disputed(a, b) => format!(
                "{}{}{}{}",
                self.say("disputed ", "争议 "),
                self.given(a, at, figures),
                self.say(" or ", " 或者 "),
                self.given(b, at, figures)
            ),
        }
    }
    fn expect(&self, out: &mut String, expect: &Expect) {
        out.push_str(self.say("\n  expect ", "\n  预期  "));
        out.push_str(&self.outcome(&expect.low));
        if let Some(high) = &expect.high {
            out.push_str(self.say(" to ", " 至 "));
            out.push_str(&self.outcome(high));
        }
        out.push_str(self.say(" under ", "，适用 "));
        out.push_str(&self.name(&expect.module, Place::Module));
        if !expect.with.is_empty() {
            out.push_str(self.say(" with ", " 采用 "));
            let with: Vec<String> = expect.with.iter().map(|n| self.name(n, Place::Module)).collect();
            out.push_str(&with.join(self.say(", ", "、")));
        }
    }
    fn outcome(&self, name: &Name) -> String {
        match name.text.as_str() {
            "no_offence" => self.say("no_offence", "不构成犯罪").to_owned(),
            _ => self.name(name, Place::Term),
        }
    }
}
