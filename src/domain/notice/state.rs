//! Notices of the case, folded.

use std::borrow::Cow;

use super::compose::{compose, digest};
use super::{Approved, Begun, Entry, Item, KINDS, NoticeFact, Written, approval_shortfalls};
use crate::domain::deadline::{Gone, Sent};
use crate::domain::fact::{Author, Meta};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::{Act, Incident};
use crate::domain::msg::Msg;
use crate::domain::time::Instant;

/// A version of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its record.
    pub id: RecordId,
    /// What was written.
    pub written: Written,
    /// SHA-256 of the text, computed and never taken from a record.
    pub sha256: String,
    /// When it was recorded.
    pub recorded: Instant,
}

/// One notice.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// The record that began it: its identity.
    pub id: RecordId,
    /// The draft as it was begun.
    pub begun: Begun,
    /// Who began it.
    pub author: Author,
    /// When.
    pub recorded: Instant,
    /// Versions of its text, oldest first.
    pub versions: Vec<Version>,
    /// Approvals, oldest first.
    pub approvals: Vec<(RecordId, Approved)>,
}

/// Notices in the order in which they were begun.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Notices {
    /// All of them, struck ones included.
    pub notices: Vec<Notice>,
}

/// A notice as it would go out now.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft<'a> {
    /// The answers, each with whether it can be stated as fact now.
    pub entries: Cow<'a, [Entry]>,
    /// The text.
    pub text: Cow<'a, str>,
    /// Its SHA-256.
    pub sha256: Cow<'a, str>,
    /// Whether the last version on record is this very text; otherwise something it rests on changed since.
    pub recorded: bool,
}

impl Notices {
    pub(in crate::domain) fn apply(&mut self, meta: &Meta, fact: &NoticeFact, here: StationId) -> Option<Act> {
        match fact {
            NoticeFact::Begun(begun) => {
                self.notices.push(Notice {
                    id: meta.id,
                    begun: (**begun).clone(),
                    author: meta.author.clone(),
                    recorded: meta.recorded_at,
                    versions: Vec::new(),
                    approvals: Vec::new(),
                });
                let msg = Msg::new("act-notice-begun")
                    .with("regime", begun.regime.clone())
                    .with("deadline", begun.deadline.clone())
                    .code("kind", "notice-kind", begun.kind.clone());
                Some(Act::at(meta.recorded_at, msg))
            }
            NoticeFact::Written(written) => {
                let notice = self.notices.iter_mut().find(|notice| notice.id == written.notice)?;
                let sha256 = digest(&written.text);
                let msg = Msg::new("act-notice-written")
                    .with("record", written.notice.label(here))
                    .with("version", notice.versions.len() + 1)
                    .with("digest", short(&sha256))
                    .with("who", written.by.name.clone());
                let (id, recorded) = (meta.id, meta.recorded_at);
                notice.versions.push(Version { id, written: (**written).clone(), sha256, recorded });
                Some(Act::at(meta.recorded_at, msg))
            }
            NoticeFact::Approved(approved) => {
                let notice = self.notices.iter_mut().find(|notice| notice.id == approved.notice)?;
                notice.approvals.push((meta.id, (**approved).clone()));
                let msg = Msg::new("act-notice-approved")
                    .with("record", approved.notice.label(here))
                    .with("digest", short(&approved.text_sha256))
                    .with("who", approved.by.name.clone());
                Some(Act::response(&approved.at, approved.late_reason.as_ref(), msg))
            }
        }
    }

    /// A notice by the record that began it.
    #[must_use]
    pub fn notice(&self, id: RecordId) -> Option<&Notice> {
        self.notices.iter().find(|notice| notice.id == id)
    }

    /// A notice by what people type: its record, or by its deadline, `REGIME/DEADLINE`: the first notice that is not sent, else the last
    /// one that is not struck.
    #[must_use]
    pub fn named(&self, state: &Incident, text: &str) -> Option<&Notice> {
        let by_record = state.record_named(text.trim()).and_then(|id| self.notice(id));
        let by_deadline = || {
            let (regime, deadline) = text.trim().split_once('/')?;
            let of = |notice: &&Notice| notice.begun.regime == regime && notice.begun.deadline == deadline;
            let last = || self.notices.iter().filter(of).rfind(|notice| !state.struck(notice.id));
            self.unsent_first(state, regime, deadline).or_else(last)
        };
        by_record.or_else(by_deadline)
    }

    /// The first notice of a deadline that is begun and not sent; of several the one begun first.
    #[must_use]
    pub fn unsent_first<'a>(&'a self, state: &Incident, regime: &str, deadline: &str) -> Option<&'a Notice> {
        let of = |notice: &&Notice| notice.begun.regime == regime && notice.begun.deadline == deadline;
        let open = |notice: &&Notice| notice.begun.kind == KINDS[0] && notice.sent(state).next().is_none();
        self.notices.iter().filter(of).filter(open).find(|notice| !state.struck(notice.id))
    }

    /// The notice of a deadline that goes out next: the first one, else the last that is not sent.
    #[must_use]
    pub fn to_send<'a>(&'a self, state: &'a Incident, regime: &'a str, deadline: &'a str) -> Option<&'a Notice> {
        let unsent = |notice: &&Notice| notice.sent(state).next().is_none();
        self.unsent_first(state, regime, deadline).or_else(|| self.of(state, regime, deadline).rfind(unsent))
    }

    /// Notices of a deadline that are not struck, oldest first.
    pub fn of<'a>(
        &'a self,
        state: &'a Incident,
        regime: &'a str,
        deadline: &'a str,
    ) -> impl DoubleEndedIterator<Item = &'a Notice> {
        let of = move |notice: &&Notice| notice.begun.regime == regime && notice.begun.deadline == deadline;
        self.notices.iter().filter(of).filter(|notice| !state.struck(notice.id))
    }
}

