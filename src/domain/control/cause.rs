//! Control 4, the cause: findings with the words that show them, read by a second person.

use super::Found;
use crate::domain::attention::Place;
use crate::domain::cause::{Standing, quote_shortfall, review_shortfalls, shortfalls};
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Arg;
use crate::domain::quote::Within;
use crate::domain::rules::Rule;

pub(super) fn assess(state: &Incident, found: &mut Found) {
    let mut any = false;
    for finding in state.causes.standing(state) {
        any = true;
        let label = finding.id.label(state.station);
        let short = shortfalls(state, finding);
        // What a finding lacks by itself; the review is a record of its own.
        let of_review = |rule| {
            matches!(rule, Rule::NotReviewed | Rule::AuthorReviews | Rule::ReviewTooEarly | Rule::ReviewerDisagrees)
        };
        if finding.standing_quotes(state).any(|cited| quote_shortfall(state, cited).is_none()) || short.is_empty() {
            found.record(finding.id);
        }
        for cited in finding.standing_quotes(state).filter(|cited| quote_shortfall(state, cited).is_none()) {
            found.record(cited.id);
            let brought = match cited.within(state) {
                Within::Record { record, .. } => Some(*record),
                Within::File(_) | Within::Exhibit(_) | Within::Named(_) => None,
            };
            let looked = cited.looked.iter().map(|(looked, _)| *looked).filter(|looked| !state.struck(*looked));
            let looked: Vec<RecordId> = looked.collect();
            looked.iter().for_each(|looked| found.record(*looked));
            for record in looked.into_iter().chain(brought).chain([cited.id]) {
                super::steps::taken_out(state, record, found);
            }
        }
        if let Some(cited) = finding.said.experiment.filter(|cited| crate::domain::experiment::counts(state, *cited)) {
            found.record(cited);
        }
        if let Some((record, reviewed)) = finding.last_review(state)
            && review_shortfalls(state, finding, reviewed).is_empty()
        {
            found.record(*record);
        }
        let claimed =
            finding.standing_quotes(state).find(|cited| matches!(cited.standing(state), Standing::Claimed(_)));
        for short in short {
            let (rule, input) = (short.rule, Input::default().with("finding", label.clone()));
            let about: Arg = label.clone().into();
            let missing = found.lacks(short, about, Place::Timeline(finding.id));
            match rule {
                Rule::NoQuote | Rule::AutomatedText => missing.by("quote", input),
                Rule::QuoteClaimed => {
                    let quote = claimed.map(|cited| cited.id.label(state.station)).unwrap_or_default();
                    missing.by("find-quote", Input::default().with("quote-record", quote));
                }
                Rule::ExperimentHollow => {
                    let cited = finding.said.experiment.map(|cited| cited.label(state.station)).unwrap_or_default();
                    missing.by("experiment-result", Input::default().with("experiment", cited));
                }
                rule if of_review(rule) => missing.by("review-finding", input),
                _ => {}
            }
        }
    }
    if !any {
        found.lacks(Shortfall::new(Rule::NoFinding), "", Place::Case).by("finding", Input::default());
    }
}
