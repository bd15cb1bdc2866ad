//! (to come)
/// (to come)
pub fn explain() {}
