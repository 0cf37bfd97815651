//! `warroom org`: what belongs to no case, recorded in the organisation's file by the commands of the one table.

use serde_json::{Value, json};

use super::args::{AsJson, Org, Words};
use super::do_::{print, read};
use super::record::execute;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::organisation;
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::organisation::exercises::exercise_shortfalls;
use crate::domain::organisation::keys::{key_shortfalls, live};
use crate::domain::organisation::people::competence_shortfalls;
use crate::domain::organisation::review::Section;
use crate::domain::text::one_line;
use crate::domain::time::Instant;
use crate::journal::signature::{Purpose, Use, namespace};
use crate::library::Catalogue;

/// Shows, or records.
pub(crate) fn run(session: &mut Session<'_>, asked: Org) -> Result<u8, Stop> {
    match asked {
        Org::Show(asked) => show(session, &asked),
        Org::Profile(words) => words_for(session, "profile", words),
        Org::Approve(words) => words_for(session, "approve", words),
        Org::Retire(words) => words_for(session, "retire", words),
        Org::Enrol(words) => words_for(session, "enrol", words),
        Org::Signers => signers(session),
        Org::Withdraw(words) => words_for(session, "withdraw", words),
        Org::Acknowledge(words) => words_for(session, "acknowledge", words),
        Org::TestCall(words) => words_for(session, "test-call", words),
        Org::Plan(words) => words_for(session, "plan", words),
        Org::ListSource(words) => words_for(session, "list-source", words),
        Org::ListAi(words) => words_for(session, "list-ai", words),
        Org::Unlist(words) => words_for(session, "unlist", words),
        Org::PlanText(words) => words_for(session, "plan-text", words),
        Org::ApprovePlan(words) => words_for(session, "approve-plan", words),
        Org::Held(words) => words_for(session, "held", words),
    }
}

/// What people sign with a key of their own.
const PERSONAL: [Use; 3] = [Use::CustodyAccept, Use::MemoSign, Use::ReportSign];

/// The keys that count now as `ssh-keygen(1)` reads them under "ALLOWED SIGNERS": each may sign what people sign in an incident, and nothing else.
fn signers(session: &mut Session<'_>) -> Result<u8, Stop> {
    let state = organisation::read(&session.env)?.map(|found| found.state).unwrap_or_default();
    let namespaces = PERSONAL.map(|use_| namespace(use_, Purpose::Incident)).join(",");
    let mut list = String::new();
    for key in live(&state) {
        let (who, at) = (&key.enrolled.person.name, key.enrolled.at.at);
        let named = |sign: char| if sign.is_alphanumeric() { sign } else { '.' };
        let principal: String = one_line(who).to_lowercase().chars().map(named).collect();
        list.push_str(&format!(
            "# {}, enrolled {}, form {}\n",
            one_line(who),
            at.rfc3339_at(0),
            one_line(&key.enrolled.form)
        ));
        list.push_str(&format!("{principal} namespaces=\"{namespaces}\" {}\n", key.enrolled.key));
    }
    session.io.bytes(list.as_bytes())?;
    if list.is_empty() {
        session
            .io
            .note("no key is enrolled, or none counts: warroom org show says why; warroom org enrol takes one in");
    }
    Ok(DONE)
}

fn words_for(session: &mut Session<'_>, name: &str, asked: Words) -> Result<u8, Stop> {
    let words = std::iter::once(name.into()).chain(asked.words).collect();
    let (named, input) = read(session, words, asked.json)?;
    if named != name {
        return Err(Stop::Usage(format!(
            "the object is for another command than {name}; nothing was recorded, run that command or change the object"
        )));
    }
    record(session, name, &input, asked.json)
}

/// Records in the organisation's file, which is made at the first use.
pub(super) fn record(session: &mut Session<'_>, name: &str, input: &Input, json: bool) -> Result<u8, Stop> {
    let operator = session.operator();
    let mut file = organisation::open(&session.env, &operator)?;
    if !file.problems().is_empty() {
        let path = file.path().to_string_lossy().into_owned();
        session.io.note(&format!(
            "the organisation's file does not verify, and no approval of it counts in a case: warroom verify {path}"
        ));
    }
    let before = file.state().organisation.keys.enrolled.len();
    let done = execute(session, &mut file, name, input)?;
    print(session, &done, json)?;
    if let ("held", Some((_, held))) = (name, file.state().organisation.exercises.held.last()) {
        let procedure = held.procedure.clone();
        drop(file);
        return said_by_hand(session, &procedure);
    }
    // The owner compares it with the one on the paper form.
    for key in file.state().organisation.keys.enrolled.iter().skip(before) {
        session
            .io
            .note(&format!("fingerprint {}: compare it with the one on the paper form", key.enrolled.fingerprint));
    }
    Ok(DONE)
}

/// Says where an exercise counts by the word of who recorded it, while the drill of it on this laptop lacks something.
fn said_by_hand(session: &mut Session<'_>, procedure: &str) -> Result<u8, Stop> {
    let (catalogue, _) = Catalogue::with_overrides(&session.env.places.procedures());
    let drilled = crate::app::drill::drilled(&session.env, &catalogue)?;
    for one in drilled.iter().filter(|one| one.procedure == procedure && !one.lacks.is_empty()) {
        session.io.note(&format!(
            "{procedure} counts as drilled by this record alone (D-16): the drill of it on this laptop lacks {}; `warroom drill list` says so too",
            one.lacks.join(", ")
        ));
    }
    Ok(DONE)
}

