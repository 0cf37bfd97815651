//! Files that records cite by digest: bytes inside the case file, or named by path and digest where they lie outside.

use serde::{Deserialize, Serialize};

use super::id::RecordId;
use super::incident::Incident;
use super::proof::Source;

/// A file that the application read and hashed: put aside before a command is decided, then cited by the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artefact {
    /// Last component of the path, raw bytes as text where it is UTF-8, else escaped.
    pub name: String,
    /// The whole path as typed or picked; `-` for standard input, empty for pasted text.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    /// SHA-256 over salt and bytes, lower-case hex: what a withheld attachment is checked by. Empty when the bytes stay outside the case file.
    pub commitment: String,
    /// Whether the bytes are inside the case file; larger ones are kept by path and hash.
    pub stored: bool,
}

/// Files inside the case file, each with the record that cites it.
pub fn stored(state: &Incident) -> impl Iterator<Item = (RecordId, &Artefact)> {
    cited(state).filter(|(_, file)| file.stored)
}

/// Names, without the way to them, of the files that records name: what is cited, and the files of exhibits.
pub fn named_files(state: &Incident) -> impl Iterator<Item = &str> {
    let exhibits = state.register.exhibits.iter().map(|exhibit| exhibit.registered.path.as_str());
    let cited = cited(state).flat_map(|(_, file)| [file.name.as_str(), file.path.as_str()]);
    exhibits.chain(cited).filter_map(|path| path.rsplit('/').next()).filter(|name| !name.is_empty())
}

/// The same with those that are named by path and digest only.
pub fn cited(state: &Incident) -> impl Iterator<Item = (RecordId, &Artefact)> {
    let proofs = state.proofs.attached.values().flatten().flat_map(|(record, attached)| {
        let file = match &attached.source {
            Source::File(file) => Some(file),
            Source::Record(_) | Source::Exhibit(_) => None,
        };
        file.into_iter().chain(&attached.before).map(|file| (*record, file))
    });
    let notices = state.deadlines.regimes.iter().flat_map(|regime| {
        let sent = regime.sent.values().flatten();
        sent.flat_map(|(record, sent)| sent.copy.iter().chain(&sent.receipt).map(|file| (*record, file)))
    });
    let memos = state.deadlines.regimes.iter().flat_map(|regime| &regime.memos).flat_map(|(record, memo)| {
        let contents = memo.contents.as_ref();
        let proofs = contents.into_iter().flat_map(|contents| &contents.proofs).filter_map(|proof| match proof {
            Source::File(file) => Some(file),
            Source::Record(_) | Source::Exhibit(_) => None,
        });
        let signed = contents.and_then(|contents| contents.signature.as_ref()).map(|signature| &signature.file);
        proofs.chain(signed).map(|file| (*record, file))
    });
    let told = state.telling.sent.values().flatten();
    let told = told.flat_map(|(record, told)| told.file.iter().chain(&told.proof).map(|file| (*record, file)));
    let suppliers = state.telling.suppliers.iter();
    let suppliers = suppliers.filter_map(|(record, notice)| Some((*record, notice.file.as_ref()?)));
    let approvals = state.notices.notices.iter().flat_map(|notice| &notice.approvals);
    let approvals = approvals.filter_map(|(record, approved)| Some((*record, approved.file()?)));
    let containment = state.containment.actions.iter().flat_map(|action| {
        let files = [&action.done.before, &action.done.after, &action.done.transcript];
        let done = files.into_iter().flatten().map(|file| (action.id, file));
        done.chain(action.tests.iter().filter_map(|(record, test)| Some((*record, test.output.as_ref()?))))
    });
    let questions = state.suppliers.questions.iter().flat_map(|question| {
        let answers = question.answers.iter().filter_map(|(record, answered)| Some((*record, answered.file.as_ref()?)));
        question.asked.copy.iter().map(|file| (question.id, file)).chain(answers)
    });
    let changes =
        state.suppliers.access.iter().filter_map(|(record, access)| Some((*record, access.writing.as_ref()?)));
    let exchanged = state.suppliers.exchanged.iter();
    let exchanged = exchanged.filter_map(|(record, exchanged)| Some((*record, exchanged.file.as_ref()?)));
    let inside = state.messages.sent.iter();
    let inside = inside.flat_map(|(record, sent)| sent.copy.iter().chain(&sent.list).map(|file| (*record, file)));
    let needs = state.messages.entered.iter().filter_map(|(record, entered)| Some((*record, entered.list.as_ref()?)));
    let signatures = state.custody.events.values().flatten();
    let signatures = signatures.filter_map(|(record, moved)| Some((*record, &moved.signature.as_ref()?.file)));
    let claims = state.register.exhibits.iter().flat_map(|exhibit| &exhibit.claims);
    let claims = claims.filter_map(|record| Some((record.id, record.claimed.log.as_ref()?)));
    let indicators = state.indicators.issued.iter();
    let indicators = indicators.filter_map(|(record, issued)| Some((*record, issued.file.as_ref()?)));
    proofs
        .chain(claims)
        .chain(indicators)
        .chain(state.eradication.files())
        .chain(state.lineage.files())
        .chain(state.experiments.files())
        .chain(state.restoration.files())
        .chain(state.monitoring.files())
        .chain(notices)
        .chain(memos)
        .chain(told)
        .chain(suppliers)
        .chain(approvals)
        .chain(signatures)
        .chain(inside)
        .chain(questions)
        .chain(changes)
        .chain(exchanged)
        .chain(needs)
        .chain(containment)
        .chain(super::anchor::files(state))
        .chain(super::cause::files(state))
        .chain(super::action::files(state))
        .chain(super::closure::files(state))
        .chain(super::drill::files(state))
        .chain(super::session::files(state))
        .chain(super::rows::files(state))
        .chain(super::exhibit::files(state))
}
