//! People and others: whether they are told, what they were told, and how many they are.

use super::rows::{missing, plain, row, short, table, text};
use super::words::{Desk, columns, field_name, labelled, line, value};
use super::{Block, Line, Row, Style, Table};
use crate::domain::msg::Msg;
use crate::domain::population::{Counted, Figures, shortfalls};
use crate::domain::told::{Standing, items};

/// People and others: everybody who is asked for or of whom a record speaks.
pub(super) fn told(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for item in items(state, desk.print.at).into_iter().filter(|item| item.standing != Standing::Unasked) {
        let mut who = plain(Msg::new("print-value").code("value", "tell-group", item.group));
        if !item.who.is_empty() {
            who.push(line(Style::Plain, value(state.sensitive(item.who))));
        }
        let strong = matches!(item.standing, Standing::Open | Standing::ToTell | Standing::Due | Standing::Unproven);
        let style = if strong { Style::Strong } else { Style::Plain };
        let mut how = vec![line(style, Msg::new("print-value").code("value", "told-standing", item.standing.code()))];
        if let Some((id, decided)) = item.decided {
            if !decided.ground.is_empty() {
                how.push(line(
                    Style::Plain,
                    Msg::new("print-value").code("value", "ground-not", decided.ground.clone()),
                ));
            }
            how.extend(desk.or_missing(*id, &decided.reason, "tell"));
            how.push(line(Style::Small, desk.person(&decided.decider)));
            how.push(line(Style::Small, desk.when(&decided.at)));
            how.extend(desk.timed(*id, &decided.at));
            if !decided.number.is_empty() {
                how.extend(desk.range(&decided.number));
            }
        }
        if item.told_all_the_same() {
            how.push(line(Style::Strong, Msg::new("told-all-the-same")));
        }
        let mut when = Vec::new();
        let mut hash = Vec::new();
        for (id, told) in &item.sent {
            when.push(line(Style::Plain, desk.when(&told.at)));
            when.extend(desk.or_missing(*id, &told.channel, "told"));
            when.push(line(Style::Small, desk.person(&told.by)));
            when.extend(desk.timed(*id, &told.at));
            if !told.number.is_empty() {
                when.extend(desk.range(&told.number));
            }
            hash.extend(text(&told.text_sha256).map(|sha256| line(Style::Fixed, value(sha256))));
        }
        if item.sent.is_empty() && item.standing != Standing::Not {
            when.push(line(Style::Strong, missing("told")));
        }
        rows.push(row(vec![who, how, when, hash]));
    }
    let of =
        [("print-br-c-told", 18), ("print-br-c-decision", 28), ("print-br-c-when-told", 26), ("print-br-c-text", 28)];
    table(&of, rows, "tell")
}

/// Every count that stands: its figures with what the low one assumes, who counted and who checked, and what keeps it from being relied on.
pub(super) fn counts(desk: &Desk<'_>, none: &'static str) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for (id, counted) in state.populations.standing(state) {
        let what = vec![line(Style::Plain, value(desk.marked(id, &counted.counted)))];
        let mut who = plain(desk.person(&counted.counted_by));
        let second = counted.checked_by.as_ref().map(|second| labelled(field_name("checked-by"), desk.person(second)));
        who.extend(second.map(|words| line(Style::Small, words)));
        who.push(line(Style::Small, desk.when(&counted.at)));
        who.extend(desk.timed(id, &counted.at));
        who.extend(short(&shortfalls(state, counted)));
        rows.push(row(vec![what, figures(counted), who]));
    }
    if rows.is_empty() {
        rows.push(Row::Across { style: Style::Plain, words: Msg::new(none) });
    }
    let of = [("print-c-counted", 36), ("print-c-figures", 32), ("print-br-c-person", 32)];
    Block::Table(Table { columns: columns(&of), rows })
}

fn figures(counted: &Counted) -> Vec<Line<Msg>> {
    let mut lines = match &counted.stated {
        Some(Figures { low, likely, high }) => {
            plain(Msg::new("print-br-range").with("number", [low, likely, high].map(u64::to_string).join(" / ")))
        }
        None => vec![line(Style::Strong, Msg::new("print-no-figures"))],
    };
    if counted.design.may_overlap() {
        lines.push(line(Style::Small, Msg::new("print-overlap")));
    }
    lines
}
