//! Amendments: what each edit does to the law in force, what is refused and where, and the laws that edits obey.

use gravamen::diag::{Code, Lang, Style, report};
use gravamen::session::{NoFiles, RuleSet, Session};

const BASE: &str = "cn.pi.interpretation_2017";

/// An amending module in English with the edits given.
fn module(edits: &str) -> String {
    format!("module t.reform\n  source TH \"the thesis\"\n  amends {BASE}\n\n{edits}\n")
}

/// The same in Chinese.
fn chinese(edits: &str) -> String {
    format!("模块 t.reform\n  渊源 论文 “论文”\n  修正 现行解释\n\n{edits}\n")
}

/// The codes that a module gives, each with its line.
fn faults(text: &str) -> Vec<(&'static str, usize)> {
    let mut session = Session::new(Box::new(NoFiles));
    session.check_text("reform.grv", text);
    let place = |s| session.sources.place(s);
    let errors = session.sink.found.iter().filter(|d| !d.is_warning());
    errors.map(|d| (d.code.row().id, d.span.map_or(0, |s| place(s).line))).collect()
}

/// Facts of a case of sale of information obtained lawfully, with a line or several added.
fn case(lines: &str) -> String {
    format!(
        "case c\n  unstated facts are absent\n  breach yes\n  conduct_from 2021-03-01\n  conduct_to 2021-03-31\n  {}\n",
        lines.replace('\n', "\n  ")
    )
}

/// The outcome of a case under a module, as its two ends.
fn outcome(text: &str, facts: &str) -> (usize, usize) {
    let mut session = Session::new(Box::new(NoFiles));
    let name = session.register("reform.grv", text).expect("a head");
    let verdicts = session.grade("c.case", &case(facts), &[name]);
    assert!(!session.sink.has_errors(), "{}", shown(&session));
    verdicts[0].outcome
}

fn shown(session: &Session) -> String {
    report(&session.sink.found, &session.sources, Lang::En, Style::Plain)
}

const NO: (usize, usize) = (0, 0);
const SERIOUS: (usize, usize) = (1, 1);
const ESPECIALLY: (usize, usize) = (2, 2);

#[test]
fn gains_alone_are_no_ground_once_they_are_repealed() {
    let gains = "lot other, 1 item, lawfully, sold_to 1 person\nillegal_gains 5000 yuan";
    let in_duty = "lot other, 1 item, lawfully, acquired_in_duty, sold_to 1 person\nillegal_gains 2500 yuan";
    let tenfold = "lot other, 1 item, lawfully, sold_to 1 person\nillegal_gains 50000 yuan";
    let under = |edits: &str| [gains, in_duty, tenfold].map(|facts| outcome(&module(edits), facts));
    assert_eq!(under("set 5(1)(3) at 50 items"), [SERIOUS, SERIOUS, ESPECIALLY], "the law in force");
    assert_eq!(under("repeal 5(1)(7), dropping references"), [NO, NO, NO]);
    // the standard is kept for those that cite it, but is no ground of its own
    assert_eq!(under("repeal 5(1)(7), keeping its standard where cited"), [NO, SERIOUS, ESPECIALLY]);
    assert_eq!(
        under("repeal 5(1)(7), dropping references in 5(1)(8), keeping its standard in 5(2)(3)"),
        [NO, NO, ESPECIALLY]
    );
    assert_eq!(under("repeal 5(1)(7), 5(1)(8), 5(2)(3)"), [NO, NO, NO]);
}

/// Two alternatives of one element, in either order.
const BOTH: [&str; 2] = [
    "add to infringing_personal_information.conduct or tampered\nadd to infringing_personal_information.conduct or misused",
    "add to infringing_personal_information.conduct or misused\nadd to infringing_personal_information.conduct or tampered",
];

