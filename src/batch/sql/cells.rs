//! What the cells of a row say, as SQL: codes of texts, and the least and the most that a number or day may be.

use super::{ReadAs, Writer};
use crate::batch::block::ends;
use crate::batch::input::{From, Input, Sort, Then};
use crate::case::{Source, Test};
use crate::ir::facts::Known;
use crate::ir::schema::Type;
use crate::text::limits;
use crate::val::Truth;

impl Writer<'_> {
    pub(super) fn code(&mut self, input: &Input) -> String {
        let Sort::Codes(all) = &input.sort else { return "NULL".to_owned() };
        let code = |known: &Known| {
            all.iter().position(|k| k == known).unwrap_or(all.len().saturating_sub(1)).to_string()
        };
        match &input.from {
            From::Cell(source) => self.cell_code(source, &code),
            From::Tests(tests) => {
                let of = |t: Truth| code(&Known::Truth(t));
                self.tested(tests, (&of(Truth::Yes), &of(Truth::No), &of(Truth::Unknown)))
            }
            From::Some { then, tests, els, open } => {
                let yes = match then {
                    Then::Same(known) => code(known),
                    Then::Cell(source) => self.cell_code(source, &code),
                };
                self.tested(tests, (&yes, &code(els), &code(open)))
            }
        }
    }
    fn cell_code(&mut self, source: &Source, code: &dyn Fn(&Known) -> String) -> String {
        let t = self.say(source.column, ReadAs::Text);
        let unknown = Known::unknown(source.field.ty, self.schema);
        let mut by: Vec<(String, bool, Vec<String>)> = Vec::new();
        for (text, capitals) in source.texts(self.schema) {
            let known = source.read(&text, self.schema).unwrap_or_else(|_| unknown.clone());
            let (to, text) = (code(&known), self.dialect.text(&text));
            match by.iter_mut().find(|b| b.0 == to && b.1 == capitals) {
                Some(same) => same.2.push(text),
                None => by.push((to, capitals, vec![text])),
            }
        }
        by.sort_by_key(|b| !b.1);
        let whens = by.iter().map(|(to, capitals, texts)| {
            let t = if *capitals { t.clone() } else { format!("lower({t})") };
            format!(" WHEN {t} IN ({}) THEN {to}", texts.join(", "))
        });
        let els = code(source.otherwise.as_ref().unwrap_or(&unknown));
        format!("CASE{} ELSE {els} END", whens.collect::<String>())
    }
    fn tested(&mut self, tests: &[Test], (yes, no, open): (&str, &str, &str)) -> String {
        let (mut fails, mut unclear) = (Vec::new(), Vec::new());
        for test in tests {
            let t = self.say(test.column, ReadAs::Text);
            let texts: Vec<String> = test.texts.iter().map(|x| self.dialect.text(x)).collect();
            let texts = texts.join(", ");
            let open: Vec<String> = test.open().map(|x| self.dialect.text(x)).collect();
            let open = open.join(", ");
            fails.push(match (test.negated, open.is_empty()) {
                (true, _) => format!("{t} IN ({texts})"),
                (false, true) => format!("{t} NOT IN ({texts})"),
                (false, false) => format!("{t} NOT IN ({texts}, {open})"),
            });
            if !open.is_empty() {
                unclear.push(format!("{t} IN ({open})"));
            }
        }
        let unclear = match unclear.is_empty() {
            true => String::new(),
            false => format!(" WHEN {} THEN {open}", unclear.join(" OR ")),
        };
        format!("CASE WHEN {} THEN {no}{unclear} ELSE {yes} END", fails.join(" OR "))
    }

    // ---- numbers and days

    /// The least, or the most that it may be; NULL where it is without bound.
    pub(super) fn end(&mut self, input: &Input, high: bool) -> String {
        match &input.from {
            From::Cell(source) => self.cell_end(source, &input.sort, high),
            From::Tests(_) => "NULL".to_owned(),
            From::Some { then, tests, els, open } => {
                let yes = match then {
                    Then::Same(known) => self.known_end(known, &input.sort, high),
                    Then::Cell(source) => self.cell_end(source, &input.sort, high),
                };
                let (els, open) =
                    (self.known_end(els, &input.sort, high), self.known_end(open, &input.sort, high));
                self.tested(tests, (&yes, &els, &open))
            }
        }
    }
    fn known_end(&mut self, known: &Known, sort: &Sort, high: bool) -> String {
        match ends(known, sort) {
            Some((low, _)) if !high => format!("CAST({low} AS BIGINT)"),
            Some((_, Some(most))) => format!("CAST({most} AS BIGINT)"),
            Some((_, None)) => "CAST(NULL AS BIGINT)".to_owned(),
            None => {
                self.refused.insert(
                    "a number of the table that is no whole number of steps | 表格中不是整数单位的数目"
                        .to_owned(),
                );
                "NULL".to_owned()
            }
        }
    }
    fn cell_end(&mut self, source: &Source, sort: &Sort, high: bool) -> String {
        let name = self.called(source.column);
        if !source.readings.is_empty() {
            self.refused.insert(format!(
                "a text that stands for a number or day in column `{name}` | 列“{name}”中代表数目或者日期的文字"
            ));
        }
        let unknown = Known::unknown(source.field.ty, self.schema);
        let unknown = self.known_end(&unknown, sort, high);
        let empty = self.known_end(&source.empty, sort, high);
        match sort {
            Sort::Days => {
                let d = self.say(source.column, ReadAs::Day);
                format!("CASE WHEN {d} IS NULL THEN {empty} ELSE {} END", self.dialect.days(&d))
            }
            Sort::Steps(steps) => {
                let n = self.say(source.column, ReadAs::Number);
                let unit = match source.field.ty {
                    Type::Number(unit) => source.per_one(unit).filter(|per| *per > 0),
                    _ => None,
                };
                let Some(per) = unit else {
                    self.refused.insert(format!("the unit of column `{name}` | 列“{name}”的单位"));
                    return "NULL".to_owned();
                };
                let most = limits::NUMBER.saturating_mul(*steps) / per;
                let x = if per == 1 { n.clone() } else { format!("{n} * CAST({per} AS BIGINT)") };
                format!(
                    "CASE WHEN {n} IS NULL THEN {empty} WHEN {n} >= 0 AND {n} <= {most} THEN CASE WHEN CAST({x} AS BIGINT) = {x} THEN CAST({x} AS BIGINT) ELSE {unknown} END ELSE {unknown} END"
                )
            }
            Sort::Codes(_) => "NULL".to_owned(),
        }
    }
}
