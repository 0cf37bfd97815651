//! The timeline: incident facts as people tell them, response actions mostly as the program writes them, and their strikes and corrections.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::mark::Mark;
use super::msg::Msg;
use super::rows::Marked;
use super::rules::Rule;
use super::sensitive::Sensitive;
use super::station::time_shortfalls;
use super::technique;
use super::time::{How, Instant, When, late};

facts! {
    /// Facts of the timeline.
    TimelineFact {
        /// A line was written.
        Noted(Noted) = "timeline.noted" [listed],
        /// A line was written again, rightly; the old one stays readable.
        Corrected(Corrected) = "timeline.corrected" [listed],
        /// A record was struck; it stays readable.
        Struck(Struck) = "record.struck",
        /// How sure a fact is was changed, with its basis.
        Judged(Judged) = "timeline.judged",
        /// Why a record came late, said afterwards.
        Explained(Explained) = "late.explained",
    }
}

/// Lane codes.
pub const LANES: &[&str] = &["fact", "action"];
/// How sure an incident fact is.
pub const STATUSES: &[&str] = &["confirmed", "suspected", "refuted"];
/// Where a line comes from.
pub const SOURCES: &[&str] = &["saw", "told", "exhibit"];

/// What a line says; shared by new lines and corrections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// One of [`LANES`].
    pub lane: String,
    /// The words.
    pub text: String,
    /// When it happened.
    pub happened: When,
    /// Who said it, if it was not the scribe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Author>,
    /// One of [`SOURCES`]; empty when not given.
    pub source: String,
    /// Exhibit and line, or who told it.
    pub source_ref: String,
    /// One of [`STATUSES`] for incident facts; empty for actions.
    pub status: String,
    /// What a confirmed fact rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Free tags.
    pub tags: Vec<String>,
    /// Assets by name.
    pub assets: Vec<String>,
    /// Indicators as given.
    pub indicators: Vec<String>,
    /// Techniques of ATT&CK and ATLAS by id; what the lists do not know, as given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub techniques: Vec<String>,
    /// Why an action was recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
    /// What somebody remarked on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The row of another tool that it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<Marked>,
}

/// What a confirmed fact rests on: an exhibit line, or two named sources, and who confirmed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Basis {
    /// Exhibit label, as given.
    pub exhibit: String,
    /// The exhibit, if it was registered when it was cited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit_id: Option<RecordId>,
    /// Place in it, for example `line 40`.
    pub place: String,
    /// Named sources.
    pub sources: Vec<String>,
    /// Who confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmer: Option<Author>,
}

impl Basis {
    /// Whether it carries *confirmed*: an exhibit with a place or two sources, and a confirmer.
    #[must_use]
    pub fn holds(&self) -> bool {
        let cited = self.exhibit_id.is_some() && !self.place.is_empty();
        (cited || self.sources.len() >= 2) && self.confirmer.is_some()
    }
}

/// A correction: the whole line as it should read, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The line it supersedes.
    pub record: RecordId,
    /// The line as it should read.
    pub line: Noted,
    /// Why.
    pub reason: String,
}

/// A strike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Struck {
    /// The record.
    pub record: RecordId,
    /// Why.
    pub reason: String,
}

/// A change of status with its basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The line.
    pub record: RecordId,
    /// One of [`STATUSES`].
    pub status: String,
    /// What it rests on.
    pub basis: Basis,
    /// Why.
    pub reason: String,
}

/// The reason for a late record, given after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    /// The late record.
    pub record: RecordId,
    /// Why it came late.
    pub reason: String,
}

/// Incident facts beside response actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Something that happened in the incident.
    Fact,
    /// Something that somebody did in response.
    Action,
}

/// What a line reads.
#[derive(Debug, Clone, PartialEq)]
pub enum LineText {
    /// Somebody's words.
    Words(Sensitive),
    /// What the program writes when something is recorded.
    Program(Msg),
    /// The body is withheld or excised.
    Withheld,
}

/// One line of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The record.
    pub id: RecordId,
    /// Fact or action.
    pub lane: Lane,
    /// When it happened.
    pub happened: Instant,
    /// How that time was given, where somebody gave it.
    pub when: Option<Box<When>>,
    /// When it was recorded.
    pub recorded: Instant,
    /// Who recorded it.
    pub scribe: Author,
    /// Mark of the record.
    pub mark: Mark,
    /// What it reads.
    pub text: LineText,
    /// What only people's lines carry.
    pub detail: Option<Box<Noted>>,
    /// Minutes late, for actions.
    pub late: Option<i64>,
    /// The reason, or the catch-up batch that covers it.
    pub late_reason: Option<String>,
    /// The catch-up batch open when it was recorded.
    pub catch_up: Option<RecordId>,
    /// The line that supersedes it.
    pub superseded_by: Option<RecordId>,
    /// The line it supersedes.
    pub corrects: Option<RecordId>,
}

