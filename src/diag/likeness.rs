//! Characters that look like another one or cannot be seen; the only file that names unicode-normalization.

use unicode_normalization::UnicodeNormalization;

/// Cyrillic and Greek letters with the Latin letters they look like.
const LETTERS: &str = "аaеeоoрpсcуyхxіiѕsјjһhԁdԛqԝwѵvӏlАAВBЕEЗ3КKМMНHОOРPСCТTУYХXІIЅSЈJԚQԜW\
    αaοoνvρpιiκkυuχxγyτtΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";

/// Radicals copied from a printed page with the characters they look like; the others decompose by themselves.
const RADICALS: &str = "⺠民⻁虎⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";

/// Traditional characters of legal vocabulary with their simplified forms.
const TRADITIONAL: &str = "個个傳传僞伪儀仪價价優优償偿內内別别則则創创劃划務务動动勞劳區区協协單单嚴严國国圖图執执報报場场壞坏備备處处復复應应態态戶户損损據据擇择擴扩數数斷断時时會会業业極极構构標标權权機机歸归殘残殺杀毀毁氣气決决沒没測测準准無无營营物物狀状獨独獲获環环現现產产當当療疗發发監监盜盗確确種种積积稅税窮穷節节範范簡简約约級级紀纪純纯組组結结絕绝統统經经綁绑給给維维綜综緊紧線线編编縮缩總总繼继續续罰罚職职聯联聲声義义習习聽听與与舉举舊旧藝艺號号術术補补製制複复見见規规視视親亲覽览觀观計计訂订訊讯記记許许訴诉診诊評评詐诈詞词試试該该詳详認认語语誤误說说調调談谈請请論论證证識识議议護护變变讓让負负財财責责貨货販贩費费貿贸資资賠赔賣卖質质賬账購购贓赃軌轨較较載载輕轻轉转辦办辯辩迹迹違违達达遠远適适遺遗還还邊边郵邮醫医釋释銀银銷销錄录關关開开間间際际險险隱隐雜杂離离電电項项順顺須须預预領领頭头題题願愿類类顯显風风養养額额體体點点蹤踪跡迹蹟迹為为爲为於于從从";

/// The second of the pair that begins with a character.
fn paired(table: &str, c: char) -> Option<char> {
    let mut chars = table.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if from == c {
            return Some(to);
        }
    }
    None
}

/// The ordinary character that this one looks like: `е` (Cyrillic) is `e`, `⼈` (a radical) is `人`.
pub fn ordinary(c: char) -> Option<char> {
    let letter = ('\u{370}'..='\u{52f}').contains(&c);
    let radical = matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}');
    let wide = matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '＿') || ('\u{1d400}'..='\u{1d7ff}').contains(&c);
    if letter {
        return paired(LETTERS, c);
    }
    let own = if radical || wide { std::iter::once(c).nfkc().next() } else { return None };
    own.filter(|o| *o != c).or_else(|| paired(RADICALS, c))
}

/// Whether a character takes no room, or turns the direction of writing: `U+200B`, `U+202E`.
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// A name as the eye reads it, in simplified characters and small letters.
pub fn as_read(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_unseen(*c));
    let plain = seen.map(|c| ordinary(c).unwrap_or(c)).map(|c| paired(TRADITIONAL, c).unwrap_or(c));
    plain.flat_map(char::to_lowercase).collect()
}

/// A name in simplified characters.
pub fn simplified(text: &str) -> String {
    text.chars().map(|c| paired(TRADITIONAL, c).unwrap_or(c)).collect()
}
