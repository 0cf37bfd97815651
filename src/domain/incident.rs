//! The state of one case, folded from its facts in the order (lamport, station, seq). Never stored, only replayed.

use std::collections::{BTreeSet, HashMap};

use super::acquisition::Acquisitions;
use super::action::Actions;
use super::anchor::Anchors;
use super::breach::Breach;
use super::briefing::{BriefingFact, Briefings};
use super::callout::Callout;
use super::cause::Causes;
use super::clash::Clashes;
use super::closure::Closure;
use super::containment::Containment;
use super::control::Memos;
use super::custody::{Custody, CustodyFact};
use super::deadline::Deadlines;
use super::decision_log::DecisionLog;
use super::declaration::{CaseFact, CaseState};
use super::drill::Drill;
use super::entity::Entities;
use super::eradication::Eradication;
use super::exchange::Exchanges;
use super::excision::{ExcisionFact, Excisions};
use super::exhibit::{ExhibitFact, Register};
use super::experiment::Experiments;
use super::export::Exports;
use super::fact::{Author, Fact, Meta};
use super::id::{RecordId, StationId};
use super::indicator::Indicators;
use super::input::record_text;
use super::lineage::Lineage;
use super::mark::{Audience, Mark};
use super::media::Media;
use super::message::Messages;
use super::monitoring::Monitoring;
use super::msg::Msg;
use super::notice::Notices;
use super::organisation::Organisation;
use super::people::{Conflict, Holder, People, PeopleFact};
use super::population::Populations;
use super::printing::Papers;
use super::privilege::Privileges;
use super::procedure::Work;
use super::proof::{ProofFact, Proofs};
use super::restoration::Restoration;
use super::review::Review;
use super::rows::Rows;
use super::safety::Safety;
use super::sensitive::Sensitive;
use super::session::Sessions;
use super::station::Stations;
use super::supplier::Suppliers;
use super::time::{Instant, When};
use super::timeline::{Timeline, TimelineFact};
use super::told::Telling;
use super::volatile::Volatile;
use super::watch::{HandedOver, Watch, WatchFact};

/// A copy of a case from which bodies were withheld.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copied {
    /// Records whose bodies were not withheld: they had been taken out of the case by order before, and the record of that may itself be withheld.
    pub taken_out: BTreeSet<RecordId>,
}

