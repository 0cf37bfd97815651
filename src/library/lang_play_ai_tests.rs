//! Artefacts and what each was made from, with what is missing as often as with what is there.

use super::Play;

/// A small lineage: condemned, judged badly, restored all the same.
fn lineage(play: &mut Play) {
    let raw = play.done("artefact", &[("artefact", "crawl-9"), ("artefact-kind", "data-set"), ("version", "v3")]);
    play.run("artefact", &[("artefact", "crawl-9"), ("version", "v3"), ("artefact-digest", "beef")]);
    let twin = play.done("artefact", &[("artefact", "crawl-9"), ("version", "v3"), ("derived-from", &raw)]);
    play.run("artefact", &[("artefact", "x"), ("derived-from", "crawl-9")]);
    play.run("artefact", &[("artefact", "x"), ("derived-from", "nothing at all")]);
    play.run("lineage-link", &[("artefact", &raw), ("derived-from", &twin)]);
    let model = play.done("artefact", &[("artefact", "ranker-7"), ("artefact-kind", "model"), ("derived-from", &twin)]);
    play.done("lineage-link", &[("artefact", &model), ("derived-from", &raw)]);
    play.desk.field.set("file");
    play.run("lineage-list", &[("file", "empty")]);
    let list = "parent,child\nranker-7,adapter-1\none\nranker-7,adapter-1\nranker-7,\nadapter-1,ranker-7\ncrawl-9,x\n";
    play.desk.text.set(list);
    play.done("lineage-list", &[("file", "pairs.csv")]);
    let table = "name,kind,sha256\na,toaster,\nb,model,beef\n\"c\n";
    play.desk.text.set(table);
    play.done("lineage-list", &[("file", "table.csv")]);
    play.desk.text.set("");
    play.desk.field.set("");
    play.done("condemn", &[("artefact", &raw)]);
    for (fate, more) in [
        ("destroyed", ("reason", "x")),
        ("retrained", ("clean", raw.as_str())),
        ("evidence", ("exhibit", "E-001")),
        ("kept", ("reason", "month end")),
        ("unaffected", ("at", "-1h")),
    ] {
        play.done("fate", &[("artefacts", "ranker-7, adapter-1"), ("fate", fate), more]);
    }
    let line = [("verb", "destroyed"), ("object", "all that crawl-9 fed"), ("expected", "7")];
    play.done("eradicate", &[&line[..], &[("lineage", raw.as_str())]].concat());
    play.done("eradicate", &[&line[..], &[("lineage", model.as_str())]].concat());
    let sound = [("system", "ranker-7"), ("restored", "model"), ("computed", "ab"), ("lineage", model.as_str())];
    let id = play.done("restore", &sound);
    play.done("go-live", &[("restoration", &id), ("released-by", "Jon Sato")]);
    play.done("restore", &[&sound[..3], &[("lineage", "1")]].concat());
    for entry in crate::domain::sheet::entries(crate::domain::sheet::Sheet::Lineage, &play.state, play.now, 8) {
        // What is missing with the way on is as long as both.
        if !entry.text.id.starts_with("sheet-lacks") {
            play.hear(&entry.text);
        }
    }
}

pub(super) fn play(play: &mut Play) {
    lineage(play);
}
