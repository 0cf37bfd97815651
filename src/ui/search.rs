//! Search across everything: timeline, people, calls, steps, exhibits, clocks. Withheld text is not found by those who may not read it.

use super::look::Look;
use super::overlay::Hit;
use crate::domain::attention::Place;
use crate::domain::indicator::{refanged, shown};
use crate::domain::mark::Mark;
use crate::domain::sensitive::Sensitive;
use crate::domain::technique;
use crate::domain::timeline::LineText;

/// Most hits shown; typing more narrows them.
pub const MOST: usize = 500;

/// Everything that holds the words, newest lines first.
#[must_use]
pub fn search(typed: &str, look: &Look<'_>) -> Vec<Hit> {
    let needle = typed.trim().to_lowercase();
    if needle.is_empty() {
        return Vec::new();
    }
    let state = look.state;
    let mut hits = Vec::new();
    let has = |words: &str| words.to_lowercase().contains(&needle);
    for merged in &state.work.steps {
        let words = format!("{}  {}", merged.step.id, merged.step.title);
        if has(&words) || has(&merged.step.instruction) {
            hits.push(Hit { place: Place::Step(merged.step.id.clone()), kind: "hit-step", words });
        }
    }
    for exhibit in &state.register.exhibits {
        let mark = state.timeline.line(exhibit.id).map_or(state.mark(), |line| line.mark);
        let description = Sensitive::new(exhibit.registered.description.clone(), mark, false);
        let label = state.register.shown_label(exhibit);
        let (shown, withheld) = look.open(&description);
        let found =
            has(&label) || has(exhibit.digest()) || (!withheld && (has(&shown) || has(&exhibit.registered.path)));
        if found {
            hits.push(Hit {
                place: Place::Exhibit(exhibit.id),
                kind: "hit-exhibit",
                words: format!("{label}  {shown}"),
            });
        }
    }
    for (_, person) in &state.people.people {
        let contacts = person
            .phones
            .iter()
            .chain([&person.handle, &person.email])
            .any(|handle| Sensitive::new(handle.clone(), Mark::Red, false).matches(look.audience, &needle));
        if has(&person.name) || has(&person.initials) || has(&person.title) || contacts {
            let who = state.people.resolve(&person.name);
            let role = state.people.roles_of(&who).first().map(|role| (*role).to_owned()).unwrap_or_default();
            hits.push(Hit {
                place: Place::Role(role),
                kind: "hit-person",
                words: format!("{}  {}", person.name, person.title),
            });
        }
    }
    for regime in &state.deadlines.regimes {
        if has(&regime.considered.name) || has(&regime.considered.regime) {
            hits.push(Hit {
                place: Place::Deadline(regime.considered.regime.clone()),
                kind: "hit-deadline",
                words: regime.considered.name.clone(),
            });
        }
    }
    for line in state.timeline.lines.iter().rev() {
        if hits.len() >= MOST {
            break;
        }
        if !look.audience.sees(line.mark) {
            continue;
        }
        let (words, found) = match &line.text {
            LineText::Words(words) => {
                let tagged = line.detail.as_ref().is_some_and(|detail| {
                    detail.tags.iter().chain(&detail.assets).chain(&detail.indicators).any(|tag| has(tag))
                        // As it is shown, and as it is whole.
                        || detail.indicators.iter().any(|typed| has(&shown(typed)) || has(&refanged(typed)))
                        || has(&detail.source_ref)
                        || has(&technique::named(&detail.techniques))
                });
                let found = words.matches(look.audience, &needle)
                    || tagged
                    || has(&line.scribe.name)
                    || look.state.label(line.id) == needle;
                (if found { look.open(words).0 } else { String::new() }, found)
            }
            LineText::Program(msg) => {
                let words = look.say(msg);
                let found = has(&words);
                (words, found)
            }
            LineText::Withheld => (String::new(), false),
        };
        if found {
            hits.push(Hit {
                place: Place::Timeline(line.id),
                kind: "hit-line",
                words: format!("{}  {words}", look.stamp(line.happened)),
            });
        }
    }
    hits
}
