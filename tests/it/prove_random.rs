//! The prover against evaluation: random rules and random cases; what is called impossible never happens, and what is
//! called possible has a case that evaluation bears out.

use gravamen::eval::outcome;
use gravamen::ir::facts::{Facts, Known, Origin, Row, Slot};
use gravamen::ir::node::{Node, NodeId, Op};
use gravamen::ir::program::Program;
use gravamen::ir::schema::{Field, Kind, Names, Record, Schema, Type, Value};
use gravamen::prove::{Found, Stopped, compare};
use gravamen::val::{Date, DateRange, Interval, Members, Period, PeriodUnit, Ratio, Truth, Unit};

/// Numbers by a fixed rule, so that a failure can be seen again.
pub(crate) struct Dice(pub u64);

impl Dice {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
    pub(crate) fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}

pub(crate) fn names(text: &str) -> Names {
    Names { en: text.into(), zh: text.into() }
}

pub(crate) fn field(name: &str, ty: Type) -> Field {
    Field { names: names(name), ty, default: None, if_silent: None }
}

fn schema() -> Schema {
    let member = |name: &str| Field { if_silent: Some(Value::Member(0)), ..field(name, Type::Member(0)) };
    Schema {
        kinds: vec![Kind { names: names("colour"), members: ["red", "green", "blue"].map(names).to_vec() }],
        records: vec![Record {
            names: names("lot"),
            fields: vec![
                member("kind"),
                field("count", Type::Number(Unit::Items)),
                field("takers", Type::Number(Unit::Persons)),
                field("sold", Type::YesNo),
                field("day", Type::Date),
                field("worth", Type::Number(Unit::Yuan)),
            ],
        }],
        facts: vec![
            field("lots", Type::List(0)),
            field("gains", Type::Number(Unit::Yuan)),
            field("bad", Type::YesNo),
            member("role"),
            field("from", Type::Date),
            field("times", Type::Number(Unit::Occasions)),
        ],
        findings: vec![names("grave")],
        scale: vec![names("serious"), names("worse")],
    }
}

/// A random program over the vocabulary: truths and numbers of records, then of the case.
struct Maker<'d> {
    dice: &'d mut Dice,
    nodes: Vec<Node>,
}

