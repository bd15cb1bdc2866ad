//! Every phrase of a comparison on cases, `[English, 中文]`.

type Phrase = [&'static str; 2];

pub(super) const CASES: Phrase = ["{0} cases", "{0} 件"];
pub(super) const ONE_CASE: Phrase = ["{0} case", "{0} 件"];
pub(super) const SAME: Phrase = ["unchanged", "不变"];
pub(super) const HEAVIER: Phrase = ["heavier", "加重"];
pub(super) const LIGHTER: Phrase = ["lighter", "减轻"];
pub(super) const UNDETERMINED: Phrase = ["not decided, facts being unknown", "因事实不明不能断定"];
pub(super) const OPEN: Phrase = ["not decided", "未定"];
pub(super) const SUM: Phrase = ["sum", "计"];
pub(super) const CORNER: Phrase = ["{0} \\ {1}", "{0} ＼ {1}"];
pub(super) const BEST: Phrase = [
    "a projection, not the answer: of what is not decided the least outcome is taken",
    "此为推算而非结论：未定的案件取最轻的结论",
];
pub(super) const WORST: Phrase = [
    "a projection, not the answer: of what is not decided the greatest outcome is taken",
    "此为推算而非结论：未定的案件取最重的结论",
];
pub(super) const DUE_TO: Phrase = [
    "which edits make the difference (every least set that alone does)",
    "由哪些修改引起（单独即足以引起的最小组合）",
];
pub(super) const TOGETHER: Phrase = [" + ", " ＋ "];
pub(super) const ONLY_TOGETHER: Phrase = ["needed together", "须共同作用"];
pub(super) const OR: Phrase = ["; or ", "；或者 "];
pub(super) const UNDONE: Phrase = ["not: {0}", "不再：{0}"];
pub(super) const CUT_SHORT: Phrase = [
    "{0} edits have too many sets to try them all for each change: every set of at most {1} was tried, greater ones by leaving edits out; some of these may be missing",
    "{0} 处修改的组合过多，未能就每件逐一试过：{1} 处以内的组合均已试过，更大的组合以逐项排除查找，可能有遗漏",
];
pub(super) const UNRELATED: Phrase = [
    "neither rule set amends the other, nor do both amend one text: the differences are not traced to edits",
    "两套规则互不修正，亦不修正同一文本，差异不能归于修改",
];
pub(super) const CHANGED: Phrase = ["cases that change", "结论有变的案件"];
pub(super) const EXAMPLE: Phrase = ["plainest example", "最简样例"];
pub(super) const LEFT_OUT: Phrase = ["left out, see the messages", "未能适用，见提示"];
pub(super) const BY: Phrase = ["by {0}", "按 {0} 分组"];
pub(super) const CASE: Phrase = ["case", "案件"];
pub(super) const PLACE: Phrase = ["place", "位置"];
pub(super) const MOVES: Phrase = ["change", "变化"];
pub(super) const REASONS: Phrase = ["due to", "起因"];
pub(super) const EDIT: Phrase = ["edit", "修改"];
pub(super) const LEADS_TO: Phrase = ["rule set", "规则"];
pub(super) const NUMBER: Phrase = ["cases", "件数"];
pub(super) const BECAUSE: Phrase = ["reason given", "理由"];
pub(super) const CITES: Phrase = ["cites", "依据"];
pub(super) const ALIKE: Phrase = ["cases with different outcomes, pair by pair", "两两结论不同的案件数"];
pub(super) const DISSENT: Phrase = ["cases on which the rule sets part", "各规则结论不一的案件"];
pub(super) const MORE: Phrase = ["and {0} more; -o FILE lists them all", "另有 {0} 件；-o 文件 可全部列出"];
pub(super) const NONE_CHANGED: Phrase = ["no outcome differs", "结论均无不同"];
pub(super) const TO: Phrase = [" → ", " → "];
pub(super) const RANGE: Phrase = [" … ", " … "];
pub(super) const MATRIX: Phrase = ["matrix", "转移矩阵"];
pub(super) const EDITS: Phrase = ["edits", "修改"];
pub(super) const SAME_OUTCOME: Phrase = ["the same outcome", "结论相同"];
pub(super) const OR_DUE_TO: Phrase = ["or due to", "或者起因"];
pub(super) const ALL_CASES: Phrase = ["all cases", "全部案件"];
pub(super) const MORE_SETS: Phrase =
    ["and {0} more sets; -o FILE lists them case by case", "另有 {0} 组；-o 文件 可逐件列出"];
pub(super) const UNTRACED: Phrase = [
    "changes not traced to edits: {0}; there the rule sets differ by more than their edits (the law of the day, or what a module declares)",
    "未能归于修改的变化：{0} 件；该处两套规则的差别不止于修改（行为时法，或者模块自身的声明）",
];
