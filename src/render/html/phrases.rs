//! Every phrase of the page, `[English, 中文]`; the template names them by their key.

use crate::diag::Lang;
use std::collections::BTreeMap;

/// The phrases that stand in the template as they are.
const FIXED: &[(&str, [&str; 2])] = &[
    ("code", ["en", "zh-CN"]),
    ("colon", [": ", "："]),
    ("contents", ["Contents", "目录"]),
    ("question", ["Question", "问题"]),
    ("result", ["Result", "结果"]),
    ("rule_sets", ["Rule sets and their sources", "规则及其渊源"]),
    ("module", ["Text", "文本"]),
    ("in_force", ["In force", "施行"]),
    ("sources", ["Sources", "渊源"]),
    ("edits", ["Amendments", "修正"]),
    ("edit", ["Amendment", "修改"]),
    ("reason", ["Reason given", "理由"]),
    ("unknowns", ["Treatment of unknown facts", "不明事实的处理"]),
    ("outcome", ["Outcome", "结论"]),
    ("least", ["at least", "至少"]),
    ("most", ["at most", "至多"]),
    ("matrix", ["Transition of outcomes", "结论的转移"]),
    ("attribution", ["Attribution", "归因"]),
    ("map", ["Decision map", "结论区域图"]),
    ("regions", ["Regions over all cases", "一切案件的区域"]),
    ("ladder", ["Ladder of standards", "标准阶梯"]),
    ("articles", ["Texts of the provisions, differences marked", "条文及差异"]),
    (
        "articles_key",
        [
            "Struck through: only under {A}. Underlined: only under {B}.",
            "删除线：仅见于{A}。下划线：仅见于{B}。",
        ],
    ),
    ("changed", ["Changed cases", "结论有变的案件"]),
    ("case", ["Case", "案件"]),
    ("place", ["Place", "位置"]),
    ("due_to", ["Due to", "起因"]),
    ("side", ["Direction", "方向"]),
    ("arguments", ["Arguments side by side", "两套规则下的理由"]),
    ("limits", ["Limits of the method", "方法的局限"]),
    ("notes", ["Notes", "注释"]),
    ("reproduction", ["Reproduction", "复现"]),
    (
        "reproduce_how",
        [
            "Run the first line again in a folder with the same files; the second compares every outcome with this page.",
            "在存有相同文件的目录中重新运行第一行命令；第二行命令将逐一核对本页的每一结论。",
        ],
    ),
    ("version", ["Version", "版本"]),
    ("file", ["File", "文件"]),
    ("figure", ["Figure", "图"]),
    ("data", ["Data of this figure", "本图数据"]),
    ("details", ["All outcomes, for machines", "全部结论（供机器读取）"]),
    ("made_with", ["Made with Gravamen {0}", "由 Gravamen {0} 生成"]),
];

/// The fixed phrases in a language.
pub(super) fn fixed(lang: Lang) -> BTreeMap<&'static str, &'static str> {
    FIXED.iter().map(|(key, pair)| (*key, lang.pick(pair))).collect()
}

pub(super) const TITLE: [&str; 2] = ["{0} and {1} compared", "{0}与{1}之比较"];
pub(super) const ASKED: [&str; 2] = [
    "In which of the {2} cases do {0} and {1} give different outcomes?",
    "在 {2} 件案件中，{0}与{1}于哪些案件结论不同？",
];
pub(super) const ASKED_WHY: [&str; 2] = [
    "In which of the {2} cases do {0} and {1} give different outcomes, and which amendments are the reason?",
    "在 {2} 件案件中，{0}与{1}于哪些案件结论不同，由哪些修改引起？",
];
pub(super) const SUMMARY: [&str; 2] = [
    "Of {0} cases {1} keep their outcome, {2} become heavier and {3} lighter; {4} cannot be assigned, because under at least one rule set the known facts do not decide.",
    "{0} 件案件中，结论不变 {1} 件，加重 {2} 件，减轻 {3} 件；另有 {4} 件因已知事实在至少一套规则下不足以定论而不归类。",
];
pub(super) const NOT_APPLIED: [&str; 2] =
    ["Left out, because a rule set could not be applied: {0}.", "因规则未能适用而未计入：{0}。"];
