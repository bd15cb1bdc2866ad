//! `amend`: the skeleton of a module that amends another.

use super::args::{operand, sub};
use super::exit::Exit;
use super::project::{exists, line, make_folder, within, write_new};
use super::run::Work;
use crate::diag::{Code, Diagnostic, Lang};
use crate::project::{Skeleton, is_module};
use clap::{Arg, Command};
use std::path::PathBuf;

/// Its options.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "amend",
        ["Begin a module that amends another", "起草修正另一模块的模块"],
        [
            "Example: gravamen amend cn.pi.interpretation_2017 --as my.second",
            "例：gravamen amend 现行解释 --as 改革甲.第二稿",
        ],
    )
    .arg(operand(lang, "MODULE", ["The module to amend", "被修正的模块"]).required(true))
    .arg(
        Arg::new("as")
            .long("as")
            .value_name("NAME")
            .required(true)
            .help(lang.pick(&["The name of the new module", "新模块的名称"])),
    )
}

/// `amend`
pub(super) fn run(mut work: Work<'_>) -> Exit {
    let base = work.value("MODULE").unwrap_or_default();
    let name = work.value("as").unwrap_or_default();
    if let Some(text) = skeleton(&mut work, &base, &name) {
        match put(&work, &name, &text) {
            Ok(path) => {
                let path = path.to_string_lossy().into_owned();
                work.print(&line(
                    work.lang,
                    format!("wrote {path}: take the `#` from an edit, change it, then gravamen check {name}"),
                    format!("已写 {path}：去掉一处修改前的 #，加以改动，再 gravamen check {name}"),
                ));
            }
            Err(fault) => work.fault(fault),
        }
    }
    work.end(false)
}

fn skeleton(work: &mut Work<'_>, base: &str, name: &str) -> Option<String> {
    if !is_module(name) {
        let why = "a module's name has letters, figures, `_` and Han characters, and dots between | 模块名由字母、数字、_ 与汉字组成，以点分隔";
        work.fault(Diagnostic::without_place(Code::UnsafeName, &[name, why]));
        return None;
    }
    if let Some(full) = work.session.names_taken().get(name).cloned() {
        let owner = format!("`{full}` | “{full}”");
        work.fault(Diagnostic::without_place(Code::HidesModule, &[name, &owner]));
        return None;
    }
    let parts = work.session.parts(base)?;
    let titles = work.project.as_ref().map(|p| p.manifest.sources.clone()).unwrap_or_default();
    let skeleton = Skeleton { name, parts: &parts, titles: &titles, lang: work.lang };
    Some(skeleton.text())
}

/// Writes it where modules are looked for, else in the working folder.
fn put(work: &Work<'_>, name: &str, text: &str) -> Result<PathBuf, Diagnostic> {
    let path = match (&work.project, work.value("library")) {
        (Some(project), _) => project.modules().join(format!("{}.grv", name.replace('.', "/"))),
        (None, Some(folder)) => PathBuf::from(folder).join(format!("{}.grv", name.replace('.', "/"))),
        (None, None) => PathBuf::from(format!("{name}.grv")),
    };
    if let Some(project) = &work.project {
        within(&project.root, &path)?;
    }
    if std::fs::symlink_metadata(&path).is_ok() {
        return Err(exists(&path));
    }
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    write_new(&path, text.as_bytes())?;
    Ok(path)
}
