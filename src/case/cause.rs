//! Why a text is not JSON, in the words of people.

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::errors::ParseErrorKind;

/// What the reader of JSON stumbled over, in both languages.
pub(super) fn cause(kind: &ParseErrorKind) -> &'static str {
    use ParseErrorKind as K;
    match kind {
        K::ExpectedComma => "a comma is missing | 缺少逗号",
        K::ExpectedColonAfterObjectKey => "a colon is missing after the key | 键之后缺少冒号",
        K::ExpectedObjectValue => "a value is missing after the key | 键之后缺少值",
        K::ExpectedStringObjectProperty | K::UnexpectedTokenInObject => {
            "a key in quotation marks is missing | 缺少引号内的键"
        }
        K::SingleQuotedStringsNotAllowed => "texts stand in double quotation marks | 文字须用双引号",
        K::CommentsNotAllowed | K::UnterminatedCommentBlock => "JSON has no comments | JSON 没有注释",
        K::TrailingCommasNotAllowed => "a comma stands before the closing bracket | 右括号之前多一个逗号",
        K::MultipleRootJsonValues => "something follows after the end | 结尾之后还有内容",
        K::UnterminatedArray | K::UnterminatedObject => "this bracket is never closed | 此括号没有闭合",
        K::UnexpectedCloseBrace | K::UnexpectedCloseBracket => {
            "this closing bracket has no opening one | 此右括号没有对应的左括号"
        }
        K::UnexpectedColon => "a colon may not stand here | 此处不能有冒号",
        K::UnexpectedComma => "a comma may not stand here | 此处不能有逗号",
        K::UnexpectedWord => {
            "only `true`, `false` and `null` stand without quotation marks | 只有 `true`、`false`、`null` 不加引号"
        }
        K::UnexpectedToken => "this may not stand here | 此处不能这样写",
        K::NestingDepthExceeded => "brackets are nested too deeply | 括号嵌套过深",
        K::ExpectedDigit
        | K::ExpectedDigitFollowingNegativeSign
        | K::ExpectedPlusMinusOrDigitInNumberLiteral
        | K::BareDecimalPointNumbersNotAllowed
        | K::HexadecimalNumbersNotAllowed
        | K::NonFiniteNumbersNotAllowed
        | K::UnaryPlusNumbersNotAllowed => "this is not a number of JSON | 此写法不是 JSON 的数",
        K::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            "this quotation mark is never closed | 此引号没有闭合"
        }
        K::String(_) => "this escape with `\\` is not one of JSON | 此“\\”转义不是 JSON 的写法",
    }
}