fn show(session: &mut Session<'_>, asked: &AsJson) -> Result<u8, Stop> {
    let (catalogue, findings) = Catalogue::with_overrides(&session.env.places.procedures());
    for finding in findings.iter().filter(|finding| finding.unusable()) {
        session.io.note(&format!("own procedure: {finding}"));
    }
    let entries = organisation::review(&session.env, &catalogue)?;
    if asked.json {
        let state = organisation::read(&session.env)?.map(|found| found.state).unwrap_or_default();
        let gaps = entries.iter().filter(|entry| !entry.fine);
        let gaps: Vec<Value> =
            gaps.map(|entry| json!({"section": entry.section.code(), "what": session.say(&entry.what)})).collect();
        let mut shown = document(&state, session.env.clock.now());
        shown["file"] = session.env.places.organisation().to_string_lossy().into();
        shown["gaps"] = gaps.into();
        session.io.json(&shown)?;
        return Ok(DONE);
    }
    for section in Section::ALL {
        let lines: Vec<String> = entries
            .iter()
            .filter(|entry| entry.section == section)
            .map(|entry| format!("{} {}", if entry.fine { " " } else { "!" }, session.say(&entry.what)))
            .collect();
        if !lines.is_empty() {
            session.io.line(&session.lang.word(&format!("section-{}", section.code())))?;
        }
        for line in lines {
            session.io.line(&line)?;
        }
    }
    let gaps = entries.iter().filter(|entry| !entry.fine).count();
    session.io.line(&session.say(&crate::domain::msg::Msg::new("organisation-gaps").with("count", gaps)))?;
    Ok(DONE)
}

fn person(who: &Author) -> Value {
    json!({"name": who.name, "person": who.person})
}

fn rules(short: &[crate::domain::decision::Shortfall]) -> Vec<&'static str> {
    short.iter().map(|short| short.rule.id()).collect()
}

fn document(state: &Incident, now: Instant) -> Value {
    let organisation = &state.organisation;
    let approvals: Vec<Value> = organisation
        .approvals
        .given
        .iter()
        .map(|given| {
            let approved = &given.approved;
            json!({
                "record": given.id, "procedure": approved.procedure, "version": approved.version, "sha256": approved.sha256,
                "by": person(&approved.by), "presence": approved.presence, "presence_ref": approved.presence_ref,
                "at": approved.at.at, "counts": given.counts(), "retired": given.retired.as_ref().map(|(id, _)| id),
            })
        })
        .collect();
    let retired: Vec<Value> = organisation
        .approvals
        .retired
        .iter()
        .map(|(id, retired)| {
            json!({"record": id, "procedure": retired.procedure, "version": retired.version, "reason": retired.reason, "by": person(&retired.by), "at": retired.at.at})
        })
        .collect();
    let keys: Vec<Value> = organisation
        .keys
        .enrolled
        .iter()
        .map(|key| {
            let enrolled = &key.enrolled;
            json!({
                "record": key.id, "person": person(&enrolled.person), "key": enrolled.key, "fingerprint": enrolled.fingerprint,
                "form": enrolled.form, "witness": enrolled.witness, "at": enrolled.at.at,
                "withdrawn": key.withdrawn.as_ref().map(|(id, _)| id),
                "shortfalls": rules(&key_shortfalls(state, Some(key.id), enrolled)),
            })
        })
        .collect();
    let people: Vec<Value> = organisation
        .competence
        .acknowledged
        .iter()
        .map(|(id, held)| {
            json!({
                "record": id, "person": person(&held.person), "role": held.role, "words": held.words,
                "trained": held.trained.as_ref().map(|when| when.at), "until": held.until.as_ref().map(|when| when.at),
                "at": held.at.at, "shortfalls": rules(&competence_shortfalls(held, now)),
            })
        })
        .collect();
    let calls: Vec<Value> = organisation
        .competence
        .calls
        .iter()
        .map(|(id, called)| {
            json!({"record": id, "person": person(&called.person), "number": called.number, "rung": called.rung, "at": called.at.at})
        })
        .collect();
    let planned: Vec<Value> = organisation
        .exercises
        .planned
        .iter()
        .map(|(id, planned)| {
            let held = organisation.exercises.held.iter().find(|(_, held)| held.planned == Some(*id));
            json!({"record": id, "title": planned.title, "procedure": planned.procedure, "on": planned.on.at, "held": held.map(|(held, _)| held)})
        })
        .collect();
    let held: Vec<Value> = organisation
        .exercises
        .held
        .iter()
        .map(|(id, held)| {
            json!({
                "record": id, "planned": held.planned, "procedure": held.procedure, "at": held.at.at,
                "participants": held.participants, "findings": held.findings, "shortfalls": rules(&exercise_shortfalls(held)),
            })
        })
        .collect();
    let entries: Vec<Value> = organisation
        .entries
        .approved
        .iter()
        .map(|(id, approved)| {
            json!({
                "record": id, "regime": approved.regime, "sha256": approved.sha256, "by": person(&approved.by),
                "presence": approved.presence, "presence_ref": approved.presence_ref, "at": approved.at.at,
                "counts": approved.proven() && organisation.entries.live().any(|(live, _)| live == id),
            })
        })
        .collect();
    let withdrawn: Vec<Value> = organisation
        .entries
        .withdrawn
        .iter()
        .map(|(id, withdrawn, _)| {
            json!({"record": id, "regime": withdrawn.regime, "reason": withdrawn.reason, "by": person(&withdrawn.by), "at": withdrawn.at.at})
        })
        .collect();
    let profile = organisation.profile.as_ref().map(|(id, profile)| json!({"record": id, "profile": profile}));
    json!({
        "profile": profile, "regimes_withdrawn": withdrawn, "regimes": entries, "approvals": approvals, "retired": retired, "keys": keys, "people": people, "test_calls": calls,
        "exercises": {"planned": planned, "held": held},
    })
}
