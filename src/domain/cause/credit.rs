//! Why a finding earns no credit.

use super::{Cause, Cited, Concluded, Finding, Reviewed, Standing};
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Arg;
use crate::domain::rules::Rule;
use crate::domain::station::ahead;
use crate::library::vocabulary::Vocabulary;

/// Words of a statement below which it is a category and no finding.
const FEWEST_WORDS: usize = 4;
/// Characters of a quote, blanks left out, below which it would stand in any file.
const SHORTEST_QUOTE: usize = 4;
/// What people type where no control is named: a text of these words alone names none.
const NO_CONTROL: &[&str] = &["none", "no", "nothing", "control", "n/a", "na", "unknown", "-", "?", "human", "error"];
/// The role that reviews a finding against the exhibits (vocabulary).
const REVIEWER: &str = "evidence_verifier";

fn owed(field: &'static str) -> Shortfall {
    Shortfall::new(Rule::CauseOwed).at(field).with("field", Arg::Code("field", field.to_owned()))
}

/// What is wrong with the words of a finding, its quotes and reviews left aside. `by_risk_owner` says whether the risk that stays was accepted by its owner.
pub(super) fn said_shortfalls(state: &Incident, said: &Concluded, by_risk_owner: bool) -> Vec<Shortfall> {
    let mut short = Vec::new();
    // Short words say nothing: `human error`, `a misconfiguration`.
    let words = said.statement.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    if words < FEWEST_WORDS {
        short.push(Shortfall::new(Rule::CategoryOnly).at("statement"));
    }
    for (field, text) in said.cause.named() {
        let nothing = || text.split_whitespace().all(|word| NO_CONTROL.contains(&word.to_lowercase().as_str()));
        let nothing = field == "failed-control" && nothing();
        if !text.trim().is_empty() && !nothing {
            continue;
        }
        short.push(match field {
            "failed-control" => Shortfall::new(Rule::HumanError).at(field),
            field => owed(field),
        });
    }
    match &said.cause {
        Cause::Cve { cve, .. } if !cve.trim().is_empty() && !is_cve(cve) => {
            short.push(Shortfall::new(Rule::NotACve).at("cve"));
        }
        Cause::NotEstablished { accepted_by, presence, presence_ref, .. } if !accepted_by.name.trim().is_empty() => {
            if !by_risk_owner {
                short.push(Shortfall::new(Rule::RiskNotAccepted).at("accepted-by"));
            }
            if !state.present(accepted_by, presence, presence_ref) {
                short.push(Shortfall::new(Rule::Unproven).at("presence"));
            }
        }
        _ => {}
    }
    if said.confidence.is_empty() {
        short.push(owed("confidence"));
    }
    let excused = !said.first_access_unknown.trim().is_empty() || matches!(said.cause, Cause::NotEstablished { .. });
    let detected = state.case.declared.as_ref().and_then(|declared| declared.detected.as_ref());
    match (&said.first_access, detected) {
        (None, _) if !excused => short.push(owed("first-access")),
        (Some(first), Some(detected)) if first.at > detected.at => {
            short.push(Shortfall::new(Rule::AccessAfterDetection).at("first-access"));
        }
        _ => {}
    }
    if said.alternatives.is_empty() || said.alternatives.iter().any(|other| other.why.trim().is_empty()) {
        short.push(Shortfall::new(Rule::AlternativesOwed).at("alternatives"));
    }
    short.extend(crate::domain::experiment::cited_shortfalls(state, said.experiment));
    short
}

