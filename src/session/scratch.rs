//! What a prompt works with: the law of a day, questions to it, lines and items that are typed, layers of typed edits.

use super::modules::Session;
use super::texts::RuleSet;
use crate::case::{CaseFile, from_ast, to_ast};
use crate::diag::{Diagnostic, Sink};
use crate::explain::Verdict;
use crate::hir::{Module, Scope, declared, same};
use crate::ir::facts::Known;
use crate::ir::from_hir::{Asked, ask};
use crate::ir::program::Program;
use crate::ir::schema::{Names, Schema};
use crate::syntax;
use crate::syntax::ast::{
    Alias, Case, CaseLine, Entry, ExprKind, Header, Item, ItemKind, Leaves, Literal, Name, Selection,
    leaves_mut,
};
use crate::text::{FileId, Span};
use crate::val::{Date, DateRange};
use std::sync::Arc;

/// The rules that apply, ready to be asked.
#[derive(Debug, Clone)]
pub struct Law {
    /// The module, chosen by date if the one asked for picks by date, with the theories adopted.
    pub set: RuleSet,
    /// The statute that is interpreted, if the day chose it.
    pub statute: Option<String>,
    /// The consolidated text, used modules first.
    pub text: Vec<Arc<Module>>,
    /// Who is called what.
    pub scope: Scope,
    /// The rules.
    pub program: Arc<Program>,
}

/// Items typed one after the other that take part together.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    /// The items.
    pub items: Vec<Item>,
    /// Their texts, as typed.
    pub texts: Vec<String>,
}

impl Session {
    /// The law of a rule set on a day; without one, the latest that may apply on the days of a case.
    pub fn law(&mut self, set: &RuleSet, days: DateRange) -> Option<Law> {
        let (set, statute) = match self.selection(set) {
            None => (set.clone(), None),
            Some(selection) => {
                let (module, statute) = self.law_of(&selection, days.hi)??;
                (RuleSet { module, with: set.with.clone() }, statute)
            }
        };
        self.law_under(&set, statute)
    }

    /// The law of a rule set that has a text of its own, with the chosen statute in its place.
    pub(super) fn law_under(&mut self, set: &RuleSet, statute: Option<String>) -> Option<Law> {
        let set = set.clone();
        let program = self.program_of(&set, statute.as_deref(), None)?;
        let outer = std::mem::take(&mut self.sink);
        let text = self.text_of_run(&set, statute.as_deref(), None);
        let looked = self.looked(&text);
        let scope = Scope::from_modules(&text, &looked, &mut Sink::default());
        self.sink = outer;
        Some(Law { set, statute, text, scope, program })
    }

    fn selection(&mut self, set: &RuleSet) -> Option<Selection> {
        self.header(&set.module).and_then(|h| h.selects)
    }

    /// The days on which a case may have happened, by the fact according to which a rule set picks its law.
    pub fn days(&mut self, set: &RuleSet, case: &CaseFile) -> DateRange {
        let by = self.picked_by(set);
        let schema = self.schema(set);
        let fact = by.and_then(|by| schema?.fact(&by));
        match fact.and_then(|f| case.facts.slots.get(f)).map(|s| &s.value) {
            Some(Known::Date(days)) => *days,
            _ => DateRange::any(),
        }
    }

    /// The fact by whose date a rule set picks its law.
    pub fn picked_by(&mut self, set: &RuleSet) -> Option<String> {
        self.selection(set).map(|s| s.by.text)
    }

    /// Whether a rule set picks its law by date.
    pub fn picks_by_date(&mut self, set: &RuleSet) -> bool {
        self.selection(set).is_some()
    }

    /// The head of a module; none if there is none or it cannot be read.
    pub fn head(&mut self, module: &str) -> Option<Header> {
        self.header(module)
    }

    /// The names of a module, in English and in Chinese.
    pub fn called_by(&mut self, module: &str) -> Option<[String; 2]> {
        let header = self.header(module)?;
        Some([header.name.english().to_owned(), header.name.chinese().to_owned()])
    }

