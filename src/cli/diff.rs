//! `diff`: two rule sets or more on the same cases. And the two arguments of `why --both`, side by side.

use super::args::{operand, sub};
use super::exit::Exit;
use super::files::{CASE_LIMIT, cases, has_ending, read};
use super::project::write_over;
use super::run::Work;
use crate::compare::{Bound, Diff};
use crate::diag::{Code, Diagnostic, Lang, clean, nearest};
use crate::render;
use crate::session::{Compared, RuleSet};
use clap::{Arg, ArgAction, Command};
use std::path::Path;

/// The words between a module and the theories that it is run with.
const WITH: [&str; 2] = ["with", "采用"];
/// The forms of output, by the ending of a file's name.
const FORMS: [&str; 6] = ["text", "md", "csv", "json", "xlsx", "txt"];

/// The command line of `diff`.
pub(super) fn command(lang: Lang) -> Command {
    let option = |name: &'static str, value: &'static str, says: [&'static str; 2]| {
        Arg::new(name).long(name).value_name(value).help(lang.pick(&says))
    };
    sub(
        lang,
        "diff",
        [
            "Compare rule sets on cases, and say which edits make the difference",
            "在案件上比较规则，并说明差异由哪些修改引起",
        ],
        [
            "Example: gravamen diff cn.pi.interpretation_2017 rules/mine.grv cases/ -o table.xlsx",
            "例：gravamen diff cn.pi.interpretation_2017 rules/改革甲.grv 案件/ -o 表.xlsx",
        ],
    )
    .arg(
        operand(
            lang,
            "WHAT",
            [
                "Two modules or more (\"BASE with THEORY\" too), then case files or folders",
                "两个以上模块（亦可“甲 采用 乙”），其后为案件文件或者目录",
            ],
        )
        .required(true)
        .num_args(1..),
    )
    .arg(
        option("cases", "PATH", ["A case file or folder; may be repeated", "案件文件或者目录，可多次使用"])
            .action(ArgAction::Append),
    )
    .arg(Arg::new("every-set").long("every-set").action(ArgAction::SetTrue).help(lang.pick(&[
        "Try every set of edits for each change, up to 16 edits; slow",
        "对每处变化试遍修改的一切组合（至多 16 处修改）；较慢",
    ])))
    .arg(option("by", "FACT", ["Group the cases by facts or fields: A,B", "按事实或者字段分组：甲,乙"]))
    .arg(
        option(
            "unknown",
            "best|worst",
            ["Take the least or greatest outcome of what is not decided", "未定的案件取最轻或者最重的结论"],
        )
        .value_parser(["best", "worst"])
        .hide_possible_values(true),
    )
    .arg(
        option("format", "text|md|csv|json", ["The form of what is printed", "输出格式"])
            .short('f')
            .value_parser(["text", "md", "csv", "json"])
            .hide_possible_values(true),
    )
    .arg(
        option(
            "output",
            "FILE",
            ["Write a file: .xlsx .csv .md .json .txt", "写入文件：.xlsx .csv .md .json .txt"],
        )
        .short('o'),
    )
}

/// `diff`
pub(super) fn diff(mut work: Work<'_>) -> Exit {
    let output = work.value("output");
    let Some(form) = form(&mut work, output.as_deref()) else { return work.end(false) };
    let (named, mut paths) = parted(&work.values("WHAT"));
    paths.extend(work.values("cases"));
    if named.len() < 2 || paths.is_empty() {
        let says = "name two modules or more and then the cases: `gravamen diff A B cases/` | 请写明两个以上模块与案件：gravamen diff 甲 乙 案件/";
        work.misused(crate::diag::half(says, work.lang));
        return work.end(false);
    }
    let bound = work.value("unknown").map(|b| if b == "best" { Bound::Best } else { Bound::Worst });
    let asked = Compared {
        sets: sets(&mut work, &named),
        cases: texts(&mut work, &paths),
        by: work.value("by"),
        bound,
        every_set: work.is_set("every-set"),
    };
    if asked.sets.len() < named.len() {
        return work.end(false);
    }
    let read = |path: &String| asked.cases.iter().any(|(name, _)| name == path) || named.contains(path);
    if let Some(path) = output.as_ref().filter(|path| read(path)) {
        let says = format!(
            "`{path}` is read by this command and is not written over | `{path}` 为本命令所读，不予覆盖"
        );
        work.misused(crate::diag::half(&says, work.lang));
        return work.end(false);
    }
    let Some(mut found) = work.long(|work| work.session.diff(&asked)) else { return work.end(false) };
    found.asked = named;
    let sources = &work.session.sources;
    let text = |form: &str| match form {
        "json" => render::diff_json(&found),
        "csv" => render::diff_csv(&found, sources, work.lang),
        "md" => render::diff_markdown(&found, sources, work.lang),
        _ => render::diff_text(&found, sources, work.lang, work.width()),
    };
    match &output {
        None if form == "text" => work.print(&text(form)),
        None => work.hand_out(&text(form)),
        Some(path) => {
            let bytes = match form {
                "xlsx" => render::diff_xlsx(&found, sources, work.lang),
                _ => text(form).into_bytes(),
            };
            if write(&mut work, path, &bytes) {
                super::warn(&wrote(&clean(path), &found, work.lang));
            }
        }
    }
    let lacking = untraced(&found);
    let exit = work.end(false);
    if lacking && exit == Exit::Done { Exit::Limit } else { exit }
}

