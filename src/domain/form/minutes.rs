//! The minutes of a briefing, to carry: who was there, what is known and what is assumed, what was decided, who does what by when.

use super::words::{Desk, Fields, cell, columns, field_name, heading, line, value};
use super::{Block, Cell, Form, Line, Paper, Print, Row, Signer, Style, Table};
use crate::domain::briefing::Held;
use crate::domain::decision_log::Made;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mark::Mark;
use crate::domain::msg::Msg;
use crate::domain::repeated::reach;
use crate::domain::sensitive::Sensitive;
use crate::domain::sheet::{cited, stated};

/// The minutes that stand in a record.
#[must_use]
pub fn minutes(state: &Incident, record: RecordId, held: &Held, print: &Print) -> Form {
    let desk = Desk { state, print };
    let title = Msg::new("print-minutes-title").with("record", state.label(record));
    let mut form = desk.form(title, "MI", &state.label(record), Paper::A4);
    form.mark = state.timeline.line(record).map_or(form.mark, |line| line.mark.label().to_owned());
    form.blocks.extend(desk.struck(record).map(|words| Block::Text { style: Style::Strong, words }));
    form.blocks.push(desk.when_and_who(record, held));
    form.blocks.push(heading("print-h-agenda"));
    form.blocks.extend((1_u64..).zip(&held.agenda).map(|(number, item)| {
        let words =
            Msg::new("print-numbered").with("number", number.to_string()).with("text", desk.marked(record, item));
        Block::Text { style: Style::Plain, words }
    }));
    form.blocks.extend(desk.known(record, held));
    form.blocks.extend(desk.decided(record, held));
    form.blocks.extend(desk.agreed(record, held));
    form.blocks.extend(desk.note(record, &held.note));
    form.blocks.extend(held.shortfalls(state, Some(record)).into_iter().map(|short| {
        let words = Msg::new("print-shortfall").with("what", short.missing).with("rule", short.rule.id());
        Block::Text { style: Style::Strong, words }
    }));
    let keeper = Signer { role: Msg::new("print-minutes-by"), name: Some(desk.person(&held.by)) };
    form.blocks.extend([
        heading("print-h-signed"),
        Block::Signatures {
            asks: ["print-ask-name", "print-ask-when", "print-ask-signature"].map(Msg::new).into(),
            signers: vec![keeper, desk.signer("irt_lead")],
        },
    ]);
    form
}

