//! A line of the timeline with everything recorded: times, who and from where, what it rests on, what became of it, and what to do next.

use super::readable;
use crate::app::Scope;
use crate::domain::indicator;
use crate::domain::msg::Msg;
use crate::domain::sensitive::Shown;
use crate::domain::technique;
use crate::domain::timeline::{Lane, Line, LineText};
use crate::ui::look::Look;
use crate::ui::panes::detail::Detail;

/// Writes the detail of a line.
pub(super) fn line(detail: &mut Detail<'_, '_>, line: &Line, look: &Look<'_>) {
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

fn write_source(detail: &mut Detail<'_, '_>, line: &Line, look: &Look<'_>) {
    let Some(noted) = line.detail.as_deref() else { return };
    if let Some(speaker) = &noted.speaker {
        detail.person("pane-f-speaker", speaker);
    }
    if !noted.source.is_empty() {
        detail.plain("pane-f-source", &look.code("source", &noted.source));
    }
    detail.marked("pane-f-source-ref", line.id, &noted.source_ref);
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