impl Maker<'_> {
    fn put(&mut self, scope: Option<usize>, op: Op) -> NodeId {
        let node = Node { scope, op };
        if let Some(at) = self.nodes.iter().position(|n| *n == node) {
            return NodeId(at as u32);
        }
        self.nodes.push(node);
        NodeId(self.nodes.len() as u32 - 1)
    }
    fn constant(&mut self) -> NodeId {
        let n = self.dice.below(5) as i64;
        let n = if self.dice.below(6) == 0 { Ratio::new(2 * n + 1, 2).unwrap() } else { Ratio::int(n) };
        self.put(None, Op::Number(n))
    }
    fn positive(&mut self) -> NodeId {
        let by = self.dice.of(&[
            Ratio::new(1, 2).unwrap(),
            Ratio::int(2),
            Ratio::new(1, 3).unwrap(),
            Ratio::int(-1),
        ]);
        self.put(None, Op::Number(by))
    }
    fn truth(&mut self, scope: Option<usize>, depth: usize) -> NodeId {
        if depth > 0 && self.dice.below(3) > 0 {
            let (a, b) = (self.truth(scope, depth - 1), self.truth(scope, depth - 1));
            return match self.dice.below(3) {
                0 => self.put(scope, Op::Not(a)),
                1 => self.junction(scope, vec![a, b], true),
                _ => self.junction(scope, vec![a, b], false),
            };
        }
        match (scope, self.dice.below(7)) {
            (Some(_), 0 | 1) => {
                let of = self.put(scope, Op::Field(0, 0));
                let set = Members(1 + self.dice.below(6) as u128);
                self.put(scope, Op::IsMember(of, set))
            }
            (Some(_), 2) => self.put(scope, Op::Field(0, 3)),
            (Some(_), 3) => {
                let (a, b) = (self.put(scope, Op::Field(0, 4)), self.put(None, Op::Fact(4)));
                let unit = self.dice.of(&[PeriodUnit::Years, PeriodUnit::Months]);
                let count = 1 + self.dice.below(2) as u32;
                self.put(scope, Op::Within(a, b, Period { count, unit }))
            }
            (Some(_), 4) => self.put(None, Op::Fact(2)),
            (Some(_), _) => self.compared(scope, depth),
            (None, 0) => self.put(None, Op::Fact(2)),
            (None, 1) => self.put(None, Op::Finding(0)),
            (None, 2) => {
                let of = self.put(None, Op::Fact(3));
                let set = Members(1 + self.dice.below(6) as u128);
                self.put(None, Op::IsMember(of, set))
            }
            (None, 3) => {
                let condition = self.truth(Some(0), 1);
                self.put(None, Op::Some(0, condition))
            }
            (None, 4) => {
                let day = self.put(None, Op::Fact(4));
                let known = self.put(None, Op::Date(Date::new(2020, 2, 29).unwrap()));
                let period = Period { count: 1, unit: PeriodUnit::Years };
                match self.dice.below(4) {
                    0 => self.put(None, Op::Reaches(day, known)),
                    3 => self.put(None, Op::Exceeds(day, known)),
                    1 => self.put(None, Op::Within(known, day, period)),
                    _ => {
                        let period = Period { count: 30, unit: PeriodUnit::Days };
                        self.put(None, Op::Within(day, known, period))
                    }
                }
            }
            (None, _) => self.compared(None, depth),
        }
    }
    /// A condition of a record needs a node of the record on top, or none at all.
    fn junction(&mut self, scope: Option<usize>, ids: Vec<NodeId>, all: bool) -> NodeId {
        let own = ids.iter().any(|id| self.nodes[id.0 as usize].scope.is_some());
        let scope = if own { scope } else { None };
        self.put(scope, if all { Op::And(ids) } else { Op::Or(ids) })
    }
    fn compared(&mut self, scope: Option<usize>, depth: usize) -> NodeId {
        let a = self.number(scope, depth);
        let b = if self.dice.below(6) == 0 { self.number(scope, 0) } else { self.constant() };
        let own = [a, b].iter().any(|id| self.nodes[id.0 as usize].scope.is_some());
        let scope = if own { scope } else { None };
        if self.dice.below(3) == 0 {
            self.put(scope, Op::Exceeds(a, b))
        } else {
            self.put(scope, Op::Reaches(a, b))
        }
    }
    fn number(&mut self, scope: Option<usize>, depth: usize) -> NodeId {
        let choice = self.dice.below(if depth > 0 { 12 } else { 4 });
        match (scope, choice) {
            (Some(_), 0 | 1) => self.put(scope, Op::Field(0, 1)),
            (Some(_), 2) => self.put(scope, Op::Field(0, 2)),
            (Some(_), 3) => self.put(scope, Op::Field(0, 5)),
            (None, 0) => self.put(None, Op::Fact(1)),
            (None, 1) => self.put(None, Op::Fact(5)),
            (None, 2 | 3) => self.total(),
            (_, 4 | 5) => {
                let (a, b) = (self.number(scope, depth - 1), self.number(scope, depth - 1));
                let scope = self.own(scope, &[a, b]);
                match self.dice.below(4) {
                    0 => self.put(scope, Op::Plus(vec![a, b])),
                    1 => self.put(scope, Op::Max(vec![a, b])),
                    2 => self.put(scope, Op::Min(vec![a, b])),
                    _ => self.put(scope, Op::Minus(a, b)),
                }
            }
            (_, 6) => {
                let (a, by) = (self.number(scope, depth - 1), self.positive());
                let scope = self.own(scope, &[a]);
                self.put(scope, Op::Times(a, by))
            }
            (_, 7 | 8) => {
                let (n, by) = (self.number(scope, depth - 1), self.truth(scope, 0));
                let scope = self.own(scope, &[n, by]);
                self.put(scope, Op::Gate(n, by))
            }
            (None, 9) => {
                let truth = self.truth(None, 0);
                self.put(None, Op::Plain(truth))
            }
            (Some(_), 9) => {
                // so many items, once for each taker, at least once
                let (count, takers) = (self.put(scope, Op::Field(0, 1)), self.put(scope, Op::Field(0, 2)));
                let one = self.put(None, Op::Number(Ratio::one()));
                let factor = self.put(scope, Op::Max(vec![takers, one]));
                self.put(scope, Op::Times(count, factor))
            }
            (_, _) => {
                let truth = self.truth(scope, 0);
                let scope = self.own(scope, &[truth]);
                self.put(scope, Op::Indicator(truth))
            }
        }
    }
    fn own(&self, scope: Option<usize>, ids: &[NodeId]) -> Option<usize> {
        scope.filter(|_| ids.iter().any(|id| self.nodes[id.0 as usize].scope.is_some()))
    }
    fn total(&mut self) -> NodeId {
        let condition = self.truth(Some(0), 1);
        match self.dice.below(5) {
            0 => self.put(None, Op::Count(0, condition)),
            1 => {
                let of = self.put(Some(0), Op::Field(0, 1));
                self.put(None, Op::Greatest(0, condition, of))
            }
            _ => {
                let of = self.number(Some(0), 1);
                self.put(None, Op::Total(0, condition, of))
            }
        }
    }
}

