//! A folder of results: parts that are whole or not there, taken up again after any end of the program.

use super::files::{list, read};
use super::project::{cannot_write, write_over};
use crate::batch::{Part, Tally};
use crate::diag::{Code, Diagnostic};
use crate::render::{
    PartNote, RunNote, csv_line, other_run, part_note, read_part_note, read_run_note, run_note,
};
use crate::sheet::parquet;
use crate::text::sha256;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// Notes are small; what is larger is none.
const NOTE: u64 = 64 << 20;

/// The form of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// comma-separated
    Csv,
    /// typed columns
    Parquet,
}

impl Kind {
    /// How the names of such files end.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Kind::Csv => "csv",
            Kind::Parquet => "parquet",
        }
    }
}

/// A folder that only one run writes to.
pub(super) struct Results {
    folder: PathBuf,
    /// Held as long as the program runs, however it ends.
    _lock: File,
}

impl Results {
    /// Opens or makes the folder; refuses one of another run, or one at which another program is at work.
    pub(super) fn open(folder: &Path, run: &RunNote) -> Result<Results, Diagnostic> {
        let cannot = |e: std::io::Error| cannot_write(folder, &e);
        // a folder that is refused is left as it is
        refuse(folder, run)?;
        fs::create_dir_all(folder).map_err(cannot)?;
        let lock = File::create(folder.join(".lock")).map_err(cannot)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(other(folder, "it is being written at this moment | 正在写入之中"));
            }
            Err(TryLockError::Error(e)) => return Err(cannot(e)),
        }
        let results = Results { folder: folder.to_path_buf(), _lock: lock };
        if !refuse(folder, run)? {
            results.write("run.json", run_note(run).as_bytes())?;
        }
        Ok(results)
    }

    /// A finished part with those cells, if it is there and whole; refuses one that other cells led to.
    #[expect(clippy::disallowed_methods, reason = "files are read in this room only")]
    pub(super) fn finished(
        &self,
        part: usize,
        input: &str,
        kind: Kind,
    ) -> Result<Option<(String, PartNote)>, Diagnostic> {
        let (table, note) = names(part, kind);
        let known = read(&self.folder.join(note), NOTE).ok().and_then(|t| read_part_note(&t));
        let Some(known) = known else { return Ok(None) };
        if known.input != input {
            let says = format!("the rows of {table} are not what they were | {table} 的各行已改动");
            return Err(other(&self.folder, &says));
        }
        let bytes = fs::read(self.folder.join(&table)).unwrap_or_default();
        Ok((sha256(&bytes) == known.output).then_some((table, known)))
    }

    /// Writes a part, then its note: without the note the part counts for nothing.
    pub(super) fn keep(
        &self,
        part: usize,
        input: String,
        head: &[String],
        graded: &Part,
        kind: Kind,
    ) -> Result<(String, PartNote), Diagnostic> {
        let (table, note) = names(part, kind);
        let bytes = match kind {
            Kind::Csv => format!("{}{}", csv_line(head), graded.text).into_bytes(),
            Kind::Parquet => parquet(head, &graded.columns)
                .map_err(|e| Diagnostic::without_place(Code::CannotWrite, &[&table, &e]))?,
        };
        self.write(&table, &bytes)?;
        let tally: &Tally = &graded.tally;
        let known = PartNote { input, output: sha256(&bytes), tally: tally.into() };
        self.write(&note, part_note(&known).as_bytes())?;
        Ok((table, known))
    }

    /// Writes a file, whole or not at all, and waits until the disk has it.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        write_over(&self.folder.join(name), bytes)?;
        #[cfg(unix)]
        File::open(&self.folder).and_then(|f| f.sync_all()).map_err(|e| cannot_write(&self.folder, &e))?;
        Ok(())
    }

    /// Whether there is a part beyond the last one: the input has become shorter.
    pub(super) fn beyond(&self, parts: usize, kind: Kind) -> Option<Diagnostic> {
        let (table, note) = names(parts, kind);
        let says = "the input has fewer rows than before | 输入的行数少于先前";
        [table, note].iter().any(|n| self.folder.join(n).exists()).then(|| other(&self.folder, says))
    }
}

fn other(folder: &Path, says: &str) -> Diagnostic {
    Diagnostic::without_place(Code::OtherRun, &[&folder.to_string_lossy(), says])
}

/// Refuses a folder with anything but this run; whether the run has begun there.
fn refuse(folder: &Path, run: &RunNote) -> Result<bool, Diagnostic> {
    let note = folder.join("run.json");
    if !note.exists() {
        let there = if folder.exists() { list(folder)? } else { Vec::new() };
        let foreign = there.iter().any(|p| !p.ends_with(".lock") && !is_ours(p));
        return if foreign {
            Err(other(folder, "there are other files in it | 其中有其他文件"))
        } else {
            Ok(false)
        };
    }
    let before = read(&note, NOTE).ok().and_then(|t| read_run_note(&t));
    let differs = match before {
        Some(before) => other_run(&before, run),
        None => Some("what run it is cannot be read | 无法读出是哪一次运行"),
    };
    differs.map_or(Ok(true), |says| Err(other(folder, says)))
}

/// What a part and its note are called.
fn names(part: usize, kind: Kind) -> (String, String) {
    (format!("part-{part:06}.{}", kind.ending()), format!("part-{part:06}.json"))
}

/// Whether a file may be left over from a run that ended before it began.
fn is_ours(path: &Path) -> bool {
    path.file_name().is_some_and(|n| n.to_string_lossy().ends_with(".unfinished"))
}
