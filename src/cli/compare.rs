//! `compare` and `prove`: what holds over all cases.

use super::args::{format, operand, sub, with};
use super::diff::{parted, sets};
use super::exit::Exit;
use super::outside;
use super::project::{make_folder, write_over};
use super::run::Work;
use crate::diag::Lang;
use crate::prove::{Halted, Refused, Stopped};
use crate::render;
use crate::session::{Answered, Contrast, Exhibit, RuleSet, Settled, Stand, facts_named};
use clap::{Arg, ArgAction, Command};
use std::path::Path;

/// The folder to which witnesses are written.
fn save(lang: Lang) -> Arg {
    Arg::new("save").long("save").value_name("DIR").help(lang.pick(&[
        "Write each witness as a case file with what both give",
        "把每个反例写成案件文件，并附两者的结论",
    ]))
}

/// The command line of `compare`.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "compare",
        ["Compare two rule sets over all possible cases", "就一切可能的案件比较两套规则"],
        [
            "Example: gravamen compare cn.pi.interpretation_2017 rules/mine.grv --save witnesses/",
            "例：gravamen compare 现行解释 rules/改革甲.grv --save 反例/",
        ],
    )
    .arg(
        operand(lang, "WHAT", ["Two modules (\"BASE with THEORY\" too)", "两个模块（亦可“甲 采用 乙”）"])
            .required(true)
            .num_args(1..),
    )
    .arg(Arg::new("where").long("where").value_name("CONDITION").help(lang.pick(&[
        "Only cases that meet this condition, as the first module reads it",
        "只看符合此条件的案件（按第一个模块理解）",
    ])))
    .arg(Arg::new("facts").long("facts").value_name("FACT,…").help(lang.pick(&[
        "A table by one to three facts or numbers, every part settled by proof",
        "按一至三项事实或者数列表，各区域逐一证明",
    ])))
    .arg(Arg::new("variants").long("variants").action(ArgAction::SetTrue).help(lang.pick(&[
        "Each two of several rule sets; of one module its choices: ways to mend a fault, else parameters",
        "多套规则两两比较；仅一个模块时比较其写法：错误的各种改法，否则为各项参数",
    ])))
    .arg(save(lang))
    .args(outside::options(lang))
    .arg(format(lang))
}

/// The command line of `prove`.
pub(super) fn prove_command(lang: Lang) -> Command {
    sub(
        lang,
        "prove",
        ["Settle the claims of modules over all possible cases", "就一切可能的案件证明或者推翻模块的命题"],
        ["Example: gravamen prove cn.pi.reform.thesis", "例：gravamen prove 论文改革方案"],
    )
    .arg(
        operand(
            lang,
            "MODULE",
            [
                "Modules or files (default: every module that states a claim)",
                "模块或者文件（默认：所有写有命题的模块）",
            ],
        )
        .num_args(0..),
    )
    .arg(with(lang))
    .arg(save(lang))
    .args(outside::options(lang))
    .arg(format(lang))
}

/// `compare`
pub(super) fn compare(mut work: Work<'_>) -> Exit {
    let (named, paths) = parted(&work.values("WHAT"));
    let sets = sets(&mut work, &named);
    if work.is_set("variants") {
        return choices(work, &sets, sets.len() == named.len() && paths.is_empty());
    }
    if named.len() != 2 || !paths.is_empty() {
        let says = "name two modules: `gravamen compare A B`; on cases `gravamen diff` compares | 请写明两个模块：gravamen compare 甲 乙；就案件比较用 gravamen diff";
        work.misused(crate::diag::half(says, work.lang));
        return work.end(false);
    }
    let [a, b] = sets.as_slice() else { return work.end(false) };
    let only = work.value("where");
    if let Some(facts) = work.value("facts") {
        return table(work, [a, b], only.as_deref(), &facts);
    }
    let found = work.long(|work| work.session.contrast(a, b, only.as_deref()));
    let Some(found) = found else { return work.end(false) };
    match found {
        Ok(found) => {
            let sources = &work.session.sources;
            work.print(&match work.json {
                true => render::contrast_json(&found, sources),
                false => render::contrast(&found, sources, work.lang),
            });
            if let Some(folder) = work.value("save") {
                let shown = witnesses(&found);
                keep(&mut work, &folder, &shown);
            }
            let mut sound = true;
            if outside::wanted(&work) {
                let questions = work.session.questions(a, b, &found).unwrap_or_default();
                sound = outside::put(&mut work, &questions);
            }
            let exit = done(work, false, !found.complete());
            if sound { exit } else { Exit::Internal }
        }
        Err(Stopped::Refused(why)) => refused(work, [a, b], only.as_deref(), &why),
        Err(Stopped::Unsound(fault)) => unsound(&work, &fault.asked),
    }
}

