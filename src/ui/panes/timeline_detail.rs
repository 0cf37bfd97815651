//! A line of the timeline with everything recorded: times, who and from where, what it rests on, what became of it, and what to do next.

use super::readable;
use crate::app::Scope;
use crate::domain::indicator;
use crate::domain::msg::Msg;
use crate::domain::rows::{Marked, offset, struck_import, time_now};
use crate::domain::sensitive::{Sensitive, Shown};
use crate::domain::station::signed_seconds;
use crate::domain::technique;
use crate::domain::timeline::{Lane, Line, LineText};
use crate::library::foreign::Precision;
use crate::ui::look::Look;
use crate::ui::panes::detail::Detail;

/// Writes the detail of a line, and the keys that do something with it.
pub(super) fn line(detail: &mut Detail<'_, '_>, line: &Line, look: &Look<'_>) {
    told(detail, line, look);
    detail.heading(&look.word("pane-h-next"));
    if line.reason_owed() {
        detail.next("explain", Scope::Timeline);
    }
    if line.detail.is_some() {
        if line.lane == Lane::Fact {
            detail.next("judge", Scope::Timeline);
        }
        detail.next("correct", Scope::Timeline);
    }
    detail.next("strike", Scope::Timeline);
}

/// Writes the detail of a line alone.
pub(super) fn told(detail: &mut Detail<'_, '_>, line: &Line, look: &Look<'_>) {
    let lane = look.word(if line.lane == Lane::Fact { "pane-lane-fact" } else { "pane-lane-action" });
    detail.heading(&look.say(&Msg::new("pane-record").with("record", look.state.label(line.id)).with("lane", lane)));
    match &line.text {
        LineText::Words(words) => {
            let style = if readable(line, look.audience) { look.theme.text } else { look.theme.withheld };
            match words.shown(look.audience) {
                Shown::Text(text) => detail.words(text, style),
                Shown::Withheld(_) | Shown::Privileged => detail.words(&look.open(words).0, style),
            };
        }
        LineText::Program(msg) => {
            detail.words(&look.say(msg), look.theme.text);
        }
        LineText::Withheld => {
            detail.words(&look.lang.body_not_here(look.state, line.id), look.theme.withheld);
        }
    }
    detail.heading(&look.word("pane-h-times"));
    match &line.when {
        Some(when) => detail.when("pane-f-happened", line.id, when),
        None => detail.instant("pane-f-happened", line.happened),
    };
    detail.instant("pane-f-recorded", line.recorded);
    detail.person("pane-f-scribe", &line.scribe);
    // What is privileged is kept from everybody alike, whatever its mark: another one in its place would be false.
    if !matches!(&line.text, LineText::Words(words) if matches!(words.shown(look.audience), Shown::Privileged)) {
        detail.plain("pane-f-mark", line.mark.label());
    }
    if readable(line, look.audience) {
        write_source(detail, line, look);
    }
    write_fate(detail, line, look);
}

fn write_source(detail: &mut Detail<'_, '_>, line: &Line, look: &Look<'_>) {
    let Some(noted) = line.detail.as_deref() else { return };
    if let Some(speaker) = &noted.speaker {
        detail.person("pane-f-speaker", speaker);
    }
    if !noted.source.is_empty() {
        detail.plain("pane-f-source", &look.code("source", &noted.source));
    }
    detail.marked("pane-f-source-ref", line.id, &noted.source_ref);
    detail.marked("pane-f-note", line.id, &noted.note);
    if let Some(marked) = &noted.row {
        write_row(detail, line, marked, look);
    }
    if line.lane == Lane::Fact {
        detail.plain("pane-f-status", &look.code("status", line.status()));
        if let Some(basis) = &noted.basis {
            detail
                .marked("pane-f-exhibit", line.id, &basis.exhibit)
                .marked("pane-f-place", line.id, &basis.place)
                .marked("pane-f-sources", line.id, &basis.sources.join(", "));
            if let Some(confirmer) = &basis.confirmer {
                detail.person("pane-f-confirmer", confirmer);
            }
        }
        if line.basis_owed() {
            detail.field("pane-f-basis", &look.word("pane-basis-owed"), look.theme.due);
        }
    }
    let indicators: Vec<String> = noted.indicators.iter().map(|typed| indicator::shown(typed)).collect();
    for (name, list) in
        [("pane-f-tags", &noted.tags), ("pane-f-assets", &noted.assets), ("pane-f-indicators", &indicators)]
    {
        detail.marked(name, line.id, &list.join(", "));
    }
    let techniques: Vec<String> = noted.techniques.iter().map(|id| look.say(&technique::said(id))).collect();
    detail.marked("pane-f-techniques", line.id, &techniques.join("; "));
}

/// The row that a fact was read from.
fn write_row(detail: &mut Detail<'_, '_>, line: &Line, marked: &Marked, look: &Look<'_>) {
    let import = marked.row.import;
    let file = look.state.rows.import(import).map(|imported| imported.name.clone()).unwrap_or_default();
    let words = Msg::new("pane-row")
        .with("file", Sensitive::new(file, line.mark, false))
        .with("place", Sensitive::new(marked.row.place(), line.mark, false))
        .with("record", look.state.label(import));
    detail.plain("pane-f-row", &look.say(&words));
    let precision = match marked.precision {
        Precision::Undated => "undated",
        Precision::Day => "day",
        Precision::Minute => "minute",
        Precision::Second => "second",
        Precision::Digits(_) => "digits",
    };
    detail.plain("pane-f-row-precision", &look.code("rows-precision", precision));
    if let Some((by, _)) = look.state.timeline.struck.get(&import) {
        let (id, style) = match struck_import(look.state, line) {
            Some(_) => ("pane-row-struck", look.theme.due),
            None => ("pane-row-struck-else", look.theme.text),
        };
        detail.field("pane-f-row-import", &look.say(&Msg::new(id).with("record", look.state.label(*by))), style);
    }
    let (then, now) = (marked.ahead_ms, offset(look.state, import));
    if then != now {
        let words = Msg::new("pane-row-ahead-now").with("then", signed_seconds(then)).with("now", signed_seconds(now));
        detail.field("pane-f-row-ahead", &look.say(&words), look.theme.due);
        if let Some(at) = time_now(look.state, line) {
            detail.instant("pane-f-row-now", at);
        }
    } else if then != 0 {
        detail.plain("pane-f-row-ahead", &signed_seconds(then));
    }
}

fn write_fate(detail: &mut Detail<'_, '_>, line: &Line, look: &Look<'_>) {
    if let Some(old) = line.corrects {
        detail.plain("pane-f-corrects", &look.state.label(old));
    }
    if let Some(new) = line.superseded_by {
        detail.field("pane-f-corrected-by", &look.state.label(new), look.theme.due);
    }
    if let Some((by, struck)) = look.state.timeline.struck.get(&line.id) {
        detail.field("pane-f-struck-by", &look.state.label(*by), look.theme.due);
        detail.marked("pane-f-reason", *by, &struck.reason);
    }
}
