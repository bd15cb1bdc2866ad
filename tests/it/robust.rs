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
        report(&session.sink.found, &session.sources, lang, Style::Fancy(100));
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

const HEAD: &str = "module t\n  uses cn.pi.facts\n  source S \"x\"\n\n";

/// A condition as the text of a module.
fn means(condition: &str) -> String {
    format!("{HEAD}definition d ours \"a test\"\n  means {condition}\n")
}

/// Every rule of the grammar that brackets something: what opens, what stands inside, what closes, and what closes wrongly.
const BRACKETS: [(&str, &str, &str, &str); 16] = [
    ("(", "breach", ")", "]"),
    ("（", "breach", "）", "〕"),
    ("(", "breach", "）", "("),
    ("(not ", "breach", ")", "）("),
    ("(breach and (", "breach", "))", ")"),
    ("(breach, (", "breach", ") or breach)", ") breach)"),
    ("some lot where (", "kind is health", ")", "}"),
    ("counting only (", "breach", ")", "]"),
    ("(illegal_gains plus (", "illegal_gains", "))", ")"),
    ("S 5(", "1", ")", "]"),
    ("S 5(1)(", "1", ")", "（"),
    ("S第五条第（", "三", "）项", "项"),
    ("any of S (", "1", ") to (9)", ") to ("),
    ("\"", "breach", "\"", "”"),
    ("“", "breach", "”", "\""),
    ("breach\n  except (", "breach", ")", "]"),
];

/// Whole items with a bracket of their own, repeated.
const ITEMS: [&str; 8] = [
    "definition d (lot) ours \"x\"\n  means disclosed\n",
    "definition d (lot ours \"x\"\n  means disclosed\n",
    "definition d (lot] ours \"x\"\n  means disclosed\n",
    "article 1\n  serious if any of the following\n    (1) breach\n",
    "article 1\n  serious if any of the following\n    (1 breach\n",
    "article 1\n  serious if any of the following\n    (1] breach\n",
    "(\n",
    ")\n",
];

/// The least of three readings: what else the machine does only makes one longer.
fn least_time(name: &str, text: &str) -> Duration {
    let one = || {
        let start = Instant::now();
        read(name, text);
        start.elapsed()
    };
    [one(), one(), one()].into_iter().min().unwrap_or_default()
}

/// Lines of a length that is read: a list goes on in the next line.
fn in_lines(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for c in text.chars() {
        column = if c == '\n' { 0 } else { column + 1 };
        out.push(c);
        if column > 2000 && matches!(c, ' ' | '、') {
            out.push_str("\n    ");
            column = 4;
        }
    }
    out
}

/// A text of about so many bytes.
type Text = Box<dyn Fn(usize) -> String>;

#[test]
fn robust_reading_is_linear() {
    let size = if cfg!(debug_assertions) { 4 << 10 } else { 32 << 10 };
    let mut texts: Vec<(String, Text)> = Vec::new();
    for (open, inside, close, wrong) in BRACKETS {
        let levels = open.matches(['(', '（']).count().max(1);
        for (how, end) in [("closed", close), ("unclosed", ""), ("wrongly closed", wrong)] {
            // as deep as may be, once; then side by side
            let deep = move |n: usize| {
                let n = n * 30 / size / levels;
                means(&format!("{}{inside}{}", open.repeat(n), end.repeat(n)))
            };
            texts.push((format!("{open} nested, {how}"), Box::new(deep)));
            let wide = move |n: usize| {
                let one = format!("{open}{inside}{end} or ");
                in_lines(&means(&format!("{}breach", one.repeat(n / one.len()))))
            };
            texts.push((format!("{open} repeated, {how}"), Box::new(wide)));
        }
    }
    for item in ITEMS {
        texts
            .push((item.to_owned(), Box::new(move |n| format!("{HEAD}{}", item.repeat(n / 4 / item.len())))));
    }
    for part in ["breach or ", "breach, ", "unit or ", "unit, ", "not ", "且", "1 plus ", "S 5(1), "] {
        texts.push((part.to_owned(), Box::new(move |n| in_lines(&means(&part.repeat(n / part.len()))))));
    }
    for part in ["[", "{\"a\":", "[]", "\"", "{\"a\":[", "{}"] {
        texts.push((
            format!("JSON {part}"),
            Box::new(move |n| format!("{{\"cases\": {}", part.repeat(n / part.len()))),
        ));
    }
    // a call limit of the parser is linear too: no text within 64 levels may run into it
    let floor = Duration::from_millis(400);
    for (what, text) in &texts {
        let name = if what.starts_with("JSON") { "t.json" } else { "t.grv" };
        let (once, twice) = (least_time(name, &text(size)), least_time(name, &text(2 * size)));
        assert!(twice <= once.max(floor) * 5 / 2, "{what}: {once:?}, twice as long {twice:?}");
    }
    assert!(texts.len() > 100);
}

