//! Names that mean the same on every system and never lead out of a folder.

/// The longest path, and the longest of its parts, in bytes.
const LONGEST: [usize; 2] = [200, 90];
/// Names that Windows gives to devices, whatever ending follows.
const DEVICES: [&str; 7] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];
/// Signs beside letters, figures and Han characters.
const SIGNS: &str = "-_.（）〔〕《》、，·";

/// Why a text may not be a name, `English | 中文`.
pub type Reason = &'static str;

/// A path inside a folder, as `rules/a/b.grv`: `/` between its parts, each of them a [`part`].
pub fn path(name: &str) -> Result<(), Reason> {
    if name.len() > LONGEST[0] {
        return Err("it is too long | 名称过长");
    }
    if name.starts_with('/') {
        return Err("it begins at the root | 它从根目录开始");
    }
    if name.contains('\\') {
        return Err("it holds `\\` | 其中有 \\");
    }
    if name.contains(':') {
        return Err("it holds `:` | 其中有冒号");
    }
    name.split('/').try_for_each(part)
}

/// One part of a path, or the name of a project.
pub fn part(name: &str) -> Result<(), Reason> {
    if name.is_empty() {
        return Err("a part of it is empty | 其中有空的部分");
    }
    if name.len() > LONGEST[1] {
        return Err("it is too long | 名称过长");
    }
    if name == "." || name == ".." {
        return Err("`.` and `..` lead elsewhere | . 与 .. 指向别处");
    }
    if name.starts_with(['.', '-']) {
        return Err("it begins with `.` or `-` | 它以 . 或者 - 开头");
    }
    if name.ends_with(['.', ' ']) {
        return Err("it ends with `.` or a space | 它以句点或者空格结尾");
    }
    if is_device(name) {
        return Err("Windows gives this name to a device | 此名称在 Windows 上是设备");
    }
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || SIGNS.contains(c) || is_han(c)) {
        return Err("it holds a character that may not stand in a name | 其中有不能用于名称的字符");
    }
    Ok(())
}

/// The name of a module: parts of letters, figures, `_`, `-` and Han characters with dots between.
pub fn is_module(name: &str) -> bool {
    let sign = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c) || is_han(c);
    name.len() <= LONGEST[0] && name.split('.').all(|p| part(p).is_ok() && p.chars().all(sign))
}

/// The form in which two names are the same on a system that does not tell capitals apart.
pub fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// Han characters that no normal form of Unicode replaces by others.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2f7ff}' | '\u{30000}'..='\u{3ffff}' | '〇')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_lowercase();
    let port = |p: &str| {
        let figure = stem.strip_prefix(p).unwrap_or("");
        figure.chars().count() == 1 && figure.chars().all(|c| c.is_ascii_digit() || "¹²³".contains(c))
    };
    let plain = DEVICES.iter().any(|d| stem == *d);
    plain || port("com") || port("lpt")
}
