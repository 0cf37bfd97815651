//! `warroom notice`: the notices of a case, what they must say and lack, and their export.

use serde_json::{Value, json};

use super::args::{NoticeExport, NoticeFormat, Notices};
use super::regime::at_hand;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::Case;
use crate::app::paper::{Format, Wanted, make, notice_text};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::notice::{Asked, Notice, approval_shortfalls, sent_shortfalls};
use crate::domain::text::{visible, wrap};
use crate::journal::signature::Purpose;
use crate::library::contents::{Contents, Item};

/// Columns of the printed text.
const WIDTH: usize = 100;

/// Stands above whatever is printed of an exercise.
const EXERCISE: &str = "EXERCISE: none of these notices goes to an authority.";

/// Lists, shows or exports.
pub(crate) fn run(session: &mut Session<'_>, asked: Notices) -> Result<u8, Stop> {
    match asked {
        Notices::List(asked) => list(session, asked.json),
        Notices::Show { notice, json } => show(session, &notice, json),
        Notices::Contents { deadline, json } => contents(session, &deadline, json),
        Notices::Export(asked) => export(session, asked),
    }
}

fn named<'a>(case: &'a Case, text: &str) -> Result<&'a Notice, Stop> {
    let found = case.state().notices.named(case.state(), text);
    found.ok_or_else(|| Stop::Said(format!("there is no notice {}; `warroom notice list` lists them", visible(text))))
}

fn key(notice: &Notice) -> String {
    format!("{}/{}", notice.begun.regime, notice.begun.deadline)
}

fn list(session: &mut Session<'_>, as_json: bool) -> Result<u8, Stop> {
    let case = session.open()?;
    let exercise = case.purpose() == Purpose::Exercise;
    let (state, now) = (case.state(), case.countdown_now());
    let notices = state.notices.notices.iter().filter(|notice| !state.struck(notice.id));
    let mut rows = vec![["NOTICE", "DEADLINE", "KIND", "ANSWERED", "STATE", "SHA-256"].map(str::to_owned).to_vec()];
    let mut all: Vec<Value> = Vec::new();
    for notice in notices {
        let (progress, draft) = (notice.progress(state, now), notice.shown(state));
        all.push(json!({
            "notice": state.label(notice.id), "regime": notice.begun.regime, "deadline": notice.begun.deadline,
            "kind": notice.begun.kind, "answered": progress.filled, "asked": progress.wanted,
            "state": progress.stage.code(), "sha256": draft.sha256,
        }));
        rows.push(vec![
            state.label(notice.id),
            key(notice),
            session.lang.code("notice-kind", &notice.begun.kind),
            format!("{}/{}", progress.filled, progress.wanted),
            session.lang.code("notice-stage", progress.stage.code()),
            draft.sha256.chars().take(12).collect(),
        ]);
    }
    if as_json {
        session.document(exercise, json!({"exercise": exercise, "notices": all}))?;
        return Ok(DONE);
    }
    if exercise {
        let head = session.exercise_head();
        session.io.line(&head)?;
        session.io.line(EXERCISE)?;
    }
    if all.is_empty() {
        session.io.line("no notice is begun; `warroom do draft deadline=REGIME/DEADLINE` begins one")?;
    } else {
        session.io.table(&rows)?;
    }
    Ok(DONE)
}

fn who(author: &Author) -> Value {
    json!({"name": author.name, "person": author.person})
}

