//! What was meant: the nearest names of the roster where a typed one is on none, and the form that a value has where one names nothing.

use super::decision::{Refusal, Shortfall};
use super::incident::Incident;
use super::input::{FieldKind, FieldSpec, Input};
use super::msg::{Arg, Msg};
use super::people::People;
use super::rules::Rule;
use super::text::{folded, visible};

/// Names that are offered at most.
const MOST: usize = 3;

/// Adds the nearest names of the roster to what each shortfall says to do, where it is about somebody who was named and is not on the roster.
pub fn shortfalls(state: &Incident, fields: &[FieldSpec], input: &Input, said: &mut [Shortfall]) {
    for short in said {
        let own = |field: &&FieldSpec| short.rule == Rule::Unproven || short.field == Some(field.name);
        if let Some(meant) = fields.iter().filter(own).find_map(|field| meant(state, field, input, &short.next)) {
            short.next = meant;
        }
    }
}

/// The same for a refusal; and where a value names nothing of the case, which form it has.
pub fn refusal(state: &Incident, fields: &[FieldSpec], input: &Input, said: &mut Refusal) {
    let own = |field: &&FieldSpec| said.rule == Rule::TwoProvenPeople || said.field == Some(field.name);
    if let Some(meant) = fields.iter().filter(own).find_map(|field| meant(state, field, input, &said.next)) {
        said.next = meant;
        return;
    }
    let Some(field) = fields.iter().find(|field| said.field == Some(field.name)) else { return };
    // What says its own way on knows better.
    let general = said.rule == Rule::NotFound && said.next.id == Rule::NotFound.next();
    let Some((shape, examples)) = shape(field.kind).filter(|_| general) else { return };
    let given = input.get(field.name).map(str::trim).unwrap_or_default();
    let form = |msg: Msg| msg.with("form", Arg::Code("shape", shape.to_owned())).with("examples", examples);
    match state.record_named(given).filter(|_| field.kind == FieldKind::Record) {
        // It is there: only not of the kind that this command is about.
        Some(record) => {
            let what = Msg::new("record-unfit").code("field", "field", field.name);
            said.what = what.with("record", state.label(record));
            said.next = form(Msg::new("record-unfit-next"));
        }
        None => said.next = form(Msg::new("not-found-next")),
    }
}

/// The way on with the nearest names before it; none where everybody who is named in the field is on the roster, or nobody is near.
fn meant(state: &Incident, field: &FieldSpec, input: &Input, next: &Msg) -> Option<Msg> {
    let typed = input.get(field.name)?;
    let names: Vec<&str> = match field.kind {
        FieldKind::Person => vec![typed.trim()],
        FieldKind::People => typed.split([',', ';']).map(str::trim).collect(),
        _ => return None,
    };
    let unknown = names.into_iter().filter(|name| state.people.resolve(name).person.is_none());
    let (name, near) = unknown.map(|name| (name, state.people.near(name))).find(|(_, near)| !near.is_empty())?;
    let quoted: Vec<String> = near.iter().map(|name| format!("'{}'", visible(name))).collect();
    let said = Msg::new("did-you-mean").with("names", quoted.join(", ")).with("typed", visible(name).into_owned());
    Some(said.with("next", next.clone()))
}

/// How what a field names is written: a code of the messages `shape-…`, and examples.
fn shape(kind: FieldKind) -> Option<(&'static str, &'static str)> {
    match kind {
        FieldKind::Record | FieldKind::Call => Some(("record", "48, 48/b7")),
        FieldKind::Exhibit => Some(("exhibit", "E-001")),
        FieldKind::Step => Some(("step", "G-01")),
        FieldKind::Regime => Some(("regime", "eu-gdpr")),
        FieldKind::Deadline => Some(("deadline", "eu-gdpr/authority-72h")),
        FieldKind::Procedure => Some(("procedure", "ransomware")),
        FieldKind::EvidenceSource => Some(("source", "ransomware/3")),
        _ => None,
    }
}

impl People {
    /// Names of the roster that may be meant by one that is on none: its words are beginnings of theirs (`aya`, `A. Tan`), or a letter or two
    /// are wrong (`Aja Tanaka`).
    #[must_use]
    pub fn near(&self, typed: &str) -> Vec<&str> {
        let typed = folded(typed);
        let parts: Vec<&str> = typed.split([' ', '.', ',']).filter(|part| !part.is_empty()).collect();
        // What stands in brackets is no name.
        if parts.is_empty() || typed.chars().count() < 2 || typed.starts_with('(') {
            return Vec::new();
        }
        let mut found: Vec<(usize, &str)> = Vec::new();
        for (_, person) in &self.people {
            if let Some(wrong) = wrong_letters(&parts, &folded(&person.name))
                && !found.iter().any(|(_, known)| *known == person.name)
            {
                found.push((wrong, &person.name));
            }
        }
        // A name that fits to the letter leaves no doubt.
        let least = found.iter().map(|(wrong, _)| *wrong).min();
        found.retain(|(wrong, _)| Some(*wrong) == least);
        found.into_iter().take(MOST).map(|(_, name)| name).collect()
    }
}

