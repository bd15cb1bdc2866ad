//! The decision map of two rule sets over two facts of a case, side by side; where they part is hatched.

use super::svg::{Anchor, BOLD, DASHED, HEAVY, INK, SMALL, SOFT, Svg, TEXT, VEIL, exact, pattern, width};
use super::{Figure, Table, Words};
use crate::ir::schema::Names;
use crate::map::{Grade, Map, Point, Region};
use crate::session::Plan;
use crate::val::Ratio;
use std::collections::BTreeSet;

const PANEL: (i64, i64) = (310, 300);
const TOP: i64 = 34;
const WIDE: i64 = 768;
const LEFT: [i64; 2] = [64, 438];
/// Labels are placed on a grid of so many fields.
const GRID: (usize, usize) = (44, 40);

/// The map of both rule sets.
pub fn plan(plan: &Plan, modules: &[Names], scale: &[Names], words: Words) -> Figure {
    let name = |i: usize| modules.get(i).map(|n| words.name(n)).unwrap_or_default();
    let axis = |i: usize| {
        plan.axes.get(i).map_or_else(String::new, |(n, unit)| {
            let (open, close) =
                if words.lang == crate::diag::Lang::En { (" (", ")") } else { ("（", "）") };
            format!("{}{open}{}{close}", words.prose(n), words.lang.pick(&unit.words()))
        })
    };
    let caption = words.say(
        [
            "Outcome of case {0} if {1} and {2} move and all else stays, under {3} (left) and {4} (right). Lines are exact; a number on a solid line belongs to the graver side, on a dashed line to the other. Hatched: the rule sets part",
            "案件{0}中仅{1}与{2}变动、其余不变时的结论：{3}（左）与{4}（右）。界线为精确值；实线上的数属于较重一侧，虚线上的数属于另一侧。斜线处两套规则结论不同",
        ],
        &[&words.name(&plan.case), &axis(0), &axis(1), &name(0), &name(1)],
    );
    let keys = keys(&plan.map, scale, words);
    let rows = places(&keys).last().map_or(0, |p| p.1 + 1);
    let mut svg = Svg::new("map", &caption, WIDE, TOP + PANEL.1 + 60 + rows * 20);
    for side in 0..2 {
        let panel = Panel { plan, side, left: LEFT.get(side).copied().unwrap_or(0), scale, words };
        panel.draw(&mut svg, &name(side), &axis(0), &axis(1));
    }
    legend(&mut svg, &keys);
    Figure { name: "map", caption, svg: svg.end(), table: table(plan, modules, scale, words) }
}

fn of(grades: &[Grade], side: usize) -> Grade {
    grades.get(side).copied().unwrap_or((0, 0))
}

fn parts(grades: &[Grade]) -> bool {
    of(grades, 0) != of(grades, 1)
}

struct Panel<'a> {
    plan: &'a Plan,
    side: usize,
    left: i64,
    scale: &'a [Names],
    words: Words,
}

