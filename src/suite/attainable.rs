//! What no case whatever can bring about: conditions that the rules themselves fix, and evaluations that nobody has made.
//!
//! Each node is asked whether some case may make it hold (a number: be above nought) and whether some case may make it
//! fail. The answer "may" can be wrong, since facts that exclude each other are not told apart; "cannot" never is.

use crate::ir::node::{NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::{Names, Type};
use crate::val::{Members, Ratio};

/// Whether some case may make a node hold, and fail.
#[derive(Debug, Clone, Copy)]
struct May {
    holds: bool,
    fails: bool,
}

/// What cases may bring about, node by node.
pub(super) struct Attainable<'a> {
    program: &'a Program,
    may: Vec<May>,
}

impl<'a> Attainable<'a> {
    /// Of all nodes of a program.
    pub(super) fn of(program: &'a Program) -> Attainable<'a> {
        let mut out = Attainable { program, may: Vec::with_capacity(program.nodes.len()) };
        for node in &program.nodes {
            let may = out.node(&node.op);
            out.may.push(may);
        }
        out
    }

    fn at(&self, id: NodeId) -> May {
        self.may.get(id.0 as usize).copied().unwrap_or(May { holds: true, fails: true })
    }

    fn node(&self, op: &Op) -> May {
        let at = |id: &NodeId| self.at(*id);
        let any = |ids: &[NodeId], of: fn(May) -> bool| ids.iter().any(|i| of(at(i)));
        let all = |ids: &[NodeId], of: fn(May) -> bool| ids.iter().all(|i| of(at(i)));
        let open = May { holds: true, fails: true };
        match op {
            Op::Open(_) => May { holds: false, fails: false },
            Op::Truth(yes) => May { holds: *yes, fails: !yes },
            Op::Number(n) => May { holds: *n > Ratio::zero(), fails: *n <= Ratio::zero() },
            Op::Not(a) => May { holds: at(a).fails, fails: at(a).holds },
            Op::And(ids) => May { holds: all(ids, |m| m.holds), fails: any(ids, |m| m.fails) },
            Op::Or(ids) => May { holds: any(ids, |m| m.holds), fails: all(ids, |m| m.fails) },
            Op::IsMember(of, set) => May { holds: !set.is_empty(), fails: *set != self.members(*of) },
            Op::Plain(a) | Op::Indicator(a) => at(a),
            Op::Some(_, a) | Op::Count(_, a) => May { holds: at(a).holds, fails: true },
            Op::Total(_, a, n) | Op::Greatest(_, a, n) | Op::Least(_, a, n) => {
                May { holds: at(a).holds && at(n).holds, fails: true }
            }
            Op::Gate(n, a) => May { holds: at(n).holds && at(a).holds, fails: true },
            Op::Plus(ids) | Op::Max(ids) => May { holds: any(ids, |m| m.holds), fails: true },
            Op::Min(ids) => May { holds: all(ids, |m| m.holds), fails: true },
            Op::Times(a, b) => May { holds: at(a).holds && at(b).holds, fails: true },
            Op::Reaches(a, b) | Op::Exceeds(a, b) => {
                // a number that is never above nought reaches no standard that is
                let bound = match self.program.nodes.get(b.0 as usize).map(|n| &n.op) {
                    Some(Op::Number(n)) => *n > Ratio::zero(),
                    _ => false,
                };
                May { holds: !bound || at(a).holds, fails: true }
            }
            Op::Fact(_) | Op::Field(..) | Op::Finding(_) | Op::Date(_) | Op::Within(..) | Op::Minus(..) => {
                open
            }
        }
    }

    fn members(&self, of: NodeId) -> Members {
        let schema = &self.program.schema;
        let field = match self.program.nodes.get(of.0 as usize).map(|n| &n.op) {
            Some(Op::Fact(f)) => schema.facts.get(*f),
            Some(Op::Field(r, f)) => schema.records.get(*r).and_then(|r| r.fields.get(*f)),
            _ => None,
        };
        match field.map(|f| f.ty) {
            Some(Type::Member(k)) => Members::all(schema.kinds.get(k).map_or(0, |k| k.members.len())),
            _ => Members(u128::MAX),
        }
    }

    /// Why no case makes a node hold (or fail); none if some case may.
    pub(super) fn excluded(&self, id: NodeId, holds: bool) -> Option<Names> {
        let may = self.at(id);
        if if holds { may.holds } else { may.fails } {
            return None;
        }
        let op = &self.program.nodes.get(id.0 as usize)?.op;
        let within = |id: &NodeId| self.excluded(*id, holds);
        let names = |en: String, zh: String| Some(Names { en, zh });
        match op {
            Op::Open(o) => {
                let open = self.program.opens.get(*o).map(|o| o.0.clone()).unwrap_or_default();
                names(
                    format!("nobody has made the evaluation {}", open.en),
                    format!("“{}”尚无人认定", open.zh),
                )
            }
            Op::Not(a) => self.excluded(*a, !holds),
            Op::And(ids) | Op::Or(ids) | Op::Plus(ids) | Op::Max(ids) | Op::Min(ids) => {
                ids.iter().find_map(within)
            }
            Op::Plain(a) | Op::Indicator(a) | Op::Some(_, a) | Op::Count(_, a) => within(a),
            Op::Reaches(a, _) | Op::Exceeds(a, _) => within(a),
            Op::Total(_, a, b)
            | Op::Greatest(_, a, b)
            | Op::Least(_, a, b)
            | Op::Gate(a, b)
            | Op::Times(a, b) => within(a).or_else(|| within(b)),
            Op::Truth(_) | Op::Number(_) | Op::IsMember(..) => names(
                format!("the rules say that it always {}", if holds { "fails" } else { "holds" }),
                format!("规则已定其必{}成立", if holds { "不" } else { "" }),
            ),
            Op::Fact(_) | Op::Field(..) | Op::Finding(_) | Op::Date(_) | Op::Within(..) | Op::Minus(..) => {
                None
            }
        }
    }
}
