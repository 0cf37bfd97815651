//! `warroom checkpoint`, `warroom anchor`: the state of the journal, signed, and carried out of the room.

use std::path::PathBuf;

use super::args::{Anchors, Challenge, Checkpoint, Paper, Prove};
use super::form::hand_out;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::paper::{Format, Wanted, make};
use crate::app::{Case, anchor};
use crate::domain::anchor::{QUESTION, answer};
use crate::domain::challenge::questions;
use crate::domain::sheet::Sheet;
use crate::domain::text::visible;
use crate::export::anchors::anchors_csv;
use crate::library::words::heard;
use serde_json::json;

/// Signs a checkpoint and records it.
pub(crate) fn checkpoint(session: &mut Session<'_>, asked: &Checkpoint) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let made = anchor::sign(&mut case, "demand")?;
    let files = match &asked.out {
        Some(directory) => anchor::write(&case, &made.signed, directory)?,
        None => Vec::new(),
    };
    let label = case.state().label(made.record);
    if asked.json {
        let files: Vec<_> = files.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        let signed = &made.signed;
        let said = json!({
            "record": made.record, "station": signed.station, "size": signed.size, "root": signed.root, "case_head": made.case_head,
            "heads": signed.heads, "files": files,
        });
        session.document(case.purpose() == crate::journal::signature::Purpose::Exercise, said)?;
        return Ok(DONE);
    }
    session.io.line(&format!("{label} {}", made.case_head))?;
    for path in files {
        session.io.path(&path)?;
    }
    session.io.note("recorded; it proves nothing by itself until it leaves the room: `warroom anchor`");
    Ok(DONE)
}

/// Carries out one of the parts of `warroom anchor`.
pub(crate) fn run(session: &mut Session<'_>, asked: Anchors) -> Result<u8, Stop> {
    match asked {
        Anchors::List(asked) => super::sheet::run(session, Sheet::Anchors, &asked),
        Anchors::Page { out, markdown } => {
            let mut case = session.open_to_record()?;
            let made = anchor::current(&mut case)?;
            let format = if markdown { Format::Markdown } else { Format::best() };
            let page = make(&case, &Wanted::Checkpoint(made.record), format, case.zone(), &session.lang)?;
            if !markdown && format == Format::Markdown {
                session.io.note("this build has no typesetter (feature `dossier`), so the page is Markdown");
            }
            let number = page.number.clone();
            let done = hand_out(session, &mut case, &page, out, !markdown)?;
            session.io.note(&format!(
                "once two people signed it: do anchor-paper slip={number} signed-by=NAME second=NAME read-off=GROUP lies=PLACE"
            ));
            Ok(done)
        }
        Anchors::Words { asked, checkpoint, json } => words(session, &asked, checkpoint.as_deref(), json),
        Anchors::Ask => {
            let case = session.open()?;
            for word in anchor::question(case.env())? {
                session.io.line(word)?;
            }
            Ok(DONE)
        }
        Anchors::Query { out, checkpoint } => {
            let mut case = session.open_to_record()?;
            let made = named(&mut case, checkpoint.as_deref())?;
            anchor::write_new(&out, &anchor::query(&made.signed)?)?;
            session.io.path(&out)?;
            session.io.note("bring the reply back and record it: do anchor-stamp reply=FILE stamped-by=NAME");
            Ok(DONE)
        }
        Anchors::Csv => {
            let case = session.open()?;
            session.io.bytes(&anchors_csv(case.state()))?;
            Ok(DONE)
        }
    }
}

/// The checkpoint that was named, else one that covers what is recorded.
fn named(case: &mut Case, text: Option<&str>) -> Result<anchor::Made, Stop> {
    let Some(text) = text else { return Ok(anchor::current(case)?) };
    let found = case.state().record_named(text).and_then(|id| anchor::recorded(case, id));
    found.ok_or_else(|| Stop::Said(format!("there is no checkpoint {}; `warroom anchor list`", visible(text))))
}

fn words(session: &mut Session<'_>, asked: &[String], checkpoint: Option<&str>, json: bool) -> Result<u8, Stop> {
    let question = heard(&asked.join(" "));
    if !question.is_empty() && question.len() != QUESTION {
        return Err(Stop::Usage(format!(
            "a question has {QUESTION} words, and {} were given; have it read out again",
            question.len()
        )));
    }
    let mut case = session.open_to_record()?;
    let made = named(&mut case, checkpoint)?;
    let answer = answer(&question, &made.signed.heads);
    if json {
        let said = json!({
            "checkpoint": made.record, "case_head": made.case_head, "asked": question, "answer": answer,
        });
        session.document(case.purpose() == crate::journal::signature::Purpose::Exercise, said)?;
        return Ok(DONE);
    }
    for (number, word) in (1..).zip(&answer) {
        session.io.line(&format!("{number:>2}  {word}"))?;
    }
    let label = case.state().label(made.record);
    session.io.note(&format!(
        "once both sides wrote them down: do anchor-phone checkpoint={label} asked-words=\"{}\" spoke-with=NAME called-number=NUMBER",
        question.join(" ")
    ));
    Ok(DONE)
}

/// Writes one record with its proof.
pub(crate) fn prove(session: &mut Session<'_>, asked: &Prove) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let record = case.state().record_named(asked.record.trim());
    let record = record.ok_or_else(|| {
        Stop::Said(format!("there is no record {}; `warroom show timeline` lists them", visible(&asked.record)))
    })?;
    let directory = asked.out.clone().unwrap_or_else(|| PathBuf::from(format!("proof-{record}")));
    let proof = crate::app::prove::prove(&mut case, record, !asked.without_body, &directory)?;
    if asked.json {
        let files: Vec<_> = proof.files.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        let said = json!({"record": record, "checkpoint": proof.checkpoint, "body": proof.body, "files": files});
        session.document(case.purpose() == crate::journal::signature::Purpose::Exercise, said)?;
        return Ok(DONE);
    }
    session.io.path(&proof.directory)?;
    let mark = case.state().timeline.line(record).map_or_else(|| case.state().mark(), |line| line.mark);
    let words = if proof.body { "its words are handed over with it" } else { "its words are left out" };
    session.io.note(&format!(
        "the record is {}: {words}; whoever has the directory runs `python3 check.py` in it",
        mark.label()
    ));
    Ok(DONE)
}

/// Prints the questions that would be asked.
pub(crate) fn challenge(session: &mut Session<'_>, asked: &Challenge) -> Result<u8, Stop> {
    let case = session.open()?;
    let found = questions(case.state(), case.countdown_now());
    let open = found.iter().filter(|question| question.answers.is_empty()).count();
    if asked.json {
        let said = found.iter().map(|question| {
            json!({
                "kind": question.kind, "asked_by": question.by.code(), "question": session.say(&question.words),
                "about": question.about, "answers": question.answers,
            })
        });
        let said = json!({"questions": said.collect::<Vec<_>>(), "without_answer": open});
        session.document(case.purpose() == crate::journal::signature::Purpose::Exercise, said)?;
    } else {
        super::sheet::run(session, Sheet::Challenge, &Paper { markdown: asked.markdown, hours: None })?;
    }
    Ok(if open == 0 { DONE } else { REFUSED })
}
