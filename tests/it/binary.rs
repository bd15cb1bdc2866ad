//! The program itself, started as every machine starts it alike.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// What of the surroundings would change an answer.
const SURROUNDINGS: [&str; 9] = [
    "GRAVAMEN_LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "COLUMNS",
    "NO_COLOR",
    "XDG_DATA_HOME",
    "VISUAL",
    "EDITOR",
    "CLICOLOR_FORCE",
];

/// The program, from the root of the package.
pub fn start() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LANG", "C").env("TERM", "dumb");
    SURROUNDINGS.iter().for_each(|name| {
        command.env_remove(name);
    });
    command
}

/// What a command prints to whom types these lines.
pub fn typed(command: &mut Command, lines: &str) -> Output {
    let piped = Stdio::piped;
    let mut child = command.stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
    // the pipe ends here: the program reads to its end
    let written = child.stdin.take().unwrap().write_all(lines.as_bytes());
    // a command that refuses its file ends before it reads a line
    if let Err(e) = written {
        assert_eq!(e.kind(), std::io::ErrorKind::BrokenPipe, "{e}");
    }
    child.wait_with_output().unwrap()
}
