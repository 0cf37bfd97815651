//! The commands: `draft`, `fill`, `approve-notice`; and what `sent` says of the text that went out.

use super::compose::compose;
use super::credit::{copy_of, person_shortfalls, text_shortfalls};
use super::{ANSWERS, Approved, Begun, Entry, Gap, Item, KINDS, Notice, PRESENCES, Statement, Written, gap};
use crate::domain::artefact::Artefact;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Arg;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::library::contents::Contents;

/// The notice that a field names: by its record, or the last one of a deadline, `REGIME/DEADLINE`.
pub(super) fn named<'a>(fields: &Fields<'a>, field: &'static str) -> Result<&'a Notice, Refusal> {
    let text = fields.required(field)?;
    fields.state.notices.named(fields.state, &text).ok_or_else(|| fields.not_found(field, &text))
}

/// `draft`: begins a notice. What it must say is taken from the register and frozen.
///
/// # Errors
/// An unknown clock, an earlier notice that is not in the case.
pub fn begin(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut decision = Decision::default();
    let (regime, name, clock) = fields.clock_of_notice("deadline", &mut decision)?;
    let kind = fields.choice("notice-kind", KINDS)?.unwrap_or(KINDS[0]).to_owned();
    let earlier = match input.get("follows") {
        Some(_) => Some(named(&fields, "follows")?),
        None if kind == KINDS[0] => None,
        None => earlier(state, &regime, &clock.deadline),
    };
    let short = begun_too_soon(state, &regime, &clock.deadline, &kind);
    let mut begun = Begun {
        title: [&name, ": ", &clock.name].concat(),
        regime,
        deadline: clock.deadline,
        kind,
        follows: earlier.map(|notice| notice.id),
        ..Begun::default()
    };
    list(&mut begun, earlier, &fields);
    decision.facts.push(begun.into());
    Ok(decision.short(short))
}

/// A second first notice beside one that is not sent, or what follows a notice before any of that law was sent. A sending without a draft counts as one.
fn begun_too_soon(state: &Incident, regime: &str, deadline: &str, kind: &str) -> Option<Shortfall> {
    let short = |notice: Option<&Notice>| {
        let record = notice.map_or_else(|| "none".to_owned(), |notice| state.label(notice.id));
        Shortfall::new(Rule::FirstNoticeOpen).at("deadline").with("record", record)
    };
    let open = state.notices.unsent_first(state, regime, deadline);
    if kind == KINDS[0] {
        return open.map(|notice| short(Some(notice)));
    }
    let known = state.deadlines.regimes.iter().filter(|one| one.considered.regime == regime);
    let mut sent = known.flat_map(|one| one.sent.keys().map(|deadline| one.gone(state, deadline)));
    let none = sent.all(|gone| gone.is_empty());
    none.then(|| short(open.or_else(|| earlier(state, regime, deadline))))
}

/// The notice that a later one most likely follows: the last that was sent, of the same deadline before others of the regime.
fn earlier<'a>(state: &'a Incident, regime: &str, deadline: &str) -> Option<&'a Notice> {
    let of = state.notices.notices.iter().filter(|notice| notice.begun.regime == regime && !state.struck(notice.id));
    of.max_by_key(|notice| (notice.sent(state).next().is_some(), notice.begun.deadline == deadline, notice.id))
}

