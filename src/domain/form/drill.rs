//! Papers of a drill: the facilitator's sheet with what comes and what is expected, and the record that it was held, as evidence for A.5.24.

use super::words::{Desk, Fields, cell, columns, field_name, heading, line, value};
use super::{Block, Cell, Form, Line, Paper, Print, Row, Signer, Style, Table};
use crate::domain::drill::{
    Clock, MARKER, Phase, Planned, clock, delivery, judgement, observations, planned, record_shortfalls, seen, shown,
};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::sheet::inject_to;

/// The facilitator's sheet: every inject with what is expected, and room to write down what is seen. It is not for those who take part.
#[must_use]
pub fn drill_sheet(state: &Incident, print: &Print) -> Form {
    let desk = Desk { state, print };
    let mut form = desk.form(Msg::new("print-drill-sheet"), "DS", "", Paper::A4Across);
    let Some((plan, planned, _)) = planned(state) else { return nothing(form) };
    let clock = clock(state);
    form.blocks.push(text(Style::Strong, Msg::new("print-drill-not-players").with("marker", MARKER)));
    form.blocks.push(desk.of_drill(*plan, planned, &clock));
    form.blocks.push(heading("drill-h-objectives"));
    form.blocks.extend((1_u32..).zip(&planned.objectives).map(|(number, objective)| {
        let words = Msg::new("print-numbered").with("number", number.to_string());
        text(Style::Plain, words.with("text", desk.marked(*plan, objective)))
    }));
    form.blocks.push(heading("drill-h-injects"));
    let rows = planned.numbered().map(|(number, inject)| {
        let wall = clock.minute(inject.minute).map(|at| line(Style::Small, desk.instant(at)));
        let minute = Msg::new("print-drill-minute").with("minute", inject.minute.to_string());
        let mut when = vec![line(Style::Strong, minute)];
        when.push(line(Style::Plain, value(shown(i64::from(inject.minute) * 60_000))));
        when.extend(wall);
        let by = if inject.by.is_empty() { &planned.facilitator.name } else { &inject.by };
        let who = vec![line(Style::Plain, value(by.clone())), line(Style::Plain, inject_to(inject))];
        let cells = vec![
            cell(value(number.to_string())),
            Cell { lines: when },
            Cell { lines: who },
            cell(value(desk.marked(*plan, &inject.text))),
            cell(value(desk.marked(*plan, &inject.expects))),
            Cell { lines: Vec::new() },
        ];
        Row::Cells { cells }
    });
    let of = [
        ("print-c-number", 4),
        ("print-c-drill-time", 14),
        ("print-c-drill-who", 14),
        ("print-c-drill-told", 26),
        ("print-c-drill-expected", 24),
        ("print-c-drill-seen", 18),
    ];
    form.blocks.push(Block::Table(Table { columns: columns(&of), rows: rows.collect() }));
    form.blocks.push(text(Style::Small, Msg::new("print-drill-words")));
    form
}

