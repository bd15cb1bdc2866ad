//! The lints: each page does what it says, each report is as written, and the library passes.
//! `GRAVAMEN_UPDATE=1` rewrites the reports in `tests/lints/` and `docs/LINTS.md`.

use gravamen::diag::{Code, Diagnostic, Lang, Level, Sink, Style, explain_code, report};
use gravamen::session::{NoFiles, Session};
use gravamen::stdlib::LIBRARY;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The module around an example that is no whole module.
const AROUND: [&str; 2] = [
    "module example | 例\n  title \"An example\" | \"示例\"\n  uses cn.pi.facts\n  source CL \"Criminal Law\"\n\n",
    "模块 example | 例\n  题名 “示例” | “An example”\n  援用 事实词汇\n  渊源 刑法 “刑法”\n\n",
];

/// A vocabulary of its own, and what a module says with it.
const GRAFT: &str = "module graft | 挪用\n  title \"Graft\" | \"挪用\"\n  source CL | 刑法 \"Criminal Law\" | \"刑法\"\n\n\
    facts\n  amount | 数额 yuan\n  months | 月数 items\n  profit | 营利 yes or no\n  relief | 救灾款 yes or no\n\
    scale gravity | 情节 large | 数额较大 < huge | 数额巨大 < extreme | 数额特别巨大\n\
    offence misuse | 挪用公款罪 by CL 384\n  conduct profit or relief or months reaches 3 items\n";

/// The codes and messages that rules of the graft module raise in a language.
fn of_graft(rules: &str, lang: Lang) -> Vec<String> {
    let mut session = Session::new(Box::new(NoFiles));
    session.lint_text("graft.grv", &format!("{GRAFT}{rules}"));
    let law = session.sink.found.iter().filter(|d| !d.code.row().id.starts_with("L2"));
    law.map(|d| report(std::slice::from_ref(d), &session.sources, lang, Style::Plain)).collect()
}

#[test]
fn lint_ladder_holds_standards_with_the_same_further_conditions_against_each_other() {
    let found = of_graft(
        "article 5(1) large if (amount exceeds 30000 yuan) and profit by CL 1\n\
         article 5(2) huge if profit and amount reaches 20000 yuan by CL 1\n\
         article 5(3) extreme if profit and amount reaches 20000 yuan by CL 1\n",
        Lang::En,
    );
    let parts = [
        ["[L1104]", "5(2) asks for less than the lower grade's 5(1)"],
        ["[L1104]", "5(3) asks for less than the lower grade's 5(1)"],
        ["[L1105]", "5(3) asks for the same as the lower grade's 5(2)"],
    ];
    let ladder: Vec<&String> = found.iter().filter(|f| !f.contains("[L1101]")).collect();
    assert_eq!(ladder.len(), 3, "{found:?}");
    for [code, says] in parts {
        assert!(ladder.iter().any(|f| f.contains(code) && f.contains(says)), "{code} {says} {found:?}");
    }
    // beside another condition, or at the border from either side, nothing is out of order
    let fine = of_graft(
        "article 5(1) large if (amount reaches 30000 yuan) and profit by CL 1\n\
         article 5(2) huge if (amount reaches 20000 yuan) and relief by CL 1\n\
         article 5(3) extreme if (amount reaches 500 yuan) and months reaches 9 items by CL 1\n",
        Lang::En,
    );
    assert!(fine.is_empty(), "{fine:?}");
}

