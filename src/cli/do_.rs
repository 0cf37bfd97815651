//! `warroom do`: every recording command of the table, with the fields of its form.

use std::ffi::OsString;
use std::io::Read as _;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Value, json};

use super::args::Do;
use super::evidence::{Checked, check, label, locate_and_check};
use super::hashing::hash_exhibit;
use super::record::{execute, field_of, spec_for};
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::command::{Act, command};
use crate::app::staging::path_of;
use crate::app::{Case, CommandSpec, Done, Failure};
use crate::domain::exhibit::ClaimAlgorithm;
use crate::domain::input::{FieldKind, Input};
use crate::domain::text::visible;
use crate::library::digest::algorithms;

/// Largest JSON object that is read from standard input, bytes: room for the largest attachment as text.
const LARGEST_OBJECT: u64 = 80 << 20;

/// Carries out one command.
pub(crate) fn run(session: &mut Session<'_>, asked: Do) -> Result<u8, Stop> {
    let (name, input) = read(session, asked.words, asked.json)?;
    carry_out(session, &name, input, asked.json)
}

/// Carries out a command of the table, by its name.
pub(crate) fn carry_out(session: &mut Session<'_>, name: &str, input: Input, json: bool) -> Result<u8, Stop> {
    let spec = spec_for(name, &input)?;
    match spec.act {
        Act::Screen if spec.name == "make-report" => Err(Failure::ByAnother(spec.name, "warroom report make").into()),
        Act::Screen if spec.name == "checkpoint-page" => {
            Err(Failure::ByAnother(spec.name, "warroom anchor page").into())
        }
        Act::Screen if spec.name == "phone-words" => Err(Failure::ByAnother(spec.name, "warroom anchor words").into()),
        Act::Screen if spec.name == "make-dossier" => Err(Failure::ByAnother(spec.name, "warroom dossier").into()),
        Act::Screen if spec.name == "make-plan" => Err(Failure::ByAnother(spec.name, "warroom plan").into()),
        Act::Screen if spec.name == "report-page" => Err(Failure::ByAnother(spec.name, "warroom report page").into()),
        Act::Screen => Err(Failure::OnlyOnScreen(spec.name).into()),
        Act::Hash if spec.name == "locate" => locate(session, &input),
        Act::Hash => rehash(session, &input, json),
        Act::Export => super::export::from_fields(session, &input, json),
        Act::Exchange => super::exchange::from_fields(session, &input, json),
        Act::Merge => super::merge::from_fields(session, &input, json),
        Act::Import => super::import::from_fields(session, &input, json),
        Act::Rows => super::rows::from_fields(session, &paths_absolute(spec, input), json),
        Act::Acquire => super::acquire::acquire(session, &paths_absolute(spec, input), true, json),
        Act::Record(_) => {
            let mut case = session.open_to_record()?;
            let done = execute(session, &mut case, spec.name, &paths_absolute(spec, input))?;
            print(session, &done, json)?;
            Ok(DONE)
        }
        Act::RecordThenHash(_) => exhibit(session, spec, paths_absolute(spec, input), json),
    }
}

/// Registers an exhibit, and computes its digest if it is a file.
fn exhibit(session: &mut Session<'_>, spec: &CommandSpec, input: Input, json: bool) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let mut done = execute(session, &mut case, spec.name, &input)?;
    let mut code = DONE;
    let id = done.records.last().copied().unwrap_or_default();
    if let Some(outcome) = hash_exhibit(session, &mut case, id, None, &[])? {
        done.records.push(outcome.record);
        if let Err(why) = outcome.digest {
            session.io.note(&format!("{} is registered without a digest: {why}", label(&case, id)));
            code = REFUSED;
        }
    }
    print(session, &done, json)?;
    Ok(code)
}

/// Computes an exhibit's digest again, from its registered path or another.
fn rehash(session: &mut Session<'_>, input: &Input, json: bool) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let text = input.get("exhibit").unwrap_or_default();
    let found = case.state().register.labelled(text).map(|exhibit| exhibit.id);
    let id = found.ok_or_else(|| {
        Stop::Said(format!("not recorded: there is no exhibit {}; `warroom show evidence` lists them", visible(text)))
    })?;
    let path = input.get("path").map(|text| field_of(&path_of(text)));
    let also = algorithms(input.get("also").unwrap_or_default()).map_err(|name| {
        Stop::Said(format!("not recorded: {} is none of sha512, blake3, md5, sha1; give one of these", visible(&name)))
    })?;
    if !json {
        let fine = check(session, &mut case, id, path.as_deref(), true, &also)? == Checked::Fine;
        return Ok(if fine { DONE } else { REFUSED });
    }
    let before = digests(&case, id);
    let outcome = hash_exhibit(session, &mut case, id, path.as_deref(), &also)?
        .ok_or_else(|| Stop::Said("no file is registered for this exhibit; name one with path=".to_owned()))?;
    print(session, &Done { records: vec![outcome.record], shortfalls: Vec::new() }, true)?;
    let fine = match outcome.digest {
        Ok(now) => before.iter().all(|known| *known == now),
        Err(why) => {
            session.io.note(&format!("{}: no digest: {why}", label(&case, id)));
            false
        }
    };
    Ok(if fine { DONE } else { REFUSED })
}

