//! What a clock that stands still, or was to, rests on: what the notice lacks that went out, and what a memo lacks. A notice is a submission whatever it lacks, so
//! its clock stays stopped and says what is missing; a memo that lacks something is no proof, so it stops nothing.

use super::credit::decider_shortfalls;
use super::{Clock, Memo, Regime};
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::notice;
use crate::domain::rules::Rule;

/// What is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// A notice that went out.
    Notice,
    /// A memo.
    Memo,
}

/// A record on which a clock rests, or was to, with what it lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Lacking {
    /// What it is.
    pub paper: Paper,
    /// The record.
    pub record: RecordId,
    /// What it lacks; never nothing.
    pub short: Vec<Shortfall>,
    /// The command that puts it right, with the fields that are known.
    pub act: (&'static str, Input),
}

impl Memo {
    /// Everything that withholds credit from a memo: who decided, what it says, and when.
    #[must_use]
    pub fn lacks(&self, state: &Incident, record: RecordId) -> Vec<Shortfall> {
        let mut short = decider_shortfalls(state, &self.decider, &self.text);
        short.retain(|short| !short.rule.remark());
        short.extend(self.shortfalls(state));
        short.extend(state.surely_happened(record, &self.at).is_none().then(|| Shortfall::new(Rule::Ahead).at("at")));
        short
    }
}

impl Regime {
    /// What the last notice of a deadline lacks that went out: one that went out whole puts right what went before it. A sending recorded again without its text,
    /// for the sake of a receipt, takes no text away.
    pub(super) fn notice_lacks(&self, state: &Incident, clock: Option<&Clock>) -> Option<Lacking> {
        let key = clock.map_or("", |clock| clock.deadline.as_str());
        let gone = self.gone(state, key);
        let receipted = gone.iter().any(|gone| gone.sent.receipted());
        // What has no deadline of its own has no list of contents either.
        let of = |sent| if clock.is_some() { notice::open_shortfalls(state, sent) } else { Vec::new() };
        let last = gone.iter().rfind(|gone| gone.sent.notice.is_some()).or(gone.last())?;
        let mut short = of(last.sent);
        if !receipted {
            short.push(Shortfall::new(Rule::NoReceipt).at("reference"));
        }
        if short.is_empty() {
            return None;
        }
        let named = [&*self.considered.regime, "/", key].concat();
        let deadline =
            Input::default().with("deadline", if clock.is_some() { &named } else { &self.considered.regime });
        let lacks = |rules: &[Rule]| short.iter().any(|short| rules.contains(&short.rule));
        let record = last.sent.notice.map(|notice| state.label(notice));
        let act = match record {
            None if lacks(&[Rule::TextNotApproved]) => ("draft", deadline),
            Some(notice) if lacks(&[Rule::ItemsMissing, Rule::TemplateUnedited]) => {
                ("draft", deadline.with("notice-kind", "supplement").with("follows", notice))
            }
            Some(notice) if lacks(&[Rule::TextNotApproved]) => {
                let text = last.sent.text_sha256.clone();
                ("approve-notice", Input::default().with("notice", notice).with("text-sha256", text))
            }
            _ => ("sent", deadline),
        };
        Some(Lacking { paper: Paper::Notice, record: last.record, short, act })
    }

    /// What the last memo over a deadline lacks, while nothing recorded since has overtaken it.
    pub(super) fn memo_lacks(&self, state: &Incident, deadline: &str) -> Option<Lacking> {
        let (record, memo) = self.memos_since(state, deadline).last()?;
        let short = memo.lacks(state, *record);
        let act = ("memo", Input::default().with("deadline", memo.key()));
        (!short.is_empty()).then_some(Lacking { paper: Paper::Memo, record: *record, short, act })
    }
}
