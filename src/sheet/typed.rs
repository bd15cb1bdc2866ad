//! Parquet and Arrow: batches of typed columns, a row group at a time; no cell becomes text on the way.

use super::chunk::Items;
use super::column::{Cells, Column, Words};
use super::{Chunk, Fault, Head, Seekable, Source, Wanted};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type,
    Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, DictionaryArray, GenericListArray, OffsetSizeTrait, RecordBatch};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::reader::{ChunkReader, Length};
use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex};

/// So many rows are asked of a Parquet file at a time.
const BATCH: usize = 1 << 13;

/// What tells of a page is mostly no longer than this.
const HEADER: usize = 1 << 10;

/// Columns, the number of the first row, and lists with their position.
pub(super) type Part = (Vec<Column>, u64, Vec<(usize, Items)>);

/// Wanted lists: the position among all that are wanted, that in the file, and the columns of an item.
type Lists = Vec<(usize, usize, Vec<String>)>;

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, String>> + Send>;

/// The rows of a file of typed columns.
pub(super) struct Typed {
    batches: Batches,
    wanted: Vec<String>,
    /// The position of each wanted column in a batch.
    at: Vec<usize>,
    /// The wanted lists: the position among all that are wanted, that in a batch, and the columns of an item.
    lists: Vec<(usize, usize, Vec<String>)>,
    /// A batch of which some rows were taken.
    rest: Option<RecordBatch>,
    /// Rows given so far.
    given: u64,
    /// How many there are, if the file tells.
    count: Option<u64>,
}

const MEND: &str = "the column must hold what the table reads: text, whole numbers, days, yes or no; write the file again, or as CSV | 该列须为表格所读的类型：文本、整数、日期、是否；请重新写出文件，或者存为 CSV";

fn fault(row: u64, e: impl std::fmt::Display) -> Fault {
    let e = e.to_string().replace(" | ", " / ");
    Fault { line: row, says: format!("{e} | {e}"), mend: MEND }
}

