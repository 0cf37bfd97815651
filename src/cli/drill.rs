//! `warroom drill`: drills in the exercise store. What is recorded goes through the commands of the table, as in the console.

use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::args::{DrillPaper, DrillPlan, DrillTurn, Drills};
use super::do_::print;
use super::form::hand_out;
use super::record::{execute, field_of, set};
use super::session::Session;
use super::sheet;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::drill;
use crate::app::opening::{offered_codename, open_new};
use crate::app::paper::{Format, Wanted, make};
use crate::app::{Case, Failure};
use crate::domain::decision::{Refusal, Shortfall};
use crate::domain::drill::{self as domain, DELIVERIES, MARKER, shown};
use crate::domain::input::Input;
use crate::domain::rules::Rule;
use crate::domain::sheet::Sheet;
use crate::domain::text::visible;
use crate::domain::time::{Instant, local};
use crate::journal::signature::Purpose;
use crate::library::Catalogue;

/// Carries out one of its parts.
pub(crate) fn run(session: &mut Session<'_>, asked: Drills) -> Result<u8, Stop> {
    match asked {
        Drills::Plan(asked) => plan(session, &asked),
        Drills::Start(asked) => turn(session, "drill-start", &asked),
        Drills::Pause(asked) => turn(session, "drill-pause", &asked),
        Drills::Resume(asked) => turn(session, "drill-resume", &asked),
        Drills::End(asked) => turn(session, "drill-end", &asked),
        Drills::Deliver { inject, by, at, json } => {
            record(session, "drill-deliver", &[("inject", inject), ("by", by), ("at", at)], json)
        }
        Drills::Observe { inject, words, record: cited, by, at, json } => {
            let words = Some(words.join(" ")).filter(|words| !words.is_empty());
            let fields = [("inject", Some(inject)), ("seen-after", words), ("record", cited), ("by", by), ("at", at)];
            record(session, "drill-observe", &fields, json)
        }
        Drills::Score { result, inject, objective, note, by, json } => {
            let fields =
                [("result", Some(result)), ("inject", inject), ("objective", objective), ("note", note), ("by", by)];
            record(session, "drill-score", &fields, json)
        }
        Drills::RealEmergency { what, title, codename } => real(session, &what.join(" "), title, codename),
        Drills::Show(asked) => {
            name_or_last(session)?;
            let case = open(session)?;
            drop(case);
            sheet::run(session, Sheet::Drill, &asked)
        }
        Drills::Sheet(asked) => {
            name_or_last(session)?;
            let mut case = open(session)?;
            paper(session, &mut case, &Wanted::DrillSheet, asked)
        }
        Drills::Record { paper: asked, json } => {
            name_or_last(session)?;
            let mut case = open(session)?;
            let whole = domain::record_shortfalls(case.state()).is_empty();
            if json {
                let document = document(&case);
                session.io.json(&document)?;
            } else {
                paper(session, &mut case, &Wanted::DrillRecord, asked)?;
            }
            Ok(if whole { DONE } else { REFUSED })
        }
        Drills::List(asked) => list(session, asked.json),
        Drills::From { source, out } => from(session, &source, &out),
        Drills::Props { directory, size } => {
            for name in drill::write_props(&directory, size)? {
                session.io.path(&directory.join(name))?;
            }
            Ok(DONE)
        }
    }
}

/// Names the drill that is meant: the one that was given, else the only one that is not over.
fn name(session: &mut Session<'_>) -> Result<(), Stop> {
    if session.named_case().is_some() {
        return Ok(());
    }
    let mut open = drill::open_drills(&session.env);
    match (open.pop(), open.is_empty()) {
        (Some(path), true) => {
            session.globals.case = Some(path);
            Ok(())
        }
        (None, _) => Err(Stop::Said(
            "no drill is planned or running on this laptop; plan one with `warroom drill plan`, or name a file with --case PATH"
                .to_owned(),
        )),
        (Some(last), false) => {
            open.push(last);
            let paths: Vec<String> = open.iter().map(|path| visible(&path.to_string_lossy()).into_owned()).collect();
            Err(Stop::Said(format!(
                "{} drills are planned or running; name one with --case PATH or WARROOM_CASE: {}",
                paths.len(),
                paths.join(", ")
            )))
        }
    }
}

