//! Gates: what shows that a step happened, who confirmed it, and the state that follows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::artefact::Artefact;
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident, RecordKind};
use super::input::{Fields, Input};
use super::msg::{Arg, Msg};

use super::quote::{self, Of, Wanted};
use super::rules::Rule;
use super::station::{ahead, time_shortfalls};
use super::time::When;
use crate::library::procedure::MergedStep;
use crate::library::vocabulary::{Vocabulary, satisfied};

facts! {
    /// Facts about proof.
    ProofFact {
        /// Something that shows a step happened was attached.
        Attached(Attached) = "proof.attached" [listed],
        /// A second person confirmed a step at a cited place.
        Verified(Verified) = "step.verified" [listed],
    }
}

/// What a proof is: a file, a record of this journal, or an exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// A file or pasted text, hashed, inside the case file or outside it.
    File(Artefact),
    /// A record of this journal.
    Record(RecordId),
    /// A registered exhibit.
    Exhibit(RecordId),
}

/// A proof attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Step id.
    pub step: String,
    /// Kind of proof of the vocabulary.
    pub kind: String,
    /// What it is.
    pub source: Source,
    /// The state before, for a change shown by two files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Artefact>,
    /// What it shows.
    pub note: String,
    /// Who carried the step out.
    pub operator: Author,
    /// When the step was done.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// How the presence of a second person was shown.
pub const PRESENCES: &[&str] = &["wet-ink", "call-back", "none"];

/// Whether the presence of a second person was shown: a person of the roster, wet ink or a logged call-back, and where the slip or the call is found.
#[must_use]
pub fn present(who: &Author, presence: &str, reference: &str) -> bool {
    who.person.is_some() && matches!(presence, "wet-ink" | "call-back") && !reference.trim().is_empty()
}

/// A second person's confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// Step id.
    pub step: String,
    /// The proof cited; none when the step has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<RecordId>,
    /// The place in it: `line 12`, an offset, a frame, an event id; in a recorded session `12.345 s, line 7`.
    pub place: String,
    /// The words found there.
    pub quote: String,
    /// Whether warroom found the quote in the stored bytes.
    pub found: bool,
    /// Who.
    pub by: Author,
    /// One of [`PRESENCES`].
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Proofs by step, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Proofs {
    /// Proofs in order, by step.
    pub attached: BTreeMap<String, Vec<(RecordId, Attached)>>,
    /// Verifications in order, by step.
    pub verified: BTreeMap<String, Vec<(RecordId, Verified)>>,
    /// For each verification, the proofs of its step that earned credit when it was made: it confirms those and no later ones.
    pub confirmed: BTreeMap<RecordId, Vec<RecordId>>,
}

/// State of a step; derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepState {
    /// Nothing recorded.
    Open,
    /// Somebody works on it, or a proof is there that does not suffice.
    InHand,
    /// Every kind of proof is there.
    Proved,
    /// A second person confirmed it.
    Verified,
    /// Left out, with or without credit.
    Skipped,
}

impl StepState {
    /// The sign that reads without colour: `[ ]`, `[.]`, `[p]`, `[v]`, `[-]`.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            StepState::Open => "[ ]",
            StepState::InHand => "[.]",
            StepState::Proved => "[p]",
            StepState::Verified => "[v]",
            StepState::Skipped => "[-]",
        }
    }

    /// The code: `open`, `in-hand`, `proved`, `verified`, `skipped`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            StepState::Open => "open",
            StepState::InHand => "in-hand",
            StepState::Proved => "proved",
            StepState::Verified => "verified",
            StepState::Skipped => "skipped",
        }
    }

    /// Proved or verified.
    #[must_use]
    pub fn earned(self) -> bool {
        matches!(self, StepState::Proved | StepState::Verified)
    }
}

