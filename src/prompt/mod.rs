//! The prompt without its terminal: a line goes in, an answer in words comes out.
//!
//! It holds the current rules, the case and what was changed in it; reads and writes files only through its [`Desk`].

mod picture;
mod entry;
mod command;
mod state;
mod example;
mod complete;
mod target;
mod ask;
mod items;
mod about;
mod whatif;
mod regions;
mod files;
mod overall;
mod answer;

pub use complete::{Candidate, Index, Tone};
pub use entry::{entries, is_unfinished};
pub use files::SCRIPT;
pub use picture::Ink;
pub use state::{Answer, Desk, Prompt, Saved};
