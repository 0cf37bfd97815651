//! What let it happen: each finding with what it names, the words that show it and where they stand, what was put aside, and who read it.

use super::told::stamp;
use super::{Entry, Tone};
use crate::domain::attention::Place;
use crate::domain::cause::{Cited, Finding, Standing, first_access, quote_shortfall, review_shortfalls, shortfalls};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::{Arg, Msg};
use crate::domain::quote::{Quote, Within};

pub(super) fn entries(state: &Incident) -> Vec<Entry> {
    let mut found = vec![Entry::new(Tone::Dim, Msg::new("finding-how"))];
    if let Some(first) = first_access(state) {
        let named = state.causes.standing(state).find_map(|finding| {
            finding.said.first_access.as_ref().filter(|when| when.at == first).map(|when| (finding.id, stamp(when)))
        });
        found.push(match named {
            Some((record, at)) => {
                Entry::new(Tone::Plain, Msg::new("finding-first-access").with("at", at)).at(Place::Timeline(record))
            }
            None => {
                Entry::new(Tone::Due, Msg::new("finding-first-sign").with("at", super::anchors::stamp(state, first)))
            }
        });
    }
    let before = found.len();
    for finding in state.causes.standing(state) {
        one(state, finding, &mut found);
    }
    if found.len() == before {
        found.push(Entry::new(Tone::Due, Msg::new("finding-none")).by(Some(("finding", Input::default()))));
    }
    found
}

fn one(state: &Incident, finding: &Finding, found: &mut Vec<Entry>) {
    let (said, label) = (&finding.said, state.label(finding.id));
    let place = || Place::Timeline(finding.id);
    let heading = Msg::new("finding-finding")
        .with("record", label.clone())
        .code("cause", "cause", said.cause.code())
        .with("who", said.author.name.clone())
        .with("at", stamp(&said.at));
    found.push(Entry::new(Tone::Heading, heading).at(place()));
    let mut plain = |text: Msg| found.push(Entry::new(Tone::Plain, text).at(place()));
    if !said.statement.is_empty() {
        plain(Msg::new("finding-said").with("text", state.sensitive(&said.statement)));
    }
    let first = said.first_access.as_ref().map(stamp).unwrap_or_default();
    let confidence = [("confidence", said.confidence.as_str())];
    let more = [("first-access", first.as_str()), ("first-access-unknown", said.first_access_unknown.as_str())];
    for (field, value) in said.cause.named().into_iter().chain(more).filter(|(_, value)| !value.is_empty()) {
        plain(Msg::new("finding-named").code("field", "field", field).with("value", state.sensitive(value)));
    }
    for (field, code) in confidence.into_iter().filter(|(_, code)| !code.is_empty()) {
        plain(Msg::new("finding-named").code("field", "field", field).code("value", "confidence", code));
    }
    for other in &said.alternatives {
        let (what, why) = (state.sensitive(&other.what), state.sensitive(&other.why));
        plain(Msg::new("finding-not").with("what", what).with("why", why));
    }
    if let Some(cited) = said.experiment {
        let counts = crate::domain::experiment::counts(state, cited);
        let text = Msg::new("finding-experiment").with("record", state.label(cited));
        found.push(Entry::new(if counts { Tone::Proved } else { Tone::Due }, text).at(Place::Timeline(cited)));
    }
    for cited in finding.standing_quotes(state) {
        found.push(quote(state, cited));
    }
    for (record, reviewed) in finding.reviews.iter().filter(|(record, _)| !state.struck(*record)) {
        let counts = review_shortfalls(state, finding, reviewed).is_empty();
        let text = Msg::new("finding-reviewed")
            .code("verdict", "review", reviewed.verdict.clone())
            .with("who", reviewed.by.name.clone())
            .with("at", stamp(&reviewed.at))
            .with("note", state.sensitive(&reviewed.note));
        let tone = if counts { Tone::Proved } else { Tone::Due };
        found.push(Entry::new(tone, text).at(Place::Timeline(*record)));
    }
    for short in shortfalls(state, finding) {
        let text = Msg::new("told-short").with("what", short.missing.clone()).with("rule", short.rule.id());
        let act = if finding.last_review(state).is_none() { "review-finding" } else { "quote" };
        let input = Input::default().with("finding", label.clone());
        found.push(Entry::new(Tone::Due, text).at(place()).by(Some((act, input))));
    }
}

fn quote(state: &Incident, cited: &Cited) -> Entry {
    let standing = cited.standing(state);
    let place: Arg = match (&standing, &cited.quote.place) {
        (Standing::Found(found), _) => found.hit.place.msg().into(),
        (_, Some(place)) => place.msg().into(),
        (_, None) => Msg::new("finding-no-place").into(),
    };
    let text = Msg::new("finding-quote")
        .with("record", state.label(cited.id))
        .with("within", within(state, &cited.quote, cited.within(state)))
        .with("place", place)
        .with("text", state.sensitive(&cited.quote.text))
        .code("standing", "quote", standing.code());
    let counts = quote_shortfall(state, cited).is_none();
    let entry = Entry::new(if counts { Tone::Proved } else { Tone::Due }, text).at(Place::Timeline(cited.id));
    let again = Input::default().with("quote-record", state.label(cited.id));
    entry.by((!counts).then_some(("find-quote", again)))
}

/// What words stand in, in words: an exhibit, a file, the output of a tool on an exhibit, or something that is not here.
fn within(state: &Incident, quote: &Quote, within: &Within) -> Arg {
    let exhibit =
        |id| state.register.exhibit(id).map(|exhibit| state.register.shown_label(exhibit)).unwrap_or_default();
    let name: Arg = match within {
        Within::File(file) => state.sensitive(&file.name).into(),
        Within::Record { record, .. } => Msg::new("finding-file-of").with("record", state.label(*record)).into(),
        Within::Exhibit(id) => exhibit(*id).into(),
        Within::Named(name) if name.is_empty() => Msg::new("finding-nowhere").into(),
        Within::Named(name) => state.sensitive(name).into(),
    };
    match &quote.output {
        None => name,
        Some(output) => Msg::new("finding-output")
            .with("file", name)
            .with("tool", state.sensitive(&output.tool))
            .with("exhibit", output.on.map(exhibit).unwrap_or_default())
            .into(),
    }
}
