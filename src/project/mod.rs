//! A scholar's own project: its manifest, its packages and their lock; works on texts, reads no files.

mod contents;
mod names;
mod tables;
mod manifest;
mod lock;
mod archive;
mod package;
mod start;
mod skeleton;

pub use archive::{MOST_PACKED, Refusal, pack, unpack};
pub use contents::{Contents, MOST_BYTES, MOST_FILES, hash, listing, sha256};
pub use lock::{LOCK, Lock, Locked};
pub use manifest::{Dependency, LANGUAGE, MANIFEST, Manifest, PACKAGES, with_dependency};
pub use names::{folded, is_module, part, path};
pub use package::{CITATIONS, Package, PackagedModule, belongs, module_of};
pub use skeleton::Skeleton;
pub use start::{first_module, first_project};
