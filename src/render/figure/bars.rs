//! Which edits move how many cases; where no edits lead from one rule set to the other, how many move to which side.

use super::svg::{Anchor, INK, SMALL, SOFT, Svg, TEXT, exact, width};
use super::{Figure, Table, Words};
use crate::compare::{Diff, Side};
use crate::render::diff_page::Page;
use crate::text::Sources;
use crate::val::Ratio;

const WIDE: i64 = 720;
const BAR: i64 = 560;
const LABEL: i64 = 680;

/// The bars from the first rule set to another.
pub fn bars(diff: &Diff, to: usize, words: Words) -> Figure {
    let side = |s: Side| {
        words.say(
            match s {
                Side::Same => ["unchanged", "不变"],
                Side::Heavier => ["heavier", "加重"],
                Side::Lighter => ["lighter", "减轻"],
                Side::Undetermined => ["not decided", "未定"],
            },
            &[],
        )
    };
    let sources = Sources::default();
    let page = Page { diff, sources: &sources, lang: words.lang, width: usize::MAX };
    let matrix = diff.matrix(to);
    let edits = diff.edits.iter().any(|e| e.to == to);
    let rows: Vec<(String, Side, usize)> = if edits {
        let one = |(set, s, n): (Vec<usize>, Side, usize)| {
            let mut text = page.set(&set);
            if set.len() > 1 {
                text.push_str(&words.say([" (only together)", "（须合并）"], &[]));
            }
            (text, s, n)
        };
        diff.reasons(to).into_iter().map(one).collect()
    } else {
        let all = [Side::Heavier, Side::Lighter, Side::Undetermined, Side::Same];
        all.into_iter().map(|s| (side(s), s, matrix.count(s))).collect()
    };
    let caption = match edits {
        true => words.say(
            [
                "Cases moved by each smallest set of edits that alone produces the new outcome; a case that several sets explain is counted under each",
                "单独即可得出新结论的最小修改组各自改变的案件数；可由数组解释的案件在各组下分别计数",
            ],
            &[],
        ),
        false => words.say(
            ["Cases by the side to which their outcome moves", "按结论变动方向划分的案件数"],
            &[],
        ),
    };
    let most = rows.iter().map(|r| r.2).max().unwrap_or(0).max(1);
    let height = 34 + rows.len().max(1) as i64 * 44 + 10;
    let mut svg = Svg::new("attribution", &caption, WIDE, height);
    legend(&mut svg, &side);
    let mut table = Table {
        head: vec![
            words.say(["edits", "修改"], &[]),
            words.say(["side", "方向"], &[]),
            words.say(["cases", "案件数"], &[]),
        ],
        rows: Vec::new(),
    };
    if rows.is_empty() {
        svg.text(12, 62, Anchor::Start, &words.say(["no case changes", "没有案件改变"], &[]), TEXT);
    }
    for (i, (label, s, n)) in rows.iter().enumerate() {
        let y = 34 + i as i64 * 44;
        svg.text(12, y + 14, Anchor::Start, &fitted(label, LABEL), TEXT);
        let length = Ratio::new(*n as i64 * BAR, most as i64).unwrap_or_else(Ratio::zero);
        let bar = format!("M12 {}h{}v14h-{}z", y + 20, exact(&length), exact(&length));
        let pattern = pattern(*s);
        svg.filled(&bar, pattern);
        svg.path(&bar, INK);
        let end = exact(&length.plus(&Ratio::int(20)));
        svg.text_at(&end, &(y + 31).to_string(), Anchor::Start, &format!("{n}  {}", side(*s)), SMALL);
        table.rows.push(vec![label.clone(), side(*s), n.to_string()]);
    }
    Figure { name: "attribution", caption, svg: svg.end(), table }
}

fn pattern(side: Side) -> &'static str {
    match side {
        Side::Heavier => "heavier",
        Side::Lighter => "lighter",
        Side::Undetermined => "undetermined",
        Side::Same => "one",
    }
}

fn legend(svg: &mut Svg, side: &impl Fn(Side) -> String) {
    let mut x = 12;
    for s in [Side::Heavier, Side::Lighter, Side::Undetermined] {
        let boxed = format!("M{x} 8h18v11h-18z");
        svg.filled(&boxed, pattern(s));
        svg.path(&boxed, INK);
        let label = side(s);
        svg.text(x + 24, 18, Anchor::Start, &label, SOFT);
        x += 44 + width(&label);
    }
}

/// A text that is cut where it would leave the picture.
pub(super) fn fitted(text: &str, pixels: i64) -> String {
    if width(text) <= pixels {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if width(&out) + 14 > pixels {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}
