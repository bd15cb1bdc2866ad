//! The lock `gravamen.lock`: the version and hash of every package, and the hash of every file in it.

use super::contents::{Contents, hash, sha256};
use super::manifest::hash_of;
use super::names;
use super::tables::{Table, read};
use crate::diag::{Code, Diagnostic, Sink};
use crate::text::FileId;
use std::collections::BTreeMap;

/// The lock's file.
pub const LOCK: &str = "gravamen.lock";

/// All locked packages by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    /// The packages.
    pub packages: BTreeMap<String, Locked>,
}

/// A package as it was when it was locked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Locked {
    /// Its version.
    pub version: String,
    /// The hash of its contents.
    pub sha256: String,
    /// The hash of each file.
    pub files: BTreeMap<String, String>,
}

impl Locked {
    /// A package as it is now.
    pub fn from_contents(version: &str, contents: &Contents) -> Locked {
        let files = contents.iter().map(|(path, bytes)| (path.clone(), sha256(bytes))).collect();
        Locked { version: version.to_owned(), sha256: hash(contents), files }
    }

    /// What differs in a package from what was locked, `English | 中文`; nothing if it is the same.
    pub fn difference(&self, contents: &Contents) -> Option<String> {
        let now = Locked::from_contents(&self.version, contents);
        for (path, hash) in &self.files {
            match now.files.get(path) {
                None => return Some(format!("`{path}` is missing | 缺少 `{path}`")),
                Some(other) if other != hash => {
                    return Some(format!("`{path}` has changed | `{path}` 已改变"));
                }
                Some(_) => {}
            }
        }
        let new = now.files.keys().find(|path| !self.files.contains_key(*path));
        match new {
            Some(path) => Some(format!("`{path}` was not there before | 多出 `{path}`")),
            None if now.sha256 != self.sha256 => {
                Some("its hash in the lock was changed | 锁定文件中的摘要被改动".to_owned())
            }
            None => None,
        }
    }
}

impl Lock {
    /// Reads a lock; nothing if anything is wrong with it.
    pub fn from_text(file: FileId, text: &str, sink: &mut Sink) -> Option<Lock> {
        let mut found = Sink::default();
        let lock = read(file, text, &mut found, from_table);
        let sound = !found.has_errors();
        found.found.into_iter().for_each(|d| sink.push(d));
        sound.then_some(lock)
    }

    /// The lock as its file holds it.
    pub fn text(&self) -> String {
        let mut out = String::from("# written by `gravamen lock` and `gravamen add`\n");
        for (name, p) in &self.packages {
            out.push_str(&format!(
                "\n[\"{name}\"]\nversion = \"{}\"\nsha256 = \"{}\"\n\n[\"{name}\".files]\n",
                p.version, p.sha256
            ));
            out.extend(p.files.iter().map(|(path, hash)| format!("\"{path}\" = \"{hash}\"\n")));
        }
        out
    }
}

fn from_table(table: &Table<'_>, sink: &mut Sink) -> Lock {
    let mut lock = Lock::default();
    for entry in table.entries() {
        let Some(package) = entry.table(sink) else { continue };
        let mut locked = Locked::default();
        for part in package.known(&["version", "sha256", "files"], sink) {
            match part.key {
                "version" => locked.version = part.text(sink).unwrap_or_default(),
                "sha256" => locked.sha256 = hash_of(&part, sink),
                _ => {
                    for file in part.table(sink).iter().flat_map(Table::entries) {
                        if let Err(why) = names::path(file.key) {
                            sink.push(Diagnostic::new(Code::UnsafeName, file.span, &[file.key, why]));
                        }
                        locked.files.insert(file.key.to_owned(), hash_of(&file, sink));
                    }
                }
            }
        }
        lock.packages.insert(entry.key.to_owned(), locked);
    }
    lock
}