    /// What a rule set answers to a case; if it picks by date, as of that day rather than of the act.
    pub fn verdict_on(&mut self, set: &RuleSet, day: Option<Date>, case: &CaseFile) -> Option<Verdict> {
        let (Some(day), Some(selection)) = (day, self.selection(set)) else {
            return self.verdict(set, None, case);
        };
        let any = self.vocabulary_program(set)?;
        let candidate = self.at(&selection, day, &set.with, None)?;
        let mut verdict = self.applied(&candidate, &any, case)?;
        verdict.called = case.called.clone();
        // where no law was in force the answer is that of what picks the law
        if let (true, Some([en, zh])) = (candidate.0.is_none(), self.called_by(&set.module)) {
            verdict.module = Names { en, zh };
        }
        Some(verdict)
    }

    /// Makes a question ready; faults go to the sink.
    pub fn ask(&mut self, law: &Law, entry: &Entry) -> Option<Asked> {
        let asked = ask(&law.scope, &law.program, entry, &mut self.sink);
        let sources = &self.sources;
        self.sink.spell_edits(|span| sources.is_chinese_at(span));
        asked
    }

    /// The cases of a text as the language states them, read from JSON too; faults go to the sink.
    pub fn case_items(&mut self, set: &RuleSet, name: &str, text: &str) -> Vec<Case> {
        let Some(any) = self.vocabulary_program(set) else { return Vec::new() };
        let read = self.case_text(name, text);
        match read.items() {
            Some(items) => items.to_vec(),
            None => {
                let cases = read.cases(&any.schema, &mut self.sink);
                cases.iter().map(|c| to_ast(c, &any.schema)).collect()
            }
        }
    }

    /// A case as a rule set reads it; faults go to the sink.
    pub fn case_as(&mut self, set: &RuleSet, case: &Case) -> Option<CaseFile> {
        let any = self.vocabulary_program(set)?;
        from_ast(case, &any.schema, &mut self.sink)
    }

    /// The vocabulary against which a rule set reads cases.
    pub fn schema(&mut self, set: &RuleSet) -> Option<Schema> {
        self.vocabulary_program(set).map(|p| p.schema.clone())
    }

    /// Takes in a text that was typed.
    pub fn typed(&mut self, name: &str, text: &str) -> FileId {
        self.sources.add(name, text)
    }

    /// A number, a day or a yes or no as people write it in either language; none of anything else.
    pub fn literal(&mut self, text: &str) -> Option<Literal> {
        let file = self.sources.add("<literal>", text);
        match syntax::parse_condition(file, text, &mut Sink::default())?.condition.kind {
            ExprKind::Literal(literal) => Some(literal),
            _ => None,
        }
    }

    /// Reads a line of a case from a typed text, from that byte on; a value without its name is read as one of that
    /// record or fact. Faults go to the sink, at their place in the typed text.
    pub fn case_line(&mut self, file: FileId, line: &str, from: usize, of: Option<&str>) -> Option<CaseLine> {
        let head = of.map_or("case x\n  ".to_owned(), |of| format!("case x\n  {of} "));
        let mut found = Sink::default();
        let mut items = syntax::parse(file, &format!("{head}{line}"), &mut found);
        let mut shift = Shift { by: head.len(), to: from, file };
        for mut d in found.found {
            d.args.iter_mut().for_each(|a| *a = a.replace(head.trim_start(), ""));
            shift.diagnostic(&mut d);
            self.sink.push(d);
        }
        items.iter_mut().for_each(|i| leaves_mut(i, &mut shift));
        match items.pop().map(|i| i.kind) {
            Some(ItemKind::Case(mut case)) => case.lines.pop(),
            _ => None,
        }
    }

    /// Reads items from a typed text; none if anything in it is wrong, which the sink then tells.
    pub fn items(&mut self, file: FileId, text: &str) -> Option<Vec<Item>> {
        let mut found = Sink::default();
        let items = syntax::parse(file, text, &mut found);
        let sound = !found.has_errors();
        found.found.into_iter().for_each(|d| self.sink.push(d));
        sound.then_some(items)
    }

