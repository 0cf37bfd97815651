//! The organisation at a glance: what was recorded in peace time, and what is missing or out of date. One list for the screen, the command line and the
//! readiness check.

use super::approvals::{Documented, Text};
use super::exercises::exercise_shortfalls;
use super::keys::key_shortfalls;
use super::people::{competence_shortfalls, held};
use super::profile::profile_shortfalls;
use super::untested;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::time::{Instant, local};

/// What an entry is about; the order is that of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Who the organisation is, and who may decide for it.
    Profile,
    /// Procedures and their approvals.
    Procedures,
    /// Keys of people's own.
    Keys,
    /// Roles that people took on.
    People,
    /// Telephone numbers.
    Numbers,
    /// The calendar of exercises.
    Exercises,
}

impl Section {
    /// Every section.
    pub const ALL: [Section; 6] =
        [Section::Profile, Section::Procedures, Section::Keys, Section::People, Section::Numbers, Section::Exercises];

    /// The code in JSON; its words are the message `section-CODE`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Section::Profile => "profile",
            Section::Procedures => "procedures",
            Section::Keys => "keys",
            Section::People => "people",
            Section::Numbers => "numbers",
            Section::Exercises => "exercises",
        }
    }
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is about.
    pub section: Section,
    /// Whether nothing is missing or out of date.
    pub fine: bool,
    /// What there is.
    pub what: Msg,
}

/// Everything, section by section. `texts` are the procedures at hand.
#[must_use]
pub fn review(state: &Incident, texts: &[Text<'_>], now: Instant, zone: chrono_tz::Tz) -> Vec<Entry> {
    let mut list = List { state, now, zone, entries: Vec::new() };
    list.profile();
    list.procedures(texts);
    list.keys();
    list.people();
    list.numbers();
    list.exercises(texts);
    list.entries
}

struct List<'a> {
    state: &'a Incident,
    now: Instant,
    zone: chrono_tz::Tz,
    entries: Vec<Entry>,
}

