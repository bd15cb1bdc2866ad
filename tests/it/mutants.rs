//! A thousand mutated modules: forty valid ones, twenty-five mistakes of one word or sign that a lawyer makes.
//! What is told must stand at the mistake, say little, and mostly come with the edit that mends it.
//!
//! `GRAVAMEN_MUTANTS=FILE` writes every mutant that misses a bar to that file. A development build takes every
//! fourth mutant unless that is set.

use gravamen::diag::{Diagnostic, Lang, Sink, mended};
use gravamen::hir::{Module, Twins};
use gravamen::session::{NoFiles, Session};
use gravamen::stdlib::LIBRARY;
use gravamen::syntax::ast::{Item, ItemKind};
use gravamen::syntax::print::Printer;
use gravamen::syntax::{parse, words_of};
use gravamen::text::FileId;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Modules of each language.
const MODULES: usize = 20;

/// So many places are tried for one mistake until the module is invalid.
const TRIES: usize = 6;

/// A linear congruential generator: the same numbers every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

/// A word or sign: its first byte and one past its last.
type Token = (usize, usize);

/// A text with its words and signs, comments and quotations left out.
struct Source<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    han: bool,
}

/// What is put in the place of a stretch of the text.
type Change = (usize, usize, String);

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
    fn word(&self, t: Token) -> &'t str {
        &self.text[t.0..t.1]
    }
    fn is_word(&self, t: Token) -> bool {
        self.word(t).starts_with(|c: char| c.is_alphabetic())
    }
    /// Every word that is one of these, with what a mistake puts there.
    fn instead(&self, pairs: &[(&str, &str)]) -> Vec<Change> {
        let of = |t: &Token| pairs.iter().find(|p| p.0 == self.word(*t)).map(|p| (t.0, t.1, p.1.to_owned()));
        self.tokens.iter().filter_map(of).collect()
    }
    /// Every stretch of the text, quotations too, with what a mistake puts there.
    fn anywhere(&self, pairs: &[(&str, &str)]) -> Vec<Change> {
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
type Mistake = (&'static str, fn(&Source<'_>) -> Vec<Change>);

