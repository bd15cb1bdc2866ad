//! The project that a command is run in: found, read and written within its own folder only.

use super::files::{Folder, RULES_LIMIT, cannot_read, cases, list, read};
use crate::diag::{Code, Diagnostic, Lang, Sink};
use crate::project::{
    self, Contents, Dependency, LOCK, Lock, MANIFEST, MOST_BYTES, MOST_FILES, Manifest, PACKAGES, module_of,
};
use crate::text::Sources;
use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Folders of a package are searched so deep.
const DEPTH: usize = 12;

/// A project on the disk.
pub(super) struct Project {
    /// Its folder, as seen from the working folder; empty if that is it.
    pub(super) root: PathBuf,
    /// What its manifest says.
    pub(super) manifest: Manifest,
    /// The manifest as it is written.
    pub(super) text: String,
}

fn unsafe_name(path: &Path, why: &str) -> Diagnostic {
    Diagnostic::without_place(Code::UnsafeName, &[&path.to_string_lossy(), why])
}

const LEADS_OUT: &str = "it leads out of the project | 它指向项目之外";

/// The folder with a manifest: the working folder or the nearest above it.
fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut root = PathBuf::new();
    for _ in here.ancestors() {
        if root.join(MANIFEST).is_file() {
            return Some(root);
        }
        root.push("..");
    }
    None
}

impl Project {
    /// The project here; nothing if there is none, or if it is faulty: then the sink tells.
    pub(super) fn open(sources: &mut Sources, sink: &mut Sink) -> Option<Project> {
        let root = find()?;
        let path = root.join(MANIFEST);
        let text = match within(&root, &path).and_then(|()| read(&path, RULES_LIMIT)) {
            Ok(text) => text,
            Err(fault) => {
                sink.push(fault);
                return None;
            }
        };
        let file = sources.add(&path.to_string_lossy(), &text);
        let manifest = Manifest::from_text(file, &text, sink)?;
        let project = Project { root, manifest, text };
        for folder in [project.modules(), project.cases(), project.root.join(PACKAGES)] {
            if let Err(fault) = within(&project.root, &folder) {
                sink.push(fault);
                return None;
            }
        }
        Some(project)
    }

    /// The folder of its modules.
    pub(super) fn modules(&self) -> PathBuf {
        self.root.join(&self.manifest.modules)
    }

    /// The folder of its cases.
    pub(super) fn cases(&self) -> PathBuf {
        self.root.join(&self.manifest.cases)
    }

    /// The files of its cases; a link that leads out is a fault.
    pub(super) fn case_files(&self) -> Result<Vec<PathBuf>, Diagnostic> {
        let files = cases(&self.cases())?;
        files.iter().try_for_each(|file| within(&self.root, file))?;
        Ok(files)
    }

    /// Where modules are looked for: its own folder, and the packages that are what they were when locked.
    pub(super) fn folder(&self, tolerant: bool, sources: &mut Sources, sink: &mut Sink) -> Folder {
        let mut packages = BTreeMap::new();
        let lock = self.lock(sources, sink);
        for d in &self.manifest.dependencies {
            match self.locked(d, &lock) {
                Ok(Some(contents)) => packages.extend(modules_of(&self.package(&d.name), &contents, sources)),
                Ok(None) if tolerant => {}
                Ok(None) => sink.push(Diagnostic::new(Code::NotInstalled, d.span, &[&d.name])),
                Err(fault) => sink.push(fault),
            }
        }
        let folder = Folder { root: Some(self.modules()), packages };
        for (name, (shown, _)) in &folder.packages {
            if let Some(own) = folder.path(name) {
                let (own, shown) = (own.to_string_lossy(), format!("`{shown}` | `{shown}`"));
                sink.push(Diagnostic::without_place(Code::HidesModule, &[&own, &shown]));
            }
        }
        folder
    }

    /// Where its own modules are looked for, without packages.
    pub(super) fn bare(&self) -> Folder {
        Folder { root: Some(self.modules()), ..Folder::default() }
    }

    /// A dependency's files, if they are what the lock says; nothing if it is not there or not locked.
    fn locked(&self, d: &Dependency, lock: &Lock) -> Result<Option<Contents>, Diagnostic> {
        let locked = lock.packages.get(&d.name);
        let Some(locked) = locked.filter(|l| l.version == d.version && l.sha256 == d.sha256) else {
            return Ok(None);
        };
        let Some(contents) = self.installed(&d.name)? else { return Ok(None) };
        match locked.difference(&contents) {
            Some(what) => Err(Diagnostic::new(Code::PackageChanged, d.span, &[&d.name, &what])),
            None => Ok(Some(contents)),
        }
    }

