//! `check --deep`: what does no work in a rule set, proved over all cases; planted faults are found, sound text is left alone.
//! `GRAVAMEN_UPDATE=1` rewrites what is found in the library.

use gravamen::diag::{Lang, Sink, Style, report};
use gravamen::session::{Health, NoFiles, Session};
use gravamen::stdlib::LIBRARY;
use std::path::Path;

const HEAD: &str = "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  \
                    taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  \
                    conduct taking\n";

/// What is found in a module of these articles: code and what it speaks of, in English.
fn found(articles: &str) -> (Health, Vec<String>) {
    let mut session = Session::new(Box::new(NoFiles));
    let name = session.register("example.grv", &format!("{HEAD}{articles}")).expect("a module");
    assert!(
        session.check(&name),
        "{}",
        report(&session.sink.found, &session.sources, Lang::En, Style::Plain)
    );
    session.sink = Sink::default();
    let health = session.health(&name);
    assert_eq!(health.unsound, None);
    let told = session.sink.found.iter().map(|d| {
        let args: Vec<&str> = d.args.iter().map(|a| a.split(" | ").next().unwrap()).collect();
        format!("{} {}", d.code.row().id, args.join(", "))
    });
    (health, told.collect())
}

fn told(articles: &str) -> Vec<String> {
    let (health, told) = found(articles);
    assert_eq!(health.open, 0, "{articles}");
    assert!(health.asked > 4, "{health:?}");
    told
}

#[test]
fn a_sound_module_is_left_alone() {
    let sound = "article 1(1) large if any of the following\n  (1) gains reaches 100 yuan\n  (2) force and gains reaches 50 yuan\n\
                 article 1(2) huge if any of the following\n  (1) gains reaches 1000 yuan\n  (2) force and gains reaches 300 yuan\n";
    assert_eq!(told(sound), Vec::<String>::new());
}

#[test]
fn a_provision_that_can_never_hold_is_found() {
    let dead = "article 1(1) large if any of the following\n  (1) gains reaches 100 yuan and gains below 50 yuan\n  (2) force\n";
    assert_eq!(ids(&told(dead)), ["L5101"]);
    let definition = "definition d | 丁 by CL 1\n  means force and not (force)\narticle 1(1) large if any of the following\n  (1) gains reaches 100 yuan\n  (2) force\n";
    assert_eq!(ids(&told(definition)), ["L5101", "L5106", "L5106"]);
}

#[test]
fn a_shadowed_standard_is_found_and_the_provision_that_shadows_it_is_named() {
    let shadowed = "article 1(1) large if any of the following\n  (1) gains reaches 100 yuan\n  (2) gains reaches 150 yuan and force\n";
    let told = told(shadowed);
    assert_eq!(ids(&told), ["L5103"]);
    assert!(told[0].contains("1(1)(1)") && told[0].contains("1(1)(2)"), "{told:?}");
}

#[test]
fn standards_out_of_order_are_found() {
    let reversed = "article 1(1) large if any of the following\n  (1) gains reaches 500 yuan\n  (2) force\n\
                    article 1(2) huge if any of the following\n  (1) gains reaches 50 yuan\n  (2) force and gains reaches 20 yuan\n";
    assert_eq!(ids(&told(reversed)), ["L5104"]);
}

#[test]
fn what_others_replace_only_together_never_decides() {
    let covered = "article 1(1) large if any of the following\n  (1) gains reaches 50 yuan and force\n  \
                   (2) gains reaches 50 yuan and not force\n  (3) gains reaches 100 yuan\n";
    // so do the two words that keep the first two apart
    assert_eq!(ids(&told(covered)), ["L5106", "L5106", "L5102"]);
}

#[test]
fn a_redundant_conjunct_alternative_and_exception_are_found() {
    let conjunct = "article 1(1) large if any of the following\n  (1) gains reaches 100 yuan and gains reaches 50 yuan\n  (2) force\n";
    let told_of = told(conjunct);
    assert_eq!(ids(&told_of), ["L5106"]);
    assert!(told_of[0].contains("gains reaches 50 yuan"), "{told_of:?}");
    let alternative = "article 1(1) large if any of the following\n  (1) force\n  (2) gains reaches 100 yuan or gains exceeds 200 yuan\n";
    let told_of = told(alternative);
    assert_eq!(ids(&told_of), ["L5106"]);
    assert!(told_of[0].contains("gains exceeds 200 yuan"), "{told_of:?}");
    let exception = "article 1(1) large if any of the following\n  (1) force\n  (2) gains reaches 100 yuan except gains below 50 yuan\n";
    assert_eq!(ids(&told(exception)), ["L5106"]);
}

#[test]
fn two_wordings_of_one_ground_are_never_apart() {
    let twice = "article 1(1) large if any of the following\n  (1) gains reaches 50 yuan\n  (2) not (gains below 50 yuan)\n";
    assert_eq!(ids(&told(twice)), ["L5105"]);
}

