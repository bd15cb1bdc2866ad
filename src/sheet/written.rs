//! Columns as a Parquet file.

use super::column::{Cells, Column};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray,
};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;
use std::sync::Arc;

/// A whole Parquet file with these columns; the same bytes for the same cells.
pub fn parquet(head: &[String], columns: &[Column]) -> Result<Vec<u8>, String> {
    let arrays = head.iter().zip(columns).map(|(name, column)| Ok((name.as_str(), array(column)?)));
    let arrays = arrays.collect::<Result<Vec<(&str, ArrayRef)>, String>>()?;
    let batch = RecordBatch::try_from_iter(arrays).map_err(|e| e.to_string())?;
    let how = WriterProperties::builder().set_compression(Compression::SNAPPY);
    let how = how.set_created_by(format!("gravamen {}", env!("CARGO_PKG_VERSION")));
    // words that mostly differ, and numbers, are not looked up among those before
    let apart = |column: &Column| match &column.cells {
        Cells::Words(_, words) => words.as_they_came(),
        Cells::Whole(_) => true,
        Cells::Decimal(..) | Cells::Days(_) | Cells::Bits(_) => false,
    };
    let names = head.iter().zip(columns).filter(|c| apart(c.1)).map(|c| ColumnPath::from(c.0.as_str()));
    let how = names.fold(how, |how, name| how.set_column_dictionary_enabled(name, false)).build();
    let mut out = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut out, batch.schema(), Some(how)).map_err(|e| e.to_string())?;
    writer.write(&batch).map_err(|e| e.to_string())?;
    writer.close().map_err(|e| e.to_string())?;
    Ok(out)
}

fn array(column: &Column) -> Result<ArrayRef, String> {
    let there = |row: usize| !column.is_empty(row);
    Ok(match &column.cells {
        Cells::Words(codes, words) => {
            let all = codes.iter().enumerate().map(|(row, c)| there(row).then(|| words.word(*c)));
            Arc::new(all.collect::<StringArray>())
        }
        Cells::Whole(all) => {
            let all = all.iter().enumerate().map(|(row, n)| there(row).then_some(*n));
            Arc::new(all.collect::<Int64Array>())
        }
        Cells::Decimal(all, scale) => {
            let all = all.iter().enumerate().map(|(row, n)| there(row).then_some(*n));
            let scale = i8::try_from(*scale).map_err(|e| e.to_string())?;
            let all = all.collect::<Decimal128Array>().with_precision_and_scale(38, scale);
            Arc::new(all.map_err(|e| e.to_string())?)
        }
        Cells::Days(all) => {
            let all = all.iter().enumerate().map(|(row, n)| there(row).then_some(*n));
            Arc::new(all.collect::<Date32Array>())
        }
        Cells::Bits(all) => {
            let all = all.iter().enumerate().map(|(row, n)| there(row).then_some(*n));
            Arc::new(all.collect::<BooleanArray>())
        }
    })
}
