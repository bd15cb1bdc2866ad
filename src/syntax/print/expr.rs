//! Conditions and numbers; brackets stand where the grammar needs them or a reader would stumble.

use super::flow::Flow;
use super::lexis::Figures;
use super::{Place, Printer};
use crate::syntax::ast::{
    Compare, Entry, Exception, Expr, ExprKind, Literal, Name, Operation, ProvisionRange, Quantifier,
};

impl Printer<'_> {
    /// A condition with its citations and exceptions, each exception on its own line.
    pub(super) fn entry(&self, flow: &mut Flow, entry: &Entry) {
        self.body(flow, &entry.condition);
        self.cites(flow, &entry.cites);
        self.exceptions(flow, &entry.exceptions);
    }
    /// Exceptions, each on its own line.
    pub(super) fn exceptions(&self, flow: &mut Flow, all: &[Exception]) {
        for e in all {
            flow.line();
            self.exception(flow, e);
        }
    }
    pub(super) fn exception(&self, flow: &mut Flow, e: &Exception) {
        flow.put(self.say("except ", "不包括 "));
        self.list(flow, &e.condition);
        if let Some(unless) = &e.unless {
            flow.gap();
            flow.put(self.say("unless ", "除非 "));
            self.list(flow, unless);
        }
        self.cites(flow, &e.cites);
    }
    /// What may begin with `counting only F:`.
    pub(super) fn body(&self, flow: &mut Flow, expr: &Expr) {
        match &expr.kind {
            ExprKind::Filtered { keep, filter, body } => {
                self.filter(flow, *keep, filter);
                flow.put(self.say(":", "："));
                if self.is_zh() {
                    flow.slit()
                } else {
                    flow.gap()
                }
                self.list(flow, body);
            }
            _ => self.list(flow, expr),
        }
    }
    /// `counting only F`
    pub(super) fn filter(&self, flow: &mut Flow, keep: bool, filter: &Expr) {
        flow.put(match keep {
            true => self.say("counting only ", "仅计 "),
            false => self.say("leaving out ", "不计 "),
        });
        self.list(flow, filter);
    }
    /// A flat list, or one member.
    pub(super) fn list(&self, flow: &mut Flow, expr: &Expr) {
        match &expr.kind {
            ExprKind::And(parts) => self.joined(flow, parts, true),
            ExprKind::Or(parts) => self.joined(flow, parts, false),
            _ => self.member(flow, expr),
        }
    }
    fn joined(&self, flow: &mut Flow, parts: &[Expr], and: bool) {
        let conj = if and { self.say("and ", "且 ") } else { self.say("or ", "或者 ") };
        let commas = !provisions_run_together(parts);
        for (i, part) in parts.iter().enumerate() {
            let last = i + 1 == parts.len();
            if i > 0 {
                if last || !commas {
                    flow.gap();
                    flow.put(conj);
                } else {
                    self.comma(flow);
                }
            }
            let bare = match &part.kind {
                ExprKind::Name(_) | ExprKind::Provision(_) | ExprKind::Literal(_) | ExprKind::Wrong => true,
                ExprKind::Clamp { .. } | ExprKind::Except { .. } => true,
                ExprKind::Not(inner) => last && !matches!(inner.kind, ExprKind::Provision(_)),
                ExprKind::Is { values, .. } => and && last && values.len() < 2,
                ExprKind::Quantified { .. } => {
                    let before = parts.get(i.wrapping_sub(1)).map(|b| &b.kind);
                    and && last && !matches!(before, Some(ExprKind::Provision(_)))
                }
                ExprKind::Compare { .. } | ExprKind::Some { .. } => and && last,
                ExprKind::And(_)
                | ExprKind::Or(_)
                | ExprKind::Filtered { .. }
                | ExprKind::Arithmetic { .. }
                | ExprKind::Between { .. } => false,
            };
            if bare {
                self.member(flow, part);
            } else {
                self.bracket(flow, part);
            }
        }
    }
    /// One member of a list.
    fn member(&self, flow: &mut Flow, expr: &Expr) {
        match &expr.kind {
            ExprKind::Not(inner) => {
                flow.put(self.say("not ", "非 "));
                match &inner.kind {
                    ExprKind::Name(_) | ExprKind::Provision(_) | ExprKind::Not(_) => self.member(flow, inner),
                    _ => self.operand(flow, inner),
                }
            }
            ExprKind::Provision(range) => flow.put(&self.range(range, None, false)),
            ExprKind::Quantified { quantifier, provisions, at } => {
                self.quantified(flow, *quantifier, provisions, at.as_deref());
            }
            ExprKind::Some { record, negated, condition } => {
                flow.put(match negated {
                    true => self.say("no ", "没有 "),
                    false => self.say("some ", "有 "),
                });
                flow.put(&self.name(record, Place::Type));
                flow.put(self.say(" where ", " 符合 "));
                flow.enter();
                self.list(flow, condition);
                flow.leave();
            }
            ExprKind::Compare { op, left, right } => self.compare(flow, *op, left, right),
            ExprKind::Is { left, negated, values } => self.is(flow, left, *negated, values),
            _ => self.sum(flow, expr),
        }
    }
    fn quantified(&self, flow: &mut Flow, q: Quantifier, all: &[ProvisionRange], at: Option<&Expr>) {
        let all: Vec<&ProvisionRange> = all.iter().collect();
        let word = match q {
            Quantifier::Single => "",
            Quantifier::Any => self.say("any of", "任一"),
            Quantifier::All => self.say("all of", "均"),
            Quantifier::None => self.say("none of", "均未"),
            Quantifier::Together => self.say("together", "按比例合计"),
        };
        let many = all.len() > 1 || all.iter().any(|r| r.to.is_some());
        if self.is_zh() || matches!(q, Quantifier::Single | Quantifier::Together) {
            self.ranges(flow, &all, false);
            if !word.is_empty() {
                flow.put(" ");
                flow.put(word);
            }
        } else {
            flow.put(word);
            flow.put(" ");
            self.ranges(flow, &all, true);
        }
        if let Some(at) = at {
            let verb = if q == Quantifier::Together && many { "reach" } else { "reaches" };
            flow.put(" ");
            flow.put(self.say(verb, "达到"));
            flow.put(" ");
            self.standard(flow, at);
        }
    }
    fn compare(&self, flow: &mut Flow, op: Compare, left: &Expr, right: &Expr) {
        match &left.kind {
            ExprKind::Between { from, to } => {
                flow.put(self.say("from ", "自 "));
                self.operand(flow, from);
                flow.put(self.say(" to ", " 至 "));
                self.operand(flow, to);
            }
            _ => self.sum(flow, left),
        }
        flow.put(match op {
            Compare::Reaches => self.say(" reaches ", " 达到 "),
            Compare::Exceeds => self.say(" exceeds ", " 超过 "),
            Compare::Below => self.say(" below ", " 不满 "),
            Compare::AtMost => self.say(" at most ", " 不超过 "),
        });
        match op {
            Compare::Reaches => self.standard(flow, right),
            Compare::Exceeds | Compare::Below | Compare::AtMost => self.sum(flow, right),
        }
    }
    /// What is reached; a quantity with `以上` in Chinese.
    pub(super) fn standard(&self, flow: &mut Flow, at: &Expr) {
        self.sum(flow, at);
        let quantity = match &at.kind {
            ExprKind::Literal(Literal::Number { unit, .. }) => unit.is_some(),
            ExprKind::Literal(Literal::Multiple(m)) => *m != crate::val::Ratio::one(),
            _ => false,
        };
        if quantity {
            flow.put(self.say("", "以上"));
        }
    }
    fn is(&self, flow: &mut Flow, left: &Expr, negated: bool, values: &[Name]) {
        self.sum(flow, left);
        flow.put(match negated {
            true => self.say(" is not ", " 不为 "),
            false => self.say(" is ", " 为 "),
        });
        let of = match &left.kind {
            ExprKind::Name(name) => name.text.as_str(),
            _ => "",
        };
        flow.enter();
        for (i, value) in values.iter().enumerate() {
            if i > 0 && i + 1 == values.len() {
                flow.gap();
                flow.put(self.say("or ", "或者 "));
            } else if i > 0 {
                self.comma(flow);
            }
            flow.put(&self.value_name(value, of));
        }
        flow.leave();
    }
    /// A value after `is`, which may be one of the words that are no names.
    fn value_name(&self, value: &Name, of: &str) -> String {
        match value.text.as_str() {
            "yes" | "是" => self.say("yes", "是").to_owned(),
            "no" | "否" => self.say("no", "否").to_owned(),
            "unknown" | "不明" => self.say("unknown", "不明").to_owned(),
            _ => self.name(value, Place::Value(of)),
        }
    }
    /// A number, or one operation on numbers.
    pub(super) fn sum(&self, flow: &mut Flow, expr: &Expr) {
        let ExprKind::Arithmetic { op, terms } = &expr.kind else { return self.operand(flow, expr) };
        for (i, term) in terms.iter().enumerate() {
            if i > 0 {
                flow.gap();
                flow.put(match op {
                    Operation::Plus => self.say("plus ", "加 "),
                    Operation::Minus => self.say("minus ", "减 "),
                    Operation::Times => self.say("multiplied by ", "乘以 "),
                    Operation::Divided => self.say("divided by ", "除以 "),
                });
            }
            self.operand(flow, term);
        }
    }
    /// A name, a literal, or a bracket.
    fn operand(&self, flow: &mut Flow, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => flow.put(&self.name(name, Place::Term)),
            ExprKind::Literal(literal) => flow.put(&self.literal(literal, Figures::Han)),
            ExprKind::Wrong => flow.put("?"),
            _ => self.bracket(flow, expr),
        }
    }
    fn bracket(&self, flow: &mut Flow, expr: &Expr) {
        flow.put(self.say("(", "（"));
        flow.enter();
        match &expr.kind {
            ExprKind::Clamp { body, at_least, bound } => {
                match &body.kind {
                    ExprKind::Except { body, exceptions } => self.excepted(flow, body, exceptions),
                    _ => self.inside(flow, body),
                }
                flow.put(self.say(",", "，"));
                if self.is_zh() {
                    flow.slit()
                } else {
                    flow.gap()
                }
                flow.put(match at_least {
                    true => self.say("at least ", "至少 "),
                    false => self.say("at most ", "不超过 "),
                });
                self.sum(flow, bound);
            }
            ExprKind::Except { body, exceptions } => self.excepted(flow, body, exceptions),
            _ => self.inside(flow, expr),
        }
        flow.leave();
        flow.put(self.say(")", "）"));
    }
    fn excepted(&self, flow: &mut Flow, body: &Expr, exceptions: &[Exception]) {
        self.inside(flow, body);
        for e in exceptions {
            flow.gap();
            self.exception(flow, e);
        }
    }
    /// What a bracket holds before its exceptions and bounds.
    fn inside(&self, flow: &mut Flow, expr: &Expr) {
        match &expr.kind {
            ExprKind::Clamp { .. } | ExprKind::Except { .. } => self.bracket(flow, expr),
            _ => self.body(flow, expr),
        }
    }
}

/// Whether commas would let provisions take each other's source or quantifier, or take a number for a provision.
fn provisions_run_together(parts: &[Expr]) -> bool {
    parts.windows(2).any(|pair| match pair {
        [a, b] => match (&a.kind, &b.kind) {
            (ExprKind::Provision(a), ExprKind::Provision(b)) => {
                a.source.as_ref().map(|n| &n.text) != b.source.as_ref().map(|n| &n.text) && b.source.is_none()
            }
            (ExprKind::Provision(_), ExprKind::Literal(_)) => true,
            _ => false,
        },
        _ => false,
    })
}
