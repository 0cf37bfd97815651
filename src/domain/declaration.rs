//! Control 1, the case itself: event assessment, declaration in one sentence, amendments, solo start, catch-up, and the ways out other than closure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::closure::{commands, ended_shortfalls};
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::mark::Mark;
use super::msg::Msg;
use super::rules::Rule;
use super::sensitive::Sensitive;
use super::station::time_shortfalls;
use super::time::{Instant, When};
use crate::library::rsit;

facts! {
    /// Facts about the case as a whole.
    CaseFact {
        /// An event was judged.
        Assessed(Assessed) = "event.assessed",
        /// The incident was declared.
        Declared(Declared) = "case.declared",
        /// One field of the declaration was filled or changed.
        Amended(Amended) = "case.amended",
        /// The case left the war room without closure.
        Ended(Ended) = "case.ended",
        /// One person starts alone.
        SoloStarted(SoloStarted) = "solo.started",
        /// A batch of late lines begins.
        CatchUpOpened(CatchUpOpened) = "catch-up.opened",
        /// The batch ends.
        CatchUpClosed(CatchUpClosed) = "catch-up.closed",
    }
}

/// Severity codes, worst first.
pub const SEVERITIES: &[&str] = &["sev1", "sev2", "sev3", "sev4"];
/// Functional impact (SP 800-61r2).
pub const FUNCTIONAL: &[&str] = &["none", "low", "medium", "high"];
/// Information impact (SP 800-61r2), several may hold.
pub const INFORMATION: &[&str] = &["none", "privacy", "proprietary", "integrity"];
/// Recoverability (SP 800-61r2).
pub const RECOVERABILITY: &[&str] = &["regular", "supplemented", "extended", "not-recoverable"];
/// Outcomes of an event assessment.
pub const VERDICTS: &[&str] = &["incident", "not-incident", "watch"];
/// Ways out other than closure.
pub const ENDINGS: &[&str] = &["stood-down", "duplicate", "downgraded", "merged"];
/// Fields that can be amended.
pub const AMENDABLE: &[&str] = &[
    "title",
    "codename",
    "severity",
    "class",
    "functional",
    "information",
    "recoverability",
    "mark",
    "known",
    "unknown",
    "detected",
    "aware",
];
/// Sources of a catch-up batch.
pub const CATCH_UP_SOURCES: &[&str] = &["memory", "paper"];

/// The judgement before a declaration, kept also when the event is no incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// What was seen.
    pub event: String,
    /// The criteria it was judged by.
    pub criteria: String,
    /// One of [`VERDICTS`].
    pub verdict: String,
    /// Who judged.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// The declaration. Empty texts and missing values are owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// One sentence.
    pub title: String,
    /// Innocuous name, never the victim's.
    pub codename: String,
    /// What is known.
    pub known: String,
    /// What is not known.
    pub unknown: String,
    /// When it was detected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detected: Option<When>,
    /// When the organisation became aware; none is "not established".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aware: Option<When>,
    /// Why awareness is put at that time.
    pub aware_why: String,
    /// When it was declared.
    pub declared: When,
    /// One of [`SEVERITIES`].
    pub severity: String,
    /// RSIT class and type, `class/type`.
    pub class: String,
    /// One of [`FUNCTIONAL`]; empty is owed.
    pub functional: String,
    /// Of [`INFORMATION`].
    pub information: Vec<String>,
    /// One of [`RECOVERABILITY`]; empty is owed.
    pub recoverability: String,
    /// Default mark of the case's records.
    pub mark: Mark,
    /// Zone of the war room, an IANA name.
    pub zone: String,
    /// Who declared.
    pub by: Author,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// One field filled or changed later; the earlier value stays readable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended {
    /// One of [`AMENDABLE`].
    pub field: String,
    /// The new value as a code or text; for times the typed text.
    pub value: String,
    /// The new value where the field is a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Why.
    pub reason: String,
}

