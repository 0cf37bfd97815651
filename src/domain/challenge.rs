//! The questions that an auditor and an opposing expert would ask of this case, computed from what its records lack or admit: gaps, late entries, what was
//! accepted, clocks in doubt, holes in custody, stretches that nothing outside the room fixed, digests that others state, people nobody proved, struck records,
//! bodies taken out. Each with the records that answer it, or none.

use std::collections::BTreeMap;

use super::anchor::{counts, spans};
use super::attention::span;
use super::closure::closed_at;
use super::control::controls;
use super::excision::Excisions;
use super::exhibit::DigestState;
use super::fact::Author;
use super::id::RecordId;
use super::incident::Incident;
use super::msg::{Arg, Msg};
use super::time::{Instant, local};

/// Who would ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asker {
    /// Whether the procedure was kept to.
    Auditor,
    /// Whether the record can be believed.
    Expert,
}

impl Asker {
    /// The code: `auditor` or `expert`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Asker::Auditor => "auditor",
            Asker::Expert => "expert",
        }
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What kind of thing it is about: `gap`, `late`, `override` and so on.
    pub kind: &'static str,
    /// Who would ask it.
    pub by: Asker,
    /// The question.
    pub words: Msg,
    /// The record that it is about.
    pub about: Option<RecordId>,
    /// Records that answer it, in order.
    pub answers: Vec<RecordId>,
}

/// Minutes without a record that somebody asks about.
const GAP: i64 = 60;
/// Minutes without an anchor that somebody asks about.
const UNANCHORED: i64 = 60;

/// Every question, those without an answer first.
#[must_use]
pub fn questions(state: &Incident, now: Instant) -> Vec<Question> {
    let mut asked = Asked { state, found: Vec::new() };
    asked.gaps(now);
    asked.late();
    asked.accepted();
    asked.clocks();
    asked.exhibits();
    asked.anchors(now);
    asked.people();
    asked.struck();
    asked.taken_out();
    let mut found = asked.found;
    found.sort_by_key(|question| (!question.answers.is_empty(), question.by));
    found
}

struct Asked<'a> {
    state: &'a Incident,
    found: Vec<Question>,
}

