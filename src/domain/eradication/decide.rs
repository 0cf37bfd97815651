//! The commands `hunt`, `eradicate`, `exception` and `sample-check`.

use super::credit::{exception_shortfalls, hunt_shortfalls, line_own_shortfalls, sample_shortfalls};
use super::{Excepted, FOUND, Hunted, Line, Removed, Sampled};
use crate::domain::artefact::Artefact;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::lineage::tally;
use crate::domain::proof::{Attached, PRESENCES, Source, proof_shortfalls};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

/// A list of names has at most so many bytes: it is read while somebody types.
const LARGEST: u64 = 1024 * 1024;

impl Fields<'_> {
    /// Names out of a list on one line and out of a file with one to a line; the file goes into `lists`, since the record cites it.
    ///
    /// # Errors
    /// [`Rule::NotAnIndicator`] where the file is no text that can be read.
    pub(in crate::domain) fn names(
        &self,
        field: &str,
        file: &'static str,
        lists: &mut Vec<Artefact>,
    ) -> Result<Vec<String>, Refusal> {
        let mut names = self.list(field);
        let Some(found) = self.ctx.sources.staged(file) else { return Ok(names) };
        let unreadable = || Refusal::new(Rule::NotAList, Some(file)).code(file);
        if found.size > LARGEST {
            return Err(unreadable());
        }
        let text = match self.ctx.sources.attachment(&found.sha256) {
            Some(bytes) => String::from_utf8(bytes).map_err(|_| unreadable())?,
            None if found.stored => return Err(unreadable()),
            // Before a file is put aside, a command is decided without its bytes.
            None => String::new(),
        };
        for name in text.trim_start_matches('\u{feff}').lines().map(str::trim) {
            if !name.is_empty() && !name.starts_with('#') && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        lists.push(found);
        Ok(names)
    }

    /// The step, where one is named.
    pub(in crate::domain) fn step_or_none(&self) -> Result<String, Refusal> {
        match self.input.get("step") {
            Some(_) => Ok(self.step("step")?.step.id.clone()),
            None => Ok(String::new()),
        }
    }

    /// A hunt by its record; none where nothing is typed.
    fn hunt(&self, field: &'static str) -> Result<Option<RecordId>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let id = self.record(field)?;
        let found = self.state.eradication.hunt(id).ok_or_else(|| self.not_found(field, &text))?;
        Ok(Some(found.id))
    }

    /// A line by its record; none where nothing is typed.
    fn line(&self, field: &'static str) -> Result<Option<&Line>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let id = self.record(field)?;
        self.state.eradication.line(id).map(Some).ok_or_else(|| self.not_found(field, &text))
    }
}

/// Names of a list and of a file; a list that says in a word that there is none names nothing.
fn names_or_none(
    fields: &Fields<'_>,
    field: &'static str,
    file: &'static str,
    lists: &mut Vec<Artefact>,
) -> Result<Vec<String>, Refusal> {
    let mut names = fields.names(field, file, lists)?;
    if none_named(fields, field) {
        names.retain(|name| fields.input.get(field).is_none_or(|said| said.trim() != name));
    }
    Ok(names)
}

/// Whether a list says that there is nothing to name: `none`, `0`.
fn none_named(fields: &Fields<'_>, field: &str) -> bool {
    fields.says_none(field) || fields.input.get(field).is_some_and(|said| said.trim() == "0")
}

/// Counts as given, or as many as `of` names; none is a count too.
fn count(fields: &Fields<'_>, field: &'static str, of: &str, names: &[String]) -> Result<Option<u64>, Refusal> {
    let named = (!names.is_empty() || none_named(fields, of)).then(|| u64::try_from(names.len()).unwrap_or(u64::MAX));
    Ok(fields.count(field)?.or(named))
}

