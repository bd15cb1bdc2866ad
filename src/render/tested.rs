//! What `test` prints: counts a file, expected and actual with the argument at a difference, and what no case exercises.

use super::columns::{broken, pad};
use super::phrases as say;
use super::text::Page;
use crate::diag::{Lang, clean};
use crate::ir::schema::Names;
use crate::session::{Answer, Tested};
use crate::suite::{Boundary, Coverage, Side};
use crate::text::Sources;
use crate::val::{Ratio, Truth, Unit};
use unicode_width::UnicodeWidthStr;

/// An argument needs so many cells of a line; on a narrower one the parts stand one under another.
const ARGUMENT: usize = 36;

/// The lines of a file: how many expectations are met, and each that is not; lines of at most that many cells.
pub fn tested(file: &Tested, sources: &Sources, lang: Lang, width: usize) -> String {
    let (met, unmet) = file.counts();
    let mark = if unmet + file.faults > 0 { "✘" } else { "✔" };
    let says = lang.pick(&["met", "符合"]);
    let mut out = format!("{mark} {}  {met} / {} {says}", clean(&file.name), met + unmet);
    if file.silent > 0 {
        let says = lang.pick(&["  ({} cases expect nothing)", "（{} 件没有预期）"]);
        out.push_str(&says.replace("{}", &file.silent.to_string()));
    }
    if file.faults > 0 {
        let says = lang.pick(&["  faults: {}", "  错误 {} 处"]);
        out.push_str(&says.replace("{}", &file.faults.to_string()));
    }
    out.push('\n');
    for answer in file.unmet() {
        let page = Page { v: &answer.verdict, sources, lang };
        let parts = Parts::of(&page);
        out.push_str(&head(answer, &page));
        out.push_str(&parts.columns(&page, width).unwrap_or_else(|| parts.blocks(&page)));
    }
    out
}

/// An answer that is not as expected, its parts one under another.
pub(super) fn difference(answer: &Answer, sources: &Sources, lang: Lang) -> String {
    let page = Page { v: &answer.verdict, sources, lang };
    head(answer, &page) + &Parts::of(&page).blocks(&page)
}

fn head(answer: &Answer, page: &Page<'_>) -> String {
    let v = &answer.verdict;
    let place = page.places(&[(answer.span, None)]);
    format!("\n  ✘ {}  {place}\n  {} {}\n", page.name(&v.called), page.say(&say::UNDER), page.name(&v.module))
}

