//! A thousand mutated modules: forty valid ones, twenty-five mistakes of one word or sign that a lawyer makes.
//! What is told must stand at the mistake, say little, and mostly come with the edit that mends it.
//! `mutants_unseen.rs` does the same with mistakes that no table of the program knows.
//!
//! `GRAVAMEN_MUTANTS=FOLDER` writes every mutant with what is told of it to a file in that folder. A development
//! build takes every fourth module unless that is set.

use gravamen::diag::{Diagnostic, Lang, Sink, Style, mended, report};
use gravamen::hir::{Module, Twins};
use gravamen::session::{NoFiles, Session};
use gravamen::stdlib::LIBRARY;
use gravamen::syntax::ast::{Item, ItemKind};
use gravamen::syntax::print::Printer;
use gravamen::syntax::{parse, words_of};
use gravamen::text::{FileId, Sources};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Modules of each language.
const MODULES: usize = 20;

/// Mistakes made in each module.
const SLOTS: usize = 25;

/// So many places are tried for one mistake until the module is invalid.
const TRIES: usize = 8;

/// A linear congruential generator: the same numbers every time.
pub struct Dice(pub u64);

impl Dice {
    /// A number below another.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

/// A word or sign: its first byte and one past its last.
pub type Token = (usize, usize);

/// A text with its words and signs, comments and quotations left out.
pub struct Source<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token>,
    pub han: bool,
}

/// What is put in the place of a stretch of the text.
pub type Change = (usize, usize, String);

fn letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

impl<'t> Source<'t> {
    fn new(text: &'t str, han: bool) -> Source<'t> {
        let mut tokens: Vec<Token> = Vec::new();
        for (start, end) in words_of(text) {
            let mut open = false;
            for (i, c) in text[start..end].char_indices() {
                let (at, after) = (start + i, start + i + c.len_utf8());
                match (letter(c) && open, tokens.last_mut()) {
                    (true, Some(last)) => last.1 = after,
                    _ => tokens.push((at, after)),
                }
                open = letter(c);
            }
        }
        Source { text, tokens, han }
    }
    pub fn word(&self, t: Token) -> &'t str {
        &self.text[t.0..t.1]
    }
    pub fn is_word(&self, t: Token) -> bool {
        self.word(t).starts_with(|c: char| c.is_alphabetic())
    }
    /// Every word that is one of these, with what a mistake puts there.
    fn instead(&self, pairs: &[(&str, &str)]) -> Vec<Change> {
        let of = |t: &Token| pairs.iter().find(|p| p.0 == self.word(*t)).map(|p| (t.0, t.1, p.1.to_owned()));
        self.tokens.iter().filter_map(of).collect()
    }
    /// Every stretch of the text, quotations too, with what a mistake puts there.
    pub fn anywhere(&self, pairs: &[(&str, &str)]) -> Vec<Change> {
        let found = |p: &(&str, &str)| {
            let (right, wrong) = (p.0.to_owned(), p.1.to_owned());
            let all = self.text.match_indices(&right).map(|(at, w)| (at, at + w.len(), wrong.clone()));
            all.collect::<Vec<_>>()
        };
        pairs.iter().flat_map(found).collect()
    }
    /// Every word of that many letters, written otherwise.
    fn misspelt(&self, least: usize, how: impl Fn(&[char]) -> Vec<char>) -> Vec<Change> {
        let long = |t: &&Token| self.is_word(**t) && self.word(**t).chars().count() >= least;
        let of = |t: &Token| {
            let chars: Vec<char> = self.word(*t).chars().collect();
            let wrong: String = how(&chars).into_iter().collect();
            (wrong != self.word(*t)).then_some((t.0, t.1, wrong))
        };
        self.tokens.iter().filter(long).filter_map(of).collect()
    }
}

/// A mistake: its name, and every place of a text where it can be made.
pub type Mistake = (&'static str, fn(&Source<'_>, &mut Dice) -> Vec<Change>);

