//! The report: what stands in it, that nothing of a case becomes markup, that it runs again, and how a browser takes it.

use crate::browser::{self, chromium};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::path::{Path, PathBuf};
use std::process::Output;

const BASE: &str = "cn.pi.interpretation_2017";

/// A folder with a reform and a case file.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Desk {
        let folder = std::env::temp_dir().join(format!("gravamen-report-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let desk = Desk(folder);
        desk.put("reform.grv", &reform("A reform in ten lines", "gains do not measure the harm"));
        desk.put("cases.json", &cases("gains", "bank records, p. 3", "cruelty"));
        desk
    }
    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }
    fn get(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }
    fn run(&self, args: &[&str]) -> Output {
        crate::binary::start().current_dir(&self.0).args(args).output().unwrap()
    }
    /// Writes a report and gives the page.
    fn report(&self, more: &[&str]) -> String {
        let args = [&["report", BASE, "reform.grv", "cases.json", "-o", "report.html"], more].concat();
        let output = self.run(&args);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        self.get("report.html")
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn reform(title: &str, because: &str) -> String {
    format!(
        "module my.reform | 改革甲\n  title \"{title}\" | \"{title}\"\n  source TH | 论文 \"{title}\" | \"{title}\"\n  \
         amends {BASE}\n\nrepeal 5(1)(7), dropping references  because \"{because}\"  by TH 2\n\
         set 5(1)(3) at 100 items  because \"{because}\"  by TH 3\n\
         set 5(1)(5) at 3000 items  because \"{because}\"  by TH 4\n"
    )
}

/// One case whose gains alone count, one with general information, one with unknown kind.
fn cases(id: &str, evidence: &str, because: &str) -> String {
    let text = |s: &str| serde_json::to_string(s).unwrap();
    let head = "\"unstated\":\"absent\",\"facts\":{\"breach\":true,\"conduct_from\":\"2020-06-01\",\"conduct_to\":\"2020-06-30\"";
    let lot =
        |kind: &str, count: u32| format!("{{\"kind\":{kind},\"count\":{count},\"acquired\":\"purchase\"}}");
    format!(
        "{{\"cases\":[\n{{\"id\":{},{head},\"illegal_gains\":{{\"value\":\"5200\",\"evidence\":{}}},\"lots\":[{}]}}}},\n\
         {{\"id\":\"general\",{head},\"lots\":[{}]}}}},\n{{\"id\":\"unknown kind\",{head},\"lots\":[{}]}}}},\n\
         {{\"id\":\"found\",{head},\"lots\":[{}]}},\"findings\":{{\"other_serious\":{{\"value\":true,\"because\":{}}}}}}}\n]}}\n",
        text(id),
        text(evidence),
        lot("\"contact\"", 20),
        lot("\"contact\"", 3500),
        lot("\"unknown\"", 60),
        lot("\"contact\"", 1),
        text(because),
    )
}

fn parsed(page: &str) -> Handle {
    html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(page).document
}

/// Elements with the names of their attributes, nested; texts left out.
fn skeleton(node: &Handle, out: &mut String) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attrs: Vec<String> = attrs.borrow().iter().map(|a| a.name.local.to_string()).collect();
        out.push_str(&format!("<{} {}>", name.local, attrs.join(" ")));
    }
    for child in node.children.borrow().iter() {
        skeleton(child, out);
    }
    if matches!(&node.data, NodeData::Element { .. }) {
        out.push('.');
    }
}

fn elements(node: &Handle, out: &mut Vec<(String, Vec<(String, String)>)>) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attrs = attrs.borrow();
        let attrs = attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
        out.push((name.local.to_string(), attrs));
    }
    node.children.borrow().iter().for_each(|c| elements(c, out));
}

fn texts(node: &Handle, out: &mut String) {
    if let NodeData::Text { contents } = &node.data {
        out.push_str(&contents.borrow());
    }
    node.children.borrow().iter().for_each(|c| texts(c, out));
}

fn bones(page: &str) -> String {
    let mut out = String::new();
    skeleton(&parsed(page), &mut out);
    out
}

fn words(page: &str) -> String {
    let mut out = String::new();
    texts(&parsed(page), &mut out);
    out
}

