//! How many people a data set holds: the record of a count, made by one person and checked by another, from which the figures can be computed again
//! (procedures.md section 2, people in a leaked dataset; GDPR art. 33(3)(a) asks for the approximate number).

pub mod estimate;
pub mod interval;
pub mod strata;

use serde::{Deserialize, Serialize};

use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::proof::PRESENCES;
use super::rules::Rule;
use super::sensitive::Sensitive;
use super::station::time_shortfalls;
use super::text::visible;
use super::time::When;

pub use estimate::{Design, Figures, Impossible, METHOD, Stratum};

facts! {
    /// Facts about how many people are concerned.
    PopulationFact {
        /// People were counted.
        Counted(Counted) = "population.counted" [listed],
    }
}

/// Whether nobody is in two strata.
pub const DISJOINT: &[&str] = &["no", "yes"];

/// A count of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// What was counted: the data set and whose data.
    pub counted: String,
    /// The frame: the list of all units that the strata divide.
    pub frame: String,
    /// How the sample was drawn.
    pub drawn: String,
    /// The seed it was drawn with.
    pub seed: String,
    /// The detector and its version.
    pub detector: String,
    /// Strata and what binds them.
    pub design: Design,
    /// How the figures follow from the design: [`METHOD`].
    pub method: String,
    /// The figures as stated; none where none can be computed and none was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Figures>,
    /// Who counted.
    pub counted_by: Author,
    /// Who checked the count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_by: Option<Author>,
    /// How the presence of that person was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Counts, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Populations {
    /// Counts in the order of the fold, struck ones included.
    pub counts: Vec<(RecordId, Counted)>,
}

impl Populations {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &PopulationFact) -> Act {
        let PopulationFact::Counted(counted) = fact;
        self.counts.push((meta.id, (**counted).clone()));
        let words = Sensitive::new(counted.counted.clone(), meta.mark, meta.privileged);
        let msg = match counted.stated {
            Some(Figures { low, likely, high }) => {
                Msg::new(if counted.design.may_overlap() { "act-people-counted-overlap" } else { "act-people-counted" })
                    .with("low", low.to_string())
                    .with("likely", likely.to_string())
                    .with("high", high.to_string())
            }
            None => Msg::new("act-people-counted-nothing"),
        };
        let msg = msg.with("what", words).with("who", counted.counted_by.name.clone());
        Act::response(&counted.at, counted.late_reason.as_ref(), msg)
    }

    /// Counts that were not struck, oldest first.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = (RecordId, &'a Counted)> {
        self.counts.iter().filter(|(id, _)| !state.struck(*id)).map(|(id, counted)| (*id, counted))
    }

    /// A count by its record.
    #[must_use]
    pub fn count(&self, id: RecordId) -> Option<&Counted> {
        self.counts.iter().find(|(known, _)| *known == id).map(|(_, counted)| counted)
    }
}

impl Counted {
    /// Whether what is stated is what follows from the design.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.design.people().is_ok_and(|figures| self.stated == Some(figures))
    }

    /// Whether the design of the sample is told in full: frame, drawing with its seed, detector, and both error rates in every stratum.
    fn told(&self) -> Option<&'static str> {
        let texts =
            [("frame", &self.frame), ("drawn", &self.drawn), ("seed", &self.seed), ("detector", &self.detector)];
        let untold = texts.into_iter().find(|(_, text)| text.trim().is_empty()).map(|(name, _)| name);
        untold.or_else(|| (!self.design.strata.iter().all(Stratum::measured)).then_some("strata"))
    }
}

/// What keeps a count from being relied on.
#[must_use]
pub fn shortfalls(state: &Incident, counted: &Counted) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let second = counted.checked_by.as_ref();
    let another = second.is_some_and(|second| {
        !state.people.may_be_same(second, &counted.counted_by)
            && state.present(second, &counted.presence, &counted.presence_ref)
    });
    if !another || counted.counted_by.name.trim().is_empty() {
        short.push(Shortfall::new(Rule::CountedAlone).at("checked-by"));
    }
    if let Some(field) = counted.told() {
        short.push(
            Shortfall::new(Rule::CountUntold)
                .at(field)
                .with("what", Msg::new("print-value").code("value", "field", field)),
        );
    }
    match counted.design.people() {
        Err(why) => short.push(Shortfall::new(Rule::CountImpossible).at("strata").with("why", why.msg())),
        Ok(computed) if counted.stated != Some(computed) => {
            let Figures { low, likely, high } = computed;
            short.push(
                Shortfall::new(Rule::CountDiffers)
                    .at("stated")
                    .with("low", low.to_string())
                    .with("likely", likely.to_string())
                    .with("high", high.to_string()),
            );
        }
        Ok(_) => {}
    }
    short
}

impl Impossible {
    /// In words.
    #[must_use]
    pub fn msg(&self) -> Msg {
        let named = |id, name: &str| Msg::new(id).with("stratum", visible(name).into_owned());
        match self {
            Impossible::NoStrata => Msg::new("count-no-strata"),
            Impossible::MoreThan(name, part, of) => named("count-more-than", name).with("part", *part).with("of", *of),
            Impossible::Order(name) => named("count-order", name),
            Impossible::TooLarge(name) => named("count-too-large", name),
            Impossible::Twice(name) => named("count-twice", name),
        }
    }
}

/// `count`: people counted from a stratified sample. Figures that are not given are computed; those that are given are kept, and held against the design.
///
/// # Errors
/// Nothing named, strata or figures that cannot be read, an unreadable time.
pub fn count(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = fields.required("strata")?;
    let strata = strata::read(&text).map_err(|unread| {
        let word: String = visible(&unread.word).chars().take(80).collect();
        Refusal::new(Rule::NotACount, Some("strata")).with("line", unread.line).with("word", state.sensitive(&word))
    })?;
    let number = |field: &'static str| -> Result<Option<Figures>, Refusal> {
        let Some(text) = fields.text(field) else { return Ok(None) };
        strata::figures(text.trim()).map(Some).ok_or_else(|| {
            Refusal::new(Rule::NotACount, Some(field)).with("line", 1).with("word", state.sensitive(&text))
        })
    };
    let design = Design {
        strata,
        disjoint: fields.choice("disjoint", DISJOINT)? == Some("yes"),
        at_most: number("at-most")?.map(|most| most.high),
    };
    let stated = number("stated")?.or_else(|| design.people().ok());
    let told = |field: &str| fields.text(field).unwrap_or_default();
    let late_reason = fields.text("late-reason");
    let counted = Counted {
        counted: fields.required("counted")?,
        frame: told("frame"),
        drawn: told("drawn"),
        seed: told("seed"),
        detector: told("detector"),
        design,
        method: METHOD.to_owned(),
        stated,
        counted_by: fields.person("counted-by").unwrap_or_else(|| ctx.author.clone()),
        checked_by: fields.person("checked-by"),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: told("presence-ref"),
        at: fields.when_or_now("at")?,
        late_reason: late_reason.clone(),
    };
    let mut short = shortfalls(state, &counted);
    if counted.design.may_overlap() && fields.text("disjoint").is_none() {
        short.push(Shortfall::new(Rule::OverlapUnsaid).at("disjoint"));
    }
    short.extend(time_shortfalls("at", &counted.at, true, late_reason.as_deref(), state, ctx));
    Ok(Decision::of(counted).short(short))
}

/// The fields of a count by one person, in tests.
#[cfg(test)]
pub(in crate::domain) const EXAMPLE: [(&str, &str); 6] = tests::TOLD;

#[cfg(test)]
mod tests;
