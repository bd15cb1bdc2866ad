//! Edits that change a text in its place: replace, set, insert, add an exception, another bracket.

use super::references::{Gone, ranges};
use super::repeal::{halves, places};
use super::text::{Sort, article_at, item_at};
use super::{Found, Work};
use crate::diag::{Code, Diagnostic};
use crate::syntax::ast::{
    Body, Cite, Compare, Entry, Exception, Expr, ExprKind, ItemKind, Limb, Literal, Penalty, Provision,
    Target, expressions, expressions_mut,
};
use crate::text::Span;

const USE_SET: &str = "write `set NAME at VALUE` | 请写“将 名称 定为 值”";
const USE_REPLACE: &str = "write `replace … with …` | 请写“将 …… 修改为 ……”";
const NOT_CONDITION: &str = "only the condition of a provision, definition, class, number or element can be replaced | 只能修改条文、定义、类别、数目或者要件的内容";
const OPEN_TERM: &str =
    "it is left open: write its `definition`, or adopt a theory | 它是待定事项：请写定义，或者采用学说";

impl Work<'_> {
    fn refuse(&mut self, found: &Found, span: Span, says: &str) {
        self.error(Code::CannotEdit, span, &[&found.shown, says]);
    }

    /// The entry that something states, if it states one.
    fn entry_of(&mut self, found: &Found) -> Option<&mut Entry> {
        match (&mut item_at(&mut self.modules, found.home)?.kind, found.home.part) {
            (ItemKind::Predicate { means, .. }, _) => Some(means),
            (ItemKind::Classification { classes, .. }, Some(c)) => classes.get_mut(c)?.when.as_mut(),
            (ItemKind::Offence { elements, .. }, Some(e)) if found.sort == Some(Sort::Element) => {
                Some(&mut elements.get_mut(e)?.entry)
            }
            (ItemKind::Article(article), part) => match (&mut article.body, part) {
                (Body::Limbs { limbs, .. }, Some(l)) => Some(&mut limbs.get_mut(l)?.entry),
                (Body::Single(entry), _) => Some(entry),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn replace(&mut self, target: &Target, with: &Entry, cites: &[Cite]) {
        let Some(found) = self.one(target) else { return };
        let span = target.span();
        match found.sort {
            Some(Sort::Parameter) => return self.refuse(&found, span, USE_SET),
            Some(Sort::Open) => return self.refuse(&found, span, OPEN_TERM),
            Some(Sort::Penalty | Sort::Whole) => return self.refuse(&found, span, NOT_CONDITION),
            Some(Sort::Quantity) if !with.exceptions.is_empty() => {
                return self.refuse(&found, with.span, NOT_CONDITION);
            }
            _ => {}
        }
        if !self.touch(&found, span, false, false) || !self.citations_fit(&found, with, span) {
            return;
        }
        let mut moved = self.moved(with, cites);
        if let Some(entry) = self.entry_of(&found) {
            // the line that says what something means, its exceptions being lines of their own
            if matches!(target, Target::Name(n) if [".means", ".是指"].iter().any(|w| n.text.ends_with(w)))
            {
                moved.exceptions.splice(0..0, entry.exceptions.drain(..));
            }
            *entry = moved;
            return;
        }
        match item_at(&mut self.modules, found.home).map(|i| &mut i.kind) {
            Some(ItemKind::Quantity { is, cites, .. }) => {
                *is = moved.condition;
                cites.extend(moved.cites);
            }
            Some(ItemKind::Classification { classes, .. }) => {
                let class = found.home.part.and_then(|c| classes.get_mut(c));
                class.into_iter().for_each(|c| c.when = Some(moved.clone()));
            }
            Some(ItemKind::Article(article)) => article.body = Body::Single(moved),
            _ => {}
        }
    }

    /// Whether what cites a provision can still do so: its limbs are there, and a standard where one is needed.
    fn citations_fit(&mut self, found: &Found, with: &Entry, span: Span) -> bool {
        let Some((source, number)) = found.number.clone() else { return true };
        let order = self.order();
        let at = order.stands.iter().enumerate();
        let inside: Vec<usize> = at
            .filter(|(_, s)| {
                s.source == source
                    && (s.number == number
                        || number.item.is_none() && Provision { item: None, ..s.number } == number)
            })
            .map(|(i, _)| i)
            .collect();
        let of_limbs = if found.home.part.is_none() { inside.get(1..).unwrap_or_default() } else { &[] };
        let limbs = Gone { provisions: of_limbs.to_vec(), ..Gone::default() };
        let dangling: Vec<_> = limbs
            .references(&mut self.modules, &order)
            .into_iter()
            .filter(|r| match &r.owner {
                super::references::Owner::Provision(_, n) => Provision { item: None, ..*n } != number,
                super::references::Owner::Name(_) => true,
            })
            .collect();
        if !dangling.is_empty() {
            let mut d = Diagnostic::new(Code::StillCited, span, &[&found.shown, &places(dangling.len())]);
            for r in &dangling {
                d = d.also_because(r.span, "a limb of it is cited here | 此处援引其中一项");
            }
            self.sink.push(d);
            return false;
        }
        if self.has_standard(&with.condition, found.home.module, &order, 16) {
            return true;
        }
        let itself = Gone { provisions: inside, ..Gone::default() };
        let mut need = itself.references(&mut self.modules, &order);
        need.retain(|r| r.multiplied);
        if need.is_empty() {
            return true;
        }
        let mut d = Diagnostic::new(Code::CitersNeedStandard, span, &[&found.shown, &places(need.len())]);
        for r in &need {
            d = d.also_because(r.span, "a standard is needed here | 此处需要标准");
        }
        self.sink.push(d);
        false
    }

    pub(super) fn punish(&mut self, target: &Target, with: &Penalty, cites: &[Cite]) {
        let Some(found) = self.one(target) else { return };
        if found.sort != Some(Sort::Penalty) {
            let says = "name a bracket, as `OFFENCE.GRADE` | 请写法定刑档次，如“罪名.等级”";
            return self.refuse(&found, target.span(), says);
        }
        if !self.touch(&found, target.span(), false, false) {
            return;
        }
        let cites = self.explicit(cites);
        if let Some(ItemKind::Offence { penalties, .. }) =
            item_at(&mut self.modules, found.home).map(|i| &mut i.kind)
            && let Some(bracket) = found.home.part.and_then(|p| penalties.get_mut(p))
        {
            *bracket = Penalty { grade: bracket.grade.clone(), cites, ..with.clone() };
        }
    }

    pub(super) fn insert(
        &mut self,
        after: &Target,
        number: Provision,
        span: Span,
        text: &Entry,
        cites: &[Cite],
    ) {
        let Some(found) = self.one(after) else { return };
        let shown = format!("{number} | {}", number.chinese());
        let Some((source, before)) = found.number.clone() else {
            let says = "name the limb after which it stands | 请写明接在哪一项之后";
            return self.refuse(&found, after.span(), says);
        };
        let order = self.order();
        let taken =
            |n: Provision| order.stands.iter().any(|s| s.source == source && s.number.key() == n.key());
        let next = before.item.map(|item| {
            let free = (1..).map(|k| crate::syntax::ast::Number { main: item.main, inserted: Some(k) });
            let mut free = free.map(|n| Provision { item: Some(n), ..before });
            free.find(|n| !taken(*n)).unwrap_or(before)
        });
        let offer = next.map(|n| format!("{n} | {}", n.chinese())).unwrap_or_else(|| "-".to_owned());
        if taken(number) {
            let d = Diagnostic::new(Code::NumberTaken, span, &[&shown, &offer]);
            self.sink.push(d);
            return;
        }
        let same = number.item.is_some()
            && (Provision { item: None, ..number }).key() == (Provision { item: None, ..before }).key();
        if !same {
            return self.error(Code::NotAfter, span, &[&shown, &found.shown, &offer]);
        }
        let grown = ranges(&mut self.modules, &order);
        let entry = self.moved(text, cites);
        let Some(article) = article_at(&mut self.modules, found.home) else { return };
        let Body::Limbs { limbs, .. } = &mut article.body else {
            return self.error(Code::NotAfter, span, &[&shown, &found.shown, &offer]);
        };
        let Some(item) = number.item else { return };
        let mut at = found.home.part.map_or(limbs.len(), |l| (l + 1).min(limbs.len()));
        // limbs inserted there before stand in the order of their numbers, whichever edit came first
        while limbs.get(at).is_some_and(|l| l.number.inserted.is_some() && l.number < item) {
            at += 1;
        }
        limbs.insert(at, Limb { number: item, span, entry, standing: true });
        let order = self.order();
        let after = ranges(&mut self.modules, &order);
        let grew = grown.into_iter().zip(after).filter(|((_, _, old), (_, _, new))| new.len() > old.len());
        let (mut lists, mut places) = ([Vec::new(), Vec::new()], Vec::new());
        for ((owner, range, _), _) in grew {
            let to = range.to.unwrap_or(range.from);
            let both = owner.both();
            let (en, zh) = halves(&both);
            lists[0].push(format!("{} to {to} in {en}", range.from));
            lists[1].push(format!("{zh}中的{}至{}", range.from.chinese(), to.chinese()));
            places.push(range.span);
        }
        if !places.is_empty() {
            let text = format!("{} | {}", lists[0].join(", "), lists[1].join("、"));
            let mut d = Diagnostic::new(Code::RangeGrew, span, &[&shown, &text]);
            for place in places {
                d = d.also_because(place, "this range grew | 此范围扩大");
            }
            self.sink.push(d);
        }
    }

    pub(super) fn set(&mut self, target: &Target, value: &Expr, cites: &[Cite]) {
        let Some(found) = self.one(target) else { return };
        let span = target.span();
        let cites = self.explicit(cites);
        match found.sort {
            Some(Sort::Parameter) => {
                if self.touch(&found, span, false, false) {
                    self.set_parameter(&found, value, cites);
                }
                return;
            }
            Some(Sort::Open) => return self.refuse(&found, span, OPEN_TERM),
            Some(Sort::Penalty | Sort::Whole | Sort::Quantity) => {
                return self.refuse(&found, span, USE_REPLACE);
            }
            Some(Sort::Predicate | Sort::Class | Sort::Element) | None => {}
        }
        if !self.touch(&found, span, false, false) {
            return;
        }
        let mut count = 0usize;
        if let Some(entry) = self.entry_of(&found) {
            expressions(&entry.condition, &mut |e| count += usize::from(is_standard(e)));
            if count == 1 {
                expressions_mut(&mut entry.condition, &mut |e| {
                    if let ExprKind::Compare { op: Compare::Reaches, right, .. } = &mut e.kind {
                        **right = value.clone();
                    }
                });
                entry.cites.extend(cites);
                return;
            }
        }
        self.error(Code::OneStandard, span, &[&found.shown, &count.to_string()]);
    }

    fn set_parameter(&mut self, found: &Found, value: &Expr, more: Vec<Cite>) {
        let item = item_at(&mut self.modules, found.home).map(|i| &mut i.kind);
        let Some(ItemKind::Parameter { value: old, span, cites, .. }) = item else { return };
        let fits = match &value.kind {
            ExprKind::Literal(new) => same_sort(old, new).then(|| new.clone()),
            _ => None,
        };
        match fits {
            Some(new) => {
                *old = new;
                *span = value.span;
                cites.extend(more);
            }
            None => {
                let says = match old {
                    Literal::Number { unit: Some(unit), .. } => {
                        let [en, zh] = unit.words();
                        format!("its value is a number of {en} | 其值以{zh}计")
                    }
                    Literal::Number { unit: None, .. } => "its value is a bare number | 其值是数".to_owned(),
                    Literal::Multiple(_) => "its value is a number of times | 其值是倍数".to_owned(),
                    Literal::Date(_) => "its value is a date | 其值是日期".to_owned(),
                    Literal::Truth(_) => "its value is yes or no | 其值为是或否".to_owned(),
                };
                self.refuse(found, value.span, &says);
            }
        }
    }

    pub(super) fn add(
        &mut self,
        target: &Target,
        alternative: Option<&Expr>,
        exceptions: &[Exception],
        cites: &[Cite],
    ) {
        let Some(found) = self.one(target) else { return };
        match found.sort {
            Some(Sort::Open) => return self.refuse(&found, target.span(), OPEN_TERM),
            Some(Sort::Parameter | Sort::Penalty | Sort::Whole | Sort::Quantity) => {
                return self.refuse(&found, target.span(), NOT_CONDITION);
            }
            Some(Sort::Predicate | Sort::Class | Sort::Element) | None => {}
        }
        if !self.touch(&found, target.span(), true, false) {
            return;
        }
        let widened =
            self.entry_of(&found).map(|e| e.clone()).zip(alternative).map(|(entry, alternative)| {
                let condition = either(entry.condition, alternative.clone());
                Entry { condition, ..entry }
            });
        if widened.as_ref().is_some_and(|w| !self.citations_fit(&found, w, target.span())) {
            return;
        }
        let mut added = Vec::new();
        for e in exceptions {
            let mut e = e.clone();
            e.cites = self.explicit(&e.cites);
            e.cites.extend(self.explicit(cites));
            added.push(e);
        }
        let more = self.explicit(cites);
        match self.entry_of(&found) {
            Some(entry) => {
                if let Some(widened) = widened {
                    *entry = widened;
                    entry.cites.extend(more);
                }
                entry.exceptions.extend(added);
            }
            None => self.refuse(&found, target.span(), NOT_CONDITION),
        }
    }
}

/// Either of two conditions, in one list.
fn either(a: Expr, b: Expr) -> Expr {
    let span = a.span;
    let mut parts = match a.kind {
        ExprKind::Or(parts) => parts,
        kind => vec![Expr { kind, span }],
    };
    match b.kind {
        ExprKind::Or(more) => parts.extend(more),
        kind => parts.push(Expr { kind, span: b.span }),
    }
    Expr { kind: ExprKind::Or(parts), span }
}

fn is_standard(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Compare { op: Compare::Reaches, .. })
}

fn same_sort(old: &Literal, new: &Literal) -> bool {
    match (old, new) {
        (Literal::Number { unit: a, .. }, Literal::Number { unit: b, .. }) => a == b,
        (Literal::Multiple(_), Literal::Multiple(_))
        | (Literal::Date(_), Literal::Date(_))
        | (Literal::Truth(_), Literal::Truth(_)) => true,
        _ => false,
    }
}
