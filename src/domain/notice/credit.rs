//! What an approval and a sending lack.

use super::compose::letters;
use super::{Approved, Begun, Entry, Gap, Notice, gap};
use crate::domain::custody::KeySignature;
use crate::domain::deadline::Sent;
use crate::domain::decision::Shortfall;
use crate::domain::incident::Incident;
use crate::domain::rules::Rule;

/// Items that a text leaves open; those for late notices count where it is late.
pub(super) fn open(begun: &Begun, entries: &[Entry], late: bool) -> usize {
    let wanted = begun.items.iter().filter(|item| !item.late || late);
    wanted.filter(|item| gap(item, entries.iter().find(|entry| entry.item == item.id)).is_some()).count()
}

/// Whether nobody has written anything into what was prepared.
pub(super) fn untouched(begun: &Begun, entries: &[Entry]) -> bool {
    let written = |entry: &Entry| {
        let item = begun.items.iter().find(|item| item.id == entry.item);
        let own = item.is_some_and(|item| !matches!(gap(item, Some(entry)), Some(Gap::Missing | Gap::Unedited)));
        let before = begun.entries.iter().find(|before| before.item == entry.item);
        own && !before.is_some_and(|before| before.text == entry.text && before.number == entry.number)
    };
    !entries.iter().any(written)
}

/// What is wrong with a text by itself: what it leaves open, and a template that nobody edited.
pub(super) fn text_shortfalls(begun: &Begun, entries: &[Entry], late: bool) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if untouched(begun, entries) {
        short.push(Shortfall::new(Rule::TemplateUnedited).at("notice"));
    }
    let open = open(begun, entries, late);
    if open > 0 {
        short.push(Shortfall::new(Rule::ItemsMissing).at("notice").with("count", open));
    }
    short
}

/// Why an approval earns no credit: for a text that is on record and complete, by a person who stands behind it and did not write it.
#[must_use]
pub fn approval_shortfalls(state: &Incident, notice: &Notice, approved: &Approved) -> Vec<Shortfall> {
    let found = notice.versions.iter().rposition(|version| version.sha256 == approved.text_sha256);
    let (entries, drafters) = match found.and_then(|at| Some((notice.versions.get(at)?, notice.versions.get(..=at)?))) {
        Some((version, until)) => {
            (version.written.entries.as_slice(), until.iter().map(|version| &version.written.by).collect::<Vec<_>>())
        }
        None => (&[][..], Vec::new()),
    };
    let mut short =
        text_shortfalls(&notice.begun, entries, notice.late_with(state, &approved.text_sha256, approved.at.at));
    short.extend(person_shortfalls(state, approved, &drafters));
    short
}

/// Why the person does not stand behind it, or may not.
pub(super) fn person_shortfalls(
    state: &Incident,
    approved: &Approved,
    drafters: &[&crate::domain::fact::Author],
) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if drafters.iter().any(|drafter| state.people.may_be_same(&approved.by, drafter)) {
        short.push(Shortfall::new(Rule::ApproverDrafted).at("by"));
    }
    let shown = match approved.presence.as_str() {
        "own-key" => KeySignature::shortfall(approved.signature.as_ref(), state, &approved.by, Rule::ApprovalSignature),
        presence => (!state.present(&approved.by, presence, &approved.presence_ref))
            .then(|| Shortfall::new(Rule::Unproven).at("presence")),
    };
    short.extend(shown);
    short
}

/// Why a notice sent earns no credit for its text: what went out is a text that was approved before, complete, and the one that is attached.
#[must_use]
pub fn sent_shortfalls(state: &Incident, sent: &Sent) -> Vec<Shortfall> {
    let notice = sent.notice.and_then(|id| state.notices.notice(id));
    let version = notice.and_then(|notice| notice.versions.iter().rfind(|version| version.sha256 == sent.text_sha256));
    sending_shortfalls(state, sent, version.map_or(&[], |version| &version.written.entries))
}

/// What is still to be had for a notice that went out: as [`sent_shortfalls`], save that an approval of its text counts also where it came only afterwards.
#[must_use]
pub fn open_shortfalls(state: &Incident, sent: &Sent) -> Vec<Shortfall> {
    let mut short = sent_shortfalls(state, sent);
    let notice = sent.notice.and_then(|id| state.notices.notice(id));
    if notice.is_some_and(|notice| notice.approval_of(state, &sent.text_sha256).is_some()) {
        short.retain(|short| short.rule != Rule::TextNotApproved);
    }
    short
}

/// The same, of the answers in the text that went out.
pub(in crate::domain) fn sending_shortfalls(state: &Incident, sent: &Sent, entries: &[Entry]) -> Vec<Shortfall> {
    let Some(notice) = sent.notice.and_then(|id| state.notices.notice(id)) else {
        return vec![Shortfall::new(Rule::TextNotApproved).at("notice")];
    };
    let mut short = Vec::new();
    let approved = notice.approval_of(state, &sent.text_sha256);
    if approved.is_none_or(|(_, approved)| approved.at.at > sent.at.at) {
        short.push(Shortfall::new(Rule::TextNotApproved).at("notice"));
    }
    // What it leaves open is owed: it went out, and that is a submission.
    let open = text_shortfalls(&notice.begun, entries, notice.late(state, sent.at.at));
    short.extend(open.into_iter().map(Shortfall::counting));
    if sent.copy_is == OTHER {
        short.push(Shortfall::new(Rule::CopyDiffers).at("file"));
    }
    short
}

/// A copy that holds another text than the one it is said to be.
const OTHER: &str = "another-text";

/// What an attached copy is, beside a text: the text itself in any format that keeps its letters, or another one. What is no text cannot be read here.
pub(super) fn copy_of(text: &str, copy: Option<&[u8]>) -> &'static str {
    let Some(bytes) = copy else { return "not-read" };
    let Ok(copy) = std::str::from_utf8(bytes) else { return "not-read" };
    if copy.starts_with("%PDF") {
        return "not-read";
    }
    let copy = letters(copy);
    let mut from = 0;
    for line in text.lines().map(letters).filter(|line| !line.is_empty()) {
        match copy.get(from..).and_then(|rest| rest.find(&line)) {
            Some(at) => from += at + line.len(),
            None => return OTHER,
        }
    }
    "the-text"
}