/// Two rule sets that cannot be put exactly, with the expression that cannot.
fn refused(mut work: Work<'_>, sets: [&RuleSet; 2], only: Option<&str>, why: &Refused) -> Exit {
    let names = sets.map(|set| work.session.called(set));
    work.print(&match work.json {
        true => render::refused_json(&names, only, why),
        false => format!("{}\n", render::refused(why, work.lang)),
    });
    done(work, false, true)
}

/// What `--facts` takes.
pub(super) const FACTS: &str =
    "`--facts` takes one to three facts with commas between them | --facts 须写一至三项事实，以逗号分隔";

/// Why there is no table.
pub(super) fn halted(halted: &Halted, lang: Lang) -> String {
    match halted {
        Halted::TooMany(parts) => {
            let says = format!(
                "these facts make {parts} parts, more than are looked at: name fewer, or confine the cases with `--where` | 此等事实分出 {parts} 个区域，超过上限：请减少事实，或用 --where 限定案件"
            );
            crate::diag::half(&says, lang).to_owned()
        }
        Halted::Stopped(Stopped::Refused(why)) => render::refused(why, lang),
        Halted::Stopped(Stopped::Unsound(fault)) => fault.asked.clone(),
    }
}

/// `compare --facts`
fn table(mut work: Work<'_>, [a, b]: [&RuleSet; 2], only: Option<&str>, named: &str) -> Exit {
    let Some(facts) = facts_named(named) else {
        work.misused(crate::diag::half(FACTS, work.lang));
        return work.end(false);
    };
    if outside::wanted(&work) {
        let says = "`--facts` puts too many questions for another solver: leave out `--emit-smt2` and `--check-with` | --facts 的问题过多，不能交其他求解器：请去掉 --emit-smt2 与 --check-with";
        work.misused(crate::diag::half(says, work.lang));
        return work.end(false);
    }
    let found = work.long(|work| work.session.chart(a, b, only, &facts));
    let Some(found) = found else { return work.end(false) };
    match found {
        Ok(found) => {
            work.print(&match work.json {
                true => render::chart_json(&found),
                false => render::chart(&found, work.lang, work.beside()),
            });
            if let Some(folder) = work.value("save") {
                let shown: Vec<&Exhibit> =
                    found.cases.iter().flatten().flatten().map(AsRef::as_ref).collect();
                keep(&mut work, &folder, &shown);
            }
            done(work, false, !found.found.complete())
        }
        Err(Halted::Stopped(Stopped::Refused(why))) => refused(work, [a, b], only, &why),
        Err(Halted::Stopped(Stopped::Unsound(fault))) => unsound(&work, &fault.asked),
        Err(many @ Halted::TooMany(_)) => {
            let says = halted(&many, work.lang);
            work.misused(&says);
            done(work, false, true)
        }
    }
}

/// `compare --variants`
fn choices(mut work: Work<'_>, sets: &[RuleSet], are_all_there: bool) -> Exit {
    let others = ["where", "facts"].iter().any(|o| work.value(o).is_some());
    if others || outside::wanted(&work) {
        let says = "`--variants` stands alone, with `--save` or `-f json` at most | --variants 只能与 --save、-f json 并用";
        work.misused(crate::diag::half(says, work.lang));
    }
    if others || outside::wanted(&work) || !are_all_there {
        return work.end(false);
    }
    let found = work.long(|work| work.session.variants(sets));
    let Some(found) = found else { return work.end(false) };
    if let Some(asked) = found.unsound() {
        return unsound(&work, asked);
    }
    work.print(&match work.json {
        true => render::variants_json(&found),
        false => render::variants(&found, &work.session.sources, work.lang, work.beside()),
    });
    if let Some(folder) = work.value("save") {
        let shown = found.pairs.iter().filter_map(|p| match &p.2 {
            Stand::Settled(_, both) => Some(both),
            Stand::Refused(_) | Stand::Unsound(_) => None,
        });
        let shown: Vec<&Exhibit> = shown.flatten().flatten().map(AsRef::as_ref).collect();
        keep(&mut work, &folder, &shown);
    }
    done(work, false, !found.complete())
}

/// Every case that shows a difference.
fn witnesses(found: &Contrast) -> Vec<&Exhibit> {
    let pairs = found.pairs.iter().filter(|(from, to, _)| from != to);
    let pairs = pairs.filter_map(|(_, _, found)| found.witness().map(AsRef::as_ref));
    pairs.chain(found.definitions.iter().flat_map(|d| d.1.iter().flatten().map(AsRef::as_ref))).collect()
}

