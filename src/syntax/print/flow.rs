//! One entry's text with the places where its line may be broken, and how it is laid in lines.

use unicode_width::UnicodeWidthStr;

/// The columns that a line may fill; a quotation alone may be longer.
pub(super) const WIDTH: usize = 110;

/// The column at which citations begin where there is room.
const CITES: usize = 50;

/// The labels that would begin a new part at the start of a line.
const LABELS: [&str; 16] = [
    "subject",
    "breach",
    "object",
    "conduct",
    "interest",
    "penalty",
    "means",
    "weigh",
    "犯罪主体",
    "违法前提",
    "行为对象",
    "客观行为",
    "侵害法益",
    "法定刑",
    "是指",
    "考量",
];

/// What stands between two stretches of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// Nothing, or a new line.
    Slit,
    /// A space, or a new line.
    Space,
    /// Spaces up to the column of citations, or a new line.
    Cites,
    /// Always a new line.
    Line,
}

#[derive(Debug)]
struct Piece {
    lead: Lead,
    /// How deep in brackets and lists the break before it is: outer breaks are taken first.
    depth: usize,
    text: String,
}

/// A text under way.
#[derive(Debug)]
pub(super) struct Flow {
    pieces: Vec<Piece>,
    depth: usize,
}

impl Flow {
    /// Nothing yet.
    pub(super) fn new() -> Flow {
        Flow { pieces: vec![Piece { lead: Lead::Slit, depth: 0, text: String::new() }], depth: 0 }
    }
    /// Words that stay together with what is before them.
    pub(super) fn put(&mut self, text: &str) {
        if let Some(last) = self.pieces.last_mut() {
            last.text.push_str(text);
        }
    }
    fn lead(&mut self, lead: Lead, depth: usize) {
        self.pieces.push(Piece { lead, depth, text: String::new() });
    }
    /// A space at which the line may be broken.
    pub(super) fn gap(&mut self) {
        self.lead(Lead::Space, 1 + self.depth);
    }
    /// A place without space at which the line may be broken.
    pub(super) fn slit(&mut self) {
        self.lead(Lead::Slit, 1 + self.depth);
    }
    /// Citations follow.
    pub(super) fn cites(&mut self) {
        self.lead(Lead::Cites, 2 * self.depth);
    }
    /// A new line, at the column at which the text began.
    pub(super) fn line(&mut self) {
        self.lead(Lead::Line, 0);
    }
    /// What follows belongs to a bracket or an inner list.
    pub(super) fn enter(&mut self) {
        self.depth += 1;
    }
    /// The bracket or list ends.
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Lays the text after what already stands in the last line; further lines begin at `hang`.
    pub(super) fn lay(&self, out: &mut String, hang: usize) {
        let mut first = 0;
        while first < self.pieces.len() {
            let next = self.next_line(first, column(out), hang);
            for (at, piece) in self.pieces.iter().enumerate().take(next).skip(first) {
                if at > first {
                    let gap = piece.gap(column(out));
                    out.extend(std::iter::repeat_n(' ', gap));
                }
                out.push_str(&piece.text);
            }
            first = next;
            if first < self.pieces.len() {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', hang));
            }
        }
    }

    /// The piece that begins the line after the one that `first` begins.
    fn next_line(&self, first: usize, start: usize, hang: usize) -> usize {
        let mut col = start;
        let mut best: Option<(usize, usize)> = None;
        let mut last = None;
        let mut after_break = None;
        for (at, piece) in self.pieces.iter().enumerate().skip(first) {
            if at > first {
                if piece.lead == Lead::Line {
                    // a forced line ends the search, unless what is before it is too long
                    return at;
                }
                if piece.may_begin_a_line() {
                    last = Some(at);
                    after_break = after_break.or(Some(at));
                    let far = col >= hang + 24 || piece.lead == Lead::Cites;
                    if far && best.is_none_or(|(_, depth)| piece.depth <= depth) {
                        best = Some((at, piece.depth));
                    }
                }
                col += piece.gap(col);
            }
            col += piece.text.width();
            if col > WIDTH {
                // the break before a piece that itself overflows is still in reach
                if let Some((at, _)) = best {
                    return at;
                }
                if let Some(at) = last {
                    return at;
                }
            }
        }
        self.pieces.len()
    }
}

impl Piece {
    fn gap(&self, col: usize) -> usize {
        match self.lead {
            Lead::Slit | Lead::Line => 0,
            Lead::Space => 1,
            Lead::Cites if col + 2 <= CITES && CITES + self.text.width() <= WIDTH => CITES - col,
            Lead::Cites => 2,
        }
    }
    /// A label or a limb number would be read as the beginning of the next part.
    fn may_begin_a_line(&self) -> bool {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let word = self
            .text
            .find(|c| !is_name(c))
            .map_or(self.text.as_str(), |end| self.text.get(..end).unwrap_or(""));
        if LABELS.contains(&word) {
            return false;
        }
        let mut rest = self.text.chars();
        let bracket = rest.next().is_some_and(|c| c == '(' || c == '（');
        let number = |c: char| c.is_ascii_digit() || "零一二三四五六七八九十百千万亿两之-".contains(c);
        let end = rest.find(|c| !number(*c));
        !(bracket && end.is_some_and(|c| c == ')' || c == '）'))
    }
}

/// The display column at which a text ends.
pub(in crate::syntax) fn column(out: &str) -> usize {
    out.rsplit('\n').next().unwrap_or("").width()
}

/// Spaces up to a display column; at least one.
pub(in crate::syntax) fn pad_to(out: &mut String, target: usize) {
    let gap = target.saturating_sub(column(out)).max(1);
    out.extend(std::iter::repeat_n(' ', gap));
}