impl Typed {
    /// Opens a Parquet file; a pipe cannot be one, for its contents are told at its end.
    pub(super) fn parquet(source: Source, wanted: &Wanted) -> Result<(Typed, Head), Fault> {
        const PIPE: &str = "Parquet cannot be read from a pipe, for what is in it is told at its end: name the file, or pipe Arrow or CSV | Parquet 的目录在文件末尾，不能来自管道：请指明文件，或者以管道送入 Arrow 或者 CSV";
        let Source::File(mut file) = source else {
            return Err(Fault { line: 1, says: PIPE.to_owned(), mend: "" });
        };
        let len = file.seek(SeekFrom::End(0)).map_err(|e| fault(1, e))?;
        let file = Shared { file: Arc::new(Mutex::new(file)), len };
        let known = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(|e| fault(1, e))?;
        // words stay the positions that they are in the file
        let by_place = |f: &Arc<Field>| match f.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
                let ty = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
                Arc::new(Field::new(f.name(), ty, f.is_nullable()))
            }
            _ => f.clone(),
        };
        let fields: Vec<Arc<Field>> = known.schema().fields().iter().map(by_place).collect();
        let options = ArrowReaderOptions::new().with_schema(Arc::new(Schema::new(fields)));
        let known =
            ArrowReaderMetadata::try_new(known.metadata().clone(), options).map_err(|e| fault(1, e))?;
        let (at, lists, head) = places(known.schema(), wanted);
        let roots = ProjectionMask::roots(known.parquet_schema(), projection(&at, &lists));
        let count = u64::try_from(known.metadata().file_metadata().num_rows()).ok();
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, known);
        let reader =
            builder.with_projection(roots).with_batch_size(BATCH).build().map_err(|e| fault(1, e))?;
        let batches = Box::new(reader.map(|b| b.map_err(|e| e.to_string())));
        let (rows, head) = Typed::of(batches, wanted, (&at, lists), head);
        Ok((Typed { count, ..rows }, head))
    }

    /// Opens Arrow: a file, or a stream of batches.
    pub(super) fn arrow(source: Source, wanted: &Wanted) -> Result<(Typed, Head), Fault> {
        let pipe: Box<dyn Read + Send> = match source {
            Source::Pipe(pipe) => pipe,
            Source::File(mut file) => {
                let mut magic = [0; 6];
                let is_file = file.read_exact(&mut magic).is_ok() && &magic == b"ARROW1";
                file.seek(SeekFrom::Start(0)).map_err(|e| fault(1, e))?;
                if is_file {
                    let look = FileReader::try_new(&mut file, None).map_err(|e| fault(1, e))?.schema();
                    let (at, lists, head) = places(&look, wanted);
                    file.seek(SeekFrom::Start(0)).map_err(|e| fault(1, e))?;
                    let own = projection(&at, &lists);
                    let reader = FileReader::try_new_buffered(file, Some(own)).map_err(|e| fault(1, e))?;
                    let batches = Box::new(reader.map(|b| b.map_err(|e| e.to_string())));
                    return Ok(Typed::of(batches, wanted, (&at, lists), head));
                }
                Box::new(file)
            }
        };
        // of a stream all columns are read: what is wanted is not known before it begins
        let reader = StreamReader::try_new_buffered(pipe, None).map_err(|e| fault(1, e))?;
        let (at, lists, head) = places(&reader.schema(), wanted);
        let batches = Box::new(reader.map(|b| b.map_err(|e| e.to_string())));
        Ok((
            Typed { batches, wanted: wanted.columns.clone(), at, lists, rest: None, given: 0, count: None },
            head,
        ))
    }

    /// The rows of a batch that stands in memory.
    pub(super) fn batch(batch: RecordBatch, wanted: &Wanted) -> (Typed, Head) {
        let (at, lists, head) = places(&batch.schema(), wanted);
        let batches = Box::new(std::iter::once(Ok(batch)));
        (
            Typed { batches, wanted: wanted.columns.clone(), at, lists, rest: None, given: 0, count: None },
            head,
        )
    }

    fn of(batches: Batches, wanted: &Wanted, (at, lists): (&[usize], Lists), head: Head) -> (Typed, Head) {
        let own = projection(at, &lists);
        let place = |root: usize| own.iter().position(|o| *o == root).unwrap_or_default();
        let lists = lists.into_iter().map(|(at, root, columns)| (at, place(root), columns)).collect();
        let at = at.iter().map(|root| place(*root)).collect();
        (
            Typed { batches, wanted: wanted.columns.clone(), at, lists, rest: None, given: 0, count: None },
            head,
        )
    }

    /// The columns of at most so many rows, the number of the first, and the lists; none at the end.
    pub(super) fn next(&mut self, rows: usize) -> Result<Option<Part>, Fault> {
        let mut lists: Vec<Listed> = self.lists.iter().map(|l| Listed::new(l.2.len())).collect();
        let mut columns: Vec<Option<Column>> = vec![None; self.at.len()];
        let mut got = 0;
        while got < rows {
            let batch = match self.rest.take() {
                Some(batch) => batch,
                None => match self.batches.next() {
                    None => break,
                    Some(batch) => batch.map_err(|e| fault(self.given + got as u64 + 1, e))?,
                },
            };
            let n = batch.num_rows().min(rows - got);
            self.rest = (n < batch.num_rows()).then(|| batch.slice(n, batch.num_rows() - n));
            let part = if self.rest.is_some() { batch.slice(0, n) } else { batch };
            let line = self.given + got as u64 + 1;
            let lists_of: Vec<ArrayRef> = self.lists.iter().map(|l| batch_column(&part, l.1)).collect();
            let arrays: Vec<ArrayRef> = self.at.iter().map(|at| batch_column(&part, *at)).collect();
            // what nobody else holds is taken over as it is
            drop(part);
            for ((array, column), name) in arrays.into_iter().zip(&mut columns).zip(&self.wanted) {
                let told = |says: String| Fault { line, says: quoted(name, &says), mend: MEND };
                *column = Some(read(array, column.take()).map_err(told)?);
            }
            for ((array, (_, _, inner)), list) in lists_of.iter().zip(&self.lists).zip(&mut lists) {
                let told = |says: String| Fault { line, says, mend: MEND };
                list.add(array, inner, line).map_err(told)?;
            }
            got += n;
        }
        let first = self.given + 1;
        self.given += got as u64;
        let lists = self.lists.iter().zip(lists).map(|(l, list)| (l.0, list.items())).collect();
        Ok((got > 0).then(|| (columns.into_iter().flatten().collect(), first, lists)))
    }

    /// How many rows there are, if the file tells.
    pub(super) fn count(&self) -> Option<u64> {
        self.count
    }

    /// The name of a wanted column.
    pub(super) fn name(&self, wanted: usize) -> &str {
        self.wanted.get(wanted).map(String::as_str).unwrap_or_default()
    }
}