/// Writes cases to a folder, each as a file by its name.
fn keep(work: &mut Work<'_>, folder: &str, shown: &[&Exhibit]) {
    if shown.is_empty() {
        return;
    }
    let folder = Path::new(folder);
    if let Err(fault) = make_folder(folder) {
        work.fault(fault);
        return;
    }
    for exhibit in shown {
        let [en, zh] = &exhibit.text;
        let text = work.lang.pick(&[en.as_str(), zh.as_str()]);
        let path = folder.join(format!("{}.case", exhibit.case.id));
        match write_over(&path, text.as_bytes()) {
            Ok(()) => super::warn(&match work.lang {
                Lang::En => format!("wrote {}\n", path.display()),
                Lang::Zh => format!("已写入 {}\n", path.display()),
            }),
            Err(fault) => work.fault(fault),
        }
    }
}

/// `prove`
pub(super) fn prove(mut work: Work<'_>) -> Exit {
    let mut named = work.values("MODULE");
    let chosen = !named.is_empty();
    if !chosen {
        named = work.session.claimants();
    }
    let (mut refuted, mut open) = (false, false);
    let asks = outside::wanted(&work);
    let mut all = Vec::new();
    work.long(|work| {
        for asked in named {
            let Some(set) = work.rule_set(&asked) else { continue };
            let Some(claims) = work.session.settle(&set, asks) else { continue };
            all.push((set, claims));
        }
    });
    for claim in all.iter().flat_map(|(_, claims)| claims) {
        match &claim.answer {
            Answered::Proved(_) => {}
            Answered::Refuted(..) => refuted = true,
            Answered::NotDecided | Answered::Refused(_) => open = true,
            Answered::Unsound(asked) => return unsound(&work, asked),
        }
    }
    let names: Vec<_> =
        all.into_iter().map(|(set, claims)| (work.session.called(&set), set, claims)).collect();
    if let Some(folder) = work.value("save") {
        for (_, set, claims) in &names {
            save_claims(&mut work, &folder, set, claims);
        }
    }
    let sources = &work.session.sources;
    match work.json {
        true => {
            let all: Vec<_> = names.iter().map(|(name, _, claims)| (name.clone(), claims.clone())).collect();
            work.print(&render::settled_json(&all));
        }
        false => {
            let pages: Vec<String> = names
                .iter()
                .map(|(name, _, claims)| render::settled(name, claims, sources, work.lang))
                .collect();
            work.print(&pages.join("\n"));
        }
    }
    let mut sound = true;
    if asks {
        let questions: Vec<_> =
            names.iter().flat_map(|(_, _, claims)| claims.iter().flat_map(|c| c.questions.clone())).collect();
        sound = outside::put(&mut work, &questions);
    }
    let exit = done(work, refuted, open);
    if sound { exit } else { Exit::Internal }
}

/// The witnesses against claims, named after them.
fn save_claims(work: &mut Work<'_>, folder: &str, set: &RuleSet, claims: &[Settled]) {
    for claim in claims {
        let Answered::Refuted(first, second) = &claim.answer else { continue };
        let mut shown = Vec::new();
        for (n, exhibit) in std::iter::once(first).chain(second).enumerate() {
            let mut exhibit = exhibit.as_ref().clone();
            let short = set.module.rsplit('.').next().unwrap_or(&set.module);
            let under = claim.under.as_ref().map_or(String::new(), |u| format!("-{}", u.en));
            let number = if second.is_some() { format!("-{}", n + 1) } else { String::new() };
            let id = format!("{short}-{}{under}{number}", claim.names.en);
            for text in &mut exhibit.text {
                *text = text.replacen(&exhibit.case.id, &id, 1);
            }
            exhibit.case.id = id;
            shown.push(exhibit);
        }
        keep(work, folder, &shown.iter().collect::<Vec<_>>());
    }
}

/// A refuted claim fails; what is not decided is a limit that was reached.
fn done(work: Work<'_>, refuted: bool, open: bool) -> Exit {
    match work.end(refuted) {
        Exit::Done if open => Exit::Limit,
        exit => exit,
    }
}

/// An answer that evaluation does not bear out is a fault of ours.
/// A fault of the prover is told, and never shown as a result.
pub(super) fn unsound(work: &Work<'_>, asked: &str) -> Exit {
    let says = match work.lang {
        Lang::En => format!("internal error: evaluation does not bear out what was found ({asked})\n"),
        Lang::Zh => format!("内部错误：求值结果与所得答案不符（{asked}）\n"),
    };
    super::warn(&says);
    Exit::Internal
}