/// The record of a drill: date, who took part, scenario, objectives and how they were judged, injects with both clocks, findings. What was expected stands
/// in it once the drill is over.
#[must_use]
pub fn drill_record(state: &Incident, print: &Print) -> Form {
    let desk = Desk { state, print };
    let mut form = desk.form(Msg::new("print-drill-record"), "DR", "", Paper::A4);
    let Some((plan, planned, _)) = planned(state) else { return nothing(form) };
    let clock = clock(state);
    let short = record_shortfalls(state);
    let stands = if short.is_empty() { "print-drill-whole" } else { "print-drill-lacks" };
    form.blocks.push(text(Style::Strong, Msg::new(stands).with("count", short.len()).with("marker", MARKER)));
    form.blocks.push(desk.of_drill(*plan, planned, &clock));
    form.blocks.push(heading("drill-h-objectives"));
    let rows = (1_u32..).zip(&planned.objectives).map(|(number, objective)| {
        let judged = desk.judged(judgement(state, None, Some(number)).map(|(id, scored)| (*id, scored)));
        let cells = vec![cell(value(number.to_string())), cell(value(desk.marked(*plan, objective))), judged];
        Row::Cells { cells }
    });
    let of = [("print-c-number", 6), ("print-c-drill-objective", 50), ("print-c-drill-result", 44)];
    form.blocks.push(Block::Table(Table { columns: columns(&of), rows: rows.collect() }));
    form.blocks.push(heading("drill-h-injects"));
    let rows: Vec<Row<Msg>> = desk.injects(*plan, planned, clock.phase() == Phase::Over);
    let of =
        [("print-c-number", 5), ("print-c-drill-time", 20), ("print-c-drill-told", 35), ("print-c-drill-seen", 40)];
    form.blocks.push(Block::Table(Table { columns: columns(&of), rows }));
    form.blocks.push(heading("drill-h-seen"));
    form.blocks.extend(seen(state).iter().map(|seen| text(Style::Plain, seen.words())));
    form.blocks.push(heading("print-h-drill-clock"));
    let turned = state.drill.turned.iter().filter(|(id, _)| !state.struck(*id));
    form.blocks.extend(turned.map(|(id, turned)| {
        let words = Msg::new("print-drill-turned")
            .code("change", "drill-change", turned.change.clone())
            .with("at", desk.instant(turned.wall))
            .with("clock", shown(turned.drill_ms))
            .with("who", turned.by.name.clone())
            .with("reason", desk.marked(*id, &turned.reason));
        text(Style::Plain, words)
    }));
    form.blocks.push(heading("print-h-drill-findings"));
    form.blocks.extend(desk.findings());
    form.blocks.extend(short.into_iter().map(|short| {
        let words = Msg::new("print-shortfall").with("what", short.missing).with("rule", short.rule.id());
        text(Style::Strong, words)
    }));
    let signer = |role: &'static str, who: &Author| Signer { role: field_name(role), name: Some(desk.person(who)) };
    form.blocks.extend([
        heading("print-h-signed"),
        Block::Signatures {
            asks: ["print-ask-name", "print-ask-when", "print-ask-signature"].map(Msg::new).into(),
            signers: vec![signer("facilitator", &planned.facilitator), signer("collector", &planned.collector)],
        },
    ]);
    form
}

fn nothing(mut form: Form) -> Form {
    form.blocks.push(text(Style::Strong, Msg::new("drill-none")));
    form
}

fn text(style: Style, words: Msg) -> Block<Msg> {
    Block::Text { style, words }
}

