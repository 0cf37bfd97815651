//! Risks that stay when the case is closed, and who accepted them.

use serde::{Deserialize, Serialize};

use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Arg;
use crate::domain::rules::Rule;
use crate::domain::time::When;

/// A risk that stays, or the statement that none does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Residual {
    /// The risk in words; `none` where none stays.
    pub risk: String,
    /// Why it is accepted, or why there is none.
    pub reason: String,
    /// Who looks after it.
    pub owner: Author,
    /// Who accepted it.
    pub accepted_by: Author,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<When>,
}

/// Why a risk is not accepted by anybody who could.
pub(super) fn risk_shortfalls(state: &Incident, risk: &Residual) -> Vec<Shortfall> {
    let none = risk.risk.trim().eq_ignore_ascii_case("none");
    let owed = [
        ("reason", risk.reason.trim().is_empty()),
        ("owner", !none && state.people.person(&risk.owner).is_none()),
        ("accepted-by", state.people.person(&risk.accepted_by).is_none()),
    ];
    let short = |field: &'static str| {
        Shortfall::new(Rule::RiskUnaccepted).at(field).with("field", Arg::Code("field", field.to_owned()))
    };
    owed.into_iter().filter(|(_, missing)| *missing).map(|(field, _)| short(field)).collect()
}

/// Risks that stand, in order of recording.
pub fn standing_risks(state: &Incident) -> impl Iterator<Item = &(RecordId, Residual)> {
    state.closure.residual.iter().filter(|(id, _)| !state.struck(*id))
}

/// `residual-risk`: a risk that stays, or that none does, and who accepts it.
///
/// # Errors
/// Nothing said, an unreadable time.
pub fn residual(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let risk = Residual {
        risk: fields.required("statement")?,
        reason: fields.text("reason").unwrap_or_default(),
        owner: fields.person("owner").unwrap_or_default(),
        accepted_by: fields.person("accepted-by").unwrap_or_default(),
        review: fields.coming("review")?,
    };
    let short = risk_shortfalls(state, &risk);
    Ok(Decision::of(risk).short(short))
}
