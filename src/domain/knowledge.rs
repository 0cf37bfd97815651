//! Who knew: everybody of whom a record says that they were told, took part or decided. What follows from a state as it was known at an instant is what can be
//! shown of that instant; that somebody is not here shows nothing.

use super::fact::Author;
use super::id::RecordId;
use super::incident::Incident;
use super::msg::Msg;
use super::time::Instant;
use super::timeline::LineText;

/// Somebody who knew, with what shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Knower {
    /// Who.
    pub who: Author,
    /// Roles held.
    pub roles: Vec<String>,
    /// What shows it, oldest first: when it happened, the record, in words.
    pub shown: Vec<Shown>,
}

/// One thing that shows that somebody knew.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// When it happened.
    pub at: Instant,
    /// The record.
    pub record: RecordId,
    /// In words.
    pub words: Msg,
}

/// Everybody who knew, in the order in which the records first show it.
#[must_use]
pub fn who_knew(state: &Incident) -> Vec<Knower> {
    let mut found = Found { state, knowers: Vec::new() };
    found.writers();
    found.called();
    found.watch();
    found.decided();
    found.told_inside();
    found.noticed();
    found.experimented();
    found.held();
    let mut knowers = found.knowers;
    for knower in &mut knowers {
        knower.shown.sort_by_key(|shown| (shown.at, shown.record));
        knower.roles = state.people.roles_of(&knower.who).into_iter().map(str::to_owned).collect();
    }
    knowers.sort_by_key(|knower| knower.shown.first().map(|shown| (shown.at, shown.record)));
    knowers
}

struct Found<'a> {
    state: &'a Incident,
    knowers: Vec<Knower>,
}

