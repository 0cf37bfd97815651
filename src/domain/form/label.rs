//! Labels to stick on exhibits: a QR code of case, exhibit and digest, and the same to read.

use super::drawn::groups;
use super::words::{Desk, labelled, line, value};
use super::{Block, Form, Paper, Print, Style};
use crate::domain::exhibit::Exhibit;
use crate::domain::export::Export;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::sensitive::Sensitive;

/// Characters of a description on a label; the whole of it is on the custody form.
const DESCRIPTION: usize = 70;

/// One label for each exhibit, each on a page of its own.
#[must_use]
pub fn labels(state: &Incident, exhibits: &[&Exhibit], print: &Print) -> Form {
    let desk = Desk { state, print };
    let about: Vec<String> = exhibits.iter().map(|exhibit| desk.label(exhibit)).collect();
    let title = Msg::new("print-label-title").with("labels", about.join(", "));
    let first = about.first().map(String::as_str).unwrap_or_default();
    let mut form = desk.form(title, "LB", first, Paper::Label);
    form.blocks = exhibits.iter().map(|exhibit| label(&desk, exhibit)).collect();
    form
}

fn label(desk: &Desk<'_>, exhibit: &Exhibit) -> Block<Msg> {
    let registered = &exhibit.registered;
    let codename = desk.codename();
    let head = desk.print.head.get(..16).unwrap_or_default();
    let mut mark = vec![value(desk.state.mark().label())];
    mark.extend(desk.print.exercise.then(|| Msg::new("print-exercise")));
    let mut lines: Vec<_> = mark.into_iter().map(|words| line(Style::Strong, words)).collect();
    lines.push(line(Style::Plain, Msg::new("print-label-case").with("codename", codename)));
    lines.push(line(Style::Fixed, value(desk.print.case.clone())));
    if exhibit.digest().is_empty() {
        lines.push(line(Style::Strong, Msg::new("print-value").code("value", "digest", "none")));
    } else {
        let state = Msg::new("print-value").code("value", "digest", desk.state.digest_state(exhibit).code());
        lines.push(line(Style::Plain, Msg::new("print-label-sha256").with("state", state)));
        lines.push(line(Style::Fixed, value(exhibit.digest())));
    }
    if exhibit.size() > 0 {
        lines.push(line(Style::Plain, labelled(Msg::new("print-c-bytes"), exhibit.size().to_string())));
    }
    let kind = Msg::new("print-label-kind").code("kind", "exhibit-kind", &*registered.kind).code(
        "relation",
        "relation",
        &*registered.relation,
    );
    lines.push(line(Style::Plain, kind));
    let collected = Msg::new("print-label-collected")
        .with("who", registered.collected_by.name.clone())
        .with("at", desk.zoned(registered.collected.at));
    lines.push(line(Style::Plain, collected));
    let journal = Msg::new("print-label-journal").with("size", desk.print.size.to_string()).with("head", head);
    lines.push(line(Style::Small, journal));
    // Last, since it alone can be of any length.
    let description = shortened(&registered.description);
    let description: Sensitive = desk.marked(exhibit.id, &description);
    lines.push(line(Style::Strong, value(description)));
    Block::Label { code: desk.code(exhibit), name: value(desk.label(exhibit)), lines }
}

/// The label of a medium with a case folder on it: case, number, mark, head, date, and a QR code of the same.
#[must_use]
pub fn stick(state: &Incident, export: &Export, print: &Print) -> Form {
    let desk = Desk { state, print };
    let started = &export.started;
    let number = ["x", &format!("{:04}", started.number)].concat();
    let title = Msg::new("print-label-title").with("labels", number.clone());
    let mut form = desk.form(title, "LX", &number, Paper::Label);
    started.audience.label().clone_into(&mut form.mark);
    let mut lines = vec![line(Style::Strong, value(started.audience.label()))];
    lines.extend(print.exercise.then(|| line(Style::Strong, Msg::new("print-exercise"))));
    lines.push(line(Style::Plain, Msg::new("print-label-case").with("codename", desk.codename())));
    lines.push(line(Style::Fixed, value(started.name.clone())));
    let mut code = vec![["case=", &print.case].concat(), ["export=", &started.number.to_string()].concat()];
    match &export.finished {
        Some((_, finished)) => {
            if finished.sealed.is_some() {
                // Room for one digest more: the whole head is in the code, and in the folder once it is opened.
                let head = finished.case_head.get(..16).unwrap_or_default();
                lines.push(line(Style::Plain, labelled(Msg::new("dossier-head"), head)));
            } else {
                lines.push(line(Style::Plain, Msg::new("dossier-head")));
                lines.push(line(Style::Fixed, value(groups(&finished.case_head).join(" "))));
            }
            lines.push(line(Style::Plain, Msg::new("print-stick-list")));
            lines.push(line(Style::Fixed, value(groups(&finished.tag_manifest).join(" "))));
            if let Some(sealed) = &finished.sealed {
                lines.push(line(Style::Plain, Msg::new("print-stick-sealed")));
                lines.push(line(Style::Fixed, value(groups(&sealed.sha256).join(" "))));
            }
            code.push(["head=", &finished.case_head].concat());
        }
        None => {
            lines.push(line(Style::Strong, Msg::new("print-stick-open").code("state", "export-state", export.state())))
        }
    }
    lines.push(line(Style::Plain, value(desk.zoned(export.at))));
    if let Some(exhibit) = export.exhibit.and_then(|id| state.register.exhibit(id)) {
        lines.push(line(Style::Strong, labelled(Msg::new("print-c-number"), desk.label(exhibit))));
    }
    form.blocks = vec![Block::Label { code: code.join(" "), name: value(number), lines }];
    form
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(DESCRIPTION) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
