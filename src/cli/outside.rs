//! Questions put to a solver from outside, on the same text; and their texts written to a folder.

use super::project::{make_folder, write_over};
use super::run::Work;
use crate::diag::{Code, Diagnostic, Lang};
use crate::session::Question;
use clap::Arg;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How long a solver from outside may take over a question, in seconds.
const SECONDS: u32 = 60;
/// Puts a file to the Python package of cvc5, which brings no program.
const CVC5: &str = "import sys, cvc5
solver = cvc5.Solver()
solver.setOption('tlimit', '60000')
parser = cvc5.InputParser(solver)
parser.setFileInput(cvc5.InputLanguage.SMT_LIB_2_6, sys.argv[1])
symbols = parser.getSymbolManager()
while True:
    command = parser.nextCommand()
    if command.isNull():
        break
    print(command.invoke(solver, symbols), end='')
";

/// The options of `compare` and `prove` about other solvers.
pub(super) fn options(lang: Lang) -> [Arg; 2] {
    let emit = Arg::new("emit-smt2")
        .long("emit-smt2")
        .value_name("DIR")
        .help(lang.pick(&["Write each question as SMT-LIB text", "把每个问题写成 SMT-LIB 文本"]));
    let check = Arg::new("check-with").long("check-with").value_name("z3|cvc5").help(lang.pick(&[
        "Put each question to another solver too and hold the answers together",
        "另以其他求解器回答每个问题并核对",
    ]));
    [emit, check.value_parser(["z3", "cvc5"]).hide_possible_values(true)]
}

/// Whether the questions are wanted.
pub(super) fn wanted(work: &Work<'_>) -> bool {
    work.value("emit-smt2").is_some() || work.value("check-with").is_some()
}

/// Writes and checks questions as the options ask for; false if another solver gave another answer.
pub(super) fn put(work: &mut Work<'_>, questions: &[Question]) -> bool {
    if let Some(folder) = work.value("emit-smt2") {
        if let Err(fault) = make_folder(Path::new(&folder)) {
            work.fault(fault);
            return true;
        }
        for question in questions {
            let path = Path::new(&folder).join(format!("{}.smt2", question.id));
            if let Err(fault) = write_over(&path, question.text.as_bytes()) {
                work.fault(fault);
                return true;
            }
        }
    }
    let Some(solver) = work.value("check-with") else { return true };
    let (mut agree, mut open, mut sound) = (0, 0, true);
    for question in questions {
        match answer(&solver, question) {
            Ok(None) => open += 1,
            Ok(Some(said)) => match question.possible {
                Some(ours) if ours == said => agree += 1,
                Some(_) => {
                    sound = false;
                    super::warn(&match work.lang {
                        Lang::En => format!("{solver} answers otherwise: {}\n", question.id),
                        Lang::Zh => format!("{solver} 的答案不同：{}\n", question.id),
                    });
                }
                None => open += 1,
            },
            Err(fault) => {
                work.fault(fault);
                return sound;
            }
        }
    }
    let all = questions.len();
    super::warn(&match work.lang {
        Lang::En => format!("{solver}: {agree} of {all} answers agree, {open} open on either side\n"),
        Lang::Zh => format!("{solver}：{all} 个答案中 {agree} 个一致，{open} 个任一方未定\n"),
    });
    sound
}

/// A file that is taken away when it is no longer needed.
struct Kept(PathBuf);

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// What a solver answers: possible or not; none if it does not know.
fn answer(solver: &str, question: &Question) -> Result<Option<bool>, Diagnostic> {
    let path = std::env::temp_dir().join(format!("gravamen-{}-{}.smt2", std::process::id(), question.id));
    write_over(&path, question.text.as_bytes())?;
    let file = Kept(path);
    let limit = if solver == "z3" { format!("-T:{SECONDS}") } else { format!("--tlimit={SECONDS}000") };
    let mut found = Command::new(solver).arg(limit).arg(&file.0).output();
    if solver == "cvc5" && found.as_ref().is_err_and(|e| e.kind() == ErrorKind::NotFound) {
        found = Command::new("python3").args(["-c", CVC5]).arg(&file.0).output();
    }
    let package = if solver == "z3" { "z3-solver" } else { "cvc5" };
    let missing = |why: &str| Diagnostic::without_place(Code::NoSolver, &[solver, package, why]);
    let said = found.map_err(|e| match e.kind() {
        ErrorKind::NotFound => missing("it is not installed | 未安装"),
        _ => missing(&e.to_string()),
    })?;
    let text = String::from_utf8_lossy(&said.stdout);
    match text.lines().next().map(str::trim) {
        Some("sat") => Ok(Some(true)),
        Some("unsat") => Ok(Some(false)),
        Some("unknown" | "timeout") => Ok(None),
        first => {
            let errors = String::from_utf8_lossy(&said.stderr);
            let why = errors.lines().last().or(first).unwrap_or("-").to_owned();
            Err(missing(&why))
        }
    }
}
