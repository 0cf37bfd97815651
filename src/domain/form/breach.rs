//! The entry of the register of breaches (GDPR art. 33(5)): ten parts, made from the records of the case, notified or not. What no record says reads as that, with
//! the command that would record it.

use super::words::{Desk, Fields, columns, heading, line, value};
use super::{Block, Cell, Form, Line, Paper, Print, Row, Style, Table};
use crate::domain::breach::{Described, FACTORS, MOMENTS};
use crate::domain::deadline::{Delayed, answer_shortfalls, past};
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::{Arg, Msg};
use crate::domain::notice::sent_shortfalls;
use crate::domain::rules::Rule;
use crate::domain::time::When;
use crate::domain::told::{Range, Standing, items};

/// The register entry of a case.
#[must_use]
pub fn breach_register(state: &Incident, print: &Print) -> Form {
    let desk = Desk { state, print };
    let mut form = desk.form(Msg::new("print-breach-title"), "BR", "", Paper::A4);
    let blocks = &mut form.blocks;
    blocks.push(Block::Text { style: Style::Small, words: Msg::new("print-breach-how") });
    blocks.extend([heading("print-br-1"), reference(&desk)]);
    blocks.extend([heading("print-br-2"), instants(&desk)]);
    blocks.extend(suppliers(&desk));
    blocks.extend([heading("print-br-3"), breach(&desk), heading("print-br-4"), effects(&desk)]);
    blocks.extend([heading("print-br-5"), remedies(&desk), heading("print-br-6"), risk(&desk)]);
    blocks.extend([heading("print-br-7"), regimes(&desk), heading("print-br-8"), notices(&desk), told(&desk)]);
    blocks.extend([heading("print-br-9"), delays(&desk), heading("print-br-10"), lessons(&desk)]);
    blocks.extend([heading("print-h-signed"), desk.signatures(&["dpo", "siro"])]);
    blocks.push(Block::Text { style: Style::Small, words: Msg::new("print-how-to-match") });
    form
}

/// What no record says, and which command records it.
fn missing(command: &'static str) -> Msg {
    Msg::new("print-missing-by").with("command", command)
}

/// A table, or what is missing for it.
fn table(of: &[(&'static str, u16)], mut rows: Vec<Row<Msg>>, owed: &'static str) -> Block<Msg> {
    if rows.is_empty() {
        rows.push(Row::Across { style: Style::Strong, words: missing(owed) });
    }
    Block::Table(Table { columns: columns(of), rows })
}

fn row(cells: Vec<Vec<Line<Msg>>>) -> Row<Msg> {
    Row::Cells { cells: cells.into_iter().map(|lines| Cell { lines }).collect() }
}

fn plain(words: Msg) -> Vec<Line<Msg>> {
    vec![line(Style::Plain, words)]
}

/// The rules by which a record does not count; a remark takes no credit.
fn rules(short: &[Shortfall]) -> Vec<&'static str> {
    ids(short.iter().filter(|short| !short.rule.remark()))
}

fn ids<'a>(short: impl Iterator<Item = &'a Shortfall>) -> Vec<&'static str> {
    let mut rules: Vec<_> = short.map(|short| short.rule.id()).collect();
    rules.dedup();
    rules
}

/// That a record does not count, or counts and lacks something, and by which rules.
fn short(short: &[Shortfall]) -> Option<Line<Msg>> {
    let (withheld, rules) = (ids(short.iter().filter(|short| !short.counts())), rules(short));
    let (id, rules) = if withheld.is_empty() { ("print-br-owed", rules) } else { ("print-br-short", withheld) };
    let words = || Msg::new(id).with("rules", rules.join(", "));
    (!rules.is_empty()).then(|| line(Style::Strong, words()))
}

