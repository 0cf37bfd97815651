//! Who we are and what the case touches: copied from the organisation's file at the declaration, said more exactly in the case; and the laws that this, or a
//! procedure, suggests. A suggestion asks a question and answers none.

use serde::{Deserialize, Serialize};

use super::consider::consider_into;
use super::{Counted, Deadlines};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::declaration::CaseFact;
use crate::domain::fact::{Author, Fact};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::organisation::profile::Profile;
use crate::domain::rules::Rule;
use crate::library::regimes::{Ground, Suggestion};

/// What personal data are called in the lists of the register.
const PERSONAL: &str = "personal";

/// Who we are and what the case touches, whole, as it holds from then on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Scoped {
    /// The profile as it holds in this case.
    pub profile: Profile,
    /// The laws it suggests by the register at hand.
    pub suggests: Vec<Suggestion>,
    /// Case id of the organisation's file it was copied from; empty where it was said in the case.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// The record in that file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// Why it is said otherwise in the case.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Deadlines {
    /// What the case says of who we are, as it was last said.
    #[must_use]
    pub fn profile(&self, state: &Incident) -> Option<&Profile> {
        self.scopes.iter().rev().find(|(id, _)| !state.struck(*id)).map(|(_, scoped)| &scoped.profile)
    }

    /// Why the case suggests a law: the procedures in use that name it, and what was said of who we are and what the case touches.
    #[must_use]
    pub fn grounds(&self, state: &Incident, regime: &str) -> Vec<Ground> {
        let mut grounds: Vec<Ground> = Vec::new();
        for (id, chosen) in &state.work.chosen {
            if !state.struck(*id) && chosen.procedure.regimes_to_consider.iter().any(|named| named == regime) {
                grounds.push(Ground::new("procedure", &chosen.procedure.id));
            }
        }
        let scopes = self.scopes.iter().filter(|(id, _)| !state.struck(*id));
        let said = scopes.flat_map(|(_, scoped)| &scoped.suggests).filter(|suggestion| suggestion.regime == regime);
        for ground in said.flat_map(|suggestion| &suggestion.grounds) {
            if !grounds.contains(ground) {
                grounds.push(ground.clone());
            }
        }
        grounds
    }

    /// Laws that are named and were not taken in, because they are off in the register or not in it. They can be assessed by name.
    #[must_use]
    pub fn left_out(&self, state: &Incident) -> Vec<Suggestion> {
        let scopes = self.scopes.iter().filter(|(id, _)| !state.struck(*id));
        let said: Vec<&Suggestion> = scopes.flat_map(|(_, scoped)| &scoped.suggests).collect();
        let chosen = state.work.chosen.iter().filter(|(id, _)| !state.struck(*id));
        let named = chosen.flat_map(|(_, chosen)| &chosen.procedure.regimes_to_consider);
        let mut found: Vec<Suggestion> = Vec::new();
        for regime in named.chain(said.iter().map(|suggestion| &suggestion.regime)) {
            if self.regime(regime).is_some() || found.iter().any(|known| known.regime == *regime) {
                continue;
            }
            let off = said.iter().find(|known| known.regime == *regime).map(|known| known.off.clone());
            let grounds = self.grounds(state, regime);
            found.push(Suggestion { regime: regime.clone(), grounds, off: off.unwrap_or_default() });
        }
        found
    }

    /// Whether who decided holds the organisation's delegated authority, as far as that is on record.
    pub(super) fn authority_shortfall(&self, state: &Incident, decider: &Author) -> Option<Shortfall> {
        let holders = self.profile(state).map(|profile| profile.authority.as_slice()).unwrap_or_default();
        if holders.is_empty() {
            return Some(Shortfall::new(Rule::AuthorityUnknown).at("decider"));
        }
        let holds = |name: &String| state.people.same(&state.people.resolve(name), decider);
        let short = || Shortfall::new(Rule::NoAuthority).at("decider").with("holders", holders.join(", "));
        (!holders.iter().any(holds)).then(short)
    }
}

