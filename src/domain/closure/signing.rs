//! Who signed the report: lead and SIRO, over its very digest, with a key of their own or in ink on the page that names that digest.

use serde::{Deserialize, Serialize};

use super::Then;
use super::statement::statement;
use crate::domain::artefact::{Artefact, cited};
use crate::domain::custody::{KeyFault, KeySignature};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Arg;
use crate::domain::rules::Rule;
use crate::domain::station::{ahead, time_shortfalls};
use crate::domain::time::When;

/// In which capacity somebody signs.
pub const CAPACITIES: &[&str] = &["lead", "siro"];
/// How somebody signs.
pub const MEANS: &[&str] = &["own-key", "wet-ink"];
/// Digits of the digest that are read off the signed page at least.
const READ_OFF: usize = 16;

/// A signature under a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The report.
    pub report: RecordId,
    /// SHA-256 that it has by its record.
    pub sha256: String,
    /// One of [`CAPACITIES`].
    pub capacity: String,
    /// Who.
    pub by: Author,
    /// One of [`MEANS`].
    pub presence: String,
    /// The signature by own key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<KeySignature>,
    /// The signed page, scanned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<Artefact>,
    /// The digest as it was read off the signed page.
    pub read: String,
    /// Who saw them sign.
    pub witness: Author,
    /// Number of the page and where the original lies.
    pub presence_ref: String,
    /// The copy of the report that they read, where it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<Artefact>,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A signature, and who held which role when it was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// Its record.
    pub id: RecordId,
    /// What was signed how.
    pub signed: Signed,
    /// Lead and SIRO at that time.
    pub then: Then,
}

fn owed(field: &'static str) -> Shortfall {
    Shortfall::new(Rule::InkOwed).at(field).with("field", Arg::Code("field", field.to_owned()))
}

/// Why a signature earns nothing. `record` is its own record once it has one.
#[must_use]
pub fn signature_shortfalls(
    state: &Incident,
    record: Option<RecordId>,
    signed: &Signed,
    then: &Then,
) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &signed.at).into_iter().collect();
    let Some((_, report)) = state.closure.report(signed.report) else { return vec![Shortfall::new(Rule::NoReport)] };
    short.extend(in_capacity(state, record, signed, then));
    if signed.at.at.millis_since(report.at) < -60_000 {
        short.push(Shortfall::new(Rule::SignedBefore).at("at"));
    }
    if signed.copy.as_ref().is_some_and(|copy| copy.sha256 != report.file.sha256) || signed.sha256 != report.file.sha256
    {
        short.push(Shortfall::new(Rule::OtherReport).at("copy"));
    }
    match signed.presence.as_str() {
        "own-key" => short.extend(by_key(state, signed)),
        _ => short.extend(in_ink(state, record, signed, then)),
    }
    short
}

/// Who signs holds the capacity, and the SIRO is nobody who led.
fn in_capacity(state: &Incident, record: Option<RecordId>, signed: &Signed, then: &Then) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let siro = signed.capacity == "siro";
    let holder = if siro { &then.siro } else { &then.lead };
    let holds = |holder: &Author| state.people.person(holder).is_some() && state.people.same(holder, &signed.by);
    if !holder.as_ref().is_some_and(holds) {
        let capacity = Arg::Code("signs-as", signed.capacity.clone());
        short.push(Shortfall::new(Rule::NotInCapacity).at("by").with("capacity", capacity));
    }
    let other = |other: &&Signature| {
        other.signed.report == signed.report && other.signed.capacity != signed.capacity && Some(other.id) != record
    };
    let signers = state.closure.signed.iter().filter(|known| !state.struck(known.id)).filter(other);
    let mut leads = signers.map(|known| &known.signed.by).chain(&then.lead);
    if siro && leads.any(|lead| state.people.may_be_same(&signed.by, lead)) {
        short.push(Shortfall::new(Rule::SiroIsLead).at("by"));
    }
    short
}

fn by_key(state: &Incident, signed: &Signed) -> Option<Shortfall> {
    let signature = signed.signature.as_ref();
    let short = match signature.map_or(Some(KeyFault::NotTheirs), |signature| signature.fault(state, &signed.by))? {
        KeyFault::OtherUse => Shortfall::new(Rule::OtherUse),
        KeyFault::NotTheirs => Shortfall::new(Rule::SignatureNotOver),
        // No version ever recorded a signature of a report without looking.
        KeyFault::EnrolledAfter | KeyFault::EnrolledUnknown => Shortfall::new(Rule::KeyAfterDeclaration),
    };
    Some(short.at("signature-file"))
}

