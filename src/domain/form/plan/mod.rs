//! The incident response plan (ISO/IEC 27001:2022 A.5.24): what an auditor asks for first. Made from what the organisation recorded and approved; what it has
//! not recorded is said to be missing, with the command that records it.

mod documents;
mod lists;

use super::drawn::Item;
use super::words::{Desk, heading, line, value};
use super::{Block, Form, Line, Paper, Print, Row, Signer, Style};
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::organisation::plan::SECTIONS;
use crate::library::procedure::Procedure;
use crate::library::regimes::Regime;

/// A procedure at hand with the digest of its text.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The procedure.
    pub procedure: &'a Procedure,
    /// SHA-256 of its text, lower-case hex.
    pub sha256: &'a str,
}

/// What is at hand beside the organisation's file.
#[derive(Debug, Clone, Copy)]
pub struct AtHand<'a> {
    /// Procedures.
    pub procedures: &'a [Text<'a>],
    /// Entries of the legal register.
    pub regimes: &'a [Regime],
}

/// The plan as it is put together.
struct Plan<'a> {
    desk: Desk<'a>,
    at_hand: AtHand<'a>,
    blocks: Vec<Block<Msg>>,
    /// What is missing, section by section.
    gaps: Vec<(&'static str, Msg)>,
}

/// A section: its title, and what writes it.
type Chapter = (&'static str, fn(&mut Plan<'_>));

const CHAPTERS: &[Chapter] = &[
    ("plan-s-purpose", |plan| plan.purpose()),
    ("plan-s-roles", |plan| plan.roles()),
    ("plan-s-callout", |plan| plan.callout()),
    ("plan-s-severity", |plan| plan.severity()),
    ("plan-s-assessment", |plan| plan.assessment()),
    ("plan-s-sources", |plan| plan.sources()),
    ("plan-s-communication", |plan| plan.communication()),
    ("plan-s-procedures", |plan| plan.procedures()),
    ("plan-s-assets", |plan| plan.assets()),
    ("plan-s-map", |plan| plan.map()),
    ("plan-s-competence", |plan| plan.competence()),
    ("plan-s-law", |plan| plan.law()),
    ("plan-s-evidence", |plan| plan.evidence()),
    ("plan-s-calendar", |plan| plan.calendar()),
    ("plan-s-versions", |plan| plan.versions()),
    ("plan-s-approval", |plan| plan.approval()),
];

/// The plan of an organisation.
#[must_use]
pub fn plan(state: &Incident, at_hand: AtHand<'_>, print: &Print) -> Form {
    let desk = Desk { state, print };
    let mut form = desk.form(Msg::new("plan-title"), "PL", "", Paper::A4);
    form.case = Msg::new("plan-made").with("at", desk.instant(print.at));
    let damaged = std::mem::take(&mut form.blocks);
    let mut made = Plan { desk, at_hand, blocks: Vec::new(), gaps: Vec::new() };
    for (title, write) in CHAPTERS {
        made.blocks.push(Block::Section { words: Msg::new(title) });
        let before = made.gaps.len();
        write(&mut made);
        // Where a gap stands is said in the list of gaps.
        made.gaps.iter_mut().skip(before).for_each(|(section, _)| *section = title);
    }
    form.blocks = made.front();
    form.blocks.extend(damaged);
    form.blocks.append(&mut made.blocks);
    form
}

impl Plan<'_> {
    fn push(&mut self, block: Block<Msg>) {
        self.blocks.push(block);
    }

    /// That something is missing, and which command records it.
    fn missing(&mut self, what: &'static str, command: &'static str) -> Msg {
        let words = Msg::new("plan-missing").code("what", "plan-gap", what).with("command", command);
        self.gaps.push(("", words.clone()));
        words
    }

    fn gap(&mut self, what: &'static str, command: &'static str) {
        let words = self.missing(what, command);
        self.push(Block::Text { style: Style::Strong, words });
    }

    /// Rules that hold whatever an organisation writes: the program keeps to them.
    fn rules(&mut self, ids: &[&'static str]) {
        let item =
            |id: &&'static str| Item { sign: "-".to_owned(), heading: false, style: Style::Plain, words: Msg::new(id) };
        self.push(Block::List { items: ids.iter().map(item).collect() });
    }

    /// A section in the organisation's own words.
    fn own_words(&mut self, section: &'static str) {
        debug_assert!(SECTIONS.contains(&section));
        let state = self.desk.state;
        match state.organisation.plan.section(state, section) {
            Some((record, stated)) => {
                let paragraphs = stated.text.lines().filter(|words| !words.trim().is_empty());
                let paragraphs: Vec<Block<Msg>> = paragraphs
                    .map(|words| Block::Text { style: Style::Plain, words: value(self.desk.marked(*record, words)) })
                    .collect();
                let by = Msg::new("plan-stated")
                    .with("who", self.desk.person(&stated.by))
                    .with("at", self.desk.when(&stated.at))
                    .with("record", state.label(*record));
                self.blocks.extend(paragraphs);
                self.push(Block::Text { style: Style::Small, words: by });
            }
            None => self.gap(section, "plan-text"),
        }
    }

    /// Cover, contents, and everything that is missing.
    fn front(&self) -> Vec<Block<Msg>> {
        let (desk, state) = (&self.desk, self.desk.state);
        let mut lines: Vec<Line<Msg>> =
            vec![line(Style::Plain, Msg::new("plan-made").with("at", desk.instant(desk.print.at)))];
        let approved =
            state.organisation.plan.approved.iter().rev().find(|(id, one)| one.proven() && !state.struck(*id));
        lines.push(match approved {
            Some((record, approved)) => line(
                Style::Plain,
                Msg::new("plan-approved-last")
                    .with("version", desk.marked(*record, &approved.version))
                    .with("who", desk.person(&approved.by))
                    .with("at", desk.when(&approved.at)),
            ),
            None => line(Style::Strong, Msg::new("plan-approved-never")),
        });
        let mut blocks = vec![
            Block::Cover { name: Msg::new("plan-title"), kind: Msg::new("plan-kind"), lines },
            Block::Contents { words: Msg::new("dossier-contents") },
            Block::NewPage,
            heading("plan-h-missing"),
        ];
        let mut items: Vec<Item<Msg>> = Vec::new();
        for (section, words) in &self.gaps {
            let heading = Msg::new(section);
            if !items.iter().any(|item| item.heading && item.words == heading) {
                items.push(Item { sign: String::new(), heading: true, style: Style::Plain, words: heading });
            }
            items.push(Item { sign: "!".to_owned(), heading: false, style: Style::Plain, words: words.clone() });
        }
        blocks.push(match items.is_empty() {
            true => Block::Text { style: Style::Plain, words: Msg::new("plan-nothing-missing") },
            false => Block::List { items },
        });
        blocks
    }

    /// Boxes to sign in for who approves it, and how that is recorded.
    fn approval(&mut self) {
        let how = Block::Text { style: Style::Plain, words: Msg::new("plan-approval-how") };
        let asks = ["print-ask-name", "print-ask-when", "print-ask-read", "print-ask-signature"].map(Msg::new).into();
        let role = |role: &str| Signer { role: Msg::new("print-value").code("value", "role", role), name: None };
        let signers = ["exec_sponsor", "siro", "irt_lead", "legal_counsel", "dpo"].map(role).into();
        self.blocks.extend([how, Block::Signatures { asks, signers }]);
    }
}

/// Across a table: that it has no rows, because something is missing.
fn none(words: Msg) -> Row<Msg> {
    Row::Across { style: Style::Strong, words }
}
