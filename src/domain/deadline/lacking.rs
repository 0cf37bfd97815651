//! What a clock that stands still, or was to, rests on: what the notice lacks that went out, and what a memo lacks. A notice is a submission whatever it lacks, so
//! its clock stays stopped and says what is missing; a memo that lacks something is no proof, so it stops nothing.

use super::credit::decider_shortfalls;
use super::{Clock, Gone, Memo, Regime};
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
    /// The command that puts each of it right, in the same order, with the fields that are known.
    pub mends: Vec<Mend>,
    /// The one of them that comes first.
    pub act: Mend,
}

/// A command with the fields that are known.
pub type Mend = (&'static str, Input);

/// In which order what a notice lacks is put right: a text, then its approval, then the rest.
fn first_of(mends: &[Mend]) -> Option<Mend> {
    let first = ["draft", "approve-notice"].into_iter();
    let first = first.filter_map(|command| mends.iter().find(|mend| mend.0 == command)).next();
    first.or(mends.first()).cloned()
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
        let last = self.last_gone(state, key)?;
        let mut short = of(last.sent);
        if !receipted {
            short.push(Shortfall::new(Rule::NoReceipt).at("reference"));
        }
        let named = [&*self.considered.regime, "/", key].concat();
        let deadline =
            Input::default().with("deadline", if clock.is_some() { &named } else { &self.considered.regime });
        let record = last.sent.notice.map(|notice| state.label(notice));
        let mend = |short: &Shortfall| match (&record, short.rule) {
            (None, Rule::TextNotApproved) => ("draft", deadline.clone()),
            (Some(notice), Rule::ItemsMissing | Rule::TemplateUnedited) => {
                ("draft", deadline.clone().with("notice-kind", "supplement").with("follows", notice))
            }
            (Some(notice), Rule::TextNotApproved) => {
                let text = last.sent.text_sha256.clone();
                ("approve-notice", Input::default().with("notice", notice).with("text-sha256", text))
            }
            _ => ("sent", deadline.clone()),
        };
        let mends: Vec<Mend> = short.iter().map(mend).collect();
        let act = first_of(&mends)?;
        Some(Lacking { paper: Paper::Notice, record: last.record, short, mends, act })
    }

    /// The last notice of a deadline that went out with a text; where none had one, the last.
    pub(in crate::domain) fn last_gone<'a>(&'a self, state: &Incident, deadline: &str) -> Option<Gone<'a>> {
        let gone = self.gone(state, deadline);
        gone.iter().rfind(|gone| gone.sent.notice.is_some()).or(gone.last()).copied()
    }

    /// What the last memo over a deadline lacks, while nothing recorded since has overtaken it.
    pub(super) fn memo_lacks(&self, state: &Incident, deadline: &str) -> Option<Lacking> {
        let (record, memo) = self.memos_since(state, deadline).last()?;
        let short = memo.lacks(state, *record);
        let act = ("memo", Input::default().with("deadline", memo.key()));
        let mends = vec![act.clone(); short.len()];
        (!short.is_empty()).then_some(Lacking { paper: Paper::Memo, record: *record, short, mends, act })
    }
}
