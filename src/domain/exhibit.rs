//! Control 3, the register of exhibits: what it is, where it came from, and digests claimed and computed.

use serde::{Deserialize, Serialize};

use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::rules::Rule;
use super::station::time_shortfalls;
use super::time::{Instant, When};

facts! {
    /// Facts about exhibits.
    ExhibitFact {
        /// An exhibit got its number.
        Registered(Registered) = "exhibit.registered",
        /// warroom computed its digest.
        Hashed(Hashed) = "exhibit.hashed",
        /// A computation ended without a digest.
        HashFailed(HashFailed) = "exhibit.hash-failed",
    }
}

/// Kinds of exhibit.
pub const KINDS: &[&str] = &[
    "disk-image",
    "memory-image",
    "log",
    "packet-capture",
    "physical-device",
    "document",
    "photo",
    "ai-artefact",
    "other",
];
/// How an exhibit relates to its parent.
pub const RELATIONS: &[&str] = &["original", "forensic-copy", "working-copy", "extract"];
/// SHA-256 of nothing.
pub const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// An exhibit registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Its number, never reused: `E-001` is number 1.
    pub number: u32,
    /// What it is.
    pub description: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// Path of the file on attached media, `hex:` and its bytes where they are not UTF-8; empty for a physical thing.
    pub path: String,
    /// Host, device or person it came from.
    pub origin: String,
    /// Who collected it.
    pub collected_by: Author,
    /// When.
    pub collected: When,
    /// Tool and version.
    pub tool: String,
    /// One of [`RELATIONS`].
    pub relation: String,
    /// The exhibit it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RecordId>,
    /// A digest that somebody or some tool stated, lower-case hex.
    pub claimed: String,
    /// Who or what stated it.
    pub claimed_by: String,
    /// Size as stated, bytes; 0 when not stated.
    pub claimed_size: u64,
    /// Where it is kept now.
    pub place: String,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A digest computed by warroom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hashed {
    /// The exhibit.
    pub exhibit: RecordId,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    /// Bytes read.
    pub size: u64,
    /// Share of 4 KiB blocks that are all zero, in hundredths of a percent.
    pub zero_blocks: u32,
    /// The file as opened, links resolved.
    pub path: String,
    /// When reading began.
    pub started: Instant,
    /// How long it took, milliseconds.
    pub took_ms: u64,
    /// Whether this was a re-check of an earlier digest.
    pub recheck: bool,
}

/// A computation that yielded no digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HashFailed {
    /// The exhibit.
    pub exhibit: RecordId,
    /// `read-error`, `changed`, `cancelled`, `aborted`, `missing`, `refused`.
    pub why: String,
    /// The system's words or what changed.
    pub detail: String,
    /// Where reading stopped, bytes.
    pub offset: u64,
    /// When reading began.
    pub started: Instant,
}

/// One exhibit, folded.
#[derive(Debug, Clone, PartialEq)]
pub struct Exhibit {
    /// The record that registered it: its identity.
    pub id: RecordId,
    /// Whether that record is struck. Its number stays taken.
    pub struck: bool,
    /// The registration.
    pub registered: Registered,
    /// When it was recorded.
    pub recorded: Instant,
    /// Who recorded it.
    pub scribe: Author,
    /// Computed digests in order.
    pub hashes: Vec<(RecordId, Hashed)>,
    /// Failed computations in order.
    pub failures: Vec<(RecordId, HashFailed)>,
}

/// How sure the digest of an exhibit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestState {
    /// None at all.
    None,
    /// Stated by somebody, never computed here.
    Claimed,
    /// Computed here.
    Recomputed,
    /// Two computations, or claim and computation, differ.
    Differs,
    /// The last computation failed.
    Failed,
}

impl DigestState {
    /// The code: `none`, `claimed`, `recomputed`, `differs`, `failed`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            DigestState::None => "none",
            DigestState::Claimed => "claimed",
            DigestState::Recomputed => "recomputed",
            DigestState::Differs => "differs",
            DigestState::Failed => "failed",
        }
    }
}