#[test]
fn each_edit_reaches_what_it_names() {
    let sold = |count: u32| format!("lot trajectory, {count} items, lawfully, sold_to 1 person");
    let kept = |how: &str| format!("lot trajectory, 50 items, lawfully, {how}");
    for (edits, facts, is) in [
        ("set 5(1)(3) at 100 items", sold(99), NO),
        ("set 5(1)(3) at 100 items", sold(100), SERIOUS),
        ("set 5(1)(3) at 100 items", sold(999), SERIOUS),
        ("set 5(1)(3) at 100 items", sold(1000), ESPECIALLY),
        ("replace 5(1)(3) with class_one reaches 10 items and class_one below 40 items", sold(45), NO),
        ("after 5(1)(8) insert 5(1)(8-1): class_one reaches 30 items", sold(30), SERIOUS),
        ("after 5(1)(5) insert 5(1)(5-1): class_one reaches 20 items", sold(200), ESPECIALLY),
        ("add to personal_information except trajectory", sold(5000), NO),
        ("add to 5(1)(3) except knew_crime_use unless some lot where trajectory", sold(50), SERIOUS),
        ("replace class_one with credit", sold(499), NO),
        ("replace class_one with credit", sold(5000), SERIOUS),
        ("replace counted with count multiplied by 2", sold(25), SERIOUS),
        ("replace infringing_personal_information.conduct with obtain", sold(5000), NO),
        ("add to infringing_personal_information.conduct or tampered", kept("tampered"), SERIOUS),
        ("add to infringing_personal_information.conduct or tampered", kept("misused"), NO),
        ("add to class_one or contact", sold(49).replace("trajectory", "contact"), NO),
        ("add to class_one or contact", sold(50).replace("trajectory", "contact"), SERIOUS),
        (
            "add to 5(1)(3) or class_three reaches 60 items",
            sold(600).replace("trajectory", "other"),
            ESPECIALLY,
        ),
        (BOTH[0], kept("tampered"), SERIOUS),
        (BOTH[0], kept("misused"), SERIOUS),
        (BOTH[1], kept("tampered"), SERIOUS),
        (BOTH[1], kept("misused"), SERIOUS),
        ("replace sell.means with sold_to reaches 2 persons", sold(50), NO),
        ("replace sell.means with count exceeds 0 items", sold(50) + ", consent valid", NO),
        ("replace sell with count exceeds 0 items", sold(50) + ", consent valid", SERIOUS),
        ("repeal sell", sold(5000), (0, 2)),
        ("repeal infringing_personal_information.especially_serious", sold(5000), SERIOUS),
        ("repeal 5(2)(3)", sold(5000), SERIOUS),
        ("set prior_window at 3 years", format!("{}\nprior administrative, 2018-06-01", sold(1)), SERIOUS),
        ("set prior_window at 2 years", format!("{}\nprior administrative, 2018-06-01", sold(1)), NO),
    ] {
        assert_eq!(outcome(&module(edits), &facts), is, "{edits}: {facts}");
    }
    let bracket = "replace infringing_personal_information.especially_serious with imprisonment 3 to 10 years, and fine";
    let mut session = Session::new(Box::new(NoFiles));
    let name = session.register("reform.grv", &module(bracket)).unwrap();
    let verdict = &session.grade("c.case", &case(&sold(5000)), &[name])[0];
    assert_eq!(verdict.penalty.as_ref().unwrap().imprisonment, Some((36, 120)));
}

