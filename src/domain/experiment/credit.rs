//! What an experiment earns no credit for, and what one that counts shows.

use std::collections::HashSet;

use super::share::attainable;
use super::{Designed, InputSet, Resulted, Run, percent};
use crate::domain::artefact::{self, Artefact};
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::lineage::{Family, Graph, Node};
use crate::domain::msg::Arg;
use crate::domain::proof::is_document;
use crate::domain::rules::Rule;
use crate::domain::station::ahead;

fn empty(text: &str) -> bool {
    text.trim().is_empty()
}

fn label(name: &str) -> Arg {
    Arg::Code("field", name.to_owned())
}

/// Why a design leads to nothing that counts. `record` is its own record once it has one.
#[must_use]
pub fn design_shortfalls(state: &Incident, record: Option<RecordId>, designed: &Designed) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &designed.at).into_iter().collect();
    let owed = [
        ("layer", empty(&designed.layer)),
        ("known-good", designed.good.is_none()),
        ("suspect", designed.suspect.is_none()),
        ("odd-means", empty(&designed.odd)),
        ("margin", designed.margin.is_none()),
        ("n-planned", designed.planned.is_none_or(|planned| planned == 0)),
        ("prepared-by", empty(&designed.preparer.name)),
        ("marked-by", empty(&designed.marker.name)),
        ("blinded", empty(&designed.blinded)),
        ("seed", empty(&designed.seed)),
    ];
    if let Some((name, _)) = owed.into_iter().find(|(_, missing)| *missing) {
        short.push(Shortfall::new(Rule::DesignOwed).at(name).with("field", label(name)));
    }
    if designed.input.digest(state).is_none() {
        short.push(Shortfall::new(Rule::InputNotFrozen).at("input-file"));
    }
    if let Some(other) = designed.also.first() {
        short.push(several(state, other));
    }
    if let (Some(planned), Some(margin)) = (designed.planned.filter(|planned| *planned > 0), designed.margin)
        && !attainable(planned, margin)
    {
        short.push(
            Shortfall::new(Rule::Unattainable)
                .at("margin")
                .with("planned", number(planned))
                .with("margin", percent(margin)),
        );
    }
    if same(state, &designed.marker, &designed.preparer) {
        short.push(Shortfall::new(Rule::MarkerPrepared).at("marked-by"));
    }
    short.extend(arms_shortfall(state, designed));
    short
}

fn several(state: &Incident, other: &str) -> Shortfall {
    Shortfall::new(Rule::SeveralLayers).at("also-changed").with("other", state.sensitive(other))
}

/// Whether two people may be one; nobody named is nobody.
fn same(state: &Incident, one: &Author, other: &Author) -> bool {
    !empty(&one.name) && !empty(&other.name) && state.people.may_be_same(one, other)
}

/// The arms are two artefacts on record, and what is known to be good is not condemned and descends from nothing that is.
fn arms_shortfall(state: &Incident, designed: &Designed) -> Option<Shortfall> {
    let (good, suspect) = (designed.good?, designed.suspect?);
    let family = Family::of(state);
    let known = |node: Node| family.graph.what(node).is_some();
    let sound = known(good) && known(suspect) && good != suspect && !family.tainted(good);
    (!sound).then(|| Shortfall::new(Rule::ArmsNotApart).at("known-good"))
}

/// Whether a file shows something: bytes, and no document for people.
fn raw(file: Option<&Artefact>) -> Option<&Artefact> {
    file.filter(|file| file.size > 0 && !is_document(&file.name))
}

/// Whether bytes stood in the journal before a run's design did, or with it: the order of its lines says so, not a time that was typed.
fn stood_before(state: &Incident, sha256: &str, record: RecordId) -> bool {
    let lines = state.timeline.lines.iter().map(|line| line.id);
    let earlier: HashSet<RecordId> = lines.take_while(|id| *id != record).chain([record]).collect();
    let cited = artefact::cited(state).any(|(id, file)| file.sha256 == sha256 && earlier.contains(&id));
    cited
        || state
            .register
            .exhibits
            .iter()
            .any(|exhibit| exhibit.hashes.iter().any(|(id, hashed)| hashed.sha256 == sha256 && earlier.contains(id)))
}

/// Why a result shows nothing, its design with it. `record` is its own record once it has one, `after_design` whether the design stood before it in the fold.
#[must_use]
pub fn result_shortfalls(
    state: &Incident,
    record: Option<RecordId>,
    said: &Resulted,
    after_design: bool,
) -> Vec<Shortfall> {
    let design = state.experiments.design(said.experiment).filter(|_| !state.struck(said.experiment));
    let Some(designed) = design.filter(|_| after_design) else {
        return vec![
            Shortfall::new(Rule::DesignAfterRun).at("experiment").with("record", state.label(said.experiment)),
        ];
    };
    let mut short = design_shortfalls(state, Some(said.experiment), designed);
    short.extend(ahead(state, record, &said.at));
    times(state, said, &mut short);
    input(state, &designed.input, &said.input, &mut short);
    if let Some(other) = said.also.first() {
        short.push(several(state, other));
    }
    marking(state, designed, said, &mut short);
    if said.good.counts().is_none() || said.suspect.counts().is_none() {
        short.push(Shortfall::new(Rule::ImpossibleCounts).at("suspect-odd"));
        return short;
    }
    let least = said.good.marked.min(said.suspect.marked).unwrap_or_default();
    if let Some(planned) = designed.planned.filter(|planned| least < *planned && empty(&said.fewer)) {
        short.push(
            Shortfall::new(Rule::FewerMarked)
                .at("fewer")
                .with("marked", number(least))
                .with("planned", number(planned)),
        );
    }
    let Some(computed) = designed.margin.and_then(|margin| said.computed(margin)) else { return short };
    if said.outcome != computed {
        let shown = percent(designed.margin.unwrap_or_default());
        let found = Arg::Code("came-to", computed.to_owned());
        short.push(Shortfall::new(Rule::OutcomeDiffers).at("concluded").with("outcome", found).with("margin", shown));
    }
    let others = state.experiments.standing(state, said.experiment).filter(|other| Some(other.id) != record);
    let against = designed.margin.and_then(|margin| {
        others.filter_map(|other| Some((other.id, other.said.computed(margin)?))).find(|(_, found)| *found != computed)
    });
    if let Some((other, _)) = against {
        short.push(Shortfall::new(Rule::ResultsDisagree).at("experiment").with("record", state.label(other)));
    }
    short
}

