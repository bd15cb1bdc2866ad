//! The decision map: every point lies in the region that the interpreter gives it, on the lines too.

use gravamen::eval::{Path, bounds, run, slot_mut};
use gravamen::ir::facts::{Facts, Known, Row};
use gravamen::ir::program::Program;
use gravamen::ir::schema::Type;
use gravamen::map::{Axes, Layer, Point, Refusal, Stretch, map, numbers, sweep};
use gravamen::session::{NoFiles, RuleSet, Session};
use gravamen::stdlib::LIBRARY;
use gravamen::val::{DateRange, Interval, Members, Ratio, Truth};
use std::sync::Arc;

const LAW: &str = "cn.pi.interpretation_2017";
const HEAD: &str =
    "  unstated facts are absent\n  breach yes\n  conduct_from 2020-06-01\n  conduct_to 2020-06-30\n";

fn read(lines: &str) -> (Arc<Program>, Facts) {
    let mut session = Session::new(Box::new(NoFiles));
    let read = session.read(&RuleSet::of(LAW), "x.case", &format!("case x\n{HEAD}{lines}"));
    assert!(!session.sink.has_errors(), "{:?}", session.sink.found);
    let (case, program) = read.into_iter().next().expect("one case");
    (program.expect("one program"), case.facts)
}

fn path(program: &Program, facts: &Facts, name: &str) -> Path {
    let found = numbers(program, facts).into_iter().find(|(_, n, _)| n.en == name);
    found.unwrap_or_else(|| panic!("no number {name}")).0
}

fn ratio(n: i64, d: i64) -> Ratio {
    Ratio::new(n, d).expect("a ratio")
}

fn graded(program: &Program, facts: &Facts, axes: Axes, p: &Point) -> (usize, usize) {
    let mut here = facts.clone();
    for (path, n) in [(Some(axes.x), &p.x), (axes.y, &p.y)] {
        if let Some(path) = path {
            slot_mut(path, &mut here).expect("a number").value =
                Known::Number(Interval::point(n.clone()), Vec::new());
        }
    }
    bounds(program, &run(program, &here))
}

struct Lcg(u64);

impl Lcg {
    fn pick(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as i64
    }
}

/// Cases whose two numbers meet in every way the law knows: sums of shares, halves, gains beside counts, recipients.
const CASES: [(&str, &str, &str); 7] = [
    (
        "  lot trajectory, 30 items, purchase\n  lot health, 260 items, purchase\n",
        "lots[0].count",
        "lots[1].count",
    ),
    ("  lot trajectory, 30 items, purchase\n", "lots[0].count", "illegal_gains"),
    (
        "  lot health, 100 items, lawfully, sold_to 1 person, acquired_in_duty\n  lot other, 900 items, theft\n",
        "lots[0].count",
        "lots[1].count",
    ),
    (
        "  lot health, 100 items, lawfully, sold_to 3 persons, acquired_in_duty\n",
        "lots[0].count",
        "illegal_gains",
    ),
    ("  lot other, 100 items, purchase, sold_to 2 persons\n", "lots[0].count", "lots[0].not_genuine"),
    ("  lot other, 4000 items, purchase\n  lawful_business yes\n", "business_profit", "lots[0].count"),
    ("  lot trajectory, 30 items\n  lot credit, 5 items, theft\n", "lots[0].count", "lots[1].count"),
];

#[test]
fn random_points_agree_with_their_region() {
    let mut random = Lcg(2017);
    let mut seen = std::collections::BTreeSet::new();
    for (lines, x, y) in CASES {
        let (program, facts) = read(lines);
        let axes = Axes { x: path(&program, &facts, x), y: Some(path(&program, &facts, y)) };
        let layer = Layer { program: &program, facts: &facts, axes };
        let map = map(&[layer], None).unwrap_or_else(|e| panic!("{lines}: {e:?}"));
        let to = &map.window.to;
        let regions = map.regions(|g| g[0]);
        assert!(!map.lines.is_empty() && regions.len() >= 2, "{lines}: {} regions", regions.len());
        for _ in 0..300 {
            let part = |r: &mut Lcg, end: &Ratio| end.times(&ratio(r.pick(361), 360));
            let p = Point { x: part(&mut random, &to.x), y: part(&mut random, &to.y) };
            let truth = graded(&program, &facts, axes, &p);
            assert_eq!(map.at(&p), Some(&[truth][..]), "{lines} at {p:?}");
            seen.insert(truth);
        }
        // on every line, and on its crossings with every other
        let corners: Vec<Point> = map.faces.iter().flat_map(|f| f.corners.clone()).collect();
        for (i, p) in corners.iter().enumerate() {
            let q = &corners[(i + 1) % corners.len()];
            let half = |a: &Ratio, b: &Ratio| a.plus(b).times(&ratio(1, 2));
            let middle = Point { x: half(&p.x, &q.x), y: half(&p.y, &q.y) };
            for point in [p, &middle] {
                assert_eq!(
                    map.at(point),
                    Some(&[graded(&program, &facts, axes, point)][..]),
                    "{lines} at {point:?}"
                );
            }
        }
        let nobody = Point { x: to.x.plus(&Ratio::one()), y: to.y.clone() };
        assert_eq!(map.at(&nobody), None, "outside the window nothing is said");
    }
    assert!(seen.len() >= 3, "{seen:?}");
}

