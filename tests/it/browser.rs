//! The browser that pages are opened in, if this machine has one.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The browser on this machine.
pub fn chromium() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    std::env::split_paths(&folders).flat_map(|f| names.map(|n| f.join(n))).find(|p| p.is_file())
}

/// Opens an address without a network, with a profile of its own: the page after its scripts have run, and what is said
/// of it.
pub fn opened(browser: &Path, profile: &Path, more: &[String], address: &str) -> Output {
    Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-default-apps", "--disable-extensions", "--enable-logging=stderr"])
        .args(["--timeout=20000", "--host-resolver-rules=MAP * ~NOTFOUND"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(more)
        .arg("--dump-dom")
        .arg(format!("file://{address}"))
        .output()
        .unwrap()
}
