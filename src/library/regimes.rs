//! The register of notification deadlines: laws and contracts, their deadlines, the rules that count them, calendars. What the program carries, with the
//! user's own entries in the place of those of the same id.

mod own;
mod seat;
mod sound;
mod suggest;
mod terms;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::assets;
use super::catalogue::Origin;
use super::error::LibraryError;
use super::finding::Finding;

pub use own::check_file;
pub use suggest::{About, Ground, Suggestion};
pub use terms::Calendars;

/// The layout of the document that is read.
const SCHEMA_VERSION: u32 = 1;

/// The register.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// Version of the document's layout.
    pub schema_version: u32,
    /// Date of the state of knowledge.
    pub as_of: toml::value::Datetime,
    /// Version of the zone data that the register was made with.
    pub tzdata: String,
    /// Confidence level to its meaning.
    pub confidence_levels: BTreeMap<String, String>,
    /// Ways of computing an instant.
    pub rules: Vec<Rule>,
    /// Holiday calendars.
    pub calendars: Vec<Calendar>,
    /// Events from which clocks start.
    pub anchors: Vec<Anchor>,
    /// Laws and contracts.
    pub regimes: Vec<Regime>,
    /// Where regimes of the user come from, by id; the others are shipped.
    own: BTreeMap<String, PathBuf>,
    /// What suggests the user's own regimes.
    suggests: Vec<suggest::Suggests>,
}

/// A file of the register. One of the user may hold any part of it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema_version: u32,
    as_of: Option<toml::value::Datetime>,
    tzdata: Option<String>,
    #[serde(default)]
    confidence_levels: BTreeMap<String, String>,
    #[serde(default, rename = "rule")]
    rules: Vec<Rule>,
    #[serde(default, rename = "calendar")]
    calendars: Vec<Calendar>,
    #[serde(default, rename = "anchor")]
    anchors: Vec<Anchor>,
    #[serde(default, rename = "regime")]
    regimes: Vec<Regime>,
    #[serde(default, rename = "closure")]
    closures: Vec<Closure>,
    #[serde(default, rename = "suggest")]
    suggests: Vec<suggest::Suggests>,
}

/// Days on which a calendar's offices are closed besides its holidays, by order or by custom.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Closure {
    calendar: String,
    days: Vec<toml::value::Datetime>,
    /// Why, and where that was read.
    reason: String,
}

/// A way of computing an instant from a start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Id.
    pub id: String,
    /// The rule in words.
    pub text: String,
}

/// Days on which an authority or a court is closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Id.
    pub id: String,
    /// English names of the weekend days.
    pub weekend: Vec<String>,
    /// How sure, in words.
    pub confidence: String,
    /// Holidays, as local dates.
    pub days: Vec<toml::value::Datetime>,
    /// Closed days that the user added, with reasons.
    #[serde(skip)]
    pub closures: Vec<(toml::value::Datetime, String)>,
}

/// The start of a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// Id.
    pub id: String,
    /// English name.
    pub label: String,
}

/// A law or contract with deadlines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Id.
    pub id: String,
    /// English name.
    pub name: String,
    /// Where it holds.
    pub jurisdiction: String,
    /// Kind of law.
    pub family: String,
    /// Whether it is offered without being asked for.
    pub enabled: bool,
    /// Whether it is in force.
    pub status: String,
    /// Since when, as a date; empty where there is none.
    pub applies_from: String,
    /// Who is told.
    pub authority: String,
    /// By which way.
    pub channel: String,
    /// The question that decides whether it applies.
    pub trigger_question: String,
    /// What to think of in answering it.
    #[serde(default)]
    pub trigger_help: Vec<String>,
    /// When nothing need be told.
    #[serde(default)]
    pub exemptions: Vec<String>,
    /// When its clock starts, in words.
    pub clock_start: String,
    /// Id of the anchor of its main clock.
    pub clock_anchor: String,
    /// Who else is to be told.
    #[serde(default)]
    pub tell_also: Vec<String>,
    /// What a memo why not holds.
    #[serde(default)]
    pub when_not_notified: Vec<String>,
    /// What a late notice says.
    #[serde(default)]
    pub when_late: Vec<String>,
    /// How it stands to others.
    #[serde(default)]
    pub interplay: Vec<String>,
    /// What to mind.
    #[serde(default)]
    pub caveats: Vec<String>,
    /// Source in law.
    pub citation: String,
    /// Id of a confidence level.
    pub confidence: String,
    /// What that rests on.
    pub evidence: String,
    /// When to look at the source again, as a date; empty where the user has to fill the entry in.
    pub check_again: String,
    /// Its deadlines.
    #[serde(rename = "deadline")]
    pub deadlines: Vec<Deadline>,
}