/// What it must say: the list of its deadline; a supplement says what the notice before left open, a withdrawal why.
fn list(begun: &mut Begun, earlier: Option<&Notice>, fields: &Fields<'_>) {
    let Ok(contents) = Contents::shipped() else { return };
    begun.words = contents.words.clone();
    let mut items: Vec<Item> = contents.of_kind(&begun.kind).to_vec();
    let register = fields.ctx.sources.register();
    begun.register_sha256 = fields.ctx.sources.regime(&begun.regime).unwrap_or_default();
    let own = register.map(|register| contents.of(&register, &begun.regime, &begun.deadline)).unwrap_or_default();
    let same = earlier.is_some_and(|earlier| earlier.begun.deadline == begun.deadline);
    if begun.kind == "correction" || (begun.kind != "withdrawal" && !(begun.kind == "supplement" && same)) {
        items.extend(own);
    }
    if let Some(earlier) = earlier {
        let told = earlier.judged(fields.state, earlier.entries(fields.state));
        let answer = |item: &Item| told.iter().find(|entry| entry.item == item.id);
        match begun.kind.as_str() {
            "supplement" => {
                let open = |item: &&Item| {
                    let entry = answer(item);
                    let told = entry.is_some_and(|entry| entry.answer != "not-yet-known");
                    !item.late && (!told || gap(item, entry).is_some())
                };
                items.extend(earlier.begun.items.iter().filter(open).cloned());
            }
            "correction" => begun.entries = told.into_iter().filter(|entry| entry.item != "earlier").collect(),
            _ => {}
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    items.retain(|item| seen.insert(item.id.clone()));
    begun.entries.retain(|entry| items.iter().any(|item| item.id == entry.item));
    begun.items = items;
}

/// `fill`: answers one item; a new version of the text.
///
/// # Errors
/// A notice, an item or a record that is not there, a number that cannot be read.
pub fn fill(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let notice = named(&fields, "notice")?;
    let text = fields.required("item")?;
    let item = notice.item(&text).ok_or_else(|| fields.not_found("item", &text))?;
    let entry = read(&fields, item)?;
    let mut entries: Vec<Entry> = notice.entries(state).iter().filter(|entry| entry.item != item.id).cloned().collect();
    if !entry.blank() {
        entries.push(entry);
    }
    let place = |entry: &Entry| notice.begun.items.iter().position(|item| item.id == entry.item);
    entries.sort_by_key(place);
    let entries = notice.judged(state, &entries);
    let answer = entries.iter().find(|entry| entry.item == item.id);
    let short = answer.map(|entry| entry_shortfalls(state, item, entry)).unwrap_or_default();
    let by = fields.person("by").unwrap_or_else(|| ctx.author.clone());
    let text = compose(&notice.begun, &entries);
    Ok(Decision::of(Written { notice: notice.id, entries, text, by }).short(short))
}

fn read(fields: &Fields<'_>, item: &Item) -> Result<Entry, Refusal> {
    let answer = fields.choice("item-answer", ANSWERS)?.unwrap_or(ANSWERS[0]).to_owned();
    let mut cites: Vec<RecordId> = Vec::new();
    for text in fields.list("cites") {
        let text = text.trim_start_matches(['[', '#']).trim_end_matches(']');
        let found = fields.state.record_named(text).ok_or_else(|| fields.not_found("cites", text))?;
        if !cites.contains(&found) {
            cites.push(found);
        }
    }
    let number = fields.range(["low", "likely", "high"], "how-counted", "count-record")?;
    Ok(Entry {
        item: item.id.clone(),
        answer,
        text: fields.text("text").map(|text| crate::domain::text::clean_input(&text)).unwrap_or_default(),
        cites,
        follows: fields.coming("follows-at")?,
        number: (!number.is_empty()).then_some(number),
        confirmed: false,
    })
}

/// Why the answer to an item earns no credit.
fn entry_shortfalls(state: &Incident, item: &Item, entry: &Entry) -> Vec<Shortfall> {
    let mut short = Vec::new();
    for (record, fault) in entry.cited(state).filter(|_| entry.answer == "stated") {
        let Some(fault) = fault else { continue };
        short.push(
            Shortfall::new(Rule::CitedNotConfirmed)
                .at("cites")
                .with("record", state.label(record))
                .with("fault", Arg::Code("cite", fault.code().to_owned())),
        );
    }
    short.extend(match gap(item, Some(entry)) {
        Some(Gap::Unconfirmed) if short.is_empty() => Some(Shortfall::new(Rule::FactWithoutRecord).at("cites")),
        None | Some(Gap::Missing | Gap::Unconfirmed) => None,
        Some(Gap::NoTime) => Some(Shortfall::new(Rule::ItemHalfSaid).at("follows-at")),
        Some(Gap::NoReason) => Some(Shortfall::new(Rule::ItemHalfSaid).at("text")),
        Some(Gap::NoRange | Gap::OutOfOrder) => Some(Shortfall::new(Rule::NumbersOwed).at("likely")),
        Some(Gap::Unedited) => Some(Shortfall::new(Rule::TemplateUnedited).at("text")),
    });
    short
}

/// The version that is meant, its text's digest, and a version that has to be recorded first because what it rests on changed.
struct Meant<'a> {
    entries: std::borrow::Cow<'a, [Entry]>,
    text: std::borrow::Cow<'a, str>,
    sha256: String,
    restated: Option<Written>,
}

/// By the digest that was given, else as the notice would go out now.
fn meant<'a>(fields: &Fields<'a>, notice: &'a Notice) -> Result<Meant<'a>, Refusal> {
    let (state, field) = (fields.state, "text-sha256");
    if let Some(typed) = fields.text(field) {
        let digits: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
        let long = digits.len() >= 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let found = notice.version(state, &digits).filter(|_| long).ok_or_else(|| fields.not_found(field, &typed))?;
        let (entries, text) = (found.written.entries.as_slice().into(), found.written.text.as_str().into());
        return Ok(Meant { entries, text, sha256: found.sha256.clone(), restated: None });
    }
    let draft = notice.draft(state);
    let by = notice.latest(state).map_or_else(|| fields.ctx.author.clone(), |version| version.written.by.clone());
    let restated = (!draft.recorded).then(|| Written {
        notice: notice.id,
        entries: draft.entries.to_vec(),
        text: draft.text.to_string(),
        by,
    });
    Ok(Meant { entries: draft.entries, text: draft.text, sha256: draft.sha256.into_owned(), restated })
}

/// What is approved by what a form says, and what is signed for it.
pub(super) fn approving<'a>(fields: &Fields<'a>, notice: &'a Notice) -> Result<(Author, Statement), Refusal> {
    let by = fields.required_person("by")?;
    let deadline = [&notice.begun.regime, "/", &notice.begun.deadline].concat();
    let statement = Statement { notice: notice.id, deadline, sha256: meant(fields, notice)?.sha256, by: by.clone() };
    Ok((by, statement))
}

