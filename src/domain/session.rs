//! Sessions at a console: recorded on this laptop by the program itself, and brought here as transcripts made elsewhere, because the laptop is cut off from
//! the network. Either is attached to a step as its transcript (kind `session_log`).

use serde::{Deserialize, Serialize};

use super::artefact::Artefact;
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::mark::Mark;
use super::msg::{Arg, Msg};
use super::proof::{Attached, Source, proof_shortfalls};
use super::rules::Rule;
use super::station::{clock_offset, time_shortfalls};
use super::time::{Instant, TimeProblem, TypingContext, When, parse_when};
use crate::library::transcript::{self, Reading, Stamp};

facts! {
    /// Facts about sessions at a console.
    SessionFact {
        /// A session was recorded here.
        Recorded(Recorded) = "session.recorded" [listed],
        /// A transcript made elsewhere was brought here.
        Brought(Brought) = "session.brought" [listed],
    }
}

/// The kind of proof that a session is.
pub const KIND: &str = "session_log";
/// How a recorded session ended: by itself, by a signal, because the recording was told to stop, or it was found after this program had been cut off.
pub const ENDINGS: &[&str] = &["exit", "signal", "stopped", "interrupted"];
/// Commands of a transcript that are written into its record; all of them stand in the transcript itself.
const MOST_COMMANDS: usize = 50;
/// Characters of one of them.
const LONGEST_COMMAND: usize = 200;

/// A session recorded on this laptop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// What tells this recording from others: a recording found after a crash is never recorded twice.
    pub session: String,
    /// Step id.
    pub step: String,
    /// The command and its arguments, with covered words covered.
    pub argv: Vec<String>,
    /// The laptop it ran on, by its name in the system.
    pub host: String,
    /// When it started.
    pub started: Instant,
    /// When it ended; of an interrupted one the time of the last output that was kept.
    pub ended: Instant,
    /// One of [`ENDINGS`].
    pub ending: String,
    /// The command's exit code, where it ended by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<i32>,
    /// The signal that ended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signal: Option<i32>,
    /// Whether the recording broke off before the session's end: the disk was full.
    pub broken: bool,
    /// The recording, asciicast v2.
    pub cast: Artefact,
    /// The copy in which words are covered, where one was asked for and could be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub masked: Option<Artefact>,
    /// Whether covering was asked for: then the original is under the mark RED.
    pub sealed: bool,
}

impl Recorded {
    /// Whether the recording ended before the command did.
    #[must_use]
    pub fn interrupted(&self) -> bool {
        matches!(self.ending.as_str(), "stopped" | "interrupted")
    }

    /// The recording that may be shown.
    #[must_use]
    pub fn shown(&self) -> &Artefact {
        self.masked.as_ref().unwrap_or(&self.cast)
    }
}

/// A transcript made elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// Step id.
    pub step: String,
    /// The transcript.
    pub file: Artefact,
    /// The times beside it (script(1)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timing: Option<Artefact>,
    /// One of [`transcript::FORMATS`]; empty where it is none of them.
    pub format: String,
    /// The host or device; empty when nobody said and the transcript does not.
    pub host: String,
    /// The account it was made under, as the transcript says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub user: String,
    /// Who worked at the console; none when nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<Author>,
    /// What the device's clock showed, as it was read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub device_clock: String,
    /// Device clock minus true time, milliseconds: positive when it is ahead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset_ms: Option<i64>,
    /// Start by the device's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Instant>,
    /// End by the device's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Instant>,
    /// Commands, as far as the format tells them from their output; the first fifty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<String>,
    /// The SHA-256 taken where it was made, lower-case hex.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub claimed: String,
    /// Who carried it here; none when nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_by: Option<Author>,
    /// On which medium.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub medium: String,
    /// Why it lies outside the incident, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it was recorded here.
    pub at: Instant,
}

impl Brought {
    /// A time of the device's clock in true time, as far as the offset is known.
    fn true_time(&self, at: Instant) -> Instant {
        at.plus_millis(-self.offset_ms.unwrap_or(0))
    }
}

/// Sessions, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sessions {
    /// Recorded here, in order.
    pub recorded: Vec<(RecordId, Recorded)>,
    /// Brought here, in order.
    pub brought: Vec<(RecordId, Brought)>,
}