/// The same; where none is left, the one that ended last: judgements, review and record come after the end.
fn name_or_last(session: &mut Session<'_>) -> Result<(), Stop> {
    if session.named_case().is_none()
        && drill::open_drills(&session.env).is_empty()
        && let Some(path) = drill::last_drill(&session.env)
    {
        session
            .io
            .note(&format!("no drill runs: this is the one that ended last, {}", visible(&path.to_string_lossy())));
        session.globals.case = Some(path);
        return Ok(());
    }
    name(session)
}

/// Opens the drill to read; a real case is refused.
fn open(session: &mut Session<'_>) -> Result<Case, Stop> {
    let case = session.open()?;
    if domain::exercise(case.state()) {
        return Ok(case);
    }
    Err(Failure::Refused(Box::new(Refusal::new(Rule::NotAnExercise, None))).into())
}

fn record(session: &mut Session<'_>, command: &str, fields: &[(&str, Option<String>)], json: bool) -> Result<u8, Stop> {
    // It is judged and what was seen is written down after the end too.
    if matches!(command, "drill-score" | "drill-observe") {
        name_or_last(session)?
    } else {
        name(session)?
    }
    let mut case = session.open_to_record()?;
    let mut input = Input::default();
    for (field, given) in fields {
        set(&mut input, field, given.as_deref());
    }
    let done = execute(session, &mut case, command, &input)?;
    print(session, &done, json)?;
    if command == "drill-end" {
        let path = visible(&case.path().to_string_lossy()).into_owned();
        session.io.note(&format!(
            "next: judge the objectives (`warroom drill score`), write the review (`warroom --case {path} do review`), then `warroom drill record`"
        ));
    }
    Ok(DONE)
}

fn turn(session: &mut Session<'_>, command: &str, asked: &DrillTurn) -> Result<u8, Stop> {
    record(session, command, &[("reason", asked.reason.clone()), ("by", asked.by.clone())], asked.json)
}

fn plan(session: &mut Session<'_>, asked: &DrillPlan) -> Result<u8, Stop> {
    let mut input = Input::default().with("title", &asked.title).with("procedure", &asked.procedure);
    input.set("objectives", asked.objective.join("\n"));
    input.set("participants", asked.participant.join(","));
    let injects = asked.injects.as_deref().map(field_of);
    for (field, given) in [
        ("drill-kind", &asked.kind),
        ("facilitator", &asked.facilitator),
        ("collector", &asked.collector),
        ("injects", &injects),
        ("starts", &asked.starts),
        ("factor", &asked.factor),
        ("delivery", &asked.screen.then(|| DELIVERIES[1].to_owned())),
    ] {
        set(&mut input, field, given.as_deref());
    }
    // A drill that was planned before and is named is planned once more in its own file.
    if session.named_case().is_some() {
        let mut case = session.open_to_record()?;
        execute(session, &mut case, "drill-plan", &input)?;
        let path = case.path().to_owned();
        session.io.path(&path)?;
        return Ok(DONE);
    }
    let operator = session.operator();
    let mut case = drill::create(&session.env, &asked.procedure, &operator)?;
    // Names of the plan are people of the address book, so that nobody is taken for two.
    let _ = case.take_address_book();
    match execute(session, &mut case, "drill-plan", &input) {
        Ok(_) => {
            let path = case.path().to_owned();
            session.io.path(&path)?;
            Ok(DONE)
        }
        Err(stop) => {
            drill::discard(case);
            Err(stop)
        }
    }
}

/// Stops the drill, and opens the real case beside it where it is named.
fn real(session: &mut Session<'_>, what: &str, title: Option<String>, codename: Option<String>) -> Result<u8, Stop> {
    name(session)?;
    let mut case = session.open_to_record()?;
    execute(session, &mut case, "real-emergency", &Input::default().with("reason", what))?;
    drop(case);
    session.io.note("the drill is stopped, and nothing of it becomes real");
    let Some(title) = title else {
        session.io.note("declare the real incident in a case of its own: warroom new --title '…'");
        return Ok(DONE);
    };
    let codename = match codename {
        Some(given) => given,
        None => offered_codename(&session.env)?,
    };
    let day = local(session.env.clock.now(), session.env.zone).date_iso();
    let path = session.env.places.fresh(Purpose::Incident, &codename, &day);
    let input = Input::default().with("title", title).with("codename", codename).with("zone", session.env.zone.name());
    let operator = session.operator();
    let (case, done) = open_new(&session.env, &path, &operator, "declare", &input)?;
    session.shortfalls(&done.shortfalls);
    let path = case.path().to_owned();
    session.io.path(&path)?;
    Ok(DONE)
}