impl List<'_> {
    fn add(&mut self, section: Section, fine: bool, what: Msg) {
        self.entries.push(Entry { section, fine, what });
    }

    fn date(&self, at: Instant) -> String {
        local(at, self.zone).date_iso()
    }

    fn profile(&mut self) {
        let Some((_, profile)) = &self.state.organisation.profile else {
            return self.add(Section::Profile, false, Msg::new("org-no-profile"));
        };
        let about = &profile.about;
        let lists = [
            ("org-countries", "countries", &about.countries),
            ("org-sectors", "sectors", &about.sectors),
            ("org-legal-roles", "legal-roles", &about.roles),
        ];
        for (id, field, words) in lists {
            let said = Msg::new(if words.is_empty() { "org-unsaid" } else { id });
            let said = said.with("words", words.join(", ")).code("what", "field", field);
            self.add(Section::Profile, !words.is_empty(), said);
        }
        let holders = Msg::new("org-authority").with("words", profile.authority.join(", "));
        let holders = holders.with("ref", self.state.sensitive(&profile.authority_ref));
        self.short(Section::Profile, holders, &profile_shortfalls(profile));
    }

    fn procedures(&mut self, texts: &[Text<'_>]) {
        for text in texts {
            let found = self.state.organisation.approvals.documented(text);
            let line = |id| Msg::new(id).with("id", text.id).with("version", text.version);
            let msg = match found {
                Documented::Approved(given) | Documented::Unproven(given) | Documented::OtherText(given) => {
                    let id = match found {
                        Documented::Approved(_) => "org-approved",
                        Documented::Unproven(_) => "org-unproven",
                        _ => "org-other-text",
                    };
                    let msg = line(id).with("date", self.date(given.approved.at.at));
                    msg.with("who", given.approved.by.name.clone()).with("approved", given.approved.version.clone())
                }
                Documented::Retired(retired) => {
                    let msg = line("org-retired").with("date", self.date(retired.at.at));
                    msg.with("reason", self.state.sensitive(&retired.reason))
                }
                Documented::No => line("org-not-approved"),
            };
            // Retired is a decision, not a gap.
            self.add(Section::Procedures, matches!(found, Documented::Approved(_) | Documented::Retired(_)), msg);
        }
    }

    fn keys(&mut self) {
        let enrolled = &self.state.organisation.keys.enrolled;
        if enrolled.is_empty() {
            self.add(Section::Keys, false, Msg::new("org-no-key"));
        }
        for key in enrolled {
            let line = |id| {
                let msg = Msg::new(id).with("who", key.enrolled.person.name.clone());
                msg.with("fingerprint", key.enrolled.fingerprint.clone())
            };
            if let Some((_, withdrawn)) = &key.withdrawn {
                let msg = line("org-key-withdrawn").with("date", self.date(withdrawn.at.at));
                self.add(Section::Keys, true, msg.with("reason", self.state.sensitive(&withdrawn.reason)));
                continue;
            }
            let short = key_shortfalls(self.state, Some(key.id), &key.enrolled);
            let msg = line("org-key").with("form", self.state.sensitive(&key.enrolled.form));
            self.short(Section::Keys, msg, &short);
        }
    }

    /// What there is, and where something is missing the first of it.
    fn short(&mut self, section: Section, what: Msg, short: &[Shortfall]) {
        match short.first() {
            Some(short) => {
                let msg = Msg::new("org-short").with("what", what).with("missing", short.missing.clone());
                self.add(section, false, msg);
            }
            None => self.add(section, true, what),
        }
    }

    fn people(&mut self) {
        let competence = &self.state.organisation.competence.acknowledged;
        for (id, acknowledged) in competence {
            let latest = held(self.state, &acknowledged.person, &acknowledged.role);
            if latest.is_none_or(|(latest, _)| latest != id) {
                continue;
            }
            let short = competence_shortfalls(acknowledged, self.now);
            let msg = Msg::new(if acknowledged.until.is_some() { "org-role-until" } else { "org-role" })
                .with("who", acknowledged.person.name.clone())
                .code("role", "role", acknowledged.role.clone());
            let until = acknowledged.until.as_ref().map(|until| self.date(until.at));
            self.short(Section::People, msg.with("date", until.unwrap_or_default()), &short);
        }
        for (id, person) in &self.state.people.people {
            let who = Author { name: person.name.clone(), person: Some(*id) };
            for role in &person.roles {
                if held(self.state, &who, role).is_none() {
                    let msg = Msg::new("org-role-open").with("who", person.name.clone());
                    self.add(Section::People, false, msg.code("role", "role", role.clone()));
                }
            }
        }
        if competence.is_empty() && self.state.people.people.is_empty() {
            self.add(Section::People, false, Msg::new("org-nobody"));
        }
    }

    fn numbers(&mut self) {
        for (_, person) in &self.state.people.people {
            let old =
                |number: &&String| untested(self.state.organisation.competence.answered(number, self.now), self.now);
            let open = person.phones.iter().filter(old).count();
            let msg = Msg::new(if open == 0 { "org-numbers" } else { "org-numbers-open" });
            let msg = msg.with("who", person.name.clone()).with("open", open).with("count", person.phones.len());
            if !person.phones.is_empty() {
                self.add(Section::Numbers, open == 0, msg);
            }
        }
        let (state, now) = (self.state, self.now);
        let calls = state.organisation.competence.calls.iter();
        for (id, called) in calls.filter(|(_, called)| called.at.at > now) {
            let msg = Msg::new("org-call-ahead").with("record", self.state.label(*id));
            let msg = msg.with("who", called.person.name.clone()).with("date", self.date(called.at.at));
            self.add(Section::Numbers, false, msg);
        }
    }

    fn exercises(&mut self, texts: &[Text<'_>]) {
        let calendar = &self.state.organisation.exercises;
        for (id, planned) in calendar.open() {
            let over = planned.on.at < self.now;
            let msg = Msg::new(if over { "org-exercise-over" } else { "org-exercise-planned" })
                .with("record", self.state.label(*id))
                .with("date", self.date(planned.on.at))
                .with("id", planned.procedure.clone());
            self.add(Section::Exercises, !over, msg.with("title", self.state.sensitive(&planned.title)));
        }
        for (_, held) in &calendar.held {
            let ahead = held.at.at > self.now;
            let msg = Msg::new(if ahead { "org-exercise-ahead" } else { "org-exercise-held" })
                .with("date", self.date(held.at.at))
                .with("id", held.procedure.clone())
                .with("count", held.participants.len());
            if ahead {
                self.add(Section::Exercises, false, msg);
                continue;
            }
            self.short(Section::Exercises, msg, &exercise_shortfalls(held));
        }
        // What is not in use yet need not be exercised.
        for text in texts {
            let approved = matches!(self.state.organisation.approvals.documented(text), Documented::Approved(_));
            let last = calendar.last(text.id, self.now);
            if approved && untested(last, self.now) {
                let id = if last.is_some() { "org-exercise-old" } else { "org-exercise-never" };
                let date = last.map(|last| self.date(last)).unwrap_or_default();
                self.add(Section::Exercises, false, Msg::new(id).with("id", text.id).with("date", date));
            }
        }
        if calendar.planned.is_empty() && calendar.held.is_empty() {
            self.add(Section::Exercises, false, Msg::new("org-no-exercise"));
        }
    }
}
