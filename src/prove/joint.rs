//! Several programs in one graph over one vocabulary: what bears one name is one fact.

use super::result::{Limit, Refused, Why};
use crate::eval::children;
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::{Field, Kind, Names, Record, Schema, Type};
use crate::val::Members;
use std::collections::{BTreeMap, BTreeSet};

/// The programs together.
#[derive(Debug, Clone)]
pub(super) struct Joint {
    /// The vocabularies united.
    pub schema: Schema,
    /// Unmade evaluations with the record they speak of.
    pub opens: Vec<(Names, Option<usize>)>,
    /// The nodes of all programs, children first; what is equal stands once.
    pub nodes: Vec<Node>,
    ids: BTreeMap<Node, NodeId>,
    /// Where each program's parts are.
    pub programs: Vec<Placed>,
    /// What only one vocabulary knows and is left out.
    pub limits: Vec<Limit>,
    /// Members that are left out: kind, members.
    pub excluded: BTreeMap<usize, Members>,
}

/// Where the parts of one program are in the joint vocabulary and graph.
#[derive(Debug, Clone, Default)]
pub(super) struct Placed {
    pub nodes: Vec<NodeId>,
    pub kinds: Vec<Vec<usize>>,
    pub kind_ids: Vec<usize>,
    pub records: Vec<usize>,
    pub fields: Vec<Vec<usize>>,
    pub facts: Vec<usize>,
    pub findings: Vec<usize>,
    pub opens: Vec<usize>,
}

impl Placed {
    /// The joint node of a node of the program.
    pub fn node(&self, id: NodeId) -> NodeId {
        self.nodes.get(id.0 as usize).copied().unwrap_or(NodeId(0))
    }
}

fn place(list: &[usize], at: usize) -> usize {
    list.get(at).copied().unwrap_or(usize::MAX)
}

/// The position of an equal name, or that of a new entry.
fn united<T>(list: &mut Vec<T>, name: &Names, of: fn(&T) -> &Names, new: impl FnOnce() -> T) -> usize {
    match list.iter().position(|t| of(t) == name) {
        Some(at) => at,
        None => {
            list.push(new());
            list.len() - 1
        }
    }
}

impl Joint {
    /// Unites the programs; refuses where one name means things of different types.
    pub fn of(programs: &[&Program]) -> Result<Joint, Refused> {
        let mut joint = Joint {
            schema: Schema::default(),
            opens: Vec::new(),
            nodes: Vec::new(),
            ids: BTreeMap::new(),
            programs: Vec::new(),
            limits: Vec::new(),
            excluded: BTreeMap::new(),
        };
        for (p, program) in programs.iter().enumerate() {
            let mut placed = joint.vocabulary(p, program)?;
            for node in &program.nodes {
                let mapped = joint.mapped(node, &placed);
                let id = joint.intern(mapped);
                placed.nodes.push(id);
            }
            joint.programs.push(placed);
        }
        joint.unshared(programs);
        Ok(joint)
    }

    /// A node, made once.
    pub fn intern(&mut self, node: Node) -> NodeId {
        if let Some(id) = self.ids.get(&node) {
            return *id;
        }
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(node.clone());
        self.ids.insert(node, id);
        id
    }

    /// A node by its identity.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    /// The record that a node speaks of.
    pub fn scope(&self, id: NodeId) -> Option<usize> {
        self.node(id).and_then(|n| n.scope)
    }

    /// The type of a field.
    pub fn field(&self, record: usize, field: usize) -> Option<&Field> {
        self.schema.records.get(record).and_then(|r| r.fields.get(field))
    }

