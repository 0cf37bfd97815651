//! An anchor on paper: the page with the case head, signed by hand by two people. The strongest in court (custody-and-export.md section 4.3).

use serde::{Deserialize, Serialize};

use super::{Anchored, chosen, lacks};
use crate::domain::artefact::Artefact;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::When;

/// A page that was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnPaper {
    /// The checkpoint.
    pub checkpoint: RecordId,
    /// Its case head, lower-case hex.
    pub case_head: String,
    /// The number on the page.
    pub slip: String,
    /// Who signed it.
    pub signed_by: Vec<Author>,
    /// Where the original lies.
    pub lies: String,
    /// Digits of the case head as somebody read them off the signed page; empty where nobody did.
    pub read_off: String,
    /// The scan of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<Artefact>,
    /// When it was signed.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Hex digits that are enough to tell that the page is of this checkpoint: one group.
const ENOUGH: usize = 8;

/// Why a page earns no credit.
pub(super) fn shortfalls(state: &Incident, paper: &OnPaper) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let two = match paper.signed_by.as_slice() {
        [one, other, ..] => !state.people.may_be_same(other, one) && !state.people.may_be_same(one, other),
        _ => false,
    };
    if !two {
        short.push(Shortfall::new(Rule::PaperOwed).at("second"));
    }
    if paper.lies.trim().is_empty() {
        short.push(Shortfall::new(Rule::PaperOwed).at("lies"));
    }
    let digits: String = paper.read_off.chars().filter(char::is_ascii_hexdigit).collect::<String>().to_lowercase();
    if digits.len() < ENOUGH || !paper.case_head.starts_with(&digits) {
        short.push(Shortfall::new(Rule::PaperOfOther).at("read-off"));
    }
    short
}

/// `anchor-paper`: a page with the case head was signed by hand.
///
/// # Errors
/// No checkpoint yet, no number, an unreadable time.
pub fn paper(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let slip = fields.required("slip")?.trim().to_owned();
    // The number of a page that was printed here names its checkpoint.
    let printed = state.papers.printed.iter().rev().find(|(_, made)| made.number == slip);
    let of = printed.and_then(|(_, made)| made.of.first().copied());
    let (checkpoint, case_head) = chosen(&fields, of)?;
    let signed_by = [fields.person("signed-by").unwrap_or_else(|| ctx.author.clone())].into_iter();
    let on_paper = OnPaper {
        checkpoint,
        case_head,
        slip,
        signed_by: signed_by.chain(fields.person("second")).collect(),
        lies: fields.text("lies").unwrap_or_default(),
        read_off: fields.text("read-off").unwrap_or_default(),
        scan: ctx.sources.staged("scan"),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = lacks(state, &Anchored::Paper(on_paper.clone()));
    short.extend(time_shortfalls("at", &on_paper.at, true, on_paper.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(on_paper).short(short))
}
