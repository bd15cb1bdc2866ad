//! Items that are typed: they join the rules at hand, checked like any module; what is wrong changes nothing.

use super::state::{Answer, Prompt};
use crate::diag::Lang;
use crate::session::{RuleSet, add};
use crate::syntax::ast::{Case, Item, ItemKind};
use crate::syntax::print::{Place, Spelling};

impl Prompt {
    /// Items or edits, typed or pasted.
    pub(super) fn typed_items(&mut self, text: &str, line: &str, out: &mut Answer) {
        let file = self.session.typed(&format!("<{}>", self.typed), text);
        let Some(items) = self.session.items(file, text) else { return };
        let (cases, rules): (Vec<Item>, Vec<Item>) =
            items.into_iter().partition(|i| matches!(i.kind, ItemKind::Case(_)));
        for item in cases {
            if let ItemKind::Case(case) = item.kind {
                self.typed_case(case, line, out);
            }
        }
        if !rules.is_empty() {
            self.typed_rules(rules, (text, line), out);
        }
    }

    fn typed_case(&mut self, case: Case, line: &str, out: &mut Answer) {
        let set = self.set.clone();
        if self.session.case_as(&set, &case).is_none() {
            return;
        }
        self.remember(line);
        let mut state = self.state.clone();
        let known = state.cases.iter().position(|c| c.names.iter().any(|n| case.names.contains(n)));
        match known.and_then(|at| Some((at, state.cases.get_mut(at)?))) {
            Some((at, old)) => {
                *old = case;
                state.current = Some(at);
            }
            None => {
                state.cases.push(case);
                state.current = Some(state.cases.len() - 1);
            }
        }
        self.enter(state);
        self.show_verdict(out);
    }

    fn typed_rules(&mut self, items: Vec<Item>, (text, line): (&str, &str), out: &mut Answer) {
        let before = self.verdict();
        let Some(law) = self.law() else { return };
        let mut state = self.state.clone();
        if self.session.picks_by_date(&self.set) {
            // edits amend one text: the one that applies to the case
            state.base = RuleSet { module: law.set.module.clone(), with: state.base.with.clone() };
            state.day = None;
            state.aside = None;
        }
        let mut said = Vec::new();
        for item in items {
            let name =
                crate::hir::declared(&item.kind).map(|a| [a.english().to_owned(), a.chinese().to_owned()]);
            let known = name.as_ref().is_some_and(|[en, _]| {
                let in_text = law.text.iter().flat_map(|m| &m.items);
                let mut same = in_text.filter(|i| crate::hir::same(&i.kind, &item.kind));
                !en.is_empty() && same.next().is_some()
            });
            let own = self.session.sources.slice(item.span);
            let own = if own.is_empty() { text.to_owned() } else { own };
            add(&mut state.layers, item, &own, &law.text);
            said.push((name, known));
        }
        let former = self.state.clone();
        self.enter(state.clone());
        if self.law().is_none() || self.session.sink.has_errors() {
            self.enter(former);
            return;
        }
        let state = std::mem::replace(&mut self.state, former);
        self.remember(line);
        self.state = state;
        let twins = self.twins();
        for (name, known) in said {
            let name = name
                .map(|[en, _]| [Lang::En, Lang::Zh].map(|l| twins.in_language(l).spell(&en, Place::Term)));
            let text = match (name, known) {
                (Some([en, zh]), true) => [format!("{en} replaced\n"), format!("{zh} 已替换\n")],
                (Some([en, zh]), false) => [format!("{en} added\n"), format!("{zh} 已加入\n")],
                (None, _) => ["amended\n".to_owned(), "已修正\n".to_owned()],
            };
            out.text.push_str(self.say([&text[0], &text[1]]));
        }
        if before.is_some() {
            self.show_moved(before, None, out);
        }
    }

    /// A module that is pasted whole: it is read like a file and becomes the rule set.
    pub(super) fn whole_module(&mut self, text: &str, out: &mut Answer) {
        self.typed += 1;
        let name = format!("<{}>", self.typed);
        let Some(module) = self.session.register(&name, text) else { return };
        self.switch(RuleSet::of(&module), text, out);
    }

    /// `:edit`
    pub(super) fn edit(&mut self, out: &mut Answer) {
        let texts: Vec<String> = self.state.layers.iter().flat_map(|l| l.texts.clone()).collect();
        let text = match texts.is_empty() {
            true => self
                .say(["# rules for this session; an item a block\n", "# 本次会话的规则，每条目一段\n"])
                .to_owned(),
            false => texts.join("\n\n") + "\n",
        };
        let edited = match self.desk.edit(&text) {
            Ok(edited) => edited,
            Err(fault) => return self.session.sink.push(fault),
        };
        if edited.trim() == text.trim() {
            return out.text.push_str(self.say(["nothing changed\n", "没有改动\n"]));
        }
        let former = self.state.clone();
        let mut state = self.state.clone();
        state.layers.clear();
        self.enter(state);
        let kept = self.undo.len();
        for entry in super::entries(&edited) {
            self.typed += 1;
            self.typed_items(&entry, &entry, out);
            if self.session.sink.has_errors() || !self.refused.is_empty() {
                self.undo.truncate(kept);
                return self.enter(former);
            }
        }
        // one change, to be taken back at once
        self.undo.truncate(kept);
        let state = std::mem::replace(&mut self.state, former);
        self.remember(":edit");
        self.state = state;
        self.journal.extend(super::entries(&edited));
    }
}
