//! The most that is taken of anything; `docs/LIMITS.md` states each of these.

/// Bytes of a file of rules.
pub const RULES_BYTES: usize = 1 << 20;
/// Bytes of a file of cases.
pub const CASE_BYTES: usize = 8 << 20;
/// Lines of a file of rules.
pub const LINES: usize = 20_000;
/// Characters of a line.
pub const COLUMNS: usize = 4_096;
/// Levels of brackets.
pub const NESTING: usize = 64;
/// Bytes of a name.
pub const NAME_BYTES: usize = 256;
/// Bytes of a text in quotation marks in JSON; in the language it stands in one line.
pub const STRING_BYTES: usize = 64 << 10;
/// Definitions, articles and other items of a module.
pub const RULES: usize = 10_000;
/// Modules of a run.
pub const MODULES: usize = 1_000;
/// Levels of modules that use one another.
pub const MODULE_LEVELS: usize = 32;
/// Records of one list of a case.
pub const RECORDS: usize = 10_000;
/// Members of a kind.
pub const MEMBERS: usize = 128;
/// The greatest number.
pub const NUMBER: i64 = 1_000_000_000_000_000;
/// Files of a package.
pub const PACKAGE_FILES: usize = 1_000;
/// Bytes of a package.
pub const PACKAGE_BYTES: usize = 16 << 20;
/// Diagnostics that are shown.
pub const SHOWN: usize = 20;
