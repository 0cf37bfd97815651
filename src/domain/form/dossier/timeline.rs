//! The timeline: drawn as an axis, then written line by line, what is withheld as black bars.

use super::{Dossier, Part, Why};
use crate::domain::form::words::{cell, columns, labelled, line, value};
use crate::domain::form::{Block, Cell, Row, Style, Table};
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::rows::{struck_import, time_now};
use crate::domain::technique;
use crate::domain::time::{How, local};
use crate::domain::timeline::{Lane, Line, LineText};

/// So many lines are set; with more of them the table of the case folder has them, and the dossier says so.
pub const AT_MOST: usize = 12_000;

impl Dossier<'_> {
    pub(super) fn timeline(&mut self) {
        if let Some(axis) = self.axis() {
            let cut = !axis.breaks.is_empty();
            self.push(Block::Axis(axis));
            self.push(Block::Text { style: Style::Small, words: Msg::new("dossier-axis-signs") });
            if cut {
                self.push(Block::Text { style: Style::Small, words: Msg::new("dossier-axis") });
            }
        }
        if self.part == Part::Summary {
            return;
        }
        let state = self.desk.state;
        let mut lines: Vec<&Line> = state.timeline.lines.iter().collect();
        lines.sort_by_key(|line| (line.happened, line.id));
        if lines.len() > AT_MOST {
            let words = Msg::new("dossier-too-long").with("count", lines.len()).with("most", AT_MOST);
            self.push(Block::Text { style: Style::Strong, words });
            return;
        }
        self.push(Block::Text { style: Style::Small, words: Msg::new("dossier-timeline-how") });
        let mut rows = Vec::with_capacity(lines.len());
        let mut day = (String::new(), String::new());
        for line in lines {
            let there = local(line.happened, self.desk.print.zone);
            let (date, offset) = (there.date_iso(), there.offset());
            if (&date, &offset) != (&day.0, &day.1) {
                let words = Msg::new("dossier-day")
                    .code(
                        "weekday",
                        "weekday",
                        chrono::Datelike::weekday(&there.date()).num_days_from_monday().to_string(),
                    )
                    .with("date", date.clone())
                    .with("offset", offset.clone());
                rows.push(Row::Across { style: Style::Strong, words });
                day = (date, offset);
            }
            rows.push(self.written(line));
        }
        let of = [
            ("print-c-record", 7),
            ("dossier-c-time", 9),
            ("dossier-c-recorded", 11),
            ("dossier-c-by", 13),
            ("print-c-said", 60),
        ];
        self.push(Block::Table(Table { columns: columns(&of), rows }));
    }

    /// What is said in the place of a record that is withheld: why, and when it was recorded.
    pub(super) fn bar(&self, record: RecordId) -> Option<Msg> {
        let (_, at) = self.desk.state.withheld.iter().find(|(id, _)| *id == record)?;
        let there = local(*at, self.desk.print.zone);
        let said = |id| Msg::new(id).with("at", there.hm());
        Some(match self.about.withheld.get(&record) {
            Some(Why::Mark(mark)) => said("dossier-withheld").with("mark", mark.label()),
            Some(Why::Privileged) => said("dossier-withheld-privileged"),
            Some(Why::Phones) => said("dossier-withheld-phones"),
            None => match self.desk.state.excisions.of(record) {
                Some((by, excised)) => said("dossier-taken-out").with("record", self.desk.state.label(*by)).code(
                    "ground",
                    "ground",
                    excised.ground.clone(),
                ),
                None => said("dossier-withheld-unknown"),
            },
        })
    }

    fn written(&self, of: &Line) -> Row<Msg> {
        let (desk, state) = (&self.desk, self.desk.state);
        let label = value(state.label(of.id));
        if let Some(words) = self.bar(of.id) {
            return Row::Bar { label, words };
        }
        let struck = desk.struck(of.id);
        let gone = struck.is_some() || of.superseded_by.is_some();
        let style = match (gone, of.lane) {
            (true, _) => Style::Struck,
            (false, Lane::Fact) => Style::Strong,
            (false, Lane::Action) => Style::Plain,
        };
        let words = match &of.text {
            LineText::Words(words) => value(words.clone()),
            LineText::Program(msg) => msg.clone(),
            LineText::Withheld => Msg::new("print-not-recorded"),
        };
        let mut said = vec![line(style, words)];
        said.extend(self.remarks(of).map(|words| line(Style::Small, words)));
        said.extend(struck.map(|words| line(Style::Small, words)));
        said.extend(
            of.superseded_by.map(|by| line(Style::Small, Msg::new("print-put-right").with("record", state.label(by)))),
        );
        if let Some(minutes) = of.late {
            let reason = of.late_reason.as_deref().unwrap_or_default();
            let words = match (reason.is_empty(), of.catch_up) {
                (false, _) => Msg::new("print-late-reason").with("reason", desk.marked(of.id, reason)),
                (true, Some(batch)) => Msg::new("print-late-batch").with("record", state.label(batch)),
                (true, None) => Msg::new("print-late"),
            };
            said.push(line(Style::Small, words.with("minutes", minutes)));
        }
        let zone = desk.print.zone;
        let (there, recorded) = (local(of.happened, zone), local(of.recorded, zone));
        let when = match recorded.date_iso() == there.date_iso() {
            true => recorded.hms(),
            false => [recorded.date_iso(), recorded.hms()].join(" "),
        };
        let who = if of.scribe.name.is_empty() { "-".to_owned() } else { of.scribe.name.clone() };
        Row::Cells {
            cells: vec![
                cell(label),
                cell(value(there.hms())),
                cell(value(when)),
                cell(value(who)),
                Cell { lines: said },
            ],
        }
    }

    /// How its time is known where that is another way than this laptop's clock, how sure it is, where it comes from, its mark where that is not the case's.
    fn remarks(&self, of: &Line) -> Option<Msg> {
        let (desk, state) = (&self.desk, self.desk.state);
        let mut found = Vec::new();
        if let Some(when) = of.when.as_ref().filter(|when| when.how != How::OwnClock) {
            found.push(Msg::new("dossier-time").code("how", "how", when.how.code()));
        }
        if !of.status().is_empty() {
            found.push(Msg::new("print-value").code("value", "status", of.status().to_owned()));
        }
        if let Some(detail) = &of.detail {
            if !detail.source.is_empty() {
                let source = Msg::new("print-value").code("value", "source", detail.source.clone());
                found.push(match detail.source_ref.trim() {
                    "" => source,
                    place => labelled(source, desk.marked(of.id, place)),
                });
            }
            if let Some(speaker) = &detail.speaker {
                found.push(Msg::new("dossier-said-by").with("who", speaker.name.clone()));
            }
            if !detail.techniques.is_empty() {
                let named = desk.marked(of.id, &technique::named(&detail.techniques));
                found.push(Msg::new("dossier-techniques").with("techniques", named));
            }
            let basis = detail.basis.as_ref().filter(|basis| !basis.exhibit.is_empty() || !basis.sources.is_empty());
            if let Some(basis) = basis {
                let cited = [basis.exhibit.as_str(), basis.place.as_str()];
                let cited = cited.into_iter().chain(basis.sources.iter().map(String::as_str));
                let cited = cited.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
                let who = basis.confirmer.as_ref().map_or_else(|| "-".to_owned(), |who| who.name.clone());
                found.push(Msg::new("dossier-basis").with("cited", desk.marked(of.id, &cited)).with("who", who));
            }
        }
        if let Some(import) = struck_import(state, of) {
            found.push(Msg::new("dossier-row-struck").with("record", state.label(import)));
        }
        if let Some(at) = time_now(state, of) {
            let there = local(at, desk.print.zone);
            found.push(Msg::new("dossier-row-time").with("time", [there.date_iso(), there.hms()].join(" ")));
        }
        if of.mark != state.mark() {
            found.push(value(of.mark.label()));
        }
        found.into_iter().reduce(|front, back| Msg::new("dossier-and").with("front", front).with("back", back))
    }
}
