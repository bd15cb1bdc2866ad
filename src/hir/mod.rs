//! The consolidated text: modules that take part in a run, their names, sources and provisions in order.

mod faults;
mod scope;
mod names;
mod citation;
mod retype;
pub mod amend;

pub use citation::citation;
pub use names::{InLanguage, Twins};
pub use retype::{declared, same, without};
pub use scope::{
    ArticleDecl, Decl, Looked, OffenceDecl, ProvisionDecl, ProvisionKind, Scope, Term, TermKind,
};

use crate::syntax::ast::{Header, Item};
use crate::text::FileId;

/// A parsed module.
#[derive(Debug, Clone)]
pub struct Module {
    /// Its text.
    pub file: FileId,
    /// Its head.
    pub header: Header,
    /// Its items, the head left out.
    pub items: Vec<Item>,
}
