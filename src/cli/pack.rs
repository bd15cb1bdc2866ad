//! `pack`: a project as one file, after everything in it was checked.

use super::args::{format, sub};
use super::exit::Exit;
use super::lock::no_project;
use super::project::{Project, exists, grouped, line, read_bytes, write_new};
use super::run::Work;
use crate::diag::{Code, Diagnostic, Lang};
use crate::project::{CITATIONS, MOST_PACKED, Package, Refusal, pack};
use crate::render::{bibtex, csl_json};
use crate::stdlib::DEFAULT_MODULE;
use clap::Command;
use std::path::Path;

/// Its options.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "pack",
        ["Check the project and make one file of it", "检查项目并制成一个文件"],
        ["Example: gravamen pack", "例：gravamen pack"],
    )
    .arg(format(lang))
}

/// `pack`
pub(super) fn run(mut work: Work<'_>) -> Exit {
    let Some(project) = work.project.take() else { return no_project(work) };
    let Some(package) = collected(&mut work, &project) else { return work.end(false) };
    let met = expectations(&mut work, &package, &project);
    if work.session.sink.has_errors() {
        return work.end(false);
    }
    let m = &package.manifest;
    let name = format!("{}-{}.gpk", m.name, m.version);
    let path = project.root.join(&name);
    let bytes = match pack(&package.contents) {
        Ok(bytes) => bytes,
        Err(refusal) => {
            work.fault(refused(&name, refusal));
            return work.end(false);
        }
    };
    let old = read_bytes(&path, MOST_PACKED).ok();
    let written = match old {
        Some(old) if old == bytes && !path.is_symlink() => Ok(()),
        Some(_) => Err(exists(&path)),
        None => write_new(&path, &bytes),
    };
    if let Err(fault) = written {
        work.fault(fault);
        return work.end(false);
    }
    let (hash, shown) = (package.hash(), path.to_string_lossy().into_owned());
    let (files, modules) = (package.contents.len(), package.modules.len());
    if work.json {
        work.print(&format!(
            "{{\"file\":\"{name}\",\"sha256\":\"{hash}\",\"files\":{files},\"modules\":{modules},\"expectations_met\":{met}}}\n"
        ));
        return work.end(false);
    }
    let size = grouped(package.contents.values().map(Vec::len).sum());
    let mut head = format!("{} {}  {}", m.name, m.version, m.jurisdiction).trim_end().to_owned();
    for d in &m.dependencies {
        let on = work.lang.pick(&["built on", "依赖"]);
        head.push_str(&format!("\n  {on} {} {}  sha256 {}", d.name, d.version, d.sha256));
    }
    let tail = format!("  sha256 {hash}\n\n{shown}\n\n{}", bibtex(m).trim_end());
    let noun = if modules == 1 { "module" } else { "modules" };
    work.print(&line(
        work.lang,
        format!(
            "{head}\n  {files} files, {size} bytes; {modules} {noun} without errors, every rule with its source\n  \
             expectations met: {met} of {met}\n{tail}"
        ),
        format!(
            "{head}\n  {files} 个文件，{size} 字节；{modules} 个模块无误，每条规则都有依据\n  \
             预期相符：{met} 项，共 {met} 项\n{tail}"
        ),
    ));
    work.end(false)
}

/// A file that is refused, or that is larger than is allowed.
pub(super) fn refused(file: &str, refusal: Refusal) -> Diagnostic {
    match refusal {
        Refusal::Form(why) => Diagnostic::without_place(Code::BadPackage, &[file, &why]),
        Refusal::Limit(what) => Diagnostic::without_place(Code::TooMany, &[&what]),
    }
}

/// The project's files with its citations, looked through; its modules are checked, and each rule must have its source.
fn collected(work: &mut Work<'_>, project: &Project) -> Option<Package> {
    let mut contents = match project.own() {
        Ok(contents) => contents,
        Err(fault) => {
            work.fault(fault);
            return None;
        }
    };
    let citations = [bibtex(&project.manifest), csl_json(&project.manifest)];
    for (path, text) in CITATIONS.iter().zip(citations) {
        contents.insert((*path).to_owned(), text.into_bytes());
    }
    let shown = match project.root.to_string_lossy() {
        root if root.is_empty() => String::new(),
        root => format!("{root}/"),
    };
    let (sources, sink) = (&mut work.session.sources, &mut work.session.sink);
    let package = Package::from_contents(contents, &shown, sources, sink)?;
    work.long(|work| {
        for (n, module) in package.modules.iter().enumerate() {
            work.session.tell(n, package.modules.len());
            work.session.check(&module.name);
        }
    });
    let own = |path: &str| package.contents.contains_key(path.strip_prefix(&shown).unwrap_or(path));
    let without = work
        .session
        .sink
        .found
        .iter()
        .filter(|d| d.code == Code::Uncited)
        .filter(|d| d.span.is_some_and(|s| own(&work.session.sources.get(s.file).name)));
    let without = without.count();
    if without > 0 {
        let why = format!("rules without a source: {without} | 没有依据的规则：{without} 条");
        work.fault(Diagnostic::without_place(Code::NotReady, &[&why]));
    }
    if package.modules.is_empty() {
        work.fault(Diagnostic::without_place(Code::NotReady, &["it has no module | 没有模块"]));
    }
    (!work.session.sink.has_errors()).then_some(package)
}

/// Every case is graded under the modules that it names; how many expectations were met, all of them or a fault.
fn expectations(work: &mut Work<'_>, package: &Package, project: &Project) -> usize {
    let mut vocabularies: Vec<String> = package.modules.iter().map(|m| m.name.clone()).collect();
    vocabularies.push(DEFAULT_MODULE.to_owned());
    let (mut met, mut unmet) = (0usize, Vec::new());
    work.each(&package.cases, |work, path| {
        let text = package.contents.get(path).map(|b| String::from_utf8_lossy(b).into_owned());
        let (text, shown) = (text.unwrap_or_default(), project.root.join(path));
        let shown = shown.to_string_lossy();
        let Some(modules) = work.session.expecting(&shown, &text, &vocabularies) else { return };
        for verdict in work.session.grade(&shown, &text, &modules) {
            for expected in &verdict.expected {
                if expected.2 {
                    met += 1;
                } else {
                    unmet.push(format!("`{}` ({})", verdict.case, Path::new(path).display()));
                }
            }
        }
    });
    unmet.dedup();
    if !unmet.is_empty() {
        let list = unmet.join(", ");
        let why =
            format!("cases that come out otherwise than expected: {list} | 结论与预期不符的案件：{list}");
        work.fault(Diagnostic::without_place(Code::NotReady, &[&why]));
    }
    met
}
