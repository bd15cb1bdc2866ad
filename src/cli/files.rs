//! Reading case files and the folder of modules, within limits.

use crate::diag::{Code, Diagnostic};
use crate::project::is_module;
use crate::session::Files;
use crate::text::limits;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The most a case file may hold.
pub(super) const CASE_LIMIT: u64 = limits::CASE_BYTES as u64;
/// The most a file of rules may hold.
pub(super) const RULES_LIMIT: u64 = limits::RULES_BYTES as u64;
/// Folders of modules are searched so deep.
const DEPTH: usize = 6;

/// The text of a file; a byte order mark is dropped.
pub(super) fn read(path: &Path, limit: u64) -> Result<String, Diagnostic> {
    let name = path.to_string_lossy();
    let cannot = |e: std::io::Error| cannot_read(path, &e);
    let file = File::open(path).map_err(cannot)?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > limit {
        return Err(Diagnostic::without_place(Code::TooLarge, &[&format!("{} MiB ({name})", limit >> 20)]));
    }
    let text = String::from_utf8(bytes).map_err(|_| Diagnostic::without_place(Code::NotUtf8, &[&name]))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// A fault of the system, in both languages where it is a common one.
pub(super) fn cannot_read(path: &Path, e: &std::io::Error) -> Diagnostic {
    let system = e.to_string();
    let why = match e.kind() {
        ErrorKind::NotFound => "there is no such file or folder | 没有这个文件或者文件夹",
        ErrorKind::PermissionDenied => "you have no right to read it | 无权读取",
        ErrorKind::IsADirectory => "it is a folder | 这是文件夹",
        ErrorKind::NotADirectory => "it is no folder | 这不是文件夹",
        _ => &system,
    };
    Diagnostic::without_place(Code::CannotRead, &[&path.to_string_lossy(), why])
}

/// The case files of a path: itself, or those of the folder and of its folders, sorted.
pub(super) fn cases(path: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    for entry in list(path)? {
        if entry.is_dir() {
            found.extend(
                list(&entry)?.into_iter().filter(|p| has_ending(p, &["case", "json"]) && p.is_file()),
            );
        } else if has_ending(&entry, &["case", "json"]) {
            found.push(entry);
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(Diagnostic::without_place(Code::NoCase, &[&format!("`{}`", path.to_string_lossy())]));
    }
    Ok(found)
}

/// Whether a file's name ends so.
pub(super) fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().and_then(|e| e.to_str()).is_some_and(|e| endings.contains(&e))
}

/// What a folder holds, sorted.
pub(super) fn list(folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let cannot = |e: std::io::Error| cannot_read(folder, &e);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(cannot)? {
        found.push(entry.map_err(cannot)?.path());
    }
    found.sort();
    Ok(found)
}

/// A folder of modules: `a.b` is `a/b.grv`, `a.b.grv` or the same with `.md`; beside it the modules of packages.
#[derive(Default)]
pub(super) struct Folder {
    /// Where the modules lie.
    pub(super) root: Option<PathBuf>,
    /// What installed packages hold, by name: the shown path and the text.
    pub(super) packages: BTreeMap<String, (String, String)>,
}

impl Folder {
    /// The folder that was named, else `rules` if there is one.
    pub(super) fn new(named: Option<&str>) -> Folder {
        let root = match named {
            Some(path) => Some(PathBuf::from(path)),
            None => Some(PathBuf::from("rules")).filter(|p| p.is_dir()),
        };
        Folder { root, ..Folder::default() }
    }

    /// Where a module lies, inside the folder.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        let root = self.root.as_ref()?;
        if !is_module(name) {
            return None;
        }
        let inside = root.canonicalize().ok()?;
        for stem in [name.replace('.', "/"), name.to_owned()] {
            for ending in ["grv", "md"] {
                let path = root.join(format!("{stem}.{ending}"));
                // a link may lead out of the folder
                let real = path.canonicalize().ok();
                if real.is_some_and(|p| p.starts_with(&inside) && p.is_file()) {
                    return Some(path);
                }
            }
        }
        None
    }
}

impl Files for Folder {
    fn module(&self, name: &str) -> Option<(String, String)> {
        let own = self.path(name).and_then(|path| {
            let text = read(&path, RULES_LIMIT).ok()?;
            Some((path.to_string_lossy().into_owned(), text))
        });
        own.or_else(|| self.packages.get(name).cloned())
    }

    fn names(&self) -> Vec<String> {
        let mut found: Vec<String> = self.packages.keys().cloned().collect();
        if let Some(root) = &self.root {
            walk(root, "", DEPTH, &mut found);
            found.retain(|name| self.packages.contains_key(name) || self.path(name).is_some());
        }
        found.sort();
        found.dedup();
        found
    }
}

fn walk(folder: &Path, prefix: &str, depth: usize, found: &mut Vec<String>) {
    for path in list(folder).unwrap_or_default() {
        let Some(stem) = path.file_stem().and_then(|s| s.to_str()) else { continue };
        let name = if prefix.is_empty() { stem.to_owned() } else { format!("{prefix}.{stem}") };
        if !is_module(&name) {
            continue;
        }
        if path.is_dir() && !path.is_symlink() && depth > 0 {
            walk(&path, &name, depth - 1, found);
        } else if has_ending(&path, &["grv", "md"]) && path.is_file() {
            found.push(name);
        }
    }
}
