//! The minutes of a briefing as they are begun: from the roll call, the pages that were shown and what was decided meanwhile. Somebody reads, mends and records
//! them.

use std::collections::BTreeSet;

use chrono_tz::Tz;

use super::{Kind, Wall, clock, readable};
use crate::domain::briefing;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::domain::msg::{Arg, Msg};
use crate::domain::notice::fault;
use crate::domain::repeated::{bare, reach};
use crate::domain::sheet::{Tone, marked, names, words_of};
use crate::domain::time::{Instant, local};
use crate::domain::timeline::LineText;
use crate::domain::watch::RollCalled;

/// What was on the screen in a briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Pages.
    pub pages: BTreeSet<Kind>,
    /// Records on them.
    pub records: BTreeSet<RecordId>,
}

/// Minutes as they are begun: lines for the fields of `briefing`, in messages where they are words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// What was on the agenda: the pages shown.
    pub agenda: Vec<Msg>,
    /// Confirmed facts that were shown, by record.
    pub facts: Vec<String>,
    /// What was shown and is not confirmed.
    pub assumed: Vec<Msg>,
    /// Who was there, from when to when, what was decided, what stays open, when the next one is.
    pub note: Vec<Msg>,
    /// When the next one is, by the roll call.
    pub next: Option<Instant>,
}

/// The draft of the minutes of a briefing: `called` is its roll call. Words above the mark of the case are not taken down into minutes under that mark: their
/// records are named instead.
#[must_use]
pub fn draft(state: &Incident, called: &(RecordId, RollCalled), now: Instant, wall: Wall, shown: &Shown) -> Draft {
    let agenda = shown.pages.iter().map(|kind| Msg::new("briefing-page").code("page", "briefing-page", kind.code()));
    let readers = Wall { audience: Audience(wall.audience.0.min(state.mark())), ..wall };
    let standing = state.timeline.standing.iter().map(|(_, record)| *record);
    let (sure, unsure): (Vec<RecordId>, Vec<RecordId>) =
        standing.filter(|record| shown.records.contains(record)).partition(|record| fault(state, *record).is_none());
    let below = |record: RecordId| state.timeline.line(record).is_some_and(|line| readable(state, line, readers));
    let assumed = unsure.into_iter().map(|record| {
        let label = state.label(record);
        match below(record) {
            true => Msg::new("briefing-minutes-assumed").with("record", label).with("words", words_of(state, record)),
            false => Msg::new("briefing-minutes-above").with("record", label),
        }
    });
    Draft {
        agenda: agenda.collect(),
        facts: sure.into_iter().map(|record| ["#", &state.label(record)].concat()).collect(),
        assumed: assumed.collect(),
        note: note(state, called, now, wall, readers),
        next: roll(state, called, readers).and_then(|called| called.next.as_ref()).map(|next| next.at),
    }
}

/// Lines that minutes may have been begun with and that their readers may not read by now, with the words that stood in them: what somebody changed in such a
/// line is somebody's own and is none of them.
#[must_use]
pub fn begun_above(state: &Incident, readers: Mark, zone: Tz) -> Vec<Msg> {
    let beyond = |record: RecordId| reach(state, record).beyond(readers);
    let mut found = Vec::new();
    for line in state.timeline.lines.iter().filter(|line| beyond(line.id)) {
        let label = state.label(line.id);
        if let LineText::Words(words) = &line.text {
            found.push(Msg::new("briefing-minutes-assumed").with("record", label.clone()).with("words", bare(words)));
        }
        if let Some(made) = state.decisions.decision(line.id) {
            let msg = Msg::new("briefing-minutes-decided").with("record", label);
            found.push(msg.with("choice", made.choice.clone()).with("question", made.question.clone()));
        }
    }
    for (_, called) in state.watch.rolls.iter().filter(|(id, _)| beyond(*id)) {
        let named = |all: &[Author]| all.iter().map(names).collect::<Vec<_>>().join(", ");
        found.push(Msg::new("briefing-minutes-present").with("names", named(&called.present)));
        found.push(Msg::new("briefing-minutes-absent").with("names", named(&called.absent)));
        // As it was worded on its own day, and as on any other.
        let next = called.next.iter().map(|next| local(next.at, zone));
        let worded = next.flat_map(|at| [at.hm(), [at.date_iso(), at.hm()].join(" ")]);
        found.extend(worded.map(|at| Msg::new("briefing-minutes-next").with("at", at)));
    }
    found
}