#[test]
fn lint_ladder_reads_parameters_and_sees_that_a_higher_grade_asks_for_less_beside_the_number() {
    let lines = "parameter low | 低线 30000 yuan by CL 384\nparameter high | 高线 20000 yuan by CL 384\n";
    let by_parameter = of_graft(
        &format!(
            "{lines}article 5(1) large if amount reaches low by CL 384\narticle 5(2) huge if amount reaches high by CL 384\n"
        ),
        Lang::Zh,
    );
    assert_eq!(by_parameter.len(), 1, "{by_parameter:?}");
    assert!(
        by_parameter[0].contains("[L1104]：第五条第二款的要求低于较轻等级的第五条第一款"),
        "{by_parameter:?}"
    );
    // the lower grade asks for profit besides: whoever meets it meets the higher one
    let fewer = |number: u32| {
        let high = format!("article 5(2) huge if amount reaches {number} yuan by CL 384\n");
        of_graft(
            &format!("article 5(1) large if profit and amount reaches 30000 yuan by CL 384\n{high}"),
            Lang::En,
        )
    };
    for number in [20_000, 30_000] {
        let found = fewer(number);
        assert!(found.len() == 1 && found[0].contains("[L1104]"), "{number}: {found:?}");
    }
    assert_eq!(fewer(30_001), [""; 0]);
}

#[test]
fn lint_what_only_stands_elsewhere_is_neither_missing_nor_left_out() {
    let limbs = "article 5(1) large if any of the following by CL 384\n  (1) amount reaches 100 yuan\n  \
                 (3) months reaches 6 items\n  (2) profit and months reaches 4 items\n";
    let found = of_graft(limbs, Lang::Zh);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("[L1124]：第二项写在第三项之后"), "{found:?}");
    let inserted = of_graft(&limbs.replace("(3)", "(1-2)").replace("(2)", "(1-1)"), Lang::Zh);
    assert!(inserted.len() == 1 && inserted[0].contains("第一项之一写在第一项之二之后"), "{inserted:?}");

    let sorted = limbs.replace("(3) months", "(2) months").replace("(2) profit", "(3) profit");
    let cited = |list: &str| of_graft(&format!("{sorted}article 5(2) huge if {list} by CL 384\n"), Lang::En);
    assert!(cited("any of 5(1)(1), (3) reaches 5 times")[0].contains("[L1128]"));
    assert_eq!(cited("any of 5(1)(1), (3), (2) reaches 5 times"), [""; 0]);
    // that none of two is reached says nothing of a third
    assert_eq!(cited("none of 5(1)(1), (3) reaches the standard and relief"), [""; 0]);
}

#[test]
fn lint_some_record_and_no_record_of_one_kind_exclude_each_other() {
    let vocabulary = "module a | 甲\n  title \"A\" | \"甲\"\n  source CL | 刑法 \"Criminal Law\" | \"刑法\"\n\n\
                      record gift | 礼品\n  cash | 现金 yes or no\n  large | 大额 yes or no\nfacts\n  gifts | 各次 list of gift\n";
    let found = |rules: &str| {
        let mut session = Session::new(Box::new(NoFiles));
        session.lint_text("a.grv", &format!("{vocabulary}{rules}"));
        let law = session.sink.found.iter().map(|d| d.code.row().id).filter(|c| !c.starts_with("L2"));
        law.collect::<Vec<_>>()
    };
    let d = "definition d | 丁 by CL 1\n  means ";
    assert_eq!(found(&format!("{d}(some gift where cash and large) and no gift where cash\n")), ["L1130"]);
    assert_eq!(found(&format!("{d}(some gift where cash) and no gift where cash and large\n")), [""; 0]);
    assert_eq!(found(&format!("{d}(some gift where cash) and some gift where not cash\n")), [""; 0]);
    let number = "measure m | 计 by CL 1\n  number over gift where ";
    assert_eq!(found(&format!("{number}yes\n")), ["L1135"]);
    assert_eq!(found(&format!("{number}cash is yes\n")), [""; 0]);
}

#[test]
fn lint_a_missing_bracket_is_told_once() {
    let rules = "  penalty large imprisonment up to 5 years\n  penalty extreme imprisonment 12 to 15 years\n\
                 article 5(1) large if amount reaches 1 yuan by CL 1\n";
    let found = of_graft(rules, Lang::Zh);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("[L1114]") && found[0].contains("介于其间的数额巨大没有法定刑"), "{found:?}");
}