const MISTAKES: [Mistake; SLOTS] = [
    ("a word dropped", |s, _| {
        s.tokens.iter().filter(|t| s.is_word(**t)).map(|t| (t.0, t.1, String::new())).collect()
    }),
    ("a sign dropped", |s, _| {
        s.tokens.iter().filter(|t| !s.is_word(**t)).map(|t| (t.0, t.1, String::new())).collect()
    }),
    ("a word written twice", |s, _| {
        let twice = |t: &Token| (t.0, t.1, format!("{0} {0}", s.word(*t)));
        s.tokens.iter().filter(|t| s.is_word(**t)).map(twice).collect()
    }),
    ("a sign written twice", |s, _| {
        let twice = |t: &Token| (t.0, t.1, s.word(*t).repeat(2));
        s.tokens.iter().filter(|t| !s.is_word(**t)).map(twice).collect()
    }),
    ("neighbours swapped", |s, _| {
        let pairs = s.tokens.windows(2).filter(|w| s.is_word(w[0]) && s.is_word(w[1]));
        let near = pairs.filter(|w| !s.text[w[0].1..w[1].0].contains('\n'));
        near.map(|w| (w[0].0, w[1].1, format!("{} {}", s.word(w[1]), s.word(w[0])))).collect()
    }),
    ("another name of the text", |s, _| {
        let others: Vec<&str> = s.tokens.iter().filter(|t| s.is_word(**t)).map(|t| s.word(*t)).collect();
        let near = |t: &Token| {
            let word = s.word(*t);
            let alike = others.iter().find(|o| **o != word && o.chars().take(2).eq(word.chars().take(2)));
            alike.map(|o| (t.0, t.1, (*o).to_owned()))
        };
        s.tokens.iter().filter(|t| s.is_word(**t)).filter_map(near).collect()
    }),
    ("two letters changed about", |s, _| {
        s.misspelt(3, |c| {
            let at = c.len() / 2;
            let mut out = c.to_vec();
            out.swap(at - 1, at);
            out
        })
    }),
    ("a letter left out", |s, _| {
        s.misspelt(3, |c| c.iter().enumerate().filter(|(i, _)| *i != c.len() / 2).map(|(_, c)| *c).collect())
    }),
    ("a letter too many", |s, _| {
        s.misspelt(2, |c| {
            let mut out = c.to_vec();
            out.insert(c.len() / 2, c[c.len() / 2]);
            out
        })
    }),
    ("a wrong letter", |s, _| {
        let wrong = if s.han { '其' } else { 'e' };
        s.misspelt(3, |c| c.iter().enumerate().map(|(i, c)| if i == 1 { wrong } else { *c }).collect())
    }),
    ("a capital or traditional letter", |s, _| match s.han {
        true => {
            s.anywhere(&[("违", "違"), ("条", "條"), ("达", "達"), ("为", "為"), ("义", "義"), ("据", "據")])
        }
        false => s.misspelt(3, |c| {
            c.iter().enumerate().map(|(i, c)| if i == 0 { c.to_ascii_uppercase() } else { *c }).collect()
        }),
    }),
    ("a bracket left open", |s, _| s.instead(&[(")", ""), ("）", "")])),
    ("a bracket of another kind", |s, _| {
        s.instead(&[("(", "["), (")", "]"), ("（", "【"), ("）", "】"), ("<", "〈")])
    }),
    ("a sign of the other width", |s, _| {
        s.anywhere(&[
            (" \"", " ＂"),
            ("\" ", "＂ "),
            ("“", "\""),
            ("”", "\""),
            (",", "﹐"),
            ("，", "．"),
            ("、", "､"),
            (" | ", " ∣ "),
            ("(", "﹙"),
            ("（", "﹙"),
        ])
    }),
    ("a quotation left open", |s, _| {
        s.anywhere(&[("\"\n", "\n"), ("” ", " "), ("”\n", "\n"), ("\" |", " |"), ("| “", "| ")])
    }),
    ("another unit", |s, _| {
        let units = [
            ("items", "yuan"),
            ("item", "persons"),
            ("yuan", "items"),
            ("person", "items"),
            ("persons", "yuan"),
            ("years", "yuan"),
            ("year", "items"),
            ("times", "time"),
            ("条以上", "元以上"),
            ("元以上", "条以上"),
            ("人以上", "条以上"),
            ("倍以上", "条以上"),
            ("年", "月"),
            ("元", "圆"),
        ];
        if s.han { s.anywhere(&units) } else { s.instead(&units) }
    }),
    ("another number of a provision", |s, _| match s.han {
        true => s.anywhere(&[
            ("第一项", "第十一项"),
            ("第二项", "第二十二项"),
            ("第三项", "第三十三项"),
            ("第五条第", "第五十条第"),
            ("第一款", "第八款"),
            ("（二）", "（一）"),
            ("第二百五十三条之一", "第二百五十三条"),
        ]),
        false => s.anywhere(&[
            ("(1)", "(11)"),
            ("(2)", "(22)"),
            ("(3)", "(33)"),
            (" 5(", " 55("),
            ("  (2)", "  (1)"),
            ("253-1", "253"),
        ]),
    }),
    ("a keyword of the other language or of habit", |s, _| match s.han {
        true => s.anywhere(&[
            (" 且 ", " 并且 "),
            (" 或者 ", " 及 "),
            (" 达到 ", " 大于 "),
            ("是指 ", "means: "),
            (" 不为 ", " is_not "),
            ("不包括 ", "除外 "),
            ("依据 ", "根据 "),
            ("有 信息 符合", "存在 信息 符合"),
            (" 有 ", " some any "),
            ("第五条", "Article 5 "),
        ]),
        false => s.anywhere(&[
            (" and ", " plus also "),
            (" or ", " or else "),
            (" reaches ", " at least "),
            (" means ", " meaning "),
            (" is ", " equals "),
            ("except ", "excluding "),
            (" by ", " under "),
            ("article ", "art. "),
            (" any of ", " one of "),
        ]),
    }),
    ("the word for what it means left out", |s, _| {
        s.anywhere(&[("  means", "  "), ("  是指", "  "), ("  is ", "  "), ("  为 ", "  ")])
    }),
    ("a line that is not indented", |s, _| {
        let lines = s.text.match_indices("\n  ").filter(|(at, _)| !s.text[at + 3..].starts_with([' ', '#']));
        lines.map(|(at, _)| (at, at + 3, "\n".to_owned())).collect()
    }),
    ("a sign for a word", |s, _| {
        s.anywhere(&[
            (" reaches ", " >= "),
            (" and ", " && "),
            (" or ", " / "),
            (" is ", " = "),
            (" at most ", " <= "),
            (" not ", " !"),
            (" 达到 ", " ≥ "),
            (" 且 ", " + "),
            (" 或者 ", " / "),
            (" 为 ", " = "),
            (" 不超过 ", " ≤ "),
            (" 至 ", " — "),
        ])
    }),
    ("the word before the last member left out", |s, _| {
        s.anywhere(&[(" and ", ", "), (" or ", ", "), (" 且 ", "、"), (" 或者 ", "、")])
    }),
    ("a wrong day", |s, _| {
        s.anywhere(&[
            ("-06-01", "-06-31"),
            ("-11-01", "-11-31"),
            ("-02-28", "-02-30"),
            ("-06-01", "/06/01"),
            ("6月1日", "6月"),
            ("11月1日", "11月31日"),
            ("2月28日", "2月30日"),
        ])
    }),
    ("words run together", |s, _| {
        let pairs = s.tokens.windows(2).filter(|w| s.is_word(w[0]) && s.is_word(w[1]));
        pairs.filter(|w| &s.text[w[0].1..w[1].0] == " ").map(|w| (w[0].1, w[1].0, String::new())).collect()
    }),
    ("another word at the head of an item", |s, _| {
        s.anywhere(&[
            ("\ndefinition", "\ndefine"),
            ("\nbehaviour", "\nbehavior"),
            ("\narticle", "\nArticle"),
            ("\nparameter", "\nparam"),
            ("\nfacts", "\nfact"),
            ("\nreplace", "\nsubstitute"),
            ("\nrepeal", "\ndelete"),
            ("\nset", "\nchange"),
            ("\noffence", "\noffense"),
            ("\nadopt", "\nadapt"),
            ("\nkind", "\nkinds"),
            ("\n定义", "\n界定"),
            ("\n行为", "\n行 为"),
            ("\n参数", "\n叁数"),
            ("\n删去", "\n删除"),
            ("\n采用", "\n采纳"),
            ("\n罪名", "\n犯罪"),
            ("\n第", "\n笫"),
            ("\n种类表", "\n种类"),
            ("\n事实", "\n事实表"),
        ])
    }),
];

