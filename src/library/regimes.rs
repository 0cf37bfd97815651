//! The register of notification deadlines, as far as clocks need it; other keys of the document are passed over.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::assets;
use super::error::LibraryError;
use super::finding::{Code, Finding};
use super::source;

/// The register.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Register {
    /// Version of the document's layout.
    pub schema_version: u32,
    /// Date of the state of knowledge.
    pub as_of: toml::value::Datetime,
    /// Confidence level to its meaning.
    pub confidence_levels: BTreeMap<String, String>,
    /// Ways of computing an instant.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
    /// Holiday calendars.
    #[serde(rename = "calendar")]
    pub calendars: Vec<Calendar>,
    /// Events from which clocks start.
    #[serde(rename = "anchor")]
    pub anchors: Vec<Anchor>,
    /// Laws and contracts.
    #[serde(rename = "regime")]
    pub regimes: Vec<Regime>,
}

/// A way of computing an instant from a start.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Rule {
    /// Id.
    pub id: String,
    /// The rule in words.
    pub text: String,
}

/// Days on which an authority or a court is closed.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Calendar {
    /// Id.
    pub id: String,
    /// English names of the weekend days.
    pub weekend: Vec<String>,
    /// How sure, in words.
    pub confidence: String,
    /// Holidays, as local dates.
    pub days: Vec<toml::value::Datetime>,
}

/// The start of a clock.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Anchor {
    /// Id.
    pub id: String,
    /// English name.
    pub label: String,
}

/// A law or contract with deadlines.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
    /// Who is told.
    pub authority: String,
    /// The question that decides whether it applies.
    pub trigger_question: String,
    /// When its clock starts, in words.
    pub clock_start: String,
    /// Id of the anchor of its main clock.
    pub clock_anchor: String,
    /// Source in law.
    pub citation: String,
    /// Id of a confidence level.
    pub confidence: String,
    /// When to look at the source again (a date, or words).
    pub check_again: String,
    /// Its deadlines.
    #[serde(rename = "deadline")]
    pub deadlines: Vec<Deadline>,
}

/// One deadline of a regime.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Deadline {
    /// Id within the regime.
    pub id: String,
    /// English name.
    pub name: String,
    /// What is due.
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
    pub latest_rule: Option<String>,
    /// Id of the holiday calendar.
    pub calendar: Option<String>,
    /// When this deadline applies at all, in words.
    pub condition: Option<String>,
    /// Whether the number is only the outer limit of "without undue delay".
    #[serde(default)]
    pub outer_only: bool,
    /// Upper end where the law names a range.
    pub amount_max: Option<u32>,
    /// Second limit: how many of `cap_unit` from `cap_from`; the earlier instant counts.
    pub cap_amount: Option<u32>,
    /// Unit of `cap_amount`.
    pub cap_unit: Option<String>,
    /// Id of the anchor of the second limit.
    pub cap_from: Option<String>,
    /// What holds when the classification came late, in words.
    pub late_classification: Option<String>,
    /// Id of the rule that moves a last day on a closed day.
    pub roll: Option<String>,
    /// Classes of reporter that may not use `roll`.
    #[serde(default)]
    pub roll_denied_for: Vec<String>,
    /// Local time of day at which the last day ends, when not 24:00.
    pub cutoff: Option<String>,
    /// IANA zone of `cutoff`.
    pub cutoff_zone: Option<String>,
    /// Whether the user is to fill in the amount (contracts).
    #[serde(default)]
    pub editable: bool,
    /// What to mind, in words.
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

    /// Parses a register; `file` is named in errors.
    ///
    /// # Errors
    /// `Malformed`, with line and column.
    pub fn parse(file: &str, text: &str) -> Result<Self, LibraryError> {
        source::parse_toml(file, text, None)
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

    /// Checks that every rule, anchor, calendar and confidence level that a regime names is defined.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for regime in &self.regimes {
            let mut want = |place: &str, exists: bool, code, id: &str| {
                if !exists {
                    findings.push(Finding::new("regimes", code, format!("{}{place} {id}", regime.id)));
                }
            };
            want("", self.anchor(&regime.clock_anchor).is_some(), Code::UnknownAnchor, &regime.clock_anchor);
            let level = |id: &str| self.confidence_levels.contains_key(id);
            want("", level(&regime.confidence), Code::UnknownConfidence, &regime.confidence);
            for d in &regime.deadlines {
                let place = format!("/{}", d.id);
                for id in [Some(&d.rule), d.latest_rule.as_ref(), d.roll.as_ref()].into_iter().flatten() {
                    want(&place, self.rules.iter().any(|r| r.id == *id), Code::UnknownRule, id);
                }
                for id in [Some(&d.from), d.cap_from.as_ref()].into_iter().flatten() {
                    want(&place, self.anchor(id).is_some(), Code::UnknownAnchor, id);
                }
                if let Some(id) = &d.calendar {
                    want(&place, self.calendar(id).is_some(), Code::UnknownCalendar, id);
                }
                want(&place, level(&d.confidence), Code::UnknownConfidence, &d.confidence);
            }
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_parses_and_is_sound() {
        let register = Register::shipped().unwrap();
        let deadlines: usize = register.regimes.iter().map(|r| r.deadlines.len()).sum();
        assert_eq!((register.regimes.len(), deadlines, register.rules.len()), (53, 115, 20));
        assert_eq!((register.anchors.len(), register.calendars.len()), (42, 7));
        assert_eq!(register.check(), Vec::new());
        assert_eq!(register.as_of.to_string(), "2026-11-21");
    }

    #[test]
    fn gdpr_reads_as_written() {
        let register = Register::shipped().unwrap();
        let gdpr = register.regime("eu-gdpr").unwrap();
        assert_eq!((gdpr.clock_anchor.as_str(), gdpr.enabled), ("controller_aware", true));
        let first = &gdpr.deadlines[0];
        assert_eq!((first.amount, first.unit.as_str(), first.from.as_str()), (72, "hours", "controller_aware"));
    }

    #[test]
    fn undefined_names_are_found() {
        let text = assets::REGIMES
            .replacen("clock_anchor = \"controller_aware\"", "clock_anchor = \"gut\"", 1)
            .replacen("latest_rule = \"hours-1182-71\"", "latest_rule = \"later\"", 1)
            .replacen("calendar = \"us-federal\"", "calendar = \"moon\"", 1)
            .replacen("\nconfidence = \"verified-primary\"", "\nconfidence = \"sure\"", 1);
        let codes: Vec<Code> = Register::parse("t", &text).unwrap().check().iter().map(|f| f.code).collect();
        for code in [Code::UnknownAnchor, Code::UnknownRule, Code::UnknownCalendar, Code::UnknownConfidence] {
            assert_eq!(codes.iter().filter(|c| **c == code).count(), 1, "{codes:?}");
        }
    }

    #[test]
    fn a_wrong_kind_names_its_line() {
        let text = assets::REGIMES.replacen("amount = 72\n", "amount = \"72\"\n", 1);
        let error = Register::parse("own.toml", &text).unwrap_err();
        let line = text.lines().position(|l| l == "amount = \"72\"").unwrap() + 1;
        assert_eq!(error.place().map(|p| (p.line, p.column)), Some((line, 10)), "{error}");
    }
}
