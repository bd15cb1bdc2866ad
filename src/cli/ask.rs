//! `missing` and `ask`: the unknown facts that can change an outcome, listed or asked for one by one.

use super::args::{format, module, operand, sub};
use super::exit::Exit;
use super::files::{CASE_LIMIT, has_ending, read};
use super::project::write_over;
use super::run::Work;
use crate::diag::{Lang, clean, ordinary};
use crate::ir::schema::Type;
use crate::render;
use crate::session::{Asked, Reply, RuleSet};
use crate::suite::{Question, What};
use crate::syntax::ast::Literal;
use crate::val::{Ratio, Unit};
use clap::{Arg, ArgAction, Command};
use std::fs::File;
use std::io::{BufRead, IsTerminal, Read};
use std::path::Path;

/// The command line of `missing`.
pub(super) fn missing_command(lang: Lang) -> Command {
    sub(
        lang,
        "missing",
        ["List the unknown facts that can change the outcome", "列出可能改变结论的不明事实"],
        ["Example: gravamen missing my.case -f json", "例：gravamen missing 甲案.case -f json"],
    )
    .arg(operand(lang, "CASE", ["A case file", "案件文件"]).required(true))
    .arg(module(lang))
    .arg(format(lang))
}

/// The command line of `ask`.
pub(super) fn ask_command(lang: Lang) -> Command {
    sub(
        lang,
        "ask",
        ["Ask for the unknown facts that can change the outcome", "逐项询问可能改变结论的不明事实"],
        ["Example: gravamen ask my.case --dry-run", "例：gravamen ask 甲案.case --dry-run"],
    )
    .arg(operand(lang, "CASE", ["A .case file with one case", "只有一件案件的 .case 文件"]).required(true))
    .arg(module(lang))
    .arg(
        Arg::new("dry-run")
            .long("dry-run")
            .action(ArgAction::SetTrue)
            .help(lang.pick(&["Show the change, write nothing", "只显示修改，不写文件"])),
    )
}

/// The text of the case and the rules to apply.
fn given(work: &mut Work<'_>) -> Option<(String, String, RuleSet)> {
    let path = work.value("CASE").unwrap_or_default();
    let set = RuleSet::parse(work.modules().first()?);
    match read(Path::new(&path), CASE_LIMIT) {
        Ok(text) => Some((path, text, set)),
        Err(fault) => {
            work.fault(fault);
            None
        }
    }
}

/// `missing`
pub(super) fn missing(mut work: Work<'_>) -> Exit {
    let Some((path, text, set)) = given(&mut work) else { return work.end(false) };
    let all = work.long(|work| work.session.asked(&set, &path, &text));
    unsettled(&mut work, &all);
    match work.json {
        true => work.print(&render::missing_json(&all)),
        false => {
            for a in &all {
                work.print(&render::missing(&a.verdict, &a.questions, &work.session.sources, work.lang));
            }
        }
    }
    work.end(false)
}

/// Where it depends on a date which rules apply, one must be named.
fn unsettled(work: &mut Work<'_>, all: &[Asked]) {
    if all.iter().any(|a| !a.settled) {
        let says = work.lang.pick(&[
            "which rules apply depends on a date that is not known: name a module with -m",
            "适用何种规则取决于不明的日期：请用 -m 指定模块",
        ]);
        work.misused(says);
    }
}

/// `ask`
pub(super) fn ask(mut work: Work<'_>) -> Exit {
    let Some((path, before, set)) = given(&mut work) else { return work.end(false) };
    if !has_ending(Path::new(&path), &["case"]) {
        work.misused(work.lang.pick(&["answers are written into .case files only", "只能写入 .case 文件"]));
        return work.end(false);
    }
    let mut lines = std::io::stdin().lock().lines().map_while(Result::ok);
    let mut passed: Vec<String> = Vec::new();
    let mut text = before.clone();
    loop {
        let mut all = work.long(|work| work.session.asked(&set, &path, &text));
        unsettled(&mut work, &all);
        if all.len() > 1 {
            work.misused(work.lang.pick(&["the file has several cases", "文件中有多件案件"]));
        }
        let Some(asked) = all.pop().filter(|_| !work.session.sink.has_errors()) else {
            return work.end(false);
        };
        let count = asked.questions.len();
        work.print(&render::standing(&asked.verdict, count, &work.session.sources, work.lang));
        let next = asked.questions.iter().find(|q| !passed.contains(&q.fact.en));
        let Some(question) = next else {
            work.print(&render::unasked(&asked.verdict, &asked.questions, work.lang));
            break;
        };
        work.print(&render::question(question, work.lang));
        match reply(&mut work, &asked, question, &mut lines) {
            None => break,
            Some(None) => passed.push(question.fact.en.clone()),
            Some(Some(reply)) => match asked.answered(&text, question, &reply) {
                Some(after) if after != text => {
                    text = after;
                    passed.push(question.fact.en.clone());
                }
                _ => {
                    let says = ["  there is no place for it in the file\n", "  文件中没有可写入之处\n"];
                    work.print(work.lang.pick(&says));
                    passed.push(question.fact.en.clone());
                }
            },
        }
    }
    show_change(&work, &before, &text);
    if text != before {
        let dry = work.is_set("dry-run");
        let written = match dry {
            true => Ok(()),
            false => write_over(Path::new(&path), format!("{}{text}", mark(&path)).as_bytes()),
        };
        match written {
            Ok(()) => {
                let shown = clean(&path);
                let says = match dry {
                    true => [
                        format!("{shown} stays as it is (--dry-run)\n"),
                        format!("{shown} 未改动（--dry-run）\n"),
                    ],
                    false => [format!("written to {shown}\n"), format!("已写入 {shown}\n")],
                };
                work.print(work.lang.pick(&says.each_ref().map(String::as_str)));
            }
            Err(fault) => work.fault(fault),
        }
    }
    work.end(false)
}