/// A family of its own beside the library: its words and its law.
const THEFT: [(&str, &str); 2] = [
    ("theft.facts", include_str!("../../examples/theft/rules/theft/facts.grv")),
    ("theft.law", include_str!("../../examples/theft/rules/theft/law.grv")),
];

fn items(text: &str) -> Vec<Item> {
    let mut sink = Sink::default();
    let items = parse(FileId(0), text, &mut sink);
    assert!(!sink.has_errors(), "{:?}", sink.found);
    items
}

fn module(text: &str) -> Module {
    let (heads, items): (Vec<Item>, Vec<Item>) =
        items(text).into_iter().partition(|i| matches!(i.kind, ItemKind::Module(_)));
    let header = heads.into_iter().find_map(|i| match i.kind {
        ItemKind::Module(header) => Some(header),
        _ => None,
    });
    Module { file: FileId(0), header: header.unwrap(), items }
}

/// A valid module to be spoilt.
struct Original {
    name: String,
    text: String,
    han: bool,
}

/// The modules that are mutated: the longest of the library, those of the examples, in both languages.
fn originals() -> Vec<Original> {
    let all = || LIBRARY.iter().map(|e| (e.module, e.text)).chain(THEFT);
    let modules: Vec<Module> = all().map(|e| module(e.1)).collect();
    let twins = Twins::from_modules(&modules);
    let names = twins.in_language(Lang::Zh);
    let printer = Printer::new(Lang::Zh, &names);
    let mut longest: Vec<(&str, &str)> = all().collect();
    longest.sort_by_key(|e| (std::cmp::Reverse(e.1.len()), e.0));
    let original =
        |name: &str, text: &str, han| Original { name: name.to_owned(), text: text.to_owned(), han };
    let mut out: Vec<Original> = longest.iter().take(MODULES).map(|(n, t)| original(n, t, false)).collect();
    for (name, text) in [
        ("examples/zh/interpretation_2017.grv", include_str!("../../examples/zh/interpretation_2017.grv")),
        ("examples/zh/thesis.grv", include_str!("../../examples/zh/thesis.grv")),
    ] {
        out.push(original(name, text, true));
    }
    let others = longest.iter().filter(|e| !e.0.ends_with("thesis"));
    let printed = others.map(|(n, t)| original(&format!("{n} (zh)"), &printer.items(&items(t)), true));
    out.extend(printed.take(MODULES - 2));
    out
}

