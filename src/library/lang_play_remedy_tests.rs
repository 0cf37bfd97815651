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

/// What was restored, well and badly, and a model.
fn restoration(play: &mut Play) {
    let sound = [("source-id", "full 2"), ("expected-value", "ab"), ("expected-from", "tape"), ("computed", "AB")];
    let times = [("source-at", "2026-01-01 10:00"), ("predates", "made before"), ("isolated", "yes")];
    play.desk.field.set("file");
    let system = [("system", "etl-02"), ("started", "-1m"), ("operator", "Rosa Nagy")];
    let id = play.done("restore", &[&sound[..], &times, &system].concat());
    play.done("restore", &[("system", "db01"), ("source-at", "now"), ("computed", "ab"), ("started", "+2h")]);
    play.done("scan", &[("restoration", "db01"), ("scan-result", "found"), ("targets", "etl-01")]);
    let scan = [("restoration", id.as_str()), ("scan-result", "clean"), ("tool", "clamscan 1.4"), ("set", "marks")];
    let whole = [("rules-at", "2026-01-01 10:00"), ("targets", "etl-02"), ("started", "now")];
    play.done("scan", &[&scan[..], &whole].concat());
    play.done("go-live", &[("restoration", &id), ("released-by", "Rosa Nagy"), ("at", "-2h")]);
    play.done("go-live", &[("restoration", "db01"), ("released-by", "Jon Sato")]);
    play.done("restore", &[("system", "mail01")]);
    play.done("go-live", &[("restoration", "mail01"), ("released-by", "Jon Sato")]);
    play.done("indicators", &[("set", "marks"), ("add", "/tmp/.y")]);
    let model = [("system", "ranker-7"), ("restored", "model"), ("from-kind", "checkpoint")];
    let model = play.done("restore", &[&sound[..], &times, &model].concat());
    play.done("evaluate", &[("restoration", &model), ("results", "accuracy = 0.9")]);
    play.run("evaluate", &[("restoration", &model), ("results", "accuracy")]);
    play.done("thresholds", &[("suite", "eval 4.2"), ("thresholds", "accuracy >= 0.95")]);
    let results = "accuracy = 0.9, asr = 0";
    play.done("evaluate", &[("restoration", &model), ("results", results), ("started", "-2h"), ("model-digest", "x")]);
    for trial in ["canary", "trigger"] {
        play.done("trial", &[("restoration", &model), ("trial", trial), ("runs", "9"), ("failed", "2")]);
    }
    play.desk.field.set("");
    for entry in crate::domain::sheet::entries(crate::domain::sheet::Sheet::Remedy, &play.state, play.now, 8) {
        // A shortfall with its way on is as long as both.
        if entry.text.id != "remedy-short" {
            play.hear(&entry.text);
        }
    }
}

pub(super) fn play(play: &mut Play) {
    indicators(play);
    eradication(play);
    restoration(play);
}
