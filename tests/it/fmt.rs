//! The formatter: nothing is lost, a second time changes nothing, and another spelling leads back to the same text.

use gravamen::diag::{Lang, Sink};
use gravamen::session::{NoFiles, Session};
use gravamen::stdlib::LIBRARY;
use gravamen::syntax::ast::{Alias, Item, Leaves, Titles, leaves_mut, without_places};
use gravamen::syntax::{markdown, parse};
use gravamen::text::FileId;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CORPUS: &str = include_str!("syntax_accept_reject.txt");

fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_owned();
        if path.is_dir() {
            gather(&path, found);
        } else if ["grv", "case", "md"].contains(&ending.as_str()) {
            found.push(path);
        }
    }
}

/// Every text of the project that can be read: the library, the examples, the manual, the suites, the accepted items.
fn texts() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    for folder in ["stdlib", "examples", "docs", "tests/suite"] {
        gather(&Path::new(ROOT).join(folder), &mut paths);
    }
    let name = |p: &PathBuf| p.strip_prefix(ROOT).unwrap().to_string_lossy().into_owned();
    let mut out: Vec<(String, String)> =
        paths.iter().map(|p| (name(p), std::fs::read_to_string(p).unwrap())).collect();
    let mut title: Option<&str> = None;
    for line in CORPUS.lines() {
        if line.starts_with("+ ") || line.starts_with("- ") {
            title = line.strip_prefix("+ ");
            out.extend(title.map(|t| (format!("{t}.grv"), String::new())));
        } else if let (Some(_), Some(last)) = (title, out.last_mut()) {
            last.1.push_str(line);
            last.1.push('\n');
        }
    }
    out.sort();
    assert!(out.len() > 90, "{}", out.len());
    out
}

fn formatted(name: &str, text: &str, lang: Option<Lang>) -> String {
    let mut session = Session::new(Box::new(NoFiles));
    let laid = session.formatted(name, text, lang);
    laid.unwrap_or_else(|| panic!("{name}: {:?}\n{text}", session.sink.found))
}

/// The items without places, their twins in one order.
fn tree(name: &str, text: &str) -> Vec<Item> {
    struct Even;
    impl Leaves for Even {
        fn alias(&mut self, alias: &mut Alias) {
            if let Some(twin) = &mut alias.twin
                && twin.text < alias.name.text
            {
                std::mem::swap(twin, &mut alias.name);
            }
        }
        fn titles(&mut self, titles: &mut Titles) {
            if let Some(second) = &mut titles.second
                && *second < titles.first
            {
                std::mem::swap(second, &mut titles.first);
            }
        }
    }
    let plain = if name.ends_with(".md") { markdown(text) } else { text.to_owned() };
    let mut sink = Sink::default();
    let items = parse(FileId(0), &plain, &mut sink);
    assert!(!sink.has_errors(), "{name}: {:?}\n{text}", sink.found);
    let even = |item: &Item| {
        let mut item = without_places(item);
        leaves_mut(&mut item, &mut Even);
        item
    };
    items.iter().map(even).collect()
}

/// The comments of a text, each without the blanks around it.
fn comments(name: &str, text: &str) -> Vec<String> {
    let plain = if name.ends_with(".md") { markdown(text) } else { text.to_owned() };
    let mut out = Vec::new();
    for line in plain.lines() {
        let mut end = None;
        for (at, c) in line.char_indices() {
            match end {
                Some(e) if c == e => end = None,
                Some(_) => {}
                None if c == '"' => end = Some('"'),
                None if c == '“' => end = Some('”'),
                None if c == '#' => {
                    out.push(line[at..].trim_end().to_owned());
                    break;
                }
                None => {}
            }
        }
    }
    out
}

#[test]
fn what_is_formatted_says_the_same_and_stays_as_it_is() {
    let mut notes = 0;
    for (name, text) in texts() {
        let once = formatted(&name, &text, None);
        assert_eq!(tree(&name, &once), tree(&name, &text), "{name}\n{once}");
        assert_eq!(comments(&name, &once), comments(&name, &text), "{name}\n{once}");
        assert_eq!(formatted(&name, &once, None), once, "{name}: twice");
        notes += comments(&name, &text).len();
    }
    assert!(notes > 60, "{notes}");
}

#[test]
fn chinese_and_back_is_the_same_text() {
    let mut modules = 0;
    // of the corpus some items use what none declares: such names have no twin
    for (name, text) in texts().into_iter().filter(|t| t.0.contains('/')) {
        let chinese = formatted(&name, &text, Some(Lang::Zh));
        let english = formatted(&name, &chinese, Some(Lang::En));
        assert_eq!(formatted(&name, &english, Some(Lang::Zh)), chinese, "{name}\n{english}");
        assert_eq!(comments(&name, &english), comments(&name, &text), "{name}\n{english}");
        if name.starts_with("stdlib/") {
            modules += 1;
            // the library is written in English: that spelling is the one it has
            assert_eq!(english, formatted(&name, &text, None), "{name}\n{chinese}");
            let plain = |t: &str| t.lines().filter(|l| !l.contains(['|', '"', '“', '#'])).collect::<String>();
            assert!(!plain(&english).chars().any(|c| c as u32 > 0x2E80), "{name}\n{english}");
        }
    }
    assert!(modules >= LIBRARY.len(), "{modules}");
}

