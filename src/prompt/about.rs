//! What a name or provision is: its text from the tree, its citations, who uses it, in which cases it holds.

use super::state::{Answer, Prompt};
use crate::diag::{Lang, Sink, clean, nearest};
use crate::eval::run;
use crate::hir::{ProvisionKind, declared};
use crate::ir::from_hir::Sort;
use crate::session::{Law, RuleSet};
use crate::syntax;
use crate::syntax::ast::{
    Alias, Article, Body, Cite, Effect, Expr, ExprKind, Item, ItemKind, Limb, Provision, entries,
};
use crate::syntax::print::{Place, Spelling};
use crate::text::Span;
use crate::val::Truth;
use std::sync::Arc;

/// What a name or a number stands for in the rules.
struct Thing {
    /// What is printed.
    item: Item,
    /// The module that states it, by position.
    module: usize,
    /// Its spellings; none of a provision.
    names: Option<Alias>,
    /// Where it stands among the provisions.
    provision: Option<usize>,
    /// Where it is written.
    span: Span,
    /// What it cites.
    cites: Vec<Cite>,
}

impl Prompt {
    /// `?NAME`, `:info NAME`
    pub(super) fn about(&mut self, text: &str, out: &mut Answer) {
        let text = text.trim();
        let Some(law) = self.law() else { return };
        let Some(thing) = self.thing(text, &law) else {
            return if !self.about_module(text, out) {
                self.nothing(text, &law)
            };
        };
        let lang = self.state.lang;
        let printed = self.printed(std::slice::from_ref(&thing.item), lang);
        out.text.push_str(&clean(&printed));
        self.citations(&thing, &law, out);
        let used = self.users(&thing, &law);
        let twins = self.twins();
        let names = twins.in_language(lang);
        let used: Vec<String> = used.iter().map(|n| names.spell(n, Place::Term)).collect();
        let list = |all: &[String]| all.join(self.say([", ", "、"]));
        let says = match used.is_empty() {
            true => self.say(["used by  nothing", "使用处  无"]).to_owned(),
            false => format!("{}  {}", self.say(["used by", "使用处"]), list(&used)),
        };
        out.text.push_str(&format!("  {}\n", clean(&says)));
        if let Some(says) = self.tested(text, &law) {
            out.text.push_str(&format!("  {}\n", clean(&says)));
        }
        let place = self.session.sources.place(thing.span);
        out.text.push_str(&format!(
            "  {}  {}:{}\n",
            self.say(["stands in", "位置"]),
            clean(&place.name),
            place.line
        ));
    }

    /// `:cite NAME`
    pub(super) fn cite(&mut self, text: &str, out: &mut Answer) {
        let Some(law) = self.law() else { return };
        match self.thing(text.trim(), &law) {
            Some(thing) => self.citations(&thing, &law, out),
            None => self.nothing(text.trim(), &law),
        }
    }

    /// Where a name is declared.
    pub(super) fn declared_at(&mut self, text: &str) -> Option<String> {
        let law = self.law()?;
        let thing = self.thing(text, &law)?;
        let place = self.session.sources.place(thing.span);
        Some(format!("{}:{}", clean(&place.name), place.line))
    }

    fn nothing(&mut self, text: &str, law: &Law) {
        let names = self.index();
        let near = nearest(text, names.names());
        let tip = |before: &str| near.as_ref().map_or(String::new(), |n| format!("{before}{n}"));
        let module = self.set_name(&law.set.clone());
        let says = [
            format!("nothing is called `{text}` in {module}{}", tip("; did you mean ")),
            format!("“{module}”中没有“{text}”{}", tip("；相近：")),
        ];
        self.refuse([&says[0], &says[1]]);
    }

    fn about_module(&mut self, text: &str, out: &mut Answer) -> bool {
        let Some(full) = self.session.resolve(text) else { return false };
        let Some(header) = self.session.head(&full) else { return false };
        let span = header.name.name.span;
        let printed = self.printed(&[Item { kind: ItemKind::Module(header), span }], self.state.lang);
        out.text.push_str(&clean(&printed));
        let place = self.session.sources.place(span);
        out.text.push_str(&format!("  {}  {}\n", self.say(["stands in", "位置"]), clean(&place.name)));
        true
    }

