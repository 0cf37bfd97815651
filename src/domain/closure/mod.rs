//! Control 10, closure: the walk of the remediation steps, what is still missing, the closing report and who signed it, and the end, which no rule and no
//! timer brings about (procedures.md sections 2 and 5).
//!
//! *Closed* says that controls and signatures are there; *resolved* says that what was to be learned was done, and that somebody else saw it.

mod came_up;
mod completion;
mod ending;
mod report;
mod residual;
mod signing;
mod statement;
mod stood_down;
mod walk;

pub use came_up::came_up;
pub use completion::{Line, lines};
pub use ending::{Closed, Closing, Reopened, close, reopen, unresolved};
pub use report::{Accepts, FORMATS, Point, Rendered, live, make, points, since, uncovered};
pub use residual::{Residual, residual, standing_risks};
pub use signing::{CAPACITIES, MEANS, Signature, Signed, counting, sign, signature_shortfalls};
pub use statement::{ReportStatement, statement};
pub use stood_down::{commands, ended_shortfalls, owes, stood_down};
pub use walk::{REMEDIATION, Walk, Walked, confirm, remediation, walk_shortfalls};

use super::artefact::Artefact;
use super::attention::{Need, Place, Urgency};
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::Input;
use super::msg::Msg;
use super::time::Instant;

facts! {
    /// Facts about the end.
    ClosureFact {
        /// The lead confirmed one remediation step.
        Walked(Walked) = "closure.walked" [listed],
        /// A risk that stays.
        Residual(Residual) = "closure.risk" [listed],
        /// The closing report was made.
        Rendered(Rendered) = "report.rendered" [listed],
        /// Somebody signed it.
        Signed(Signed) = "report.signed" [listed],
        /// The lead ended the case.
        Closed(Closed) = "closure.closed" [listed],
        /// The case was opened again.
        Reopened(Reopened) = "closure.reopened" [listed],
    }
}

/// What is looked at when a record is folded, and cannot be known from it later: who held which role, and what was missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Then {
    /// Who had the command.
    pub lead: Option<Author>,
    /// Who held the role of SIRO.
    pub siro: Option<Author>,
    /// Lines of the completion list that were open.
    pub open: usize,
    /// The last of what an end rests on: the report, its signatures, the seventh day of the watch.
    pub rests: Option<(Instant, RecordId)>,
    /// How many stand-downs there were.
    pub ended: usize,
}

impl Then {
    /// As the case stands now.
    #[must_use]
    pub fn of(state: &Incident) -> Then {
        let holder = |role: &str| state.people.holders.get(role).map(|holder| holder.assigned.person.clone());
        Then { lead: holder("irt_lead"), siro: holder("siro"), ..Then::default() }
    }
}

/// What came before the case was opened again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Before {
    /// Reports.
    pub reports: usize,
    /// Endings.
    pub closings: usize,
    /// Stand-downs.
    pub ended: usize,
}

/// The end, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Closure {
    /// Steps as the lead confirmed them, in order.
    pub walked: Vec<Walk>,
    /// Risks that stay, in order.
    pub residual: Vec<(RecordId, Residual)>,
    /// Reports, in order.
    pub reports: Vec<(RecordId, Rendered)>,
    /// Signatures, in order.
    pub signed: Vec<Signature>,
    /// Endings, in order.
    pub closings: Vec<Closing>,
    /// Reopenings with how many reports, endings and stand-downs came before.
    pub reopened: Vec<(RecordId, Reopened, Before)>,
}

/// How the case stands; derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nobody ended it, or what was recorded does not count.
    Open,
    /// It was ended and opened again.
    Reopened,
    /// It ended without a closure: stood down, downgraded, a duplicate, merged.
    StoodDown,
    /// Controls and signatures are there, and the lead ended it.
    Closed,
    /// Besides, every action was seen to be done by somebody else.
    Resolved,
}

impl Standing {
    /// The code: `open`, `reopened`, `stood-down`, `closed`, `resolved`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Reopened => "reopened",
            Standing::StoodDown => "stood-down",
            Standing::Closed => "closed",
            Standing::Resolved => "resolved",
        }
    }
}

/// What a record sees of the case before it is folded. Only the end asks for the list.
pub(super) fn then(state: &Incident, fact: &ClosureFact) -> Then {
    let mut then = Then::of(state);
    match fact {
        ClosureFact::Closed(_) => {
            then.open = lines(state).len();
            then.rests = ending::rests(state);
        }
        ClosureFact::Reopened(_) => then.ended = state.case.endings.len(),
        _ => {}
    }
    then
}

