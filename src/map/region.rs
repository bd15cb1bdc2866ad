//! Cells of equal outcome put together: their outlines, and the strokes where the outcome changes.

use super::Grade;
use super::cells::Map;
use super::line::Point;
use crate::val::Ratio;
use std::collections::BTreeMap;

/// A connected part of the window with one outcome.
#[derive(Debug, Clone)]
pub struct Region<K> {
    /// What its cells have in common.
    pub key: K,
    /// Closed outlines, the inside to the left; holes run the other way.
    pub outlines: Vec<Vec<Point>>,
}

/// A stretch of a line on which the outcome changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stroke<K> {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
    /// The outcome on either side.
    pub sides: [K; 2],
    /// The outcome on the line itself.
    pub on: K,
}

impl Map {
    /// The connected regions whose cells agree in a key; within a region no line matters.
    pub fn regions<K: Ord + Clone>(&self, key: impl Fn(&[Grade]) -> K) -> Vec<Region<K>> {
        let keys: Vec<K> = self.faces.iter().map(|f| key(&f.grades)).collect();
        let sides = self.sides();
        let mut home: Vec<usize> = (0..self.faces.len()).collect();
        for (edge, faces) in &sides {
            if let [a, b] = faces.as_slice() {
                let on = self.edges.get(edge).map(|g| key(g));
                let (Some(x), Some(y)) = (keys.get(*a), keys.get(*b)) else { continue };
                if x == y && on.as_ref() == Some(x) {
                    join(&mut home, *a, *b);
                }
            }
        }
        let mut grouped: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for face in 0..self.faces.len() {
            grouped.entry(root(&home, face)).or_default().push(face);
        }
        let region = |faces: &Vec<usize>| {
            let first = faces.first()?;
            let mut border: BTreeMap<Point, Vec<Point>> = BTreeMap::new();
            for face in faces {
                for (a, b) in self.ends(*face) {
                    let beyond = sides.get(&sorted(&a, &b)).into_iter().flatten().find(|f| *f != face);
                    if beyond.is_none_or(|f| root(&home, *f) != root(&home, *first)) {
                        border.entry(a).or_default().push(b);
                    }
                }
            }
            Some(Region { key: keys.get(*first)?.clone(), outlines: loops(border) })
        };
        grouped.values().filter_map(region).collect()
    }

    /// The stretches of lines on which a key changes, joined where they run on.
    pub fn strokes<K: Ord + Clone>(&self, key: impl Fn(&[Grade]) -> K) -> Vec<Stroke<K>> {
        let mut found = Vec::new();
        for (edge, faces) in self.sides() {
            let [a, b] = faces.as_slice() else { continue };
            let side = |f: &usize| self.faces.get(*f).map(|f| key(&f.grades));
            let (Some(x), Some(y), Some(on)) = (side(a), side(b), self.edges.get(&edge).map(|g| key(g)))
            else {
                continue;
            };
            if x != y || on != x {
                // the side with the greater coordinates second
                let centre = |f: &usize| self.faces.get(*f).map(|f| f.corners.iter().min().cloned());
                let sides = if centre(a) <= centre(b) { [x, y] } else { [y, x] };
                found.push(Stroke { from: edge.0, to: edge.1, sides, on });
            }
        }
        found
    }

    fn ends(&self, face: usize) -> Vec<(Point, Point)> {
        let corners = self.faces.get(face).map(|f| f.corners.as_slice()).unwrap_or_default();
        corners.iter().cloned().zip(corners.iter().cycle().skip(1).cloned()).collect()
    }

    fn sides(&self) -> BTreeMap<(Point, Point), Vec<usize>> {
        let mut sides: BTreeMap<(Point, Point), Vec<usize>> = BTreeMap::new();
        for face in 0..self.faces.len() {
            for (a, b) in self.ends(face) {
                sides.entry(sorted(&a, &b)).or_default().push(face);
            }
        }
        sides
    }
}

fn sorted(a: &Point, b: &Point) -> (Point, Point) {
    if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) }
}

fn root(home: &[usize], mut face: usize) -> usize {
    while let Some(up) = home.get(face).filter(|up| **up != face) {
        face = *up;
    }
    face
}

fn join(home: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(home, a), root(home, b));
    if let Some(slot) = home.get_mut(a.max(b)) {
        *slot = a.min(b);
    }
}

/// Closed outlines from directed edges; corners on a straight run are left out.
fn loops(mut border: BTreeMap<Point, Vec<Point>>) -> Vec<Vec<Point>> {
    let mut out = Vec::new();
    while let Some(start) = border.keys().next().cloned() {
        let mut path: Vec<Point> = Vec::new();
        let mut here = start;
        while let Some(next) = border.get_mut(&here).and_then(Vec::pop) {
            if border.get(&here).is_some_and(Vec::is_empty) {
                border.remove(&here);
            }
            path.push(here);
            here = next;
        }
        let around = |i: usize| path.get(i % path.len().max(1));
        let turns = |i: &usize| match (around(*i + path.len() - 1), around(*i), around(*i + 1)) {
            (Some(a), Some(b), Some(c)) => turn(a, b, c) != Ratio::zero(),
            _ => false,
        };
        out.push((0..path.len()).filter(turns).filter_map(|i| path.get(i).cloned()).collect());
    }
    out
}

fn turn(a: &Point, b: &Point, c: &Point) -> Ratio {
    let (ab, bc) = ((b.x.minus(&a.x), b.y.minus(&a.y)), (c.x.minus(&b.x), c.y.minus(&b.y)));
    ab.0.times(&bc.1).minus(&ab.1.times(&bc.0))
}
