//! What is printed reads back as the same tree, in either spelling, and the printed modules answer alike.

use gravamen::diag::{Lang, Sink};
use gravamen::hir::{Module, Twins};
use gravamen::session::{NoFiles, Session};
use gravamen::stdlib::LIBRARY;
use gravamen::syntax::ast::{
    Alias, Cite, Compare, Entry, Exception, Expr, ExprKind, Item, ItemKind, Leaves, Literal, Name, Number,
    Operation, Provision, ProvisionRange, Quantifier, Role, Titles, eq_but_places, leaves_mut,
    without_places,
};
use gravamen::syntax::print::{AsWritten, Printer};
use gravamen::syntax::{markdown, parse};
use gravamen::text::{FileId, Span};
use gravamen::val::{Ratio, Unit};
use std::collections::BTreeMap;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CORPUS: &str = include_str!("syntax_accept_reject.txt");

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{ROOT}/{path}")).unwrap()
}

fn tree(name: &str, text: &str) -> Vec<Item> {
    let mut sink = Sink::default();
    let items = parse(FileId(0), text, &mut sink);
    assert!(!sink.has_errors(), "{name}: {:?}\n{text}", sink.found);
    items
}

/// Every text of the project that can be read: modules, cases, accepted items, the blocks of the manual.
fn texts() -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> =
        LIBRARY.iter().map(|e| (e.module.to_owned(), e.text.to_owned())).collect();
    for folder in ["examples", "examples/zh", "examples/published"] {
        for entry in std::fs::read_dir(format!("{ROOT}/{folder}")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".grv") || name.ends_with(".case") {
                out.push((name.clone(), read(&format!("{folder}/{name}"))));
            }
        }
    }
    let mut title: Option<&str> = None;
    for line in CORPUS.lines() {
        if line.starts_with("+ ") || line.starts_with("- ") {
            title = line.strip_prefix("+ ");
            out.extend(title.map(|t| (t.to_owned(), String::new())));
        } else if let (Some(_), Some(last)) = (title, out.last_mut()) {
            last.1.push_str(line);
            last.1.push('\n');
        }
    }
    out.push(("LANGUAGE.md".to_owned(), markdown(&read("docs/LANGUAGE.md"))));
    assert!(out.len() > 90, "{}", out.len());
    out.sort();
    out
}

fn module(text: &str) -> Module {
    let mut header = None;
    let mut items = Vec::new();
    for item in tree("", text) {
        match item.kind {
            ItemKind::Module(h) => header = header.or(Some(h)),
            _ => items.push(item),
        }
    }
    Module { file: FileId(0), header: header.unwrap(), items }
}

fn library() -> Twins {
    let modules: Vec<Module> = LIBRARY.iter().map(|e| module(e.text)).collect();
    Twins::from_modules(&modules)
}

fn printed(twins: &Twins, items: &[Item], lang: Lang) -> String {
    Printer::new(lang, &twins.in_language(lang)).items(items)
}

/// Names without their spelling: all spellings that some alias joins count as one.
#[derive(Default)]
struct Unspelled {
    same: BTreeMap<String, String>,
    gather: bool,
}

const WORDS: [[&str; 2]; 10] = [
    ["yes", "是"],
    ["no", "否"],
    ["unknown", "不明"],
    ["means", "是指"],
    ["subject", "犯罪主体"],
    ["breach", "违法前提"],
    ["object", "行为对象"],
    ["conduct", "客观行为"],
    ["interest", "侵害法益"],
    ["penalty", "法定刑"],
];

impl Unspelled {
    fn over<'i>(items: impl Iterator<Item = &'i Item>) -> Unspelled {
        let mut out = Unspelled { gather: true, ..Unspelled::default() };
        for [a, b] in WORDS {
            out.join(a, b);
        }
        for item in items {
            leaves_mut(&mut item.clone(), &mut out);
        }
        out.gather = false;
        out
    }
    fn root(&self, name: &str) -> String {
        let mut at = name.to_owned();
        while let Some(next) = self.same.get(&at) {
            at.clone_from(next);
        }
        at
    }
    fn join(&mut self, a: &str, b: &str) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.same.insert(a, b);
        }
    }
    fn erase(&mut self, items: &[Item]) -> Vec<Item> {
        items
            .iter()
            .map(|i| {
                let mut item = without_places(i);
                leaves_mut(&mut item, self);
                item
            })
            .collect()
    }
}

