//! Control 4, the cause: what let it happen, since when, and which lines show it (procedures.md section 2, control 4).

mod credit;
mod decide;
mod fact;
mod waits;

pub use credit::{counts, quote_shortfall, review_shortfalls, shortfalls};
pub use decide::{add_quote, finding, look_again, review, searches};
pub use fact::{Alternative, CONFIDENCES, Cause, Concluded, Looked, ORIGINS, Quoted, Reviewed, TYPES, VERDICTS};

pub(super) use waits::waits;

use super::artefact::Artefact;
use super::deadline::earliest_sign;
use super::exhibit::DigestState;
use super::fact::{Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::msg::Msg;
use super::people::People;
use super::quote::{Found, Quote, Unread, Within};
use super::time::{Instant, When};

facts! {
    /// Facts about the cause.
    CauseFact {
        /// Somebody says what let it happen, or that this is not established.
        Concluded(Concluded) = "cause.finding" [listed],
        /// A further quote of a finding.
        Quoted(Quoted) = "cause.quoted" [listed],
        /// A quote was looked for again.
        Looked(Looked) = "cause.looked" [listed],
        /// Somebody else read a finding against its quotes.
        Reviewed(Reviewed) = "cause.reviewed" [listed],
    }
}

/// A quote of a finding, with every time it was looked for again.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited {
    /// The record that holds it: the finding itself, or one of its own.
    pub id: RecordId,
    /// The quote.
    pub quote: Quote,
    /// When it was read.
    pub at: When,
    /// Later searches, in order.
    pub looked: Vec<(RecordId, Looked)>,
}

/// How it stands with a quote.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing<'a> {
    /// The program found the words, and the file is what it was.
    Found(&'a Found),
    /// It has not looked.
    Claimed(Unread),
    /// It looked in the whole file, and they are not there.
    Absent,
    /// It found them in an exhibit that was struck since, or whose digest is another now.
    Fallen,
}

impl Standing<'_> {
    /// The code: `found`, `claimed`, `absent`, `fallen`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Standing::Found(_) => "found",
            Standing::Claimed(_) => "claimed",
            Standing::Absent => "absent",
            Standing::Fallen => "fallen",
        }
    }
}

impl Cited {
    /// The last search that stands.
    fn last<'a>(&'a self, state: &Incident) -> Option<&'a Looked> {
        self.looked.iter().rfind(|(id, _)| !state.struck(*id)).map(|(_, looked)| looked)
    }

    /// What the words stand in, as last looked for.
    #[must_use]
    pub fn within<'a>(&'a self, state: &Incident) -> &'a Within {
        self.last(state).and_then(|looked| looked.within.as_ref()).unwrap_or(&self.quote.within)
    }

    /// How it stands.
    #[must_use]
    pub fn standing<'a>(&'a self, state: &Incident) -> Standing<'a> {
        let (found, unread) = match self.last(state) {
            Some(looked) => (looked.found.as_ref(), looked.unread),
            None => (self.quote.found.as_ref(), self.quote.unread),
        };
        match (found, unread) {
            (Some(found), _) if !self.holds(state, found) => Standing::Fallen,
            (Some(found), _) => Standing::Found(found),
            (None, Some(why)) => Standing::Claimed(why),
            (None, None) => Standing::Absent,
        }
    }

    /// Whether the exhibit is still the file in which the words were found.
    fn holds(&self, state: &Incident, found: &Found) -> bool {
        let Within::Exhibit(id) = self.within(state) else { return true };
        state.register.exhibit(*id).is_some_and(|exhibit| {
            !exhibit.struck && exhibit.digest() == found.sha256 && state.digest_state(exhibit) != DigestState::Differs
        })
    }
}

/// A finding with its quotes and reviews.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Its record.
    pub id: RecordId,
    /// What was found.
    pub said: Concluded,
    /// Whether the risk that stays was accepted by whoever was its owner then.
    pub by_risk_owner: bool,
    /// Its quotes, in order.
    pub quotes: Vec<Cited>,
    /// Reviews, in order.
    pub reviews: Vec<(RecordId, Reviewed)>,
}

impl Finding {
    /// Quotes that are not struck.
    pub fn standing_quotes<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a Cited> {
        self.quotes.iter().filter(|cited| !state.struck(cited.id))
    }

    /// The review that decides: the last that was made, whenever it was written down.
    #[must_use]
    pub fn last_review(&self, state: &Incident) -> Option<&(RecordId, Reviewed)> {
        let standing = self.reviews.iter().filter(|(id, _)| !state.struck(*id));
        standing.max_by_key(|(id, reviewed)| (reviewed.at.at, *id))
    }
}

