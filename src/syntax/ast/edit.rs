//! Edits: what an amendment changes in the text that it amends.

use super::{Cite, Entry, Exception, Expr, Name, Penalty, Provision, ProvisionRange, Titles};
use crate::text::Span;

/// One edit, a unit of attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What it does.
    pub action: Action,
    /// `because "…" | "…"` | `理由 “…” | “…”`
    pub because: Option<Titles>,
    /// Its citations.
    pub cites: Vec<Cite>,
    /// Whether it is written in Chinese: what is offered to mend it is too.
    pub chinese: bool,
}

impl Edit {
    /// All its citations: a citation after an exception stands with the exception.
    pub fn citations(&self) -> Vec<Cite> {
        let exceptions = match &self.action {
            Action::Replace { with: text, .. } | Action::Insert { text, .. } => text.exceptions.as_slice(),
            Action::Add { exceptions, .. } => exceptions.as_slice(),
            Action::Adopt(_) | Action::Repeal { .. } | Action::Punish { .. } | Action::Set { .. } => &[],
        };
        exceptions.iter().flat_map(|e| &e.cites).chain(&self.cites).cloned().collect()
    }
}

/// What an edit does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// `adopt M` | `采用 M`
    Adopt(Name),
    /// `repeal P, Q, dropping references` | `删去 P、Q，并删去援引`
    Repeal { targets: Vec<Target>, endings: Vec<Ending> },
    /// `replace P with C` | `将 P 修改为 C`
    Replace { target: Target, with: Entry },
    /// `replace OFFENCE.GRADE with imprisonment …` | `将 罪名.等级 修改为 …有期徒刑`
    Punish { target: Target, with: Penalty },
    /// `after P insert Q: C` | `在 P 后增加 Q：C`
    Insert { after: Target, number: Provision, span: Span, text: Entry },
    /// `set P at 100 items` | `将 P 定为 一百条以上`
    Set { target: Target, value: Expr },
    /// `add to X or C` | `对 X 增列 或者 C`, `add to X except E unless F` | `对 X 增列 不包括 E 除非 F`
    Add { target: Target, alternative: Option<Expr>, exceptions: Vec<Exception> },
}

/// What an edit is aimed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// `5(1)(7)`, `5(1)(3) to (5)` | `第五条第一款第七项`
    Provision(ProvisionRange),
    /// `X`, `X.means`, `OFFENCE.conduct` | `X`、`X.是指`、`罪名.客观行为`
    Name(Name),
}

impl Target {
    /// Where it is written.
    pub fn span(&self) -> Span {
        match self {
            Target::Provision(range) => range.span,
            Target::Name(name) => name.span,
        }
    }
}

/// What becomes of the citations of what is repealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// `keeping its standard` | `并保留标准`; else `dropping references` | `并删去援引`
    pub keeping: bool,
    /// `in 5(1)(8)` | `于 第五条第一款第八项`; none means wherever it is cited
    pub places: Vec<Target>,
    /// Where.
    pub span: Span,
}