impl Leaves for Unspelled {
    fn name(&mut self, name: &mut Name) {
        if self.gather {
            return;
        }
        let whole = self.root(&name.text);
        name.text = if whole == name.text {
            // dotted: the module before it may be spelled with dots or without
            let parts: Vec<String> = name.text.split('.').map(|p| self.root(p)).collect();
            let cut = (1..parts.len()).rev().find_map(|n| {
                let head: Vec<&str> = name.text.split('.').take(n).collect();
                let root = self.root(&head.join("."));
                (n > 1 && root != head.join(".")).then_some((n, root))
            });
            match cut {
                Some((n, root)) => format!("{root}.{}", parts[n..].join(".")),
                None => parts.join("."),
            }
        } else {
            whole
        };
    }
    fn alias(&mut self, alias: &mut Alias) {
        match &mut alias.twin {
            Some(twin) if self.gather => {
                let (a, b) = (alias.name.text.clone(), twin.text.clone());
                self.join(&a, &b);
            }
            Some(twin) if twin.text < alias.name.text => std::mem::swap(twin, &mut alias.name),
            _ => {}
        }
    }
    fn titles(&mut self, titles: &mut Titles) {
        if let Some(second) = &mut titles.second
            && *second < titles.first
        {
            std::mem::swap(second, &mut titles.first);
        }
    }
    fn case_names(&mut self, names: &mut Vec<String>) {
        names.sort();
    }
}

