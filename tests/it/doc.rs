//! The site of a set of modules: every number has its address, every address is there, nothing comes from outside.

use crate::browser::{self, chromium};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Output;

/// A folder of one test, removed at its end.
struct Desk(PathBuf);

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Desk {
    fn new(name: &str) -> Desk {
        let folder = std::env::temp_dir().join(format!("gravamen-doc-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Desk(folder)
    }
    fn run(&self, arguments: &[&str]) -> Output {
        crate::binary::start().args(["--lang", "en"]).args(arguments).current_dir(&self.0).output().unwrap()
    }
    fn site(&self, arguments: &[&str]) -> BTreeMap<String, String> {
        let output = self.run(&[&["doc", "-o", "site"], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        files(&self.0.join("site"))
    }
    fn put(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// The files below a folder, by their path in it.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut open = vec![folder.to_path_buf()];
    let mut out = BTreeMap::new();
    while let Some(one) = open.pop() {
        for entry in std::fs::read_dir(&one).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                out.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    out
}

/// The values of an attribute in a page.
fn values(page: &str, attribute: &str) -> Vec<String> {
    let open = format!(" {attribute}=\"");
    page.split(&open).skip(1).map(|tail| tail.split('"').next().unwrap().replace("&#x2f;", "/")).collect()
}

/// Where an address on a page leads: the file and the place in it.
fn target(page: &str, href: &str) -> (String, String) {
    let (path, place) = href.split_once('#').unwrap_or((href, ""));
    if path.is_empty() {
        return (page.to_owned(), place.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    (parts.join("/"), place.to_owned())
}

/// The links of a site that lead nowhere, and how many there are in all.
fn dangling(site: &BTreeMap<String, String>) -> (Vec<String>, usize) {
    let ids: BTreeMap<&str, BTreeSet<String>> =
        site.iter().map(|(name, text)| (name.as_str(), values(text, "id").into_iter().collect())).collect();
    let (mut lost, mut all) = (Vec::new(), 0);
    for (page, text) in site.iter().filter(|(name, _)| name.ends_with(".html")) {
        for href in values(text, "href").into_iter().chain(values(text, "src")) {
            let (file, place) = target(page, &href);
            all += 1;
            let there = ids.get(file.as_str()).is_some_and(|i| place.is_empty() || i.contains(&place));
            if !there {
                lost.push(format!("{page}: {href}"));
            }
        }
    }
    (lost, all)
}

#[test]
fn every_link_of_the_library_leads_somewhere() {
    let desk = Desk::new("links");
    let site = desk.site(&[]);
    let (lost, all) = dangling(&site);
    assert_eq!(lost, Vec::<String>::new());
    assert!(all > 5_000, "{all} links");
    // the watch itself works
    let mut broken = site.clone();
    let page = broken.get_mut("en/module/cn.pi.interpretation_2017.html").unwrap();
    *page = page.replace("id=\"art-5.1.6\"", "");
    assert!(dangling(&broken).0.iter().any(|l| l.ends_with("#art-5.1.6")));
    // no two places of a page share an address
    for (name, text) in site.iter().filter(|(name, _)| name.ends_with(".html")) {
        let ids = values(text, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{name}");
    }
}

/// The numbers of the articles and limbs of a module's text, as addresses.
fn anchors(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut article = String::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("article ").or_else(|| line.strip_prefix("part ")) {
            let word = line.split(' ').next().unwrap().replace("article", "art");
            let number = rest.split([' ', ':']).next().unwrap();
            article = format!("{word}-{}", number.replace('(', ".").replace(')', ""));
            out.push(article.clone());
        } else if !line.starts_with("  ") {
            article = String::new();
        } else if let Some(limb) = line.strip_prefix("  (").filter(|_| !article.is_empty()) {
            let (number, _) = limb.split_once(')').unwrap();
            if !number.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let place = if article.contains('.') { "." } else { ".item" };
            out.push(format!("{article}{place}{number}"));
        }
    }
    out
}

#[test]
fn every_provision_of_the_library_has_its_address_and_its_text() {
    let desk = Desk::new("provisions");
    let site = desk.site(&[]);
    let mut all = 0;
    for entry in gravamen::stdlib::LIBRARY {
        for lang in ["en", "zh"] {
            let page = &site[&format!("{lang}/module/{}.html", entry.module)];
            let ids: BTreeSet<String> = values(page, "id").into_iter().collect();
            for anchor in anchors(entry.text) {
                assert!(ids.contains(&anchor), "{lang} {} {anchor}", entry.module);
                let text = page.split(&format!("id=\"{anchor}\"")).nth(1).unwrap();
                let text = text.split("<div class=\"rule\">").nth(1).unwrap().split("</div>").next().unwrap();
                assert!(!text.trim().is_empty(), "{lang} {} {anchor} has a text", entry.module);
                all += 1;
            }
        }
    }
    assert!(all > 60, "{all} provisions");
    // a limb has its own words and no other's
    let page = &site["zh/module/cn.pi.interpretation_2017.html"];
    let limb = page.split("id=\"art-5.1.3\"").nth(1).unwrap().split("id=\"art-5.1.4\"").next().unwrap();
    assert!(limb.contains("五十条") && !limb.contains("五百条"), "{limb}");
    assert!(limb.contains("法释〔2017〕10号第五条第一款第三项"), "its citation: {limb}");
}

#[test]
fn links_lead_both_ways_and_cases_stand_by_what_they_exercise() {
    let desk = Desk::new("ways");
    let site = desk.site(&[]);
    let page = site["en/module/cn.pi.interpretation_2017.html"].replace("&#x2f;", "/");
    let part = |from: &str, to: &str| {
        let tail = page.split(&format!("id=\"{from}\"")).nth(1).unwrap();
        tail.split(&format!("id=\"{to}\"")).next().unwrap().to_owned()
    };
    // article 5(1)(6) adds up (3) to (5); a parameter is its exception
    let six = part("art-5.1.6", "art-5.1.7");
    for there in ["#art-5.1.3", "#art-5.1.4", "#art-5.1.5", "#sum_only_below"] {
        assert!(six.contains(&format!("href=\"{there}\"")), "{there}: {six}");
    }
    let three = part("art-5.1.3", "art-5.1.4");
    assert!(three.contains("href=\"#art-5.1.6\"") && three.contains("href=\"#art-5.2.3\""), "{three}");
    assert!(three.contains("cn.pi.reform.thesis.html#edit-7"), "the edit that replaces it: {three}");
    assert!(part("sum_only_below", "knowledge_in_item_one").contains("href=\"#art-5.1.6\""));
    // a published case with its outcome
    assert!(three.contains("../cases.html#case-") && three.contains("especially serious"), "{three}");
    // what the reform changes, and the choices that are ours
    let thesis = &site["en/module/cn.pi.reform.thesis.html"];
    assert!(thesis.contains("<del>") && thesis.contains("<ins>"));
    let ours = thesis.split("id=\"page-ours\"").nth(1).unwrap();
    assert!(
        ours.contains("the line of 2017 for what is left over") && ours.contains("href=\"#general_line\"")
    );
}

#[test]
fn the_same_modules_give_the_same_bytes_and_an_older_site_is_replaced() {
    let desk = Desk::new("bytes");
    let once = desk.site(&[]);
    assert_eq!(once, desk.site(&[]));
    let less = desk.site(&["cn.computer.interpretation_2011"]);
    assert!(!less.contains_key("en/module/cn.pi.facts.html"), "pages of the older site are gone");
    assert!(less.contains_key("en/module/cn.computer.facts.html"), "with all that it is built on");
    assert_eq!(dangling(&less).0, Vec::<String>::new());
    // no other folder is written over
    desk.put("mine/thesis.txt", "years of work");
    let output = desk.run(&["doc", "-o", "mine"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(files(&desk.0.join("mine")).len(), 1);
}

const HOSTILE: &str = "module mine | 我的\n  title \"<script>alert(1)</script>\" | \"</title>题\"\n\
    \x20 source S | 源 \"<img src=x onerror=alert(2)>\" | \"源\"\n  uses cn.pi.facts\n\n\
    parameter line | 起点  5 items  by S 1  ours \"</div><script>alert(3)</script>\"\n";

#[test]
fn modules_and_cases_cannot_put_markup_into_a_page() {
    let desk = Desk::new("hostile");
    desk.put("rules/mine.grv", HOSTILE);
    desk.put(
        "cases/one.case",
        "case one\n  subject natural_person\n  \
         illegal_gains 5 yuan  evidence \"<img src=y onerror=alert(5)>\"\n",
    );
    let site = desk.site(&["--cases", "cases", "mine"]);
    assert_eq!(dangling(&site).0, Vec::<String>::new());
    let pages: Vec<&String> = site.iter().filter(|f| f.0.ends_with(".html")).map(|f| f.1).collect();
    assert!(pages.iter().any(|p| p.contains("alert(3)")) && pages.iter().any(|p| p.contains("alert(5)")));
    for page in pages {
        assert!(!page.contains("<script>") && !page.contains("<img"), "{page}");
    }
}

/// The page after its scripts have run, and what the browser says on its console.
fn opened(browser: &Path, desk: &Desk, address: &str) -> (String, Vec<String>) {
    let profile = desk.0.join("profile");
    let output = browser::opened(browser, &profile, &[], &format!("{}/{address}", desk.0.display()));
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(dom.contains("</html>"), "opened: {}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stderr);
    (dom, said.lines().filter(|l| l.contains("CONSOLE")).map(str::to_owned).collect())
}

/// The addresses that a search found, in order.
fn found(dom: &str) -> Vec<String> {
    let list = dom.split("id=\"page-results\"").nth(1).unwrap().split("</ol>").next().unwrap();
    values(list, "href")
}

#[test]
fn a_browser_searches_the_site_from_its_folder() {
    let Some(browser) = chromium() else {
        println!("skipped: no chromium on this machine; `apt-get install chromium` brings it");
        return;
    };
    let desk = Desk::new("browser");
    desk.put("rules/mine.grv", HOSTILE);
    let site = desk.site(&[]);
    // the watch itself works: a page that complains is heard
    desk.put("loud.html", "<!DOCTYPE html><html><body><script>console.error('loud')</script></body></html>");
    assert!(opened(&browser, &desk, "loud.html").1.iter().any(|l| l.contains("loud")));
    let ask = |page: &str, query: &str| {
        let (dom, console) = opened(&browser, &desk, &format!("site/{page}?q={query}"));
        assert_eq!(console, Vec::<String>::new(), "{page} {query}");
        (found(&dom), dom)
    };
    let limb = "cn.pi.interpretation_2017.html#art-5.1.3";
    // by number from a list, in Chinese from a module's page, by pinyin initials, by the words of the text
    for (page, query, place, within) in [
        ("en/index.html", "5(1)(3)", limb, 1),
        (
            "zh/module/cn.pi.facts.html",
            "%E7%AC%AC%E4%BA%94%E6%9D%A1%E7%AC%AC%E4%B8%80%E6%AC%BE%E7%AC%AC%E4%B8%89%E9%A1%B9",
            limb,
            1,
        ),
        ("zh/index.html", "xzgj", "cn.pi.facts.html#trajectory", 3),
        ("en/names.html", "reaches%2050%20items", limb, 3),
    ] {
        let (all, _) = ask(page, query);
        let at = all.iter().position(|a| a.ends_with(place));
        assert!(at.is_some_and(|at| at < within), "{page} {query}: {all:?}");
        let (file, _) = target(page, &all[at.unwrap()]);
        assert!(site.contains_key(&file), "{file} is there");
    }
    assert_eq!(ask("en/index.html", "no%20such%20thing").0, Vec::<String>::new());
    // a name from a module is a text, never markup
    let (all, dom) = ask("en/index.html", "alert");
    assert!(all.iter().any(|a| a.contains("mine.html")), "{all:?}");
    assert!(!dom.contains("<script>alert") && !dom.contains("<img"), "{dom}");
    // the other language, the same page
    let (_, dom) = ask("en/module/cn.pi.interpretation_2017.html", "");
    assert!(dom.contains("href=\"../../zh/module/cn.pi.interpretation_2017.html\""));
}
