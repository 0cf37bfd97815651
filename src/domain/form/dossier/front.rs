//! The first pages: cover, contents, summary, the ten controls.

use super::{Dossier, Part};
use crate::domain::control::{Control, controls};
use crate::domain::form::drawn::groups;
use crate::domain::form::report;
use crate::domain::form::rows::{plain, row, table};
use crate::domain::form::words::{Fields, field_name, heading, labelled, line, value};
use crate::domain::form::{Block, Line, Style};
use crate::domain::msg::Msg;
use crate::domain::sheet::Sheet;

impl Dossier<'_> {
    pub(super) fn cover(&mut self) {
        let (state, print) = (self.desk.state, self.desk.print);
        let plainly = |words: Msg| line(Style::Plain, words);
        let mut lines: Vec<Line<Msg>> = Vec::new();
        if let Some(declared) = &state.case.declared {
            lines.push(plainly(value(state.sensitive(&declared.title))));
            let severity = Msg::new("print-value").code("value", "severity", declared.severity.clone());
            lines.push(plainly(labelled(field_name("severity"), severity)));
        }
        lines.push(plainly(Msg::new("dossier-as-of").with("at", self.desk.instant(print.at))));
        if let Some(audience) = self.about.audience {
            lines.push(line(Style::Strong, Msg::new("dossier-audience").with("mark", audience.label())));
        }
        if !state.withheld.is_empty() {
            lines.push(line(Style::Strong, Msg::new("dossier-withheld-count").with("count", state.withheld.len())));
        }
        let kind = Msg::new("print-value").code("value", "dossier-title", self.part.code());
        self.push(Block::Cover { name: value(self.desk.codename()), kind, lines });
        self.push(Block::Digest { label: Msg::new("dossier-head"), groups: groups(&self.about.head) });
        let rows = self.about.chains.iter().map(|chain| {
            let fixed = |text: &str| vec![line(Style::Fixed, value(text))];
            let known = state.stations.opened.get(&chain.station).map(|opened| opened.label.clone());
            let mut who = fixed(&chain.station.to_string());
            who.extend(known.filter(|label| !label.is_empty()).map(|label| line(Style::Small, value(label))));
            row(vec![who, plain(value(chain.size)), fixed(&chain.root), fixed(&chain.fingerprint)])
        });
        let of =
            [("dossier-c-station", 20), ("dossier-c-lines", 8), ("dossier-c-root", 38), ("dossier-c-fingerprint", 34)];
        let chains = table(&of, rows.collect(), "verify");
        self.push(chains);
        self.push(Block::Text { style: Style::Small, words: Msg::new("dossier-head-how") });
        self.push(Block::Contents { words: Msg::new("dossier-contents") });
        self.push(Block::NewPage);
    }

    /// One page: what it was, where it stands.
    pub(super) fn summary(&mut self) {
        let desk = &self.desk;
        let mut blocks = vec![report::what(desk)];
        let review = &desk.state.review;
        if review.said("summary").trim().is_empty() {
            blocks.extend(self.known());
        } else {
            blocks.extend(report::said(desk, &["summary"]));
        }
        blocks.extend([heading("print-h-measures"), report::times(desk), report::notices(desk)]);
        if self.part == Part::Summary {
            blocks.extend([heading("print-h-impact"), report::impact(desk)]);
        }
        self.blocks.extend(blocks);
    }

    /// What was known and not known at the declaration, where no review says more.
    fn known(&self) -> Option<Block<Msg>> {
        let declared = self.desk.state.case.declared.as_ref()?;
        let mut fields = Fields::default();
        for (name, text) in [("known", &declared.known), ("unknown", &declared.unknown)] {
            fields.text(field_name(name), &self.desk.state.sensitive(text), true);
        }
        Some(fields.done())
    }

    /// The ten controls with the records that meet them; in the whole dossier with the words of each, and what is missing.
    pub(super) fn controls(&mut self) {
        let without = self.desk.state.withheld.len();
        if without > 0 {
            let words = Msg::new("dossier-controls-without").with("count", without);
            self.push(Block::Text { style: Style::Strong, words });
        }
        let rows = controls(self.desk.state).iter().map(|control| self.control(control)).collect();
        let of = [("print-c-number", 6), ("print-c-control", 34), ("print-c-records", 36), ("dossier-c-missing", 24)];
        let standing = table(&of, rows, "audit");
        self.push(standing);
        if self.part == Part::Full {
            self.sheet(Sheet::Audit);
        }
    }

    fn control(&self, control: &Control) -> crate::domain::form::Row<Msg> {
        let state = self.desk.state;
        let labels: Vec<String> = control.records.iter().map(|record| state.label(*record)).collect();
        let standing = Msg::new("print-value").code("value", "standing", control.standing.code());
        let name = vec![
            line(Style::Plain, Msg::new("print-value").code("value", "control", control.id.to_string())),
            line(Style::Strong, standing),
        ];
        let mut rules: Vec<&str> = control.missing.iter().map(|missing| missing.shortfall.rule.id()).collect();
        rules.sort_unstable();
        rules.dedup();
        let mut missing = match rules.is_empty() {
            true => plain(Msg::new("dossier-nothing")),
            false => {
                plain(Msg::new("dossier-lacks").with("count", control.missing.len()).with("rules", rules.join(", ")))
            }
        };
        missing.extend(control.overrides.iter().map(|accepted| {
            let words = Msg::new("audit-override").with("record", state.label(accepted.record));
            line(Style::Small, words.with("what", accepted.what.clone()))
        }));
        let records = match labels.is_empty() {
            true => plain(Msg::new("print-not-recorded")),
            false => plain(value(labels.join(", "))),
        };
        row(vec![plain(value(control.id.to_string())), name, records, missing])
    }
}