#[test]
fn a_finding_is_allowed_in_place_and_an_allowance_that_is_not_needed_is_told() {
    let allowed = "article 1(1) large if any of the following\n  (1) gains reaches 100 yuan\n  \
                   # allow L5103: the text says so\n  (2) gains reaches 150 yuan and force\n";
    assert_eq!(told(allowed), Vec::<String>::new());
    let unneeded = "article 1(1) large if any of the following\n  (1) gains reaches 100 yuan\n  \
                    # allow L5103: the text says so\n  (2) gains reaches 50 yuan and force\n";
    assert_eq!(told(unneeded), ["L0103 L5103"]);
}

fn ids(told: &[String]) -> Vec<&str> {
    told.iter().map(|t| t.split(' ').next().unwrap()).collect()
}

/// What is found in the library, in both languages. A development build takes the modules without a ladder of standards.
#[test]
fn the_library_is_examined() {
    let update = std::env::var_os("GRAVAMEN_UPDATE").is_some_and(|v| v == "1");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints/library_health.txt");
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let mut text = String::new();
    let mut asked = 0;
    for entry in LIBRARY {
        let long = ["pi.interpretation", "network.interpretation", "reform"]
            .iter()
            .any(|w| entry.module.contains(w));
        if long && cfg!(debug_assertions) && !update {
            continue;
        }
        let mut session = Session::new(Box::new(NoFiles));
        let health = session.health(entry.module);
        assert_eq!(health.unsound, None, "{}", entry.module);
        asked += health.asked;
        let mut own =
            format!("# {}: {} questions, {} not decided\n", entry.module, health.asked, health.open);
        for lang in [Lang::En, Lang::Zh] {
            own.push_str(&report(&session.sink.found, &session.sources, lang, Style::Plain));
        }
        assert!(update || kept.contains(&own), "--- kept\n{kept}\n--- now\n{own}");
        text.push_str(&own);
    }
    assert!(asked > 80, "{asked}");
    if update {
        std::fs::write(&path, &text).unwrap();
    }
}

#[test]
fn the_command_says_how_much_was_asked_and_ends_as_check_does() {
    let run = |args: &[&str]| {
        let output = crate::binary::start().args(args).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, said) = run(&["check", "--deep", "cn.pi.statute_2009", "--lang", "en"]);
    assert_eq!(code, Some(0));
    assert!(
        said.starts_with("1 of 1 modules without errors\n") && said.contains("questions over all cases"),
        "{said}"
    );
    let (code, said) = run(&["check", "--deep", "cn.pi.statute_2009", "--lang", "zh"]);
    assert_eq!(code, Some(0));
    assert!(said.contains("对所有可能的案件提出"), "{said}");
}

/// The first line of what is told under a code, in English.
fn says(articles: &str, code: &str) -> Vec<String> {
    told(articles).into_iter().filter(|t| t.starts_with(code)).collect()
}

#[test]
fn a_hole_in_the_ladder_is_shown_by_three_cases() {
    let hole = "article 1(1) large if any of the following\n  (1) gains reaches 50 yuan and gains at most 100 yuan\n  (2) force\n\
                article 1(2) huge if any of the following\n  (1) gains reaches 200 yuan\n";
    // the first amount of the lower standard, the fen after its last, and the first of the higher one
    let told_of = says(hole, "L5107");
    assert_eq!(
        told_of,
        [
            "L5107 gains, 50 yuan, large, 100.01 yuan, no_offence, 200 yuan, huge, gains 100.01 yuan; taking yes"
        ]
    );
    // a fall that nothing follows is no hole, though more of it lightens
    let falls = "article 1(1) large if any of the following\n  (1) gains at most 100 yuan\n  (2) force\n\
                 article 1(2) huge if any of the following\n  (1) force and gains reaches 200 yuan\n";
    assert_eq!(says(falls, "L5107"), Vec::<String>::new());
    // only who used force is left out between the standards of the higher grade
    let above = "article 1(1) large if any of the following\n  (1) gains reaches 50 yuan\narticle 1(2) huge if any of the following\n  \
                 (1) force and (gains reaches 60 yuan and gains below 70 yuan)\n  (2) gains reaches 90 yuan\n";
    let told_of = says(above, "L5107");
    assert_eq!(told_of.len(), 1, "{told_of:?}");
    assert!(
        told_of[0].starts_with("L5107 gains, 60 yuan, huge, 70 yuan, large, 90 yuan, huge, "),
        "{told_of:?}"
    );
    assert!(told_of[0].contains("force yes"), "{told_of:?}");
}

#[test]
fn an_offence_that_another_covers_is_found_and_one_that_stands_apart_is_not() {
    let with = |conduct: &str| {
        format!(
            "offence robbery | 抢劫罪 by CL 263\n  conduct {conduct}\narticle 1(1) large if gains reaches 50 yuan\n\
             article 1(2) huge if gains reaches 200 yuan\n"
        )
    };
    assert_eq!(says(&with("taking and force"), "L5109"), ["L5109 `robbery`, `theft`"]);
    // of two that coincide the later one
    assert_eq!(says(&with("taking and (force or not force)"), "L5109"), ["L5109 `robbery`, `theft`"]);
    // theft stands first and is the narrower one
    assert_eq!(says(&with("taking or force"), "L5109"), ["L5109 `theft`, `robbery`"]);
    assert_eq!(says(&with("force"), "L5109"), Vec::<String>::new());
}
