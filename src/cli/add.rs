//! `add`: takes a package of somebody else into the project, or refuses it and writes nothing.

use super::args::{operand, sub};
use super::exit::Exit;
use super::lock::{no_project, write_lock};
use super::pack::refused;
use super::project::{
    Project, exists, line, make_folder, modules_of, read_bytes, within, write_folder, write_over,
};
use super::run::Work;
use crate::diag::{Code, Diagnostic, Lang};
use crate::project::{
    Contents, Locked, MANIFEST, MOST_PACKED, PACKAGES, Package, folded, unpack, with_dependency,
};
use crate::session::Session;
use clap::Command;
use std::path::Path;

/// Its options.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "add",
        ["Add a package to the project", "把包加入项目"],
        ["Example: gravamen add my-reform-1.0.0.gpk", "例：gravamen add 改革甲-1.0.0.gpk"],
    )
    .arg(operand(lang, "FILE", ["The package", "包文件"]).required(true))
}

/// `add`
pub(super) fn run(mut work: Work<'_>) -> Exit {
    let Some(project) = work.project.take() else { return no_project(work) };
    let given = work.value("FILE").unwrap_or_default();
    let Some(package) = opened(&mut work, &given) else { return work.end(false) };
    if let Some(fault) = conflict(&mut work, &project, &package, &given) {
        work.fault(fault);
        return work.end(false);
    }
    if !checked(&mut work, &project, &package) {
        return work.end(false);
    }
    match install(&mut work, &project, &package) {
        Ok(()) => {
            let (m, hash) = (&package.manifest, package.hash());
            let names: Vec<&str> = package.modules.iter().map(|m| m.name.as_str()).collect();
            let names = names.join(work.lang.pick(&[", ", "、"]));
            work.print(&line(
                work.lang,
                format!(
                    "added {} {}\n  modules: {names}\n  sha256 {hash}\n  it can read the facts of cases only, no file and no network",
                    m.name, m.version
                ),
                format!(
                    "已加入 {} {}\n  模块：{names}\n  sha256 {hash}\n  它只能读取案件事实，不能访问文件或者网络",
                    m.name, m.version
                ),
            ));
        }
        Err(fault) => work.fault(fault),
    }
    work.end(false)
}

/// The file's contents, looked through.
fn opened(work: &mut Work<'_>, given: &str) -> Option<Package> {
    let path = Path::new(given);
    if !path.is_file() {
        let why = "there is no such file | 没有此文件";
        work.fault(Diagnostic::without_place(Code::CannotRead, &[given, why]));
        return None;
    }
    let contents = read_bytes(path, MOST_PACKED).and_then(|b| unpack(&b).map_err(|r| refused(given, r)));
    match contents {
        Ok(contents) => {
            let (sources, sink) = (&mut work.session.sources, &mut work.session.sink);
            Package::from_contents(contents, &format!("{given}/"), sources, sink)
        }
        Err(fault) => {
            work.fault(fault);
            None
        }
    }
}

/// Why it cannot be taken in beside what is there already.
fn conflict(work: &mut Work<'_>, project: &Project, package: &Package, given: &str) -> Option<Diagnostic> {
    let (m, hash) = (&package.manifest, package.hash());
    let bad = |why: String| Some(Diagnostic::without_place(Code::BadPackage, &[given, &why]));
    if folded(&m.name) == folded(&project.manifest.name) {
        return bad("it has the name of this project | 它与本项目同名".to_owned());
    }
    for d in &project.manifest.dependencies {
        if d.name != m.name && folded(&d.name) == folded(&m.name) {
            return bad(format!(
                "`{}` is installed, the same where capitals do not count | 已安装的“{}”不分大小写时与之同名",
                d.name, d.name
            ));
        }
        if d.name == m.name && (d.version != m.version || d.sha256 != hash) {
            return bad(format!(
                "the manifest wants {} {} with the hash {}, this is {} with {hash} | 清单要求 {} {}，摘要 {}；此包为 {}，摘要 {hash}",
                d.name, d.version, d.sha256, m.version, d.name, d.version, d.sha256, m.version
            ));
        }
    }
    for wanted in &m.dependencies {
        let same = |d: &&crate::project::Dependency| d.name == wanted.name;
        let there = project.manifest.dependencies.iter().find(same);
        if !there.is_some_and(|d| d.version == wanted.version && d.sha256 == wanted.sha256) {
            return bad(format!(
                "it is built on {} {}, which must be added first | 它依赖 {} {}，须先加入",
                wanted.name, wanted.version, wanted.name, wanted.version
            ));
        }
    }
    match project.installed(&m.name) {
        Err(fault) => return Some(fault),
        Ok(Some(there)) if there != package.contents => return Some(exists(&project.package(&m.name))),
        Ok(_) => {}
    }
    hidden(work, project, package)
}

