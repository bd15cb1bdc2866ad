//! Rows graded: for each the interval of outcomes and the provisions that decide it, and how many go where.

use crate::faults::Found;
use crate::rules::Ready;
use crate::table::Table;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::types::UInt8Type;
use arrow_array::{ArrayRef, DictionaryArray, RecordBatch, StringArray, UInt8Array, UInt64Array};
use arrow_schema::{DataType, Field, Schema};
use gravamen::batch::{Engine, Graded, Scratch};
use gravamen::case::BadCell;
use gravamen::diag::{Code, Diagnostic, Lang, nearest};
use gravamen::sheet::{Chunk, Rows};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many rows are graded at a time.
const ROWS: usize = 4096;
/// So many cells that cannot be read are told.
const TOLD: usize = 20;

/// What a rule set is told in: its outcomes, "no offence" first, and its grounds, each with its grade.
pub type Words = (Vec<String>, Vec<(usize, String)>);
type Columns = Vec<(Field, ArrayRef)>;
/// Answers to some rows, and the cells among them that cannot be read, each with its row.
type Share = (Vec<Graded>, Vec<(usize, BadCell)>);

/// What is said of rows: the words of each rule set, beside the answers of each to each batch.
struct Said<'w> {
    words: Vec<&'w Words>,
    graded: Vec<Vec<Graded>>,
}

/// The rows in as many batches as they came in, and the matrix from the outcomes of the first to those of the last.
pub fn graded(
    engines: &[Ready],
    batches: &[RecordBatch],
    head: &[String],
    (threads, keep_going): (usize, bool),
    lang: Lang,
    out: &mut Found,
) -> Option<(Table, Table)> {
    let mut said = Said { words: Vec::new(), graded: vec![Vec::new(); batches.len()] };
    for ready in engines {
        said.words.extend(&ready.words);
        if !lacking(&ready.columns(), head, out) {
            return None;
        }
        let mut given = 0u64;
        for (batch, answers) in batches.iter().zip(&mut said.graded) {
            answers.extend(answer(&ready.engine, batch, given, (threads, keep_going), out)?);
            given += batch.num_rows() as u64;
        }
    }
    let engine = engines.first().map(|e| &e.engine);
    let id = engine.and_then(|e| e.columns().get(e.id()?)).map(String::as_str);
    let mut rows = Vec::new();
    for (batch, graded) in batches.iter().zip(&said.graded) {
        rows.push(said.columns(batch, id, graded)?);
    }
    if rows.is_empty() {
        let none = vec![Graded::default(); said.words.len()];
        rows.push(said.columns(&RecordBatch::new_empty(Arc::new(Schema::empty())), None, &none)?);
    }
    Some((table(rows)?, table(vec![said.matrix(lang)])?))
}

fn table(all: Vec<Columns>) -> Option<Table> {
    let fields: Vec<Field> = all.first().into_iter().flatten().map(|f| f.0.clone()).collect();
    let schema = Arc::new(Schema::new(fields));
    let batch = |columns: Columns| {
        RecordBatch::try_new(schema.clone(), columns.into_iter().map(|c| c.1).collect()).ok()
    };
    let batches: Option<Vec<RecordBatch>> = all.into_iter().map(batch).collect();
    Some(Table::new(schema.clone(), batches?))
}

/// Tells the columns that are not there; whether all are.
fn lacking(wanted: &[String], head: &[String], out: &mut Found) -> bool {
    let missing: Vec<&String> = wanted.iter().filter(|w| !head.contains(w)).collect();
    for name in &missing {
        let near = nearest(name, head.iter().map(String::as_str)).unwrap_or_else(|| "-".to_owned());
        out.fault(Diagnostic::without_place(Code::NoColumn, &[name, &near]));
    }
    missing.is_empty()
}