#[test]
fn a_report_says_what_a_reader_needs_in_both_languages() {
    let desk = Desk::new("both");
    let english = words(&desk.report(&["--question", "Should gains alone make the offence?"]));
    for wanted in [
        "Should gains alone make the offence?",
        "Of 4 cases 1 keep their outcome, 1 become heavier and 1 lighter; 1 cannot be assigned",
        "repeal 5(1)(7)",
        "gains do not measure the harm",
        "A reform in ten lines, art. 2.",
        "Interpretation on cases of infringing citizens' personal information, Fa Shi [2017] No. 10, art. 5(1)(7).",
        "Criminal Law of the PRC",
        "from 2017-06-01",
        "illegal_gains 5200 ≥ 5000 yuan",
        "gravamen verify report.html",
        "they count as not made: other especially serious, other serious.",
    ] {
        let flat = english.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(wanted), "no {wanted:?} in\n{flat}");
    }
    let page = desk.report(&["--lang", "zh"]);
    let chinese = words(&page);
    for wanted in [
        "现行解释与改革甲之比较",
        "4 件案件中，结论不变 1 件，加重 1 件，减轻 1 件",
        "《办理侵犯公民个人信息刑事案件的解释》，法释〔2017〕10号，第5条第1款第7项。",
        "删去 第五条第一款第七项",
        "自2017年6月1日",
        "结论区域图",
    ] {
        assert!(chinese.contains(wanted), "no {wanted:?} in\n{chinese}");
    }
    let mut found = Vec::new();
    elements(&parsed(&page), &mut found);
    let html = found.iter().find(|e| e.0 == "html").expect("html");
    assert!(html.1.contains(&("lang".to_owned(), "zh-CN".to_owned())));
    let svgs = found.iter().filter(|e| e.0 == "svg").count();
    assert_eq!(svgs, 4, "matrix, attribution, map, ladder");
    for mark in ["del", "ins"] {
        assert!(found.iter().any(|e| e.0 == mark), "differences of the texts are marked with {mark}");
    }
}

#[test]
fn nothing_in_a_report_runs_or_is_fetched() {
    let desk = Desk::new("inert");
    let page = desk.report(&[]);
    let csp = "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"";
    assert!(page.contains(csp));
    let read =
        html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(page.as_str());
    assert_eq!(read.errors.borrow().len(), 0, "{:?}", read.errors);
    let mut found = Vec::new();
    elements(&parsed(&page), &mut found);
    assert!(found.len() > 300, "{} elements", found.len());
    for (name, attrs) in found {
        let active = ["script", "iframe", "object", "embed", "link", "base", "form", "img", "image", "use"];
        assert!(!active.contains(&name.as_str()), "<{name}>");
        for (key, value) in attrs {
            assert!(!key.starts_with("on"), "{key}={value}");
            assert!(key != "href" || value.starts_with('#'), "{key}={value}");
            assert!(key != "src" && key != "action" && key != "srcdoc" && key != "style", "{key}={value}");
            assert!(!value.contains("url(") || value.starts_with("url(#"), "{key}={value}");
        }
    }
    let style = page.split_once("<style>").and_then(|s| s.1.split_once("</style>")).expect("a style").0;
    assert!(!style.contains("@import") && !style.contains("url("), "the style fetches nothing");
}

const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</text></svg><script>alert(1)</script>",
    "</pre><iframe src=//evil.example></iframe>",
    "<!-- <style>*{display:none}</style> -->",
    "]]><a href=javascript:alert(1)>x</a>",
    "&lt;b&gt; &#60;b&#62; &amp;lt;",
    "{{ 7*7 }}{% for x in y %}{# c #}",
    "</style><link rel=stylesheet href=//evil.example>",
    "\u{0}\u{8}\u{1b}[31m\u{202e}gnp.exe\u{2066}",
    "<plaintext><xmp><noscript><textarea>",
    "=cmd|' /C calc'!A1",
];

