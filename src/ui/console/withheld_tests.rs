//! Whatever the table of commands can record, with words of nobody else in every field that takes words: what a room may not read of it is on none of its screens.

use std::collections::{BTreeMap, BTreeSet};

use super::room_tests::{Bench, leaks, walk};
use super::*;
use crate::app::COMMANDS;
use crate::app::command::{Act, CommandSpec, OF_A_DRILL, OF_THE_ORGANISATION};
use crate::app::staging::Staged;
use crate::domain::input::{FieldKind, FieldSpec, Need};
use crate::domain::mark::Mark;
use crate::jobs::Handle;
use crate::ui::candidates::{Beside, candidates};

/// Answers to lines that take no words: a number, a time, a digest, an address.
const SHAPES: [&str; 6] = [
    "3",
    "2026-11-20 10:00",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "https://example.org/page",
    "1-5",
    "0.5",
];
/// Tries for one record: most refusals name the field at fault, which is filled otherwise.
const TRIES: usize = 20;

/// What the words of these records begin with, and no other.
const OWN: &str = "qzv";

/// Numbers as the seed has them.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // xorshift64*: it only has to differ.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).unwrap() % sides.max(1)
    }
}

/// Fills forms, each with words of its own.
struct Writer {
    dice: Dice,
    words: usize,
    recorded: BTreeSet<&'static str>,
}

impl Writer {
    fn new(seed: u64) -> Self {
        Writer { dice: Dice(seed | 1), words: 0, recorded: BTreeSet::new() }
    }

    /// A word that stands nowhere else.
    fn word(&mut self) -> String {
        self.words += 1;
        let letter = |place: u32| char::from(b'a' + u8::try_from(self.words / 26_usize.pow(place) % 26).unwrap());
        [OWN.to_owned(), (0..4).rev().map(letter).collect::<String>()].concat()
    }

    /// An answer for a field, at a first try or where others were refused.
    fn answer(
        &mut self,
        console: &Console,
        bench: &Bench,
        spec: &CommandSpec,
        field: &FieldSpec,
        tries: usize,
    ) -> String {
        let offered = |dice: &mut Dice| {
            let look = console.look(&[]);
            let catalogue = console.case.as_ref().map(Case::catalogue);
            let found = candidates(spec.name, field.kind, "", None, &look, catalogue, Beside::default());
            found.get(dice.roll(found.len())).map(|candidate| candidate.value.clone()).unwrap_or_default()
        };
        match field.kind {
            FieldKind::Line if field.name == "item" => ["nature", "people", "measures"][tries % 3].to_owned(),
            // A name of nothing that is in the register, as often as one of something that is.
            FieldKind::Entity(_) | FieldKind::Entities(_) if tries == 0 && self.dice.roll(2) == 0 => self.word(),
            FieldKind::Line | FieldKind::Columns | FieldKind::Text | FieldKind::List | FieldKind::Technique
                if tries == 0 =>
            {
                [self.word(), self.word()].join(" ")
            }
            FieldKind::Line | FieldKind::Columns | FieldKind::Text | FieldKind::List | FieldKind::Technique => {
                SHAPES.get(tries - 1).map(|shape| (*shape).to_owned()).unwrap_or_default()
            }
            // Somebody who is on no roster, or somebody who is.
            FieldKind::Person | FieldKind::People if tries == 0 && self.dice.roll(2) == 0 => self.word(),
            FieldKind::Mark => ["RED", "RED", "AMBER", "CLEAR", "AMBER+STRICT"][self.dice.roll(5)].to_owned(),
            FieldKind::When => ["-5m", "-1h", "-2h"][tries % 3].to_owned(),
            FieldKind::Coming => ["+2h", "+1d", "+9d"][tries % 3].to_owned(),
            FieldKind::Zone => "Europe/Berlin".to_owned(),
            FieldKind::File | FieldKind::Path => {
                let path = bench.dir.path().join(self.word());
                std::fs::write(&path, self.word()).unwrap();
                path.to_string_lossy().into_owned()
            }
            FieldKind::Paste => self.word(),
            FieldKind::Record => {
                let state = console.present();
                let lines = &state.timeline.lines;
                let back = if tries == 0 { self.dice.roll(12) } else { tries * 3 };
                lines.len().checked_sub(back + 1).map(|at| state.label(lines[at].id)).unwrap_or_default()
            }
            _ => offered(&mut self.dice),
        }
    }