impl Exhibit {
    /// `E-001`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("E-{:03}", self.registered.number)
    }

    /// The digest computed here, if every computation agrees and the last attempt succeeded.
    #[must_use]
    pub fn computed(&self) -> Option<&Hashed> {
        (self.digest_state() == DigestState::Recomputed).then(|| self.hashes.last().map(|(_, hashed)| hashed)).flatten()
    }

    /// How sure its digest is.
    #[must_use]
    pub fn digest_state(&self) -> DigestState {
        let last_failed = match (self.failures.last(), self.hashes.last()) {
            (Some((failed, why)), Some((hashed, _))) => {
                failed > hashed && !matches!(why.why.as_str(), "cancelled" | "aborted")
            }
            (Some((_, why)), None) => !matches!(why.why.as_str(), "cancelled" | "aborted"),
            _ => false,
        };
        let mut digests: Vec<&str> = self.hashes.iter().map(|(_, hashed)| hashed.sha256.as_str()).collect();
        let computed = !digests.is_empty();
        if !self.registered.claimed.is_empty() {
            digests.push(&self.registered.claimed);
        }
        digests.dedup();
        match (digests.len(), computed) {
            (2.., _) => DigestState::Differs,
            _ if last_failed => DigestState::Failed,
            (1, true) => DigestState::Recomputed,
            (1, false) => DigestState::Claimed,
            _ => DigestState::None,
        }
    }

    /// The digest to show, computed before claimed.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.hashes.last().map_or(self.registered.claimed.as_str(), |(_, hashed)| hashed.sha256.as_str())
    }

    /// The size to show, read before stated.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.hashes.last().map_or(self.registered.claimed_size, |(_, hashed)| hashed.size)
    }
}

/// The register, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Register {
    /// Exhibits in order of registration.
    pub exhibits: Vec<Exhibit>,
}

impl Register {
    /// `struck` is whether the record is struck.
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ExhibitFact, struck: bool) -> Option<Act> {
        match fact {
            ExhibitFact::Registered(registered) => {
                let exhibit = Exhibit {
                    id: meta.id,
                    struck,
                    registered: (**registered).clone(),
                    recorded: meta.recorded_at,
                    scribe: meta.author.clone(),
                    hashes: Vec::new(),
                    failures: Vec::new(),
                };
                let msg = Msg::new("act-exhibit")
                    .with("label", exhibit.label())
                    .with("who", registered.collected_by.name.clone());
                self.exhibits.push(exhibit);
                Some(Act::response(&registered.collected, registered.late_reason.as_ref(), msg))
            }
            ExhibitFact::Hashed(hashed) => {
                let exhibit = self.exhibits.iter_mut().find(|exhibit| exhibit.id == hashed.exhibit)?;
                let before = exhibit.hashes.last().map(|(_, before)| before.sha256.clone());
                exhibit.hashes.push((meta.id, (**hashed).clone()));
                let id = match before {
                    Some(before) if before != hashed.sha256 => "act-hash-differs",
                    Some(_) => "act-hash-again",
                    None => "act-hashed",
                };
                let msg = Msg::new(id)
                    .with("label", exhibit.label())
                    .with("digest", hashed.sha256.get(..8).unwrap_or_default());
                Some(Act::at(meta.recorded_at, msg))
            }
            ExhibitFact::HashFailed(failed) => {
                let exhibit = self.exhibits.iter_mut().find(|exhibit| exhibit.id == failed.exhibit)?;
                exhibit.failures.push((meta.id, (**failed).clone()));
                let msg = Msg::new("act-hash-failed").with("label", exhibit.label()).code(
                    "why",
                    "hash-failed",
                    failed.why.clone(),
                );
                Some(Act::at(meta.recorded_at, msg.with("offset", failed.offset)))
            }
        }
    }

    /// An exhibit by its record.
    #[must_use]
    pub fn exhibit(&self, id: RecordId) -> Option<&Exhibit> {
        self.exhibits.iter().find(|exhibit| exhibit.id == id)
    }

    /// An exhibit by what people type: `E-001`, `e1`, `1`, or `E-004/b7` while two stations' labels clash.
    #[must_use]
    pub fn labelled(&self, text: &str) -> Option<&Exhibit> {
        let text = text.trim();
        if let Ok(id) = text.parse::<RecordId>() {
            return self.exhibit(id);
        }
        let (label, station) = text.split_once('/').map_or((text, None), |(label, station)| (label, Some(station)));
        let digits = label.trim_start_matches(['E', 'e']).trim_start_matches('-');
        let number: u32 = digits.parse().ok()?;
        self.exhibits.iter().find(|exhibit| {
            exhibit.registered.number == number && station.is_none_or(|short| exhibit.id.station.short() == short)
        })
    }

    /// The label as shown: with the station's digits while two exhibits share a number.
    #[must_use]
    pub fn shown_label(&self, exhibit: &Exhibit) -> String {
        let clash = self
            .exhibits
            .iter()
            .any(|other| other.id != exhibit.id && other.registered.number == exhibit.registered.number);
        if clash { format!("{}/{}", exhibit.label(), exhibit.id.station.short()) } else { exhibit.label() }
    }

    /// Why an exhibit earns no credit yet.
    #[must_use]
    pub fn shortfalls(&self, exhibit: &Exhibit) -> Vec<Shortfall> {
        let mut short = Vec::new();
        match exhibit.digest_state() {
            DigestState::Recomputed => {}
            DigestState::Differs => short.push(Shortfall::new(Rule::DigestChanged)),
            _ => short.push(Shortfall::new(Rule::ClaimedOnly)),
        }
        if exhibit.digest() == NOTHING {
            short.push(Shortfall::new(Rule::EmptyExhibit));
        }
        let copy = |other: &Exhibit| {
            other.registered.parent == Some(exhibit.id) || exhibit.registered.parent == Some(other.id)
        };
        let twin = self.exhibits.iter().find(|other| {
            other.id != exhibit.id
                && !other.struck
                && !exhibit.digest().is_empty()
                && other.digest() == exhibit.digest()
                && !copy(other)
        });
        if let Some(twin) = twin {
            short.push(Shortfall::new(Rule::RepeatedDigest).with("other", twin.label()));
        }
        short
    }
}