fn quoted(name: &str, says: &str) -> String {
    let (en, zh) = says.split_once(" | ").unwrap_or((says, says));
    format!("column `{name}`: {en} | 列 `{name}`：{zh}")
}

#[expect(clippy::indexing_slicing, reason = "the positions are those of the schema of the batch")]
fn batch_column(batch: &RecordBatch, at: usize) -> ArrayRef {
    batch.columns()[at].clone()
}

/// Where the wanted columns and lists stand, those that are not there, and all that are.
fn places(schema: &Schema, wanted: &Wanted) -> (Vec<usize>, Lists, Head) {
    let head: Vec<String> = schema.fields().iter().map(|f| f.name().clone()).collect();
    let place = |w: &String| head.iter().position(|h| h == w);
    let at = wanted.columns.iter().filter_map(place).collect();
    let lists =
        wanted.own().filter_map(|(i, (key, columns))| Some((i, place(key)?, columns.clone()))).collect();
    let all = wanted.columns.iter().chain(wanted.own().map(|l| &l.1.0));
    let missing = all.filter(|w| place(w).is_none()).cloned().collect();
    (at, lists, (missing, head))
}

/// The roots that are read, each once, in the order of the file.
fn projection(at: &[usize], lists: &Lists) -> Vec<usize> {
    let mut own: Vec<usize> = at.iter().copied().chain(lists.iter().map(|l| l.1)).collect();
    own.sort_unstable();
    own.dedup();
    own
}

/// A list of rows, as it comes in batches.
struct Listed {
    columns: Vec<Option<Column>>,
    lines: Vec<u64>,
    ends: Vec<u32>,
    unknown: Vec<bool>,
}

impl Listed {
    fn new(columns: usize) -> Listed {
        Listed { columns: vec![None; columns], lines: Vec::new(), ends: Vec::new(), unknown: Vec::new() }
    }
    /// Adds the lists of some rows, the first of that number.
    fn add(&mut self, array: &ArrayRef, inner: &[String], first: u64) -> Result<(), String> {
        match array.data_type() {
            DataType::List(_) => self.add_sized(array.as_list::<i32>(), inner, first),
            DataType::LargeList(_) => self.add_sized(array.as_list::<i64>(), inner, first),
            other => Err(format!("it is no list, but {other} | 不是列表，而是 {other}")),
        }
    }
    fn add_sized<O: OffsetSizeTrait>(
        &mut self,
        array: &GenericListArray<O>,
        inner: &[String],
        first: u64,
    ) -> Result<(), String> {
        let offsets: Vec<usize> = array.value_offsets().iter().map(|o| o.as_usize()).collect();
        let (start, end) = (offsets.first().copied().unwrap_or(0), offsets.last().copied().unwrap_or(0));
        let items = array.values().slice(start, end - start);
        let Some(items) = items.as_struct_opt() else {
            return Err("its items have no columns | 各项没有列".to_owned());
        };
        for (name, column) in inner.iter().zip(&mut self.columns) {
            let array = items.column_by_name(name).ok_or_else(|| {
                let all = items.column_names().join(", ");
                format!("its items have no `{name}`; they have {all} | 各项没有 {name}；有 {all}")
            })?;
            *column = Some(read(array.clone(), column.take()).map_err(|says| quoted(name, &says))?);
        }
        for (row, (from, to)) in offsets.iter().zip(offsets.iter().skip(1)).enumerate() {
            self.lines.extend((*from..*to).map(|_| first + row as u64));
            self.ends.push(self.lines.len() as u32);
            self.unknown.push(array.is_null(row));
        }
        Ok(())
    }
    fn items(self) -> Items {
        let columns = self.columns.into_iter().flatten().collect();
        Items::typed(Chunk::lined(columns, self.lines), self.ends, self.unknown)
    }
}

