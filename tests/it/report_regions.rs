//! The picture of `report --facts`: what it says is what `compare --facts` proves, in both languages, and the page runs again.

use crate::binary::start;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Output;

const FIRST: &str = "module first | 甲法\n  source CL | 刑法 \"Criminal Law\" | \"刑法\"\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  \
    taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\n\
    article 1(1) large if any of the following\n  (1) gains reaches 50 yuan\n  (2) force\n\
    article 1(2) huge if any of the following\n  (1) gains reaches 200 yuan\n";
const SECOND: &str = "module second | 乙法\n  source RF | 改革 \"A reform\" | \"改革\"\n  amends first\n\
    set 1(1)(1) at 80 yuan  because \"too low\" | \"过低\"\n";
const CASE: &str = "case one | 甲案\n  unstated facts are absent\n  taking yes\n  gains 60 yuan\n";

struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Desk {
        let folder = std::env::temp_dir().join(format!("gravamen-regions-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        for (file, text) in [("a.grv", FIRST), ("b.grv", SECOND), ("one.case", CASE)] {
            std::fs::write(folder.join(file), text).unwrap();
        }
        Desk(folder)
    }
    fn run(&self, words: &[&str], lang: &str) -> Output {
        start().current_dir(&self.0).args(words).args(["--lang", lang]).output().unwrap()
    }
    /// The page of a report by some facts.
    fn page(&self, facts: &str, lang: &str) -> String {
        let words = ["report", "a.grv", "b.grv", "one.case", "--facts", facts, "-o", "r.html"];
        let output = self.run(&words, lang);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read_to_string(self.0.join("r.html")).unwrap()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The figure of regions, and the rows of its table as cells of plain text.
fn figure(page: &str) -> (String, Vec<Vec<String>>) {
    let from = page.find("<figure id=\"figure-regions\">").expect("a figure of regions");
    let figure = &page[from..from + page[from..].find("</figure>").unwrap()];
    let body = &figure[figure.find("<tbody>").unwrap()..figure.find("</tbody>").unwrap()];
    let cell = |cell: &str| cell.split("</td>").next().unwrap().to_owned();
    let rows = body.split("<tr>").skip(1).map(|row| row.split("<td>").skip(1).map(cell).collect());
    (figure.to_owned(), rows.collect())
}

#[test]
fn the_picture_and_its_table_say_what_is_proved_over_all_cases() {
    let desk = Desk::new("table");
    let (figure, rows) = figure(&desk.page("gains,force", "en"));
    assert!(
        figure.contains(
            "Outcomes under first and second over all possible cases, told apart by gains (yuan), force; \
             8 parts, every one settled by proof"
        ),
        "{figure}"
    );
    let shown = rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>();
    assert_eq!(
        shown,
        [
            "a | always the same | no offence | no offence | least: a case that states nothing",
            "b | always the same | no offence | no offence | least: force yes",
            " |  | large, by 1(1)(2) | large, by 1(1)(2) | least: force yes; taking yes",
            "c | depends on taking | no offence | no offence | ",
            " |  | large, by 1(1)(1) | no offence | least: gains 50 yuan; taking yes",
            "d | always the same | no offence | no offence | least: gains 50 yuan; force yes",
            " |  | large, by 1(1)(1), 1(1)(2) | large, by 1(1)(2) | least: gains 50 yuan; force yes; taking yes",
            "e | always the same | no offence | no offence | least: gains 80 yuan",
            " |  | large, by 1(1)(1) | large, by 1(1)(1) | least: gains 80 yuan; taking yes",
            "f | always the same | no offence | no offence | least: gains 80 yuan; force yes",
            " |  | large, by 1(1)(1), 1(1)(2) | large, by 1(1)(1), 1(1)(2) | least: gains 80 yuan; force yes; taking yes",
            "g | always the same | no offence | no offence | least: gains 200 yuan",
            " |  | huge, by 1(2)(1) | huge, by 1(2)(1) | least: gains 200 yuan; taking yes",
        ]
    );
    // the same findings as the command has, a letter each, and a field for every part
    let output = desk.run(&["compare", "a.grv", "b.grv", "--facts", "gains,force", "-f", "json"], "en");
    let compared: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&compared["settled"], &compared["complete"]), (&8.into(), &true.into()));
    let letters = rows.iter().filter(|row| !row[0].is_empty()).count();
    assert_eq!(compared["findings"].as_array().unwrap().len(), letters);
    for label in ["under 50", "50 to under 80", "80 to under 200", "200 or more", ">no<", ">yes<"] {
        assert!(figure.contains(label), "{label} is not in the picture");
    }
    assert!(!figure.contains("<script"));
}

#[test]
fn the_picture_is_read_in_chinese_and_the_page_runs_again() {
    let desk = Desk::new("zh");
    let (figure, rows) = figure(&desk.page("所得", "zh"));
    assert!(
        figure.contains("甲法与乙法就一切可能的案件的结论，按所得（元）区分；共 4 个区域，逐一证明"),
        "{figure}"
    );
    assert!(rows.iter().any(|row| row[1] == "视下列事实而定：暴力、取走"), "{rows:?}");
    let again = desk.run(&["verify", "r.html"], "zh");
    assert_eq!(again.status.code(), Some(0), "{}", String::from_utf8_lossy(&again.stdout));
}

#[test]
fn a_report_by_what_is_no_fact_or_by_too_many_is_refused_and_not_written() {
    let desk = Desk::new("refused");
    for (facts, says) in
        [("nobody", "nobody"), ("gains,force,taking,gains", "one to three facts"), ("", "one to three facts")]
    {
        let words = ["report", "a.grv", "b.grv", "one.case", "--facts", facts, "-o", "r.html"];
        let output = desk.run(&words, "en");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{facts}: {said}");
        assert!(said.contains(says), "{facts}: {said}");
        assert!(!desk.0.join("r.html").exists(), "{facts}");
    }
}