impl Closure {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ClosureFact, then: Then, station: StationId) -> Act {
        let id = meta.id;
        match fact {
            ClosureFact::Walked(walked) => {
                let msg = Msg::new("act-walked").with("step", walked.step.clone()).with("who", walked.by.name.clone());
                self.walked.push(Walk { id, walked: (**walked).clone(), lead: then.lead });
                Act::response(&walked.at, walked.late_reason.as_ref(), msg)
            }
            ClosureFact::Residual(risk) => {
                self.residual.push((id, (**risk).clone()));
                Act::at(meta.recorded_at, Msg::new("act-residual").with("who", risk.accepted_by.name.clone()))
            }
            ClosureFact::Rendered(rendered) => {
                self.reports.push((id, (**rendered).clone()));
                let short: String = rendered.file.sha256.chars().take(16).collect();
                let msg = Msg::new("act-report").with("size", rendered.size.to_string()).with("sha256", short);
                Act::at(meta.recorded_at, msg.code("format", "report-format", rendered.format.clone()))
            }
            ClosureFact::Signed(signed) => {
                let msg = Msg::new("act-report-signed")
                    .with("record", signed.report.label(station))
                    .code("capacity", "signs-as", signed.capacity.clone())
                    .with("who", signed.by.name.clone());
                let act = Act::response(&signed.at, signed.late_reason.as_ref(), msg);
                self.signed.push(Signature { id, signed: (**signed).clone(), then });
                act
            }
            ClosureFact::Closed(closed) => {
                let msg = Msg::new("act-ending").with("count", then.open).with("who", closed.by.name.clone());
                let act = Act::response(&closed.at, closed.late_reason.as_ref(), msg);
                self.closings.push(Closing { id, closed: (**closed).clone(), then });
                act
            }
            ClosureFact::Reopened(reopened) => {
                let msg = Msg::new("act-reopened").with("who", reopened.by.name.clone());
                let act = Act::response(&reopened.at, reopened.late_reason.as_ref(), msg);
                let before = Before { reports: self.reports.len(), closings: self.closings.len(), ended: then.ended };
                self.reopened.push((id, (**reopened).clone(), before));
                act
            }
        }
    }

    /// How many reports, endings and stand-downs do not count any more because the case was opened again after them.
    fn before(&self, state: &Incident) -> Before {
        let last = self.reopened.iter().rfind(|(id, ..)| !state.struck(*id));
        last.map_or_else(Before::default, |(.., before)| *before)
    }

    /// A report by its record.
    #[must_use]
    pub fn report(&self, id: RecordId) -> Option<&(RecordId, Rendered)> {
        self.reports.iter().find(|(known, _)| *known == id)
    }
}

/// The ending that counts, if there is one.
#[must_use]
pub fn ending(state: &Incident) -> Option<&Closing> {
    let before = state.closure.before(state);
    let since = state.closure.closings.iter().skip(before.closings);
    since.rev().find(|closing| !state.struck(closing.id) && closing.counts(state))
}

/// Whether the case is closed. It stays so whatever is recorded afterwards, until somebody opens it again or strikes what it rests on.
#[must_use]
pub fn closed(state: &Incident) -> bool {
    ending(state).is_some()
}

/// How the case stands.
#[must_use]
pub fn standing(state: &Incident) -> Standing {
    match ending(state) {
        Some(_) if unresolved(state).is_empty() => Standing::Resolved,
        Some(_) => Standing::Closed,
        None if stood_down(state).is_some() => Standing::StoodDown,
        None if state.closure.reopened.iter().any(|(id, ..)| !state.struck(*id)) => Standing::Reopened,
        None => Standing::Open,
    }
}

/// When it was closed, and by which record.
#[must_use]
pub fn closed_at(state: &Incident) -> Option<(Instant, RecordId)> {
    ending(state).map(|closing| (closing.closed.at.at, closing.id))
}

/// Files that the end cites: reports, signatures, scans, copies that were read.
pub(super) fn files(state: &Incident) -> impl Iterator<Item = (RecordId, &Artefact)> {
    let reports = state.closure.reports.iter().map(|(id, rendered)| (*id, &rendered.file));
    let signed = state.closure.signed.iter().flat_map(|signature| {
        let own = signature.signed.signature.as_ref().map(|own| &own.file);
        let paper = signature.signed.scan.iter().chain(&signature.signed.copy);
        own.into_iter().chain(paper).map(|file| (signature.id, file))
    });
    reports.chain(signed)
}

/// A report that waits for somebody's signature.
pub(super) fn waits(state: &Incident, found: &mut Vec<Need>) {
    if closed(state) {
        return;
    }
    let Some((report, rendered)) = live(state) else { return };
    for capacity in CAPACITIES.iter().filter(|capacity| counting(state, *report, capacity).is_none()) {
        let label = state.label(*report);
        let msg = Msg::new("need-report-sign").with("record", label.clone()).code("capacity", "signs-as", *capacity);
        let need = Need::new(Urgency::Waits, rendered.at.millis(), msg, Place::Timeline(*report));
        found.push(need.act("sign-report", Input::default().with("capacity", *capacity).with("record", label)));
    }
}

#[cfg(test)]
mod tests;
