//! What people read when something is wrong: every folder of `tests/ui/` holds a faulty text and its report in both
//! languages. `GRAVAMEN_UPDATE=1` rewrites the reports.

use gravamen::diag::{Code, Lang, Style, report};
use gravamen::prove::Ends;
use gravamen::session::{NoFiles, Session};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let mut all: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    all.sort();
    all
}

/// A session that has read the text of a folder; a folder with a command has none.
fn read_folder(folder: &Path) -> Option<Session> {
    let mut session = Session::new(Box::new(NoFiles));
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let base = read("base.grv").and_then(|base| session.register("base.grv", &base));
    if let Some(lie) = read("prover.txt") {
        let ends: Vec<usize> = lie.split_whitespace().map(|n| n.parse().unwrap()).collect();
        session.prover = Box::new(move |_, facts| {
            Ok(Some(Ends { lo: ends[0], hi: ends[1], cases: [facts.clone(), facts.clone()] }))
        });
    }
    if let Some(text) = read("in.grv") {
        session.check_text("in.grv", &text);
    } else if let Some(line) = read("repeat.txt") {
        session.check_text("in.grv", &line.repeat((1 << 20) / line.len() + 1));
    } else if let Some(text) = read("in.case") {
        let set = base.unwrap_or_else(|| "cn.pi.interpretation_2017".to_owned());
        session.grade("in.case", &text, &[set]);
    } else {
        session.grade("in.json", &read("in.json")?, &["cn.pi.interpretation_2017".to_owned()]);
    }
    Some(session)
}

/// The reports of a folder's text or command, English and Chinese.
fn reports(folder: &Path) -> [String; 2] {
    if let Ok(words) = fs::read_to_string(folder.join("command.txt")) {
        return ["en", "zh"].map(|lang| {
            let output = crate::binary::start()
                .current_dir(folder)
                // no other program is found, whatever is installed
                .env("PATH", "/nonexistent")
                .args(words.split_whitespace())
                .args(["--lang", lang])
                .output()
                .unwrap();
            String::from_utf8(output.stderr).unwrap()
        });
    }
    let session = read_folder(folder).unwrap();
    [Lang::En, Lang::Zh].map(|lang| report(&session.sink.found, &session.sources, lang, Style::Fancy(100)))
}

