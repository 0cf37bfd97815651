//! The commands `supplier`, `supplier-question`, `supplier-answer`, `supplier-silent`, `supplier-access` and `supplier-indicators`.

use super::{
    ANSWERS, Access, Answered, Asked, CHANGES, DIRECTIONS, Entered, Exchanged, Question, Silent, Standing, Step,
};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

/// How a stage is typed.
const STAGES: &str = "1/3";

/// `supplier`: a supplier comes onto the register, or its entry says more; what is left empty stays as it was.
///
/// # Errors
/// No name, an unreadable mark.
pub fn enter(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let name = fields.required("supplier")?.trim().to_owned();
    let before = state.suppliers.entry(state, &name).map(|(_, entered)| entered.clone()).unwrap_or_default();
    let text = |field, before: String| fields.text(field).unwrap_or(before);
    let entered = Entered {
        supplies: text("supplies", before.supplies),
        contact: text("contact", before.contact),
        reached: text("reached", before.reached),
        clause: text("clause", before.clause),
        may_know: text("may-know", before.may_know),
        up_to: fields.mark("up-to")?.or(before.up_to),
        liaison: fields.person("liaison").or(before.liaison),
        name,
    };
    let short = entered.shortfalls();
    Ok(Decision::of(entered).short(short))
}

/// `supplier-question`: exact questions, each a record of its own with the time at which its answer is due.
///
/// # Errors
/// No supplier, no question, an unreadable time or file.
pub fn ask(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let supplier = fields.required("supplier")?.trim().to_owned();
    fields.required("questions")?;
    let (due, at) = (fields.coming("due")?, fields.when_or_now("at")?);
    let late_reason = fields.text("late-reason");
    let mut decision = Decision::default();
    let mut short: Vec<Shortfall> = Vec::new();
    for question in fields.lines("questions") {
        let asked = Asked {
            supplier: supplier.clone(),
            question,
            due: due.clone(),
            channel: fields.text("channel").unwrap_or_default(),
            copy: ctx.sources.staged("sent-copy"),
            by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
            at: at.clone(),
            late_reason: late_reason.clone(),
        };
        for one in asked.shortfalls(state, None) {
            if !short.contains(&one) {
                short.push(one);
            }
        }
        decision.facts.push(asked.into());
    }
    short.extend(time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx));
    Ok(decision.short(short))
}

impl<'a> Fields<'a> {
    /// The question named, else the open one whose answer is due first.
    fn asked(&self, field: &'static str) -> Result<&'a Question, Refusal> {
        let suppliers = &self.state.suppliers;
        if let Some(given) = self.text(field) {
            let id = self.record(field)?;
            return suppliers.question(id).ok_or_else(|| self.not_found(field, &given));
        }
        let open = suppliers.questions.iter().filter(|question| {
            !self.state.struck(question.id)
                && !matches!(question.standing(self.state), Standing::Answered | Standing::Silent)
        });
        let first = open
            .min_by_key(|question| (question.due(self.state).map_or(question.asked.at.at, |due| due.at), question.id));
        first.ok_or_else(|| Refusal::new(Rule::Empty, Some(field)).code(field))
    }
}

/// `supplier-answer`: what came of a question.
///
/// # Errors
/// No such question, neither words nor file, an unreadable time.
pub fn answer(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let question = fields.asked("asked-in")?;
    let file = ctx.sources.staged("file");
    let words = match &file {
        Some(_) => fields.text("answer-said").unwrap_or_default(),
        None => fields.required("answer-said")?,
    };
    let answered = Answered {
        question: question.id,
        outcome: fields.choice("supplier-outcome", ANSWERS)?.unwrap_or_default().to_owned(),
        words,
        file,
        by: fields.text("answered-by").unwrap_or_default(),
        due: fields.coming("due")?,
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = answered.shortfalls(state, None);
    short.extend(time_shortfalls("at", &answered.at, true, answered.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(answered).short(short))
}

/// `supplier-silent`: a question stayed without an answer, and what follows from that.
///
/// # Errors
/// No such question, an unreadable time.
pub fn silence(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let silent = Silent {
        question: fields.asked("asked-in")?.id,
        consequence: fields.text("consequence").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = silent.shortfalls(state, None);
    short.extend(time_shortfalls("at", &silent.at, true, silent.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(silent).short(short))
}

fn cited(fields: &Fields<'_>, field: &'static str) -> Result<Option<RecordId>, Refusal> {
    match fields.text(field) {
        Some(_) => fields.record(field).map(Some),
        None => Ok(None),
    }
}

/// `supplier-access`: access was cut, or one stage of it restored.
///
/// # Errors
/// No supplier, no access, a stage that is none, an unreadable time or file.
pub fn access(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let supplier = fields.required("supplier")?.trim().to_owned();
    fields.required("access-change")?;
    let stage = match fields.text("stage") {
        Some(text) => {
            let refused = || Refusal::new(Rule::NotAChoice, Some("stage")).code("stage").with("choices", STAGES);
            Some(Step::read(&text).ok_or_else(refused)?)
        }
        None => None,
    };
    let access = Access {
        supplier,
        change: fields.choice("access-change", CHANGES)?.unwrap_or_default().to_owned(),
        access: fields.required("access")?.trim().to_owned(),
        stage,
        cause: fields.text("cause").unwrap_or_default(),
        writing: ctx.sources.staged("writing"),
        record: cited(&fields, "record")?,
        authority: fields.person("authority").unwrap_or_default(),
        operator: fields.person("operator").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = access.shortfalls(state, None);
    short.extend(time_shortfalls("at", &access.at, true, access.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(access).short(short))
}

/// `supplier-indicators`: indicators given to a supplier, or received from one.
///
/// # Errors
/// No supplier, nothing given or received, an unreadable time, mark or file.
pub fn indicators(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let supplier = fields.required("supplier")?.trim().to_owned();
    fields.required("direction")?;
    let (indicators, file) = (fields.comma_list("indicators"), ctx.sources.staged("file"));
    let set = cited(&fields, "record")?;
    if indicators.is_empty() && file.is_none() && set.is_none() {
        return Err(Refusal::new(Rule::Empty, Some("indicators")).code("indicators"));
    }
    let tlp = fields.mark("tlp")?;
    let exchanged = Exchanged {
        supplier,
        direction: fields.choice("direction", DIRECTIONS)?.unwrap_or_default().to_owned(),
        indicators,
        file,
        set,
        tlp,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = exchanged.shortfalls(state, None);
    short.extend(time_shortfalls("at", &exchanged.at, true, exchanged.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(exchanged).short(short))
}
