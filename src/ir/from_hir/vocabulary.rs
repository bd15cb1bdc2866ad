//! Kinds, records, facts, findings and the scale of the text to the schema.

use super::{Lower, names};
use crate::diag::{Code, Diagnostic, nearest};
use crate::ir::schema::{Field, Kind, Record, Type, Value};
use crate::syntax::ast::{self, FieldType, Given, Literal};

impl Lower<'_> {
    pub(super) fn vocabulary(&mut self) {
        let scope = self.scope;
        for (name, members) in &scope.kinds {
            let kind = Kind { names: names(name), members: members.iter().map(names).collect() };
            self.program.schema.kinds.push(kind);
        }
        self.program.schema.findings = scope.findings.iter().map(names).collect();
        if let Some((_, grades)) = &scope.scale {
            self.program.schema.scale = grades.iter().map(names).collect();
        }
        for (name, fields, _) in &scope.records {
            let fields = fields.iter().filter_map(|f| self.field(f)).collect();
            self.program.schema.records.push(Record { names: names(name), fields });
        }
        for field in &scope.facts {
            if let Some(field) = self.field(field) {
                self.program.schema.facts.push(field);
            }
        }
    }

    fn field(&mut self, field: &ast::Field) -> Option<Field> {
        let ty = match &field.ty {
            FieldType::YesNo => Type::YesNo,
            FieldType::Number(unit) => Type::Number(*unit),
            FieldType::Date => Type::Date,
            FieldType::List(record) => Type::List(self.scope.record(Some(record), self.sink)?),
            FieldType::Kind(kind) => Type::Member(self.scope.kind(kind, self.sink)?),
        };
        let default = field.default.as_ref().and_then(|g| self.value(field, ty, g));
        let if_silent = field.if_silent.as_ref().and_then(|g| self.value(field, ty, g));
        Some(Field { names: names(&field.name), ty, default, if_silent })
    }

    fn value(&mut self, field: &ast::Field, ty: Type, given: &Given) -> Option<Value> {
        match (ty, given) {
            (Type::YesNo, Given::Value(Literal::Truth(b))) => Some(Value::Truth(*b)),
            (Type::Number(unit), Given::Value(Literal::Number { value, unit: u })) => {
                if let Some(u) = u.filter(|u| *u != unit) {
                    self.error(Code::UnitMix, field.span, &[&unit.both(), &u.both()]);
                }
                Some(Value::Number(value.clone()))
            }
            (Type::Date, Given::Value(Literal::Date(d))) => Some(Value::Date(*d)),
            (Type::Member(kind), Given::Name(name)) => {
                let kind = self.program.schema.kinds.get(kind)?;
                let found = kind.members.iter().position(|m| m.is(&name.text));
                if found.is_none() {
                    let all = kind.members.iter().flat_map(|m| [m.en.as_str(), m.zh.as_str()]);
                    let near = nearest(&name.text, all);
                    let hint = near.as_ref().map(|n| format!("did you mean `{n}`? | 相近：{n}"));
                    let args = [&name.text, &kind.names.both(), hint.as_deref().unwrap_or("-")];
                    let d = Diagnostic::new(Code::NotAMember, name.span, &args);
                    self.sink.push(match &near {
                        Some(near) => d.mend(name.span, near),
                        None => d,
                    });
                }
                found.map(Value::Member)
            }
            _ => {
                self.error(
                    Code::WrongValue,
                    field.span,
                    &[&field.name.name.text, "a value of its type | 与其类型相符的值", "-"],
                );
                None
            }
        }
    }
}
