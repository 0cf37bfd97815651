//! The commands `artefact`, `lineage-list`, `lineage-link`, `condemn` and `fate`.

use super::credit::{condemned_shortfalls, made_shortfalls, may_accept, may_condemn};
use super::list::{digest, read};
use super::{Condemned, Described, FATES, Family, Fated, Graph, KINDS, Linked, Listed, Made, Node};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::proof::PRESENCES;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::library::sums;

/// A list has at most so many bytes: it is read while somebody waits.
const LARGEST: u64 = 1024 * 1024;
/// So many lines with a digest are counted of a manifest; one would do.
const COUNTED: usize = 1_000_000;

/// Descending from itself: what that would mean is in the refusal.
fn circle(state: &Incident, field: &'static str, child: Node, parent: Node) -> Refusal {
    let title = |node| state.lineage.any(node).map(Described::title).unwrap_or_default();
    Refusal::new(Rule::Circle, Some(field))
        .with("child", state.sensitive(&title(child)))
        .with("parent", state.sensitive(&title(parent)))
}

/// `artefact`: a data set, a checkpoint, a model, and what it was made from.
///
/// # Errors
/// No name, a digest that is none, something named that is not on record, an unreadable time.
pub fn artefact(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = |field| fields.text(field).unwrap_or_default();
    let exhibit = match fields.text("exhibit") {
        Some(_) => Some(fields.exhibit("exhibit")?),
        None => None,
    };
    let file = ctx.sources.staged("file");
    let typed = match fields.text("artefact-digest") {
        Some(text) => Some(digest(&text).ok_or_else(|| Refusal::new(Rule::NotADigest, Some("artefact-digest")))?),
        None => None,
    };
    let computed = exhibit.and_then(|exhibit| exhibit.computed()).map(|hashed| hashed.sha256.clone());
    let what = Described {
        kind: fields.choice("artefact-kind", KINDS)?.unwrap_or("other").to_owned(),
        name: fields.required("artefact")?.trim().to_owned(),
        version: text("version").trim().to_owned(),
        digest: typed.or_else(|| file.as_ref().map(|file| file.sha256.clone())).or(computed).unwrap_or_default(),
        lies: text("lies"),
    };
    let known = state.lineage.named(state, &what.title());
    let made = Made {
        what,
        file,
        exhibit: exhibit.map(|exhibit| exhibit.id),
        owner: fields.person("owner").unwrap_or_default(),
        parents: fields.artefacts("derived-from", &fields.list("derived-from"))?,
        origin: text("origin"),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = made_shortfalls(state, &made);
    if let Some(first) = known.first() {
        short.push(Shortfall::new(Rule::ArtefactTwice).at("artefact").with("record", first.label(state)));
    }
    short.extend(time_shortfalls("at", &made.at, true, made.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(made).short(short))
}

/// `lineage-list`: artefacts and links out of a file, every line of which is taken or named.
///
/// # Errors
/// No file, one that is no list or holds nothing, something named that is not on record, an unreadable time.
pub fn list(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let file = ctx.sources.staged("file").ok_or_else(|| Refusal::new(Rule::Empty, Some("file")).code("file"))?;
    let unreadable = || Refusal::new(Rule::NotALineageList, Some("file"));
    if file.size > LARGEST {
        return Err(unreadable());
    }
    let kind = fields.choice("artefact-kind", KINDS)?.unwrap_or("other");
    let above = fields.artefacts("derived-from", &fields.list("derived-from"))?;
    let found = match ctx.sources.attachment(&file.sha256) {
        Some(bytes) => {
            let text = String::from_utf8(bytes).map_err(|_| unreadable())?;
            let found = read(state, &text, kind, &above);
            if found.read == 0 {
                return Err(unreadable());
            }
            found
        }
        None if file.stored => return Err(unreadable()),
        // Before a file is put aside, a command is decided without its bytes.
        None => super::list::Read::default(),
    };
    let mends = match fields.text("mends") {
        Some(text) => {
            let id = fields.record("mends")?;
            let known = state.lineage.lists(state).any(|(known, _)| known == id);
            Some(if known { id } else { return Err(fields.not_found("mends", &text)) })
        }
        None => None,
    };
    let listed = Listed {
        file,
        read: found.read,
        kept: found.kept,
        refused: found.refused,
        artefacts: found.artefacts,
        links: found.links,
        mends,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let open = listed.refused.iter().filter(|line| line.why != "twice").collect::<Vec<_>>();
    let mut short = Vec::new();
    if let Some(first) = open.first() {
        short.push(
            Shortfall::new(Rule::LinesRefused)
                .at("file")
                .with("count", open.len())
                .with("read", listed.read)
                .with("line", first.line)
                .with("why", crate::domain::msg::Arg::Code("line-why", first.why.clone())),
        );
    }
    short.extend(time_shortfalls("at", &listed.at, true, listed.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(listed).short(short))
}

/// `lineage-link`: it was found that an artefact was made from others.
///
/// # Errors
/// Something that is not on record, a link that would make something descend from itself, an unreadable time.
pub fn link(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let empty = |field| Refusal::new(Rule::Empty, Some(field)).code(field);
    let child = fields.artefact("artefact")?.ok_or_else(|| empty("artefact"))?;
    let parents = fields.artefacts("derived-from", &fields.list("derived-from"))?;
    if parents.is_empty() {
        return Err(empty("derived-from"));
    }
    let graph = Graph::of(state);
    if let Some(parent) = parents.iter().find(|parent| graph.descends(**parent, child)) {
        return Err(circle(state, "derived-from", child, *parent));
    }
    let linked = Linked {
        child,
        parents,
        basis: fields.text("basis").unwrap_or_default(),
        file: ctx.sources.staged("file"),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = Vec::new();
    if linked.basis.trim().is_empty() && linked.file.as_ref().is_none_or(|file| file.size == 0) {
        short.push(Shortfall::new(Rule::LinkBasis).at("basis"));
    }
    short.extend(time_shortfalls("at", &linked.at, true, linked.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(linked).short(short))
}

/// `condemn`: an artefact is not to be trusted, and neither is what descends from it.
///
/// # Errors
/// Something that is not on record, an unreadable time.
pub fn condemn(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let empty = || Refusal::new(Rule::Empty, Some("artefact")).code("artefact");
    let condemned = Condemned {
        artefact: fields.artefact("artefact")?.ok_or_else(empty)?,
        why: fields.text("reason").unwrap_or_default(),
        cites: match fields.text("record") {
            Some(_) => Some(fields.record("record")?),
            None => None,
        },
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = condemned_shortfalls(state, None, &condemned, may_condemn(&state.people, &condemned.by));
    short.extend(time_shortfalls("at", &condemned.at, true, condemned.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(condemned).short(short))
}

/// `fate`: what became of artefacts.
///
/// # Errors
/// Nothing named, something that is not on record, an unreadable list or time.
pub fn fate(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut lists = Vec::new();
    let names = fields.names("artefacts", "list", &mut lists)?;
    let artefacts = fields.artefacts("artefacts", &names)?;
    if artefacts.is_empty() && lists.is_empty() {
        return Err(Refusal::new(Rule::Empty, Some("artefacts")).code("artefacts"));
    }
    fields.required("fate")?;
    let file = ctx.sources.staged("file");
    let bytes = file.as_ref().filter(|file| file.size <= LARGEST).and_then(|file| ctx.sources.attachment(&file.sha256));
    let listed = bytes.map(|bytes| sums::entries(&bytes).take(COUNTED).filter(|(_, entry)| entry.is_ok()).count());
    let fated = Fated {
        artefacts,
        list: lists.pop(),
        fate: fields.choice("fate", FATES)?.unwrap_or_default().to_owned(),
        reason: fields.text("reason").unwrap_or_default(),
        listed: u64::try_from(listed.unwrap_or_default()).unwrap_or(u64::MAX),
        file,
        record: match fields.text("record") {
            Some(_) => Some(fields.record("record")?),
            None => None,
        },
        exhibit: match fields.text("exhibit") {
            Some(_) => Some(fields.exhibit("exhibit")?.id),
            None => None,
        },
        clean: fields.artefact("clean")?,
        accepted_by: fields.person("accepted-by"),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let family = Family::of(state);
    let entitled = fated.accepted_by.as_ref().is_some_and(|who| may_accept(&state.people, who));
    let mut short: Vec<Shortfall> = Vec::new();
    for node in &fated.artefacts {
        for new in family.fate_shortfalls(*node, None, &fated, entitled) {
            if !short.iter().any(|known| known.rule == new.rule) {
                short.push(new);
            }
        }
    }
    short.extend(time_shortfalls("at", &fated.at, true, fated.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(fated).short(short))
}