/// Twenty mistakes that drafters make, each with its code on its own line, in both spellings.
#[test]
fn typical_mistakes_get_the_right_code_on_the_right_line() {
    let mistakes = [
        ("repeal 5(1)(7)", "删去第五条第一款第七项", "E0607"),
        ("repeal 5(1)(17)", "删去第五条第一款第十七项", "E0601"),
        ("repeal 50(1)(3)", "删去第五十条第一款第三项", "E0601"),
        ("repeel 5(1)(7), dropping references", "删云 第五条第一款第七项，并删去援引", "E0111"),
        ("set 5(1)(8) at 100 items", "将第五条第一款第八项定为 一百条以上", "E0612"),
        ("set 5(1)(3) at 100 yuan", "将第五条第一款第三项定为 一百元以上", "E0303"),
        ("set 5(1)(3) at 100", "将第五条第一款第三项定为 100", "E0304"),
        ("set 5(1)(3) at 0 items", "将第五条第一款第三项定为 0条以上", "E0308"),
        ("set prior_window at 2 items", "将 行政处罚期间 定为 2条", "E0613"),
        ("replace prior_window with yes", "将 行政处罚期间 修改为 是", "E0613"),
        ("replace 5(1)(9) with repeater", "将第五条第一款第九项修改为 再犯人", "E0201"),
        ("replace 5(1)(3) with knew_crime_use", "将第五条第一款第三项修改为 明知用于犯罪", "E0611"),
        ("replace persnal_information with yes", "将 公民个人信患 修改为 是", "E0601"),
        (
            "after 5(1)(8) insert 5(1)(9): knew_crime_use",
            "在第五条第一款第八项后增加第五条第一款第九项：明知用于犯罪",
            "E0604",
        ),
        (
            "after 5(1)(8) insert 5(2)(8-1): knew_crime_use",
            "在第五条第一款第八项后增加第五条第二款第八项之一：明知用于犯罪",
            "E0605",
        ),
        ("add to sel except consent is valid", "对 出瞧 增列 不包括 同意 为 有效同意", "E0601"),
        ("add to 5(1)(3) or knew_crime_use", "对 第五条第一款第三项 增列 或者 明知用于犯罪", "E0611"),
        ("adopt cn.pi.statute_2015", "采用 修正案九", "E0606"),
        ("adopt cn.pi.definitions.nothing", "采用 无此学说", "E0203"),
        (
            "repeal 5(1)(7), dropping references in 5(1)(3)",
            "删去第五条第一款第七项，并删去援引于第五条第一款第三项",
            "E0610",
        ),
        (
            "repeal 5(1)(1), keeping its standard in 5(1)(2)",
            "删去第五条第一款第一项，并保留标准于第五条第一款第二项",
            "E0610",
        ),
        (
            "repeal class_one, keeping its standard where cited",
            "删去 第一类信息，并保留标准于援引处",
            "E0609",
        ),
        ("repeal 5(1)(3) to (5), dropping references", "删去第五条第一款第三项至第五项，并删去援引", "E0608"),
        ("repeal personal_information.means.x", "删去 公民个人信息.是指.甲", "E0601"),
        ("repeal CX 5(1)(7)", "删去 某法 第五条第一款第七项", "E0204"),
    ];
    for (english, zh, code) in mistakes {
        for text in [module(english), chinese(zh)] {
            let found = faults(&text);
            assert_eq!(found.first(), Some(&(code, 5)), "{text}\n{found:?}");
        }
    }
}

/// A number that two sources share must carry its source; the error offers both.
#[test]
fn a_shared_number_must_say_its_source() {
    let base = "module t.base\n  source GL \"guidelines\"\n  uses cn.pi.interpretation_2017\narticle 5(1)  serious if any of the following\n  (3)  class_one reaches 70 items\n";
    let reform = module("set 5(1)(3) at 100 items").replace(BASE, "t.base");
    let mut session = Session::new(Box::new(NoFiles));
    session.register("base.grv", base);
    session.check_text("reform.grv", &reform);
    let d = session.sink.found.iter().find(|d| d.code == Code::WhichSource).expect("E0603");
    let offers: Vec<&str> = d.mends.iter().map(|m| m.edits[0].text.as_str()).collect();
    assert_eq!(offers, ["FS ", "GL "]);
    let mut session = Session::new(Box::new(NoFiles));
    session.register("base.grv", base);
    assert!(session.check_text("reform.grv", &reform.replace("set 5", "set GL 5")), "{}", shown(&session));
}

