//! `verify`: runs the command of a report again and says what came out otherwise.

use super::args::{operand, sub};
use super::exit::Exit;
use super::files::read;
use super::report::{made, parse};
use super::run::{Work, open};
use crate::diag::{Lang, clean, half};
use crate::render::{Reproduction, reproduction};
use clap::Command;
use std::collections::BTreeMap;
use std::path::Path;

/// A page may be so large.
const PAGE_LIMIT: u64 = 256 << 20;
/// What changes how a command is shown, and nothing of its answer.
const SHOWN_BY: [&str; 2] = ["plain", "no-progress"];
/// So many differences are printed.
const SHOWN: usize = 20;

/// The command line of `verify`.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "verify",
        [
            "Run the command of a report again and compare every outcome",
            "重新运行报告中的命令，并逐一核对结论",
        ],
        [
            "Example: gravamen verify report.html (in a folder with the same files)",
            "例：gravamen verify 报告.html（在存有相同文件的目录中）",
        ],
    )
    .arg(operand(lang, "REPORT", ["A page written by `report`", "由 report 写出的页面"]).required(true))
}

/// `verify`
pub(super) fn verify(mut work: Work<'_>) -> Exit {
    let path = work.value("REPORT").unwrap_or_default();
    let page = match read(Path::new(&path), PAGE_LIMIT) {
        Ok(page) => page,
        Err(fault) => {
            work.fault(fault);
            return work.end(false);
        }
    };
    // how it was shown then is not how it is to be shown now
    let as_now = |command: &[String]| -> Vec<String> {
        let words = command.iter().filter(|w| !SHOWN_BY.iter().any(|s| w[..] == format!("--{s}"))).cloned();
        words.chain(SHOWN_BY.iter().filter(|s| work.is_set(s)).map(|s| format!("--{s}"))).collect()
    };
    let found = reproduction(&page).and_then(|r| parse(&as_now(&r.command), work.lang).map(|m| (r, m)));
    let Some((old, matches)) = found else {
        let says = "there is no block of reproduction in this page: it was not written by `gravamen report`, or was changed | 此页没有复现信息：并非由 gravamen report 写出，或者已被改动";
        work.misused(half(says, work.lang));
        return work.end(false);
    };
    let mut again = open("report", &matches, work.lang);
    let Some(report) = made(&mut again) else { return again.end(false) };
    let new = Reproduction::of(&report, &old.command);
    let lines = differences(&old, &new, work.lang);
    let (was, is) = (outcomes(&old), outcomes(&new));
    let agree = was.iter().filter(|(key, outcome)| is.get(key) == Some(outcome)).count();
    let (all, differ) = (was.len(), was.len().max(is.len()) - agree);
    work.print(&match work.lang {
        Lang::En if differ == 1 => format!("reproduced: {agree}/{all} verdicts, 1 difference\n"),
        Lang::En => format!("reproduced: {agree}/{all} verdicts, {differ} differences\n"),
        Lang::Zh => format!("复现：{agree}/{all} 个结论，{differ} 处不同\n"),
    });
    for line in lines.iter().take(SHOWN) {
        work.print(&format!("  {}\n", clean(line)));
    }
    if lines.len() > SHOWN {
        let rest = (lines.len() - SHOWN).to_string();
        work.print(&match work.lang {
            Lang::En => format!("  and {rest} more\n"),
            Lang::Zh => format!("  另有 {rest} 处\n"),
        });
    }
    again.end(differ > 0 || old.modules != new.modules || old.case_files != new.case_files)
}

/// An outcome by case, by its turn among cases of that name, and by rule set.
type Outcomes<'a> = BTreeMap<(&'a str, usize, usize), &'a [String; 2]>;

fn outcomes(of: &Reproduction) -> Outcomes<'_> {
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = BTreeMap::new();
    for (case, outcomes) in &of.verdicts {
        let turn = turns.entry(case).or_default();
        out.extend(outcomes.iter().enumerate().map(|(set, o)| ((case.as_str(), *turn, set), o)));
        *turn += 1;
    }
    out
}

/// What differs, a line each.
fn differences(old: &Reproduction, new: &Reproduction, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if old.gravamen != new.gravamen {
        lines.push(match lang {
            Lang::En => format!("version: the report was made by {}, this is {}", old.gravamen, new.gravamen),
            Lang::Zh => format!("版本：报告由 {} 生成，当前为 {}", old.gravamen, new.gravamen),
        });
    }
    for (was, is) in [(&old.modules, &new.modules), (&old.case_files, &new.case_files)] {
        for (name, hash) in was {
            match is.iter().find(|i| i.0 == *name) {
                Some((_, now)) if now == hash => {}
                Some(_) => lines.push(match lang {
                    Lang::En => format!("{name}: the text is not the same"),
                    Lang::Zh => format!("{name}：文本不同"),
                }),
                None => lines.push(match lang {
                    Lang::En => format!("{name}: not there any more"),
                    Lang::Zh => format!("{name}：已不存在"),
                }),
            }
        }
        for (name, _) in is.iter().filter(|i| !was.iter().any(|w| w.0 == i.0)) {
            lines.push(match lang {
                Lang::En => format!("{name}: was not there"),
                Lang::Zh => format!("{name}：原先没有"),
            });
        }
    }
    let now = outcomes(new);
    for ((case, turn, set), [a, b]) in outcomes(old) {
        let name = old.rule_sets.get(set).map(String::as_str).unwrap_or_default();
        match now.get(&(case, turn, set)) {
            Some([c, d]) if c == a && d == b => {}
            Some([c, d]) => lines.push(format!("{case}, {name}: {a} … {b} → {c} … {d}")),
            None => lines.push(format!("{case}, {name}: {a} … {b} → –")),
        }
    }
    lines
}