const MISTAKES: [Mistake; 25] = [
    ("a word dropped", |s| {
        s.tokens.iter().filter(|t| s.is_word(**t)).map(|t| (t.0, t.1, String::new())).collect()
    }),
    ("a sign dropped", |s| {
        s.tokens.iter().filter(|t| !s.is_word(**t)).map(|t| (t.0, t.1, String::new())).collect()
    }),
    ("a word written twice", |s| {
        let twice = |t: &Token| (t.0, t.1, format!("{0} {0}", s.word(*t)));
        s.tokens.iter().filter(|t| s.is_word(**t)).map(twice).collect()
    }),
    ("a sign written twice", |s| {
        let twice = |t: &Token| (t.0, t.1, s.word(*t).repeat(2));
        s.tokens.iter().filter(|t| !s.is_word(**t)).map(twice).collect()
    }),
    ("neighbours swapped", |s| {
        let pairs = s.tokens.windows(2).filter(|w| s.is_word(w[0]) && s.is_word(w[1]));
        let near = pairs.filter(|w| !s.text[w[0].1..w[1].0].contains('\n'));
        near.map(|w| (w[0].0, w[1].1, format!("{} {}", s.word(w[1]), s.word(w[0])))).collect()
    }),
    ("another name of the text", |s| {
        let others: Vec<&str> = s.tokens.iter().filter(|t| s.is_word(**t)).map(|t| s.word(*t)).collect();
        let near = |t: &Token| {
            let word = s.word(*t);
            let alike = others.iter().find(|o| **o != word && o.chars().take(2).eq(word.chars().take(2)));
            alike.map(|o| (t.0, t.1, (*o).to_owned()))
        };
        s.tokens.iter().filter(|t| s.is_word(**t)).filter_map(near).collect()
    }),
    ("two letters changed about", |s| {
        s.misspelt(3, |c| {
            let at = c.len() / 2;
            let mut out = c.to_vec();
            out.swap(at - 1, at);
            out
        })
    }),
    ("a letter left out", |s| {
        s.misspelt(3, |c| c.iter().enumerate().filter(|(i, _)| *i != c.len() / 2).map(|(_, c)| *c).collect())
    }),
    ("a letter too many", |s| {
        s.misspelt(2, |c| {
            let mut out = c.to_vec();
            out.insert(c.len() / 2, c[c.len() / 2]);
            out
        })
    }),
    ("a wrong letter", |s| {
        let wrong = if s.han { '其' } else { 'e' };
        s.misspelt(3, |c| c.iter().enumerate().map(|(i, c)| if i == 1 { wrong } else { *c }).collect())
    }),
    ("a capital or traditional letter", |s| match s.han {
        true => {
            s.anywhere(&[("违", "違"), ("条", "條"), ("达", "達"), ("为", "為"), ("义", "義"), ("据", "據")])
        }
        false => s.misspelt(3, |c| {
            c.iter().enumerate().map(|(i, c)| if i == 0 { c.to_ascii_uppercase() } else { *c }).collect()
        }),
    }),
    ("a bracket left open", |s| s.instead(&[(")", ""), ("）", "")])),
    ("a bracket of another kind", |s| {
        s.instead(&[("(", "["), (")", "]"), ("（", "【"), ("）", "】"), ("<", "〈")])
    }),
    ("a sign of the other width", |s| {
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
    ("a quotation left open", |s| {
        s.anywhere(&[("\"\n", "\n"), ("” ", " "), ("”\n", "\n"), ("\" |", " |"), ("| “", "| ")])
    }),
    ("another unit", |s| {
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
    ("another number of a provision", |s| match s.han {
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
    ("a keyword of the other language or of habit", |s| match s.han {
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
    ("the word for what it means left out", |s| {
        s.anywhere(&[("  means", "  "), ("  是指", "  "), ("  is ", "  "), ("  为 ", "  ")])
    }),
    ("a line that is not indented", |s| {
        let lines = s.text.match_indices("\n  ").filter(|(at, _)| !s.text[at + 3..].starts_with([' ', '#']));
        lines.map(|(at, _)| (at, at + 3, "\n".to_owned())).collect()
    }),
    ("a sign for a word", |s| {
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
    ("the word before the last member left out", |s| {
        s.anywhere(&[(" and ", ", "), (" or ", ", "), (" 且 ", "、"), (" 或者 ", "、")])
    }),
    ("a wrong day", |s| {
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
    ("words run together", |s| {
        let pairs = s.tokens.windows(2).filter(|w| s.is_word(w[0]) && s.is_word(w[1]));
        pairs.filter(|w| &s.text[w[0].1..w[1].0] == " ").map(|w| (w[0].1, w[1].0, String::new())).collect()
    }),
    ("another word at the head of an item", |s| {
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

/// The modules that are mutated: their names, texts, and whether they are Chinese.
fn originals() -> Vec<(String, String, bool)> {
    let modules: Vec<Module> = LIBRARY.iter().map(|e| module(e.text)).collect();
    let twins = Twins::from_modules(&modules);
    let names = twins.in_language(Lang::Zh);
    let printer = Printer::new(Lang::Zh, &names);
    let mut longest: Vec<_> = LIBRARY.iter().map(|e| (e.module, e.text)).collect();
    longest.sort_by_key(|e| (std::cmp::Reverse(e.1.len()), e.0));
    let mut out: Vec<(String, String, bool)> = Vec::new();
    for (name, text) in longest.iter().take(MODULES) {
        out.push(((*name).to_owned(), (*text).to_owned(), false));
    }
    for (name, text) in [
        ("examples/zh/interpretation_2017.grv", include_str!("../../examples/zh/interpretation_2017.grv")),
        ("examples/zh/thesis.grv", include_str!("../../examples/zh/thesis.grv")),
    ] {
        out.push((name.to_owned(), text.to_owned(), true));
    }
    for (name, text) in longest.iter().filter(|e| !e.0.ends_with("thesis")).take(MODULES - 2) {
        out.push((format!("{name} (zh)"), printer.items(&items(text)), true));
    }
    out
}

/// What is found in a text that is checked as a module, without warnings, each with its line.
fn found(text: &str) -> Vec<(Diagnostic, usize)> {
    let mut session = Session::new(Box::new(NoFiles));
    session.check_text("mutant.grv", text);
    let errors = session.sink.found.iter().filter(|d| !d.is_warning());
    errors.map(|d| (d.clone(), d.span.map_or(0, |s| session.sources.place(s).line))).collect()
}

/// The texts that the offered edits make.
fn offered(found: &[(Diagnostic, usize)], text: &str) -> Vec<String> {
    let errors: Vec<Diagnostic> = found.iter().map(|f| f.0.clone()).collect();
    let Some(file) = errors.iter().find_map(|d| d.span).map(|s| s.file) else { return Vec::new() };
    let choices = errors.iter().map(|d| d.mends.len()).max().unwrap_or(0);
    (1..=choices).map(|n| mended(&errors, file, text, Some(n)).text).filter(|t| t != text).collect()
}

#[derive(Default)]
struct Tally {
    mutants: usize,
    valid: usize,
    near: usize,
    mended: usize,
    restored: usize,
    several: usize,
}

#[test]
fn a_mistake_is_told_where_it_is_and_how_to_mend_it() {
    let kept = std::env::var("GRAVAMEN_MUTANTS").ok();
    let step = if cfg!(debug_assertions) && kept.is_none() { 4 } else { 1 };
    let originals = originals();
    assert_eq!(originals.len(), 2 * MODULES);
    let mut jobs = Vec::new();
    for (name, text, han) in &originals {
        let sound = found(text);
        assert!(sound.is_empty(), "{name}: {sound:?}");
        jobs.extend(MISTAKES.iter().enumerate().map(|(n, mistake)| (name, text, *han, n, mistake)));
    }
    let mut of_language: BTreeMap<bool, Tally> = BTreeMap::new();
    let mut log = String::new();
    let mut by_mistake: BTreeMap<usize, [usize; 4]> = BTreeMap::new();
    for (number, (name, text, han, n, (mistake, places))) in jobs.into_iter().enumerate() {
        if number % step != 0 {
            continue;
        }
        let source = Source::new(text, han);
        let places = places(&source);
        let mut dice = Dice(number as u64 + 1);
        let tally = of_language.entry(han).or_default();
        for _ in 0..if places.is_empty() { 0 } else { TRIES } {
            let (start, end, wrong) = &places[dice.below(places.len())];
            let mutant = format!("{}{wrong}{}", &text[..*start], &text[*end..]);
            let before = Instant::now();
            let caught = catch_unwind(AssertUnwindSafe(|| found(&mutant)));
            let told =
                caught.unwrap_or_else(|_| panic!("{name}: {mistake} at byte {start}: panic\n{mutant}"));
            assert!(before.elapsed() < Duration::from_secs(20), "{name}: {mistake} at byte {start} hangs");
            let Some((first, line)) = told.first() else {
                tally.valid += 1;
                continue;
            };
            let blank = mutant[*start..].chars().take_while(|c| c.is_whitespace()).count();
            let at = 1 + mutant[..start + blank.min(1)].matches('\n').count();
            let near = line.abs_diff(at) <= 1;
            let offers = offered(&told, &mutant);
            let good = offers.iter().any(|t| found(t).is_empty());
            let plain = |t: &str| t.split_whitespace().collect::<String>();
            tally.mutants += 1;
            tally.near += usize::from(near);
            tally.mended += usize::from(good);
            tally.restored += usize::from(offers.iter().any(|t| plain(t) == plain(text)));
            tally.several += usize::from(told.len() > 2);
            let row = by_mistake.entry(n).or_default();
            row[0] += 1;
            row[1] += usize::from(near);
            row[2] += usize::from(good);
            row[3] += usize::from(told.len() > 2);
            if !near || !good || told.len() > 2 {
                let shown = |t: &str, at: usize| t.lines().nth(at - 1).unwrap_or("").to_owned();
                let was = 1 + text[..*start].matches('\n').count();
                let _ = writeln!(
                    log,
                    "{}{}{} {name}:{at} {mistake}\n  - {}\n  + {}\n  {} at {line} {:?}, {} in all, {} offers",
                    if near { "" } else { "FAR " },
                    if good { "" } else { "NOFIX " },
                    if told.len() > 2 { "MANY" } else { "" },
                    shown(text, was),
                    shown(&mutant, at),
                    first.code.row().id,
                    first.args,
                    told.len(),
                    offers.len(),
                );
            }
            break;
        }
    }
    let mut says = String::new();
    for (n, [all, near, good, several]) in &by_mistake {
        let _ =
            writeln!(says, "{:40} {all:3} near {near:3} mended {good:3} several {several:3}", MISTAKES[*n].0);
    }
    for (han, t) in &of_language {
        let _ = writeln!(
            says,
            "{}: {} mutants ({} tries stayed valid): first error within a line {}, mended {} (of these {} as it was), more than two errors {}",
            if *han { "zh" } else { "en" },
            t.mutants,
            t.valid,
            t.near,
            t.mended,
            t.restored,
            t.several
        );
    }
    if let Some(path) = kept {
        std::fs::write(path, format!("{log}\n{says}")).unwrap();
    }
    println!("{says}");
    for t in of_language.values() {
        assert!(t.mutants * step >= 440, "{} mutants\n{says}", t.mutants);
        assert!(t.near * 100 >= t.mutants * 95, "the first error is too far away\n{says}");
        assert!(t.mended * 100 >= t.mutants * 60, "too few come with the edit\n{says}");
        assert!(t.several * 100 <= t.mutants * 10, "too many tell more than two errors\n{says}");
    }
}