#[test]
fn hostile_texts_change_no_element() {
    let desk = Desk::new("hostile");
    let args = |text: &str| vec!["--question".to_owned(), format!("q{text}")];
    let made = |text: &str| {
        // a text in quotation marks of the language cannot hold the closing one or a line break
        let quoted: String = text
            .chars()
            .filter(|c| !c.is_control() && *c != '"' && !('\u{2000}'..'\u{20ff}').contains(c))
            .collect();
        desk.put("reform.grv", &reform(&format!("t{quoted}"), &format!("b{quoted}")));
        desk.put("cases.json", &cases(&format!("c{text}"), &format!("e{text}"), &format!("r{text}")));
        let more = args(&text.replace('\0', ""));
        let more: Vec<&str> = more.iter().map(String::as_str).chain(["--figures", "figures"]).collect();
        let page = desk.report(&more);
        let pictures: Vec<String> = ["matrix", "attribution", "map", "ladder"]
            .iter()
            .map(|name| bones(&desk.get(&format!("figures/{name}.svg"))))
            .collect();
        (page, pictures)
    };
    let (benign, pictures) = made("harmless");
    let expected = bones(&benign);
    assert!(expected.len() > 5_000 && words(&benign).matches("harmless").count() >= 12);
    for text in HOSTILE {
        let (page, drawn) = made(text);
        assert_eq!(bones(&page), expected, "{text}");
        assert_eq!(drawn, pictures, "{text}");
        if text.chars().all(|c| !c.is_control() && !('\u{2000}'..'\u{20ff}').contains(&c)) {
            let shown = words(&page);
            for field in ["q", "t", "b", "c", "e"] {
                let whole = format!(
                    "{field}{}",
                    if "tb".contains(field) { text.replace('"', "") } else { text.to_owned() }
                );
                assert!(shown.contains(&whole), "{whole:?} is shown as it is");
            }
        }
        assert!(
            !page.contains('\u{1b}') && !page.contains('\u{202e}'),
            "nothing steers a terminal or the text"
        );
        let verified = desk.run(&["verify", "report.html"]);
        let says = String::from_utf8_lossy(&verified.stdout).into_owned();
        assert_eq!(says, "reproduced: 8/8 verdicts, 0 differences\n", "{text}");
    }
}

