//! Edits of amendments, and claims.

use super::flow::Flow;
use super::{Place, Printer};
use crate::syntax::ast::{Action, Cite, Claim, Edit, Ending, Entry, Expr, ProvisionRange, Target};

impl Printer<'_> {
    /// An edit with its reason and citations.
    pub(super) fn edit(&self, out: &mut String, edit: &Edit) {
        let mut flow = Flow::new();
        self.action(&mut flow, &edit.action);
        if let Some(because) = &edit.because {
            flow.cites();
            flow.put(self.say("because ", "理由 "));
            self.titles(&mut flow, because);
        }
        self.cites(&mut flow, &edit.cites);
        flow.lay(out, 2);
    }
    fn action(&self, flow: &mut Flow, action: &Action) {
        match action {
            Action::Adopt(module) => {
                flow.put(self.say("adopt ", "采用 "));
                flow.put(&self.name(module, Place::Module));
            }
            Action::Repeal { targets, endings } => {
                flow.put(self.say("repeal ", "删去 "));
                self.targets(flow, targets);
                for ending in endings {
                    self.ending(flow, ending);
                }
            }
            Action::Replace { target, with } => {
                self.replaced(flow, target);
                self.wording(flow, with);
            }
            Action::Punish { target, with } => {
                self.replaced(flow, target);
                flow.put(&self.punishment(with));
            }
            Action::Insert { after, number, text, .. } => {
                flow.put(self.say("after ", "在 "));
                flow.put(&self.target(after, None));
                flow.put(self.say(" insert ", " 后增加 "));
                flow.put(&self.provision(number, true));
                flow.put(self.say(": ", "："));
                self.wording(flow, text);
            }
            Action::Set { target, value } => {
                flow.put(self.say("set ", "将 "));
                flow.put(&self.target(target, None));
                flow.put(self.say(" at ", " 定为 "));
                match target {
                    Target::Provision(_) => self.standard(flow, value),
                    Target::Name(_) => self.sum(flow, value),
                }
            }
            Action::Add { target, alternative, exceptions } => {
                flow.put(self.say("add to ", "对 "));
                flow.put(&self.target(target, None));
                flow.put(self.say("", " 增列"));
                if let Some(alternative) = alternative {
                    flow.put(self.say(" or ", " 或者 "));
                    self.list(flow, alternative);
                }
                for e in exceptions {
                    flow.gap();
                    self.exception(flow, e);
                }
            }
        }
    }
    fn replaced(&self, flow: &mut Flow, target: &Target) {
        flow.put(self.say("replace ", "将 "));
        flow.put(&self.target(target, None));
        flow.put(self.say(" with ", " 修改为 "));
    }
    fn wording(&self, flow: &mut Flow, text: &Entry) {
        self.body(flow, &text.condition);
        for e in &text.exceptions {
            flow.gap();
            self.exception(flow, e);
        }
    }
    fn ending(&self, flow: &mut Flow, ending: &Ending) {
        flow.put(self.say(",", "，"));
        if self.is_zh() {
            flow.slit()
        } else {
            flow.gap()
        }
        flow.put(match ending.keeping {
            true => self.say("keeping its standard", "并保留标准"),
            false => self.say("dropping references", "并删去援引"),
        });
        if !ending.places.is_empty() {
            flow.put(self.say(" in ", " 于 "));
            self.targets(flow, &ending.places);
        } else if ending.keeping {
            flow.put(self.say(" where cited", " 于援引处"));
        }
    }
    fn targets(&self, flow: &mut Flow, targets: &[Target]) {
        flow.enter();
        let mut before: Option<&ProvisionRange> = None;
        for (i, target) in targets.iter().enumerate() {
            if i > 0 {
                self.comma(flow);
            }
            flow.put(&self.target(target, before));
            if let Target::Provision(range) = target {
                before = Some(range);
            }
        }
        flow.leave();
    }
    fn target(&self, target: &Target, before: Option<&ProvisionRange>) -> String {
        match target {
            Target::Provision(range) => self.range(range, before, true),
            Target::Name(name) => self.name(name, Place::Term),
        }
    }

    /// The condition under which a claim is made.
    fn where_so(&self, flow: &mut Flow, condition: Option<&Expr>) {
        if let Some(condition) = condition {
            flow.put(self.say(" if ", "："));
            self.list(flow, condition);
        }
    }

    /// A claim, after its name.
    pub(super) fn claim(&self, out: &mut String, says: &Claim, cites: &[Cite]) {
        out.push_str("  ");
        let mut flow = Flow::new();
        match says {
            Claim::Raising { names, condition } => {
                flow.put(self.say("raising ", "增加 "));
                self.names(&mut flow, names, Place::Term);
                flow.put(self.say(" never lightens", " 不减轻"));
                self.where_so(&mut flow, condition.as_ref());
            }
            Claim::SameOutcome { module, condition } => {
                flow.put(self.say("same outcome as ", "结论同于 "));
                flow.put(&self.name(module, Place::Module));
                self.where_so(&mut flow, condition.as_ref());
            }
            Claim::Bound { least, grade, condition } => {
                let [en, zh] = if *least { ["at least ", "至少 "] } else { ["at most ", "不超过 "] };
                flow.put(self.say(en, zh));
                flow.put(&self.name(grade, Place::Term));
                self.where_so(&mut flow, condition.as_ref());
            }
            Claim::NeverTogether(provisions) => {
                flow.put(self.say("never together ", "不同时成立 "));
                let all: Vec<&ProvisionRange> = provisions.iter().collect();
                self.ranges(&mut flow, &all, true);
            }
            Claim::NoOffence(condition) => {
                flow.put(self.say("no offence if ", "不构成犯罪："));
                self.list(&mut flow, condition);
            }
            Claim::Within(condition, name) => {
                self.list(&mut flow, condition);
                flow.gap();
                flow.put(self.say("within ", "不超出 "));
                flow.put(&self.name(name, Place::Term));
            }
            Claim::Implies(a, b) => {
                self.list(&mut flow, a);
                flow.gap();
                flow.put(self.say("implies ", "则 "));
                self.list(&mut flow, b);
            }
        }
        self.cites(&mut flow, cites);
        flow.lay(out, 4);
    }
}
