//! `batch`: rule sets over a table, a part at a time; what is done stays done.

use super::args::{operand, sub, with};
use super::exit::Exit;
use super::files::cannot_read;
use super::results::Results;
use super::run::Work;
use super::{print, warn};
use crate::batch::{Engine, Part, Tally, Wording};
use crate::diag::{Code, Diagnostic, Lang, half};
use crate::ir::program::Program;
use crate::ir::schema::Names;
use crate::render::{RunNote, batch_head, batch_text, csv_cell, manifest};
use crate::session::RuleSet;
use crate::sheet::{Bytes, Chunk, Form, Rows};
use crate::syntax::ast::{Item, ItemKind, Table};
use crate::syntax::print::{AsWritten, Printer};
use crate::text::sha256;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::Path;
use std::sync::mpsc::sync_channel;

/// Rows a part, unless another number is asked for.
const PART: &str = "100000";
/// So many bad cells are told one by one.
const TOLD: usize = 20;

/// The command line of `batch`.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "batch",
        ["Grade every row of a table under one or two rule sets", "以一套或者两套规则适用表格的每一行"],
        [
            "Example: gravamen batch interpretation_2017 thesis --in cases.csv --table coding.grv --out results",
            "例：gravamen batch 现行解释 thesis --in 案件.csv --table 编码表.grv --out 结果",
        ],
    )
    .arg(
        operand(lang, "MODULE", ["Rule sets; the last is held against the first", "规则；最后一套与第一套比较"])
            .required(true)
            .num_args(1..=2),
    )
    .args(input(lang))
    .arg(Arg::new("out").long("out").value_name("DIR").required(true).help(lang.pick(&[
        "A folder for the results; run again, the command goes on where it ended (- for one table on stdout)",
        "结果目录；再次运行即从中断处继续（- 表示输出到标准输出）",
    ])))
    .arg(Arg::new("by").long("by").value_name("COLUMN").help(
        lang.pick(&["A matrix for each value of a column too", "另按某列的每个值分别列出矩阵"]),
    ))
    .arg(
        Arg::new("part")
            .long("part")
            .value_name("N")
            .value_parser(value_parser!(u32).range(1..=1_000_000))
            .hide_default_value(true)
            .default_value(PART)
            .help(lang.pick(&["Rows a part (default: 100000)", "每部分的行数（默认 100000）"])),
    )
    .arg(
        Arg::new("threads")
            .long("threads")
            .value_name("N")
            .value_parser(value_parser!(u16).range(1..=1024))
            .help(lang.pick(&["Threads (default: all)", "线程数（默认全部）"])),
    )
    .arg(with(lang))
    .arg(keep_going(lang))
}

/// The options that name a table and how it is read.
pub(super) fn input(lang: Lang) -> [Arg; 4] {
    [
        Arg::new("in").long("in").value_name("FILE").required(true).help(lang.pick(&[
            "The table: .csv or .jsonl, or - for what comes through a pipe",
            "表格文件：.csv 或者 .jsonl；- 表示来自管道",
        ])),
        table(lang),
        form(lang),
        encoding(lang),
    ]
}

pub(super) fn table(lang: Lang) -> Arg {
    Arg::new("table").long("table").value_name("NAME").required(true).help(lang.pick(&[
        "The table item that reads the file: its name, MODULE.NAME, or a .grv file with one",
        "读取文件的表格条目：名称、模块.名称，或者只含一个表格的 .grv 文件",
    ]))
}

pub(super) fn form(lang: Lang) -> Arg {
    Arg::new("form")
        .long("form")
        .value_name("csv|jsonl")
        .value_parser(["csv", "jsonl"])
        .hide_possible_values(true)
        .help(lang.pick(&["The form of the file, if its name does not tell", "文件格式（名称不能表明时）"]))
}

pub(super) fn encoding(lang: Lang) -> Arg {
    Arg::new("encoding")
        .long("encoding")
        .value_name("utf-8|gb18030")
        .value_parser(["utf-8", "gb18030"])
        .hide_possible_values(true)
        .help(lang.pick(&["The encoding of the file (default: utf-8)", "文件编码（默认 utf-8）"]))
}

fn keep_going(lang: Lang) -> Arg {
    Arg::new("keep-going").long("keep-going").action(ArgAction::SetTrue).help(lang.pick(&[
        "Grade although cells cannot be read; they count as unknown",
        "有格不能读取仍继续；该格视为不明",
    ]))
}

