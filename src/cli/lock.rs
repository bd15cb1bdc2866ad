//! `lock`: writes down what the packages of a project hold, so that a change is seen.

use super::args::sub;
use super::exit::Exit;
use super::project::{Project, line, write_over};
use super::run::Work;
use crate::diag::{Code, Diagnostic, Lang};
use crate::project::{LOCK, Lock, Locked, Package, hash};
use clap::Command;

/// Its options.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "lock",
        ["Lock the packages that the project uses", "锁定项目所用的包"],
        ["Example: gravamen lock", "例：gravamen lock"],
    )
}

/// `lock`
pub(super) fn run(mut work: Work<'_>) -> Exit {
    let Some(project) = work.project.take() else { return no_project(work) };
    let mut lock = Lock::default();
    for d in &project.manifest.dependencies {
        let contents = match project.installed(&d.name) {
            Ok(Some(contents)) => contents,
            Ok(None) => {
                work.fault(Diagnostic::new(Code::NotInstalled, d.span, &[&d.name]));
                continue;
            }
            Err(fault) => {
                work.fault(fault);
                continue;
            }
        };
        let found = hash(&contents);
        if found != d.sha256 {
            let what = format!(
                "its contents have the hash {found}, the manifest says {} | 内容摘要为 {found}，清单所列为 {}",
                d.sha256, d.sha256
            );
            work.fault(Diagnostic::new(Code::PackageChanged, d.span, &[&d.name, &what]));
            continue;
        }
        let shown = format!("{}/", project.package(&d.name).to_string_lossy());
        let (sources, sink) = (&mut work.session.sources, &mut work.session.sink);
        let Some(package) = Package::from_contents(contents, &shown, sources, sink) else { continue };
        let named = &package.manifest;
        if (named.name.as_str(), named.version.as_str()) != (d.name.as_str(), d.version.as_str()) {
            let what =
                format!("it is {} {} | 实为 {} {}", named.name, named.version, named.name, named.version);
            work.fault(Diagnostic::new(Code::PackageChanged, d.span, &[&d.name, &what]));
            continue;
        }
        lock.packages.insert(d.name.clone(), Locked::from_contents(&d.version, &package.contents));
    }
    if !work.session.sink.has_errors() {
        match write_lock(&project, &lock) {
            Ok(()) => {
                let n = lock.packages.len();
                work.print(&line(work.lang, format!("locked: {n}"), format!("已锁定：{n}")));
            }
            Err(fault) => work.fault(fault),
        }
    }
    work.end(false)
}

/// Writes the lock of a project.
pub(super) fn write_lock(project: &Project, lock: &Lock) -> Result<(), Diagnostic> {
    write_over(&project.root.join(LOCK), lock.text().as_bytes())
}

/// The end of a command that needs a project and has none.
pub(super) fn no_project(mut work: Work<'_>) -> Exit {
    if !work.session.sink.has_errors() {
        work.fault(Diagnostic::without_place(Code::NoProject, &[]));
    }
    work.end(false)
}
