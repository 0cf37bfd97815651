//! What a field offers while it is typed.

use super::form::columns;
use super::fuzzy::rank;
use super::look::Look;
use crate::app::rows::Columns;
use crate::domain::callout::{Call, CallState};
use crate::domain::closure::remediation;
use crate::domain::entity::offered;
use crate::domain::incident::Incident;
use crate::domain::input::FieldKind;
use crate::domain::mark::Mark;
use crate::domain::msg::Msg;
use crate::domain::proof::missing;
use crate::domain::technique::suggested;
use crate::domain::text;
use crate::domain::time::{Instant, TimeProblem, TypingContext, parse_when};
use crate::domain::volatile::sources;
use crate::library::Catalogue;
use crate::library::procedure::Step;
use crate::library::{rsit, technique, vocabulary::Vocabulary};

/// The control of the watch.
const WATCH: u8 = 9;

/// One offer: what goes into the field, and what it means in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What goes into the field.
    pub value: String,
    /// What it means.
    pub words: String,
}

/// Whether somebody is named in a field of several people.
const IN: &str = "[x]";
const OUT: &str = "[ ]";

/// The names in a field of several people.
pub(super) fn named(typed: &str) -> impl Iterator<Item = &str> {
    typed.split([',', ';']).map(str::trim).filter(|name| !name.is_empty())
}

fn offer(value: impl Into<String>, words: impl Into<String>) -> Candidate {
    Candidate { value: value.into(), words: words.into() }
}

/// What was found beside the case, for the fields that ask for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// Media that are attached.
    pub media: &'a [Candidate],
    /// The columns of the file that the form names; none where they are not known.
    pub columns: Option<&'a Columns>,
}