/// How many letters are wrong in typed words, held against a name; none where they are another name. Each word counts against a word of its own.
fn wrong_letters(typed: &[&str], name: &str) -> Option<usize> {
    let mut left: Vec<&str> = name.split([' ', '.', ',']).filter(|part| !part.is_empty()).collect();
    let mut wrong = 0;
    for part in typed {
        let off = |word: &&str| if word.starts_with(part) { 0 } else { strsim::osa_distance(word, part) };
        let (at, least) = left.iter().map(off).enumerate().min_by_key(|(_, off)| *off)?;
        // In a short word one wrong letter makes another name of it.
        let bound = match part.chars().count() {
            0..=2 => 0,
            3..=6 => 1,
            _ => 2,
        };
        if least > bound {
            return None;
        }
        left.remove(at);
        wrong += least;
    }
    Some(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people;
    use crate::domain::play::Play;
    use crate::domain::timeline;

    #[test]
    fn the_nearest_names_of_the_roster_are_offered_and_no_others() {
        let mut play = Play::bare();
        for name in ["Aya Tanaka", "Jonas Meier", "Jana Maier", "Wu Li"] {
            play.done(people::add, &[("name", name)]);
        }
        let near = |typed: &str| play.state.people.near(typed).join("; ");
        for (typed, names) in [
            ("aya", "Aya Tanaka"),
            ("Tanaka", "Aya Tanaka"),
            ("A. Tanaka", "Aya Tanaka"),
            ("Tanaka, Aya", "Aya Tanaka"),
            ("Aja Tanaka", "Aya Tanaka"),
            ("Aya Tanaak", "Aya Tanaka"),
            ("Meyer", "Jonas Meier"),
            ("Jo", "Jon Sato; Jonas Meier"),
            ("J", ""),
            ("Zoe", ""),
            ("Aya Smith", ""),
            ("Aya Aya", ""),
            ("Wo", ""),
            ("(not named)", ""),
            ("", ""),
        ] {
            assert_eq!(near(typed), names, "{typed}");
        }
    }

    fn fields() -> [FieldSpec; 2] {
        use crate::domain::input::Need;
        [("person", FieldKind::Person), ("record", FieldKind::Record)].map(|(name, kind)| FieldSpec {
            name,
            kind,
            need: Need::Required,
        })
    }

    #[test]
    fn who_is_not_on_the_roster_is_said_with_the_nearest_name() {
        let mut play = Play::bare();
        play.done(people::add, &[("name", "Aya Tanaka")]);
        let said = |typed: &str, short: Shortfall| {
            let mut said = [short];
            shortfalls(&play.state, &fields(), &Input::default().with("person", typed), &mut said);
            said[0].next.id
        };
        // Presence is asked for at another field than the name.
        assert_eq!(said("Tanaka", Shortfall::new(Rule::Unproven).at("presence")), "did-you-mean");
        assert_eq!(said("Tanaka", Shortfall::new(Rule::Conflict).at("person")), "did-you-mean");
        assert_eq!(said("Tanaka", Shortfall::new(Rule::DecisionOwed).at("reason")), Rule::DecisionOwed.next());
        assert_eq!(said("Aya Tanaka", Shortfall::new(Rule::Unproven).at("presence")), Rule::Unproven.next());
        assert_eq!(said("Zoe Quill", Shortfall::new(Rule::Unproven).at("presence")), Rule::Unproven.next());
    }

    #[test]
    fn a_value_that_names_nothing_is_answered_with_its_form_and_one_of_another_kind_with_that() {
        let mut play = Play::bare();
        let line = play.done(timeline::log, &[("text", "seen")]);
        let said = |typed: String| {
            let mut refusal = Refusal::new(Rule::NotFound, Some("record"));
            super::refusal(&play.state, &fields(), &Input::default().with("record", typed), &mut refusal);
            (refusal.what.id, refusal.next.id)
        };
        assert_eq!(said("banana".to_owned()), (Rule::NotFound.missing(), "not-found-next"));
        assert_eq!(said("9999".to_owned()), (Rule::NotFound.missing(), "not-found-next"));
        assert_eq!(said(line.to_string()), ("record-unfit", "record-unfit-next"));
    }

    #[test]
    fn a_kind_of_proof_that_is_none_is_answered_with_those_that_count() {
        let play = Play::new();
        let refusal = play
            .decide(crate::domain::proof::attach, &[("step", "G-01"), ("kind", "banana"), ("text", "x")])
            .unwrap_err();
        let said = crate::library::lang::Lang::english()
            .say(&refusal.next, crate::domain::mark::Audience(crate::domain::mark::Mark::Red));
        for kind in ["decision", "oob_thread"] {
            assert!(said.contains(kind), "{said}");
        }
        // Where the step asks for one of several, each of them is among them.
        let set = &crate::library::vocabulary::Vocabulary::of_rules().alternatives[0];
        let step = play.state.work.steps.iter().find(|merged| merged.step.proof.contains(&set[0])).unwrap();
        let refusal = play
            .decide(crate::domain::proof::attach, &[("step", &step.step.id), ("kind", "banana"), ("text", "x")])
            .unwrap_err();
        let given = format!("{:?}", refusal.next);
        assert!(set.iter().all(|kind| given.contains(kind.as_str())), "{given} {set:?}");
    }

    #[test]
    fn a_zone_that_is_not_certain_is_answered_with_what_to_type() {
        let play = Play::bare();
        let refused = |at: &str| play.decide(timeline::log, &[("text", "x"), ("at", at)]).unwrap_err().what.id;
        for (typed, said) in [
            ("14:05 CEST", "time-zone-unknown"),
            ("14:05 EST", "time-zone-unknown"),
            ("2026-02-30 10:00", "time-no-such-date"),
            ("2026-02-20 10:00a", "time-not-twice"),
            ("soon", "time-not-read"),
        ] {
            assert_eq!(refused(typed), said, "{typed}");
        }
    }
}
