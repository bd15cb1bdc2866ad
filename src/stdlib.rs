//! Every file of `stdlib/`, embedded as text.

/// A module of the library: its name, its file's name, its text.
pub struct Entry {
    /// The module's name.
    pub module: &'static str,
    /// The file below `stdlib/`.
    pub file: &'static str,
    /// The whole text.
    pub text: &'static str,
}

macro_rules! library {
    ($($module:literal => $file:literal),* $(,)?) => {
        /// All modules, in the order in which they are listed to people.
        pub const LIBRARY: &[Entry] = &[$(Entry {
            module: $module,
            file: $file,
            text: include_str!(concat!("../stdlib/", $file)),
        }),*];
    };
}

library! {
    "current" => "current.grv",
    "lenient" => "lenient.grv",
    "cn.pi.interpretation_2017" => "cn/pi/interpretation_2017.grv",
    "cn.pi.statute_2015" => "cn/pi/statute_2015.grv",
    "cn.pi.statute_2009" => "cn/pi/statute_2009.grv",
    "cn.pi.reform.thesis" => "cn/pi/reform/thesis.grv",
    "cn.pi.reform.liu_lu" => "cn/pi/reform/liu_lu.grv",
    "cn.pi.reform.gains_fallback" => "cn/pi/reform/gains_fallback.grv",
    "cn.pi.pipl_2021" => "cn/pi/pipl_2021.grv",
    "cn.pi.definitions.identification" => "cn/pi/definitions/identification.grv",
    "cn.pi.definitions.association" => "cn/pi/definitions/association.grv",
    "cn.pi.definitions.privacy" => "cn/pi/definitions/privacy.grv",
    "cn.pi.definitions.mixed_2017" => "cn/pi/definitions/mixed_2017.grv",
    "cn.pi.definitions.sensitivity" => "cn/pi/definitions/sensitivity.grv",
    "cn.pi.definitions.pipl" => "cn/pi/definitions/pipl.grv",
    "cn.pi.interest.self_determination" => "cn/pi/interest/self_determination.grv",
    "cn.pi.interest.public_order" => "cn/pi/interest/public_order.grv",
    "cn.pi.facts" => "cn/pi/facts.grv",
    "cn.network.interpretation_2019" => "cn/network/interpretation_2019.grv",
    "cn.network.statute_2015" => "cn/network/statute_2015.grv",
    "cn.network.facts" => "cn/network/facts.grv",
    "cn.computer.interpretation_2011" => "cn/computer/interpretation_2011.grv",
    "cn.computer.statute_2009" => "cn/computer/statute_2009.grv",
    "cn.computer.facts" => "cn/computer/facts.grv",
}

/// The module that is run when none is named.
pub const DEFAULT_MODULE: &str = "current";

/// The published cases that the library is shown with, as JSON.
pub const PUBLISHED: &str = include_str!("../examples/published.json");
