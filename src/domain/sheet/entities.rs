//! The register of entities, and one entity with everything that says how it stands and everywhere it is used.

use super::{Entry, Tone, marked, words_of};
use crate::domain::attention::Place;
use crate::domain::entity::{
    Entity, KINDS, NamedRows, Next, Piece, Register, Standing, Texts, even, indicator_at, indicators, query,
    unrecorded, used,
};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::indicator::{self, defanged};
use crate::domain::input::Input;
use crate::domain::lineage::Node;
use crate::domain::msg::Msg;
use crate::domain::sensitive::Sensitive;

/// So many indicators are listed on a screen; a feed has thousands.
const INDICATORS: usize = 200;

/// What a list is searched for: every word has to stand in one of the names, wherever and however they are written.
struct Wanted(Vec<String>);

impl Wanted {
    fn of(typed: &str) -> Self {
        Self(typed.split_whitespace().map(even).collect())
    }

    fn fits<'a>(&self, names: impl Iterator<Item = &'a str> + Clone) -> bool {
        self.0.is_empty() || self.0.iter().all(|word| names.clone().any(|name| even(name).contains(word.as_str())))
    }
}

/// The register.
pub(super) fn entries(state: &Incident) -> Vec<Entry> {
    found(state, "")
}

/// The register, as far as it is called what is typed.
#[must_use]
pub fn found(state: &Incident, typed: &str) -> Vec<Entry> {
    let wanted = Wanted::of(typed);
    let register = Register::of(state);
    let mut found = Vec::new();
    for kind in KINDS {
        let fits = |entity: &&Entity| {
            let names = [&entity.name, &entity.owner.name].into_iter().chain(&entity.aliases).map(String::as_str);
            entity.kind == *kind && wanted.fits(names)
        };
        let of_kind: Vec<&Entity> = register.entities.iter().filter(fits).collect();
        if of_kind.is_empty() {
            continue;
        }
        found.push(heading(kind, of_kind.len()));
        found.extend(of_kind.iter().filter_map(|entity| row(state, &register, entity)));
    }
    let mut named = unrecorded(state, &register);
    named.retain(|(name, _)| wanted.fits(std::iter::once(name.as_str())));
    if !named.is_empty() {
        found.push(heading("named", named.len()));
        for (name, record) in named {
            let text = Msg::new("entity-unrecorded")
                .with("name", marked(state, record, &name))
                .with("record", state.label(record));
            let act = ("entity", Input::default().with("entity", name));
            found.push(Entry::new(Tone::Due, text).at(Place::Timeline(record)).by(Some(act)));
        }
    }
    let mut marks = indicators(state);
    marks.retain(|(_, indicator)| wanted.fits(std::iter::once(indicator.value.as_str())));
    if !marks.is_empty() {
        found.push(heading("indicator", marks.len()));
        for (node, indicator) in marks.iter().take(INDICATORS) {
            let text = Msg::new("entity-indicator")
                .with("value", marked(state, node.record, &defanged(indicator)))
                .code("kind", "indicator", indicator.kind.clone());
            let act = Some(("indicators", Input::default()));
            found.push(Entry::new(Tone::Plain, text).at(Place::Entity(*node)).by(act));
        }
        if marks.len() > INDICATORS {
            let text = Msg::new("entities-more").with("count", marks.len() - INDICATORS);
            found.push(Entry::new(Tone::Dim, text));
        }
    }
    if found.is_empty() && !wanted.0.is_empty() {
        found.push(Entry::new(Tone::Dim, Msg::new("entities-not-found")));
    } else if found.is_empty() {
        found.push(Entry::new(Tone::Due, Msg::new("entities-none")).by(Some(("entity", Input::default()))));
    }
    found
}

fn heading(kind: &str, count: usize) -> Entry {
    Entry::new(Tone::Heading, Msg::new("entities-h").with("kind", kind).with("count", count))
}

fn tone(standing: &Standing) -> Tone {
    match standing.code {
        "suspected" | "confirmed" => Tone::Due,
        "clean" => Tone::Proved,
        "ruled-out" => Tone::Dim,
        _ => Tone::Plain,
    }
}

/// A text under the mark of the record that brought the entity.
fn own(state: &Incident, entity: &Entity, text: &str) -> Sensitive {
    entity.key().map_or_else(|| state.sensitive(text), |key| marked(state, key.record, text))
}

