//! A drill, with what is missing as often as with what is there.

use super::Play;
use crate::domain::decision::Refusal;
use crate::domain::drill::{keep_out, record_shortfalls, untested};
use crate::domain::rules::Rule;
use crate::domain::sheet::{Sheet, entries};

const LIST: &str = "schema = \"warroom.injects/1\"\n[[injects]]\nat_minute = 0\ntext = \"Pager\"\nexpects = \"G-01\"\nto_role = \"siro\"\n[[injects]]\nat_minute = 5\ntext = \"Board\"\nexpects = \"G-02\"\n[[injects]]\nat_minute = 50\ntext = \"Press\"\nexpects = \"G-03\"\n";

/// Everything said of the drill as it stands, on the sheet and in what it lacks.
fn listen(play: &mut Play) {
    let all = entries(Sheet::Drill, &play.state, play.now, 8);
    let lacks = record_shortfalls(&play.state).into_iter().flat_map(|short| [short.missing, short.next]);
    for msg in all.into_iter().map(|entry| entry.text).chain(lacks).collect::<Vec<_>>() {
        play.hear(&msg);
    }
}

pub(super) fn play(play: &mut Play) {
    listen(play);
    play.run("drill-start", &[]);
    play.done("drill-plan", &[("title", "Night"), ("procedure", "ransomware"), ("facilitator", "Ada Morel")]);
    play.desk.field.set("injects");
    for text in ["", "schema = 1"] {
        play.desk.text.set(text);
        play.run("drill-plan", &[("title", "Night"), ("procedure", "ransomware"), ("injects", "own.toml")]);
    }
    play.desk.text.set(LIST);
    let whole = [
        ("title", "Night"),
        ("procedure", "ransomware"),
        ("injects", "own.toml"),
        ("objectives", "one; two; three; four"),
        ("facilitator", "Rosa Nagy"),
        ("collector", "Jon Sato"),
        ("participants", "Ada Morel, Rosa Nagy"),
        ("factor", "12"),
    ];
    play.run("drill-plan", &[&whole[..], &[("factor", "many")]].concat());
    play.done("drill-plan", &whole);
    play.desk.field.set("");
    play.desk.text.set("");
    listen(play);
    play.done("amend", &[("field", "class"), ("value", "malicious-code/infected-system"), ("reason", "x")]);
    play.done("amend", &[("field", "class"), ("value", "test/test"), ("reason", "x")]);
    play.run("drill-deliver", &[]);
    play.done("drill-start", &[("reason", "exercise, exercise, exercise")]);
    play.done("drill-plan", &whole[..2]);
    play.done("drill-deliver", &[("inject", "1")]);
    play.done("drill-deliver", &[("inject", "1")]);
    play.done("drill-deliver", &[("inject", "3")]);
    listen(play);
    play.done("drill-pause", &[]);
    listen(play);
    play.done("drill-resume", &[("reason", "back")]);
    play.done("drill-observe", &[("inject", "2"), ("seen-after", "x"), ("by", "Ada Morel")]);
    play.done("drill-observe", &[("inject", "1"), ("seen-after", "they rang"), ("by", "Jon Sato")]);
    play.done("drill-score", &[("inject", "2"), ("result", "partly"), ("by", "Ada Morel")]);
    play.done("drill-score", &[("inject", "1"), ("result", "met"), ("by", "Jon Sato")]);
    for (objective, result) in [("1", "met"), ("2", "not"), ("3", "partly")] {
        play.done("drill-score", &[("objective", objective), ("result", result), ("by", "Jon Sato")]);
    }
    play.now = play.now.plus_minutes(9);
    play.done("drill-deliver", &[("inject", "2")]);
    listen(play);
    play.now = play.now.plus_hours(60);
    listen(play);
    play.done("drill-end", &[]);
    play.done("real-emergency", &[("reason", "smoke")]);
    listen(play);
    for msg in [Refusal::new(Rule::NotAnExercise, None), Refusal::new(Rule::NoDrill, None)] {
        play.hear(&msg.what);
        play.hear(&msg.next);
    }
    let kept = keep_out(&Default::default(), None, "EXERCISE-auth.log", crate::domain::drill::MARKER.as_bytes());
    if let Err(refusal) = kept {
        play.hear(&refusal.what);
        play.hear(&refusal.next);
    }
    let short = untested("ransomware", None, play.now).unwrap();
    play.hear(&short.missing);
    play.hear(&short.next);
}
