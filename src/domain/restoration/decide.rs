//! The commands `restore`, `scan` and `go-live`.

use super::credit::{live_shortfalls, restored_shortfalls, scan_shortfalls, scanned_by};
use super::{ISOLATED, Item, KINDS, Live, RESULTS, Restored, SOURCES, Scanned, counting_scans, model_shortfalls};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::lineage::{Node, restore_shortfalls};
use crate::domain::proof::{Attached, PRESENCES, Source, proof_shortfalls};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

impl<'a> Fields<'a> {
    /// What was restored, by its record or by its name; where nothing is typed the last one of those that fit, else the last one.
    ///
    /// # Errors
    /// [`Rule::Empty`] where nothing was restored, [`Rule::NotFound`].
    pub(super) fn restoration(&self, field: &'static str, fits: impl Fn(&Item) -> bool) -> Result<&'a Item, Refusal> {
        let restoration = &self.state.restoration;
        let standing = || restoration.items.iter().filter(|item| !self.state.struck(item.id));
        let Some(text) = self.text(field) else {
            let found = standing().rfind(|item| fits(item)).or_else(|| standing().next_back());
            return found.ok_or_else(|| Refusal::new(Rule::Empty, Some(field)).code(field));
        };
        let name = text.trim().to_lowercase();
        let named = standing().rfind(|item| item.restored.system.to_lowercase() == name);
        let found = named.or_else(|| restoration.item(self.state.record_named(text.trim())?));
        found.ok_or_else(|| self.not_found(field, &text))
    }
}

/// `restore`: something was restored, from which source, and whether it is whole.
///
/// # Errors
/// Nothing named, an unknown step, record or code, an unreadable time.
pub fn restore(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = |field| fields.text(field).unwrap_or_default();
    // Any record may be named; only an artefact says what a model descends from.
    let lineage = match (fields.artefact("lineage"), fields.text("lineage")) {
        (Ok(named), _) => named,
        (Err(_), Some(text)) if state.record_named(&text).is_some() => Some(Node::from(fields.record("lineage")?)),
        (Err(refusal), _) => return Err(refusal),
    };
    let restored = Restored {
        step: fields.step_or_none()?,
        system: fields.required("system")?,
        kind: fields.choice("restored", KINDS)?.unwrap_or("system").to_owned(),
        from_kind: fields.choice("from-kind", SOURCES)?.unwrap_or("backup").to_owned(),
        source: text("source-id"),
        source_at: fields.when("source-at")?,
        predates: text("predates"),
        not_older: text("not-older"),
        accepted_by: fields.person("accepted-by"),
        isolated: fields.choice("isolated", ISOLATED)?.unwrap_or_default().to_owned(),
        expected: text("expected-value"),
        expected_from: text("expected-from"),
        computed: text("computed"),
        lineage: lineage.map(|node| node.record),
        lineage_item: lineage.map(|node| node.item).unwrap_or_default(),
        log: ctx.sources.staged("file"),
        operator: fields.person("operator").unwrap_or_else(|| ctx.author.clone()),
        started: fields.when("started")?,
        ended: fields.when_or_now("ended")?,
        late_reason: fields.text("late-reason"),
    };
    let by_siro = restored.accepted_by.as_ref().is_some_and(|who| state.people.roles_of(who).contains(&"siro"));
    let mut short = restored_shortfalls(state, &restored, by_siro);
    short.extend(restore_shortfalls(state, &restored));
    short.extend(time_shortfalls("ended", &restored.ended, true, restored.late_reason.as_deref(), state, ctx));
    let mut decision = Decision::of(restored.clone());
    // As with containment: the log is proof of the step at once.
    if let (false, Some(log)) = (restored.step.is_empty(), &restored.log) {
        let attached = Attached {
            step: restored.step.clone(),
            kind: "restore_log".to_owned(),
            source: Source::File(log.clone()),
            before: None,
            note: String::new(),
            operator: restored.operator.clone(),
            at: restored.ended.clone(),
            late_reason: restored.late_reason.clone(),
        };
        let known: Vec<Rule> = short.iter().map(|known| known.rule).collect();
        short.extend(proof_shortfalls(state, None, &attached).into_iter().filter(|new| !known.contains(&new.rule)));
        decision = decision.and(attached);
    }
    Ok(decision.short(short))
}

/// `scan`: what was restored was scanned, before it goes live or again.
///
/// # Errors
/// Nothing restored, no result, no such set, an unreadable list or time.
pub fn scan(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let owed = super::rescan_owed(state);
    let waits =
        |item: &Item| counting_scans(state, item).is_empty() || owed.iter().any(|owed| owed.restoration == item.id);
    let item = fields.restoration("restoration", waits)?;
    fields.required("scan-result")?;
    let mut lists = Vec::new();
    let scanned = Scanned {
        restoration: item.id,
        tool: fields.text("tool").unwrap_or_default(),
        rules_at: fields.when("rules-at")?,
        indicators: fields.indicators("set")?,
        targets: fields.names("targets", "target-list", &mut lists)?,
        lists,
        result: fields.choice("scan-result", RESULTS)?.unwrap_or_default().to_owned(),
        disposition: fields.text("disposition").unwrap_or_default(),
        disposed_by: fields.person("disposed-by"),
        log: ctx.sources.staged("file"),
        operator: fields.person("operator").unwrap_or_else(|| ctx.author.clone()),
        started: fields.when("started")?,
        ended: fields.when_or_now("ended")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = scan_shortfalls(state, item, &scanned);
    // After the release a scan shows how things are now, and never that they were clean before.
    let live = item.last_live(state).map(|(_, live)| live.at.at);
    if live.is_some_and(|live| scanned.ended.at > live && !scanned_by(state, item, Some(live)).is_empty()) {
        short.push(Shortfall::new(Rule::ScanAfterLive).at("ended"));
    }
    short.extend(time_shortfalls("ended", &scanned.ended, true, scanned.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(scanned).short(short))
}

/// `go-live`: another person than the restorer has read the log of the scan and releases what was restored.
///
/// # Errors
/// Nothing restored, nobody named, an unreadable time.
pub fn go_live(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let item = fields.restoration("restoration", |item| item.last_live(state).is_none())?;
    let live = Live {
        restoration: item.id,
        released_by: fields.required_person("released-by")?,
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        note: fields.text("note").unwrap_or_default(),
        late_reason: fields.text("late-reason"),
    };
    let mut short = live_shortfalls(state, item, &live);
    short.extend(scanned_by(state, item, Some(live.at.at)));
    short.extend(restore_shortfalls(state, &item.restored));
    short.extend(model_shortfalls(state, item, Some(live.at.at)));
    short.extend(time_shortfalls("at", &live.at, true, live.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(live).short(short))
}