/// The answers of an engine to a batch, one a rule set; nothing if a cell cannot be read and that is not to be passed over.
fn answer(
    engine: &Engine,
    batch: &RecordBatch,
    given: u64,
    (threads, keep_going): (usize, bool),
    out: &mut Found,
) -> Option<Vec<Graded>> {
    let wanted = engine.wanted();
    let mut chunk = Chunk::of(&wanted);
    let rows = Rows::of_batch("frame", batch.clone(), wanted.clone());
    let filled = rows.and_then(|mut rows| rows.fill(&mut chunk, batch.num_rows()).map_err(|f| vec![f]));
    if let Err(faults) = filled {
        faults.into_iter().for_each(|f| out.fault(f));
        return None;
    }
    let share = batch.num_rows().div_ceil(threads.max(1)).next_multiple_of(ROWS).max(ROWS);
    let shares: Vec<Share> = std::thread::scope(|scope| {
        let chunk = &chunk;
        let work = |from: usize| {
            let to = (from + share).min(batch.num_rows());
            scope.spawn(move || part(engine, chunk, (from, to)))
        };
        let started: Vec<_> = (0..batch.num_rows()).step_by(share).map(work).collect();
        started.into_iter().filter_map(|handle| handle.join().ok()).collect()
    });
    let mut all = vec![Graded::default(); engine.programs().count()];
    let mut told = 0;
    for (graded, bad) in shares {
        add(&mut all, &graded);
        for (row, bad) in bad.iter().take(if keep_going { 0 } else { TOLD - told }) {
            let own = wanted.columns.get(bad.column).cloned();
            let inner = || {
                let (list, item, column) = engine.inner(bad.column)?;
                let (list, columns) = wanted.lists.get(list)?;
                Some(format!("{list}[{item}].{}", columns.get(column)?))
            };
            out.cell(given + *row as u64, &own.or_else(inner).unwrap_or_default(), bad);
            told += 1;
        }
    }
    let whole = all.iter().all(|g| g.low.len() == batch.num_rows());
    (told == 0 && whole).then_some(all)
}

fn part(engine: &Engine, chunk: &Chunk, (from, to): (usize, usize)) -> Share {
    let sets = engine.programs().count();
    let (mut room, mut graded) = ((engine.block(), Scratch::default()), vec![Graded::default(); sets]);
    let (mut all, mut bad) = (vec![Graded::default(); sets], Vec::new());
    for start in (from..to).step_by(ROWS) {
        let mut own = Vec::new();
        engine.answer(chunk, (start, (start + ROWS).min(to)), &mut room, &mut graded, &mut own);
        bad.extend(own.into_iter().take(TOLD));
        add(&mut all, &graded);
    }
    (all, bad)
}

fn add(all: &mut [Graded], more: &[Graded]) {
    for (all, more) in all.iter_mut().zip(more) {
        all.low.extend(&more.low);
        all.high.extend(&more.high);
        all.grounds.extend(&more.grounds);
    }
}