/// Adds the cells of an array to a column.
fn read(array: ArrayRef, before: Option<Column>) -> Result<Column, String> {
    let rows = before.as_ref().map_or(0, Column::rows);
    let (cells, mut empty) = match before {
        Some(column) => (Some(column.cells), column.empty),
        None => (None, Vec::new()),
    };
    let nulls = array.logical_nulls().filter(|n| n.null_count() > 0);
    if nulls.is_some() || !empty.is_empty() {
        empty.resize(rows, false);
        match &nulls {
            Some(nulls) => empty.extend(nulls.iter().map(|valid| !valid)),
            None => empty.resize(rows + array.len(), false),
        }
    }
    let cells = match array.data_type() {
        DataType::Null => words(cells, (0..array.len()).map(|_| None)),
        DataType::Boolean => {
            let mut all = match cells {
                Some(Cells::Bits(all)) => all,
                _ => Vec::new(),
            };
            let end = all.len() + array.len();
            all.reserve(array.len() + 64);
            for bits in array.as_boolean().values().bit_chunks().iter_padded() {
                let each = bits.to_le_bytes();
                let spread = each.iter().filter_map(|byte| SPREAD.get(usize::from(*byte)));
                spread.for_each(|bits| all.extend_from_slice(bits));
            }
            all.truncate(end);
            Cells::Bits(all)
        }
        DataType::Int8 => whole::<Int8Type>(&array, cells),
        DataType::Int16 => whole::<Int16Type>(&array, cells),
        DataType::Int32 => whole::<Int32Type>(&array, cells),
        DataType::Int64 if cells.is_none() => Cells::Whole(taken(array)),
        DataType::Int64 => whole::<Int64Type>(&array, cells),
        DataType::UInt8 => whole::<UInt8Type>(&array, cells),
        DataType::UInt16 => whole::<UInt16Type>(&array, cells),
        DataType::UInt32 => whole::<UInt32Type>(&array, cells),
        DataType::UInt64 => {
            decimal(cells, 0, array.as_primitive::<UInt64Type>().values().iter().map(|n| i128::from(*n)))
        }
        DataType::Decimal32(_, scale) => decimal(
            cells,
            *scale,
            array.as_primitive::<Decimal32Type>().values().iter().map(|n| i128::from(*n)),
        ),
        DataType::Decimal64(_, scale) => decimal(
            cells,
            *scale,
            array.as_primitive::<Decimal64Type>().values().iter().map(|n| i128::from(*n)),
        ),
        DataType::Decimal128(_, scale) => {
            decimal(cells, *scale, array.as_primitive::<Decimal128Type>().values().iter().copied())
        }
        DataType::Float32 => {
            let all = array.as_primitive::<Float32Type>();
            let text = |n: f32| (!n.is_nan()).then(|| n.to_string());
            floats(&mut empty, rows, cells, all.iter().map(|n| n.and_then(text)))
        }
        DataType::Float64 => {
            let all = array.as_primitive::<Float64Type>();
            let text = |n: f64| (!n.is_nan()).then(|| n.to_string());
            floats(&mut empty, rows, cells, all.iter().map(|n| n.and_then(text)))
        }
        DataType::Date32 => days(cells, array.as_primitive::<Date32Type>().values().iter().copied()),
        DataType::Date64 => stamps::<Date64Type>(&array, cells, 86_400_000)?,
        DataType::Timestamp(TimeUnit::Second, None) => stamps::<TimestampSecondType>(&array, cells, 86_400)?,
        DataType::Timestamp(TimeUnit::Millisecond, None) => {
            stamps::<TimestampMillisecondType>(&array, cells, 86_400_000)?
        }
        DataType::Timestamp(TimeUnit::Microsecond, None) => {
            stamps::<TimestampMicrosecondType>(&array, cells, 86_400_000_000)?
        }
        DataType::Timestamp(TimeUnit::Nanosecond, None) => {
            stamps::<TimestampNanosecondType>(&array, cells, 86_400_000_000_000)?
        }
        DataType::Utf8 => words(cells, array.as_string::<i32>().iter()),
        DataType::LargeUtf8 => words(cells, array.as_string::<i64>().iter()),
        DataType::Utf8View => words(cells, array.as_string_view().iter()),
        DataType::Dictionary(key, _) => match key.as_ref() {
            DataType::Int8 => listed(array.as_dictionary::<Int8Type>(), cells)?,
            DataType::Int16 => listed(array.as_dictionary::<Int16Type>(), cells)?,
            DataType::Int32 => listed(array.as_dictionary::<Int32Type>(), cells)?,
            DataType::Int64 => listed(array.as_dictionary::<Int64Type>(), cells)?,
            DataType::UInt8 => listed(array.as_dictionary::<UInt8Type>(), cells)?,
            DataType::UInt16 => listed(array.as_dictionary::<UInt16Type>(), cells)?,
            DataType::UInt32 => listed(array.as_dictionary::<UInt32Type>(), cells)?,
            _ => listed(array.as_dictionary::<UInt64Type>(), cells)?,
        },
        other => return Err(unread(other)),
    };
    Ok(Column { cells, empty })
}