impl Desk<'_> {
    /// Text of a record, or that there is none and which command records it.
    fn or_missing(&self, record: RecordId, text: &str, owed: &'static str) -> Vec<Line<Msg>> {
        if text.trim().is_empty() {
            vec![line(Style::Strong, missing(owed))]
        } else {
            plain(value(self.marked(record, text)))
        }
    }

    fn by_record(&self, record: RecordId) -> Line<Msg> {
        line(Style::Small, Msg::new("print-br-record").with("record", self.state.label(record)))
    }

    /// A person, or that nobody is on record and which command records it.
    fn who(&self, who: &Author, owed: &'static str) -> Vec<Line<Msg>> {
        if who.name.is_empty() { vec![line(Style::Strong, missing(owed))] } else { plain(self.person(who)) }
    }

    /// How far the clock of the laptop that recorded something was off.
    fn clock_error(&self, record: RecordId) -> Msg {
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

    fn range(&self, range: &Range) -> Vec<Line<Msg>> {
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

fn reference(desk: &Desk<'_>) -> Block<Msg> {
    let (state, breach) = (desk.state, &desk.state.breach);
    let mut fields = Fields::default();
    fields.wide(Msg::new("print-br-reference"), Style::Fixed, value(desk.print.case.clone()));
    let declared = state.case.declared.as_ref();
    let title = declared.map_or_else(|| missing("declare"), |declared| value(state.sensitive(&declared.title)));
    fields.wide(field("title"), Style::Strong, title);
    fields.short(field("codename"), value(desk.codename()));
    let owner = breach.last(state, |said| said.owner.as_ref());
    fields.wide(
        Msg::new("print-br-owner"),
        if owner.is_some() { Style::Plain } else { Style::Strong },
        owner.map_or_else(|| missing("breach"), |(_, who)| desk.person(who)),
    );
    said(desk, &mut fields, "systems", |said| text(&said.systems));
    let told: Vec<&str> =
        standing(state, &state.telling.suppliers).map(|(_, notice)| notice.supplier.as_str()).collect();
    if told.is_empty() {
        said(desk, &mut fields, "suppliers", |said| text(&said.suppliers));
    } else {
        let named = breach.last(state, |said| text(&said.suppliers)).map(|(_, named)| named);
        let all = named.into_iter().chain(told).collect::<Vec<_>>().join("; ");
        fields.wide(field("suppliers"), Style::Plain, value(state.sensitive(&all)));
    }
    fields.done()
}

fn field(name: &'static str) -> Msg {
    Msg::new("print-value").code("value", "field", name)
}

fn text(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}

fn standing<'a, T>(state: &'a Incident, kept: &'a [(RecordId, T)]) -> impl Iterator<Item = &'a (RecordId, T)> {
    kept.iter().filter(|(id, _)| !state.struck(*id))
}

/// One part of the description, or that it is not recorded.
fn said(desk: &Desk<'_>, fields: &mut Fields, name: &'static str, part: impl Fn(&Described) -> Option<&str>) {
    let found = desk.state.breach.last(desk.state, part);
    let style = if found.is_some() { Style::Plain } else { Style::Strong };
    let words = found.map_or_else(|| missing("breach"), |(record, text)| value(desk.marked(record, text)));
    fields.wide(field(name), style, words);
}

/// The four instants, each as often as somebody recorded it.
fn instants(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for which in MOMENTS {
        let mut known: Vec<Known<'_>> = Vec::new();
        for (id, moment) in standing(state, &state.breach.moments).filter(|(_, moment)| moment.which == *which) {
            let mut source = desk.or_missing(*id, &moment.source, "moment");
            if moment.source.trim().is_empty() {
                source.extend(short(&[Shortfall::new(Rule::StartWithoutWhy)]));
            }
            known.push((*id, &moment.at, source, moment.by.clone()));
        }
        declared(desk, which, &mut known);
        let name = plain(Msg::new("print-value").code("value", "moment", *which));
        if known.is_empty() {
            let what = vec![line(Style::Strong, missing("moment"))];
            rows.push(row(vec![name.clone(), what, Vec::new(), Vec::new(), Vec::new()]));
        }
        for (id, at, source, by) in known {
            let when =
                vec![line(Style::Plain, desk.when(at)), line(Style::Small, value(at.zone.clone())), desk.by_record(id)];
            let who = desk.who(&by, "moment");
            rows.push(row(vec![name.clone(), when, source, who, plain(desk.clock_error(id))]));
        }
    }
    let of = [
        ("print-br-c-instant", 11),
        ("print-c-when", 27),
        ("print-br-c-source", 28),
        ("print-br-c-person", 18),
        ("print-br-c-clock", 16),
    ];
    table(&of, rows, "moment")
}

type Known<'a> = (RecordId, &'a When, Vec<Line<Msg>>, Author);

/// What declaration, clock starts and answers say of an instant.
fn declared<'a>(desk: &'a Desk<'_>, which: &str, known: &mut Vec<Known<'a>>) {
    let state = desk.state;
    let by = state.case.declared_in.zip(state.case.declared.as_ref());
    match (which, by) {
        ("detected", Some((id, declared))) => {
            let source = || plain(Msg::new("print-br-declared"));
            known.extend(declared.detected.as_ref().map(|at| (id, at, source(), declared.by.clone())));
        }
        ("aware", Some((id, declared))) => {
            let source = desk.or_missing(id, &declared.aware_why, "amend");
            known.extend(declared.aware.as_ref().map(|at| (id, at, source, declared.by.clone())));
        }
        _ => {}
    }
    for regime in &state.deadlines.regimes {
        let name = || line(Style::Small, value(regime.considered.name.clone()));
        if which == "aware" {
            let aware = standing(state, &regime.starts).filter(|(_, started)| started.event.ends_with("aware"));
            for (id, started) in aware {
                // What a declaration said of awareness started the clock as well.
                if known.iter().any(|(_, at, ..)| at.at == started.start.at) {
                    continue;
                }
                let mut source = desk.or_missing(*id, &started.why, "clock");
                source.push(name());
                let by = regime.recorders.get(id).cloned().unwrap_or_default();
                known.push((*id, &started.start, source, by));
            }
        }
        if which == "decided" {
            for (id, answer) in standing(state, &regime.answers) {
                let mut source = desk.or_missing(*id, &answer.reason, "regime");
                source.push(name());
                source.extend(short(&answer_shortfalls(state, answer)));
                known.push((*id, &answer.at, source, answer.decider.clone()));
            }
        }
    }
}

