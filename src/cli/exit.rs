//! The exit codes and how they follow from what was found.

use crate::diag::{Code, Sink};
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// An expectation or a check failed.
    Failed,
    /// The input has errors.
    Input,
    /// A limit was reached.
    Limit,
    /// Our own fault.
    Internal,
}

impl Exit {
    /// Our own fault weighs more than a limit, a limit more than an error, an error more than an expectation that is not met.
    pub fn of(sink: &Sink, failed: bool) -> Exit {
        let limit = |c: Code| matches!(c, Code::TooMany | Code::TooLarge | Code::TooDeep);
        let is_input = |c: Code| c != Code::NotReady;
        if sink.found.iter().any(|d| d.code == Code::AtOdds) {
            Exit::Internal
        } else if sink.found.iter().any(|d| limit(d.code)) {
            Exit::Limit
        } else if sink.found.iter().any(|d| !d.is_warning() && is_input(d.code)) {
            Exit::Input
        } else if failed || sink.has_errors() {
            Exit::Failed
        } else {
            Exit::Done
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Input => 2,
            Exit::Limit => 3,
            Exit::Internal => 4,
        })
    }
}
