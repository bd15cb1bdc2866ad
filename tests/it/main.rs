//! Integration tests.

mod robust;
mod syntax;
mod ui;