impl Sessions {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &SessionFact) -> Act {
        match fact {
            SessionFact::Recorded(recorded) => {
                self.recorded.push((meta.id, (**recorded).clone()));
                let end = match (recorded.ending.as_str(), recorded.exit, recorded.signal) {
                    ("exit", Some(code), _) => Msg::new("session-end-exit").with("code", code),
                    ("signal", _, Some(signal)) => Msg::new("session-end-signal").with("signal", signal),
                    (ending, ..) => Msg::new("session-end-other").code("ending", "session", ending),
                };
                let msg =
                    Msg::new("act-session").with("step", recorded.step.clone()).with("host", recorded.host.clone());
                let command = recorded.argv.join(" ");
                let msg = msg.with("command", super::sensitive::Sensitive::new(command, meta.mark, meta.privileged));
                Act::at(recorded.ended, msg.with("end", end))
            }
            SessionFact::Brought(brought) => {
                self.brought.push((meta.id, (**brought).clone()));
                let format = if brought.format.is_empty() { "unknown" } else { &brought.format };
                let msg =
                    Msg::new("act-transcript").with("step", brought.step.clone()).code("format", "format", format);
                let host = if brought.host.is_empty() { "?" } else { &brought.host };
                let host = super::sensitive::Sensitive::new(host.to_owned(), meta.mark, meta.privileged);
                Act::at(meta.recorded_at, msg.with("host", host))
            }
        }
    }

    /// Whether a recording is in the case already.
    #[must_use]
    pub fn knows(&self, session: &str) -> bool {
        self.recorded.iter().any(|(_, recorded)| recorded.session == session)
    }

    /// The transcript made elsewhere that a proof came with: they are written together.
    fn behind(&self, proof: RecordId, file: &Artefact) -> Option<&Brought> {
        let here = |id: &RecordId| id.station == proof.station && id.seq + 1 == proof.seq;
        self.brought
            .iter()
            .find(|(id, brought)| here(id) && brought.file.sha256 == file.sha256)
            .map(|(_, brought)| brought)
    }
}

/// Files of sessions, each with the record that cites it.
pub(super) fn files(state: &Incident) -> impl Iterator<Item = (RecordId, &Artefact)> {
    let recorded = state.sessions.recorded.iter();
    let recorded = recorded
        .flat_map(|(id, session)| std::iter::once(&session.cast).chain(&session.masked).map(|file| (*id, file)));
    let brought = state.sessions.brought.iter();
    let brought =
        brought.flat_map(|(id, brought)| std::iter::once(&brought.file).chain(&brought.timing).map(|file| (*id, file)));
    recorded.chain(brought)
}

/// What is known of a recorded session when it is written into the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The session; its files are taken from what was put aside for `cast` and `masked`.
    pub recorded: Recorded,
    /// What it shows.
    pub note: String,
    /// Who carried the step out, as named; the one at the keys when nobody was.
    pub operator: Option<String>,
    /// When the step was done, as typed; the end of the session when nothing was.
    pub at: Option<String>,
    /// Why it is recorded late.
    pub late_reason: Option<String>,
}

/// Writes a recorded session into the case: the session, and the recording as proof of its step. With covered words the original is a proof under RED, and
/// the covered copy one under the case's mark.
///
/// # Errors
/// A step that is not in the case, a time that cannot be read, no recording put aside.
pub fn record(state: &Incident, ended: &Ended, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let mut input = Input::default().with("step", ended.recorded.step.clone());
    input.set("operator", ended.operator.clone().unwrap_or_default());
    input.set("at", ended.at.clone().unwrap_or_default());
    let fields = Fields { input: &input, state, ctx };
    let step = fields.step("step")?;
    let cast = ctx.sources.staged("cast").ok_or_else(|| Refusal::new(Rule::Empty, Some("file")).code("file"))?;
    let mut recorded = ended.recorded.clone();
    recorded.step.clone_from(&step.step.id);
    recorded.cast = cast;
    recorded.masked = ctx.sources.staged("masked");
    let end = TypingContext { now: recorded.ended, zone: ctx.zone };
    let at = fields.when("at")?.unwrap_or_else(|| When::now(&end));
    let mut short = time_shortfalls("at", &at, true, ended.late_reason.as_deref(), state, ctx);
    short.extend(super::procedure::needs_shortfalls(state, step));
    let proof = |file: &Artefact| Attached {
        step: step.step.id.clone(),
        kind: KIND.to_owned(),
        source: Source::File(file.clone()),
        before: None,
        note: ended.note.clone(),
        operator: fields.person("operator").unwrap_or_else(|| ctx.author.clone()),
        at: at.clone(),
        late_reason: ended.late_reason.clone(),
    };
    let original = proof(&recorded.cast);
    let masked = recorded.masked.as_ref().map(proof);
    short.extend(proof_shortfalls(state, None, &original));
    let sealed = recorded.sealed;
    let mut decision = Decision::of(recorded).and(original).short(short);
    if sealed {
        decision = decision.under(1, Mark::Red);
    }
    Ok(match masked {
        Some(masked) => decision.and(masked),
        None => decision,
    })
}

