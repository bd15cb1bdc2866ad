//! Questions: conditions, numbers and provisions over the case at hand; expectations and assertions.

use super::state::{Answer, Prompt};
use super::target::record_of;
use crate::diag::{clean, nearest};
use crate::eval::{Trace, Val, run};
use crate::explain::Verdict;
use crate::ir::facts::{Facts, Known};
use crate::ir::from_hir::{Asked, Sort};
use crate::ir::schema::{Names, Schema, Type};
use crate::render;
use crate::syntax;
use crate::syntax::ast::Literal;
use crate::val::{Date, End, Interval, Ratio, Truth};

impl Prompt {
    /// Makes what was typed ready to be answered; faults go to the sink.
    pub(super) fn asked(&mut self, text: &str) -> Option<Asked> {
        let law = self.law()?;
        let file = self.session.typed(&format!("<{}>", self.typed), text);
        let entry = syntax::parse_condition(file, text, &mut self.session.sink)?;
        self.session.ask(&law, &entry)
    }

    /// The facts of the case, or those of a case that states nothing.
    fn facts_or_none(&mut self, schema: &Schema) -> Option<(Facts, bool)> {
        match self.case().is_some() {
            true => self.facts().map(|c| (c.facts, true)),
            false => Some((Facts::unstated(false, schema), false)),
        }
    }

    /// A question: its value, and how many times its standard is reached.
    pub(super) fn question(&mut self, text: &str, out: &mut Answer) {
        if self.fact_alone(text.trim(), out) || self.grade_alone(text.trim()) {
            return;
        }
        let Some(asked) = self.asked(text) else { return };
        let Some((facts, stated)) = self.facts_or_none(&asked.program.schema) else { return };
        let trace = run(&asked.program, &facts);
        let shown = self.shown_value(&asked, &facts, &trace);
        out.text.push_str(&shown);
        if !stated && shown.contains(self.say(["unknown", "不明"])) {
            out.text.push_str(
                self.say(["  no case is loaded: `:load PATH` loads one\n", "  尚未载入案件：:载入 路径\n"]),
            );
        }
    }

    /// An outcome is no question; says how one asks for it.
    fn grade_alone(&mut self, text: &str) -> bool {
        let Some(verdict) = self.verdict() else { return false };
        if !verdict.scale.iter().any(|n| n.is(text)) {
            return false;
        }
        let says = [
            format!(
                "`{text}` is an outcome: `expect {text}` asks whether it is this case's, `:whynot {text}` why not"
            ),
            format!("“{text}”是结论：“预期 {text}”问本案是否如此，“:为何不 {text}”问为何不是"),
        ];
        self.refuse([&says[0], &says[1]]);
        true
    }

    /// `lots`, `lots[0]`, `lots[0].count`: what the case says.
    fn fact_alone(&mut self, text: &str, out: &mut Answer) -> bool {
        let Some(target) = self.target(text) else { return false };
        let Some(case) = self.facts() else { return false };
        let set = self.set.clone();
        let Some(schema) = self.session.schema(&set) else { return false };
        let rows = match case.facts.slots.get(target.fact).map(|s| &s.value) {
            Some(Known::List(Some(rows))) => rows.as_slice(),
            _ => return false,
        };
        let Some(Type::List(record)) = schema.facts.get(target.fact).map(|f| f.ty) else { return false };
        let Some(shape) = schema.records.get(record) else { return false };
        let name = |n: &Names| self.say([&n.en, &n.zh]).to_owned();
        let list = schema.facts.get(target.fact).map(|f| name(&f.names)).unwrap_or_default();
        let mut lines = Vec::new();
        for (i, row) in rows.iter().enumerate().filter(|(i, _)| target.row.is_none_or(|r| r == *i)) {
            let slots = row.slots.iter().zip(&shape.fields).enumerate();
            let wanted = slots.filter(|(f, (slot, _))| match target.field {
                Some(field) => field == *f,
                None => slot.span.is_some(),
            });
            let parts: Vec<String> = wanted
                .map(|(_, (slot, field))| {
                    let value = self.known(&slot.value, field.ty, &schema);
                    if target.field.is_some() { value } else { format!("{} {value}", name(&field.names)) }
                })
                .collect();
            match target.field {
                Some(_) => lines.push(parts.join("")),
                None => lines.push(format!("{list}[{i}]  {}", parts.join(self.say([", ", "，"])))),
            }
        }
        if lines.is_empty() && target.row.is_some() {
            return false;
        }
        if lines.is_empty() {
            lines.push(self.say(["none", "无"]).to_owned());
        }
        lines.iter().for_each(|l| out.text.push_str(&(clean(l) + "\n")));
        true
    }