impl Said<'_> {
    /// The columns of a batch: the case, then of each rule set what it answers.
    fn columns(&self, batch: &RecordBatch, id: Option<&str>, graded: &[Graded]) -> Option<Columns> {
        let mut out = Vec::new();
        if let Some(id) = id
            && let (Ok(field), Some(cells)) = (batch.schema().field_with_name(id), batch.column_by_name(id))
        {
            out.push((field.clone(), cells.clone()));
        }
        let several = graded.len() > 1;
        for (i, ((outcomes, grounds), graded)) in self.words.iter().zip(graded).enumerate() {
            let name = |what: &str| match several {
                true => format!("{what}_{}", i + 1),
                false => what.to_owned(),
            };
            let ends = || graded.low.iter().zip(&graded.high);
            let point = ends().map(|(low, high)| (low == high).then_some(*low));
            out.push(words(&name("outcome"), point, outcomes)?);
            out.push(words(&name("low"), graded.low.iter().map(|g| Some(*g)), outcomes)?);
            out.push(words(&name("high"), graded.high.iter().map(|g| Some(*g)), outcomes)?);
            out.push(decisive(&name("grounds"), graded, grounds));
        }
        if let (true, Some((a, b))) = (several, graded.first().zip(graded.last())) {
            out.push(self.change(a, b)?);
        }
        Some(out)
    }

    /// What surely becomes of each row; nothing where the answers leave it open, or their outcomes are not the same ones.
    fn change(&self, a: &Graded, b: &Graded) -> Option<(Field, ArrayRef)> {
        const SAYS: [&str; 3] = ["lighter", "same", "heavier"];
        let comparable = self.words.first().map(|w| &w.0) == self.words.last().map(|w| &w.0);
        let one = |((la, ha), (lb, hb)): ((&u8, &u8), (&u8, &u8))| match () {
            () if !comparable => None,
            () if hb < la => Some(0),
            () if lb > ha => Some(2),
            () if la == ha && lb == hb => Some(1),
            () => None,
        };
        let all = a.low.iter().zip(&a.high).zip(b.low.iter().zip(&b.high)).map(one);
        words("change", all, &SAYS.map(str::to_owned))
    }

    /// The matrix, a row for each outcome of the first rule set, a column for each of the last, "not decided" behind them.
    fn matrix(&self, lang: Lang) -> Columns {
        let open = lang.pick(&["not decided", "未定"]).to_owned();
        let none = Vec::new();
        let of = |w: Option<&&Words>| {
            let mut all = w.map_or(&none, |w| &w.0).clone();
            all.push(open.clone());
            all
        };
        let (rows, columns) = (of(self.words.first()), of(self.words.last()));
        let mut cells: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        let place = |low: &u8, high: &u8, all: &[String]| {
            if low == high { usize::from(*low) } else { all.len() - 1 }
        };
        for (a, b) in self.graded.iter().filter_map(|g| g.first().zip(g.last())) {
            let ends = a.low.iter().zip(&a.high).zip(b.low.iter().zip(&b.high));
            for ((la, ha), (lb, hb)) in ends {
                *cells.entry((place(la, ha, &rows), place(lb, hb, &columns))).or_default() += 1;
            }
        }
        let single = self.words.len() < 2;
        let field = |name: &str, ty: DataType| Field::new(name, ty, false);
        let names: ArrayRef = Arc::new(StringArray::from_iter_values(&rows));
        let mut out = vec![(field("outcome", DataType::Utf8), names)];
        let count = |row: usize, column: usize| cells.get(&(row, column)).copied().unwrap_or(0);
        for (at, name) in columns.iter().enumerate().filter(|_| !single) {
            let column: ArrayRef =
                Arc::new(UInt64Array::from_iter_values((0..rows.len()).map(|r| count(r, at))));
            out.push((field(name, DataType::UInt64), column));
        }
        if single {
            let column: ArrayRef =
                Arc::new(UInt64Array::from_iter_values((0..rows.len()).map(|r| count(r, r))));
            out.push((field("cases", DataType::UInt64), column));
        }
        out
    }
}

/// A column of words that have an order; nothing if one is beyond them.
fn words(name: &str, at: impl Iterator<Item = Option<u8>>, all: &[String]) -> Option<(Field, ArrayRef)> {
    let keys: UInt8Array = at.collect();
    let values: ArrayRef = Arc::new(StringArray::from_iter_values(all));
    let ty = DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Utf8));
    let array = DictionaryArray::<UInt8Type>::try_new(keys, values).ok()?;
    Some((Field::new(name, ty, true).with_dict_is_ordered(true), Arc::new(array)))
}

/// The grounds of the least outcome.
fn decisive(name: &str, graded: &Graded, grounds: &[(usize, String)]) -> (Field, ArrayRef) {
    let item = Arc::new(Field::new_list_field(DataType::Utf8, false));
    let mut list = ListBuilder::new(StringBuilder::new()).with_field(item.clone());
    for (low, mask) in graded.low.iter().zip(&graded.grounds) {
        for (at, (grade, ground)) in grounds.iter().enumerate().take(128) {
            if mask & (1u128 << at) != 0 && *grade == usize::from(*low) {
                list.values().append_value(ground);
            }
        }
        list.append(true);
    }
    (Field::new(name, DataType::List(item), false), Arc::new(list.finish()))
}
