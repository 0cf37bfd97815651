//! What was seen and said before an image is made.

use serde::{Deserialize, Serialize};

use super::survey::Survey;
use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};

/// An acquisition begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// What was seen.
    pub survey: Survey,
    /// Who works.
    pub examiner: Author,
    /// What makes them competent, in their own words.
    pub competence: String,
    /// The write blocker: make, serial, firmware; or why there was none.
    pub blocker: String,
    /// How it is done, beyond what the program does by itself.
    pub method: String,
    /// What for, on whose authority.
    pub purpose: String,
    /// What it is an image of.
    pub description: String,
    /// Host, device or person it came from.
    pub origin: String,
    /// The exhibit that is copied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RecordId>,
    /// Why a source in use is read all the same.
    pub anyway: String,
    /// The image to be made, as a path.
    pub image: String,
    /// Program and version.
    pub tool: String,
    /// Bytes of a segment, where the image is split.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<u64>,
    /// How often a sector that fails is tried again.
    pub retries: u32,
    /// Codes of what the digest can mean, and of what was not looked at.
    pub meaning: Vec<String>,
    /// The process that does it, as batches name theirs.
    pub process: String,
}

/// What the program found out, for the record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// What was seen.
    pub survey: Survey,
    /// Program and version.
    pub tool: String,
    /// Bytes of a segment, where the image is split.
    pub split: Option<u64>,
    /// How often a sector that fails is tried again.
    pub retries: u32,
    /// Codes of what the digest can mean.
    pub meaning: Vec<String>,
    /// The process that does it.
    pub process: String,
}

/// `acquire`, its first half: what was seen and said goes on record before the first byte is read.
///
/// # Errors
/// No image named, an unknown exhibit.
pub fn begin(state: &Incident, input: &Input, ctx: &Ctx<'_>, seen: Seen) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let parent = match fields.text("parent") {
        Some(_) => Some(fields.exhibit("parent")?.id),
        None => None,
    };
    let text = |field| fields.text(field).unwrap_or_default();
    Ok(Decision::of(Begun {
        survey: seen.survey,
        examiner: fields.person("examiner").unwrap_or_else(|| ctx.author.clone()),
        competence: text("competence"),
        blocker: text("write-blocker"),
        method: text("how-acquired"),
        purpose: text("purpose"),
        description: text("description"),
        origin: text("origin"),
        parent,
        anyway: text("anyway"),
        image: fields.required("image")?,
        tool: seen.tool,
        split: seen.split,
        retries: seen.retries,
        meaning: seen.meaning,
        process: seen.process,
    }))
}