fn name(state: &Incident, entity: &Entity) -> Msg {
    let named = Msg::new("entity-name").with("name", own(state, entity, &entity.name));
    if entity.asset_type.is_empty() {
        return named;
    }
    let kind = Msg::new("entity-type").code("type", "asset-type", entity.asset_type.clone());
    Msg::new("entity-with-type").with("name", named).with("type", kind)
}

/// What else is worth a word in a row, one after the other.
fn more(state: &Incident, entity: &Entity) -> Msg {
    let mut parts: Vec<Msg> = Vec::new();
    if !entity.importance.is_empty() {
        parts.push(Msg::new("entity-importance").code("importance", "importance", entity.importance.clone()));
    }
    if !entity.owner.name.is_empty() {
        parts.push(Msg::new("entity-owner").with("who", entity.owner.name.clone()));
    }
    if !entity.aliases.is_empty() {
        parts.push(Msg::new("entity-also").with("names", own(state, entity, &entity.aliases.join(", "))));
    }
    if entity.recorded > 1 {
        parts.push(Msg::new("entity-twice").with("count", entity.recorded));
    }
    parts.extend(struck_imports(state, entity));
    parts.into_iter().fold(Msg::new("entity-no-more"), |before, part| {
        Msg::new("entity-part").with("before", before).with("what", part)
    })
}

/// That it was taken over from an import which was struck since.
fn struck_imports(state: &Incident, entity: &Entity) -> Option<Msg> {
    let labels: Vec<String> = entity.struck_imports.iter().map(|import| state.label(*import)).collect();
    (!labels.is_empty()).then(|| Msg::new("entity-import-struck").with("record", labels.join(", ")))
}

fn next_words(next: &Next) -> Msg {
    Msg::new("entity-next").code("code", "entity-standing", next.code).with("missing", next.missing.clone())
}

/// The form of what comes next. What people are to judge is asked of them, and no answer stands there before.
fn act_of(next: &Next) -> (&'static str, Input) {
    let asked = |field: &&str| !matches!(*field, "judgement" | "status");
    let known = next.input.iter().filter(|(field, _)| asked(field));
    (next.command, known.fold(Input::default(), |input, (field, text)| input.with(field, text)))
}

fn row(state: &Incident, register: &Register, entity: &Entity) -> Option<Entry> {
    let key = entity.key()?;
    let standing = register.standing(state, entity);
    let id = if standing.next.is_some() { "entity-row-next" } else { "entity-row" };
    let mut text = Msg::new(id)
        .with("name", name(state, entity))
        .code("standing", "entity-standing", standing.code)
        .with("more", more(state, entity));
    if let Some(next) = &standing.next {
        text = text.with("next", next_words(next));
    }
    let act = standing.next.as_ref().map(act_of);
    Some(Entry::new(tone(&standing), text).at(Place::Entity(key)).by(act))
}

/// The names of an entity or of an indicator, as they are compared; none where it is not in the register.
#[must_use]
pub fn names_of(state: &Incident, key: Node) -> Vec<String> {
    match (Register::of(state).known(key), indicator_at(state, key)) {
        (Some(entity), _) => entity.names().to_vec(),
        (None, Some(mark)) => vec![even(&mark.value)],
        (None, None) => Vec::new(),
    }
}

/// One entity, or one indicator: what it is, how it stands and why, and where it is used, as far as the texts were heard and rows were counted.
#[must_use]
pub fn about(state: &Incident, texts: &Texts, key: Node, rows: NamedRows) -> Vec<Entry> {
    let register = Register::of(state);
    if let Some(entity) = register.known(key) {
        return of_entity(state, &register, texts, entity, rows);
    }
    if let Some(mark) = indicator_at(state, key) {
        let value = marked(state, key.record, &defanged(mark));
        let text = Msg::new("entity-h-about").with("name", value).code("kind", "indicator", mark.kind.clone());
        let mut found = vec![Entry::new(Tone::Heading, text)];
        let sets = indicator::sets(state);
        let holding = sets.iter().filter(|set| set.last().is_some_and(|last| set.contents(last.record).contains(mark)));
        let labels: Vec<String> = holding.filter_map(|set| set.last().map(|last| set.label(last.number))).collect();
        if !labels.is_empty() {
            let labels = marked(state, key.record, &labels.join(", "));
            found.push(Entry::new(Tone::Plain, Msg::new("entity-sets").with("sets", labels)));
        }
        uses(state, texts, &[], &[even(&mark.value)], rows, &mut found);
        return found;
    }
    vec![Entry::new(Tone::Dim, Msg::new("entity-gone"))]
}

