//! `batch`: rule sets over a table, a part at a time; what is done stays done.

use super::args::{operand, sub, with};
use super::exit::Exit;
use super::progress::Bar;
use super::project::cannot_write;
use super::results::{Kind, Results};
use super::rows::{Input, bad_cell, engine, input, join, open_rows};
use super::run::Work;
use super::warn;
use crate::batch::{Engine, Form, Tally, Wording};
use crate::diag::{Diagnostic, Lang, fill, half};
use crate::ir::program::Program;
use crate::ir::schema::Names;
use crate::render::{PartSum, RunNote, batch_head, batch_text, csv_cell, csv_line, manifest};
use crate::session::RuleSet;
use crate::sheet::{Chunk, Places, Rows, Wanted};
use crate::syntax::ast::{Item, ItemKind};
use crate::syntax::print::{AsWritten, Printer};
use crate::text::sha256;
use clap::{Arg, ArgAction, Command, value_parser};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};

/// Rows a part, unless another number is asked for.
const PART: &str = "25000";
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
    .args(join(lang))
    .arg(Arg::new("out").long("out").value_name("DIR").help(lang.pick(&[
        "A folder for the results; run again, the command goes on where it ended (- for one table on stdout; \
         without it only the matrix is told)",
        "结果目录；再次运行即从中断处继续（- 表示输出到标准输出；不写则只给出矩阵）",
    ])))
    .arg(
        Arg::new("results")
            .long("results")
            .value_name("csv|parquet")
            .value_parser(["csv", "parquet"])
            .default_value("csv")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help(lang.pick(&["The form of the results (default: csv)", "结果的格式（默认 csv）"])),
    )
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
            .help(lang.pick(&["Rows a part (default: 25000)", "每部分的行数（默认 25000）"])),
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

