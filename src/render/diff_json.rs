//! The JSON contract of `diff`: modules, cases, matrix, undetermined, and each change with every minimal set of edits.

use super::json::pretty;
use crate::compare::{Bound, Diff, Side};
use serde::Serialize;

/// Two rule sets.
#[derive(Serialize)]
struct Pair {
    modules: [String; 2],
    cases: usize,
    outcomes: Vec<String>,
    matrix: Vec<Vec<usize>>,
    undetermined: usize,
    changed: Vec<Change>,
    #[serde(skip_serializing_if = "Option::is_none")]
    projection: Option<&'static str>,
    /// Where not all sets of edits were tried: every set of at most so many was.
    #[serde(skip_serializing_if = "Option::is_none")]
    all_sets_up_to: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Change {
    case: String,
    from: [String; 2],
    to: [String; 2],
    due_to: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct Group {
    group: String,
    matrix: Vec<Vec<usize>>,
    undetermined: usize,
}

/// Three rule sets and more: each against the first, and all of them case by case.
#[derive(Serialize)]
struct Many {
    modules: Vec<String>,
    cases: usize,
    outcomes: Vec<String>,
    pairs: Vec<Pair>,
    table: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    case: String,
    outcomes: Vec<[String; 2]>,
}

/// `diff A B CASES -f json`; with more rule sets the same object for each of `pairs`, and a `table`.
pub fn diff_json(diff: &Diff) -> String {
    let modules: Vec<String> = diff.modules.iter().map(|m| m.en.clone()).collect();
    match modules.len() {
        0..=2 => pretty(&pair(diff, 1)),
        n => pretty(&Many {
            modules,
            cases: diff.rows.len(),
            outcomes: outcomes(diff),
            pairs: (1..n).map(|to| pair(diff, to)).collect(),
            table: diff
                .rows
                .iter()
                .map(|row| Line {
                    case: row.case.clone(),
                    outcomes: row.outcomes.iter().map(|o| words(diff, *o)).collect(),
                })
                .collect(),
        }),
    }
}

fn outcomes(diff: &Diff) -> Vec<String> {
    diff.scale.iter().map(|g| g.en.clone()).collect()
}

fn words(diff: &Diff, (lo, hi): (usize, usize)) -> [String; 2] {
    [diff.outcome(lo).en, diff.outcome(hi).en]
}

fn pair(diff: &Diff, to: usize) -> Pair {
    let matrix = diff.matrix(to);
    let module = |at: usize| diff.modules.get(at).map(|m| m.en.clone()).unwrap_or_default();
    let label = |e: &usize| diff.edits.get(*e).map(|e| e.label.en.clone()).unwrap_or_default();
    let changed = diff.changed(to).filter_map(|row| {
        let (a, b) = row.pair(to)?;
        let due_to = row.due_to(to).iter().map(|set| set.iter().map(label).collect()).collect();
        Some(Change { case: row.case.clone(), from: words(diff, a), to: words(diff, b), due_to })
    });
    Pair {
        modules: [module(0), module(to)],
        cases: diff.rows.len(),
        outcomes: outcomes(diff),
        matrix: matrix.decided(),
        undetermined: matrix.count(Side::Undetermined),
        changed: changed.collect(),
        projection: diff.bound.map(|b| match b {
            Bound::Best => "best",
            Bound::Worst => "worst",
        }),
        all_sets_up_to: diff.cut_short(to),
        groups: diff
            .groups(to)
            .into_iter()
            .map(|(name, m)| Group {
                group: name.en,
                matrix: m.decided(),
                undetermined: m.count(Side::Undetermined),
            })
            .collect(),
    }
}