/// A file of a record as proof of its step, as `contain` does it; its words stand in the record itself.
fn proves(
    state: &Incident,
    decision: Decision,
    step: &str,
    kind: &str,
    file: Option<&Artefact>,
    of: (&crate::domain::fact::Author, &crate::domain::time::When, &Option<String>),
) -> Decision {
    let Some(file) = file.filter(|_| !step.is_empty()) else { return decision };
    let (operator, at, late_reason) = of;
    let attached = Attached {
        step: step.to_owned(),
        kind: kind.to_owned(),
        source: Source::File(file.clone()),
        before: None,
        note: String::new(),
        operator: operator.clone(),
        at: at.clone(),
        late_reason: late_reason.clone(),
    };
    let known: Vec<Rule> = decision.shortfalls.iter().map(|known| known.rule).collect();
    let short = proof_shortfalls(state, None, &attached).into_iter().filter(|new| !known.contains(&new.rule));
    let short: Vec<Shortfall> = short.collect();
    decision.and(attached).short(short)
}

/// `hunt`: what was asked of the estate, how many answered, how many had it.
///
/// # Errors
/// Nothing named that was looked for, an unknown step, hunt or set, an unreadable number, list or time.
pub fn hunt(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut lists = Vec::new();
    let hits = names_or_none(&fields, "hits", "hit-list", &mut lists)?;
    let silent = names_or_none(&fields, "silent", "silent-list", &mut lists)?;
    let text = |field| fields.text(field).unwrap_or_default();
    let continues = fields.hunt("again")?;
    let before = continues.and_then(|id| state.eradication.hunt(id));
    let from_before = |field: &str, of: fn(&Hunted) -> &String| {
        fields.text(field).or_else(|| before.map(|before| of(&before.hunted).clone())).unwrap_or_default()
    };
    let object = match (before, fields.text("object")) {
        (Some(before), None) => before.hunted.object.clone(),
        _ => fields.required("object")?,
    };
    let hunted = Hunted {
        step: fields.step_or_none()?,
        object,
        query: from_before("query", |hunted| &hunted.query),
        tool: from_before("tool", |hunted| &hunted.tool),
        scope: text("scope"),
        indicators: fields.indicators("set")?,
        continues,
        asked: fields.count("asked")?,
        answered: fields.count("answered")?,
        hit: count(&fields, "hit", "hits", &hits)?,
        hits,
        silent,
        output: ctx.sources.staged("file"),
        lists,
        operator: fields.person("operator").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = hunt_shortfalls(&hunted);
    short.extend(time_shortfalls("at", &hunted.at, true, hunted.late_reason.as_deref(), state, ctx));
    let decision = Decision::of(hunted.clone()).short(short);
    let of = (&hunted.operator, &hunted.at, &hunted.late_reason);
    Ok(proves(state, decision, &hunted.step, "query_result", hunted.output.as_ref(), of))
}

/// `eradicate`: a line of the list of what was removed.
///
/// # Errors
/// No verb or object, an unknown step, hunt or line, an unreadable number, list or time.
pub fn eradicate(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut lists = Vec::new();
    let targets = names_or_none(&fields, "targets", "target-list", &mut lists)?;
    let first = fields.line("more-of")?;
    let words = |field: &'static str, of: fn(&Removed) -> &String| match (first, fields.text(field)) {
        (Some(first), None) => Ok(of(&first.removed).clone()),
        _ => fields.required(field),
    };
    let hunt = match (first, fields.hunt("hunt")?) {
        (Some(first), None) => first.removed.hunt,
        (_, named) => named,
    };
    let found = hunt.and_then(|id| state.eradication.hunt(id));
    let expected = fields.count("expected")?;
    let lineage = match first {
        Some(first) => first.removed.lineage,
        None => fields.artefact("lineage")?,
    };
    // What descends from it and what became of that is counted by the records, as it stands now.
    let counted = lineage.and_then(|node| tally(state, node));
    let typed = (expected, fields.count("done")?);
    let removed = Removed {
        step: fields.step_or_none()?,
        verb: words("verb", |removed| &removed.verb)?,
        object: words("object", |removed| &removed.object)?,
        hunt,
        continues: first.map(|first| first.id),
        lineage,
        expected: match first {
            _ if lineage.is_some() => counted.as_ref().map(|counted| counted.expected),
            Some(first) => expected.or(first.removed.expected),
            // What the hunt found is what there is to do, unless somebody says otherwise.
            None => expected.or_else(|| found.map(|hunt| hunt.hit(state)).filter(|hit| *hit > 0)),
        },
        done: match &counted {
            Some(counted) => Some(counted.done),
            None if lineage.is_some() => None,
            None => count(&fields, "done", "targets", &targets)?,
        },
        targets,
        artefact: ctx.sources.staged("file"),
        lists,
        operator: fields.person("operator").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        note: fields.text("note").unwrap_or_default(),
        late_reason: fields.text("late-reason"),
    };
    // Judged as it will stand: a new line alone, or the first with one more part.
    let mut line = first.cloned().unwrap_or_else(|| Line {
        id: RecordId::default(),
        removed: removed.clone(),
        more: Vec::new(),
        exceptions: Vec::new(),
        samples: Vec::new(),
    });
    if first.is_some() {
        line.more.push((RecordId::default(), removed.clone()));
    }
    let mut short = line_own_shortfalls(state, &line);
    short.dedup_by_key(|short| short.rule);
    if lineage.is_some() && (typed.0.is_some() || typed.1.is_some()) {
        let of = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
        let computed = Shortfall::new(Rule::CountIsComputed)
            .at("expected")
            .with("done", of(removed.done))
            .with("expected", of(removed.expected));
        short.push(computed);
    }
    short.extend(time_shortfalls("at", &removed.at, true, removed.late_reason.as_deref(), state, ctx));
    let decision = Decision::of(removed.clone()).short(short);
    let of = (&removed.operator, &removed.at, &removed.late_reason);
    // The file is what the devices printed: which kind of proof that is, the step says.
    let kinds = state.work.step(&removed.step).map(|merged| merged.step.proof.clone()).unwrap_or_default();
    let kind = ["session_log", "audit_event", "config_diff"].into_iter().find(|kind| kinds.iter().any(|k| k == kind));
    let file = removed.artefact.as_ref().filter(|_| kind.is_some());
    Ok(proves(state, decision, &removed.step, kind.unwrap_or_default(), file, of))
}