    /// Lays typed items over a rule set, each layer over the one before; the rule set that results.
    pub fn layered(&mut self, base: &RuleSet, layers: &[Layer]) -> RuleSet {
        let mut under = base.module.clone();
        let names = self.header(&under).map(|h| h.name);
        let [en, zh] = match &names {
            Some(n) => [n.english(), n.chinese()],
            None => [under.as_str(); 2],
        };
        let short = en.rsplit('.').next().unwrap_or(en).to_owned();
        let zh = if zh.is_ascii() { short.clone() } else { zh.to_owned() };
        let stale = (1..).map(|n| format!("{short}_edit{n}"));
        for name in stale.take_while(|n| self.module_names().contains(n)).collect::<Vec<_>>() {
            self.forget(&name);
        }
        for (n, layer) in layers.iter().enumerate() {
            let name = format!("{short}_edit{}", n + 1);
            let text = layer.texts.join("\n\n");
            let text = format!("module {name}\n  amends {under}\n\n{text}\n");
            let file = self.sources.add(&name, &text);
            let span = Span { file, start: 0, end: 0 };
            let named = |text: String| Name { text, span };
            let twin = Some(named(format!("{zh}_改{}", n + 1)));
            let mut header = Header::empty(&named(name.clone()));
            header.name.twin = twin;
            header.amends = Some(named(under));
            self.install(Module { file, header, items: layer.items.clone() }, &text);
            self.retyping.insert(name.clone());
            under = name;
        }
        RuleSet { module: under, with: base.with.clone() }
    }
}

/// Moves places from a text with a head in front to the typed text.
struct Shift {
    by: usize,
    to: usize,
    file: FileId,
}

impl Shift {
    fn diagnostic(&mut self, d: &mut Diagnostic) {
        if let Some(span) = &mut d.span {
            self.span(span);
        }
        d.also.iter_mut().for_each(|a| self.span(&mut a.span));
        for edit in d.mends.iter_mut().flat_map(|m| &mut m.edits) {
            self.span(&mut edit.span);
        }
    }
}

impl Leaves for Shift {
    fn span(&mut self, span: &mut Span) {
        if span.file == self.file {
            let moved = |at: u32| (at as usize).saturating_sub(self.by) as u32 + self.to as u32;
            *span = Span { file: span.file, start: moved(span.start), end: moved(span.end) };
        }
    }
}

/// Adds an item to the layers: with those before it, unless edits stand between; what it declares again is replaced.
/// A name typed in one language keeps the twin that the rules declare.
pub fn add(layers: &mut Vec<Layer>, mut item: Item, text: &str, rules: &[Arc<Module>]) {
    let is_edit = matches!(item.kind, ItemKind::Edit(_));
    let before = rules.iter().flat_map(|m| &m.items).find(|old| same(&item.kind, &old.kind));
    if let Some(twin) = before.and_then(|old| declared(&old.kind)) {
        keep_twin(&mut item, &twin.clone());
    }
    let edits = |l: &Layer| l.items.iter().any(|i| matches!(i.kind, ItemKind::Edit(_)));
    if layers.is_empty() || is_edit || layers.last().is_some_and(edits) {
        layers.push(Layer::default());
    }
    let Some(last) = layers.last_mut() else { return };
    let kept: Vec<bool> = last.items.iter().map(|old| !same(&item.kind, &old.kind)).collect();
    let mut at = kept.iter();
    last.items.retain(|_| at.next() == Some(&true));
    let mut at = kept.iter();
    last.texts.retain(|_| at.next() == Some(&true));
    last.items.push(item);
    last.texts.push(text.trim_end().to_owned());
}

fn keep_twin(item: &mut Item, known: &Alias) {
    struct Twin<'a>(&'a Alias, bool);
    impl Leaves for Twin<'_> {
        fn alias(&mut self, alias: &mut Alias) {
            if !self.1 && alias.twin.is_none() && self.0.spellings().any(|s| s == alias.name.text) {
                let other = self.0.spellings().find(|s| *s != alias.name.text);
                alias.twin = other.map(|text| Name { text: text.to_owned(), span: alias.name.span });
                self.1 = true;
            }
        }
    }
    leaves_mut(item, &mut Twin(known, false));
}