#[test]
fn two_edits_of_one_thing_are_refused_and_both_places_shown() {
    for edits in [
        "set 5(1)(3) at 100 items\nset 5(1)(3) at 60 items",
        "replace 5(1)(3) with class_one reaches 60 items\nset 5(1)(3) at 100 items",
        "add to personal_information except health\nreplace personal_information with yes",
        "set prior_window at 1 year\nset prior_window at 3 years",
    ] {
        assert_eq!(faults(&module(edits)), [("E0602", 6)], "{edits}");
    }
    // exceptions add up, and a text may be replaced and then get one
    assert_eq!(faults(&module("add to sell except health\nadd to sell except credit")), []);
    assert_eq!(faults(&module("replace sell with published\nadd to sell except credit")), []);
}

#[test]
fn what_was_repealed_is_not_there_for_the_next_edit() {
    let edits = "repeal 5(1)(9)\nset 5(1)(9) at 3 items";
    let mut session = Session::new(Box::new(NoFiles));
    session.check_text("reform.grv", &module(edits));
    let d = session.sink.found.iter().find(|d| d.code == Code::NoTarget).expect("E0601");
    assert_eq!(session.sources.place(d.also[0].span).line, 5, "it says where it was repealed");
}

/// Every choice that an error offers gives, applied as it stands, a module without errors.
#[test]
fn offered_choices_apply_cleanly() {
    let mut applied = 0;
    for text in [
        module("repeal 5(1)(7)"),
        module("repeal 5(1)(3)"),
        module("repeal 5(1)(8)"),
        module("repeal 5(1)(7), dropping references in 5(1)(8)"),
        module("repeal 5(1)(7), keeping its standard in 5(2)(3)"),
        module("repeal class_one"),
        module("repeal punished_before"),
        chinese("删去第五条第一款第七项"),
        chinese("删去第五条第一款第七项，并删去援引于第五条第一款第八项"),
        module("set 5(1)(3) at 100"),
        module("replace persnal_information with yes"),
    ] {
        let mut session = Session::new(Box::new(NoFiles));
        session.check_text("reform.grv", &text);
        let first = session.sink.found.iter().find(|d| !d.is_warning()).expect("a fault").clone();
        for mend in &first.mends {
            let mut mended = text.clone();
            let mut edits = mend.edits.clone();
            edits.sort_by_key(|e| std::cmp::Reverse(e.span.start));
            for e in edits {
                mended.replace_range(e.span.start as usize..e.span.end as usize, &e.text);
            }
            assert_eq!(faults(&mended), [], "{}\n{mended}", first.code.row().id);
            applied += 1;
        }
    }
    assert!(applied >= 16, "{applied} choices were offered");
}

#[test]
fn a_range_that_grew_is_reported() {
    let mut session = Session::new(Box::new(NoFiles));
    session.check_text("r.grv", &module("after 5(1)(5) insert 5(1)(5-1): class_one reaches 30 items"));
    let d = session.sink.found.iter().find(|d| d.code == Code::RangeGrew).expect("W0602");
    assert_eq!(
        d.args[1].split(" | ").next(),
        Some("5(1)(3) to 5(1)(7) in 5(1)(8), 5(1)(3) to 5(1)(8) in 5(2)(3)")
    );
    // at the end of a range nothing grows
    assert_eq!(faults(&module("after 5(1)(8) insert 5(1)(8-1): class_one reaches 30 items")), []);
}

#[test]
fn amendments_stand_on_amendments() {
    let first =
        "module t.first\n  source A \"a\"\n  amends cn.pi.interpretation_2017\nset 5(1)(3) at 100 items\n";
    let second =
        "module t.second\n  source B \"b\"\n  amends t.first\nset 5(1)(3) at 200 items\nrepeal 5(1)(9)\n";
    let mut session = Session::new(Box::new(NoFiles));
    session.register("first.grv", first);
    session.register("second.grv", second);
    let facts = case("lot trajectory, 150 items, lawfully, sold_to 1 person");
    let got = session.grade("c.case", &facts, &["t.first".to_owned(), "t.second".to_owned()]);
    assert_eq!([got[0].outcome, got[1].outcome], [SERIOUS, NO], "{}", shown(&session));
    let edits = session.edits(&RuleSet::of("t.second"));
    let labels: Vec<&str> = edits.iter().map(|e| e.label.en.as_str()).collect();
    assert_eq!(labels, ["set 5(1)(3)", "set 5(1)(3)", "repeal 5(1)(9)"]);
    let kept = [0].into_iter().collect();
    let program = session.program_of(&RuleSet::of("t.second"), None, Some(&kept));
    let alone = session.program_of(&RuleSet::of("t.first"), None, None);
    assert_eq!(program.unwrap().nodes, alone.unwrap().nodes, "the first edit alone is the first module");
}