impl Found<'_> {
    fn add(&mut self, who: &Author, at: Instant, record: RecordId, words: Msg) {
        // Words in brackets stand where nobody is named.
        if who.name.trim().is_empty() || who.name.starts_with('(') || self.state.struck(record) {
            return;
        }
        let shown = Shown { at, record, words };
        match self.knowers.iter_mut().find(|knower| self.state.people.same(&knower.who, who)) {
            Some(knower) => knower.shown.push(shown),
            None => self.knowers.push(Knower { who: who.clone(), roles: Vec::new(), shown: vec![shown] }),
        }
    }

    /// Who wrote, from the first line to the last; who said it, who confirmed it.
    fn writers(&mut self) {
        let mut wrote: Vec<(&Author, usize, (Instant, RecordId))> = Vec::new();
        let state = self.state;
        for line in &state.timeline.lines {
            if matches!(line.text, LineText::Withheld) {
                continue;
            }
            match wrote.iter_mut().find(|(who, ..)| state.people.same(who, &line.scribe)) {
                Some((_, count, _)) => *count += 1,
                None => wrote.push((&line.scribe, 1, (line.recorded, line.id))),
            }
            let Some(detail) = &line.detail else { continue };
            if let Some(speaker) = &detail.speaker {
                self.add(speaker, line.happened, line.id, Msg::new("knew-said"));
            }
            if let Some(confirmer) = detail.basis.as_ref().and_then(|basis| basis.confirmer.as_ref()) {
                self.add(confirmer, line.recorded, line.id, Msg::new("knew-confirmed"));
            }
        }
        for (who, count, (at, record)) in wrote {
            self.add(who, at, record, Msg::new("knew-wrote").with("count", count));
        }
    }

    fn called(&mut self) {
        for call in self.state.callout.calls.iter().filter(|call| !call.struck) {
            let channel = || call.placed.channel.clone();
            if let Some((record, answered)) = &call.answered
                && answered.outcome == "acknowledged"
            {
                let words = Msg::new("knew-acknowledged").code("channel", "channel", channel());
                let words = words.code("identity", "identity", answered.identity.clone());
                self.add(&call.placed.callee, answered.at.at, *record, words);
            }
            let words = Msg::new("knew-called").with("callee", call.placed.callee.name.clone());
            self.add(&call.placed.caller, call.placed.at.at, call.id, words);
        }
    }

    fn watch(&mut self) {
        for (record, rolled) in &self.state.watch.rolls {
            for who in &rolled.present {
                self.add(who, rolled.at.at, *record, Msg::new("knew-briefed"));
            }
        }
        for (record, handed) in &self.state.watch.handed {
            let words = |id| Msg::new(id).code("role", "role", handed.role.clone());
            self.add(&handed.to, handed.at.at, *record, words("knew-took-over"));
            self.add(&handed.from, handed.at.at, *record, words("knew-handed-over"));
        }
    }

    fn decided(&mut self) {
        if let (Some(declared), Some(record)) = (&self.state.case.declared, self.state.case.declared_in) {
            self.add(&declared.by, declared.declared.at, record, Msg::new("knew-declared"));
        }
        for regime in &self.state.deadlines.regimes {
            let name = || Msg::new("knew-decided").with("regime", regime.considered.regime.clone());
            for (record, assessed) in &regime.answers {
                self.add(&assessed.decider, assessed.at.at, *record, name());
            }
            for (record, memo) in &regime.memos {
                self.add(&memo.decider, memo.at.at, *record, name());
            }
            for (record, sent) in regime.sent.values().flatten() {
                let words = Msg::new("knew-sent").with("regime", regime.considered.regime.clone());
                self.add(&sent.by, sent.at.at, *record, words);
            }
        }
    }

    /// Who prepared and who marked the outputs of an experiment.
    fn experimented(&mut self) {
        let state = self.state;
        let words = |record| Msg::new("knew-experiment").with("record", state.label(record));
        for (id, designed) in &state.experiments.designs {
            self.add(&designed.preparer, designed.at.at, *id, words(*id));
        }
        for run in &state.experiments.runs {
            self.add(&run.said.marker, run.said.at.at, run.id, words(run.said.experiment));
        }
    }

    /// Who decided what the log holds, and who was told by name.
    fn told_inside(&mut self) {
        for (record, made) in &self.state.decisions.made {
            let words = Msg::new("knew-log").with("record", self.state.label(*record));
            self.add(&made.by, made.at.at, *record, words);
        }
        for (record, sent) in &self.state.messages.sent {
            for recipient in &sent.recipients {
                self.add(&recipient.who, sent.at.at, *record, Msg::new("knew-message"));
            }
        }
    }

    /// Who wrote or approved a notice, decided that somebody is told, told them, counted people, weighed the risk, acted.
    fn noticed(&mut self) {
        let state = self.state;
        for notice in &state.notices.notices {
            for version in &notice.versions {
                self.add(&version.written.by, version.recorded, version.id, Msg::new("knew-drafted"));
            }
            for (record, approved) in &notice.approvals {
                self.add(&approved.by, approved.at.at, *record, Msg::new("knew-approved"));
            }
        }
        for (record, decided) in state.telling.decided.values().flatten() {
            self.add(&decided.decider, decided.at.at, *record, Msg::new("knew-decided-telling"));
        }
        for (record, told) in state.telling.sent.values().flatten() {
            self.add(&told.by, told.at.at, *record, Msg::new("knew-told"));
        }
        for (record, counted) in &state.populations.counts {
            self.add(&counted.counted_by, counted.at.at, *record, Msg::new("knew-counted"));
            if let Some(second) = &counted.checked_by {
                self.add(second, counted.at.at, *record, Msg::new("knew-checked-count"));
            }
        }
        for (record, risk) in &state.breach.risks {
            self.add(&risk.by, risk.at.at, *record, Msg::new("knew-weighed"));
        }
        for action in &state.containment.actions {
            self.add(&action.done.operator, action.done.at.at, action.id, Msg::new("knew-contained"));
        }
        for entry in &state.monitoring.entries {
            self.add(&entry.watched.reviewer, entry.watched.at.at, entry.id, Msg::new("knew-watched"));
        }
        for (record, seen) in &state.monitoring.seen {
            self.add(&seen.by, seen.at.at, *record, Msg::new("knew-hit"));
        }
        for (record, cleared) in &state.monitoring.cleared {
            self.add(&cleared.by, cleared.at.at, *record, Msg::new("knew-cleared-hit"));
        }
        for finding in &state.causes.findings {
            self.add(&finding.said.author, finding.said.at.at, finding.id, Msg::new("knew-found-cause"));
            for (record, reviewed) in &finding.reviews {
                self.add(&reviewed.by, reviewed.at.at, *record, Msg::new("knew-read-cause"));
            }
        }
    }

    fn held(&mut self) {
        for (role, holder) in &self.state.people.holders {
            let words = Msg::new("knew-held").code("role", "role", role.clone());
            self.add(&holder.assigned.person, holder.assigned.at.at, holder.id, words);
        }
    }
}