/// What is found in a text that is checked as a module, without warnings, each with its line.
fn found(text: &str) -> Vec<(Diagnostic, usize)> {
    let (found, sources) = told(text);
    found.into_iter().map(|d| (d.span.map_or(0, |s| sources.place(s).line), d)).map(|(n, d)| (d, n)).collect()
}

fn told(text: &str) -> (Vec<Diagnostic>, Sources) {
    let mut session = Session::new(Box::new(NoFiles));
    for (name, text) in THEFT {
        session.register(name, text);
    }
    session.check_text("mutant.grv", text);
    let errors = session.sink.found.iter().filter(|d| !d.is_warning()).cloned().collect();
    (errors, session.sources)
}

/// The texts that the offered edits make.
fn offered(found: &[(Diagnostic, usize)], text: &str) -> Vec<String> {
    let errors: Vec<Diagnostic> = found.iter().map(|f| f.0.clone()).collect();
    let Some(file) = errors.iter().find_map(|d| d.span).map(|s| s.file) else { return Vec::new() };
    let choices = errors.iter().map(|d| d.mends.len()).max().unwrap_or(0);
    (1..=choices).map(|n| mended(&errors, file, text, Some(n)).text).filter(|t| t != text).collect()
}

/// An invalid module: which mistake made it, where, and what is told of it.
struct Mutant {
    mistake: usize,
    start: usize,
    end: usize,
    text: String,
    told: Vec<(Diagnostic, usize)>,
}

/// Twenty-five invalid modules of one: each mistake once, in another place if the first leave the module valid; a
/// mistake for which there is no place gives way to another.
fn spoilt(original: &Original, mistakes: &[Mistake], seed: u64) -> Vec<Mutant> {
    let Original { name, text, han } = original;
    let source = Source::new(text, *han);
    let mut out: Vec<Mutant> = Vec::new();
    let mut places: Vec<Vec<Change>> = Vec::new();
    for (n, (_, find)) in mistakes.iter().enumerate() {
        let mut dice = Dice(seed * 1_000 + n as u64);
        let mut all = find(&source, &mut dice);
        for i in (1..all.len()).rev() {
            all.swap(i, dice.below(i + 1));
        }
        places.push(all);
    }
    for round in 0..SLOTS {
        for (mistake, places) in places.iter_mut().enumerate() {
            for _ in 0..TRIES {
                let Some((start, end, wrong)) = places.pop().filter(|_| out.len() < SLOTS) else { break };
                let mutant = format!("{}{wrong}{}", &text[..start], &text[end..]);
                if mutant == *text || out.iter().any(|o| o.text == mutant) {
                    continue;
                }
                let before = Instant::now();
                let caught = catch_unwind(AssertUnwindSafe(|| found(&mutant)));
                let what = mistakes[mistake].0;
                let told =
                    caught.unwrap_or_else(|_| panic!("{name}: {what} at byte {start}: panic\n{mutant}"));
                assert!(before.elapsed() < Duration::from_secs(20), "{name}: {what} at byte {start} hangs");
                if !told.is_empty() {
                    out.push(Mutant { mistake, start, end, text: mutant, told });
                    break;
                }
            }
        }
        if out.len() == SLOTS || round > 0 && places.iter().all(Vec::is_empty) {
            break;
        }
    }
    assert_eq!(out.len(), SLOTS, "{name} gives too few invalid modules");
    out
}