/// Stood down, duplicate, downgraded or merged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// One of [`ENDINGS`].
    pub how: String,
    /// The other case, for duplicate and merged.
    pub of: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub decider: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// An ending, and who could end the incident when it was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Ending {
    /// Its record.
    pub id: RecordId,
    /// What was said.
    pub ended: Ended,
    /// Who had the command.
    pub lead: Option<Author>,
}

/// One statement that covers all conflicts of duty until relief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoloStarted {
    /// Why one person starts alone.
    pub statement: String,
    /// Who.
    pub who: Author,
}

/// One reason and source for a batch of late lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatchUpOpened {
    /// Why the lines come late.
    pub reason: String,
    /// One of [`CATCH_UP_SOURCES`].
    pub source: String,
    /// Page of the paper, if there is one.
    pub page: String,
}

/// End of the batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatchUpClosed {}

/// An open catch-up batch.
#[derive(Debug, Clone, PartialEq)]
pub struct CatchUp {
    /// The record that opened it.
    pub id: RecordId,
    /// Reason and source.
    pub opened: CatchUpOpened,
}

/// The case as a whole, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CaseState {
    /// The declaration with amendments applied.
    pub declared: Option<Declared>,
    /// The record of the declaration.
    pub declared_in: Option<RecordId>,
    /// When an incident was first declared, struck and taken-out records included.
    pub first_declared: Option<Instant>,
    /// Assessments in order.
    pub assessments: Vec<(RecordId, Assessed)>,
    /// Amendments by field, oldest first.
    pub amendments: BTreeMap<String, Vec<(RecordId, Amended)>>,
    /// How it ended, in order.
    pub endings: Vec<Ending>,
    /// The solo statement, if one was made.
    pub solo: Option<(RecordId, SoloStarted)>,
    /// The record that ended what the solo statement covers: the first relief of a role of its person.
    pub solo_ended: Option<RecordId>,
    /// The open catch-up batch.
    pub catch_up: Option<CatchUp>,
}

impl CaseState {
    /// `lead` is who may end the incident as it stands.
    pub(super) fn apply(&mut self, meta: &Meta, fact: &CaseFact, lead: Option<Author>) -> Option<Act> {
        match fact {
            CaseFact::Assessed(assessed) => {
                self.assessments.push((meta.id, (**assessed).clone()));
                let msg = Msg::new("act-assessed").code("verdict", "verdict", assessed.verdict.clone());
                Some(Act::response(
                    &assessed.at,
                    assessed.late_reason.as_ref(),
                    msg.with("who", assessed.by.name.clone()),
                ))
            }
            CaseFact::Declared(declared) => {
                if self.declared.is_some() {
                    return Some(Act::at(meta.recorded_at, Msg::new("act-declared-again")));
                }
                self.declared = Some((**declared).clone());
                self.declared_in = Some(meta.id);
                let msg = Msg::new("act-declared")
                    .with("severity", declared.severity.clone())
                    .with("who", declared.by.name.clone())
                    .with("title", Sensitive::new(declared.title.clone(), meta.mark, meta.privileged));
                Some(Act::response(&declared.declared, declared.late_reason.as_ref(), msg))
            }
            CaseFact::Amended(amended) => {
                if let Some(declared) = &mut self.declared {
                    amend_in_place(declared, amended);
                }
                self.amendments.entry(amended.field.clone()).or_default().push((meta.id, (**amended).clone()));
                Some(Act::at(meta.recorded_at, Msg::new("act-amended").code("what", "field", amended.field.clone())))
            }
            CaseFact::Ended(ended) => {
                self.endings.push(Ending { id: meta.id, ended: (**ended).clone(), lead });
                let msg = Msg::new("act-ended")
                    .code("how", "ending", ended.how.clone())
                    .with("who", ended.decider.name.clone());
                Some(Act::response(&ended.at, ended.late_reason.as_ref(), msg))
            }
            CaseFact::SoloStarted(solo) => {
                self.solo = Some((meta.id, (**solo).clone()));
                self.solo_ended = None;
                Some(Act::at(meta.recorded_at, Msg::new("act-solo").with("who", solo.who.name.clone())))
            }
            CaseFact::CatchUpOpened(opened) => {
                self.catch_up = Some(CatchUp { id: meta.id, opened: (**opened).clone() });
                Some(Act::at(
                    meta.recorded_at,
                    Msg::new("act-catch-up").code("source", "catch-up", opened.source.clone()),
                ))
            }
            CaseFact::CatchUpClosed(_) => {
                self.catch_up = None;
                Some(Act::at(meta.recorded_at, Msg::new("act-catch-up-closed")))
            }
        }
    }

