//! A clock with everything recorded: its regime, its start and why, what was sent or put down in memos, and what to do next.

use ratatui::text::Line;

use super::{Row, standing};
use crate::app::Scope;
use crate::domain::deadline::{Clock, ClockState, ClockView, Regime, Started};
use crate::domain::msg::Msg;
use crate::domain::time::hms_left;
use crate::ui::bigdigits::{self, Size};
use crate::ui::look::Look;
use crate::ui::panes::detail::Detail;
use crate::ui::panes::{rows, words};

/// The detail of a clock, or of a regime without one.
pub(super) fn detail(row: &Row, look: &Look<'_>, width: u16) -> Vec<Line<'static>> {
    let mut detail = Detail::new(look, width);
    let theme = look.theme;
    let regimes = &look.state.deadlines.regimes;
    let Some(regime) = regimes.iter().find(|regime| regime.considered.regime == row.regime) else {
        return detail.done();
    };
    let considered = &regime.considered;
    let deadline = row.key.split_once('/').map_or("", |(_, deadline)| deadline);
    let clock = considered.clocks.iter().find(|clock| clock.deadline == deadline);
    detail.heading(&row.name);
    if let Some(left) = row.left(look.now) {
        let (sign, style) = row.pressing(look);
        let digits = hms_left(left);
        let big = bigdigits::draw(&digits, Size::Five, look.glyphs);
        if big.first().is_some_and(|line| rows::columns(line) <= width) {
            for line in &big {
                detail.line(line, theme.big.patch(style));
            }
        }
        detail.words(&format!("{sign}{}", look.say(&Msg::new("pane-left").with("left", digits))), style);
    } else {
        let (words, style) = standing(row, look);
        detail.words(&words, style);
    }
    if let Some(due) = row.due {
        detail.plain("pane-f-due", &words::due(look, due)).instant("pane-f-due-exact", due);
    }
    if let Some(at) = row.exposure.filter(|_| row.open()) {
        detail.field(
            "pane-f-exposure",
            &look.say(&Msg::new("pane-exposure-why").with("due", words::due(look, at))),
            theme.due,
        );
    }
    let views = look.state.deadlines.views(look.state, look.now);
    if let Some(view) = views.iter().find(|view| view.key() == row.key) {
        counted(&mut detail, view, look);
    }
    detail.words(&look.word("pane-clock-no-compliance"), theme.dim);
    detail.heading(&considered.name);
    detail.plain("pane-f-question", &considered.question).plain("pane-f-starts-from", &considered.clock_start);
    if let Some(clock) = clock {
        detail
            .plain("pane-f-clock", &clock.name)
            .plain("pane-f-event", &clock.from.replace('_', " "))
            .plain("pane-f-citation", &clock.citation);
        if !clock.condition.is_empty() {
            detail.plain("pane-f-applies-where", &clock.condition);
        }
        if clock.outer_only {
            detail.words(&look.word("pane-outer-only"), theme.text);
        }
    }
    detail.plain("pane-f-law", &considered.citation).plain("pane-f-confidence", &considered.confidence);
    if !considered.sha256.is_empty() {
        let approval = match &considered.approval {
            Some(found) => look.say(&Msg::new("pane-entry-approved").with("who", found.by.name.clone())),
            None => look.word("pane-entry-draft"),
        };
        detail.plain("pane-f-status", &considered.status).plain("pane-f-approval", &approval);
        detail.plain("pane-f-sha256", &considered.sha256);
    }
    records(&mut detail, regime, deadline, look);
    next(&mut detail, row, look);
    detail.done()
}

/// How the instant comes about, in steps; what to be careful about; the later reading, in grey.
fn counted(detail: &mut Detail<'_, '_>, view: &ClockView<'_>, look: &Look<'_>) {
    let theme = look.theme;
    match &view.computed {
        None => {}
        Some(Err(problem)) => {
            detail.words(&look.say(&problem.msg()), theme.due);
        }
        Some(Ok(due)) => {
            if let Some(day) = due.end.last_day() {
                let msg = Msg::new("pane-last-day").with("day", day.to_string()).with("zone", due.zone.name());
                detail.plain("pane-f-last-day", &look.say(&msg));
            }
            if due.end.at().is_none() {
                let elapsed = hms_left(view.elapsed(look.now).unwrap_or_default());
                detail.words(&look.say(&Msg::new("pane-elapsed").with("elapsed", elapsed)), theme.text);
            }
            if let Some(target) = due.internal_target {
                detail.plain("pane-f-internal", &words::due(look, target));
            }
            if let Some(later) = view.later() {
                detail.words(&look.say(&Msg::new("pane-later").with("later", words::due(look, later))), theme.dim);
            }
            for warning in &due.warnings {
                detail.words(&look.say(warning), theme.due);
            }
            detail.heading(&look.word("pane-h-counted"));
            for step in &due.steps {
                detail.words(&look.say(step), theme.text);
            }
        }
    }
}

fn records(detail: &mut Detail<'_, '_>, regime: &Regime, deadline: &str, look: &Look<'_>) {
    let heading = |detail: &mut Detail<'_, '_>, id: &'static str, record| {
        let struck = if look.state.struck(record) { look.word("pane-sign-struck") } else { String::new() };
        let msg = Msg::new(id).with("record", look.state.label(record));
        detail.heading(format!("{} {struck}", look.say(&msg)).trim_end());
    };
    for (record, answer) in &regime.answers {
        heading(detail, "pane-answer-record", *record);
        detail
            .plain("pane-f-answer", &look.code("answer", &answer.answer))
            .person("pane-f-decider", &answer.decider)
            .when("pane-f-done", *record, &answer.at)
            .marked("pane-f-reason", *record, &answer.reason);
    }
    let clock = regime.considered.clocks.iter().find(|clock| clock.deadline == deadline);
    let own = |started: &Started, clock: &Clock| {
        started.starts(clock) || (!clock.cap_from.is_empty() && started.event == clock.cap_from)
    };
    for (record, started) in regime.starts.iter().filter(|(_, started)| clock.is_some_and(|clock| own(started, clock)))
    {
        heading(detail, "pane-start-record", *record);
        detail.when("pane-f-start", *record, &started.start);
        if !started.event.is_empty() {
            detail.plain("pane-f-event", &started.event.replace('_', " "));
        }
        if started.why.trim().is_empty() {
            detail.field("pane-f-why", &look.word("pane-owed"), look.theme.due);
        } else {
            detail.marked("pane-f-why", *record, &started.why);
        }
        if let Some(second) = &started.second {
            detail
                .person("pane-f-second", second)
                .plain("pane-f-presence", &look.code("presence", &started.presence))
                .marked("pane-f-presence-ref", *record, &started.presence_ref);
        }
    }
    for (record, sent) in regime.sent.get(deadline).into_iter().flatten() {
        heading(detail, "pane-sent-record", *record);
        detail
            .when("pane-f-done", *record, &sent.at)
            .person("pane-f-by", &sent.by)
            .marked("pane-f-route", *record, &sent.route)
            .marked("pane-f-reference", *record, &sent.reference);
        if let Some(copy) = &sent.copy {
            detail.marked("pane-f-file", *record, &copy.name).plain("pane-f-sha256", &copy.sha256);
        }
        if let Some(reason) = &sent.late_reason {
            detail.marked("pane-f-reason", *record, reason);
        }
    }
    for (record, memo) in &regime.memos {
        if memo.deadline.is_empty() || memo.deadline == deadline {
            heading(detail, "pane-memo-record", *record);
            detail.person("pane-f-decider", &memo.decider).when("pane-f-done", *record, &memo.at).marked(
                "pane-f-text",
                *record,
                &memo.text,
            );
            for short in memo.shortfalls(look.state) {
                detail.words(&look.say(&short.missing), look.theme.due);
            }
        }
    }
}

fn next(detail: &mut Detail<'_, '_>, row: &Row, look: &Look<'_>) {
    detail.heading(&look.word("pane-h-next"));
    if row.answer.is_none() {
        detail.next("assessment", Scope::Deadlines);
    }
    match row.state(look.now) {
        ClockState::NotAssessed | ClockState::NotStarted => {
            if row.key.contains('/') {
                detail.next("clock", Scope::Deadlines);
            }
            detail.next("sent", Scope::Deadlines).next("memo", Scope::Deadlines);
        }
        ClockState::Running | ClockState::Late => {
            detail.next("sent", Scope::Deadlines).next("memo", Scope::Deadlines);
        }
        _ => {
            detail.next("memo", Scope::Deadlines);
        }
    }
}
