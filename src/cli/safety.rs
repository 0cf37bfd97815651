//! `warroom safety` and `warroom restore`: the second medium of a case, and the case rebuilt from it. After every command that records, the copy is brought up
//! to date.

use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::json;

use super::args::{Restore, Safety};
use super::record::admit_line;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::Case;
use crate::app::safety::{Copied, Copier, Standing, rebuild};
use crate::app::staging::{Staged, text_of};
use crate::domain::input::Input;
use crate::domain::text::{counted, visible, visible_bytes};
use crate::store::CaseFile;
use crate::store::medium::Trouble;

/// How long a command waits for its records to reach the medium. Large attachments on a slow stick take longer; they are brought by the next command.
const PATIENCE: Duration = Duration::from_secs(20);

/// Names a medium, ends the copy, or says how it stands.
pub(crate) fn run(session: &mut Session<'_>, asked: &Safety) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    if let Some(reason) = &asked.end {
        case.execute("safety-end", &Input::default().with("reason", reason.as_str()), &Staged::default())?;
        session.io.line("no safety copy from here on; what lies on the medium stays there")?;
        return Ok(DONE);
    }
    if let Some(directory) = &asked.directory {
        let medium = asked.medium.clone().unwrap_or_default();
        let input = Input::default().with("directory", text_of(directory)).with("medium", medium);
        let done = case.execute("safety-copy", &input, &Staged::default())?;
        session.shortfalls(&done.shortfalls);
    }
    let Some(medium) = case.safety_copy() else {
        return Err(Stop::Said(
            "no safety copy is named for this case on this laptop; name one: `warroom safety DIR`".to_owned(),
        ));
    };
    // The first copy takes as long as it takes: somebody asked for it and waits.
    let brought = Copier::new(case.path(), medium.clone())?.pass();
    let standing = standing(session, brought);
    case.note_safety(&standing)?;
    let path = visible_bytes(medium.path().as_os_str().as_encoded_bytes());
    match standing {
        Standing::Copied(copied) if asked.json => {
            session.io.json(&json!({"copy": path, "lines": copied.lines, "ok": true}))?;
            Ok(DONE)
        }
        Standing::Copied(copied) => {
            session.io.line(&format!("{path}: {}, written and read back", counted(copied.lines, "line")))?;
            session.io.note(
                "whoever holds this medium can read the case and go on with it: keep it locked away, apart from the laptop",
            );
            Ok(DONE)
        }
        Standing::Failing { trouble, .. } if asked.json => {
            session
                .io
                .json(&json!({"copy": path, "ok": false, "trouble": trouble.code(), "why": trouble.to_string()}))?;
            Ok(REFUSED)
        }
        Standing::Failing { trouble, .. } => Err(Stop::Said(format!("{path}: {trouble}"))),
        Standing::Begun => Ok(DONE),
    }
}

fn standing(session: &Session<'_>, brought: Result<Copied, Trouble>) -> Standing {
    match brought {
        Ok(copied) => Standing::Copied(copied),
        Err(trouble) => Standing::Failing { trouble, since: session.env.clock.now() },
    }
}

/// Brings what a command recorded onto the medium, where one is named. What does not work is said and recorded; the command itself is done all the same.
pub(crate) fn after(session: &mut Session<'_>) {
    let Some((path, medium, failing, before)) = session.copied.take() else { return };
    let (sender, done) = channel();
    let case = path.clone();
    // On a thread of its own: a medium that hangs must not keep the command.
    let bring = move || {
        let brought = Copier::new(&path, medium).map_err(|error| Trouble::Failing(error.to_string()));
        let _ = sender.send(brought.and_then(|mut copier| copier.pass()));
    };
    if std::thread::Builder::new().spawn(bring).is_err() {
        return;
    }
    let brought = done.recv_timeout(PATIENCE);
    let brought = brought.unwrap_or_else(|_| Err(Trouble::Failing("it takes too long".to_owned())));
    let standing = standing(session, brought);
    if let Standing::Failing { trouble, .. } = &standing {
        let now = CaseFile::open_to_read(&case).and_then(|file| file.count());
        let said = if now.is_ok_and(|now| now > before) {
            "recorded; not on the safety copy"
        } else {
            "the safety copy is not kept up"
        };
        session.io.note(&format!("{said}: {trouble}"));
    }
    // Opened once more only where there is something to record.
    if !failing && matches!(standing, Standing::Copied(_)) {
        return;
    }
    let recorded =
        Case::open(&session.env, &case, &session.operator()).and_then(|mut case| case.note_safety(&standing));
    if let Err(failure) = recorded {
        session.io.note(&format!("that could not be recorded: {failure}"));
    }
}

/// Rebuilds a case.
pub(crate) fn restore(session: &mut Session<'_>, asked: &Restore) -> Result<u8, Stop> {
    let operator = session.operator();
    let (case, rebuilt) = rebuild(&session.env, &asked.folder, asked.made.to.as_deref(), &operator)?;
    let path = visible(&case.path().to_string_lossy()).into_owned();
    if asked.made.json {
        session.io.json(&json!({
            "path": path, "case": case.id(), "lines": rebuilt.lines, "attachments": rebuilt.attachments, "cut": rebuilt.cut,
            "missing": rebuilt.missing, "station": rebuilt.station, "fingerprint": rebuilt.fingerprint, "counts": rebuilt.counts,
        }))?;
    } else {
        session.io.line(&path)?;
    }
    session.io.note(&format!(
        "rebuilt: {}, {}, every line verified",
        counted(rebuilt.lines, "line"),
        counted(rebuilt.attachments, "attachment")
    ));
    if rebuilt.cut > 0 {
        session.io.note(&format!(
            "the end of the copy was torn off while it was written ({}): it is cut off; what was recorded in the last seconds may be missing",
            counted(rebuilt.cut, "byte")
        ));
    }
    for sha256 in &rebuilt.missing {
        session.io.note(&format!(
            "the attachment {sha256} is cited and not on the medium; look for the file it was made from"
        ));
    }
    if rebuilt.counts {
        session.io.note(&format!("the case goes on as station {}, which counts", rebuilt.station));
    } else {
        session.io.note(&format!(
            "the case goes on as station {}, which does not count yet: have a laptop whose chain counts admit it: {}",
            rebuilt.station,
            admit_line(rebuilt.station, &rebuilt.fingerprint)
        ));
    }
    if let Some(trouble) = &rebuilt.key_left {
        session.io.note(&format!(
            "the reserve's key could not be taken off the medium ({trouble}): never rebuild from it a second time, two laptops would go on as one station"
        ));
    }
    session.io.note("name a medium for the rebuilt case too: `warroom safety DIR`");
    Ok(if rebuilt.missing.is_empty() { DONE } else { REFUSED })
}
