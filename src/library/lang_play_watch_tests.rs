//! The watch after recovery, with what is missing as often as with what is there.

use super::Play;
use crate::domain::sheet::{Sheet, entries};

fn sheet(play: &mut Play) {
    for entry in entries(Sheet::Watch, &play.state, play.now, 8) {
        // A shortfall with its way on is as long as both.
        if entry.text.id != "sheet-lacks" {
            play.hear(&entry.text);
        }
    }
}

/// A day as it is written, with a file in each of its fields in turn.
fn days(play: &mut Play) {
    let whole = [("alerts", "none"), ("alive", "all"), ("exported", "now"), ("conclusion", "nothing of it was seen")];
    play.done("watch-day", &whole);
    play.done("watch-day", &[("watch-date", "2026-12-24"), ("window-from", "2026-12-24 10:00")]);
    play.run("watch-day", &[("watch-date", "Christmas")]);
    play.desk.field.set("heartbeat");
    play.done("watch-day", &[&whole[..], &[("exported", "-3d"), ("same-reason", "a holiday")]].concat());
    play.desk.field.set("export");
    play.done("watch-day", &[&whole[..3], &[("exported", "-3d"), ("watch-date", "yesterday")]].concat());
    play.done("watch-day", &[&whole[..], &[("watch-date", "yesterday"), ("exported", "-1d")]].concat());
    play.desk.text.set("198.51.100.7 /tmp/.y");
    play.done("watch-day", &[("alerts", "none"), ("alive", "edr"), ("dead", "fw-01"), ("reviewer", "SOC bot")]);
    play.done("watch-day", &[("alerts", "none"), ("exported", "-4h"), ("window-from", "-30m")]);
    play.desk.text.set("");
    play.desk.field.set("");
    play.done("watch-day", &[("alerts", "1141"), ("alive", "edr, fw-01")]);
}

pub(super) fn play(play: &mut Play) {
    sheet(play);
    // Nobody writes for days after something went live, and nothing was planned.
    let source = [("source-id", "full 2"), ("source-at", "2020-01-01 10:00"), ("predates", "made before")];
    let whole = [("isolated", "yes"), ("expected-value", "ab"), ("expected-from", "tape"), ("computed", "ab")];
    let of = |name| [("system", name), ("started", "now"), ("operator", "Rosa Nagy")];
    play.desk.field.set("file");
    play.done("restore", &[&source[..], &whole, &of("web01")].concat());
    let scan = [("restoration", "web01"), ("scan-result", "clean"), ("tool", "clamscan 1.4"), ("targets", "web01")];
    play.done("scan", &[&scan[..], &[("rules-at", "2020-01-01 10:00"), ("started", "now")]].concat());
    play.desk.field.set("");
    let shown = [("presence", "wet-ink"), ("presence-ref", "slip 4")];
    play.done("go-live", &[&[("restoration", "web01"), ("released-by", "Jon Sato")][..], &shown].concat());
    for hours in [42, 72] {
        let now = play.now.plus_hours(hours);
        for need in crate::domain::attention::needs(&play.state, now) {
            play.hear(&need.what);
        }
    }
    play.done("plan-watch", &[]);
    play.done("watch-day", &[("alerts", "none")]);
    play.desk.field.set("alert-rules");
    play.done("plan-watch", &[("watch-sources", "edr; fw-01: flows within the hour")]);
    play.done("indicators", &[("set", "marks"), ("add", "/tmp/.z")]);
    play.done("plan-watch", &[("watch-sources", "edr: agents"), ("set", "marks v1")]);
    let again = play.now;
    days(play);
    let hit = [("alert", "1142"), ("asset", "db01"), ("observed", "beacon to 198.51.100.7")];
    play.done("watch-hit", &hit);
    sheet(play);
    let clear = [("false-hit", "1142"), ("by", "Jon Sato"), ("conclusion", "the red team said so")];
    play.done("clear-hit", &clear[..2]);
    play.run("clear-hit", &[("false-hit", "no such"), ("by", "Jon Sato")]);
    play.run("contain", &[("asset", "db01"), ("answers-hit", "no such")]);
    play.done("clear-hit", &[&clear[..], &[("presence", "wet-ink"), ("presence-ref", "slip 3")]].concat());
    play.done("watch-day", &[("alerts", "1143 hit on db01: the same\n1141 benign: printer")]);
    sheet(play);
    contained(play);
    play.now = again;
}

/// What came back is contained again, and nobody writes for days.
fn contained(play: &mut Play) {
    play.desk.field.set("after");
    let owed = [("authority", "Jon Sato"), ("operator", "Rosa Nagy"), ("rollback", "undo"), ("blast-radius", "none")];
    let id = play.done("contain", &[&[("asset", "fw01"), ("answers-hit", "1143")][..], &owed].concat());
    play.desk.field.set("");
    let test = [("containment", id.as_str()), ("result", "holds"), ("tester", "Jon Sato"), ("from-where", "lte")];
    let shown = [("method", "curl"), ("presence", "wet-ink"), ("presence-ref", "slip 4")];
    play.done("outside-test", &[&test[..], &shown].concat());
    play.done("watch-day", &[("alerts", "none")]);
    sheet(play);
}
