//! Indicators, eradication and restoration, with what is missing as often as with what is there.

use super::Play;

/// Sets of indicators.
fn indicators(play: &mut Play) {
    play.done("indicators", &[("set", "marks"), ("add", "198.51.100[.]7, evil.example")]);
    play.done("indicators", &[("remove", "evil.example")]);
    play.run("indicators", &[("remove", "evil.example")]);
    play.desk.field.set("list");
    play.run("indicators", &[("list", "marks.txt")]);
    play.desk.field.set("");
}

/// A hunt that was answered in part, and lines that say too little.
fn eradication(play: &mut Play) {
    let hunt = play.done("hunt", &[("object", "key svc-backup"), ("asked", "9"), ("answered", "8"), ("hit", "3")]);
    play.done("hunt", &[("object", "a cron job"), ("answered", "9"), ("hit", "12")]);
    let line = play.done("eradicate", &[("verb", "rotated"), ("object", "key svc-backup"), ("hunt", &hunt)]);
    let done = [("more-of", line.as_str()), ("targets", "db01"), ("at", "-1m")];
    play.done("eradicate", &done);
    play.done("sample-check", &[("removal", &line), ("found", "gone"), ("checker", "Ada Morel"), ("items", "db02")]);
    play.done("sample-check", &[("removal", &line), ("found", "still-there"), ("checker", "Ada Morel")]);
    let left = [("items", "db03"), ("reason", "month end"), ("owner", "Lena Brandt"), ("put-off", "+2h")];
    play.done("exception", &[&left[..], &[("record", line.as_str())]].concat());
    play.done("exception", &[&left[..2], &[("record", hunt.as_str())]].concat());
    let few = [("verb", "cleaned"), ("object", "server"), ("hunt", hunt.as_str()), ("expected", "1"), ("done", "1")];
    play.done("eradicate", &few);
    play.desk.field.set("hit-list");
    play.run("hunt", &[("object", "x"), ("hit-list", "hits.txt")]);
    play.desk.field.set("");
}

pub(super) fn play(play: &mut Play) {
    indicators(play);
    eradication(play);
}