/// One deadline of a regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Id within the regime.
    pub id: String,
    /// English name.
    pub name: String,
    /// Name for a row of a list: at most 22 columns, with the law in it. Empty where the user's own entry gives none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub short: String,
    /// How it is counted, in a word.
    pub kind: String,
    /// How many of `unit`; 0 where the law names no number.
    pub amount: u32,
    /// Unit of `amount`.
    pub unit: String,
    /// Id of the anchor from which it runs.
    pub from: String,
    /// Id of the rule that computes the target.
    pub rule: String,
    /// What the notice must contain.
    pub content: Vec<String>,
    /// Source in law.
    pub citation: String,
    /// Id of a confidence level.
    pub confidence: String,
    /// Id of the rule for the latest arguable instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest_rule: Option<String>,
    /// Id of the holiday calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// When this deadline applies at all, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Whether the number is only the outer limit of "without undue delay".
    #[serde(default)]
    pub outer_only: bool,
    /// Upper end where the law names a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_max: Option<u32>,
    /// Second limit: how many of `cap_unit` from `cap_from`; the earlier instant counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap_amount: Option<u32>,
    /// Unit of `cap_amount`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap_unit: Option<String>,
    /// Id of the anchor of the second limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap_from: Option<String>,
    /// What holds when the classification came late, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_classification: Option<String>,
    /// Id of the rule that moves a last day on a closed day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roll: Option<String>,
    /// Classes of reporter that may not use `roll`.
    #[serde(default)]
    pub roll_denied_for: Vec<String>,
    /// Local time of day at which the last day ends, when not 24:00.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cutoff: Option<String>,
    /// IANA zone of `cutoff`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cutoff_zone: Option<String>,
    /// Whether the user is to fill in the amount (contracts).
    #[serde(default)]
    pub editable: bool,
    /// How often again, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat: Option<String>,
    /// What the authority's form asks besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content_extended: Vec<String>,
    /// What the confidence is about, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence_note: Option<String>,
    /// What to mind, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Register {
    /// The register that the program carries, parsed at the first call.
    ///
    /// # Errors
    /// The parse error of the carried document; a test of this module shows that there is none.
    pub fn shipped() -> Result<&'static Self, &'static LibraryError> {
        static SHIPPED: OnceLock<Result<Register, LibraryError>> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::parse("regimes.toml", assets::REGIMES)).as_ref()
    }

    /// Parses a whole register; `file` is named in errors.
    ///
    /// # Errors
    /// `Malformed`, with line and column.
    pub fn parse(file: &str, text: &str) -> Result<Self, LibraryError> {
        let document = own::document(file, text)?;
        Ok(Register {
            schema_version: document.schema_version,
            as_of: document.as_of.ok_or_else(|| own::missing(file, text, "as_of"))?,
            tzdata: document.tzdata.ok_or_else(|| own::missing(file, text, "tzdata"))?,
            confidence_levels: document.confidence_levels,
            rules: document.rules,
            calendars: document.calendars,
            anchors: document.anchors,
            regimes: document.regimes,
            own: BTreeMap::new(),
            suggests: document.suggests,
        })
    }

    /// The regime of an id.
    pub fn regime(&self, id: &str) -> Option<&Regime> {
        self.regimes.iter().find(|regime| regime.id == id)
    }

    /// The anchor of an id.
    pub fn anchor(&self, id: &str) -> Option<&Anchor> {
        self.anchors.iter().find(|anchor| anchor.id == id)
    }

    /// The calendar of an id.
    pub fn calendar(&self, id: &str) -> Option<&Calendar> {
        self.calendars.iter().find(|calendar| calendar.id == id)
    }

    /// The rule of an id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// Where a regime comes from.
    pub fn origin(&self, id: &str) -> Origin {
        self.own.get(id).map_or(Origin::Shipped, |path| Origin::File(path.clone()))
    }

    /// Checks that every rule, anchor, calendar and confidence level that a regime names is defined, and that every deadline can be counted.
    pub fn check(&self) -> Vec<Finding> {
        let faults = sound::faults(&sound::Part::of(self), self);
        faults.iter().map(|fault| fault.finding("regimes", None)).collect()
    }
}

impl Regime {
    /// The deadline of an id.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| deadline.id == id)
    }

    /// SHA-256 of the entry as data, 64 lower-case hex digits: blanks and comments of the file do not count, every word of the entry does.
    pub fn sha256(&self) -> String {
        // An entry is strings, numbers and lists, which JSON can always hold.
        let text = serde_json::to_string(self).unwrap_or_default();
        let mut hex = String::with_capacity(64);
        for byte in Sha256::digest(text.as_bytes()) {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }

    /// Whether the date on which to look at the source again has come; `today` as `YYYY-MM-DD`.
    pub fn overdue(&self, today: &str) -> bool {
        !self.check_again.is_empty() && self.check_again.as_str() <= today
    }
}

#[cfg(test)]
#[path = "regimes_tests.rs"]
mod tests;
