//! A quote as a record holds it: the words, what they stand in, the place, and whether the program found them there.

use serde::{Deserialize, Serialize};

use super::{Ask, Hit, Locator, Outcome, Unread, search_stored};
use crate::domain::artefact::{Artefact, stored};
use crate::domain::decision::{Ctx, Refusal};
use crate::domain::exhibit::{DigestState, Exhibit};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::{Arg, Msg};
use crate::domain::rules::Rule;

/// What words stand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// A file that came with the quote.
    File(Artefact),
    /// A file that an earlier record brought.
    Record {
        /// That record.
        record: RecordId,
        /// SHA-256 of the file, lower-case hex.
        sha256: String,
    },
    /// A registered exhibit.
    Exhibit(RecordId),
    /// Something that is not in the case, in words.
    Named(String),
}

/// The tool whose output is quoted, and what it was run on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Tool and version.
    pub tool: String,
    /// The exhibit it was run on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<RecordId>,
}

/// Where the program found words, and in which bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The place.
    pub hit: Hit,
    /// SHA-256 of the file they stand in, lower-case hex.
    pub sha256: String,
}

/// Words that somebody read in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// What they stand in.
    pub within: Within,
    /// Where, as somebody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Locator>,
    /// Whose output that is, where a tool wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Output>,
    /// The words, to the letter.
    pub text: String,
    /// Where the program found them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
    /// Why it did not look, where it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<Unread>,
}

impl Quote {
    /// What is looked for.
    #[must_use]
    pub fn ask(&self) -> Ask {
        Ask { place: self.place.clone(), text: self.text.clone() }
    }

    /// The file that came with it.
    #[must_use]
    pub fn file(&self) -> Option<&Artefact> {
        match &self.within {
            Within::File(file) => Some(file),
            Within::Record { .. } | Within::Exhibit(_) | Within::Named(_) => None,
        }
    }
}

/// What is searched beside the drawing thread, because it may be of any size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// The file of an exhibit, where it lies.
    Exhibit(RecordId),
    /// The file named in a field.
    Field(&'static str),
}

/// A search of something that may be of any size, to be made before a command is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What is searched.
    pub of: Of,
    /// What is looked for.
    pub ask: Ask,
    /// The file of an exhibit as it was when its digest was computed.
    pub lies: Option<Lies>,
}

/// Where a file lies, and what it was when its digest was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lies {
    /// Text that leads to it.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Inode number.
    pub inode: String,
    /// Last change of the content, RFC 3339.
    pub modified: String,
}

/// Where the file of an exhibit lies that was hashed here.
///
/// # Errors
/// Why it cannot be searched.
pub fn lies(state: &Incident, exhibit: &Exhibit) -> Result<Lies, Unread> {
    if exhibit.registered.path.is_empty() {
        return Err(Unread::NoFile);
    }
    let digest = exhibit.digest();
    let hashed = exhibit.hashes.iter().rev().map(|(_, hashed)| hashed).find(|hashed| hashed.sha256 == digest);
    let hashed = hashed.filter(|_| state.digest_state(exhibit) != DigestState::Differs).ok_or(Unread::NotHashed)?;
    if !hashed.reading.segments.is_empty() {
        return Err(Unread::InParts);
    }
    let file = hashed.reading.file.as_ref().ok_or(Unread::NotHashed)?;
    let path = [&hashed.reading.at, &exhibit.registered.path].into_iter().find(|path| !path.is_empty());
    Ok(Lies {
        path: path.cloned().unwrap_or_default(),
        size: hashed.size,
        inode: file.inode.clone(),
        modified: file.modified.clone(),
    })
}

/// The search of an exhibit; none where it cannot be made.
#[must_use]
pub fn wanted_in(state: &Incident, exhibit: RecordId, ask: Ask) -> Option<Wanted> {
    let lies = lies(state, state.register.exhibit(exhibit)?).ok()?;
    Some(Wanted { of: Of::Exhibit(exhibit), ask, lies: Some(lies) })
}

/// The searches that the fields of a quote ask for, before they are decided on. What cannot be read yet asks for none.
#[must_use]
pub fn wanted(state: &Incident, input: &Input) -> Vec<Wanted> {
    let Some(text) = input.get("quote") else { return Vec::new() };
    let place = input.get("place").map(Locator::parse);
    if place == Some(None) {
        return Vec::new();
    }
    let ask = Ask { place: place.flatten(), text: text.trim_end().to_owned() };
    if input.get("file").is_some() {
        return vec![Wanted { of: Of::Field("file"), ask, lies: None }];
    }
    if input.get("record").is_some() || input.get("tool").is_some() {
        return Vec::new();
    }
    let exhibit = input.get("exhibit").and_then(|label| state.register.labelled(label));
    exhibit.and_then(|exhibit| wanted_in(state, exhibit.id, ask)).into_iter().collect()
}

