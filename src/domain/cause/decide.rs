//! What the commands of the cause decide.

use super::credit::{quotes_shortfalls, review_shortfalls, said_shortfalls};
use super::fact::{Alternative, CONFIDENCES, Cause, Concluded, Looked, ORIGINS, Quoted, Reviewed, TYPES, VERDICTS};
use super::{Cited, Finding, Standing, quote_shortfall};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::proof::PRESENCES;
use crate::domain::quote::{self, Found, Of, Outcome, Wanted, Within};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

/// `finding`: what let it happen, with the form of its kind and a first quote.
///
/// # Errors
/// No kind, an unreadable time, place or file, words that do not stand where they are said to.
pub fn finding(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("cause-type")?;
    let code = fields.choice("cause-type", TYPES)?.unwrap_or_default();
    let text = |field| fields.text(field).unwrap_or_default();
    let supersedes = match fields.text("supersedes") {
        None => None,
        Some(typed) => {
            let record = fields.record("supersedes")?;
            let known = state.causes.finding(record).is_some();
            Some(Some(record).filter(|_| known).ok_or_else(|| fields.not_found("supersedes", &typed))?)
        }
    };
    let said = Concluded {
        cause: cause(&fields, code)?,
        statement: text("statement"),
        first_access: fields.when("first-access")?,
        first_access_unknown: text("first-access-unknown"),
        alternatives: alternatives(&text("alternatives")),
        confidence: fields.choice("confidence", CONFIDENCES)?.unwrap_or_default().to_owned(),
        author: fields.person("found-by").unwrap_or_else(|| ctx.author.clone()),
        origin: fields.choice("written-by", ORIGINS)?.unwrap_or(ORIGINS[0]).to_owned(),
        quote: quote::read(&fields)?,
        experiment: fields.text("experiment").map(|_| fields.record("experiment")).transpose()?,
        supersedes,
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let owner = match &said.cause {
        Cause::NotEstablished { accepted_by, .. } => state.people.is_siro(accepted_by),
        _ => false,
    };
    let mut short = said_shortfalls(state, &said, owner);
    let cited = said.quote.as_ref().map(|quote| super::cited(RecordId::default(), quote, &said.at));
    let cited: Vec<&Cited> = cited.iter().collect();
    short.extend(quotes_shortfalls(state, &said, &cited));
    if let Some(first) = &said.first_access {
        short.extend(time_shortfalls("first-access", first, false, None, state, ctx));
    }
    short.extend(time_shortfalls("at", &said.at, true, said.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(said).short(short).marked(fields.mark("mark")?))
}

fn cause(fields: &Fields<'_>, code: &str) -> Result<Cause, Refusal> {
    let text = |field| fields.text(field).unwrap_or_default();
    Ok(match code {
        "cve" => Cause::Cve { cve: cve(&text("cve")), product: text("product"), version: text("product-version") },
        "misconfiguration" => Cause::Misconfiguration { item: text("config-item"), before: text("value-before") },
        "credential" => Cause::Credential { account: text("account"), exposed: text("exposed") },
        "human-process" => Cause::HumanProcess { control: text("failed-control") },
        "data" => Cause::Data { source: text("data-source") },
        "supplier" => Cause::Supplier { supplier: text("supplier"), product: text("product") },
        "threat-actor" => Cause::ThreatActor { activity: text("activity") },
        _ => Cause::NotEstablished {
            tried: text("tried"),
            accepted_by: fields.person("accepted-by").unwrap_or_default(),
            presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
            presence_ref: text("presence-ref"),
        },
    })
}

/// An id as the list writes it, if that is what was typed.
fn cve(typed: &str) -> String {
    let upper = typed.trim().to_uppercase();
    if super::credit::is_cve(&upper) { upper } else { typed.to_owned() }
}

/// One explanation on each line, and behind a colon why it does not hold.
fn alternatives(text: &str) -> Vec<Alternative> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let split = |line: &str| line.split_once(": ").map(|(what, why)| (what.trim().to_owned(), why.trim().to_owned()));
    lines
        .map(|line| split(line).unwrap_or_else(|| (line.trim_end_matches(':').to_owned(), String::new())))
        .map(|(what, why)| Alternative { what, why })
        .collect()
}

/// The finding that a field names, or the last one that stands and has not been settled.
fn named<'a>(fields: &Fields<'a>, settled: impl Fn(&Finding) -> bool) -> Result<&'a Finding, Refusal> {
    let causes = &fields.state.causes;
    if let Some(text) = fields.input.get("finding") {
        let id = fields.record("finding")?;
        return causes.finding(id).ok_or_else(|| fields.not_found("finding", text));
    }
    let standing: Vec<&Finding> = causes.standing(fields.state).collect();
    let open = standing.iter().rfind(|finding| !settled(finding)).or(standing.last());
    open.copied().ok_or_else(|| Refusal::new(Rule::Empty, Some("finding")).code("finding"))
}

