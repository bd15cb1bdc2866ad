//! The plane cut by the lines: cells, the edges between them and their corners, one exact point of each graded.

use super::Grade;
use super::line::{Line, Point};
use super::lines::{Layer, Refusal};
use crate::eval::{bounds, run};
use crate::val::Ratio;
use std::collections::{BTreeMap, BTreeSet};

/// A map has at most so many lines.
const MOST_LINES: usize = 120;

/// The part of the plane that is mapped, its sides included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The lower left corner.
    pub from: Point,
    /// The upper right corner.
    pub to: Point,
}

/// A cell: its corners in order, the inside to the left; within it every outcome is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The corners.
    pub corners: Vec<Point>,
    /// The outcome, one a layer.
    pub grades: Vec<Grade>,
}

/// The decision map of one or more modules over two numbers of a case.
#[derive(Debug, Clone)]
pub struct Map {
    /// What is mapped.
    pub window: Window,
    /// All lines read by the modules.
    pub lines: Vec<Line>,
    /// The cells.
    pub faces: Vec<Face>,
    /// The outcomes on the edges between cells, by their ends, the lesser first.
    pub(super) edges: BTreeMap<(Point, Point), Vec<Grade>>,
    places: BTreeMap<Vec<i8>, Vec<Grade>>,
}

/// The map of some layers over the same two numbers; without a window, one that shows every change of outcome.
pub fn map(layers: &[Layer<'_>], window: Option<Window>) -> Result<Map, Refusal> {
    let mut lines: BTreeSet<Line> = BTreeSet::new();
    for layer in layers {
        lines.extend(layer.lines()?);
    }
    let lines: Vec<Line> = lines.into_iter().collect();
    if lines.len() > MOST_LINES {
        return Err(Refusal::TooMany);
    }
    if let Some(window) = window {
        return Ok(Map::of(layers, &lines, window));
    }
    let wide = Map::of(layers, &lines, widest(&lines));
    let near = nearest(&wide);
    Ok(if near == wide.window { wide } else { Map::of(layers, &lines, near) })
}

/// From nought to beyond every crossing of a line with an axis.
fn widest(lines: &[Line]) -> Window {
    let cross = |by: fn(&Line) -> &Ratio| {
        let one = |l: &Line| Some(l.c.negated().times(&by(l).inverse()?));
        beyond(lines.iter().filter_map(one).max())
    };
    let origin = Point { x: Ratio::zero(), y: Ratio::zero() };
    Window { from: origin, to: Point { x: cross(|l| &l.x), y: cross(|l| &l.y) } }
}

/// The same, but only as far as outcomes change.
fn nearest(map: &Map) -> Window {
    let ends = map.strokes(|g| g.to_vec()).into_iter().flat_map(|s| [s.from, s.to]);
    let inside: Vec<Point> = ends.collect();
    let most = |by: fn(&Point) -> &Ratio, end: &Ratio| {
        beyond(inside.iter().map(by).filter(|n| *n < end).max().cloned()).min(end.clone())
    };
    let to = &map.window.to;
    Window { from: map.window.from.clone(), to: Point { x: most(|p| &p.x, &to.x), y: most(|p| &p.y, &to.y) } }
}

/// A round number at least a fifth above.
fn beyond(n: Option<Ratio>) -> Ratio {
    let n = n.filter(|n| *n > Ratio::zero()).unwrap_or_else(Ratio::one);
    let wanted = Ratio::new(6, 5).map_or(n.clone(), |k| n.times(&k));
    let mut scale = Ratio::one();
    for _ in 0..18 {
        for step in [1, 2, 3, 4, 6, 8] {
            let round = scale.times(&Ratio::int(step));
            if round >= wanted {
                return round;
            }
        }
        scale = scale.times(&Ratio::int(10));
    }
    wanted
}

impl Map {
    fn of(layers: &[Layer<'_>], lines: &[Line], window: Window) -> Map {
        let corner = |x: &Ratio, y: &Ratio| Point { x: x.clone(), y: y.clone() };
        let (from, to) = (&window.from, &window.to);
        let mut cells = vec![vec![
            corner(&from.x, &from.y),
            corner(&to.x, &from.y),
            corner(&to.x, &to.y),
            corner(&from.x, &to.y),
        ]];
        for line in lines {
            cells = cells.into_iter().flat_map(|cell| cut(cell, line)).collect();
        }
        let mut map = Map {
            window,
            lines: lines.to_vec(),
            faces: Vec::new(),
            edges: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        for corners in cells {
            let grades = map.grade(layers, &middle(&corners));
            let ends: Vec<(Point, Point)> =
                corners.iter().cloned().zip(corners.iter().cycle().skip(1).cloned()).collect();
            for (a, b) in ends {
                map.grade(layers, &a);
                let on = map.grade(layers, &middle(&[a.clone(), b.clone()]));
                map.edges.insert(if a < b { (a, b) } else { (b, a) }, on);
            }
            map.faces.push(Face { corners, grades });
        }
        map
    }

    fn signs(&self, p: &Point) -> Vec<i8> {
        self.lines.iter().map(|l| l.side(p)).collect()
    }

    fn grade(&mut self, layers: &[Layer<'_>], p: &Point) -> Vec<Grade> {
        let signs = self.signs(p);
        if let Some(done) = self.places.get(&signs) {
            return done.clone();
        }
        let one = |l: &Layer<'_>| bounds(l.program, &run(l.program, &l.facts_at(&p.x, &p.y)));
        let grades: Vec<Grade> = layers.iter().map(one).collect();
        self.places.insert(signs, grades.clone());
        grades
    }

    /// The outcomes at a point of the window, on a line too; none outside.
    pub fn at(&self, p: &Point) -> Option<&[Grade]> {
        let (from, to) = (&self.window.from, &self.window.to);
        let inside = from.x <= p.x && p.x <= to.x && from.y <= p.y && p.y <= to.y;
        self.places.get(&self.signs(p)).filter(|_| inside).map(Vec::as_slice)
    }
}

fn middle(corners: &[Point]) -> Point {
    let sum = |by: fn(&Point) -> &Ratio| corners.iter().fold(Ratio::zero(), |n, p| n.plus(by(p)));
    let part = Ratio::int(corners.len() as i64).inverse().unwrap_or_else(Ratio::one);
    Point { x: sum(|p| &p.x).times(&part), y: sum(|p| &p.y).times(&part) }
}

/// A convex cell on both sides of a line, or whole if the line leaves it so.
fn cut(cell: Vec<Point>, line: &Line) -> Vec<Vec<Point>> {
    let values: Vec<Ratio> = cell.iter().map(|p| line.at(p)).collect();
    let zero = Ratio::zero();
    if values.iter().all(|v| *v >= zero) || values.iter().all(|v| *v <= zero) {
        return vec![cell];
    }
    let (mut over, mut under) = (Vec::new(), Vec::new());
    let next = cell.iter().zip(&values).cycle().skip(1);
    for ((p, v), (q, w)) in cell.iter().zip(&values).zip(next) {
        if *v >= zero {
            over.push(p.clone());
        }
        if *v <= zero {
            under.push(p.clone());
        }
        let apart = (*v > zero && *w < zero) || (*v < zero && *w > zero);
        if let Some(share) = v.minus(w).inverse().filter(|_| apart).map(|i| v.times(&i)) {
            let along = |a: &Ratio, b: &Ratio| a.plus(&b.minus(a).times(&share));
            let on = Point { x: along(&p.x, &q.x), y: along(&p.y, &q.y) };
            over.push(on.clone());
            under.push(on);
        }
    }
    vec![over, under]
}
