//! The commands, one function each.

use super::exit::Exit;
use super::files::{RULES_LIMIT, has_ending, read};
use super::run::Work;
use super::{args, print};
use crate::diag::{Code, Diagnostic, Lang, clean, explain_code, nearest};
use crate::explain::Verdict;
use crate::render::{self, Marks};
use crate::session::Health;
use crate::val::parse_iso;
use clap::ArgMatches;
use std::path::Path;

fn grade(work: &mut Work<'_>, paths: &[String]) -> Vec<Verdict> {
    let modules = work.modules();
    let mut verdicts = Vec::new();
    if modules.is_empty() {
        return verdicts;
    }
    let texts = super::diff::texts(work, paths);
    work.each(&texts, |work, (name, text)| verdicts.extend(work.session.grade(name, text, &modules)));
    verdicts
}

fn unmet(verdicts: &[Verdict]) -> bool {
    verdicts.iter().any(|v| v.expected.iter().any(|e| !e.2))
}

/// `run`
pub(super) fn run(mut work: Work<'_>) -> Exit {
    let paths = work.paths();
    let verdicts = grade(&mut work, &paths);
    let brief = work.is_set("brief");
    if work.json {
        work.print(&render::json(&verdicts, &work.session.sources));
    } else {
        for v in &verdicts {
            work.print(&render::text(v, &work.session.sources, work.lang, brief));
        }
    }
    work.end(unmet(&verdicts))
}

/// `why`
pub(super) fn why(mut work: Work<'_>) -> Exit {
    let depth = work.matches.get_one::<u8>("depth").copied().unwrap_or(0);
    if work.is_set("both") {
        return super::diff::both(work, usize::from(depth));
    }
    let paths = work.values("CASE");
    let verdicts = grade(&mut work, &paths);
    let asked = work.value("not");
    for v in &verdicts {
        let not = match &asked {
            None => None,
            Some(word) => match grade_called(v, word) {
                Some(grade) => Some(grade),
                None => {
                    let words = v.scale.iter().flat_map(|n| [n.en.as_str(), n.zh.as_str()]);
                    let near = nearest(word, words).unwrap_or_default();
                    work.fault(Diagnostic::without_place(Code::UnknownGrade, &[word, &near]));
                    break;
                }
            },
        };
        work.print(&render::why(v, &work.session.sources, work.lang, not, usize::from(depth)));
    }
    work.end(unmet(&verdicts))
}

fn grade_called(v: &Verdict, word: &str) -> Option<usize> {
    let joined = word.trim().replace(' ', "_");
    v.scale.iter().position(|n| n.is(word) || n.is(&joined))
}

/// `check`
pub(super) fn check(mut work: Work<'_>) -> Exit {
    let mut wanted = work.values("MODULE");
    if wanted.is_empty() {
        wanted = work.session.module_names();
    }
    let mut good = 0usize;
    let deep = work.is_set("deep");
    let mut sound = Vec::new();
    for module in &wanted {
        let path = Path::new(module);
        let fine = if has_ending(path, &["grv", "md"]) || module.contains('/') {
            match read(path, RULES_LIMIT) {
                Ok(text) => {
                    let name = work.session.register(module, &text);
                    let name = name.filter(|name| work.session.check(name));
                    let fine = name.is_some();
                    sound.extend(name);
                    fine
                }
                Err(fault) => {
                    work.fault(fault);
                    false
                }
            }
        } else {
            let fine = work.session.check(module);
            if fine {
                sound.push(module.clone());
            }
            fine
        };
        good += usize::from(fine);
    }
    let all = wanted.len();
    let mut health = deep.then(Health::default);
    if let Some(all) = &mut health {
        let unsound = work.long(|work| {
            sound.iter().find_map(|module| {
                let own = work.session.health(module);
                all.asked += own.asked;
                all.open += own.open;
                own.unsound
            })
        });
        if let Some(asked) = &unsound {
            return super::compare::unsound(&work, asked);
        }
    }
    if work.json {
        let proofs = health
            .as_ref()
            .map_or(String::new(), |h| format!(",\"questions\":{},\"not_decided\":{}", h.asked, h.open));
        work.print(&format!("{{\"checked\":{all},\"without_errors\":{good}{proofs}}}\n"));
    } else {
        work.print(&match work.lang {
            Lang::En => format!("{good} of {all} modules without errors\n"),
            Lang::Zh => format!("{all} 个模块中 {good} 个无误\n"),
        });
        if let Some(h) = &health {
            work.print(&match work.lang {
                Lang::En => format!("{} questions over all cases, {} not decided\n", h.asked, h.open),
                Lang::Zh => format!("对所有可能的案件提出 {} 个问题，{} 个未定\n", h.asked, h.open),
            });
        }
    }
    work.end(good < all)
}

