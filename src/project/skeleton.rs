//! The skeleton of an amendment: every part of the base that can be edited, each edit ready to be uncommented.

use crate::diag::{Lang, half};
use crate::hir::Module;
use crate::syntax::ast::{
    Alias, Article, Body, Compare, ElementKind, Entry, ExprKind, ItemKind, Limb, Literal, Provision, Role,
};
use crate::text::{Sources, Span};
use crate::val::Ratio;
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
    pub fn text(&self, sources: &Sources) -> String {
        let mut out = self.header();
        out.push_str(self.lang.pick(&HEAD));
        out.push('\n');
        let shared = shared(self.parts);
        for module in self.parts.iter().rev() {
            let body: String = module.items.iter().filter_map(|i| self.item(&i.kind, sources, &shared)).collect();
            if !body.is_empty() {
                let name = self.called(&module.header.name);
                out.push_str(&format!("## ---- {name}\n{body}\n"));
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

    /// What one item offers to edits.
    fn item(&self, item: &ItemKind, sources: &Sources, shared: &BTreeMap<Provision, usize>) -> Option<String> {
        Some(match item {
            ItemKind::Parameter { name, value, .. } => {
                let name = self.called(name);
                match self.literal(value) {
                    Some(value) => self.set(&name, &value),
                    None => return None,
                }
            }
            ItemKind::Predicate { role, name, means, .. } => {
                let word = match role {
                    Role::Definition => ["definition", "定义"],
                    Role::Behaviour => ["behaviour", "行为"],
                    Role::Interest => ["interest", "法益"],
                };
                self.line(&word, &self.called(name), &words(means.span, sources))
            }
            ItemKind::Classification { name, classes, .. } => {
                let classes: Vec<String> = classes.iter().map(|c| self.called(&c.name)).collect();
                let list = classes.join(self.lang.pick(&[", ", "、"]));
                self.line(&["classification", "分类"], &self.called(name), &list)
            }
            ItemKind::Quantity { name, is, .. } => {
                self.line(&["quantity", "数目"], &self.called(name), &words(is.span, sources))
            }
            ItemKind::Offence { name, elements, .. } => {
                let offence = self.called(name);
                let element = |kind| {
                    self.lang.pick(match kind {
                        ElementKind::Subject => &["subject", "犯罪主体"],
                        ElementKind::Breach => &["breach", "违法前提"],
                        ElementKind::Object => &["object", "行为对象"],
                        ElementKind::Conduct => &["conduct", "客观行为"],
                        ElementKind::Interest => &["interest", "侵害法益"],
                    })
                };
                let each = elements.iter().map(|e| {
                    let name = format!("{offence}.{}", element(e.kind));
                    self.line(&["element", "要件"], &name, &words(e.entry.span, sources))
                });
                each.collect()
            }
            ItemKind::Article(article) => self.article(article, sources, shared),
            ItemKind::Module(_)
            | ItemKind::Kind { .. }
            | ItemKind::Record { .. }
            | ItemKind::Facts(_)
            | ItemKind::Findings(_)
            | ItemKind::Open { .. }
            | ItemKind::Measure { .. }
            | ItemKind::Scale { .. }
            | ItemKind::Appraisal(_)
            | ItemKind::Claim { .. }
            | ItemKind::Edit(_)
            | ItemKind::Case(_) => return None,
        })
    }

    fn article(&self, article: &Article, sources: &Sources, shared: &BTreeMap<Provision, usize>) -> String {
        let number = self.number(&article.number);
        match &article.body {
            Body::Empty => String::new(),
            Body::Single(entry) => self.provision(&number, &article.number, entry, sources, shared),
            Body::Limbs { limbs, .. } => limbs
                .iter()
                .map(|limb| {
                    let number = limb_of(article.number, limb);
                    self.provision(&self.number(&number), &number, &limb.entry, sources, shared)
                })
                .collect(),
        }
    }

    /// A provision with its text and, if it has a standard of its own, the edit that sets it.
    fn provision(
        &self,
        shown: &str,
        number: &Provision,
        entry: &Entry,
        sources: &Sources,
        shared: &BTreeMap<Provision, usize>,
    ) -> String {
        let mut out = format!("## {shown}  {}\n", words(entry.span, sources));
        let alone = shared.get(&number.key()).is_none_or(|n| *n == 1);
        if let (ExprKind::Compare { op: Compare::Reaches, right, .. }, true) = (&entry.condition.kind, alone)
            && let ExprKind::Literal(value @ Literal::Number { .. }) = &right.kind
            && let Some(value) = self.literal(value)
        {
            out.push_str(&self.set(shown, &value));
        }
        out
    }

    fn number(&self, number: &Provision) -> String {
        match self.lang {
            Lang::En => number.to_string(),
            Lang::Zh => number.chinese(),
        }
    }

    fn line(&self, word: &[&str; 2], name: &str, text: &str) -> String {
        let colon = self.lang.pick(&[": ", "："]);
        format!("## {} {name}{colon}{text}\n", self.lang.pick(word))
    }

    fn set(&self, what: &str, value: &str) -> String {
        match self.lang {
            Lang::En => format!("# set {what} at {value}  because \"…\"\n"),
            Lang::Zh => format!("# 将 {what} 定为 {value}  理由 “……”\n"),
        }
    }

    /// A literal as it is written in this language; nothing for a number that has no plain form.
    fn literal(&self, value: &Literal) -> Option<String> {
        let number = |v: &Ratio| Some(v.to_string()).filter(|t| t.chars().all(|c| c.is_ascii_digit()));
        Some(match value {
            Literal::Number { value, unit: None } => number(value)?,
            Literal::Number { value, unit: Some(unit) } => match self.lang {
                Lang::En => format!("{} {}", number(value)?, unit.words()[0]),
                Lang::Zh => format!("{}{}", number(value)?, unit.words()[1]),
            },
            Literal::Multiple(value) => match self.lang {
                Lang::En if number(value).is_some() => format!("{value} times"),
                Lang::Zh if number(value).is_some() => format!("{value}倍"),
                _ => value.to_string(),
            },
            Literal::Date(date) => date.to_string(),
            Literal::Truth(yes) => {
                self.lang.pick(if *yes { &["yes", "是"] } else { &["no", "否"] }).to_owned()
            }
        })
    }
}

fn limb_of(article: Provision, limb: &Limb) -> Provision {
    Provision { item: Some(limb.number), ..article }
}

/// The words of a stretch of text in one line, comments left out.
fn words(span: Span, sources: &Sources) -> String {
    let text = sources.slice(span);
    let lines = text.lines().map(|l| l.split('#').next().unwrap_or(l));
    lines.flat_map(str::split_whitespace).collect::<Vec<&str>>().join(" ")
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
