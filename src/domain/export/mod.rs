//! Exports of the case: each numbered from the moment it was begun, with where it went, for whom it was made, what it leaves out, and how it ended. What was begun
//! and has no end was cut off; nothing but an end that says so makes a folder finished.

mod leaving;
mod register;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::acquisition::survey::Medium;
use super::decision::{Ctx, Decision};
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::Input;
use super::mark::Mark;
use super::msg::Msg;
pub use leaving::{Exposed, Ground, SEALS, SealedFile, Sealing, grounds, grounds_of, shortfalls};
pub use register::{exhibit, release_to, released};

facts! {
    /// Facts about exports.
    ExportFact {
        /// A case folder is about to be written.
        Started(Started) = "export.started" [listed],
        /// It is on the medium, read back and signed.
        Finished(Finished) = "export.finished" [listed],
        /// It is not.
        Failed(Failed) = "export.failed" [listed],
    }
}

/// Where an export goes. Texts are cleaned; an empty one was not to be found out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Destination {
    /// The directory, links resolved.
    pub directory: String,
    /// File system.
    pub fs: String,
    /// UUID of the file system.
    pub uuid: String,
    /// Label of the file system.
    pub label: String,
    /// Bytes that could be written there.
    pub free: u64,
    /// Bytes of the file system; 0 where the record does not say.
    #[serde(default, skip_serializing_if = "none")]
    pub total: u64,
    /// The medium.
    pub medium: Medium,
}

/// Whether a record need not say it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn none(bytes: &u64) -> bool {
    *bytes == 0
}

/// An export begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// Its number in the case, from 1; a failed one keeps its own.
    pub number: u32,
    /// Name of the folder.
    pub name: String,
    /// Where it goes.
    pub destination: Destination,
    /// Name of the machine it is written from.
    pub machine: String,
    /// Who may read it.
    pub audience: Mark,
    /// Whether telephone numbers go along.
    pub phones: bool,
    /// Whether the bytes of exhibits go along.
    pub with_evidence: bool,
    /// Whether it has what a court may want.
    pub court: bool,
    /// Whether it is sealed; otherwise it leaves in plain.
    pub sealed: bool,
    /// Whom it opens for, where it is sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealing: Option<Sealing>,
    /// What leaves with it; records of before this was counted have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exposed: Option<Exposed>,
    /// Why, where somebody said.
    pub reason: String,
    /// What was insisted on although the preflight refused it, codes of [`FORCED`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forced: Vec<String>,
    /// The process that writes it: what is open once that is gone was cut off.
    pub process: String,
}

/// What can be insisted on.
pub const FORCED: &[&str] = &["own-disk"];

/// An export on the medium.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
    /// The record that began it.
    pub begun: RecordId,
    /// SHA-256 of the tag manifest, which the signature is over; lower-case hex.
    pub tag_manifest: String,
    /// The case head it carries, lower-case hex.
    pub case_head: String,
    /// Records in it, withheld ones among them.
    pub records: u64,
    /// Files.
    pub files: u64,
    /// Bytes.
    pub bytes: u64,
    /// Records withheld for their marks, by code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub withheld: BTreeMap<String, u64>,
    /// Records withheld under privilege.
    pub privileged: u64,
    /// Records withheld for their telephone numbers.
    pub phones: u64,
    /// Attachments withheld.
    pub attachments: u64,
    /// Exhibits whose bytes stayed behind for their telephone numbers.
    #[serde(default, skip_serializing_if = "none")]
    pub exhibits: u64,
    /// Whether what was read back came from the medium for certain, and not from memory.
    pub reread: bool,
    /// The export it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<RecordId>,
    /// Records that came since then.
    pub added: u64,
    /// Seconds it took.
    pub took: u64,
    /// The file that it is, where it was sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<SealedFile>,
}

/// An export that did not come to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// The record that began it.
    pub begun: RecordId,
    /// One of [`STEPS`].
    pub step: String,
    /// The file it stopped at.
    pub path: String,
    /// The system's words, or what differs.
    pub why: String,
    /// The system's number of the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errno: Option<i32>,
    /// What lies on the medium under a name that says it is not whole; empty where nothing does.
    pub left: String,
}

/// What is asked for or not.
pub const YES: &[&str] = &["no", "yes"];

/// Where an export can stop.
pub const STEPS: &[&str] = &["prepare", "write", "name", "read-back", "sign", "check", "cancelled", "cut-off"];

