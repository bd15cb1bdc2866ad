//! Two readings of one case: as it is, and with something more. The rules are rewritten, so that all else is shared.

use crate::ir::facts::{Facts, Known};
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::{Program, Raised};
use crate::ir::schema::{Field, Names, Type, Value};
use crate::val::{End, Interval, Ratio, Truth};

/// The rules for the case as it is, and for the same case with something more.
pub(super) struct Twice {
    /// As it is.
    pub lesser: Program,
    /// With what is more.
    pub greater: Program,
    /// The condition of the claim in each.
    pub conditions: [NodeId; 2],
    what: Vec<Raised>,
    more: Vec<More>,
}

/// Where what is more of something is held.
#[derive(Debug, Clone, Copy)]
enum More {
    Fact(usize),
    Finding(usize),
    Field(usize),
}

impl Twice {
    /// The rules of a program, and a condition of the case, read twice.
    pub fn of(program: &Program, what: &[Raised], condition: NodeId) -> Twice {
        let mut what = what.to_vec();
        what.sort();
        what.dedup();
        let mut bare = Program { claims: Vec::new(), offences: Vec::new(), ..program.clone() };
        let more: Vec<More> = what.iter().map(|w| add(&mut bare, *w)).collect();
        let (greater, raised) = rewritten(&bare, &what, &more, condition, true);
        let (lesser, before) = rewritten(&bare, &what, &more, condition, false);
        Twice { lesser, greater, conditions: [before, raised], what, more }
    }

    /// Where what is more of a fact is held, so that it can be raised in turn.
    pub fn added(&self) -> Option<Raised> {
        match self.more.first()? {
            More::Fact(at) => Some(Raised::Fact(*at)),
            More::Field(_) | More::Finding(_) => None,
        }
    }

    /// The case that both readings have in common, as it is and with what is more, in the vocabulary of the program.
    pub fn cases(&self, program: &Program, facts: &Facts) -> [Facts; 2] {
        let schema = &program.schema;
        let cut = |with: bool| {
            let mut out = facts.clone();
            for (n, what) in self.what.iter().enumerate() {
                let before = |f: &dyn Fn(&Raised) -> bool| self.what.iter().take(n).filter(|w| f(w)).count();
                match *what {
                    Raised::Fact(f) => match schema.record_of(f) {
                        Some(record) => {
                            let in_record = |w: &Raised| self.record_of(program, w) == Some(record);
                            let own = schema.records.get(record).map_or(0, |r| r.fields.len());
                            let at = own + before(&in_record);
                            if let (false, Some(Known::List(Some(rows)))) =
                                (with, out.slots.get_mut(f).map(|s| &mut s.value))
                            {
                                rows.retain(|row| {
                                    row.slots.get(at).is_none_or(|s| s.value != Known::Truth(Truth::Yes))
                                });
                            }
                        }
                        None => {
                            let of_case =
                                |w: &Raised| matches!(w, Raised::Fact(f) if schema.record_of(*f).is_none());
                            let at = schema.facts.len() + before(&of_case);
                            let more = out.slots.get(at).map(|s| s.value.clone());
                            if let (true, Some(more), Some(slot)) = (with, more, out.slots.get_mut(f)) {
                                slot.value = joined(&slot.value, &more);
                            }
                        }
                    },
                    Raised::Finding(f) => {
                        let of_findings = |w: &Raised| matches!(w, Raised::Finding(_));
                        let at = schema.findings.len() + before(&of_findings);
                        let more = out.findings.get(at).cloned().flatten().filter(|m| m.0);
                        if let (true, Some(more), Some(slot)) = (with, more, out.findings.get_mut(f)) {
                            *slot = Some(more);
                        }
                    }
                    Raised::Field(record, field) => {
                        let in_record = |w: &Raised| self.record_of(program, w) == Some(record);
                        let own = schema.records.get(record).map_or(0, |r| r.fields.len());
                        let at = own + before(&in_record);
                        let list = schema.list_of(record).and_then(|l| out.slots.get_mut(l));
                        if let (true, Some(Known::List(Some(rows)))) = (with, list.map(|s| &mut s.value)) {
                            for row in rows {
                                let more = row.slots.get(at).map(|s| s.value.clone());
                                if let (Some(more), Some(slot)) = (more, row.slots.get_mut(field)) {
                                    slot.value = joined(&slot.value, &more);
                                }
                            }
                        }
                    }
                }
            }
            out.slots.truncate(schema.facts.len());
            out.findings.truncate(schema.findings.len());
            for (fact, slot) in out.slots.iter_mut().enumerate() {
                let fields =
                    schema.record_of(fact).and_then(|r| schema.records.get(r)).map(|r| r.fields.len());
                if let (Some(fields), Known::List(Some(rows))) = (fields, &mut slot.value) {
                    rows.iter_mut().for_each(|row| row.slots.truncate(fields));
                }
            }
            out
        };
        [cut(false), cut(true)]
    }

    /// The record to which a field was added for something.
    fn record_of(&self, program: &Program, what: &Raised) -> Option<usize> {
        match what {
            Raised::Fact(f) => program.schema.record_of(*f),
            Raised::Field(r, _) => Some(*r),
            Raised::Finding(_) => None,
        }
    }
}

