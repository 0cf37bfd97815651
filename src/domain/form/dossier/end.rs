//! The last pages: what was accepted all the same, what is missing, what is withheld, what no anchor covers, the boxes to sign in, and how a stranger checks it.

use super::{Dossier, Part};
use crate::domain::anchor::spans_beside;
use crate::domain::closure::{CAPACITIES, counting, lines, live};
use crate::domain::control::controls;
use crate::domain::decision::Shortfall;
use crate::domain::form::rows::{plain, row, table};
use crate::domain::form::words::{Fields, columns, heading, line, value};
use crate::domain::form::{Block, Row, Signer, Style, Table, report};
use crate::domain::msg::{Arg, Msg};

impl Dossier<'_> {
    pub(super) fn gaps(&mut self) {
        let (desk, state) = (&self.desk, self.desk.state);
        let mut rows: Vec<Row<Msg>> = Vec::new();
        for control in controls(state) {
            rows.extend(control.overrides.iter().map(|accepted| {
                row(vec![
                    plain(value(state.label(accepted.record))),
                    plain(Msg::new("print-value").code("value", "control", control.id.to_string())),
                    plain(accepted.what.clone()),
                ])
            }));
        }
        let of = [("print-c-record", 10), ("print-c-control", 30), ("dossier-c-accepted", 60)];
        let mut blocks = vec![heading("dossier-h-overrides")];
        blocks.push(match rows.is_empty() {
            true => Block::Text { style: Style::Plain, words: Msg::new("dossier-no-override") },
            false => Block::Table(Table { columns: columns(&of), rows }),
        });
        blocks.push(heading("dossier-h-points"));
        blocks.extend(report::listed(desk));
        let open = lines(state);
        if self.part == Part::Full && !open.is_empty() {
            blocks.push(heading("dossier-h-open"));
            // What is missing of forty exhibits alike is said once, with all of their names.
            let mut told: Vec<(&Shortfall, Vec<Arg>)> = Vec::new();
            for gap in &open {
                match told.iter_mut().find(|(known, _)| **known == gap.shortfall) {
                    Some((_, about)) => about.push(gap.about.clone()),
                    None => told.push((&gap.shortfall, vec![gap.about.clone()])),
                }
            }
            let rows = told.into_iter().map(|(short, about)| {
                let what =
                    vec![line(Style::Plain, short.missing.clone()), line(Style::Small, value(report::joined(&about)))];
                row(vec![plain(value(short.rule.id())), what, plain(short.next.clone())])
            });
            let of = [("dossier-c-rule", 10), ("dossier-c-missing", 50), ("dossier-c-next", 40)];
            blocks.push(Block::Table(Table { columns: columns(&of), rows: rows.collect() }));
        }
        self.blocks.extend(blocks);
        self.clocks();
        self.withheld();
    }

    /// How far the clocks were off, and where one jumped: every time in the dossier rests on them.
    fn clocks(&mut self) {
        let (desk, state) = (&self.desk, self.desk.state);
        let mut rows: Vec<Row<Msg>> = Vec::new();
        for record in state.stations.checks.values().map(|(record, _)| *record) {
            rows.push(row(vec![plain(value(state.label(record))), plain(desk.clock_error(record))]));
        }
        for (record, jumped) in &state.stations.jumps {
            let words = Msg::new("dossier-jump")
                .with("before", desk.instant(jumped.before))
                .with("after", desk.instant(jumped.after));
            rows.push(row(vec![plain(value(state.label(*record))), plain(words)]));
        }
        for (record, seen) in &state.stations.damage {
            let words = Msg::new("dossier-damage").with("count", seen.problems.len());
            rows.push(row(vec![plain(value(state.label(*record))), vec![line(Style::Strong, words)]]));
        }
        let clocks = table(&[("print-c-record", 10), ("dossier-c-clock", 90)], rows, "clock-check");
        self.blocks.extend([heading("dossier-h-clocks"), clocks]);
    }

    fn withheld(&mut self) {
        let withheld = &self.desk.state.withheld;
        if withheld.is_empty() {
            return;
        }
        let bars = withheld.iter().filter_map(|(record, _)| {
            Some(Row::Bar { label: value(self.desk.state.label(*record)), words: self.bar(*record)? })
        });
        let rows = bars.collect();
        let of = [("print-c-record", 10), ("dossier-c-withheld", 90)];
        self.push(heading("dossier-h-withheld"));
        self.push(Block::Text { style: Style::Small, words: Msg::new("dossier-withheld-how") });
        self.push(Block::Table(Table { columns: columns(&of), rows }));
    }

    pub(super) fn unanchored(&mut self) {
        let (desk, state) = (&self.desk, self.desk.state);
        let unseen = &self.about.anchors;
        let rows: Vec<Row<Msg>> = spans_beside(state, unseen)
            .into_iter()
            .map(|span| {
                let until = match span.until {
                    Some(until) => plain(desk.instant(until)),
                    None => vec![line(Style::Strong, Msg::new("dossier-not-yet"))],
                };
                let lasted = span.until.unwrap_or(desk.print.at).millis_since(span.from).max(0);
                let by = match span.by {
                    Some(record) if unseen.contains_key(&record) => {
                        Msg::new("dossier-anchor-withheld").with("record", state.label(record))
                    }
                    Some(record) => value(state.label(record)),
                    None => value("-"),
                };
                row(vec![
                    plain(desk.instant(span.from)),
                    until,
                    plain(Msg::new("dossier-hours").with("count", (lasted + 1_800_000) / 3_600_000)),
                    plain(value(span.records)),
                    plain(by),
                ])
            })
            .collect();
        let of = [
            ("dossier-c-since", 30),
            ("dossier-c-until", 30),
            ("dossier-c-lasted", 10),
            ("print-c-records", 11),
            ("dossier-c-anchor", 19),
        ];
        let block = match rows.is_empty() {
            true => Block::Text { style: Style::Strong, words: Msg::new("dossier-all-anchored") },
            false => Block::Table(Table { columns: columns(&of), rows }),
        };
        self.push(Block::Text { style: Style::Plain, words: Msg::new("dossier-unanchored-how") });
        self.push(block);
    }

    /// The boxes for wet ink, and which report was signed.
    pub(super) fn signed(&mut self) {
        let (desk, state) = (&self.desk, self.desk.state);
        let mut blocks = Vec::new();
        if let Some((id, rendered)) = live(state) {
            let mut fields = Fields::default();
            fields.short(Msg::new("print-f-report"), value(rendered.number.clone()));
            fields.short(Msg::new("print-c-record"), value(state.label(*id)));
            fields.wide(Msg::new("print-f-sha256"), Style::Fixed, value(rendered.file.sha256.clone()));
            for capacity in CAPACITIES {
                if let Some(signature) = counting(state, *id, capacity) {
                    let words = Msg::new("dossier-report-signed")
                        .with("who", desk.person(&signature.signed.by))
                        .with("at", desk.when(&signature.signed.at))
                        .with("record", state.label(signature.id));
                    fields.wide(Msg::new("print-value").code("value", "signs-as", *capacity), Style::Plain, words);
                }
            }
            blocks.push(fields.done());
        }
        blocks.push(Block::Text { style: Style::Plain, words: Msg::new("dossier-signing") });
        let asks = ["print-ask-name", "print-ask-when", "dossier-ask-head", "print-ask-signature"].map(Msg::new).into();
        let roles = ["irt_lead", "siro", "evidence_custodian", "legal_counsel", "dpo"];
        let mut signers: Vec<Signer<Msg>> = roles.iter().map(|role| desk.signer(role)).collect();
        signers.push(Signer { role: Msg::new("print-witness"), name: None });
        blocks.push(Block::Signatures { asks, signers });
        self.blocks.extend(blocks);
    }

    /// What a stranger types, what that proves, and what it does not.
    pub(super) fn verify(&mut self) {
        let steps = [
            "dossier-verify-files",
            "dossier-verify-tags",
            "dossier-verify-signature",
            "dossier-verify-program",
            "dossier-verify-again",
        ];
        let items =
            steps.into_iter().zip(1..).map(|(id, number): (&'static str, u64)| crate::domain::form::drawn::Item {
                sign: number.to_string(),
                heading: false,
                style: Style::Plain,
                words: Msg::new(id),
            });
        let items = items.collect();
        self.push(Block::Text { style: Style::Plain, words: Msg::new("dossier-verify") });
        self.push(Block::List { items });
        for id in ["dossier-verify-head", "dossier-verify-not", "dossier-verify-words"] {
            self.push(Block::Text { style: Style::Plain, words: Msg::new(id) });
        }
    }
}
