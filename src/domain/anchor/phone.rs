//! An anchor by phone: whoever is called asks first, with words that nobody could know beforehand; the laptop answers with words that only this state of the
//! journal gives. Without a question the holder of the laptop could look for two histories with one short answer, so that one is twice as long
//! (custody-and-export.md section 4.3).

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Anchored, chosen, lacks};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::When;
use crate::library::words::{heard, words_of};

/// Who asked: the other side (its own words first), this side of another laptop that holds the case, or nobody.
pub const WAYS: &[&str] = &["they-ask", "we-ask", "nobody-asks"];
/// Words of a question.
pub const QUESTION: usize = 4;
/// Words of an answer: 64 bits.
pub const ANSWER: usize = 8;
/// Words of a code that nobody asked for: 128 bits.
pub const UNASKED: usize = 16;

/// Words that were read over the phone. Both sides keep them; the note of the other side is the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByPhone {
    /// The checkpoint.
    pub checkpoint: RecordId,
    /// Its case head, lower-case hex.
    pub case_head: String,
    /// One of [`WAYS`].
    pub way: String,
    /// The question, word by word.
    pub question: Vec<String>,
    /// The answer, word by word, as it was read out or heard.
    pub answer: Vec<String>,
    /// Who spoke here.
    pub here: Author,
    /// Who spoke there.
    pub there: Author,
    /// The number that was called, or how they are known.
    pub number: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// What the words stand for: the first bytes of SHA-256 over `warroom-anchor` LF, the question's words parted by single blanks, LF, and the text of all chains.
/// A question of no words gives the code that nobody asked for.
#[must_use]
pub fn answer(question: &[String], heads: &str) -> Vec<&'static str> {
    let digest = Sha256::new()
        .chain_update("warroom-anchor\n")
        .chain_update(question.join(" "))
        .chain_update("\n")
        .chain_update(heads)
        .finalize();
    let count = if question.is_empty() { UNASKED } else { ANSWER };
    words_of(digest.get(..count).unwrap_or_default())
}

/// Why words earn no credit.
pub(super) fn shortfalls(state: &Incident, phone: &ByPhone) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let asked = phone.way != "nobody-asks";
    if asked != (phone.question.len() == QUESTION) || !asked && !phone.question.is_empty() {
        short.push(Shortfall::new(Rule::QuestionOwed).at("asked-words"));
    }
    let heads = state.anchors.checkpoint(phone.checkpoint).map(|signed| signed.heads.as_str()).unwrap_or_default();
    if phone.answer != answer(&phone.question, heads) {
        short.push(Shortfall::new(Rule::OtherWords).at("answer-words"));
    }
    if phone.there.name.trim().is_empty() || state.people.may_be_same(&phone.there, &phone.here) {
        short.push(Shortfall::new(Rule::PhoneOwed).at("spoke-with"));
    }
    if phone.number.trim().is_empty() {
        short.push(Shortfall::new(Rule::PhoneOwed).at("called-number"));
    }
    short
}

/// `anchor-phone`: the state of the journal was read over the phone.
///
/// # Errors
/// No checkpoint yet, nobody named, an unreadable time.
pub fn phone(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let (checkpoint, case_head) = chosen(&fields, None)?;
    let heads = state.anchors.checkpoint(checkpoint).map(|signed| signed.heads.as_str()).unwrap_or_default();
    let question = heard(&fields.text("asked-words").unwrap_or_default());
    let unasked = if question.is_empty() { "nobody-asks" } else { "they-ask" };
    let way = fields.choice("way", WAYS)?.unwrap_or(unasked).to_owned();
    let typed = heard(&fields.text("answer-words").unwrap_or_default());
    // What this laptop reads out needs no typing; what it heard does.
    let own = || answer(&question, heads).into_iter().map(str::to_owned).collect();
    let words = if typed.is_empty() && way != "we-ask" { own() } else { typed };
    let phone = ByPhone {
        checkpoint,
        case_head,
        way,
        question,
        answer: words,
        here: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        there: fields.required_person("spoke-with")?,
        number: fields.text("called-number").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = lacks(state, &Anchored::Phone(phone.clone()));
    short.extend(time_shortfalls("at", &phone.at, true, phone.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(phone).short(short))
}