    /// What is known of a fact, in words.
    pub(super) fn known(&self, known: &Known, ty: Type, schema: &Schema) -> String {
        let unit = match ty {
            Type::Number(unit) => Some(unit),
            _ => None,
        };
        let val = match known {
            Known::Truth(t) => Val::Truth(*t),
            Known::Number(n, _) => return render::amount(n, unit, self.state.lang),
            Known::Member(m) => Val::Member(*m),
            Known::Date(d) => Val::Date(*d),
            Known::List(None) => Val::Truth(Truth::Unknown),
            Known::List(Some(rows)) => return rows.len().to_string(),
        };
        let kind = match ty {
            Type::Member(kind) => Some(kind),
            _ => None,
        };
        self.val(&val, kind.map_or(Sort::Truth, Sort::Member), schema)
    }

    fn val(&self, val: &Val, sort: Sort, schema: &Schema) -> String {
        let lang = self.state.lang;
        let unit = match sort {
            Sort::Number(unit) => unit,
            _ => None,
        };
        match val {
            Val::Truth(t) => render::truth(*t, lang).to_owned(),
            Val::Number(n) => render::amount(n, unit, lang),
            Val::Date(d) if d.lo == d.hi => d.lo.to_string(),
            Val::Date(d) if d.lo == Date::MIN && d.hi == Date::MAX => {
                render::truth(Truth::Unknown, lang).to_owned()
            }
            Val::Date(d) => format!("{} {} {}", d.lo, self.say(["to", "至"]), d.hi),
            Val::Member(m) => {
                let kind = match sort {
                    Sort::Member(kind) => schema.kinds.get(kind),
                    _ => None,
                };
                let all = kind.map(|k| k.members.as_slice()).unwrap_or_default();
                if m.len() == all.len() {
                    return render::truth(Truth::Unknown, lang).to_owned();
                }
                let names = m.iter().filter_map(|i| all.get(i)).map(|n| self.say([&n.en, &n.zh]));
                names.collect::<Vec<_>>().join(self.say([" or ", " 或者 "]))
            }
        }
    }

    fn shown_value(&self, asked: &Asked, facts: &Facts, trace: &Trace) -> String {
        let schema = &asked.program.schema;
        let lang = self.state.lang;
        let Some(record) = asked.record else {
            let mut out = self.val(&trace.at(asked.node, 0), asked.sort, schema);
            if let Some(degree) = asked.degree.and_then(|d| trace.number(d)) {
                out.push_str(&self.degree(&degree));
            }
            return clean(&out) + "\n";
        };
        let list = schema.list_of(record);
        let rows = match list.and_then(|f| facts.slots.get(f)).map(|s| &s.value) {
            Some(Known::List(Some(rows))) => rows.len(),
            _ => 0,
        };
        let name = list.and_then(|f| schema.facts.get(f)).map(|f| f.names.clone()).unwrap_or_default();
        let name = self.say([&name.en, &name.zh]);
        let mut out = String::new();
        for row in 0..rows {
            let value = self.val(&trace.at(asked.node, row), asked.sort, schema);
            out.push_str(&format!("{}\n", clean(&format!("{name}[{row}]  {value}"))));
        }
        if rows == 0 {
            let says = [format!("no record among the {name}\n"), format!("{name}中没有记录\n")];
            out.push_str(self.say([&says[0], &says[1]]));
        }
        if let Some((total, unit)) = asked.total
            && let Some(n) = trace.number(total)
        {
            let says = self.say(["total of those in question", "所涉者合计"]);
            out.push_str(&format!("{says}  {}\n", render::amount(&n, unit, lang)));
        }
        out
    }