impl Proofs {
    /// `earning` is what a verification confirms, see [`earning`].
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ProofFact, earning: Vec<RecordId>) -> Option<Act> {
        match fact {
            ProofFact::Attached(attached) => {
                self.attached.entry(attached.step.clone()).or_default().push((meta.id, (**attached).clone()));
                let msg = Msg::new("act-proof").with("step", attached.step.clone()).code(
                    "kind",
                    "proof",
                    attached.kind.clone(),
                );
                Some(Act::response(
                    &attached.at,
                    attached.late_reason.as_ref(),
                    msg.with("who", attached.operator.name.clone()),
                ))
            }
            ProofFact::Verified(verified) => {
                self.confirmed.insert(meta.id, earning);
                self.verified.entry(verified.step.clone()).or_default().push((meta.id, (**verified).clone()));
                let msg =
                    Msg::new("act-verified").with("step", verified.step.clone()).with("who", verified.by.name.clone());
                Some(Act::response(&verified.at, verified.late_reason.as_ref(), msg))
            }
        }
    }
}

/// State of a step by id; none when no procedure in use has it.
#[must_use]
pub fn state_of(state: &Incident, step: &str) -> Option<StepState> {
    let merged = state.work.step(step)?;
    let id = merged.step.id.as_str();
    let skipped = state.work.skipped.get(id).is_some_and(|(record, _)| !state.struck(*record));
    let attached = live_proofs(state, id);
    if missing(state, id).is_empty() {
        let confirmed = state.proofs.verified.get(id).is_some_and(|list| {
            list.iter().any(|(record, verified)| {
                !state.struck(*record) && verification_shortfalls(state, Some(*record), verified).is_empty()
            })
        });
        return Some(if confirmed { StepState::Verified } else { StepState::Proved });
    }
    if skipped {
        return Some(StepState::Skipped);
    }
    let taken = state.work.taken.get(id).is_some_and(|list| list.iter().any(|(record, _)| !state.struck(*record)));
    Some(if taken || !attached.is_empty() { StepState::InHand } else { StepState::Open })
}

/// Proofs of a step that are not struck.
#[must_use]
pub fn live_proofs<'a>(state: &'a Incident, step: &str) -> Vec<&'a (RecordId, Attached)> {
    state
        .proofs
        .attached
        .get(step)
        .map(|list| {
            let stands = |(record, proof): &&(RecordId, Attached)| {
                !state.struck(*record) && !super::containment::fallen_with(state, *record, proof)
            };
            list.iter().filter(stands).collect()
        })
        .unwrap_or_default()
}

/// Kinds of proof that a step still misses.
#[must_use]
pub fn missing(state: &Incident, step: &str) -> Vec<String> {
    missing_of(state, step, &earning(state, step))
}

/// Proofs of a step that earn credit now, in order.
#[must_use]
pub fn earning(state: &Incident, step: &str) -> Vec<RecordId> {
    let Some(merged) = state.work.step(step) else { return Vec::new() };
    live_proofs(state, &merged.step.id)
        .into_iter()
        .filter(|(record, proof)| proof_shortfalls(state, Some(*record), proof).is_empty())
        .map(|(record, _)| *record)
        .collect()
}

/// Kinds of proof that a step misses when only these proofs of it count.
fn missing_of(state: &Incident, step: &str, counted: &[RecordId]) -> Vec<String> {
    let Some(merged) = state.work.step(step) else { return Vec::new() };
    let proofs = live_proofs(state, &merged.step.id);
    let has = |kind: &str| proofs.iter().any(|(record, proof)| proof.kind == kind && counted.contains(record));
    satisfied(&merged.step.proof, &has, &Vocabulary::of_rules().alternatives)
}

/// Kinds of proof that a step asks for, and those that stand in for them.
fn kinds_of(merged: &MergedStep) -> Vec<&'static str> {
    let vocabulary = Vocabulary::of_rules();
    let asked = |kind: &str| merged.step.proof.iter().any(|known| known == kind);
    let stands_in = |kind: &str| {
        let mut sets = vocabulary.alternatives.iter().filter(|set| set.iter().any(|known| known == kind));
        sets.any(|set| set.iter().any(|kind| asked(kind)))
    };
    vocabulary.proof.ids().filter(|kind| asked(kind) || stands_in(kind)).collect()
}

