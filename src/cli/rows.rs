//! The table of a command: the item that reads it, the rule sets over it, and the file of its rows.

use super::files::cannot_read;
use super::run::Work;
use crate::batch::Engine;
use crate::diag::{Code, Diagnostic, Lang, nearest};
use crate::session::RuleSet;
use crate::sheet::{Form, How, Rows, Source, Wanted};
use crate::syntax::ast::Table;
use clap::{Arg, ArgAction, value_parser};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The options that name a table and how it is read.
pub(super) fn input(lang: Lang) -> [Arg; 5] {
    [
        Arg::new("in").long("in").value_name("FILE").required(true).help(lang.pick(&[
            "The table: .csv, .xlsx, .jsonl, .parquet or .arrow; - for what comes through a pipe",
            "表格文件：.csv、.xlsx、.jsonl、.parquet 或者 .arrow；- 表示来自管道",
        ])),
        table(lang),
        form(lang),
        sheet(lang),
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
        .value_name("csv|xlsx|jsonl|parquet|arrow")
        .value_parser(["csv", "xlsx", "jsonl", "parquet", "arrow"])
        .hide_possible_values(true)
        .help(lang.pick(&["The form of the file, if its name does not tell", "文件格式（名称不能表明时）"]))
}

pub(super) fn sheet(lang: Lang) -> Arg {
    Arg::new("sheet")
        .long("sheet")
        .value_name("NAME")
        .help(lang.pick(&["The sheet of a workbook (default: the first)", "工作簿中的工作表（默认第一张）"]))
}

pub(super) fn encoding(lang: Lang) -> Arg {
    Arg::new("encoding")
        .long("encoding")
        .value_name("utf-8|gb18030")
        .value_parser(["utf-8", "gb18030"])
        .hide_possible_values(true)
        .help(lang.pick(&["The encoding of the file (default: utf-8)", "文件编码（默认 utf-8）"]))
}

/// The table item that was asked for; a file of rules is read first.
pub(super) fn table_item(work: &mut Work<'_>) -> Option<Table> {
    let asked = work.value("table").unwrap_or_default();
    let name = work.named(&asked)?;
    work.session.table(&name)
}

/// The rule sets of a command over its table, with the engine that grades rows; with `grounds`, also which grounds hold.
pub(super) fn engine(work: &mut Work<'_>, grounds: bool) -> Option<(Vec<RuleSet>, Table, Engine)> {
    let asked = work.values("MODULE");
    let sets: Option<Vec<RuleSet>> = asked.iter().map(|m| work.rule_set(m)).collect();
    let sets = sets?;
    let table = table_item(work)?;
    let engine = work.session.engine(&table, &sets, grounds)?;
    Some((sets, table, engine))
}

/// The file of rows: what it was when it was opened, and how much of it was read.
#[derive(Debug, Clone, Default)]
pub(super) struct Input {
    path: Option<PathBuf>,
    /// How long it was, and when it was changed last.
    was: Option<(u64, std::time::SystemTime)>,
    read: Arc<AtomicU64>,
}

impl Input {
    fn of(path: &Path, file: &File) -> Input {
        Input { path: Some(path.to_path_buf()), was: stamp(file), read: Arc::default() }
    }
    /// How many bytes of how many were read; nothing of a pipe.
    pub(super) fn read(&self) -> Option<(u64, u64)> {
        self.was.map(|(all, _)| (self.read.load(Ordering::Relaxed), all))
    }
    /// A fault if the file is no longer there, or no longer what it was.
    pub(super) fn changed(&self) -> Option<Diagnostic> {
        let path = self.path.as_ref()?;
        match File::open(path) {
            Err(e) => Some(cannot_read(path, &e)),
            Ok(file) if stamp(&file) == self.was => None,
            Ok(_) => {
                let says = "it was changed while it was read | 读取期间已被改动";
                Some(Diagnostic::without_place(Code::CannotRead, &[&path.to_string_lossy(), says]))
            }
        }
    }
}

fn stamp(file: &File) -> Option<(u64, std::time::SystemTime)> {
    let known = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    Some((known.len(), known.modified().ok()?))
}

/// A file whose bytes are counted as they are read.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let n = self.file.read(out)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.file.seek(to)
    }
}

/// A list of rows that come from a file of their own.
pub(super) fn join(lang: Lang) -> [Arg; 3] {
    [
        Arg::new("join").long("join").value_name("LIST=FILE").action(ArgAction::Append).help(lang.pick(&[
            "The items of a list of the table item come from a file, a row an item",
            "表格条目中某一列表的各项来自另一文件，每行一项",
        ])),
        Arg::new("key").long("key").value_name("COLUMN").help(lang.pick(&[
            "The column of such a file that names the case (default: as in the table item)",
            "该文件中写明案件的列（默认与表格条目相同）",
        ])),
        Arg::new("join-memory")
            .long("join-memory")
            .value_name("MIB")
            .value_parser(value_parser!(u16))
            .default_value("256")
            .hide_default_value(true)
            .help(lang.pick(&[
                "Such a file is kept in memory up to this size (default: 256); beyond it both files must be in the order of \
                 the cases",
                "该文件不超过此大小时读入内存（默认 256）；超过则两个文件均须按案件依次排列",
            ])),
    ]
}

