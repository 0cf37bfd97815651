//! A procedure (playbook), schema `warroom.playbook/1` (procedures.md section 4.1).

use serde::{Deserialize, Serialize};

pub use super::check::{Known, check, check_layout};
pub use super::merge::{ADDED, MUST_KEEP, MergedStep, check_merge, check_merges, merge, merge_with};

use super::error::LibraryError;
use super::source;

/// The schema that is read.
pub const SCHEMA: &str = "warroom.playbook/1";

/// One procedure. Every key is required and no other is allowed; fields are in the order of the schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Id, also the file name without `.toml`.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// Version of the text.
    pub version: String,
    /// `draft`, `approved` or `retired`; only an approved one counts as a documented procedure.
    pub status: String,
    /// Id of the procedure underneath; empty for the base itself.
    pub base: String,
    /// `classic` or `ai`.
    pub family: String,
    /// Severity to start with.
    pub severity_default: String,
    /// What it is for, in a sentence or two.
    pub summary: String,
    /// Signs that this is the right one.
    pub applies_when: Vec<String>,
    /// `id: reason` of procedures that are easily confused with it.
    pub not_this: Vec<String>,
    /// Incident types (`class/type` of RSIT).
    pub rsit: Vec<String>,
    /// MITRE ATT&CK technique ids.
    pub attack: Vec<String>,
    /// MITRE ATLAS technique ids.
    pub atlas: Vec<String>,
    /// Roles to fill.
    pub roles: Vec<String>,
    /// Base steps that stay although a step here has the same control.
    pub keep_base: Vec<String>,
    /// Ids of regimes to decide on.
    pub regimes_to_consider: Vec<String>,
    /// Ids of duties to decide on.
    pub duties_to_consider: Vec<String>,
    /// What must hold before anyone says "clean".
    pub clean_when: Vec<String>,
    /// What goes wrong.
    pub pitfalls: Vec<String>,
    /// Where this comes from.
    pub references: Vec<String>,
    /// What to capture, the most volatile first.
    pub evidence_sources: Vec<EvidenceSource>,
    /// What to do.
    pub steps: Vec<Step>,
    /// Events for an exercise.
    pub injects: Vec<Inject>,
}

/// A source of evidence and how to capture it. The program never runs these commands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceSource {
    /// Number in the order of capture, from 1.
    pub order: u32,
    /// What it is.
    pub name: String,
    /// Id of a volatility.
    pub volatility: String,
    /// Commands or acts; upper-case words in them are placeholders.
    pub capture: Vec<String>,
    /// What to mind.
    pub note: String,
    /// Id of the proof kind that the capture gives.
    pub proof: String,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Id, two upper-case letters (one for the base), a hyphen and two digits.
    pub id: String,
    /// Id of a phase.
    pub phase: String,
    /// Control of ISO/IEC 27001:2022 A.5.26 that it serves, 1 to 10.
    pub control: u8,
    /// Name for people.
    pub title: String,
    /// What to do, at most two sentences.
    pub instruction: String,
    /// Id of the role that does it.
    pub role: String,
    /// Ids of the proof kinds that show it; see [`super::vocabulary::satisfied`].
    pub proof: Vec<String>,
    /// Target, in minutes from the declaration; not a limit.
    pub minutes: u32,
    /// Whether it belongs to the first quarter of an hour.
    pub first15: bool,
    /// Ids of steps that come first.
    pub needs: Vec<String>,
    /// Where this comes from.
    pub references: Vec<String>,
    /// Whether it alters an AI system that may be the suspect: the authority is informed before that (AI Act art. 73(6)). Left out where it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alters_ai_system: bool,
}

/// An event that an exercise puts in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// Minutes from the start of the exercise.
    pub at_minute: u32,
    /// What the players are told.
    pub text: String,
    /// What they should do, naming steps by id.
    pub expects: String,
}