/// `show`
pub(super) fn show(mut work: Work<'_>) -> Exit {
    let Some(asked) = work.value("MODULE") else {
        let heads = work.session.heads();
        work.print(&match work.json {
            true => render::modules_json(&heads),
            false => clean(&render::modules(&heads, work.lang)),
        });
        return work.end(false);
    };
    let day = work.value("as-of");
    let on = day.as_deref().and_then(parse_iso);
    if let (Some(day), None) = (&day, on) {
        work.fault(Diagnostic::without_place(Code::NoSuchDate, &[day]));
        return work.end(false);
    }
    let Some(set) = work.rule_set(&asked) else { return work.end(false) };
    // a text of which a part or an edit is at fault is not the law that it is meant to make
    if work.is_set("redline") {
        let line = work.session.redline(&set);
        if let Some(line) = line.filter(|_| !work.session.sink.has_errors()) {
            let steps = line.steps.iter().flat_map(|s| &s.1);
            let known: Vec<_> = line.base.iter().chain(steps).cloned().collect();
            let twins = work.session.twins(&known);
            let marks = if work.is_set("plain") { Marks::Words } else { super::marks() };
            work.hand_out(&render::redline(&line, &twins, marks, work.lang));
        }
        return work.end(false);
    }
    let modules = work.session.consolidated(&set, on);
    if let Some(modules) = modules.filter(|_| !work.session.sink.has_errors()) {
        let twins = work.session.twins(&modules);
        match work.is_set("ours") {
            true => work.print(&clean(&render::ours(&modules, &twins, &work.session.sources, work.lang))),
            false => work.hand_out(&clean(&render::show(&modules, &twins, on, work.lang))),
        }
    }
    work.end(false)
}

/// `explain`
pub(super) fn explain(mut work: Work<'_>) -> Exit {
    let code = work.value("CODE").unwrap_or_default();
    match explain_code(&code, work.lang) {
        Some(page) => work.print(&page),
        None => {
            let wanted = code.to_uppercase();
            let near = nearest(&wanted, Code::ALL.iter().map(|c| c.row().id)).map(|n| match work.lang {
                Lang::En => format!("; did you mean {n}?"),
                Lang::Zh => format!("；相近：{n}"),
            });
            let says = match work.lang {
                Lang::En => format!("there is no code `{code}`"),
                Lang::Zh => format!("没有编号“{code}”"),
            };
            work.misused(&format!("{says}{}", near.unwrap_or_default()));
        }
    }
    work.end(false)
}

/// `completions`
pub(super) fn completions(matches: &ArgMatches, lang: Lang) -> Exit {
    let mut script = Vec::new();
    if let Some(shell) = matches.get_one::<clap_complete::Shell>("SHELL") {
        clap_complete::generate(*shell, &mut args::command(lang), "gravamen", &mut script);
    }
    print(&String::from_utf8_lossy(&script));
    Exit::Done
}

/// `help`
pub(super) fn help(mut work: Work<'_>) -> Exit {
    let mut root = args::command(work.lang);
    root.build();
    let Some(name) = work.value("COMMAND") else {
        work.print(&args::page(&root.render_help().to_string(), work.lang, work.width()));
        return work.end(false);
    };
    match root.find_subcommand_mut(&name) {
        Some(command) => {
            let help = command.render_help().to_string();
            work.print(&args::page(&help, work.lang, work.width()));
        }
        None => {
            let says = match work.lang {
                Lang::En => format!("there is no command `{name}`"),
                Lang::Zh => format!("没有命令“{name}”"),
            };
            work.misused(&says);
        }
    }
    work.end(false)
}
