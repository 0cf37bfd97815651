//! `warroom manifest diff`: what differs between two manifests. Exit codes are those of diff(1).

use std::path::Path;

use serde_json::{Value, json};

use super::super::args::ManifestDiff;
use super::super::session::Session;
use super::super::stop::{DONE, REFUSED, Stop, USAGE};
use super::{named, visible};
use crate::domain::text::visible_bytes;
use crate::jobs::Handle;
use crate::jobs::manifest::{self, Change, Comparison, Contents, Difference, Side, Tally};
use crate::jobs::source::Source;
use crate::library::digest::hex;

/// They cannot be compared: told from `they differ`, as diff(1) does.
const TROUBLE: u8 = USAGE;

/// Compares two manifests.
pub(super) fn run(session: &mut Session<'_>, asked: &ManifestDiff) -> Result<u8, Stop> {
    match compare(session, asked) {
        Err(Stop::Said(text)) => {
            session.io.note(&format!("warroom: {text}"));
            Ok(TROUBLE)
        }
        other => other,
    }
}

fn compare(session: &mut Session<'_>, asked: &ManifestDiff) -> Result<u8, Stop> {
    let strip = asked.strip.as_deref().map(|prefix| prefix.as_encoded_bytes()).unwrap_or_default();
    let first = read(&asked.first, strip)?;
    let second = read(&asked.second, strip)?;
    if first.of_tensors != second.of_tensors {
        return Err(Stop::Said(
            "one lists files and the other tensors; make both with --tensors, or both without".to_owned(),
        ));
    }
    let facts = [Facts::of(&asked.first, &first), Facts::of(&asked.second, &second)];
    let mut output = None;
    let told = manifest::compare(first, second, &Handle::new(), &mut |difference| {
        let said = if asked.json { session.io.json(&as_json(difference)) } else { session.io.line(&line(difference)) };
        said.map_err(|error| {
            let kind = error.kind();
            output = Some(error);
            kind.into()
        })
    });
    if let Some(error) = output {
        return Err(Stop::Output(error));
    }
    let outcome = told.map_err(|error| {
        Stop::Said(format!("the manifests could not be compared: {error}; free space for temporary files"))
    })?;
    let whole = facts.iter().all(|facts| facts.whole);
    if asked.json {
        session.io.json(&summary(&outcome, &facts, whole))?;
    } else {
        for (name, facts) in ["A", "B"].into_iter().zip(&facts) {
            session.io.line(&format!("{name} {}: {}", facts.path, facts.said))?;
        }
        session.io.line(&format!("{} the same; {}", tally(&outcome.same), totals(&outcome)))?;
    }
    for facts in facts.iter().filter(|facts| !facts.whole) {
        session.io.note(&format!(
            "warroom: {} is incomplete: {}; that they are equal cannot be known from it",
            facts.path, facts.lacks
        ));
    }
    Ok(if outcome.equal() && whole { DONE } else { REFUSED })
}

fn read(path: &Path, strip: &[u8]) -> Result<Contents, Stop> {
    let said = |why: String| {
        Stop::Said(format!("{}: {why}; nothing was compared, name a manifest or a list of sums", visible(path)))
    };
    let source = Source::open(path).map_err(|problem| said(problem.to_string()))?;
    manifest::read(source.file(), strip, &Handle::new()).map_err(|problem| said(problem.to_string()))
}

/// What is said of one of the two.
struct Facts {
    path: String,
    said: String,
    lacks: String,
    whole: bool,
    json: Value,
}

