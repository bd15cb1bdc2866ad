//! Items of lists as SQL: each is read in a table of its own that stands wherever something is said of the items of a row.

use super::{ReadAs, Writer};
use crate::batch::dialect::Dialect;
use crate::batch::input::{Input, Sort};
use crate::batch::logic::{Figure, Leaf, Logic, Op, Term};
use crate::batch::plan::parts;
use crate::batch::value::Bit;
use crate::case::Nest;

impl Writer<'_> {
    /// How many lists a row holds.
    pub(super) fn lists(&self) -> usize {
        self.nests().len()
    }
    fn nests(&self) -> &[Nest] {
        self.lists.map(|m| m.nests.as_slice()).unwrap_or_default()
    }
    /// The column that holds a list.
    pub(super) fn list_name(&self, list: usize) -> &str {
        self.nests().get(list).map(|n| n.column.as_str()).unwrap_or_default()
    }
    /// The columns of its items.
    pub(super) fn item_columns(&self, list: usize) -> &[String] {
        self.nests().get(list).map(|n| n.columns.as_slice()).unwrap_or_default()
    }
    /// The list, and the column of its items, that a column behind those of the row is; no column for whether there is one.
    pub(super) fn inner(&self, column: usize) -> Option<(usize, Option<usize>)> {
        self.lists.and_then(|m| m.inner(column)).map(|(list, _, column)| (list, column))
    }
    /// The list whose items an input is read from.
    pub(super) fn list_of(&self, input: &Input) -> Option<usize> {
        input.columns().into_iter().find_map(|c| self.inner(c)).map(|i| i.0)
    }
    /// What a column is called.
    pub(super) fn called(&self, column: usize) -> String {
        match self.inner(column) {
            None => self.columns.get(column).cloned().unwrap_or_default(),
            Some((list, column)) => {
                let nest = self.nests().get(list);
                let name = column.and_then(|c| nest.and_then(|n| n.columns.get(c)));
                format!("{}.{}", self.list_name(list), name.map(String::as_str).unwrap_or_default())
            }
        }
    }
    /// The column of an input, in the row or in its items.
    pub(super) fn at(&self, sort: &str, input: usize) -> String {
        let item = self.inputs.get(input).is_some_and(|i| self.list_of(i).is_some());
        format!("{}{sort}{input}", if item { "y." } else { "" })
    }
    /// The list of whose items a truth is one; of what is said of all items, none.
    pub(super) fn of_items(&self, logic: &Logic) -> Vec<Option<usize>> {
        let mut out: Vec<Option<usize>> = Vec::with_capacity(logic.ops.len());
        for (at, op) in logic.ops.iter().enumerate() {
            let part = |b: &Bit| out.get(b.0 as usize).copied().flatten();
            let here = match op {
                Op::No | Op::Yes | Op::Some(..) => None,
                Op::Among(input, _) | Op::Endless(input) => self.list_read(*input),
                Op::Not(_) | Op::All(_) | Op::Any(_) => parts(logic, Bit(at as u32)).iter().find_map(part),
                Op::Least(sum, _) => {
                    self.list_of_sum(logic, logic.sums.get(*sum).map(Vec::as_slice).unwrap_or_default(), &out)
                }
            };
            out.push(here);
        }
        out
    }
    fn list_read(&self, input: usize) -> Option<usize> {
        self.inputs.get(input).and_then(|i| self.list_of(i))
    }
    /// The list of whose items a sum is one, the truths being those of these items.
    pub(super) fn list_of_sum(&self, logic: &Logic, sum: &[Term], truths: &[Option<usize>]) -> Option<usize> {
        sum.iter().filter(|t| t.each.is_none()).find_map(|t| {
            let only = truths.get(t.only.0 as usize).copied().flatten();
            only.or_else(|| match t.leaf {
                Leaf::One => None,
                Leaf::Low(input) | Leaf::High(input) => self.list_read(input),
                Leaf::Figure(at) => self.list_of_figure(logic, logic.figures.get(at)?, truths),
            })
        })
    }
    /// The same of a figure.
    pub(super) fn list_of_figure(
        &self,
        logic: &Logic,
        figure: &Figure,
        truths: &[Option<usize>],
    ) -> Option<usize> {
        figure.sums().find_map(|sum| self.list_of_sum(logic, sum, truths))
    }

    /// The items of a list of a row, with what each says.
    pub(super) fn item(&mut self, list: usize) -> String {
        let mut says = Vec::new();
        for (at, input) in self.inputs.iter().enumerate() {
            if self.list_of(input) != Some(list) {
                continue;
            }
            match &input.sort {
                Sort::Codes(_) => says.push((format!("c{at}"), self.code(input))),
                Sort::Steps(_) | Sort::Days => {
                    says.push((format!("lo{at}"), self.end(input, false)));
                    says.push((format!("hi{at}"), self.end(input, true)));
                }
            }
        }
        let mut cells = Vec::new();
        let mut days = Vec::new();
        for (c, kinds) in &self.read {
            let Some((of, Some(column))) = self.inner(*c) else { continue };
            if of != list {
                continue;
            }
            let name = self.nests().get(list).and_then(|n| n.columns.get(column));
            let name = name.map(String::as_str).unwrap_or_default();
            for kind in kinds {
                let field = self.dialect.field(name);
                let cell = self.cell(&field, self.dialect.number(name), *kind, kinds);
                cells.push((format!("{}{c}", kind.letter()), cell));
                if *kind == ReadAs::Day && self.dialect == Dialect::Postgres {
                    days.push(format!(
                        "a day in an item of a list: `{0}` | 列表各项中的日期：{0}",
                        self.called(*c)
                    ));
                }
            }
        }
        self.refused.extend(days);
        self.dialect.items(&format!("l{list}"), &cells, &says)
    }

    /// Whether it holds for an item of a list; what speaks of none is as it is.
    pub(super) fn some(&self, list: Option<usize>, truth: &str) -> String {
        match list.and_then(|l| self.items.get(l)) {
            None => truth.to_owned(),
            Some(items) => self.dialect.some(items, truth),
        }
    }
    /// What a number of each item comes to.
    pub(super) fn total(&self, list: usize, number: &str) -> String {
        let items = self.items.get(list).map(String::as_str).unwrap_or_default();
        self.dialect.total(items, number)
    }
    /// That it is not known what is in a list, or that it has more items than any case may have.
    pub(super) fn unstated(&self, list: usize) -> Option<String> {
        let nest = self.nests().get(list)?;
        // a case without rows in a table of items has none
        let absent = nest.absent || self.apart.iter().any(|a| a.list == list);
        Some(self.dialect.unstated(&format!("l{list}"), absent))
    }
}
