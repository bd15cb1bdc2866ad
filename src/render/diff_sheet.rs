//! Comparisons as tables for other programs: CSV, and a workbook of Office Open XML, written without compression.
//!
//! Text from cases stays text: nothing that a spreadsheet could take for a formula begins a cell of CSV, and the cells of
//! the workbook are strings by type.

use super::diff_page::{Page, Table, cell};
use crate::compare::Diff;
use crate::diag::Lang;
use crate::text::Sources;

/// What `diff -f csv` prints: a row a case.
pub fn diff_csv(diff: &Diff, sources: &Sources, lang: Lang) -> String {
    let table = Page { diff, sources, lang, width: usize::MAX }.cases();
    let mut out = String::new();
    for row in [&table.head].into_iter().chain(&table.rows) {
        out.push_str(&row.iter().map(|c| csv(c)).collect::<Vec<_>>().join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell that no spreadsheet takes for a formula, in quotation marks where it needs them.
pub(super) fn csv(text: &str) -> String {
    let starts = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let shown = cell(text);
    let defused = if text.starts_with(starts) { format!("'{shown}") } else { shown };
    match defused.contains(['"', ',', ';', ' ']) {
        true => format!("\"{}\"", defused.replace('"', "\"\"")),
        false => defused,
    }
}

/// What `diff -o FILE.xlsx` writes: the cases, each matrix, the groups, the edits.
pub fn diff_xlsx(diff: &Diff, sources: &Sources, lang: Lang) -> Vec<u8> {
    let page = Page { diff, sources, lang, width: usize::MAX };
    let mut sheets = vec![page.cases()];
    for to in page.others() {
        let mut matrix = page.matrix(to, &diff.matrix(to));
        let blank = vec![String::new(); matrix.head.len()];
        for note in page.notes(to) {
            let mut line = blank.clone();
            line.splice(0..1, [note]);
            matrix.rows.push(line);
        }
        sheets.push(matrix);
        sheets.extend(page.groups(to));
    }
    if !diff.edits.is_empty() {
        sheets.push(page.edits());
    }
    workbook_of(&sheets)
}

/// A workbook with a sheet a table.
pub(super) fn workbook_of(sheets: &[Table]) -> Vec<u8> {
    let names: Vec<String> =
        sheets.iter().enumerate().map(|(i, t)| format!("{} {}", i + 1, t.title)).collect();
    let count = 1..=sheets.len();
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), content_types(count.clone())),
        ("_rels/.rels".to_owned(), relations([("officeDocument".to_owned(), "xl/workbook.xml".to_owned())])),
        ("xl/workbook.xml".to_owned(), workbook(&names)),
        ("xl/_rels/workbook.xml.rels".to_owned(), workbook_relations(count)),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
    ];
    for (i, table) in sheets.iter().enumerate() {
        files.push((format!("xl/worksheets/sheet{}.xml", i + 1), sheet(table)));
    }
    zip(&files)
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// Style 0 is plain, style 1 is bold.
const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts count=\"2\"><font><sz val=\"11\"/></font><font><b/><sz val=\"11\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf/><xf fontId=\"1\" applyFont=\"1\"/></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

/// The characters that XML may hold, the special ones escaped.
fn xml(text: &str) -> String {
    let mut out = String::new();
    for c in cell(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

fn content_types(sheets: impl Iterator<Item = usize>) -> String {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let part = |path: &str, what: &str| {
        format!("<Override PartName=\"/xl/{path}.xml\" ContentType=\"{kind}.{what}+xml\"/>")
    };
    let mut out = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}",
        part("workbook", "sheet.main"),
        part("styles", "styles")
    );
    sheets.for_each(|i| out.push_str(&part(&format!("worksheets/sheet{i}"), "worksheet")));
    out + "</Types>"
}

fn relations(all: impl IntoIterator<Item = (String, String)>) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (i, (kind, target)) in all.into_iter().enumerate() {
        let id = i + 1;
        out.push_str(&format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>"));
    }
    out + "</Relationships>"
}

fn workbook_relations(sheets: impl Iterator<Item = usize>) -> String {
    let sheets = sheets.map(|i| ("worksheet".to_owned(), format!("worksheets/sheet{i}.xml")));
    relations(sheets.chain([("styles".to_owned(), "styles.xml".to_owned())]))
}

fn workbook(names: &[String]) -> String {
    let mut out = format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    for (i, name) in names.iter().enumerate() {
        // a sheet's name has at most 31 characters, and none of these
        let short: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
        let id = i + 1;
        out.push_str(&format!("<sheet name=\"{}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>", xml(&short)));
    }
    out + "</sheets></workbook>"
}

fn sheet(table: &Table) -> String {
    let mut out = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" state=\"frozen\"/></sheetView></sheetViews><sheetData>"
    );
    for (i, row) in [&table.head].into_iter().chain(&table.rows).enumerate() {
        let style = if i == 0 { " s=\"1\"" } else { "" };
        out.push_str(&format!("<row r=\"{}\">", i + 1));
        for (c, text) in row.iter().enumerate() {
            let at = format!("{}{}", column(c), i + 1);
            let digits: String = text.chars().filter(|c| *c != ',').collect();
            let is_number = i > 0 && c > 0 && digits.len() < 10 && digits.parse::<u32>().is_ok();
            out.push_str(&match is_number {
                true => format!("<c r=\"{at}\"><v>{digits}</v></c>"),
                false => format!(
                    "<c r=\"{at}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    xml(text)
                ),
            });
        }
        out.push_str("</row>");
    }
    out + "</sheetData></worksheet>"
}

/// `A`, …, `Z`, `AA`, …
fn column(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    match (at / 26).checked_sub(1) {
        Some(before) => format!("{}{letter}", column(before)),
        None => letter.to_string(),
    }
}

/// An archive of uncompressed files, all dated the first day that the format knows.
fn zip(files: &[(String, String)]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let (start, size) = ((out.len() as u32).to_le_bytes(), (text.len() as u32).to_le_bytes());
        // version 2.0, names in UTF-8, stored, 1980-01-01
        let mut shared = vec![20, 0, 0, 8, 0, 0, 0, 0, 33, 0];
        shared.extend(crc(text.as_bytes()).to_le_bytes());
        shared.extend([size, size].concat());
        shared.extend((name.len() as u16).to_le_bytes());
        shared.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&shared);
        out.extend([name.as_bytes(), text.as_bytes()].concat());
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&shared);
        list.extend([0; 10]);
        list.extend(start);
        list.extend(name.as_bytes());
    }
    let (start, size, count) = (out.len() as u32, list.len() as u32, files.len() as u16);
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend([size.to_le_bytes(), start.to_le_bytes()].concat());
    out.extend([0, 0]);
    out
}

/// The checksum of the format (CRC-32).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |s, _| if s & 1 == 1 { (s >> 1) ^ 0xedb8_8320 } else { s >> 1 })
    })
}
