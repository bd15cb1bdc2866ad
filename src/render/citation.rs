//! How a project is cited: BibTeX and CSL-JSON.

use crate::project::Manifest;
use serde_json::{Value, json};

/// The key under which it is cited: its name and version.
fn key(m: &Manifest) -> String {
    format!("{}-{}", m.name, m.version)
}

/// What it is called: its description, else its name.
fn title(m: &Manifest) -> &str {
    if m.description.is_empty() { &m.name } else { &m.description }
}

fn note(m: &Manifest) -> String {
    let mut note = format!("Gravamen rule set {}, version {}", m.name, m.version);
    for (i, (short, title)) in m.sources.iter().enumerate() {
        note.push_str(if i == 0 { "; sources: " } else { "; " });
        note.push_str(&format!("{short} = {title}"));
    }
    note
}

/// The entry for BibTeX; signs that TeX reads otherwise are escaped.
pub fn bibtex(m: &Manifest) -> String {
    let authors: Vec<String> = m.authors.iter().map(|a| format!("{{{}}}", tex(a))).collect();
    let mut fields = vec![("title", format!("{{{}}}", tex(title(m))))];
    if !authors.is_empty() {
        fields.insert(0, ("author", authors.join(" and ")));
    }
    fields.push(("version", tex(&m.version)));
    fields.push(("note", tex(&note(m))));
    let fields: Vec<String> = fields.iter().map(|(k, v)| format!("  {k} = {{{v}}}")).collect();
    format!("@misc{{{},\n{}\n}}\n", key(m), fields.join(",\n"))
}

/// The entry for reference managers that read CSL-JSON.
pub fn csl_json(m: &Manifest) -> String {
    let authors: Vec<Value> = m.authors.iter().map(|a| json!({ "literal": a })).collect();
    let entry = json!([{
        "id": key(m),
        "type": "software",
        "title": title(m),
        "author": authors,
        "version": m.version,
        "jurisdiction": m.jurisdiction,
        "license": m.license,
        "note": note(m),
    }]);
    format!("{entry:#}\n")
}

fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '&' | '#' | '$' | '_' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