#[test]
fn chains_that_bite_their_tail_and_bases_without_a_text_are_refused() {
    let a = "module t.a\n  source A \"a\"\n  amends t.b\nset 5(1)(3) at 100 items\n";
    let b = "module t.b\n  source B \"b\"\n  amends t.a\nset 5(1)(3) at 200 items\n";
    let mut session = Session::new(Box::new(NoFiles));
    session.register("a.grv", a);
    session.register("b.grv", b);
    assert!(!session.check("t.a"));
    assert!(session.sink.found.iter().any(|d| d.code == Code::AmendsCycle), "{}", shown(&session));
    let text = module("set 5(1)(3) at 100 items").replace(BASE, "current");
    assert_eq!(faults(&text), [("E0615", 3)]);
    let text = module("set 5(1)(3) at 100 items").replace("  amends cn.pi.interpretation_2017\n", "");
    assert_eq!(faults(&text), [("E0616", 4)]);
    let text = module("set 5(1)(3) at 100 items").replace(BASE, "cn.pi.interpretaton_2017");
    assert_eq!(faults(&text), [("E0203", 3)]);
}

/// A theory fills what the base leaves open, or takes the place of what it defines; for one run, or by `adopt`.
#[test]
fn theories_are_interchangeable() {
    let narrow = "module t.narrow\n  source N \"n\"\n  uses cn.pi.facts\ndefinition personal_information (lot)  ours \"a test\"\n  means private\n";
    let free = "module t.free\n  source F \"f\"\n  uses cn.pi.facts\ninterest infringed (lot)  ours \"a test\"\n  means yes\n  except consent is valid\n";
    let sold = "lot trajectory, 60 items, lawfully, sold_to 1 person";
    let private = "lot trajectory, 60 items, lawfully, sold_to 1 person, private";
    let willing = "lot trajectory, 60 items, theft, consent valid, private";
    let mut session = Session::new(Box::new(NoFiles));
    session.register("narrow.grv", narrow);
    session.register("free.grv", free);
    let mut under = |set: &str, facts: &str| {
        let verdicts = session.grade("c.case", &case(facts), &[set.to_owned()]);
        assert!(!session.sink.has_errors(), "{}", shown(&session));
        (verdicts[0].outcome, verdicts[0].module.en.clone())
    };
    assert_eq!(under(BASE, sold).0, SERIOUS);
    assert_eq!(under(&format!("{BASE} with t.narrow"), sold).0, NO);
    assert_eq!(under(&format!("{BASE} with t.narrow"), private).0, SERIOUS);
    assert_eq!(under("current with t.narrow", sold).0, NO);
    assert_eq!(under(BASE, willing).0, SERIOUS);
    assert_eq!(under(&format!("{BASE} with t.free"), willing).0, NO);
    let both = format!("{BASE} with t.narrow, t.free");
    assert_eq!(under(&both, willing), (NO, both.clone()));
    let adopting = module("adopt t.narrow\nadopt t.free");
    session.register("reform.grv", &adopting);
    let mut under = |facts: &str| session.grade("c.case", &case(facts), &["t.reform".to_owned()])[0].outcome;
    assert_eq!([under(sold), under(private), under(willing)], [NO, SERIOUS, NO]);
}