fn of_entity(state: &Incident, register: &Register, texts: &Texts, entity: &Entity, rows: NamedRows) -> Vec<Entry> {
    let standing = register.standing(state, entity);
    let head =
        Msg::new("entity-h-about").with("name", name(state, entity)).code("kind", "entity-kind", entity.kind.clone());
    let mut found = vec![Entry::new(Tone::Heading, head)];
    let stands = Msg::new("entity-stands").code("standing", "entity-standing", standing.code);
    found.push(Entry::new(tone(&standing), stands));
    if let Some(next) = &standing.next {
        found.push(Entry::new(Tone::Due, next_words(next)).by(Some(act_of(next))));
    }
    found.extend(standing.pieces.iter().map(|piece| said(state, piece)));
    if !entity.aliases.is_empty() {
        let names = own(state, entity, &entity.aliases.join(", "));
        found.push(Entry::new(Tone::Plain, Msg::new("entity-called").with("names", names)));
    }
    if !entity.owner.name.is_empty() {
        found.push(Entry::new(Tone::Plain, Msg::new("entity-owner").with("who", entity.owner.name.clone())));
    }
    if !entity.importance.is_empty() {
        let text = Msg::new("entity-importance").code("importance", "importance", entity.importance.clone());
        found.push(Entry::new(Tone::Plain, text));
    }
    if !entity.note.is_empty() {
        let note = own(state, entity, &entity.note);
        found.push(Entry::new(Tone::Plain, Msg::new("entity-note").with("note", note)));
    }
    found.extend(struck_imports(state, entity).map(|words| Entry::new(Tone::Due, words)));
    let labels: Vec<String> = entity.keys.iter().map(|key| key.label(state)).collect();
    let change = Input::default().with("entity", labels.first().cloned().unwrap_or_default());
    let text = Msg::new("entity-records").with("records", labels.join(", "));
    let at = entity.key().map_or(Place::Case, |key| Place::Timeline(key.record));
    found.push(Entry::new(Tone::Dim, text).at(at).by(Some(("entity-change", change))));
    uses(state, texts, &entity.keys, entity.names(), rows, &mut found);
    found
}

/// What one record says of how it stands.
fn said(state: &Incident, piece: &Piece) -> Entry {
    let text = Msg::new("entity-piece")
        .with("record", state.label(piece.record))
        .code("via", "entity-via", piece.via)
        .with("who", piece.who.clone())
        .with("shows", if piece.counts() { "shown" } else { "short" })
        .code("what", "entity-standing", piece.shows.code());
    let short = piece.lacks.iter().find(|short| !short.counts());
    let text = match short {
        Some(short) => Msg::new("entity-piece-short")
            .with("piece", text)
            .with("missing", short.missing.clone())
            .with("rule", short.rule.id()),
        None => text,
    };
    let tone = if short.is_some() { Tone::Due } else { Tone::Plain };
    Entry::new(tone, text).at(Place::Timeline(piece.record))
}

fn uses(state: &Incident, texts: &Texts, keys: &[Node], names: &[String], rows: NamedRows, found: &mut Vec<Entry>) {
    let uses = used(state, texts, keys, names);
    found.push(Entry::new(Tone::Heading, Msg::new("entity-h-used").with("count", uses.len())));
    let query = query(names);
    let of_rows = match rows {
        NamedRows::None => None,
        NamedRows::Uncounted => {
            let text = Msg::new("entity-rows-uncounted").with("query", state.sensitive(&query));
            Some(Entry::new(Tone::Dim, text))
        }
        NamedRows::Counting => Some(Entry::new(Tone::Dim, Msg::new("entity-rows-counting"))),
        NamedRows::Failed => Some(Entry::new(Tone::Due, Msg::new("technique-not-counted"))),
        NamedRows::Counted(count) => {
            let tone = if count == 0 { Tone::Dim } else { Tone::Plain };
            Some(Entry::new(tone, Msg::new("entity-rows").with("count", count)))
        }
    };
    found.extend(of_rows.map(|entry| entry.looks_for(query)));
    for one in uses {
        found.push(line(state, one.record, one.struck));
    }
}

fn line(state: &Incident, record: RecordId, struck: bool) -> Entry {
    let id = if struck { "entity-use-struck" } else { "entity-use" };
    let text = Msg::new(id).with("record", state.label(record)).with("words", words_of(state, record));
    Entry::new(if struck { Tone::Dim } else { Tone::Plain }, text).at(Place::Timeline(record))
}
