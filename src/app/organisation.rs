//! The organisation's file: read without changing it where a case or a check asks, opened or made where something is recorded in it.

use super::case::Case;
use super::env::Env;
use super::failure::Failure;
use crate::domain::id::StationId;
use crate::domain::incident::Incident;
use crate::domain::organisation::approvals::{Approval, Text};
use crate::domain::organisation::counsel::{EntryApproved, Reviewed};
use crate::domain::organisation::profile::Held;
use crate::domain::organisation::review::{self, Entry};
use crate::journal::chain;
use crate::journal::signature::Purpose;
use crate::library::Catalogue;
use crate::store::memory::Memory;
use crate::store::{CaseFile, StoreError};

/// The organisation as its file says.
#[derive(Debug)]
pub struct Read {
    /// Its state.
    pub state: Incident,
    /// Case id of the file.
    pub id: String,
    /// Lines of its journal.
    pub size: u64,
    /// Its case head, lower-case hex.
    pub head: String,
}

/// Reads the organisation's file and changes nothing. `None` where there is none yet.
///
/// # Errors
/// A file that cannot be read, is none of an organisation, or does not verify: what it says of approvals and keys is then not relied on.
pub fn read(env: &Env) -> Result<Option<Read>, Failure> {
    let path = env.places.organisation();
    if !path.exists() {
        return Ok(None);
    }
    let file = CaseFile::open_to_read(&path)?;
    let (rows, heads) = file.at_one_moment(|file| Ok::<_, StoreError>((file.rows()?.0, file.heads()?)))?;
    let reading = chain::read(rows, &heads);
    if let Some(problem) = reading.problems.first() {
        return Err(Failure::Broken(format!("the organisation's file does not verify: {}", problem.line())));
    }
    let opening = reading.opening().filter(|opened| opened.purpose == Purpose::Organisation.as_str());
    let opening = opening.ok_or_else(|| Failure::Broken("it is not the organisation's file".to_owned()))?;
    for station in reading.chains.keys().map(ToString::to_string) {
        let kept = Memory::new(&env.places.state, &opening.case, &station).kept();
        // An older copy would bring back what was retired or withdrawn since.
        if kept.is_some_and(|(seq, hash)| !file.has_line(&station, seq, &hash).unwrap_or(false)) {
            let what = "the organisation's file is an older copy: lines that this laptop wrote are not in it";
            return Err(Failure::Broken(what.to_owned()));
        }
    }
    let (size, head) = (reading.lines, crate::journal::hex(&reading.case_head()));
    Ok(Some(Read { id: opening.case.clone(), size, head, state: reading.fold(StationId::default()) }))
}

/// The procedures at hand by id, version and digest; those that cannot be read are left out.
#[must_use]
pub fn texts(catalogue: &Catalogue) -> Vec<Text<'_>> {
    let loaded = catalogue.ids().filter_map(|id| catalogue.get(id)?.ok());
    loaded
        .map(|found| Text { id: &found.procedure.id, version: &found.procedure.version, sha256: &found.sha256 })
        .collect()
}

/// The organisation at a glance. Without a file nothing was recorded yet, and everything is missing.
///
/// # Errors
/// As [`read`].
pub fn review(env: &Env, catalogue: &Catalogue) -> Result<Vec<Entry>, Failure> {
    let state = read(env)?.map(|found| found.state).unwrap_or_default();
    Ok(review::review(&state, &texts(catalogue), env.clock.now(), env.zone))
}

/// The approvals of exactly this text. What cannot be read gives none: a procedure is taken into use all the same.
pub(super) fn approvals(env: &Env, text: &Text<'_>) -> Vec<Approval> {
    match read(env) {
        Ok(Some(found)) => found.state.organisation.approvals.of(&found.id, text),
        Ok(None) | Err(_) => Vec::new(),
    }
}

/// Counsel's proven approval of exactly this entry of the register. What cannot be read gives none, and the entry counts as a draft.
pub(super) fn counsel(env: &Env, regime: &str, sha256: &str) -> Option<EntryApproved> {
    match read(env).ok()??.state.organisation.entries.reviewed(regime, sha256) {
        Reviewed::Approved(found) => Some(found.clone()),
        _ => None,
    }
}

/// The profile that holds. What cannot be read gives none: then nothing is suggested by it.
pub(super) fn profile(env: &Env) -> Option<Held> {
    let found = read(env).ok()??;
    let (record, profile) = found.state.organisation.profile?;
    Some(Held { profile, file: found.id, record })
}

/// Opens the organisation's file to record in it, and makes it at the first use. The people of the address book come onto its roster, so that an approver or
/// the owner of a key is a person and not only a name.
///
/// # Errors
/// The file, the key, the system.
pub fn open(env: &Env, operator: &str) -> Result<Case, Failure> {
    let path = env.places.organisation();
    let opened = if path.exists() {
        Case::open(env, &path, operator)
    } else {
        match Case::create(env, &path, Purpose::Organisation, operator) {
            // Another process made it at the same moment: theirs counts.
            Err(Failure::Store(StoreError::Exists(_))) => Case::open(env, &path, operator),
            made => made,
        }
    };
    let mut case = opened?;
    // What is to be recorded stands whatever the book looks like; `warroom people check` says what is wrong with it.
    let _ = case.take_address_book();
    Ok(case)
}