#[test]
fn lint_days_are_written_as_the_reader_writes_them() {
    let text = "module late | 后法\n  title \"Late\" | \"后法\"\n  in force from 2020-01-01\n  uses cn.pi.statute_2009\n";
    let mut session = Session::new(Box::new(NoFiles));
    session.lint_text("late.grv", text);
    let told = |lang| report(&session.sink.found, &session.sources, lang, Style::Plain);
    assert!(
        told(Lang::En).contains("in force until 2015-10-31, this module from 2020-01-01"),
        "{}",
        told(Lang::En)
    );
    assert!(told(Lang::Zh).contains("施行至2015年10月31日，本模块自2020年1月1日施行"), "{}", told(Lang::Zh));
}

fn lints() -> Vec<Code> {
    Code::ALL.iter().copied().filter(|c| c.row().id.starts_with('L')).collect()
}

/// One session for all examples: each takes the place of the one before.
/// The second says whether proofs are asked for too.
struct Desk(Session, bool);

impl Desk {
    fn new() -> Desk {
        Desk(Session::new(Box::new(NoFiles)), false)
    }
    /// What is found in a text; of several modules in the last.
    fn linted(&mut self, text: &str, lang: Lang) -> Vec<Diagnostic> {
        let session = &mut self.0;
        session.sink = Sink::default();
        let starts = |words: [&str; 2]| words.iter().any(|w| text.starts_with(w));
        if starts(["case ", "案件 "]) {
            session.lint_cases("example.case", &format!("{text}\n"));
        } else if starts(["module ", "模块 "]) {
            let heads = text.match_indices("\nmodule ").chain(text.match_indices("\n模块 "));
            let cut = heads.map(|(at, _)| at + 1).max().unwrap_or(0);
            if cut > 0 {
                session.register("other.grv", &text[..cut]);
            }
            session.lint_text("example.grv", &format!("{}\n", &text[cut..]));
            if self.1 {
                session.health("example");
            }
        } else {
            session.lint_text("example.grv", &format!("{}{text}\n", lang.pick(&AROUND)));
        }
        std::mem::take(&mut session.sink).found
    }
}

fn ids(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|d| d.code.row().id).collect()
}

fn sound(found: &[Diagnostic]) -> bool {
    found.iter().all(Diagnostic::is_warning)
}

