//! The matrix of transitions with row shares: where cases stood, and where they stand.

use super::svg::{Anchor, BOLD, FULL, HEAVY, SMALL, SOFT, Svg, TEXT, THIN, exact, width};
use super::{Figure, Table, Words};
use crate::compare::Diff;
use crate::val::Ratio;

const CELL: (i64, i64) = (104, 50);
const TOP: i64 = 66;

/// The matrix from the first rule set to another.
pub fn matrix(diff: &Diff, to: usize, words: Words) -> Figure {
    let matrix = diff.matrix(to);
    let scale = diff.scale.len();
    let undecided = words.say(["not decided", "未定"], &[]);
    let total = words.say(["total", "计"], &[]);
    let label = |g: usize| if g == scale { undecided.clone() } else { words.outcome(&diff.scale, (g, g)) };
    let shown: Vec<usize> = (0..=scale)
        .filter(|g| {
            *g < scale
                || matrix.cells.iter().enumerate().any(|(r, row)| {
                    r == scale && row.iter().sum::<usize>() > 0 || row.get(scale).is_some_and(|n| *n > 0)
                })
        })
        .collect();
    let name = |i: usize| diff.modules.get(i).map(|n| words.name(n)).unwrap_or_default();
    let caption = words.say(
        [
            "Outcomes under {0} (rows) and {1} (columns): number of cases, share of the row below it, as a bar too. Framed: unchanged. ▲ heavier, ▼ lighter",
            "{0}（行）与{1}（列）之下的结论：案件数，其下为占该行的比例，并以横条表示。加框者为不变。▲ 加重，▼ 减轻",
        ],
        &[&name(0), &name(to)],
    );
    let left = shown.iter().map(|g| width(&label(*g))).max().unwrap_or(0).max(60) + 44;
    let columns = shown.len() as i64;
    let (w, h) = CELL;
    let wide = left + (columns + 1) * w + 12;
    let mut svg = Svg::new("matrix", &caption, wide, TOP + (columns + 1) * h + 14);
    svg.text(left + columns * w / 2, 20, Anchor::Middle, &name(to), BOLD);
    svg.upright(18, TOP + columns * h / 2, &name(0), BOLD);
    let mut table = Table { head: vec![format!("{} \\ {}", name(0), name(to))], rows: Vec::new() };
    for (c, g) in shown.iter().enumerate() {
        svg.text(left + c as i64 * w + w / 2, TOP - 14, Anchor::Middle, &label(*g), TEXT);
        table.head.push(label(*g));
    }
    svg.text(left + columns * w + w / 2, TOP - 14, Anchor::Middle, &total, SOFT);
    table.head.push(total.clone());
    let cell = |r: usize, c: usize| matrix.cells.get(r).and_then(|row| row.get(c)).copied().unwrap_or(0);
    for (r, from) in shown.iter().enumerate() {
        let y = TOP + r as i64 * h;
        let sum: usize = shown.iter().map(|to| cell(*from, *to)).sum();
        svg.text(left - 10, y + h / 2 + 4, Anchor::End, &label(*from), TEXT);
        let mut row = vec![label(*from)];
        for (c, to) in shown.iter().enumerate() {
            let (x, n) = (left + c as i64 * w, cell(*from, *to));
            svg.rect(x, y, w, h, THIN);
            let share = words.percent(n, sum);
            row.push(format!("{n} ({share})"));
            let look = if n == 0 { SOFT } else { BOLD };
            svg.text(x + w / 2, y + 21, Anchor::Middle, &n.to_string(), look);
            if n > 0 {
                svg.text(x + w / 2, y + 36, Anchor::Middle, &share, SMALL);
                let whole = Ratio::new(n as i64 * (w - 16), sum as i64).unwrap_or_else(Ratio::zero);
                svg.path(&format!("M{} {}h{}v3h-{}z", x + 8, y + h - 8, exact(&whole), exact(&whole)), FULL);
                if from != to && *from < scale && *to < scale {
                    svg.text(x + w - 8, y + 16, Anchor::End, if to > from { "▲" } else { "▼" }, SMALL);
                }
            }
        }
        svg.text(left + columns * w + w / 2, y + h / 2 + 4, Anchor::Middle, &sum.to_string(), TEXT);
        row.push(sum.to_string());
        table.rows.push(row);
    }
    // frames last, over the grid
    for (r, g) in shown.iter().enumerate().filter(|(_, g)| **g < scale) {
        let _ = g;
        svg.rect(left + r as i64 * w, TOP + r as i64 * h, w, h, HEAVY);
    }
    let y = TOP + columns * h + h / 2 + 4;
    svg.text(left - 10, y, Anchor::End, &total, SOFT);
    let mut row = vec![total];
    for (c, to) in shown.iter().enumerate() {
        let sum: usize = shown.iter().map(|from| cell(*from, *to)).sum();
        svg.text(left + c as i64 * w + w / 2, y, Anchor::Middle, &sum.to_string(), TEXT);
        row.push(sum.to_string());
    }
    svg.text(left + columns * w + w / 2, y, Anchor::Middle, &matrix.total().to_string(), BOLD);
    row.push(matrix.total().to_string());
    table.rows.push(row);
    Figure { name: "matrix", caption, svg: svg.end(), table }
}