/// Why a proof earns nothing. `record` is its own record once it has one.
#[must_use]
pub fn proof_shortfalls(state: &Incident, record: Option<RecordId>, proof: &Attached) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &proof.at).into_iter().collect();
    let listed = state.work.step(&proof.step).map(kinds_of).unwrap_or_default();
    if !listed.contains(&proof.kind.as_str()) {
        short.push(Shortfall::new(Rule::ProofNotListed).at("kind"));
    }
    match &proof.source {
        Source::File(file) => {
            file_shortfalls(state, record, proof, file, &mut short);
            short.extend(super::session::shortfalls_behind(state, record, file));
        }
        Source::Record(cited) => {
            // An experiment says how a model behaves; that one is restored is shown by its own evaluation.
            let experiment = proof.kind == "eval_report"
                && state.work.step(&proof.step).is_some_and(|merged| merged.step.control != 6)
                && super::experiment::counts(state, *cited);
            if !experiment && !record_fits(state, *cited, &proof.kind) {
                short.push(Shortfall::new(Rule::ProofMissing).at("record").code_arg("kind", &proof.kind));
            }
        }
        Source::Exhibit(exhibit) => {
            short.extend(state.loss_shortfall(*exhibit).map(|short| short.at("exhibit")));
            let exhibit = state.register.exhibit(*exhibit);
            let computed = exhibit.is_some_and(|exhibit| !exhibit.struck && state.digest_holds(exhibit));
            if !computed {
                short.push(Shortfall::new(Rule::ClaimedOnly).at("exhibit"));
            }
        }
    }
    short
}

/// Whether a file is a document for people by its name: a policy or a report, never what a device printed.
pub(super) fn is_document(name: &str) -> bool {
    [".pdf", ".doc", ".docx", ".odt"].iter().any(|end| name.to_lowercase().ends_with(end))
}

fn file_shortfalls(
    state: &Incident,
    record: Option<RecordId>,
    proof: &Attached,
    file: &Artefact,
    short: &mut Vec<Shortfall>,
) {
    if file.size == 0 {
        short.push(Shortfall::new(Rule::ProofEmpty).at("file"));
    }
    if proof.before.as_ref().is_some_and(|before| before.sha256 == file.sha256) {
        short.push(Shortfall::new(Rule::SameFileTwice).at("file"));
    }
    if is_document(&file.name) && matches!(proof.kind.as_str(), "config_diff" | "session_log" | "audit_event") {
        short.push(Shortfall::new(Rule::PolicyOnly).at("file"));
    }
    let earlier = live_proofs(state, &proof.step).into_iter().take_while(|(id, _)| Some(*id) != record);
    let again = earlier
        .filter(|(_, other)| other.kind != proof.kind)
        .any(|(_, other)| matches!(&other.source, Source::File(first) if first.sha256 == file.sha256));
    if again {
        short.push(Shortfall::new(Rule::ProofTwice).at("file"));
    }
}

/// Whether the bytes of a proof were taken out before a record, or by now: then nobody could read them.
fn taken_out_before(state: &Incident, proof: RecordId, record: Option<RecordId>) -> bool {
    let until = record.and_then(|record| state.timeline.line(record)).map(|line| line.recorded);
    let files = super::artefact::stored(state).filter(|(id, _)| *id == proof).map(|(_, file)| &file.commitment);
    files.into_iter().any(|commitment| {
        let out = state.excisions.made.iter().filter(|(_, excised)| excised.attachments.contains(commitment));
        let mut when = out.filter_map(|(id, _)| state.timeline.line(*id)).map(|line| line.recorded);
        when.any(|out| until.is_none_or(|until| out <= until))
    })
}

