//! Exact break points: one number moves, or two; nothing is sampled.

use super::picture::{Ink, picture};
use super::state::{Answer, Prompt};
use crate::diag::clean;
use crate::eval::{Path, called, slot_mut};
use crate::explain::{Verdict, explain};
use crate::ir::facts::{Facts, Known};
use crate::ir::program::Program;
use crate::ir::schema::Type;
use crate::map::{Axes, Grade, Layer, Map, Point, Refusal, Stretch, map, sweep};
use crate::render::{self, pad};
use crate::syntax::ast::Literal;
use crate::val::{Interval, Ratio, Unit};
use std::collections::BTreeSet;

impl Prompt {
    fn moving(&mut self, text: &str, program: &Program) -> Option<(Path, Unit)> {
        let target = self.target_or_say(text)?;
        let path = target.path(&program.schema)?;
        match crate::eval::ty(path, program) {
            Some(Type::Number(unit)) => Some((path, unit)),
            _ => {
                let says = [format!("`{text}` is no number"), format!("“{text}”不是数")];
                self.refuse([&says[0], &says[1]]);
                None
            }
        }
    }

    fn refused(&mut self, refusal: &Refusal) {
        match refusal {
            Refusal::NotANumber(names) => {
                let says = [
                    format!("`{}` is no number of this case", names.en),
                    format!("“{}”不是本案中的数", names.zh),
                ];
                self.refuse([&says[0], &says[1]]);
            }
            Refusal::Curved => self.refuse([
                "the two are multiplied with each other: their border is no line",
                "两数相乘，界线不是直线",
            ]),
            Refusal::TooMany => {
                self.refuse(["there are more lines than can be searched", "界线过多，不能穷尽"]);
            }
        }
    }

    fn grade_words(&self, (lo, hi): Grade, verdict: &Verdict) -> String {
        let one = |g: usize| verdict.scale.get(g).map(|n| self.say([&n.en, &n.zh]).replace('_', " "));
        let (a, b) = (one(lo).unwrap_or_default(), one(hi).unwrap_or_default());
        if lo == hi { a } else { format!("{a} … {b}") }
    }

    /// `:sweep FACT a..b`
    pub(super) fn sweep(&mut self, args: &str, out: &mut Answer) {
        let (name, range) = args.split_once(parts).unwrap_or((args, ""));
        let (Some(law), Some(case)) = (self.law(), self.facts()) else { return self.no_case() };
        let Some((x, unit)) = self.moving(name, &law.program) else { return };
        let Some((from, to)) = self.bounds(name, range, unit) else { return };
        let layer = Layer { program: &law.program, facts: &case.facts, axes: Axes { x, y: None } };
        let found = match sweep(&layer) {
            Ok(found) => found,
            Err(refusal) => return self.refused(&refusal),
        };
        let inside = |s: &&Stretch| {
            s.to.as_ref().is_none_or(|t| *t >= from) && to.as_ref().is_none_or(|t| s.from <= *t)
        };
        let found: Vec<&Stretch> = found.iter().filter(inside).collect();
        let verdict = explain(&law.program, &case.facts, &case.id);
        let name = called(x, &law.program);
        let unit = self.state.lang.pick(&unit.words()).to_owned();
        out.text.push_str(&format!(
            "{}{}{unit}{}\n",
            clean(self.say([&name.en, &name.zh])),
            self.say([" (", "（"]),
            self.say([")", "）"])
        ));
        let rows: Vec<(String, String, String)> = found
            .iter()
            .enumerate()
            .map(|(i, s)| {
                let at = if i == 0 { None } else { s.from_included.then_some(&s.from) };
                let why = at.map(|n| self.bears(&law.program, &case.facts, x, n)).unwrap_or_default();
                (stretch(s, &from, to.as_ref()), self.grade_words(s.grade, &verdict), why)
            })
            .collect();
        use unicode_width::UnicodeWidthStr;
        let wide = |pick: fn(&(String, String, String)) -> &String| {
            rows.iter().map(|r| pick(r).width()).max().unwrap_or(0) + 2
        };
        let (a, b) = (wide(|r| &r.0), wide(|r| &r.1));
        for (range, grade, why) in &rows {
            let line = format!("  {}{}{why}", pad(range, a), pad(grade, b));
            out.text.push_str(&format!("{}\n", line.trim_end()));
        }
        let breaks: Vec<String> = found.iter().skip(1).map(|s| s.from.decimal()).collect();
        let says = match breaks.is_empty() {
            true => self.say(["no break point in this range", "此范围内没有拐点"]).to_owned(),
            false => {
                format!("{}{}", self.say(["break points: ", "拐点："]), breaks.join(self.say([", ", "、"])))
            }
        };
        out.text.push_str(&format!("  {says}\n"));
    }