    /// The fields of the record at hand that a node reads.
    pub fn fields_read(&self, id: NodeId) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        self.visit(id, &mut |node| {
            if let Op::Field(_, f) = node.op {
                found.insert(f);
            }
        });
        found
    }

    /// Whether a node of a record also reads numbers or days of the case that may vary.
    pub fn reads_case(&self, id: NodeId) -> bool {
        let mut found = false;
        self.visit(id, &mut |node| {
            found |= node.scope.is_none() && !matches!(node.op, Op::Truth(_) | Op::Number(_) | Op::Date(_));
        });
        found
    }

    /// Visits the nodes of the record at hand below a node, and the first of the case on each way.
    fn visit(&self, id: NodeId, see: &mut dyn FnMut(&Node)) {
        let mut seen = BTreeSet::new();
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            let Some(node) = self.node(id) else { continue };
            if !seen.insert(id) {
                continue;
            }
            see(node);
            if node.scope.is_some() {
                todo.extend(children(&node.op));
            }
        }
    }

    /// The refusal of an expression.
    pub fn refused(&self, id: NodeId, why: Why) -> Refused {
        let at = self.programs.iter().enumerate().find_map(|(p, placed)| {
            placed.nodes.iter().position(|n| *n == id).map(|n| (p, NodeId(n as u32)))
        });
        let mut reads: BTreeSet<Names> = BTreeSet::new();
        let mut todo = vec![id];
        let mut seen = BTreeSet::new();
        while let Some(id) = todo.pop() {
            if !seen.insert(id) {
                continue;
            }
            let Some(node) = self.node(id) else { continue };
            match node.op {
                Op::Fact(f) => reads.extend(self.schema.facts.get(f).map(|f| f.names.clone())),
                Op::Field(r, f) => reads.extend(self.field(r, f).map(|f| f.names.clone())),
                _ => todo.extend(children(&node.op)),
            }
        }
        Refused {
            program: at.map_or(0, |a| a.0),
            node: at.map(|a| a.1),
            reads: reads.into_iter().collect(),
            why,
        }
    }

    fn vocabulary(&mut self, p: usize, program: &Program) -> Result<Placed, Refused> {
        let mut placed = Placed::default();
        let schema = &program.schema;
        let differs = |names: &Names| Refused {
            program: p,
            node: None,
            reads: vec![names.clone()],
            why: Why::Vocabulary,
        };
        for kind in &schema.kinds {
            let at = united(
                &mut self.schema.kinds,
                &kind.names,
                |k| &k.names,
                || Kind { names: kind.names.clone(), members: Vec::new() },
            );
            let mut members = Vec::new();
            if let Some(joint) = self.schema.kinds.get_mut(at) {
                for member in &kind.members {
                    members.push(united(&mut joint.members, member, |m| m, || member.clone()));
                }
            }
            if members.iter().any(|m| *m >= 128) {
                return Err(differs(&kind.names));
            }
            placed.kinds.push(members);
            placed.kind_ids.push(at);
        }
        for record in &schema.records {
            let at = united(
                &mut self.schema.records,
                &record.names,
                |r| &r.names,
                || Record { names: record.names.clone(), fields: Vec::new() },
            );
            placed.records.push(at);
            let mut fields = Vec::new();
            for field in &record.fields {
                let field = placed.typed(field);
                let Some(joint) = self.schema.records.get_mut(at) else { continue };
                let f = united(&mut joint.fields, &field.names, |f| &f.names, || field.clone());
                if joint.fields.get(f).is_some_and(|f| f.ty != field.ty) {
                    return Err(differs(&field.names));
                }
                fields.push(f);
            }
            placed.fields.push(fields);
        }
        for fact in &schema.facts {
            let fact = placed.typed(fact);
            let f = united(&mut self.schema.facts, &fact.names, |f| &f.names, || fact.clone());
            if self.schema.facts.get(f).is_some_and(|f| f.ty != fact.ty) {
                return Err(differs(&fact.names));
            }
            placed.facts.push(f);
        }
        for finding in &schema.findings {
            let at = united(&mut self.schema.findings, finding, |f| f, || finding.clone());
            placed.findings.push(at);
        }
        for (names, record) in &program.opens {
            let record = record.map(|r| place(&placed.records, r));
            let open = (names.clone(), record);
            let at = self.opens.iter().position(|o| *o == open).unwrap_or_else(|| {
                self.opens.push(open);
                self.opens.len() - 1
            });
            placed.opens.push(at);
        }
        if self.schema.scale.len() < schema.scale.len() {
            self.schema.scale = schema.scale.clone();
        }
        Ok(placed)
    }

    /// Members that some vocabulary does not know are left out of all cases, and that is said.
    fn unshared(&mut self, programs: &[&Program]) {
        for (k, kind) in self.schema.kinds.iter().enumerate() {
            for (m, member) in kind.members.iter().enumerate() {
                let lacks = self.programs.iter().any(|placed| {
                    let own = placed.kind_ids.iter().position(|id| *id == k);
                    own.and_then(|own| placed.kinds.get(own)).is_some_and(|members| !members.contains(&m))
                });
                if lacks && programs.len() > 1 {
                    self.limits.push(Limit::Member(kind.names.clone(), member.clone()));
                    self.excluded.entry(k).or_insert(Members(0)).0 |= Members::one(m).0;
                }
            }
        }
    }

    fn mapped(&self, node: &Node, placed: &Placed) -> Node {
        let at = |id: &NodeId| placed.node(*id);
        let all = |ids: &[NodeId]| ids.iter().map(at).collect::<Vec<_>>();
        let sorted = |ids: &[NodeId]| {
            let mut ids = all(ids);
            ids.sort();
            ids.dedup();
            ids
        };
        let record = |r: usize| place(&placed.records, r);
        let op = match &node.op {
            Op::Fact(f) => Op::Fact(place(&placed.facts, *f)),
            Op::Field(r, f) => {
                let fields = placed.fields.get(*r).map(Vec::as_slice).unwrap_or_default();
                Op::Field(record(*r), place(fields, *f))
            }
            Op::Finding(f) => Op::Finding(place(&placed.findings, *f)),
            Op::Open(o) => Op::Open(place(&placed.opens, *o)),
            Op::Truth(b) => Op::Truth(*b),
            Op::Number(n) => Op::Number(n.clone()),
            Op::Date(d) => Op::Date(*d),
            Op::Not(a) => Op::Not(at(a)),
            Op::And(ids) => Op::And(sorted(ids)),
            Op::Or(ids) => Op::Or(sorted(ids)),
            Op::IsMember(a, set) => Op::IsMember(at(a), self.members(*set, at(a), placed)),
            Op::Reaches(a, b) => Op::Reaches(at(a), at(b)),
            Op::Exceeds(a, b) => Op::Exceeds(at(a), at(b)),
            Op::Within(a, b, period) => Op::Within(at(a), at(b), *period),
            Op::Indicator(a) => Op::Indicator(at(a)),
            Op::Plus(ids) => {
                let mut ids = all(ids);
                ids.sort();
                Op::Plus(ids)
            }
            Op::Minus(a, b) => Op::Minus(at(a), at(b)),
            Op::Times(a, b) => Op::Times(at(a), at(b)),
            Op::Max(ids) => Op::Max(sorted(ids)),
            Op::Min(ids) => Op::Min(sorted(ids)),
            Op::Plain(a) => Op::Plain(at(a)),
            Op::Gate(a, b) => Op::Gate(at(a), at(b)),
            Op::Some(r, a) => Op::Some(record(*r), at(a)),
            Op::Count(r, a) => Op::Count(record(*r), at(a)),
            Op::Total(r, a, b) => Op::Total(record(*r), at(a), at(b)),
            Op::Greatest(r, a, b) => Op::Greatest(record(*r), at(a), at(b)),
            Op::Least(r, a, b) => Op::Least(record(*r), at(a), at(b)),
        };
        Node { scope: node.scope.map(record), op }
    }

    /// A set of members in the joint kind of the node that is asked.
    fn members(&self, set: Members, of: NodeId, placed: &Placed) -> Members {
        let ty = match self.node(of).map(|n| &n.op) {
            Some(Op::Fact(f)) => self.schema.facts.get(*f).map(|f| f.ty),
            Some(Op::Field(r, f)) => self.field(*r, *f).map(|f| f.ty),
            _ => None,
        };
        let Some(Type::Member(kind)) = ty else { return set };
        let own = placed.kind_ids.iter().position(|id| *id == kind).and_then(|k| placed.kinds.get(k));
        let Some(own) = own else { return set };
        Members(set.iter().filter_map(|m| own.get(m)).fold(0, |all, m| all | Members::one(*m).0))
    }
}

impl Placed {
    /// A field with its type in the joint vocabulary, its default too.
    fn typed(&self, field: &Field) -> Field {
        use crate::ir::schema::Value;
        let mut field = field.clone();
        match field.ty {
            Type::Member(k) => {
                field.ty = Type::Member(place(&self.kind_ids, k));
                let members = self.kinds.get(k);
                for value in [&mut field.default, &mut field.if_silent].into_iter().flatten() {
                    if let (Value::Member(m), Some(members)) = (value, members) {
                        *m = place(members, *m);
                    }
                }
            }
            Type::List(r) => field.ty = Type::List(place(&self.records, r)),
            Type::YesNo | Type::Number(_) | Type::Date => {}
        }
        field
    }
}