/// A list whose items stand elsewhere.
pub(super) struct Joined {
    /// Which of the lists of a row.
    pub list: usize,
    /// The file or table of its items.
    pub from: String,
    /// The columns of an item.
    columns: Vec<String>,
    /// Their column that names the case.
    pub key: String,
    /// The column of the first file that does.
    case: usize,
}

/// The lists that `--join` speaks of.
pub(super) fn joined(work: &mut Work<'_>, wanted: &Wanted, case: Option<usize>) -> Option<Vec<Joined>> {
    let mut out = Vec::new();
    for asked in work.values("join") {
        let (list, from) = asked.split_once('=').unwrap_or((&asked, ""));
        let Some(at) = wanted.lists.iter().position(|l| l.0 == list) else {
            let known = wanted.lists.iter().map(|l| l.0.as_str());
            let near = nearest(list, known).unwrap_or_else(|| "-".to_owned());
            work.fault(Diagnostic::without_place(Code::NoColumn, &[list, &near]));
            return None;
        };
        let Some((case, key)) = case.and_then(|c| Some((c, wanted.columns.get(c)?.clone()))) else {
            let says = [
                "a joined file needs a table item that names the case: `case column \"id\"`",
                "合并文件须由表格条目写明案件：案件 列 “编号”",
            ];
            work.misused(work.lang.pick(&says));
            return None;
        };
        let columns = wanted.lists.get(at).map(|l| l.1.clone()).unwrap_or_default();
        let key = work.value("key").unwrap_or(key);
        out.push(Joined { list: at, from: from.to_owned(), columns, key, case });
    }
    Some(out)
}

/// Opens the files of rows with what is wanted of them; rows of a second file belong to the case that a column names.
pub(super) fn open_rows(
    work: &mut Work<'_>,
    file: &str,
    wanted: &Wanted,
    case: Option<usize>,
) -> Option<(Rows, Vec<Input>)> {
    let joined = joined(work, wanted, case)?;
    let wanted = Wanted { apart: joined.iter().map(|j| j.list).collect(), ..wanted.clone() };
    let kept =
        work.matches.try_get_one::<u16>("join-memory").ok().flatten().map_or(0, |n| usize::from(*n) << 20);
    let (mut rows, input) = open_file(work, file, wanted)?;
    let mut inputs = vec![input];
    for Joined { list, from, mut columns, key, case } in joined {
        columns.push(key);
        let (items, input) = open_file(work, &from, Wanted { columns, ..Wanted::default() })?;
        inputs.push(input);
        if let Err(fault) = rows.join(list, items, case, kept) {
            work.fault(fault);
            return None;
        }
    }
    Some((rows, inputs))
}

fn open_file(work: &mut Work<'_>, file: &str, wanted: Wanted) -> Option<(Rows, Input)> {
    let form = match work.value("form").as_deref().filter(|_| Form::of(file).is_none()) {
        None => Form::of(file),
        // an option is called as the ending of a name is
        Some(form) => Form::of(&format!(".{form}")),
    };
    let Some(form) = form else {
        let says = match work.lang {
            Lang::En => {
                format!("`{file}` does not tell its form: say --form csv, xlsx, jsonl, parquet or arrow")
            }
            Lang::Zh => {
                format!("`{file}` 的名称不能表明格式：请写 --form csv、xlsx、jsonl、parquet 或者 arrow")
            }
        };
        work.misused(&says);
        return None;
    };
    let (source, input) = match file {
        "-" => (Source::Pipe(Box::new(std::io::stdin())), Input::default()),
        _ => match File::open(file) {
            Ok(opened) => {
                let input = Input::of(Path::new(file), &opened);
                let counted = Counted { file: opened, read: input.read.clone() };
                // what is no plain file may not be read from any place
                let source = match input.was {
                    Some(_) => Source::File(Box::new(counted)),
                    None => Source::Pipe(Box::new(counted)),
                };
                (source, input)
            }
            Err(e) => {
                work.fault(cannot_read(Path::new(file), &e));
                return None;
            }
        },
    };
    let sheet = work.value("sheet");
    let gb18030 = work.value("encoding").as_deref() == Some("gb18030");
    match Rows::open(file, form, source, How { gb18030, sheet: sheet.as_deref() }, wanted) {
        Ok(rows) => Some((rows, input)),
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