#[test]
fn a_report_is_the_same_each_time_and_runs_again() {
    let desk = Desk::new("again");
    let first = desk.report(&["--figures", "one"]);
    let picture = desk.get("one/map.svg");
    assert_eq!(first, desk.report(&["--figures", "one"]));
    assert_eq!(picture, desk.get("one/map.svg"));
    let verify = |lang: &str| {
        let output = desk.run(&["verify", "report.html", "--lang", lang]);
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    assert_eq!(verify("en"), (Some(0), "reproduced: 8/8 verdicts, 0 differences\n".to_owned()));
    assert_eq!(verify("zh"), (Some(0), "复现：8/8 个结论，0 处不同\n".to_owned()));
    // another text of the rules: said even where no outcome differs
    let rules = desk.get("reform.grv");
    desk.put("reform.grv", &format!("{rules}# a remark\n"));
    let same = "reproduced: 8/8 verdicts, 0 differences\n  my.reform: the text is not the same\n";
    assert_eq!(verify("en"), (Some(1), same.to_owned()));
    desk.put("reform.grv", &rules);
    // another case
    let cases = desk.get("cases.json");
    desk.put("cases.json", &cases.replace("\"5200\"", "\"4999.99\""));
    let (code, says) = verify("en");
    assert_eq!(code, Some(1));
    let wanted = "reproduced: 7/8 verdicts, 1 difference\n  cases.json: the text is not the same\n  \
                  gains, cn.pi.interpretation_2017: serious … serious → no_offence … no_offence\n";
    assert_eq!(says, wanted);
    // a page that is no report, and a case that is gone
    desk.put("other.html", "<!DOCTYPE html><title>x</title>");
    assert_eq!(desk.run(&["verify", "other.html"]).status.code(), Some(2));
    std::fs::remove_file(desk.0.join("cases.json")).unwrap();
    assert_eq!(desk.run(&["verify", "report.html"]).status.code(), Some(2));
}

#[test]
fn the_author_chooses_the_map() {
    let desk = Desk::new("map");
    let page = words(&desk.report(&["--case", "general", "--map", "lots[0].count,illegal_gains"]));
    assert!(page.contains("The map takes case general as it is"));
    let chinese =
        words(&desk.report(&["--case", "general", "--map", "各批信息[0].数量，违法所得", "--lang", "zh"]));
    assert!(chinese.contains("本图以案件general为基础"));
    for wrong in ["lots[0].count,no_such", "lots[0].count", "lots[0].count,lots[0].sold_to"] {
        let output =
            desk.run(&["report", BASE, "reform.grv", "cases.json", "--case", "general", "--map", wrong]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("E0502"), "{wrong}");
    }
    assert!(!desk.0.join("report-2.html").exists());
}

#[test]
fn the_data_behind_each_picture_is_written_beside_it() {
    let desk = Desk::new("data");
    desk.report(&["--figures", "f"]);
    assert!(
        desk.get("f/matrix.csv").contains("serious,\"1 (50.0%)\",\"1 (50.0%)\""),
        "{}",
        desk.get("f/matrix.csv")
    );
    assert!(
        desk.get("f/attribution.csv").contains("\"repeal 5(1)(7)\",lighter,1"),
        "{}",
        desk.get("f/attribution.csv")
    );
    let ladder = desk.get("f/ladder.csv");
    let ladder = ladder.replace('"', "");
    for row in [
        "class one,cn.pi.interpretation_2017,50 items,1,5(1)(3),serious",
        "class one,cn.pi.interpretation_2017,500 items,10,5(2)(3),especially serious",
        "class one,cn.pi.interpretation_2017,25 items,1/2,5(1)(8) (part of the records),serious",
        "class one,my.reform,100 items,1,5(1)(3),serious",
        "class one,my.reform,1000 items,10,5(2)(3),especially serious",
    ] {
        assert!(ladder.contains(row), "no {row:?} in\n{ladder}");
    }
    let map = desk.get("f/map.csv");
    assert!(map.lines().count() >= 5 && map.contains("(5000, 0)"), "{map}");
}

/// Generated cases near the lines of the law.
fn many(n: usize) -> String {
    let mut state = 20_170_601_u64;
    let mut pick = move |of: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % of
    };
    let kinds = ["trajectory", "health", "contact", "credit", "other", "biometric"];
    let counts = [10, 25, 49, 50, 100, 250, 499, 500, 2500, 4999, 5000, 50_000];
    let gains = ["0", "2500", "4999.99", "5000", "49999", "50000"];
    let mut rows = Vec::new();
    for i in 0..n {
        let lots: Vec<String> = (0..1 + pick(3))
            .map(|_| {
                format!(
                    "{{\"kind\":\"{}\",\"count\":{},\"acquired\":\"purchase\",\"acquired_in_duty\":{}}}",
                    kinds[pick(6)],
                    counts[pick(12)],
                    pick(4) == 0
                )
            })
            .collect();
        rows.push(format!(
            "{{\"id\":\"g-{i:04}\",\"unstated\":\"absent\",\"facts\":{{\"breach\":true,\"conduct_from\":\"2020-06-01\",\"conduct_to\":\"2020-06-30\",\"illegal_gains\":\"{}\",\"lots\":[{}]}}}}",
            gains[pick(6)],
            lots.join(",")
        ));
    }
    format!("{{\"cases\":[\n{}\n]}}\n", rows.join(",\n"))
}

#[test]
fn a_thousand_cases_stay_within_bounds() {
    let desk = Desk::new("thousand");
    desk.put("cases.json", &many(1000));
    let page = desk.report(&[]);
    let shown = words(&page);
    assert!(shown.contains("Of 1000 cases"), "all are counted");
    assert!(shown.contains("The arguments of the first 40 of"), "so many arguments are enough for a page");
    assert!(page.len() < 1 << 20, "{} bytes", page.len());
    let mut found = Vec::new();
    elements(&parsed(&page), &mut found);
    assert!(found.len() < 12_000, "{} elements", found.len());
    let output = desk.run(&["verify", "report.html"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "reproduced: 2000/2000 verdicts, 0 differences\n");
}

/// What a browser says on its console, and the addresses outside the machine that a page asks for.
fn opened(browser: &Path, desk: &Desk, page: &str) -> (Vec<String>, Vec<String>) {
    let log = desk.0.join("net.json");
    let _ = std::fs::remove_file(&log);
    let profile = desk.0.join("profile");
    let _ = std::fs::remove_dir_all(&profile);
    let net = [format!("--log-net-log={}", log.display())];
    let output = browser::opened(browser, &profile, &net, &desk.0.join(page).display().to_string());
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(dom.contains("</html>"), "the page was opened: {}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stderr);
    let console = said.lines().filter(|l| l.contains("CONSOLE")).map(str::to_owned).collect();
    // what a page asks for has an origin; what the browser asks for by itself has none
    let net: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&log).unwrap()).unwrap();
    let mut asked = Vec::new();
    for event in net["events"].as_array().expect("events") {
        let params = &event["params"];
        if let (Some(url), Some(by)) = (params["url"].as_str(), params["initiator"].as_str())
            && by != "not an origin"
            && !url.starts_with("file:")
        {
            asked.push(url.to_owned());
        }
    }
    (console, asked)
}

