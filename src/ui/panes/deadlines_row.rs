//! A clock as a row: what of it does not change with the time of day, and how it reads at an instant.

use ratatui::style::Style;

use super::{quiet, words};
use crate::app::Scope;
use crate::domain::deadline::{ClockState, ClockView, Lacking, Paper, Threshold, past, stage};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::notice::{Notice, Progress, Stage, progress};
use crate::domain::procedure::{Target, deciding, owner};
use crate::domain::rules::Rule;
use crate::domain::time::{Instant, hms_left};
use crate::ui::look::Look;
use std::collections::BTreeMap;

/// A clock, or a regime without one, as far as it does not change with the time of day.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::ui) struct Row {
    /// `REGIME/DEADLINE`, or the regime alone.
    pub(in crate::ui) key: String,
    pub(in crate::ui::panes) regime: String,
    /// Name for the screen.
    pub(in crate::ui) name: String,
    /// Running stands for late too: that depends on the present.
    pub(super) state: ClockState,
    /// When it is due, from its start.
    pub(in crate::ui) due: Option<Instant>,
    /// At worst due, while no start is recorded.
    pub(in crate::ui) exposure: Option<Instant>,
    /// Whether it ends with a day.
    pub(super) ends_a_day: bool,
    /// When it began.
    pub(in crate::ui) since: Option<Instant>,
    /// The latest reading that can be argued, where it lies after the target.
    pub(super) later: Option<Instant>,
    /// Where the law names no number: by when to have acted, and the step whose target that is, if it is one's.
    pub(super) internal: Option<(Instant, Option<String>)>,
    /// What stands for an instant where there is none.
    pub(super) quiet: &'static str,
    /// Whether the question of its regime was answered.
    pub(in crate::ui) answer: Option<String>,
    pub(super) sent: Option<(Instant, RecordId, String)>,
    /// Whether the notice went out after the limit.
    pub(super) sent_late: bool,
    /// What the notice lacks that stopped it, or a memo that was to.
    pub(super) lacking: Option<Lacking>,
    /// Whether nobody said why it is or would be late.
    pub(super) unexplained: bool,
    /// How far its notice is; none before a draft.
    pub(super) notice: Option<Progress>,
    /// Who decided whether this one deadline applies.
    pub(super) decided_by: Option<String>,
    /// Who answers for it.
    pub(in crate::ui) owner: String,
}

impl Row {
    /// A row of a view as of the beginning of time.
    pub(super) fn of(view: &ClockView<'_>, targets: &BTreeMap<String, Target>, look: &Look<'_>) -> Self {
        let state = look.state;
        let considered = &view.regime.considered;
        let sent = view.sent.zip(view.sent_in).zip(view.sent_at);
        let answer = view.regime.stands(state);
        let deadline = view.clock.map_or("", |clock| clock.deadline.as_str());
        Row {
            key: view.key(),
            regime: considered.regime.clone(),
            name: view.short(),
            state: view.state,
            due: view.due,
            exposure: view.exposure,
            ends_a_day: view.counted().is_some_and(|due| due.end.last_day().is_some()),
            since: view.start.map(|start| start.at),
            later: view.later(),
            internal: internal(view, targets, state),
            quiet: quiet(view),
            answer: answer.map(|(_, assessed)| assessed.answer.clone()),
            sent: sent.map(|((sent, id), at)| (at, id, sent.reference.clone())),
            lacking: view.lacking.clone(),
            sent_late: view.sent_late().is_some(),
            unexplained: !state.deadlines.late_explained(state, &considered.regime, deadline, view.sent),
            notice: progress(state, &considered.regime, deadline, look.now),
            decided_by: view.condition.map(|(_, answered)| answered.decider.name.clone()),
            owner: answers_for(&considered.regime, look),
        }
    }

    /// The notice that goes out next, once one is begun.
    pub(super) fn to_send<'a>(&'a self, state: &'a Incident) -> Option<&'a Notice> {
        let deadline = self.key.split_once('/').map_or("", |(_, deadline)| deadline);
        state.notices.to_send(state, &self.regime, deadline)
    }

    /// How it stands at an instant.
    pub(in crate::ui) fn state(&self, now: Instant) -> ClockState {
        match (self.state, self.due) {
            (ClockState::Running | ClockState::Late, Some(due)) if past(due, self.ends_a_day, now) => ClockState::Late,
            (ClockState::Late, _) => ClockState::Running,
            (state, _) => state,
        }
    }

    /// Milliseconds left at an instant, negative when late; none while it does not run.
    pub(in crate::ui) fn left(&self, now: Instant) -> Option<i64> {
        match self.state(now) {
            ClockState::Running | ClockState::Late => self.due.map(|due| due.millis_since(now)),
            _ => None,
        }
    }

