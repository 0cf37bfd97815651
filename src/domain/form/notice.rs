//! A notice on paper, to be carried to a machine with a network or to be signed: how it stands, the text to the letter, what is not yet known, and for the file
//! the records behind each sentence.

use super::words::{Desk, Fields, cell, columns, heading, labelled, line, value};
use super::{Block, Cell, Form, Paper, Print, Row, Signer, Style, Table};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::notice::{Asked, Draft, Notice, Stage};
use crate::domain::sensitive::Sensitive;

/// A notice as it went out; before that, as it would go out at the instant of printing.
#[must_use]
pub fn notice(state: &Incident, notice: &Notice, print: &Print) -> Form {
    let desk = Desk { state, print };
    let draft = notice.shown(state);
    let stage = notice.progress(state, print.at).stage;
    let title = Msg::new("print-notice-title").with("title", desk.under(notice, &notice.begun.title));
    let mut form = desk.form(title, "NT", &state.label(notice.id), Paper::A4);
    let asked = notice.asked_as_shown(state, print.at);
    form.blocks.extend(desk.standing(notice, stage, &asked));
    form.blocks.push(desk.about_notice(notice, &draft));
    form.blocks.push(heading("print-h-text"));
    form.blocks.extend(desk.text_of(notice, &draft));
    form.blocks.extend(desk.unknown(notice, &asked));
    form.blocks.extend(desk.delay(notice));
    form.blocks.extend([heading("print-h-notice-records"), desk.records(notice, &asked)]);
    form.blocks.push(Block::Text { style: Style::Small, words: Msg::new("print-notice-for-the-file") });
    let signer = Signer { role: Msg::new("print-approver"), name: None };
    form.blocks.extend([
        heading("print-h-signed"),
        Block::Signatures {
            asks: ["print-ask-name", "print-ask-when", "print-ask-signature"].map(Msg::new).into(),
            signers: vec![signer],
        },
        Block::Text { style: Style::Small, words: Msg::new("print-how-to-match") },
    ]);
    form
}