    fn thing(&mut self, text: &str, law: &Law) -> Option<Thing> {
        let name = text.rsplit(['.', '．']).next().unwrap_or(text);
        // what makes a term definite need not repeat its other name
        let twins = self.twins();
        let mut spelt =
            [Lang::En, Lang::Zh].map(|lang| twins.in_language(lang).spell(name, Place::Term)).to_vec();
        spelt.insert(0, name.to_owned());
        for (module, m) in law.text.iter().enumerate().rev() {
            for item in &m.items {
                if let Some((kind, names, span)) = spelt.iter().find_map(|n| named(&item.kind, n)) {
                    let item = Item { kind, span: item.span };
                    let cites = cites_of(&item.kind, &spelt);
                    return Some(Thing { item, module, names: Some(names), provision: None, span, cites });
                }
            }
        }
        let (number, _) = self.apart(|p| {
            let file = p.session.typed("?", text);
            let entry = syntax::parse_condition(file, &article_like(text), &mut p.session.sink)?;
            match entry.condition.kind {
                ExprKind::Provision(range) => {
                    let last = (0..law.scope.modules.len()).rev().find(|m| law.scope.takes_part(*m))?;
                    law.scope.cited(last, &range, &mut Sink::default()).first().copied()
                }
                _ => None,
            }
        });
        let decl = law.scope.provisions.get(number?)?;
        let (ProvisionKind::Article(a) | ProvisionKind::Limb(a, _)) = decl.kind;
        let article = law.scope.articles.get(a)?;
        let mut shown = article.article.clone();
        if let ProvisionKind::Limb(_, l) = decl.kind {
            let limb = limbs(&shown).get(l)?.clone();
            shown = only(&shown, &limb);
        }
        let item = Item { kind: ItemKind::Article(shown), span: decl.span };
        let cites = item.kind.citations();
        Some(Thing { item, module: article.module, names: None, provision: number, span: decl.span, cites })
    }

    fn citations(&mut self, thing: &Thing, law: &Law, out: &mut Answer) {
        let mut all: Vec<[String; 2]> = Vec::new();
        if let Some(decl) = thing.provision.and_then(|p| law.scope.provisions.get(p)) {
            all.push(law.scope.citation(decl.source, decl.number, None));
        }
        for cite in &thing.cites {
            let cite = law.scope.cite(thing.module, cite, &mut Sink::default());
            if let Some(cite) = cite.filter(|c| !all.contains(c)) {
                all.push(cite);
            }
        }
        let lines: Vec<&str> = all.iter().map(|[en, zh]| self.say([en, zh])).collect();
        let says = match lines.is_empty() {
            true => self.say(["cites  nothing", "引注  无"]).to_owned(),
            false => format!("{}  {}", self.say(["cites", "引注"]), lines.join(self.say(["; ", "；"]))),
        };
        out.text.push_str(&format!("  {}\n", clean(&says)));
    }

