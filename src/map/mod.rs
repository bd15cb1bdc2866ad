//! Where the outcome changes if one or two numbers of a case move and all else stays: exact lines, cells and regions.

mod line;
mod lines;
mod cells;
mod region;
mod sweep;

pub use cells::{Face, Map, Window, map};
pub use line::{Line, Point};
pub use lines::{Axes, Layer, Refusal, numbers};
pub use region::{Region, Stroke};
pub use sweep::{Stretch, sweep};

/// The least and the greatest outcome at a point; equal where nothing is left open.
pub type Grade = (usize, usize);
