//! `test --watch`: runs again whenever a file changes, and prints only what is new; files are looked at, no clock is.

use super::exit::Exit;
use super::files::{has_ending, list};
use super::run::{Work, open};
use super::test::{given, ran, sections};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// How long it waits before it looks again.
const PAUSE: Duration = Duration::from_millis(250);
/// Folders are searched so deep.
const DEPTH: usize = 6;

/// Runs until it is ended.
pub(super) fn watch(mut work: Work<'_>) -> Exit {
    let mut roots: Vec<PathBuf> = given(&mut work).into_iter().map(PathBuf::from).collect();
    let library = work.value("library").unwrap_or_else(|| "rules".to_owned());
    roots.extend([PathBuf::from(library), PathBuf::from("gravamen.toml")]);
    let (matches, lang) = (work.matches, work.lang);
    let mut shown: Vec<(String, String)> = Vec::new();
    loop {
        let before = marks(&roots);
        let ran = ran(&mut work);
        let now = sections(&work, &ran);
        for part in now.iter().filter(|part| !shown.contains(part)) {
            work.print(&part.1);
        }
        for (name, _) in shown.iter().filter(|old| !now.iter().any(|new| new.0 == old.0)) {
            work.print(&format!("- {}\n", crate::diag::clean(name)));
        }
        shown = now;
        // what is wrong is told each time it is
        let _ = work.end(false);
        while marks(&roots) == before {
            sleep(PAUSE);
        }
        work = open("test", matches, lang);
    }
}

/// What tells that a file has changed: its size, and the stamp that the system gave it.
type Mark = (PathBuf, u64, Option<std::time::SystemTime>);

fn marks(roots: &[PathBuf]) -> Vec<Mark> {
    let mut out = Vec::new();
    for root in roots {
        gather(root, DEPTH, &mut out);
    }
    out
}

fn gather(path: &Path, depth: usize, out: &mut Vec<Mark>) {
    if path.is_dir() {
        if depth > 0 {
            list(path).unwrap_or_default().iter().for_each(|p| gather(p, depth - 1, out));
        }
    } else if has_ending(path, &["case", "json", "md", "grv", "toml"])
        && let Ok(about) = path.metadata()
    {
        out.push((path.to_path_buf(), about.len(), about.modified().ok()));
    }
}