/// Finds the moved file of an exhibit and verifies it.
fn locate(session: &mut Session<'_>, input: &Input) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let text = input.get("exhibit").unwrap_or_default();
    let found = case.state().register.labelled(text).map(|exhibit| exhibit.id);
    let id = found.ok_or_else(|| {
        Stop::Said(format!("not recorded: there is no exhibit {}; `warroom show evidence` lists them", visible(text)))
    })?;
    let directory = path_of(input.get("path").unwrap_or_default());
    let fine = locate_and_check(session, &mut case, id, &directory, &[])?;
    Ok(if fine { DONE } else { REFUSED })
}

/// Every digest that an exhibit has so far, claimed or computed.
fn digests(case: &Case, id: crate::domain::id::RecordId) -> Vec<String> {
    let Some(exhibit) = case.state().register.exhibit(id) else { return Vec::new() };
    let stated = exhibit.stated().into_iter().filter(|stated| stated.algorithm == ClaimAlgorithm::Sha256);
    stated
        .map(|stated| stated.hex.to_owned())
        .chain(exhibit.hashes.iter().map(|(_, hashed)| hashed.sha256.clone()))
        .collect()
}

/// Prints the records, or all of what a command led to as JSON.
pub(crate) fn print(session: &mut Session<'_>, done: &Done, json: bool) -> Result<(), Stop> {
    if json {
        let shortfalls: Vec<Value> = done
            .shortfalls
            .iter()
            .map(|short| {
                json!({"rule": short.rule.id(), "field": short.field, "missing": session.say(&short.missing), "next": session.say(&short.next)})
            })
            .collect();
        session.io.json(&json!({"records": done.records, "shortfalls": shortfalls}))?;
    } else {
        for id in &done.records {
            session.io.line(&id.to_string())?;
        }
    }
    Ok(())
}

/// Paths as they were typed mean this directory; recorded they must mean the same from everywhere.
fn paths_absolute(spec: &CommandSpec, mut input: Input) -> Input {
    for field in spec.fields.iter().filter(|field| matches!(field.kind, FieldKind::File | FieldKind::Path)) {
        if let Some(path) = input.get(field.name).map(|text| field_of(&path_of(text))) {
            input.set(field.name, path);
        }
    }
    input
}

/// The command and its fields, from the words or from JSON on standard input.
pub(crate) fn read(session: &mut Session<'_>, words: Vec<OsString>, json: bool) -> Result<(String, Input), Stop> {
    let from_stdin = words.iter().any(|word| word == "-");
    let mut words = words.into_iter().filter(|word| word != "-");
    let name = match words.next() {
        Some(word) => Some(
            word.into_string()
                .map_err(|word| Failure::NoSuchCommand(crate::domain::text::visible_bytes(word.as_encoded_bytes())))?,
        ),
        None => None,
    };
    let mut input = Input::default();
    let mut name = name;
    if from_stdin {
        if !json {
            return Err(Stop::Usage("`-` reads a JSON object: give --json with it".to_owned()));
        }
        let (given, fields) = object(session, name.is_some())?;
        name = name.or(given);
        input = fields;
    }
    let name = name.ok_or_else(|| {
        Stop::Usage("the object names no command; write {\"command\": …, \"fields\": {…}}".to_owned())
    })?;
    for word in words {
        let (field, value) = pair(&name, &word)?;
        let many = command(&name).and_then(|spec| spec.field(&field)).is_some_and(|spec| {
            matches!(spec.kind, FieldKind::List | FieldKind::People | FieldKind::Technique | FieldKind::Entities(_))
        });
        match input.get(&field).map(str::to_owned) {
            Some(before) if many => input.set(&field, format!("{before},{value}")),
            Some(_) => {
                return Err(Stop::Usage(format!(
                    "the field {} is given twice; leave one of them out",
                    visible(&field)
                )));
            }
            None => input.set(&field, value),
        }
    }
    if from_stdin && input.iter().any(|(field, value)| value == "-" && is_file(&name, field)) {
        return Err(Stop::Usage("standard input holds the JSON object: name the file by its path".to_owned()));
    }
    Ok((name, input))
}

