//! The ladder of standards: for each measure what each rule set asks, on one scale, decade by decade.

use super::svg::{Anchor, BOLD, INK, SMALL, SOFT, Svg, TEXT, THIN, exact, width};
use super::{Figure, Table, Words};
use crate::ir::schema::Names;
use crate::session::{Measure, Rung};
use crate::val::Ratio;

const ROW: i64 = 92;
const TOP: i64 = 40;

/// The ladder of several rule sets.
pub fn ladder(measures: &[Measure], modules: &[Names], scale: &[Names], words: Words) -> Figure {
    let name = |i: usize| modules.get(i).map(|n| words.name(n)).unwrap_or_default();
    let shapes = [["circle", "圆点"], ["square", "方块"], ["triangle", "三角"], ["diamond", "菱形"]];
    let marks = (1..scale.len()).zip(shapes).map(|(g, shape)| {
        let outcome = words.outcome(scale, (g, g));
        words.say(["{0} {1}", "{0}为{1}"], &[&words.say(shape, &[]), &outcome])
    });
    let marks = marks.collect::<Vec<_>>().join(words.lang.pick(&[", ", "，"]));
    let caption = words.say(
        [
            "Standards of {0} (above each line) and of {1} (below it). Each decade is equally wide and linear within. Marks: {2}; hollow: read over a part of the records only; framed: under one rule set only",
            "{0}（线上）与{1}（线下）的标准。每一数量级等宽，级内按比例。{2}；空心者仅就部分记录适用；加框者只见于一套规则",
        ],
        &[&name(0), &name(1), &marks],
    );
    let all = || measures.iter().flat_map(|m| m.sides.iter().flatten());
    let (low, high) = decades(all().map(|r| &r.standard));
    let left = measures.iter().map(|m| width(&words.prose(&m.names))).max().unwrap_or(0).clamp(80, 190) + 16;
    let right = 706;
    let height = TOP + measures.len() as i64 * ROW + 8;
    let mut svg = Svg::new("ladder", &caption, 740, height);
    let span = Ratio::int((right - left) / i64::from((high - low).max(1)));
    let place = |n: &Ratio| {
        let (decade, within) = position(n);
        Ratio::int(left).plus(&Ratio::int(i64::from(decade - low)).plus(&within).times(&span))
    };
    for decade in low..=high {
        let value = power(decade);
        let x = exact(&place(&value));
        svg.path(&format!("M{x} {}V{}", TOP - 12, height - 8), THIN);
        svg.text_at(&x, &(TOP - 18).to_string(), Anchor::Middle, &value.decimal(), SOFT);
    }
    let mut table = Table {
        head: [
            ["measure", "计量"],
            ["rule set", "规则"],
            ["standard", "标准"],
            ["times the base", "为基准的倍数"],
            ["provision", "条文"],
            ["outcome", "结论"],
        ]
        .into_iter()
        .map(|h| words.say(h, &[]))
        .collect(),
        rows: Vec::new(),
    };
    for (i, measure) in measures.iter().enumerate() {
        let y = TOP + i as i64 * ROW + ROW / 2;
        let title = super::bars::fitted(&words.prose(&measure.names), left - 14);
        svg.text(8, y - 2, Anchor::Start, &title, BOLD);
        if let Some(unit) = measure.unit {
            svg.text(8, y + 14, Anchor::Start, words.lang.pick(&unit.words()), SOFT);
        }
        svg.line((left, y), (right, y), INK);
        for (side, rungs) in measure.sides.iter().enumerate() {
            let above = side == 0;
            let mut taken: Vec<Ratio> = Vec::new();
            for rung in rungs {
                table.rows.push(row(measure, rung, &name(side), scale, words));
                let x = place(&rung.standard);
                if taken.contains(&x) {
                    continue;
                }
                let at = if above { y - 9 } else { y + 9 };
                svg.mark(&x, at, rung.grade, rung.part);
                let alone = !measure.sides.iter().enumerate().any(|(s, o)| {
                    s != side && o.iter().any(|r| (&r.standard, r.grade) == (&rung.standard, rung.grade))
                });
                if alone && measure.sides.len() > 1 {
                    let corner = exact(&x.minus(&Ratio::int(7)));
                    svg.path(&format!("M{corner} {}h14v14h-14z", at - 7), INK);
                }
                // a label that would run into its neighbour stands a line further out
                let near =
                    taken.last().is_some_and(|t| x.minus(t) < Ratio::int(width(&rung.standard.decimal())));
                let out = if near { 12 } else { 0 };
                let text = if above { y - 19 - out } else { y + 28 + out };
                let look = if near { SMALL } else { TEXT };
                svg.text_at(&exact(&x), &text.to_string(), Anchor::Middle, &rung.standard.decimal(), look);
                taken.push(x);
            }
        }
    }
    Figure { name: "ladder", caption, svg: svg.end(), table }
}

fn row(measure: &Measure, rung: &Rung, module: &str, scale: &[Names], words: Words) -> Vec<String> {
    let mut provision = words.name(&rung.provision);
    if rung.part {
        provision.push_str(&words.say([" (part of the records)", "（部分记录）"], &[]));
    }
    vec![
        words.prose(&measure.names),
        module.to_owned(),
        words.amount(&rung.standard, measure.unit),
        rung.times.as_ref().map_or_else(|| "–".to_owned(), Ratio::to_string),
        provision,
        words.outcome(scale, (rung.grade, rung.grade)),
    ]
}

fn power(decade: i32) -> Ratio {
    let ten = Ratio::int(10);
    let by = if decade < 0 { ten.inverse().unwrap_or(ten) } else { ten };
    (0..decade.abs()).fold(Ratio::one(), |n, _| n.times(&by))
}

/// The decade of a number, and how far it lies on the way to the next: 50 is one decade and 4/9.
fn position(n: &Ratio) -> (i32, Ratio) {
    let mut decade = 0;
    while decade < 18 && power(decade + 1) <= *n {
        decade += 1;
    }
    while decade > -3 && power(decade) > *n {
        decade -= 1;
    }
    let mantissa = power(decade).inverse().map_or_else(Ratio::one, |p| n.times(&p));
    let ninth = Ratio::new(1, 9).unwrap_or_else(Ratio::one);
    (decade, mantissa.minus(&Ratio::one()).times(&ninth))
}

/// The decades that hold all numbers.
fn decades<'a>(numbers: impl Iterator<Item = &'a Ratio>) -> (i32, i32) {
    let (mut low, mut high) = (i32::MAX, i32::MIN);
    for n in numbers {
        let (decade, within) = position(n);
        low = low.min(decade);
        high = high.max(if within == Ratio::zero() { decade } else { decade + 1 });
    }
    if low > high { (0, 1) } else { (low, high.max(low + 1)) }
}