fn unread(ty: &DataType) -> String {
    format!("the type {ty} is not read | 不能读取 {ty} 类型")
}

fn whole<T: ArrowPrimitiveType>(array: &ArrayRef, cells: Option<Cells>) -> Cells
where
    T::Native: Into<i64>,
{
    let mut all = match cells {
        Some(Cells::Whole(all)) => all,
        _ => Vec::new(),
    };
    all.extend(array.as_primitive::<T>().values().iter().map(|n| (*n).into()));
    Cells::Whole(all)
}

/// The numbers of an array, without a copy if nobody else holds them.
fn taken(array: ArrayRef) -> Vec<i64> {
    let own = array.as_primitive::<Int64Type>().clone();
    drop(array);
    let (_, values, _) = own.into_parts();
    values.into_inner().into_vec().unwrap_or_else(|held| held.typed_data::<i64>().to_vec())
}

/// The bits of each byte, the lowest first.
#[expect(clippy::indexing_slicing, reason = "both run over what there is")]
const SPREAD: [[bool; 8]; 256] = {
    let mut all = [[false; 8]; 256];
    let mut at = 0;
    while at < 256 * 8 {
        all[at / 8][at % 8] = ((at / 8) >> (at % 8)) & 1 == 1;
        at += 1;
    }
    all
};

/// A decimal whose point stands behind noughts that are not written gets them.
fn decimal(cells: Option<Cells>, scale: i8, more: impl Iterator<Item = i128>) -> Cells {
    let mut all = match cells {
        Some(Cells::Decimal(all, _)) => all,
        _ => Vec::new(),
    };
    let times = 10i128.saturating_pow(u32::from(scale.min(0).unsigned_abs()));
    all.extend(more.map(|n| n.saturating_mul(times)));
    Cells::Decimal(all, u32::from(scale.max(0).unsigned_abs()))
}

fn days(cells: Option<Cells>, more: impl Iterator<Item = i32>) -> Cells {
    let mut all = match cells {
        Some(Cells::Days(all)) => all,
        _ => Vec::new(),
    };
    all.extend(more);
    Cells::Days(all)
}