#[derive(Default)]
struct Tally {
    mutants: usize,
    near: usize,
    mended: usize,
    first: usize,
    restored: usize,
    several: usize,
}

impl Tally {
    fn row(&self) -> String {
        format!(
            "{:4} mutants: first error within a line {:4}, mended {:4} (by the first choice {}, as it was {}), more than two errors {}",
            self.mutants, self.near, self.mended, self.first, self.restored, self.several
        )
    }
}

/// Makes the mistakes in all modules and holds what is told to the bars.
pub fn mistakes_are_told_well(set: &str, mistakes: &[Mistake; SLOTS], seed: u64) {
    let kept = std::env::var("GRAVAMEN_MUTANTS").ok();
    let step = if cfg!(debug_assertions) && kept.is_none() { 2 } else { 1 };
    let originals = originals();
    assert_eq!(originals.len(), 2 * MODULES);
    let mut of_language: BTreeMap<bool, Tally> = BTreeMap::new();
    let mut of_mistake: BTreeMap<usize, Tally> = BTreeMap::new();
    let mut log = String::new();
    for (number, original) in originals.iter().enumerate().step_by(step) {
        let Original { name, text, han } = original;
        let sound = found(text);
        assert!(sound.is_empty(), "{name}: {sound:?}");
        for mutant in spoilt(original, mistakes, seed + number as u64) {
            let Mutant { mistake, start, end, text: wrong, told } = &mutant;
            let blank = wrong[*start..].chars().take_while(|c| c.is_whitespace()).count();
            let line = 1 + wrong[..start + blank.min(1)].matches('\n').count();
            let last = line + text[*start..*end].matches('\n').count();
            let near = told[0].1 + 1 >= line && told[0].1 <= last + 1;
            let offers = offered(told, wrong);
            let good: Vec<bool> = offers.iter().map(|t| found(t).is_empty()).collect();
            let plain = |t: &str| t.split_whitespace().collect::<String>();
            for tally in [of_language.entry(*han).or_default(), of_mistake.entry(*mistake).or_default()] {
                tally.mutants += 1;
                tally.near += usize::from(near);
                tally.mended += usize::from(good.contains(&true));
                tally.first += usize::from(good.first() == Some(&true));
                tally.restored += usize::from(offers.iter().any(|t| plain(t) == plain(text)));
                tally.several += usize::from(told.len() > 2);
            }
            if kept.is_some() {
                let marks = [(near, "FAR "), (good.contains(&true), "NOFIX "), (told.len() <= 2, "MANY ")];
                let marks: String = marks.iter().filter(|m| !m.0).map(|m| m.1).collect();
                let what = mistakes[*mistake].0;
                let was = text[..*start].matches('\n').count();
                let shown = |t: &str, at: usize| t.lines().nth(at).unwrap_or("").to_owned();
                let lang = if *han { Lang::Zh } else { Lang::En };
                let (found, sources) = self::told(wrong);
                let _ = writeln!(
                    log,
                    "== {marks}{name}:{line} {what}\n  - {}\n  + {}\n{}",
                    shown(text, was),
                    shown(wrong, line - 1),
                    report(&found, &sources, lang, Style::Plain)
                );
            }
        }
    }
    let mut says = String::new();
    for (n, t) in &of_mistake {
        let _ = writeln!(says, "{:44} {}", mistakes[*n].0, t.row());
    }
    for (han, t) in &of_language {
        let _ = writeln!(says, "{}: {}", if *han { "zh" } else { "en" }, t.row());
    }
    if let Some(folder) = kept {
        std::fs::write(format!("{folder}/{set}.txt"), format!("{log}\n{says}")).unwrap();
    }
    println!("{says}");
    let made: usize = of_language.values().map(|t| t.mutants).sum();
    assert_eq!(made * step, 2 * MODULES * SLOTS, "{says}");
    for t in of_language.values() {
        assert!(t.near * 100 >= t.mutants * 95, "the first error is too far away\n{says}");
        assert!(t.mended * 100 >= t.mutants * 60, "too few come with the edit\n{says}");
        assert!(t.several * 100 <= t.mutants * 10, "too many tell more than two errors\n{says}");
    }
}

#[test]
fn a_mistake_is_told_where_it_is_and_how_to_mend_it() {
    mistakes_are_told_well("habits", &MISTAKES, 1);
}