/// `approve-notice`: somebody approves one exact text.
///
/// # Errors
/// No such notice or text, nobody named.
pub fn approve(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let notice = named(&fields, "notice")?;
    let meant = meant(&fields, notice)?;
    let (by, statement) = approving(&fields, notice)?;
    let given = if fields.text("signature-file").is_some() { "own-key" } else { "none" };
    let approved = Approved {
        notice: notice.id,
        text_sha256: meant.sha256.clone(),
        by,
        presence: fields.choice("presence", PRESENCES)?.unwrap_or(given).to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        signature: ctx.sources.approval_key("signature-file", &statement),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let late = notice.late_with(state, &approved.text_sha256, approved.at.at);
    let mut short = text_shortfalls(&notice.begun, &meant.entries, late);
    let until =
        notice.versions.iter().rposition(|version| version.sha256 == meant.sha256).map_or(usize::MAX, |at| at + 1);
    let drafters: Vec<&Author> = notice.versions.iter().take(until).map(|version| &version.written.by).collect();
    short.extend(person_shortfalls(state, &approved, &drafters));
    short.extend(time_shortfalls("at", &approved.at, true, approved.late_reason.as_deref(), state, ctx));
    let mut decision = Decision::default();
    decision.facts.extend(meant.restated.map(Into::into));
    Ok(decision.and(approved).short(short))
}

/// The text that went out, as `sent` names it.
#[derive(Debug, Default)]
pub(in crate::domain) struct Carried {
    /// The notice.
    pub(in crate::domain) notice: Option<RecordId>,
    /// SHA-256 of the text.
    pub(in crate::domain) sha256: String,
    /// What the copy is beside it.
    pub(in crate::domain) copy_is: String,
    /// The answers in it.
    pub(in crate::domain) entries: Vec<Entry>,
}

/// What `sent` says of the text that went out: of the notice named, else of the one of that deadline that is not sent yet. A version that has to be recorded for
/// it goes into the decision.
pub(in crate::domain) fn carried(
    fields: &Fields<'_>,
    (regime, deadline): (&str, &str),
    copy: Option<&Artefact>,
    decision: &mut Decision,
) -> Result<Carried, Refusal> {
    let state = fields.state;
    let notice = match fields.text("notice") {
        Some(_) => Some(named(fields, "notice")?),
        None => state.notices.to_send(state, regime, deadline),
    };
    let Some(notice) = notice else { return Ok(Carried::default()) };
    let meant = meant(fields, notice)?;
    let bytes = copy.and_then(|copy| fields.ctx.sources.attachment(&copy.sha256));
    let copy_is = if copy.is_some() { copy_of(&meant.text, bytes.as_deref()) } else { "" };
    let entries = meant.entries.into_owned();
    decision.facts.extend(meant.restated.map(Into::into));
    Ok(Carried { notice: Some(notice.id), sha256: meant.sha256, copy_is: copy_is.to_owned(), entries })
}