/// One export, folded.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// The record that began it: its identity.
    pub id: RecordId,
    /// How it was begun.
    pub started: Started,
    /// Who exported.
    pub by: Author,
    /// When it was begun.
    pub at: super::time::Instant,
    /// Its end, where it came to one.
    pub finished: Option<(RecordId, Finished)>,
    /// How it failed, where it did.
    pub failed: Option<(RecordId, Failed)>,
    /// The exhibit that it became.
    pub exhibit: Option<RecordId>,
}

impl Export {
    /// `finished`, `failed`, or `open`: begun and without an end.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match (&self.finished, &self.failed) {
            (Some(_), _) => "finished",
            (None, Some(_)) => "failed",
            (None, None) => "open",
        }
    }
}

/// All exports, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exports {
    /// In order.
    pub made: Vec<Export>,
}

impl Exports {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ExportFact) -> Act {
        let msg = match fact {
            ExportFact::Started(started) => {
                self.made.push(Export {
                    id: meta.id,
                    started: (**started).clone(),
                    by: meta.author.clone(),
                    at: meta.recorded_at,
                    finished: None,
                    failed: None,
                    exhibit: None,
                });
                let id = if started.sealed { "act-export-started-sealed" } else { "act-export-started" };
                Msg::new(id)
                    .with("number", started.number)
                    .with("audience", started.audience.label())
                    .with("directory", started.destination.directory.clone())
            }
            ExportFact::Finished(finished) => {
                let found = self.made.iter_mut().find(|export| export.id == finished.begun);
                let number = found.as_ref().map_or(0, |export| export.started.number);
                if let Some(export) = found.filter(|export| export.failed.is_none() && export.finished.is_none()) {
                    export.finished = Some((meta.id, (**finished).clone()));
                }
                let (id, digest) = match &finished.sealed {
                    Some(file) => ("act-export-finished-sealed", &file.sha256),
                    None => ("act-export-finished", &finished.tag_manifest),
                };
                let digest = digest.get(..16).unwrap_or_default().to_owned();
                let withheld = finished.withheld.values().sum::<u64>() + finished.privileged + finished.phones;
                Msg::new(id)
                    .with("number", number)
                    .with("records", finished.records)
                    .with("withheld", withheld)
                    .with("digest", digest)
            }
            ExportFact::Failed(failed) => {
                let found = self.made.iter_mut().find(|export| export.id == failed.begun);
                let number = found.as_ref().map_or(0, |export| export.started.number);
                if let Some(export) = found.filter(|export| export.finished.is_none() && export.failed.is_none()) {
                    export.failed = Some((meta.id, (**failed).clone()));
                }
                match failed.step.as_str() {
                    // Nothing failed: somebody ended it, or the program that wrote it ended.
                    "cancelled" => Msg::new("act-export-cancelled").with("number", number),
                    "cut-off" => Msg::new("act-export-cut-off").with("number", number),
                    step => Msg::new("act-export-failed")
                        .with("number", number)
                        .code("step", "export-step", step.to_owned())
                        .with("why", failed.why.clone()),
                }
            }
        };
        Act::at(meta.recorded_at, msg)
    }

    /// The number of the next export.
    #[must_use]
    pub fn next_number(&self) -> u32 {
        self.made.iter().map(|export| export.started.number).max().unwrap_or(0).saturating_add(1)
    }

    /// The last one that was finished.
    #[must_use]
    pub fn last_finished(&self) -> Option<(&Export, &Finished)> {
        self.made.iter().rev().find_map(|export| Some((export, &export.finished.as_ref()?.1)))
    }

    /// Exports of a station that have no end.
    pub fn open(&self, station: StationId) -> impl Iterator<Item = &Export> {
        self.made.iter().filter(move |export| export.state() == "open" && export.id.station == station)
    }
}

/// The record of what an export begins with.
#[must_use]
pub fn start(state: &Incident, started: Started, _: &Ctx<'_>) -> Decision {
    let short = shortfalls(state, &started);
    Decision::of(started).short(short).checkpoint("export")
}

/// Where `Enter` on an export leads: its fields for a second try.
#[must_use]
pub fn again(export: &Export) -> Input {
    Input::default()
        .with("destination", export.started.destination.directory.clone())
        .with("audience", export.started.audience.code())
        .with("reason", export.started.reason.clone())
}

#[cfg(test)]
mod tests;