/// The table item that was asked for; a file of rules is read first.
pub(super) fn table_item(work: &mut Work<'_>) -> Option<Table> {
    let asked = work.value("table").unwrap_or_default();
    let name = work.named(&asked)?;
    work.session.table(&name)
}

/// Opens the file of rows with the wanted columns.
pub(super) fn open_rows(work: &mut Work<'_>, file: &str, wanted: &[String]) -> Option<Rows> {
    let form = match work.value("form").as_deref() {
        Some("jsonl") => Some(Form::JsonLines),
        Some(_) => Some(Form::Csv),
        None => Form::of(file),
    };
    let Some(form) = form else {
        let says = match work.lang {
            Lang::En => format!(
                "`{file}` does not tell its form: say --form csv or --form jsonl (of a workbook, save a sheet as CSV)"
            ),
            Lang::Zh => format!(
                "`{file}` 的名称不能表明格式：请写 --form csv 或者 --form jsonl（工作簿请将工作表另存为 CSV）"
            ),
        };
        work.misused(&says);
        return None;
    };
    let bytes: Bytes = match file {
        "-" => Box::new(std::io::stdin()),
        _ => match std::fs::File::open(file) {
            Ok(file) => Box::new(file),
            Err(e) => {
                work.fault(cannot_read(Path::new(file), &e));
                return None;
            }
        },
    };
    let gb18030 = work.value("encoding").as_deref() == Some("gb18030");
    match Rows::open(file, form, bytes, gb18030, wanted) {
        Ok(rows) => Some(rows),
        Err(faults) => {
            faults.into_iter().for_each(|f| work.fault(f));
            None
        }
    }
}

/// A bad cell in words.
pub(super) fn bad_cell(place: &str, bad: &crate::case::BadCell) -> Diagnostic {
    Diagnostic::without_place(Code::BadCell, &[place, &bad.text, &bad.takes, &bad.hint])
}

/// Everything that is told in words.
struct Told {
    modules: Vec<Names>,
    scale: Vec<Names>,
    outcomes: Vec<String>,
    grounds: Vec<Vec<(usize, String)>>,
}

fn told(engine: &Engine, modules: Vec<Names>, lang: Lang) -> Told {
    let word = |n: &Names| lang.pick(&[&n.en, &n.zh]).to_owned();
    let first = engine.programs().next();
    let scale: Vec<Names> =
        first.map(|p| (0..=p.schema.scale.len()).map(|g| p.schema.outcome(g)).collect()).unwrap_or_default();
    let grounds = |p: &Program| {
        let all = p.offences.iter().flat_map(|o| &o.grounds);
        all.map(|g| (g.grade, word(&g.provision))).collect()
    };
    let outcomes = scale.iter().map(word).collect();
    let grounds = engine.programs().map(|p| grounds(p)).collect();
    Told { modules, scale, outcomes, grounds }
}

/// `batch`
pub(super) fn batch(mut work: Work<'_>) -> Exit {
    let failed = run(&mut work).is_none();
    work.end(failed)
}