pub(super) const SILENCE: [&str; 2] = [
    "In {0} cases what the file does not state is taken to be absent, in {1} it stays unknown. A fact that is unknown is never read as “no”: the outcome is then an interval from the least to the greatest outcome that some completion of the facts gives.",
    "{0} 件案件中，未载明的事实视为不存在；{1} 件中则仍为不明。不明的事实从不视为“否”：此时结论为一区间，自不明事实的某种补全所得的最轻结论至最重结论。",
];
pub(super) const DEFAULTS: [&str; 2] = [
    "Where the vocabulary has a default for a fact, a silent case is read with the default.",
    "词汇模块为某项事实设有默认值的，案件未载明时取其默认值。",
];
pub(super) const OPEN_FINDINGS: [&str; 2] = [
    "Findings that at least one case leaves open; they count as not made: {0}.",
    "至少一件案件未作、因而视为未认定的事项：{0}。",
];
pub(super) const UNMADE: [&str; 2] = [
    "Evaluations that no rule defines; they are unknown in every case: {0}.",
    "没有规则界定、在每一案件中均为不明的评价：{0}。",
];
pub(super) const UNKNOWN_TABLE: [&str; 2] = [
    "The table counts the cases by the least and by the greatest outcome that is possible; where both columns agree, nothing depends on unknown facts. {0} cases are not decided under {1}, {2} under {3}.",
    "下表分别按可能的最轻结论与最重结论计数；两列相同之处，结论不取决于不明事实。{1}之下未定 {0} 件，{3}之下未定 {2} 件。",
];
pub(super) const MAP_INTRO: [&str; 2] = [
    "The map takes case {0} as it is and lets only two of its facts move. Every line is computed from the rules as an exact equation, and in every cell one exact point is graded by the interpreter; nothing is sampled or smoothed.",
    "本图以案件{0}为基础，仅令其中两项事实变动。每条界线均由规则精确算出，每一区域均以解释器就一精确点判定；未作抽样，亦未作平滑。",
];
pub(super) const MAP_OPEN: [&str; 2] = [
    "Some other facts of the case are unknown; a range of outcomes there is a safe outer bound and may be wider than the outcome of a single run.",
    "该案另有事实不明；图中的结论区间为稳妥的外界，可能宽于单次运行所得。",
];
pub(super) const REGIONS_INTRO: [&str; 2] = [
    "All possible cases are cut at every value at which a rule of either set may turn. Of each part it was proved which pairs of outcomes occur in it; where that depends on other facts, each that is named can move the answer by itself, and no other can. Every pair has a smallest case, graded by the interpreter, in the data of the figure.",
    "一切可能的案件在任一套规则可能转折的每一数值处切开。对每一区域均证明其中出现哪些结论组合；取决于其他事实的，所列各项均可单独改变答案，未列者不能。每一组合的最小案件均经解释器判定，见本图数据。",
];
pub(super) const NONE_CHANGED: [&str; 2] = ["No outcome differs.", "结论均无不同。"];
pub(super) const ARGUMENTS_CUT: [&str; 2] = [
    "The arguments of the first {0} of {1} changed cases; for the others run `gravamen why CASE` under each rule set.",
    "以下为 {1} 件有变案件中前 {0} 件的理由；其余请就每套规则运行 gravamen why 案件。",
];
pub(super) const SINCE: [&str; 2] = ["from {0}", "自{0}"];
pub(super) const SINCE_TO: [&str; 2] = ["from {0} to {1}", "自{0}至{1}"];
pub(super) const AMENDS: [&str; 2] = ["amends {0}", "修正{0}"];

pub(super) const LIMITS: &[[&str; 2]] = &[
    [
        "The outcomes are those of the rule sets as they were written for this comparison. Whether they say what the sources say is for a reader to judge, provision by provision; every provision is cited for that.",
        "结论出自为本比较而写成的规则。规则是否与渊源一致，须由读者逐条判断；为此每条规则均附出处。",
    ],
    [
        "Evaluations that the law leaves to the judge, such as general clauses, are not computed. They count as made only where a case file states them with a reason; else they are reported as open.",
        "法律留待裁判者评价之处（如兜底条款）不予计算：仅在案件文件载明并附理由时视为已作认定，否则列为未作认定。",
    ],
    [
        "The cases are those that were given. Counts and shares describe them and nothing else: they are no estimate for cases that were not coded, and unpublished judgments may differ in kind.",
        "案件限于所给者。件数与比例仅描述这些案件，不能推及未编码的案件；未公开的裁判可能性质不同。",
    ],
    [
        "A set of amendments is named as the reason if it alone produces the new outcome and no smaller set does; this is found by running the rules again with only these amendments. It says what makes the difference in the rules, not why a legislator made them.",
        "某组修改被列为起因，须其单独即可得出新结论，而更小的组不能；此由仅保留该组修改重新适用规则而得。它说明规则上何处造成差异，而非立法者的动机。",
    ],
    [
        "All numbers are exact; nothing was rounded before it was compared with a standard. Percentages are rounded to one decimal for reading only.",
        "所有数额均为精确值，与标准比较之前未作舍入；百分比仅为便于阅读而取一位小数。",
    ],
];
