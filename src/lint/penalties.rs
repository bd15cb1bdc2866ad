//! Brackets of an offence against each other, and findings that move a grade.

use super::subject::{BESIDE, Subject};
use crate::diag::{Code, Diagnostic, Sink};
use crate::syntax::ast::{ItemKind, Move, Penalty};

pub(super) fn lint(subject: &Subject<'_>, sink: &mut Sink) {
    let mut moves: Vec<&Move> = Vec::new();
    for item in &subject.module.items {
        match &item.kind {
            ItemKind::Offence { penalties, .. } => brackets(subject, penalties, sink),
            ItemKind::Appraisal(appraisal) => {
                moves.extend(&appraisal.moves);
                for (i, name) in appraisal.weigh.iter().enumerate() {
                    let before = appraisal.weigh.iter().take(i);
                    if let Some(first) = before.into_iter().find(|n| subject.same_name(&n.text, &name.text)) {
                        sink.push(
                            Diagnostic::new(Code::WeighedTwice, name.span, &[&name.text])
                                .also_because(first.span, BESIDE),
                        );
                    }
                }
            }
            _ => {}
        }
    }
    for (i, one) in moves.iter().enumerate() {
        let same = |m: &&&Move| subject.same_name(&m.finding.text, &one.finding.text);
        if let Some(first) = moves.iter().take(i).find(same) {
            let code = if first.raises == one.raises { Code::MovedTwice } else { Code::MovedBothWays };
            sink.push(
                Diagnostic::new(code, one.finding.span, &[&one.finding.text])
                    .also_because(first.finding.span, BESIDE),
            );
        }
    }
}

/// Life imprisonment lies above every number of months.
fn months(p: &Penalty) -> Option<(u32, u32)> {
    let most = if p.life { Some(u32::MAX) } else { p.imprisonment.map(|i| i.1) };
    let least = if p.detention { Some(0) } else { p.imprisonment.map(|i| i.0) };
    Some((least.or(most)?, most.or(least)?))
}

fn brackets(subject: &Subject<'_>, penalties: &[Penalty], sink: &mut Sink) {
    let mut all: Vec<(usize, &Penalty)> =
        penalties.iter().filter_map(|p| subject.grade(&p.grade.text).map(|g| (g, p))).collect();
    all.sort_by_key(|p| p.0);
    for pair in all.windows(2) {
        let [(low, a), (high, b)] = pair else { continue };
        let args = [b.grade.text.as_str(), a.grade.text.as_str()];
        let at = |code| Diagnostic::new(code, b.grade.span, &args).also_because(a.grade.span, BESIDE);
        if high - low > 1
            && let Some(skipped) = subject.grades().get(*low)
        {
            let names = format!("{} | {}", skipped.english(), skipped.chinese());
            sink.push(
                Diagnostic::new(Code::GradeWithoutBracket, b.grade.span, &[&names])
                    .also_because(a.grade.span, BESIDE),
            );
        }
        let (Some(x), Some(y)) = (months(a), months(b)) else { continue };
        if y.1 < x.1 || y.0 < x.0 {
            sink.push(at(Code::LighterBracket));
        } else if y.0 < x.1 {
            sink.push(at(Code::BracketsOverlap));
        } else if y.0 > x.1 && high - low == 1 {
            // the bracket that lies between is missing otherwise, and that is told
            sink.push(at(Code::BracketsApart));
        }
    }
}