    /// The gravest threshold that it passed; none before the first, and while it does not run.
    pub(in crate::ui) fn stage(&self, now: Instant) -> Option<Threshold> {
        self.left(now)?;
        stage(self.since?, self.due?, self.ends_a_day, now)
    }

    /// Milliseconds used and in all, while it runs.
    pub(in crate::ui) fn used(&self, now: Instant) -> Option<(u64, u64)> {
        let (left, length) = (self.left(now)?, self.due?.millis_since(self.since?).max(1));
        let used = u64::try_from(length - left).unwrap_or(0);
        Some((used, u64::try_from(length).unwrap_or(1)))
    }

    /// Hundredths used; more than 100 when late.
    pub(in crate::ui) fn percent(&self, now: Instant) -> Option<u64> {
        self.used(now).map(|(used, length)| used.saturating_mul(100) / length.max(1))
    }

    /// Whether somebody still has to do something about it.
    pub(in crate::ui) fn open(&self) -> bool {
        self.lacking.is_some() || !matches!(self.state, ClockState::Sent | ClockState::Memo | ClockState::DoesNotApply)
    }

    /// The threshold that a time counted from the earliest sign has passed; none where it is far, and where a start is on record.
    pub(in crate::ui) fn exposed(&self, now: Instant) -> Option<Threshold> {
        let left = self.exposure?.millis_since(now);
        [(0, Threshold::Late), (3_600_000, Threshold::Hour), (4 * 3_600_000, Threshold::FourHours)]
            .into_iter()
            .find(|(limit, _)| left <= *limit)
            .map(|(_, threshold)| threshold)
    }

    /// Whether its exposure is what its row shows.
    pub(super) fn exposure_state(&self, now: Instant) -> bool {
        self.exposure.is_some() && matches!(self.state(now), ClockState::NotStarted | ClockState::NotAssessed)
    }

    /// At worst due, or since when that is past, with the sign of the other thresholds: in as many columns as there are.
    pub(in crate::ui) fn exposure_in(&self, look: &Look<'_>, room: u16) -> Option<(String, Style)> {
        let (at, passed) = (self.exposure?, self.exposed(look.now));
        let sign = passed.filter(|stage| *stage != Threshold::Late);
        let sign = sign.map(|stage| look.code("pane-stage", stage.code()) + " ").unwrap_or_default();
        let (whole, short) = match passed {
            Some(Threshold::Late) => ("pane-exposure-past", "pane-exposure-past-short"),
            _ => ("pane-exposure", "pane-exposure-short"),
        };
        let say = |id, due: &str| sign.clone() + &look.say(&Msg::new(id).with("due", due));
        let stamp = words::stamp(look, at).trim_start().to_owned();
        let mut candidates = vec![say(whole, &words::due(look, at)), say(short, &stamp)];
        if passed == Some(Threshold::Late) {
            candidates.push(say("pane-exposure-past-least", &stamp));
        }
        let fits = candidates.iter().find(|words| super::rows::columns(words) <= room);
        let chosen = fits.or(candidates.last()).cloned().unwrap_or_default();
        Some((chosen, look.theme.stage(passed)))
    }

    /// That a paper is not whole, in a word or two: `! memo lacks 3`, `! sent`.
    pub(in crate::ui) fn flawed(&self, look: &Look<'_>) -> Option<String> {
        let lacking = self.lacking.as_ref()?;
        Some(match lacking.paper {
            Paper::Notice => look.word("pane-sent-flawed"),
            Paper::Memo => look.say(&Msg::new("pane-memo-flawed").with("count", lacking.short.len())),
        })
    }

    /// Whether it is a memo that lacks something.
    pub(in crate::ui) fn memo_flawed(&self) -> bool {
        self.lacking.as_ref().is_some_and(|lacking| lacking.paper == Paper::Memo)
    }

    /// What a notice lacks that went out, in a word or two.
    pub(super) fn sent_without(&self, look: &Look<'_>) -> Option<String> {
        let lacking = self.lacking.as_ref().filter(|lacking| lacking.paper == Paper::Notice)?;
        let first = lacking.short.iter().find(|short| short.rule != Rule::NoReceipt);
        let follows = lacking.act.1.get("follows").is_some();
        Some(look.word(match (lacking.act.0, first) {
            ("approve-notice", _) => "pane-sent-unapproved",
            ("draft", _) if follows => "pane-sent-unanswered",
            ("draft", _) => "pane-sent-textless",
            (_, Some(_)) => "pane-sent-other-copy",
            (_, None) => "pane-sent-unreceipted",
        }))
    }