fn paper(session: &mut Session<'_>, case: &mut Case, wanted: &Wanted, asked: DrillPaper) -> Result<u8, Stop> {
    let format = match (asked.markdown, asked.text) {
        (true, _) => Format::Markdown,
        (_, true) => Format::Plain,
        _ => Format::best(),
    };
    let made = make(case, wanted, format, case.zone(), &session.lang)?;
    let text = asked.markdown || asked.text;
    if !text && format == Format::Markdown {
        session.io.note("this build has no typesetter (feature `dossier`), so the paper comes as Markdown");
    }
    hand_out(session, case, &made, asked.out, !text)
}

fn rules(short: &[Shortfall]) -> Vec<&'static str> {
    short.iter().map(|short| short.rule.id()).collect()
}

/// The record of a drill for programs; what is expected stands in it once the drill is over.
fn document(case: &Case) -> Value {
    let state = case.state();
    let Some((plan, planned, _)) = domain::planned(state) else {
        return json!({"exercise": true, "marker": MARKER, "planned": null});
    };
    let clock = domain::clock(state);
    let over = clock.phase() == domain::Phase::Over;
    let judged = |inject: Option<u32>, objective: Option<u32>| {
        domain::judgement(state, inject, objective).map(|(id, scored)| {
            json!({
                "record": id, "result": scored.result, "note": scored.note, "by": scored.by.name,
                "wall": scored.wall, "drill_ms": scored.drill_ms, "shortfalls": rules(&domain::scored_shortfalls(state, scored)),
            })
        })
    };
    let known = planned.numbered().filter(|(number, _)| over || domain::delivery(state, *number).is_some());
    let injects: Vec<Value> = known
        .map(|(number, inject)| {
            let delivered = domain::delivery(state, number);
            let observed: Vec<Value> = domain::observations(state, number)
                .map(|(id, observed)| {
                    let delivered = delivered.map(|(_, delivered)| delivered);
                    json!({
                        "record": id, "words": observed.words, "cites": observed.record, "by": observed.by.name,
                        "wall": observed.at.at, "drill_ms": observed.drill_ms,
                        "response_drill_ms": delivered.map(|delivered| observed.drill_ms - delivered.drill_ms),
                        "response_wall_ms": delivered.map(|delivered| observed.at.at.millis_since(delivered.at.at)),
                        "shortfalls": rules(&domain::observed_shortfalls(state, Some(*id), observed)),
                    })
                })
                .collect();
            json!({
                "inject": number, "minute": inject.minute, "text": inject.text, "to": inject.to,
                "expected": over.then_some(inject.expects.as_str()),
                "due_wall": clock.minute(inject.minute),
                "delivered": delivered.map(|(id, delivered)| json!({
                    "record": id, "how": delivered.how, "by": delivered.by.name, "wall": delivered.at.at,
                    "drill_ms": delivered.drill_ms, "shortfalls": rules(&domain::delivered_shortfalls(state, Some(*id), delivered)),
                })),
                "observed": observed,
                "judged": judged(Some(number), None),
            })
        })
        .collect();
    let objectives: Vec<Value> = (1_u32..)
        .zip(&planned.objectives)
        .map(|(number, text)| json!({"objective": number, "text": text, "judged": judged(None, Some(number))}))
        .collect();
    let turned: Vec<Value> = state
        .drill
        .turned
        .iter()
        .filter(|(id, _)| !state.struck(*id))
        .map(|(id, turned)| {
            json!({
                "record": id, "change": turned.change, "reason": turned.reason, "by": turned.by.name,
                "wall": turned.wall, "drill_ms": turned.drill_ms,
            })
        })
        .collect();
    let lines: Vec<Value> = state
        .timeline
        .lines
        .iter()
        .map(|line| {
            json!({
                "record": line.id, "wall": line.happened, "drill": shown(clock.shows(line.happened)),
                "recorded_wall": line.recorded, "recorded_drill": shown(clock.shows(line.recorded)),
            })
        })
        .collect();
    let findings: Vec<Value> = state
        .review
        .standing(state)
        .map(|(id, learned)| json!({"record": id, "control": learned.control, "text": learned.text}))
        .collect();
    let actions: Vec<Value> = state
        .actions
        .standing(state)
        .map(|action| {
            let now = action.now(state);
            json!({
                "record": action.id, "statement": action.opened.statement, "from": action.opened.from,
                "owner": now.owner.name, "due": now.due.map(|due| due.at), "state": now.standing.code(),
            })
        })
        .collect();
    let seen: Vec<Value> =
        domain::seen(state).iter().map(|seen| json!({"what": seen.id, "shown": seen.shown})).collect();
    let people: Vec<&str> = planned.participants.iter().map(|who| who.name.as_str()).collect();
    json!({
        "exercise": true,
        "marker": MARKER,
        "case": case.id(),
        "plan": plan,
        "title": planned.title,
        "kind": planned.kind,
        "procedure": planned.procedure,
        "procedure_sha256": planned.procedure_sha256,
        "facilitator": planned.facilitator.name,
        "collector": planned.collector.name,
        "participants": people,
        "factor": clock.factor(),
        "phase": clock.phase().code(),
        "began": clock.began(),
        "ended": clock.ended(),
        "objectives": objectives,
        "injects": injects,
        "clock": turned,
        "records": lines,
        "seen": seen,
        "findings": findings,
        "actions": actions,
        "missing": rules(&domain::record_shortfalls(state)),
    })
}