/// Everything a field may hold, narrowed by what was typed, best first. `step` is the step named in the same form.
#[must_use]
pub fn candidates(
    command: &str,
    kind: FieldKind,
    typed: &str,
    step: Option<&str>,
    look: &Look<'_>,
    catalogue: Option<&Catalogue>,
    beside: Beside<'_>,
) -> Vec<Candidate> {
    if matches!(kind, FieldKind::When | FieldKind::Coming) {
        return readings(typed, look);
    }
    if kind == FieldKind::Columns {
        return columns::offered(typed, beside.columns.unwrap_or(&Columns::default()), look);
    }
    if kind == FieldKind::Technique {
        return techniques(typed, look.state);
    }
    let state = look.state;
    let vocabulary = Vocabulary::of_rules();
    let all: Vec<Candidate> = match kind {
        FieldKind::Choice(prefix, codes) => codes.iter().map(|code| offer(*code, look.code(prefix, code))).collect(),
        FieldKind::Medium => beside.media.to_vec(),
        FieldKind::Mark => Mark::ALL.iter().map(|mark| offer(mark.code(), mark.label())).collect(),
        FieldKind::Person => state
            .people
            .people
            .iter()
            .map(|(_, person)| {
                let roles = state
                    .people
                    .roles_of(&state.people.resolve(&person.name))
                    .iter()
                    .map(|role| look.code("role", role))
                    .collect::<Vec<_>>();
                offer(person.name.clone(), if roles.is_empty() { person.title.clone() } else { roles.join(", ") })
            })
            .collect(),
        FieldKind::People => {
            // Who holds a role is asked for first.
            let mut people: Vec<(bool, Candidate)> = Vec::new();
            for (_, person) in &state.people.people {
                let who = state.people.resolve(&person.name);
                let roles: Vec<String> =
                    state.people.roles_of(&who).iter().map(|role| look.code("role", role)).collect();
                let sign = if named(typed).any(|name| state.people.same(&state.people.resolve(name), &who)) {
                    IN
                } else {
                    OUT
                };
                let words = if roles.is_empty() { person.title.clone() } else { roles.join(", ") };
                people.push((roles.is_empty(), offer(person.name.clone(), [sign, &words].join(" "))));
            }
            people.sort_by_key(|(none, _)| *none);
            people.into_iter().map(|(_, candidate)| candidate).collect()
        }
        FieldKind::Role => vocabulary.role.iter().map(|(id, role)| offer(id, role.label.clone())).collect(),
        FieldKind::Step => {
            steps_for(command, state).into_iter().map(|step| offer(step.id.clone(), step.title.clone())).collect()
        }
        FieldKind::Proof => proofs(step, look, vocabulary),
        FieldKind::Exhibit => state
            .register
            .exhibits
            .iter()
            .map(|exhibit| {
                offer(
                    state.register.shown_label(exhibit),
                    look.open(&state.sensitive(&exhibit.registered.description)).0,
                )
            })
            .collect(),
        FieldKind::EvidenceSource => sources(state)
            .into_iter()
            .map(|listed| offer(listed.key, text::one_line(&listed.source.name).into_owned()))
            .collect(),
        FieldKind::Call => {
            let credited = |call: &&Call| {
                call.state(look.now, state.callout.first_contact(call, &state.people)) == CallState::Acknowledged
            };
            let open = state.callout.calls.iter().rev().filter(|call| !credited(call));
            open.map(|call| {
                offer(state.label(call.id), format!("{} {}", call.placed.callee.name, look.stamp(call.placed.at.at)))
            })
            .collect()
        }
        FieldKind::Procedure => catalogue.map_or_else(Vec::new, |catalogue| {
            catalogue
                .ids()
                .map(|id| {
                    offer(
                        id,
                        catalogue
                            .get(id)
                            .and_then(Result::ok)
                            .map(|loaded| loaded.procedure.title.clone())
                            .unwrap_or_default(),
                    )
                })
                .collect()
        }),
        FieldKind::Deadline => {
            let clocks = state
                .deadlines
                .regimes
                .iter()
                .flat_map(|regime| regime.considered.clocks.iter().map(move |clock| (regime, clock)));
            clocks
                .map(|(regime, clock)| {
                    offer(format!("{}/{}", regime.considered.regime, clock.deadline), clock.name.clone())
                })
                .collect()
        }
        FieldKind::Regime => state
            .deadlines
            .regimes
            .iter()
            .map(|regime| offer(regime.considered.regime.clone(), regime.considered.name.clone()))
            .collect(),
        FieldKind::Rsit => {
            rsit::all().iter().map(|entry| offer(format!("{}/{}", entry.class, entry.kind), String::new())).collect()
        }
        FieldKind::Entity(kinds) | FieldKind::Entities(kinds) => offered(state, kinds)
            .into_iter()
            .map(|one| {
                let words = match one.record {
                    Some(record) => look.say(&Msg::new("offer-named").with("record", state.label(record))),
                    None if one.aliases.is_empty() => look.code("entity-kind", &one.kind),
                    None => [look.code("entity-kind", &one.kind), one.aliases.join(", ")].join(", "),
                };
                offer(one.name, words)
            })
            .collect(),
        FieldKind::Zone => chrono_tz::TZ_VARIANTS.iter().map(|zone| offer(zone.name(), String::new())).collect(),
        FieldKind::Line
        | FieldKind::Text
        | FieldKind::Paste
        | FieldKind::When
        | FieldKind::Coming
        | FieldKind::Record
        | FieldKind::File
        | FieldKind::Path
        | FieldKind::Technique
        | FieldKind::Columns
        | FieldKind::List => Vec::new(),
    };
    let needle = if matches!(kind, FieldKind::Procedure | FieldKind::People | FieldKind::Entities(_)) {
        typed.rsplit(',').next().unwrap_or_default().trim()
    } else {
        typed.trim()
    };
    if all.iter().any(|candidate| candidate.value == needle) {
        // What is typed is an answer already: the others stay in sight, none is pressed.
        return all;
    }
    let entries: Vec<(&str, &str, &str)> =
        all.iter().map(|candidate| (candidate.value.as_str(), candidate.words.as_str(), "")).collect();
    rank(needle, &entries).into_iter().filter_map(|ranked| all.get(ranked.index).cloned()).collect()
}

/// Steps that a command can be about: those that put things right for their confirmation, those of the watch first for the watch.
fn steps_for<'a>(command: &str, state: &'a Incident) -> Vec<&'a Step> {
    if command == "confirm-step" {
        return remediation(state).collect();
    }
    let mut steps: Vec<&Step> = state.work.steps.iter().map(|merged| &merged.step).collect();
    if matches!(command, "plan-watch" | "watch-day") {
        steps.sort_by_key(|step| step.control != WATCH);
    }
    steps
}

/// A local time that exists twice, or not at all, is asked back: these are the instants it may mean.
fn readings(typed: &str, look: &Look<'_>) -> Vec<Candidate> {
    let typing = TypingContext { now: look.wall, zone: look.zone };
    let (one, other) = match parse_when(typed.trim(), &typing) {
        Err(TimeProblem::Twice { first, second, .. }) => (first, second),
        Err(TimeProblem::DoesNotExist { before, after, .. }) => (before, after),
        _ => return Vec::new(),
    };
    let shown = |(at, offset): (Instant, i32)| {
        let local = look.local(at);
        offer(at.rfc3339_at(offset), format!("{} {} {}", local.date_iso(), local.hms(), local.zone_abbrev()))
    };
    vec![shown(one), shown(other)]
}

