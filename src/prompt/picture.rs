//! A map as signs of one column each: exact marks at the axes, a field filled only where its whole inside has one outcome.

use crate::map::{Grade, Map, Point};
use crate::val::Ratio;
use std::collections::BTreeSet;

/// The fields of a picture, across and upwards.
const FIELDS: (usize, usize) = (56, 16);
/// Marks at an axis lie so many fields apart where there is room, across and upwards.
const APART: (usize, usize) = (4, 2);
/// Numbers below the picture take at most so many lines.
const LABEL_LINES: usize = 3;

/// With which signs a picture is drawn; none of them is ever two columns wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ink {
    /// signs of the keyboard
    #[default]
    Ascii,
    /// dots, denser the graver the outcome
    Dots,
    /// no picture, for those who listen
    Nothing,
}

impl Ink {
    /// The sign of an outcome.
    pub(super) fn sign(self, (lo, hi): Grade) -> char {
        let signs = if self == Ink::Dots { [' ', '⠄', '⠶', '⣿'] } else { [' ', '.', '+', '#'] };
        if lo == hi { signs.get(lo).or(signs.last()).copied().unwrap_or(' ') } else { '?' }
    }
}

/// An axis cut into fields: between two marks all fields are equally wide.
struct Axis {
    /// A number and the field before which it lies.
    marks: Vec<(Ratio, usize)>,
    /// The numbers between fields, ends included.
    edges: Vec<Ratio>,
}

impl Axis {
    /// None where there are more marks than fields.
    fn of(numbers: BTreeSet<Ratio>, fields: usize, apart: usize) -> Option<Axis> {
        let numbers: Vec<Ratio> = numbers.into_iter().collect();
        let steps = numbers.len().checked_sub(1).filter(|s| (1..=fields).contains(s))?;
        let apart = apart.min(fields / steps).max(1);
        let first = numbers.first()?;
        let scale = numbers.last()?.minus(first).inverse()?.times(&Ratio::int(fields as i64));
        let mut places: Vec<usize> = Vec::new();
        for number in &numbers {
            let wanted = number.minus(first).times(&scale).rounded(0).parse().unwrap_or(0);
            places.push(places.last().map_or(0, |last| (last + apart).max(wanted)));
        }
        let mut limit = fields;
        for (i, place) in places.iter_mut().enumerate().rev() {
            *place = if i == steps { fields } else { (*place).min(limit) };
            limit = place.saturating_sub(apart);
        }
        let marks: Vec<(Ratio, usize)> = numbers.into_iter().zip(places).collect();
        let mut edges = Vec::new();
        for pair in marks.windows(2) {
            let [(from, a), (to, b)] = pair else { continue };
            let part = Ratio::new(1, (b - a) as i64).map(|p| to.minus(from).times(&p))?;
            edges.extend((0..b - a).map(|i| from.plus(&part.times(&Ratio::int(i as i64)))));
        }
        edges.extend(marks.last().map(|m| m.0.clone()));
        Some(Axis { marks, edges })
    }

    /// The two numbers between which a field lies.
    fn field(&self, i: usize) -> Option<(&Ratio, &Ratio)> {
        self.edges.get(i).zip(self.edges.get(i + 1))
    }

    /// The number that is marked before a field.
    fn mark(&self, at: usize) -> Option<&Ratio> {
        self.marks.iter().find(|m| m.1 == at).map(|m| &m.0)
    }
}