fn keep_going(lang: Lang) -> Arg {
    Arg::new("keep-going").long("keep-going").action(ArgAction::SetTrue).help(lang.pick(&[
        "Grade although cells cannot be read; they count as unknown",
        "有格不能读取仍继续；该格视为不明",
    ]))
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

/// Most rows that are at hand at once where rows are counted only.
const COUNTED: u32 = 1 << 13;

fn run(work: &mut Work<'_>) -> Option<()> {
    let lang = work.lang;
    let out = work.value("out");
    let (sets, table, engine) = engine(work, out.is_some())?;
    let told = told(&engine, work.session.names_of(&sets), lang);
    let by = work.value("by");
    let mut wanted = engine.wanted();
    wanted.columns.extend(by.clone());
    let file = work.value("in").unwrap_or_default();
    let (rows, inputs) = open_rows(work, &file, &wanted, engine.id())?;
    let part_rows = work.matches.get_one::<u32>("part").copied().unwrap_or(1);
    let part_rows = if out.is_some() { part_rows } else { part_rows.min(COUNTED) };
    let threads = work.matches.get_one::<u16>("threads").map(|n| usize::from(*n));
    let threads = threads.unwrap_or_else(super::threads);
    let kind = if work.value("results").as_deref() == Some("parquet") { Kind::Parquet } else { Kind::Csv };
    let rules: String = engine.programs().map(|p| format!("{p:?}")).collect();
    let item = Item { span: table.name.name.span, kind: ItemKind::Table(table) };
    let note = RunNote {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        rules: sha256(rules.as_bytes()),
        modules: sets.iter().map(RuleSet::shown).collect(),
        table: sha256(Printer::new(Lang::En, &AsWritten).item(&item).as_bytes()),
        input: names_of(&file, &work.values("join")),
        part: u64::from(part_rows),
        by: by.clone(),
        lang: lang.pick(&["en", "zh"]).to_owned(),
        keep_going: work.is_set("keep-going"),
        results: kind.ending().to_owned(),
    };
    if kind == Kind::Parquet && !cfg!(feature = "batch") {
        let says = [
            "this build writes no Parquet: build with --features batch, or leave --results out",
            "此构建不能写出 Parquet：请以 --features batch 构建，或者不写 --results",
        ];
        work.misused(lang.pick(&says));
        return None;
    }
    let to = match out.as_deref() {
        None => Ok(To::Nowhere),
        Some("-") => Ok(To::Stdout),
        Some(folder) => Results::open(Path::new(folder), &note).map(|results| To::Folder(results, kind)),
    };
    let to = match to {
        Ok(To::Stdout) if kind == Kind::Parquet => {
            let says = ["Parquet results need a folder: --out DIR", "Parquet 结果需要目录：--out 目录"];
            work.misused(lang.pick(&says));
            return None;
        }
        Ok(to) => to,
        Err(fault) => {
            work.fault(fault);
            return None;
        }
    };
    let form = match (&to, kind) {
        (To::Nowhere, _) => Form::Counted,
        (To::Stdout, _) | (To::Folder(..), Kind::Csv) => Form::Lines,
        (To::Folder(..), Kind::Parquet) => Form::Columns,
    };
    let by_column = by.as_ref().map(|_| wanted.columns.len() - 1);
    let wording =
        Wording { outcomes: &told.outcomes, grounds: &told.grounds, escape: &csv_cell, by: by_column, form };
    let (count, bar) = (rows.count(), Bar::of(work));
    let mut run = Run {
        engine: &engine,
        wording: &wording,
        threads,
        keep_going: note.keep_going,
        head: batch_head(&told.modules, by.as_deref(), lang),
        places: rows.places(),
        to,
        all: Tally::new(told.outcomes.len()),
        parts: Vec::new(),
        resumed: 0,
        bad: Vec::new(),
        bar,
    };
    let ended = std::thread::scope(|scope| {
        // the next part is read while this one is graded
        let (send, receive) = sync_channel::<Result<Chunk, Diagnostic>>(0);
        scope.spawn(move || {
            let mut rows = rows;
            loop {
                let read = read(&mut rows, &wanted, part_rows as usize);
                let last = !matches!(read, Ok(Some(_)));
                if let Some(read) = read.transpose()
                    && send.send(read).is_err()
                {
                    return;
                }
                if last {
                    return;
                }
            }
        });
        run.parts(receive, &inputs, count, lang)
    });
    run.bar = None;
    let ended = ended.and_then(|()| run.end(&inputs, &note, &told.scale));
    if run.resumed > 0 {
        const TAKEN: [&str; 2] =
            ["{0} parts were there already and are whole\n", "{0} 部分先前已完成，核对无误\n"];
        warn(&fill(lang.pick(&TAKEN), &[run.resumed.to_string()]));
    }
    let whole = run.bad.is_empty();
    if !whole {
        const NONE: [&str; 2] = [
            "{0} cells in all cannot be read; with --keep-going they count as unknown",
            "共有 {0} 格不能读取；写明 --keep-going 则视为不明",
        ];
        const LEFT: [&str; 2] = [
            "{0} cells in all cannot be read; no result is finished, {1} parts are kept for the next run",
            "共有 {0} 格不能读取；结果没有完成，{1} 部分留待下次运行",
        ];
        let says = lang.pick(if let To::Folder(..) = run.to { &LEFT } else { &NONE });
        warn(&format!("{}\n", fill(says, &[run.all.bad.to_string(), run.parts.len().to_string()])));
        run.bad.into_iter().for_each(|f| work.fault(f));
    }
    if let Err(fault) = ended {
        work.fault(fault);
        return None;
    }
    if !whole {
        return None;
    }
    let text = batch_text(&run.all, &told.modules, &told.scale, lang, work.width());
    match &run.to {
        To::Nowhere | To::Folder(..) => work.print(&text),
        To::Stdout => warn(&work.laid(&text)),
    }
    Some(())
}

/// Where results go.
enum To {
    /// nowhere: rows are counted only
    Nowhere,
    /// standard output, one table
    Stdout,
    /// a folder of parts
    Folder(Results, Kind),
}

fn read(rows: &mut Rows, wanted: &Wanted, part: usize) -> Result<Option<Chunk>, Diagnostic> {
    let mut chunk = Chunk::of(wanted);
    let some = rows.fill(&mut chunk, part)?;
    Ok(some.then_some(chunk))
}

/// How the files of a run are called.
fn names_of(file: &str, joined: &[String]) -> String {
    let name = |file: &str| {
        Path::new(file).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let joined = joined.iter().filter_map(|j| j.split_once('=')).map(|(l, f)| format!("{l}={}", name(f)));
    [name(file)].into_iter().chain(joined).collect::<Vec<_>>().join(" ")
}

/// A run over the parts of a table.
struct Run<'r> {
    engine: &'r Engine,
    wording: &'r Wording<'r>,
    threads: usize,
    keep_going: bool,
    head: Vec<String>,
    places: Places,
    to: To,
    all: Tally,
    parts: Vec<PartSum>,
    resumed: usize,
    /// The first cells that cannot be read.
    bad: Vec<Diagnostic>,
    bar: Option<Bar>,
}

impl Run<'_> {
    /// Grades the parts as they come. After a cell that cannot be read no part is kept, but all that follow are checked.
    fn parts(
        &mut self,
        parts: Receiver<Result<Chunk, Diagnostic>>,
        inputs: &[Input],
        count: Option<u64>,
        lang: Lang,
    ) -> Result<(), Diagnostic> {
        if let To::Stdout = self.to {
            stdout(&csv_line(&self.head))?;
        }
        let mut rows = 0u64;
        for (number, part) in parts.into_iter().enumerate() {
            let chunk = part?;
            rows += chunk.rows() as u64;
            self.part(number, &chunk)?;
            let far = count.map(|all| (rows, all)).or_else(|| inputs.first().and_then(Input::read));
            if let Some(bar) = &mut self.bar {
                bar.rows(rows, far, lang);
            }
        }
        Ok(())
    }

    fn part(&mut self, number: usize, chunk: &Chunk) -> Result<(), Diagnostic> {
        let print = match &self.to {
            To::Folder(results, kind) => {
                let print = sha256(&chunk.bytes());
                if let Some((name, note)) = results.finished(number, &print, *kind)? {
                    self.resumed += 1;
                    self.all.add(&Tally::from(&note.tally));
                    self.parts.push(note.sum(name));
                    return Ok(());
                }
                print
            }
            To::Nowhere | To::Stdout => String::new(),
        };
        let part = self.engine.part(chunk, self.wording, self.threads);
        self.all.add(&part.tally);
        if !part.bad.is_empty() && !self.keep_going {
            let room = TOLD.saturating_sub(self.bad.len());
            for (row, bad) in part.bad.iter().take(room) {
                let place = self.places.of(chunk, *row, bad.column, self.engine.inner(bad.column));
                self.bad.push(bad_cell(half(&place, Lang::En), bad));
            }
        }
        if !self.bad.is_empty() {
            return Ok(());
        }
        match &self.to {
            To::Nowhere => {}
            To::Stdout => stdout(&part.text)?,
            To::Folder(results, kind) => {
                let (name, note) = results.keep(number, print, &self.head, &part, *kind)?;
                self.parts.push(note.sum(name));
            }
        }
        Ok(())
    }

    /// Ends a run whose rows are all graded.
    fn end(&self, inputs: &[Input], note: &RunNote, scale: &[Names]) -> Result<(), Diagnostic> {
        if !self.bad.is_empty() {
            return Ok(());
        }
        if let Some(fault) = inputs.iter().find_map(Input::changed) {
            return Err(fault);
        }
        let To::Folder(results, kind) = &self.to else { return Ok(()) };
        if let Some(fault) = results.beyond(self.parts.len(), *kind) {
            return Err(fault);
        }
        results.write("manifest.json", manifest(note, scale, &self.parts, &self.all).as_bytes())
    }
}

/// Results on standard output; a reader that has gone away ends the run, a full disk too.
fn stdout(text: &str) -> Result<(), Diagnostic> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(cannot_write(Path::new("-"), &e)),
        Ok(()) | Err(_) => Ok(()),
    }
}