#[test]
fn ui_reports_are_as_written() {
    let update = std::env::var_os("GRAVAMEN_UPDATE").is_some_and(|v| v == "1");
    let mut wrong = Vec::new();
    for folder in folders() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let code = name.split('_').next().unwrap().to_owned();
        for (file, got) in ["en.txt", "zh.txt"].iter().zip(reports(&folder)) {
            if !got.contains(&code) {
                wrong.push(format!("{name}/{file} does not show {code}:\n{got}"));
            }
            let path = folder.join(file);
            if update {
                fs::write(&path, &got).unwrap();
            } else {
                let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
                if kept != got {
                    wrong.push(format!("{name}/{file}\n--- kept\n{kept}\n--- now\n{got}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn ui_every_code_has_a_folder() {
    let all = folders();
    let shown = |id: &str| all.iter().any(|f| f.file_name().unwrap().to_string_lossy().starts_with(id));
    // the reports of lints are kept in tests/lints
    let own = Code::ALL.iter().map(|c| c.row().id).filter(|id| !id.starts_with('L'));
    let missing: Vec<&str> = own.filter(|id| !shown(id)).collect();
    assert!(missing.is_empty(), "no folder in tests/ui shows {missing:?}");
}

#[test]
fn ui_catalogue_never_says_illegal() {
    for code in Code::ALL {
        let row = code.row();
        for text in row.title.iter().chain(&row.help) {
            assert!(!text.contains("非法") && !text.to_lowercase().contains("illegal"), "{}: {text}", row.id);
        }
    }
}

/// What a machine reads is what people read: code, words, places and changes, in both languages.
#[test]
fn ui_json_holds_what_the_text_holds() {
    let mut seen = 0;
    for folder in folders() {
        let Some(session) = read_folder(&folder) else { continue };
        let json = gravamen::render::diagnostics_json(&session.sink.found, &session.sources);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        for (i, (lang, key)) in [(Lang::En, "en"), (Lang::Zh, "zh")].into_iter().enumerate() {
            let text = report(&session.sink.found, &session.sources, lang, Style::Plain);
            let lines: Vec<&str> = text.lines().collect();
            let found = json["diagnostics"].as_array().unwrap();
            assert_eq!(found.len(), lines.len(), "{}", folder.display());
            for (fault, line) in found.iter().zip(lines) {
                let has = |part: &str| assert!(line.contains(part), "{part} is not in {line}");
                let place = |at: &serde_json::Value| {
                    format!("{}:{}:{}", at["file"].as_str().unwrap(), at["line"], at["column"])
                };
                has(fault["code"].as_str().unwrap());
                has([["error", "warning"], ["错误", "警告"]][i][usize::from(fault["severity"] == "warning")]);
                has(fault["message"][key].as_str().unwrap());
                has(fault["help"][key].as_str().unwrap_or(""));
                if fault["at"].is_object() {
                    has(&place(&fault["at"]));
                }
                for also in fault["also"].as_array().unwrap() {
                    has(&place(also));
                    has(also["says"][key].as_str().unwrap());
                }
                for fix in fault["fixes"].as_array().unwrap() {
                    has(fix["says"][key].as_str().unwrap_or(""));
                    for edit in fix["edits"].as_array().unwrap() {
                        // what is parted into lines is told in words
                        let with = edit["with"].as_str().unwrap().trim();
                        has(if with.contains('\n') { "" } else { with });
                    }
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 150, "{seen}");
}

/// What an edit puts into a text is spelt as the text is: no English word into a Chinese one, and the other way round.
#[test]
fn ui_edits_are_in_the_spelling_of_the_text() {
    let mut wrong = Vec::new();
    let mut seen = [0; 2];
    for folder in folders() {
        let Some(session) = read_folder(&folder) else { continue };
        for edit in session.sink.found.iter().flat_map(|d| &d.mends).flat_map(|m| &m.edits) {
            let source = session.sources.get(edit.span.file);
            let head = source.text.trim_start_matches(['\u{feff}', '#', ' ', '\n']);
            if source.name.ends_with("json") || head.is_empty() {
                continue;
            }
            let chinese = !head.starts_with(|c: char| c.is_ascii());
            seen[usize::from(chinese)] += 1;
            let foreign = |c: &char| match chinese {
                true => c.is_ascii_alphabetic(),
                false => ('\u{4e00}'..='\u{9fff}').contains(c),
            };
            // what was written there, in that place or as a name, may be put back
            let here = &source.text;
            let words = edit.text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            let new: Vec<&str> = words.filter(|w| w.contains(|c| foreign(&c)) && !here.contains(w)).collect();
            if !new.is_empty() {
                wrong.push(format!("{}: {:?} puts {new:?} into\n{here}", folder.display(), edit.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(seen.iter().all(|n| *n >= 20), "{seen:?}");
}

fn placeholders(text: &str) -> BTreeSet<String> {
    let inside = |part: &str| part.split_once('}').map(|(n, _)| n.to_owned());
    let digits = |n: &String| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit());
    text.split('{').skip(1).filter_map(inside).filter(digits).collect()
}

#[test]
fn ui_catalogue_speaks_of_the_same_in_both_languages() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let row = code.row();
        for [en, zh] in [row.title, row.help] {
            if placeholders(en) != placeholders(zh) {
                wrong.push(format!("{}: {en} / {zh}", row.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The module around an example that is no whole module.
const AROUND: [&str; 2] = [
    "module example\n  uses cn.pi.facts\n  source CL \"Criminal Law\"\n\n",
    "模块 例\n  援用 事实词汇\n  渊源 刑法 “刑法”\n\n",
];

/// The codes that an example of a page raises; `None` for a fragment, which no reader can take in.
fn raised(example: &str, lang: Lang) -> Option<Vec<&'static str>> {
    let starts = |words: [&str; 2]| words.iter().any(|w| example.starts_with(w));
    let mut session = Session::new(Box::new(NoFiles));
    if starts(["# fragment", "# 片段"]) {
        return None;
    } else if let Some(words) = example.strip_prefix("gravamen ") {
        let output =
            crate::binary::start().args(words.split(' ')).args(["--plain", "--lang", "en"]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let shown = |c: &&Code| said.contains(&format!("[{}]", c.row().id));
        return Some(Code::ALL.iter().filter(shown).map(|c| c.row().id).collect());
    } else if starts(["name = ", "version = "]) {
        let file = session.sources.add("gravamen.toml", example);
        gravamen::project::Manifest::from_text(file, example, &mut session.sink);
    } else if starts(["case ", "案件 "]) || example.starts_with('{') {
        let name = if example.starts_with('{') { "example.json" } else { "example.case" };
        session.grade(name, example, &["cn.pi.interpretation_2017".to_owned()]);
    } else if starts(["module ", "模块 "]) || example.starts_with('#') {
        // the last of several modules is the one that is checked
        let starts = example.match_indices("\nmodule ").chain(example.match_indices("\n模块 "));
        let cut = starts.map(|(at, _)| at + 1).max().unwrap_or(0);
        if cut > 0 {
            session.register("other.grv", &example[..cut]);
        }
        session.check_text("example.grv", &example[cut..]);
    } else {
        let around = lang.pick(&AROUND);
        session.check_text("example.grv", &format!("{around}{example}\n"));
    }
    Some(session.sink.found.iter().map(|d| d.code.row().id).collect())
}

#[test]
fn ui_every_code_has_a_page_whose_examples_do_what_they_say() {
    let mut wrong = Vec::new();
    let mut fragments = BTreeSet::new();
    // the pages of lints are tested with the lints
    for code in Code::ALL.iter().filter(|c| !c.row().id.starts_with('L')) {
        let row = code.row();
        let Some(page) = row.page else {
            wrong.push(format!("{} has no page", row.id));
            continue;
        };
        for lang in [Lang::En, Lang::Zh] {
            let (avoid, prefer) = (lang.pick(&page.avoid), lang.pick(&page.prefer));
            match raised(avoid, lang) {
                Some(codes) if codes != [row.id] => {
                    wrong.push(format!("{} avoid raises {codes:?}, not it alone:\n{avoid}", row.id));
                }
                Some(_) => {}
                None => {
                    fragments.insert(row.id);
                }
            }
            match raised(prefer, lang) {
                Some(codes) if codes.is_empty() => {}
                codes => wrong.push(format!("{} prefer raises {codes:?}:\n{prefer}", row.id)),
            }
            let han = page.means[0].chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let said = !page.means[0].trim().is_empty() && !page.means[1].trim().is_empty();
            if !said || page.why[0].is_empty() != page.why[1].is_empty() || han && row.id != "E0112" {
                wrong.push(format!("{} lacks a half", row.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert_eq!(
        fragments.into_iter().collect::<Vec<_>>(),
        [
            "E0102", "E0103", "E0104", "E0503", "E0504", "E0708", "E0709", "E0710", "E0712", "E0713",
            "E0714", "E0901"
        ]
    );
}
