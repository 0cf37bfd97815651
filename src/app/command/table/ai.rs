//! Work on AI systems: artefacts and what each was made from, what is condemned, what becomes of what descends from it; experiments on them.

use super::super::{Act, CommandSpec};
use super::{LATE, PRESENCE, PRESENCE_REF, may, must, owed};
use crate::domain::input::FieldKind::{Choice, Coming, Exhibit, File, Line, List, Person, Record, Text, When};
use crate::domain::{experiment, lineage};

/// Commands of lineage and experiments.
pub(super) const COMMANDS: &[CommandSpec] = &[
    screen!(
        "lineage",
        [],
        "Artefacts as a tree: what each was made from, what is condemned, what became of what descends from it"
    ),
    record!(
        "artefact",
        [],
        "Write down an artefact: data set, shard, checkpoint, adapter, model; its digest and what it was made from",
        lineage::artefact,
        [
            must("artefact", Line),
            may("artefact-kind", Choice("artefact-kind", lineage::KINDS)),
            owed("version", Line),
            owed("artefact-digest", Line),
            may("file", File),
            may("exhibit", Exhibit),
            owed("lies", Line),
            owed("owner", Person),
            owed("derived-from", List),
            may("origin", Line),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "lineage-list",
        [],
        "Read artefacts and links out of a file: pairs, a table or a manifest; every line is taken or named with the reason",
        lineage::list,
        [
            must("file", File),
            may("artefact-kind", Choice("artefact-kind", lineage::KINDS)),
            may("derived-from", List),
            may("mends", Record),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "lineage-link",
        [],
        "Write down that an artefact was made from others, as it was found later; what is condemned grows with it",
        lineage::link,
        [
            must("artefact", Line),
            must("derived-from", List),
            owed("basis", Line),
            may("file", File),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "condemn",
        [],
        "Condemn an artefact: all that descends from it is then to be destroyed, made again, or judged one by one",
        lineage::condemn,
        [
            must("artefact", Line),
            owed("reason", Line),
            owed("record", Record),
            owed("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "fate",
        [],
        "Write down what became of artefacts: destroyed, quarantined, trained again, kept, not affected; with what shows it",
        lineage::fate,
        [
            must("artefacts", List),
            may("list", File),
            must("fate", Choice("fate", lineage::FATES)),
            may("file", File),
            may("record", Record),
            may("exhibit", Exhibit),
            may("clean", Line),
            may("reason", Line),
            may("accepted-by", Person),
            PRESENCE,
            PRESENCE_REF,
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    screen!(
        "experiments",
        [],
        "Experiments: what was asked, how it was blinded, what the counts come to against the threshold, what each misses"
    ),
    record!(
        "experiment",
        [],
        "Design an experiment before it is run: frozen inputs, one layer exchanged, what counts as odd, threshold, who marks blind",
        experiment::design,
        [
            must("asks", Line),
            may("hypothesis", Line),
            owed("input-file", File),
            may("exhibit", Exhibit),
            may("input-digest", Line),
            owed("layer", Choice("layer", experiment::LAYERS)),
            may("also-changed", List),
            owed("known-good", Line),
            owed("suspect", Line),
            owed("odd-means", Line),
            owed("margin", Line),
            owed("n-planned", Line),
            owed("prepared-by", Person),
            owed("marked-by", Person),
            owed("blinded", Line),
            owed("seed", Line),
            may("due", Coming),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "experiment-result",
        [],
        "Write down what an experiment came to, whatever it shows: counts of both arms, raw outputs, the marked sheet",
        experiment::result,
        [
            may("experiment", Record),
            owed("started", When),
            owed("ended", When),
            owed("input-file", File),
            may("exhibit", Exhibit),
            may("input-digest", Line),
            may("also-changed", List),
            owed("good-marked", Line),
            owed("good-odd", Line),
            owed("suspect-marked", Line),
            owed("suspect-odd", Line),
            may("fewer", Line),
            owed("outputs", File),
            owed("sheet", File),
            may("marked-by", Person),
            PRESENCE,
            PRESENCE_REF,
            owed("blind", Choice("blind", experiment::BLIND)),
            owed("concluded", Choice("came-to", experiment::OUTCOMES)),
            may("note", Text),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
];
