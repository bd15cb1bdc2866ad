//! `cases`: a coding sheet for a vocabulary, and whether a table can be read.

use super::args::{module, operand, sub};
use super::exit::Exit;
use super::project::{exists, write_new};
use super::rows::{Input, bad_cell, encoding, form, join, open_rows, sheet, table, table_item};
use super::run::Work;
use super::warn;
use crate::case::Mapping;
use crate::diag::{Lang, clean};
use crate::render;
use crate::session::RuleSet;
use crate::sheet::{Chunk, Wanted};
use clap::{Arg, Command};
use std::path::{Path, PathBuf};

/// The command line of `cases`.
pub(super) fn command(lang: Lang) -> Command {
    let what = ["A module (template) or a table (check)", "模块（template）或者表格文件（check）"];
    sub(
        lang,
        "cases",
        ["Make a coding sheet, or check a table of cases", "制作编码表，或者核对案件表格"],
        [
            "Example: gravamen cases template current -o coding.xlsx\n         gravamen cases check coded.csv --table coding.grv",
            "例：gravamen cases template current -o 编码表.xlsx\n    gravamen cases check 编码.csv --table 编码表.grv",
        ],
    )
    .arg(
        operand(lang, "ACTION", ["template or check", "template 或者 check"])
            .required(true)
            .value_parser(["template", "check"])
            .hide_possible_values(true),
    )
    .arg(operand(lang, "WHAT", what).required(true))
    .arg(Arg::new("output").short('o').long("output").value_name("FILE").help(lang.pick(&[
        "Where the sheet goes: .xlsx, or .csv with its codebook; the table item that reads it goes beside it as .grv",
        "编码表的文件：.xlsx，或者 .csv 另附编码说明；读取它的表格条目写在同名 .grv 文件",
    ])))
    .arg(table(lang).required(false))
    .arg(module(lang))
    .arg(form(lang))
    .arg(sheet(lang))
    .args(join(lang))
    .arg(encoding(lang))
}

/// `cases`
pub(super) fn cases(mut work: Work<'_>) -> Exit {
    if work.value("ACTION").as_deref() == Some("template") {
        let failed = template(&mut work).is_none();
        return work.end(failed);
    }
    let bad = check(&mut work);
    match (work.end(bad.is_none()), bad) {
        (Exit::Done, Some(1..)) => Exit::Input,
        (exit, _) => exit,
    }
}

fn template(work: &mut Work<'_>) -> Option<()> {
    let asked = work.value("WHAT")?;
    let set = work.rule_set(&asked)?;
    let schema = work.session.vocabulary(&set)?;
    let coding = render::coding(&schema, work.lang);
    let Some(output) = work.value("output") else {
        work.hand_out(&coding.csv());
        return Some(());
    };
    let path = Path::new(&output);
    let book = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let module: String = book.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let word = |en: &'static str, zh: &'static str| work.lang.pick(&[en, zh]);
    let uses = work.session.vocabulary_modules(&set).join(word(", ", "、"));
    let name = if module.starts_with(|c: char| c.is_alphabetic()) { module } else { format!("t_{module}") };
    let item =
        format!("{} {name}\n  {}  {uses}\n\n{}", word("module", "模块"), word("uses", "援用"), coding.item);
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    if output.ends_with(".xlsx") {
        files.push((path.to_path_buf(), coding.xlsx(work.lang)));
    } else {
        let of = format!("{book}_{}.csv", word("codebook", "说明"));
        files.push((path.to_path_buf(), coding.csv().into_bytes()));
        files.push((path.with_file_name(of), coding.codebook().into_bytes()));
    }
    files.push((path.with_extension("grv"), item.into_bytes()));
    for (path, bytes) in files {
        let done = if path.exists() { Err(exists(&path)) } else { write_new(&path, &bytes) };
        match done {
            Ok(()) => work.print(&format!("{}\n", clean(&path.to_string_lossy()))),
            Err(fault) => {
                work.fault(fault);
                return None;
            }
        }
    }
    Some(())
}

/// Tells every cell that cannot be read, and how many there are.
fn check(work: &mut Work<'_>) -> Option<usize> {
    let file = work.value("WHAT")?;
    if work.value("table").is_none() {
        let says =
            work.lang.pick(&["say with --table how the file is read", "请以 --table 写明如何读取该文件"]);
        work.misused(says);
        return None;
    }
    let item = table_item(work)?;
    let set = match work.values("module").first() {
        Some(asked) => work.rule_set(asked)?,
        None => RuleSet::of(&work.session.module_of(&item)?),
    };
    let (mapping, program) = work.session.mapping(&item, &set)?;
    let lists = mapping.nests.iter().map(|n| (n.column.clone(), n.columns.clone())).collect();
    let wanted = Wanted { columns: mapping.columns.clone(), lists, apart: Vec::new() };
    let (mut rows, inputs) = open_rows(work, &file, &wanted, mapping.id)?;
    let (mut chunk, places, fixed) = (Chunk::of(&wanted), rows.places(), mapping.columns.len());
    let mut spread: (usize, Option<Mapping>) = (0, None);
    let (mut count, mut bad, mut empty) = (0usize, 0usize, 0usize);
    loop {
        match rows.fill(&mut chunk, 4096) {
            Ok(true) => {}
            Ok(false) => break,
            Err(fault) => {
                work.fault(fault);
                return None;
            }
        }
        count += chunk.rows();
        for row in 0..chunk.rows() {
            let many = chunk.most((row, row + 1), usize::MAX);
            if spread.1.is_none() || spread.0 != many {
                spread = (many, Some(mapping.flat(many)));
            }
            let Some(flat) = &spread.1 else { continue };
            let cells = chunk.flat((row, row + 1), fixed, many);
            let cells: Vec<_> = (0..flat.columns.len()).map(|c| cells.said(0, c)).collect();
            empty += cells.iter().take(fixed).filter(|c| c.trim().is_empty()).count();
            let cell = |c: usize| cells.get(c).map(|c| c.as_ref()).unwrap_or_default();
            for fault in flat.facts(&cell, &program.schema).err().unwrap_or_default() {
                let item = mapping.inner(fault.column).and_then(|(l, i, c)| Some((l, i, c?)));
                let told = bad_cell(&places.of(&chunk, row, fault.column, item), &fault);
                // each is told, however many there are, and none is kept
                warn(&work.told(&[told]));
                bad += 1;
            }
        }
    }
    if let Some(fault) = inputs.iter().find_map(Input::changed) {
        work.fault(fault);
        return None;
    }
    let columns = mapping.columns.len();
    work.print(&match work.lang {
        Lang::En => {
            format!("{count} rows × {columns} columns; {bad} cells cannot be read, {empty} are empty\n")
        }
        Lang::Zh => format!("{count} 行 × {columns} 列；{bad} 格不能读取，{empty} 格空白\n"),
    });
    Some(bad)
}
