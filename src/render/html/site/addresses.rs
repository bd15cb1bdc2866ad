//! Where everything of a site lies, the same in both languages.

use crate::session::{Documented, Exercise};
use std::collections::BTreeSet;

/// Where everything lies, the same in both languages.
pub(super) struct Addresses {
    /// The file of each module's page.
    pub(super) files: Vec<String>,
    /// The address of each case on its page.
    pub(super) cases: Vec<String>,
}

impl Addresses {
    pub(super) fn of(set: &Documented) -> Addresses {
        let mut taken = BTreeSet::new();
        // file systems may not tell small letters from capitals
        let mut unique = |wanted: String| {
            let mut name = wanted.clone();
            let mut n = 1;
            while !taken.insert(name.to_lowercase()) {
                n += 1;
                name = format!("{wanted}~{n}");
            }
            name
        };
        let files = set.modules.iter().map(|v| unique(v.module.header.name.english().to_owned()));
        let files: Vec<String> = files.map(|name| format!("{name}.html")).collect();
        let plain = |c: char| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
        let named = |e: &Exercise| e.case.names.first().map(|n| n.chars().map(plain).collect::<String>());
        let cases =
            set.cases.iter().map(|e| unique(format!("case-{}", named(e).unwrap_or_default()))).collect();
        Addresses { files, cases }
    }
}
