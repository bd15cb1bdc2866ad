//! Case items: facts, lots, expectations.

use super::{Lower, child, children, has};
use crate::syntax::ast::{Case, CaseLine, CasePart, Expect, Given, Literal, Name};
use crate::syntax::parser::{P, Rule};

impl Lower<'_> {
    /// A case with its lines.
    pub(super) fn case(&mut self, p: &P<'_>) -> Case {
        let names: Vec<P<'_>> = children(p, Rule::case_name).collect();
        let mut out = Case {
            names: names.iter().map(|n| n.as_str().to_owned()).collect(),
            span: names.first().map_or_else(|| self.span(p), |n| self.span(n)),
            absent: None,
            lines: Vec::new(),
            expects: Vec::new(),
        };
        for c in p.clone().into_inner() {
            match c.as_rule() {
                Rule::unstated => out.absent = Some(has(&c, Rule::kw_absent)),
                Rule::expect => out.expects.extend(self.expect(&c)),
                Rule::stated => out.lines.extend(self.stated(&c)),
                _ => {}
            }
        }
        out
    }
    fn expect(&mut self, p: &P<'_>) -> Option<Expect> {
        let mut ends = children(p, Rule::expected).map(|e| self.outcome(&e));
        let (low, high) = (ends.next()?, ends.next());
        let with = child(p, Rule::names).map(|n| self.names(&n)).unwrap_or_default();
        Some(Expect { low, high, module: self.name_in(p)?, with })
    }
    fn outcome(&self, p: &P<'_>) -> Name {
        let none = has(p, Rule::kw_no_offence);
        let text = if none { "no_offence" } else { p.as_str() };
        Name { text: text.to_owned(), span: self.span(p) }
    }
    fn stated(&mut self, p: &P<'_>) -> Option<CaseLine> {
        let mut parts = Vec::new();
        for part in children(p, Rule::part) {
            parts.push(self.part(&part));
        }
        let evidence = child(p, Rule::evidence).and_then(|e| self.string_in(&e));
        Some(CaseLine {
            name: self.name_in(p)?,
            parts,
            because: self.string_in(p),
            evidence,
            span: self.span(p),
        })
    }
    pub(super) fn part(&mut self, p: &P<'_>) -> CasePart {
        let negated = has(p, Rule::kw_not);
        let mut names: Vec<Name> = children(p, Rule::name).map(|n| self.name(&n)).collect();
        let given = child(p, Rule::given);
        let value = match &given {
            Some(g) => Some(self.given(g).unwrap_or(Given::Wrong)),
            None => names.pop().map(Given::Name),
        };
        CasePart { negated, field: names.pop(), value, span: self.span(p) }
    }
    pub(super) fn given(&mut self, p: &P<'_>) -> Option<Given> {
        if has(p, Rule::kw_unknown) {
            return Some(Given::Unknown);
        }
        let mut found: Vec<Given> = Vec::new();
        for c in p.clone().into_inner() {
            match c.as_rule() {
                Rule::amount => {
                    let inner = c.into_inner().next()?;
                    found.push(Given::Value(self.literal(&inner)?));
                }
                Rule::name => found.push(Given::Name(self.name(&c))),
                _ => {}
            }
        }
        let mut found = found.into_iter();
        let first = found.next()?;
        if has(p, Rule::kw_disputed) {
            return Some(Given::Disputed(Box::new(first), Box::new(found.next()?)));
        }
        let Given::Value(mut low) = first else { return Some(first) };
        if has(p, Rule::kw_at_least) {
            return Some(Given::AtLeast(low));
        }
        if has(p, Rule::kw_at_most) {
            return Some(Given::AtMost(low));
        }
        let Some(Given::Value(high)) = found.next() else { return Some(Given::Value(low)) };
        // `30 to 50 items`: the unit is said once
        if let (Literal::Number { unit: unit @ None, .. }, Literal::Number { unit: other, .. }) =
            (&mut low, &high)
        {
            *unit = *other;
        }
        Some(Given::Between(low, high))
    }
}