/// Whether a record of the journal is what a kind of proof asks for.
fn record_fits(state: &Incident, record: RecordId, kind: &str) -> bool {
    let Some(RecordKind::Known(known)) = state.kinds.get(&record) else { return false };
    if state.struck(record) {
        return false;
    }
    match kind {
        "call_log" => matches!(*known, "call.placed" | "call.answered"),
        "role_ack" => state.callout.standing().any(|call| {
            let here = call.id == record || call.answered.as_ref().is_some_and(|(answer, _)| *answer == record);
            let acknowledged = call.answered.as_ref().is_some_and(|(_, answered)| answered.outcome == "acknowledged");
            here && acknowledged && call.shortfalls(state.callout.first_contact(call, &state.people)).is_empty()
        }),
        "custody_record" => *known == "custody.moved",
        "decision" => {
            state.decisions.counts(state, record) || known.starts_with("case.") || known.starts_with("regime.")
        }
        "briefing_minutes" => state.briefings.counts(state, record),
        "restricted_message" => state.messages.counts(state, record),
        "supplier_record" => state.suppliers.counts(state, record),
        "monitoring_entry" => super::monitoring::counts(state, record),
        // Who was asked what by whom, with a witness, is on paper or in a file; words of the log are none of it.
        "interview_note" => known.starts_with("case.") || known.starts_with("regime."),
        "external_ref" => {
            known.starts_with("case.")
                || known.starts_with("regime.")
                || state.suppliers.counts(state, record)
                || told(state, record).is_some_and(|told| !told.reference.trim().is_empty())
                || sent(state, record).is_some()
        }
        "subject_notice" => told(state, record).is_some_and(|told| told.group == SUBJECTS),
        "signoff" => state.closure.signed.iter().any(|known| {
            known.id == record
                && super::closure::signature_shortfalls(state, Some(record), &known.signed, &known.then).is_empty()
        }),
        "analyst_report" => super::cause::counts(state, record),
        "query_result" => super::eradication::hunt_counts(state, record),
        "action_list" => super::eradication::line_counts(state, record),
        "artifact_snapshot" => super::lineage::artefact_counts(state, record),
        "restore_log" | "integrity_check" | "scan_log" | "eval_report" => {
            super::restoration::record_counts(state, record, kind)
        }
        "legal_memo" => state.deadlines.memo(record).is_some_and(|(_, memo)| memo.lacks(state, record).is_empty()),
        "regulator_notice" => sent(state, record).is_some(),
        _ => false,
    }
}

/// The people whose data it was, as a group that is told.
const SUBJECTS: &str = "data-subjects";

/// A record that somebody was told, with text, way and proof.
fn told(state: &Incident, record: RecordId) -> Option<&super::told::Told> {
    let mut all = state.telling.sent.values().flatten();
    let (_, told) = all.find(|(known, _)| *known == record)?;
    told.shortfalls(state).is_empty().then_some(told)
}

/// A record that a notice went out, with a receipt and either the text that was approved or the copy that was kept.
fn sent(state: &Incident, record: RecordId) -> Option<&super::deadline::Sent> {
    let mut all = state.deadlines.regimes.iter().flat_map(|regime| regime.sent.values().flatten());
    let (_, sent) = all.find(|(known, _)| *known == record)?;
    let gone = super::deadline::Gone::of(state, record, sent).is_some() && sent.receipted();
    let shown = match sent.notice {
        Some(_) => super::notice::open_shortfalls(state, sent).is_empty(),
        None => sent.copy.as_ref().is_some_and(|copy| copy.size > 0),
    };
    (gone && shown).then_some(sent)
}

