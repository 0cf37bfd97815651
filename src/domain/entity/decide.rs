//! The commands of entities.

use super::cited;
use super::name::is_name;
use super::register::{Entity, Register};
use super::{Changed, IMPORTANCE, JUDGEMENTS, Judged, KINDS, Recorded, TYPES};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::indicator;
use crate::domain::input::{Fields, Input};
use crate::domain::lineage::Node;
use crate::domain::mark::Mark;
use crate::domain::rows::{import_struck, struck_import};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

/// That something goes by this name already: told and not refused, for both may be right.
fn twice(state: &Incident, register: &Register, kind: &str, names: &[String], but: Option<Node>) -> Option<Shortfall> {
    let other = names.iter().flat_map(|name| register.meant_by_name(name)).find(|known| {
        known.kind == kind && known.key().is_some() && but.is_none_or(|but| !known.keys.contains(&but))
    })?;
    let record = other.key().map(|key| key.label(state)).unwrap_or_default();
    let name = state.sensitive(&other.name);
    Some(Shortfall::new(Rule::EntityTwice).at("entity").with("record", record).with("name", name))
}

/// `entity`: an asset, an account, a data set or a model.
///
/// # Errors
/// No name, an unknown code, an unreadable time.
pub fn record(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let name = fields.required("entity")?.trim().to_owned();
    let register = Register::of(state);
    // An artefact of that name says what it is, an address of an account too.
    let known = register.meant_by_name(&name).next().map(|known: &Entity| known.kind.clone());
    let account = indicator::read(&name).is_some_and(|read| read.kind == "account");
    let told = known.unwrap_or_else(|| if account { "account" } else { "asset" }.to_owned());
    let recorded = Recorded {
        kind: fields.choice("entity-kind", KINDS)?.map_or(told, str::to_owned),
        asset_type: fields.choice("asset-type", TYPES)?.unwrap_or_default().to_owned(),
        aliases: fields.list("aliases").into_iter().filter(|alias| super::even(alias) != super::even(&name)).collect(),
        name,
        owner: fields.person("owner").unwrap_or_default(),
        importance: fields.choice("importance", IMPORTANCE)?.unwrap_or_default().to_owned(),
        note: fields.text("note").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let names: Vec<String> = std::iter::once(&recorded.name).chain(&recorded.aliases).cloned().collect();
    let mut short: Vec<Shortfall> = twice(state, &register, &recorded.kind, &names, None).into_iter().collect();
    short.extend(no_names(state, &names));
    short.extend(time_shortfalls("at", &recorded.at, true, recorded.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(recorded).short(short))
}

/// The entity that a field names: by one of its names, or by its record.
fn named(fields: &Fields<'_>, register: &Register) -> Result<(Node, String), Refusal> {
    let text = fields.required("entity")?;
    let meant = register.meant(fields.state, &text);
    let key = |entity: &&Entity| Some((entity.key()?, entity.kind.clone()));
    match meant.as_slice() {
        [one] => key(one).ok_or_else(|| fields.not_found("entity", &text)),
        [] => Err(fields.not_found("entity", &text)),
        several => {
            let labels: Vec<String> =
                several.iter().filter_map(|entity| Some(entity.key()?.label(fields.state))).take(9).collect();
            Err(Refusal::new(Rule::SeveralMeant, Some("entity")).code("entity").with("labels", labels.join(", ")))
        }
    }
}

/// `entity-change`: what is known of an entity is more, or is not as it was recorded.
///
/// # Errors
/// No such entity, nothing changed, an unknown code, an unreadable time.
pub fn change(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let register = Register::of(state);
    let (entity, kind) = named(&fields, &register)?;
    let changed = Changed {
        entity,
        name: fields.text("new-name").unwrap_or_default().trim().to_owned(),
        asset_type: fields.choice("asset-type", TYPES)?.unwrap_or_default().to_owned(),
        aliases: fields.list("aliases"),
        not_aliases: fields.list("not-aliases"),
        owner: fields.person("owner").unwrap_or_default(),
        importance: fields.choice("importance", IMPORTANCE)?.unwrap_or_default().to_owned(),
        note: fields.text("note").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let texts = [&changed.name, &changed.asset_type, &changed.importance, &changed.note, &changed.owner.name];
    if texts.iter().all(|text| text.is_empty()) && changed.aliases.is_empty() && changed.not_aliases.is_empty() {
        return Err(Refusal::new(Rule::Empty, Some("aliases")).code("aliases"));
    }
    let names: Vec<String> = std::iter::once(&changed.name).chain(&changed.aliases).cloned().collect();
    let mut short: Vec<Shortfall> = twice(state, &register, &kind, &names, Some(entity)).into_iter().collect();
    short.extend(no_names(state, &names));
    let not_its = |name: &&String| register.known(entity).is_some_and(|known| !known.also_goes_by(name));
    let kept: Vec<&str> = changed.not_aliases.iter().filter(not_its).map(String::as_str).collect();
    if !kept.is_empty() {
        short.push(Shortfall::new(Rule::NameStays).at("not-aliases").with("names", state.sensitive(&kept.join(", "))));
    }
    short.extend(time_shortfalls("at", &changed.at, true, changed.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(changed).short(short).marked(Some(mark_of(state, entity))))
}

/// What is said of an entity stands under its mark at least.
fn mark_of(state: &Incident, entity: Node) -> Mark {
    state.timeline.line(entity.record).map_or(state.mark(), |line| line.mark.max(state.mark()))
}

/// That signs alone name nothing: they are recorded as they were typed, and nothing goes by them.
fn no_names(state: &Incident, names: &[String]) -> Option<Shortfall> {
    let signs: Vec<&str> =
        names.iter().map(|name| name.trim()).filter(|name| !name.is_empty() && !is_name(name)).collect();
    let said = Shortfall::new(Rule::SignsAlone).at("aliases").with("names", state.sensitive(&signs.join(" ")));
    (!signs.is_empty()).then_some(said)
}

/// Why a judgement shows nothing. It is shown as a judgement all the same.
#[must_use]
pub fn judged_shortfalls(state: &Incident, register: &Register, judged: &Judged) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if judged.reason.trim().is_empty() {
        short.push(Shortfall::new(Rule::JudgedWithoutReason).at("reason"));
    }
    if judged.judgement == "suspected" {
        return short;
    }
    let record = judged.cites.filter(|record| !state.struck(*record) && state.kinds.contains_key(record));
    let exhibit = judged.exhibit.filter(|id| state.register.exhibit(*id).is_some_and(|exhibit| !exhibit.struck));
    let cited: Vec<RecordId> = record.into_iter().chain(exhibit).collect();
    let entity = register.known(judged.entity);
    // What was read from rows of an import that was struck shows nothing any more, and neither does who cites it.
    let fallen = |record: &RecordId| state.timeline.line(*record).and_then(|line| struck_import(state, line));
    let named = |record: &RecordId| {
        fallen(record).is_none() && entity.is_some_and(|entity| cited::shows(state, *record, entity))
    };
    match cited.first() {
        Some(first) if !cited.iter().any(named) && fallen(first).is_some() => {
            short.extend(fallen(first).map(|import| import_struck(state, import).at("record")));
        }
        None => short.push(Shortfall::new(Rule::JudgedWithoutEvidence).at("record")),
        Some(_) if cited.iter().any(named) => {}
        Some(first) => {
            let name = state.sensitive(entity.map(|entity| entity.name.as_str()).unwrap_or_default());
            let record = state.label(*first);
            short.push(Shortfall::new(Rule::JudgedElsewhere).at("record").with("record", record).with("name", name));
        }
    }
    short
}

/// `entity-judge`: how a person judges an entity, why, and what shows it.
///
/// # Errors
/// No such entity, record or exhibit, an unknown code, an unreadable time.
pub fn judge(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let register = Register::of(state);
    let (entity, _) = named(&fields, &register)?;
    fields.required("judgement")?;
    let judged = Judged {
        entity,
        judgement: fields.choice("judgement", JUDGEMENTS)?.unwrap_or_default().to_owned(),
        reason: fields.text("reason").unwrap_or_default(),
        cites: input.get("record").map(|_| fields.record("record")).transpose()?,
        exhibit: input.get("exhibit").map(|_| fields.exhibit("exhibit")).transpose()?.map(|exhibit| exhibit.id),
        place: fields.text("place").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = judged_shortfalls(state, &register, &judged);
    short.extend(time_shortfalls("at", &judged.at, true, judged.late_reason.as_deref(), state, ctx));
    // It says what was seen there: it is for no more people than that.
    let seen = judged.cites.into_iter().chain(judged.exhibit).filter_map(|record| state.timeline.line(record));
    let mark = seen.map(|line| line.mark).fold(mark_of(state, entity), Mark::max);
    Ok(Decision::of(judged).short(short).marked(Some(mark)))
}