/// Comments and blank lines at every place between two words of an item.
#[test]
fn a_comment_between_any_two_words_is_kept() {
    let mut tried = 0;
    let interpretation = LIBRARY.iter().find(|e| e.module == "cn.pi.interpretation_2017").unwrap();
    for part in ["classification class", "definition punished_before", "article 5(1)"] {
        let rest = interpretation.text.split_once(&format!("\n{part}")).unwrap().1;
        let text = format!("{part}{}\n", rest.split("\n\n").next().unwrap());
        for lang in [Lang::En, Lang::Zh] {
            let text = formatted("a.grv", &text, Some(lang));
            let lines: Vec<&str> = text.lines().collect();
            for at in 0..lines.len() {
                for note in ["  # here", "# here", ""] {
                    let mut with = lines.clone();
                    with.insert(at + 1, note);
                    let with = with.join("\n") + "\n";
                    let once = formatted("a.grv", &with, None);
                    assert_eq!(comments("a.grv", &once), comments("a.grv", &with), "{once}");
                    assert_eq!(formatted("a.grv", &once, None), once, "line {at}");
                    if !note.is_empty() {
                        // the comment is the only line that differs
                        let left: Vec<&str> = once.lines().filter(|l| l.trim() != "# here").collect();
                        assert_eq!(left, lines, "{once}");
                        let place = once.lines().position(|l| l.trim() == "# here").unwrap();
                        assert_eq!(place, at + 1, "{once}");
                    }
                    tried += 1;
                }
                let mut behind: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
                if !behind[at].contains('#') && !behind[at].is_empty() {
                    behind[at].push_str(" # here");
                    let once = formatted("a.grv", &(behind.join("\n") + "\n"), None);
                    let bare = |l: &str| l.replace("# here", "").trim_end().to_owned();
                    assert_eq!(once.lines().map(bare).collect::<Vec<_>>(), lines, "{once}");
                    assert!(once.lines().nth(at).unwrap().ends_with("# here"), "{at}: {once}");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 150, "{tried}");
}

#[test]
fn an_untidy_text_and_its_tidy_one() {
    let untidy = "\n\n#   the head\nmodule m | 甲\n  uses cn.pi.facts\n# a choice\nparameter p   5 items    ours \"so\"  # why not\n\n\n\nparameter q 6 items ours \"so\"\narticle 5(1) serious if any of the following   # limbs\n\n   # the first\n (1)   illegal_gains reaches\n    # in yuan\n  5000 yuan;   # enough\n\n  (2) sell (\n";
    let mut session = Session::new(Box::new(NoFiles));
    assert_eq!(session.formatted("a.grv", untidy, None), None);
    assert!(session.sink.has_errors(), "a text with faults is left alone");
    let untidy = untidy.replace("sell (", "some lot where (sell)\n  # the end\n\n# after all");
    let tidy = "#   the head\nmodule m | 甲\n  uses  cn.pi.facts\n# a choice\nparameter p  5 items                              ours \"so\"  # why not\n\nparameter q  6 items                              ours \"so\"\narticle 5(1)  serious if any of the following     # limbs\n\n  # the first\n  # in yuan\n  (1)  illegal_gains reaches 5000 yuan            # enough\n\n  (2)  some lot where sell\n  # the end\n\n# after all\n";
    assert_eq!(formatted("a.grv", &untidy, None), tidy);
    assert_eq!(formatted("a.grv", &untidy.replace('\n', "\r\n"), None), tidy.replace('\n', "\r\n"));
}

#[test]
fn of_markdown_only_the_fenced_blocks_change() {
    let page = "# Head  \n\n| a |  b |\n```gravamen\nparameter p   5 items ours \"so\"\n```\n   text\n```sh\nls   -l\n```\n~~~\n";
    let laid = formatted("a.md", page, None);
    assert_eq!(
        laid,
        page.replace("parameter p   5 items ours", "parameter p  5 items                              ours")
    );
}

fn gravamen(args: &[&str]) -> (Option<i32>, String, String) {
    let output = crate::binary::start().args(args).output().unwrap();
    let said = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), said(output.stdout), said(output.stderr))
}

#[test]
fn the_command_lists_prints_and_replaces() {
    let folder = std::env::temp_dir().join(format!("gravamen-fmt-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("a.case");
    std::fs::write(&file, "case a\n  breach   yes # so\n").unwrap();
    let (folder_name, name) = (folder.to_str().unwrap(), file.to_str().unwrap());
    let (code, out, said) = gravamen(&["fmt", "--check", folder_name]);
    assert_eq!((code, out.trim(), said.as_str()), (Some(1), name, "1 of 1 files would change\n"));
    let tidy = "case a\n  breach  yes                                     # so\n";
    assert_eq!(gravamen(&["fmt", "--dry-run", name]).1, tidy);
    let (code, _, said) = gravamen(&["fmt", name]);
    assert_eq!((code, said.as_str()), (Some(0), "1 of 1 files changed\n"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), tidy);
    assert_eq!(gravamen(&["fmt", "--check", name]).0, Some(0));
    let (code, _, said) = gravamen(&["fmt", name, "--lang", "zh"]);
    assert_eq!((code, said.as_str()), (Some(0), "1 个文件中已改 1 个\n"));
    let chinese = std::fs::read_to_string(&file).unwrap();
    assert!(chinese.starts_with("案件 a\n  违反规定  是"), "{chinese}");
    // a file with faults is left alone
    let faulty = "case a\n  braech (\n";
    std::fs::write(&file, faulty).unwrap();
    let (code, _, said) = gravamen(&["fmt", name]);
    assert!(code == Some(2) && said.contains("error"), "{code:?} {said}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), faulty);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside it");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_the_project_ships_is_formatted() {
    let (code, out, _) = gravamen(&["fmt", "--check", "stdlib", "examples"]);
    assert_eq!((code, out.as_str()), (Some(0), ""), "run `gravamen fmt stdlib examples`");
}
