//! Comparisons: numbers with their units, days, lengths of time, members and grades.

use super::{Ctx, Lower, Ty, shown};
use crate::diag::{Code, Diagnostic, nearest};
use crate::hir::Decl;
use crate::ir::node::{NodeId, Op};
use crate::ir::schema::Type;
use crate::syntax::ast::{Compare, Expr, ExprKind, Literal, Name};
use crate::text::Span;
use crate::val::{Members, Period, Ratio, Unit};

impl Lower<'_> {
    pub(super) fn comparison(
        &mut self,
        op: Compare,
        left: &Expr,
        right: &Expr,
        ctx: Ctx,
    ) -> Option<(NodeId, Ty)> {
        if let ExprKind::Between { from, to } = &left.kind {
            return self.within_period(from, to, right, ctx);
        }
        let date = |low: &mut Self, e: &Expr| match &e.kind {
            ExprKind::Literal(Literal::Date(_)) => true,
            ExprKind::Name(n) => match low.scope.get(ctx.module, &n.text) {
                Some(Decl::Fact(i)) => low.program.schema.facts.get(i).is_some_and(|f| f.ty == Type::Date),
                _ => ctx
                    .record
                    .and_then(|r| low.program.schema.records.get(r))
                    .is_some_and(|r| r.fields.iter().any(|f| f.names.is(&n.text) && f.ty == Type::Date)),
            },
            _ => false,
        };
        let (a, b) = if date(self, left) && date(self, right) {
            (self.lowered(left, ctx)?.0, self.lowered(right, ctx)?.0)
        } else {
            let (a, unit) = self.amount(left, ctx)?;
            let (b, other) = self.number(right, ctx)?;
            self.check_units(unit, other, right)?;
            (a, b)
        };
        let scope = self.scope_of(&[a, b]);
        let id = match op {
            Compare::Reaches => self.node(scope, Op::Reaches(a, b)),
            Compare::Exceeds => self.node(scope, Op::Exceeds(a, b)),
            Compare::Below => {
                let reaches = self.node(scope, Op::Reaches(a, b));
                self.not(reaches)
            }
            Compare::AtMost => {
                let exceeds = self.node(scope, Op::Exceeds(a, b));
                self.not(exceeds)
            }
        };
        Some((id, Ty::Truth))
    }

    /// A number that is compared; a yes or no is none.
    pub(super) fn amount(&mut self, expr: &Expr, ctx: Ctx) -> Option<(NodeId, Option<Unit>)> {
        let (id, unit) = self.number(expr, ctx)?;
        if matches!(self.op(id).map(|n| &n.op), Some(Op::Indicator(_))) {
            self.error(Code::NotANumber, expr.span, &[&shown(expr)]);
            return None;
        }
        Some((id, unit))
    }

    /// Both sides count the same thing; a bare number must name what it counts.
    pub(super) fn check_units(&mut self, left: Option<Unit>, right: Option<Unit>, at: &Expr) -> Option<()> {
        let bare = match &at.kind {
            ExprKind::Literal(Literal::Number { unit: None, value }) => Some((value, value.decimal())),
            ExprKind::Literal(Literal::Multiple(r)) => Some((r, r.to_string())),
            _ => None,
        };
        match (left, right, bare) {
            (Some(unit), None, Some((value, number))) => {
                let [en, zh] = unit.after(value);
                let d = Diagnostic::new(Code::UnitMissing, at.span, &[&unit.both(), &number]);
                let behind = Span { start: at.span.end, ..at.span };
                self.sink.push(d.mend_as_around(behind, [&format!(" {en}"), zh]));
                None
            }
            (Some(unit), Some(found), _) if unit != found => {
                let d = Diagnostic::new(Code::UnitMix, at.span, &[&unit.both(), &found.both()]);
                self.sink.push(match &at.kind {
                    ExprKind::Literal(Literal::Number { value, .. }) => {
                        let [en, zh] = unit.after(value);
                        let number = value.decimal();
                        d.mend_as_around(at.span, [&format!("{number} {en}"), &format!("{number}{zh}")])
                    }
                    _ => d,
                });
                None
            }
            _ => self.same_unit(left, right, at.span).map(|_| ()),
        }
    }

    fn within_period(&mut self, from: &Expr, to: &Expr, right: &Expr, ctx: Ctx) -> Option<(NodeId, Ty)> {
        let day = |low: &mut Self, e: &Expr| match low.lowered(e, ctx)? {
            (id, Ty::Date) => Some(id),
            _ => {
                low.error(Code::WrongValue, e.span, &["from … to | 自……至", "a date | 日期", "-"]);
                None
            }
        };
        let a = day(self, from)?;
        let b = day(self, to)?;
        let (n, unit) = self.number(right, ctx)?;
        let count = match self.op(n).map(|n| n.op.clone()) {
            Some(Op::Number(n)) => n.as_i64().and_then(|n| u32::try_from(n).ok()),
            _ => None,
        };
        let period = unit.and_then(Unit::period).zip(count).map(|(unit, count)| Period { count, unit });
        let Some(period) = period else {
            self.error(
                Code::WrongValue,
                right.span,
                &["at most | 不超过", "a number of years, months or days | 年数、月数或者日数", "-"],
            );
            return None;
        };
        Some((self.node(self.scope_of(&[a, b]), Op::Within(a, b, period)), Ty::Truth))
    }

    pub(super) fn is(
        &mut self,
        left: &Expr,
        negated: bool,
        values: &[Name],
        ctx: Ctx,
    ) -> Option<(NodeId, Ty)> {
        if let ExprKind::Name(name) = &left.kind
            && self.scope.get(ctx.module, &name.text) == Some(Decl::Scale)
        {
            let is = self.is_grade(name, values, ctx)?;
            return Some((if negated { self.not(is) } else { is }, Ty::Truth));
        }
        let (id, ty) = self.lowered(left, ctx)?;
        let scope = self.scope_of(&[id]);
        let out = match ty {
            Ty::Member(kind) => {
                let kind = self.program.schema.kinds.get(kind)?.clone();
                let mut set = Members(0);
                for value in values {
                    match kind.members.iter().position(|m| m.is(&value.text)) {
                        Some(m) => set.0 |= Members::one(m).0,
                        None => {
                            let all = kind.members.iter().flat_map(|m| [m.en.as_str(), m.zh.as_str()]);
                            let near = nearest(&value.text, all);
                            let hint = near.as_ref().map(|n| format!("did you mean `{n}`? | 相近：{n}"));
                            let d = Diagnostic::new(
                                Code::NotAMember,
                                value.span,
                                &[&value.text, &kind.names.both(), hint.as_deref().unwrap_or("-")],
                            );
                            self.sink.push(match &near {
                                Some(n) => d.mend(value.span, n),
                                None => d,
                            });
                        }
                    }
                }
                self.node(scope, Op::IsMember(id, set))
            }
            Ty::Truth => match values {
                [one] if one.text == "yes" || one.text == "是" => id,
                [one] if one.text == "no" || one.text == "否" => self.not(id),
                _ => {
                    self.error(Code::WrongValue, left.span, &[&shown(left), "yes or no | 是或否", "-"]);
                    return None;
                }
            },
            Ty::Number(_) | Ty::Date => {
                self.error(
                    Code::WrongValue,
                    left.span,
                    &[
                        &shown(left),
                        "a comparison with `reaches` or `at most` | “达到”或者“不超过”的比较",
                        "-",
                    ],
                );
                return None;
            }
        };
        Some((if negated { self.not(out) } else { out }, Ty::Truth))
    }

    fn is_grade(&mut self, name: &Name, values: &[Name], ctx: Ctx) -> Option<NodeId> {
        let Some(offence) = ctx.outcome.and_then(|o| self.program.offences.get(o)) else {
            self.error(
                Code::NotACondition,
                name.span,
                &[&name.text, "the outcome, not known here | 结论，此处尚不可知"],
            );
            return None;
        };
        let at_least = offence.at_least.clone();
        let mut any = Vec::new();
        for value in values {
            let Some(grade) = self.program.schema.grade(&value.text) else {
                let near = nearest(&value.text, self.scope.all_names());
                self.unknown_grade(value, near.as_deref());
                continue;
            };
            let reached = grade.checked_sub(1).and_then(|g| at_least.get(g)).copied();
            let above = at_least.get(grade).copied();
            let mut parts: Vec<NodeId> = reached.into_iter().collect();
            if let Some(above) = above {
                parts.push(self.not(above));
            }
            any.push(self.and(parts));
        }
        Some(self.or(any))
    }

    /// Whether a degree reaches the standard.
    pub(super) fn holds(&mut self, degree: NodeId) -> NodeId {
        if let Some(Op::Plain(truth)) = self.op(degree).map(|n| n.op.clone()) {
            return truth;
        }
        let one = self.number_node(Ratio::one());
        self.node(None, Op::Reaches(degree, one))
    }
}
