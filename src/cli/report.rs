//! `report`: a comparison as one page for a paper, with its pictures as files.

use super::args::{operand, sub};
use super::diff::{parted, sets, texts, write};
use super::exit::Exit;
use super::run::Work;
use crate::diag::{Lang, clean, half};
use crate::render;
use crate::session::{Chart, Compared, Report, RuleSet, Wishes, facts_named};
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::path::Path;

/// The command line of `report`.
pub(super) fn command(lang: Lang) -> Command {
    let option = |name: &'static str, value: &'static str, says: [&'static str; 2]| {
        Arg::new(name).long(name).value_name(value).help(lang.pick(&says))
    };
    sub(
        lang,
        "report",
        [
            "Compare two rule sets on cases in one page of HTML, with pictures",
            "将两套规则在案件上的比较写成一页 HTML，附图",
        ],
        [
            "Example: gravamen report cn.pi.interpretation_2017 rules/mine.grv cases/ -o report.html",
            "例：gravamen report cn.pi.interpretation_2017 rules/改革甲.grv 案件/ -o 报告.html",
        ],
    )
    .arg(
        operand(
            lang,
            "WHAT",
            [
                "Two modules (\"BASE with THEORY\" too), then case files or folders",
                "两个模块（亦可“甲 采用 乙”），其后为案件文件或者目录",
            ],
        )
        .required(true)
        .num_args(1..),
    )
    .arg(
        option("cases", "PATH", ["A case file or folder; may be repeated", "案件文件或者目录，可多次使用"])
            .action(ArgAction::Append),
    )
    .arg(
        option(
            "output",
            "FILE",
            ["The page to write (default: report.html)", "所写页面（默认 report.html）"],
        )
        .short('o')
        .default_value("report.html")
        .hide_default_value(true),
    )
    .arg(option("question", "TEXT", ["The question that the page answers", "本页所回答的问题"]))
    .arg(option(
        "map",
        "FACT,FACT",
        [
            "The two facts of the map, as \"lots[0].count,illegal_gains\" (default: those that matter most)",
            "区域图的两项事实，如“各批信息[0].数量，违法所得”（默认影响最大者）",
        ],
    ))
    .arg(option(
        "facts",
        "FACT,…",
        [
            "A picture over all cases, cut by one to three facts (as `compare --facts`)",
            "就一切案件按一至三项事实绘制区域（同 compare --facts）",
        ],
    ))
    .arg(option(
        "case",
        "ID",
        ["The case of the map (default: one that changes)", "区域图所据案件（默认结论有变者）"],
    ))
    .arg(option(
        "figures",
        "DIR",
        ["Write each picture as SVG and its data as CSV there", "将各图写为 SVG、其数据写为 CSV，存入该目录"],
    ))
    .arg(Arg::new("no-redact").long("no-redact").action(ArgAction::SetTrue).help(lang.pick(&[
        "Leave numbers of eleven digits and more (identity cards, telephones) in names and notes",
        "保留名称与备注中十一位以上的号码（身份证、电话等），默认隐去",
    ])))
}

