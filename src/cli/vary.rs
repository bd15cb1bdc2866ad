//! `vary`: which change of one fact, or of the fewest facts together, changes the outcome of a case.

use super::args::{format, module, operand, sub};
use super::compare::unsound;
use super::exit::Exit;
use super::files::{CASE_LIMIT, read};
use super::run::Work;
use crate::diag::Lang;
use crate::prove::Unsound;
use crate::render;
use crate::session::RuleSet;
use clap::{Arg, Command, value_parser};
use std::path::Path;

/// The command line of `vary`.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "vary",
        ["Say which least change of facts changes the outcome", "指出事实最少改变多少即改变结论"],
        ["Example: gravamen vary my.case illegal_gains", "例：gravamen vary 甲案.case 违法所得"],
    )
    .arg(operand(lang, "CASE", ["A case file", "案件文件"]).required(true))
    .arg(operand(
        lang,
        "FACT",
        [
            "A fact, or a field as lots[0].count (default: every fact that matters alone)",
            "事实，或者字段，如 各批信息[0].数量（默认：单独即有影响的每项事实）",
        ],
    ))
    .arg(Arg::new("together").long("together").value_name("N").value_parser(value_parser!(u8)).help(
        lang.pick(&[
            "List at most N smallest sets of facts that change the outcome together (without FACT: 4)",
            "至多列出 N 组须一并改变的最少事实（未指定事实时为 4）",
        ]),
    ))
    .arg(module(lang))
    .arg(format(lang))
}

/// `vary`
pub(super) fn vary(mut work: Work<'_>) -> Exit {
    let path = work.value("CASE").unwrap_or_default();
    let text = match read(Path::new(&path), CASE_LIMIT) {
        Ok(text) => text,
        Err(fault) => {
            work.fault(fault);
            return work.end(false);
        }
    };
    let fact = work.value("FACT");
    let asked = work.matches.get_one::<u8>("together").map(|n| usize::from(*n));
    let most = asked.or(if fact.is_none() { Some(4) } else { None }).filter(|n| *n > 0);
    let mut all = Vec::new();
    let found = work.long(|work| {
        for set in work.modules() {
            all.extend(work.session.vary(&RuleSet::parse(&set), &path, &text, fact.as_deref(), most)?);
        }
        Ok::<(), Unsound>(())
    });
    if let Err(fault) = found {
        return unsound(&work, &fault.asked);
    }
    if !all.is_empty() {
        work.print(&match work.json {
            true => render::varied_json(&all),
            false => render::varied(&all, &work.session.sources, work.lang),
        });
    }
    work.end(false)
}