#[test]
fn an_expectation_may_name_the_theory_it_is_run_with() {
    let narrow = "module t.narrow\n  source N \"n\"\n  uses cn.pi.facts\ndefinition personal_information (lot)  ours \"a test\"\n  means private\n";
    let facts = case(
        "lot trajectory, 60 items, lawfully, sold_to 1 person\nexpect serious under cn.pi.interpretation_2017\nexpect no_offence under cn.pi.interpretation_2017 with t.narrow",
    );
    let mut session = Session::new(Box::new(NoFiles));
    session.register("narrow.grv", narrow);
    let sets = [BASE.to_owned(), format!("{BASE} with t.narrow")];
    let verdicts = session.grade("c.case", &facts, &sets);
    let expected: Vec<_> = verdicts.iter().map(|v| v.expected.clone()).collect();
    assert_eq!(expected, [vec![(1, 1, true)], vec![(0, 0, true)]], "{}", shown(&session));
}

/// `M.x` reads x as M alone defines it, and takes nothing else of M.
#[test]
fn a_name_of_another_module_is_only_looked_at() {
    let other = "module t.other\n  source O \"o\"\n  uses cn.pi.facts\ndefinition personal_information (lot)  ours \"a test\"\n  means helper\ndefinition helper (lot)  ours \"a test\"\n  means private\nclassification sort (lot)\n  secret  private  by O 1\n  rest    otherwise  by O 2\n";
    let edits = "replace 5(1)(3) with t.other.secret reaches 5 items\nadd to sell except t.other.personal_information and health";
    let mut session = Session::new(Box::new(NoFiles));
    session.register("other.grv", other);
    session.register("reform.grv", &module(edits));
    let mut under = |facts: &str| {
        let verdicts = session.grade("c.case", &case(facts), &["t.reform".to_owned()]);
        assert!(!session.sink.has_errors(), "{}", shown(&session));
        verdicts[0].outcome
    };
    assert_eq!(under("lot contact, 5 items, lawfully, sold_to 1 person, private"), SERIOUS);
    assert_eq!(under("lot contact, 4 items, lawfully, sold_to 1 person, private"), NO);
    assert_eq!(
        under("lot trajectory, 60 items, lawfully, sold_to 1 person"),
        NO,
        "the base's own definition still rules"
    );
    assert_eq!(under("lot health, 60000 items, lawfully, sold_to 1 person, private"), NO);
}

/// Edits of very different kinds, for the laws below.
const POOL: [&str; 27] = [
    "repeal 5(1)(7), dropping references",
    "repeal 5(1)(7), keeping its standard where cited",
    "repeal 5(1)(7), dropping references in 5(1)(8), keeping its standard in 5(2)(3)",
    "repeal 5(1)(8), dropping references",
    "repeal 5(1)(4), dropping references",
    "repeal 5(1)(9)",
    "repeal 5(2)(1)",
    "repeal 6(1)(1)",
    "set 5(1)(3) at 100 items",
    "set 5(1)(5) at 9000 items",
    "set 5(1)(7) at 6000 yuan",
    "set prior_window at 1 year",
    "set sum_only_below at yes",
    "replace 5(1)(9) with punished_before and any of 5(1)(3) to (6) reaches half",
    "replace 5(1)(2) with knew_crime_use and any of 5(1)(4), (5) reaches half",
    "replace 5(2)(2) with major_economic_loss",
    "replace class_one with trajectory or credit",
    "replace business_purchase.means with lawful_business and class_three and purchase",
    "replace infringing_personal_information.conduct with sell or obtain",
    "after 5(1)(5) insert 5(1)(5-1): class_one reaches 30 items",
    "after 5(1)(8) insert 5(1)(8-1): class_two reaches 70 items",
    "after 5(1)(8) insert 5(1)(8-2): class_one reaches 20 items",
    "add to personal_information except deidentified",
    "add to sell except health",
    "add to infringing_personal_information.conduct or tampered",
    "add to 5(1)(3) except some lot where health",
    "repeal knowledge_in_item_one, dropping references",
];