    /// The instant everything is counted from.
    #[must_use]
    pub fn declared_at(&self) -> Option<Instant> {
        self.declared.as_ref().map(|declared| declared.declared.at)
    }

    /// Fields of the declaration that are still owed, in the order they matter.
    #[must_use]
    pub fn owed(&self) -> Vec<&'static str> {
        let Some(declared) = &self.declared else { return Vec::new() };
        let mut owed = Vec::new();
        let mut note = |missing: bool, field| {
            if missing {
                owed.push(field);
            }
        };
        note(declared.aware.is_none(), "aware");
        note(declared.detected.is_none(), "detected");
        note(declared.known.is_empty(), "known");
        note(declared.unknown.is_empty(), "unknown");
        note(declared.class.is_empty() || declared.class == "other/undetermined", "class");
        note(declared.functional.is_empty(), "functional");
        note(declared.information.is_empty(), "information");
        note(declared.recoverability.is_empty(), "recoverability");
        owed
    }
}

fn amend_in_place(declared: &mut Declared, amended: &Amended) {
    let value = amended.value.clone();
    match amended.field.as_str() {
        "title" => declared.title = value,
        "codename" => declared.codename = value,
        "severity" => declared.severity = value,
        "class" => declared.class = value,
        "functional" => declared.functional = value,
        "information" => {
            declared.information = value.split(',').map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect()
        }
        "recoverability" => declared.recoverability = value,
        "mark" => declared.mark = value.parse().unwrap_or(declared.mark),
        "known" => declared.known = value,
        "unknown" => declared.unknown = value,
        "detected" => declared.detected.clone_from(&amended.when),
        "aware" => {
            declared.aware.clone_from(&amended.when);
            declared.aware_why.clone_from(&amended.reason);
        }
        _ => {}
    }
}