impl Line {
    /// The status code of an incident fact, as last judged.
    #[must_use]
    pub fn status(&self) -> &str {
        self.detail.as_ref().map_or("", |detail| detail.status.as_str())
    }

    /// Whether a confirmed fact still lacks its basis.
    #[must_use]
    pub fn basis_owed(&self) -> bool {
        self.status() == "confirmed" && !self.detail.as_ref().and_then(|d| d.basis.as_ref()).is_some_and(Basis::holds)
    }

    /// Whether it is late without a reason and without a catch-up batch.
    #[must_use]
    pub fn reason_owed(&self) -> bool {
        self.late.is_some() && self.late_reason.is_none() && self.catch_up.is_none()
    }
}

/// The timeline, folded. Lines stand in the order of the fold; views sort them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timeline {
    /// Every line, struck and superseded ones included.
    pub lines: Vec<Line>,
    index: HashMap<RecordId, usize>,
    /// Strikes by record.
    pub struck: HashMap<RecordId, (RecordId, Struck)>,
    /// Lines that still owe a basis or a reason.
    pub owing: BTreeSet<RecordId>,
    /// Incident facts that stand: neither struck, superseded nor refuted; earliest first.
    pub standing: BTreeSet<(Instant, RecordId)>,
}

impl Timeline {
    /// The line of a record.
    #[must_use]
    pub fn line(&self, id: RecordId) -> Option<&Line> {
        self.index.get(&id).and_then(|&i| self.lines.get(i))
    }

    /// Forgets every line but those that are to be kept, for a copy that is made of the rest.
    pub fn keep(&mut self, kept: impl Fn(&Line) -> bool) {
        self.lines.retain(kept);
        self.index = self.lines.iter().enumerate().map(|(place, line)| (line.id, place)).collect();
        let index = &self.index;
        self.owing.retain(|id| index.contains_key(id));
        self.standing.retain(|(_, id)| index.contains_key(id));
    }

    /// `here` is the station whose screen the labels in the lines are for.
    pub(super) fn apply(
        &mut self,
        meta: &Meta,
        fact: &TimelineFact,
        catch_up: Option<RecordId>,
        here: StationId,
    ) -> Option<Act> {
        match fact {
            TimelineFact::Noted(noted) => {
                self.words(meta, noted, catch_up, None);
                None
            }
            TimelineFact::Corrected(corrected) => {
                self.words(meta, &corrected.line, catch_up, Some(corrected.record));
                if self.struck.contains_key(&meta.id) {
                    return None;
                }
                if let Some(old) = self.index.get(&corrected.record).and_then(|&i| self.lines.get_mut(i)) {
                    old.superseded_by = Some(meta.id);
                }
                self.owing.remove(&corrected.record);
                self.settle(corrected.record);
                None
            }
            TimelineFact::Struck(struck) => {
                self.struck.insert(struck.record, (meta.id, (**struck).clone()));
                self.owing.remove(&struck.record);
                self.settle(struck.record);
                let reason = Sensitive::new(struck.reason.clone(), meta.mark, meta.privileged);
                let record = struck.record.label(here);
                Some(Act::at(meta.recorded_at, Msg::new("act-struck").with("record", record).with("reason", reason)))
            }
            TimelineFact::Judged(judged) => {
                if let Some(line) = self.index.get(&judged.record).and_then(|&i| self.lines.get_mut(i)) {
                    if let Some(detail) = &mut line.detail {
                        detail.status.clone_from(&judged.status);
                        detail.basis = Some(judged.basis.clone());
                    }
                    if !line.basis_owed() && !line.reason_owed() {
                        self.owing.remove(&judged.record);
                    }
                }
                self.settle(judged.record);
                let record = judged.record.label(here);
                Some(Act::at(
                    meta.recorded_at,
                    Msg::new("act-judged").with("record", record).code("status", "status", judged.status.clone()),
                ))
            }
            TimelineFact::Explained(explained) => {
                if let Some(line) = self.index.get(&explained.record).and_then(|&i| self.lines.get_mut(i)) {
                    line.late_reason = Some(explained.reason.clone());
                    if !line.basis_owed() {
                        self.owing.remove(&explained.record);
                    }
                }
                None
            }
        }
    }

