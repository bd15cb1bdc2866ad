//! The argument of one case under one rule set, as lines of a page with their footnotes.

use super::citation::{Library, Notes};
use crate::explain::{GroundResult, Verdict};
use crate::ir::schema::Names;
use crate::render::phrases as say;
use crate::render::text::{Page as Screen, matters};
use crate::val::Truth;
use serde::Serialize;

/// So many near misses are printed.
const NEAR: usize = 3;

/// An argument.
#[derive(Debug, Serialize)]
pub(super) struct Side {
    module: String,
    outcome: String,
    lines: Vec<Line>,
}

/// One line of it.
#[derive(Debug, Serialize)]
struct Line {
    /// `ground`, `number`, `total` or `note`
    kind: &'static str,
    text: String,
    value: String,
    place: String,
    notes: Vec<usize>,
}

impl Line {
    fn of(kind: &'static str, text: String) -> Line {
        Line { kind, text, value: String::new(), place: String::new(), notes: Vec::new() }
    }
}

/// The argument of a verdict.
pub(super) fn side(screen: &Screen<'_>, module: String, library: &Library, notes: &mut Notes) -> Side {
    let v: &Verdict = screen.v;
    let mut lines = Vec::new();
    let decisive: Vec<&GroundResult> = v.grounds.iter().filter(|g| g.decisive).collect();
    let may: Vec<&GroundResult> = v
        .grounds
        .iter()
        .filter(|g| g.holds == Truth::Unknown && g.grade >= v.outcome.0 && g.grade <= v.outcome.1)
        .collect();
    for ground in &decisive {
        grounds(screen, ground, library, notes, &mut lines);
    }
    if decisive.is_empty() {
        let head = match (may.is_empty(), v.outcome.0) {
            (true, _) => &say::NO_GROUND,
            (false, 0) => &say::MAY_HOLD,
            (false, _) => &say::BY_CASES,
        };
        lines.push(Line::of("note", screen.say(head).to_owned()));
        for ground in &may {
            grounds(screen, ground, library, notes, &mut lines);
        }
        lines.extend(screen.failed_elements().into_iter().map(|e| Line::of("note", e)));
    }
    let near: Vec<String> = screen.missed().into_iter().take(NEAR).collect();
    if decisive.is_empty() && !near.is_empty() {
        lines.push(Line::of(
            "note",
            format!("{}{}", screen.say(&say::NONE_REACHED), screen.say(&say::COLON).trim()),
        ));
        lines.extend(near.into_iter().map(|m| Line::of("number", m)));
    }
    if v.outcome.0 != v.outcome.1 && !v.missing.is_empty() {
        let facts: Vec<String> = v.missing.iter().map(|m| screen.name(&m.fact)).collect();
        let text = format!(
            "{}{}{}",
            screen.say(&say::MISSING),
            screen.say(&say::COLON),
            facts.join(screen.say(&say::AND))
        );
        lines.push(Line::of("note", text));
    }
    Side { module, outcome: screen.grades(v.outcome.0, v.outcome.1), lines }
}

fn grounds(
    screen: &Screen<'_>,
    g: &GroundResult,
    library: &Library,
    notes: &mut Notes,
    lines: &mut Vec<Line>,
) {
    let mut head = Line::of("ground", format!("{} — {}", screen.name(&g.provision), screen.grade(g.grade)));
    head.value = if g.holds == Truth::Unknown { screen.truth(g.holds) } else { String::new() };
    head.notes = noted(&g.cites, library, notes, screen);
    lines.push(head);
    let mut before = String::new();
    for because in g.because.iter().filter(|b| matters(b)) {
        let mut line = Line::of("number", screen.name(&because.names));
        line.value = screen.value(because);
        let place = screen.places(&because.places);
        line.place = if place == before { String::new() } else { place.clone() };
        before = place;
        lines.push(line);
    }
    if let Some(total) = screen.total(g) {
        lines.push(Line::of("total", total));
    }
}

fn noted(cites: &[Names], library: &Library, notes: &mut Notes, screen: &Screen<'_>) -> Vec<usize> {
    cites.iter().map(|c| notes.number(library.note(c, screen.lang))).collect()
}
