//! Rule sets over tables: rows are graded in blocks; a row that the columns leave open goes to the reference.

use super::block::Block;
use super::fold::{Fold, Wired};
use super::input::{From, Input, Sort, Wiring};
use super::kernel::{ROWS, Work, wide};
use super::nested::Nested;
use super::plan::{Plan, Slot};
use crate::case::{BadCell, Mapping, Target};
use crate::eval;
use crate::ir::facts::{Facts, Known, Origin, Slot as FactSlot};
use crate::ir::program::Program;
use crate::ir::schema::{Schema, Type};
use crate::sheet::Chunk;
use crate::val::Truth;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A rule set over a table.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub program: Arc<Program>,
    pub mapping: Mapping,
    pub wiring: Wiring,
}

impl Entry {
    /// What is folded; with the lists and records over whose items it adds up.
    pub(super) fn wired<'e>(&'e self, each: &'e [(usize, usize)]) -> Wired<'e> {
        Wired { program: self.program.as_ref(), mapping: &self.mapping, wiring: &self.wiring, each }
    }
}

/// Rule sets, ready to grade the rows of a table.
#[derive(Debug, Clone)]
pub struct Engine {
    pub(super) entries: Vec<Entry>,
    pub(super) inputs: Vec<Input>,
    /// How many codes of an input are fully known; they come first.
    known: Vec<usize>,
    /// Inputs that some rule reads.
    read: Vec<bool>,
    exact: Plan,
    open: Plan,
    grounds: bool,
    /// The rule sets as they are, if rows hold lists.
    pub(super) nested: Option<Box<Nested>>,
}

/// Answers of a rule set, a row each.
#[derive(Debug, Clone, Default)]
pub struct Graded {
    /// The least outcome; 0 is no offence.
    pub low: Vec<u8>,
    /// The greatest.
    pub high: Vec<u8>,
    /// The grounds that surely hold, by position among all grounds of the program; of at most 128.
    pub grounds: Vec<u128>,
}

/// Room to work in, one a thread.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    work: Work,
    doubt: Vec<u8>,
    memo: BTreeMap<(usize, Vec<i64>), (u8, u8)>,
    /// How many rows went to the reference.
    pub referred: usize,
}

/// What the first grading of some rows says.
struct First {
    /// Some cell that is read is not known.
    doubtful: bool,
    /// Every sum fits.
    fits: bool,
    /// The rows of which it is open whether some ground holds; empty if there is none.
    open_grounds: Vec<u8>,
    /// Nothing is left to do.
    settled: bool,
}

/// So many answers of the reference are kept.
const MEMO: usize = 1 << 16;

impl Engine {
    /// Rule sets with the reading of one table by each vocabulary; with `grounds`, also which grounds hold.
    pub fn new(sets: Vec<(Arc<Program>, Mapping)>, grounds: bool) -> Engine {
        match Nested::of(&sets, grounds) {
            None => Engine::plain(sets, grounds),
            Some(nested) => {
                let flat = nested.flat(1);
                Engine { nested: Some(nested), ..Engine::plain(flat, grounds) }
            }
        }
    }

    /// Of rows without lists.
    pub(super) fn plain(sets: Vec<(Arc<Program>, Mapping)>, grounds: bool) -> Engine {
        let mut inputs = Vec::new();
        let mut entries = Vec::new();
        for (program, mapping) in sets {
            let wiring = Wiring::of(&mapping, &program.schema, &mut inputs);
            entries.push(Entry { program, mapping, wiring });
        }
        let fold = |exact: bool| {
            let mut fold = Fold::new(&inputs, exact);
            let roots: Vec<_> =
                entries.iter().map(|e: &Entry| fold.program(&e.wired(&[]), grounds)).collect();
            Plan::of(&fold.logic, &roots)
        };
        let (exact, open) = (fold(true), fold(false));
        let known = inputs.iter().map(|i| match &i.sort {
            Sort::Codes(all) => all.iter().filter(|k| k.is_known()).count(),
            Sort::Steps(_) | Sort::Days => 0,
        });
        let known = known.collect();
        let mut read = vec![false; inputs.len()];
        // by a rule, be it that the plan leaves it to the reference
        for input in entries.iter().flat_map(|e| e.wiring.read(&e.program)) {
            if let Some(r) = read.get_mut(input) {
                *r = true;
            }
        }
        Engine { entries, inputs, known, read, exact, open, grounds, nested: None }
    }