/// `transcript`: a transcript made elsewhere, with where it comes from; what the command leaves out is taken from the transcript itself.
///
/// # Errors
/// An unknown step, no file, a digest that is none, an offset or a time that cannot be read.
pub fn bring(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let step = fields.step("step")?;
    let file = ctx.sources.staged("file").ok_or_else(|| Refusal::new(Rule::Empty, Some("file")).code("file"))?;
    let timing = ctx.sources.staged("timing");
    let asked = fields.choice("format", transcript::FORMATS)?;
    let bytes = ctx.sources.attachment(&file.sha256).unwrap_or_default();
    let times = timing.as_ref().and_then(|timing| ctx.sources.attachment(&timing.sha256));
    let reading = transcript::read(&bytes, times.as_deref(), asked).unwrap_or_default();
    let claimed = match fields.text("claimed") {
        Some(text) => {
            let text = text.trim().to_lowercase();
            if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(Refusal::new(Rule::NotADigest, Some("claimed")));
            }
            text
        }
        None => String::new(),
    };
    let given = |field: &str, found: Option<&String>| fields.text(field).or_else(|| found.cloned()).unwrap_or_default();
    let device_clock = fields.text("device-clock").unwrap_or_default();
    let offset_ms = match fields.text("offset") {
        Some(text) => Some(offset(&text).ok_or_else(|| offset_refusal(&text))?),
        None => fields.when("device-clock")?.map(|mut shown| clock_offset(&mut shown, ctx)),
    };
    let operator = fields.person("operator");
    let at = fields.when("at")?;
    let started = fields.when("started")?.map(|when| when.at).or_else(|| moment(reading.started.as_ref(), ctx));
    let ended = fields.when("ended")?.map(|when| when.at).or_else(|| moment(reading.ended.as_ref(), ctx));
    let brought = Brought {
        step: step.step.id.clone(),
        format: asked.unwrap_or(reading.format).to_owned(),
        host: given("host", reading.host.as_ref()),
        user: reading.user.clone().unwrap_or_default(),
        operator: operator.clone(),
        device_clock,
        offset_ms,
        started,
        ended,
        commands: commands(&reading),
        claimed,
        carried_by: fields.person("carried-by"),
        medium: fields.text("medium").unwrap_or_default(),
        reason: fields.text("reason"),
        at: ctx.now,
        file,
        timing,
    };
    // The step was done when the session ended, where that can be told; it was carried here afterwards, so being late explains itself.
    let told = brought.ended.or(brought.started).map(|end| brought.true_time(end)).filter(|end| *end <= ctx.now);
    let typing = TypingContext { now: told.unwrap_or(ctx.now), zone: ctx.zone };
    let at = at.unwrap_or_else(|| When { how: super::time::How::Derived, ..When::now(&typing) });
    let carried = || {
        let by = brought.carried_by.as_ref().filter(|_| !brought.medium.is_empty())?;
        Some(format!("{}, {}", brought.medium, by.name))
    };
    let late = super::time::late(at.at, ctx.now).is_some();
    let late_reason = fields.text("late-reason").or_else(|| carried().filter(|_| late));
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    short.extend(super::procedure::needs_shortfalls(state, step));
    let attached = Attached {
        step: step.step.id.clone(),
        kind: KIND.to_owned(),
        source: Source::File(brought.file.clone()),
        before: None,
        note: fields.text("note").unwrap_or_default(),
        operator: operator.unwrap_or_else(|| ctx.author.clone()),
        at,
        late_reason,
    };
    short.extend(proof_shortfalls(state, None, &attached));
    short.extend(brought_shortfalls(state, &brought));
    Ok(Decision::of(brought).and(attached).short(short).marked(fields.mark("mark")?))
}

