//! The lints: each page does what it says, each report is as written, and the library passes.
//! `GRAVAMEN_UPDATE=1` rewrites the reports in `tests/lints/` and `docs/LINTS.md`.

use gravamen::diag::{Code, Lang, Level, Style, explain_code, report};
use gravamen::session::{NoFiles, Session};
use gravamen::stdlib::LIBRARY;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The module around an example that is no whole module.
const AROUND: [&str; 2] = [
    "module example | 例\n  title \"An example\" | \"示例\"\n  uses cn.pi.facts\n  source CL \"Criminal Law\"\n\n",
    "模块 例 | example\n  题名 “示例” | “An example”\n  援用 事实词汇\n  渊源 刑法 “刑法”\n\n",
];

fn lints() -> Vec<Code> {
    Code::ALL.iter().copied().filter(|c| c.row().id.starts_with('L')).collect()
}

/// A session that has linted a text; of several modules the last.
fn linted(text: &str, lang: Lang) -> Session {
    let mut session = Session::new(Box::new(NoFiles));
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
    } else {
        session.lint_text("example.grv", &format!("{}{text}\n", lang.pick(&AROUND)));
    }
    session
}

fn codes(session: &Session) -> Vec<Code> {
    session.sink.found.iter().map(|d| d.code).collect()
}

#[test]
fn each_page_shows_what_it_means() {
    let mut wrong = Vec::new();
    for code in lints() {
        let row = code.row();
        let page = row.page.unwrap_or_else(|| panic!("{} has no page", row.id));
        for lang in [Lang::En, Lang::Zh] {
            let (avoid, prefer) = (lang.pick(&page.avoid), lang.pick(&page.prefer));
            let (raised, mended) = (linted(avoid, lang), linted(prefer, lang));
            if raised.sink.has_errors() || !codes(&raised).contains(&code) {
                let ids: Vec<_> = codes(&raised).iter().map(|c| c.row().id).collect();
                wrong.push(format!("{} avoid raises {ids:?}:\n{avoid}", row.id));
            }
            if mended.sink.has_errors() || codes(&mended).contains(&code) {
                let ids: Vec<_> = codes(&mended).iter().map(|c| c.row().id).collect();
                wrong.push(format!("{} prefer raises {ids:?}:\n{prefer}", row.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let legal = lints().iter().filter(|c| c.row().id.starts_with("L1")).count();
    assert!(lints().len() >= 40 && legal >= 15, "{} lints, {legal} of them legal", lints().len());
}

/// What is offered mends the finding.
#[test]
fn the_edits_of_lints_mend_them() {
    let mut mended = 0;
    for code in lints() {
        let page = code.row().page.unwrap();
        for lang in [Lang::En, Lang::Zh] {
            let session = linted(lang.pick(&page.avoid), lang);
            let Some(d) = session.sink.found.iter().find(|d| d.code == code && !d.mends.is_empty()) else {
                continue;
            };
            let mut text = session.sources.get(d.span.unwrap().file).text.to_string();
            for e in d.mends[0].edits.iter().rev() {
                text.replace_range(e.span.start as usize..e.span.end as usize, &e.text);
            }
            let again = linted(text.trim_end(), lang);
            assert!(!again.sink.has_errors() && !codes(&again).contains(&code), "{}\n{text}", code.row().id);
            mended += 1;
        }
    }
    assert!(mended >= 6, "{mended}");
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
fn each_report_is_as_written() {
    let mut wrong = Vec::new();
    for code in lints() {
        let page = code.row().page.unwrap();
        let mut text = String::new();
        for lang in [Lang::En, Lang::Zh] {
            let session = linted(lang.pick(&page.avoid), lang);
            let found: Vec<_> = session.sink.found.iter().filter(|d| d.code == code).cloned().collect();
            text.push_str(&report(&found, &session.sources, lang, Style::Fancy));
            text.push('\n');
        }
        kept(&format!("tests/lints/{}.txt", code.row().id), &text, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_manual_lists_every_lint() {
    let mut text = String::from(
        "# The lints\n\nWritten from the catalogue by a test (`GRAVAMEN_UPDATE=1 cargo test lint`). `gravamen lint` raises them; \
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
    let module = |items: &str| linted(items.trim_end(), Lang::En);
    let says = |session: &Session| -> Vec<&str> {
        let l = |c: &Code| c.row().id.starts_with("L1") || c.row().id.starts_with("L0");
        codes(session).into_iter().filter(l).map(|c| c.row().id).collect()
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
    let all = |s: &Session| codes(s).iter().filter(|c| c.row().id == "W0601").count();
    assert_eq!(all(&module(uncited)), 1);
    assert_eq!(all(&module(&format!("# allow W0601: only a draft\n{uncited}"))), 0);
    // an ordinary remark is no allowance
    assert_eq!(says(&module(&format!("# allow for doubt: x\n{d}  means breach\n"))), [""; 0]);
}

#[test]
fn what_is_sound_raises_nothing_legal() {
    let sound = [
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
    for text in sound {
        let session = linted(text, Lang::En);
        assert!(!session.sink.has_errors(), "{:?}\n{text}", session.sink.found);
        let legal: Vec<_> = codes(&session).into_iter().filter(|c| c.row().id.starts_with("L1")).collect();
        assert_eq!(legal, [], "{text}");
    }
}

#[test]
fn levels_and_the_command() {
    assert_eq!(Code::DeadLimb.level(), Level::Warning);
    assert_eq!(Code::TwinMissing.level(), Level::Note);
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_gravamen"))
            .current_dir(ROOT)
            .env_remove("GRAVAMEN_LANG")
            .env("LANG", "C")
            .env_remove("LC_ALL")
            .args(args)
            .output()
            .unwrap();
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