impl Asked<'_> {
    fn ask(&mut self, kind: &'static str, by: Asker, words: Msg, about: Option<RecordId>, answers: Vec<RecordId>) {
        self.found.push(Question { kind, by, words, about, answers });
    }

    /// An instant in the zone of the case.
    fn at(&self, at: Instant) -> String {
        let declared = self.state.case.declared.as_ref().and_then(|declared| declared.zone.parse().ok());
        let there = local(at, declared.unwrap_or(chrono_tz::UTC));
        [there.date_iso().as_str(), &there.hm(), &there.offset()].join(" ")
    }

    /// Stretches of the incident in which nobody wrote anything; answered by what was recorded later of what happened then.
    fn gaps(&mut self, now: Instant) {
        let Some(declared) = self.state.case.declared_at() else { return };
        let end = closed_at(self.state).map_or(now, |(at, _)| at);
        let heard = self.state.anchors.heard.values().flatten().map(|heard| heard.at);
        let mut written: Vec<Instant> = heard.filter(|at| *at > declared && *at < end).collect();
        written.extend([declared, end.max(declared)]);
        written.sort_unstable();
        for pair in written.windows(2) {
            let [from, until] = *pair else { continue };
            if until.millis_since(from) < GAP * 60_000 {
                continue;
            }
            let within = |at: Instant| at > from && at < until;
            let lines = self.state.timeline.lines.iter();
            let told = lines.filter(|line| within(line.happened) && !self.state.struck(line.id)).map(|line| line.id);
            let answers = told.collect();
            let words = Msg::new("ask-gap").with("from", self.at(from)).with("until", self.at(until));
            let words = words.with("span", span(until.millis_since(from)));
            self.ask("gap", Asker::Expert, words, None, answers);
        }
    }

    /// What was written down late; answered by its own reason, or by the batch that it belongs to.
    fn late(&mut self) {
        for line in self.state.timeline.lines.iter().filter(|line| !self.state.struck(line.id)) {
            let Some(minutes) = line.late else { continue };
            let own = line.late_reason.as_ref().map(|_| line.catch_up.unwrap_or(line.id));
            let words = Msg::new("ask-late").with("record", self.state.label(line.id)).with("minutes", minutes);
            self.ask("late", Asker::Auditor, words, Some(line.id), own.or(line.catch_up).into_iter().collect());
        }
    }

    /// What was accepted although a rule was not met.
    fn accepted(&mut self) {
        for control in controls(self.state) {
            for accepted in control.overrides {
                let words = Msg::new("ask-override")
                    .with("control", control.id.to_string())
                    .with("record", self.state.label(accepted.record))
                    .with("what", Arg::Inner(Box::new(accepted.what)));
                self.ask("override", Asker::Auditor, words, Some(accepted.record), vec![accepted.record]);
            }
        }
    }

    /// Laptops whose clock nobody compared, and clocks that jumped; answered by a comparison after it.
    fn clocks(&mut self) {
        let stations = &self.state.stations;
        for station in stations.opened.keys() {
            let check = stations.checks.get(station).map(|(id, _)| *id);
            let words = Msg::new("ask-clock").with("station", station.to_string());
            self.ask("clock", Asker::Expert, words, None, check.into_iter().collect());
        }
        for (id, jump) in &stations.jumps {
            let after = stations.checks.get(&id.station).map(|(check, _)| *check).filter(|check| check.seq > id.seq);
            let words = Msg::new("ask-jump")
                .with("record", self.state.label(*id))
                .with("before", self.at(jump.before))
                .with("after", self.at(jump.after));
            self.ask("clock", Asker::Expert, words, Some(*id), after.into_iter().collect());
        }
        for (id, _) in &stations.damage {
            let words = Msg::new("ask-damage").with("record", self.state.label(*id));
            self.ask("damage", Asker::Expert, words, Some(*id), Vec::new());
        }
    }

    /// Holes in custody, and digests that nobody here computed.
    fn exhibits(&mut self) {
        let state = self.state;
        for exhibit in state.register.exhibits.iter().filter(|exhibit| !exhibit.struck) {
            let label = state.register.shown_label(exhibit);
            for finding in state.custody.findings(state, exhibit.id) {
                let words = Msg::new("ask-custody")
                    .with("label", label.clone())
                    .with("record", state.label(finding.event))
                    .code("what", "finding", finding.what.code());
                self.ask("custody", Asker::Expert, words, Some(finding.event), finding.settled.into_iter().collect());
            }
            let digest = state.digest_state(exhibit);
            if !matches!(digest, DigestState::Recomputed) {
                let words = Msg::new("ask-digest").with("label", label).code("state", "digest", digest.code());
                let claims = exhibit.claims.iter().map(|claim| claim.id);
                let answered = matches!(digest, DigestState::Corroborated | DigestState::LossAccepted);
                let answers = claims.filter(|_| answered).collect();
                self.ask("digest", Asker::Expert, words, Some(exhibit.id), answers);
            }
        }
    }

    /// Stretches that nothing outside the room fixed, and anchors that fix nothing.
    fn anchors(&mut self, now: Instant) {
        for open in spans(self.state) {
            let until = open.until.unwrap_or(now);
            let long = until.millis_since(open.from);
            if open.by.is_some() && long < UNANCHORED * 60_000 {
                continue;
            }
            let id = if open.by.is_some() { "ask-anchored-late" } else { "ask-unanchored" };
            let words = Msg::new(id).with("count", open.records).with("from", self.at(open.from));
            let words = words.with("until", self.at(until)).with("span", span(long));
            self.ask("anchor", Asker::Expert, words, open.by, open.by.into_iter().collect());
        }
        let state = self.state;
        for anchor in state.anchors.made.iter().filter(|anchor| !counts(state, anchor)) {
            let words = Msg::new("ask-anchor-lacks").with("record", state.label(anchor.id));
            self.ask("anchor", Asker::Expert, words, Some(anchor.id), Vec::new());
        }
    }

    /// Names that wrote and are nobody's on the roster, and second people whose presence was not shown.
    fn people(&mut self) {
        let state = self.state;
        let mut unknown: BTreeMap<&str, (RecordId, usize)> = BTreeMap::new();
        for line in &state.timeline.lines {
            let Author { name, .. } = &line.scribe;
            if state.people.person(&line.scribe).is_none() && state.people.resolve(name).person.is_none() {
                unknown.entry(name).or_insert((line.id, 0)).1 += 1;
            }
        }
        for (name, (first, count)) in unknown {
            let words = Msg::new("ask-who").with("name", name).with("count", count);
            self.ask("identity", Asker::Expert, words, Some(first), Vec::new());
        }
        let verified = state.proofs.verified.values().flatten();
        let verified = verified.map(|(id, made)| (*id, &made.by, made.presence.as_str(), made.presence_ref.as_str()));
        let handed = state.watch.handed.iter();
        let handed = handed.map(|(id, made)| (*id, &made.to, made.presence.as_str(), made.presence_ref.as_str()));
        for (id, who, presence, reference) in verified.chain(handed) {
            if !state.struck(id) && !state.present(who, presence, reference) {
                let words = Msg::new("ask-present").with("name", who.name.clone()).with("record", state.label(id));
                self.ask("identity", Asker::Auditor, words, Some(id), Vec::new());
            }
        }
    }

    /// What was taken back: answered by the strike, which says why.
    fn struck(&mut self) {
        let mut struck: Vec<_> = self.state.timeline.struck.iter().map(|(record, (by, _))| (*record, *by)).collect();
        struck.sort_unstable();
        for (record, by) in struck {
            let words = Msg::new("ask-struck").with("record", self.state.label(record));
            self.ask("struck", Asker::Expert, words, Some(record), vec![by]);
        }
    }

    /// Bodies that are not there, and attachments taken out: answered by the order, where there is one.
    fn taken_out(&mut self) {
        let Excisions { made, .. } = &self.state.excisions;
        let by = |record: RecordId| made.iter().find(|(_, excised)| excised.record == record).map(|(by, _)| *by);
        let mut gone: Vec<RecordId> = self.state.withheld.iter().map(|(id, _)| *id).collect();
        gone.extend(made.iter().map(|(_, excised)| excised.record));
        gone.sort_unstable();
        gone.dedup();
        for record in gone {
            let words = Msg::new("ask-withheld").with("record", self.state.label(record));
            self.ask("withheld", Asker::Expert, words, Some(record), by(record).into_iter().collect());
        }
    }
}
