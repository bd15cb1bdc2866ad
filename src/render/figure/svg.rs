//! Writes SVG: lengths in pixels, every text escaped, looks as attributes so that word processors read them.
//!
//! Each look is also a class, so that a page can recolour the picture for a dark screen.

use crate::diag::clean;
use crate::val::Ratio;
/// A picture under way; lengths are pixels unless they are said to be exact.
pub(super) struct Svg {
    name: &'static str,
    width: i64,
    height: i64,
    title: String,
    body: String,
}

/// How something looks: class and attributes.
type Look = (&'static str, &'static str);

pub(super) const INK: Look = ("gv-ink", r##"fill="none" stroke="#1c1c1c" stroke-width="1.2""##);
pub(super) const HEAVY: Look = ("gv-ink", r##"fill="none" stroke="#1c1c1c" stroke-width="2""##);
pub(super) const DASHED: Look =
    ("gv-ink", r##"fill="none" stroke="#1c1c1c" stroke-width="1.2" stroke-dasharray="5 3""##);
pub(super) const THIN: Look = ("gv-thin", r##"fill="none" stroke="#b9b9b9" stroke-width="0.6""##);
pub(super) const VEIL: Look = ("gv-paper", r##"fill="#ffffff" fill-opacity="0.9" stroke="none""##);
pub(super) const FULL: Look = ("gv-full", r##"fill="#1c1c1c" stroke="#1c1c1c" stroke-width="1.2""##);
pub(super) const HOLLOW: Look = ("gv-hollow", r##"fill="#ffffff" stroke="#1c1c1c" stroke-width="1.4""##);
pub(super) const TEXT: Look = ("gv-text", r##"fill="#1c1c1c" font-size="12""##);
pub(super) const SMALL: Look = ("gv-text", r##"fill="#1c1c1c" font-size="10.5""##);
pub(super) const BOLD: Look = ("gv-text", r##"fill="#1c1c1c" font-size="12" font-weight="bold""##);
pub(super) const SOFT: Look = ("gv-soft", r##"fill="#5a5a5a" font-size="10.5""##);

/// A text stands to the right of its place, in its middle, or to its left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How wide a text of the usual size is, in pixels, generously.
pub(super) fn width(text: &str) -> i64 {
    text.chars().map(|c| if u32::from(c) < 0x2e80 { 7 } else { 13 }).sum()
}

pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A length that is not whole, rounded at the very end: `12`, `12.5`, `12.34`.
pub(super) fn exact(pixels: &Ratio) -> String {
    pixels.rounded(2).trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Svg {
    pub(super) fn new(name: &'static str, title: &str, width: i64, height: i64) -> Svg {
        Svg { name, width, height, title: title.to_owned(), body: String::new() }
    }
    pub(super) fn rect(&mut self, x: i64, y: i64, w: i64, h: i64, (class, look): Look) {
        self.body.push_str(&format!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" {look}/>\n"
        ));
    }
    pub(super) fn line(&mut self, from: (i64, i64), to: (i64, i64), look: Look) {
        self.path(&format!("M{} {}L{} {}", from.0, from.1, to.0, to.1), look);
    }
    pub(super) fn path(&mut self, d: &str, (class, look): Look) {
        self.body.push_str(&format!("<path class=\"{class}\" d=\"{d}\" {look}/>\n"));
    }
    /// A path filled with a pattern.
    pub(super) fn filled(&mut self, d: &str, pattern: &str) {
        let name = self.name;
        self.body.push_str(&format!(
            "<path d=\"{d}\" fill=\"url(#{name}-{pattern})\" fill-rule=\"evenodd\" stroke=\"none\"/>\n"
        ));
    }
    pub(super) fn text(&mut self, x: i64, y: i64, anchor: Anchor, text: &str, look: Look) {
        self.text_at(&x.to_string(), &y.to_string(), anchor, text, look);
    }
    /// A text at an exact place.
    pub(super) fn text_at(&mut self, x: &str, y: &str, anchor: Anchor, text: &str, (class, look): Look) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.body.push_str(&format!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" {look}>{}</text>\n",
            escape(text)
        ));
    }
    /// A text that runs upwards.
    pub(super) fn upright(&mut self, x: i64, y: i64, text: &str, (class, look): Look) {
        self.body.push_str(&format!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\" transform=\"rotate(-90 {x} {y})\" {look}>{}</text>\n",
            escape(text)
        ));
    }
    /// A mark of a grade at an exact place: circle, square, triangle, diamond.
    pub(super) fn mark(&mut self, x: &Ratio, y: i64, grade: usize, hollow: bool) {
        let (class, look) = if hollow { HOLLOW } else { FULL };
        let at = exact(x);
        let shape = match grade % 4 {
            1 => format!("<circle class=\"{class}\" cx=\"{at}\" cy=\"{y}\" r=\"4\" {look}/>"),
            2 => {
                let left = exact(&x.minus(&Ratio::int(4)));
                format!(
                    "<rect class=\"{class}\" x=\"{left}\" y=\"{}\" width=\"8\" height=\"8\" {look}/>",
                    y - 4
                )
            }
            3 => format!("<path class=\"{class}\" d=\"M{at} {}l5 9h-10z\" {look}/>", y - 5),
            _ => format!("<path class=\"{class}\" d=\"M{at} {}l5 5l-5 5l-5 -5z\" {look}/>", y - 5),
        };
        self.body.push_str(&shape);
        self.body.push('\n');
    }
    /// The whole picture.
    pub(super) fn end(self) -> String {
        let (name, w, h) = (self.name, self.width, self.height);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gv\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
             role=\"img\" aria-labelledby=\"{name}-title\" font-family=\"Helvetica Neue, Arial, PingFang SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif\">\n\
             <title id=\"{name}-title\">{}</title>\n<defs>\n{}</defs>\n\
             <rect class=\"gv-paper\" x=\"0\" y=\"0\" width=\"{w}\" height=\"{h}\" fill=\"#ffffff\" stroke=\"none\"/>\n{}</svg>\n",
            escape(&self.title),
            PATTERNS.replace("{name}", name),
            self.body
        )
    }
}

/// The pattern of an outcome; nothing for no offence, denser the graver, another where it is not decided.
pub(super) fn pattern((lo, hi): (usize, usize)) -> Option<&'static str> {
    match (lo == hi, lo) {
        (false, _) => Some("open"),
        (true, 0) => None,
        (true, 1) => Some("one"),
        (true, 2) => Some("two"),
        (true, _) => Some("more"),
    }
}

const PATTERNS: &str = r##"<pattern id="{name}-one" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="gv-tint1" width="8" height="8" fill="#edf1f6"/><circle class="gv-dot" cx="2" cy="2" r="0.8" fill="#44546a"/><circle class="gv-dot" cx="6" cy="6" r="0.8" fill="#44546a"/></pattern>
<pattern id="{name}-two" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="gv-tint2" width="6" height="6" fill="#c3cfde"/><path class="gv-hatch" d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" fill="none" stroke="#44546a" stroke-width="0.9"/></pattern>
<pattern id="{name}-more" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="gv-tint3" width="6" height="6" fill="#93a6bf"/><path class="gv-hatch" d="M0 0H6M0 3H6" fill="none" stroke="#2c3a4d" stroke-width="1"/></pattern>
<pattern id="{name}-open" width="14" height="10" patternUnits="userSpaceOnUse"><path class="gv-hatch" d="M2 2H7M9 7H14" fill="none" stroke="#44546a" stroke-width="0.9"/></pattern>
<pattern id="{name}-change" width="10" height="10" patternUnits="userSpaceOnUse"><path class="gv-change" d="M-1 -1L11 11M-1 9L1 11M9 -1L11 1" fill="none" stroke="#9c2f12" stroke-width="2.2"/></pattern>
<pattern id="{name}-heavier" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="gv-solid" width="6" height="6" fill="#3d4d63"/></pattern>
<pattern id="{name}-lighter" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="gv-paper" width="6" height="6" fill="#ffffff"/><path class="gv-hatch" d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" fill="none" stroke="#44546a" stroke-width="1.4"/></pattern>
<pattern id="{name}-undetermined" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="gv-paper" width="6" height="6" fill="#ffffff"/><circle class="gv-dot" cx="3" cy="3" r="1.1" fill="#44546a"/></pattern>
"##;
