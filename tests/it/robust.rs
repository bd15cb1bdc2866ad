//! Broken texts never bring the reader down, and reading time grows with the length of the text.

use gravamen::diag::{Lang, Style, report};
use gravamen::session::{NoFiles, Session};
use gravamen::stdlib::LIBRARY;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

const ROUNDS: usize = 150;
const PIECES: &[&str] = &[
    "(",
    ")",
    "（",
    "）",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "“",
    "”",
    ",",
    "，",
    "、",
    "|",
    "#",
    "\n",
    "\n  ",
    "。",
    "；",
    "第",
    "且",
    "或者",
    "为",
    "达到",
    "超过",
    "不满",
    "以上",
    "有",
    "符合",
    "是指",
    "定义",
    "模块",
    "至",
    "之",
    "条",
    "元",
    "万",
    "亿",
    "一半",
    "0",
    "９",
    "-",
    ".",
    ":",
    "\u{200b}",
    "\u{feff}",
    "\u{0}",
    "\t",
    "\r",
    "é",
    "🦀",
    "not ",
    " and ",
    " or ",
    " is ",
    "some lot where ",
    "reaches ",
];

/// A linear congruential generator: the same numbers every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

fn mutated(text: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..1 + dice.below(3) {
        let at = dice.below(chars.len());
        match dice.below(6) {
            0 if !chars.is_empty() => drop(chars.remove(at)),
            1 if !chars.is_empty() => chars.insert(at, chars[at]),
            2 if !chars.is_empty() => {
                let other = dice.below(chars.len());
                chars.swap(at, other);
            }
            3 => {
                let end = (at + dice.below(40)).min(chars.len());
                chars.drain(at..end);
            }
            _ => {
                let piece: Vec<char> = PIECES[dice.below(PIECES.len())].chars().collect();
                chars.splice(at..at, piece);
            }
        }
    }
    chars.into_iter().collect()
}

/// Reads a text as a module or as cases; every place must lie between characters.
fn read(name: &str, text: &str) {
    let mut session = Session::new(Box::new(NoFiles));
    if name.ends_with(".grv") {
        session.check_text(name, text);
    } else {
        session.grade(name, text, &["cn.pi.interpretation_2017".to_owned()]);
    }
    for d in &session.sink.found {
        let edit = d.mends.iter().flat_map(|m| m.edits.iter().map(|e| e.span));
        for span in d.span.into_iter().chain(d.also.iter().map(|a| a.span)).chain(edit) {
            let source = session.sources.get(span.file).text;
            assert!(
                source.get(span.start as usize..span.end as usize).is_some(),
                "{:?} {:?} {span:?}",
                d.code,
                d.args
            );
        }
    }
    for lang in [Lang::En, Lang::Zh] {
        report(&session.sink.found, &session.sources, lang, Style::Fancy);
    }
}

fn corpus() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        LIBRARY.iter().map(|e| (e.file.to_owned(), e.text.to_owned())).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<_> = fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "case" || e == "json")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        all.push((name, fs::read_to_string(path).unwrap()));
    }
    all
}

#[test]
fn robust_against_broken_texts() {
    let mut wrong = Vec::new();
    for (i, (name, text)) in corpus().iter().enumerate() {
        let mut dice = Dice(2017 + i as u64);
        for round in 0..ROUNDS {
            let broken = mutated(text, &mut dice);
            if catch_unwind(AssertUnwindSafe(|| read(name, &broken))).is_err() {
                wrong.push(format!("{name}, round {round}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn robust_time_grows_with_length() {
    let head = "module t\n  uses cn.pi.facts\n\ndefinition d ours \"a test\"\n  means ";
    let mut texts = Vec::new();
    for n in (16..=60).step_by(4) {
        for (open, close) in
            [("(", ")"), ("(", ""), ("(", "]"), ("（", "）"), ("(not ", ")"), ("(breach and (", "))")]
        {
            let n = if open.matches('(').count() > 1 { n / 2 } else { n };
            texts.push(("t.grv", format!("{head}{}breach{}\n", open.repeat(n), close.repeat(n))));
        }
    }
    texts.push(("t.grv", format!("{head}{}breach\n", "breach or ".repeat(999))));
    texts.push(("t.grv", format!("{head}{}or breach\n", "breach, ".repeat(999))));
    texts.push(("t.grv", format!("{head}{}breach\n", "breach, ".repeat(999))));
    texts.push(("t.grv", format!("{head}subject is {}unit\n", "unit or ".repeat(999))));
    texts.push(("t.grv", format!("{head}subject is {}unit\n", "unit, ".repeat(999))));
    texts.push(("t.case", format!("case a\n  lot {}trajectory\n", "trajectory, ".repeat(999))));
    let start = Instant::now();
    let mut slow = Vec::new();
    for (name, text) in &texts {
        let one = Instant::now();
        read(name, text);
        if one.elapsed() > Duration::from_millis(300) {
            slow.push(format!("{:?}: {}", one.elapsed(), text.chars().skip(60).take(60).collect::<String>()));
        }
    }
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
    assert!(start.elapsed() < limit, "{:?}\n{}", start.elapsed(), slow.join("\n"));
}

#[test]
fn robust_numeral_after_name() {
    let head = "module t\n  uses cn.pi.facts\n  source FS \"x\"\n\ndefinition d (lot) by FS 5\n";
    read("t.grv", &format!("{head}  means disclosed 万\n"));
}

#[test]
fn robust_many_lots_with_unknown_facts() {
    let start = Instant::now();
    read("t.case", &format!("case a\n{}", "  lot trajectory, 30 items\n".repeat(80)));
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}