impl Panel<'_> {
    fn x(&self, x: &Ratio) -> Ratio {
        let to = self.plan.map.window.to.x.inverse().unwrap_or_else(Ratio::one);
        Ratio::int(self.left).plus(&x.times(&to).times(&Ratio::int(PANEL.0)))
    }
    fn y(&self, y: &Ratio) -> Ratio {
        let to = self.plan.map.window.to.y.inverse().unwrap_or_else(Ratio::one);
        Ratio::int(TOP + PANEL.1).minus(&y.times(&to).times(&Ratio::int(PANEL.1)))
    }
    fn outline<K>(&self, region: &Region<K>) -> String {
        let mut d = String::new();
        for outline in &region.outlines {
            for (i, p) in outline.iter().enumerate() {
                let step = if i == 0 { 'M' } else { 'L' };
                d.push_str(&format!("{step}{} {}", exact(&self.x(&p.x)), exact(&self.y(&p.y))));
            }
            d.push('Z');
        }
        d
    }
    fn draw(&self, svg: &mut Svg, title: &str, x_axis: &str, y_axis: &str) {
        let (left, bottom) = (self.left, TOP + PANEL.1);
        svg.text(left, TOP - 12, Anchor::Start, &super::bars::fitted(title, PANEL.0), BOLD);
        let map = &self.plan.map;
        for region in map.regions(|g| of(g, self.side)) {
            if let Some(pattern) = pattern(region.key) {
                svg.filled(&self.outline(&region), pattern);
            }
        }
        if self.side == 1 {
            for region in map.regions(parts).iter().filter(|r| r.key) {
                svg.filled(&self.outline(region), "change");
            }
        }
        let (mut solid, mut dashed) = (String::new(), String::new());
        let mut ticks: [BTreeSet<Ratio>; 2] = [BTreeSet::new(), BTreeSet::new()];
        for stroke in map.strokes(|g| of(g, self.side)) {
            let point = |p: &Point| format!("{} {}", exact(&self.x(&p.x)), exact(&self.y(&p.y)));
            let d = format!("M{}L{}", point(&stroke.from), point(&stroke.to));
            let graver = stroke.sides.iter().max().copied();
            if graver == Some(stroke.on) {
                solid.push_str(&d)
            } else {
                dashed.push_str(&d)
            }
            for p in [&stroke.from, &stroke.to] {
                if p.y == map.window.from.y {
                    ticks[0].insert(p.x.clone());
                }
                if p.x == map.window.from.x {
                    ticks[1].insert(p.y.clone());
                }
            }
        }
        svg.path(&solid, HEAVY);
        if !dashed.is_empty() {
            svg.path(&dashed, DASHED);
        }
        svg.rect(left, TOP, PANEL.0, PANEL.1, INK);
        self.ticks(svg, &ticks);
        svg.text(left + PANEL.0 / 2, bottom + 36, Anchor::Middle, x_axis, TEXT);
        if self.side == 0 {
            svg.upright(12, TOP + PANEL.1 / 2, y_axis, TEXT);
        }
        self.labels(svg);
    }

    /// The numbers where borders meet the axes, and the ends of the axes, as far as they do not collide.
    fn ticks(&self, svg: &mut Svg, ticks: &[BTreeSet<Ratio>; 2]) {
        let window = &self.plan.map.window;
        let bottom = TOP + PANEL.1;
        let mut last = Ratio::int(-100);
        for n in ticks[0].iter().chain([&window.to.x]) {
            let (x, label) = (self.x(n), tick(n));
            svg.path(&format!("M{} {bottom}v4", exact(&x)), INK);
            let room = Ratio::int(width(&label) / 2 + 3);
            if x.minus(&room) > last {
                svg.text_at(&exact(&x), &(bottom + 17).to_string(), Anchor::Middle, &label, SMALL);
                last = x.plus(&room);
            }
        }
        let mut last = Ratio::int(bottom + 100);
        for n in ticks[1].iter().chain([&window.to.y]) {
            let y = self.y(n);
            svg.path(&format!("M{} {}h-4", self.left, exact(&y)), INK);
            if last.minus(&y) > Ratio::int(13) {
                let (x, at) = ((self.left - 7).to_string(), exact(&y.plus(&Ratio::int(4))));
                svg.text_at(&x, &at, Anchor::End, &tick(n), SMALL);
                last = y;
            }
        }
    }

    /// Each connected part is named where the name has room.
    fn labels(&self, svg: &mut Svg) {
        let map = &self.plan.map;
        let window = &map.window;
        let at = |c: usize, r: usize| {
            let part =
                |n: usize, of: usize| Ratio::new(2 * n as i64 + 1, 2 * of as i64).unwrap_or_else(Ratio::one);
            let p = Point { x: window.to.x.times(&part(c, GRID.0)), y: window.to.y.times(&part(r, GRID.1)) };
            map.at(&p).map(|g| (of(g, 0), of(g, 1)))
        };
        let cells: Vec<Vec<Option<(Grade, Grade)>>> =
            (0..GRID.1).map(|r| (0..GRID.0).map(|c| at(c, r)).collect()).collect();
        let mut taken = vec![vec![false; GRID.0]; GRID.1];
        let keys: BTreeSet<(Grade, Grade)> = cells.iter().flatten().flatten().copied().collect();
        for key in keys {
            let own = if self.side == 0 { key.0 } else { key.1 };
            let own = self.words.outcome(self.scale, own);
            let mut labels = vec![own.clone()];
            if self.side == 1 && key.0 != key.1 {
                labels.insert(0, format!("{} → {own}", self.words.outcome(self.scale, key.0)));
            }
            // the left panel names regions of its own outcome, wherever the other rule set stands
            let same = |cell: &Option<(Grade, Grade)>| match (cell, self.side) {
                (Some(c), 0) => c.0 == key.0,
                (Some(c), _) => *c == key,
                (None, _) => false,
            };
            let free: Vec<Vec<bool>> = cells
                .iter()
                .zip(&taken)
                .map(|(row, taken)| row.iter().zip(taken).map(|(c, t)| same(c) && !t).collect())
                .collect();
            let placed = labels.into_iter().find_map(|label| {
                let (wide, high) = (width(&label) + 8, 18);
                let fields =
                    |pixels: i64, grid: usize, panel: i64| (pixels as usize * grid).div_ceil(panel as usize);
                let need = (fields(wide, GRID.0, PANEL.0), fields(high, GRID.1, PANEL.1));
                Some((label, wide, high, roomiest(&free, need)?))
            });
            let Some((label, wide, high, (c, r, w, h))) = placed else { continue };
            let x = self.left + (2 * c + w) as i64 * PANEL.0 / (2 * GRID.0) as i64;
            let y = TOP + PANEL.1 - (2 * r + h) as i64 * PANEL.1 / (2 * GRID.1) as i64;
            svg.rect(x - wide / 2, y - 9, wide, high, VEIL);
            svg.text(x, y + 4, Anchor::Middle, &label, TEXT);
            if self.side == 0 {
                for (row, cells) in taken.iter_mut().zip(&cells) {
                    for (t, cell) in row.iter_mut().zip(cells) {
                        *t |= same(cell);
                    }
                }
            }
        }
    }
}

