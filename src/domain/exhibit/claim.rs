//! Digests that somebody else states about an exhibit: typed, or read from the log of an imaging tool. Claimed is not computed.

use serde::{Deserialize, Serialize};

use super::algorithm::{ALGORITHMS, ClaimAlgorithm};
use super::matching::{self, Doubt, Wanted};
use super::typed::digest_claim;
use super::{Exhibit, Register};
use crate::domain::artefact::Artefact;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Arg;
use crate::domain::proof::PRESENCES;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::When;
use crate::library::imaging_log::{self, Hint};

/// Most entries of a log that a record repeats besides those of its exhibit; the log itself is kept whole.
const MOST_OTHERS: usize = 40;
/// Most ranges of unread sectors, and most lines of complaint, that a record repeats.
const MOST_RANGES: usize = 500;
const MOST_ERRORS: usize = 20;

/// What a stated digest is a digest of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// What a tool read from a device or file, or what a container such as an E01 holds.
    Source,
    /// An image as read back after it was written.
    Image,
    /// One of the files of a split image.
    Segment,
    /// The container that a collector wrote.
    Container,
    /// A part of the source, by its place.
    Window,
    /// A file.
    File,
}

impl Of {
    /// The code: `source`, `image`, `segment`, `container`, `window`, `file`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Of::Source => "source",
            Of::Image => "image",
            Of::Segment => "segment",
            Of::Container => "container",
            Of::Window => "window",
            Of::File => "file",
        }
    }
}

/// One stated digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// By which algorithm.
    pub algorithm: ClaimAlgorithm,
    /// Lower-case hex, as many digits as the algorithm has.
    pub hex: String,
    /// Bytes, where the log says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// The file, segment, device or place it names, made visible; empty where it names none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What it is a digest of.
    pub of: Of,
    /// The files that the tool says it wrote this to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub into: Vec<String>,
    /// What the tool says of its own check of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
}

/// A run of sectors that a tool could not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRange {
    /// The first, counted from 0.
    pub first: u64,
    /// How many.
    pub count: u64,
}

/// What a tool reports that it could not read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bad {
    /// Sectors, all together.
    pub sectors: u64,
    /// Where, as far as the log says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ranges: Vec<BadRange>,
}

impl Bad {
    /// Whether nothing is reported.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.sectors == 0 && self.ranges.is_empty()
    }
}

/// Digests stated about an exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// The exhibit.
    pub exhibit: RecordId,
    /// Of the exhibit's own bytes.
    pub claims: Vec<Claim>,
    /// Of what the exhibit holds, not of its bytes: the medium inside an E01, the joined segments of a split image. Nothing computed over the file can equal it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Claim>,
    /// What else the log names, the first of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Claim>,
    /// How much more it names.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u64,
    /// Why none of the log was taken for the exhibit, where it could not be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
    /// The log, read as one of [`imaging_log::FORMATS`]; empty where the digest was typed.
    pub format: String,
    /// The log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<Artefact>,
    /// Tool and version.
    pub tool: String,
    /// When the digest was made, as the log prints it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made: String,
    /// What the tool could not read.
    #[serde(default, skip_serializing_if = "Bad::is_none")]
    pub bad: Bad,
    /// Lines in which the tool reports that something is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
    /// Who states it: ran the tool, or read the digest out.
    pub by: Author,
    /// One of [`PRESENCES`].
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When it was stated.
    pub at: When,
    /// Remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// One record of claims, as the register keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRecord {
    /// The record.
    pub id: RecordId,
    /// Whether it is struck: it counts no more, and its log stays cited.
    pub struck: bool,
    /// What was stated.
    pub claimed: Claimed,
}

/// One digest of the exhibit's own bytes as somebody stated it, with its origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated<'a> {
    /// The record that says so.
    pub record: RecordId,
    /// By which algorithm.
    pub algorithm: ClaimAlgorithm,
    /// Lower-case hex.
    pub hex: &'a str,
    /// `claimed-by-tool` where it was read from a log, else `claimed-by-person`.
    pub origin: &'static str,
    /// Who states it.
    pub by: Author,
    /// The record of claims; none for the digest given at registration.
    pub claimed: Option<&'a Claimed>,
}

/// How a stated digest compares with what is known besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Nothing of this algorithm was computed.
    Open,
    /// Computed here, and the same.
    Same,
    /// Computed here, and another.
    Differs,
}

impl Comparison {
    /// The code: `open`, `same`, `differs`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Comparison::Open => "open",
            Comparison::Same => "same",
            Comparison::Differs => "differs",
        }
    }
}