#[test]
fn a_browser_opens_the_report_without_a_word() {
    let Some(browser) = chromium() else {
        println!("skipped: no chromium on this machine; `apt-get install chromium` brings it");
        return;
    };
    let desk = Desk::new("browser");
    // the watch itself works: a page that fetches and fails is seen to
    desk.put(
        "loud.html",
        "<!DOCTYPE html><html><body><img src=\"http://outside.example/x.png\"><script>console.error('loud')</script></body></html>",
    );
    let (console, asked) = opened(&browser, &desk, "loud.html");
    assert!(console.iter().any(|l| l.contains("loud")), "{console:?}");
    assert!(asked.iter().any(|u| u.contains("outside.example")), "{asked:?}");
    for more in [&[][..], &["--lang", "zh"][..]] {
        desk.report(more);
        let (console, asked) = opened(&browser, &desk, "report.html");
        assert_eq!(console, Vec::<String>::new());
        assert_eq!(asked, Vec::<String>::new());
    }
}

#[test]
fn numbers_that_tell_who_somebody_is_are_hidden_unless_they_are_wanted() {
    let desk = Desk::new("redacted");
    let case = "case 11010119900307123X | 甲案13812345678\n  unstated facts are absent\n  subject natural_person\n  breach yes\n  \
                conduct_from 2020-06-01\n  conduct_to 2021-02-28\n  illegal_gains 98765.43 yuan  evidence \"account 6222020200112233445\"\n  \
                lot other, 60 items, purchase\n";
    desk.put("named.case", case);
    let base = ["report", BASE, "reform.grv", "named.case", "-o", "report.html"];
    let output = desk.run(&base);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("3 numbers that may tell who somebody is are hidden"), "{said}");
    let page = desk.get("report.html");
    for number in ["11010119900307123", "13812345678", "6222020200112233445"] {
        assert!(!page.contains(number), "{number}");
    }
    // amounts stay
    assert!(page.contains("98765.43") && page.contains("account *******************"), "{page}");
    let again = desk.run(&["verify", "report.html"]);
    assert_eq!(again.status.code(), Some(0), "{}", String::from_utf8_lossy(&again.stdout));
    let kept = desk.run(&[&base[..], &["--no-redact"]].concat());
    assert_eq!(kept.status.code(), Some(0));
    assert!(desk.get("report.html").contains("11010119900307123X"));
}

#[test]
fn a_case_is_called_as_the_reader_calls_it() {
    let desk = Desk::new("called");
    desk.put("named.case", "case 甲案 | first\n  unstated facts are absent\n  subject natural_person\n  breach yes\n  conduct_from 2020-06-01\n  \
                            conduct_to 2021-02-28\n  illegal_gains 98765 yuan\n  lot other, 60 items, purchase\n");
    for (lang, name, other) in [("en", "first", "甲案"), ("zh", "甲案", "first")] {
        let run = |words: &[&str]| {
            String::from_utf8(desk.run(&[words, &["--lang", lang]].concat()).stdout).unwrap()
        };
        let diff = run(&["diff", BASE, "reform.grv", "named.case"]);
        assert!(diff.contains(&format!("  {name}  ")) && !diff.contains(other), "{diff}");
        assert!(
            run(&["diff", BASE, "reform.grv", "named.case", "-f", "csv"]).contains(&format!("\n{name},"))
        );
        run(&["report", BASE, "reform.grv", "named.case", "-o", "report.html"]);
        let page = desk.get("report.html");
        let shown = page.split("id=\"reproduction\"").next().unwrap();
        assert!(shown.contains(&format!("<h4>{name}</h4>")) && !shown.contains(&format!("<h4>{other}</h4>")));
    }
}