impl Facts {
    fn of(path: &Path, contents: &Contents) -> Self {
        let Contents { entries, bytes, unsized_entries, unread, cut_off, of_tensors, .. } = *contents;
        let root = hex(&contents.root);
        let what = if of_tensors { "tensors" } else { "files" };
        let size = match unsized_entries {
            0 => format!("{bytes} bytes"),
            some if some == entries => "sizes not stated".to_owned(),
            some => format!("{bytes} bytes, and {some} without a stated size"),
        };
        let lacks = match (unread, cut_off) {
            (0, _) => "it ends before its root line".to_owned(),
            (unread, false) => format!("{unread} could not be read when it was made"),
            (unread, true) => format!("it ends before its root line, and {unread} could not be read when it was made"),
        };
        let mut json = named("path", path.as_os_str().as_encoded_bytes());
        json["root"] = root.clone().into();
        json["entries"] = entries.into();
        json["bytes"] = bytes.into();
        json["without_size"] = unsized_entries.into();
        json["unread"] = unread.into();
        json["complete"] = contents.whole().into();
        Self {
            path: visible(path),
            said: format!("{entries} {what}, {size}, root {root}"),
            lacks,
            whole: contents.whole(),
            json,
        }
    }
}

fn line(difference: &Difference) -> String {
    let name = visible_bytes(&difference.name);
    let word = difference.change.name();
    match (&difference.new_name, &difference.before, &difference.after) {
        (Some(new), _, after) => {
            format!("{word}  {name} -> {}  {}", visible_bytes(new), after.as_ref().map(side).unwrap_or_default())
        }
        (None, Some(before), Some(after)) => format!("{word}  {name}  {} -> {}", side(before), side(after)),
        (None, before, after) => {
            format!("{word}  {name}  {}", before.as_ref().or(after.as_ref()).map(side).unwrap_or_default())
        }
    }
}

/// `12 bytes ba7816bf`, `12 bytes F32 [3] ba7816bf`, `link target`.
fn side(side: &Side) -> String {
    let said = visible_bytes(&side.said);
    let Some(digest) = side.digest else { return said };
    let mut parts = Vec::new();
    parts.extend(side.size.map(|size| format!("{size} bytes")));
    parts.extend((!said.is_empty()).then_some(said));
    parts.push(hex(&digest).chars().take(8).collect());
    parts.join(" ")
}

fn tally(tally: &Tally) -> String {
    match tally.unsized_names {
        0 => format!("{} ({} bytes)", tally.count, tally.bytes),
        some if some == tally.count => format!("{} (sizes not stated)", tally.count),
        some => format!("{} ({} bytes, and {some} without a stated size)", tally.count, tally.bytes),
    }
}

fn totals(outcome: &Comparison) -> String {
    if outcome.equal() {
        return "no difference".to_owned();
    }
    let differ = Change::ALL.iter().zip(&outcome.differ).filter(|(_, tally)| tally.count > 0);
    differ.map(|(change, count)| format!("{} {}", tally(count), change.name())).collect::<Vec<_>>().join(", ")
}

fn as_json(difference: &Difference) -> Value {
    let mut object = named("name", &difference.name);
    object["change"] = difference.change.name().into();
    if let Some(new) = &difference.new_name {
        let new = named("new_name", new);
        for key in ["new_name", "new_name_hex"] {
            if let Some(value) = new.get(key) {
                object[key] = value.clone();
            }
        }
    }
    for (key, side) in [("before", &difference.before), ("after", &difference.after)] {
        if let Some(side) = side {
            let mut said = json!({ "sha256": side.digest.map(|digest| hex(&digest)), "size": side.size });
            if !side.said.is_empty() {
                said["said"] = String::from_utf8_lossy(&side.said).into();
            }
            object[key] = said;
        }
    }
    object
}

fn summary(outcome: &Comparison, facts: &[Facts; 2], whole: bool) -> Value {
    let count =
        |tally: &Tally| json!({ "count": tally.count, "bytes": tally.bytes, "without_size": tally.unsized_names });
    let mut object = json!({
        "equal": outcome.equal() && whole,
        "complete": whole,
        "a": facts[0].json,
        "b": facts[1].json,
        "same": count(&outcome.same),
    });
    for (change, tally) in Change::ALL.iter().zip(&outcome.differ) {
        object[change.name()] = count(tally);
    }
    json!({ "summary": object })
}
