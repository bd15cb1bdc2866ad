//! Whether a condition ever turns an outcome: a case that would end otherwise if this alone were otherwise, or none.

use super::analysis::Analysis;
use super::result::{Found, Unsound};
use crate::ir::facts::{Facts, Known};
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::{Field, Names, Type, Value};
use crate::val::{DateRange, Members, Ratio};

/// What is supposed to be otherwise, in the case or in one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Atom {
    /// a truth is so, or the contrary
    Truth(NodeId, bool),
    /// a number is the first of these, or the second instead
    Number(NodeId, Ratio, Ratio),
    /// a value is one of these members, or none of them
    Member(NodeId, Members),
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turns {
    /// This case would have another outcome if that alone were otherwise.
    Here(Box<Facts>),
    /// In no case would it: proved.
    Never,
    /// Not settled: an expression cannot be put exactly, or the budget ended.
    Open,
}

/// Whether the outcome ever depends on an atom alone, in cases whose fact lies in a stretch of time if one is given.
pub fn turns(program: &Program, atom: &Atom, day: Option<(usize, DateRange)>) -> Result<Turns, Unsound> {
    let mut as_is =
        Grown { program: Program { claims: Vec::new(), offences: Vec::new(), ..program.clone() } };
    let marked = as_is.record(atom).and_then(|r| as_is.marked(r).map(|at| (r, at)));
    let other = as_is.otherwise(atom, marked);
    let mut wanted = vec![as_is.held(atom, marked)];
    if let Some((record, mark)) = marked {
        let mark = as_is.put(Some(record), Op::Field(record, mark));
        let count = as_is.put(None, Op::Count(record, mark));
        let one = as_is.put(None, Op::Number(Ratio::one()));
        wanted.push(as_is.put(None, Op::Reaches(count, one)));
        let more = as_is.put(None, Op::Exceeds(count, one));
        wanted.push(as_is.put(None, Op::Not(more)));
    }
    wanted.extend(as_is.on(day));
    let wanted = as_is.put(None, Op::And(wanted));
    let as_is = as_is.program;
    let mut roots = vec![(0, wanted)];
    for (p, of) in [&as_is, &other].into_iter().enumerate() {
        roots.extend(of.at_least.iter().map(|n| (p, *n)));
    }
    let Ok(mut analysis) = Analysis::with(&[&as_is, &other], &roots) else { return Ok(Turns::Open) };
    let mut differ = Vec::new();
    for grade in 1..=program.at_least.len() {
        let (a, b) = (analysis.outcome_at_least(0, grade), analysis.outcome_at_least(1, grade));
        differ.push(analysis.all(&[a, b.not()]));
        differ.push(analysis.all(&[a.not(), b]));
    }
    let terms: Vec<_> = analysis.truth(0, wanted).into_iter().chain([analysis.any(&differ)]).collect();
    Ok(match analysis.smallest(&terms)? {
        Found::Impossible => Turns::Never,
        Found::NotDecided => Turns::Open,
        Found::Possible(witness) => match witness.facts.into_iter().next() {
            Some(facts) => Turns::Here(Box::new(unmarked(program, facts))),
            None => Turns::Open,
        },
    })
}

/// A smallest case with an offence in which an atom is as first supposed, of some record if it speaks of one.
pub fn offence_with(
    program: &Program,
    atom: &Atom,
    day: Option<(usize, DateRange)>,
) -> Result<Option<Facts>, Unsound> {
    let mut grown = Grown { program: program.clone() };
    let record = grown.record(atom);
    let held = grown.is_so(atom);
    let held = record.map_or(held, |r| grown.put(None, Op::Some(r, held)));
    let mut wanted: Vec<NodeId> = grown.on(day);
    wanted.extend(program.at_least.first());
    wanted.push(held);
    let program = grown.program;
    let roots: Vec<(usize, NodeId)> = wanted.iter().map(|n| (0, *n)).collect();
    let Ok(mut analysis) = Analysis::with(&[&program], &roots) else { return Ok(None) };
    let terms: Vec<_> = wanted.iter().filter_map(|n| analysis.truth(0, *n)).collect();
    Ok(match analysis.smallest(&terms)? {
        Found::Possible(witness) => witness.facts.into_iter().next().map(|f| unmarked(&program, f)),
        Found::Impossible | Found::NotDecided => None,
    })
}

/// The case without the mark, and without what no case can state.
fn unmarked(program: &Program, mut facts: Facts) -> Facts {
    facts.opens.clear();
    for (fact, slot) in facts.slots.iter_mut().enumerate() {
        let record = program.schema.record_of(fact).and_then(|r| program.schema.records.get(r));
        if let (Some(record), Known::List(Some(rows))) = (record, &mut slot.value) {
            rows.iter_mut().for_each(|row| row.slots.truncate(record.fields.len()));
        }
    }
    facts
}

/// A program to which nodes are added.
struct Grown {
    program: Program,
}