fn show(session: &mut Session<'_>, text: &str, as_json: bool) -> Result<u8, Stop> {
    let case = session.open()?;
    let notice = named(&case, text)?;
    let asked = notice.asked(case.state(), case.countdown_now());
    if as_json {
        let shown = whole(&case, notice, &asked);
        session.document(case.purpose() == Purpose::Exercise, shown)?;
        return Ok(DONE);
    }
    let (state, now) = (case.state(), case.countdown_now());
    let (progress, draft) = (notice.progress(state, now), notice.draft(state));
    let mut lines = Vec::new();
    let mut words = |mark: &str, text: &str| {
        let mut first = true;
        for line in wrap(text, WIDTH - mark.len()) {
            lines.push(format!("{}{line}", if first { mark.to_owned() } else { " ".repeat(mark.len()) }));
            first = false;
        }
    };
    if case.purpose() == Purpose::Exercise {
        words("", &session.exercise_head());
        words("", EXERCISE);
    }
    words("", &format!("Notice {}: {}", state.label(notice.id), notice.begun.title));
    words("", &format!("{}, {}", key(notice), session.lang.code("notice-kind", &notice.begun.kind)));
    let stage = session.lang.code("notice-stage", progress.stage.code());
    words("state    ", &format!("{stage}; {} of {} answered", progress.filled, progress.wanted));
    words("SHA-256  ", &draft.sha256);
    if let Some(out) = notice.out(state).filter(|out| out.sha256 != *draft.sha256) {
        words("sent     ", &format!("another text, SHA-256 {}", out.sha256));
    }
    for (number, one) in asked.iter().enumerate() {
        words(" ", " ");
        let when = if one.wanted { "" } else { " (only in a late notice)" };
        words(&format!("{}. ", number + 1), &format!("{} [{}]{when}", one.item.text, one.item.id));
        if let Some(entry) = &one.entry {
            let answer = match entry.answer.as_str() {
                "stated" if !entry.confirmed => session.lang.code("gap", "unconfirmed"),
                answer => session.lang.code("item-answer", answer),
            };
            words("   ", &format!("{answer}: {}", entry.text));
            if let Some(follows) = &entry.follows {
                words("   follows by ", &follows.at.rfc3339_at(follows.offset_minutes));
            }
            if let Some(number) = &entry.number {
                let shown = |number: Option<u64>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
                let range = [shown(number.low), shown(number.likely), shown(number.high)].join(" / ");
                words("   low / likely / high: ", &format!("{range}; {}", number.method));
            }
            if !entry.cites.is_empty() {
                let labels: Vec<String> = entry.cites.iter().map(|record| state.label(*record)).collect();
                words("   rests on ", &labels.join(", "));
            }
        }
        for (record, fault) in &one.faults {
            let why = session.lang.code("cite", fault.code());
            words("   ! ", &format!("record {} is not to be cited as fact: {why}", state.label(*record)));
        }
        if let Some(gap) = one.gap.filter(|_| one.wanted) {
            words("   ! ", &session.lang.code("gap", gap.code()));
        }
    }
    for line in lines {
        session.io.line(line.trim_end())?;
    }
    Ok(DONE)
}

fn whole(case: &Case, notice: &Notice, asked: &[Asked<'_>]) -> Value {
    let (state, now) = (case.state(), case.countdown_now());
    let label = |record: RecordId| state.label(record);
    let (progress, draft) = (notice.progress(state, now), notice.draft(state));
    let rules = |short: Vec<crate::domain::decision::Shortfall>| -> Vec<&'static str> {
        short.iter().map(|short| short.rule.id()).collect()
    };
    let items: Vec<Value> = asked
        .iter()
        .map(|one| {
            let entry = one.entry.as_ref();
            let faults: Vec<Value> = one
                .faults
                .iter()
                .map(|(record, fault)| json!({"record": label(*record), "why": fault.code()}))
                .collect();
            let number = entry.and_then(|entry| entry.number.as_ref());
            json!({
                "item": one.item.id, "asks": one.item.text, "confidence": one.item.confidence, "own": one.item.own,
                "number": one.item.number, "late_only": one.item.late, "asked": one.wanted,
                "answer": entry.map(|entry| entry.answer.as_str()), "text": entry.map(|entry| entry.text.as_str()),
                "as_fact": entry.is_some_and(|entry| entry.confirmed),
                "cites": entry.map(|entry| entry.cites.iter().map(|record| label(*record)).collect::<Vec<_>>()),
                "not_as_fact": faults, "follows": entry.and_then(|entry| entry.follows.as_ref()).map(|when| when.at),
                "numbers": number.map(|number| json!({
                    "low": number.low, "likely": number.likely, "high": number.high, "method": number.method,
                    "count": number.counted_in.map(label),
                })),
                "missing": one.gap.filter(|_| one.wanted).map(|gap| gap.code()),
            })
        })
        .collect();
    let holds = notice.approval(state).map(|(record, _)| *record);
    let live = |record: &RecordId| !state.struck(*record);
    let versions = notice.versions.iter().filter(|version| live(&version.id));
    let versions: Vec<Value> = versions
        .map(|version| {
            json!({"record": label(version.id), "sha256": version.sha256, "by": who(&version.written.by), "recorded": version.recorded})
        })
        .collect();
    let approvals: Vec<Value> = notice
        .approvals
        .iter()
        .filter(|(record, _)| live(record))
        .map(|(record, approved)| {
            json!({
                "record": label(*record), "by": who(&approved.by), "at": approved.at.at, "sha256": approved.text_sha256,
                "presence": approved.presence, "holds": holds == Some(*record),
                "shortfalls": rules(approval_shortfalls(state, notice, approved)),
            })
        })
        .collect();
    let sent: Vec<Value> = notice
        .sent(state)
        .map(|(record, sent)| {
            json!({
                "record": label(*record), "at": sent.at.at, "by": who(&sent.by), "route": sent.route,
                "reference": sent.reference, "sha256": sent.text_sha256, "copy": sent.copy, "copy_is": sent.copy_is,
                "receipt": sent.receipt, "late_reason": sent.late_reason,
                "shortfalls": rules(sent_shortfalls(state, sent)),
            })
        })
        .collect();
    json!({
        "notice": label(notice.id), "regime": notice.begun.regime, "deadline": notice.begun.deadline,
        "title": notice.begun.title, "kind": notice.begun.kind, "follows": notice.begun.follows.map(label),
        "state": progress.stage.code(), "answered": progress.filled, "asked": progress.wanted,
        "text": draft.text, "sha256": draft.sha256, "as_recorded": draft.recorded, "items": items,
        "versions": versions, "approvals": approvals, "sent": sent,
    })
}