impl Fields<'_> {
    /// An exhibit by its label.
    ///
    /// # Errors
    /// [`Rule::Empty`], [`Rule::NotFound`].
    pub fn exhibit(&self, field: &'static str) -> Result<&Exhibit, Refusal> {
        let text = self.required(field)?;
        self.state.register.labelled(&text).ok_or_else(|| self.not_found(field, &text))
    }
}

/// `exhibit`: something becomes a numbered item of evidence. Its digest is computed afterwards, in the background.
///
/// # Errors
/// No description, a claimed digest that is not one, an unreadable time or code.
pub fn register(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let description = fields.required("description")?;
    let collected = fields.when_or_now("collected")?;
    let late_reason = fields.text("late-reason");
    let claimed = fields.text("claimed").map(|text| text.trim().to_lowercase()).unwrap_or_default();
    let mut short = time_shortfalls("collected", &collected, true, late_reason.as_deref(), state, ctx);
    if !claimed.is_empty() {
        if claimed.len() != 64 || !claimed.bytes().all(|byte| byte.is_ascii_hexdigit()) || claimed == NOTHING {
            return Err(Refusal::new(Rule::NotADigest, Some("claimed")));
        }
        short.push(Shortfall::new(Rule::ClaimedOnly).at("claimed"));
    }
    let parent = match fields.text("parent") {
        Some(label) => Some(state.register.labelled(&label).ok_or_else(|| fields.not_found("parent", &label))?.id),
        None => None,
    };
    let last = state.register.exhibits.iter().map(|exhibit| exhibit.registered.number).max();
    let number = last.unwrap_or(0).saturating_add(1);
    let text = |field| fields.text(field).unwrap_or_default();
    let registered = Registered {
        number,
        description,
        kind: fields.choice("exhibit-kind", KINDS)?.unwrap_or("other").to_owned(),
        path: text("path"),
        origin: text("origin"),
        collected_by: fields.person("collected-by").unwrap_or_else(|| ctx.author.clone()),
        tool: text("tool"),
        relation: fields.choice("relation", RELATIONS)?.unwrap_or("original").to_owned(),
        parent,
        claimed_by: text("claimed-by"),
        claimed,
        claimed_size: 0,
        place: text("place"),
        late_reason,
        collected,
    };
    Ok(Decision::of(registered).short(short).marked(fields.mark("mark")?))
}