/// Why a transcript made elsewhere earns its step nothing. A proof that came with one asks here.
#[must_use]
pub fn brought_shortfalls(state: &Incident, brought: &Brought) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if !brought.claimed.is_empty() && brought.claimed != brought.file.sha256 {
        short.push(Shortfall::new(Rule::OtherTranscript).at("claimed"));
    }
    if brought.host.is_empty() {
        short.push(
            Shortfall::new(Rule::TranscriptUnnamed).at("host").with("field", Arg::Code("field", "host".to_owned())),
        );
    }
    if brought.operator.is_none() {
        short.push(
            Shortfall::new(Rule::TranscriptUnnamed)
                .at("operator")
                .with("field", Arg::Code("field", "operator".to_owned())),
        );
    }
    if brought.claimed.is_empty() || brought.carried_by.is_none() || brought.medium.is_empty() {
        short.push(Shortfall::new(Rule::NotCarried).at("claimed"));
    }
    if brought.reason.is_none() {
        let declared = state.case.declared.as_ref();
        let begins = declared.map(|declared| declared.detected.as_ref().map_or(declared.declared.at, |when| when.at));
        let early = brought.started.zip(begins).filter(|(start, begins)| brought.true_time(*start) < *begins);
        let late =
            brought.ended.or(brought.started).filter(|end| brought.true_time(*end).millis_since(brought.at) > 60_000);
        let backwards = brought.started.zip(brought.ended).filter(|(start, end)| end < start);
        if early.is_some() || late.is_some() || backwards.is_some() {
            short.push(Shortfall::new(Rule::SessionOutside).at("reason"));
        }
    }
    short
}

/// The same for a proof, if it came with a transcript made elsewhere.
#[must_use]
pub(super) fn shortfalls_behind(state: &Incident, record: Option<RecordId>, file: &Artefact) -> Vec<Shortfall> {
    let brought = record.and_then(|record| state.sessions.behind(record, file));
    brought.map(|brought| brought_shortfalls(state, brought)).unwrap_or_default()
}

fn commands(reading: &Reading) -> Vec<String> {
    let cut = |command: &String| command.chars().take(LONGEST_COMMAND).collect();
    reading.commands.iter().take(MOST_COMMANDS).map(cut).collect()
}

/// A time of a transcript as an instant: one without a zone is read in the case's zone, one without a year is the last such time before now.
fn moment(stamp: Option<&Stamp>, ctx: &Ctx<'_>) -> Option<Instant> {
    let read = |text: &str| match parse_when(text, &ctx.typing()) {
        Ok(when) => Some(when.at),
        // An hour that clocks went over or passed twice: the earlier reading, which the offset of the device may put right.
        Err(TimeProblem::Twice { first: (at, _), .. } | TimeProblem::DoesNotExist { before: (at, _), .. }) => Some(at),
        Err(_) => None,
    };
    match stamp? {
        Stamp::At(at) => Some(*at),
        Stamp::Local(text) => read(text),
        Stamp::Yearless(text) => {
            let this_year: i32 = ctx.now.to_string().get(..4)?.parse().ok()?;
            // A day ahead may be the device's clock; further ahead it was last year.
            let soon = ctx.now.plus_hours(24);
            let readings = [this_year + 1, this_year, this_year - 1].into_iter();
            readings.filter_map(|year| read(&format!("{year:04}-{text}"))).find(|at| *at <= soon)
        }
    }
}

pub(super) fn offset_refusal(typed: &str) -> Refusal {
    let (what, next) = (Msg::new("offset-not-read"), Msg::new("offset-not-read-next"));
    Refusal { rule: Rule::NoSuchTime, field: Some("offset"), what, next }
        .code("offset")
        .with("typed", super::text::visible(typed).into_owned())
}

/// Reads an offset: seconds (`+90`, `-12.5`), with a unit (`90s`, `-2m`, `1h`), or `+00:01:30`. Milliseconds.
pub(super) fn offset(text: &str) -> Option<i64> {
    let text = text.trim().replace('\u{2212}', "-");
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(&text)),
    };
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0 && *n < 1e10);
    let seconds = if rest.contains(':') {
        rest.split(':').try_fold(0.0, |sum, part| Some(sum * 60.0 + number(part)?))?
    } else {
        let units = [("ms", 0.001), ("s", 1.0), ("min", 60.0), ("m", 60.0), ("h", 3600.0), ("d", 86_400.0)];
        let unit = units.iter().find_map(|(unit, seconds)| Some((rest.strip_suffix(unit)?, *seconds)));
        let (digits, seconds) = unit.unwrap_or((rest, 1.0));
        number(digits)? * seconds
    };
    #[expect(clippy::cast_possible_truncation, reason = "below 10^13 and above its negative")]
    let millis = (sign * seconds * 1000.0).round() as i64;
    (millis.abs() < 1 << 50).then_some(millis)
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