/// The codes found in a module.
fn codes(text: &str) -> Vec<&'static str> {
    let mut session = Session::new(Box::new(NoFiles));
    session.check_text("t.grv", text);
    session.sink.found.iter().map(|d| d.code.row().id).collect()
}

#[test]
fn robust_levels_are_counted_not_guessed() {
    // 63 brackets are read whatever stands in them; unclosed or wrongly closed ones are faults of form, not of depth
    for (open, inside, close) in [("(", "breach", ")"), ("（", "breach", "）"), ("(not ", "breach", ")")] {
        assert_eq!(codes(&means(&format!("{}{inside}{}", open.repeat(63), close.repeat(63)))), [""; 0]);
        for end in ["", "]"] {
            let found = codes(&means(&format!("{}{inside}{}", open.repeat(63), end.repeat(63))));
            assert!(!found.is_empty() && !found.contains(&"E0102"), "{open} {end} {found:?}");
        }
        assert_eq!(codes(&means(&open.repeat(65))), ["E0102"]);
    }
}

#[test]
fn robust_numeral_after_name() {
    let head = "module t\n  uses cn.pi.facts\n  source FS \"x\"\n\ndefinition d (lot) by FS 5\n";
    read("t.grv", &format!("{head}  means disclosed 万\n"));
}

#[test]
fn robust_many_lots_with_unknown_facts() {
    // unknown facts cost some runs of the whole, not one for each of them
    let lots = |head: &str| format!("case a\n{head}{}", "  lot trajectory, 30 items\n".repeat(500));
    let known = least_time("t.case", &lots("  unstated facts are absent\n"));
    let unknown = least_time("t.case", &lots(""));
    assert!(unknown <= known.max(Duration::from_millis(100)) * 20, "{known:?} {unknown:?}");
}

#[test]
fn robust_nothing_printed_steers_the_terminal() {
    let steering = ["\r", "\u{1b}[2J", "\u{7}", "\u{202e}", "\u{2066}", "\u{0}", "\u{9b}"];
    let mut seen = 0;
    for s in steering {
        for (name, text) in [
            ("t.grv", means(&format!("breach{s} x"))),
            ("t.grv", format!("modul{s} t\n")),
            ("t.case", format!("case a\n  breach yes {s}hidden\n")),
            ("t.json", format!("{{\"id\": \"{s}\", \"facts\": {{\"x{s}\": 1}}}}")),
        ] {
            let mut session = Session::new(Box::new(NoFiles));
            if name == "t.grv" {
                session.check_text(name, &text);
            } else {
                session.grade(name, &text, &["cn.pi.interpretation_2017".to_owned()]);
            }
            for style in [Style::Fancy(100), Style::Plain] {
                let shown = report(&session.sink.found, &session.sources, Lang::En, style);
                assert!(!shown.replace("\r\n", "\n").contains(s), "{name} {shown:?}");
                seen += usize::from(!shown.is_empty());
            }
        }
    }
    assert!(seen >= 40, "{seen}");
}