/// When next briefings are of which only roll calls speak that the readers of minutes may not read by now.
pub fn next_above(state: &Incident, readers: Mark) -> impl Iterator<Item = Instant> {
    let above = state.watch.rolls.iter().filter(move |(id, _)| reach(state, *id).beyond(readers));
    above.filter_map(|(_, called)| called.next.as_ref().map(|next| next.at))
}

/// The roll call, where those may read it who read the minutes.
fn roll<'a>(state: &Incident, (id, called): &'a (RecordId, RollCalled), readers: Wall) -> Option<&'a RollCalled> {
    let read = state.timeline.line(*id).is_some_and(|line| readable(state, line, readers));
    (read && state.watch.rolls.iter().any(|(roll, _)| roll == id)).then_some(called)
}

fn note(state: &Incident, called: &(RecordId, RollCalled), now: Instant, wall: Wall, readers: Wall) -> Vec<Msg> {
    let (id, RollCalled { at, .. }) = called;
    let label = state.label(*id);
    // Where nobody said when it was over, the program does not either: what was decided long after its hours belongs to it no more.
    let until = now.min(briefing::ends(&called.1));
    let times = match until < now {
        true => Msg::new("briefing-minutes-began"),
        false => Msg::new("briefing-minutes-times").with("to", clock(now, now, wall.zone)),
    };
    let mut lines = vec![times.with("from", clock(at.at, now, wall.zone)).with("record", label)];
    let read = roll(state, called, readers);
    let unnamed = RollCalled::unnamed(at.clone());
    let called = read.unwrap_or(&unnamed);
    let mut people = |id: &'static str, all: &[Author]| {
        if !all.is_empty() {
            let all = all.iter().map(names).collect::<Vec<_>>().join(", ");
            lines.push(Msg::new(id).with("names", all));
        }
    };
    people("briefing-minutes-present", &called.present);
    people("briefing-minutes-absent", &called.absent);
    let seen = |record: RecordId| state.timeline.line(record).is_some_and(|line| readable(state, line, readers));
    let decided = state.decisions.between(state, called.at.at, until);
    if decided.is_empty() {
        lines.push(Msg::new("briefing-minutes-none-decided"));
    }
    let (told, above): (Vec<RecordId>, Vec<RecordId>) = decided.into_iter().partition(|record| seen(*record));
    for (record, made) in told.into_iter().filter_map(|record| Some((record, state.decisions.decision(record)?))) {
        let text = |text: &str| Arg::Text(marked(state, record, text));
        lines.push(
            Msg::new("briefing-minutes-decided")
                .with("record", state.label(record))
                .with("choice", text(&made.choice))
                .with("question", text(&made.question)),
        );
    }
    // Of the others their number, as the printed minutes say it: which records they are is for those who may read them.
    if !above.is_empty() {
        lines.push(Msg::new("briefing-minutes-decided-above").with("count", above.len()));
    }
    let wanted = super::wanted::page(state, now, readers);
    let open = wanted.sections.into_iter().flat_map(|section| section.items);
    for item in open.filter(|item| item.entry.tone == Tone::Due && item.entry.act.is_some()) {
        lines.push(Msg::new("briefing-minutes-open").with("what", item.entry.text));
    }
    // What a roll call says that may not be read is not made up from an earlier one, nor said to be nothing.
    match briefing::next(state) {
        _ if read.is_none() => {}
        Some((record, Some(next), _)) if seen(record) => {
            lines.push(Msg::new("briefing-minutes-next").with("at", clock(next.at, now, wall.zone)));
        }
        Some((_, Some(_), _)) => {}
        _ => lines.push(Msg::new("briefing-minutes-no-next")),
    }
    lines
}
