//! Keys of people's own: enrolled in peace time on paper, so that a signature later shows who was there (design section 5, a second person).

use serde::{Deserialize, Serialize};
use ssh_key::public::KeyData;

use super::{day, done, in_organisation};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::{Author, Meta};
use crate::domain::id::RecordId;
use crate::domain::incident::{Act, Incident};
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::{Instant, When};

/// A key enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// Whose key it is.
    pub person: Author,
    /// The public key, OpenSSH form without comment.
    pub key: String,
    /// `SHA256:…` of the key.
    pub fingerprint: String,
    /// Number of the paper form that the owner signed.
    pub form: String,
    /// Who signed it as witness.
    pub witness: String,
    /// When it was signed.
    pub at: When,
}

/// A key withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// `SHA256:…` of the key.
    pub fingerprint: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub at: When,
}

/// One enrolled key.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Its record.
    pub id: RecordId,
    /// When that was written.
    pub recorded_at: Instant,
    /// What was enrolled.
    pub enrolled: Enrolled,
    /// What ended it.
    pub withdrawn: Option<(RecordId, Withdrawn)>,
}

/// Enrolled keys, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Keys {
    /// In order; those withdrawn among them.
    pub enrolled: Vec<Key>,
}

impl Keys {
    pub(super) fn enrol(&mut self, meta: &Meta, enrolled: &Enrolled) -> Act {
        self.enrolled.push(Key {
            id: meta.id,
            recorded_at: meta.recorded_at,
            enrolled: enrolled.clone(),
            withdrawn: None,
        });
        let msg = Msg::new("act-enrolled").with("fingerprint", enrolled.fingerprint.clone());
        done(&enrolled.at, msg.with("who", enrolled.person.name.clone()))
    }

    pub(super) fn withdraw(&mut self, meta: &Meta, withdrawn: &Withdrawn) -> Act {
        let theirs = |key: &&mut Key| key.withdrawn.is_none() && key.enrolled.fingerprint == withdrawn.fingerprint;
        let mut who = String::new();
        for key in self.enrolled.iter_mut().filter(theirs) {
            key.withdrawn = Some((meta.id, withdrawn.clone()));
            who.clone_from(&key.enrolled.person.name);
        }
        let msg = Msg::new("act-withdrawn").with("fingerprint", withdrawn.fingerprint.clone());
        done(&withdrawn.at, msg.with("who", who))
    }
}

/// Why an enrolled key shows nobody's presence. `record` is its own record once it has one.
#[must_use]
pub fn key_shortfalls(state: &Incident, record: Option<RecordId>, enrolled: &Enrolled) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if enrolled.person.person.is_none() {
        let nobody = Shortfall::new(Rule::Unproven).at("person");
        short.push(Shortfall { missing: Msg::new("key-nobody"), next: Msg::new("key-nobody-way"), ..nobody });
    }
    if enrolled.form.trim().is_empty() {
        short.push(Shortfall::new(Rule::KeyWithoutForm).at("form"));
    }
    let witness = state.people.resolve(&enrolled.witness);
    if enrolled.witness.trim().is_empty() || state.people.may_be_same(&enrolled.person, &witness) {
        short.push(Shortfall::new(Rule::KeyWithoutForm).at("witness"));
    }
    let others = state.organisation.keys.enrolled.iter().take_while(|key| Some(key.id) != record);
    let mut others = others.filter(|key| key.withdrawn.is_none() && key.enrolled.fingerprint == enrolled.fingerprint);
    if others.any(|key| !state.people.same(&key.enrolled.person, &enrolled.person)) {
        short.push(Shortfall::new(Rule::KeyOfAnother).at("key"));
    }
    short
}

/// Keys that count now: not withdrawn, on paper, one person's.
pub fn live(state: &Incident) -> impl Iterator<Item = &Key> {
    state
        .organisation
        .keys
        .enrolled
        .iter()
        .filter(|key| key.withdrawn.is_none() && key_shortfalls(state, Some(key.id), &key.enrolled).is_empty())
}

/// How the application of a security key for SSH begins.
const APPLICATION: &str = "ssh:";

/// Reads an OpenSSH Ed25519 public key, plain or of a security key: its form without comment, and its fingerprint. A weak key, whose signatures fit any message, is none.
fn read(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    if text.lines().count() != 1 {
        return None;
    }
    let mut key = ssh_key::PublicKey::from_openssh(text).ok()?;
    let bytes = match key.key_data() {
        KeyData::Ed25519(plain) => plain.0,
        // A security key (OpenSSH PROTOCOL.u2f): made for SSH, or its signatures would be accepted nowhere.
        KeyData::SkEd25519(key) if key.application().starts_with(APPLICATION) => key.public_key().0,
        _ => return None,
    };
    if ed25519_dalek::VerifyingKey::from_bytes(&bytes).ok()?.is_weak() {
        return None;
    }
    key.set_comment("");
    Some((key.to_openssh().ok()?, key.fingerprint(ssh_key::HashAlg::Sha256).to_string()))
}

/// `enrol`: a person's own public key, with the paper form that its owner and a witness signed.
///
/// # Errors
/// Outside the organisation's file, nobody named, no Ed25519 public key.
pub fn enrol(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let person = fields.required_person("person")?;
    let (key, fingerprint) = read(&fields.required("key")?).ok_or_else(|| Refusal::new(Rule::NotAKey, Some("key")))?;
    let at = match day(&fields, "at", "00:00")? {
        Some(at) => at,
        None => fields.when_or_now("at")?,
    };
    let enrolled = Enrolled {
        person,
        key,
        fingerprint,
        form: fields.text("form").unwrap_or_default(),
        witness: fields.text("witness").unwrap_or_default(),
        at,
    };
    let mut short = key_shortfalls(state, None, &enrolled);
    short.extend(time_shortfalls("at", &enrolled.at, false, None, state, ctx));
    Ok(Decision::of(enrolled).short(short))
}

/// `withdraw`: an enrolled key counts no longer. Named by its fingerprint, or by its owner where they have one alone.
///
/// # Errors
/// Outside the organisation's file, a key that is not enrolled, no reason.
pub fn withdraw(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let text = fields.required("key")?.trim().to_owned();
    let owner = state.people.resolve(&text);
    let open = || state.organisation.keys.enrolled.iter().filter(|key| key.withdrawn.is_none());
    let mut theirs = open().filter(|key| state.people.same(&key.enrolled.person, &owner));
    let only = theirs.next().filter(|_| theirs.next().is_none());
    let found = open().find(|key| key.enrolled.fingerprint == text || key.enrolled.key == text).or(only);
    let fingerprint =
        found.map(|key| key.enrolled.fingerprint.clone()).ok_or_else(|| fields.not_found("key", &text))?;
    let reason = fields.required("reason")?;
    let at = fields.when_or_now("at")?;
    let short = time_shortfalls("at", &at, false, None, state, ctx);
    Ok(Decision::of(Withdrawn { fingerprint, reason, at }).short(short))
}