/// What a difference consists of: expected, actual, and the argument under its labels.
struct Parts {
    expected: Vec<String>,
    actual: Vec<String>,
    argument: Vec<([&'static str; 2], Vec<String>)>,
}

impl Parts {
    fn of(page: &Page<'_>) -> Parts {
        let v = page.v;
        let unmet: Vec<_> = v.expected.iter().filter(|e| !e.2).collect();
        let expected: Vec<String> = unmet.iter().map(|e| page.grades(e.0, e.1)).collect();
        let actual = vec![page.grades(v.outcome.0, v.outcome.1)];
        let decisive = v.grounds.iter().filter(|g| g.decisive);
        let mut lines: Vec<String> = decisive.flat_map(|g| page.ground(g, false)).collect();
        if lines.is_empty() {
            lines = page.undecided_grounds();
        }
        let mut argument = vec![(say::GROUNDS, lines.clone())];
        // what the expected outcome lacks
        let heavier = unmet.iter().any(|e| e.1 > v.outcome.0);
        if heavier {
            let near = v.missed.iter().zip(page.missed());
            let near = near.filter(|(m, _)| m.grade > v.outcome.0).map(|(_, l)| l).take(3).collect();
            argument.push((say::MISSED, near));
            let open = v.elements.iter().any(|e| e.2 != Truth::Yes);
            if open && !lines.iter().any(|l| page.failed_elements().contains(l)) {
                argument.push((say::LACKS, page.failed_elements()));
            }
        }
        let unknown = v.missing.iter().take(3).map(|m| page.name(&m.fact)).collect();
        argument.push((say::MISSING, unknown));
        argument.retain(|a| !a.1.is_empty());
        Parts { expected, actual, argument }
    }

    fn blocks(&self, page: &Page<'_>) -> String {
        let mut out = String::new();
        page.block(&mut out, &say::EXPECTED, &self.expected);
        page.block(&mut out, &say::ACTUAL, &self.actual);
        for (label, lines) in &self.argument {
            page.block(&mut out, label, lines);
        }
        out
    }

    /// The three side by side, a Han character taking two cells; none if the line is too narrow.
    fn columns(&self, page: &Page<'_>, width: usize) -> Option<String> {
        let heads = [&say::EXPECTED, &say::ACTUAL].map(|h| page.say(h).to_owned());
        let [first, second] = &heads;
        let [wanted, got] = [(&self.expected, first), (&self.actual, second)]
            .map(|(lines, head)| lines.iter().chain([head]).map(|l| l.width()).max().unwrap_or(0));
        let taken = 2 + wanted + 3 + got + 3;
        let left = width.checked_sub(taken).filter(|left| *left >= ARGUMENT)?;
        let mut argument = Vec::new();
        for (label, lines) in &self.argument {
            if *label != say::GROUNDS {
                argument.push(page.say(label).to_owned());
            }
            argument.extend(lines.iter().map(|l| format!("  {l}")));
        }
        let argument: Vec<String> = argument.iter().flat_map(|l| broken(l, left)).collect();
        let row = |a: &str, b: &str, c: &str| {
            format!("  {} │ {} │ {}", pad(a, wanted), pad(b, got), c).trim_end().to_owned() + "\n"
        };
        let mut out = row(first, second, page.say(&say::GROUNDS));
        out.push_str(&format!("  {}─┼─{}─┼─{}\n", "─".repeat(wanted), "─".repeat(got), "─".repeat(left)));
        for i in 0..argument.len().max(self.expected.len()).max(self.actual.len()) {
            let at = |lines: &[String]| lines.get(i).cloned().unwrap_or_default();
            out.push_str(&row(&at(&self.expected), &at(&self.actual), &at(&argument)));
        }
        out.push('\n');
        Some(out)
    }
}

/// How many expectations of all files are met.
pub fn totals(files: &[Tested], lang: Lang) -> String {
    let (met, unmet) = files.iter().map(Tested::counts).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    match lang {
        Lang::En => {
            let noun = if files.len() == 1 { "file" } else { "files" };
            format!("{unmet} failed · {met} passed · {} {noun}\n", files.len())
        }
        Lang::Zh => format!("{unmet} 失败 · {met} 通过 · {} 个文件\n", files.len()),
    }
}

/// What the cases exercise of each rule set; `all` lists what no case does.
pub fn coverage(sheets: &[Coverage], lang: Lang, all: bool) -> String {
    let mut out = String::new();
    for sheet in sheets {
        let ((met, of), (sides, of_sides)) = (sheet.provisions_met(), sheet.sides_met());
        let (rules, cases) = (pick(&sheet.rules, lang), sheet.cases);
        out.push_str(&match lang {
            Lang::En => {
                format!("{rules}  cases {cases} · provisions {met}/{of} · boundaries {sides}/{of_sides}")
            }
            Lang::Zh => format!("{rules}  案件 {cases} · 条文 {met}/{of} · 边界 {sides}/{of_sides}"),
        });
        if sheet.cannot() > 0 {
            let says = lang.pick(&[" · {} cannot be exercised", " · {} 无法触及"]);
            out.push_str(&says.replace("{}", &sheet.cannot().to_string()));
        }
        out.push('\n');
        if all {
            unexercised(&mut out, sheet, lang);
        }
    }
    out
}

fn unexercised(out: &mut String, sheet: &Coverage, lang: Lang) {
    for p in &sheet.provisions {
        let says: Vec<&str> = p
            .missing()
            .map(|side| match side {
                Side::Holds => lang.pick(&["holds in no case", "没有案件使其成立"]),
                _ => lang.pick(&["fails in no case", "没有案件使其不成立"]),
            })
            .collect();
        if !says.is_empty() {
            let (number, grade) = (pick(&p.provision, lang), pick(&p.grade, lang));
            let (open, close) = if lang == Lang::En { (" (", ")") } else { ("（", "）") };
            out.push_str(&format!(
                "  {number}{open}{grade}{close}  {}\n",
                says.join(lang.pick(&[", ", "，"]))
            ));
        }
    }
    for b in &sheet.boundaries {
        let sides: Vec<String> = b.missing().map(|s| side(s, b, lang)).collect();
        if !sides.is_empty() {
            let (number, name) = (pick(&b.provision, lang), pick(&b.names, lang));
            let says = lang.pick(&["no case with ", "缺："]);
            out.push_str(&format!("  {number} {name}  {says}{}\n", sides.join(lang.pick(&[", ", "、"]))));
        }
    }
    let of_provisions = sheet.provisions.iter().flat_map(|p| {
        let limb = move |s: &(Side, Names)| (pick(&p.provision, lang), limb(s.0, lang), pick(&s.1, lang));
        p.cannot.iter().map(limb)
    });
    let of_boundaries = sheet.boundaries.iter().flat_map(|b| {
        let name = format!("{} {}", pick(&b.provision, lang), pick(&b.names, lang));
        b.cannot.iter().map(move |s| (name.clone(), side(s.0, b, lang), pick(&s.1, lang)))
    });
    for (what, side, why) in of_provisions.chain(of_boundaries) {
        let says = lang.pick(&["cannot be exercised", "无法触及"]);
        out.push_str(&match lang {
            Lang::En => format!("  {what}  {says}: {side} ({why})\n"),
            Lang::Zh => format!("  {what}  {says}：{side}（{why}）\n"),
        });
    }
}

/// A limb of a condition in words.
pub(super) fn limb(side: Side, lang: Lang) -> String {
    let says = if side == Side::Holds {
        ["it holding", "该条件成立"]
    } else {
        ["it failing", "该条件不成立"]
    };
    lang.pick(&says).to_owned()
}

pub(super) fn pick(names: &Names, lang: Lang) -> String {
    clean(lang.pick(&[names.en.as_str(), names.zh.as_str()]))
}

/// A side in words: `49 items`, `50 items`, `more than 50 items`, `it holding`.
pub(super) fn side(side: Side, b: &Boundary, lang: Lang) -> String {
    let amount = |n: &Ratio, unit: Option<Unit>| match unit {
        Some(u) => format!("{} {}", n.decimal(), lang.pick(&u.after(n))),
        None => n.decimal(),
    };
    let standard = b.standard.as_ref().map(|(s, u)| amount(s, *u)).unwrap_or_default();
    let below = match &b.standard {
        Some((s, Some(u))) => {
            let step = if *u == Unit::Yuan { Ratio::new(1, 100) } else { Some(Ratio::one()) };
            step.filter(|_| u.period().is_none()).map(|step| amount(&s.minus(&step), Some(*u)))
        }
        _ => None,
    };
    match (side, below) {
        (Side::Below, Some(below)) => below,
        (Side::Below, None) => format!("{}{standard}", lang.pick(&["less than ", "不满 "])),
        (Side::At, _) => standard,
        (Side::Above, _) => format!("{}{standard}", lang.pick(&["more than ", "超过 "])),
        (Side::Holds | Side::Fails, _) => limb(side, lang),
    }
}
