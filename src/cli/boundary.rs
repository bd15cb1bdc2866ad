//! `test --make-boundary`: the cases that a suite lacks, written, read back and run.

use super::compare::unsound;
use super::exit::Exit;
use super::files::has_ending;
use super::project::{cannot_write, exists, write_new};
use super::run::Work;
use super::warn;
use crate::diag::{Diagnostic, Lang, half};
use crate::ir::schema::Names;
use crate::render;
use crate::session::{Made, RuleSet};
use crate::suite::Ledger;
use std::path::Path;

/// Makes the cases that the sheets lack and writes them: into one file, a folder of one file a rule set, or as data.
pub(super) fn make(mut work: Work<'_>, sets: &[RuleSet], ledger: Ledger) -> Exit {
    if work.session.sink.has_errors() {
        return work.end(false);
    }
    let mut after = ledger.clone();
    let because = work.lang.pick(&["assumed in this case", "本案假定"]);
    let found = work.long(|work| work.session.missing_cases(sets, because, &mut after));
    let output = work.value("output");
    let markdown = output.as_deref().is_some_and(|o| has_ending(Path::new(o), &["md"]));
    let single = markdown || output.as_deref().is_none_or(|o| has_ending(Path::new(o), &["case"]));
    let mut rules: Vec<&Names> = Vec::new();
    for made in &found.made {
        if !rules.contains(&&made.rules) {
            rules.push(&made.rules);
        }
    }
    let groups: Vec<(String, Vec<&Made>)> = match single {
        true => vec![(output.clone().unwrap_or_default(), found.made.iter().collect())],
        false => {
            let folder = output.clone().unwrap_or_default();
            let of = |r: &Names| found.made.iter().filter(|m| m.rules == *r).collect();
            rules.iter().map(|r| (named(&folder, &r.en), of(r))).collect()
        }
    };
    let mut replayed = ledger;
    let mut files = Vec::new();
    let mut sound = true;
    for (path, made) in groups.into_iter().filter(|g| !g.1.is_empty()) {
        let mut text = render::boundary_suite(&made, work.lang, markdown);
        let shown = if path.is_empty() { "boundary.case" } else { path.as_str() };
        if work.lang == Lang::Zh {
            text = work.session.formatted(shown, &text, Some(Lang::Zh)).unwrap_or_default();
        }
        // what was written is read back and run
        let tested = work.session.test(shown, &text, &mut replayed);
        sound &= tested.unmet().next().is_none() && tested.faults == 0;
        if path.is_empty() {
            work.hand_out(&text);
            continue;
        }
        match placed(Path::new(&path), text.as_bytes()) {
            Ok(()) => files.push(path),
            Err(fault) => work.fault(fault),
        }
    }
    let same = after.sheets.iter().filter(|s| s.cases > 0).all(|s| replayed.sheets.contains(s));
    warn(&render::boundary_summary(&found, &files, work.lang));
    match sound && same {
        true => work.end(false),
        false => {
            let says = "a case that was made does not answer as it did when it was made: please report it | 所生成的案件与生成时结论不一致，请报告此错误";
            warn(&format!("{}\n", half(says, work.lang)));
            let _ = work.end(false);
            Exit::Internal
        }
    }
}

/// Makes a pair of cases for each condition and writes them, all into one text.
pub(super) fn make_pairs(mut work: Work<'_>, sets: &[RuleSet]) -> Exit {
    if work.session.sink.has_errors() {
        return work.end(false);
    }
    let because = work.lang.pick(&["assumed in this case", "本案假定"]);
    let found = match work.long(|work| work.session.paired_cases(sets, because)) {
        Ok(found) => found,
        Err(fault) => return unsound(&work, &fault.asked),
    };
    let output = work.value("output").map(|o| match has_ending(Path::new(&o), &["md", "case"]) {
        true => o,
        false => Path::new(&o).join("pairs.case").to_string_lossy().into_owned(),
    });
    let markdown = output.as_deref().is_some_and(|o| has_ending(Path::new(o), &["md"]));
    let mut text = render::pairs_suite(&found, work.lang, markdown);
    let shown = output.as_deref().unwrap_or("pairs.case");
    if work.lang == Lang::Zh {
        text = work.session.formatted(shown, &text, Some(Lang::Zh)).unwrap_or_default();
    }
    // what was written is read back and run
    let tested = work.session.test(shown, &text, &mut Ledger::default());
    let sound = tested.unmet().next().is_none() && tested.faults == 0;
    let mut files = Vec::new();
    match &output {
        None => work.hand_out(&text),
        Some(path) => match placed(Path::new(path), text.as_bytes()) {
            Ok(()) => files.push(path.clone()),
            Err(fault) => work.fault(fault),
        },
    }
    warn(&render::pairs_summary(&found, &files, work.lang));
    match sound {
        true => work.end(false),
        false => unsound(&work, "a pair of cases"),
    }
}

/// Writes a new file and the folder in which it lies; never over another.
fn placed(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    if path.exists() {
        return Err(exists(path));
    }
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|e| cannot_write(folder, &e))?;
    }
    write_new(path, bytes)
}

/// The file of a rule set in a folder.
fn named(folder: &str, rules: &str) -> String {
    let name: String =
        rules.chars().map(|c| if c.is_alphanumeric() || "._".contains(c) { c } else { '-' }).collect();
    Path::new(folder).join(format!("{name}.case")).to_string_lossy().into_owned()
}