    /// `(3/5 of the standard)`, `(28/25 times the standard)`.
    fn degree(&self, n: &Interval) -> String {
        let shown = render::amount(n, None, self.state.lang);
        match (&n.lo, &n.hi) {
            (End::Above, _) => String::new(),
            (End::At(a), End::Above) if *a == Ratio::zero() => String::new(),
            (End::At(a), End::At(b)) if a == b && *a == Ratio::zero() => {
                self.say(["   none of the standard", "   标准的 0"]).to_owned()
            }
            _ => {
                let says = [format!("   {shown} of the standard"), format!("   达标准的 {shown}")];
                self.say([&says[0], &says[1]]).to_owned()
            }
        }
    }

    /// `:type EXPR`
    pub(super) fn type_of(&mut self, text: &str, out: &mut Answer) {
        if self.type_of_fact(text, out) {
            return;
        }
        let Some(asked) = self.asked(text) else { return };
        let schema = &asked.program.schema;
        let mut shown = self.sort(asked.sort, schema);
        if let Some(record) = asked.record.and_then(|r| schema.records.get(r)) {
            let [en, zh] = [&record.names.en, &record.names.zh];
            let says = [format!(", of each {en}"), format!("，就每一{zh}而言")];
            shown.push_str(self.say([&says[0], &says[1]]));
        }
        if asked.degree.is_some() {
            shown.push_str(self.say([", with a standard", "，有标准"]));
        }
        out.text.push_str(&(clean(&shown) + "\n"));
        if let Some(place) = self.declared_at(text.trim()) {
            out.text.push_str(&format!("  {place}\n"));
        }
    }

    /// `lots`, `lots[0]`, `lots[0].count`: what a list holds and what its fields take.
    fn type_of_fact(&mut self, text: &str, out: &mut Answer) -> bool {
        let set = self.set.clone();
        let Some(schema) = self.session.schema(&set) else { return false };
        let Some(target) = self.target(text) else { return false };
        let Some((fact, record)) = schema.facts.get(target.fact).zip(record_of(&schema, target.fact)) else {
            return false;
        };
        // a record by its kind is a condition too, and typed as one
        if target.row.is_some() && !text.contains(['[', '［', '【']) {
            return false;
        }
        let Some(shape) = schema.records.get(record) else { return false };
        let field = target.field.and_then(|f| shape.fields.get(f));
        let [en, zh] = [&shape.names.en, &shape.names.zh];
        let shown = match (field, target.row) {
            (Some(field), _) => {
                let sort = match field.ty {
                    Type::YesNo | Type::List(_) => Sort::Truth,
                    Type::Number(unit) => Sort::Number(Some(unit)),
                    Type::Date => Sort::Date,
                    Type::Member(kind) => Sort::Member(kind),
                };
                self.sort(sort, &schema)
            }
            (None, Some(_)) => {
                let says = [format!("a record: {en}"), format!("一条记录：{zh}")];
                self.say([&says[0], &says[1]]).to_owned()
            }
            (None, None) => {
                let says = [format!("a list of {en}"), format!("若干{zh}")];
                self.say([&says[0], &says[1]]).to_owned()
            }
        };
        out.text.push_str(&(clean(&shown) + "\n"));
        let declared = field.map_or(&fact.names, |f| &f.names);
        if let Some(place) = self.declared_at(&declared.en) {
            out.text.push_str(&format!("  {place}\n"));
        }
        true
    }

    /// What a value is, in words.
    fn sort(&self, sort: Sort, schema: &Schema) -> String {
        match sort {
            Sort::Truth => self.say(["a condition: yes, no or unknown", "条件：是、否或者不明"]).to_owned(),
            Sort::Number(None) => self.say(["a number without unit", "数，无单位"]).to_owned(),
            Sort::Number(Some(unit)) => {
                let [en, zh] = unit.words();
                let says = [format!("a number of {en}"), format!("数，单位：{zh}")];
                self.say([&says[0], &says[1]]).to_owned()
            }
            Sort::Date => self.say(["a date", "日期"]).to_owned(),
            Sort::Member(kind) => {
                let names = schema.kinds.get(kind).map(|k| k.names.clone()).unwrap_or_default();
                let says = [format!("a member of {}", names.en), format!("{}之一", names.zh)];
                self.say([&says[0], &says[1]]).to_owned()
            }
        }
    }