#[test]
fn regions_cover_the_window_once() {
    for (lines, x, y) in CASES {
        let (program, facts) = read(lines);
        let axes = Axes { x: path(&program, &facts, x), y: Some(path(&program, &facts, y)) };
        let map = map(&[Layer { program: &program, facts: &facts, axes }], None).expect("a map");
        let twice = |p: &Point, q: &Point| p.x.times(&q.y).minus(&q.x.times(&p.y));
        let area = |path: &[Point]| {
            let next = path.iter().cycle().skip(1);
            path.iter().zip(next).fold(Ratio::zero(), |n, (p, q)| n.plus(&twice(p, q)))
        };
        let regions = map.regions(|g| g[0]);
        let whole = regions.iter().flat_map(|r| &r.outlines).fold(Ratio::zero(), |n, o| n.plus(&area(o)));
        let window = map.window.to.x.times(&map.window.to.y).times(&Ratio::int(2));
        assert_eq!(whole, window, "{lines}");
        for (a, b) in regions.iter().zip(regions.iter().skip(1)) {
            assert!(a.outlines.iter().chain(&b.outlines).all(|o| o.len() >= 3));
        }
    }
}

/// 30 of 50 and 260 of 500: the border of the proportional sum runs through (50, 0) and (0, 500).
#[test]
fn the_line_of_the_proportional_sum_is_exact() {
    let (lines, x, y) = CASES[0];
    let (program, facts) = read(lines);
    let axes = Axes { x: path(&program, &facts, x), y: Some(path(&program, &facts, y)) };
    let map = map(&[Layer { program: &program, facts: &facts, axes }], None).expect("a map");
    let at = |x: i64, y: i64| map.at(&Point { x: Ratio::int(x), y: Ratio::int(y) }).map(|g| g[0]);
    assert_eq!(at(30, 199), Some((0, 0)));
    assert_eq!(at(30, 200), Some((1, 1)), "on the line: the number is included");
    assert_eq!(at(25, 250), Some((1, 1)));
    assert_eq!(at(300, 2000), Some((2, 2)));
    assert_eq!(at(300, 1999), Some((1, 1)));
    let slanted = map.strokes(|g| g[0]).into_iter().filter(|s| s.from.x != s.to.x && s.from.y != s.to.y);
    let borders: Vec<_> = slanted.collect();
    assert!(borders.iter().any(|s| s.sides == [(0, 0), (1, 1)] && s.on == (1, 1)), "{borders:?}");
}

#[test]
fn a_sweep_names_the_break_points() {
    let (program, facts) = read("  lot trajectory, 30 items, purchase\n  lot health, 260 items, purchase\n");
    let axes = Axes { x: path(&program, &facts, "lots[1].count"), y: None };
    let found = sweep(&Layer { program: &program, facts: &facts, axes }).expect("a sweep");
    let stretch = |from: i64, from_included, to: Option<i64>, grade| Stretch {
        from: Ratio::int(from),
        from_included,
        to: to.map(Ratio::int),
        to_included: false,
        grade: (grade, grade),
    };
    // 200 = 500 × (1 − 3/5), 4700 = 500 × (10 − 3/5)
    let expected =
        [stretch(0, true, Some(200), 0), stretch(200, true, Some(4700), 1), stretch(4700, true, None, 2)];
    assert_eq!(found, expected);
}

#[test]
fn a_product_of_both_numbers_is_no_line() {
    let (program, facts) = read("  lot other, 3000 items, purchase, sold_to 2 persons\n");
    let axes = |x: &str, y: &str| Axes { x: path(&program, &facts, x), y: Some(path(&program, &facts, y)) };
    let layer = |axes| Layer { program: &program, facts: &facts, axes };
    let curved = map(&[layer(axes("lots[0].count", "lots[0].sold_to"))], None);
    assert_eq!(curved.err(), Some(Refusal::Curved));
    assert!(map(&[layer(axes("lots[0].sold_to", "illegal_gains"))], None).is_ok(), "each alone is a line");
}