    /// Who uses it: provisions by their number, terms by their name.
    fn users(&self, thing: &Thing, law: &Law) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for (module, m) in law.text.iter().enumerate() {
            for item in &m.items {
                for (name, part) in parts(item) {
                    let own = match (&thing.provision, &thing.names) {
                        (Some(_), _) => item_of(&thing.item) == item_of(&part) && part.span == thing.span,
                        (None, Some(names)) => declared(&part.kind).is_some_and(|a| same(a, names)),
                        (None, None) => false,
                    };
                    let name = self.say([&name[0], &name[1]]).to_owned();
                    if !own && !found.contains(&name) && uses(&part.kind, module, thing, law) {
                        found.push(name);
                    }
                }
            }
        }
        found
    }

    /// In which of the loaded cases it holds, or may.
    fn tested(&mut self, text: &str, law: &Arc<Law>) -> Option<String> {
        if self.state.cases.is_empty() {
            return None;
        }
        let (asked, _) = self.apart(|p| {
            let text = article_like(text);
            let file = p.session.typed("?", &text);
            let entry = syntax::parse_condition(file, &text, &mut p.session.sink)?;
            p.session.ask(law, &entry)
        });
        let asked = asked.filter(|a| a.sort == Sort::Truth)?;
        let set = self.set.clone();
        let mut holds = Vec::new();
        let mut may = Vec::new();
        for case in self.state.cases.clone() {
            let (read, _) = self.apart(|p| p.session.case_as(&set, &case));
            let Some(read) = read else { continue };
            let trace = run(&asked.program, &read.facts);
            let truth = trace.truths(asked.node).into_iter().fold(Truth::No, Truth::or);
            match truth {
                Truth::Yes => holds.push(self.case_name(&case)),
                Truth::Unknown => may.push(self.case_name(&case)),
                Truth::No => {}
            }
        }
        let list = |all: &[String]| {
            let shown: Vec<String> = all.iter().take(8).cloned().collect();
            let more = if all.len() > 8 { format!(" … {}", all.len()) } else { String::new() };
            shown.join(self.say([", ", "、"])) + &more
        };
        let mut out = match holds.is_empty() {
            true => self.say(["holds in  no loaded case", "成立于  没有已载入的案件"]).to_owned(),
            false => format!("{}  {}", self.say(["holds in", "成立于"]), list(&holds)),
        };
        if !may.is_empty() {
            out.push_str(&format!("{}{}", self.say(["; may hold in ", "；可能成立于 "]), list(&may)));
        }
        Some(out)
    }

    /// `:browse MODULE`
    pub(super) fn browse(&mut self, args: &str, out: &mut Answer) {
        let Some(law) = self.law() else { return };
        let wanted = match args.is_empty() {
            true => None,
            false => match self.session.resolved(&RuleSet::of(args)) {
                Some(set) => Some(set.module),
                None => return,
            },
        };
        let mut text = law.text.clone();
        if let Some(full) = &wanted
            && !text.iter().any(|m| m.header.name.english() == full)
        {
            let set = RuleSet::of(full);
            match self.session.law(&set, crate::val::DateRange::any()) {
                Some(other) => text = other.text,
                None => return,
            }
        }
        let twins = self.twins();
        let names = twins.in_language(self.state.lang);
        for m in text.iter().filter(|m| wanted.as_ref().is_none_or(|w| m.header.name.english() == w)) {
            let name = &m.header.name;
            out.text.push_str(&format!("{}\n", clean(self.say([name.english(), name.chinese()]))));
            let mut groups: Vec<([&str; 2], Vec<String>)> = Vec::new();
            for item in &m.items {
                let (sort, own) = listed(&item.kind);
                if own.is_empty() {
                    continue;
                }
                let own = own.iter().map(|[en, zh]| match en == zh {
                    true => names.spell(en, Place::Term),
                    false => self.say([en, zh]).to_owned(),
                });
                match groups.iter_mut().find(|(s, _)| *s == sort) {
                    Some((_, all)) => all.extend(own),
                    None => groups.push((sort, own.collect())),
                }
            }
            for (sort, names) in groups {
                let names = names.join(self.say([", ", "、"]));
                out.text.push_str(&clean(&format!("  {}  {names}\n", self.say(sort))));
            }
        }
    }
}

/// A lone number of an article is a quantity in a condition: write what it means there.
fn article_like(text: &str) -> String {
    let bare = text.chars().all(|c| c.is_ascii_digit());
    if bare && !text.is_empty() { format!("article {text}") } else { text.to_owned() }
}

fn item_of(item: &Item) -> Option<Provision> {
    match &item.kind {
        ItemKind::Article(article) => Some(article.number),
        _ => None,
    }
}

fn same(a: &Alias, b: &Alias) -> bool {
    a.spellings().any(|s| b.spellings().any(|t| s == t))
}

fn limbs(article: &Article) -> &[Limb] {
    match &article.body {
        Body::Limbs { limbs, .. } => limbs,
        Body::Single(_) | Body::Empty => &[],
    }
}

/// An article with one limb only.
fn only(article: &Article, limb: &Limb) -> Article {
    match &article.body {
        Body::Limbs { all, lots, .. } => Article {
            body: Body::Limbs { all: *all, lots: lots.clone(), limbs: vec![limb.clone()] },
            ..article.clone()
        },
        Body::Single(_) | Body::Empty => article.clone(),
    }
}