    /// `0..6000`, `0 to 6000 items`, `零至六千条`; from nought without end if nothing is said. Says what is wrong with it.
    fn bounds(&mut self, name: &str, text: &str, unit: Unit) -> Option<(Ratio, Option<Ratio>)> {
        let text = text.trim_matches(parts);
        if text.is_empty() {
            return Some((Ratio::zero(), None));
        }
        let cut = ["..", "…", " to ", "至", "～", "~", "-", "–", "—"];
        let ends = cut.iter().find_map(|w| text.split_once(w));
        let ends = ends.map(|(low, high)| (self.end(low), self.end(high)));
        let Some((Some((low, low_unit)), Some((high, high_unit)))) = ends else {
            self.refuse(["write the range as `0..6000`, or leave it out", "请写范围，如 0..6000，或者不写"]);
            return None;
        };
        if let Some(other) = [low_unit, high_unit].into_iter().flatten().find(|u| *u != unit) {
            let ([own, own_zh], [en, zh]) = (unit.words(), other.words());
            let says = [
                format!("`{name}` is counted in {own}, not in {en}"),
                format!("“{name}”以{own_zh}计，不以{zh}计"),
            ];
            self.refuse([&says[0], &says[1]]);
            return None;
        }
        if low > high {
            let (low, high) = (low.decimal(), high.decimal());
            let says = [
                format!("the range runs backwards: write `{high}..{low}`"),
                format!("范围前大后小，请写 {high}..{low}"),
            ];
            self.refuse([&says[0], &says[1]]);
            return None;
        }
        Some((low, Some(high)))
    }

    /// An end of a range.
    fn end(&mut self, text: &str) -> Option<(Ratio, Option<Unit>)> {
        let text = text.trim_matches(|c| parts(c) || matches!(c, '.' | '…'));
        let text = ["from ", "自", "从"].iter().find_map(|w| text.strip_prefix(w)).unwrap_or(text);
        match self.session.literal(&text.replace([',', '_'], ""))? {
            Literal::Number { value, unit } => Some((value, unit)),
            Literal::Multiple(_) | Literal::Date(_) | Literal::Truth(_) => None,
        }
    }

    /// What bears the outcome where a number has that value.
    fn bears(&self, program: &Program, facts: &Facts, path: Path, n: &Ratio) -> String {
        let known = Known::Number(Interval::point(n.clone()), Vec::new());
        let mut there = facts.clone();
        match slot_mut(path, &mut there) {
            Some(slot) => slot.value = known,
            None => return String::new(),
        }
        let verdict = explain(program, &there, "");
        let Some(ground) = verdict.grounds.iter().find(|g| g.decisive) else { return String::new() };
        let name = self.say([&ground.provision.en, &ground.provision.zh]);
        format!("{name}  {}", render::formula(ground, &verdict, &self.session.sources, self.state.lang))
    }

    /// `:map X Y`
    pub(super) fn map(&mut self, args: &str, out: &mut Answer) {
        let mut words = args.split(parts).filter(|w| !w.is_empty());
        let (Some(x), Some(y), None) = (words.next(), words.next(), words.next()) else {
            return self.refuse(["name two numbers; `:help map` shows how", "请写两个数；例子见 :帮助 界图"]);
        };
        let (Some(law), Some(case)) = (self.law(), self.facts()) else { return self.no_case() };
        let Some((x, _)) = self.moving(x, &law.program) else { return };
        let Some((y, _)) = self.moving(y, &law.program) else { return };
        if x == y {
            return self.refuse(["name two different numbers", "请写两个不同的数"]);
        }
        let layer = Layer { program: &law.program, facts: &case.facts, axes: Axes { x, y: Some(y) } };
        let found = match map(&[layer], None) {
            Ok(found) => found,
            Err(refusal) => return self.refused(&refusal),
        };
        let verdict = explain(&law.program, &case.facts, &case.id);
        let grade = |g: &[Grade]| g.first().copied().unwrap_or((0, 0));
        let names = [called(x, &law.program), called(y, &law.program)];
        let name = |i: usize| names.get(i).map(|n| clean(self.say([&n.en, &n.zh]))).unwrap_or_default();
        out.text.push_str(&format!("x = {}   y = {}\n", name(0), name(1)));
        if let Some(drawn) = self.drawn(&found, &verdict) {
            out.text.push_str(&drawn);
        }
        let mut borders: Vec<Border> = Vec::new();
        for s in found.strokes(grade) {
            let new = Border { from: s.from, to: s.to, sides: s.sides, on: s.on };
            let joins = |b: &Border| {
                b.sides == new.sides && b.on == new.on && b.to == new.from && turn(&b.from, &b.to, &new.to)
            };
            match borders.iter_mut().find(|b| joins(b)) {
                Some(known) => known.to = new.to,
                None => borders.push(new),
            }
        }
        for b in &borders {
            let [left, right] = b.sides;
            let mut line = format!(
                "  {}   {} → {}   {}",
                equation(&b.from, &b.to),
                point(&b.from),
                point(&b.to),
                self.grade_words(left, &verdict)
            );
            line.push_str(&format!(" | {}", self.grade_words(right, &verdict)));
            let on = self.grade_words(b.on, &verdict);
            let says = [format!("   (on it {on})"), format!("   （线上为{on}）")];
            line.push_str(self.say([&says[0], &says[1]]));
            out.text.push_str(&(line + "\n"));
        }
        let to = &found.window.to;
        let ends = format!("x ≤ {}, y ≤ {}", to.x.decimal(), to.y.decimal());
        let says = match borders.is_empty() {
            true => {
                let all = found.faces.first().map(|f| self.grade_words(grade(&f.grades), &verdict));
                let all = all.unwrap_or_default();
                [format!("  {all} everywhere"), format!("  处处为{all}")]
            }
            false => [
                match borders.len() {
                    1 => format!("  one border, the only one for {ends}"),
                    n => format!("  {n} borders, all there are for {ends}"),
                },
                format!("  {ends} 之内共 {} 条界线", borders.len()),
            ],
        };
        out.text.push_str(&format!("{}\n", self.say([&says[0], &says[1]])));
    }
}

