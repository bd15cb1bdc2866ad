//! What an appraisal weighs and moves: each factor with what the case says of it, each finding made with the grounds it moves.

use super::{Moved, Weighed};
use crate::ir::facts::{Facts, Known, Slot};
use crate::ir::program::{Ground, Program};
use crate::ir::schema::{Names, Schema, Type};
use crate::val::{End, Interval, Ratio, Truth, Unit};

/// Whether a finding was made.
fn made(facts: &Facts, finding: usize) -> bool {
    facts.findings.get(finding).and_then(Option::as_ref).is_some_and(|f| f.0)
}

/// The grade of a ground once the findings made have moved it.
pub(super) fn grade_of(ground: &Ground, facts: &Facts, top: usize) -> usize {
    let found = |raises: bool| ground.moved_by.iter().any(|m| m.1 == raises && made(facts, m.0));
    match (found(false), found(true)) {
        (true, false) => ground.grade.saturating_sub(1),
        (false, true) => (ground.grade + 1).min(top),
        _ => ground.grade,
    }
}

/// The findings made that move a ground which holds, or may hold.
pub(super) fn moved(program: &Program, facts: &Facts, holds: &dyn Fn(&Ground) -> Truth) -> Vec<Moved> {
    let mut out: Vec<Moved> = Vec::new();
    let grounds = program.offences.iter().flat_map(|o| &o.grounds).filter(|g| holds(g) != Truth::No);
    for ground in grounds {
        for (finding, raises) in ground.moved_by.iter().filter(|m| made(facts, m.0)) {
            let Some(names) = program.schema.findings.get(*finding) else { continue };
            let because = facts.findings.get(*finding).and_then(Option::as_ref).map(|f| f.1.clone());
            match out.iter_mut().find(|m| m.finding == *names && m.raises == *raises) {
                Some(known) if known.provisions.contains(&ground.provision) => {}
                Some(known) => known.provisions.push(ground.provision.clone()),
                None => out.push(Moved {
                    finding: names.clone(),
                    raises: *raises,
                    because: because.unwrap_or_default(),
                    provisions: vec![ground.provision.clone()],
                }),
            }
        }
    }
    out
}

/// The factors weighed, with what the case says of each.
pub(super) fn weighed(program: &Program, facts: &Facts) -> Vec<Weighed> {
    let schema = &program.schema;
    let one = |f: &usize| {
        let (field, slot) = (schema.facts.get(*f)?, facts.slots.get(*f)?);
        let place = slot.span.or_else(|| match &slot.value {
            Known::List(Some(rows)) => rows.first().and_then(|r| r.span),
            _ => None,
        });
        Some(Weighed { names: field.names.clone(), says: says(slot, field.ty, schema), place })
    };
    program.weighed.iter().filter_map(one).collect()
}

fn both(en: &str, zh: &str) -> Names {
    Names { en: en.to_owned(), zh: zh.to_owned() }
}

fn says(slot: &Slot, ty: Type, schema: &Schema) -> Names {
    match (&slot.value, ty) {
        (Known::Truth(Truth::Yes), _) => both("yes", "是"),
        (Known::Truth(Truth::No), _) => both("no", "否"),
        (Known::Number(n, _), Type::Number(unit)) => amount(n, unit),
        (Known::Member(set), Type::Member(kind)) if !set.is_empty() => {
            let members = schema.kinds.get(kind).map(|k| k.members.as_slice()).unwrap_or_default();
            if set.len() == members.len() {
                return both("unknown", "不明");
            }
            let may: Vec<&Names> = set.iter().filter_map(|m| members.get(m)).collect();
            let en: Vec<&str> = may.iter().map(|n| n.en.as_str()).collect();
            let zh: Vec<&str> = may.iter().map(|n| n.zh.as_str()).collect();
            both(&en.join(" or "), &zh.join("或者"))
        }
        (Known::Date(d), _) if d.is_point() => both(&d.lo.to_string(), &d.lo.to_string()),
        (Known::List(Some(rows)), _) => both(&rows.len().to_string(), &rows.len().to_string()),
        _ => both("unknown", "不明"),
    }
}

fn amount(n: &Interval, unit: Unit) -> Names {
    let [en, zh] = unit.words();
    match (&n.lo, &n.hi) {
        (End::At(a), End::At(b)) if a == b => {
            let [en, zh] = unit.after(a);
            both(&format!("{} {en}", a.decimal()), &format!("{}{zh}", a.decimal()))
        }
        (End::At(a), End::At(b)) => both(
            &format!("{} to {} {en}", a.decimal(), b.decimal()),
            &format!("{}至{}{zh}", a.decimal(), b.decimal()),
        ),
        (End::At(a), _) if *a > Ratio::zero() => {
            let [en, zh] = unit.after(a);
            both(&format!("{} {en} or more", a.decimal()), &format!("{}{zh}以上", a.decimal()))
        }
        _ => both("unknown", "不明"),
    }
}
