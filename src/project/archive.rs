//! A package as one file: a tar with sorted names, no times, fixed modes, and nothing but files.

use super::contents::{Contents, MOST_BYTES, MOST_FILES};
use super::names;
use std::collections::BTreeMap;
use std::io::Read;
use tar::{Archive, Builder, EntryType, Header};

/// The most bytes that the file of a package has: its contents, and a kilobyte or so a file.
pub const MOST_PACKED: u64 = MOST_BYTES + 2048 * MOST_FILES as u64;

/// Why an archive is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is not what `pack` writes, `English | 中文`.
    Form(String),
    /// It holds more than is allowed, `English | 中文`.
    Limit(String),
}

/// The file of a package; the same contents give the same bytes.
pub fn pack(contents: &Contents) -> Result<Vec<u8>, Refusal> {
    let mut builder = Builder::new(Vec::new());
    for (path, bytes) in contents {
        let cannot = |_| Refusal::Form(format!("the name `{path}` is too long | 名称 `{path}` 过长"));
        let mut header = Header::new_ustar();
        header.set_path(path).map_err(cannot)?;
        header.set_entry_type(EntryType::Regular);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        header.set_cksum();
        builder.append(&header, bytes.as_slice()).map_err(cannot)?;
    }
    builder.into_inner().map_err(|e| Refusal::Form(format!("{e} | 不能写成")))
}

/// The contents of a package's file; anything that [`pack`] would not have written is refused.
pub fn unpack(file: &[u8]) -> Result<Contents, Refusal> {
    let form = |says: String| Refusal::Form(says);
    let broken = |e: std::io::Error| Refusal::Form(format!("it cannot be read: {e} | 不能读取"));
    if file.len() as u64 > MOST_PACKED {
        return Err(too_much());
    }
    let mut contents = Contents::new();
    let mut seen = BTreeMap::new();
    let mut total = 0u64;
    for entry in Archive::new(file).entries().map_err(broken)?.raw(true) {
        let mut entry = entry.map_err(broken)?;
        let raw = entry.path_bytes().into_owned();
        let path =
            String::from_utf8(raw).map_err(|_| form("a name is not UTF-8 | 有名称不是 UTF-8".to_owned()))?;
        if entry.header().entry_type() != EntryType::Regular {
            let what = match entry.header().entry_type() {
                EntryType::Link | EntryType::Symlink => "a link | 链接",
                EntryType::Char | EntryType::Block | EntryType::Fifo => "a device | 设备",
                EntryType::Directory => "an entry for a folder | 目录条目",
                _ => "an entry of a kind that is not taken | 不接受的条目种类",
            };
            return Err(form(about(&path, what)));
        }
        if let Err(why) = names::path(&path) {
            return Err(form(about(&path, why)));
        }
        if let Some(other) = seen.insert(names::folded(&path), path.clone()) {
            let what =
                if other == path { "it stands there twice | 出现两次".to_owned() } else { same(&other) };
            return Err(form(about(&path, &what)));
        }
        if seen.len() > MOST_FILES {
            return Err(Refusal::Limit(format!(
                "{MOST_FILES} files in a package | 一个包 {MOST_FILES} 个文件"
            )));
        }
        total = total.saturating_add(entry.header().size().map_err(broken)?);
        if total > MOST_BYTES {
            return Err(too_much());
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(broken)?;
        contents.insert(path, bytes);
    }
    let mut folders = BTreeMap::new();
    for (path, at) in contents.keys().flat_map(|p| p.match_indices('/').map(move |(at, _)| (p, at))) {
        let folder = path.get(..at).unwrap_or("");
        let other = folders.insert(names::folded(folder), folder).unwrap_or(folder);
        if seen.contains_key(&names::folded(folder)) {
            return Err(form(about(folder, "it is a file and a folder | 既是文件又是目录")));
        }
        if other != folder {
            return Err(form(about(path, &same(other))));
        }
    }
    // one form only: no times, owners, modes, order or hidden ends of one's own
    if pack(&contents)? != file {
        return Err(form(
            "it is not in the form that `gravamen pack` writes | 与 gravamen pack 所制的形式不同".to_owned(),
        ));
    }
    Ok(contents)
}

fn same(other: &str) -> String {
    format!("it is the same as `{other}` where capitals do not count | 不分大小写时与 `{other}` 相同")
}

fn too_much() -> Refusal {
    Refusal::Limit(format!("{} MiB in a package | 一个包 {} MiB", MOST_BYTES >> 20, MOST_BYTES >> 20))
}

/// `PATH: what`, in both languages.
fn about(path: &str, what: &str) -> String {
    match what.split_once(" | ") {
        Some((en, zh)) => format!("`{path}`: {en} | `{path}`：{zh}"),
        None => format!("`{path}`: {what}"),
    }
}