/// The largest free rectangle that has room: column, row, width, height.
fn roomiest(free: &[Vec<bool>], need: (usize, usize)) -> Option<(usize, usize, usize, usize)> {
    let columns = free.first().map_or(0, Vec::len);
    let mut best: Option<(usize, (usize, usize, usize, usize))> = None;
    let mut heights = vec![0usize; columns];
    for (r, row) in free.iter().enumerate() {
        for (h, f) in heights.iter_mut().zip(row) {
            *h = if *f { *h + 1 } else { 0 };
        }
        for c in 0..columns {
            let mut low = usize::MAX;
            for (d, h) in heights.iter().skip(c).enumerate() {
                low = low.min(*h);
                if low < need.1 {
                    break;
                }
                let area = low * (d + 1);
                if d + 1 >= need.0 && best.is_none_or(|b| b.0 < area) {
                    best = Some((area, (c, r + 1 - low, d + 1, low)));
                }
            }
        }
    }
    best.map(|b| b.1)
}

/// What is shown: each outcome with its pattern, and the hatching where the rule sets part.
fn keys(map: &Map, scale: &[Names], words: Words) -> Vec<(Option<&'static str>, String)> {
    let shown: BTreeSet<Grade> = map.faces.iter().flat_map(|f| f.grades.iter().copied()).collect();
    let mut keys: Vec<_> = shown.into_iter().map(|g| (pattern(g), words.outcome(scale, g))).collect();
    if map.faces.iter().any(|f| parts(&f.grades)) {
        keys.push((Some("change"), words.say(["they part", "结论不同"], &[])));
    }
    keys
}

/// Draws the keys.
fn legend(svg: &mut Svg, keys: &[(Option<&'static str>, String)]) {
    for (i, (x, row)) in places(keys).into_iter().enumerate() {
        let Some((pattern, label)) = keys.get(i) else { continue };
        let y = TOP + PANEL.1 + 56 + row * 20;
        let boxed = format!("M{x} {y}h20v12h-20z");
        if let Some(pattern) = pattern {
            svg.filled(&boxed, pattern);
        }
        svg.path(&boxed, INK);
        svg.text(x + 26, y + 10, Anchor::Start, label, SOFT);
    }
}

/// Where each key stands: from the left, and in which line.
fn places(keys: &[(Option<&'static str>, String)]) -> Vec<(i64, i64)> {
    let (mut x, mut row) = (LEFT[0], 0);
    let mut out = Vec::new();
    for (_, label) in keys {
        let wide = 46 + width(label);
        if x + wide > WIDE && x > LEFT[0] {
            (x, row) = (LEFT[0], row + 1);
        }
        out.push((x, row));
        x += wide;
    }
    out
}

/// A number at an axis: two decimals where it does not end.
fn tick(n: &Ratio) -> String {
    let exact = n.decimal();
    if exact.contains('/') { format!("≈{}", n.rounded(2)) } else { exact }
}

/// A row a region, with its corners.
fn table(plan: &Plan, modules: &[Names], scale: &[Names], words: Words) -> Table {
    let mut head: Vec<String> = modules.iter().take(2).map(|m| words.name(m)).collect();
    head.push(words.say(["corners", "顶点"], &[]));
    let corners = |r: &Region<Vec<Grade>>| {
        let point = |p: &Point| format!("({}, {})", p.x.decimal(), p.y.decimal());
        let outline = |o: &Vec<Point>| o.iter().map(point).collect::<Vec<_>>().join(" ");
        r.outlines.iter().map(outline).collect::<Vec<_>>().join("; ")
    };
    let row = |r: Region<Vec<Grade>>| {
        let mut row: Vec<String> = (0..2).map(|i| words.outcome(scale, of(&r.key, i))).collect();
        row.push(corners(&r));
        row
    };
    Table { head, rows: plan.map.regions(|g| g.to_vec()).into_iter().map(row).collect() }
}