fn contents(session: &mut Session<'_>, text: &str, as_json: bool) -> Result<u8, Stop> {
    let register = at_hand(session)?;
    let contents = Contents::shipped().map_err(|error| Stop::Said(error.to_string()))?;
    let found = text
        .split_once('/')
        .filter(|(regime, deadline)| register.regime(regime).and_then(|entry| entry.deadline(deadline)).is_some());
    let Some((regime, deadline)) = found else {
        return Err(Stop::Said(format!("there is no deadline {}; `warroom regime show ID` lists them", visible(text))));
    };
    let items = contents.of(&register, regime, deadline);
    if as_json {
        session.io.json(&json!({"regime": regime, "deadline": deadline, "items": items}))?;
        return Ok(DONE);
    }
    let mut rows = vec![["ITEM", "ASKED FOR", "CONFIDENCE", "WHAT IT ASKS"].map(str::to_owned).to_vec()];
    rows.extend(items.iter().map(|item| {
        vec![item.id.clone(), asked_for(item).to_owned(), item.confidence.clone(), visible(&item.text).into_owned()]
    }));
    session.io.table(&rows)?;
    Ok(DONE)
}

fn asked_for(item: &Item) -> &'static str {
    match (item.late, item.own, item.number) {
        (true, ..) => "if late",
        (_, true, _) => "own particulars",
        (.., true) => "number",
        _ => "facts",
    }
}

fn export(session: &mut Session<'_>, asked: NoticeExport) -> Result<u8, Stop> {
    let mut case = session.open()?;
    let notice = named(&case, &asked.notice)?;
    let state = case.state();
    let (id, draft) = (notice.id, notice.shown(state));
    let made = match asked.format {
        NoticeFormat::Text => notice_text(&case, id)?,
        NoticeFormat::Pdf | NoticeFormat::Markdown => {
            let markdown = asked.format == NoticeFormat::Markdown;
            let format = if markdown { Format::Markdown } else { Format::best() };
            if !markdown && format == Format::Markdown {
                session.io.note("this build has no typesetter (feature `dossier`), so the notice comes as Markdown");
            }
            let zone = if session.globals.zone.is_some() { session.env.zone } else { case.zone() };
            make(&case, &Wanted::Notice(id), format, zone, &session.lang)?
        }
    };
    let stage = session.lang.code("notice-stage", notice.progress(state, case.countdown_now()).stage.code());
    let exercise = if case.purpose() == Purpose::Exercise { "EXERCISE, " } else { "" };
    session.io.note(&format!("{exercise}notice {}: {stage}; SHA-256 of its text {}", state.label(id), draft.sha256));
    super::form::hand_out(session, &mut case, &made, asked.out, asked.format == NoticeFormat::Pdf)
}