/// `quote`: a further quote of a finding.
///
/// # Errors
/// No finding, no words, an unreadable place or file, words that do not stand where they are said to.
pub fn add_quote(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("quote")?;
    let finding = named(&fields, |_| false)?;
    let quote = quote::read(&fields)?.ok_or_else(|| Refusal::new(Rule::Empty, Some("quote")).code("quote"))?;
    let quoted = Quoted {
        finding: finding.id,
        quote,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let cited = super::cited(RecordId::default(), &quoted.quote, &quoted.at);
    let mut short: Vec<Shortfall> = quote_shortfall(state, &cited).into_iter().collect();
    short.extend(time_shortfalls("at", &quoted.at, true, quoted.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(quoted).short(short).marked(fields.mark("mark")?))
}

/// The quotes that are to be looked for again: the one that is named, else all of findings that stand and were not found yet.
fn again<'a>(state: &'a Incident, input: &Input) -> Vec<&'a Cited> {
    if let Some(text) = input.get("quote-record") {
        let named = state.record_named(text.trim());
        return named
            .and_then(|id| state.causes.quote(id))
            .filter(|cited| !state.struck(cited.id))
            .into_iter()
            .collect();
    }
    let quotes = state.causes.standing(state).flat_map(|finding| finding.standing_quotes(state));
    quotes.filter(|cited| !matches!(cited.standing(state), Standing::Found(_))).collect()
}

/// What a quote is looked for in now: the file, record or exhibit that is named, else what it was said to stand in.
fn within(fields: &Fields<'_>, cited: &Cited) -> Result<Option<Within>, Refusal> {
    let (state, ctx) = (fields.state, fields.ctx);
    if let Some(file) = ctx.sources.staged("file") {
        return Ok(Some(Within::File(file)));
    }
    if let Some(text) = fields.text("record") {
        let record = fields.record("record")?;
        let found = quote::in_record(state, ctx, record, &cited.quote.ask());
        return Ok(Some(found.ok_or_else(|| fields.not_found("record", &text))?));
    }
    if fields.input.get("exhibit").is_some() {
        return Ok(Some(Within::Exhibit(fields.exhibit("exhibit")?.id)));
    }
    Ok(None)
}

/// `find-quote`: looks again for quotes that were claimed, in what has come into the case since.
///
/// # Errors
/// No quote waits, a quote, record or exhibit that is not there; words that do not stand in the file that was named for them.
pub fn look_again(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let quotes = again(state, input);
    if let (Some(text), true) = (fields.text("quote-record"), quotes.is_empty()) {
        return Err(fields.not_found("quote-record", &text));
    }
    let named = ["file", "record", "exhibit"].iter().any(|field| input.get(field).is_some());
    if quotes.is_empty() || (named && quotes.len() > 1) {
        return Err(Refusal::new(Rule::Empty, Some("quote-record")).code("quote-record"));
    }
    let mut decision = Decision::default();
    for cited in quotes {
        let within = within(&fields, cited)?;
        let searched = within.as_ref().unwrap_or_else(|| cited.within(state));
        let ask = cited.quote.ask();
        let (outcome, sha256) = quote::look(state, ctx, searched, &ask);
        let mut looked = Looked { quote: cited.id, within: within.clone(), found: None, unread: None };
        match outcome {
            Outcome::Found(hit) => looked.found = Some(Found { hit, sha256 }),
            Outcome::Unread(why) => looked.unread = Some(why),
            not @ (Outcome::Absent | Outcome::NoPlace) if within.is_some() => {
                return Err(quote::not_found(state, ctx, searched, &ask, &not));
            }
            Outcome::Absent | Outcome::NoPlace => {}
        }
        let as_if = Cited { looked: vec![(RecordId::default(), looked.clone())], ..cited.clone() };
        let short = quote_shortfall(state, &as_if);
        decision = decision.and(looked).short(short);
    }
    Ok(decision)
}

/// The searches of large files that a command asks for before it is decided.
#[must_use]
pub fn searches(command: &str, state: &Incident, input: &Input) -> Vec<Wanted> {
    match command {
        "finding" | "quote" => quote::wanted(state, input),
        "find-quote" => {
            let exhibit = input.get("exhibit").map(|label| state.register.labelled(label).map(|exhibit| exhibit.id));
            let of = |cited: &Cited| {
                let ask = cited.quote.ask();
                match (input.get("file"), exhibit, cited.within(state)) {
                    (Some(_), ..) => Some(Wanted { of: Of::Field("file"), ask, lies: None }),
                    (None, Some(exhibit), _) => quote::wanted_in(state, exhibit?, ask),
                    (None, None, Within::Exhibit(exhibit)) => quote::wanted_in(state, *exhibit, ask),
                    (None, None, _) => None,
                }
            };
            again(state, input).into_iter().filter_map(of).collect()
        }
        _ => Vec::new(),
    }
}

/// `review-finding`: somebody else reads a finding against its quotes.
///
/// # Errors
/// No finding, nobody named, an unreadable time.
pub fn review(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let finding = named(&fields, |finding| finding.last_review(state).is_some())?;
    fields.required("verdict")?;
    let reviewed = Reviewed {
        finding: finding.id,
        by: fields.required_person("by")?,
        verdict: fields.choice("verdict", VERDICTS)?.unwrap_or_default().to_owned(),
        note: fields.text("note").unwrap_or_default(),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = review_shortfalls(state, finding, &reviewed);
    short.extend(time_shortfalls("at", &reviewed.at, true, reviewed.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(reviewed).short(short))
}