/// `exception`: what is left, or unanswered, for a while.
///
/// # Errors
/// No such hunt or line, nothing named, an unreadable list or time.
pub fn except(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = fields.required("record")?;
    let id = fields.record("record")?;
    let hunt = state.eradication.hunt(id).map(|hunt| hunt.id);
    let of = hunt.or_else(|| state.eradication.line(id).map(|line| line.id));
    let of = of.ok_or_else(|| fields.not_found("record", &text))?;
    let mut lists = Vec::new();
    let items = fields.names("items", "list", &mut lists)?;
    if items.is_empty() && lists.is_empty() {
        return Err(Refusal::new(Rule::Empty, Some("items")).code("items"));
    }
    let excepted = Excepted {
        of,
        items,
        list: lists.pop(),
        why: fields.text("reason").unwrap_or_default(),
        owner: fields.person("owner").unwrap_or_default(),
        until: fields.coming("put-off")?,
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = exception_shortfalls(state, &excepted);
    short.extend(time_shortfalls("at", &excepted.at, true, excepted.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(excepted).short(short))
}

/// `sample-check`: another person looks at a sample of what was removed.
///
/// # Errors
/// No such line, no result, nobody named, an unreadable time.
pub fn sample(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let line = match fields.line("removal")? {
        Some(line) => line,
        None => {
            let unseen = state.eradication.lines(state).filter(|line| line.last_sample(state).is_none());
            let empty = || Refusal::new(Rule::Empty, Some("removal")).code("removal");
            unseen.last().or_else(|| state.eradication.lines(state).last()).ok_or_else(empty)?
        }
    };
    fields.required("found")?;
    let sampled = Sampled {
        removal: line.id,
        items: fields.list("items"),
        method: fields.text("method").unwrap_or_default(),
        result: fields.choice("found", FOUND)?.unwrap_or_default().to_owned(),
        output: ctx.sources.staged("file"),
        checker: fields.required_person("checker")?,
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = sample_shortfalls(state, line, &sampled);
    short.extend(time_shortfalls("at", &sampled.at, true, sampled.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(sampled).short(short))
}