    /// What is missing in whole words, and the key that puts it right.
    pub(super) fn remedy(&self, look: &Look<'_>) -> Option<String> {
        let lacking = self.lacking.as_ref()?;
        let missing: Vec<String> = lacking.short.iter().map(|short| look.say(&short.missing)).collect();
        // A draft is begun from its screen.
        let command = if lacking.act.0 == "draft" { "compose" } else { lacking.act.0 };
        let msg = Msg::new("pane-note-flawed").with("missing", missing.join("; "));
        let msg = msg.with("key", look.keys.begun(command, Scope::Deadlines));
        Some(look.say(&msg.with("does", look.code("pane-remedy", lacking.act.0))))
    }

    /// The style of how pressing it is.
    pub(in crate::ui) fn pressing(&self, look: &Look<'_>) -> Style {
        look.theme.stage(self.stage(look.now))
    }

    /// The sign of how far it has run, and the time left: always as many columns as [`super::LEFT`].
    pub(in crate::ui) fn counted(&self, look: &Look<'_>) -> Option<String> {
        let left = hms_left(self.left(look.now)?);
        let sign = self.stage(look.now).map(|stage| look.code("pane-stage", stage.code())).unwrap_or_default();
        Some(format!("{sign:<4} {left:>10}"))
    }

    /// What is missing for its next notice, in a word or two; empty for what is settled.
    pub(in crate::ui) fn lacks(&self, look: &Look<'_>) -> String {
        let state = self.state(look.now);
        if let Some(without) = self.sent_without(look) {
            return without;
        }
        if let Some(lacking) = self.lacking.as_ref().filter(|lacking| lacking.paper == Paper::Memo) {
            return look.say(&Msg::new("pane-lacks-memo").with("count", lacking.short.len()));
        }
        let id = match state {
            ClockState::Sent | ClockState::Memo | ClockState::MemoOwed | ClockState::DoesNotApply => {
                return if self.sent_late && self.unexplained { look.word("pane-lacks-reason") } else { String::new() };
            }
            ClockState::Late if self.unexplained => "pane-lacks-reason",
            _ if self.answer.is_none() => "pane-lacks-question",
            _ => match self.notice.map(|notice| (notice.stage, notice)) {
                Some((Stage::Draft, notice)) => {
                    let msg = Msg::new("pane-lacks-draft").with("filled", notice.filled);
                    return look.say(&msg.with("wanted", notice.wanted));
                }
                Some((Stage::Complete, _)) => "pane-lacks-approval",
                Some((Stage::Lapsed, _)) => "pane-lacks-approval-anew",
                Some((Stage::Approved | Stage::Sent | Stage::Edited, _)) => "pane-lacks-sending",
                None => "pane-lacks-notice",
            },
        };
        look.word(id)
    }

    /// The internal target of a law without a number.
    pub(super) fn target(&self, look: &Look<'_>, whole: bool) -> Option<String> {
        let (at, step) = self.internal.as_ref()?;
        let at = if whole { words::due(look, *at) } else { words::stamp(look, *at).trim_start().to_owned() };
        Some(match step.as_ref().filter(|_| whole) {
            Some(step) => {
                let msg = Msg::new("pane-target-of-step").with("due", at);
                look.say(&msg.with("step", step.clone()))
            }
            None => at,
        })
    }
}

/// Who answers for the notices of a regime: the role, and who holds it.
pub(super) fn answers_for(regime: &str, look: &Look<'_>) -> String {
    let (role, person) = owner(look.state, regime);
    let role = role.map(|role| look.code("role", &role));
    let who = person.map(|person| look.initials(&person));
    let msg = |id| Msg::new(id);
    match (role, who) {
        (Some(role), Some(who)) => look.say(&msg("pane-owner-held").with("role", role).with("who", who)),
        (Some(role), None) => look.say(&msg("pane-owner-vacant").with("role", role)),
        (None, who) => who.unwrap_or_default(),
    }
}

/// The internal target of a law without a number: the register's, else that of the step that decides about it.
fn internal(
    view: &ClockView<'_>,
    targets: &BTreeMap<String, Target>,
    state: &Incident,
) -> Option<(Instant, Option<String>)> {
    if view.state != ClockState::Elapsing {
        return None;
    }
    if let Some(at) = view.internal_target() {
        return Some((at, None));
    }
    let steps = deciding(state, &view.regime.considered.regime).into_iter();
    let known = steps.filter_map(|step| Some((targets.get(&step.step.id)?.at, Some(step.step.id.clone()))));
    known.min()
}
