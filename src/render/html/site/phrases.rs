//! Every phrase of the site, `[English, 中文]`; the templates name them by their key.

use crate::diag::Lang;
use std::collections::BTreeMap;

const FIXED: &[(&str, [&str; 2])] = &[
    ("code", ["en", "zh-CN"]),
    ("skip", ["Skip to the text", "跳至正文"]),
    ("site", ["Rule modules", "规则模块"]),
    ("modules", ["Modules", "模块"]),
    ("names", ["Names and numbers", "名称与条文索引"]),
    ("cases", ["Cases", "案件"]),
    ("other", ["中文", "English"]),
    ("other_code", ["zh-CN", "en"]),
    ("search", ["Search", "检索"]),
    ("search_hint", ["name, number, text, pinyin initials", "名称、条文号、文字、拼音首字母"]),
    ("search_none", ["nothing found", "没有结果"]),
    ("search_more", ["more; narrow the search", "更多，请缩小范围"]),
    (
        "search_needs",
        ["Search needs JavaScript; all else works without.", "检索须启用 JavaScript，其余不需要。"],
    ),
    ("contents", ["On this page", "本页内容"]),
    ("text", ["Text", "文本"]),
    ("title", ["Title", "题名"]),
    ("name", ["Name", "名称"]),
    ("sources", ["Sources", "渊源"]),
    ("in_force", ["In force", "施行"]),
    ("uses", ["Uses", "援用"]),
    ("interprets", ["Interprets", "解释对象"]),
    ("amends", ["Amends", "修正"]),
    ("selects", ["Selects among", "选用"]),
    ("used_by", ["Used by", "被援用于"]),
    ("interpreted_by", ["Interpreted by", "被解释于"]),
    ("amended_by", ["Amended by", "被修正于"]),
    ("selected_by", ["Selected by", "被选用于"]),
    ("mentioned_by", ["Named in", "被提及于"]),
    ("cites", ["Cites", "引注"]),
    ("own_citation", ["Cite as", "引作"]),
    ("refers", ["Refers to", "援引"]),
    ("referred", ["Referred to by", "被援引于"]),
    ("cited_by", ["Cited by", "被引注于"]),
    ("exercised", ["Cases", "案件"]),
    ("decides", ["decides", "据以定论"]),
    ("holds", ["holds", "成立"]),
    ("may", ["may hold", "可能成立"]),
    ("by", ["by", "依据"]),
    ("under", ["under", "适用"]),
    ("outcome", ["Outcome", "结论"]),
    ("grounds", ["Grounds", "理由"]),
    ("expected", ["As expected", "与预期相符"]),
    ("unexpected", ["Not as expected", "与预期不符"]),
    ("redline", ["What it changes", "所作修改"]),
    ("redline_key", ["Struck through: deleted. Underlined: inserted.", "删除线：所删。下划线：所增。"]),
    ("redline_none", ["Nothing is amended.", "没有修正。"]),
    ("ours", ["Choices that are ours", "自拟之处"]),
    (
        "ours_key",
        [
            "Choices that the text of the law does not make, each with its reason.",
            "法律文本未作规定、由规则作者所作的选择及其理由。",
        ],
    ),
    ("number", ["Provisions by module", "各模块条文"]),
    ("permalink", ["Address of this place", "此处地址"]),
    ("hash", ["SHA-256 of the text", "文本 SHA-256"]),
    ("file", ["File", "文件"]),
    ("module", ["Module", "模块"]),
    ("entries", ["Entries", "条目"]),
    ("no_cases", ["No case was given.", "没有案件。"]),
    ("contains", ["Contains", "包含"]),
    ("made_with", ["Made with Gravamen {0}", "由 Gravamen {0} 生成"]),
    (
        "intro",
        [
            "Each module states rules in a formal language that reads like a statute; every provision, name and choice has an address of its own and can be cited by it. Links lead both ways: to what a rule speaks of, and to what speaks of it.",
            "各模块以近于法条的形式语言载明规则；每一条文、名称与自拟之处均有固定地址，可据以引用。链接双向：既通往规则所援引者，亦通往援引该规则者。",
        ],
    ),
    (
        "cases_intro",
        [
            "Each case with its outcome under the rule sets that it names, and the provisions on which that rests. A fact that is unknown is never read as “no”: the outcome is then an interval.",
            "各案件在其所指明的规则之下的结论及所依据的条文。不明的事实从不视为“否”：此时结论为一区间。",
        ],
    ),
    (
        "cases_scope",
        [
            "An entry lists the cases in which it is a ground of the outcome or holds beside it.",
            "条目所列案件，系该条目据以定论或者同时成立者。",
        ],
    ),
];

/// The phrases in a language.
pub(super) fn fixed(lang: Lang) -> BTreeMap<&'static str, &'static str> {
    FIXED.iter().map(|(key, pair)| (*key, lang.pick(pair))).collect()
}
