//! The prover against every case there is: small rules over a small vocabulary, of which all cases that differ to the
//! rules are graded; just the pairs of outcomes that occur are called possible. And against other solvers.

use crate::prove_random::{Dice, field, names, program, slot};
use gravamen::eval::outcome;
use gravamen::ir::facts::{Facts, Known, Row};
use gravamen::ir::node::{Node, NodeId, Op};
use gravamen::ir::program::Program;
use gravamen::ir::schema::{Field, Kind, Record, Schema, Type, Value};
use gravamen::prove::{Analysis, Found, compare};
use gravamen::session::{NoFiles, RuleSet, Session};
use gravamen::stdlib::LIBRARY;
use gravamen::val::{Interval, Members, Ratio, Truth, Unit};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// No number is held against more than this: more of it is to the rules what this much is.
const TOP: i64 = 2;

/// A kind of three, a yes or no, a number of the case; of a record a number, and a kind of two.
fn schema() -> Schema {
    let member = |kind| Field { if_silent: Some(Value::Member(0)), ..field("kind", Type::Member(kind)) };
    let kind = |name, members: &[&str]| Kind {
        names: names(name),
        members: members.iter().map(|m| names(m)).collect(),
    };
    Schema {
        kinds: vec![kind("colour", &["red", "green", "blue"]), kind("side", &["left", "right"])],
        records: vec![Record {
            names: names("lot"),
            fields: vec![member(1), field("count", Type::Number(Unit::Items))],
        }],
        facts: vec![
            field("lots", Type::List(0)),
            field("bad", Type::YesNo),
            member(0),
            field("times", Type::Number(Unit::Occasions)),
        ],
        findings: Vec::new(),
        scale: vec![names("serious"), names("worse")],
    }
}

/// Random rules that hold every number against a constant up to the top.
struct Rules<'d> {
    dice: &'d mut Dice,
    nodes: Vec<Node>,
}

impl Rules<'_> {
    fn put(&mut self, scope: Option<usize>, op: Op) -> NodeId {
        self.nodes.push(Node { scope, op });
        NodeId(self.nodes.len() as u32 - 1)
    }
    fn reaches(&mut self, scope: Option<usize>, number: NodeId) -> NodeId {
        let top = 1 + self.dice.below(TOP as usize) as i64;
        let top = self.put(None, Op::Number(Ratio::int(top)));
        self.put(scope, Op::Reaches(number, top))
    }
    fn of_record(&mut self, depth: usize) -> NodeId {
        let lot = Some(0);
        match self.dice.below(if depth > 0 { 5 } else { 2 }) {
            0 => {
                let of = self.put(lot, Op::Field(0, 0));
                let side = self.dice.below(2);
                self.put(lot, Op::IsMember(of, Members::one(side)))
            }
            1 => {
                let of = self.put(lot, Op::Field(0, 1));
                self.reaches(lot, of)
            }
            2 => {
                let of = self.of_record(depth - 1);
                self.put(lot, Op::Not(of))
            }
            rest => {
                let both = vec![self.of_record(depth - 1), self.of_record(depth - 1)];
                self.put(lot, if rest == 3 { Op::And(both) } else { Op::Or(both) })
            }
        }
    }
    fn of_case(&mut self, depth: usize) -> NodeId {
        match self.dice.below(if depth > 0 { 10 } else { 7 }) {
            0 => self.put(None, Op::Fact(1)),
            1 => {
                let of = self.put(None, Op::Fact(2));
                let set = Members(1 + self.dice.below(6) as u128);
                self.put(None, Op::IsMember(of, set))
            }
            2 => {
                let of = self.put(None, Op::Fact(3));
                self.reaches(None, of)
            }
            3 => {
                let condition = self.of_record(1);
                self.put(None, Op::Some(0, condition))
            }
            4 => {
                let condition = self.of_record(1);
                let count = self.put(None, Op::Count(0, condition));
                self.reaches(None, count)
            }
            5 | 6 => {
                let (condition, of) = (self.of_record(1), self.put(Some(0), Op::Field(0, 1)));
                let total = self.put(None, Op::Total(0, condition, of));
                self.reaches(None, total)
            }
            7 => {
                let of = self.of_case(depth - 1);
                self.put(None, Op::Not(of))
            }
            rest => {
                let both = vec![self.of_case(depth - 1), self.of_case(depth - 1)];
                self.put(None, if rest == 8 { Op::And(both) } else { Op::Or(both) })
            }
        }
    }
}

fn rules(dice: &mut Dice) -> Program {
    let mut rules = Rules { dice, nodes: Vec::new() };
    let (serious, more) = (rules.of_case(3), rules.of_case(3));
    let worse = rules.put(None, Op::And(vec![serious, more]));
    Program { schema: schema(), at_least: vec![serious, worse], nodes: rules.nodes, ..Program::default() }
}