/// One case, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Incident {
    /// This laptop's station: labels such as `48` mean its records.
    pub station: StationId,
    /// What is known of a copy that withholds records: what is missing in it is not known here, which is not "not done". None of a case that is whole.
    pub copy: Option<Copied>,
    /// Assessment, declaration, amendments.
    pub case: CaseState,
    /// Stations, clock, keys.
    pub stations: Stations,
    /// What laptops that worked apart contradict each other in.
    pub clashes: Clashes,
    /// Safety copies.
    pub safety: Safety,
    /// Media that came and went.
    pub media: Media,
    /// What happened and what was done.
    pub timeline: Timeline,
    /// People and roles.
    pub people: People,
    /// Call-out.
    pub callout: Callout,
    /// Procedures and steps.
    pub work: Work,
    /// Proofs of steps.
    pub proofs: Proofs,
    /// Sessions at a console.
    pub sessions: Sessions,
    /// Exhibits.
    pub register: Register,
    /// Bit-for-bit images.
    pub acquisitions: Acquisitions,
    /// Custody of exhibits.
    pub custody: Custody,
    /// Containment actions and their tests.
    pub containment: Containment,
    /// What let it happen: findings, their quotes and reviews.
    pub causes: Causes,
    /// Hunts, and what was removed.
    pub eradication: Eradication,
    /// Artefacts and what each was made from.
    pub lineage: Lineage,
    /// Entities.
    pub entities: Entities,
    /// Experiments on models.
    pub experiments: Experiments,
    /// What was restored, scanned, released.
    pub restoration: Restoration,
    /// The watch after recovery.
    pub monitoring: Monitoring,
    /// Indicators.
    pub indicators: Indicators,
    /// Rows of other tools.
    pub rows: Rows,
    /// Volatile evidence.
    pub volatile: Volatile,
    /// Controls that do not apply.
    pub memos: Memos,
    /// Command and watch.
    pub watch: Watch,
    /// What was taken out.
    pub excisions: Excisions,
    /// Papers that left the case.
    pub papers: Papers,
    /// Exports of the case.
    pub exports: Exports,
    /// Copies for other tools.
    pub exchanges: Exchanges,
    /// Privilege and legal hold.
    pub privileges: Privileges,
    /// Checkpoints and anchors of the journal.
    pub anchors: Anchors,
    /// Regimes and clocks.
    pub deadlines: Deadlines,
    /// How many people are concerned.
    pub populations: Populations,
    /// People and others to tell.
    pub telling: Telling,
    /// What the register of breaches asks for.
    pub breach: Breach,
    /// Notices: drafts, versions, approvals.
    pub notices: Notices,
    /// Decisions.
    pub decisions: DecisionLog,
    /// Who needs to know, and who was told inside.
    pub messages: Messages,
    /// Briefings.
    pub briefings: Briefings,
    /// Suppliers.
    pub suppliers: Suppliers,
    /// The review after the incident.
    pub review: Review,
    /// Improvement actions.
    pub actions: Actions,
    /// The walk, the report, the end.
    pub closure: Closure,
    /// The drill (in the exercise store).
    pub drill: Drill,
    /// What belongs to no case (in the organisation file).
    pub organisation: Organisation,
    /// Records folded, in order; the value is the kind.
    pub kinds: HashMap<RecordId, RecordKind>,
    /// Bodies that are withheld or excised, with their times of recording.
    pub withheld: Vec<(RecordId, Instant)>,
    /// The highest mark that a folded record carries, struck and corrected ones among them.
    highest: Option<Mark>,
}

/// What a record is, for the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordKind {
    /// A kind this version knows.
    Known(&'static str),
    /// A kind of a newer version: shown, never folded.
    Unknown(String),
}

/// How a conflict of duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConflictStanding {
    /// Nobody accepted it.
    Open,
    /// A statement of the one who started alone covers it until relief.
    Solo,
    /// The SIRO accepted it.
    Ratified,
}

/// The line that the program itself writes on the action lane when something is recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// When it happened.
    pub happened: Instant,
    /// How the time was given, where it was.
    pub when: Option<When>,
    /// What was done.
    pub text: Msg,
    /// The reason for recording it late, if one was given.
    pub late_reason: Option<String>,
    /// Whether recording it late asks for a reason: a response action does, the program's own entry does not.
    pub response: bool,
}

impl Act {
    /// The program's own entry at the instant of recording.
    #[must_use]
    pub fn at(happened: Instant, text: Msg) -> Self {
        Act { happened, when: None, text, late_reason: None, response: false }
    }

    /// A response action at a time that somebody gave.
    #[must_use]
    pub fn response(when: &When, late_reason: Option<&String>, text: Msg) -> Self {
        Act { happened: when.at, when: Some(when.clone()), text, late_reason: late_reason.cloned(), response: true }
    }
}

impl Incident {
    /// An empty case as seen from a station.
    #[must_use]
    pub fn new(station: StationId) -> Self {
        Incident { station, ..Incident::default() }
    }