/// Compares a stated digest with everything computed, given as pairs of algorithm and lower-case hex.
#[must_use]
pub fn compare(stated: (ClaimAlgorithm, &str), computed: &[(ClaimAlgorithm, &str)]) -> Comparison {
    let mut found = Comparison::Open;
    for (_, hex) in computed.iter().filter(|(algorithm, _)| *algorithm == stated.0) {
        if *hex != stated.1 {
            return Comparison::Differs;
        }
        found = Comparison::Same;
    }
    found
}

impl Exhibit {
    /// Every digest computed here, by algorithm.
    #[must_use]
    pub fn computed_digests(&self) -> Vec<(ClaimAlgorithm, &str)> {
        self.hashes.iter().map(|(_, hashed)| (ClaimAlgorithm::Sha256, hashed.sha256.as_str())).collect()
    }

    /// Records of claims that are not struck.
    pub fn live_claims(&self) -> impl Iterator<Item = (RecordId, &Claimed)> {
        self.claims.iter().filter(|record| !record.struck).map(|record| (record.id, &record.claimed))
    }

    /// Every digest that somebody stated of the exhibit's own bytes: the one given at registration first.
    #[must_use]
    pub fn stated(&self) -> Vec<Stated<'_>> {
        let registered = &self.registered;
        let first = (!registered.claimed.is_empty()).then(|| Stated {
            record: self.id,
            algorithm: ClaimAlgorithm::Sha256,
            hex: &registered.claimed,
            origin: "claimed-by-person",
            by: match registered.claimed_by.trim() {
                "" => registered.collected_by.clone(),
                name => Author { name: name.to_owned(), person: None },
            },
            claimed: None,
        });
        let later = self.live_claims().flat_map(|(record, claimed)| {
            claimed.claims.iter().map(move |claim| Stated {
                record,
                algorithm: claim.algorithm,
                hex: &claim.hex,
                origin: claimed.origin(),
                by: claimed.by.clone(),
                claimed: Some(claimed),
            })
        });
        first.into_iter().chain(later).collect()
    }

    /// Whether two stated digests of one algorithm differ, or a stated one differs from a computed one.
    #[must_use]
    pub fn claims_differ(&self) -> bool {
        let stated = self.stated();
        let mut known = self.computed_digests();
        stated.iter().any(|stated| {
            let differs = compare((stated.algorithm, stated.hex), &known) == Comparison::Differs;
            known.push((stated.algorithm, stated.hex));
            differs
        })
    }

    /// Whether a second person came to the same digest again with a tool of their own: somebody on the roster whose presence is shown, who cannot be the
    /// one who stated it first, and another log. MD5 and SHA-1 corroborate nothing, as two contents of one digest can be made at will.
    #[must_use]
    pub fn corroborated(&self, state: &Incident) -> bool {
        let stated = self.stated();
        stated.iter().enumerate().filter(|(_, second)| !second.algorithm.broken()).any(|(at, second)| {
            let Some(claimed) = second.claimed.filter(|claimed| !claimed.tool.is_empty()) else { return false };
            state.present(&claimed.by, &claimed.presence, &claimed.presence_ref)
                && stated.iter().take(at).any(|first| {
                    let file = |claimed: &Claimed| claimed.log.as_ref().map(|log| log.sha256.clone());
                    let same_log = first.claimed.and_then(file).is_some_and(|log| file(claimed) == Some(log));
                    first.record != second.record
                        && (first.algorithm, first.hex) == (second.algorithm, second.hex)
                        && !same_log
                        && !state.people.may_be_same(&second.by, &first.by)
                })
        })
    }

    /// Sectors that a tool reports it could not read, by the record that says most.
    #[must_use]
    pub fn unread_sectors(&self) -> u64 {
        self.live_claims().map(|(_, claimed)| claimed.unread()).max().unwrap_or(0)
    }
}

impl Claimed {
    /// `claimed-by-tool` where it was read from a log, else `claimed-by-person`.
    #[must_use]
    pub fn origin(&self) -> &'static str {
        if self.format.is_empty() { "claimed-by-person" } else { "claimed-by-tool" }
    }

    /// Sectors that the tool reports it could not read: as it counts them, or as its ranges do.
    #[must_use]
    pub fn unread(&self) -> u64 {
        let ranges = self.bad.ranges.iter().fold(0u64, |sum, range| sum.saturating_add(range.count));
        self.bad.sectors.max(ranges)
    }
}

impl Register {
    /// Another exhibit that has one of these digests, computed or stated, and is no copy of this one.
    pub(super) fn twin(&self, exhibit: &Exhibit) -> Option<&Exhibit> {
        let own = all_digests(exhibit);
        let copy = |other: &Exhibit| {
            other.registered.parent == Some(exhibit.id) || exhibit.registered.parent == Some(other.id)
        };
        self.exhibits.iter().filter(|other| other.id != exhibit.id && !other.struck && !copy(other)).find(|other| {
            let theirs = all_digests(other);
            own.iter().any(|digest| theirs.contains(digest))
        })
    }
}