/// Moments count as days if each is the beginning of one.
fn stamps<T: ArrowPrimitiveType<Native = i64>>(
    array: &ArrayRef,
    cells: Option<Cells>,
    per_day: i64,
) -> Result<Cells, String> {
    let array = array.as_primitive::<T>();
    if array.iter().flatten().any(|n| n.rem_euclid(per_day) != 0) {
        return Err("it tells moments, not days | 所载为时刻，不是日期".to_owned());
    }
    let day = |n: &i64| i32::try_from(n.div_euclid(per_day)).unwrap_or(i32::MAX);
    Ok(days(cells, array.values().iter().map(day)))
}

fn words<'w>(cells: Option<Cells>, more: impl Iterator<Item = Option<&'w str>>) -> Cells {
    let (mut codes, mut words) = match cells {
        Some(Cells::Words(codes, words)) => (codes, words),
        _ => (Vec::new(), Words::default()),
    };
    codes.extend(more.map(|w| w.map_or(0, |w| words.place(w))));
    Cells::Words(codes, words)
}

/// A number of the machine says what its shortest decimals say; what is no number says nothing.
fn floats(
    empty: &mut Vec<bool>,
    rows: usize,
    cells: Option<Cells>,
    more: impl Iterator<Item = Option<String>>,
) -> Cells {
    let texts: Vec<Option<String>> = more.collect();
    if texts.iter().any(Option::is_none) {
        empty.truncate(rows);
        empty.resize(rows, false);
        empty.extend(texts.iter().map(Option::is_none));
    }
    words(cells, texts.iter().map(Option::as_deref))
}

fn listed<K: ArrowDictionaryKeyType>(
    array: &DictionaryArray<K>,
    cells: Option<Cells>,
) -> Result<Cells, String> {
    let values = array.values();
    let word = |at: usize| -> Option<&str> {
        match values.data_type() {
            DataType::Utf8 => values.as_string_opt::<i32>().map(|v| v.value(at)),
            DataType::LargeUtf8 => values.as_string_opt::<i64>().map(|v| v.value(at)),
            DataType::Utf8View => values.as_string_view_opt().map(|v| v.value(at)),
            _ => None,
        }
    };
    if !matches!(values.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View) {
        return Err(unread(values.data_type()));
    }
    let (mut codes, mut words) = match cells {
        Some(Cells::Words(codes, words)) => (codes, words),
        _ => (Vec::new(), Words::default()),
    };
    // each word is looked up once, when it is met
    const NEVER: u32 = u32::MAX;
    let mut known = vec![NEVER; values.len()];
    let mut code = |key: usize| match known.get_mut(key) {
        None => 0,
        Some(place) => {
            if *place == NEVER {
                *place = word(key).map_or(0, |w| words.place(w));
            }
            *place
        }
    };
    codes.extend(array.keys_iter().map(|key| key.map_or(0, &mut code)));
    Ok(Cells::Words(codes, words))
}

/// A file that several readers of columns share.
struct Shared {
    file: Arc<Mutex<Box<dyn Seekable>>>,
    len: u64,
}

/// One of them.
struct Reader {
    file: Arc<Mutex<Box<dyn Seekable>>>,
    at: u64,
}

impl Read for Reader {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let mut file = self.file.lock().map_err(|_| std::io::Error::other("another reader failed"))?;
        file.seek(SeekFrom::Start(self.at))?;
        let n = file.read(out)?;
        self.at += n as u64;
        Ok(n)
    }
}

impl Length for Shared {
    fn len(&self) -> u64 {
        self.len
    }
}

impl ChunkReader for Shared {
    type T = BufReader<Reader>;
    fn get_read(&self, at: u64) -> ParquetResult<Self::T> {
        Ok(BufReader::with_capacity(HEADER, Reader { file: self.file.clone(), at }))
    }
    fn get_bytes(&self, at: u64, length: usize) -> ParquetResult<Bytes> {
        // at once: a buffer that grows would be read in many steps
        let mut all = vec![0; length];
        match (Reader { file: self.file.clone(), at }).read_exact(&mut all) {
            Ok(()) => Ok(all.into()),
            Err(e) if e.kind() == ErrorKind::UnexpectedEof => {
                Err(ParquetError::EOF("the file ends too early | 文件不完整".to_owned()))
            }
            Err(e) => Err(e.into()),
        }
    }
}