/// Looks for words in what they are said to stand in, and in which file that is, by its digest.
#[must_use]
pub fn look(state: &Incident, ctx: &Ctx<'_>, within: &Within, ask: &Ask) -> (Outcome, String) {
    let in_case = |sha256: &str| ctx.sources.attachment(sha256).map(|bytes| search_stored(&bytes, ask));
    let outside = |of: &Of| ctx.sources.looked(of, ask).unwrap_or(Outcome::Unread(Unread::NotRead));
    match within {
        Within::File(file) => {
            let held = in_case(&file.sha256);
            (held.unwrap_or_else(|| outside(&Of::Field("file"))), file.sha256.clone())
        }
        Within::Record { sha256, .. } => (in_case(sha256).unwrap_or(Outcome::Unread(Unread::NotRead)), sha256.clone()),
        Within::Exhibit(id) => {
            let Some(exhibit) = state.register.exhibit(*id) else {
                return (Outcome::Unread(Unread::NotAttached), String::new());
            };
            let outcome = match lies(state, exhibit) {
                Ok(_) => outside(&Of::Exhibit(*id)),
                Err(why) => Outcome::Unread(why),
            };
            (outcome, exhibit.digest().to_owned())
        }
        Within::Named(_) => (Outcome::Unread(Unread::NotAttached), String::new()),
    }
}

/// Reads the fields of a quote and looks for its words; none where no words are given.
///
/// # Errors
/// A file or place without words, a place that cannot be read, a record without file, an exhibit that is not there; and words that are not where they are said to
/// stand ([`Rule::QuoteNotFound`]).
pub fn read(fields: &Fields<'_>) -> Result<Option<Quote>, Refusal> {
    let (state, ctx) = (fields.state, fields.ctx);
    let about = ["file", "record", "exhibit", "tool", "place", "elsewhere"];
    let Some(text) = fields.text("quote") else {
        let alone = about.iter().any(|field| fields.input.get(field).is_some());
        return if alone { Err(Refusal::new(Rule::Empty, Some("quote")).code("quote")) } else { Ok(None) };
    };
    let place = match fields.text("place") {
        None => None,
        Some(typed) => Some(Locator::parse(&typed).ok_or_else(|| unread_place(state, &typed))?),
    };
    let exhibit = match fields.text("exhibit") {
        None => None,
        Some(_) => Some(fields.exhibit("exhibit")?.id),
    };
    let ask = Ask { place: place.clone(), text };
    let within = within(fields, exhibit, &ask)?;
    let output = fields.text("tool").map(|tool| Output { tool, on: exhibit });
    let (outcome, sha256) = look(state, ctx, &within, &ask);
    let (found, unread) = match outcome {
        Outcome::Found(hit) => (Some(Found { hit, sha256 }), None),
        Outcome::Unread(why) => (None, Some(why)),
        not @ (Outcome::Absent | Outcome::NoPlace) => return Err(not_found(state, ctx, &within, &ask, &not)),
    };
    Ok(Some(Quote { within, place, output, text: ask.text, found, unread }))
}

fn within(fields: &Fields<'_>, exhibit: Option<RecordId>, ask: &Ask) -> Result<Within, Refusal> {
    if let Some(file) = fields.ctx.sources.staged("file") {
        return Ok(Within::File(file));
    }
    if let Some(text) = fields.text("record") {
        let record = fields.record("record")?;
        return in_record(fields.state, fields.ctx, record, ask).ok_or_else(|| fields.not_found("record", &text));
    }
    // Of a tool that was run on an exhibit only its output can be quoted, and that is not here.
    let named = || Within::Named(fields.text("elsewhere").unwrap_or_default());
    Ok(exhibit.filter(|_| fields.input.get("tool").is_none()).map_or_else(named, Within::Exhibit))
}

/// The file of a record in which the words stand, else its first; none where it has no file in the case.
pub fn in_record(state: &Incident, ctx: &Ctx<'_>, record: RecordId, ask: &Ask) -> Option<Within> {
    let files = stored(state).filter(|(id, _)| *id == record).map(|(_, file)| file.sha256.clone());
    let all: Vec<Within> = files.map(|sha256| Within::Record { record, sha256 }).collect();
    let has = |within: &&Within| matches!(look(state, ctx, within, ask).0, Outcome::Found(_));
    all.iter().find(has).or(all.first()).cloned()
}

fn unread_place(state: &Incident, typed: &str) -> Refusal {
    let what = Msg::new("place-not-read").with("typed", state.sensitive(typed));
    let next = Msg::new("place-not-read-next");
    Refusal { rule: Rule::NotAChoice, field: Some("place"), what, next }
}

/// The refusal for words that are not where they are said to stand; it says where they stand instead, if that is known.
pub(crate) fn not_found(state: &Incident, ctx: &Ctx<'_>, within: &Within, ask: &Ask, outcome: &Outcome) -> Refusal {
    let refusal = Refusal::new(Rule::QuoteNotFound, Some("quote"));
    let Some(place) = &ask.place else { return refusal };
    let anywhere = Ask { place: None, text: ask.text.clone() };
    // What is held in the case is searched once more; a large file is not.
    let instead = match look(state, ctx, within, &anywhere).0 {
        Outcome::Found(hit) => Some(hit.place),
        _ => None,
    };
    let id = match (instead.is_some(), outcome) {
        (true, _) => "quote-elsewhere",
        (false, Outcome::NoPlace) => "quote-no-place",
        (false, _) => return refusal,
    };
    let what = Msg::new(id).with("place", place.msg());
    let what = instead.iter().fold(what, |what, instead| what.with("instead", Arg::from(instead.msg())));
    Refusal { what, field: Some("place"), ..refusal }
}
