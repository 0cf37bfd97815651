//! The entry of the register of breaches (GDPR art. 33(5)): ten parts, made from the records of the case, notified or not. What no record says reads as that, with
//! the command that would record it.

mod harm;
mod instants;
mod law;

use super::rows::{missing, plain, row, standing, table, text};
use super::tell::told;
use super::words::{Desk, Fields, field_name, heading, line, value};
use super::{Block, Form, Paper, Print, Style};
use crate::domain::breach::Described;
use crate::domain::incident::Incident;
use crate::domain::msg::{Arg, Msg};
use harm::{breach, effects, remedies, risk};
use instants::{instants, suppliers};
use law::{delays, notices, regimes};

/// The register entry of a case.
#[must_use]
pub fn breach_register(state: &Incident, print: &Print) -> Form {
    let desk = Desk { state, print };
    let mut form = desk.form(Msg::new("print-breach-title"), "BR", "", Paper::A4);
    let blocks = &mut form.blocks;
    blocks.push(Block::Text { style: Style::Small, words: Msg::new("print-breach-how") });
    blocks.extend([heading("print-br-1"), reference(&desk)]);
    blocks.extend([heading("print-br-2"), instants(&desk)]);
    blocks.extend(suppliers(&desk));
    blocks.extend([heading("print-br-3"), breach(&desk), heading("print-br-4"), effects(&desk)]);
    blocks.extend([heading("print-br-5"), remedies(&desk), heading("print-br-6"), risk(&desk)]);
    blocks.extend([heading("print-br-7"), regimes(&desk), heading("print-br-8"), notices(&desk), told(&desk)]);
    blocks.extend([heading("print-br-9"), delays(&desk), heading("print-br-10"), lessons(&desk)]);
    blocks.extend([heading("print-h-signed"), desk.signatures(&["dpo", "siro"])]);
    blocks.push(Block::Text { style: Style::Small, words: Msg::new("print-how-to-match") });
    form
}

fn reference(desk: &Desk<'_>) -> Block<Msg> {
    let (state, breach) = (desk.state, &desk.state.breach);
    let mut fields = Fields::default();
    fields.wide(Msg::new("print-br-reference"), Style::Fixed, value(desk.print.case.clone()));
    let declared = state.case.declared.as_ref();
    let title = declared.map_or_else(|| missing("declare"), |declared| value(state.sensitive(&declared.title)));
    fields.wide(field_name("title"), Style::Strong, title);
    fields.short(field_name("codename"), value(desk.codename()));
    let owner = breach.last(state, |said| said.owner.as_ref());
    fields.wide(
        Msg::new("print-br-owner"),
        if owner.is_some() { Style::Plain } else { Style::Strong },
        owner.map_or_else(|| missing("breach"), |(_, who)| desk.person(who)),
    );
    said(desk, &mut fields, "systems", |said| text(&said.systems));
    let told: Vec<&str> =
        standing(state, &state.telling.suppliers).map(|(_, notice)| notice.supplier.as_str()).collect();
    if told.is_empty() {
        said(desk, &mut fields, "suppliers", |said| text(&said.suppliers));
    } else {
        let named = breach.last(state, |said| text(&said.suppliers)).map(|(_, named)| named);
        let all = named.into_iter().chain(told).collect::<Vec<_>>().join("; ");
        fields.wide(field_name("suppliers"), Style::Plain, value(state.sensitive(&all)));
    }
    fields.done()
}

/// One part of the description, or that it is not recorded.
fn said(desk: &Desk<'_>, fields: &mut Fields, name: &'static str, part: impl Fn(&Described) -> Option<&str>) {
    let found = desk.state.breach.last(desk.state, part);
    let style = if found.is_some() { Style::Plain } else { Style::Strong };
    let words = found.map_or_else(|| missing("breach"), |(record, text)| value(desk.marked(record, text)));
    fields.wide(field_name(name), style, words);
}

fn lessons(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for (id, lesson) in standing(state, &state.breach.lessons) {
        let mut what = plain(value(desk.marked(*id, &lesson.what)));
        what.push(desk.by_record(*id));
        let review = lesson.review.as_ref();
        let review =
            review.map_or_else(|| vec![line(Style::Strong, missing("lesson"))], |at| plain(desk.instant(at.at)));
        rows.push(row(vec![what, desk.who(&lesson.owner, "lesson"), review]));
    }
    for review in state.deadlines.reviews(state) {
        let words = Msg::new("print-br-review").with("record", state.label(review.memo));
        let cells = vec![
            plain(words.with("law", Arg::Label(review.regime.considered.name.clone()))),
            Vec::new(),
            plain(desk.instant(review.due.at)),
        ];
        rows.push(row(cells));
    }
    let of = [("print-br-c-lesson", 54), ("print-br-c-owner", 20), ("print-br-c-review", 26)];
    table(&of, rows, "lesson")
}

#[cfg(test)]
mod tests;