/// What suppliers told us: their times and ours.
fn suppliers(desk: &Desk<'_>) -> Vec<Block<Msg>> {
    let mut rows = Vec::new();
    for (id, notice) in standing(desk.state, &desk.state.telling.suppliers) {
        let mut who = plain(value(desk.state.sensitive(&notice.supplier)));
        who.push(desk.by_record(*id));
        let time = |when: Option<&When>| match when {
            Some(when) => plain(desk.when(when)),
            None => vec![line(Style::Strong, missing("supplier-notice"))],
        };
        let [occurred, detected, sent, received, read, decided] = notice.times().map(|(field, when)| {
            let mut lines = vec![line(Style::Small, Msg::new("print-value").code("value", "field", field))];
            lines.extend(time(when));
            lines
        });
        let theirs = [occurred, detected, sent].concat();
        let ours = [received, read, decided].concat();
        rows.push(row(vec![who, theirs, ours]));
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let of = [("print-br-c-supplier", 20), ("print-br-c-theirs", 40), ("print-br-c-ours", 40)];
    let how = Block::Text { style: Style::Small, words: Msg::new("print-br-supplier-clock") };
    vec![Block::Table(Table { columns: columns(&of), rows }), how]
}

fn breach(desk: &Desk<'_>) -> Block<Msg> {
    let (state, breach) = (desk.state, &desk.state.breach);
    let mut fields = Fields::default();
    let nature = breach.last(state, |said| (!said.nature.is_empty()).then_some(said.nature.as_slice()));
    match nature {
        None => fields.wide(field("nature"), Style::Strong, missing("breach")),
        Some((_, codes)) => {
            let mut codes = codes.iter().map(|code| Msg::new("print-value").code("value", "nature", code.clone()));
            let first = codes.next().unwrap_or_else(|| missing("breach"));
            let all = codes.fold(first, |front, back| Msg::new("print-br-and").with("front", front).with("back", back));
            fields.wide(field("nature"), Style::Strong, all)
        }
    };
    said(desk, &mut fields, "cause", |said| text(&said.cause));
    said(desk, &mut fields, "data-kinds", |said| text(&said.data));
    let records = breach.last(state, |said| said.records.known().then_some(&said.records));
    numbers(desk, &mut fields, Msg::new("print-br-records"), records.map(|(_, range)| range));
    said(desk, &mut fields, "people", |said| text(&said.people));
    let people = breach.last(state, |said| said.number.known().then_some(&said.number));
    numbers(desk, &mut fields, Msg::new("print-br-people"), people.map(|(_, range)| range));
    fields.done()
}

fn numbers(desk: &Desk<'_>, fields: &mut Fields, label: Msg, range: Option<&Range>) {
    match range {
        Some(range) => fields.lines(label, desk.range(range)),
        None => fields.wide(label, Style::Strong, Msg::new("print-br-unknown").with("command", "breach")),
    };
}

fn effects(desk: &Desk<'_>) -> Block<Msg> {
    let mut rows = Vec::new();
    for (id, effect) in standing(desk.state, &desk.state.breach.effects) {
        let at = effect.at.as_ref().map_or_else(Vec::new, |at| plain(desk.when(at)));
        let mut what = plain(value(desk.marked(*id, &effect.what)));
        what.push(desk.by_record(*id));
        let kind = plain(Msg::new("print-value").code("value", "effect", effect.kind.clone()));
        rows.push(row(vec![kind, what, at, plain(desk.person(&effect.by))]));
    }
    let of = [("print-br-c-kind", 12), ("print-c-said", 44), ("print-br-c-since", 26), ("print-br-c-person", 18)];
    table(&of, rows, "effect")
}

/// Containment with its time, and what else was done or is planned.
fn remedies(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows: Vec<(i64, Row<Msg>)> = Vec::new();
    for action in state.containment.standing(state) {
        let done = &action.done;
        let words = Msg::new("print-labelled").with("label", desk.marked(action.id, &done.asset));
        let mut what = plain(words.code("value", "action", done.action.clone()));
        what.extend(text(&done.change).map(|change| line(Style::Plain, value(desk.marked(action.id, change)))));
        what.push(desk.by_record(action.id));
        let kind = plain(Msg::new("print-value").code("value", "remedy", "done"));
        let cells = vec![kind, what, plain(desk.when(&done.at)), plain(desk.person(&done.operator))];
        rows.push((done.at.at.millis(), row(cells)));
    }
    for (id, remedy) in standing(state, &state.breach.remedies) {
        let mut what = plain(value(desk.marked(*id, &remedy.what)));
        what.push(desk.by_record(*id));
        let kind = plain(Msg::new("print-value").code("value", "remedy", remedy.kind.clone()));
        let cells = vec![kind, what, plain(desk.when(&remedy.at)), plain(desk.person(&remedy.by))];
        rows.push((remedy.at.at.millis(), row(cells)));
    }
    rows.sort_by_key(|(at, _)| *at);
    let of = [("print-br-c-kind", 12), ("print-c-said", 44), ("print-c-when", 26), ("print-br-c-person", 18)];
    table(&of, rows.into_iter().map(|(_, row)| row).collect(), "remedy")
}

fn risk(desk: &Desk<'_>) -> Block<Msg> {
    let mut fields = Fields::default();
    let Some((id, risk)) = desk.state.breach.risk(desk.state) else {
        fields.wide(field("risk"), Style::Strong, missing("risk"));
        return fields.done();
    };
    fields.wide(field("risk"), Style::Strong, Msg::new("print-value").code("value", "risk", risk.result.clone()));
    for name in FACTORS {
        let known = risk.factors.get(name).map(String::as_str).unwrap_or_default();
        fields.lines(field(name), desk.or_missing(*id, known, "risk"));
    }
    fields.lines(field("risk-method"), desk.or_missing(*id, &risk.method, "risk"));
    fields.text(field("score"), &desk.marked(*id, &risk.score), false);
    fields.lines(field("reason"), desk.or_missing(*id, &risk.reason, "risk"));
    fields.lines(field("by"), desk.who(&risk.by, "risk"));
    let mut when = plain(desk.when(&risk.at));
    when.push(desk.by_record(*id));
    let mut lacks = risk.shortfalls();
    if risk.by.name.trim().is_empty() {
        lacks.push(Shortfall::new(Rule::NoDecider));
    }
    when.extend(short(&lacks));
    fields.lines(field("at"), when);
    fields.done()
}

/// Each law: triggered or not, by whom, when, on what; with the memo that stands.
fn regimes(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for regime in &state.deadlines.regimes {
        let name = plain(value(regime.considered.name.clone()));
        let memos = standing(state, &regime.memos).map(|(id, memo)| {
            let words = Msg::new("print-br-memo").with("record", state.label(*id));
            line(Style::Small, words.with("words", desk.marked(*id, &memo.text)))
        });
        let later = regime.uncounted(state).into_iter().map(|(id, answer, lacks)| {
            let words = Msg::new("print-br-later").with("record", state.label(id));
            let words = words.code("answer", "answer", answer.answer.clone());
            line(Style::Strong, words.with("rules", rules(&lacks).join(", ")))
        });
        let memos: Vec<Line<Msg>> = later.chain(memos).collect();
        match regime.stands(state) {
            None => {
                let open = vec![line(Style::Strong, Msg::new("print-br-open").with("command", "regime"))];
                rows.push(row(vec![name, open, memos, Vec::new(), Vec::new()]));
            }
            Some((id, answer)) => {
                let found = plain(Msg::new("print-value").code("value", "answer", answer.answer.clone()));
                let mut why = desk.or_missing(*id, &answer.reason, "regime");
                why.push(desk.by_record(*id));
                why.extend(short(&answer_shortfalls(state, answer)));
                why.extend(memos);
                let who = desk.who(&answer.decider, "regime");
                rows.push(row(vec![name, found, why, who, plain(desk.when(&answer.at))]));
            }
        }
    }
    let of = [
        ("print-f-law", 22),
        ("print-br-c-applies", 14),
        ("print-br-c-why", 28),
        ("print-br-c-person", 16),
        ("print-c-when", 20),
    ];
    table(&of, rows, "regime")
}

fn notices(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for regime in &state.deadlines.regimes {
        for (deadline, sent) in &regime.sent {
            let clock = regime.considered.clocks.iter().find(|clock| clock.deadline == *deadline);
            let name = clock.map_or(&regime.considered.name, |clock| &clock.name);
            for (id, sent) in standing(state, sent) {
                let mut what = plain(value(name.clone()));
                what.push(line(Style::Small, value(regime.considered.name.clone())));
                what.push(desk.by_record(*id));
                let when = [plain(desk.when(&sent.at)), plain(desk.person(&sent.by))].concat();
                let mut hash = desk.or_missing(*id, &sent.reference, "sent");
                if let Some(sha256) = text(&sent.text_sha256) {
                    let lacks = sent_shortfalls(state, sent);
                    let unapproved = lacks.iter().any(|short| short.rule == Rule::TextNotApproved);
                    let words = if unapproved { "print-br-text-unapproved" } else { "print-br-text-approved" };
                    let style = if unapproved { Style::Strong } else { Style::Small };
                    hash.extend([line(Style::Fixed, value(sha256)), line(style, Msg::new(words))]);
                } else if sent.copy.is_none() {
                    hash.push(line(Style::Strong, missing("sent")));
                }
                if let Some(copy) = &sent.copy {
                    hash.push(line(Style::Fixed, value(copy.sha256.clone())));
                    hash.push(line(Style::Small, Msg::new("print-br-copy")));
                }
                rows.push(row(vec![what, when, desk.or_missing(*id, &sent.route, "sent"), hash]));
            }
        }
    }
    let of = [("print-br-c-notice", 28), ("print-br-c-sent", 26), ("print-br-c-route", 16), ("print-br-c-hash", 30)];
    table(&of, rows, "sent")
}

/// People and others: everybody who is asked for or of whom a record speaks.
fn told(desk: &Desk<'_>) -> Block<Msg> {
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
            how.push(desk.by_record(*id));
            if !decided.number.is_empty() {
                how.extend(desk.range(&decided.number));
            }
        }
        let mut when = Vec::new();
        let mut hash = Vec::new();
        for (id, told) in &item.sent {
            when.push(line(Style::Plain, desk.when(&told.at)));
            when.extend(desk.or_missing(*id, &told.channel, "told"));
            when.push(desk.by_record(*id));
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

/// The reason for every stage that was late or is late now.
fn delays(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for view in state.deadlines.views(state, desk.print.at) {
        let (Some(due), Some(clock)) = (view.due, view.clock) else { continue };
        let sent = view.sent_in.zip(view.sent);
        let day = view.counted().is_some_and(|due| due.end.last_day().is_some());
        let late = past(due, day, view.sent_at.unwrap_or(desk.print.at));
        if !late || (sent.is_none() && matches!(view.state, crate::domain::deadline::ClockState::Memo)) {
            continue;
        }
        let mut what = plain(value(clock.name.clone()));
        what.push(line(Style::Small, value(view.regime.considered.name.clone())));
        let when = match sent {
            Some((_, sent)) => plain(desk.when(&sent.at)),
            None => vec![line(Style::Strong, missing("sent"))],
        };
        let mut why = Vec::new();
        if let Some((id, reason)) = sent.and_then(|(id, sent)| Some((id, text(sent.late_reason.as_deref()?)?))) {
            why.push(line(Style::Plain, value(desk.marked(id, reason))));
            why.push(desk.by_record(id));
        }
        for (id, delayed) in state.deadlines.delays(state, &view.regime.considered.regime, &clock.deadline) {
            why.extend(kept(desk, *id, delayed));
        }
        if why.is_empty() {
            why.push(line(Style::Strong, missing("why-late")));
        }
        rows.push(row(vec![what, plain(desk.instant(due)), when, why]));
    }
    if rows.is_empty() {
        return Block::Text { style: Style::Plain, words: Msg::new("print-br-no-delay") };
    }
    let of = [("print-br-c-notice", 26), ("print-br-c-due", 22), ("print-br-c-sent", 22), ("print-br-c-delay", 30)];
    Block::Table(Table { columns: columns(&of), rows })
}

/// Why a notice is late, as its own record has it: who was kept, by what, from when to when, and what could have gone out earlier.
fn kept(desk: &Desk<'_>, id: RecordId, delayed: &Delayed) -> Vec<Line<Msg>> {
    let labelled =
        |name, words| line(Style::Plain, Msg::new("print-labelled").with("label", field(name)).with("value", words));
    let time = |name, when: Option<&When>| when.map(|when| labelled(name, desk.when(when)));
    let words = |name, words: &str| text(words).map(|words| labelled(name, value(desk.marked(id, words))));
    let who = (!delayed.who.name.is_empty()).then(|| labelled("kept", desk.person(&delayed.who)));
    let lines = [
        who,
        words("infeasible", &delayed.infeasible),
        time("infeasible-from", delayed.from.as_ref()),
        time("infeasible-until", delayed.until.as_ref()),
        words("earlier", &delayed.earlier),
        Some(desk.by_record(id)),
    ];
    lines.into_iter().flatten().collect()
}

fn lessons(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for (id, lesson) in standing(state, &state.breach.lessons) {
        let mut what = plain(value(desk.marked(*id, &lesson.what)));
        what.push(desk.by_record(*id));
        let review = lesson.review.as_ref();
        let review =
            review.map_or_else(|| vec![line(Style::Strong, missing("lesson"))], |at| plain(desk.instant(at.at)));
        rows.push(row(vec![what, desk.who(&lesson.owner, "lesson"), review]));
    }
    for review in state.deadlines.reviews(state) {
        let words = Msg::new("print-br-review").with("record", state.label(review.memo));
        let cells = vec![
            plain(words.with("law", Arg::Label(review.regime.considered.name.clone()))),
            Vec::new(),
            plain(desk.instant(review.due.at)),
        ];
        rows.push(row(cells));
    }
    let of = [("print-br-c-lesson", 54), ("print-br-c-owner", 20), ("print-br-c-review", 26)];
    table(&of, rows, "lesson")
}

#[cfg(test)]
#[path = "breach_tests.rs"]
mod tests;
