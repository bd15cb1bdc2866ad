//! The core: a flat, total graph of nodes, its schema, and the facts of a case; engines read nothing else.

pub mod schema;
pub mod facts;
pub mod node;
pub mod program;
pub mod from_hir;
