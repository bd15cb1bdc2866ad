//! Examples in the words of the rules at hand: the engine itself knows no law.

use super::state::Prompt;
use crate::hir::ProvisionKind;
use crate::ir::schema::{Field, Names, Schema, Type};
use crate::val::Unit;

impl Prompt {
    /// A pattern with names of the rules at hand: `{number}`, `{record}`, `{limb}` and the like.
    pub(super) fn example(&mut self, pattern: &str) -> String {
        let (law, _) = self.apart(Prompt::law);
        let Some(law) = law else { return pattern.replace(['{', '}'], "") };
        let schema = &law.program.schema;
        let name = |n: &Names| self.say([&n.en, &n.zh]).to_owned();
        let unit = |u: Unit| self.state.lang.pick(&u.words()).to_owned();
        let mut words: Vec<(&str, String)> = Vec::new();
        if let Some((field, own)) = schema.facts.iter().find_map(number) {
            words.extend([("{number}", name(&field.names)), ("{unit}", unit(own))]);
        }
        if let Some(field) = schema.facts.iter().find(|f| f.ty == Type::YesNo) {
            words.push(("{yes}", name(&field.names)));
        }
        if let Some((list, record)) = listed(schema) {
            words.extend([("{list}", name(list)), ("{record}", name(&record.names))]);
            if let Some((count, own)) = record.fields.iter().find_map(number) {
                words.extend([("{count}", name(&count.names)), ("{of}", unit(own))]);
            }
            let member = record.fields.iter().find_map(|f| match f.ty {
                Type::Member(kind) => schema.kinds.get(kind)?.members.first(),
                _ => None,
            });
            words.extend(member.map(|m| ("{member}", name(m))));
        }
        words.extend(schema.scale.last().map(|g| ("{grade}", name(g))));
        let limb = law.scope.provisions.iter().find(|p| matches!(p.kind, ProvisionKind::Limb(..)));
        let limb = limb.or(law.scope.provisions.first()).map(|p| p.number);
        words.extend(limb.map(|n| ("{limb}", self.say([&n.to_string(), &n.chinese()]).to_owned())));
        if let Some([en, zh]) = self.session.called_by(&law.set.module) {
            words.push(("{module}", self.say([&en, &zh]).to_owned()));
        }
        let filled = words.iter().fold(pattern.to_owned(), |out, (mark, word)| out.replace(mark, word));
        filled.replace(['{', '}'], "")
    }
}

fn number(field: &Field) -> Option<(&Field, Unit)> {
    match field.ty {
        Type::Number(unit) if field.default.is_none() => Some((field, unit)),
        _ => None,
    }
}

/// The first list of records that are counted, with its record.
fn listed(schema: &Schema) -> Option<(&Names, &crate::ir::schema::Record)> {
    let lists = schema.facts.iter().filter_map(|f| match f.ty {
        Type::List(record) => Some((&f.names, schema.records.get(record)?)),
        _ => None,
    });
    let mut lists = lists;
    lists.find(|(_, record)| record.fields.iter().any(|f| number(f).is_some()))
}