impl Prompt {
    /// The picture of a map with what its signs mean; none if nothing changes in it, or nobody looks at it.
    fn drawn(&self, map: &Map, verdict: &Verdict) -> Option<String> {
        let ink = self.state.ink;
        let grade = |g: &[Grade]| g.first().copied().unwrap_or((0, 0));
        let shown: BTreeSet<Grade> = map.faces.iter().map(|f| grade(&f.grades)).collect();
        if ink == Ink::Nothing || shown.len() < 2 {
            return None;
        }
        let mut out = picture(map, ink, self.state.width, grade)?;
        let keys = shown.iter().map(|g| match ink.sign(*g) {
            ' ' => format!("{} {}", self.say(["blank", "空白"]), self.grade_words(*g, verdict)),
            sign => format!("{sign} {}", self.grade_words(*g, verdict)),
        });
        let border = self.say(["\\ / border", "\\ / 界线"]).to_owned();
        let keys: Vec<String> = keys.chain(out.contains(['\\', '/']).then_some(border)).collect();
        out.push_str(&format!("  {}\n", keys.join("   ")));
        Some(out)
    }
}

/// A stretch of a line on which the outcome changes.
struct Border {
    from: Point,
    to: Point,
    sides: [Grade; 2],
    on: Grade,
}

/// Whether three points lie on one line.
fn turn(a: &Point, b: &Point, c: &Point) -> bool {
    let left = b.x.minus(&a.x).times(&c.y.minus(&b.y));
    left == b.y.minus(&a.y).times(&c.x.minus(&b.x))
}

fn point(p: &Point) -> String {
    format!("({}, {})", p.x, p.y)
}

/// `x = 50`, `x/50 + y/500 = 1`, `y = 2·x + 3`.
fn equation(a: &Point, b: &Point) -> String {
    let (dx, dy) = (b.x.minus(&a.x), b.y.minus(&a.y));
    let (Some(over_x), Some(over_y)) = (dx.inverse(), dy.inverse()) else {
        return if dx == Ratio::zero() { format!("x = {}", a.x) } else { format!("y = {}", a.y) };
    };
    let slope = dy.times(&over_x);
    // where it meets the axes
    let y0 = a.y.minus(&slope.times(&a.x));
    let x0 = a.x.minus(&dx.times(&over_y).times(&a.y));
    if x0 > Ratio::zero() && y0 > Ratio::zero() {
        return format!("x/{} + y/{} = 1", whole(&x0), whole(&y0));
    }
    let (sign, c) = if y0 < Ratio::zero() { ("−", y0.negated()) } else { ("+", y0) };
    format!("y = {}·x {sign} {c}", whole(&slope))
}

/// A number that stands as a factor.
fn whole(n: &Ratio) -> String {
    if n.is_integer() { n.to_string() } else { format!("({n})") }
}

/// `[200, 4700)`, cut to a range.
fn stretch(s: &Stretch, from: &Ratio, to: Option<&Ratio>) -> String {
    let (open, low) = match s.from < *from {
        true => ("[", from.decimal()),
        false => (if s.from_included { "[" } else { "(" }, s.from.decimal()),
    };
    let cut = |end: &Ratio| to.is_some_and(|t| t <= end);
    let (high, close) = match &s.to {
        Some(end) if !cut(end) => (end.decimal(), if s.to_included { "]" } else { ")" }),
        Some(end) if to == Some(end) && !s.to_included => (end.decimal(), ")"),
        _ => match to {
            Some(to) => (to.decimal(), "]"),
            None => ("∞".to_owned(), ")"),
        },
    };
    match low == high {
        true => low,
        false => format!("{open}{low}, {high}{close}"),
    }
}

/// What stands between two arguments.
fn parts(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | ',' | '，' | '、')
}