/// The picture; none if there are more break points than can be told apart.
pub(super) fn picture(
    map: &Map,
    ink: Ink,
    width: usize,
    grade: impl Fn(&[Grade]) -> Grade,
) -> Option<String> {
    let strokes = map.strokes(&grade);
    let ends = |by: fn(&Point) -> &Ratio| -> BTreeSet<Ratio> {
        let ends = strokes.iter().flat_map(|s| [&s.from, &s.to]);
        // borders in one line are one border, and where they were cut is no break
        let runs_on = |p: &&Point| {
            let at: Vec<_> = strokes.iter().filter(|s| s.from == **p || s.to == **p).collect();
            matches!(at.as_slice(), [a, b] if a.sides == b.sides && a.on == b.on && straight(&a.from, &a.to, &b.from, &b.to))
        };
        let ends = ends.filter(|p| !runs_on(p)).map(by).cloned();
        ends.chain([by(&map.window.from).clone(), by(&map.window.to).clone()]).collect()
    };
    let upwards = Axis::of(ends(|p| &p.y), FIELDS.1, APART.1)?;
    // numbers and a line stand before it
    let margin = upwards.marks.iter().map(|m| m.0.decimal().len()).max().unwrap_or(0) + 4;
    let last = map.window.to.x.decimal().len();
    let columns = FIELDS.0.min(width.saturating_sub(margin + last));
    let across = Axis::of(ends(|p| &p.x), columns, APART.0)?;
    let mut fields: Vec<Vec<Option<char>>> = vec![vec![None; columns]; FIELDS.1];
    for s in &strokes {
        // what is upright or level runs between fields
        let run = s.to.x.minus(&s.from.x);
        let rise = s.to.y.minus(&s.from.y);
        let Some(slope) = run.inverse().map(|i| rise.times(&i)).filter(|k| *k != Ratio::zero()) else {
            continue;
        };
        let height = |x: &Ratio| s.from.y.plus(&slope.times(&x.minus(&s.from.x)));
        let sign = if slope > Ratio::zero() { '/' } else { '\\' };
        for column in 0..columns {
            let Some((left, right)) = across.field(column) else { continue };
            let (left, right) = (left.max(&s.from.x), right.min(&s.to.x));
            if left >= right {
                continue;
            }
            let (a, b) = (height(left), height(right));
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            for (row, line) in fields.iter_mut().enumerate() {
                let crossed = upwards.field(row).is_some_and(|(from, to)| *from < high && *to > low);
                if let Some(field) = line.get_mut(column).filter(|_| crossed) {
                    *field = Some(sign);
                }
            }
        }
    }
    for column in 0..columns {
        let mut below: Option<char> = None;
        for (row, line) in fields.iter_mut().enumerate() {
            let Some(field) = line.get_mut(column) else { continue };
            if field.is_some() {
                below = None;
                continue;
            }
            if below.is_none() || upwards.mark(row).is_some() {
                let inside = middle(across.field(column)?, upwards.field(row)?);
                below = map.at(&inside).map(|g| ink.sign(grade(g)));
            }
            *field = below;
        }
    }
    Some(framed(&fields, &across, &upwards))
}

/// Whether four points lie on one line, the first two being apart.
fn straight(a: &Point, b: &Point, c: &Point, d: &Point) -> bool {
    let off = |p: &Point| {
        let (run, rise) = (b.x.minus(&a.x), b.y.minus(&a.y));
        run.times(&p.y.minus(&a.y)) != rise.times(&p.x.minus(&a.x))
    };
    !off(c) && !off(d)
}

fn middle(x: (&Ratio, &Ratio), y: (&Ratio, &Ratio)) -> Point {
    let half = Ratio::new(1, 2).unwrap_or_else(Ratio::one);
    Point { x: x.0.plus(x.1).times(&half), y: y.0.plus(y.1).times(&half) }
}

/// The fields between their axes: a number at the left stands at the foot of its line, one below at the left of its sign.
fn framed(fields: &[Vec<Option<char>>], across: &Axis, upwards: &Axis) -> String {
    let labels: Vec<String> = upwards.marks.iter().map(|m| m.0.decimal()).collect();
    let margin = labels.iter().map(String::len).max().unwrap_or(0) + 1;
    let label = |at: usize| upwards.mark(at).map(|n| n.decimal() + "_").unwrap_or_default();
    let mut out = format!("  {:>margin$}\n", label(fields.len()));
    for (row, line) in fields.iter().enumerate().rev() {
        let signs: String = line.iter().map(|f| f.unwrap_or(' ')).collect();
        let side = if row == 0 { String::new() } else { label(row) };
        out.push_str(format!("  {side:>margin$}|{signs}").trim_end());
        out.push('\n');
    }
    let axis: String = (0..=fields.first().map_or(0, Vec::len))
        .map(|i| if across.mark(i).is_some() { '+' } else { '-' })
        .collect();
    let foot = upwards.mark(0).map(Ratio::decimal).unwrap_or_default() + " ";
    out.push_str(&format!("  {foot:>margin$}+{axis}\n"));
    let mut lines: Vec<String> = Vec::new();
    for (number, at) in &across.marks {
        let place = 2 + margin + 1 + at;
        let free = lines.iter().position(|l| l.is_empty() || l.len() < place);
        let line = match free {
            Some(line) => line,
            None if lines.len() < LABEL_LINES => {
                lines.push(String::new());
                lines.len() - 1
            }
            None => continue,
        };
        if let Some(line) = lines.get_mut(line) {
            *line = format!("{line:<place$}{}", number.decimal());
        }
    }
    lines.iter().for_each(|l| out.push_str(&format!("{l}\n")));
    out
}
