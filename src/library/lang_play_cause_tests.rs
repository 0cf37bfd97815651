//! What let it happen, quoted rightly and wrongly, and read by others.

use super::Play;

pub(super) fn play(play: &mut Play) {
    play.desk.field.set("file");
    play.desk.text.set("one\nUser=svc-backup\n");
    let within = [("cause-type", "cve"), ("file", "auth.log"), ("quote", "User=svc-backup")];
    for place in ["line 1", "line 9", "nowhere", "frame 1"] {
        play.run("finding", &[&within[..], &[("place", place)]].concat());
    }
    play.run("finding", &[&within[..2], &[("quote", "not there"), ("place", "line 1")]].concat());
    let found = play.done("finding", &[&within[..], &[("place", "line 2"), ("first-access", "-9h")]].concat());
    for (record, place) in [("b", "bytes 4-9"), ("l", "lines 1-2"), ("c", "abcd:a.rs:2")] {
        play.run("quote", &[("finding", &found), ("quote", record), ("file", "f"), ("place", place)]);
    }
    play.desk.field.set("");
    play.desk.text.set("");
    let late = [("first-access", "2026-11-21 23:00"), ("cve", "log4shell")];
    let second = play.done("finding", &[&[("cause-type", "cve"), ("written-by", "automated")][..], &late].concat());
    play.done("finding", &[("cause-type", "human-process"), ("statement", "Somebody clicked on the link")]);
    let accepted = [("cause-type", "not-established"), ("tried", "all"), ("accepted-by", "Jon Sato")];
    play.done("finding", &accepted);
    for more in ["", "supplier's console"] {
        play.done("quote", &[("finding", &second), ("quote", "lateral movement"), ("elsewhere", more)]);
    }
    play.done("quote", &[("finding", &second), ("quote", "psexec"), ("tool", "vol3"), ("place", "line 3")]);
    play.done("quote", &[("quote", "x"), ("elsewhere", "console")]);
    play.done("find-quote", &[]);
    for verdict in ["agrees", "disagrees"] {
        play.done("review-finding", &[("finding", &second), ("verdict", verdict), ("by", "Ada Morel"), ("at", "-9h")]);
    }
    for rule in crate::domain::control::control(&play.state, 4).missing {
        play.hear(&rule.shortfall.missing);
        play.hear(&rule.shortfall.next);
    }
}