/// The item, or the part of it, that declares a name; its spellings and where it stands.
fn named(kind: &ItemKind, name: &str) -> Option<(ItemKind, Alias, Span)> {
    let is = |a: &Alias| a.spellings().any(|s| s == name);
    if let Some(alias) = declared(kind).filter(|a| is(a)) {
        return Some((kind.clone(), alias.clone(), alias.name.span));
    }
    match kind {
        ItemKind::Kind { name, members } => {
            let member = members.iter().find(|m| is(m))?;
            let one = ItemKind::Kind { name: name.clone(), members: vec![member.clone()] };
            Some((one, member.clone(), member.name.span))
        }
        ItemKind::Record { name, fields, counted_by } => {
            let field = fields.iter().find(|f| is(&f.name))?;
            let counted_by = counted_by.clone().filter(|c| is(&Alias { name: c.clone(), twin: None }));
            let one = ItemKind::Record { name: name.clone(), fields: vec![field.clone()], counted_by };
            Some((one, field.name.clone(), field.span))
        }
        ItemKind::Facts(fields) => {
            let field = fields.iter().find(|f| is(&f.name))?;
            Some((ItemKind::Facts(vec![field.clone()]), field.name.clone(), field.span))
        }
        ItemKind::Findings(names) => {
            let one = names.iter().find(|n| is(n))?;
            Some((ItemKind::Findings(vec![one.clone()]), one.clone(), one.name.span))
        }
        ItemKind::Classification { classes, .. } => {
            let class = classes.iter().find(|c| is(&c.name))?;
            Some((kind.clone(), class.name.clone(), class.name.name.span))
        }
        ItemKind::Scale { grades, .. } => {
            let grade = grades.iter().find(|g| is(g))?;
            Some((kind.clone(), grade.clone(), grade.name.span))
        }
        ItemKind::Module(_)
        | ItemKind::Open { .. }
        | ItemKind::Predicate { .. }
        | ItemKind::Quantity { .. }
        | ItemKind::Measure { .. }
        | ItemKind::Offence { .. }
        | ItemKind::Article(_)
        | ItemKind::Appraisal(_)
        | ItemKind::Parameter { .. }
        | ItemKind::Claim { .. }
        | ItemKind::Table(_)
        | ItemKind::Edit(_)
        | ItemKind::Case(_) => None,
    }
}

/// What an item cites; of a classification what its heading cites, and the class that is called so.
fn cites_of(kind: &ItemKind, names: &[String]) -> Vec<Cite> {
    let ItemKind::Classification { cites, classes, .. } = kind else { return kind.citations() };
    let class = classes.iter().filter(|c| c.name.spellings().any(|s| names.iter().any(|n| n == s)));
    let own = class.flat_map(|c| c.when.iter().flat_map(|w| &w.cites).chain(&c.cites));
    cites.iter().chain(own).cloned().collect()
}

/// An item taken apart into what people cite: limbs by number, else the item by its name; `[English, 中文]`.
fn parts(item: &Item) -> Vec<([String; 2], Item)> {
    match &item.kind {
        ItemKind::Article(article) if !limbs(article).is_empty() => {
            let one = |limb: &Limb| {
                let number = Provision { item: Some(limb.number), ..article.number };
                let kind = ItemKind::Article(Article { effect: Effect::Heavier, ..only(article, limb) });
                ([number.to_string(), number.chinese()], Item { kind, span: limb.span })
            };
            let mut out: Vec<_> = limbs(article).iter().map(one).collect();
            // the heading with its filters and its grade
            let mut head = article.clone();
            if let Body::Limbs { limbs, .. } = &mut head.body {
                limbs.clear();
            }
            let name = [article.number.to_string(), article.number.chinese()];
            out.push((name, Item { kind: ItemKind::Article(head), span: article.span }));
            out
        }
        ItemKind::Article(article) => {
            let name = [article.number.to_string(), article.number.chinese()];
            vec![(name, Item { kind: item.kind.clone(), span: article.span })]
        }
        kind => match declared(kind) {
            Some(name) => vec![([name.english().to_owned(), name.chinese().to_owned()], item.clone())],
            None => Vec::new(),
        },
    }
}

