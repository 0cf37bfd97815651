//! What the case says on other pages, taken in: sheets as lists, notices, memos and minutes without the boxes to sign in.

use super::{Dossier, Part};
use crate::domain::containment::{Action, shortfalls};
use crate::domain::form::drawn::Item;
use crate::domain::form::rows::{missing, plain, row, short, table};
use crate::domain::form::words::{heading, labelled, line, value};
use crate::domain::form::{Block, Form, Line, Row, Style, memo, minutes, notice, report, tell};
use crate::domain::msg::Msg;
use crate::domain::sheet::{Sheet, Tone, entries};

const CONTAINED: &[(&str, u16)] = &[
    ("print-c-record", 8),
    ("dossier-c-asset", 22),
    ("dossier-c-action", 26),
    ("print-c-when", 22),
    ("dossier-c-test", 22),
];

impl Dossier<'_> {
    /// A sheet at the instant of the last record.
    pub(super) fn sheet(&mut self, sheet: Sheet) {
        let entries = entries(sheet, self.desk.state, self.desk.print.at, 0);
        let item = |entry: crate::domain::sheet::Entry| Item {
            sign: entry.tone.sign().trim().to_owned(),
            heading: entry.tone == Tone::Heading,
            style: match entry.tone {
                Tone::Dim => Style::Small,
                Tone::Late => Style::Strong,
                _ => Style::Plain,
            },
            words: entry.text,
        };
        // Each control stands in the table above already.
        let of_table = entries.iter().take_while(|entry| sheet == Sheet::Audit && entry.tone != Tone::Heading).count();
        let items: Vec<Item<Msg>> = entries.into_iter().skip(of_table).map(item).collect();
        let block = match items.is_empty() {
            true => Block::Text { style: Style::Plain, words: Msg::new("print-not-recorded") },
            false => Block::List { items },
        };
        self.push(block);
    }

    /// Another paper, under its own title, without what is only there to be signed.
    fn take_in(&mut self, form: Form) {
        self.push(Block::Heading {
            words: Msg::new("dossier-paper").with("title", form.title).with("number", form.number),
        });
        let kept = form.blocks.into_iter().filter(|block| match block {
            Block::Heading { words } => words.id != "print-h-signed",
            Block::Text { words, .. } => !["print-how-to-match", "print-problems"].contains(&words.id),
            Block::Signatures { .. } => false,
            _ => true,
        });
        // The headings of a paper within a paper are lines in bold.
        let lower = kept.map(|block| match block {
            Block::Heading { words } => Block::Text { style: Style::Strong, words },
            block => block,
        });
        self.blocks.extend(lower);
    }

    pub(super) fn containment(&mut self) {
        let state = self.desk.state;
        let rows = state.containment.standing(state).map(|action| self.contained(action)).collect();
        self.push(table(CONTAINED, rows, "contain"));
    }

    fn contained(&self, action: &Action) -> Row<Msg> {
        let (desk, state) = (&self.desk, self.desk.state);
        let done = &action.done;
        let text = |text: &str| value(desk.marked(action.id, text));
        let mut what = plain(Msg::new("print-value").code("value", "action", done.action.clone()));
        for (name, words) in [("change", &done.change), ("left-open", &done.left_open)] {
            if !words.trim().is_empty() {
                what.push(line(
                    Style::Small,
                    labelled(Msg::new("print-value").code("value", "field", name), desk.marked(action.id, words)),
                ));
            }
        }
        let mut when = plain(desk.when(&done.at));
        when.push(line(
            Style::Small,
            Msg::new("dossier-done-by")
                .with("who", done.operator.name.clone())
                .with("authority", done.authority.name.clone()),
        ));
        let mut tests: Vec<Line<Msg>> = Vec::new();
        for (record, tested) in action.tests.iter().filter(|(record, _)| !state.struck(*record)) {
            let words = Msg::new("dossier-tested")
                .code("result", "test-result", tested.result.clone())
                .with("who", tested.tester.name.clone())
                .with("record", state.label(*record));
            tests.push(line(Style::Plain, words));
            tests.push(line(Style::Small, desk.when(&tested.at)));
        }
        if tests.is_empty() {
            tests.push(line(Style::Strong, missing("test")));
        }
        tests.extend(short(&shortfalls(state, action)));
        row(vec![plain(value(state.label(action.id))), plain(text(&done.asset)), what, when, tests])
    }

    pub(super) fn cause(&mut self) {
        self.sheet(Sheet::Cause);
        let state = self.desk.state;
        let sheets = [
            (Sheet::Lineage, "dossier-h-lineage", !state.lineage.is_empty()),
            (
                Sheet::Experiments,
                "dossier-h-experiments",
                !state.experiments.designs.is_empty() || !state.experiments.runs.is_empty(),
            ),
        ];
        for (sheet, title, any) in sheets {
            if any {
                self.push(heading(title));
                self.sheet(sheet);
            }
        }
    }

    /// Every law's clock, the notices to the letter, the memos, who else was told, the questions of law.
    pub(super) fn notices(&mut self) {
        let (state, print) = (self.desk.state, self.desk.print);
        let clocks = report::notices(&self.desk);
        self.push(clocks);
        for found in &state.notices.notices {
            self.take_in(notice(state, found, print));
        }
        for regime in &state.deadlines.regimes {
            for (record, filed) in &regime.memos {
                self.take_in(memo(state, regime, *record, filed, print));
            }
        }
        let told = tell::told(&self.desk);
        self.blocks.extend([heading("dossier-h-told"), told]);
        self.push(heading("dossier-h-counts"));
        let counts = tell::counts(&self.desk, "print-not-recorded");
        self.push(counts);
        if self.part == Part::Full {
            self.push(heading("dossier-h-questions"));
            self.sheet(Sheet::Questions);
            self.push(heading("dossier-h-suppliers"));
            self.sheet(Sheet::Suppliers);
        }
    }

    pub(super) fn decisions(&mut self) {
        self.sheet(Sheet::Decisions);
        let (state, print) = (self.desk.state, self.desk.print);
        for (record, held) in &state.briefings.held {
            self.take_in(minutes(state, *record, held, print));
        }
    }

    pub(super) fn review(&mut self) {
        let desk = &self.desk;
        let mut blocks = Vec::new();
        if self.part == Part::Full {
            blocks.extend(report::said(desk, &["detection", "sooner", "supposed", "happened"]));
        }
        blocks.push(heading("print-h-causes"));
        blocks.extend(report::said(desk, &["cause-technical", "cause-process", "cause-organised"]));
        blocks.push(heading("print-h-lessons"));
        blocks.extend(report::lessons(desk));
        if self.part != Part::Summary {
            blocks.extend([heading("print-h-walk"), report::table(report::WALKED, report::walk(desk))]);
        }
        if self.part == Part::Full {
            blocks.extend([heading("print-h-impact"), report::impact(desk)]);
            blocks.extend([heading("print-h-deviations"), report::table(report::PROCEDURES, report::procedures(desk))]);
        }
        blocks.extend([heading("print-h-risks"), report::table(report::RISKS, report::risks(desk))]);
        blocks.extend([heading("print-h-actions"), report::table(report::ACTIONS, report::actions(desk))]);
        self.blocks.extend(blocks);
    }
}