    /// The lock; an empty one if there is none.
    pub(super) fn lock(&self, sources: &mut Sources, sink: &mut Sink) -> Lock {
        let path = self.root.join(LOCK);
        if fs::symlink_metadata(&path).is_err() {
            return Lock::default();
        }
        match within(&self.root, &path).and_then(|()| read(&path, MOST_BYTES)) {
            Ok(text) => {
                let file = sources.add(&path.to_string_lossy(), &text);
                Lock::from_text(file, &text, sink).unwrap_or_default()
            }
            Err(fault) => {
                sink.push(fault);
                Lock::default()
            }
        }
    }

    /// The folder of a package.
    pub(super) fn package(&self, name: &str) -> PathBuf {
        self.root.join(PACKAGES).join(name)
    }

    /// The files of an installed package.
    pub(super) fn installed(&self, name: &str) -> Result<Option<Contents>, Diagnostic> {
        let folder = self.package(name);
        if fs::symlink_metadata(&folder).is_err() {
            return Ok(None);
        }
        contents(&self.root, &folder, |_| true).map(Some)
    }

    /// Its own files, so far as they belong into a package.
    pub(super) fn own(&self) -> Result<Contents, Diagnostic> {
        let mut all = Contents::new();
        let top = |path: &str| !path.contains('/') && project::belongs(path, &self.manifest);
        for path in list(&here(&self.root))? {
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
            if top(&name) && path.is_file() {
                take(&self.root, &path, name, &mut all)?;
            }
        }
        for folder in [&self.manifest.modules, &self.manifest.cases] {
            let belongs = |path: &str| project::belongs(&format!("{folder}/{path}"), &self.manifest);
            let found = match self.root.join(folder) {
                path if path.is_dir() => contents(&self.root, &path, belongs)?,
                _ => Contents::new(),
            };
            all.extend(found.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
        }
        Ok(all)
    }
}

/// The modules among a package's files, by name.
pub(super) fn modules_of(
    folder: &Path,
    contents: &Contents,
    sources: &mut Sources,
) -> BTreeMap<String, (String, String)> {
    let text = contents.get(MANIFEST).and_then(|b| String::from_utf8(b.clone()).ok()).unwrap_or_default();
    let file = sources.add(MANIFEST, &text);
    let Some(manifest) = Manifest::from_text(file, &text, &mut Sink::default()) else {
        return BTreeMap::new();
    };
    let modules = contents.iter().filter_map(|(path, bytes)| {
        let (name, _) = module_of(path, &manifest.modules)?;
        let text = String::from_utf8(bytes.clone()).ok()?;
        Some((name, (folder.join(path).to_string_lossy().into_owned(), text)))
    });
    modules.collect()
}

/// `.` for the working folder, whose relative path is empty.
fn here(path: &Path) -> PathBuf {
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_path_buf() }
}

/// A path inside the project may be used, whether it is there yet or not; a link that leads out may not.
pub(super) fn within(root: &Path, path: &Path) -> Result<(), Diagnostic> {
    let cannot = |e: std::io::Error| cannot_read(path, &e);
    let ground = here(root).canonicalize().map_err(cannot)?;
    let mut there = path.to_path_buf();
    // what is not there yet will be made in the nearest folder that is
    while fs::symlink_metadata(here(&there)).is_err() && there.pop() {}
    let real = here(&there).canonicalize().map_err(cannot)?;
    if real.starts_with(&ground) { Ok(()) } else { Err(unsafe_name(path, LEADS_OUT)) }
}

/// The files below a folder that are wanted, by their path in it; links are refused.
pub(super) fn contents(
    root: &Path,
    folder: &Path,
    wanted: impl Fn(&str) -> bool,
) -> Result<Contents, Diagnostic> {
    within(root, folder)?;
    let mut all = Contents::new();
    let mut open = vec![(folder.to_path_buf(), String::new(), 0usize)];
    while let Some((folder, prefix, depth)) = open.pop() {
        for path in list(&folder)? {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let name = format!("{prefix}{name}");
            let is_folder = path.is_dir();
            if !is_folder && !wanted(&name) {
                continue;
            }
            if path.is_symlink() {
                return Err(unsafe_name(&path, "it is a link | 它是链接"));
            }
            if !is_folder {
                take(root, &path, name, &mut all)?;
            } else if depth < DEPTH {
                open.push((path, format!("{name}/"), depth + 1));
            } else {
                return Err(too_much(&format!("{DEPTH} folders deep | 目录 {DEPTH} 层")));
            }
        }
    }
    Ok(all)
}

