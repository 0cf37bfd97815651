//! A clock with everything recorded: its regime, its start and why, what was sent or put down in memos, and what to do next.

use ratatui::text::Line;

use super::{Row, standing};
use crate::app::Scope;
use crate::domain::correction::{Corrected, Correction};
use crate::domain::deadline::{Clock, ClockState, ClockView, Regime, Started, Threshold, sign};
use crate::domain::msg::Msg;
use crate::domain::notice::sent_shortfalls;
use crate::domain::rules::Rule;
use crate::domain::time::{Instant, hms_left};
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
        let style = row.pressing(look);
        let digits = hms_left(left);
        let big = bigdigits::draw(&digits, Size::Five, look.glyphs);
        if big.first().is_some_and(|line| rows::columns(line) <= width) {
            for line in &big {
                detail.line(line, theme.big.patch(style));
            }
        }
        let sign = row.stage(look.now).map(|stage| look.code("pane-stage", stage.code())).unwrap_or_default();
        let left = look.say(&Msg::new("pane-left").with("left", digits));
        detail.words(format!("{} {left}", sign.trim()).trim_start(), style);
    } else {
        let (words, style) = standing(row, look);
        detail.words(&words, style);
    }
    if let Some(due) = row.due {
        detail.plain("pane-f-due", &words::due(look, due)).instant("pane-f-due-exact", due);
    }
    let views = look.state.deadlines.views(look.state, look.now);
    let view = views.iter().find(|view| view.key() == row.key);
    if let Some(percent) = row.percent(look.now) {
        detail.field(
            "pane-f-used",
            &look.say(&Msg::new("pane-hundredths").with("percent", percent)),
            row.pressing(look),
        );
    }
    if let Some(view) = view {
        lateness(&mut detail, view, look);
    }
    if let Some(remedy) = row.remedy(look) {
        detail.words(&remedy, theme.due);
    }
    if row.open() {
        detail.plain("pane-f-lacks", &row.lacks(look)).plain("pane-f-responsible", &row.owner);
    }
    if let Some(at) = row.exposure.filter(|_| row.open()) {
        let passed = row.exposed(look.now);
        detail.field("pane-f-exposure", &exposed(at, look), passed.map_or(theme.due, |_| theme.stage(passed)));
        if passed == Some(Threshold::Late) {
            detail.words(&look.word("pane-exposure-over"), theme.late);
        }
    }
    if let Some(target) = row.target(look, true) {
        detail.plain("pane-f-internal", &target);
    }
    clock_read(&mut detail, look);
    if let Some(view) = view {
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
    passed(&mut detail, row, look);
    records(&mut detail, regime, deadline, look);
    next(&mut detail, row, look);
    detail.done()
}

/// What exposure is counted from: the earliest sign on record, whichever that is.
fn exposed(at: Instant, look: &Look<'_>) -> String {
    let due = words::due(look, at);
    let Some(sign) = sign(look.state) else {
        return look.say(&Msg::new("pane-exposure-why").with("due", due));
    };
    let in_record = |record| look.say(&Msg::new("pane-in-record").with("record", look.state.label(record)));
    let msg = Msg::new("pane-exposure-from").with("due", due).code("sign", "pane-sign-of", sign.kind.code());
    let msg = msg.with("at", words::full(look, sign.at));
    look.say(&msg.with("record", sign.record.map(in_record).unwrap_or_default()))
}

/// By how much it is late, or was when the notice went out; or by how much that went out before the clock had started.
fn lateness(detail: &mut Detail<'_, '_>, view: &ClockView<'_>, look: &Look<'_>) {
    if let Some(by) = view.sent_early() {
        let msg = Msg::new(Rule::SentBeforeStart.missing()).with("by", hms_left(by));
        detail.words(&look.say(&msg), look.theme.due);
    }
    let late = view.left(look.now).filter(|left| *left <= 0 && view.state == ClockState::Late);
    let words = match (late, view.sent_late()) {
        (Some(left), _) => Msg::new("pane-late-by").with("by", hms_left(-left)),
        (None, Some(by)) => Msg::new("pane-late-sent").with("by", hms_left(by)),
        (None, None) => return,
    };
    detail.field("pane-f-late-by", &look.say(&words), look.theme.late);
    if view.reason_owed(look.state) {
        detail.field("pane-f-late-why", &look.word("pane-owed"), look.theme.due);
    }
}

/// How far a clock was off, and when that was measured.
fn offset(read: &Correction, look: &Look<'_>) -> String {
    let seconds = read.offset_ms / 1000;
    let msg =
        Msg::new("pane-offset").with("offset", format!("{seconds:+}")).with("at", words::full(look, read.measured));
    look.say(&msg.with("record", look.state.label(read.check)))
}

