//! One case put into the rules: what it says becomes constants, its records stand one by one, and what may differ varies.

use super::graph::Graph;
use super::source::Source;
use crate::eval::{Path, Trace, Val, called, run};
use crate::ir::facts::{Facts, Known, Row};
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::{Field, Names, Record, Type};
use crate::val::{Date, End, Interval, Ratio, Truth, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// So many records that say the same are kept as a list.
const ALIKE: usize = 4;

/// What may differ from what a case says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// what it states may be otherwise; what is open is as the facts at hand have it
    Change,
    /// what it leaves open is settled somehow; what it states stays
    Complete,
}

/// A fact of the case that varies.
#[derive(Debug, Clone)]
pub(super) struct Varied {
    pub path: Path,
    /// Where it stands in the vocabulary of the new program.
    pub fact: usize,
    /// It is not what it was; only where what is stated may be otherwise.
    pub changed: Option<NodeId>,
}

/// Records of a list that are kept as a list, with what they have in common.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// The list of the case, and its records that stand here; none if the list itself is not known.
    pub list: usize,
    pub rows: Option<Vec<usize>>,
    /// The list in the new program.
    pub fact: usize,
    /// Its open fields by their place in the record of the case, and the new one.
    pub fields: Vec<(usize, usize)>,
    /// Its unmade evaluations, and the field that settles each.
    pub opens: Vec<(usize, usize)>,
}

/// The rules for one case.
pub(super) struct Grounded {
    pub program: Program,
    pub varied: Vec<Varied>,
    pub kept: Vec<Kept>,
    /// What the case says of what varies.
    pub within: NodeId,
    /// Two factors of one product change together: their product is then left open.
    pub loose: Vec<NodeId>,
    /// The new nodes of each node that was asked for.
    roots: BTreeMap<NodeId, NodeId>,
}

/// One record, or several that are kept as a list.
#[derive(Debug, Clone)]
struct Instance {
    /// The record that is meant, or the first of them.
    row: usize,
    kept: Option<usize>,
    /// The record in the vocabulary of the new program.
    record: Option<usize>,
}

struct Ground<'a> {
    source: &'a Program,
    facts: &'a Facts,
    trace: Trace,
    aim: Aim,
    varies: &'a dyn Fn(Path) -> bool,
    out: Program,
    graph: Graph,
    /// For each node of the source its new nodes, one for the case or one an instance.
    made: Vec<Vec<NodeId>>,
    instances: Vec<Vec<Instance>>,
    varied: Vec<Varied>,
    kept: Vec<Kept>,
    within: Vec<NodeId>,
    loose: Vec<NodeId>,
}

impl Grounded {
    /// The rules for a case as far as some truths of the case need them.
    pub fn of(
        source: &Program,
        facts: &Facts,
        asked: &[NodeId],
        aim: Aim,
        varies: &dyn Fn(Path) -> bool,
    ) -> Grounded {
        let mut out = Program { schema: source.schema.clone(), ..Program::default() };
        out.schema.records.clear();
        out.schema.facts.clear();
        out.schema.findings.clear();
        let mut ground = Ground {
            source,
            facts,
            trace: run(source, facts),
            aim,
            varies,
            out,
            graph: Graph::default(),
            made: vec![Vec::new(); source.nodes.len()],
            instances: Vec::new(),
            varied: Vec::new(),
            kept: Vec::new(),
            within: Vec::new(),
            loose: Vec::new(),
        };
        for record in 0..source.schema.records.len() {
            let instances = ground.of_record(record);
            ground.instances.push(instances);
        }
        let needed = below(&source.nodes, asked);
        for (n, node) in source.nodes.iter().enumerate() {
            let id = NodeId(n as u32);
            if !needed.contains(&id) {
                continue;
            }
            let count = node.scope.map_or(1, |r| ground.instances.get(r).map_or(0, Vec::len));
            for at in 0..count {
                let new = ground.node(id, node, at);
                if let Some(made) = ground.made.get_mut(n) {
                    made.push(new);
                }
            }
        }
        let roots = asked.iter().map(|id| (*id, ground.child(*id, 0))).collect();
        let all = ground.within.clone();
        let within = ground.put(None, Op::And(all));
        let Ground { mut out, graph, mut varied, kept, loose, .. } = ground;
        out.nodes = graph.nodes;
        varied.sort_by_key(|v| order(v.path));
        Grounded { program: out, varied, kept, within, loose, roots }
    }