    /// What is read from a row.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }
    /// The columns that are read, as the head of a file calls them.
    pub fn columns(&self) -> &[String] {
        let own = self.nested.as_ref().and_then(|n| n.sets.first()).map(|s| &s.1);
        let mapping = own.or(self.entries.first().map(|e| &e.mapping));
        mapping.map(|m| m.columns.as_slice()).unwrap_or_default()
    }
    /// The column that names the cases.
    pub fn id(&self) -> Option<usize> {
        self.entries.first().and_then(|e| e.mapping.id)
    }
    /// The column of a file that an input holds, if it holds one as it is.
    pub fn column_of(&self, input: usize) -> Option<&str> {
        match self.inputs.get(input).map(|i| &i.from) {
            Some(From::Cell(source)) => self.columns().get(source.column).map(String::as_str),
            Some(From::Some { .. } | From::Tests(_)) | None => None,
        }
    }
    /// The programs.
    pub fn programs(&self) -> impl Iterator<Item = &Arc<Program>> {
        self.entries.iter().map(|e| &e.program)
    }
    /// How many steps a block without open cells takes, for reading.
    pub fn steps(&self) -> usize {
        self.exact.steps.len()
    }
    /// An empty block.
    pub fn block(&self) -> Block {
        Block::new(self.inputs.len())
    }
    /// Adds rows of a chunk to a block; bad cells are told with their row and count as unknown.
    pub fn take(
        &self,
        block: &mut Block,
        chunk: &Chunk,
        (from, to): (usize, usize),
        bad: &mut Vec<(usize, BadCell)>,
    ) {
        let Some(entry) = self.entries.first() else { return };
        let schema = &entry.program.schema;
        match chunk.columns() {
            Some(columns) => block.fill(&self.inputs, columns, (from, to), schema, bad),
            None => block.hear(&self.inputs, chunk, (from, to), schema, bad),
        }
    }

    /// Grades rows of a block; the answers, one a rule set, are put behind those that are there.
    pub fn grade(&self, block: &Block, from: usize, to: usize, scratch: &mut Scratch, out: &mut [Graded]) {
        let mut at = from;
        while at < to {
            let end = (at + ROWS).min(to);
            let first = wide(
                #[inline(always)]
                || self.exactly(block, at, end, scratch, out),
            );
            if !first.settled {
                self.openly(block, at, end, &first, scratch, out);
            }
            at = end;
        }
    }

    /// Grades rows as if every cell that is read were known.
    #[inline(always)]
    fn exactly(
        &self,
        block: &Block,
        from: usize,
        to: usize,
        scratch: &mut Scratch,
        out: &mut [Graded],
    ) -> First {
        let rows = to - from;
        let doubtful = self.doubt(block, from, to, scratch);
        let fits = scratch.work.run(&self.exact, &self.inputs, block, (from, to), false);
        let mut same = true;
        for (i, graded) in out.iter_mut().enumerate() {
            same &= self.answers(&self.exact, i, rows, &scratch.work, graded);
        }
        let open_grounds = self.open_grounds(rows, &scratch.work);
        let settled = fits && !doubtful && same && open_grounds.is_empty();
        First { doubtful, fits, open_grounds, settled }
    }

    /// Grades again, with both ends, the rows of which some cell is not known, and what is open then by the reference.
    fn openly(
        &self,
        block: &Block,
        from: usize,
        to: usize,
        first: &First,
        scratch: &mut Scratch,
        out: &mut [Graded],
    ) {
        let rows = to - from;
        let start: Vec<usize> = out.iter().map(|g| g.low.len().saturating_sub(rows)).collect();
        let First { doubtful, fits, open_grounds, .. } = first;
        let (doubtful, fits) = (*doubtful, *fits);
        let mut open_fits = false;
        if doubtful && fits {
            open_fits = wide(
                #[inline(always)]
                || scratch.work.run(&self.open, &self.inputs, block, (from, to), true),
            );
            if open_fits {
                for (i, (graded, start)) in out.iter_mut().zip(&start).enumerate() {
                    let mut open = Graded::default();
                    self.answers(&self.open, i, rows, &scratch.work, &mut open);
                    graded.take_where(*start, &open, &scratch.doubt);
                }
            }
        }
        // what is still open goes to the reference
        for (i, (graded, start)) in out.iter_mut().zip(start).enumerate() {
            let undecided =
                |row: usize, graded: &Graded| graded.low.get(start + row) != graded.high.get(start + row);
            for row in 0..rows {
                let doubt = scratch.doubt.get(row).copied().unwrap_or(0);
                let refer = !fits || doubt == 2 || (doubt == 1 && !open_fits) || undecided(row, graded);
                let grounds = open_grounds.get(row).is_some_and(|o| *o != 0) || (doubt > 0 && self.grounds);
                if refer || grounds {
                    self.refer(block, from + row, i, refer, doubt == 0 && fits, scratch, graded, start + row);
                }
            }
        }
    }