/// The byte order mark with which a file begins, if it does: it stays.
fn mark(path: &str) -> &'static str {
    let mut first = [0u8; 3];
    let read = File::open(path).and_then(|mut f| f.read_exact(&mut first));
    if read.is_ok() && first == "\u{feff}".as_bytes() { "\u{feff}" } else { "" }
}

/// The lines that are new or no longer there.
fn show_change(work: &Work<'_>, before: &str, after: &str) {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut out = String::from("\n");
    for line in old.iter().filter(|l| !new.contains(l)) {
        out.push_str(&format!("- {}\n", clean(line)));
    }
    for line in new.iter().filter(|l| !old.contains(l)) {
        out.push_str(&format!("+ {}\n", clean(line)));
    }
    if before == after {
        out.push_str(work.lang.pick(&["nothing changes\n", "没有修改\n"]));
    }
    work.print(&out);
}

/// An answer; the inner none is "not known", the outer one the end.
fn reply(
    work: &mut Work<'_>,
    asked: &Asked,
    question: &Question,
    lines: &mut impl Iterator<Item = String>,
) -> Option<Option<Reply>> {
    let (lang, sign) = (work.lang, work.sign());
    let mut next = || {
        if std::io::stdin().is_terminal() {
            super::print(sign);
        }
        lines.next()
    };
    loop {
        let line = next()?;
        let word = line.trim();
        // a full-width letter is that letter
        let plain: String = word.chars().map(|c| ordinary(c).unwrap_or(c)).collect();
        let plain = plain.to_lowercase();
        let truth = match plain.as_str() {
            "q" => return None,
            "u" | "unknown" | "不明" | "不知道" => return Some(None),
            "w" => {
                work.print(&render::reasons(&asked.verdict, question, &work.session.sources, lang));
                continue;
            }
            "y" | "yes" | "是" => Some(true),
            "n" | "no" | "否" => Some(false),
            _ => None,
        };
        let value = work.session.literal(word);
        let mut why = None;
        let reply = match (question.what, value) {
            (What::Value(_, Type::YesNo), _) => truth.map(Reply::Truth),
            (What::Finding(_), _) => match truth {
                None => None,
                Some(yes) => {
                    work.print(lang.pick(&["  the reason:\n", "  理由：\n"]));
                    let reason = next()?.replace(['"', '“', '”'], "'");
                    if reason.trim().is_empty() {
                        why = Some(["a finding needs its reason", "认定须写明理由"].map(str::to_owned));
                    }
                    (!reason.trim().is_empty()).then(|| Reply::Found(yes, reason.trim().to_owned()))
                }
            },
            (What::Value(_, Type::Number(unit)), Some(Literal::Number { value, unit: given })) => {
                let fits = match unit {
                    Unit::Yuan => value.is_multiple_of(100),
                    _ => value.is_integer(),
                };
                if let Some(other) = given.filter(|g| *g != unit) {
                    let ([own, own_zh], [en, zh]) = (unit.words(), other.words());
                    why = Some([
                        format!("it is counted in {own}, not in {en}"),
                        format!("以{own_zh}计，不以{zh}计"),
                    ]);
                } else if !fits {
                    why = Some(
                        [
                            "money has at most two decimals, what is counted none",
                            "金额至多两位小数，件数无小数",
                        ]
                        .map(str::to_owned),
                    );
                }
                // the digits stay as they were typed, if a file may hold them so
                let own = Ratio::parse(word).map(|_| word.to_owned());
                why.is_none().then(|| Reply::Number(own.unwrap_or_else(|| value.decimal())))
            }
            (What::Value(_, Type::Date), Some(Literal::Date(day))) => Some(Reply::Day(day.to_string())),
            (What::Value(_, Type::Member(_)), value) => {
                let by_name = question.members.iter().position(|m| m.is(word));
                let number = match value {
                    Some(Literal::Number { value, unit: None }) => value.as_i64(),
                    _ => None,
                };
                let number = number.and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
                by_name.or(number.filter(|n| *n < question.members.len())).map(Reply::Member)
            }
            (What::Value(..), _) => None,
        };
        if let Some(reply) = reply {
            return Some(Some(reply));
        }
        let shown = clean(word);
        let takes = render::takes(question, lang);
        let why = why.unwrap_or_else(|| {
            [format!("`{shown}` is no answer to this question"), format!("“{shown}”不是此问题的回答")]
        });
        work.print(&format!(
            "  {}{}{takes}\n",
            lang.pick(&why.each_ref().map(String::as_str)),
            lang.pick(&[": ", "："])
        ));
    }
}
