//! Tables: lines that read columns.

use super::{Lower, child, children, has};
use crate::syntax::ast::{Cell, ColumnName, ColumnRead, ColumnTest, Given, Reading, Scale, Table, TableLine};
use crate::syntax::parser::{P, Rule};
use crate::val::{Ratio, Unit};

impl Lower<'_> {
    /// A table with its lines.
    pub(super) fn table(&mut self, p: &P<'_>) -> Option<Table> {
        let name = self.alias_in(p)?;
        let mut out = Table { name, absent: None, empty_absent: None, id: None, lines: Vec::new() };
        for c in p.clone().into_inner() {
            match c.as_rule() {
                Rule::unstated => out.absent = Some(has(&c, Rule::kw_absent)),
                Rule::empties => out.empty_absent = Some(has(&c, Rule::kw_absent)),
                Rule::row_name => out.id = self.column_in(&c),
                Rule::mapped => out.lines.extend(self.table_line(&c)),
                _ => {}
            }
        }
        Some(out)
    }
    fn table_line(&mut self, p: &P<'_>) -> Option<TableLine> {
        let mut cells = Vec::new();
        for cell in children(p, Rule::cell) {
            let inner = cell.into_inner().next()?;
            cells.push(match inner.as_rule() {
                Rule::read => Cell::Read(self.column_read(&inner)?),
                _ => Cell::Same(self.part(&inner)),
            });
        }
        let tests = children(p, Rule::test).filter_map(|t| self.column_test(&t)).collect();
        let each = child(p, Rule::each).and_then(|e| self.column_in(&e));
        Some(TableLine { name: self.name_in(p)?, each, cells, tests, span: self.span(p) })
    }
    fn column_in(&self, p: &P<'_>) -> Option<ColumnName> {
        let column = child(p, Rule::column)?;
        Some(ColumnName { text: self.string_in(&column)?, span: self.span(&column) })
    }
    fn column_read(&mut self, p: &P<'_>) -> Option<ColumnRead> {
        let scale = child(p, Rule::scaled).and_then(|s| self.scale(&s));
        let listed = child(p, Rule::readings);
        let mut readings = Vec::new();
        for reading in listed.iter().flat_map(|l| children(l, Rule::reading)) {
            let value = match child(&reading, Rule::given) {
                Some(given) => self.given(&given).unwrap_or(Given::Wrong),
                None => Given::Name(self.name_in(&reading)?),
            };
            readings.push(Reading { text: self.string_in(&reading), value, span: self.span(&reading) });
        }
        let column = self.column_in(p)?;
        Some(ColumnRead { field: self.name_in(p), column, scale, readings, span: self.span(p) })
    }
    fn scale(&mut self, p: &P<'_>) -> Option<Scale> {
        let span = self.span(p);
        if has(p, Rule::fen) {
            return Some(Scale { times: Ratio::new(1, 100)?, unit: Some(Unit::Yuan), span });
        }
        let (times, unit) = match child(p, Rule::qty) {
            Some(qty) => (self.number_in(&qty)?, self.unit_in(&qty)),
            None => (Ratio::one(), self.unit_in(&child(p, Rule::unit)?)),
        };
        Some(Scale { times, unit, span })
    }
    fn column_test(&self, p: &P<'_>) -> Option<ColumnTest> {
        let texts = children(p, Rule::string).map(|s| self.string(&s)).collect();
        Some(ColumnTest { column: self.column_in(p)?, negated: has(p, Rule::kw_is_not), texts })
    }
}