/// What a case says of itself that the lists know: personal data, by the impact on privacy.
fn data_of(decision: &Decision) -> Option<&'static str> {
    let privacy = decision.facts.iter().any(|fact| match fact {
        Fact::Case(CaseFact::Declared(declared)) => declared.information.iter().any(|kind| kind == "privacy"),
        _ => false,
    });
    privacy.then_some(PERSONAL)
}

/// Copies the organisation's profile into a case that is being declared.
pub(in crate::domain) fn adopt_profile(decision: &mut Decision, state: &Incident, ctx: &Ctx<'_>) {
    let Some(held) = ctx.sources.profile() else { return };
    let mut profile = held.profile;
    if let Some(data) = data_of(decision).filter(|data| !profile.about.data.iter().any(|known| known == data)) {
        profile.about.data.push(data.to_owned());
    }
    let scoped = Scoped { profile, file: held.file, record: Some(held.record), ..Scoped::default() };
    say(decision, scoped, state, ctx);
}

/// Says once more what the case touches, where it turns out that personal data are among it.
pub(in crate::domain) fn rescope_data(decision: &mut Decision, state: &Incident, ctx: &Ctx<'_>) {
    let Some(profile) = state.deadlines.profile(state) else { return };
    if profile.about.data.iter().any(|known| known == PERSONAL) {
        return;
    }
    let mut profile = profile.clone();
    profile.about.data.push(PERSONAL.to_owned());
    say(decision, Scoped { profile, ..Scoped::default() }, state, ctx);
}

/// Records it with the laws it suggests, and takes those in.
fn say(decision: &mut Decision, mut scoped: Scoped, state: &Incident, ctx: &Ctx<'_>) {
    let register = ctx.sources.register();
    scoped.suggests = register.map(|register| register.suggested(&scoped.profile.about)).unwrap_or_default();
    let on = scoped.suggests.iter().filter(|suggestion| suggestion.off.is_empty());
    let ids: Vec<String> = on.map(|suggestion| suggestion.regime.clone()).collect();
    decision.facts.push(scoped.into());
    consider_into(decision, &ids, state, ctx);
}

/// `scope`: who we are and what this case touches, where it differs from the organisation's file or that says nothing. What is left empty stays as it was.
///
/// # Errors
/// Nothing filled, a word that no list has.
pub fn scope(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let before = state.deadlines.profile(state).cloned().unwrap_or_default();
    let profile = fields.profile(&before)?;
    if profile == Profile::default() {
        return Err(Refusal::new(Rule::Empty, Some("countries")).code("countries"));
    }
    let reason = fields.text("reason").unwrap_or_default();
    let mut decision = Decision::default();
    // Laws that are in the case already are counted anew; those that come with it are frozen with it.
    let known = || state.deadlines.regimes.iter();
    let relieved = |relief: &&super::Regime| {
        let denied = |clock: &super::Clock| {
            clock
                .terms
                .as_ref()
                .and_then(|terms| terms.relief.as_ref())
                .is_some_and(|relief| !relief.denied_for.is_empty())
        };
        relief.considered.clocks.iter().any(denied)
    };
    let ids = |regime: &super::Regime| regime.considered.regime.clone();
    if !profile.class.is_empty() && profile.class != before.class {
        let deadlines: Vec<String> = known().filter(relieved).map(ids).collect();
        decision.facts.extend(anew(deadlines, Counted { class: profile.class.clone(), ..Counted::default() }, &reason));
    }
    if !profile.holidays.is_empty() && profile.holidays != before.holidays {
        let deadlines = known().filter(|regime| regime.considered.jurisdiction.starts_with("EU")).map(ids).collect();
        let mut counted = Counted { holidays: profile.holidays.clone(), ..Counted::default() };
        fields.calendar("holidays", &mut counted.calendars)?;
        decision.facts.extend(anew(deadlines, counted, &reason));
    }
    let short = super::super::organisation::profile::profile_shortfalls(&profile);
    say(&mut decision, Scoped { profile, reason, ..Scoped::default() }, state, ctx);
    Ok(decision.short(short))
}

fn anew(deadlines: Vec<String>, counted: Counted, reason: &str) -> Option<Fact> {
    let reason = reason.to_owned();
    (!deadlines.is_empty()).then(|| Counted { deadlines, reason, ..counted }.into())
}