    /// What a truth of the case has become.
    pub fn node(&self, id: NodeId) -> NodeId {
        self.roots.get(&id).copied().unwrap_or(self.within)
    }
}

/// Facts of the case come in the order of the vocabulary, whether they stand in a list or not.
pub(super) fn order(path: Path) -> (usize, usize, usize) {
    match path {
        Path::Fact(f) => (f, 0, 0),
        Path::Field(list, row, f) => (list, row, f),
        Path::Open(o, row) => (usize::MAX, o, row),
    }
}

/// The nodes that some nodes are made of.
fn below(nodes: &[Node], roots: &[NodeId]) -> BTreeSet<NodeId> {
    let mut seen = BTreeSet::new();
    let mut todo = roots.to_vec();
    while let Some(id) = todo.pop() {
        if let Some(node) = nodes.get(id.0 as usize)
            && seen.insert(id)
        {
            todo.extend(crate::eval::children(&node.op));
        }
    }
    seen
}

impl Ground<'_> {
    /// The records of a kind: alone, or together where many say the same and something of them is open.
    fn of_record(&mut self, record: usize) -> Vec<Instance> {
        let Some(list) = self.source.schema.list_of(record) else { return Vec::new() };
        let rows = match self.facts.slots.get(list).map(|s| &s.value) {
            Some(Known::List(Some(rows))) => rows.clone(),
            Some(Known::List(None)) if self.aim == Aim::Complete => {
                let row = Row::unknown(record, &self.source.schema);
                return vec![self.keep(record, list, &row, None)];
            }
            _ => Vec::new(),
        };
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let same = |a: usize, b: usize| match (rows.get(a), rows.get(b)) {
            (Some(a), Some(b)) => a.slots.iter().map(|s| &s.value).eq(b.slots.iter().map(|s| &s.value)),
            _ => false,
        };
        for row in 0..rows.len() {
            let like = groups.iter_mut().find(|g| g.first().is_some_and(|first| same(*first, row)));
            match like {
                Some(group) if self.aim == Aim::Complete => group.push(row),
                _ => groups.push(vec![row]),
            }
        }
        let mut out = Vec::new();
        for group in groups {
            let first = group.first().and_then(|r| rows.get(*r)).cloned();
            match first {
                Some(first) if group.len() >= ALIKE => out.push(self.keep(record, list, &first, Some(group))),
                _ => out.extend(group.into_iter().map(|row| Instance { row, kept: None, record: None })),
            }
        }
        out
    }

    /// Keeps records as a list of their own, of just so many.
    fn keep(&mut self, record: usize, list: usize, row: &Row, rows: Option<Vec<usize>>) -> Instance {
        let number = self.kept.len();
        let schema = &self.source.schema;
        let mut names = schema.facts.get(list).map(|f| f.names.clone()).unwrap_or_default();
        names = Names { en: format!("{}/{number}", names.en), zh: format!("{}/{number}", names.zh) };
        let new = self.out.schema.records.len();
        let own = schema.records.get(record).map(|r| r.fields.clone()).unwrap_or_default();
        let mut fields = Vec::new();
        let mut open = Vec::new();
        for (f, (field, slot)) in own.iter().zip(&row.slots).enumerate() {
            if !slot.value.is_known() {
                open.push((f, fields.len()));
                fields.push(field.clone());
            }
        }
        let mut opens = Vec::new();
        for (o, (name, of)) in self.source.opens.iter().enumerate() {
            if *of == Some(record) {
                opens.push((o, fields.len()));
                fields.push(Field { names: name.clone(), ty: Type::YesNo, default: None, if_silent: None });
            }
        }
        self.out.schema.records.push(Record { names: names.clone(), fields });
        let fact = self.out.schema.facts.len();
        self.out.schema.facts.push(Field { names, ty: Type::List(new), default: None, if_silent: None });
        if let Some(rows) = &rows {
            let any = self.put(None, Op::Truth(true));
            let count = self.put(None, Op::Count(new, any));
            let many = self.number(Ratio::int(i64::try_from(rows.len()).unwrap_or(i64::MAX)));
            let (least, most) = (Op::Reaches(count, many), Op::Exceeds(count, many));
            let (least, more) = (self.put(None, least), self.put(None, most));
            let most = self.put(None, Op::Not(more));
            self.within.extend([least, most]);
        }
        for (f, at) in &open {
            let known = row.slots.get(*f).map(|s| s.value.clone());
            let leaf = self.put(Some(new), Op::Field(new, *at));
            if let Some(known) = known
                && let Some(inside) = self.inside(Some(new), leaf, &known)
            {
                let outside = self.put(Some(new), Op::Not(inside));
                let some = self.put(None, Op::Some(new, outside));
                let none = self.put(None, Op::Not(some));
                self.within.push(none);
            }
        }
        let first = rows.as_ref().and_then(|r| r.first().copied()).unwrap_or(0);
        self.kept.push(Kept { list, rows, fact, fields: open, opens });
        Instance { row: first, kept: Some(number), record: Some(new) }
    }

    fn put(&mut self, scope: Option<usize>, op: Op) -> NodeId {
        self.graph.put(scope, op)
    }

    fn number(&mut self, n: Ratio) -> NodeId {
        self.put(None, Op::Number(n))
    }

    fn op(&self, id: NodeId) -> Option<&Op> {
        self.graph.op(id)
    }

    /// The new node of a node, of an instance if it speaks of records.
    fn child(&self, id: NodeId, at: usize) -> NodeId {
        let made = self.made.get(id.0 as usize);
        let scope = self.source.nodes.get(id.0 as usize).and_then(|n| n.scope);
        let at = if scope.is_some() { at } else { 0 };
        made.and_then(|m| m.get(at)).copied().unwrap_or(NodeId(0))
    }

    fn instance(&self, node: &Node, at: usize) -> Option<Instance> {
        node.scope.and_then(|r| self.instances.get(r)).and_then(|all| all.get(at)).cloned()
    }

    fn node(&mut self, id: NodeId, node: &Node, at: usize) -> NodeId {
        let instance = self.instance(node, at);
        let scope = instance.as_ref().and_then(|i| i.record);
        match &node.op {
            Op::Fact(f) => self.leaf(Source::Fact(*f), None),
            Op::Field(r, f) => self.leaf(Source::Field(*r, *f), instance.as_ref()),
            Op::Open(o) => self.leaf(Source::Open(*o), instance.as_ref()),
            Op::Finding(f) => {
                let made = self.facts.findings.get(*f).and_then(|f| f.as_ref()).is_some_and(|f| f.0);
                self.put(None, Op::Truth(made))
            }
            Op::IsMember(a, set) => {
                let of = self.source.nodes.get(a.0 as usize).map(|n| n.op.clone());
                let path = match of {
                    Some(Op::Fact(f)) => Some(Path::Fact(f)),
                    Some(Op::Field(r, f)) => self.path(r, f, instance.as_ref()),
                    _ => None,
                };
                let known = path.and_then(|p| crate::eval::at(p, self.facts)).map(|s| s.value.clone());
                let leaf = self.child(*a, at);
                match (known, self.op(leaf)) {
                    (Some(Known::Member(m)), Some(Op::Truth(_))) => {
                        self.put(None, Op::Truth(m.0 & !set.0 == 0))
                    }
                    _ => self.put(scope, Op::IsMember(leaf, *set)),
                }
            }
            Op::Times(a, b) if self.aim == Aim::Change => self.product((*a, *b), id, at),
            Op::Some(r, c) => self.over_records(*r, *c, None, Gathered::Some),
            Op::Count(r, c) => self.over_records(*r, *c, None, Gathered::Sum),
            Op::Total(r, c, q) => self.over_records(*r, *c, Some(*q), Gathered::Sum),
            Op::Greatest(r, c, q) => self.over_records(*r, *c, Some(*q), Gathered::Greatest),
            Op::Least(r, c, q) => self.over_records(*r, *c, Some(*q), Gathered::Least),
            op => {
                let op = op.over(&|id| self.child(id, at));
                self.put(scope, op)
            }
        }
    }

    /// What the records of a list give together.
    fn over_records(
        &mut self,
        record: usize,
        condition: NodeId,
        number: Option<NodeId>,
        how: Gathered,
    ) -> NodeId {
        let instances = self.instances.get(record).cloned().unwrap_or_default();
        let mut parts = Vec::new();
        for (i, instance) in instances.iter().enumerate() {
            let met = self.child(condition, i);
            let number = number.map(|q| self.child(q, i));
            let op = match (instance.record, how, number) {
                (Some(new), Gathered::Some, _) => Op::Some(new, met),
                (Some(new), _, None) => Op::Count(new, met),
                (Some(new), Gathered::Sum, Some(q)) => Op::Total(new, met, q),
                (Some(new), Gathered::Greatest, Some(q)) => Op::Greatest(new, met, q),
                (Some(new), Gathered::Least, Some(q)) => Op::Least(new, met, q),
                (None, Gathered::Some, _) => {
                    parts.push((met, met));
                    continue;
                }
                (None, Gathered::Sum, Some(q)) => Op::Gate(q, met),
                (None, _, None) => Op::Indicator(met),
                (None, Gathered::Greatest | Gathered::Least, Some(q)) => {
                    parts.push((met, q));
                    continue;
                }
            };
            let part = self.put(None, op);
            let any = match instance.record {
                Some(new) => self.put(None, Op::Some(new, met)),
                None => met,
            };
            parts.push((any, part));
        }
        match how {
            Gathered::Some => self.put(None, Op::Or(parts.into_iter().map(|p| p.1).collect())),
            Gathered::Sum => self.put(None, Op::Plus(parts.into_iter().map(|p| p.1).collect())),
            Gathered::Greatest | Gathered::Least => self.extreme(&parts, how),
        }
    }

    /// The greatest or least of numbers under conditions; nought if none holds.
    fn extreme(&mut self, parts: &[(NodeId, NodeId)], how: Gathered) -> NodeId {
        let mut best = self.number(Ratio::zero());
        let mut any = self.put(None, Op::Truth(false));
        for (met, number) in parts {
            let both = match how {
                Gathered::Least => Op::Min(vec![best, *number]),
                _ => Op::Max(vec![best, *number]),
            };
            let both = self.put(None, both);
            let (not_any, not_met) = (self.put(None, Op::Not(any)), self.put(None, Op::Not(*met)));
            let again = self.put(None, Op::And(vec![any, *met]));
            let first = self.put(None, Op::And(vec![not_any, *met]));
            let cases = [(both, again), (*number, first), (best, not_met)];
            let cases = cases.map(|(n, by)| self.put(None, Op::Gate(n, by)));
            best = self.put(None, Op::Plus(cases.to_vec()));
            any = self.put(None, Op::Or(vec![any, *met]));
        }
        best
    }

    fn path(&self, record: usize, field: usize, instance: Option<&Instance>) -> Option<Path> {
        let list = self.source.schema.list_of(record)?;
        instance.filter(|i| i.kept.is_none()).map(|i| Path::Field(list, i.row, field))
    }

    /// A fact, field or unmade evaluation: what is known of it, or a fact that varies.
    fn leaf(&mut self, source: Source, instance: Option<&Instance>) -> NodeId {
        if let Some((number, new)) = instance.and_then(|i| Some((i.kept?, i.record?))) {
            return self.kept_leaf(source, number, new);
        }
        let row = instance.map_or(0, |i| i.row);
        let (path, ty) = match source {
            Source::Fact(f) => (Some(Path::Fact(f)), self.source.schema.facts.get(f).map(|f| f.ty)),
            Source::Field(r, f) => {
                let field = self.source.schema.records.get(r).and_then(|r| r.fields.get(f));
                (self.path(r, f, instance), field.map(|f| f.ty))
            }
            Source::Open(o) => (Some(Path::Open(o, row)), Some(Type::YesNo)),
            Source::Finding(_) => (None, None),
        };
        let (Some(path), Some(ty)) = (path, ty) else { return self.put(None, Op::Truth(false)) };
        let known = match path {
            Path::Open(o, row) => match (self.facts.opens.get(&(o, row)), self.aim) {
                (Some(yes), _) => Some(Known::Truth(Truth::from(*yes))),
                (None, Aim::Change) => Some(Known::Truth(Truth::No)),
                (None, Aim::Complete) => Some(Known::Truth(Truth::Unknown)),
            },
            _ => crate::eval::at(path, self.facts).map(|s| s.value.clone()),
        };
        let Some(known) = known else { return self.put(None, Op::Truth(false)) };
        if (self.varies)(path) || self.aim == Aim::Complete && !known.is_known() {
            self.fact(path, ty, &known)
        } else {
            self.said(&known)
        }
    }

    /// What is known, as a constant; of a member a place that `is member` looks behind.
    fn said(&mut self, known: &Known) -> NodeId {
        let op = match known {
            Known::Truth(t) => Op::Truth(*t == Truth::Yes),
            Known::Number(Interval { lo: End::At(n), .. }, _) => Op::Number(n.clone()),
            Known::Number(..) => Op::Number(Ratio::zero()),
            Known::Date(range) => Op::Date(range.lo),
            Known::Member(_) | Known::List(_) => Op::Truth(false),
        };
        self.put(None, op)
    }

    fn kept_leaf(&mut self, source: Source, number: usize, new: usize) -> NodeId {
        let Some(kept) = self.kept.get(number) else { return self.put(None, Op::Truth(false)) };
        let place = |all: &[(usize, usize)], at: usize| all.iter().find(|p| p.0 == at).map(|p| p.1);
        match source {
            Source::Open(o) => match place(&kept.opens, o) {
                Some(field) => self.put(Some(new), Op::Field(new, field)),
                None => self.leaf(source, None),
            },
            Source::Field(_, f) => match place(&kept.fields, f) {
                Some(field) => self.put(Some(new), Op::Field(new, field)),
                None => {
                    let row = kept.rows.as_ref().and_then(|r| r.first().copied()).unwrap_or(0);
                    let path = Path::Field(kept.list, row, f);
                    let known = crate::eval::at(path, self.facts).map(|s| s.value.clone());
                    match known {
                        Some(known) => self.said(&known),
                        None => self.put(None, Op::Truth(false)),
                    }
                }
            },
            Source::Fact(_) | Source::Finding(_) => self.put(None, Op::Truth(false)),
        }
    }

    /// A fact of the new program for a value that varies.
    fn fact(&mut self, path: Path, ty: Type, known: &Known) -> NodeId {
        if let Some(done) = self.varied.iter().find(|v| v.path == path) {
            let fact = done.fact;
            return self.put(None, Op::Fact(fact));
        }
        let fact = self.out.schema.facts.len();
        let mut names = called(path, self.source);
        if let Path::Open(_, row) = path {
            names = Names { en: format!("{}?{row}", names.en), zh: format!("{}?{row}", names.zh) };
        }
        self.out.schema.facts.push(Field { names, ty, default: None, if_silent: None });
        let leaf = self.put(None, Op::Fact(fact));
        let inside = self.inside(None, leaf, known);
        let changed = match (self.aim, inside) {
            (Aim::Change, inside) => {
                let same = inside.unwrap_or(NodeId(0));
                Some(self.put(None, Op::Not(same)))
            }
            (Aim::Complete, inside) => {
                self.within.extend(inside);
                None
            }
        };
        self.varied.push(Varied { path, fact, changed });
        leaf
    }

    /// A value is among those that are known to be possible; none if all are.
    fn inside(&mut self, scope: Option<usize>, leaf: NodeId, known: &Known) -> Option<NodeId> {
        match known {
            Known::Truth(Truth::Unknown) | Known::List(_) => None,
            Known::Truth(t) => Some(match t {
                Truth::Yes => leaf,
                _ => self.put(scope, Op::Not(leaf)),
            }),
            Known::Member(set) => Some(self.put(scope, Op::IsMember(leaf, *set))),
            Known::Number(_, choices) if !choices.is_empty() => {
                let each: Vec<NodeId> = choices
                    .iter()
                    .map(|n| {
                        self.between(scope, leaf, Some(Op::Number(n.clone())), Some(Op::Number(n.clone())))
                    })
                    .collect();
                Some(self.put(scope, Op::Or(each)))
            }
            Known::Number(i, _) => {
                let end = |end: &End| match end {
                    End::At(n) => Some(Op::Number(n.clone())),
                    End::Below | End::Above => None,
                };
                let low = end(&i.lo).filter(|n| *n != Op::Number(Ratio::zero()) || i.is_point());
                let high = end(&i.hi);
                (low.is_some() || high.is_some()).then(|| self.between(scope, leaf, low, high))
            }
            Known::Date(range) => {
                let low = (range.lo > Date::MIN).then_some(Op::Date(range.lo));
                let high = (range.hi < Date::MAX).then_some(Op::Date(range.hi));
                (low.is_some() || high.is_some()).then(|| self.between(scope, leaf, low, high))
            }
        }
    }

    fn between(&mut self, scope: Option<usize>, leaf: NodeId, low: Option<Op>, high: Option<Op>) -> NodeId {
        let mut all = Vec::new();
        if let Some(low) = low {
            let low = self.put(None, low);
            all.push(self.put(scope, Op::Reaches(leaf, low)));
        }
        if let Some(high) = high {
            let high = self.put(None, high);
            let above = self.put(scope, Op::Exceeds(leaf, high));
            all.push(self.put(scope, Op::Not(above)));
        }
        self.put(scope, Op::And(all))
    }

    /// A product, exact where at most one factor changes: the other is then what it is in the case.
    fn product(&mut self, (a, b): (NodeId, NodeId), id: NodeId, at: usize) -> NodeId {
        let (new_a, new_b) = (self.child(a, at), self.child(b, at));
        let [of_a, of_b] = [self.changes(new_a), self.changes(new_b)];
        if of_a.is_empty() || of_b.is_empty() {
            return self.put(None, Op::Times(new_a, new_b));
        }
        let node = self.source.nodes.get(id.0 as usize).cloned();
        let row = node.and_then(|n| self.instance(&n, at)).map_or(0, |i| i.row);
        let value = |id: NodeId| match self.trace.at(id, row) {
            Val::Number(Interval { lo: End::At(n), .. }) => n,
            _ => Ratio::zero(),
        };
        let (was_a, was_b) = (value(a), value(b));
        let (was_a, was_b) = (self.number(was_a), self.number(was_b));
        let (a_moves, b_moves) = (self.put(None, Op::Or(of_a)), self.put(None, Op::Or(of_b)));
        let (a_stays, b_stays) = (self.put(None, Op::Not(a_moves)), self.put(None, Op::Not(b_moves)));
        let only_a = self.put(None, Op::And(vec![a_moves, b_stays]));
        let both = self.put(None, Op::And(vec![a_moves, b_moves]));
        self.loose.push(both);
        let free = |up: &str| Field {
            names: Names {
                en: format!("product {}.{at}{up}", id.0), zh: format!("乘积 {}.{at}{up}", id.0)
            },
            // the hundredth is a part of every unit
            ty: Type::Number(Unit::Yuan),
            default: None,
            if_silent: None,
        };
        let [up, down] = ["+", "-"].map(|sign| {
            self.out.schema.facts.push(free(sign));
            let fact = self.out.schema.facts.len() - 1;
            self.put(None, Op::Fact(fact))
        });
        let open = self.put(None, Op::Minus(up, down));
        let by_b = self.put(None, Op::Times(was_a, new_b));
        let by_a = self.put(None, Op::Times(new_a, was_b));
        let cases = [(by_b, a_stays), (by_a, only_a), (open, both)];
        let cases = cases.map(|(n, by)| self.put(None, Op::Gate(n, by)));
        self.put(None, Op::Plus(cases.to_vec()))
    }

    /// The changes that a new node reads.
    fn changes(&self, id: NodeId) -> Vec<NodeId> {
        let mut facts = BTreeSet::new();
        for id in below(&self.graph.nodes, &[id]) {
            if let Some(Op::Fact(f)) = self.op(id) {
                facts.insert(*f);
            }
        }
        self.varied.iter().filter(|v| facts.contains(&v.fact)).filter_map(|v| v.changed).collect()
    }
}

/// What is made of many records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gathered {
    Some,
    Sum,
    Greatest,
    Least,
}