/// Each page shows what it means, its report is as written, and what is offered mends the finding.
#[test]
fn each_page_shows_what_it_means() {
    let mut desk = Desk::new();
    let mut wrong = Vec::new();
    let mut mends = 0;
    for code in lints() {
        let row = code.row();
        desk.1 = code.is_proved();
        let page = row.page.unwrap_or_else(|| panic!("{} has no page", row.id));
        let mut reports = String::new();
        for lang in [Lang::En, Lang::Zh] {
            let (avoid, prefer) = (lang.pick(&page.avoid), lang.pick(&page.prefer));
            let raised = desk.linted(avoid, lang);
            if !sound(&raised) || !ids(&raised).contains(&row.id) {
                wrong.push(format!("{} avoid raises {:?}:\n{avoid}", row.id, ids(&raised)));
            }
            let found: Vec<_> = raised.into_iter().filter(|d| d.code == code).collect();
            reports.push_str(&report(&found, &desk.0.sources, lang, Style::Fancy(100)));
            reports.push('\n');
            let calm = desk.linted(prefer, lang);
            if !sound(&calm) || ids(&calm).contains(&row.id) {
                wrong.push(format!("{} prefer raises {:?}:\n{prefer}", row.id, ids(&calm)));
            }
            let Some(d) = found.iter().find(|d| !d.mends.is_empty()) else { continue };
            let mut text = desk.0.sources.get(d.span.unwrap().file).text.to_string();
            for e in d.mends[0].edits.iter().rev() {
                text.replace_range(e.span.start as usize..e.span.end as usize, &e.text);
            }
            let again = desk.linted(text.trim_end(), lang);
            if !sound(&again) || ids(&again).contains(&row.id) {
                wrong.push(format!("{} is not mended:\n{text}", row.id));
            }
            mends += 1;
        }
        kept(&format!("tests/lints/{}.txt", row.id), &reports, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(mends >= 6, "{mends}");
    let legal = lints().iter().filter(|c| c.row().id.starts_with("L1")).count();
    assert!(lints().len() >= 40 && legal >= 15, "{} lints, {legal} of them legal", lints().len());
}

fn kept(path: &str, now: &str, wrong: &mut Vec<String>) {
    let path = Path::new(ROOT).join(path);
    if std::env::var_os("GRAVAMEN_UPDATE").is_some_and(|v| v == "1") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
        return;
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if before != now {
        wrong.push(format!("{}\n--- kept\n{before}\n--- now\n{now}", path.display()));
    }
}

#[test]
fn the_manual_lists_every_lint() {
    let mut text = String::from(
        "# The lints\n\nWritten from the catalogue by a test (`GRAVAMEN_UPDATE=1 cargo test lint`). `gravamen lint` raises them, \
         those that begin with L5 `gravamen check --deep`; \
         `# allow CODE: reason`, behind a line or on the line before, lets one stand.\n",
    );
    for code in lints() {
        let row = code.row();
        let page = explain_code(row.id, Lang::En).unwrap();
        let (head, rest) = page.split_once('\n').unwrap();
        text.push_str(&format!("\n## {head}\n\n```text\n{}```\n", rest.trim_start_matches('\n')));
    }
    let mut wrong = Vec::new();
    kept("docs/LINTS.md", &text, &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Every finding in the library is allowed in place with a reason.
#[test]
fn the_library_passes() {
    let mut session = Session::new(Box::new(NoFiles));
    for entry in LIBRARY {
        assert!(session.lint(entry.module), "{}", entry.module);
    }
    let said = report(&session.sink.found, &session.sources, Lang::En, Style::Plain);
    assert_eq!(said, "", "{} findings", session.sink.found.len());
}

#[test]
fn an_allowance_holds_where_it_stands_and_no_further() {
    let twice = "  means breach and breach\n";
    let mut desk = Desk::new();
    let mut module = |items: &str| desk.linted(items.trim_end(), Lang::En);
    let says = |found: &[Diagnostic]| -> Vec<&'static str> {
        ids(found).into_iter().filter(|id| id.starts_with("L1") || id.starts_with("L0")).collect()
    };
    let d = "definition d | 丁 by CL 1\n";
    let e = "definition e | 戊 by CL 1\n";
    assert_eq!(says(&module(&format!("{d}{twice}"))), ["L1129"]);
    assert_eq!(says(&module(&format!("# allow L1129: so it says\n{d}{twice}"))), [""; 0]);
    assert_eq!(says(&module(&format!("{d}  # 允许 L1129：原文如此\n{twice}"))), [""; 0]);
    assert_eq!(says(&module(&format!("{d}  means breach and breach  # allow L1129, L1132: x\n"))), ["L0103"]);
    assert_eq!(says(&module(&format!("# allow L1129: x\n{d}{twice}{e}{twice}"))), ["L1129"]);
    assert_eq!(says(&module(&format!("# allow L1129:  \n{d}{twice}"))), ["L0101", "L1129"]);
    assert_eq!(says(&module(&format!("# allow E0101: x\n{d}  means breach\n"))), ["L0102"]);
    // warnings of the check are let stand in the same way
    let uncited = "definition d | 丁\n  means breach\n";
    let all = |found: &[Diagnostic]| ids(found).iter().filter(|id| **id == "W0601").count();
    assert_eq!(all(&module(uncited)), 1);
    assert_eq!(all(&module(&format!("# allow W0601: only a draft\n{uncited}"))), 0);
    // an ordinary remark is no allowance
    assert_eq!(says(&module(&format!("# allow for doubt: x\n{d}  means breach\n"))), [""; 0]);
}

#[test]
fn what_is_sound_raises_nothing_legal() {
    let texts = [
        // an exception of the wider limb keeps the narrower one alive
        "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n      except repentance\n  (2) illegal_gains reaches 50000 yuan",
        // other records, other standards
        "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) counting only private: illegal_gains reaches 2500 yuan",
        // brackets that meet
        "offence o | 某罪 by CL 1\n  conduct sell\n  penalty serious imprisonment up to 3 years or detention\n  penalty especially_serious imprisonment 3 to 7 years or life imprisonment",
        // numbers that follow each other, inserted ones too
        "article 5(1) serious if any of the following\n  (1) breach\n  (1-1) repentance\n  (2) other_serious",
        // some lot and some other lot are not the same lot
        "definition d | 丁 by CL 1\n  means (some lot where private) and (some lot where not private)",
        // a share below the standard, over a narrower set
        "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) breach\n\narticle 5(2) especially_serious if any of the following\n  (1) counting only private: 5(1)(1) reaches half\n  (2) other_especially_serious",
    ];
    let mut desk = Desk::new();
    for text in texts {
        let found = desk.linted(text, Lang::En);
        assert!(sound(&found), "{found:?}\n{text}");
        let legal: Vec<_> = ids(&found).into_iter().filter(|id| id.starts_with("L1")).collect();
        assert_eq!(legal, [""; 0], "{text}");
    }
}

#[test]
fn levels_and_the_command() {
    assert_eq!(Code::DeadLimb.level(), Level::Warning);
    assert_eq!(Code::TwinMissing.level(), Level::Note);
    let run = |args: &[&str]| {
        let output = crate::binary::start().args(args).output().unwrap();
        let said = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), said(output.stdout), said(output.stderr))
    };
    let file = std::env::temp_dir().join(format!("gravamen-lint-{}.grv", std::process::id()));
    let text = format!("{}definition d | 丁 by CL 1\n  means breach and breach\n", AROUND[0]);
    std::fs::write(&file, text).unwrap();
    let name = file.to_str().unwrap();
    let (code, out, said) = run(&["lint", name]);
    assert_eq!(code, Some(1));
    assert!(out.contains("1 looked at: 0 errors, 2 warnings, 0 notes"), "{out}");
    assert!(said.contains("warning[L1129]") && said.contains("warning[L2102]"), "{said}");
    let (_, out, _) = run(&["lint", name, "-f", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(json.to_string().contains("L1129"), "{json}");
    let (code, out, _) = run(&["lint", "cn.pi.statute_2015", "--lang", "zh"]);
    assert_eq!((code, out.as_str()), (Some(0), "已查 1 个：错误 0，警告 0，提示 0\n"));
    std::fs::remove_file(&file).unwrap();
}

/// Deep brackets, long lists and every faulty text of `tests/ui` are linted without a fault of ours.
#[test]
fn odd_texts_are_taken_as_they_come() {
    let mut desk = Desk::new();
    let deep = |word: [&str; 2]| {
        let mut text = "breach".to_owned();
        for n in 0..50 {
            text = format!("({text} {} {})", word[n % 2], ["lawful_business", "repentance"][n % 2]);
        }
        format!("definition d | 丁 by CL 1\n  means {text} and {text}")
    };
    let long =
        format!("definition d | 丁 by CL 1\n  means {} or breach", vec!["repentance"; 400].join(",\n    "));
    for text in [deep(["and", "or"]), deep(["or", "and"]), long] {
        let start = std::time::Instant::now();
        let found = desk.linted(&text, Lang::En);
        assert!(sound(&found), "{:?}", found.iter().find(|d| !d.is_warning()));
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
    let mut seen = 0;
    for entry in std::fs::read_dir(Path::new(ROOT).join("tests/ui")).unwrap() {
        if let Ok(text) = std::fs::read_to_string(entry.unwrap().path().join("in.grv")) {
            let mut session = Session::new(Box::new(NoFiles));
            session.lint_text("in.grv", &text);
            seen += 1;
        }
    }
    assert!(seen > 80, "{seen}");
}

#[test]
fn the_examples_have_no_faults() {
    let output = crate::binary::start().args(["lint", "examples", "--lang", "en"]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains(" looked at: 0 errors, "), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