    fn words(&mut self, meta: &Meta, noted: &Noted, catch_up: Option<RecordId>, corrects: Option<RecordId>) {
        let lane = if noted.lane == "action" { Lane::Action } else { Lane::Fact };
        let late = if lane == Lane::Action { late(noted.happened.at, meta.recorded_at) } else { None };
        self.push(Line {
            id: meta.id,
            lane,
            happened: noted.happened.at,
            when: Some(Box::new(noted.happened.clone())),
            recorded: meta.recorded_at,
            scribe: meta.author.clone(),
            mark: meta.mark,
            text: LineText::Words(Sensitive::new(noted.text.clone(), meta.mark, meta.privileged)),
            late,
            late_reason: noted.late_reason.clone(),
            catch_up: catch_up.filter(|_| late.is_some()),
            superseded_by: None,
            corrects,
            // The words live in `text`, under their mark; the rest of the detail keeps no second copy.
            detail: Some(Box::new(Noted { text: String::new(), ..noted.clone() })),
        });
    }

    /// Writes the program's own line for something that was recorded.
    pub(super) fn program_line(&mut self, meta: &Meta, act: Act, catch_up: Option<RecordId>) {
        let late = if act.response { late(act.happened, meta.recorded_at) } else { None };
        self.push(Line {
            id: meta.id,
            lane: Lane::Action,
            happened: act.happened,
            when: act.when.map(Box::new),
            recorded: meta.recorded_at,
            scribe: meta.author.clone(),
            mark: meta.mark,
            text: LineText::Program(act.text),
            detail: None,
            late,
            late_reason: act.late_reason,
            catch_up: catch_up.filter(|_| late.is_some()),
            superseded_by: None,
            corrects: None,
        });
    }

    /// The line of a record whose body is not here; `why` where a record says so.
    pub(super) fn withheld_line(&mut self, id: RecordId, recorded: Instant, why: Option<(Mark, Msg)>) {
        let (mark, text) = why.map_or((Mark::Red, LineText::Withheld), |(mark, why)| (mark, LineText::Program(why)));
        self.push(Line {
            id,
            lane: Lane::Action,
            happened: recorded,
            when: None,
            recorded,
            scribe: Author::default(),
            mark,
            text,
            detail: None,
            late: None,
            late_reason: None,
            catch_up: None,
            superseded_by: None,
            corrects: None,
        });
    }

    /// Of a line whose record is kept from whoever looks: under which mark it stands, and not a word.
    pub(super) fn keep_from(&mut self, id: RecordId, mark: Mark, privileged: bool) {
        if let Some(line) = self.index.get(&id).and_then(|&i| self.lines.get_mut(i)) {
            line.mark = mark;
            line.text = LineText::Words(Sensitive::new("", mark, privileged));
        }
    }

    /// Whether a line is an incident fact that stands, brought up to date.
    fn settle(&mut self, id: RecordId) {
        let Some(line) = self.line(id) else { return };
        let key = (line.happened, id);
        let fact = line.lane == Lane::Fact && line.detail.is_some();
        let stands =
            fact && line.superseded_by.is_none() && line.status() != "refuted" && !self.struck.contains_key(&id);
        if stands {
            self.standing.insert(key);
        } else {
            self.standing.remove(&key);
        }
    }

    fn push(&mut self, line: Line) {
        let id = line.id;
        if line.basis_owed() || line.reason_owed() {
            self.owing.insert(line.id);
        }
        self.index.insert(line.id, self.lines.len());
        self.lines.push(line);
        self.settle(id);
    }
}

fn read_line(fields: &Fields<'_>, old: Option<&Line>) -> Result<(Noted, Vec<Shortfall>), Refusal> {
    let before = old.and_then(|line| line.detail.as_deref());
    let text = fields.required("text")?;
    let lane = fields
        .choice("lane", LANES)?
        .or(before.map(|b| if b.lane == "action" { "action" } else { "fact" }))
        .unwrap_or("fact");
    let happened = match (fields.when("at")?, before) {
        (Some(given), _) => given,
        (None, Some(before)) => before.happened.clone(),
        (None, None) => When::now(&fields.ctx.typing()),
    };
    let late_reason = fields.text("late-reason");
    let kept = |field: &str, old: fn(&Noted) -> &Vec<String>| {
        if fields.input.get(field).is_some() {
            fields.list(field)
        } else {
            before.map(|b| old(b).clone()).unwrap_or_default()
        }
    };
    let status = match (lane, fields.choice("status", STATUSES)?) {
        ("action", _) => String::new(),
        (_, Some(given)) => given.to_owned(),
        (_, None) => before.map_or("suspected", |b| b.status.as_str()).to_owned(),
    };
    let mut noted = Noted {
        lane: lane.to_owned(),
        text,
        happened,
        speaker: fields.person("speaker").or_else(|| before.and_then(|b| b.speaker.clone())),
        source: fields
            .choice("source", SOURCES)?
            .map(str::to_owned)
            .or_else(|| before.map(|b| b.source.clone()))
            .unwrap_or_default(),
        source_ref: fields.text("source-ref").or_else(|| before.map(|b| b.source_ref.clone())).unwrap_or_default(),
        status,
        basis: read_basis(fields).or_else(|| before.and_then(|b| b.basis.clone())),
        tags: kept("tags", |n| &n.tags),
        assets: kept("assets", |n| &n.assets),
        indicators: kept("indicators", |n| &n.indicators),
        techniques: if fields.input.get("technique").is_some() {
            fields.techniques("technique")
        } else {
            before.map(|b| b.techniques.clone()).unwrap_or_default()
        },
        late_reason: late_reason.clone().or_else(|| before.and_then(|b| b.late_reason.clone())),
        note: before.map(|b| b.note.clone()).unwrap_or_default(),
        row: before.and_then(|b| b.row.clone()),
    };
    if noted.source == "told" {
        noted.happened.how = How::Told;
    }
    let mut short = time_shortfalls(
        "at",
        &noted.happened,
        lane == "action",
        noted.late_reason.as_deref(),
        fields.state,
        fields.ctx,
    );
    if noted.status == "confirmed" && !noted.basis.as_ref().is_some_and(Basis::holds) {
        short.push(Shortfall::new(Rule::BasisOwed).at("status"));
    }
    if noted.basis.as_ref().and_then(|basis| basis.confirmer.as_ref()).is_some_and(|who| who.person.is_none()) {
        short.push(Shortfall::new(Rule::Unproven).at("confirmer"));
    }
    short.extend(technique::shortfall(&noted.techniques));
    Ok((noted, short))
}

