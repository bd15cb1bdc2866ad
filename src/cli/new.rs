//! `new`: a project with a first amendment that runs.

use super::args::{operand, sub};
use super::exit::Exit;
use super::project::{line, write_folder};
use super::run::Work;
use crate::diag::{Code, Diagnostic, Lang};
use crate::project::{first_module, first_project, part};
use clap::Command;
use std::path::Path;

/// Its options.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "new",
        ["Make a project with a first amendment", "建立项目，附可运行的第一份修正"],
        ["Example: gravamen new my-reform", "例：gravamen new 改革甲"],
    )
    .arg(
        operand(lang, "NAME", ["The name of the project and its folder", "项目及其目录的名称"])
            .required(true),
    )
}

/// `new`
pub(super) fn run(mut work: Work<'_>) -> Exit {
    let name = work.value("NAME").unwrap_or_default();
    let lang = work.lang;
    let made = match part(&name) {
        Err(why) => Err(Diagnostic::without_place(Code::UnsafeName, &[&name, why])),
        Ok(()) => write_folder(Path::new(&name), &first_project(&name, lang)),
    };
    if let Err(fault) = made {
        work.fault(fault);
        return work.end(false);
    }
    let module = first_module(&name, lang);
    let next = format!("  cd {name}\n  gravamen check {module}\n  gravamen run -m {module}");
    let (en, zh) = (format!("made {name}/\n\n{next}"), format!("已建立 {name}/\n\n{next}"));
    work.print(&line(lang, en, zh));
    work.end(false)
}