#[test]
fn what_is_printed_reads_back_as_the_same_tree() {
    let twins = library();
    let all: Vec<Item> = LIBRARY.iter().flat_map(|e| tree(e.module, e.text)).collect();
    let mut items_seen = 0;
    let mut wrong = Vec::new();
    for (name, text) in texts() {
        let items = tree(&name, &text);
        items_seen += items.len();
        let mut unspelled = Unspelled::over(all.iter().chain(&items));
        let wanted = unspelled.erase(&items);
        for lang in [Lang::En, Lang::Zh] {
            let out = printed(&twins, &items, lang);
            let again = tree(&name, &out);
            for (a, b) in wanted.iter().zip(unspelled.erase(&again)) {
                if *a != b {
                    wrong.push(format!("{name}\n{out}\n{a:?}\n{b:?}"));
                }
            }
            assert_eq!(again.len(), items.len(), "{name}\n{out}");
            assert_eq!(printed(&twins, &again, lang), out, "{name}: printing twice");
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(items_seen > 190, "{items_seen}");
}

#[test]
fn english_to_chinese_and_back_is_the_same_text() {
    let twins = library();
    for (name, text) in texts() {
        let english = printed(&twins, &tree(&name, &text), Lang::En);
        let chinese = printed(&twins, &tree(&name, &english), Lang::Zh);
        let back = printed(&twins, &tree(&name, &chinese), Lang::En);
        assert_eq!(back, english, "{name}\n{chinese}");
        assert_eq!(printed(&twins, &tree(&name, &back), Lang::Zh), chinese, "{name}");
    }
}

/// The Chinese print of every module of the library takes its place and answers alike.
#[test]
fn the_chinese_print_answers_alike() {
    let twins = library();
    let asked = ["cn.pi.interpretation_2017", "current", "lenient"].map(str::to_owned);
    let chinese: Vec<(String, String)> = LIBRARY
        .iter()
        .map(|e| (format!("{}.grv", e.module), printed(&twins, &tree(e.module, e.text), Lang::Zh)))
        .collect();
    let mut cases: Vec<(String, String)> =
        vec![("law_in_force.md".to_owned(), read("tests/suite/law_in_force.md"))];
    for entry in std::fs::read_dir(format!("{ROOT}/examples/published")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        cases.push((name.clone(), read(&format!("examples/published/{name}"))));
    }
    cases.sort();
    let answers = |printed: bool, case_lang: Option<Lang>| {
        let mut session = Session::new(Box::new(NoFiles));
        if printed {
            for (name, text) in &chinese {
                assert!(session.register(name, text).is_some(), "{name}: {:?}", session.sink.found);
            }
            for module in session.module_names() {
                assert!(session.check(&module), "{module}: {:?}", session.sink.found);
            }
        }
        let mut out = Vec::new();
        for (name, text) in &cases {
            let text = match case_lang.filter(|_| !name.ends_with(".md")) {
                Some(lang) => self::printed(&twins, &tree(name, text), lang),
                None => text.clone(),
            };
            for v in session.grade(name, &text, &asked) {
                assert!(v.expected.iter().all(|e| e.2), "{name}: {:?}", v.expected);
                let scale: Vec<String> = v.scale.iter().map(|n| n.both()).collect();
                out.push(format!("{} {} {scale:?} {:?} {:?}", v.case, v.module.en, v.outcome, v.attained));
            }
        }
        assert!(!session.sink.has_errors(), "{:?}", session.sink.found);
        out
    };
    let original = answers(false, None);
    assert!(original.len() > 60, "{}", original.len());
    assert_eq!(answers(true, None), original);
    assert_eq!(answers(true, Some(Lang::Zh)), original, "cases in Chinese too");
}

#[test]
fn places_do_not_matter_but_words_do() {
    let one = tree("", "definition d\n  means  a and b\n");
    let two = tree("", "\n\ndefinition d\n  means a\n and b\n");
    let three = tree("", "definition d\n  means  a or b\n");
    assert!(one != two && eq_but_places(&one[0], &two[0]) && !eq_but_places(&one[0], &three[0]));
}

fn gravamen(args: &[&str]) -> (Option<i32>, String) {
    let output = crate::binary::start().args(args).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_consolidated_text_can_be_read_again_and_is_not_wide() {
    for (lang, limb) in
        [("en", "  (3)  class_one reaches 50 items\n"), ("zh", "  （三）第一类信息 达到 五十条以上；\n")]
    {
        let (code, text) = gravamen(&["show", "cn.pi.interpretation_2017", "--lang", lang]);
        assert_eq!(code, Some(0));
        assert!(text.contains(limb), "{text}");
        let modules = tree("show", &text).iter().filter(|i| matches!(i.kind, ItemKind::Module(_))).count();
        assert_eq!(modules, 3, "the vocabulary, the statute, the interpretation");
        for line in text.lines().filter(|l| !l.contains(['"', '“', '#'])) {
            let width: usize = line.chars().map(|c| if c as u32 >= 0x2E80 { 2 } else { 1 }).sum();
            assert!(width <= 110, "{width}: {line}");
        }
    }
}

#[test]
fn the_law_of_a_day_is_shown() {
    let (code, text) = gravamen(&["show", "current", "--as-of", "2014-05-01"]);
    assert_eq!(code, Some(0));
    assert!(
        text.contains("module cn.pi.statute_2009") && !text.contains("module cn.pi.statute_2015"),
        "{text}"
    );
    assert!(text.starts_with("# cn.pi.interpretation_2017 was not in force on 2014-05-01\n"), "{text}");
    let (_, text) = gravamen(&["show", "current", "--as-of", "2020-05-01", "--lang", "zh"]);
    assert!(
        text.contains("模块 cn.pi.statute_2015 | 修正案九") && text.contains("自2017年6月1日起施行"),
        "{text}"
    );
    let (_, text) = gravamen(&["show", "current", "--as-of", "2009-02-27"]);
    assert_eq!(text, "# no statute was in force on 2009-02-27\n");
    assert_eq!(gravamen(&["show", "current", "--as-of", "2009-02-30"]), (Some(2), String::new()));
    // an amendment with a fault makes no law that could be shown
    let faulty = "tests/ui/E0610_not_there/in.grv";
    assert_eq!(gravamen(&["show", faulty]), (Some(2), String::new()));
    assert_eq!(gravamen(&["show", faulty, "--redline"]), (Some(2), String::new()));
}

#[test]
fn every_choice_of_ours_is_listed_with_its_reason_and_place() {
    let (_, text) = gravamen(&["show", "cn.pi.interpretation_2017", "--ours"]);
    assert!(text.contains("sum_only_below = no\n  \"read literally"), "{text}");
    assert!(text.contains("\n  stdlib/cn/pi/interpretation_2017.grv:"), "{text}");
    // as many as the texts mark, comments aside
    let marked: usize = LIBRARY
        .iter()
        .filter(|e| ["cn.pi.facts", "cn.pi.statute_2015", "cn.pi.interpretation_2017"].contains(&e.module))
        .flat_map(|e| e.text.lines())
        .filter(|l| l.split('#').next().unwrap().contains("ours \""))
        .count();
    assert!(marked >= 9 && text.ends_with(&format!("choices that are ours: {marked}\n")), "{marked} {text}");
}

#[test]
fn the_list_of_modules_has_both_names() {
    let (_, text) = gravamen(&["show", "-f", "json"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let row = json["modules"].as_array().unwrap().iter().find(|m| m["name"] == "cn.pi.statute_2009").unwrap();
    assert_eq!(row["name_zh"], "修正案七");
    assert_eq!(row["title_zh"], "刑法第二百五十三条之一（修正案七）");
    assert_eq!(row["in_force"], serde_json::json!(["2009-02-28", "2015-10-31"]));
}

const REFORM: &str = "module t.reform | 改革
  source TH | 论文 \"The thesis\" | \"《论文》\"
  amends cn.pi.interpretation_2017

repeal  5(1)(7), dropping references  because \"gains do not measure the harm\"  by TH part 5
set  5(1)(3) at 100 items  because \"too low\"
replace 5(1)(9) with punished_before and any of 5(1)(3) to (6) reaches half  by TH 6
repeal  5(1)(4), keeping its standard where cited  because \"one class less\"
";

/// What an adopted theory says stands beside the definition that it replaces, and only there.
#[test]
fn a_redline_shows_what_replaces_a_definition() {
    use gravamen::render::{Marks, redline};
    use gravamen::session::RuleSet;
    let mut session = Session::new(Box::new(NoFiles));
    let line = session.redline(&RuleSet::of("cn.pi.reform.thesis")).unwrap();
    let known: Vec<_> = line.base.iter().chain(line.steps.iter().flat_map(|s| &s.1)).cloned().collect();
    let twins = session.twins(&known);
    let english = redline(&line, &twins, Marks::Brackets, Lang::En);
    for said in [
        "definition personal_information (lot)             by [-FS 1-]{+CC 1034(2), CSL 76 item (5)+}\n",
        "  means  [-(-]identifies is alone or combined[-) or reflects_activity-]\n",
        "{+except deidentified unless identifies is alone  by TH 3+}\n",
    ] {
        assert!(english.contains(said), "{said}\n{english}");
    }
    assert_eq!(english.matches("definition personal_information").count(), 1, "{english}");
    // both edits that made the text stand above it
    let [adopted, widened] = ["# adopt cn.pi.definitions.identification;", "# add to personal_information;"]
        .map(|edit| english.find(edit).unwrap_or_else(|| panic!("{edit}\n{english}")));
    let at = english.find("definition personal_information").unwrap();
    assert!(adopted < widened && widened < at && at - adopted < 400, "{english}");
}

/// A redline shows what each edit changes, in the words of the text, with the reason above it.
#[test]
fn a_redline_marks_words_and_says_why() {
    use gravamen::render::{Marks, redline};
    use gravamen::session::RuleSet;
    let mut session = Session::new(Box::new(NoFiles));
    assert!(session.check_text("reform.grv", REFORM), "{:?}", session.sink.found);
    let line = session.redline(&RuleSet::of("t.reform")).unwrap();
    let known: Vec<_> = line.base.iter().chain(line.steps.iter().flat_map(|s| &s.1)).cloned().collect();
    let twins = session.twins(&known);
    let english = redline(&line, &twins, Marks::Brackets, Lang::En);
    for said in [
        "# repeal 5(1)(7); because \"gains do not measure the harm\"; The thesis part 5\n",
        "  [-(7)  illegal_gains reaches 5000 yuan-]\n",
        "# set 5(1)(3); because \"too low\"\n",
        "class_one reaches [-50-]{+100+} items\n",
        "any of 5(1)(3) to ([-7-]{+6+}) reaches half\n",
        "punished_before{+ and any of 5(1)(3) to (6) reaches half",
        "{+# +}(4)",
    ] {
        assert!(english.contains(said), "{said}\n{english}");
    }
    assert!(!english.contains("article 10 "), "what is not changed is not shown\n{english}");
    let chinese = redline(&line, &twins, Marks::Brackets, Lang::Zh);
    for said in ["第一类信息 达到 [-五十-]{+一百+}条以上；\n", "[-（七）违法所得 达到 五千元以上；-]\n"]
    {
        assert!(chinese.contains(said), "{said}\n{chinese}");
    }
    let colour = redline(&line, &twins, Marks::Colour, Lang::En);
    assert!(colour.contains("\u{1b}[31;9m50\u{1b}[0m\u{1b}[32;4m100\u{1b}[0m"), "{colour}");
    // with the marks taken out, the old text and the new one
    let without = |text: &str, open: &str, close: &str| {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(open) {
            out.push_str(before);
            rest = after.split_once(close).unwrap().1;
        }
        out + rest
    };
    let new = without(&english, "[-", "-]").replace("{+", "").replace("+}", "");
    let old = without(&english, "{+", "+}").replace("[-", "").replace("-]", "");
    assert!(!tree("old", &old).is_empty() && !tree("new", &new).is_empty());
    assert!(old.contains("illegal_gains") && !new.contains("illegal_gains"), "{new}");
}

/// A linear congruential generator: the same trees every time.
struct Dice(u64);

const NOWHERE: Span = Span { file: FileId(0), start: 0, end: 0 };
const NAMES: [&str; 16] = [
    "a",
    "b_1",
    "subject",
    "conduct",
    "kind",
    "article",
    "part",
    "M.x",
    "甲",
    "数量",
    "一次性信息",
    "标准地址",
    "是指",
    "含混.乙",
    "first_offender_of_a_long_name",
    "null",
];

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
    fn chance(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
    fn name(&mut self) -> Name {
        Name { text: self.pick(&NAMES).to_owned(), span: NOWHERE }
    }
    fn number(&mut self) -> Number {
        let main = self.pick(&[1, 2, 5, 9, 10, 12, 20, 101, 253, 1010]);
        let inserted = if self.chance(5) { Some(1 + self.below(12) as u32) } else { None };
        Number { main, inserted }
    }
    fn provision(&mut self) -> Provision {
        let article = self.number();
        let part = self.chance(9);
        let (paragraph, item) = match self.below(4) {
            0 => (None, None),
            1 => (Some(self.number()), None),
            2 => (None, Some(self.number())),
            _ => (Some(self.number()), Some(self.number())),
        };
        Provision { article, paragraph, item, part }
    }
    fn range(&mut self, ranged: bool) -> ProvisionRange {
        let source = self.pick(&[None, Some("FS"), Some("解释")]);
        let source = source.map(|s| Name { text: s.to_owned(), span: NOWHERE });
        let from = self.provision();
        let near = |p: Provision, n: Number| match (p.paragraph, p.item) {
            (_, Some(_)) => Provision { item: Some(n), ..p },
            (Some(_), None) => Provision { paragraph: Some(n), ..p },
            (None, None) => Provision { article: n, ..p },
        };
        let to = match self.below(3) {
            _ if !ranged => None,
            0 => Some(self.provision()),
            1 => Some(near(from, self.number())),
            _ => None,
        };
        ProvisionRange { source, from, to, span: NOWHERE }
    }
    /// In a list a provision without source takes the source before it: no text says anything else.
    fn ranges(&mut self) -> Vec<ProvisionRange> {
        let mut all: Vec<ProvisionRange> = (0..1 + self.below(3)).map(|_| self.range(true)).collect();
        for i in 1..all.len() {
            if all[i].source.is_none() {
                all[i].source = all[i - 1].source.clone();
            }
        }
        all
    }
    fn literal(&mut self) -> Literal {
        let number = |text: &str, unit| Literal::Number { value: Ratio::parse(text).unwrap(), unit };
        match self.below(6) {
            0 => {
                let amount =
                    self.pick(&["0.01", "4999.99", "50000", "1", "0.125", "120000000", "999999999999999.5"]);
                number(amount, Some(Unit::Yuan))
            }
            1 => {
                let unit = self.pick(&[
                    Unit::Items,
                    Unit::Persons,
                    Unit::Groups,
                    Unit::Occasions,
                    Unit::Years,
                    Unit::Months,
                    Unit::Days,
                ]);
                let amount = self.pick(&[
                    "0", "1", "2", "10", "14", "50", "101", "110", "1005", "10500", "100010", "1200000",
                ]);
                number(amount, Some(unit))
            }
            2 => number(self.pick(&["0", "7", "3.5"]), None),
            3 => {
                let (n, d) =
                    self.pick(&[(1, 2), (1, 3), (3, 2), (10, 1), (1, 1), (0, 1), (7, 100), (250, 1)]);
                Literal::Multiple(Ratio::new(n, d).unwrap())
            }
            4 => Literal::Date(
                gravamen::val::parse_iso(self.pick(&["2017-06-01", "1997-12-31", "2009-02-28"])).unwrap(),
            ),
            _ => Literal::Truth(self.chance(2)),
        }
    }
    fn boxed(&mut self, make: fn(&mut Dice, usize) -> Expr, depth: usize) -> Box<Expr> {
        Box::new(make(self, depth))
    }
    /// A number, or what stands in its place in brackets.
    fn sum(&mut self, depth: usize) -> Expr {
        let kind = match self.below(if depth == 0 { 2 } else { 6 }) {
            0 => ExprKind::Name(self.name()),
            1 => ExprKind::Literal(self.literal()),
            2 | 3 => {
                let op =
                    self.pick(&[Operation::Plus, Operation::Minus, Operation::Times, Operation::Divided]);
                let terms = (0..2 + self.below(2)).map(|_| self.sum(depth - 1)).collect();
                ExprKind::Arithmetic { op, terms }
            }
            4 => {
                let (body, bound) = (self.boxed(Dice::any, depth - 1), self.boxed(Dice::sum, depth - 1));
                ExprKind::Clamp { body, at_least: self.chance(2), bound }
            }
            _ => return self.condition(depth - 1),
        };
        Expr { kind, span: NOWHERE }
    }
    fn any(&mut self, depth: usize) -> Expr {
        if self.chance(3) { self.sum(depth) } else { self.condition(depth) }
    }
    fn condition(&mut self, depth: usize) -> Expr {
        let kind = match self.below(if depth == 0 { 4 } else { 14 }) {
            0 | 1 => ExprKind::Name(self.name()),
            2 => ExprKind::Provision(self.range(false)),
            3 => ExprKind::Literal(Literal::Truth(self.chance(2))),
            4 | 5 => ExprKind::And((0..2 + self.below(4)).map(|_| self.any(depth - 1)).collect()),
            6 | 7 => ExprKind::Or((0..2 + self.below(4)).map(|_| self.any(depth - 1)).collect()),
            8 => ExprKind::Not(self.boxed(Dice::any, depth - 1)),
            9 => {
                let op = self.pick(&[Compare::Reaches, Compare::Exceeds, Compare::Below, Compare::AtMost]);
                let left = match op {
                    Compare::AtMost if self.chance(2) => {
                        let (from, to) = (self.boxed(Dice::sum, depth - 1), self.boxed(Dice::sum, depth - 1));
                        Box::new(Expr { kind: ExprKind::Between { from, to }, span: NOWHERE })
                    }
                    _ => self.boxed(Dice::sum, depth - 1),
                };
                ExprKind::Compare { op, left, right: self.boxed(Dice::sum, depth - 1) }
            }
            10 => {
                let values = (0..1 + self.below(3)).map(|_| self.name()).collect();
                ExprKind::Is { left: self.boxed(Dice::sum, depth - 1), negated: self.chance(3), values }
            }
            11 => {
                let record = Name { text: self.pick(&["lot", "信息"]).to_owned(), span: NOWHERE };
                ExprKind::Some {
                    record,
                    negated: self.chance(3),
                    condition: self.boxed(Dice::any, depth - 1),
                }
            }
            12 if self.chance(2) => {
                let (filter, body) = (self.boxed(Dice::any, depth - 1), self.boxed(Dice::any, depth - 1));
                ExprKind::Filtered { keep: self.chance(2), filter, body }
            }
            12 => {
                let exceptions = (0..1 + self.below(2)).map(|_| self.exception(depth - 1)).collect();
                ExprKind::Except { body: self.boxed(Dice::any, depth - 1), exceptions }
            }
            _ => {
                let quantifier = self.pick(&[
                    Quantifier::Single,
                    Quantifier::Any,
                    Quantifier::All,
                    Quantifier::None,
                    Quantifier::Together,
                ]);
                let single = quantifier == Quantifier::Single;
                let provisions = if single { vec![self.range(false)] } else { self.ranges() };
                let at = single || self.chance(2);
                ExprKind::Quantified {
                    quantifier,
                    provisions,
                    at: at.then(|| self.boxed(Dice::sum, depth - 1)),
                }
            }
        };
        Expr { kind, span: NOWHERE }
    }
    fn cites(&mut self) -> Vec<Cite> {
        let mut out = Vec::new();
        for _ in 0..self.below(6).saturating_sub(3) {
            out.push(match self.below(3) {
                0 => {
                    let first = self.pick(&["it says so", "“quoted”", "理由，甲（乙）：# no comment"]);
                    let second =
                        self.chance(2).then(|| self.pick(&["for a reason", "另有理由", "\"quoted\""]));
                    Cite::Ours(Titles { first: first.to_owned(), second: second.map(str::to_owned) })
                }
                _ => Cite::By(self.range(true)),
            });
        }
        out
    }
    fn exception(&mut self, depth: usize) -> Exception {
        let unless = self.chance(2).then(|| self.any(depth));
        Exception { condition: self.any(depth), unless, cites: self.cites() }
    }
    fn item(&mut self) -> Item {
        let depth = self.below(7);
        let exceptions = (0..self.below(3)).map(|_| self.exception(depth.min(3))).collect();
        let means = Entry { condition: self.any(depth), exceptions, cites: self.cites(), span: NOWHERE };
        let name = Alias { name: Name { text: "d".to_owned(), span: NOWHERE }, twin: None };
        let (role, cites) = (Role::Definition, self.cites());
        Item { kind: ItemKind::Predicate { role, name, record: None, means, cites }, span: NOWHERE }
    }
}

/// Random conditions, deep and mixed, read back as what they were.
#[test]
fn any_tree_of_conditions_reads_back() {
    let mut dice = Dice(20_171_001);
    let (mut wrong, mut broken, mut longest) = (Vec::new(), 0, 0);
    for _ in 0..1_000 {
        let item = dice.item();
        for lang in [Lang::En, Lang::Zh] {
            let out = Printer::new(lang, &AsWritten).item(&item);
            broken += usize::from(out.lines().count() > 3);
            longest = longest.max(out.len());
            let mut sink = Sink::default();
            let again = parse(FileId(0), &out, &mut sink);
            let unspelled = |items: &[Item]| Unspelled::over(std::iter::empty()).erase(items);
            if sink.has_errors() || unspelled(std::slice::from_ref(&item)) != unspelled(&again) {
                let faults: Vec<_> = sink.found.iter().map(|d| (d.code, d.args.clone())).collect();
                wrong.push((out.len(), format!("{out}{faults:?}")));
            }
        }
    }
    wrong.sort();
    let shown: Vec<&str> = wrong.iter().take(6).map(|w| w.1.as_str()).collect();
    assert!(wrong.is_empty(), "{} of 2000\n{}", wrong.len(), shown.join("\n\n"));
    assert!(broken > 400 && longest > 1_500, "{broken} {longest}");
}

/// Texts with words taken out or put in at random: whatever can still be read is printed as the same tree.
#[test]
fn whatever_can_be_read_reads_back() {
    let mut dice = Dice(7);
    let chunks: Vec<String> = texts()
        .iter()
        .flat_map(|(_, text)| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>())
        .filter(|c| c.len() < 1_500)
        .collect();
    let words: Vec<&str> =
        chunks.iter().flat_map(|c| c.split(' ')).filter(|w| !w.is_empty() && w.len() < 40).collect();
    let (mut read, mut wrong) = (0, Vec::new());
    for _ in 0..4_000 {
        let mut parts: Vec<&str> = chunks[dice.below(chunks.len())].split(' ').collect();
        for _ in 0..1 + dice.below(2) {
            let at = dice.below(parts.len());
            match dice.below(3) {
                0 if parts.len() > 1 => drop(parts.remove(at)),
                1 => parts.insert(at, words[dice.below(words.len())]),
                _ => parts[at] = words[dice.below(words.len())],
            }
        }
        let text = parts.join(" ");
        let mut sink = Sink::default();
        let items = parse(FileId(0), &text, &mut sink);
        if sink.has_errors() || items.is_empty() {
            continue;
        }
        read += 1;
        for lang in [Lang::En, Lang::Zh] {
            let printer = Printer::new(lang, &AsWritten);
            let out = printer.items(&items);
            let mut sink = Sink::default();
            let again = parse(FileId(0), &out, &mut sink);
            let unspelled = |items: &[Item]| Unspelled::over(std::iter::empty()).erase(items);
            if sink.has_errors() || unspelled(&items) != unspelled(&again) {
                wrong.push((
                    text.len(),
                    format!("{text}\n----\n{out}{:?}", sink.found.first().map(|d| (d.code, &d.args))),
                ));
            }
        }
    }
    wrong.sort();
    let shown: Vec<&str> = wrong.iter().take(5).map(|w| w.1.as_str()).collect();
    assert!(wrong.is_empty(), "{} of {read}\n{}", wrong.len(), shown.join("\n\n"));
    assert!(read > 400, "{read}");
}

/// What is shown of an amending module is the law that it makes: read in the place of the modules, it answers alike.
#[test]
fn the_consolidated_text_of_an_amendment_answers_alike() {
    use gravamen::session::RuleSet;
    let edits = "module t.reform | 改革
  source TH | 论文 \"The thesis\" | \"《论文》\"
  amends cn.pi.interpretation_2017

repeal  5(1)(7), dropping references  because \"gains do not measure the harm\"  by TH part 5
set  5(1)(3) at 100 items  because \"too low\"
replace 5(1)(9) with punished_before and any of 5(1)(3) to (6) reaches half  by TH 6
after 5(1)(8) insert 5(1)(8-1): some lot where used_for_crime
add to personal_information except deidentified
";
    let asked = ["t.reform".to_owned()];
    let answers = |session: &mut Session| {
        let mut out = Vec::new();
        for entry in std::fs::read_dir(format!("{ROOT}/examples/published")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let text = read(&format!("examples/published/{name}"));
            for v in session.grade(&name, &text, &asked) {
                let grounds: Vec<_> = v.grounds.iter().map(|g| (&g.provision, g.holds)).collect();
                out.push(format!("{} {:?} {grounds:?}", v.case, v.outcome));
            }
        }
        assert!(!session.sink.has_errors(), "{:?}", session.sink.found);
        out.sort();
        out
    };
    let mut session = Session::new(Box::new(NoFiles));
    assert!(session.check_text("reform.grv", edits), "{:?}", session.sink.found);
    let amended = answers(&mut session);
    assert!(amended.len() > 10, "{amended:?}");
    let modules = session.consolidated(&RuleSet::of("t.reform"), None).unwrap();
    let twins = session.twins(&modules);
    for lang in [Lang::En, Lang::Zh] {
        let printed = gravamen::render::show(&modules, &twins, None, lang);
        let word = lang.pick(&["\nmodule ", "\n模块 "]);
        let mut other = Session::new(Box::new(NoFiles));
        let texts: Vec<String> = printed.split(word).skip(1).map(|t| format!("{word}{t}")).collect();
        assert_eq!(texts.len(), modules.len());
        for (i, text) in texts.iter().enumerate() {
            assert!(other.register(&format!("{i}.grv"), text).is_some(), "{text}");
        }
        assert_eq!(answers(&mut other), amended);
    }
}