/// Every case, up to what makes no difference to the rules: of each sort of record none, one or two.
fn every_case() -> Vec<Facts> {
    let number = |n: i64| Known::Number(Interval::point(Ratio::int(n)), Vec::new());
    let member = |m: usize| Known::Member(Members::one(m));
    let sorts: Vec<Row> = (0..2)
        .flat_map(|side| (0..=TOP).map(move |n| (side, n)))
        .map(|(side, n)| Row { slots: vec![slot(member(side)), slot(number(n))], span: None })
        .collect();
    let mut lists: Vec<Vec<Row>> = vec![Vec::new()];
    for sort in &sorts {
        lists = lists
            .iter()
            .flat_map(|list| {
                (0..=TOP as usize).map(|n| list.iter().chain(std::iter::repeat_n(sort, n)).cloned().collect())
            })
            .collect();
    }
    let mut all = Vec::new();
    for list in lists {
        for bad in [false, true] {
            for colour in 0..3 {
                for times in 0..=TOP {
                    let mut facts = Facts::unstated(true, &schema());
                    facts.slots[0] = slot(Known::List(Some(list.clone())));
                    facts.slots[1] = slot(Known::Truth(Truth::from(bad)));
                    facts.slots[2] = slot(member(colour));
                    facts.slots[3] = slot(number(times));
                    all.push(facts);
                }
            }
        }
    }
    all
}

#[test]
fn just_the_outcomes_that_some_case_has_are_possible() {
    let all = every_case();
    assert_eq!(all.len(), 729 * 2 * 3 * 3);
    let (pairs, mut never) = (if cfg!(debug_assertions) { 3 } else { 120 }, 0);
    for seed in 0..pairs {
        let mut dice = Dice(seed * 104_729 + 7);
        let (a, b) = (rules(&mut dice), rules(&mut dice));
        let graded = |facts: &Facts| (outcome(&a, facts).lo, outcome(&b, facts).lo);
        let occur: BTreeSet<(usize, usize)> = all.iter().map(graded).collect();
        let found = compare(&a, &b, None).unwrap_or_else(|e| panic!("seed {seed}: {e:?}"));
        for pair in &found.pairs {
            let is_there = occur.contains(&(pair.from, pair.to));
            match &pair.found {
                Found::Possible(_) => assert!(is_there, "seed {seed}: {} {}", pair.from, pair.to),
                Found::Impossible => assert!(!is_there, "seed {seed}: {} {}", pair.from, pair.to),
                Found::NotDecided => panic!("seed {seed}: {} {} is not decided", pair.from, pair.to),
            }
        }
        never += found.pairs.iter().filter(|p| p.found == Found::Impossible).count() as u64;
    }
    assert!(never >= pairs, "{never} pairs never occur");
}

/// One question with the answer that other solvers should give.
fn emit(text: &mut String, question: &str, possible: bool) {
    writeln!(text, ";;; {}\n{question}", if possible { "sat" } else { "unsat" }).unwrap();
}

/// Every claim of the library, and 2,000 pairs of random rules, with what the answers rest on.
#[test]
#[ignore = "needs python3 with the packages z3-solver and cvc5; .ci/run installs both"]
fn proofs_agree_with_other_solvers() {
    let mut text = String::new();
    let mut claims = 0;
    for entry in LIBRARY {
        let mut session = Session::new(Box::new(NoFiles));
        for claim in session.settle(&RuleSet::of(entry.module), true).unwrap_or_default() {
            claims += 1;
            assert!(!claim.questions.is_empty(), "{}", claim.names.en);
            for question in claim.questions {
                emit(&mut text, &question.text, question.possible.expect("decided"));
            }
        }
    }
    assert!(claims >= 60, "{claims} claims");
    let wished = std::env::var("GRAVAMEN_PAIRS").ok().and_then(|n| n.parse().ok());
    let (wished, mut pairs, mut asked, mut open, mut seed) = (wished.unwrap_or(2_000), 0, 0, 0, 0);
    while pairs < wished {
        seed += 1;
        let mut dice = Dice(seed * 15_485_863 + 11);
        let make = if seed % 2 == 0 { rules } else { program };
        let (a, b) = (make(&mut dice), make(&mut dice));
        let programs = [&a, &b];
        let Ok(mut analysis) = Analysis::of(&programs) else { continue };
        pairs += 1;
        for list in analysis.lists_smtlib() {
            emit(&mut text, &list, false);
        }
        for (from, to) in (0..9).map(|n| (n / 3, n % 3)) {
            let terms = [analysis.outcome_is(0, from), analysis.outcome_is(1, to)];
            match analysis.possible(&terms) {
                Found::Impossible => emit(&mut text, &analysis.smtlib(&terms), false),
                Found::Possible(()) if (pairs + from + to) % 3 == 0 => {
                    emit(&mut text, &analysis.smtlib(&terms), true);
                }
                Found::Possible(()) => continue,
                Found::NotDecided => open += 1,
            }
            asked += 1;
        }
    }
    println!("{claims} claims, {pairs} pairs of rules, {asked} pairs of outcomes, {open} not decided");
    assert!(open * 100 < asked, "{open} of {asked} not decided");
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("proofs.smt2");
    std::fs::write(&file, text).unwrap();
    let python = std::env::var("GRAVAMEN_PYTHON").unwrap_or("python3".to_string());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/solver/against.py");
    let status = std::process::Command::new(python).arg(script).arg(&file).status().unwrap();
    assert!(status.success(), "the solvers disagree");
}