/// Why a verification does not yield *verified*. `record` is its own record once it has one: then only the proofs that earned when it was made count, and
/// only while they still do.
#[must_use]
pub fn verification_shortfalls(state: &Incident, record: Option<RecordId>, verified: &Verified) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &verified.at).into_iter().collect();
    let step = verified.step.as_str();
    if !state.present(&verified.by, &verified.presence, &verified.presence_ref) {
        short.push(Shortfall::new(Rule::Unproven).at("presence"));
    }
    let mut counted = earning(state, step);
    if let Some(record) = record {
        let confirmed = state.proofs.confirmed.get(&record);
        counted.retain(|proof| confirmed.is_some_and(|confirmed| confirmed.contains(proof)));
    }
    if !missing_of(state, step, &counted).is_empty() {
        short.push(Shortfall::new(Rule::NothingProved).at("step"));
    }
    let mut hands: Vec<&Author> = live_proofs(state, step).into_iter().map(|(_, proof)| &proof.operator).collect();
    hands.extend(state.work.taken.get(step).into_iter().flatten().map(|(_, taken)| &taken.by));
    hands.extend(
        live_proofs(state, step)
            .into_iter()
            .filter_map(|(record, _)| state.timeline.line(*record))
            .map(|line| &line.scribe),
    );
    if hands.iter().any(|hand| state.people.may_be_same(&verified.by, hand)) {
        short.push(Shortfall::new(Rule::VerifierIsOperator).at("person"));
    }
    if let Some(held) = barred_role(state, step, &verified.by) {
        short.push(Shortfall::new(Rule::VerifierConflict).at("person").with("other", Arg::Code("role", held)));
    }
    if verified.proof.is_some_and(|proof| taken_out_before(state, proof, record)) {
        short.push(Shortfall::new(Rule::ProofTakenOut).at("record"));
    }
    let cited = verified.proof.is_some_and(|proof| counted.contains(&proof));
    if !cited || (verified.place.trim().is_empty() && !verified.found) {
        short.push(Shortfall::new(Rule::ProofMissing).at("place").code_arg("kind", "place"));
    }
    short
}

/// A role of the person that keeps them from verifying a step: the step's own role, or one that must not be held together with the role they verify in
/// (evidence verifier for control 3, independent verifier for every other).
fn barred_role(state: &Incident, step: &str, who: &Author) -> Option<String> {
    let merged = state.work.step(step)?;
    let acting = if merged.step.control == 3 { "evidence_verifier" } else { "verifier" };
    let held = state.people.roles_of(who);
    held.into_iter()
        .find(|role| *role == merged.step.role || Vocabulary::of_rules().conflicts(role, acting))
        .map(str::to_owned)
}

impl Shortfall {
    fn code_arg(mut self, name: &'static str, kind: &str) -> Self {
        self.missing = self.missing.code(name, "proof", kind);
        self.next = self.next.code(name, "proof", kind);
        self
    }
}

/// `proof`: attaches what shows that a step happened.
///
/// # Errors
/// An unknown step or kind, nothing attached, a record or exhibit that is not in the case.
pub fn attach(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let step = fields.step("step")?;
    let kind = fields.required("kind")?.trim().to_lowercase();
    if !Vocabulary::of_rules().proof.contains(&kind) {
        // What counts for the step; any kind can be given where it asks for none.
        let fit = kinds_of(step);
        let choices = if fit.is_empty() { Vocabulary::of_rules().proof.ids().collect() } else { fit };
        return Err(Refusal::new(Rule::NotAChoice, Some("kind")).code("kind").with("choices", choices.join(", ")));
    }
    let mut sources = Vec::new();
    sources.extend(["file", "text"].into_iter().filter_map(|field| ctx.sources.staged(field)).map(Source::File));
    if input.get("record").is_some() {
        sources.push(Source::Record(fields.record("record")?));
    }
    if let Some(label) = fields.text("exhibit") {
        let found = state.register.labelled(&label).ok_or_else(|| fields.not_found("exhibit", &label))?;
        sources.push(Source::Exhibit(found.id));
    }
    if sources.is_empty() {
        let nothing = Refusal::new(Rule::Empty, Some("file")).code("file");
        let (what, next) = (Msg::new("nothing-attached"), Msg::new("nothing-attached-next"));
        return Err(Refusal { what, next, ..nothing });
    }
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    short.extend(super::procedure::needs_shortfalls(state, step));
    short.extend(super::ai_act::uninformed(state, &step.step, Some(at.at), ctx.now));
    let mut decision = Decision::default();
    // Whatever was given is attached, each as a proof of its own: nothing that was put aside stays uncited.
    for source in sources {
        let before = if decision.facts.is_empty() { ctx.sources.staged("before") } else { None };
        let attached = Attached {
            step: step.step.id.clone(),
            kind: kind.clone(),
            source,
            before,
            note: fields.text("note").unwrap_or_default(),
            operator: fields.person("operator").unwrap_or_else(|| ctx.author.clone()),
            at: at.clone(),
            late_reason: late_reason.clone(),
        };
        short.extend(proof_shortfalls(state, None, &attached));
        decision.facts.push(attached.into());
    }
    Ok(decision.short(short).marked(fields.mark("mark")?))
}