fn all_digests(exhibit: &Exhibit) -> Vec<(ClaimAlgorithm, &str)> {
    let mut all = exhibit.computed_digests();
    all.extend(exhibit.stated().into_iter().map(|stated| (stated.algorithm, stated.hex)));
    all
}

/// `claim`: a digest that somebody else states, typed or read from the log of a tool. The log is kept.
///
/// # Errors
/// An unknown exhibit, neither log nor digest, a typed digest that is none.
pub fn claim(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let exhibit = fields.exhibit("exhibit")?;
    let log = ctx.sources.staged("file");
    let asked = fields.choice("algorithm", ALGORITHMS)?.and_then(ClaimAlgorithm::from_name);
    let typed = fields.text("digest").map(|text| digest_claim(&text, asked)).transpose();
    let typed = typed.map_err(|problem| problem.refusal("digest"))?;
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    let mut claimed = Claimed {
        exhibit: exhibit.id,
        claims: Vec::new(),
        content: Vec::new(),
        others: Vec::new(),
        left_out: 0,
        doubt: None,
        format: String::new(),
        log: log.clone(),
        tool: fields.text("tool").unwrap_or_default(),
        made: String::new(),
        bad: Bad::default(),
        errors: Vec::new(),
        by: fields.person("said-by").unwrap_or_else(|| ctx.author.clone()),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        at,
        note: fields.text("note").unwrap_or_default(),
        late_reason,
    };
    match (&log, typed) {
        (None, None) => return Err(Refusal::new(Rule::Empty, Some("digest")).code("digest")),
        (Some(log), None) => read_log(&mut claimed, exhibit, log, asked, &fields),
        // A log beside a typed digest is its source and is kept; what was typed is what is stated.
        (_, Some((algorithm, hex))) => claimed.claims.push(Claim {
            algorithm,
            hex,
            size: None,
            name: String::new(),
            of: Of::File,
            into: Vec::new(),
            verified: None,
        }),
    }
    short.extend(claim_shortfalls(state, exhibit, &claimed));
    Ok(Decision::of(claimed).short(short).marked(fields.mark("mark")?))
}

fn read_log(
    claimed: &mut Claimed,
    exhibit: &Exhibit,
    log: &Artefact,
    asked: Option<ClaimAlgorithm>,
    fields: &Fields<'_>,
) {
    // A file too large for the case file stays where it is; before a file is put aside, a command is decided without its bytes.
    let Some(bytes) = fields.ctx.sources.attachment(&log.sha256) else {
        claimed.doubt = Some(Doubt::NotRead);
        return;
    };
    let reading = match imaging_log::read(&bytes, &Hint { name: &log.name, algorithm: asked }) {
        Ok(reading) => reading,
        Err(problem) => {
            problem.format.unwrap_or_default().clone_into(&mut claimed.format);
            claimed.doubt = Some(Doubt::NoDigest);
            return;
        }
    };
    let wanted = Wanted::of(exhibit, fields.text("entry"));
    let mut picked = matching::pick(&wanted, reading.claims);
    reading.format.clone_into(&mut claimed.format);
    if claimed.tool.is_empty() {
        claimed.tool = reading.tool;
    }
    claimed.made = reading.made;
    claimed.left_out = u64::try_from(picked.others.len().saturating_sub(MOST_OTHERS)).unwrap_or(u64::MAX);
    picked.others.truncate(MOST_OTHERS);
    (claimed.claims, claimed.content, claimed.others) = (picked.own, picked.content, picked.others);
    claimed.doubt = picked.doubt;
    claimed.bad = reading.bad;
    claimed.bad.ranges.truncate(MOST_RANGES);
    claimed.errors = reading.errors;
    claimed.errors.truncate(MOST_ERRORS);
}

fn claim_shortfalls(state: &Incident, exhibit: &Exhibit, claimed: &Claimed) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if let Some(doubt) = claimed.doubt {
        let format = if claimed.format.is_empty() { "unknown" } else { &claimed.format };
        short.push(
            Shortfall::new(Rule::ClaimUnclear)
                .at("entry")
                .with("label", state.register.shown_label(exhibit))
                .with("why", Arg::Code("claim-doubt", doubt.code().to_owned()))
                .with("format", Arg::Code("log-format", format.to_owned())),
        );
    }
    // Judged as the register will judge it, with this record in it.
    let mut after = exhibit.clone();
    let id = RecordId { station: state.station, seq: u64::MAX };
    after.claims.push(ClaimRecord { id, struck: false, claimed: claimed.clone() });
    short.extend(state.register.shortfalls(state, &after).into_iter().map(|short| match short.rule {
        Rule::SectorsUnread => short.at("file"),
        _ => short.at("digest"),
    }));
    short
}