fn is_file(name: &str, field: &str) -> bool {
    command(name).and_then(|spec| spec.field(field)).is_some_and(|spec| spec.kind == FieldKind::File)
}

/// One `key=value`. A path that is not UTF-8 is taken as its bytes.
pub(crate) fn pair(name: &str, word: &OsString) -> Result<(String, String), Stop> {
    let bytes = word.as_encoded_bytes();
    let shown = || crate::domain::text::visible_bytes(bytes);
    let at = bytes.iter().position(|byte| *byte == b'=');
    let at = at.ok_or_else(|| {
        Stop::Usage(format!(
            "{} is not of the form key=value; write FIELD=WORDS, in quotes where there are spaces",
            shown()
        ))
    })?;
    let (field, value) = (bytes.get(..at).unwrap_or_default(), bytes.get(at + 1..).unwrap_or_default());
    let field = String::from_utf8_lossy(field).into_owned();
    let path = command(name)
        .and_then(|spec| spec.field(&field))
        .is_some_and(|spec| matches!(spec.kind, FieldKind::File | FieldKind::Path));
    match std::str::from_utf8(value) {
        Ok(value) => Ok((field, value.to_owned())),
        Err(_) if path => Ok((field, format!("hex:{}", crate::journal::hex(value)))),
        Err(_) => {
            Err(Stop::Usage(format!("{} is not UTF-8; type it again in a terminal that is set to UTF-8", shown())))
        }
    }
}

/// A JSON value in whose objects no key stands twice: of two, one would be recorded and the other lost without a word.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(OnceVisitor).map(Once)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(flag.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Once(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = serde_json::Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(format_args!("the key {} is given twice", visible(&key))));
            }
            let Once(value) = entries.next_value()?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

/// The object on standard input: the fields alone where the command is named, else command and fields.
fn object(session: &mut Session<'_>, named: bool) -> Result<(Option<String>, Input), Stop> {
    let mut bytes = Vec::new();
    let read = (&mut session.io.stdin).take(LARGEST_OBJECT + 1).read_to_end(&mut bytes);
    read.map_err(|error| {
        Stop::Said(format!(
            "standard input could not be read ({error}); nothing was recorded, try again or name a file by its path"
        ))
    })?;
    if bytes.len() as u64 > LARGEST_OBJECT {
        return Err(Stop::Said(
            "the object on standard input is larger than 80 MiB; nothing was recorded, name large files by their path"
                .to_owned(),
        ));
    }
    let Once(value) = serde_json::from_slice(&bytes).map_err(|error| {
        Stop::Usage(format!("standard input is no JSON object: {error}; correct it there, nothing was recorded"))
    })?;
    let Value::Object(mut object) = value else {
        return Err(Stop::Usage("standard input is JSON, but no object; write it in braces".to_owned()));
    };
    // Both shapes are taken where the command is named already: the fields alone, or the whole object.
    let whole = !named || matches!(object.get("fields"), Some(Value::Object(_)));
    let name = match object.remove("command") {
        Some(Value::String(name)) if whole => Some(name),
        Some(_) if whole => {
            return Err(Stop::Usage("\"command\" is not a text; write the name of one command in quotes".to_owned()));
        }
        Some(other) => {
            object.insert("command".to_owned(), other);
            None
        }
        None => None,
    };
    let fields = if whole {
        let fields = object.remove("fields").unwrap_or_else(|| json!({}));
        if let Some(key) = object.keys().next() {
            return Err(Stop::Usage(format!(
                "the object has only \"command\" and \"fields\", not {}; leave that out",
                visible(key)
            )));
        }
        match fields {
            Value::Object(fields) => fields,
            _ => return Err(Stop::Usage("\"fields\" is no object; write it in braces".to_owned())),
        }
    } else {
        object
    };
    let mut input = Input::default();
    for (field, value) in fields {
        let text = text_of(&value).ok_or_else(|| {
            Stop::Usage(format!(
                "the field {} is neither text, whole number, flag nor a list of texts without commas",
                visible(&field)
            ))
        })?;
        // An unknown field is told later; an empty one is none.
        input.set(&field, text);
    }
    Ok((name, input))
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        // A number that JSON readers round would be recorded as another one than was sent.
        Value::Number(number) => (number.is_i64() || number.is_u64()).then(|| number.to_string()),
        // Lists are written with commas: an item that holds one would become two.
        Value::Array(items) => {
            let items = items.iter().map(text_of).collect::<Option<Vec<_>>>()?;
            items.iter().all(|item| !item.contains(',')).then(|| items.join(","))
        }
        Value::Object(_) => None,
    }
}