    /// Marks the rows of which it is open whether some ground holds; empty if there can be none.
    #[inline(always)]
    fn open_grounds(&self, rows: usize, work: &Work) -> Vec<u8> {
        let mut out = Vec::new();
        for (sure, may) in self.exact.grounds.iter().zip(&self.exact.grounds_may) {
            for (sure, may) in sure.iter().zip(may).filter(|(s, m)| s != m) {
                out.resize(rows, 0);
                let both = work.bits(*sure, rows).iter().zip(work.bits(*may, rows));
                out.iter_mut().zip(both).for_each(|(o, (s, m))| *o |= s ^ m);
            }
        }
        out
    }

    /// Marks the rows of which some cell that is read is not known: 1, or 2 where even the number of records is open.
    #[inline(always)]
    fn doubt(&self, block: &Block, from: usize, to: usize, scratch: &mut Scratch) -> bool {
        let doubt = &mut scratch.doubt;
        doubt.clear();
        doubt.resize(to - from, 0);
        let mut any = false;
        for (column, ((input, known), read)) in
            block.columns.iter().zip(self.inputs.iter().zip(&self.known).zip(&self.read))
        {
            if !read {
                continue;
            }
            match input.sort {
                Sort::Codes(_) => {
                    let codes = column.codes.get(from..to).unwrap_or_default();
                    let most = codes.iter().fold(0u8, |m, c| m.max(*c));
                    if usize::from(most) >= *known {
                        any = true;
                        let known = *known as u8;
                        doubt.iter_mut().zip(codes).for_each(|(d, c)| *d |= u8::from(*c >= known));
                    }
                }
                Sort::Steps(_) | Sort::Days => {
                    let first = column.open.partition_point(|o| (o.0 as usize) < from);
                    let open = column.open.iter().skip(first).take_while(|o| (o.0 as usize) < to);
                    for (row, _) in open {
                        any = true;
                        if let Some(d) = doubt.get_mut(*row as usize - from) {
                            *d |= 1;
                        }
                    }
                }
            }
        }
        let first = block.unsure.partition_point(|r| (*r as usize) < from);
        for row in block.unsure.iter().skip(first).take_while(|r| (**r as usize) < to) {
            any = true;
            if let Some(d) = doubt.get_mut(*row as usize - from) {
                *d = 2;
            }
        }
        any
    }

    /// Puts the answers of a plan behind those that are there; whether the least outcome of each row is the greatest.
    #[inline(always)]
    fn answers(&self, plan: &Plan, i: usize, rows: usize, work: &Work, out: &mut Graded) -> bool {
        let (low, high) = (out.low.len(), out.high.len());
        let grades = |column: &mut Vec<u8>, start: usize, slots: &[Slot]| {
            column.resize(start + rows, 0);
            let Some(part) = column.get_mut(start..) else { return };
            for (grade, slot) in slots.iter().enumerate() {
                let grade = grade as u8 + 1;
                let bits = work.bits(*slot, rows);
                part.iter_mut().zip(bits).for_each(|(g, b)| *g = if *b != 0 { grade } else { *g });
            }
        };
        let none = Vec::new();
        let sure = plan.sure.get(i).unwrap_or(&none);
        let may = plan.may.get(i).filter(|m| !m.is_empty()).unwrap_or(sure);
        grades(&mut out.low, low, sure);
        let mut same = may == sure;
        if same {
            out.high.extend_from_slice(out.low.get(low..).unwrap_or_default());
        } else {
            grades(&mut out.high, high, may);
            same = out.low.get(low..) == out.high.get(high..);
        }
        if self.grounds {
            let start = out.grounds.len();
            out.grounds.resize(start + rows, 0);
            for (g, slot) in plan.grounds.get(i).unwrap_or(&none).iter().enumerate().take(128) {
                let masks = out.grounds.iter_mut().skip(start);
                masks.zip(work.bits(*slot, rows)).for_each(|(m, b)| *m |= u128::from(*b) << g);
            }
        }
        same
    }