fn list(session: &mut Session<'_>, as_json: bool) -> Result<u8, Stop> {
    let (catalogue, _) = Catalogue::with_overrides(&session.env.places.procedures());
    let now = session.env.clock.now();
    let drilled = drill::drilled(&session.env, &catalogue)?;
    let zone = session.env.zone;
    let day = |at: Option<Instant>| at.map(|at| local(at, zone).date_iso()).unwrap_or_else(|| "never".to_owned());
    let mut rows = vec![["procedure", "last drilled", "due again", "finding"].map(str::to_uppercase).to_vec()];
    let mut listed = Vec::new();
    let mut found = false;
    for one in &drilled {
        let finding = domain::untested(&one.procedure, one.last, now);
        found |= finding.is_some();
        let rule = finding.as_ref().map(|short| short.rule.id());
        let by_hand = || {
            let lacks = one.lacks.join(", ");
            if lacks.is_empty() { lacks } else { format!("recorded by hand; the drill on this laptop lacks {lacks}") }
        };
        let said = match finding {
            Some(short) => format!("{}: {}", short.rule.id(), session.say(&short.missing)),
            None => by_hand(),
        };
        let due = if one.due.is_some() { day(one.due) } else { "now".to_owned() };
        rows.push(vec![one.procedure.clone(), day(one.last), due, said]);
        listed.push(
            json!({"procedure": one.procedure, "last": one.last, "due": one.due, "finding": rule, "lacks": one.lacks}),
        );
    }
    let mut drills = Vec::new();
    let mut table = vec![["file", "procedure", "clock", "missing"].map(str::to_uppercase).to_vec()];
    for kept in drill::exercises(&session.env) {
        let path = visible(&kept.path.to_string_lossy()).into_owned();
        let (state, problems) = match &kept.read {
            Ok((state, problems)) => (state, *problems),
            Err(failure) => {
                session.io.note(&format!("{path} is left out: {failure}"));
                continue;
            }
        };
        let Some((_, planned, _)) = domain::planned(state) else { continue };
        if problems > 0 {
            session.io.note(&format!("{path} does not verify, so it shows nothing; run `warroom verify` on it"));
        }
        let missing = rules(&domain::record_shortfalls(state));
        let clock = domain::clock(state);
        table.push(vec![path.clone(), planned.procedure.clone(), clock.phase().code().to_owned(), missing.join(" ")]);
        drills.push(json!({
            "exercise": true, "path": path, "procedure": planned.procedure, "title": planned.title,
            "phase": clock.phase().code(), "began": clock.began(), "ended": clock.ended(), "verifies": problems == 0,
            "missing": missing,
        }));
    }
    if as_json {
        session.io.json(&json!({"procedures": listed, "drills": drills}))?;
    } else {
        session.io.table(&rows)?;
        if table.len() > 1 {
            session.io.line("")?;
            session.io.line("EXERCISE: drills of this laptop")?;
            session.io.table(&table)?;
        }
    }
    Ok(if found { REFUSED } else { DONE })
}

fn from(session: &mut Session<'_>, source: &Path, out: &Path) -> Result<u8, Stop> {
    let operator = session.operator();
    let case = Case::open(&session.env, source, &operator)?;
    let text = drill::inject_list(&case)?;
    let written = std::fs::File::create_new(out).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| Failure::Output {
        path: visible(&out.to_string_lossy()).into_owned(),
        why: error.to_string(),
    })?;
    session.io.path(out)?;
    Ok(DONE)
}
