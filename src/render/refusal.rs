//! Why an expression cannot be put exactly, in words.

use crate::diag::{Lang, clean, fill};
use crate::prove::{Refused, Why};

/// Why something cannot be put exactly, with what it reads.
pub fn refused(r: &Refused, lang: Lang) -> String {
    let why: [&str; 2] = match r.why {
        Why::Product => ["two numbers that vary are multiplied", "两个可变的数相乘"],
        Why::Factor => [
            "a factor of a counted number is held to more than one by another condition",
            "计数的倍数另受其他条件限制",
        ],
        Why::Days => ["a distance in days between two days that both vary", "两个可变日期之间的日数"],
        Why::Coupled => [
            "a number of a record is both totalled and held against another number",
            "记录的数既作合计又与他数相比",
        ],
        Why::Extreme => {
            ["the greatest or least of a list is used as a number", "列表的最大值或者最小值被当作数使用"]
        }
        Why::Unbounded => ["a difference of two numbers without bound", "两个无界之数的差"],
        Why::Vocabulary => {
            ["the two vocabularies give one name to different things", "两套词汇以同一名称指不同事项"]
        }
        Why::TooMany => {
            ["more combinations of conditions on a record than are looked at", "对记录的条件组合过多"]
        }
    };
    let reads: Vec<String> =
        r.reads.iter().map(|n| clean(lang.pick(&[n.en.as_str(), n.zh.as_str()]))).collect();
    let phrase = ["not decided: {0} ({1})", "未能判定：{0}（{1}）"];
    let args = [lang.pick(&why).to_owned(), reads.join(lang.pick(&[", ", "、"]))];
    fill(lang.pick(&phrase), &args)
}
