//! Conditions and numbers.

use super::{Lower, child, children, has};
use crate::diag::{Code, Diagnostic};
use crate::syntax::ast::{Compare, Entry, Exception, Expr, ExprKind, Name, Operation, Quantifier};
use crate::syntax::parser::{P, Rule};
use crate::text::Span;
use crate::text::limits;

/// How a member is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Comma,
    And,
    Or,
}

/// A member of a flat list.
struct Member {
    join: Option<Join>,
    expr: Expr,
    /// An unbracketed comparison with `is`, with its words.
    is: Option<String>,
}

impl Lower<'_> {
    /// A condition with its citations and exceptions.
    pub(super) fn entry(&mut self, p: &P<'_>) -> Entry {
        let condition = self.body(p);
        let cites = self.cites(p);
        let exceptions = self.exceptions(p);
        Entry { condition, exceptions, cites, span: self.span(p) }
    }
    /// The first entry inside.
    pub(super) fn entry_in(&mut self, p: &P<'_>) -> Option<Entry> {
        child(p, Rule::entry).map(|e| self.entry(&e))
    }
    pub(super) fn exceptions(&mut self, p: &P<'_>) -> Vec<Exception> {
        let mut out = Vec::new();
        for e in children(p, Rule::exception) {
            let mut lists = children(&e, Rule::list);
            let condition = match lists.next() {
                Some(l) => self.list(&l),
                None => self.wrong(&e),
            };
            let unless = lists.next().map(|l| self.list(&l));
            out.push(Exception { condition, unless, cites: self.cites(&e) });
        }
        out
    }
    fn wrong(&self, p: &P<'_>) -> Expr {
        Expr { kind: ExprKind::Wrong, span: self.span(p) }
    }
    /// The `scoped` or `list` inside.
    fn body(&mut self, p: &P<'_>) -> Expr {
        if let Some(scoped) = child(p, Rule::scoped) {
            return self.scoped(&scoped);
        }
        match child(p, Rule::list) {
            Some(list) => self.list(&list),
            None => self.wrong(p),
        }
    }
    fn scoped(&mut self, p: &P<'_>) -> Expr {
        let (filter, list) = (child(p, Rule::filter), child(p, Rule::list));
        let (Some(filter), Some(list)) = (filter, list) else { return self.wrong(p) };
        let (keep, filter) = self.filter(&filter);
        let body = Box::new(self.list(&list));
        Expr { kind: ExprKind::Filtered { keep, filter: Box::new(filter), body }, span: self.span(p) }
    }
    /// `counting only F`, `leaving out F`.
    pub(super) fn filter(&mut self, p: &P<'_>) -> (bool, Expr) {
        (has(p, Rule::kw_counting_only), self.body(p))
    }
    fn enter(&mut self, p: &P<'_>) -> bool {
        self.depth += 1;
        let fine = self.depth <= 3 * limits::NESTING;
        if !fine {
            let span = self.span(p);
            let span = Span { end: span.start, ..span };
            self.fault(Code::TooDeep, span, &[&limits::NESTING.to_string()]);
        }
        fine
    }
    /// A flat list.
    pub(super) fn list(&mut self, p: &P<'_>) -> Expr {
        let out = if self.enter(p) { self.flat(p) } else { self.wrong(p) };
        self.depth -= 1;
        out
    }
    fn flat(&mut self, p: &P<'_>) -> Expr {
        let mut members: Vec<Member> = Vec::new();
        let (mut join, mut comma_at) = (None, None);
        for c in p.clone().into_inner() {
            match c.as_rule() {
                Rule::sep if has(&c, Rule::kw_and) => join = Some(Join::And),
                Rule::sep if has(&c, Rule::kw_or) => join = Some(Join::Or),
                Rule::sep => {
                    join = Some(Join::Comma);
                    comma_at = Some(c);
                }
                Rule::item => self.item_of_list(&c, join, &mut members),
                _ => {}
            }
        }
        let span = self.span(p);
        if members.len() < 2 {
            return members.pop().map_or_else(|| self.wrong(p), |m| m.expr);
        }
        let joins: Vec<Join> = members.iter().filter_map(|m| m.join).collect();
        let (and, or) = (joins.contains(&Join::And), joins.contains(&Join::Or));
        let comma = joins.contains(&Join::Comma);
        if and && or {
            self.fault(Code::MixedAndOr, span, &[]);
            return self.wrong(p);
        }
        let first_word = joins.iter().position(|j| *j != Join::Comma);
        let last_comma = joins.iter().rposition(|j| *j == Join::Comma);
        if first_word.is_none() || last_comma > first_word {
            let d = Diagnostic::new(Code::NoConjunction, span, &[]);
            let words = match first_word.and_then(|at| joins.get(at)) {
                Some(Join::And) => &[["and", "且"]],
                Some(_) => &[["or", "或者"]],
                None => [["and", "且"], ["or", "或者"]].as_slice(),
            };
            let d = comma_at.iter().fold(d, |d, comma| self.conjoined(p, comma, words, d));
            self.sink.push(d);
            return self.wrong(p);
        }
        let count = members.len();
        for (at, m) in members.iter().enumerate() {
            if let Some(words) = m.is.as_ref().filter(|_| comma && at + 1 < count) {
                self.fault(Code::IsNotLast, m.expr.span, &[words]);
            }
        }
        let exprs = members.into_iter().map(|m| m.expr).collect();
        Expr { kind: if and { ExprKind::And(exprs) } else { ExprKind::Or(exprs) }, span }
    }
    /// One member; a list of provisions without quantifier is several.
    /// Offers words in the place of the last comma of a list.
    fn conjoined(&self, list: &P<'_>, comma: &P<'_>, words: &[[&str; 2]], d: Diagnostic) -> Diagnostic {
        let han = !comma.as_str().is_ascii();
        let after = comma.as_span().end().saturating_sub(list.as_span().start());
        let spaced = list.as_str().get(after..).is_some_and(|t| t.starts_with(char::is_whitespace));
        let blank = if spaced { "" } else { " " };
        let put = |[en, zh]: &[&str; 2]| format!(" {}{blank}", if han { zh } else { en });
        words.iter().fold(d, |d, word| d.mend(self.span(comma), &put(word)))
    }
    fn item_of_list(&mut self, p: &P<'_>, join: Option<Join>, out: &mut Vec<Member>) {
        let span = self.span(p);
        let mut inner = p.clone();
        let mut nots: Vec<Span> = Vec::new();
        while inner.as_rule() == Rule::item {
            if has(&inner, Rule::kw_not) {
                nots.push(self.span(&inner));
            }
            match inner.clone().into_inner().find(|c| c.as_rule() != Rule::kw_not) {
                Some(next) => inner = next,
                None => break,
            }
        }
        if nots.len() > limits::NESTING {
            self.fault(Code::TooDeep, Span { end: span.start, ..span }, &[&limits::NESTING.to_string()]);
            out.push(Member { join, expr: self.wrong(p), is: None });
            return;
        }
        if inner.as_rule() == Rule::quantified && nots.is_empty() {
            for (i, expr) in self.quantified(&inner).into_iter().enumerate() {
                out.push(Member { join: if i == 0 { join } else { Some(Join::Comma) }, expr, is: None });
            }
            return;
        }
        let mut is = None;
        let mut expr = match inner.as_rule() {
            Rule::quantified => {
                let mut found = self.quantified(&inner);
                if found.len() > 1 {
                    let span = self.span(&inner);
                    self.fault(Code::RangeNeedsQuantifier, span, &[]);
                }
                found.pop().unwrap_or_else(|| self.wrong(&inner))
            }
            Rule::exists => self.exists(&inner),
            Rule::comparison => {
                if has(&inner, Rule::is) || has(&inner, Rule::is_not) {
                    is = Some(inner.as_str().to_owned());
                }
                self.comparison(&inner)
            }
            _ => self.wrong(&inner),
        };
        while let Some(span) = nots.pop() {
            expr = Expr { kind: ExprKind::Not(Box::new(expr)), span };
        }
        out.push(Member { join, expr, is });
    }
    /// A bare list of provisions.
    pub(super) fn listed(&mut self, p: &P<'_>) -> Expr {
        let (span, provisions) = (self.span(p), self.provisions(p));
        Expr { kind: ExprKind::Quantified { quantifier: Quantifier::Single, provisions, at: None }, span }
    }
    fn quantified(&mut self, p: &P<'_>) -> Vec<Expr> {
        let span = self.span(p);
        let mut quantifier = None;
        let mut provisions = Vec::new();
        let mut at = None;
        for c in p.clone().into_inner() {
            match c.as_rule() {
                Rule::kw_any_of => quantifier = Some(Quantifier::Any),
                Rule::kw_all_of => quantifier = Some(Quantifier::All),
                Rule::kw_none_of => quantifier = Some(Quantifier::None),
                Rule::kw_together => quantifier = Some(Quantifier::Together),
                Rule::provs | Rule::cprovs => provisions = self.provisions(&c),
                Rule::reach => at = child(&c, Rule::sum).map(|s| Box::new(self.sum(&s, false))),
                _ => {}
            }
        }
        let several = provisions.len() > 1 || provisions.iter().any(|r| r.to.is_some());
        let ranged = provisions.iter().any(|r| r.to.is_some());
        match quantifier {
            Some(quantifier) => {
                vec![Expr { kind: ExprKind::Quantified { quantifier, provisions, at }, span }]
            }
            None if ranged || (several && at.is_some()) => {
                self.fault(Code::RangeNeedsQuantifier, span, &[]);
                vec![self.wrong(p)]
            }
            None if at.is_some() => {
                vec![Expr {
                    kind: ExprKind::Quantified { quantifier: Quantifier::Single, provisions, at },
                    span,
                }]
            }
            None if provisions.is_empty() => vec![self.wrong(p)],
            None => {
                provisions.into_iter().map(|r| Expr { span: r.span, kind: ExprKind::Provision(r) }).collect()
            }
        }
    }
    fn exists(&mut self, p: &P<'_>) -> Expr {
        let (record, list) = (self.name_in(p), child(p, Rule::list));
        let (Some(record), Some(list)) = (record, list) else { return self.wrong(p) };
        let negated = has(p, Rule::kw_no_such);
        let condition = Box::new(self.list(&list));
        Expr { kind: ExprKind::Some { record, negated, condition }, span: self.span(p) }
    }
    fn comparison(&mut self, p: &P<'_>) -> Expr {
        let span = self.span(p);
        let Some(left) = child(p, Rule::sum) else { return self.wrong(p) };
        let cmp = p.clone().into_inner().nth(1);
        let between = cmp.as_ref().is_some_and(|c| c.as_rule() == Rule::at_most);
        let left = self.sum(&left, between);
        let Some(cmp) = cmp else { return left };
        let left = Box::new(left);
        let op = match cmp.as_rule() {
            Rule::reach => Compare::Reaches,
            Rule::exceeds => Compare::Exceeds,
            Rule::below => Compare::Below,
            Rule::at_most => Compare::AtMost,
            rule => {
                let values = child(&cmp, Rule::values).map(|v| self.values(&v)).unwrap_or_default();
                return Expr { kind: ExprKind::Is { left, negated: rule == Rule::is_not, values }, span };
            }
        };
        let right = match child(&cmp, Rule::sum) {
            Some(s) => self.sum(&s, false),
            None => self.wrong(&cmp),
        };
        Expr { kind: ExprKind::Compare { op, left, right: Box::new(right) }, span }
    }
    fn values(&mut self, p: &P<'_>) -> Vec<Name> {
        let mut out = Vec::new();
        for value in children(p, Rule::value) {
            if let Some(literal) = child(&value, Rule::literal) {
                let truth = has(&literal, Rule::kw_yes) || has(&literal, Rule::kw_no);
                if !truth {
                    let span = self.span(&literal);
                    self.fault(Code::Syntax, span, &["a name | 名称"]);
                }
            }
            out.push(self.name(&value));
        }
        out
    }
    /// A sum; `between` says whether `from d to e` may stand alone here.
    pub(super) fn sum(&mut self, p: &P<'_>, between: bool) -> Expr {
        let mut terms = Vec::new();
        let mut ops = Vec::new();
        let alone = p.clone().into_inner().count() == 1;
        for c in p.clone().into_inner() {
            match c.as_rule() {
                Rule::kw_plus => ops.push(Operation::Plus),
                Rule::kw_minus => ops.push(Operation::Minus),
                Rule::kw_times_by => ops.push(Operation::Times),
                Rule::kw_divided_by => ops.push(Operation::Divided),
                _ => terms.push(self.prim(&c, between && alone)),
            }
        }
        let span = self.span(p);
        let Some(op) = ops.first().copied() else {
            return terms.pop().unwrap_or_else(|| self.wrong(p));
        };
        if ops.iter().any(|o| *o != op) {
            self.fault(Code::MixedArithmetic, span, &[]);
            return self.wrong(p);
        }
        Expr { kind: ExprKind::Arithmetic { op, terms }, span }
    }
    fn prim(&mut self, p: &P<'_>, between: bool) -> Expr {
        let out = if self.enter(p) { self.operand(p, between) } else { self.wrong(p) };
        self.depth -= 1;
        out
    }
    fn operand(&mut self, p: &P<'_>, between: bool) -> Expr {
        let span = self.span(p);
        match p.as_rule() {
            Rule::name => Expr { kind: ExprKind::Name(self.name(p)), span },
            Rule::literal => {
                let kind = self.literal(p).map_or(ExprKind::Wrong, ExprKind::Literal);
                Expr { kind, span }
            }
            Rule::between => {
                if !between {
                    self.fault(Code::Syntax, span, &["`from … to … at most …` | “自……至……不超过……”"]);
                    return self.wrong(p);
                }
                let mut ends =
                    p.clone().into_inner().filter(|c| !matches!(c.as_rule(), Rule::kw_from | Rule::kw_to));
                let (Some(from), Some(to)) = (ends.next(), ends.next()) else { return self.wrong(p) };
                let from = Box::new(self.prim(&from, false));
                let to = Box::new(self.prim(&to, false));
                Expr { kind: ExprKind::Between { from, to }, span }
            }
            Rule::bracket => self.bracket(p),
            _ => self.wrong(p),
        }
    }
    fn bracket(&mut self, p: &P<'_>) -> Expr {
        let span = self.span(p);
        let mut body = self.body(p);
        body.span = span;
        let exceptions = self.exceptions(p);
        if !exceptions.is_empty() {
            body = Expr { kind: ExprKind::Except { body: Box::new(body), exceptions }, span };
        }
        if let Some(clamp) = child(p, Rule::clamp) {
            let at_least = has(&clamp, Rule::kw_at_least);
            let bound = match child(&clamp, Rule::sum) {
                Some(s) => self.sum(&s, false),
                None => self.wrong(&clamp),
            };
            body = Expr {
                kind: ExprKind::Clamp { body: Box::new(body), at_least, bound: Box::new(bound) },
                span,
            };
        }
        body
    }
}
