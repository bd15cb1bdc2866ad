//! The skeleton of an amendment: every part of the base that can be edited, each edit ready to be uncommented.

use crate::diag::{Lang, half};
use crate::hir::{Module, Twins};
use crate::syntax::ast::{
    Action, Alias, Article, Body, Compare, Edit, Entry, Expr, ExprKind, Item, ItemKind, Limb, Literal,
    Provision, ProvisionRange, Target, Titles,
};
use crate::syntax::print::Printer;
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a skeleton is made of.
pub struct Skeleton<'a> {
    /// The name of the new module.
    pub name: &'a str,
    /// The modules that take part in the base, the base last.
    pub parts: &'a [Arc<Module>],
    /// Short names and titles of the project's sources.
    pub titles: &'a [(String, String)],
    /// The language in which it is written.
    pub lang: Lang,
}

const HEAD: [&str; 2] = [
    "# Lines with one `#` are edits that leave everything as it is: take the `#` away and change them.\n\
     # Lines with `##` say what there is. Edits apply in order; each says why, and may cite: by SOURCE 1(2).\n",
    "# 以一个 # 开头的行是保持原状的修改：去掉 # 再改动。以 ## 开头的行说明现有内容。\n\
     # 修改依次适用，每处写明理由，并可写依据：依据 渊源 第一条第二款。\n",
];

const FORMS: [&str; 2] = [
    "## Forms of edits (P, Q: provisions; X: a name):\n\
     ##   adopt  MODULE                                  take another theory's definitions\n\
     ##   repeal P                                       if P is still cited, add one ending:\n\
     ##   repeal P, dropping references                  the citations go\n\
     ##   repeal P, keeping its standard where cited     the citations keep its standard\n\
     ##   replace P with CONDITION                       also X.means, OFFENCE.conduct, OFFENCE.GRADE\n\
     ##   after P insert Q: CONDITION                    Q as 5(1)(8-1)\n\
     ##   set P at 100 items                             also a parameter\n\
     ##   add to X except CONDITION                      narrow a definition\n",
    "## 修改的写法（P、Q 为条文，X 为名称）：\n\
     ##   采用 模块                          采用另一学说的定义\n\
     ##   删去 P                             P 仍被援引的，须加下列之一：\n\
     ##   删去 P，并删去援引                 援引一并删去\n\
     ##   删去 P，并保留标准 于援引处        援引之处保留其标准\n\
     ##   将 P 修改为 条件                   亦可为 X.是指、罪名.客观行为、罪名.等级\n\
     ##   在 P 后增加 Q：条件                Q 如 第五条第一款第八项之一\n\
     ##   将 P 定为 一百条以上               亦可为参数\n\
     ##   对 X 增列 不包括 条件              缩小定义\n",
];