impl Desk<'_> {
    /// Text under the mark of the version that went out, else of the last one, else of the draft.
    fn under(&self, notice: &Notice, text: &str) -> Sensitive {
        let version = notice.out(self.state).or_else(|| notice.latest(self.state));
        let record = version.map_or(notice.id, |version| version.id);
        self.marked(record, text)
    }

    /// Whether it may go out, in words that are not overlooked; and what stands against it.
    fn standing(&self, notice: &Notice, stage: Stage, asked: &[Asked<'_>]) -> Vec<Block<Msg>> {
        let strong = |words| Block::Text { style: Style::Strong, words };
        let mut blocks = vec![strong(Msg::new("print-notice-stage").code("stage", "notice-stage", stage.code()))];
        if let Some((record, approved)) = notice.approval(self.state) {
            let msg = Msg::new("print-notice-approved")
                .with("who", self.person(&approved.by))
                .with("at", self.when(&approved.at))
                .with("how", Msg::new("print-value").code("value", "presence", approved.presence.clone()))
                .with("record", self.state.label(*record));
            blocks.push(Block::Text { style: Style::Plain, words: msg });
        }
        for (record, sent) in notice.sent(self.state) {
            let msg = Msg::new("print-notice-sent")
                .with("who", self.person(&sent.by))
                .with("at", self.when(&sent.at))
                .with("route", self.marked(*record, &sent.route))
                .with("reference", self.marked(*record, &sent.reference))
                .with("record", self.state.label(*record));
            blocks.push(Block::Text { style: Style::Plain, words: msg });
        }
        for one in asked.iter().filter(|one| one.wanted) {
            let Some(gap) = one.gap else { continue };
            let msg = Msg::new("print-notice-gap").with("item", one.item.text.clone()).code("gap", "gap", gap.code());
            blocks.push(strong(msg));
        }
        blocks
    }

    fn about_notice(&self, notice: &Notice, draft: &Draft<'_>) -> Block<Msg> {
        let begun = &notice.begun;
        let mut fields = Fields::default();
        let key = [&begun.regime, "/", &begun.deadline].concat();
        let name = |id: &'static str| Msg::new(id);
        fields.short(name("print-f-deadline"), value(key));
        fields.short(name("print-f-kind"), Msg::new("print-value").code("value", "notice-kind", begun.kind.clone()));
        if let Some(follows) = begun.follows {
            fields.short(name("print-f-follows"), value(self.state.label(follows)));
        }
        if let Some(version) = notice.out(self.state).or_else(|| notice.latest(self.state)) {
            fields.short(name("print-f-drafted"), self.person(&version.written.by));
        }
        fields.short(name("print-f-versions"), value(notice.versions.len()));
        let regime = self.state.deadlines.views(self.state, self.print.at);
        let due = regime.iter().find(|view| view.key() == [&begun.regime, "/", &begun.deadline].concat());
        if let Some(due) = due.and_then(|view| view.due) {
            fields.short(name("print-f-due"), self.instant(due));
        }
        fields.wide(name("print-f-text-sha256"), Style::Fixed, value(draft.sha256.to_string()));
        fields.done()
    }

    /// The text line by line; what an item asks for is set apart from what is answered.
    fn text_of(&self, notice: &Notice, draft: &Draft<'_>) -> Vec<Block<Msg>> {
        let mut blocks = Vec::new();
        let mut asks = true;
        for words in draft.text.lines() {
            if words.is_empty() {
                asks = true;
                continue;
            }
            let style = if asks { Style::Strong } else { Style::Plain };
            blocks.push(Block::Text { style, words: value(self.under(notice, words)) });
            asks = false;
        }
        blocks
    }

    /// What is not yet known, and when it follows.
    fn unknown(&self, notice: &Notice, asked: &[Asked<'_>]) -> Vec<Block<Msg>> {
        let open = asked.iter().filter_map(|one| {
            let entry = one.entry.as_ref().filter(|entry| entry.answer == "not-yet-known")?;
            let follows = entry.follows.as_ref().map_or_else(|| Msg::new("print-nobody-said"), |when| self.when(when));
            let words = value(self.under(notice, &entry.text));
            Some(Row::Cells { cells: vec![cell(value(one.item.text.clone())), cell(words), cell(follows)] })
        });
        let rows: Vec<Row<Msg>> = open.collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let of = [("print-c-item", 40), ("print-c-answer", 35), ("print-c-follows", 25)];
        vec![heading("print-h-unknown"), Block::Table(Table { columns: columns(&of), rows })]
    }

    /// Reasons for being late that were given in recording what was sent.
    fn delay(&self, notice: &Notice) -> Vec<Block<Msg>> {
        let late = notice.sent(self.state).filter_map(|(record, sent)| Some((*record, sent.late_reason.as_ref()?)));
        let lines: Vec<Block<Msg>> = late
            .map(|(record, why)| Block::Text { style: Style::Plain, words: value(self.marked(record, why)) })
            .collect();
        if lines.is_empty() { lines } else { std::iter::once(heading("print-h-delay")).chain(lines).collect() }
    }

    /// Each item with the records it rests on, and what stands against any of them.
    fn records(&self, notice: &Notice, asked: &[Asked<'_>]) -> Block<Msg> {
        let row = |one: &Asked<'_>| {
            let answer = match &one.entry {
                Some(entry) if entry.answer == "stated" && !entry.confirmed => {
                    Msg::new("print-value").code("value", "gap", "unconfirmed")
                }
                Some(entry) => Msg::new("print-value").code("value", "item-answer", entry.answer.clone()),
                None => Msg::new("print-value").code("value", "gap", "missing"),
            };
            let entry = one.entry.iter();
            let cited = entry.flat_map(|entry| {
                let count = entry.number.as_ref().and_then(|number| number.counted_in);
                entry.cites.iter().copied().chain(count)
            });
            let lines = cited.map(|record| {
                let fault = one.faults.iter().find(|(known, _)| *known == record).map(|(_, fault)| fault.code());
                line(if fault.is_some() { Style::Strong } else { Style::Plain }, self.cited(record, fault))
            });
            let lines: Vec<_> = lines.collect();
            let sure = value(one.item.confidence.clone());
            let asks = vec![
                line(Style::Plain, value(one.item.text.clone())),
                line(Style::Small, labelled(Msg::new("print-c-confidence"), sure)),
            ];
            Row::Cells { cells: vec![Cell { lines: asks }, cell(answer), Cell { lines }] }
        };
        debug_assert_eq!(asked.len(), notice.begun.items.len());
        let of = [("print-c-item", 45), ("print-c-answer", 20), ("print-c-rests", 35)];
        Block::Table(Table { columns: columns(&of), rows: asked.iter().map(row).collect() })
    }

    fn cited(&self, record: RecordId, fault: Option<&'static str>) -> Msg {
        let label = self.state.label(record);
        match fault {
            Some(code) => Msg::new("print-cited-not").with("record", label).code("why", "cite", code),
            None => Msg::new("print-cited").with("record", label),
        }
    }
}
