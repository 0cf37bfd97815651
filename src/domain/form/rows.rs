//! Rows made from records: what no record says reads as that, and what earns no credit says by which rule.

use super::words::{Desk, columns, line, value};
use super::{Block, Cell, Line, Row, Style, Table};
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::range::Range;
use crate::domain::rules::Rule;
use crate::domain::station::ahead;
use crate::domain::time::When;

/// What no record says, and which command records it.
pub(super) fn missing(command: &'static str) -> Msg {
    Msg::new("print-missing-by").with("command", command)
}

/// A table, or what is missing for it.
pub(super) fn table(of: &[(&'static str, u16)], mut rows: Vec<Row<Msg>>, owed: &'static str) -> Block<Msg> {
    if rows.is_empty() {
        rows.push(Row::Across { style: Style::Strong, words: missing(owed) });
    }
    Block::Table(Table { columns: columns(of), rows })
}

pub(super) fn row(cells: Vec<Vec<Line<Msg>>>) -> Row<Msg> {
    Row::Cells { cells: cells.into_iter().map(|lines| Cell { lines }).collect() }
}

pub(super) fn plain(words: Msg) -> Vec<Line<Msg>> {
    vec![line(Style::Plain, words)]
}

/// The rules by which a record does not count; a remark takes no credit.
pub(super) fn rules(short: &[Shortfall]) -> Vec<&'static str> {
    ids(short.iter().filter(|short| !short.rule.remark()))
}

fn ids<'a>(short: impl Iterator<Item = &'a Shortfall>) -> Vec<&'static str> {
    let mut rules: Vec<_> = short.map(|short| short.rule.id()).collect();
    rules.dedup();
    rules
}

/// That a record does not count, or counts and lacks something, and by which rules.
pub(super) fn short(short: &[Shortfall]) -> Option<Line<Msg>> {
    let (withheld, rules) = (ids(short.iter().filter(|short| !short.counts())), rules(short));
    let (id, rules) = if withheld.is_empty() { ("print-br-owed", rules) } else { ("print-br-short", withheld) };
    let words = || Msg::new(id).with("rules", rules.join(", "));
    (!rules.is_empty()).then(|| line(Style::Strong, words()))
}

pub(super) fn text(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}

pub(super) fn standing<'a, T>(
    state: &'a Incident,
    kept: &'a [(RecordId, T)],
) -> impl Iterator<Item = &'a (RecordId, T)> {
    kept.iter().filter(|(id, _)| !state.struck(*id))
}

impl Desk<'_> {
    /// Text of a record, or that there is none and which command records it.
    pub(super) fn or_missing(&self, record: RecordId, text: &str, owed: &'static str) -> Vec<Line<Msg>> {
        if text.trim().is_empty() {
            vec![line(Style::Strong, missing(owed))]
        } else {
            plain(value(self.marked(record, text)))
        }
    }

    pub(super) fn by_record(&self, record: RecordId) -> Line<Msg> {
        line(Style::Small, Msg::new("print-br-record").with("record", self.state.label(record)))
    }

    /// The record of a row, and what is wrong with the time that it gives: recorded late, or ahead of the clock that it was recorded by.
    pub(super) fn timed(&self, record: RecordId, when: &When) -> Vec<Line<Msg>> {
        let mut lines = vec![self.by_record(record)];
        lines.extend(self.late(record));
        if ahead(self.state, Some(record), when).is_some() {
            lines.push(line(Style::Strong, Msg::new("print-ahead").with("rule", Rule::Ahead.id())));
        }
        lines
    }

    /// That a record came late: with the reason that was given then or later, the catch-up that it came with, or that nobody gave one.
    fn late(&self, record: RecordId) -> Option<Line<Msg>> {
        let entry = self.state.timeline.line(record)?;
        let minutes = entry.late?;
        let said = |id| Msg::new(id).with("minutes", minutes);
        Some(match (&entry.late_reason, entry.catch_up) {
            (Some(reason), _) => {
                line(Style::Small, said("print-late-reason").with("reason", self.marked(record, reason)))
            }
            (None, Some(batch)) => line(Style::Small, said("print-late-batch").with("record", self.state.label(batch))),
            (None, None) => line(Style::Strong, said("print-late-owed").with("rule", Rule::Late.id())),
        })
    }

    /// A person, or that nobody is on record and which command records it.
    pub(super) fn who(&self, who: &Author, owed: &'static str) -> Vec<Line<Msg>> {
        if who.name.is_empty() { vec![line(Style::Strong, missing(owed))] } else { plain(self.person(who)) }
    }

    /// How far the clock of the laptop that recorded something was off.
    pub(super) fn clock_error(&self, record: RecordId) -> Msg {
        match self.state.stations.checks.get(&record.station) {
            Some((_, check)) => {
                let sign = if check.offset_ms < 0 { "-" } else { "+" };
                let seconds = check.offset_ms.unsigned_abs();
                let offset = [sign, &(seconds / 1000).to_string(), ".", &format!("{:03}", seconds % 1000)].concat();
                Msg::new("print-br-offset").with("offset", offset).with("source", self.state.sensitive(&check.source))
            }
            None => missing("clock-check"),
        }
    }

    pub(super) fn range(&self, range: &Range) -> Vec<Line<Msg>> {
        let mut lines = plain(Msg::new("print-br-range").with("number", range.shown()));
        if !range.method.trim().is_empty() {
            lines.push(line(Style::Small, value(self.state.sensitive(&range.method))));
        }
        lines.extend(range.counted_in.map(|record| self.by_record(record)));
        if range.owes_method(self.state) {
            lines.extend(short(&[Shortfall::new(Rule::NumberOwed)]));
        }
        lines
    }
}