/// Techniques by id or words, but for those that are named already. What the procedures in use name comes first.
fn techniques(typed: &str, state: &Incident) -> Vec<Candidate> {
    let (before, begun) = typed.rsplit_once(',').unwrap_or(("", typed));
    let taken: Vec<String> = named(before).map(technique::read).collect();
    let mut found = technique::search(begun);
    found.retain(|known| !taken.iter().any(|id| id == known.id));
    let suggested = suggested(state);
    found.sort_by_key(|known| !suggested.contains(known.id));
    let tactics =
        |known: &technique::Technique| known.tactics.iter().map(|tactic| tactic.name).collect::<Vec<_>>().join(", ");
    // Its own name first: on a narrow screen the rest is cut.
    let of =
        |known: &technique::Technique| known.parent().map_or_else(String::new, |whole| format!(" ({})", whole.name));
    found.into_iter().map(|known| offer(known.id, format!("{}{}  {}", known.name, of(known), tactics(known)))).collect()
}

/// Kinds that the step misses come first, then the rest it lists, then all others.
fn proofs(step: Option<&str>, look: &Look<'_>, vocabulary: &Vocabulary) -> Vec<Candidate> {
    let listed = step.and_then(|step| look.state.work.step(step));
    let mut ids: Vec<String> = listed.map(|merged| missing(look.state, &merged.step.id)).unwrap_or_default();
    ids.extend(listed.into_iter().flat_map(|merged| merged.step.proof.clone()));
    ids.extend(vocabulary.proof.ids().map(str::to_owned));
    let mut seen: Vec<String> = Vec::new();
    for id in ids {
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    seen.into_iter().map(|id| offer(id.clone(), look.code("proof", &id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panes::fixture::Room;

    #[test]
    fn the_roster_is_offered_with_who_is_named_already_and_holders_of_roles_first() {
        let room = Room::day_one();
        let look = room.look();
        let found =
            candidates("roll-call", FieldKind::People, "Rosa Nowak, Hana Kim", None, &look, None, Beside::default());
        let sign = |name: &str| found.iter().find(|one| one.value == name).map(|one| one.words.get(..3));
        assert_eq!(sign("Rosa Nowak"), Some(Some(IN)));
        assert_eq!(sign("Hana Kim"), Some(Some(IN)));
        assert_eq!(sign("Anna Meier"), Some(Some(OUT)));
        let place = |name: &str| found.iter().position(|one| one.value == name);
        assert!(place("Anna Meier") < place("Hana Kim") && place("Rosa Nowak") < place("Hana Kim"), "{found:?}");
        let begun =
            candidates("roll-call", FieldKind::People, "Rosa Nowak, Hana K", None, &look, None, Beside::default());
        assert_eq!(begun.first().map(|one| one.value.as_str()), Some("Hana Kim"), "what is begun narrows the list");
    }

    #[test]
    fn c10_a_confirmation_is_offered_the_steps_that_put_things_right_and_the_watch_its_own_first() {
        let room = Room::day_one();
        let look = room.look();
        let control = |id: &str| look.state.work.step(id).map(|merged| merged.step.control);
        let offered = |command: &str| -> Vec<u8> {
            let found = candidates(command, FieldKind::Step, "", None, &look, None, Beside::default());
            found.iter().filter_map(|candidate| control(&candidate.value)).collect()
        };
        let all = offered("take");
        let confirmed = offered("confirm-step");
        assert!(!confirmed.is_empty() && confirmed.iter().all(|control| [2, 5, 6].contains(control)), "{confirmed:?}");
        assert!(all.len() > confirmed.len());
        let watch = offered("watch-day");
        assert_eq!((watch.first(), watch.len()), (Some(&WATCH), all.len()), "{watch:?}");
        assert!(watch.is_sorted_by_key(|control| *control != WATCH), "{watch:?}");
    }

    #[test]
    fn techniques_are_offered_by_words_after_those_that_the_procedures_name_and_never_twice() {
        use crate::domain::procedure::Chosen;
        use crate::library::{assets, procedure};
        let mut room = Room::day_one();
        let offered = |room: &Room, typed: &str| -> Vec<String> {
            let look = room.look();
            let found = candidates("log", FieldKind::Technique, typed, None, &look, None, Beside::default());
            found.into_iter().map(|one| one.value).collect()
        };
        assert_eq!(offered(&room, "spear att"), ["T1566.001", "T1598.002"]);
        assert_eq!(offered(&room, "T1566.001, spear att"), ["T1598.002"], "what is named is not offered again");
        assert!(offered(&room, "nothing of the kind").is_empty());
        let shipped = assets::PROCEDURES.iter().find(|shipped| shipped.id == "ransomware").unwrap();
        let procedure = procedure::parse("ransomware", shipped.text).unwrap();
        let named = procedure.attack.clone();
        let record = room.state.timeline.lines[0].id;
        room.state.work.chosen.push((record, Chosen { procedure, sha256: String::new(), approvals: Vec::new() }));
        let first = offered(&room, "");
        assert_eq!(first.iter().take(named.len()).collect::<std::collections::BTreeSet<_>>(), named.iter().collect());
        assert_eq!(first.len(), technique::all().len());
    }
}