/// A value with what is more of it.
fn joined(value: &Known, more: &Known) -> Known {
    match (value, more) {
        (Known::Truth(a), Known::Truth(b)) => Known::Truth(a.or(*b)),
        (Known::Number(a, _), Known::Number(b, _)) => match (&a.lo, &b.lo) {
            (End::At(a), End::At(b)) => Known::Number(Interval::point(a.plus(b)), Vec::new()),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

/// Adds to the vocabulary where what is more of something is held.
fn add(program: &mut Program, what: Raised) -> More {
    let schema = &mut program.schema;
    let called = |names: &Names| Names { en: format!("{}+", names.en), zh: format!("{}+", names.zh) };
    let empty = |ty: Type| match ty {
        Type::Number(_) => Value::Number(Ratio::zero()),
        _ => Value::Truth(false),
    };
    let held = |field: &Field, ty: Type| Field {
        names: called(&field.names),
        ty,
        default: Some(empty(ty)),
        if_silent: None,
    };
    match what {
        Raised::Fact(f) => match (schema.record_of(f), schema.facts.get(f).cloned()) {
            (Some(record), Some(list)) => {
                let fields = schema.records.get_mut(record).map(|r| &mut r.fields);
                More::Field(fields.map_or(0, |fields| {
                    fields.push(held(&list, Type::YesNo));
                    fields.len() - 1
                }))
            }
            (_, field) => {
                schema.facts.extend(field.map(|field| held(&field, field.ty)));
                More::Fact(schema.facts.len() - 1)
            }
        },
        Raised::Finding(f) => {
            let names = schema.findings.get(f).map(called);
            schema.findings.extend(names);
            More::Finding(schema.findings.len() - 1)
        }
        Raised::Field(r, f) => {
            let fields = schema.records.get_mut(r).map(|r| &mut r.fields);
            More::Field(fields.map_or(0, |fields| {
                let field = fields.get(f).map(|field| held(field, field.ty));
                fields.extend(field);
                fields.len() - 1
            }))
        }
    }
}

/// The rules with what is more read in: into the greater reading a fact with its more, out of the lesser what was added
/// to a list.
fn rewritten(
    program: &Program,
    what: &[Raised],
    more: &[More],
    condition: NodeId,
    greater: bool,
) -> (Program, NodeId) {
    let mut out = Program { nodes: Vec::new(), ..program.clone() };
    let mut at: Vec<NodeId> = Vec::new();
    for node in &program.nodes {
        let to = |id: NodeId| at.get(id.0 as usize).copied().unwrap_or(NodeId(0));
        let op = node.op.over(&to);
        let mut id = put(&mut out, node.scope, op.clone());
        for (what, more) in what.iter().zip(more) {
            let listed = |r: usize| matches!(what, Raised::Fact(f) if program.schema.list_of(r) == Some(*f));
            match (&node.op, what, more) {
                (Op::Fact(f), Raised::Fact(g), More::Fact(m)) if f == g && greater => {
                    id = with(&mut out, None, id, Op::Fact(*m), is_yes(program.schema.facts.get(*f)));
                }
                (Op::Finding(f), Raised::Finding(g), More::Finding(m)) if f == g && greater => {
                    id = with(&mut out, None, id, Op::Finding(*m), true);
                }
                (Op::Field(r, f), Raised::Field(s, g), More::Field(m)) if (r, f) == (s, g) && greater => {
                    let field = program.schema.records.get(*r).and_then(|r| r.fields.get(*f));
                    id = with(&mut out, Some(*r), id, Op::Field(*r, *m), is_yes(field));
                }
                (
                    Op::Some(r, a)
                    | Op::Count(r, a)
                    | Op::Total(r, a, _)
                    | Op::Greatest(r, a, _)
                    | Op::Least(r, a, _),
                    _,
                    More::Field(m),
                ) if listed(*r) && !greater => {
                    let added = put(&mut out, Some(*r), Op::Field(*r, *m));
                    let old = put(&mut out, Some(*r), Op::Not(added));
                    let kept = put(&mut out, Some(*r), Op::And(vec![to(*a), old]));
                    let a = *a;
                    let narrowed = node.op.over(&|id| if id == a { kept } else { to(id) });
                    id = put(&mut out, node.scope, narrowed);
                }
                _ => {}
            }
        }
        at.push(id);
    }
    let to = |id: &NodeId| at.get(id.0 as usize).copied().unwrap_or(NodeId(0));
    out.at_least = program.at_least.iter().map(to).collect();
    (out, to(&condition))
}

fn put(program: &mut Program, scope: Option<usize>, op: Op) -> NodeId {
    let id = NodeId(program.nodes.len() as u32);
    program.nodes.push(Node { scope, op });
    id
}

/// Something together with what is more of it.
fn with(program: &mut Program, scope: Option<usize>, id: NodeId, more: Op, is_yes: bool) -> NodeId {
    let more = put(program, scope, more);
    put(program, scope, if is_yes { Op::Or(vec![id, more]) } else { Op::Plus(vec![id, more]) })
}

fn is_yes(field: Option<&Field>) -> bool {
    field.is_some_and(|f| f.ty == Type::YesNo)
}