    /// `:assert CONDITION`
    pub(super) fn assert(&mut self, text: &str, out: &mut Answer) {
        let Some(asked) = self.asked(text) else { return };
        if asked.sort != Sort::Truth {
            return self.refuse(["only a condition can be asserted", "只能断言条件"]);
        }
        let Some((facts, _)) = self.facts_or_none(&asked.program.schema) else { return };
        let trace = run(&asked.program, &facts);
        let truths = trace.truths(asked.node);
        let holds = !truths.is_empty() && truths.iter().all(|t| *t == Truth::Yes);
        match holds {
            true => out.text.push_str(self.say(["✔ holds\n", "✔ 成立\n"])),
            false => {
                out.failed = true;
                let shown = self.shown_value(&asked, &facts, &trace);
                let says = self.say(["✘ does not surely hold: ", "✘ 未必成立："]);
                out.text.push_str(&format!("{says}{}\n  {shown}", clean(text)));
            }
        }
    }

    /// All outcomes, the least grave first.
    pub(super) fn grades(&self, verdict: &Verdict) -> String {
        let all: Vec<&str> = verdict.scale.iter().map(|n| self.say([&n.en, &n.zh])).collect();
        all.join(self.say([", ", "、"]))
    }

    /// `expect GRADE`, `expect GRADE to GRADE`
    pub(super) fn expect(&mut self, text: &str, out: &mut Answer) {
        let Some(verdict) = self.verdict() else { return self.no_case() };
        if text.trim().is_empty() {
            let grades = self.grades(&verdict);
            let says = [
                format!("write the outcome that is expected: {grades}"),
                format!("请写所预期的结论：{grades}"),
            ];
            return self.refuse([&says[0], &says[1]]);
        }
        let cut = [" to ", " 至 ", "至"].iter().find_map(|w| text.split_once(w));
        let (low, high) = cut.unwrap_or((text, text));
        let grade = |word: &str| {
            let word = word.trim().trim_end_matches(['。', '.', ';', '；']);
            let joined = word.replace(' ', "_");
            verdict.scale.iter().position(|n| n.is(word) || n.is(&joined))
        };
        let (Some(lo), Some(hi)) = (grade(low), grade(high)) else {
            let words = verdict.scale.iter().flat_map(|n| [n.en.as_str(), n.zh.as_str()]);
            let wrong = if grade(low).is_none() { low } else { high }.trim();
            let near = nearest(wrong, words).unwrap_or_else(|| self.grades(&verdict));
            let says = [
                format!("there is no outcome `{wrong}`; there is {near}"),
                format!("没有结论“{wrong}”；有 {near}"),
            ];
            return self.refuse([&says[0], &says[1]]);
        };
        let met = verdict.outcome == (lo, hi);
        out.failed |= !met;
        let mark = match met {
            true => self.say(["✔ as expected: ", "✔ 符合预期："]),
            false => self.say(["✘ not as expected: ", "✘ 与预期不符："]),
        };
        let shown = render::moved(None, &verdict, None, &self.session.sources, self.state.lang);
        out.text.push_str(&format!("{mark}{shown}"));
    }

    /// Says that there is no case, unless something else is wrong.
    pub(super) fn no_case(&mut self) {
        if !self.session.sink.has_errors() && self.case().is_none() {
            self.refuse(["no case is loaded: `:load PATH` loads one", "尚未载入案件：:载入 路径"]);
        }
    }

    /// Reads a date in either spelling.
    pub(super) fn day(&mut self, text: &str) -> Option<Date> {
        match self.session.literal(text)? {
            Literal::Date(day) => Some(day),
            Literal::Number { .. } | Literal::Multiple(_) | Literal::Truth(_) => None,
        }
    }
}
