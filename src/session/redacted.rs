//! A report without the numbers that could tell who somebody is: those of identity cards, telephones and accounts.

use super::report::Report;
use crate::ir::schema::Names;
use std::collections::BTreeSet;

/// So many digits in a row name a person or an account, not an amount: no count or sum of a case is written in free text.
const DIGITS: usize = 11;
/// What stands in their place.
const HIDDEN: char = '*';

impl Report {
    /// Hides such numbers in what cases say in their own words: names, reasons and notes of evidence. How many were hidden.
    pub fn redact(&mut self) -> usize {
        let mut hidden = BTreeSet::new();
        let mut hide = |text: &mut String| hide(text, &mut hidden);
        let mut both = |names: &mut Names| {
            hide(&mut names.en);
            hide(&mut names.zh);
        };
        for row in &mut self.diff.rows {
            row.group.iter_mut().for_each(&mut both);
            for verdict in &mut row.verdicts {
                both(&mut verdict.called);
                verdict.weighed.iter_mut().for_each(|w| both(&mut w.says));
            }
        }
        self.plan.iter_mut().for_each(|plan| both(&mut plan.case));
        for row in &mut self.diff.rows {
            hide(&mut row.case);
            for verdict in &mut row.verdicts {
                hide(&mut verdict.case);
                verdict.moved.iter_mut().for_each(|m| hide(&mut m.because));
                let because = verdict.grounds.iter_mut().flat_map(|g| &mut g.because);
                let notes = because.flat_map(|b| &mut b.places).filter_map(|p| p.1.as_mut());
                notes.for_each(&mut hide);
            }
        }
        self.diff.left_out.iter_mut().for_each(&mut hide);
        hidden.len()
    }
}

/// Hides the numbers of a text, and tells which.
fn hide(text: &mut String, hidden: &mut BTreeSet<String>) {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().map(Some).chain([None]) {
        // the last sign of an identity number may be an X
        let ends = |c: char| run.chars().count() >= DIGITS && matches!(c, 'x' | 'X');
        if let Some(c) = c.filter(|c| digit(*c) || ends(*c)) {
            run.push(c);
            continue;
        }
        let run = std::mem::take(&mut run);
        match run.chars().count() {
            n if n >= DIGITS => {
                out.extend(std::iter::repeat_n(HIDDEN, n));
                hidden.insert(run);
            }
            _ => out.push_str(&run),
        }
        out.extend(c);
    }
    *text = out;
}