fn read_basis(fields: &Fields<'_>) -> Option<Basis> {
    let exhibit = fields.text("exhibit").unwrap_or_default().trim().to_uppercase();
    let basis = Basis {
        exhibit_id: fields.state.register.labelled(&exhibit).map(|found| found.id),
        exhibit,
        place: fields.text("place").unwrap_or_default(),
        sources: fields.list("sources"),
        confirmer: fields.person("confirmer"),
    };
    (basis != Basis::default()).then_some(basis)
}

/// `log`: a new line, an incident fact unless the lane says action.
///
/// # Errors
/// No text, an unreadable time or code.
pub fn log(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let (noted, short) = read_line(&fields, None)?;
    Ok(Decision::of(noted).short(short).marked(fields.mark("mark")?))
}

/// `correct`: the line as it should read, and why; the old one stays readable.
///
/// # Errors
/// A record that is no line of people's words, no text, no reason.
pub fn correct(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let record = fields.record("record")?;
    let old = state
        .timeline
        .line(record)
        .filter(|line| line.detail.is_some())
        .ok_or_else(|| fields.not_found("record", &record.to_string()))?;
    let (line, short) = read_line(&fields, Some(old))?;
    let reason = fields.required("reason")?;
    // What was read from rows is for no more people than the rows are.
    let least = line.row.as_ref().and_then(|marked| state.rows.mark(marked.row.import));
    let mark = fields.mark("mark")?.unwrap_or(old.mark).max(least.unwrap_or(Mark::Clear));
    Ok(Decision::of(Corrected { record, line, reason }).short(short).marked(Some(mark)))
}

/// `strike`: takes a record back without deleting it.
///
/// # Errors
/// No such record, no reason.
pub fn strike(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let record = fields.record("record")?;
    let reason = fields.required("reason")?;
    let mark = state.timeline.line(record).map(|line| line.mark);
    Ok(Decision::of(Struck { record, reason }).marked(mark))
}

/// `judge`: confirmed, suspected or refuted, with what it rests on.
///
/// # Errors
/// A record that is no incident fact, no status.
pub fn judge(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let record = fields.record("record")?;
    let line = state.timeline.line(record).filter(|line| line.lane == Lane::Fact && line.detail.is_some());
    let line = line.ok_or_else(|| fields.not_found("record", &record.to_string()))?;
    fields.required("status")?;
    let status = fields.choice("status", STATUSES)?.unwrap_or_default().to_owned();
    let basis = read_basis(&fields).unwrap_or_default();
    let mut short = Vec::new();
    if status == "confirmed" && !basis.holds() {
        short.push(Shortfall::new(Rule::BasisOwed).at("status"));
    }
    if basis.confirmer.as_ref().is_some_and(|who| who.person.is_none()) {
        short.push(Shortfall::new(Rule::Unproven).at("confirmer"));
    }
    let reason = fields.text("reason").unwrap_or_default();
    Ok(Decision::of(Judged { record, status, basis, reason }).short(short).marked(Some(line.mark)))
}

/// `explain`: why a record came late, said afterwards.
///
/// # Errors
/// No such record, no reason.
pub fn explain(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let record = fields.record("record")?;
    let reason = fields.required("reason")?;
    Ok(Decision::of(Explained { record, reason }).marked(state.timeline.line(record).map(|line| line.mark)))
}