fn run(work: &mut Work<'_>) -> Option<()> {
    let lang = work.lang;
    let asked = work.values("MODULE");
    let sets: Option<Vec<RuleSet>> = asked.iter().map(|m| work.rule_set(m)).collect();
    let sets = sets?;
    let table = table_item(work)?;
    let engine = work.session.engine(&table, &sets, true)?;
    let told = told(&engine, work.session.names_of(&sets), lang);
    let by = work.value("by");
    let mut wanted = engine.columns().to_vec();
    wanted.extend(by.clone());
    let file = work.value("in").unwrap_or_default();
    let mut rows = open_rows(work, &file, &wanted)?;
    let part_rows = work.matches.get_one::<u32>("part").copied().unwrap_or(1);
    let threads = work.matches.get_one::<u16>("threads").map(|n| usize::from(*n));
    let threads = threads.or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let keep_going = work.is_set("keep-going");
    let out = work.value("out").unwrap_or_default();
    let head = batch_head(&told.modules, by.as_deref(), lang);
    let rules: String = engine.programs().map(|p| format!("{p:?}")).collect();
    let item = Item { span: table.name.name.span, kind: ItemKind::Table(table) };
    let run = RunNote {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        rules: sha256(rules.as_bytes()),
        modules: sets.iter().map(RuleSet::shown).collect(),
        table: sha256(Printer::new(Lang::En, &AsWritten).item(&item).as_bytes()),
        input: Path::new(&file).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
        part: u64::from(part_rows),
        by: by.clone(),
        lang: lang.pick(&["en", "zh"]).to_owned(),
        keep_going,
    };
    let results = match out.as_str() {
        "-" => None,
        _ => match Results::open(Path::new(&out), &run) {
            Ok(results) => Some(results),
            Err(fault) => {
                work.fault(fault);
                return None;
            }
        },
    };
    let by_column = by.as_ref().map(|_| wanted.len() - 1);
    let wording =
        Wording { outcomes: &told.outcomes, grounds: &told.grounds, escape: &csv_cell, by: by_column };
    let mut all = Tally::new(told.outcomes.len());
    let mut parts = Vec::new();
    let mut resumed = 0usize;
    let faults = std::thread::scope(|scope| {
        // the next part is read while this one is graded
        let (send, receive) = sync_channel::<Result<(Chunk, Vec<String>), Diagnostic>>(1);
        let width = wanted.len();
        scope.spawn(move || {
            loop {
                let mut chunk = Chunk::new(width);
                let message = match rows.fill(&mut chunk, part_rows as usize) {
                    Ok(false) => return,
                    Ok(true) => {
                        let places = (0..width).map(|c| rows.column_place(c)).collect();
                        Ok((chunk, places))
                    }
                    Err(fault) => Err(fault),
                };
                let last = message.is_err();
                if send.send(message).is_err() || last {
                    return;
                }
            }
        });
        if results.is_none() {
            print(&head);
        }
        let mut number = 0usize;
        for message in receive {
            let (chunk, places) = match message {
                Ok(message) => message,
                Err(fault) => return vec![fault],
            };
            let input = fingerprint(&chunk);
            let done = results.as_ref().map(|r| r.finished(number, &input)).transpose();
            let done = match done {
                Ok(done) => done.flatten(),
                Err(fault) => return vec![fault],
            };
            if let Some((name, note)) = done {
                resumed += 1;
                all.add(&Tally::from(&note.tally));
                parts.push((name, note));
                number += 1;
                continue;
            }
            let part: Part = engine.part(&chunk, &wording, threads);
            if !part.bad.is_empty() && !keep_going {
                return bad_cells(&part, &chunk, &places, &file);
            }
            all.add(&part.tally);
            match &results {
                None => print(&part.text),
                Some(results) => match results.keep(number, input, &head, &part) {
                    Ok(kept) => parts.push(kept),
                    Err(fault) => return vec![fault],
                },
            }
            number += 1;
        }
        let Some(results) = &results else { return Vec::new() };
        let text = manifest(&run, &told.scale, &parts, &all);
        let end = match results.beyond(number) {
            Some(fault) => Err(fault),
            None => results.write("manifest.json", text.as_bytes()),
        };
        end.err().into_iter().collect()
    });
    if resumed > 0 {
        const TAKEN: [&str; 2] =
            ["{} parts were there already and are whole\n", "{} 部分先前已完成，核对无误\n"];
        warn(&lang.pick(&TAKEN).replace("{}", &resumed.to_string()));
    }
    if !faults.is_empty() {
        faults.into_iter().for_each(|f| work.fault(f));
        return None;
    }
    let text = batch_text(&all, &told.modules, &told.scale, lang, work.width());
    if results.is_some() {
        work.print(&text)
    } else {
        warn(&text)
    }
    Some(())
}

fn fingerprint(chunk: &Chunk) -> String {
    let (text, ends) = chunk.bytes();
    let mut bytes = text.to_vec();
    bytes.extend(ends.flatten());
    sha256(&bytes)
}

fn bad_cells(part: &Part, chunk: &Chunk, places: &[String], file: &str) -> Vec<Diagnostic> {
    let place = |row: usize, column: usize| {
        let column = places.get(column).map(String::as_str).unwrap_or_default();
        format!("{file}:{}", half(&column.replace("{}", &chunk.line(row).to_string()), Lang::En))
    };
    let told = part.bad.iter().take(TOLD);
    told.map(|(row, bad)| bad_cell(&place(*row, bad.column), bad)).collect()
}