/// The record whose file has the bytes of a scan already: the report, another signer's page, any file of the case from before it. The same page brought
/// again in the same capacity is the same page.
fn used(state: &Incident, record: Option<RecordId>, signed: &Signed) -> Option<RecordId> {
    let scan = signed.scan.as_ref()?;
    let made = |id: RecordId| state.timeline.line(id).map(|line| line.recorded);
    let until = record.and_then(made);
    let own = |id: RecordId| {
        state.closure.signed.iter().any(|known| {
            known.id == id && known.signed.report == signed.report && known.signed.capacity == signed.capacity
        })
    };
    let earlier = |id: RecordId| until.is_none_or(|until| made(id).is_none_or(|at| at <= until));
    let mut cited = cited(state).filter(|(id, file)| file.sha256 == scan.sha256 && Some(*id) != record);
    cited.find(|(id, _)| !own(*id) && !state.struck(*id) && earlier(*id)).map(|(id, _)| id)
}

/// Whether somebody on the roster saw it who signs nothing of the report.
fn witnessed(state: &Incident, record: Option<RecordId>, signed: &Signed, then: &Then) -> bool {
    let under = |known: &&Signature| known.signed.report == signed.report && Some(known.id) != record;
    let others = state.closure.signed.iter().filter(under).filter(|known| !state.struck(known.id));
    let others = others.map(|known| &known.signed.by).chain(&then.lead).chain(&then.siro);
    let mut signers = others.chain([&signed.by]);
    state.people.person(&signed.witness).is_some()
        && !signers.any(|signer| state.people.may_be_same(&signed.witness, signer))
}

fn in_ink(state: &Incident, record: Option<RecordId>, signed: &Signed, then: &Then) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let Some((_, report)) = state.closure.report(signed.report) else { return short };
    if let Some(same) = used(state, record, signed) {
        short.push(Shortfall::new(Rule::ScanOfOther).at("scan").with("record", state.label(same)));
    }
    if !signed.scan.as_ref().is_some_and(|scan| scan.size > 0 && !state.excisions.bytes(&scan.commitment)) {
        short.push(owed("scan"));
    }
    if state.people.person(&signed.by).is_none() {
        short.push(owed("by"));
    }
    if !witnessed(state, record, signed, then) {
        short.push(owed("witness"));
    }
    if signed.presence_ref.trim().is_empty() {
        short.push(owed("presence-ref"));
    }
    let read: String = signed.read.chars().filter(char::is_ascii_hexdigit).collect::<String>().to_lowercase();
    if read.len() < READ_OFF {
        short.push(owed("report-sha256"));
    } else if !report.file.sha256.starts_with(&read) {
        short.push(Shortfall::new(Rule::OtherReport).at("report-sha256"));
    }
    short
}

/// The last signature of a capacity under a report that counts.
#[must_use]
pub fn counting<'a>(state: &'a Incident, report: RecordId, capacity: &str) -> Option<&'a Signature> {
    state.closure.signed.iter().rev().find(|known| {
        known.signed.report == report
            && known.signed.capacity == capacity
            && !state.struck(known.id)
            && signature_shortfalls(state, Some(known.id), &known.signed, &known.then).is_empty()
    })
}

/// `sign-report`: lead or SIRO signed the report.
///
/// # Errors
/// No report, no capacity, nobody named, an unreadable time.
pub fn sign(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let statement = statement(state, input, ctx)?;
    let given = if fields.text("scan").is_some() { "wet-ink" } else { "own-key" };
    let signed = Signed {
        report: statement.report,
        sha256: statement.sha256.clone(),
        capacity: statement.capacity.clone(),
        by: fields.required_person("by")?,
        presence: fields.choice("presence", MEANS)?.unwrap_or(given).to_owned(),
        signature: ctx.sources.report_key("signature-file", &statement),
        scan: ctx.sources.staged("scan"),
        read: fields.text("report-sha256").unwrap_or_default(),
        witness: fields.person("witness").unwrap_or_default(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        copy: ctx.sources.staged("copy"),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = signature_shortfalls(state, None, &signed, &Then::of(state));
    short.extend(time_shortfalls("at", &signed.at, true, signed.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(signed).short(short))
}