    #[expect(clippy::too_many_arguments, reason = "one row of one rule set, and where its answer goes")]
    fn refer(
        &self,
        block: &Block,
        row: usize,
        i: usize,
        outcome: bool,
        known: bool,
        scratch: &mut Scratch,
        graded: &mut Graded,
        at: usize,
    ) {
        let Some(entry) = self.entries.get(i) else { return };
        scratch.referred += 1;
        let mut facts = None;
        if outcome {
            let key = (known && !self.grounds).then(|| (i, self.key(block, row)));
            let found = key.as_ref().and_then(|k| scratch.memo.get(k)).copied();
            let (lo, hi) = found.unwrap_or_else(|| {
                let of = facts.insert(self.facts(block, row, i));
                let o = eval::outcome(&entry.program, of);
                (o.lo as u8, o.hi as u8)
            });
            if let (Some(key), None) = (key, found)
                && scratch.memo.len() < MEMO
            {
                scratch.memo.insert(key, (lo, hi));
            }
            if let (Some(low), Some(high)) = (graded.low.get_mut(at), graded.high.get_mut(at)) {
                (*low, *high) = (lo, hi);
            }
        }
        if self.grounds {
            let facts = facts.unwrap_or_else(|| self.facts(block, row, i));
            let trace = eval::run(&entry.program, &facts);
            let all = entry.program.offences.iter().flat_map(|o| &o.grounds);
            let holds = all.enumerate().take(128).filter(|(_, g)| trace.truth(g.holds) == Truth::Yes);
            if let Some(mask) = graded.grounds.get_mut(at) {
                *mask = holds.fold(0, |m, (g, _)| m | 1u128 << g);
            }
        }
    }

    fn key(&self, block: &Block, row: usize) -> Vec<i64> {
        let read = block.columns.iter().zip(&self.read).filter(|r| *r.1);
        let one = |(c, _): (&super::block::Column, &bool)| {
            c.codes.get(row).map(|c| i64::from(*c)).or_else(|| c.low.get(row)).unwrap_or(0)
        };
        read.map(one).collect()
    }

    /// The facts of a row as the reference reads them.
    pub fn facts(&self, block: &Block, row: usize, set: usize) -> Facts {
        let Some(entry) = self.entries.get(set) else { return Facts::unstated(false, &Schema::default()) };
        let schema = &entry.program.schema;
        let mut facts = entry.mapping.template.clone();
        let known = |input: Option<usize>, ty: Type| match input {
            None => Known::unknown(ty, schema),
            Some(i) => match (self.inputs.get(i), block.columns.get(i)) {
                (Some(input), Some(column)) => column.known(row, &input.sort, ty, schema),
                _ => Known::unknown(ty, schema),
            },
        };
        for (target, input) in &entry.wiring.values {
            match target {
                Target::Fact(f) => {
                    let ty = schema.facts.get(*f).map_or(Type::YesNo, |f| f.ty);
                    put(facts.slots.get_mut(*f), known(*input, ty));
                }
                Target::Finding(f) => {
                    if let (Some(made), Known::Truth(t)) =
                        (facts.findings.get_mut(*f), known(*input, Type::YesNo))
                    {
                        *made = (t != Truth::Unknown).then(|| (t == Truth::Yes, String::new()));
                    }
                }
                Target::Field(list, record, field) => {
                    let of = schema.record_of(*list).and_then(|r| schema.records.get(r));
                    let ty = of.and_then(|r| r.fields.get(*field)).map_or(Type::YesNo, |f| f.ty);
                    if let Some(Known::List(Some(rows))) = facts.slots.get_mut(*list).map(|s| &mut s.value) {
                        put(rows.get_mut(*record).and_then(|r| r.slots.get_mut(*field)), known(*input, ty));
                    }
                }
                Target::Record(..) => {}
            }
        }
        for (target, input) in entry.wiring.records.iter().rev() {
            let Target::Record(list, record) = target else { continue };
            let there = known(*input, Type::YesNo);
            let Some(slot) = facts.slots.get_mut(*list) else { continue };
            match (&mut slot.value, there) {
                (_, Known::Truth(Truth::Yes)) => {}
                (Known::List(Some(rows)), Known::Truth(Truth::No)) if *record < rows.len() => {
                    rows.remove(*record);
                }
                (value, Known::Truth(Truth::Unknown)) => *value = Known::List(None),
                _ => {}
            }
        }
        facts
    }
}

fn put(slot: Option<&mut FactSlot>, value: Known) {
    if let Some(slot) = slot {
        *slot = FactSlot { value, origin: Origin::Stated, span: None, evidence: None };
    }
}

impl Graded {
    /// Takes all answers out.
    pub(super) fn clear(&mut self) {
        self.low.clear();
        self.high.clear();
        self.grounds.clear();
    }
    /// Takes the rows of another that are marked.
    fn take_where(&mut self, start: usize, other: &Graded, marked: &[u8]) {
        let low = self.low.iter_mut().skip(start).zip(&other.low);
        low.zip(marked).filter(|(_, m)| **m > 0).for_each(|((a, b), _)| *a = *b);
        let high = self.high.iter_mut().skip(start).zip(&other.high);
        high.zip(marked).filter(|(_, m)| **m > 0).for_each(|((a, b), _)| *a = *b);
    }
}
