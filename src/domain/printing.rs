//! Papers that left the case: which form, of what, as which file. A form on a desk names its own journal size; the journal names the form.

use serde::{Deserialize, Serialize};

use super::fact::{Meta, facts};
use super::id::RecordId;
use super::incident::Act;
use super::mark::Mark;
use super::msg::Msg;

facts! {
    /// Facts about papers.
    PaperFact {
        /// A form was made and handed out.
        Printed(Printed) = "paper.printed" [listed],
    }
}

/// What can be handed out.
pub const PAPERS: &[&str] = &[
    "custody",
    "labels",
    "evidence-log",
    "breach-register",
    "memo",
    "notice",
    "notice-text",
    "minutes",
    "as-known",
    "report",
    "report-page",
    "drill-sheet",
    "drill-record",
    "checkpoint",
    "dossier",
    "plan",
    "stick",
];

/// A form made. Who made it is the author of the record, and when is when it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// One of [`PAPERS`].
    pub paper: String,
    /// What it is of: exhibits, a memo, a notice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<RecordId>,
    /// The number on it.
    pub number: String,
    /// `pdf`, `md`, `txt`.
    pub format: String,
    /// The file it was written to, as a path; `-` for standard output.
    pub file: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// Which part of a dossier it is, as [`PARTS`](super::form::PARTS) names it; empty for any other paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// For whom a dossier was made: what is marked above is not in it. None where nothing is withheld, and for any other paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readers: Option<Mark>,
}

/// Papers, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Papers {
    /// In order.
    pub printed: Vec<(RecordId, Printed)>,
}

impl Papers {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &PaperFact) -> Act {
        let PaperFact::Printed(printed) = fact;
        self.printed.push((meta.id, (**printed).clone()));
        let msg = Msg::new("act-printed")
            .code("paper", "paper", printed.paper.clone())
            .with("number", printed.number.clone())
            .with("digest", printed.sha256.get(..8).unwrap_or_default());
        Act::at(meta.recorded_at, msg)
    }
}