    /// Records once by a command, where that can be done.
    fn record(&mut self, console: &mut Console, bench: &Bench, spec: &'static CommandSpec) {
        let scope = spec.keys.first().map(|(scope, _)| *scope);
        console.focus = Pane::ALL.into_iter().find(|pane| Some(pane.scope()) == scope).unwrap_or(Pane::Timeline);
        let pane = console.focus;
        let rows = console.panes.get(pane).len();
        console.panes.get_mut(pane).list().selected = self.dice.roll(rows);
        let mut input = console.prefill(spec.name);
        for field in spec.fields {
            let wanted = field.need != Need::Optional || field.name == "mark" || self.dice.roll(3) > 0;
            let late = field.name == "late-reason" || matches!(field.kind, FieldKind::Record | FieldKind::When);
            if input.get(field.name).is_none() && wanted && (!late || field.need == Need::Required) {
                input.set(field.name, self.answer(console, bench, spec, field, 0));
            }
        }
        let mut tries: BTreeMap<&str, usize> = BTreeMap::new();
        for _ in 0..TRIES {
            let brings = |field: &FieldSpec| {
                matches!(field.kind, FieldKind::File | FieldKind::Paste) && input.get(field.name).is_some()
            };
            let staged = if spec.fields.iter().any(brings) {
                let stager = console.case.as_ref().unwrap().stager();
                stager.stage(spec.fields, &input, &Handle::new()).unwrap_or_default()
            } else {
                Staged::default()
            };
            let judged = console.case.as_ref().unwrap().preview(spec, &input, &staged);
            let refusal = match judged {
                Ok(_) => {
                    if console.case.as_mut().unwrap().execute(spec.name, &input, &staged).is_ok() {
                        self.recorded.insert(spec.name);
                    }
                    break;
                }
                Err(crate::app::Failure::Refused(refusal)) => refusal,
                Err(_) => break,
            };
            console.sweep(&staged.files.into_values().collect::<Vec<_>>());
            let Some(field) = refusal.field.and_then(|name| spec.field(name)) else { break };
            let tried = tries.entry(field.name).or_default();
            *tried += 1;
            let text = self.answer(console, bench, spec, field, *tried);
            input.set(field.name, text);
        }
        console.changed();
    }
}

/// A case with records of everything, written by somebody who may read all of it: by which commands.
fn everything(bench: &Bench, seed: u64) -> BTreeSet<&'static str> {
    let (mut console, _events) = bench.console(Mark::Red);
    let mut writer = Writer::new(seed);
    let records = |spec: &&CommandSpec| {
        let elsewhere = OF_A_DRILL.contains(&spec.name) || OF_THE_ORGANISATION.contains(&spec.name);
        matches!(spec.act, Act::Record(_) | Act::RecordThenHash(_)) && !elsewhere
    };
    // What ends the case comes last, and what takes words out of it not at all.
    let ends = |spec: &&CommandSpec| spec.name.starts_with("clos") || spec.name == "stand-down";
    let (end, mut all): (Vec<&CommandSpec>, Vec<&CommandSpec>) =
        COMMANDS.iter().filter(records).filter(|spec| spec.name != "excise").partition(ends);
    for at in (1..all.len()).rev() {
        all.swap(at, writer.dice.roll(at + 1));
    }
    for spec in all.iter().chain(&all).chain(&end) {
        // What found nothing yet to be about may find it the second time.
        if !writer.recorded.contains(spec.name) {
            writer.record(&mut console, bench, spec);
        }
    }
    writer.recorded
}

/// The same histories always, so that what fails here fails everywhere: one, or many where time does not matter.
fn seeds() -> impl Iterator<Item = u64> {
    let count = if std::env::var_os("WARROOM_SOAK").is_some() { 40 } else { 1 };
    // The golden ratio: numbers that lie far apart.
    (1..=count).map(|number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

#[test]
fn no_word_of_any_record_above_the_room_is_on_its_screens() {
    for seed in seeds() {
        let bench = Bench::new();
        let recorded = everything(&bench, seed);
        for needed in ["proof", "decide", "message", "exhibit", "person", "call", "draft", "log", "strike", "briefing"]
        {
            assert!(recorded.contains(needed), "{seed}: nothing was recorded by {needed}: {recorded:?}");
        }
        assert!(recorded.len() > 80, "{seed}: only {} kinds of records: {recorded:?}", recorded.len());
        let secrets = bench.secrets(Mark::Amber);
        let own = secrets.iter().filter(|word| word.starts_with(OWN)).count();
        assert!(own > 100, "{seed}: {own} words");
        let (mut console, _events) = bench.console(Mark::Amber);
        console.overlays.clear();
        // Where the room's case were the whole one, they would be seen: nothing else keeps them from these screens.
        let room = std::mem::replace(&mut console.showing, super::room::Showing::Whole);
        refresh(&mut console);
        for pane in [Pane::Roster, Pane::Evidence] {
            console.focus = pane;
            assert!(leaks(&mut console, &secrets).is_some(), "{seed}: {pane:?}");
        }
        console.showing = room;
        refresh(&mut console);
        if let Some((what, shown)) = walk(&mut console, &Pane::ALL, &secrets) {
            panic!("{seed}: {what}:\n{shown}");
        }
    }
}

/// The panes as they are of what is shown now.
fn refresh(console: &mut Console) {
    let mut panes = std::mem::take(&mut console.panes);
    panes.refresh(&console.look(&[]));
    console.panes = panes;
}
