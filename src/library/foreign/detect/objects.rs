//! JSON: by the names of the members of the first object.

use super::{Detection, Question, RECORDS, ask, folded, lines, mapping_of, suggest};
use crate::library::foreign::choice::Choice;
use crate::library::foreign::format::{Format, KNOWN, Known};
use crate::library::foreign::json;
use crate::library::foreign::mapping::{Column, Role, Shape};
use crate::library::foreign::time::TimeForm;

pub(super) fn objects(sample: &str, first: &str, choice: Option<&Choice>) -> Detection {
    let keys = first_keys(sample);
    let lower = folded(&keys);
    let of = |shape: Shape| KNOWN.iter().filter(move |known| known.shape == shape);
    let sections: Vec<&Known> = of(Shape::Sections).filter(|known| known.fits(&lower)).collect();
    if !sections.is_empty() {
        return document(sample, &sections);
    }
    let whole = json::object(first).is_ok();
    let known = of(Shape::Lines).find(|known| known.fits(&lower));
    let known = known.or_else(|| KNOWN.iter().find(|known| known.format == Format::HayabusaCsv && known.fits(&lower)));
    let known = known.filter(|_| choice.is_none());
    let mut mapping = mapping_of(known.unwrap_or(&Known::CELLS), &keys, ',');
    // Not every object has every member: those that the first one lacks have their roles too.
    let others =
        known.into_iter().flat_map(|known| known.roles).filter(|(name, _)| !lower.iter().any(|key| key == name));
    mapping.columns.extend(others.map(|(name, role)| Column { name: (*name).to_owned(), role: *role }));
    mapping.shape = if whole { Shape::Lines } else { Shape::Objects };
    let mut questions = Vec::new();
    if known.is_none() {
        mapping.format = Format::JsonLines;
        suggest(&mut mapping.columns);
        match choice {
            // A member that the first object lacks may stand in another.
            Some(choice) => {
                let absent = choice.apply(&mut mapping.columns);
                mapping.columns.extend(absent.into_iter().map(|name| Column { name, role: Role::Extra }));
                let _ = choice.apply(&mut mapping.columns);
                mapping.form = choice.form;
            }
            None => questions.push(Question::Columns),
        }
    }
    let name = mapping.column(Role::Time).map(|at| mapping.columns[at].name.clone());
    let time = |text: &str| {
        let members = json::object(text).ok()?;
        members.0.into_iter().find(|(key, _)| Some(&**key) == name.as_deref()).map(|(_, value)| value.into_owned())
    };
    let joined: Vec<(u64, String)> =
        lines(sample).take(RECORDS).filter_map(|(line, text)| time(text).map(|time| (line, time))).collect();
    let times: Vec<(&str, Option<&str>)> = joined.iter().map(|(_, text)| (text.as_str(), None)).collect();
    ask(&mut mapping, &times, |at| joined.get(at).map_or(0, |(line, _)| *line), &mut questions);
    Detection {
        mappings: vec![(String::new(), mapping)],
        nearly: None,
        twice: Vec::new(),
        absent: Vec::new(),
        questions,
    }
}

/// The members of the first objects in their order, each with the first thing that it says; where objects go over several lines, the names of the first one's.
pub(super) fn first_values(sample: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = first_keys(sample).into_iter().map(|name| (name, String::new())).collect();
    for (_, line) in lines(sample).take(RECORDS) {
        let Ok(members) = json::object(line) else { continue };
        for (name, value) in &members.0 {
            match found.iter_mut().find(|(known, _)| known == name) {
                Some((_, said)) if said.trim().is_empty() => *said = value.to_string(),
                Some(_) => {}
                None => found.push((name.to_string(), value.to_string())),
            }
        }
    }
    found
}

/// A document: its sections have no sample that could be looked at alone, so forms are those of the format, and the zone is asked where the format has none.
fn document(sample: &str, sections: &[&Known]) -> Detection {
    let mut questions = Vec::new();
    let mappings = sections
        .iter()
        .map(|known| {
            let columns: Vec<String> = known.roles.iter().map(|(name, _)| (*name).to_owned()).collect();
            let mut mapping = mapping_of(known, &columns, ',');
            mapping.form = Some(TimeForm::Iso);
            if mapping.is_timed() && !mapping.utc {
                let name = mapping.column(Role::Time).map(|at| mapping.columns[at].name.clone()).unwrap_or_default();
                let (line, seen) = seen_member(sample, &name).unwrap_or_default();
                questions.push(Question::Zone { seen, line });
            }
            (known.section.to_owned(), mapping)
        })
        .collect();
    Detection { mappings, nearly: None, twice: Vec::new(), absent: Vec::new(), questions }
}

/// The first value of a member that says something, with its line.
fn seen_member(sample: &str, name: &str) -> Option<(u64, String)> {
    let quoted = format!("\"{name}\"");
    lines(sample).find_map(|(line, text)| {
        let (_, rest) = text.split_once(&quoted)?;
        let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        let (value, _) = value.split_once('"')?;
        (!value.is_empty()).then(|| (line, value.to_owned()))
    })
}

/// The names of the members of the first object of a text, as far as the text goes.
fn first_keys(sample: &str) -> Vec<String> {
    let (mut depth, mut names, mut from, mut escaped) = (0_i32, Vec::new(), None, false);
    let mut last: Option<&str> = None;
    let opened = if sample.trim_start().starts_with('[') { 2 } else { 1 };
    for (at, byte) in sample.bytes().enumerate() {
        if let Some(start) = from {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    last = sample.get(start..at);
                    from = None;
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => from = Some(at + 1),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth < opened {
                    break;
                }
            }
            b':' if depth == opened => names.extend(last.take().map(str::to_owned)),
            _ => {}
        }
    }
    names
}