impl Grown {
    fn put(&mut self, scope: Option<usize>, op: Op) -> NodeId {
        self.program.nodes.push(Node { scope, op });
        NodeId(self.program.nodes.len() as u32 - 1)
    }

    /// A field that singles out one record.
    fn marked(&mut self, record: usize) -> Option<usize> {
        let fields = &mut self.program.schema.records.get_mut(record)?.fields;
        let names = Names { en: "*".to_owned(), zh: "*".to_owned() };
        fields.push(Field { names, ty: Type::YesNo, default: Some(Value::Truth(false)), if_silent: None });
        Some(fields.len() - 1)
    }

    /// The record that an atom speaks of.
    fn record(&self, atom: &Atom) -> Option<usize> {
        let (Atom::Truth(id, _) | Atom::Number(id, ..) | Atom::Member(id, _)) = atom;
        self.program.nodes.get(id.0 as usize).and_then(|n| n.scope)
    }

    /// A day lies in its stretch of time.
    fn on(&mut self, day: Option<(usize, DateRange)>) -> Vec<NodeId> {
        let Some((fact, range)) = day else { return Vec::new() };
        let at = self.put(None, Op::Fact(fact));
        let (from, to) = (self.put(None, Op::Date(range.lo)), self.put(None, Op::Date(range.hi)));
        let later = self.put(None, Op::Exceeds(at, to));
        vec![self.put(None, Op::Reaches(at, from)), self.put(None, Op::Not(later))]
    }

    /// The atom is as first supposed.
    fn is_so(&mut self, atom: &Atom) -> NodeId {
        let scope = self.record(atom);
        match atom {
            Atom::Truth(id, true) => *id,
            Atom::Truth(id, false) => self.put(scope, Op::Not(*id)),
            Atom::Number(id, at, _) => {
                let at = self.put(None, Op::Number(at.clone()));
                let reaches = self.put(scope, Op::Reaches(*id, at));
                let exceeds = self.put(scope, Op::Exceeds(*id, at));
                let not = self.put(scope, Op::Not(exceeds));
                self.put(scope, Op::And(vec![reaches, not]))
            }
            Atom::Member(id, set) => self.put(scope, Op::IsMember(*id, *set)),
        }
    }

    /// The same, in the record that is marked.
    fn held(&mut self, atom: &Atom, marked: Option<(usize, usize)>) -> NodeId {
        let held = self.is_so(atom);
        let Some((record, mark)) = marked else { return held };
        let mark = self.put(Some(record), Op::Field(record, mark));
        let both = self.put(Some(record), Op::And(vec![mark, held]));
        self.put(None, Op::Some(record, both))
    }

    /// The same rules with the atom otherwise, in the record that is marked.
    fn otherwise(&self, atom: &Atom, marked: Option<(usize, usize)>) -> Program {
        let source = &self.program;
        let mut out = Grown { program: Program { nodes: Vec::new(), ..source.clone() } };
        let mut at: Vec<NodeId> = Vec::new();
        for (n, node) in source.nodes.iter().enumerate() {
            let to = |id: NodeId| at.get(id.0 as usize).copied().unwrap_or(NodeId(0));
            let id = out.put(node.scope, node.op.over(&to));
            let here = NodeId(n as u32);
            let new = match (atom, &node.op) {
                (Atom::Truth(target, _), _) if *target == here => Some(out.put(node.scope, Op::Not(id))),
                (Atom::Number(target, _, instead), _) if *target == here => {
                    Some(out.put(None, Op::Number(instead.clone())))
                }
                (Atom::Member(of, set), Op::IsMember(asked, among))
                    if of == asked && among.0 & set.0 != 0 =>
                {
                    let rest = Members(among.0 & !set.0);
                    Some(match rest.is_empty() {
                        true => out.put(None, Op::Truth(false)),
                        false => out.put(node.scope, Op::IsMember(to(*asked), rest)),
                    })
                }
                _ => None,
            };
            at.push(match (new, marked) {
                (None, _) => id,
                (Some(new), None) => new,
                (Some(new), Some((record, mark))) => {
                    let mark = out.put(Some(record), Op::Field(record, mark));
                    let not = out.put(Some(record), Op::Not(mark));
                    let is_number = matches!(atom, Atom::Number(..));
                    let pair = [(new, mark), (id, not)].map(|(value, when)| {
                        out.put(
                            Some(record),
                            match is_number {
                                true => Op::Gate(value, when),
                                false => Op::And(vec![value, when]),
                            },
                        )
                    });
                    let pair = pair.to_vec();
                    out.put(Some(record), if is_number { Op::Plus(pair) } else { Op::Or(pair) })
                }
            });
        }
        let to = |id: &NodeId| at.get(id.0 as usize).copied().unwrap_or(NodeId(0));
        out.program.at_least = source.at_least.iter().map(to).collect();
        out.program
    }
}