/// The proof of a step that a verification cites: the one that is named, else the last that earns, else the last.
fn cited<'a>(state: &'a Incident, step: &str, named: Option<RecordId>) -> Option<&'a (RecordId, Attached)> {
    let proofs = live_proofs(state, step);
    match named {
        Some(named) => proofs.into_iter().find(|(record, _)| *record == named),
        None => {
            let earning = earning(state, step);
            proofs.iter().rfind(|(record, _)| earning.contains(record)).or(proofs.last()).copied()
        }
    }
}

/// The search of an exhibit that a verification asks for before it is decided.
#[must_use]
pub fn searches(state: &Incident, input: &Input) -> Vec<Wanted> {
    let (Some(step), Some(words)) = (input.get("step"), input.get("quote")) else { return Vec::new() };
    let Some(merged) = state.work.step(step.trim()) else { return Vec::new() };
    let named = input.get("record").map(|text| state.record_named(text.trim()));
    let proof = if named == Some(None) { None } else { cited(state, &merged.step.id, named.flatten()) };
    match proof.map(|(_, attached)| &attached.source) {
        Some(Source::Exhibit(exhibit)) => {
            let ask = quote::asked(words.trim(), input.get("place").unwrap_or_default());
            quote::wanted_in(state, *exhibit, ask).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// `verify-step`: a second person confirms a step and cites the place in the proof that shows it.
///
/// # Errors
/// An unknown step or proof, nobody named, a quote that the stored proof does not hold.
pub fn verify(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let step = fields.step("step")?.step.id.clone();
    let by = fields.required_person("person")?;
    let at = fields.when_or_now("at")?;
    let proof = match fields.text("record") {
        Some(text) => {
            let named = cited(state, &step, Some(fields.record("record")?));
            Some(named.ok_or_else(|| fields.not_found("record", &text))?)
        }
        None => cited(state, &step, None),
    };
    let quote = fields.text("quote").unwrap_or_default();
    let mut place = fields.text("place").unwrap_or_default();
    let mut found = false;
    if let (Some((_, attached)), false) = (proof, quote.is_empty()) {
        let looked = match &attached.source {
            Source::File(file) => {
                ctx.sources.attachment(&file.sha256).map(|bytes| quote::place_in(&bytes, quote.trim(), &place))
            }
            // The file of an exhibit is read before the command is decided, however large it is.
            Source::Exhibit(exhibit) => {
                let ask = quote::asked(quote.trim(), &place);
                ctx.sources.looked(&Of::Exhibit(*exhibit), &ask).and_then(quote::told)
            }
            Source::Record(_) => None,
        };
        if let Some(looked) = looked {
            place = looked.ok_or_else(|| Refusal::new(Rule::QuoteNotFound, Some("quote")))?;
            found = true;
        }
    }
    let verified = Verified {
        step,
        proof: proof.map(|(record, _)| *record),
        place,
        quote,
        found,
        by,
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        at,
        late_reason: fields.text("late-reason"),
    };
    let mut short = verification_shortfalls(state, None, &verified);
    short.extend(time_shortfalls("at", &verified.at, true, verified.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(verified).short(short))
}