impl Desk<'_> {
    fn of_drill(&self, plan: RecordId, planned: &Planned, clock: &Clock) -> Block<Msg> {
        let mut fields = Fields::default();
        fields.text(field_name("title"), &self.marked(plan, &planned.title), true);
        fields
            .short(field_name("drill-kind"), Msg::new("print-value").code("value", "drill-kind", planned.kind.clone()));
        fields.short(field_name("procedure"), value(planned.procedure.clone()));
        fields.wide(Msg::new("print-f-procedure-sha256"), Style::Fixed, value(planned.procedure_sha256.clone()));
        if let Some(starts) = &planned.starts {
            fields.short(field_name("starts"), self.when(starts));
        }
        for (name, at) in [("began", clock.began()), ("ended", clock.ended())] {
            let words = at.map_or_else(|| Msg::new("print-not-recorded"), |at| self.instant(at));
            fields.short(Msg::new(if name == "began" { "print-f-began" } else { "print-f-ended" }), words);
        }
        fields.short(field_name("factor"), Msg::new("print-drill-factor").with("factor", clock.factor().to_string()));
        fields.short(
            field_name("delivery"),
            Msg::new("print-value").code("value", "drill-delivery", planned.delivery.clone()),
        );
        fields.short(field_name("facilitator"), self.person(&planned.facilitator));
        fields.short(field_name("collector"), self.person(&planned.collector));
        let players = planned.participants.iter().map(|who| line(Style::Plain, self.person(who))).collect();
        fields.lines(field_name("participants"), players);
        fields.done()
    }

    fn judged(&self, judged: Option<(RecordId, &crate::domain::drill::Scored)>) -> Cell<Msg> {
        let Some((id, scored)) = judged else { return cell(Msg::new("print-not-recorded")) };
        let result = Msg::new("print-value").code("value", "drill-result", scored.result.clone());
        let who = Msg::new("print-drill-by").with("who", scored.by.name.clone()).with("clock", shown(scored.drill_ms));
        let note = value(self.marked(id, &scored.note));
        let mut lines = vec![line(Style::Strong, result), line(Style::Small, who)];
        lines.extend((!scored.note.is_empty()).then(|| line(Style::Plain, note)));
        Cell { lines }
    }

    fn injects(&self, plan: RecordId, planned: &Planned, over: bool) -> Vec<Row<Msg>> {
        let state = self.state;
        let known = planned.numbered().filter(|(number, _)| over || delivery(state, *number).is_some());
        let row = |(number, inject): (u32, &crate::domain::drill::Inject)| {
            let minute = Msg::new("print-drill-minute").with("minute", inject.minute.to_string());
            let mut when: Vec<Line<Msg>> = vec![line(Style::Plain, minute)];
            let delivered = delivery(state, number).map(|(_, delivered)| delivered);
            match delivered {
                Some(delivered) => when.extend([
                    line(Style::Strong, value(shown(delivered.drill_ms))),
                    line(Style::Small, self.when(&delivered.at)),
                    line(Style::Small, value(delivered.by.name.clone())),
                ]),
                None => when.push(line(Style::Strong, Msg::new("print-drill-undelivered"))),
            }
            let mut told =
                vec![line(Style::Plain, value(self.marked(plan, &inject.text))), line(Style::Small, inject_to(inject))];
            if over {
                let words = Msg::new("print-drill-expected").with("text", self.marked(plan, &inject.expects));
                told.push(line(Style::Small, words));
            }
            let mut came: Vec<Line<Msg>> = Vec::new();
            for (id, observed) in observations(state, number) {
                let after = delivered.map_or(0, |delivered| observed.drill_ms - delivered.drill_ms);
                let wall = delivered.map_or(0, |delivered| observed.at.at.millis_since(delivered.at.at));
                let words = Msg::new("print-drill-observed")
                    .with("after", shown(after))
                    .with("wall", shown(wall))
                    .with("who", observed.by.name.clone())
                    .with("record", observed.record.map_or_else(|| "-".to_owned(), |record| state.label(record)))
                    .with("words", self.marked(*id, &observed.words));
                came.push(line(Style::Plain, words));
            }
            if let Some((id, scored)) = judgement(state, Some(number), None) {
                came.extend(self.judged(Some((*id, scored))).lines);
            }
            let cells =
                vec![cell(value(number.to_string())), Cell { lines: when }, Cell { lines: told }, Cell { lines: came }];
            Row::Cells { cells }
        };
        known.map(row).collect()
    }

    /// Lessons and actions of the after-action review.
    fn findings(&self) -> Vec<Block<Msg>> {
        let state = self.state;
        let lessons = state.review.standing(state).map(|(id, learned)| {
            let words = Msg::new("print-drill-lesson").with("control", learned.control.to_string());
            text(Style::Plain, words.with("text", self.marked(*id, &learned.text)))
        });
        let actions = state.actions.standing(state).map(|action| {
            let now = action.now(state);
            let due = now.due.as_ref().map_or_else(|| Msg::new("print-no-due"), |due| self.when(due));
            let words = Msg::new("print-drill-action")
                .with("record", state.label(action.id))
                .with("text", self.marked(action.id, &action.opened.statement))
                .with("who", now.owner.name.clone())
                .with("due", due)
                .code("state", "action-state", now.standing.code());
            text(Style::Plain, words)
        });
        let all: Vec<Block<Msg>> = lessons.chain(actions).collect();
        if all.is_empty() { vec![text(Style::Small, Msg::new("print-none-said"))] } else { all }
    }
}