fn nodes(edits: &[&str]) -> Option<Vec<gravamen::ir::node::Node>> {
    let mut session = Session::new(Box::new(NoFiles));
    let name = session.register("reform.grv", &module(&edits.join("\n")))?;
    session.program_of(&RuleSet::of(&name), None, None).map(|p| p.nodes.clone())
}

/// Wherever two edits can be written in either order, the order does not matter; where it does, one order is refused.
#[test]
fn edits_commute_or_the_order_is_reported() {
    let (mut both, mut one) = (0, 0);
    for (i, a) in POOL.iter().enumerate() {
        for b in POOL.iter().skip(i + 1).step_by(if cfg!(debug_assertions) { 3 } else { 1 }) {
            match (nodes(&[a, b]), nodes(&[b, a])) {
                (Some(x), Some(y)) => {
                    assert_eq!(x, y, "{a}\n{b}");
                    both += 1;
                }
                (None, None) => {}
                _ => one += 1,
            }
        }
    }
    assert!(both > 80 && one > 0, "{both} pairs commute, {one} are reported in one order");
}

/// An amendment and its inverse give the original.
#[test]
fn an_amendment_and_its_inverse_give_the_original() {
    let original = {
        let mut session = Session::new(Box::new(NoFiles));
        session.program_of(&RuleSet::of(BASE), None, None).unwrap().nodes.clone()
    };
    for (there, back) in [
        ("set 5(1)(3) at 100 items", "set 5(1)(3) at 50 items"),
        ("set prior_window at 5 years", "set prior_window at 2 years"),
        (
            "replace 5(2)(2) with major_economic_loss",
            "replace 5(2)(2) with major_economic_loss or vile_social_impact",
        ),
        ("after 5(1)(8) insert 5(1)(8-1): class_one reaches 30 items", "repeal 5(1)(8-1)"),
        (
            "after 5(1)(5) insert 5(1)(5-1): class_one reaches 30 items",
            "repeal 5(1)(5-1), dropping references",
        ),
        ("repeal 5(1)(9)", "after 5(1)(8) insert 5(1)(9): punished_before"),
        (
            "replace infringing_personal_information.conduct with sell",
            "replace infringing_personal_information.conduct with sell, provide or obtain",
        ),
    ] {
        let first = module(there).replace("t.reform", "t.first");
        let second = module(back).replace("t.reform", "t.second").replace(BASE, "t.first");
        let mut session = Session::new(Box::new(NoFiles));
        session.register("first.grv", &first);
        session.register("second.grv", &second);
        let program = session.program_of(&RuleSet::of("t.second"), None, None);
        assert_eq!(program.unwrap_or_else(|| panic!("{}", shown(&session))).nodes, original, "{there}");
        let changed = session.program_of(&RuleSet::of("t.first"), None, None).unwrap();
        assert_ne!(changed.nodes, original, "{there}");
    }
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// A base with limbs that have standards, then limbs that cite them in ranges, and a tenfold line above.
fn generated(dice: &mut Dice) -> (String, usize) {
    let standards = 3 + dice.roll(4);
    let mut text = "module t.base\n  source S \"a source\"\n  uses cn.pi.statute_2015, cn.pi.facts\narticle 5(1)  serious if any of the following\n".to_owned();
    for limb in 1..=standards {
        let fact = ["illegal_gains", "business_profit"][dice.roll(2)];
        text.push_str(&format!("  ({limb})  {fact} reaches {} yuan\n", 10 * (1 + dice.roll(50))));
    }
    for limb in standards + 1..standards + 3 {
        let from = 1 + dice.roll(standards - 1);
        let to = from + 1 + dice.roll(standards - from);
        text.push_str(&match dice.roll(3) {
            0 => format!("  ({limb})  5(1)({from}) to ({to}) together reach the standard\n"),
            1 => format!("  ({limb})  any of 5(1)({from}) to ({to}) reaches half\n"),
            _ => format!("  ({limb})  knew_crime_use and all of 5(1)({from}) to ({to}) reaches 1/3\n"),
        });
    }
    text.push_str(&format!("article 5(2)  especially_serious if any of the following\n  (1)  any of 5(1)(1) to ({}) reaches 10 times\n", standards + 2));
    (text, standards)
}

/// An edit of such a base, and the edit that undoes it if there is one that can be written.
fn generated_edit(dice: &mut Dice, base: &str, standards: usize) -> (String, Option<String>) {
    let limb = 1 + dice.roll(standards);
    let line = base.lines().find(|l| l.starts_with(&format!("  ({limb})  "))).unwrap();
    let old = line.trim_start().split_once("  ").unwrap().1;
    let amount = old.split(' ').nth(2).unwrap();
    match dice.roll(6) {
        0 => (
            format!("set 5(1)({limb}) at {} yuan", 7 + dice.roll(900)),
            Some(format!("set 5(1)({limb}) at {amount} yuan")),
        ),
        1 => (
            format!("replace 5(1)({limb}) with business_profit reaches {} yuan", 3 + dice.roll(90)),
            Some(format!("replace 5(1)({limb}) with {old}")),
        ),
        2 => (
            format!(
                "after 5(1)({limb}) insert 5(1)({limb}-1): illegal_gains reaches {} yuan",
                5 + dice.roll(90)
            ),
            Some(format!("repeal 5(1)({limb}-1), dropping references")),
        ),
        3 => (format!("repeal 5(1)({limb}), dropping references"), None),
        4 => (format!("repeal 5(1)({limb}), keeping its standard where cited"), None),
        _ => (format!("add to 5(1)({limb}) except knew_crime_use"), None),
    }
}

/// The graph of a generated base under amendments, each standing on the one before; none if one is refused.
fn graph(base: &str, layers: &[String]) -> Option<Vec<gravamen::ir::node::Node>> {
    let mut session = Session::new(Box::new(NoFiles));
    let mut last = session.register("base.grv", base)?;
    for (n, edits) in layers.iter().enumerate() {
        let text = format!("module t.layer{n}\n  source L{n} \"layer {n}\"\n  amends {last}\n{edits}\n");
        last = session.register(&format!("layer{n}.grv"), &text)?;
    }
    session.program_of(&RuleSet::of(&last), None, None).map(|p| p.nodes.clone())
}

/// The laws of amendment on generated modules: an edit and its inverse give the original, edits of different things
/// commute, and where the order of two edits matters one order is refused.
#[test]
fn the_laws_hold_on_generated_modules() {
    let (mut undone, mut commuted, mut refused) = (0, 0, 0);
    for seed in 0..if cfg!(debug_assertions) { 30 } else { 200 } {
        let mut dice = Dice(seed);
        let (base, standards) = generated(&mut dice);
        let original = graph(&base, &[]).unwrap_or_else(|| panic!("{base}"));
        let (a, back) = generated_edit(&mut dice, &base, standards);
        if let (Some(back), Some(changed)) = (back, graph(&base, std::slice::from_ref(&a))) {
            assert_eq!(
                graph(&base, &[a.clone(), back.clone()]),
                Some(original.clone()),
                "{base}\n{a}\n{back}"
            );
            undone += usize::from(changed != original);
        }
        let (b, _) = generated_edit(&mut dice, &base, standards);
        let (ab, ba) = (format!("{a}\n{b}"), format!("{b}\n{a}"));
        match (graph(&base, std::slice::from_ref(&ab)), graph(&base, std::slice::from_ref(&ba))) {
            (Some(x), Some(y)) => {
                assert_eq!(x, y, "{base}\n{a}\n{b}");
                // one module with both edits says what two modules say, one on the other
                assert_eq!(Some(x), graph(&base, &[a.clone(), b.clone()]), "{base}\n{a}\n{b}");
                commuted += 1;
            }
            (None, None) => {}
            _ => refused += 1,
        }
    }
    assert!(
        undone > 8 && commuted > 12,
        "{undone} undone, {commuted} commute, {refused} refused in one order"
    );
}
