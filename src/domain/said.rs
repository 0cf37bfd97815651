//! Facts and assumptions, apart: what is said to people inside, line by line, each fact with the records that it rests on.

use serde::{Deserialize, Serialize};

use super::decision::{Refusal, Shortfall};
use super::id::RecordId;
use super::incident::Incident;
use super::input::Fields;
use super::msg::Arg;
use super::notice::fault;
use super::rules::Rule;

/// Sign before the number of a record in a line.
const SIGN: char = '#';
/// What people write where there is none, in each language of the screen; then nobody has to ask whether it was forgotten.
const NONE: &[&str] = &["none", "nobody", "niemand", "keine", "-"];

/// Something said as fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// In words; empty where the records speak for themselves.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The records that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<RecordId>,
}

impl Fields<'_> {
    /// The lines of a field, trimmed, without empty ones.
    #[must_use]
    pub(in crate::domain) fn lines(&self, field: &str) -> Vec<String> {
        let text = self.input.get(field).unwrap_or_default();
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// The same, and where there is one line only, its parts between semicolons.
    #[must_use]
    pub(in crate::domain) fn entries(&self, field: &str) -> Vec<String> {
        let lines = self.lines(field);
        match lines.as_slice() {
            [one] => one.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect(),
            _ => lines,
        }
    }

    /// Whether a field says in a word that there is none.
    #[must_use]
    pub(in crate::domain) fn says_none(&self, field: &str) -> bool {
        let said = self.input.get(field).map(|text| text.trim().to_lowercase());
        said.is_some_and(|said| NONE.contains(&said.as_str()))
    }

    /// Facts, one a line: `#48 #51 the key was used twice`, or `#48` alone.
    ///
    /// # Errors
    /// [`Rule::NotFound`]: a record that is not in the case.
    pub(in crate::domain) fn statements(&self, field: &'static str) -> Result<Vec<Statement>, Refusal> {
        if self.says_none(field) {
            return Ok(Vec::new());
        }
        self.lines(field).iter().map(|line| self.statement(field, line)).collect()
    }

    fn statement(&self, field: &'static str, line: &str) -> Result<Statement, Refusal> {
        let mut cites = Vec::new();
        let mut rest = line;
        while let Some(cited) = rest.strip_prefix(SIGN) {
            let end = cited.find(char::is_whitespace).unwrap_or(cited.len());
            let (number, after) = cited.split_at(end);
            let number = number.trim_end_matches([',', ':', '.']);
            // A word with the sign before it, as chats have it, is no record.
            if !number.starts_with(|first: char| first.is_ascii_digit()) {
                break;
            }
            let record = self.state.record_named(number).ok_or_else(|| self.not_found(field, number))?;
            if !cites.contains(&record) {
                cites.push(record);
            }
            rest = after.trim_start();
        }
        Ok(Statement { text: rest.to_owned(), cites })
    }

    /// Assumptions, one a line.
    #[must_use]
    pub(in crate::domain) fn assumptions(&self, field: &str) -> Vec<String> {
        if self.says_none(field) { Vec::new() } else { self.lines(field) }
    }
}

/// What is said as fact and is none, or cites nothing; at which field it was said.
#[must_use]
pub(super) fn shortfalls(state: &Incident, facts: &[Statement], field: &'static str) -> Vec<Shortfall> {
    let mut short = Vec::new();
    for (number, fact) in (1_u64..).zip(facts) {
        if fact.cites.is_empty() {
            short.push(Shortfall::new(Rule::FactUncited).at(field).with("number", number));
        }
        let faults = fact.cites.iter().filter_map(|record| Some((*record, fault(state, *record)?)));
        for (record, fault) in faults {
            let why = Arg::Code("cite", fault.code().to_owned());
            let record = state.label(record);
            let said =
                Shortfall::new(Rule::AssumptionAsFact).with("number", number).with("record", record).with("why", why);
            short.push(said.at(field));
        }
    }
    short
}