/// Whether a part of the text speaks of a thing.
fn uses(kind: &ItemKind, module: usize, thing: &Thing, law: &Law) -> bool {
    let is_name = |text: &str| {
        let last = text.rsplit('.').next().unwrap_or(text);
        thing.names.as_ref().is_some_and(|a| a.spellings().any(|s| s == text || s == last))
    };
    let mut found = match kind {
        ItemKind::Measure { of, over, .. } => of.iter().chain([over]).any(|n| is_name(&n.text)),
        ItemKind::Article(article) => match &article.effect {
            Effect::Grade(name) | Effect::Fine { of: name, .. } => is_name(&name.text),
            Effect::Heavier | Effect::Lenient | Effect::MayExempt => false,
        },
        ItemKind::Appraisal(a) => {
            a.weigh.iter().chain(a.moves.iter().map(|m| &m.finding)).any(|n| is_name(&n.text))
        }
        ItemKind::Record { counted_by, .. } => counted_by.iter().any(|n| is_name(&n.text)),
        ItemKind::Offence { penalties, .. } => penalties.iter().any(|p| is_name(&p.grade.text)),
        _ => false,
    };
    entries(kind, &mut |e: &Expr| {
        found |= match &e.kind {
            ExprKind::Name(name) => is_name(&name.text),
            ExprKind::Is { values, .. } => values.iter().any(|n| is_name(&n.text)),
            ExprKind::Some { record, .. } => is_name(&record.text),
            ExprKind::Provision(range) => reads(range, module, thing, law),
            ExprKind::Quantified { provisions, .. } => {
                provisions.iter().any(|p| reads(p, module, thing, law))
            }
            _ => false,
        }
    });
    found
}

fn reads(range: &syntax::ast::ProvisionRange, module: usize, thing: &Thing, law: &Law) -> bool {
    thing.provision.is_some_and(|p| law.scope.cited(module, range, &mut Sink::default()).contains(&p))
}

/// The sort of an item and the names that it declares.
fn listed(kind: &ItemKind) -> ([&'static str; 2], Vec<[String; 2]>) {
    let pair = |a: &Alias| [a.english().to_owned(), a.chinese().to_owned()];
    let one = |a: &Alias| vec![pair(a)];
    match kind {
        ItemKind::Kind { name, .. } => (["kinds", "种类表"], one(name)),
        ItemKind::Record { name, .. } => (["records", "记录"], one(name)),
        ItemKind::Facts(fields) => (["facts", "事实"], fields.iter().map(|f| pair(&f.name)).collect()),
        ItemKind::Findings(names) => (["findings", "认定事项"], names.iter().map(pair).collect()),
        ItemKind::Open { name, .. } => (["open terms", "待定"], one(name)),
        ItemKind::Predicate { name, .. } => (["definitions", "定义"], one(name)),
        ItemKind::Classification { classes, .. } => {
            (["classes", "类别"], classes.iter().map(|c| pair(&c.name)).collect())
        }
        ItemKind::Quantity { name, .. } => (["quantities", "数目"], one(name)),
        ItemKind::Measure { name, .. } => (["measures", "计量"], one(name)),
        ItemKind::Scale { grades, .. } => (["grades", "等级"], grades.iter().map(pair).collect()),
        ItemKind::Offence { name, .. } => (["offences", "罪名"], one(name)),
        ItemKind::Article(a) => (["articles", "条文"], vec![[a.number.to_string(), a.number.chinese()]]),
        ItemKind::Appraisal(a) => (["appraisals", "综合评价"], one(&a.name)),
        ItemKind::Parameter { name, .. } => (["parameters", "参数"], one(name)),
        ItemKind::Claim { name, .. } => (["claims", "命题"], one(name)),
        ItemKind::Table(table) => (["tables", "表格"], one(&table.name)),
        ItemKind::Module(_) | ItemKind::Edit(_) | ItemKind::Case(_) => (["", ""], Vec::new()),
    }
}