/// `declare`: one sentence is enough; what is empty becomes owed.
///
/// # Errors
/// No title, a time or code that cannot be read, a case that holds a declaration already.
pub fn declare(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    if state.case.declared.is_some() {
        return Err(Refusal::new(Rule::DeclaredAlready, None));
    }
    let title = fields.required("title")?;
    let codename = fields.text("codename").unwrap_or_default().trim().to_uppercase();
    let drilled = super::drill::planned(state).filter(|_| super::drill::exercise(state)).is_some();
    let codename = if drilled { super::drill::codename(&codename) } else { codename };
    let declared_at = fields.when_or_now("declared")?;
    let detected = fields.when("detected")?;
    let aware = fields.when("aware")?;
    let asked = rsit_code(&fields)?.unwrap_or_default();
    let real = drilled && !asked.is_empty() && asked != super::drill::CLASS;
    let class = if drilled { super::drill::CLASS.to_owned() } else { asked };
    let zone = fields.zone("zone")?.unwrap_or_else(|| ctx.zone.name().to_owned());
    let declared = Declared {
        title,
        codename,
        known: fields.text("known").unwrap_or_default(),
        unknown: fields.text("unknown").unwrap_or_default(),
        aware_why: fields.text("aware-why").unwrap_or_default(),
        severity: fields.choice("severity", SEVERITIES)?.unwrap_or("sev2").to_owned(),
        class,
        functional: fields.choice("functional", FUNCTIONAL)?.unwrap_or_default().to_owned(),
        information: choices(&fields, "information", INFORMATION)?,
        recoverability: fields.choice("recoverability", RECOVERABILITY)?.unwrap_or_default().to_owned(),
        mark: fields.mark("mark")?.unwrap_or(Mark::AmberStrict),
        zone,
        by: fields.person("declared-by").unwrap_or_else(|| ctx.author.clone()),
        detected,
        aware,
        declared: declared_at,
        late_reason: fields.text("late-reason"),
    };
    let mut short = time_shortfalls("declared", &declared.declared, true, declared.late_reason.as_deref(), state, ctx);
    for (field, when) in [("detected", &declared.detected), ("aware", &declared.aware)] {
        if let Some(when) = when {
            short.extend(time_shortfalls(field, when, false, None, state, ctx));
        }
    }
    if declared.detected.as_ref().is_some_and(|detected| detected.at > declared.declared.at) {
        short.push(Shortfall::new(Rule::DeclaredBeforeDetected).at("detected"));
    }
    if real {
        short.push(Shortfall::new(Rule::DrillClass).at("class"));
    }
    let mut decision = Decision::default().short(short).marked(Some(declared.mark));
    let ids = fields.list("procedure");
    let aware = declared.aware.clone();
    let aware_why = declared.aware_why.clone();
    decision.facts.push(declared.into());
    super::deadline::adopt_profile(&mut decision, state, ctx);
    super::procedure::choose_into(&mut decision, &ids, &fields)?;
    if let Some(aware) = aware {
        super::deadline::start_awareness(&mut decision, state, aware, aware_why);
    }
    if let Some(statement) = fields.text("solo") {
        decision.facts.push(SoloStarted { statement, who: ctx.author.clone() }.into());
    }
    Ok(decision)
}

