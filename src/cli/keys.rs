//! `warroom keys`: the keys that hold on this laptop, and what of its file of keys could not be used.

use serde_json::{Value, json};

use super::args::KeysOf;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::keys::{FILE, Keymap, Keys};
use crate::app::{COMMANDS, CommandSpec, Scope};
use crate::domain::mark::{Audience, Mark};
use crate::domain::text::visible;

/// Prints the keys, or with `--check` only what is wrong with the file.
pub(crate) fn run(session: &mut Session<'_>, asked: &KeysOf) -> Result<u8, Stop> {
    let keys = Keys::of(&session.env);
    let findings: Vec<String> =
        keys.findings.iter().map(|finding| session.lang.say(finding, Audience(Mark::Red))).collect();
    let code = if asked.check && !findings.is_empty() { REFUSED } else { DONE };
    if asked.json {
        let commands: Vec<Value> = COMMANDS
            .iter()
            .map(|spec| {
                let own = |scope: Scope| keys.map.chords(spec.name, scope).iter().map(ToString::to_string);
                let of: serde_json::Map<String, Value> = Scope::ALL
                    .into_iter()
                    .filter(|scope| keys.map.has(spec, *scope))
                    .map(|scope| (scope.code().to_owned(), own(scope).collect()))
                    .collect();
                json!({"name": spec.name, "keys": of, "changed": changed(spec, &keys.map)})
            })
            .collect();
        let commands = if asked.check { Vec::new() } else { commands };
        session.io.json(&json!({"commands": commands, "findings": findings}))?;
        return Ok(code);
    }
    if asked.check {
        for finding in &findings {
            session.io.line(finding)?;
        }
        if findings.is_empty() {
            let path = session.env.places.config.join(FILE);
            let there = path.exists();
            let path = visible(&path.to_string_lossy()).into_owned();
            session.io.line(&if there {
                format!("{path}: every line holds")
            } else {
                format!("{path} is not there: the usual keys hold")
            })?;
        }
        return Ok(code);
    }
    let mut rows = Vec::new();
    for scope in Scope::ALL {
        for spec in COMMANDS.iter().filter(|spec| keys.map.has(spec, scope)) {
            let own: Vec<String> = keys.map.chords(spec.name, scope).iter().map(ToString::to_string).collect();
            let note = if changed(spec, &keys.map) { "(changed)" } else { "" };
            rows.push(vec![
                scope.code().to_owned(),
                own.join(" "),
                spec.name.to_owned(),
                note.to_owned(),
                spec.help.to_owned(),
            ]);
        }
    }
    for spec in COMMANDS.iter().filter(|spec| Scope::ALL.iter().all(|scope| !keys.map.has(spec, *scope))) {
        let note = if changed(spec, &keys.map) { "(changed)" } else { "" };
        rows.push(vec!["-".into(), "-".into(), spec.name.to_owned(), note.to_owned(), spec.help.to_owned()]);
    }
    session.io.table(&rows)?;
    for finding in &findings {
        session.io.note(finding);
    }
    Ok(code)
}

/// Whether a command has other keys than usual.
fn changed(spec: &CommandSpec, map: &Keymap) -> bool {
    let usual = Keymap::default();
    Scope::ALL.into_iter().any(|scope| usual.chords(spec.name, scope) != map.chords(spec.name, scope))
}
