//! Repeal with its three endings: references dropped, the standard kept where it is cited, or the citing provisions gone too.

use super::references::{Gone, Owner, Reference};
use super::text::{Order, Sort, article_at, item_at};
use super::{Found, Work, is_half};
use crate::diag::{Code, Diagnostic, Edit as Replacement, Sink};
use crate::syntax::ast::{
    Body, Compare, Ending, Entry, Expr, ExprKind, ItemKind, Literal, Quantifier, Target,
};
use crate::text::Span;

/// What a repeal meets.
struct Plan {
    order: Order,
    gone: Gone,
    references: Vec<Reference>,
    /// Citations of which no ending speaks.
    left: Vec<Reference>,
    /// Who keeps the standard.
    keeping: Vec<Owner>,
}

impl Work<'_> {
    pub(super) fn repeal(&mut self, targets: &[Target], endings: &[Ending], chinese: bool) {
        let before = self.sink.found.len();
        let mut found = Vec::new();
        for target in targets {
            for one in self.find(target).unwrap_or_default() {
                if one.sort == Some(Sort::Open) {
                    let says = "a term left open has no text to repeal | 待定事项没有可删去的文本";
                    self.error(Code::CannotEdit, target.span(), &[&one.shown, says]);
                } else if self.touch(&one, target.span(), false, true) {
                    found.push(one);
                }
            }
        }
        if self.sink.found.len() > before {
            return;
        }
        let Plan { order, gone, references, left, keeping } = self.plan(&found, endings);
        let shown = both_lists(&found);
        let span = targets.first().map(Target::span).unwrap_or_else(|| self.by.header.name.name.span);
        for place in endings.iter().flat_map(|e| &e.places) {
            if !references.iter().any(|r| self.covers(place, &r.owner, &order)) {
                let named = self.shown(place);
                self.error(Code::NotCitedThere, place.span(), &[&named, &shown]);
            }
        }
        if !keeping.is_empty() && !found.iter().all(|f| self.has_standard_at(f, &order)) {
            let at = endings.iter().find(|e| e.keeping).map_or(span, |e| e.span);
            self.error(Code::NoStandardToKeep, at, &[&shown]);
        }
        if !left.is_empty() {
            self.still_cited(targets, endings, &shown, &left, chinese);
        }
        if self.sink.found.len() > before {
            return;
        }
        let empty = gone.drop(&mut self.modules, &order, &|owner| !keeping.contains(owner));
        if let Some((owner, place)) = empty.into_iter().next() {
            let d = Diagnostic::new(Code::LeftEmpty, span, &[&shown, &owner.both()]);
            self.sink.push(d.also_because(place, "cited here | 此处援引"));
            return;
        }
        self.remove(found, !keeping.is_empty());
    }

    /// What goes with what is repealed: the limbs of an article, the classes of a classification.
    fn gone(&self, found: &[Found], order: &Order) -> Gone {
        let mut gone = Gone::default();
        for f in found {
            match (f.sort, f.home.part) {
                (None, part) => {
                    let inside = order.stands.iter().enumerate().filter(|(_, s)| {
                        (s.home.module, s.home.item) == (f.home.module, f.home.item)
                            && (part.is_none() || s.home.part == part)
                    });
                    gone.provisions.extend(inside.map(|(i, _)| i));
                }
                (Some(Sort::Element | Sort::Penalty), _) => {}
                (Some(_), _) => {
                    let opened = self.modules.iter().flat_map(|m| &m.items).any(|i| {
                        matches!(&i.kind, ItemKind::Open { name, .. }
                            if name.spellings().any(|s| is_half(&f.shown, s)))
                    });
                    if !opened {
                        gone.names.extend(f.shown.split(" | ").map(str::to_owned));
                    }
                    let item = self.modules.get(f.home.module).and_then(|m| m.items.get(f.home.item));
                    if let (Some(ItemKind::Classification { classes, .. }), None) =
                        (item.map(|i| &i.kind), f.home.part)
                    {
                        let names = classes.iter().flat_map(|c| c.name.spellings());
                        gone.names.extend(names.map(str::to_owned));
                    }
                }
            }
        }
        gone
    }

    /// Whether a place named in an ending holds a citation's owner.
    fn covers(&self, place: &Target, owner: &Owner, order: &Order) -> bool {
        match (place, owner) {
            (Target::Name(name), Owner::Name(names)) => is_half(names, &name.text),
            (Target::Provision(range), Owner::Provision(module, number)) => {
                let given = range.source.as_ref().map(|s| order.source(self.modules.len(), &s.text));
                let home = |s: &&super::text::Stand| s.home.module == *module && s.number == *number;
                let Some(stand) = order.stands.iter().find(home) else { return false };
                if given.is_some_and(|g| g != Some(stand.source.as_str())) {
                    return false;
                }
                let whole = crate::syntax::ast::Provision { item: None, ..*number };
                let inside = order.range(&stand.source, range);
                let is = |n: crate::syntax::ast::Provision| {
                    inside.iter().filter_map(|i| order.stands.get(*i)).any(|s| s.number.key() == n.key())
                };
                is(*number) || is(whole)
            }
            _ => false,
        }
    }

    /// The ending that governs a citation: one that names its place, else one that names none.
    fn ending<'e>(&self, endings: &'e [Ending], owner: &Owner, order: &Order) -> Option<&'e Ending> {
        let named = endings.iter().find(|e| e.places.iter().any(|p| self.covers(p, owner, order)));
        named.or_else(|| endings.iter().find(|e| e.places.is_empty()))
    }

    /// The flagship error: each citation with its place, and the drafting choices that apply cleanly.
    fn still_cited(
        &mut self,
        targets: &[Target],
        endings: &[Ending],
        shown: &str,
        left: &[Reference],
        chinese: bool,
    ) {
        let (Some(first), Some(last)) = (targets.first(), targets.last()) else { return };
        let span = first.span().to(last.span());
        let mut owners: Vec<&Owner> = Vec::new();
        let mut d = Diagnostic::new(Code::StillCited, span, &[shown, &places(left.len())]);
        for r in left {
            let owner = r.owner.both();
            let (en, zh) = halves(&owner);
            d = d.also_because(r.span, &format!("cited by {en} | {zh}援引"));
            if !owners.contains(&&r.owner) {
                owners.push(&r.owner);
            }
        }
        let after = endings.iter().map(|e| e.span.end).chain([last.span().end]).max().unwrap_or(span.end);
        let at = |end: u32| Span { start: end, end, ..span };
        let some = !endings.is_empty();
        let whole: Vec<Target> = targets.to_vec();
        let ending = |keeping: bool| Ending { keeping, places: Vec::new(), span };
        let list = |owners: &[&Owner]| {
            let each = owners.iter().map(|o| {
                let both = o.both();
                let (en, zh) = halves(&both);
                if chinese { zh.to_owned() } else { en.to_owned() }
            });
            each.collect::<Vec<_>>().join(if chinese { "、" } else { ", " })
        };
        for keeping in [false, true] {
            let mut all = endings.to_vec();
            all.push(ending(keeping));
            if self.tries(&whole, &all) {
                let text = match (chinese, keeping, some) {
                    (false, false, false) => ", dropping references".to_owned(),
                    (false, true, false) => ", keeping its standard where cited".to_owned(),
                    (false, false, true) => format!(", dropping references in {}", list(&owners)),
                    (false, true, true) => format!(", keeping its standard in {}", list(&owners)),
                    (true, false, false) => "，并删去援引".to_owned(),
                    (true, true, false) => "，并保留标准于援引处".to_owned(),
                    (true, false, true) => format!("，并删去援引于{}", list(&owners)),
                    (true, true, true) => format!("，并保留标准于{}", list(&owners)),
                };
                let says = match keeping {
                    false => "the citations shrink, ranges close up | 援引随之缩减，范围合拢",
                    true => {
                        "it stops being a ground, its standard stays for those that cite it | 不再是独立情形，标准留给援引处"
                    }
                };
                d = d.choice(says, vec![Replacement::new(at(after), &text)]);
            }
        }
        let citing: Vec<Target> = owners.iter().filter_map(|o| provision_target(o, span)).collect();
        if citing.len() == owners.len() {
            let mut all = whole.clone();
            all.extend(citing);
            if self.tries(&all, endings) {
                let comma = if chinese { "、" } else { ", " };
                let text = format!("{comma}{}", list(&owners));
                let says = "the citing provisions go too | 援引它的条文一并删去";
                d = d.choice(says, vec![Replacement::new(at(last.span().end), &text)]);
            }
        }
        self.sink.push(d);
    }

    /// Whether a repeal so written would leave nothing cited that is gone, and nothing empty.
    fn tries(&self, targets: &[Target], endings: &[Ending]) -> bool {
        let mut trial = Work { sink: Sink::default(), ..self.clone() };
        let found: Vec<Found> = targets.iter().flat_map(|t| trial.find(t).unwrap_or_default()).collect();
        let Plan { order, gone, left, keeping, .. } = trial.plan(&found, endings);
        let standards = keeping.is_empty() || found.iter().all(|f| trial.has_standard_at(f, &order));
        let empty = gone.drop(&mut trial.modules, &order, &|owner| !keeping.contains(owner));
        left.is_empty() && standards && empty.is_empty()
    }

    /// Who cites what goes, and what the endings say of each.
    fn plan(&mut self, found: &[Found], endings: &[Ending]) -> Plan {
        let order = self.order();
        let mut gone = self.gone(found, &order);
        let references = gone.references(&mut self.modules, &order);
        let (mut left, mut keeping) = (Vec::new(), Vec::new());
        for r in &references {
            match self.ending(endings, &r.owner, &order) {
                None => left.push(r.clone()),
                Some(ending) if ending.keeping => keeping.push(r.owner.clone()),
                Some(_) => {}
            }
        }
        gone.kept = !keeping.is_empty();
        Plan { order, gone, references, left, keeping }
    }

    fn remove(&mut self, mut found: Vec<Found>, kept: bool) {
        found.sort_by_key(|f| std::cmp::Reverse((f.home.module, f.home.item, f.home.part)));
        for f in found {
            let home = f.home;
            if kept && f.sort.is_none() {
                if let Some(article) = article_at(&mut self.modules, home) {
                    match (&mut article.body, home.part) {
                        (Body::Limbs { limbs, .. }, Some(l)) => {
                            limbs.get_mut(l).into_iter().for_each(|limb| limb.standing = false);
                        }
                        _ => article.standing = false,
                    }
                }
                continue;
            }
            let Some(item) = item_at(&mut self.modules, home) else { continue };
            let emptied = match (&mut item.kind, home.part) {
                (ItemKind::Article(article), Some(l)) => match &mut article.body {
                    Body::Limbs { limbs, .. } if l < limbs.len() => {
                        limbs.remove(l);
                        limbs.is_empty()
                    }
                    _ => false,
                },
                (ItemKind::Classification { classes, .. }, Some(c)) if c < classes.len() => {
                    classes.remove(c);
                    classes.is_empty()
                }
                (ItemKind::Offence { elements, penalties, .. }, Some(p)) => {
                    match f.sort {
                        Some(Sort::Penalty) if p < penalties.len() => {
                            penalties.remove(p);
                        }
                        _ if p < elements.len() => {
                            elements.remove(p);
                        }
                        _ => {}
                    }
                    false
                }
                _ => true,
            };
            if emptied && let Some(module) = self.modules.get_mut(home.module) {
                module.items.remove(home.item);
            }
        }
    }

    fn has_standard_at(&self, found: &Found, order: &Order) -> bool {
        found.number.is_some() && self.standard_of(found.home, order, 16)
    }

    fn standard_of(&self, home: super::text::Home, order: &Order, depth: usize) -> bool {
        let item = self.modules.get(home.module).and_then(|m| m.items.get(home.item));
        let Some(ItemKind::Article(article)) = item.map(|i| &i.kind) else { return false };
        let entry = |e: &Entry| self.has_standard(&e.condition, home.module, order, depth);
        match (&article.body, home.part) {
            (Body::Single(single), _) => entry(single),
            (Body::Limbs { limbs, .. }, Some(l)) => limbs.get(l).is_some_and(|l| entry(&l.entry)),
            (Body::Limbs { limbs, .. }, None) => limbs.iter().all(|l| entry(&l.entry)),
            (Body::Empty, _) => false,
        }
    }

    /// Whether every branch of a condition has a standard that can be multiplied.
    pub(super) fn has_standard(&self, expr: &Expr, module: usize, order: &Order, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return true };
        let inner = |e: &Expr| self.has_standard(e, module, order, depth);
        match &expr.kind {
            ExprKind::Compare { op: Compare::Reaches, left, right } => {
                !matches!(left.kind, ExprKind::Between { .. })
                    && !matches!(right.kind, ExprKind::Literal(Literal::Date(_)))
            }
            ExprKind::And(parts) => parts.iter().any(inner),
            ExprKind::Or(parts) => parts.iter().all(inner),
            ExprKind::Except { body, .. } | ExprKind::Filtered { body, .. } => inner(body),
            ExprKind::Quantified { quantifier: Quantifier::None, .. } => false,
            ExprKind::Provision(range) => {
                let mut cited = order.cited(module, range).into_iter().filter_map(|i| order.stands.get(i));
                cited.all(|s| self.standard_of(s.home, order, depth))
            }
            ExprKind::Quantified { provisions, .. } => provisions.iter().all(|r| {
                let mut cited = order.cited(module, r).into_iter().filter_map(|i| order.stands.get(i));
                cited.all(|s| self.standard_of(s.home, order, depth))
            }),
            _ => false,
        }
    }
}

/// How many places, `2 places | 2 处`.
pub(super) fn places(count: usize) -> String {
    format!("{count} {} | {count} 处", if count == 1 { "place" } else { "places" })
}

pub(super) fn halves(both: &str) -> (&str, &str) {
    both.split_once(" | ").unwrap_or((both, both))
}

fn provision_target(owner: &Owner, span: Span) -> Option<Target> {
    match owner {
        Owner::Provision(_, number) => Some(Target::Provision(crate::syntax::ast::ProvisionRange {
            source: None,
            from: *number,
            to: None,
            span,
        })),
        Owner::Name(_) => None,
    }
}

fn both_lists(found: &[Found]) -> String {
    let english: Vec<&str> = found.iter().map(|f| halves(&f.shown).0).collect();
    let chinese: Vec<&str> = found.iter().map(|f| halves(&f.shown).1).collect();
    format!("{} | {}", english.join(", "), chinese.join("、"))
}