/// `why CASE --both -m A -m B`
pub(super) fn both(mut work: Work<'_>, depth: usize) -> Exit {
    let named = work.values("module");
    if named.len() != 2 {
        let says = "name the two rule sets: `-m A -m B` | 请写明两套规则：-m 甲 -m 乙";
        work.misused(crate::diag::half(says, work.lang));
        return work.end(false);
    }
    let sets: Vec<RuleSet> = work.modules().iter().map(|s| RuleSet::parse(s)).collect();
    let paths = work.values("CASE");
    let cases = texts(&mut work, &paths);
    if sets.len() < 2 {
        return work.end(false);
    }
    let Some(found) = work.session.diff(&Compared { sets, cases, ..Compared::default() }) else {
        return work.end(false);
    };
    let not = match work.value("not") {
        None => None,
        Some(word) => {
            let joined = word.trim().replace(' ', "_");
            let grade = found.scale.iter().position(|n| n.is(&word) || n.is(&joined));
            if grade.is_none() {
                let words = found.scale.iter().flat_map(|n| [n.en.as_str(), n.zh.as_str()]);
                let near = nearest(&word, words).unwrap_or_default();
                work.fault(Diagnostic::without_place(Code::UnknownGrade, &[&word, &near]));
                return work.end(false);
            }
            grade
        }
    };
    work.print(&render::both(&found, &work.session.sources, work.lang, not, depth, work.beside()));
    work.end(false)
}

/// Whether the budget ended before any set of edits was found for some change.
fn untraced(diff: &Diff) -> bool {
    diff.rows.iter().any(|row| row.causes.iter().any(|c| !c.complete && c.due_to.is_empty()))
}

fn wrote(path: &str, diff: &Diff, lang: Lang) -> String {
    let n = diff.rows.len();
    match lang {
        Lang::En => format!("wrote {path}: {n} cases\n"),
        Lang::Zh => format!("已写入 {path}：{n} 件\n"),
    }
}

/// The form of the output: as asked for, else by the ending of the file.
fn form(work: &mut Work<'_>, output: Option<&str>) -> Option<&'static str> {
    let asked = work.value("format");
    let ending =
        output.map(Path::new).and_then(|p| p.extension()).and_then(|e| e.to_str()).map(str::to_owned);
    let word = asked.or(ending).unwrap_or_else(|| "text".to_owned());
    let known = FORMS.into_iter().find(|f| *f == word);
    if known.is_none() {
        let says = "no form of output ends in `.{0}`: .xlsx, .csv, .md, .json or .txt | 没有以 .{0} 结尾的输出格式：.xlsx、.csv、.md、.json、.txt";
        work.misused(&crate::diag::half(says, work.lang).replace("{0}", &word));
    }
    work.json = known == Some("json");
    known
}

/// Rule sets first, then cases: a folder, or a file that ends as case files do. `A with T` may be one word or several.
pub(super) fn parted(given: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut named, mut paths) = (Vec::<String>::new(), Vec::new());
    let mut goes_on = false;
    for word in given {
        let path = Path::new(word);
        let joins = WITH.contains(&word.as_str());
        match named.last_mut() {
            Some(last) if joins || goes_on => {
                last.push(' ');
                last.push_str(word);
                goes_on = joins || word.ends_with([',', '，', '、']);
            }
            _ if !paths.is_empty() || has_ending(path, &["case", "json"]) || path.is_dir() => {
                paths.push(word.clone());
            }
            _ => named.push(word.clone()),
        }
    }
    (named, paths)
}

/// The rule sets; files among them are read and registered.
pub(super) fn sets(work: &mut Work<'_>, named: &[String]) -> Vec<RuleSet> {
    let mut sets = Vec::new();
    for text in named {
        let RuleSet { module, with } = RuleSet::parse(text);
        let module = work.named(&module);
        let with: Option<Vec<String>> = with.iter().map(|t| work.named(t)).collect();
        sets.extend(module.zip(with).map(|(module, with)| RuleSet { module, with }));
    }
    sets
}

/// The texts of all case files.
pub(super) fn texts(work: &mut Work<'_>, paths: &[String]) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for path in paths {
        let files = cases(Path::new(path)).unwrap_or_else(|fault| {
            work.fault(fault);
            Vec::new()
        });
        for file in files {
            match read(&file, CASE_LIMIT) {
                Ok(text) => texts.push((file.to_string_lossy().into_owned(), text)),
                Err(fault) => work.fault(fault),
            }
        }
    }
    texts
}

/// Writes a file, the whole or nothing of it; says so if it could not.
pub(super) fn write(work: &mut Work<'_>, path: &str, bytes: &[u8]) -> bool {
    match write_over(Path::new(path), bytes) {
        Ok(()) => true,
        Err(fault) => {
            work.fault(fault);
            false
        }
    }
}