/// Findings, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Causes {
    /// Findings in order of recording.
    pub findings: Vec<Finding>,
}

impl Causes {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &CauseFact, people: &People, station: StationId) -> Act {
        match fact {
            CauseFact::Concluded(said) => {
                let msg = Msg::new("act-finding")
                    .code("cause", "cause", said.cause.code())
                    .with("who", said.author.name.clone());
                let by_risk_owner = match &said.cause {
                    Cause::NotEstablished { accepted_by, .. } => people.is_siro(accepted_by),
                    _ => false,
                };
                let quote = said.quote.iter().map(|quote| cited(meta.id, quote, &said.at));
                self.findings.push(Finding {
                    id: meta.id,
                    said: (**said).clone(),
                    by_risk_owner,
                    quotes: quote.collect(),
                    reviews: Vec::new(),
                });
                Act::response(&said.at, said.late_reason.as_ref(), msg)
            }
            CauseFact::Quoted(quoted) => {
                if let Some(finding) = self.findings.iter_mut().find(|finding| finding.id == quoted.finding) {
                    finding.quotes.push(cited(meta.id, &quoted.quote, &quoted.at));
                }
                let msg = Msg::new("act-quoted")
                    .with("record", quoted.finding.label(station))
                    .with("who", quoted.by.name.clone())
                    .code("standing", "quote", if quoted.quote.found.is_some() { "found" } else { "claimed" });
                Act::response(&quoted.at, quoted.late_reason.as_ref(), msg)
            }
            CauseFact::Looked(looked) => {
                let mut quotes = self.findings.iter_mut().flat_map(|finding| &mut finding.quotes);
                if let Some(cited) = quotes.find(|cited| cited.id == looked.quote) {
                    cited.looked.push((meta.id, (**looked).clone()));
                }
                let standing = match (&looked.found, looked.unread) {
                    (Some(_), _) => "found",
                    (None, Some(_)) => "claimed",
                    (None, None) => "absent",
                };
                let msg = Msg::new("act-quote-looked").with("record", looked.quote.label(station));
                Act::at(meta.recorded_at, msg.code("standing", "quote", standing))
            }
            CauseFact::Reviewed(reviewed) => {
                if let Some(finding) = self.findings.iter_mut().find(|finding| finding.id == reviewed.finding) {
                    finding.reviews.push((meta.id, (**reviewed).clone()));
                }
                let msg = Msg::new("act-finding-reviewed")
                    .with("record", reviewed.finding.label(station))
                    .with("who", reviewed.by.name.clone())
                    .code("verdict", "review", reviewed.verdict.clone());
                Act::response(&reviewed.at, reviewed.late_reason.as_ref(), msg)
            }
        }
    }

    /// A finding by its record.
    #[must_use]
    pub fn finding(&self, id: RecordId) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == id)
    }

    /// Findings that are neither struck nor superseded.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a Finding> {
        let live = |finding: &&Finding| !state.struck(finding.id);
        let replaced: Vec<RecordId> =
            self.findings.iter().filter(live).filter_map(|finding| finding.said.supersedes).collect();
        self.findings.iter().filter(live).filter(move |finding| !replaced.contains(&finding.id))
    }

    /// A quote of any finding by the record that holds it.
    #[must_use]
    pub fn quote(&self, id: RecordId) -> Option<&Cited> {
        self.findings.iter().flat_map(|finding| &finding.quotes).find(|cited| cited.id == id)
    }
}

fn cited(id: RecordId, quote: &Quote, at: &When) -> Cited {
    Cited { id, quote: quote.clone(), at: at.clone(), looked: Vec::new() }
}

/// Files that findings and their quotes brought, each with the record that cites it.
pub fn files(state: &Incident) -> impl Iterator<Item = (RecordId, &Artefact)> {
    let quotes = state.causes.findings.iter().flat_map(|finding| &finding.quotes);
    quotes.flat_map(|cited| {
        let own = cited.quote.file().map(|file| (cited.id, file));
        let later = cited.looked.iter().filter_map(|(record, looked)| match &looked.within {
            Some(Within::File(file)) => Some((*record, file)),
            _ => None,
        });
        own.into_iter().chain(later)
    })
}

/// The earliest first access that stands: nothing from then on is taken for clean. As long as no finding names one it is the first sign of the incident.
#[must_use]
pub fn first_access(state: &Incident) -> Option<Instant> {
    let named = state.causes.standing(state).filter_map(|finding| finding.said.first_access.as_ref());
    named.map(|when| when.at).min().or_else(|| earliest_sign(state))
}