/// A module of the package with a name that something else has.
fn hidden(work: &mut Work<'_>, project: &Project, package: &Package) -> Option<Diagnostic> {
    let own: Vec<String> = match project.installed(&package.manifest.name) {
        Ok(Some(there)) => modules_of(Path::new(""), &there, &mut work.session.sources).into_keys().collect(),
        _ => Vec::new(),
    };
    let taken = work.session.names_taken();
    let mut seen: Vec<(String, String)> = taken
        .into_iter()
        .filter(|(_, module)| !own.contains(module))
        .map(|(name, module)| (folded(&name), module))
        .collect();
    for module in &package.modules {
        for name in std::iter::once(&module.name).chain(&module.twin) {
            if let Some((_, owner)) = seen.iter().find(|(n, _)| *n == folded(name)) {
                let owner = format!("`{owner}` | “{owner}”");
                return Some(Diagnostic::without_place(Code::HidesModule, &[name, &owner]));
            }
        }
        let names = std::iter::once(&module.name).chain(&module.twin);
        seen.extend(names.map(|n| (folded(n), module.name.clone())));
    }
    None
}

/// Every module of the package checks beside those of the project.
fn checked(work: &mut Work<'_>, project: &Project, package: &Package) -> bool {
    let mut folder = project.folder(true, &mut work.session.sources, &mut work.session.sink);
    let root = project.package(&package.manifest.name);
    folder.packages.extend(modules_of(&root, &package.contents, &mut work.session.sources));
    let mut session = Session::new(Box::new(folder));
    std::mem::swap(&mut session.sources, &mut work.session.sources);
    // each of them, so that all faults are told
    let faulty = package.modules.iter().filter(|module| !session.check(&module.name)).count();
    std::mem::swap(&mut session.sources, &mut work.session.sources);
    session.sink.found.into_iter().for_each(|d| work.session.sink.push(d));
    faulty == 0 && !work.session.sink.has_errors()
}

/// The files first, then the manifest, then the lock: each step whole, and repeated without harm.
fn install(work: &mut Work<'_>, project: &Project, package: &Package) -> Result<(), Diagnostic> {
    let m = &package.manifest;
    let hash = package.hash();
    let folder = project.package(&m.name);
    within(&project.root, &folder)?;
    let text = match project.manifest.dependencies.iter().any(|d| d.name == m.name) {
        true => None,
        false => {
            let new = with_dependency(&project.text, &m.name, &m.version, &hash);
            let line = format!("\"{}\" = {{ version = \"{}\", sha256 = \"{hash}\" }}", m.name, m.version);
            let why = format!("write {line} under [dependencies] first | 请先在 [dependencies] 下写 {line}");
            Some(new.ok_or_else(|| Diagnostic::without_place(Code::NotReady, &[&why]))?)
        }
    };
    let mut lock = project.lock(&mut work.session.sources, &mut work.session.sink);
    let there: Option<Contents> = project.installed(&m.name)?;
    if there.is_none() {
        make_folder(&project.root.join(PACKAGES))?;
        write_folder(&folder, &package.contents)?;
    }
    if let Some(text) = text {
        write_over(&project.root.join(MANIFEST), text.as_bytes())?;
    }
    lock.packages.insert(m.name.clone(), Locked::from_contents(&m.version, &package.contents));
    write_lock(project, &lock)
}