impl Desk<'_> {
    /// Remarks line by line, as they were written; of privileged ones that there are some, not how many lines they have.
    fn note(&self, record: RecordId, note: &str) -> Vec<Block<Msg>> {
        let whole = self.marked(record, note);
        if whole.is_blank() {
            return Vec::new();
        }
        let paragraph = |text: Sensitive| Block::Text { style: Style::Plain, words: value(text) };
        let lines: Vec<Block<Msg>> = match whole.is_privileged() {
            true => vec![paragraph(whole)],
            false => {
                let written = note.lines().map(str::trim_end).filter(|line| !line.is_empty());
                written.map(|line| paragraph(self.marked(record, line))).collect()
            }
        };
        std::iter::once(heading("print-h-note")).chain(lines).collect()
    }

    fn mark_of(&self, record: RecordId) -> Mark {
        self.state.timeline.line(record).map_or_else(|| self.state.mark(), |line| line.mark)
    }

    fn names(&self, people: &[Author]) -> Vec<Line<Msg>> {
        people.iter().map(|who| line(Style::Plain, self.person(who))).collect()
    }

    fn when_and_who(&self, record: RecordId, held: &Held) -> Block<Msg> {
        let mut fields = Fields::default();
        match held.roll(self.state) {
            // Who was there goes no further than the roll call that says so.
            Some(roll) if held.roll.is_some_and(|id| reach(self.state, id).beyond(self.mark_of(record))) => {
                fields.wide(Msg::new("print-f-began"), Style::Plain, self.when(&roll.at));
                fields.wide(Msg::new("print-f-ended"), Style::Plain, self.when(&held.at));
                fields.wide(field_name("present"), Style::Small, Msg::new("print-roll-above"));
            }
            Some(roll) => {
                fields.wide(Msg::new("print-f-began"), Style::Plain, self.when(&roll.at));
                fields.wide(Msg::new("print-f-ended"), Style::Plain, self.when(&held.at));
                fields.lines(field_name("present"), self.names(&roll.present));
                fields.lines(field_name("absent"), self.names(&roll.absent));
                fields.lines(field_name("released"), self.names(&roll.released));
                if let Some(id) = held.roll {
                    fields.text(Msg::new("print-f-roll-note"), &self.marked(id, &roll.note), true);
                }
            }
            None => {
                fields.wide(Msg::new("print-f-ended"), Style::Plain, self.when(&held.at));
                fields.wide(field_name("present"), Style::Strong, Msg::new("print-not-recorded"));
            }
        }
        fields.wide(Msg::new("print-minutes-by"), Style::Plain, self.person(&held.by));
        if let Some(reason) = &held.late_reason {
            fields.text(field_name("late-reason"), &self.marked(record, reason), true);
        }
        match &held.next {
            Some(next) => fields.wide(field_name("next"), Style::Strong, self.when(next)),
            None => fields.wide(
                field_name("next"),
                Style::Strong,
                Msg::new("print-no-next").with("reason", self.marked(record, &held.last)),
            ),
        };
        fields.done()
    }

    /// Facts with their records, and below them, apart, what is assumed.
    fn known(&self, record: RecordId, held: &Held) -> Vec<Block<Msg>> {
        let mut blocks = vec![heading("print-h-said-facts")];
        let row = |fact| {
            let rests = value(cited(self.state, fact));
            Row::Cells { cells: vec![cell(rests), cell(value(stated(self.state, record, fact)))] }
        };
        let rows: Vec<Row<Msg>> = held.facts.iter().map(row).collect();
        blocks.push(match rows.is_empty() {
            true => Block::Text { style: Style::Small, words: Msg::new("print-none-said") },
            false => {
                let of = [("print-c-record", 12), ("print-c-fact", 88)];
                Block::Table(Table { columns: columns(&of), rows })
            }
        });
        if !held.assumptions.is_empty() {
            blocks.push(heading("print-h-assumed"));
        }
        blocks.extend(held.assumptions.iter().map(|assumption| {
            let words = Msg::new("print-assumed").with("text", self.marked(record, assumption));
            Block::Text { style: Style::Plain, words }
        }));
        blocks
    }

    /// Decisions that whoever may read the minutes may read; of the others, that there are some. They are taken meanwhile, under marks of their own.
    fn decided(&self, minutes: RecordId, held: &Held) -> Vec<Block<Msg>> {
        let readers = self.mark_of(minutes);
        let below = |id: &RecordId| !reach(self.state, *id).beyond(readers);
        let (seen, above): (Vec<RecordId>, Vec<RecordId>) = held.decisions.iter().copied().partition(below);
        let known = seen.into_iter().filter_map(|id| Some((id, self.state.decisions.decision(id)?)));
        let rows: Vec<Row<Msg>> = known.map(|(id, made)| self.decision(id, made)).collect();
        let mut blocks = vec![heading("print-h-decided")];
        if !rows.is_empty() {
            let of =
                [("print-c-record", 10), ("print-c-question", 28), ("print-c-choice", 36), ("print-c-decider", 26)];
            blocks.push(Block::Table(Table { columns: columns(&of), rows }));
        } else if above.is_empty() {
            blocks.push(Block::Text { style: Style::Small, words: Msg::new("print-none-said") });
        }
        if !above.is_empty() {
            let words = Msg::new("print-decided-above").with("count", above.len());
            blocks.push(Block::Text { style: Style::Small, words });
        }
        blocks
    }

    fn decision(&self, id: RecordId, made: &Made) -> Row<Msg> {
        let text = |text: &str| value(self.marked(id, text));
        let struck = self.struck(id);
        let style = if struck.is_some() { Style::Struck } else { Style::Strong };
        let mut choice = vec![line(style, text(&made.choice)), line(Style::Small, text(&made.reason))];
        choice.extend(struck.map(|words| line(Style::Small, words)));
        let mut who = vec![line(Style::Plain, self.person(&made.by))];
        who.extend(made.objections.iter().flatten().map(|objection| {
            let words = Msg::new("print-objection").with("who", objection.who.name.clone());
            line(Style::Small, words.with("why", self.marked(id, &objection.why)))
        }));
        who.extend(
            made.review
                .iter()
                .map(|review| line(Style::Small, Msg::new("print-decision-review").with("at", self.when(review)))),
        );
        let cells = [vec![line(Style::Plain, text(&made.question))], choice, who].map(|lines| Cell { lines });
        Row::Cells { cells: std::iter::once(cell(value(self.state.label(id)))).chain(cells).collect() }
    }

    fn agreed(&self, record: RecordId, held: &Held) -> Vec<Block<Msg>> {
        let agreed = self.state.briefings.agreed(self.state);
        let became = |number: u64| agreed.iter().find(|one| (one.briefing, one.number) == (record, number));
        let rows = (1_u64..).zip(held.actions.iter().flatten()).map(|(number, action)| {
            let due = action.due.as_ref().map_or_else(|| Msg::new("print-no-due"), |due| self.when(due));
            let became = became(number).and_then(|one| one.settled).map(|(id, settled)| {
                let words = Msg::new("print-settled-action").code("outcome", "action-outcome", settled.outcome.clone());
                let words = words.with("at", self.when(&settled.at)).with("result", self.marked(*id, &settled.result));
                line(Style::Small, words)
            });
            let mut what = vec![line(Style::Plain, value(self.marked(record, &action.what)))];
            what.extend(became);
            let cells = vec![cell(value(number)), cell(self.person(&action.owner)), Cell { lines: what }, cell(due)];
            Row::Cells { cells }
        });
        let rows: Vec<Row<Msg>> = rows.collect();
        let table = match rows.is_empty() {
            true => Block::Text { style: Style::Small, words: Msg::new("print-none-said") },
            false => {
                let of = [("print-c-number", 6), ("print-c-who-does", 24), ("print-c-action", 42), ("print-c-due", 28)];
                Block::Table(Table { columns: columns(&of), rows })
            }
        };
        vec![heading("print-h-agreed"), table]
    }
}