fn too_much(what: &str) -> Diagnostic {
    Diagnostic::without_place(Code::TooMany, &[what])
}

fn take(root: &Path, path: &Path, name: String, all: &mut Contents) -> Result<(), Diagnostic> {
    project::path(&name).map_err(|why| unsafe_name(path, why))?;
    within(root, path)?;
    if !path.is_file() {
        let why = "it is no file | 这不是文件";
        return Err(Diagnostic::without_place(Code::CannotRead, &[&path.to_string_lossy(), why]));
    }
    let held: u64 = all.values().map(|b| b.len() as u64).sum();
    let text = read_bytes(path, MOST_BYTES.saturating_sub(held))?;
    all.insert(name, text);
    if all.len() > MOST_FILES {
        return Err(too_much(&format!("{MOST_FILES} files in a package | 一个包 {MOST_FILES} 个文件")));
    }
    Ok(())
}

/// The bytes of a file, at most so many.
pub(super) fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, Diagnostic> {
    let cannot = |e: std::io::Error| cannot_read(path, &e);
    let file = fs::File::open(path).map_err(cannot)?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::Read::take(file, most + 1), &mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > most {
        let mib = MOST_BYTES >> 20;
        return Err(too_much(&format!("{mib} MiB in a package | 一个包 {mib} MiB")));
    }
    Ok(bytes)
}

pub(super) fn cannot_write(path: &Path, e: &std::io::Error) -> Diagnostic {
    let system = e.to_string();
    let why = match e.kind() {
        ErrorKind::AlreadyExists => return exists(path),
        ErrorKind::NotFound => "there is no such folder | 没有这个文件夹",
        ErrorKind::NotADirectory => "a file stands where a folder should | 应为文件夹之处是文件",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "you have no right to write there | 无权写入"
        }
        ErrorKind::StorageFull => "the disk is full | 磁盘已满",
        _ => &system,
    };
    Diagnostic::without_place(Code::CannotWrite, &[&path.to_string_lossy(), why])
}

/// What is there is not overwritten.
pub(super) fn exists(path: &Path) -> Diagnostic {
    Diagnostic::without_place(Code::Exists, &[&path.to_string_lossy()])
}

/// Writes a new file; never over another, never through a link.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|e| cannot_write(path, &e))
}

/// A name beside a path for what is not finished yet.
fn unfinished(path: &Path) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.unfinished"))
}

/// Writes our own file anew: the old one or the new one is there, never half of it.
pub(super) fn write_over(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let part = unfinished(path);
    if part.is_symlink() || part.is_file() {
        fs::remove_file(&part).map_err(|e| cannot_write(&part, &e))?;
    }
    write_new(&part, bytes)?;
    fs::rename(&part, path).map_err(|e| cannot_write(path, &e))
}

/// Makes a folder with its files: all of it or nothing, and never over another.
pub(super) fn write_folder(path: &Path, contents: &Contents) -> Result<(), Diagnostic> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(exists(path));
    }
    let part = unfinished(path);
    if part.is_dir() && !part.is_symlink() {
        fs::remove_dir_all(&part).map_err(|e| cannot_write(&part, &e))?;
    }
    let written =
        fill(&part, contents).and_then(|()| fs::rename(&part, path).map_err(|e| cannot_write(path, &e)));
    if written.is_err() {
        let _ = fs::remove_dir_all(&part);
    }
    written
}

fn fill(folder: &Path, contents: &Contents) -> Result<(), Diagnostic> {
    fs::create_dir(folder).map_err(|e| cannot_write(folder, &e))?;
    for (name, bytes) in contents {
        project::path(name).map_err(|why| unsafe_name(Path::new(name), why))?;
        let path = folder.join(name);
        make_folder(path.parent().unwrap_or(folder))?;
        write_new(&path, bytes)?;
    }
    Ok(())
}

/// Makes a folder and those above it.
pub(super) fn make_folder(path: &Path) -> Result<(), Diagnostic> {
    if path.as_os_str().is_empty() {
        return Ok(());
    }
    fs::create_dir_all(path).map_err(|e| cannot_write(path, &e))
}

/// `1,234` for people.
pub(super) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A line of an answer in a language.
pub(super) fn line(lang: Lang, en: String, zh: String) -> String {
    match lang {
        Lang::En => en + "\n",
        Lang::Zh => zh + "\n",
    }
}