fn number(count: u64) -> String {
    count.to_string()
}

/// The design stood in the journal before the run began, and no output of it did.
fn times(state: &Incident, said: &Resulted, short: &mut Vec<Shortfall>) {
    let design = state.timeline.line(said.experiment).map(|line| line.recorded);
    let begun = said.began.as_ref().map(|began| began.at);
    let outputs = [&said.outputs, &said.sheet].into_iter().flatten();
    let mut before = outputs.filter(|file| stood_before(state, &file.sha256, said.experiment));
    let late = begun.is_some_and(|begun| design.is_none_or(|design| design > begun));
    if late {
        let record = state.label(said.experiment);
        short.push(Shortfall::new(Rule::DesignAfterRun).at("started").with("record", record));
    }
    if let Some(file) = before.next() {
        short.push(Shortfall::new(Rule::OutputsBefore).at("outputs").with("name", state.sensitive(&file.name)));
    }
    match (&said.began, &said.ended) {
        (Some(began), Some(ended)) if began.at <= ended.at && ended.at <= said.at.at => {}
        _ => short.push(Shortfall::new(Rule::RunTimes).at("ended")),
    }
}

/// What was run is what was frozen.
fn input(state: &Incident, frozen: &InputSet, run: &InputSet, short: &mut Vec<Shortfall>) {
    let differs = !run.any_digest().is_empty() && run.any_digest() != frozen.any_digest();
    let mixed = !run.computed.is_empty() && !run.stated.is_empty() && run.computed != run.stated;
    if differs || mixed {
        short.push(Shortfall::new(Rule::InputDiffers).at("input-file"));
    } else if run.digest(state).is_none() {
        short.push(Shortfall::new(Rule::InputClaimed).at("input-file"));
    }
}

/// Somebody marked the outputs who had not prepared or run them and could not tell the arms apart; outputs and marks are there to be read again.
fn marking(state: &Incident, designed: &Designed, said: &Resulted, short: &mut Vec<Shortfall>) {
    let hands = [&designed.preparer, &said.by];
    if empty(&said.marker.name) || hands.into_iter().any(|hand| same(state, &said.marker, hand)) {
        if !short.iter().any(|known| known.rule == Rule::MarkerPrepared) {
            short.push(Shortfall::new(Rule::MarkerPrepared).at("marked-by"));
        }
    } else if !state.present(&said.marker, &said.presence, &said.presence_ref) {
        short.push(Shortfall::new(Rule::Unproven).at("presence"));
    }
    if said.blind != "yes" {
        short.push(Shortfall::new(Rule::NotBlind).at("blind"));
    }
    match (raw(said.outputs.as_ref()), raw(said.sheet.as_ref())) {
        (Some(outputs), Some(sheet)) if outputs.sha256 != sheet.sha256 => {}
        (None, _) => short.push(Shortfall::new(Rule::NoRawOutputs).at("outputs")),
        _ => short.push(Shortfall::new(Rule::NoRawOutputs).at("sheet")),
    }
}

impl Run {
    /// What it lacks.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident) -> Vec<Shortfall> {
        result_shortfalls(state, Some(self.id), &self.said, self.after_design)
    }
}

/// The result by which a record counts: the result itself, or the last of a design.
fn counting(state: &Incident, record: RecordId) -> Option<&Run> {
    let own = state.experiments.runs.iter().find(|run| run.id == record && !state.struck(run.id));
    let run = own.or_else(|| state.experiments.standing(state, record).next_back())?;
    run.shortfalls(state).is_empty().then_some(run)
}

/// Whether a record is an experiment with a result that lacks nothing, whatever it shows.
#[must_use]
pub fn counts(state: &Incident, record: RecordId) -> bool {
    counting(state, record).is_some()
}

/// What an experiment that counts shows, with its design.
fn shown(state: &Incident, record: RecordId) -> Option<(&Designed, &'static str)> {
    let run = counting(state, record)?;
    let designed = state.experiments.design(run.said.experiment)?;
    Some((designed, run.said.computed(designed.margin?)?))
}

/// Whether an experiment that counts came to this of an artefact: with effect where the suspect is the artefact or descends from it, without effect where it was
/// the suspect itself.
#[must_use]
pub fn shows(state: &Incident, record: RecordId, node: Node, outcome: &str) -> bool {
    let Some((designed, found)) = shown(state, record) else { return false };
    let Some(suspect) = designed.suspect else { return false };
    let concerned = match outcome {
        "positive" => Graph::of(state).descends(suspect, node),
        _ => suspect == node,
    };
    found == outcome && concerned
}

/// Why an experiment that another record cites lends it nothing.
#[must_use]
pub fn cited_shortfalls(state: &Incident, cited: Option<RecordId>) -> Vec<Shortfall> {
    let hollow = cited.filter(|cited| !counts(state, *cited));
    let short = |cited| Shortfall::new(Rule::ExperimentHollow).at("experiment").with("record", state.label(cited));
    hollow.map(short).into_iter().collect()
}