/// The beginning of a digest, as people compare it by eye.
fn short(sha256: &str) -> String {
    sha256.chars().take(12).collect()
}

impl Notice {
    /// The last version that is not struck.
    #[must_use]
    pub fn latest(&self, state: &Incident) -> Option<&Version> {
        self.versions.iter().rev().find(|version| !state.struck(version.id))
    }

    /// The answers on record.
    #[must_use]
    pub fn entries(&self, state: &Incident) -> &[Entry] {
        self.latest(state).map_or(&self.begun.entries, |version| &version.written.entries)
    }

    /// An item by its id, or by its number as it is listed.
    #[must_use]
    pub fn item(&self, text: &str) -> Option<&Item> {
        let text = text.trim();
        let by_number = text.parse::<usize>().ok().and_then(|at| self.begun.items.get(at.checked_sub(1)?));
        self.begun.items.iter().find(|item| item.id.eq_ignore_ascii_case(text)).or(by_number)
    }

    /// Answers with what can be stated as fact now.
    #[must_use]
    pub fn judged(&self, state: &Incident, entries: &[Entry]) -> Vec<Entry> {
        let now = |entry: &Entry| {
            let item = self.begun.items.iter().find(|item| item.id == entry.item);
            Entry { confirmed: item.is_some_and(|item| entry.stands(state, item)), ..entry.clone() }
        };
        entries.iter().map(now).collect()
    }

    /// The notice as it would go out now. The last version is that text as long as what it rests on stands as it did.
    #[must_use]
    pub fn draft<'a>(&'a self, state: &Incident) -> Draft<'a> {
        let latest = self.latest(state);
        let entries = self.entries(state);
        let judged = self.judged(state, entries);
        if let Some(version) = latest.filter(|_| judged == entries) {
            return Draft {
                entries: Cow::Borrowed(entries),
                text: Cow::Borrowed(version.written.text.as_str()),
                sha256: Cow::Borrowed(version.sha256.as_str()),
                recorded: true,
            };
        }
        let text = compose(&self.begun, &judged);
        let sha256 = digest(&text);
        Draft { entries: Cow::Owned(judged), text: Cow::Owned(text), sha256: Cow::Owned(sha256), recorded: false }
    }

    /// The version of a text, by the beginning of its digest.
    #[must_use]
    pub fn version(&self, state: &Incident, sha256: &str) -> Option<&Version> {
        let live = self.versions.iter().rev().filter(|version| !state.struck(version.id));
        live.into_iter().find(|version| !sha256.is_empty() && version.sha256.starts_with(&sha256.to_lowercase()))
    }

    /// The approval with credit of a text; of several the first.
    #[must_use]
    pub fn approval_of(&self, state: &Incident, sha256: &str) -> Option<&(RecordId, Approved)> {
        self.approvals.iter().find(|(id, approved)| {
            !state.struck(*id)
                && approved.text_sha256 == sha256
                && approval_shortfalls(state, self, approved).is_empty()
        })
    }

    /// The approval that holds for the notice as it would go out now.
    #[must_use]
    pub fn approval(&self, state: &Incident) -> Option<&(RecordId, Approved)> {
        let draft = self.draft(state);
        let sha256 = Some(&*draft.sha256).filter(|_| draft.recorded)?;
        self.approval_of(state, sha256)
    }

    /// The version that was sent last; of a text that is not on record there is none.
    #[must_use]
    pub fn out(&self, state: &Incident) -> Option<&Version> {
        let at = |id: RecordId, sent: &Sent| Gone::of(state, id, sent).map(|gone| gone.read.at);
        let (_, sent) = self.sent(state).max_by_key(|(id, sent)| (at(*id, sent), *id))?;
        self.versions.iter().rfind(|version| version.sha256 == sent.text_sha256)
    }

    /// The notice as it went out; before that, as it would go out now.
    #[must_use]
    pub fn shown<'a>(&'a self, state: &Incident) -> Draft<'a> {
        let Some(version) = self.out(state) else { return self.draft(state) };
        Draft {
            entries: Cow::Borrowed(version.written.entries.as_slice()),
            text: Cow::Borrowed(version.written.text.as_str()),
            sha256: Cow::Borrowed(version.sha256.as_str()),
            recorded: true,
        }
    }

    /// What was sent of it. What is said to go out only after it was recorded did not.
    pub fn sent<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a (RecordId, Sent)> {
        let all = state.deadlines.regimes.iter().flat_map(|regime| regime.sent.values().flatten());
        let of = |(_, sent): &&(RecordId, Sent)| sent.notice == Some(self.id);
        all.filter(of).filter(|(id, sent)| Gone::of(state, *id, sent).is_some())
    }
}