impl Skeleton<'_> {
    /// The text of the new module.
    pub fn text(&self) -> String {
        let mut out = self.header();
        out.push_str(self.lang.pick(&HEAD));
        out.push('\n');
        let twins = Twins::from_modules(self.parts.iter().map(Arc::as_ref));
        let names = twins.in_language(self.lang);
        let printer = Printer::new(self.lang, &names);
        let shared = shared(self.parts);
        for module in self.parts.iter().rev() {
            let items: Vec<String> =
                module.items.iter().filter_map(|i| self.item(i, &printer, &shared)).collect();
            if !items.is_empty() {
                let name = self.called(&module.header.name);
                out.push_str(&format!("## ---- {name}\n{}\n", items.concat()));
            }
        }
        out.push_str(self.lang.pick(&FORMS));
        out
    }

    fn header(&self) -> String {
        let zh = self.lang == Lang::Zh;
        let base = self.parts.last().map(|m| self.called(&m.header.name)).unwrap_or_default();
        let mut out = match self.lang {
            Lang::En => format!("module {}\n  title   \"{}\"\n", self.name, self.name),
            Lang::Zh => format!("模块 {}\n  题名  “{}”\n", self.name, self.name),
        };
        for (short, title) in self.titles {
            let title = half(title, self.lang).replace(['"', '“', '”'], "'");
            out.push_str(&if zh {
                format!("  渊源  {short} “{title}”\n")
            } else {
                format!("  source  {short} \"{title}\"\n")
            });
        }
        if self.titles.is_empty() {
            out.push_str(self.lang.pick(&[
                "  source  MY \"the work that proposes this: author, title, year\"\n",
                "  渊源  本稿 “提出本修正的著述：作者、题名、年份”\n",
            ]));
        }
        out.push_str(&if zh { format!("  修正  {base}\n\n") } else { format!("  amends  {base}\n\n") });
        out
    }

    fn called(&self, name: &Alias) -> String {
        match self.lang {
            Lang::En => name.english().to_owned(),
            Lang::Zh => name.chinese().to_owned(),
        }
    }

    /// What one item says, and the edits that leave it as it is.
    fn item(
        &self,
        item: &Item,
        printer: &Printer<'_>,
        shared: &BTreeMap<Provision, usize>,
    ) -> Option<String> {
        match &item.kind {
            ItemKind::Parameter { name, value, .. } => {
                let set = self.set(Target::Name(name.name.clone()), value, item.span);
                Some(format!("{}# {}", noted(&printer.item(item)), printer.item(&set)))
            }
            ItemKind::Article(article) => {
                let set = |(from, value)| {
                    let target = ProvisionRange { source: None, from, to: None, span: item.span };
                    printer.item(&self.set(Target::Provision(target), value, item.span))
                };
                let sets = standards(article, shared).into_iter().map(|s| format!("# {}", set(s)));
                Some(noted(&printer.item(item)) + &sets.collect::<String>())
            }
            ItemKind::Predicate { .. }
            | ItemKind::Classification { .. }
            | ItemKind::Quantity { .. }
            | ItemKind::Measure { .. }
            | ItemKind::Offence { .. }
            | ItemKind::Appraisal(_) => Some(noted(&printer.item(item))),
            ItemKind::Module(_)
            | ItemKind::Kind { .. }
            | ItemKind::Record { .. }
            | ItemKind::Facts(_)
            | ItemKind::Findings(_)
            | ItemKind::Open { .. }
            | ItemKind::Scale { .. }
            | ItemKind::Claim { .. }
            | ItemKind::Table(_)
            | ItemKind::Edit(_)
            | ItemKind::Case(_) => None,
        }
    }

    /// The edit that sets a thing at a value, with a reason to be filled in.
    fn set(&self, target: Target, value: &Literal, span: Span) -> Item {
        let value = Expr { kind: ExprKind::Literal(value.clone()), span };
        let edit = Edit {
            action: Action::Set { target, value },
            because: Some(Titles { first: "…".to_owned(), second: None }),
            cites: Vec::new(),
            chinese: self.lang == Lang::Zh,
        };
        Item { kind: ItemKind::Edit(edit), span }
    }
}

/// Each line as a remark.
fn noted(text: &str) -> String {
    text.lines().map(|line| format!("## {line}").trim_end().to_owned() + "\n").collect()
}

/// The provisions of an article that have a standard of their own, and no other module has.
fn standards<'a>(article: &'a Article, shared: &BTreeMap<Provision, usize>) -> Vec<(Provision, &'a Literal)> {
    let entries: Vec<(Provision, &Entry)> = match &article.body {
        Body::Empty => Vec::new(),
        Body::Single(entry) => vec![(article.number, entry)],
        Body::Limbs { limbs, .. } => limbs.iter().map(|l| (limb_of(article.number, l), &l.entry)).collect(),
    };
    let standard = |(number, entry): (Provision, &'a Entry)| match &entry.condition.kind {
        ExprKind::Compare { op: Compare::Reaches, right, .. } => match &right.kind {
            ExprKind::Literal(value @ Literal::Number { .. }) => Some((number, value)),
            _ => None,
        },
        _ => None,
    };
    let alone = |(number, _): &(Provision, &Literal)| shared.get(&number.key()).is_none_or(|n| *n == 1);
    entries.into_iter().filter_map(standard).filter(alone).collect()
}

fn limb_of(article: Provision, limb: &Limb) -> Provision {
    Provision { item: Some(limb.number), ..article }
}

/// How many modules have each provision: one that several have must be named with its source.
fn shared(parts: &[Arc<Module>]) -> BTreeMap<Provision, usize> {
    let mut count = BTreeMap::new();
    for item in parts.iter().flat_map(|m| &m.items) {
        let ItemKind::Article(article) = &item.kind else { continue };
        *count.entry(article.number.key()).or_insert(0) += 1;
        if let Body::Limbs { limbs, .. } = &article.body {
            for limb in limbs {
                *count.entry(limb_of(article.number, limb).key()).or_insert(0) += 1;
            }
        }
    }
    count
}
