//! What is recorded of experiments.

use serde::{Deserialize, Serialize};

use super::share::Arm;
use crate::domain::artefact::Artefact;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::lineage::Node;
use crate::domain::time::When;

/// What is exchanged between the arms. A subset of the data is left out of what the running model reads, or of what a model is trained on again.
pub const LAYERS: &[&str] = &[
    "input-pipeline",
    "retrieval",
    "prompts",
    "adapter",
    "weights",
    "libraries",
    "hardware",
    "data-subset",
    "data-subset-retrained",
];
/// What a result may come to.
pub const OUTCOMES: &[&str] = &["positive", "negative", "undecided"];
/// Whether the marker could not tell the arms apart.
pub const BLIND: &[&str] = &["yes", "no"];

/// The inputs of an experiment: a file read here, an exhibit, or only a digest that somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InputSet {
    /// The set or its manifest, as read here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Artefact>,
    /// The exhibit that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<RecordId>,
    /// Its SHA-256 as it was computed here by then; empty where none was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub computed: String,
    /// Its SHA-256 as it was typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stated: String,
}

impl InputSet {
    /// Its digest where it was computed here and still holds.
    #[must_use]
    pub fn digest(&self, state: &Incident) -> Option<&str> {
        let holds = self.exhibit.is_none_or(|id| {
            state.register.exhibit(id).is_some_and(|exhibit| {
                let now = exhibit.computed().map(|hashed| hashed.sha256.as_str());
                !exhibit.struck && state.digest_holds(exhibit) && now == Some(self.computed.as_str())
            })
        });
        let agrees = self.stated.is_empty() || self.stated == self.computed;
        let filled = self.file.as_ref().is_none_or(|file| file.size > 0);
        (!self.computed.is_empty() && holds && agrees && filled).then_some(self.computed.as_str())
    }

    /// Its digest, computed or only typed.
    #[must_use]
    pub fn any_digest(&self) -> &str {
        if self.computed.is_empty() { &self.stated } else { &self.computed }
    }
}

/// An experiment was designed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Designed {
    /// What it is to answer.
    pub question: String,
    /// What is expected.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hypothesis: String,
    /// The frozen inputs.
    pub input: InputSet,
    /// One of [`LAYERS`]; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub layer: String,
    /// What else is exchanged; nothing should be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The artefact that is known to be good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub good: Option<Node>,
    /// The artefact that is suspected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspect: Option<Node>,
    /// What counts as odd.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub odd: String,
    /// By how much more often the suspect must be odd, in millionths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<u64>,
    /// How many outputs of each arm are to be marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<u64>,
    /// Who prepares the outputs and hides the arm.
    pub preparer: Author,
    /// Who marks them.
    pub marker: Author,
    /// How the arm is hidden from the marker.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub blinded: String,
    /// The seed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seed: String,
    /// When a result is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<When>,
    /// Who designed it.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// An experiment was run and its outputs were marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resulted {
    /// The experiment, by its design.
    pub experiment: RecordId,
    /// When the run began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began: Option<When>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<When>,
    /// The inputs as they were run.
    pub input: InputSet,
    /// What else differed between the arms; nothing should have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// What was seen of the arm that is known to be good.
    pub good: Arm,
    /// What was seen of the suspect.
    pub suspect: Arm,
    /// Why fewer were marked than planned.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fewer: String,
    /// The raw outputs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outputs: Option<Artefact>,
    /// The sheet on which they were marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Artefact>,
    /// Who marked them.
    pub marker: Author,
    /// How the presence of that person was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// One of [`BLIND`]; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub blind: String,
    /// One of [`OUTCOMES`], as somebody concluded it; empty where nobody did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outcome: String,
    /// How limits and outcome follow from the counts: [`super::METHOD`].
    pub method: String,
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who ran it.
    pub by: Author,
    /// When the result was known.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}
