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
    let digests: Vec<String> = "23456".chars().map(|sign| sign.to_string().repeat(64)).collect();
    for (name, own) in [("part-1", &digests[..2]), ("part-2", &digests[2..4])] {
        let part = [("artefact", name), ("artefact-digest", &*own[0]), ("origin", "a crawl of May")];
        let part = play.done("artefact", &part);
        let cache = [("artefact", "cache"), ("artefact-digest", &*own[1]), ("derived-from", part.as_str())];
        play.done("artefact", &cache);
        play.done("strike", &[("record", &part), ("reason", "wrong place")]);
    }
    play.done("artefact", &[("artefact", "part-2"), ("artefact-digest", &digests[4]), ("origin", "a crawl of May")]);
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

/// Entities: recorded twice, changed, judged badly and well, contained, come back.
fn entities(play: &mut Play) {
    let hear = |play: &mut Play| {
        let register = crate::domain::entity::Register::of(&play.state);
        let mut keys: Vec<_> = register.entities.iter().filter_map(crate::domain::entity::Entity::key).collect();
        keys.extend(crate::domain::entity::indicators(&play.state).first().map(|(key, _)| *key));
        let all = crate::domain::sheet::Sheet::Entities;
        let mut entries = crate::domain::sheet::entries(all, &play.state, play.now, 8);
        let texts = crate::domain::entity::Texts::default();
        use crate::domain::entity::NamedRows;
        let rows = [NamedRows::Uncounted, NamedRows::Counting, NamedRows::Failed, NamedRows::Counted(1)];
        let about = |key| {
            rows.map(|rows| crate::domain::sheet::about_entity(&play.state, &texts, key, rows)).into_iter().flatten()
        };
        entries.extend(keys.into_iter().flat_map(about));
        entries.extend(crate::domain::sheet::entities_found(&play.state, "nothing of the kind"));
        // What is missing with the way on is as long as both.
        for entry in entries
            .iter()
            .filter(|entry| !["entity-row-next", "entity-piece-short", "entity-next"].contains(&entry.text.id))
        {
            play.hear(&entry.text);
        }
    };
    hear(play);
    let web =
        [("entity", "web77"), ("aliases", "WEB77.corp.example"), ("asset-type", "server"), ("importance", "high")];
    let id = play.done("entity", &[&web[..], &[("owner", "Rosa Nagy"), ("note", "front of the shop")]].concat());
    play.done("entity", &[("entity", "web77.corp.example"), ("entity-kind", "asset")]);
    let gone = play.done("entity", &[("entity", "bob@corp.example")]);
    play.run("entity", &[("entity", "")]);
    play.run("entity-change", &[("entity", "nobody's"), ("aliases", "x")]);
    play.run("entity-change", &[("entity", &id)]);
    play.done("entity-change", &[("entity", &id), ("aliases", "www"), ("importance", "critical")]);
    play.done("entity-change", &[("entity", &id), ("aliases", "*"), ("not-aliases", "web78")]);
    for name in ["web78", ""] {
        use crate::domain::decision::Shortfall;
        use crate::domain::rules::Rule;
        let short = Shortfall::new(Rule::MergedSince).with("name", play.state.sensitive(name));
        play.hear(&short.missing);
        play.hear(&short.next);
    }
    play.run("entity-judge", &[("entity", "web77")]);
    for judgement in crate::domain::entity::JUDGEMENTS {
        play.done("entity-judge", &[("entity", &id), ("judgement", judgement)]);
        hear(play);
    }
    play.done("entity-judge", &[("entity", &id), ("judgement", "ruled-out"), ("reason", "asleep"), ("record", "1")]);
    hear(play);
    play.done("entity-judge", &[("entity", &id), ("judgement", "confirmed"), ("reason", "seen"), ("record", "1")]);
    hear(play);
    play.done("log", &[("text", "a shell on it"), ("assets", "web77, web78"), ("status", "confirmed")]);
    play.done("contain", &[("asset", "www"), ("authority", "Ada Morel")]);
    play.done("restore", &[("system", "web77")]);
    hear(play);
    play.done("strike", &[("record", &gone), ("reason", "wrong")]);
    hear(play);
}

/// Experiments: designed badly, run badly, each outcome, struck.
fn experiments(play: &mut Play) {
    for entry in crate::domain::sheet::entries(crate::domain::sheet::Sheet::Experiments, &play.state, play.now, 8) {
        play.hear(&entry.text);
    }
    let good = play.done("artefact", &[("artefact", "ranker-6"), ("artefact-kind", "model")]);
    let suspect = play.done("artefact", &[("artefact", "ranker-8"), ("artefact-kind", "model")]);
    let arms = [("known-good", good.as_str()), ("suspect", suspect.as_str()), ("hypothesis", "it names the vendor")];
    let whole = [
        ("odd-means", "names the vendor"),
        ("margin", "10%"),
        ("n-planned", "200"),
        ("prepared-by", "Rosa Nagy"),
        ("marked-by", "Rosa Nagy"),
        ("blinded", "shuffled"),
        ("seed", "7"),
    ];
    for layer in crate::domain::experiment::LAYERS {
        play.done("experiment", &[("asks", "what moves it"), ("layer", layer), ("also-changed", "libraries")]);
    }
    let untold = play.done("experiment", &[("asks", "what moves it"), ("due", "-1h"), arms[0]]);
    let fields = [("asks", "do the weights move it"), ("margin", "99.9%"), ("n-planned", "2")];
    let id = play.done("experiment", &[&arms[..], &fields, &[("known-good", suspect.as_str())]].concat());
    play.run("experiment", &[("asks", "x"), ("margin", "10")]);
    play.run("experiment-result", &[("experiment", "1")]);
    play.done("experiment-result", &[("experiment", &untold), ("input-digest", &"e".repeat(64)), ("note", "seen")]);
    play.done("experiment-result", &[("experiment", &id), ("started", "-3h"), ("ended", "-4h"), ("blind", "no")]);
    let id = play.done("experiment", &[&arms[..], &whole, &[("asks", "do the weights move it")]].concat());
    for (odd, fewer) in [("1", ""), ("150", "one was lost"), ("20", "")] {
        let counts = [("good-marked", "190"), ("good-odd", "1"), ("suspect-marked", "200"), ("suspect-odd", odd)];
        for concluded in ["positive", "negative", "undecided"] {
            let more = [("experiment", id.as_str()), ("concluded", concluded), ("fewer", fewer), ("blind", "yes")];
            play.done("experiment-result", &[&counts[..], &more].concat());
        }
    }
    play.desk.field.set("outputs");
    play.desk.text.set("{}\n");
    let last = play.done("experiment-result", &[("experiment", &id), ("outputs", "raw.jsonl")]);
    let again = play.done("experiment", &[&arms[..], &whole, &[("asks", "and again")]].concat());
    play.done("experiment-result", &[("experiment", &again), ("outputs", "raw.jsonl")]);
    play.desk.field.set("");
    play.desk.text.set("");
    play.done("finding", &[("cause-type", "data"), ("experiment", &id)]);
    play.done("strike", &[("record", &last), ("reason", "counted twice")]);
    play.done("strike", &[("record", &again), ("reason", "not needed")]);
    for entry in crate::domain::sheet::entries(crate::domain::sheet::Sheet::Experiments, &play.state, play.now, 8) {
        if !entry.text.id.starts_with("sheet-lacks") {
            play.hear(&entry.text);
        }
    }
}

pub(super) fn play(play: &mut Play) {
    lineage(play);
    entities(play);
    experiments(play);
}
