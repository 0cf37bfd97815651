//! The commands `review` and `review-lesson`.

use super::{Learned, NUMBERS, Review, STATUSES, WORDS, Written, lacks};
use crate::domain::control;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

/// `review`: the review is planned, held and written down, in as many parts as it takes.
///
/// # Errors
/// Nothing said, an unreadable time.
pub fn write(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let said = NUMBERS.into_iter().chain(WORDS).filter_map(|field| Some((field.to_owned(), fields.text(field)?)));
    let part = Written {
        owner: fields.person("owner"),
        scheduled: fields.coming("scheduled")?,
        held: fields.when("held")?,
        attendees: fields.list("attendees").iter().map(|name| state.people.resolve(name)).collect(),
        status: fields.choice("review-status", STATUSES)?.unwrap_or_default().to_owned(),
        said: said.collect(),
    };
    if part == Written::default() {
        return Err(Refusal::new(Rule::Empty, Some("summary")).code("summary"));
    }
    let mut after = Review { now: state.review.now.clone(), ..Review::default() };
    after.merge(RecordId::default(), &part);
    // A plan lacks nothing yet; what was held is judged whole.
    let mut short: Vec<Shortfall> = if after.now.held.is_some() { lacks(state, &after.now, None) } else { Vec::new() };
    if let Some(held) = &part.held {
        short.extend(time_shortfalls("held", held, false, None, state, ctx));
    }
    Ok(Decision::of(part).short(short))
}

/// What is written of the review so far, as its form shows it. Times stay where they stand: an empty field leaves them as they are.
#[must_use]
pub fn as_written(state: &Incident) -> Input {
    let now = &state.review.now;
    let mut input = Input::default();
    for (field, text) in &now.said {
        input.set(field, text.clone());
    }
    if let Some(owner) = &now.owner {
        input.set("owner", owner.name.clone());
    }
    if !now.attendees.is_empty() {
        let names: Vec<&str> = now.attendees.iter().map(|who| who.name.as_str()).collect();
        input.set("attendees", names.join(", "));
    }
    if !now.status.is_empty() {
        input.set("review-status", now.status.clone());
    }
    input
}

/// `review-lesson`: what was learned about one control.
///
/// # Errors
/// No control, nothing said, no such record.
pub fn learn(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = fields.required("control")?;
    let number = text.trim().parse().ok().filter(|number| control::NUMBERS.contains(number));
    let choices = || control::NUMBERS.map(|number| number.to_string()).collect::<Vec<_>>().join(", ");
    let refused = || Refusal::new(Rule::NotAChoice, Some("control")).code("control").with("choices", choices());
    let record = input.get("record").is_some().then(|| fields.record("record")).transpose()?;
    Ok(Decision::of(Learned { control: number.ok_or_else(refused)?, text: fields.required("description")?, record }))
}
