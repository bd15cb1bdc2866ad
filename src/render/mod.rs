//! Verdicts for people and for machines; computes nothing that could change an answer.

mod citation;
mod json;
mod phrases;
mod columns;
mod text;
mod why;
mod answer;
mod diff_phrases;
mod diff_page;
mod diff;
mod diff_sheet;
mod diff_json;
mod diff_both;
mod show;
mod redline;
mod refusal;
mod asked;
mod together;
mod overall;
mod chart;
mod figure;
mod html;
mod tested;
mod tested_forms;
mod boundary;
mod batch;
mod coding;
mod spoken;
mod varied;
mod overall_json;
mod chart_json;
mod variants;

pub use answer::{amount, formula, moved, truth};
pub use asked::{missing, missing_json, question, reasons, standing, takes, unasked};
pub use batch::{
    PartNote, PartSum, RunNote, batch_head, batch_text, csv_cell, csv_line, manifest, other_run, part_note,
    read_part_note, read_run_note, run_note,
};
pub use boundary::{boundary_suite, boundary_summary, pairs_suite, pairs_summary};
pub use chart::chart;
pub use chart_json::chart_json;
pub use citation::{bibtex, csl_json};
pub use coding::{Coding, coding};
pub use columns::{fitted, listed, pad};
pub use diff::{diff_markdown, diff_text};
pub use diff_both::both;
pub use diff_json::diff_json;
pub use diff_sheet::{diff_csv, diff_xlsx};
pub use figure::{Figure, Table};
pub use html::{Reproduction, figures, html, reproduction, site};
pub use json::{diagnostics_json, json};
pub use overall::{contrast, settled};
pub use overall_json::{contrast_json, refused_json, settled_json};
pub use redline::{Marks, redline};
pub use refusal::refused;
pub use show::{modules, modules_json, ours, show};
pub use spoken::spoken;
pub use tested::{coverage, tested, totals};
pub use tested_forms::{junit, tested_json};
pub use text::text;
pub use variants::{variants, variants_json};
pub use varied::{varied, varied_json};
pub use why::why;
