//! `doc`: a set of modules as a site of plain files, for reading and citing.

use super::args::{operand, sub};
use super::exit::Exit;
use super::files::{CASE_LIMIT, list, read};
use super::project::{exists, grouped, line, make_folder, write_over};
use super::run::Work;
use crate::diag::{Lang, clean};
use crate::project;
use crate::render;
use crate::stdlib::PUBLISHED;
use clap::{Arg, ArgAction, Command};
use std::collections::BTreeMap;
use std::path::Path;

/// The list of a site's files, by which it is told from any other folder.
const LIST: &str = "gravamen-doc.txt";

/// The command line of `doc`.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "doc",
        [
            "Write modules as a site to read and cite, in both languages, that needs no server",
            "将模块写成可供阅读与引用的网页，中英双语，无需服务器",
        ],
        [
            "Example: gravamen doc --cases cases/ -o site    (then open site/index.html)",
            "例：gravamen doc --cases 案件/ -o 网页    （然后打开 网页/index.html）",
        ],
    )
    .arg(
        operand(
            lang,
            "MODULE",
            [
                "Modules or files, with all that they are built on (default: every module)",
                "模块或者文件，连同其所依据者（默认全部模块）",
            ],
        )
        .num_args(0..),
    )
    .arg(Arg::new("cases").long("cases").value_name("PATH").action(ArgAction::Append).help(lang.pick(&[
        "Case files or folders to show beside the published ones; may be repeated",
        "与已公布案件一并列出的案件文件或者目录，可多次使用",
    ])))
    .arg(
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("DIR")
            .required(true)
            .help(lang.pick(&["The folder to write", "所写目录"])),
    )
}

/// `doc`
pub(super) fn doc(mut work: Work<'_>) -> Exit {
    let output = work.value("output").unwrap_or_default();
    let folder = Path::new(&output);
    let Some(before) = earlier(folder) else {
        work.fault(exists(folder));
        return work.end(false);
    };
    let mut wanted = work.values("MODULE");
    if wanted.is_empty() {
        wanted = work.session.module_names();
    }
    let wanted: Vec<String> = wanted.iter().filter_map(|module| work.named(module)).collect();
    let mut texts = vec![("examples/published.json".to_owned(), PUBLISHED.to_owned())];
    let paths = work.values("cases");
    texts.extend(super::diff::texts(&mut work, &paths));
    let set = work.long(|work| work.session.documented(&wanted, &texts));
    if work.session.sink.has_errors() {
        return work.end(false);
    }
    let mut files = match render::site(&set) {
        Ok(files) => files,
        Err(fault) => {
            work.misused(&fault);
            work.end(false);
            return Exit::Internal;
        }
    };
    let mut names: Vec<&str> = files.keys().map(String::as_str).collect();
    names.push(LIST);
    let listed = names.join("\n") + "\n";
    files.insert(LIST.to_owned(), listed);
    // pages of an earlier site that no longer belong to it
    for gone in before.iter().filter(|path| !files.contains_key(*path)) {
        let _ = std::fs::remove_file(folder.join(gone));
    }
    if let Err(fault) = written(folder, &files) {
        work.fault(fault);
        return work.end(false);
    }
    let (pages, bytes) = (files.len(), files.values().map(String::len).sum::<usize>());
    let (kib, output) = (grouped(bytes.div_ceil(1024)), clean(&output));
    let (modules, cases) = (set.modules.len(), set.cases.len());
    let en = format!("{output}/index.html: {modules} modules, {cases} cases; {pages} files, {kib} KiB");
    let zh = format!("{output}/index.html：{modules} 个模块，{cases} 件案件；{pages} 个文件，{kib} KiB");
    work.print(&line(work.lang, en, zh));
    work.end(false)
}

/// What an earlier site in that folder holds; none if the folder holds anything else.
fn earlier(folder: &Path) -> Option<Vec<String>> {
    match std::fs::symlink_metadata(folder) {
        Err(_) => return Some(Vec::new()),
        Ok(there) if !there.is_dir() => return None,
        Ok(_) => {}
    }
    if list(folder).ok()?.is_empty() {
        return Some(Vec::new());
    }
    let listed = read(&folder.join(LIST), CASE_LIMIT).ok()?;
    Some(listed.lines().filter(|path| project::path(path).is_ok()).map(str::to_owned).collect())
}

fn written(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), crate::diag::Diagnostic> {
    for (name, text) in files {
        let path = folder.join(name);
        make_folder(path.parent().unwrap_or(folder))?;
        write_over(&path, text.as_bytes())?;
    }
    Ok(())
}