/// The laptop's clock as it is, and as corrected: the second one counts.
fn clock_read(detail: &mut Detail<'_, '_>, look: &Look<'_>) {
    let theme = look.theme;
    detail.instant("pane-f-laptop", look.wall).instant("pane-f-corrected", look.now);
    match look.state.stations.correction_now(look.state.station) {
        Some(read) => detail.plain("pane-f-clock-off", &offset(&read, look)),
        None => detail.field("pane-f-clock-off", &look.word("pane-offset-never"), theme.due),
    };
}

/// The thresholds that were noted.
fn passed(detail: &mut Detail<'_, '_>, row: &Row, look: &Look<'_>) {
    let deadline = row.key.split_once('/').map_or("", |(_, deadline)| deadline);
    let mut noted = look.state.deadlines.passed_of(&row.regime, deadline).peekable();
    if noted.peek().is_some() {
        detail.heading(&look.word("pane-h-passed"));
    }
    for (_, passed) in noted {
        let msg = Msg::new("pane-threshold")
            .with("at", words::full(look, passed.at))
            .code("threshold", "threshold", passed.threshold.clone())
            .code("noticed", "noticed", passed.noticed.clone())
            .with("corrected", words::full(look, passed.corrected))
            .with("laptop", words::full(look, passed.laptop));
        detail.words(&look.say(&msg), look.theme.text);
    }
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
        ahead(detail, look.state.happened(*record, &started.start), look);
        let read = look.state.stations.corrected(*record, &started.start);
        if let Some(correction) = &read.correction {
            detail.plain("pane-f-start-read", &offset(correction, look));
            let at = words::full(look, read.at);
            detail.plain("pane-f-corrected", &look.say(&Msg::new("pane-start-corrected").with("at", at)));
            if correction.afterwards {
                detail.words(&look.word("pane-offset-after"), look.theme.dim);
            }
        }
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
        ahead(detail, look.state.surely_happened(*record, &sent.at), look);
        for short in sent_shortfalls(look.state, sent) {
            detail.words(&look.say(&short.missing), look.theme.due);
        }
        if let Some(copy) = &sent.copy {
            detail.marked("pane-f-file", *record, &copy.name).plain("pane-f-sha256", &copy.sha256);
        }
        if let Some(reason) = &sent.late_reason {
            detail.marked("pane-f-reason", *record, reason);
        }
    }
    let late = look.state.deadlines.delayed.iter();
    for (record, delayed) in
        late.filter(|(_, late)| late.regime == regime.considered.regime && late.deadline == deadline)
    {
        heading(detail, "pane-delayed-record", *record);
        detail.person("pane-f-who", &delayed.who).marked("pane-f-infeasible", *record, &delayed.infeasible);
        if let Some(from) = &delayed.from {
            detail.instant("pane-f-from", from.at);
        }
        if let Some(until) = &delayed.until {
            detail.instant("pane-f-until", until.at);
        }
        detail.marked("pane-f-earlier", *record, &delayed.earlier);
    }
    for (record, memo) in &regime.memos {
        if memo.deadline.is_empty() || memo.deadline == deadline {
            heading(detail, "pane-memo-record", *record);
            detail.person("pane-f-decider", &memo.decider).when("pane-f-done", *record, &memo.at).marked(
                "pane-f-text",
                *record,
                &memo.text,
            );
            for short in memo.lacks(look.state, *record) {
                detail.words(&look.say(&short.missing), look.theme.due);
            }
        }
    }
}

/// That a record tells of what was still to come: it has not happened.
fn ahead(detail: &mut Detail<'_, '_>, happened: Option<Corrected>, look: &Look<'_>) {
    if happened.is_none() {
        detail.words(&look.word("pane-ahead"), look.theme.due);
    }
}

fn next(detail: &mut Detail<'_, '_>, row: &Row, look: &Look<'_>) {
    detail.heading(&look.word("pane-h-next"));
    if row.answer.is_none() {
        detail.next("assessment", Scope::Deadlines);
    }
    match row.lacking.as_ref().map(|lacking| lacking.act.0) {
        Some("draft") => {
            detail.next("compose", Scope::Deadlines);
        }
        Some("approve-notice") => {
            detail.next("approve-notice", Scope::Deadlines);
        }
        _ => {}
    }
    if row.unexplained && (row.sent_late || row.state(look.now) == ClockState::Late) {
        detail.next("why-late", Scope::Deadlines);
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
