//! Every phrase of a verdict, `[English, 中文]`.

type Phrase = [&'static str; 2];

pub(super) const UNDER: Phrase = ["under", "适用"];
pub(super) const OUTCOME: Phrase = ["outcome", "结论"];
pub(super) const DECIDED: Phrase = ["decided", "确定"];
pub(super) const UNDECIDED: Phrase = ["depends on facts that are not known", "取决于尚不明确的事实"];
pub(super) const LEAST_OPEN: Phrase = ["the lesser end may not be attainable", "下端未必能够达到"];
pub(super) const MOST_OPEN: Phrase = ["the greater end may not be attainable", "上端未必能够达到"];
pub(super) const SETTLED: Phrase = ["settled over all completions by proof", "就一切可能的补足，已经证明"];
pub(super) const TO: Phrase = [" … ", " … "];
pub(super) const GROUNDS: Phrase = ["grounds", "理由"];
pub(super) const OTHER_GROUNDS: Phrase = ["others", "其他"];
pub(super) const CITES: Phrase = ["cites", "引注"];
pub(super) const ELEMENTS: Phrase = ["elements", "要件"];
pub(super) const MISSED: Phrase = ["missed", "差一点"];
pub(super) const MISSING: Phrase = ["unknown", "未载明"];
pub(super) const COULD_GIVE: Phrase = ["could give", "可能得出"];
pub(super) const UNMADE: Phrase = ["to appraise", "待评价"];
pub(super) const WEIGHED: Phrase = ["weighed", "考量"];
pub(super) const NOT_STATED: Phrase = ["not stated", "未载明"];
pub(super) const APPRAISED: Phrase = ["appraisal", "评价"];
pub(super) const LOWERS: Phrase = ["{0} lowers {1} one grade", "{0}使{1}降一等"];
pub(super) const RAISES: Phrase = ["{0} raises {1} one grade", "{0}使{1}升一等"];
pub(super) const FINDINGS: Phrase = ["to find", "待认定"];
pub(super) const ASSUMED: Phrase = ["assumed", "默认"];
pub(super) const PENALTY: Phrase = ["penalty", "法定刑"];
pub(super) const NOTE: Phrase = ["note", "附注"];
pub(super) const EXPECTED: Phrase = ["expected", "预期"];
pub(super) const ACTUAL: Phrase = ["actual", "得到"];
pub(super) const NOT_MET: Phrase = ["not met", "不符"];
pub(super) const TOTAL: Phrase = ["total", "合计"];
pub(super) const SHORT: Phrase = ["short by", "差"];
pub(super) const OR_MORE: Phrase = [" or more", " 以上"];
pub(super) const OR_LESS: Phrase = [" or less", " 以下"];
pub(super) const BETWEEN: Phrase = [" to ", " 至 "];
pub(super) const ANY: Phrase = ["not known", "不明"];
pub(super) const YES: Phrase = ["holds", "满足"];
pub(super) const NO: Phrase = ["does not hold", "不满足"];
pub(super) const MAYBE: Phrase = ["not known", "不明"];
pub(super) const STANDARD: Phrase = ["standard", "标准"];
pub(super) const OF: Phrase = [" of ", " ÷ "];
pub(super) const AND: Phrase = [", ", "、"];
pub(super) const COLON: Phrase = [": ", "："];
pub(super) const SEMICOLON: Phrase = ["; ", "；"];
pub(super) const MORE: Phrase = ["and {0} more", "另有 {0} 项"];
pub(super) const UNKNOWN_COUNT: Phrase = ["unknown facts that matter: {0}", "{0} 项不明事实有影响"];
pub(super) const TIMES: Phrase = ["  ({0} times the standard)", "（达标准的 {0} 倍）"];
pub(super) const NO_GROUND: Phrase = ["no ground holds", "没有成立的理由"];
pub(super) const EVIDENCE: Phrase = ["evidence: ", "证据："];
pub(super) const BY_CASES: Phrase =
    ["whichever way the unknown facts lie, one of these holds:", "不明事实无论如何，下列之一均成立："];
pub(super) const MAY_HOLD: Phrase =
    ["no ground surely holds; these may:", "没有确定成立的理由；可能成立的有："];
pub(super) const WHY_NOT: Phrase = ["why not", "为何不是"];
pub(super) const IT_HOLDS: Phrase = ["it is made out; the grounds are above", "已成立，理由见上"];
pub(super) const IT_MAY: Phrase =
    ["not excluded: it depends on the facts below", "尚不能排除，取决于下列事实"];
pub(super) const IT_LACKS: Phrase =
    ["no completion of the unknown facts gives it", "不明事实无论如何均不能得出"];
pub(super) const LACKS: Phrase = ["lacks", "欠缺"];
pub(super) const NO_GRADE_GROUND: Phrase =
    ["no ground of this grade holds or may hold", "此等级没有成立或者可能成立的理由"];
pub(super) const NONE_REACHED: Phrase = ["nearest standards that are not reached", "最接近而未达到的标准"];

pub(super) const UP_TO: Phrase = ["up to {0} of imprisonment", "{0}以下有期徒刑"];
pub(super) const FROM_TO: Phrase = ["{0} to {1} of imprisonment", "{0}以上{1}以下有期徒刑"];
pub(super) const LIFE: Phrase = ["life imprisonment", "无期徒刑"];
pub(super) const DETENTION: Phrase = ["criminal detention", "拘役"];
pub(super) const CONTROL: Phrase = ["control", "管制"];
pub(super) const OR: Phrase = [" or ", "或者"];
pub(super) const FINE_AND: Phrase = [", and a fine", "，并处罚金"];
pub(super) const FINE_OR_CONFISCATION: Phrase =
    [", and a fine or confiscation of property", "，并处罚金或者没收财产"];
pub(super) const FINE_EITHER: Phrase = [", with a fine or a fine alone", "，并处或者单处罚金"];
pub(super) const FINE_ONLY: Phrase = ["a fine", "罚金"];
pub(super) const ONE_YEAR: Phrase = ["1 year", "一年"];
pub(super) const YEARS: Phrase = ["{0} years", "{0}年"];
pub(super) const MONTHS: Phrase = ["{0} months", "{0}个月"];