fn choices(fields: &Fields<'_>, field: &'static str, codes: &[&'static str]) -> Result<Vec<String>, Refusal> {
    let chosen = fields.list(field);
    match chosen.iter().find(|item| !codes.contains(&item.as_str())) {
        Some(_) => Err(Refusal::new(Rule::NotAChoice, Some(field)).code(field).with("choices", codes.join(", "))),
        None => Ok(chosen),
    }
}

fn rsit_code(fields: &Fields<'_>) -> Result<Option<String>, Refusal> {
    let Some(text) = fields.text("class") else { return Ok(None) };
    if rsit::is_known(text.trim()) {
        Ok(Some(text.trim().to_owned()))
    } else {
        Err(Refusal::new(Rule::NotAChoice, Some("class"))
            .code("class")
            .with("choices", "malicious-code/infected-system, information-content-security/data-leak"))
    }
}

/// `assess`: the judgement before a declaration; events that are no incident are kept too.
///
/// # Errors
/// No description of the event, an unreadable time or verdict.
pub fn assess(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let event = fields.required("event")?;
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    let assessed = Assessed {
        late_reason,
        event,
        criteria: fields.text("criteria").unwrap_or_default(),
        verdict: fields.choice("verdict", VERDICTS)?.unwrap_or("incident").to_owned(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at,
    };
    Ok(Decision::of(assessed).short(short))
}

/// `amend`: fills or changes one field of the declaration.
///
/// # Errors
/// No declaration yet, an unknown field, a value that the field cannot hold.
pub fn amend(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    if state.case.declared.is_none() {
        return Err(Refusal::new(Rule::NotDeclared, None));
    }
    fields.required("field")?;
    let field = fields.choice("field", AMENDABLE)?.unwrap_or_default();
    let value = fields.required("value")?.trim().to_owned();
    let one = Input::default().with(field, value.clone());
    let read = Fields { input: &one, state, ctx };
    let at_value = |refusal: Refusal| Refusal { field: Some("value"), ..refusal };
    let mut when = None;
    let mut short = Vec::new();
    match field {
        "severity" => drop(read.choice("severity", SEVERITIES).map_err(at_value)?),
        "functional" => drop(read.choice("functional", FUNCTIONAL).map_err(at_value)?),
        "recoverability" => drop(read.choice("recoverability", RECOVERABILITY).map_err(at_value)?),
        "information" => drop(choices(&read, "information", INFORMATION).map_err(at_value)?),
        "class" => drop(rsit_code(&read).map_err(at_value)?),
        "mark" => drop(read.mark("mark").map_err(at_value)?),
        "detected" | "aware" => {
            let read = read.when(if field == "aware" { "aware" } else { "detected" }).map_err(at_value)?;
            if let Some(given) = &read {
                short = time_shortfalls("value", given, false, None, state, ctx);
            }
            when = read;
        }
        _ => {}
    }
    let reason = fields.text("reason").unwrap_or_default();
    let drilled = super::drill::planned(state).filter(|_| super::drill::exercise(state)).is_some();
    let value = match field {
        "severity" | "functional" | "recoverability" => value.to_lowercase(),
        "codename" if drilled => super::drill::codename(&value.to_uppercase()),
        "codename" => value.to_uppercase(),
        "class" if drilled => super::drill::CLASS.to_owned(),
        _ => value,
    };
    if let ("class", true) = (field, drilled && input.get("value").map(str::trim) != Some(super::drill::CLASS)) {
        short.push(Shortfall::new(Rule::DrillClass).at("value"));
    }
    let mut decision =
        Decision::of(Amended { field: field.to_owned(), value, when: when.clone(), reason: reason.clone() })
            .short(short);
    let privacy = input.get("value").is_some_and(|value| value.split(',').any(|kind| kind.trim() == "privacy"));
    if field == "information" && privacy {
        super::deadline::rescope_data(&mut decision, state, ctx);
    }
    if let ("aware", Some(aware)) = (field, when) {
        let later = super::deadline::start_awareness(&mut decision, state, aware, reason);
        decision.shortfalls.extend(later.then(|| Shortfall::new(Rule::StartMovedLater).at("value")));
    }
    Ok(decision)
}

/// `end`: a way out other than closure, with reason and decider.
///
/// # Errors
/// No way named, no reason.
pub fn end(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("how")?;
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    let ended = Ended {
        late_reason,
        how: fields.choice("how", ENDINGS)?.unwrap_or_default().to_owned(),
        of: fields.text("of").unwrap_or_default(),
        reason: fields.required("reason")?,
        decider: fields.required_person("decider")?,
        at,
    };
    short.extend(ended_shortfalls(state, None, &ended, commands(state).as_ref()));
    Ok(Decision::of(ended).short(short))
}

/// `solo`: one statement covers all conflicts of duty until relief.
///
/// # Errors
/// No statement.
pub fn solo(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let statement = fields.required("statement")?;
    Ok(Decision::of(SoloStarted { statement, who: fields.person("person").unwrap_or_else(|| ctx.author.clone()) }))
}

/// `catch-up`: one reason and source covers the late lines that follow.
///
/// # Errors
/// No reason.
pub fn catch_up(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    Ok(Decision::of(CatchUpOpened {
        reason: fields.required("reason")?,
        source: fields.choice("catch-up-source", CATCH_UP_SOURCES)?.unwrap_or("memory").to_owned(),
        page: fields.text("page").unwrap_or_default(),
    }))
}

/// `catch-up-end`: late lines carry their own reasons again.
///
/// # Errors
/// None.
pub fn catch_up_end(_: &Incident, _: &Input, _: &Ctx<'_>) -> Result<Decision, Refusal> {
    Ok(Decision::of(CatchUpClosed {}))
}