pub(crate) fn program(dice: &mut Dice) -> Program {
    let mut maker = Maker { dice, nodes: Vec::new() };
    let serious = maker.truth(None, 2);
    let more = maker.truth(None, 2);
    let worse = maker.junction(None, vec![serious, more], true);
    Program { schema: schema(), at_least: vec![serious, worse], nodes: maker.nodes, ..Program::default() }
}

/// The nodes of a program, a line each.
pub(crate) fn shown(program: &Program) -> String {
    let nodes = program.nodes.iter().enumerate();
    let lines: Vec<String> =
        nodes.map(|(at, node)| format!("{at}: {:?} {:?}", node.scope, node.op)).collect();
    format!("{}\nat least {:?}", lines.join("\n"), program.at_least)
}

pub(crate) fn slot(value: Known) -> Slot {
    Slot { value, origin: Origin::Stated, span: None, evidence: None }
}

/// A case that knows every fact.
pub(crate) fn case(schema: &Schema, dice: &mut Dice, amounts: &[i64]) -> Facts {
    let mut facts = Facts::unstated(true, schema);
    let value = |ty: Type, dice: &mut Dice| match ty {
        Type::YesNo => Known::Truth(Truth::from(dice.below(2) == 0)),
        Type::Number(_) => Known::Number(Interval::point(Ratio::int(dice.of(amounts))), Vec::new()),
        Type::Member(k) => Known::Member(Members::one(dice.below(schema.kinds[k].members.len()))),
        Type::Date => {
            let days = [
                (2018, 12, 31),
                (2019, 2, 28),
                (2020, 1, 31),
                (2020, 2, 28),
                (2020, 2, 29),
                (2020, 3, 1),
                (2021, 2, 28),
                (2021, 3, 1),
                (2022, 3, 1),
            ];
            let (y, m, d) = dice.of(&days);
            Known::Date(DateRange::point(Date::new(y, m, d).unwrap()))
        }
        Type::List(_) => Known::List(None),
    };
    for (at, field) in schema.facts.iter().enumerate() {
        if let Type::List(record) = field.ty {
            let rows = (0..dice.below(4)).map(|_| Row {
                slots: schema.records[record].fields.iter().map(|f| slot(value(f.ty, dice))).collect(),
                span: None,
            });
            facts.slots[at] = slot(Known::List(Some(rows.collect())));
        } else {
            facts.slots[at] = slot(value(field.ty, dice));
        }
    }
    for finding in &mut facts.findings {
        *finding = (dice.below(4) == 0).then(|| (true, String::new()));
    }
    facts
}

#[test]
fn random_rules_are_compared_as_evaluation_compares_them() {
    let (mut decided, mut refused, mut never) = (0, 0, 0);
    // development builds take a first handful
    let (seeds, least_decided, least_never) =
        if cfg!(debug_assertions) { (9, 3, 3) } else { (220, 120, 200) };
    for seed in 0..seeds {
        let mut dice = Dice(seed * 7919 + 1);
        let (a, b) = (program(&mut dice), program(&mut dice));
        let found = match compare(&a, &b, None) {
            Ok(found) => found,
            Err(Stopped::Refused(_)) => {
                refused += 1;
                continue;
            }
            Err(Stopped::Unsound(fault)) => panic!("seed {seed}: {fault:?}\n{}\n{}", shown(&a), shown(&b)),
        };
        decided += 1;
        never += found.pairs.iter().filter(|p| p.found == Found::Impossible).count();
        for _ in 0..150 {
            let facts = case(&a.schema, &mut dice, &[0, 1, 2, 3, 4, 5]);
            let (from, to) = (outcome(&a, &facts), outcome(&b, &facts));
            let pair = found.pairs.iter().find(|p| (p.from, p.to) == (from.lo, to.lo)).unwrap();
            assert_eq!((from.lo, to.lo), (from.hi, to.hi), "a case that knows everything is decided");
            assert_ne!(pair.found, Found::Impossible, "seed {seed}: {facts:?}\n{}\n{}", shown(&a), shown(&b));
        }
    }
    assert!(decided > least_decided, "{decided} decided, {refused} refused");
    assert!(never > least_never, "{never} pairs never occur");
}