/// Whether an id has the form of one: `CVE-`, a year, `-`, four digits or more.
pub(super) fn is_cve(id: &str) -> bool {
    let mut parts = id.split('-');
    let (name, year, number, more) = (parts.next(), parts.next(), parts.next(), parts.next());
    let digits = |text: Option<&str>, count: std::ops::RangeInclusive<usize>| {
        text.is_some_and(|text| count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    // The list begins in 1999.
    let begun = year.is_some_and(|year| year >= "1999");
    name == Some("CVE") && digits(year, 4..=4) && begun && digits(number, 4..=19) && more.is_none()
}

/// Why a quote shows nothing; none where it does.
#[must_use]
pub fn quote_shortfall(state: &Incident, cited: &Cited) -> Option<Shortfall> {
    let spelt = cited.quote.text.chars().filter(|c| !c.is_whitespace()).count();
    if spelt < SHORTEST_QUOTE {
        return Some(Shortfall::new(Rule::QuoteTooShort).at("quote"));
    }
    if cited.quote.output.as_ref().is_some_and(|output| output.on.is_none()) {
        return Some(Shortfall::new(Rule::ToolWithoutExhibit).at("tool"));
    }
    match cited.standing(state) {
        Standing::Found(_) => None,
        Standing::Claimed(why) => {
            Some(Shortfall::new(Rule::QuoteClaimed).at("quote").with("why", Arg::Code("unread", why.code().to_owned())))
        }
        Standing::Absent => Some(Shortfall::new(Rule::QuoteAbsent).at("quote")),
        Standing::Fallen => Some(Shortfall::new(Rule::QuoteFallen).at("quote")),
    }
}

/// What the quotes of a finding lack. One that was found suffices; one that was looked for and is not there has to be struck.
pub(super) fn quotes_shortfalls(state: &Incident, said: &Concluded, quotes: &[&Cited]) -> Vec<Shortfall> {
    let judged: Vec<_> = quotes.iter().map(|cited| quote_shortfall(state, cited)).collect();
    let shown = judged.iter().any(Option::is_none);
    let mut short = Vec::new();
    if quotes.is_empty() && !matches!(said.cause, Cause::NotEstablished { .. }) {
        short.push(Shortfall::new(Rule::NoQuote).at("quote"));
    }
    if said.origin == "automated" && !shown {
        short.push(Shortfall::new(Rule::AutomatedText).at("written-by"));
    }
    short.extend(judged.into_iter().flatten().filter(|quote| !shown || quote.rule == Rule::QuoteAbsent));
    short
}

/// Why a review does not count.
#[must_use]
pub fn review_shortfalls(state: &Incident, finding: &Finding, reviewed: &Reviewed) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if state.people.may_be_same(&reviewed.by, &finding.said.author) {
        short.push(Shortfall::new(Rule::AuthorReviews).at("by"));
    }
    if !state.present(&reviewed.by, &reviewed.presence, &reviewed.presence_ref) {
        short.push(Shortfall::new(Rule::Unproven).at("presence"));
    }
    let held = state.people.roles_of(&reviewed.by);
    if let Some(role) = held.into_iter().find(|role| Vocabulary::of_rules().conflicts(role, REVIEWER)) {
        let role = Arg::Code("role", role.to_owned());
        short.push(Shortfall::new(Rule::VerifierConflict).at("by").with("other", role));
    }
    // A reviewer reads the finding against its quotes: one of them was there by then.
    let shown = finding.standing_quotes(state).filter(|cited| quote_shortfall(state, cited).is_none());
    let first = shown.map(|cited| cited.at.at).min().unwrap_or(finding.said.at.at).max(finding.said.at.at);
    if reviewed.at.at < first {
        short.push(Shortfall::new(Rule::ReviewTooEarly).at("at"));
    }
    if reviewed.verdict == "disagrees" {
        short.push(Shortfall::new(Rule::ReviewerDisagrees).at("verdict"));
    }
    short
}

/// Everything that a finding lacks.
#[must_use]
pub fn shortfalls(state: &Incident, finding: &Finding) -> Vec<Shortfall> {
    let mut short = said_shortfalls(state, &finding.said, finding.by_risk_owner);
    short.extend(ahead(state, Some(finding.id), &finding.said.at));
    let first = finding.said.first_access.as_ref();
    short.extend(first.and_then(|first| ahead(state, Some(finding.id), first)).map(|short| short.at("first-access")));
    let quotes: Vec<&Cited> = finding.standing_quotes(state).collect();
    short.extend(quotes_shortfalls(state, &finding.said, &quotes));
    match finding.last_review(state) {
        None => short.push(Shortfall::new(Rule::NotReviewed).at("by")),
        Some((record, reviewed)) => {
            short.extend(review_shortfalls(state, finding, reviewed));
            short.extend(ahead(state, Some(*record), &reviewed.at));
        }
    }
    short
}

/// Whether a record is a finding that stands and lacks nothing.
#[must_use]
pub fn counts(state: &Incident, record: RecordId) -> bool {
    state.causes.standing(state).any(|finding| finding.id == record && shortfalls(state, finding).is_empty())
}