    /// An empty case that knows from the start which of `records`, in the order of the fold, are struck: their effect is left out when they are folded, and
    /// only their line of the timeline is written. A strike that is struck itself strikes nothing. It also knows why a body is missing.
    #[must_use]
    pub fn knowing<'a>(station: StationId, records: impl Iterator<Item = (&'a Meta, &'a Fact)>) -> Self {
        let mut state = Incident::new(station);
        let mut strikes = Vec::new();
        let mut privileges = Vec::new();
        for (meta, fact) in records {
            match fact {
                Fact::Privilege(fact) => privileges.push((meta.id, fact)),
                Fact::Timeline(TimelineFact::Struck(struck)) => strikes.push((meta.id, struck)),
                Fact::Excision(ExcisionFact::Excised(excised)) => state.excisions.learn(meta.id, excised),
                _ => {}
            }
        }
        // From the last one back: what strikes a strike stands behind it.
        for (id, struck) in strikes.into_iter().rev() {
            if !state.struck(id) {
                state.timeline.struck.insert(struck.record, (id, (**struck).clone()));
            }
        }
        for (id, fact) in privileges {
            if !state.struck(id) {
                state.privileges.learn(id, fact);
            }
        }
        state
    }

    /// Learns from records that are not folded: a state of the past has to say why a body is missing that was there then, and what became privileged since is
    /// privileged in every view of it, as what was marked higher since is no less secret in it.
    pub fn learn_later<'a>(&mut self, records: impl Iterator<Item = (&'a Meta, &'a Fact)>) {
        for (meta, fact) in records {
            match fact {
                Fact::Excision(ExcisionFact::Excised(excised)) => self.excisions.learn(meta.id, excised),
                Fact::Privilege(fact) => self.privileges.learn(meta.id, fact),
                Fact::Timeline(TimelineFact::Corrected(_)) => self.highest = self.highest.max(Some(meta.mark)),
                _ => {}
            }
        }
    }

    /// Whether a fact takes back what was already folded, so that the state is to be folded again with [`Incident::knowing`]: a strike of anything but
    /// words on the timeline, which have no effect beyond their line; and what was taken out of the case.
    #[must_use]
    pub fn restates_history(&self, fact: &Fact) -> bool {
        let struck = match fact {
            Fact::Timeline(TimelineFact::Struck(struck)) => struck,
            Fact::Excision(_) | Fact::Privilege(_) => return true,
            _ => return false,
        };
        self.kinds.get(&struck.record) != Some(&RecordKind::Known("timeline.noted"))
    }

    /// Says of a record without its body, folded as one, why whoever looks is not shown it.
    pub fn keep_from(&mut self, id: RecordId, mark: Mark, privileged: bool) {
        self.timeline.keep_from(id, mark, privileged);
    }

    /// Folds one fact in. Total: any fact in any order leaves a state that can be shown.
    pub fn apply(&mut self, meta: &Meta, fact: &Fact) {
        if let Fact::Briefing(BriefingFact::Held(held)) = fact {
            self.privileges.repeats(meta.id, &held.repeats);
        }
        if let Some(import) = super::rows::repeats(fact) {
            self.privileges.repeats(meta.id, &[import]);
        }
        // Words of a privileged record are masked wherever they go from here.
        let privileged = self.privileges.covers(meta.id, meta.privileged);
        self.privileges.written |= meta.privileged;
        self.highest = self.highest.max(Some(meta.mark));
        let masked = (privileged != meta.privileged).then(|| Meta { privileged, ..meta.clone() });
        let meta = masked.as_ref().unwrap_or(meta);
        let last = self.stations.last_recorded.entry(meta.id.station).or_insert(meta.recorded_at);
        *last = (*last).max(meta.recorded_at);
        if let Fact::Case(CaseFact::Declared(declared)) = fact {
            self.declared_at(declared.declared.at.min(meta.recorded_at));
        }
        self.clashes.note(meta, fact);
        if !self.struck(meta.id) || fact.listed_when_struck() {
            self.media.hear(meta, fact);
        }
        let catch_up = self.case.catch_up.as_ref().map(|open| open.id);
        let act = if self.struck(meta.id) && !fact.listed_when_struck() {
            self.without_lines().fold_in(meta, fact, catch_up)
        } else {
            self.fold_in(meta, fact, catch_up)
        };
        let kind = match fact {
            Fact::Unknown(unknown) => RecordKind::Unknown(unknown.kind.clone()),
            fact => fact.known_kind().map_or_else(|| RecordKind::Unknown(String::new()), RecordKind::Known),
        };
        self.kinds.insert(meta.id, kind);
        self.anchors.hear(meta.id, meta.recorded_at, !matches!(fact, Fact::Anchor(_) | Fact::Paper(_)));
        if let Some(act) = act {
            self.timeline.program_line(meta, act, catch_up);
        }
    }

    /// A copy without what grows with every record: what a struck record would have done is done to it, for the words of its line.
    fn without_lines(&mut self) -> Incident {
        let (timeline, kinds) = (std::mem::take(&mut self.timeline), std::mem::take(&mut self.kinds));
        let heard = std::mem::take(&mut self.anchors.heard);
        let copy = self.clone();
        (self.timeline, self.kinds, self.anchors.heard) = (timeline, kinds, heard);
        copy
    }

    /// What a fact does to the state of its concern, and the line that says so.
    fn fold_in(&mut self, meta: &Meta, fact: &Fact, catch_up: Option<RecordId>) -> Option<Act> {
        match fact {
            Fact::Station(fact) => self.stations.apply(meta, fact),
            Fact::Safety(fact) => Some(self.safety.apply(meta, fact)),
            Fact::Medium(fact) => fact.act(meta),
            Fact::Clash(fact) => self.clashes.apply(meta, fact, self.station),
            Fact::Case(fact) => {
                let lead = super::closure::commands(self);
                self.case.apply(meta, fact, lead)
            }
            Fact::Timeline(fact) => self.timeline.apply(meta, fact, catch_up, self.station),
            Fact::People(fact) => {
                self.end_solo(meta, fact);
                self.watch_command(meta, fact);
                self.people.apply(meta, fact)
            }
            Fact::Callout(fact) => {
                self.callout.apply(meta, fact, &self.people, self.timeline.struck.contains_key(&meta.id))
            }
            Fact::Procedure(fact) => self.work.apply(meta, fact, self.timeline.struck.contains_key(&meta.id)),
            Fact::Proof(fact) => {
                let earning = match fact {
                    ProofFact::Verified(verified) => super::proof::earning(self, &verified.step),
                    ProofFact::Attached(_) => Vec::new(),
                };
                self.proofs.apply(meta, fact, earning)
            }
            Fact::Session(fact) => Some(self.sessions.apply(meta, fact)),
            Fact::Exhibit(fact) => {
                if let ExhibitFact::Registered(registered) = fact
                    && let Some(begun) = registered.acquired
                {
                    self.acquisitions.link(begun, meta.id);
                }
                self.register.apply(meta, fact, self.timeline.struck.contains_key(&meta.id))
            }
            Fact::Acquisition(fact) => self.acquisitions.apply(meta, fact),
            Fact::Custody(fact) => {
                let CustodyFact::Moved(moved) = fact;
                if moved.event == "disposed" && self.privileges.held() {
                    self.privileges.disposed_under_hold.insert(meta.id);
                }
                self.custody.apply(meta, fact, &self.register)
            }
            Fact::Containment(fact) => self.containment.apply(meta, fact, self.station),
            Fact::Cause(fact) => Some(self.causes.apply(meta, fact, &self.people, self.station)),
            Fact::Eradication(fact) => Some(self.eradication.apply(meta, fact, self.station)),
            Fact::Lineage(fact) => Some(self.lineage.apply(meta, fact, self.station, &self.people)),
            Fact::Entity(fact) => Some(self.entities.apply(meta, fact, self.station, &self.lineage)),
            Fact::Experiment(fact) => Some(self.experiments.apply(meta, fact, self.station)),
            Fact::Restoration(fact) => Some(self.restoration.apply(meta, fact, self.station, &self.people)),
            Fact::Monitoring(fact) => Some(self.monitoring.apply(meta, fact, self.station)),
            Fact::Indicator(fact) => Some(self.indicators.apply(meta, fact)),
            Fact::Rows(fact) => Some(self.rows.apply(meta, fact)),
            Fact::Volatile(fact) => self.volatile.apply(meta, fact),
            Fact::Control(fact) => Some(self.memos.apply(meta, fact)),
            Fact::Watch(fact) => {
                if let WatchFact::HandedOver(handed) = fact {
                    self.hand_over(meta, handed);
                }
                self.watch.apply(meta, fact)
            }
            Fact::Excision(fact) => Some(self.excisions.apply(meta, fact, self.station)),
            Fact::Paper(fact) => Some(self.papers.apply(meta, fact)),
            Fact::Export(fact) => Some(self.exports.apply(meta, fact)),
            Fact::Exchange(fact) => Some(self.exchanges.apply(meta, fact)),
            Fact::Privilege(fact) => {
                let struck = self.struck(meta.id);
                Some(self.privileges.apply(meta, fact, struck, self.station))
            }
            Fact::Anchor(fact) => Some(self.anchors.apply(meta, fact)),
            Fact::Deadline(fact) => self.deadlines.apply(meta, fact),
            Fact::Population(fact) => Some(self.populations.apply(meta, fact)),
            Fact::Told(fact) => Some(self.telling.apply(meta, fact)),
            Fact::Breach(fact) => Some(self.breach.apply(meta, fact)),
            Fact::Notice(fact) => self.notices.apply(meta, fact, self.station),
            Fact::DecisionLog(fact) => Some(self.decisions.apply(meta, fact, self.station)),
            Fact::Message(fact) => Some(self.messages.apply(meta, fact)),
            Fact::Briefing(fact) => Some(self.briefings.apply(meta, fact, self.station)),
            Fact::Supplier(fact) => Some(self.suppliers.apply(meta, fact, self.station)),
            Fact::Review(fact) => Some(self.review.apply(meta, fact)),
            Fact::Action(fact) => {
                let station = self.station;
                Some(self.actions.apply(meta, fact, station))
            }
            Fact::Closure(fact) => {
                let then = super::closure::then(self, fact);
                Some(self.closure.apply(meta, fact, then, self.station))
            }
            Fact::Drill(fact) => Some(self.drill.apply(meta, fact)),
            Fact::Organisation(fact) => self.organisation.apply(meta, fact),
            Fact::Unknown(unknown) => {
                let kind = super::text::visible(&unknown.kind).into_owned();
                Some(Act::at(meta.recorded_at, Msg::new("act-unknown").with("kind", kind)))
            }
        }
    }

    /// The solo statement ends with the first relief of a role that its person held, also where somebody else is put in their place.
    fn end_solo(&mut self, meta: &Meta, fact: &PeopleFact) {
        let (role, next) = match fact {
            PeopleFact::Relieved(relieved) => (&relieved.role, None),
            PeopleFact::Assigned(assigned) => (&assigned.role, Some(&assigned.person)),
            _ => return,
        };
        let Some(holder) = self.people.holders.get(role).map(|holder| &holder.assigned.person) else { return };
        if self.solo_covers(holder) && next.is_none_or(|next| !self.people.same(next, holder)) {
            self.case.solo_ended = Some(meta.id);
        }
    }

    /// A hand-over gives the role to the relief.
    fn hand_over(&mut self, meta: &Meta, handed: &HandedOver) {
        let assigned = handed.assigned();
        let fact = PeopleFact::Assigned(Box::new(assigned.clone()));
        self.end_solo(meta, &fact);
        self.people.give(Holder { id: meta.id, assigned });
    }

    /// Notes an assignment that takes the command from somebody who did not hand it over.
    fn watch_command(&mut self, meta: &Meta, fact: &PeopleFact) {
        let PeopleFact::Assigned(assigned) = fact else { return };
        // Whoever held it last, relieved since or not.
        let before = self.people.led.last();
        let taken = before.is_some_and(|before| !self.people.same(before, &assigned.person));
        if taken && assigned.role == "irt_lead" {
            self.watch.taken_over.push((meta.id, assigned.person.clone()));
        }
    }

    /// Whether the presence of a second person was shown, by somebody who is on the roster and was not struck from it.
    #[must_use]
    pub fn present(&self, who: &Author, presence: &str, reference: &str) -> bool {
        self.people.person(who).is_some() && super::proof::present(who, presence, reference)
    }

    /// Whether a standing solo statement covers the conflicts of duty of a person.
    #[must_use]
    pub fn solo_covers(&self, who: &Author) -> bool {
        let solo = self.case.solo.as_ref().filter(|_| self.case.solo_ended.is_none());
        solo.is_some_and(|(id, solo)| !self.struck(*id) && self.people.same(&solo.who, who))
    }

    /// How a conflict of duty stands: the one answer for needs, roster and command line.
    #[must_use]
    pub fn conflict_standing(&self, conflict: &Conflict) -> ConflictStanding {
        let holder = self.people.holders.get(&conflict.role).map(|holder| &holder.assigned.person);
        if self.people.is_ratified(conflict) {
            ConflictStanding::Ratified
        } else if holder.is_some_and(|holder| self.solo_covers(holder)) {
            ConflictStanding::Solo
        } else {
            ConflictStanding::Open
        }
    }

    /// Notes that the incident was declared, also by a record that was struck or taken out since: what was approved later was not there before.
    fn declared_at(&mut self, at: Instant) {
        self.case.first_declared = Some(self.case.first_declared.map_or(at, |known| known.min(at)));
    }

    /// Notes a line whose body is withheld or excised.
    pub fn apply_withheld(&mut self, id: RecordId, recorded_at: Instant) {
        if self.excisions.of(id).is_some_and(|(_, excised)| excised.kind == "case.declared") {
            self.declared_at(recorded_at);
        }
        self.withheld.push((id, recorded_at));
        self.anchors.hear(id, recorded_at, true);
        let why = self.excisions.of(id).map(|(by, excised)| {
            let msg = Msg::new("act-taken-out").with("record", self.label(*by));
            (self.mark(), msg.code("ground", "ground", excised.ground.clone()))
        });
        self.timeline.withheld_line(id, recorded_at, why);
    }

    /// Whether a record was struck.
    #[must_use]
    pub fn struck(&self, id: RecordId) -> bool {
        self.timeline.struck.contains_key(&id)
    }

    /// A record by what people type: `48`, `#48`, its whole identity, or as another station's is shown, `48/b7`, where exactly one fits; only if it is in
    /// the case.
    #[must_use]
    pub fn record_named(&self, text: &str) -> Option<RecordId> {
        let known =
            |id: &RecordId| self.kinds.contains_key(id) || self.withheld.iter().any(|(withheld, _)| withheld == id);
        let Some((seq, short)) = text.trim().split_once('/') else {
            return record_text(text, self.station).filter(known);
        };
        let seq = seq.trim_start_matches('#').parse().ok()?;
        let withheld = self.withheld.iter().map(|(id, _)| id.station);
        let stations: BTreeSet<StationId> = self.stations.last_recorded.keys().copied().chain(withheld).collect();
        let mut fitting = stations
            .into_iter()
            .filter(|station| station.short().eq_ignore_ascii_case(short))
            .map(|station| RecordId { station, seq })
            .filter(known);
        let found = fitting.next()?;
        fitting.next().is_none().then_some(found)
    }

    /// How a record is named on screen: `48`, or `48/b7` for another station's.
    #[must_use]
    pub fn label(&self, id: RecordId) -> String {
        id.label(self.station)
    }

    /// Text under the case's mark.
    #[must_use]
    pub fn sensitive(&self, text: &str) -> Sensitive {
        Sensitive::new(text.to_owned(), self.mark(), false)
    }

    /// Whether an audience may see all that is folded here. A record above it, or a claim of privilege, makes it false for good, whatever became of that record.
    #[must_use]
    pub fn keeps_nothing_from(&self, audience: Audience) -> bool {
        self.highest.is_none_or(|highest| audience.sees(highest)) && !self.privileges.any()
    }

    /// The highest mark of the case and of all its records: what says everything is for no more people than that.
    #[must_use]
    pub fn gravest_mark(&self) -> Mark {
        self.highest.map_or(self.mark(), |highest| highest.max(self.mark()))
    }

    /// The case's default mark.
    #[must_use]
    pub fn mark(&self) -> Mark {
        self.case.declared.as_ref().map_or(Mark::AmberStrict, |declared| declared.mark)
    }

    /// Number of records folded, known, unknown and withheld.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.kinds.len() + self.withheld.len()
    }
}

#[cfg(test)]
#[path = "incident_tests.rs"]
mod tests;