/// The report that a command line asks for; faults are in the session.
pub(super) fn made(work: &mut Work<'_>) -> Option<Report> {
    let (named, mut paths) = parted(&work.values("WHAT"));
    paths.extend(work.values("cases"));
    if named.len() != 2 || paths.is_empty() {
        let says = "name two modules and then the cases: `gravamen report A B cases/` | 请写明两个模块与案件：gravamen report 甲 乙 案件/";
        work.misused(half(says, work.lang));
        return None;
    }
    let axes = match work.value("map") {
        None => None,
        Some(text) => {
            let split = text.split_once([',', '，', '、']);
            let Some((x, y)) = split else {
                let says =
                    "`--map` takes two facts with a comma between them | --map 须写两项事实，中间用逗号";
                work.misused(half(says, work.lang));
                return None;
            };
            Some((x.trim().to_owned(), y.trim().to_owned()))
        }
    };
    let wishes = Wishes { question: work.value("question"), case: work.value("case"), axes };
    let cases = texts(work, &paths);
    let asked = Compared { sets: sets(work, &named), cases, ..Compared::default() };
    if asked.sets.len() < named.len() {
        return None;
    }
    let found = work.long(|work| work.session.diff(&asked))?;
    let sets: Option<Vec<_>> = asked.sets.iter().map(|s| work.session.resolved(s)).collect();
    let sets = sets?;
    let chart = match work.value("facts") {
        None => None,
        Some(facts) => Some(charted(work, &sets, &facts)?),
    };
    let mut report = work.long(|work| work.session.report(&sets, found, &asked.cases, &wishes));
    report.chart = chart;
    let hidden = if work.is_set("no-redact") { 0 } else { report.redact() };
    if hidden > 0 {
        super::warn(&work.lang.pick(&[
            "{} numbers that may tell who somebody is are hidden in the page; `--no-redact` keeps them\n",
            "页面中已隐去 {} 处可能识别个人的号码；--no-redact 可保留\n",
        ]).replace("{}", &hidden.to_string()));
    }
    if report.plan.is_none() && (wishes.axes.is_some() || wishes.case.is_some()) {
        let says = "no exact map over these two facts: both must be numbers of the case, and not multiplied with each other; `lots[0].count` names the count of the first lot | 就此两项事实没有精确的区域图：两者须为该案中的数，且不相乘；如“各批信息[0].数量”";
        work.misused(half(says, work.lang));
        return None;
    }
    Some(report)
}

/// The regions of two rule sets over all cases; what stopped them is told.
fn charted(work: &mut Work<'_>, sets: &[RuleSet], facts: &str) -> Option<Chart> {
    let [a, b] = sets else { return None };
    let Some(facts) = facts_named(facts) else {
        work.misused(half(super::compare::FACTS, work.lang));
        return None;
    };
    match work.long(|work| work.session.chart(a, b, None, &facts))? {
        Ok(chart) => Some(chart),
        Err(halted) => {
            let says = super::compare::halted(&halted, work.lang);
            work.misused(&says);
            None
        }
    }
}

/// `report`
pub(super) fn report(mut work: Work<'_>) -> Exit {
    let Some(report) = made(&mut work) else { return work.end(false) };
    let words: Vec<String> = std::env::args_os().skip(1).map(|w| w.to_string_lossy().into_owned()).collect();
    let command: Vec<String> = std::iter::once("gravamen".to_owned()).chain(words).collect();
    let page = match render::html(&report, &work.session.sources, work.lang, &command) {
        Ok(page) => page,
        Err(fault) => {
            work.misused(&fault);
            work.end(false);
            return Exit::Internal;
        }
    };
    let output = work.value("output").unwrap_or_default();
    let mut written = vec![(output.clone(), page)];
    if let Some(folder) = work.value("figures") {
        if let Err(e) = std::fs::create_dir_all(&folder) {
            let says = format!("cannot make `{folder}`: {e} | 不能建立 `{folder}`：{e}");
            work.misused(half(&says, work.lang));
            return work.end(false);
        }
        for figure in render::figures(&report, work.lang) {
            let path = |ending: &str| {
                Path::new(&folder).join(format!("{}.{ending}", figure.name)).to_string_lossy().into_owned()
            };
            written.push((path("svg"), figure.svg.clone()));
            written.push((path("csv"), figure.table.csv()));
        }
    }
    for (path, text) in written {
        if write(&mut work, &path, text.as_bytes()) {
            let says = size(text.len(), work.lang);
            super::warn(&format!("{}  {says}\n", clean(&path)));
        }
    }
    let verify = format!("gravamen verify {}\n", clean(&output));
    super::warn(&format!("{}{verify}", work.lang.pick(&["to run it again: ", "复现："])));
    work.end(false)
}

fn size(bytes: usize, lang: Lang) -> String {
    let kib = bytes.div_ceil(1024);
    match lang {
        Lang::En => format!("wrote {kib} KiB"),
        Lang::Zh => format!("已写入 {kib} KiB"),
    }
}

/// The matches of a `report` command, word by word; none if it is another command.
pub(super) fn parse(words: &[String], lang: Lang) -> Option<ArgMatches> {
    let matches = super::args::command(lang).try_get_matches_from(words).ok()?;
    let (name, inner) = matches.subcommand()?;
    (name == "report").then(|| inner.clone())
}
