//! "Did you mean": the declared name nearest to a misspelt one.

/// Traditional characters of legal vocabulary with their simplified forms.
const TRADITIONAL: &str = "個个傳传僞伪儀仪價价優优償偿內内別别則则創创劃划務务動动勞劳區区協协單单嚴严國国圖图執执報报場场壞坏備备處处復复應应態态戶户損损據据擇择擴扩數数斷断時时會会業业極极構构標标權权機机歸归殘残殺杀毀毁氣气決决沒没測测準准無无營营物物狀状獨独獲获環环現现產产當当療疗發发監监盜盗確确種种積积稅税窮穷節节範范簡简約约級级紀纪純纯組组結结絕绝統统經经綁绑給给維维綜综緊紧線线編编縮缩總总繼继續续罰罚職职聯联聲声義义習习聽听與与舉举舊旧藝艺號号術术補补製制複复見见規规視视親亲覽览觀观計计訂订訊讯記记許许訴诉診诊評评詐诈詞词試试該该詳详認认語语誤误說说調调談谈請请論论證证識识議议護护變变讓让負负財财責责貨货販贩費费貿贸資资賠赔賣卖質质賬账購购贓赃軌轨較较載载輕轻轉转辦办辯辩迹迹違违達达遠远適适遺遗還还邊边郵邮醫医釋释銀银銷销錄录關关開开間间際际險险隱隐雜杂離离電电項项順顺須须預预領领頭头題题願愿類类顯显風风養养額额體体點点";

fn simplified(text: &str) -> String {
    let table: Vec<char> = TRADITIONAL.chars().collect();
    text.chars()
        .map(|c| match c {
            '蹤' => '踪',
            '跡' | '蹟' => '迹',
            '為' | '爲' => '为',
            '於' => '于',
            '從' => '从',
            _ => table.chunks(2).find(|p| p.first() == Some(&c)).and_then(|p| p.get(1)).copied().unwrap_or(c),
        })
        .collect()
}

/// The candidate nearest to `wrong`, if one is near enough to be meant.
pub fn nearest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let plain = simplified(wrong).to_lowercase();
    let length = plain.chars().count();
    let allowed = if plain.is_ascii() { (length / 3).max(1) } else { (length / 2).clamp(1, 3) };
    candidates
        .filter(|c| *c != wrong)
        .map(|c| (strsim::damerau_levenshtein(&plain, &c.to_lowercase()), c))
        .filter(|(distance, c)| *distance <= allowed && *distance < c.chars().count().max(2))
        .min()
        .map(|(_, c)| c.to_owned())
}
