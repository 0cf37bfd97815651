//! What of eradication waits for a person.

use super::Excepted;
use super::credit::{exception_shortfalls, line_shortfalls, open_after};
use crate::domain::attention::{Need, Place, Urgency};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::reminder::Reminder;
use crate::domain::rules::Rule;

/// Lines that nobody looked at, or that did not hold; what a hunt found and nobody removed.
pub fn waits(state: &Incident, found: &mut Vec<Need>) {
    for hunt in state.eradication.hunts(state) {
        for short in open_after(state, hunt) {
            let (id, act, field) = match short.rule {
                Rule::Unanswered => ("need-unanswered", "hunt", "again"),
                _ => ("need-found", "eradicate", "hunt"),
            };
            let msg = Msg::new(id).with("object", state.sensitive(&hunt.hunted.object));
            let count = if short.rule == Rule::Unanswered { hunt.silent(state) } else { hunt.hit(state) };
            let order = hunt.hunted.at.at.millis();
            let need = Need::new(Urgency::Waits, order, msg.with("count", count), Place::Timeline(hunt.id));
            found.push(need.act(act, Input::default().with(field, state.label(hunt.id))));
        }
    }
    for line in state.eradication.lines(state) {
        let short = line_shortfalls(state, line);
        let failed = short.iter().any(|short| short.rule == Rule::SampleFailed);
        let unseen = short.iter().any(|short| short.rule == Rule::NoSampleCheck);
        if !failed && !unseen {
            continue;
        }
        let (urgency, id) = if failed { (Urgency::Now, "need-still-there") } else { (Urgency::Waits, "need-sample") };
        let msg = Msg::new(id).with("object", state.sensitive(&line.removed.object));
        let need = Need::new(urgency, line.removed.at.at.millis(), msg, Place::Timeline(line.id));
        let label = state.label(line.id);
        found.push(match failed {
            true => need.act("eradicate", Input::default().with("more-of", label)),
            false => need.act("sample-check", Input::default().with("removal", label)),
        });
    }
}

/// What was left for a while comes back when that time is over.
pub fn reminders(state: &Incident) -> Vec<Reminder> {
    let remind = |(id, excepted): &(RecordId, Excepted), act: (&'static str, Input)| {
        let until = excepted.until.as_ref().map(|until| until.at)?;
        let sound = !state.struck(*id) && exception_shortfalls(state, excepted).is_empty();
        sound.then(|| Reminder {
            key: format!("exception:{id}:{}", until.millis()),
            at: until,
            what: Msg::new("need-exception")
                .with("items", state.sensitive(&excepted.items.join(", ")))
                .with("who", excepted.owner.name.clone()),
            place: Place::Timeline(*id),
            act: Some(act),
        })
    };
    let mut found = Vec::new();
    for hunt in state.eradication.hunts(state).filter(|hunt| hunt.silent(state) > 0) {
        let act = || ("hunt", Input::default().with("again", state.label(hunt.id)));
        found.extend(hunt.exceptions.iter().filter_map(|kept| remind(kept, act())));
    }
    for line in state.eradication.lines(state).filter(|line| line.open(state)) {
        let act = || ("eradicate", Input::default().with("more-of", state.label(line.id)));
        found.extend(line.exceptions.iter().filter_map(|kept| remind(kept, act())));
    }
    found
}