#[test]
fn unknown_facts_leave_a_region_open() {
    let (program, facts) =
        read("  lot trajectory, at least 30 items, purchase\n  lot health, 5 items, purchase\n");
    let axes =
        Axes { x: path(&program, &facts, "lots[1].count"), y: Some(path(&program, &facts, "illegal_gains")) };
    let map = map(&[Layer { program: &program, facts: &facts, axes }], None).expect("a map");
    let at = |x: i64, y: i64| map.at(&Point { x: Ratio::int(x), y: Ratio::int(y) }).map(|g| g[0]);
    assert_eq!(at(0, 0), Some((0, 2)), "at least 30: nothing is excluded");
    assert_eq!(at(200, 0), Some((1, 2)));
    assert_eq!(at(0, 50_000), Some((2, 2)));
}

/// A case of any vocabulary: two records of each kind, every value known, drawn at random.
fn drawn(program: &Program, random: &mut Lcg) -> Facts {
    let schema = &program.schema;
    let mut facts = Facts::unstated(true, schema);
    let value = |ty: Type, random: &mut Lcg| match ty {
        Type::YesNo => Some(Known::Truth(Truth::from(random.pick(2) > 0))),
        Type::Number(_) => {
            let n = [0, 1, 2, 20, 49, 260, 2500, 5000][random.pick(8) as usize];
            Some(Known::Number(Interval::point(Ratio::int(n)), Vec::new()))
        }
        Type::Member(kind) => (random.pick(3) == 0).then(|| {
            let members = schema.kinds[kind].members.len() as i64;
            Known::Member(Members::one(random.pick(members) as usize))
        }),
        Type::Date => {
            let day = gravamen::val::parse_iso(["2018-01-01", "2020-06-01"][random.pick(2) as usize])
                .expect("a day");
            Some(Known::Date(DateRange::point(day)))
        }
        Type::List(_) => None,
    };
    for (slot, field) in facts.slots.iter_mut().zip(&schema.facts) {
        if let Some(known) = value(field.ty, random) {
            slot.value = known;
        } else if let Type::List(record) = field.ty {
            let rows = (0..2).map(|_| {
                let mut row = Row::unstated(record, true, schema);
                for (slot, field) in row.slots.iter_mut().zip(&schema.records[record].fields) {
                    if let Some(known) = value(field.ty, random) {
                        slot.value = known;
                    }
                }
                row
            });
            slot.value = Known::List(Some(rows.collect()));
        }
    }
    facts
}

#[test]
fn every_module_of_the_library_is_mapped_truly() {
    let mut random = Lcg(253);
    let (mut maps, mut turned, mut refused) = (0, 0, 0);
    for entry in LIBRARY {
        let mut session = Session::new(Box::new(NoFiles));
        let read =
            session.read(&RuleSet::of(entry.module), "x.case", "case x\n  unstated facts are absent\n");
        let Some((_, Some(program))) = read.into_iter().next() else { continue };
        let mut own = 0;
        for _ in 0..400 {
            let facts = drawn(&program, &mut random);
            let all = numbers(&program, &facts);
            if all.len() < 2 || own == 12 {
                break;
            }
            let pick = |random: &mut Lcg| all[random.pick(all.len() as i64) as usize].0;
            let axes = Axes { x: pick(&mut random), y: Some(pick(&mut random)) };
            let map = match map(&[Layer { program: &program, facts: &facts, axes }], None) {
                Ok(map) if axes.y == Some(axes.x) || map.lines.is_empty() => continue,
                Ok(map) => map,
                // a count times the number of its recipients is no line
                Err(Refusal::Curved) => continue,
                Err(_) => {
                    refused += 1;
                    continue;
                }
            };
            own += 1;
            turned += usize::from(map.regions(|g| g[0]).len() > 1);
            for _ in 0..25 {
                let part = |r: &mut Lcg, end: &Ratio| end.times(&ratio(r.pick(121), 120));
                let to = &map.window.to;
                let p = Point { x: part(&mut random, &to.x), y: part(&mut random, &to.y) };
                let truth = graded(&program, &facts, axes, &p);
                assert_eq!(map.at(&p), Some(&[truth][..]), "{} {axes:?} at {p:?}\n{facts:?}", entry.module);
            }
        }
        maps += own;
    }
    assert!(maps >= 12 && turned >= 8 && refused * 3 < maps, "{maps} maps, {turned} turn, {refused} refused");
}
