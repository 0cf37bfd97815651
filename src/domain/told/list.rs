//! Who is to be told, with what was decided and sent: everybody the law or a procedure asks for, and everybody a record speaks of.

use super::{Decided, GROUPS, Told, key};
use crate::domain::deadline::Regime;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::time::Instant;
use crate::library::{Register, tell};

/// Who asks for somebody to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A law or contract of the case: its name, and its words where it has some.
    Law {
        /// Its name.
        name: String,
        /// What the register says.
        words: String,
    },
    /// A duty of a procedure in use, by its code.
    Duty(String),
}

/// How it stands with somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody decided.
    Open,
    /// To be told, and not told yet.
    ToTell,
    /// Later; the time for it has come.
    Due,
    /// Told, and the record of it lacks something.
    Unproven,
    /// Later.
    Later,
    /// Told, with text, way and proof.
    Told,
    /// Not to be told.
    Not,
    /// Nothing asks for it and nobody spoke of it.
    Unasked,
}

impl Standing {
    /// The code: `open`, `to-tell`, `due`, `unproven`, `later`, `told`, `not`, `unasked`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::ToTell => "to-tell",
            Standing::Due => "due",
            Standing::Unproven => "unproven",
            Standing::Later => "later",
            Standing::Told => "told",
            Standing::Not => "not",
            Standing::Unasked => "unasked",
        }
    }
}

/// A group, or one of it, with everything on record.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// The group.
    pub group: &'static str,
    /// Which of it, as it was typed; empty for all of it.
    pub who: &'a str,
    /// Who asks for it.
    pub asked: Vec<Asked>,
    /// The decision that stands.
    pub decided: Option<&'a (RecordId, Decided)>,
    /// What was sent, oldest first.
    pub sent: Vec<&'a (RecordId, Told)>,
    /// How it stands.
    pub standing: Standing,
}

impl Item<'_> {
    /// Whether it was decided that they are not told, and they were told all the same.
    #[must_use]
    pub fn told_all_the_same(&self) -> bool {
        !self.sent.is_empty() && self.decided.is_some_and(|(_, decided)| decided.decision == "not")
    }
}

/// Everybody, in the order of the groups. Of a group that is asked for and of which somebody is named, those named are listed, and the group as a whole
/// only where a record speaks of it as a whole.
#[must_use]
pub fn items(state: &Incident, now: Instant) -> Vec<Item<'_>> {
    let telling = &state.telling;
    let mut found = Vec::new();
    for group in GROUPS {
        let asked = asked(state, group);
        let keys = telling.decided.keys().chain(telling.sent.keys()).filter(|(known, _)| known == group);
        let mut names: Vec<&str> = keys.map(|(_, who)| who.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let mut listed: Vec<Item<'_>> =
            names.into_iter().filter_map(|who| item(state, group, who, &asked, now)).collect();
        if listed.is_empty() {
            let standing = if asked.is_empty() { Standing::Unasked } else { Standing::Open };
            listed.push(Item { group, who: "", asked, decided: None, sent: Vec::new(), standing });
        }
        found.append(&mut listed);
    }
    found
}

/// One of a group, unless every record of it is struck.
fn item<'a>(state: &'a Incident, group: &'static str, who: &str, asked: &[Asked], now: Instant) -> Option<Item<'a>> {
    let telling = &state.telling;
    let key = key(group, who);
    let decided = telling.decided.get(&key).into_iter().flatten().rfind(|(id, _)| !state.struck(*id));
    let sent: Vec<_> = telling.sent.get(&key).into_iter().flatten().filter(|(id, _)| !state.struck(*id)).collect();
    let proven = sent.iter().any(|(_, told)| told.shortfalls(state).is_empty());
    let standing = match decided.map(|(_, decided)| (decided.decision.as_str(), decided)) {
        _ if proven => Standing::Told,
        _ if !sent.is_empty() => Standing::Unproven,
        None => return None,
        // A decision that nobody took, or without a ground, decides nothing.
        Some((_, decided)) if decided.decider.name.is_empty() => Standing::Open,
        Some(("not", decided)) if decided.reason.trim().is_empty() || decided.ground.is_empty() => Standing::Open,
        Some(("not", _)) => Standing::Not,
        Some(("later", decided)) => match &decided.until {
            Some(until) if until.at > now => Standing::Later,
            _ => Standing::Due,
        },
        Some(_) => Standing::ToTell,
    };
    let named = decided.map(|(_, decided)| decided.who.as_str());
    let who = named.or_else(|| sent.first().map(|(_, told)| told.who.as_str())).unwrap_or_default();
    Some(Item { group, who, asked: asked.to_vec(), decided, sent, standing })
}

/// Who asks for a group: the laws and contracts of the case in their words, and the duties of the procedures in use.
fn asked(state: &Incident, group: &str) -> Vec<Asked> {
    let mut found = Vec::new();
    let known = tell::groups().iter().find(|known| known.id == group);
    for regime in &state.deadlines.regimes {
        let last = regime.answers.iter().rfind(|(id, _)| !state.struck(*id));
        if last.is_some_and(|(_, answer)| answer.answer == "no") {
            continue;
        }
        let name = &regime.considered.name;
        let lines = lines(regime);
        let law = |words: &str| Asked::Law { name: name.clone(), words: words.to_owned() };
        let before = found.len();
        found.extend(lines.iter().filter(|line| tell::spoken_of(line).contains(&group)).map(|line| law(line)));
        let as_such = known.is_some_and(|known| known.laws.contains(&regime.considered.regime));
        if as_such && found.len() == before {
            found.push(law(""));
        }
    }
    for (id, chosen) in &state.work.chosen {
        if state.struck(*id) {
            continue;
        }
        let duties = chosen.procedure.duties_to_consider.iter();
        for duty in duties.filter(|duty| known.is_some_and(|known| known.duties.contains(duty))) {
            let duty = Asked::Duty(duty.clone());
            if !found.contains(&duty) {
                found.push(duty);
            }
        }
    }
    found
}

/// Whom a regime asks to tell also: as it was frozen into the case, in older cases as the carried register says.
fn lines(regime: &Regime) -> Vec<String> {
    if let Some(frozen) = &regime.considered.tell_also {
        return frozen.clone();
    }
    let shipped = Register::shipped().ok().and_then(|register| register.regime(&regime.considered.regime));
    shipped.map(|entry| entry.tell_also.clone()).unwrap_or_default()
}
