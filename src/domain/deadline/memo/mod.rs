//! The memo why a notice is not sent, or not yet: what it holds, what it lacks, and when somebody has to look at it again.

mod decide;
mod review;
mod statement;

use serde::{Deserialize, Serialize};

pub use decide::{memo, reviewed, statement};
pub use review::{OUTCOMES, Review, Reviewed};
pub use statement::MemoStatement;

use super::Considered;
use super::state::minute;
use crate::domain::custody::KeySignature;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Arg;
use crate::domain::proof::Source;
use crate::domain::rules::Rule;
use crate::domain::time::When;

/// Not at all, or not yet.
pub const KINDS: &[&str] = &["not", "not-yet"];
/// How the one who decided stands behind it.
pub const SIGNED: &[&str] = &["own-key", "wet-ink", "call-back", "none"];

/// A memo why not or not yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// Regime id.
    pub regime: String,
    /// Deadline id; empty for all of the regime's.
    pub deadline: String,
    /// The conclusion against the threshold; in older journals the whole memo.
    pub text: String,
    /// Who decided.
    pub decider: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
    /// Everything else; none in older journals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contents: Option<Contents>,
}

/// What a memo holds beside its conclusion. An empty text is owed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contents {
    /// One of [`KINDS`].
    pub kind: String,
    /// What was known when it was decided.
    pub facts: String,
    /// The records that show it.
    pub records: Vec<RecordId>,
    /// The legal threshold in its own words.
    pub threshold: String,
    /// Factors that were weighed, each with its weight.
    pub factors: String,
    /// Mitigation that the conclusion relies on; empty where it relies on none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mitigation: String,
    /// What shows that the mitigation works.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proofs: Vec<Source>,
    /// What the DPO or counsel said, or why neither could be asked.
    pub advice: String,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advisor: Option<Author>,
    /// Why their advice was not followed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub not_followed: String,
    /// What new fact would reopen the decision.
    pub reopen: String,
    /// When somebody looks at it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<When>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// One of [`SIGNED`].
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presence_ref: String,
    /// The signature by own key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<KeySignature>,
}

/// Words by which people say that there is none.
const NONE: [&str; 5] = ["none", "no", "nothing", "-", "n/a"];

impl Contents {
    /// Whether it relies on mitigation: something is said, and not that there is none.
    #[must_use]
    pub fn mitigates(&self) -> bool {
        let said = self.mitigation.trim().trim_end_matches('.').to_lowercase();
        !said.is_empty() && !NONE.contains(&said.as_str())
    }
}

impl Memo {
    /// Whether it speaks of a deadline.
    #[must_use]
    pub fn covers(&self, deadline: &str) -> bool {
        self.deadline.is_empty() || self.deadline == deadline
    }

    /// `REGIME/DEADLINE`, or the regime alone.
    #[must_use]
    pub fn key(&self) -> String {
        if self.deadline.is_empty() { self.regime.clone() } else { [&*self.regime, "/", &self.deadline].concat() }
    }

    /// Why the one who decided does not stand behind it: by a key enrolled before the declaration over this very text, by wet ink or by a logged call-back.
    fn unsigned(&self, state: &Incident, contents: &Contents) -> Option<Shortfall> {
        match contents.presence.as_str() {
            "own-key" => KeySignature::shortfall(contents.signature.as_ref(), state, &self.decider, Rule::MemoUnsigned),
            presence => (!state.present(&self.decider, presence, &contents.presence_ref))
                .then(|| Shortfall::new(Rule::MemoUnsigned).at("presence")),
        }
    }

    /// Whether the one who decided stands behind it.
    #[must_use]
    pub fn signed(&self, state: &Incident) -> bool {
        self.contents.as_ref().is_some_and(|contents| self.unsigned(state, contents).is_none())
    }

    /// What it lacks beyond who decided, in the order of a memo. Those of older journals are judged by that alone.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident) -> Vec<Shortfall> {
        let Some(contents) = &self.contents else { return Vec::new() };
        let lacks = |text: &str| text.trim().is_empty();
        let owed = [
            ("facts-known", lacks(&contents.facts)),
            ("cites", !contents.records.iter().any(|record| holds(state, &Source::Record(*record)))),
            ("threshold", lacks(&contents.threshold)),
            ("factors", lacks(&contents.factors)),
            ("advice", lacks(&contents.advice)),
            ("reopen", lacks(&contents.reopen)),
            ("review", contents.review.is_none()),
        ];
        let owed = owed.into_iter().filter(|(_, lacks)| *lacks).map(|(field, _)| {
            Shortfall::new(Rule::MemoOwed).at(field).with("what", Arg::Code("field", field.to_owned()))
        });
        let mut short: Vec<Shortfall> = owed.collect();
        short.extend(contents.review.as_ref().and_then(|review| past_review(review, &self.at)));
        if contents.mitigates() && !contents.proofs.iter().any(|proof| holds(state, proof)) {
            short.push(Shortfall::new(Rule::MitigationUnproven).at("mitigation"));
        }
        short.extend(self.unsigned(state, contents));
        short
    }
}

/// That a day to look again is no day to come.
fn past_review(review: &When, decided: &When) -> Option<Shortfall> {
    (review.at <= decided.at).then(|| Shortfall::new(Rule::ReviewPast).at("review").with("at", minute(review)))
}

impl Considered {
    /// The legal threshold in the words of the register.
    #[must_use]
    pub fn threshold(&self) -> String {
        let (question, citation) = (self.question.as_str(), self.citation.as_str());
        if citation.is_empty() { question.to_owned() } else { [question, " (", citation, ")"].concat() }
    }
}

/// Whether what is cited can still show anything: in the case, not struck, not taken out.
#[must_use]
pub fn holds(state: &Incident, source: &Source) -> bool {
    match source {
        Source::File(file) => file.size > 0 && !state.excisions.bytes(&file.commitment),
        Source::Record(record) => {
            state.kinds.contains_key(record) && !state.struck(*record) && state.excisions.of(*record).is_none()
        }
        Source::Exhibit(exhibit) => state.register.exhibit(*exhibit).is_some() && !state.struck(*exhibit),
    }
}

#[cfg(test)]
mod tests;
