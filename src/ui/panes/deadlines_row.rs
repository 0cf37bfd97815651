//! A clock as a row: what of it does not change with the time of day, and how it reads at an instant.

use ratatui::style::Style;

use super::{quiet, words};
use crate::domain::deadline::{ClockState, ClockView, Threshold, past, stage};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::notice::{Notice, Progress, Stage, progress};
use crate::domain::procedure::{Target, deciding, owner};
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
        let sent = view.regime.sent.values().flatten().find(|(_, sent)| Some(sent) == view.sent);
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
            sent: sent.map(|(id, sent)| (sent.at.at, *id, sent.reference.clone())),
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
        !matches!(self.state, ClockState::Sent | ClockState::Memo | ClockState::DoesNotApply)
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
