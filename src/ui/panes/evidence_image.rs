//! How an exhibit that is an image was made, where this program made it.

use crate::domain::exhibit::Exhibit;
use crate::domain::msg::Msg;
use crate::ui::look::Look;
use crate::ui::panes::detail::Detail;

/// What was seen, who worked, what could not be read, and what its digest can mean.
pub(super) fn image(detail: &mut Detail<'_, '_>, exhibit: &Exhibit, look: &Look<'_>) {
    let Some(made) = look.state.acquisitions.of(exhibit.id) else { return };
    let begun = &made.begun;
    let style = if made.state() == "whole" { look.theme.proved } else { look.theme.late };
    detail
        .heading(&look.say(&Msg::new("pane-h-image").with("record", look.state.label(made.id))))
        .field("pane-f-image-state", &look.code("acquisition", made.state()), style)
        .marked("pane-f-image-of", made.id, &begun.survey.source.given)
        .person("pane-f-examiner", &begun.examiner)
        .marked("pane-f-competence", made.id, &begun.competence);
    if let Some((record, ended)) = &made.ended {
        if ended.ranges > 0 {
            let lost =
                Msg::new("pane-unreadable").with("count", ended.ranges).with("bytes", ended.unreadable.to_string());
            detail.field("pane-f-unreadable", &look.say(&lost), look.theme.late);
        }
        detail.marked("pane-f-log", *record, &ended.log);
    }
    for code in &begun.meaning {
        detail.plain("pane-f-meaning", &look.code("meaning", code));
    }
}