/// Parses a procedure; `file` is named in errors.
///
/// # Errors
/// `Malformed` or `Schema`, with line and column.
pub fn parse(file: &str, text: &str) -> Result<Procedure, LibraryError> {
    source::parse_toml(file, text, Some(SCHEMA))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::library::assets;

    /// A shipped procedure, parsed.
    pub(in crate::library) fn shipped(id: &str) -> Procedure {
        parse(id, text(id)).unwrap()
    }

    /// The text of a shipped procedure.
    pub(in crate::library) fn text(id: &str) -> &'static str {
        assets::PROCEDURES.iter().find(|p| p.id == id).unwrap().text
    }

    #[test]
    fn every_shipped_procedure_parses() {
        let all: Vec<Procedure> = assets::PROCEDURES.iter().map(|p| shipped(p.id)).collect();
        assert_eq!(all.len(), 18);
        assert_eq!(all.iter().map(|p| p.steps.len()).sum::<usize>(), 209);
        assert_eq!(all.iter().map(|p| p.evidence_sources.len()).sum::<usize>(), 103);
        assert_eq!(all.iter().map(|p| p.injects.len()).sum::<usize>(), 59);
    }

    #[test]
    fn written_out_it_reads_back_the_same() {
        let procedure = shipped("ransomware");
        assert_eq!(parse("t", &toml::to_string(&procedure).unwrap()).unwrap(), procedure);
    }

    #[test]
    fn errors_name_line_column_and_reason() {
        let good = text("ransomware");
        let line_of = |text: &str, word: &str| text.lines().position(|l| l.contains(word)).unwrap() + 1;
        let cases = [
            ("control = 4\n", "control = \"four\"\n", "\"four\"", 11, "invalid type"),
            ("control = 4\n", "control = 4000\n", "= 4000", 11, "4000"),
            ("minutes = 45\n", "minutes = 45\nurgent = true\n", "urgent", 1, "unknown field `urgent`"),
            ("minutes = 45\n", "minutes = 45 45\n", "45 45", 11, "quoted"),
        ];
        for (from, to, word, column, reason) in cases {
            let text = good.replacen(from, to, 1);
            let LibraryError::Malformed { file, place, reason: said } = parse("own.toml", &text).unwrap_err() else {
                panic!("malformed expected");
            };
            assert_eq!((file.as_str(), place.line, place.column), ("own.toml", line_of(&text, word), column), "{said}");
            assert!(said.contains(reason), "{said}");
        }
    }

    #[test]
    fn a_missing_field_points_at_its_step() {
        let text = text("ransomware").replacen("title = \"Capture memory from a chosen few\"\n", "", 1);
        let error = parse("own.toml", &text).unwrap_err();
        let header = text.lines().position(|l| l.contains("RW-03")).unwrap();
        assert_eq!(error.place().map(|p| p.line), Some(header), "{error}");
        assert!(error.to_string().contains("missing field `title`"), "{error}");
    }

    #[test]
    fn a_later_schema_is_called_that() {
        let text = text("ransomware").replacen("playbook/1", "playbook/2", 1) + "\n[later]\nx = 1\n";
        let error = parse("own.toml", &text).unwrap_err();
        assert!(matches!(&error, LibraryError::Schema { found, .. } if found == "warroom.playbook/2"), "{error}");
        assert_eq!(error.place().map(|p| (p.line, p.column)), Some((1, 10)));
        assert!(matches!(parse("x", "id = 1\n"), Err(LibraryError::Schema { found, .. }) if found.is_empty()));
    }

    #[test]
    fn hostile_text_is_an_error_and_is_disarmed() {
        let deep = format!("schema = \"warroom.playbook/1\"\nx = {}", "[".repeat(200_000));
        for text in ["\u{0}", "[[[[", "= =", "\u{feff}", &deep, "schema = \"warroom.playbook/1\"\n\"\\u001b[2J\" = 1\n"]
        {
            let said = parse("\u{1b}]0;x\u{7}.toml", text).unwrap_err().to_string();
            assert!(!said.chars().any(char::is_control), "{said:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn mangled_text_never_panics(cut in 0usize..9000, with in "\\PC{0,12}") {
            let good = text("ransomware");
            let at = (0..=cut.min(good.len())).rev().find(|i| good.is_char_boundary(*i)).unwrap();
            let _ = parse("t", &format!("{}{with}{}", &good[..at], &good[at..]));
            let _ = parse("t", &format!("{}{with}", &good[..at]));
        }
    }
}
