//! The commands `breach`, `moment`, `effect`, `remedy`, `risk`, `lesson`.

use super::{
    Described, EFFECTS, Effect, FACTORS, Lesson, MOMENTS, Moment, NATURES, REMEDIES, RISKS, Remedy, RiskAssessed,
};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::told::PEOPLE;

/// Numbers of data records.
const RECORDS: [&str; 3] = ["records-low", "records-likely", "records-high"];

impl Fields<'_> {
    fn code_of(&self, field: &'static str, codes: &[&'static str]) -> Result<String, Refusal> {
        self.required(field)?;
        Ok(self.choice(field, codes)?.unwrap_or_default().to_owned())
    }

    fn by(&self) -> Author {
        self.person("by").unwrap_or_else(|| self.ctx.author.clone())
    }
}

/// `breach`: the breach in words, as far as it is known; what is left empty stays as it was.
///
/// # Errors
/// Nothing said, a nature or number that is none.
pub fn describe(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = |field| fields.text(field).unwrap_or_default();
    let nature = fields.list("nature");
    if nature.iter().any(|code| !NATURES.contains(&code.as_str())) {
        let choices = NATURES.join(", ");
        return Err(Refusal::new(Rule::NotAChoice, Some("nature")).code("nature").with("choices", choices));
    }
    let described = Described {
        nature,
        cause: text("cause"),
        owner: fields.person("owner"),
        systems: text("systems"),
        suppliers: text("suppliers"),
        data: text("data-kinds"),
        records: fields.range(RECORDS, "derived", "counted-in")?.if_known(),
        people: text("people"),
        number: fields.range(PEOPLE, "derived", "counted-in")?.if_known(),
    };
    if described == Described::default() {
        fields.required("nature")?;
    }
    let owes = described.records.owes_method(state) || described.number.owes_method(state);
    let short = owes.then(|| Shortfall::new(Rule::NumberOwed).at("derived"));
    Ok(Decision::of(described).short(short))
}

/// `moment`: one of the four instants, and by what it is known.
///
/// # Errors
/// No instant named, an unreadable time.
pub fn moment(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let which = fields.code_of("moment", MOMENTS)?;
    fields.required("at")?;
    let moment = Moment {
        which,
        at: fields.when_or_now("at")?,
        source: fields.text("source").unwrap_or_default(),
        by: fields.by(),
    };
    let mut short = time_shortfalls("at", &moment.at, false, None, state, ctx);
    if moment.source.trim().is_empty() {
        short.push(Shortfall::new(Rule::StartWithoutWhy).at("source"));
    }
    Ok(Decision::of(moment).short(short))
}

/// `effect`: an effect, seen or feared.
///
/// # Errors
/// Nothing said, an unreadable time.
pub fn effect(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let what = fields.required("description")?;
    let kind = fields.choice("effect", EFFECTS)?.unwrap_or(EFFECTS[0]).to_owned();
    Ok(Decision::of(Effect { what, kind, at: fields.when("at")?, by: fields.by() }))
}

/// `remedy`: a remedial action, done or planned.
///
/// # Errors
/// Nothing said, an unreadable time.
pub fn remedy(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let what = fields.required("description")?;
    let kind = fields.choice("remedy", REMEDIES)?.unwrap_or(REMEDIES[0]).to_owned();
    let at = fields.when_or_now("at")?;
    let done = kind == REMEDIES[0];
    let short = if done { time_shortfalls("at", &at, false, None, state, ctx) } else { Vec::new() };
    Ok(Decision::of(Remedy { what, kind, at, by: fields.by() }).short(short))
}

/// `risk`: the risk to people, with the factors that were weighed, the method and the result.
///
/// # Errors
/// No result, an unreadable time.
pub fn risk(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let result = fields.code_of("risk", RISKS)?;
    let text = |field| fields.text(field).unwrap_or_default();
    let factors = FACTORS.into_iter().filter_map(|field| Some((field.to_owned(), fields.text(field)?))).collect();
    let risk = RiskAssessed {
        factors,
        method: text("risk-method"),
        score: text("score"),
        result,
        reason: text("reason"),
        by: fields.by(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = risk.shortfalls();
    short.extend(time_shortfalls("at", &risk.at, true, risk.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(risk).short(short))
}

/// `lesson`: what is to be done otherwise, who sees to it, and when somebody looks.
///
/// # Errors
/// Nothing said, an unreadable time.
pub fn lesson(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let what = fields.required("description")?;
    let owner = fields.person("owner").unwrap_or_default();
    Ok(Decision::of(Lesson { what, owner, review: fields.coming("review")? }))
}
