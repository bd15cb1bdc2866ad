//! "Did you mean": the declared name nearest to a misspelt one.

use super::likeness::as_read;

/// Nobody means a longer name; comparing it would take long.
const LONGEST: usize = 80;

/// The candidate nearest to `wrong`, if one is near enough to be meant; traditional characters and look-alikes are
/// as near as can be.
pub fn nearest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let plain = as_read(wrong);
    let length = plain.chars().count();
    if length > LONGEST {
        return None;
    }
    let allowed = if plain.is_ascii() { (length / 3).max(1) } else { (length / 2).clamp(1, 3) };
    candidates
        .filter(|c| *c != wrong && c.len() <= 4 * LONGEST)
        .map(|c| (strsim::damerau_levenshtein(&plain, &as_read(c)), c))
        .filter(|(distance, c)| *distance <= allowed && *distance < c.chars().count())
        .min()
        .map(|(_, c)| c.to_owned())
}
