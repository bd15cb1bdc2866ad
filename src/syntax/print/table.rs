//! Table items: lines that read columns.

use super::flow::{Flow, column, pad_to};
use super::lexis::Figures;
use super::{Place, Printer};
use crate::syntax::ast::{Cell, ColumnName, ColumnRead, ColumnTest, Name, Scale, Table, TableLine};
use crate::val::{Ratio, Unit};
use unicode_width::UnicodeWidthStr;

impl Printer<'_> {
    /// A table with its lines.
    pub(super) fn table(&self, out: &mut String, table: &Table) {
        out.push_str(self.say("table ", "表格 "));
        out.push_str(&self.alias(&table.name, Place::Term));
        let rules = [
            (table.absent, self.say("unstated facts are ", "未载明事实视为 ")),
            (table.empty_absent, self.say("empty cells are ", "空格视为 ")),
        ];
        for (absent, words) in rules {
            let Some(absent) = absent else { continue };
            let means = if absent { self.say("absent", "不存在") } else { self.say("unknown", "不明") };
            out.push_str(&format!("\n  {words}{means}"));
        }
        if let Some(id) = &table.id {
            out.push_str(&format!("\n  {} {}", self.say("case", "案件"), self.column_name(id)));
        }
        let names: Vec<String> = table.lines.iter().map(|l| self.name(&l.name, Place::Term)).collect();
        let width = names.iter().map(|n| n.width()).max().unwrap_or(0).min(16);
        for (line, name) in table.lines.iter().zip(&names) {
            out.push_str(&format!("\n  {name}"));
            pad_to(out, width + 4);
            self.table_line(out, line);
        }
    }
    fn table_line(&self, out: &mut String, line: &TableLine) {
        let hang = column(out);
        let mut flow = Flow::new();
        if let Some(each) = &line.each {
            let of = self.say("each of", "逐项取自");
            flow.put(&format!("{of} {}{}", self.column_name(each), self.say(":", "：")));
            if self.is_zh() { flow.slit() } else { flow.gap() }
        }
        for (i, cell) in line.cells.iter().enumerate() {
            if i > 0 {
                flow.put(self.say(",", "，"));
                if self.is_zh() { flow.slit() } else { flow.gap() }
            }
            match cell {
                Cell::Same(part) => self.case_part(&mut flow, part, &line.name),
                Cell::Read(read) => self.column_read(&mut flow, read, &line.name),
            }
        }
        for (i, test) in line.tests.iter().enumerate() {
            flow.gap();
            flow.put(if i == 0 { self.say("if ", "条件是 ") } else { self.say("and ", "且 ") });
            self.column_test(&mut flow, test);
        }
        flow.lay(out, hang.min(40));
    }
    fn column_name(&self, column: &ColumnName) -> String {
        format!("{} {}", self.say("column", "列"), self.quoted(&column.text))
    }
    fn column_read(&self, flow: &mut Flow, read: &ColumnRead, line: &Name) {
        if let Some(field) = &read.field {
            flow.put(&format!("{} ", self.name(field, Place::Term)));
        }
        flow.put(&self.column_name(&read.column));
        if let Some(scale) = &read.scale {
            flow.put(&format!(" {}", self.scale(scale)));
        }
        let of = read.field.as_ref().unwrap_or(line);
        for (i, reading) in read.readings.iter().enumerate() {
            if i == 0 {
                flow.gap();
                flow.put(self.say("(", "（"));
                flow.enter();
            } else {
                flow.put(self.say(",", "，"));
                if self.is_zh() { flow.slit() } else { flow.gap() }
            }
            let text = match &reading.text {
                Some(text) => self.quoted(text),
                None => self.say("otherwise", "其余").to_owned(),
            };
            let value = self.given(&reading.value, Place::Value(&of.text), Figures::Digits);
            flow.put(&format!("{text} {} {value}", self.say("is", "为")));
        }
        if !read.readings.is_empty() {
            flow.leave();
            flow.put(self.say(")", "）"));
        }
    }
    /// `in fen` | `单位 分`
    fn scale(&self, scale: &Scale) -> String {
        let word = self.say("in", "单位");
        let fen = Ratio::new(1, 100).as_ref() == Some(&scale.times) && scale.unit == Some(Unit::Yuan);
        let of = match scale.unit {
            _ if fen => self.say("fen", "分").to_owned(),
            Some(unit) if scale.times == Ratio::one() => self.unit(unit).to_owned(),
            unit => self.quantity(&scale.times, unit, Figures::Digits),
        };
        format!("{word} {of}")
    }
    fn column_test(&self, flow: &mut Flow, test: &ColumnTest) {
        let is = if test.negated { self.say("is not", "不为") } else { self.say("is", "为") };
        flow.put(&format!("{} {is} ", self.column_name(&test.column)));
        for (i, text) in test.texts.iter().enumerate() {
            match i {
                0 => {}
                _ if i + 1 == test.texts.len() => flow.put(self.say(" or ", " 或者 ")),
                _ => flow.put(self.say(", ", "、")),
            }
            flow.put(&self.quoted(text));
        }
    }
}
