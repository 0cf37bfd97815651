//! Tables: by the names in their header, or TLN by its first line.

use super::{Detection, Question, RECORDS, ask, folded, is_hint, lines, mapping_of, suggest};
use crate::library::foreign::cells::{Cells, Ends};
use crate::library::foreign::choice::Choice;
use crate::library::foreign::format::{Format, KNOWN, Known};
use crate::library::foreign::mapping::{Mapping, Quoting, Role, Shape};

pub(super) fn cells(sample: &str, choice: Option<&Choice>) -> Option<Detection> {
    let (header_line, header) = lines(sample).find(|(_, line)| !is_hint(line.as_bytes()))?;
    let tables = [',', '\t', ';', '|']
        .map(|separator| (separator, split(header, separator, Quoting::Doubled).unwrap_or_default()));
    if let Some(choice) = choice {
        let (separator, columns) = tables.into_iter().max_by_key(|(_, columns)| columns.len())?;
        return Some(by_choice(sample, suggested(&columns, separator), header_line, choice));
    }
    let of_table = |format: &Known| format.shape == Shape::Cells;
    let known = tables.iter().find_map(|(separator, columns)| {
        let folded = folded(columns);
        KNOWN
            .iter()
            .find(|known| of_table(known) && known.fits(&folded))
            .map(|known| (known, *separator, columns.clone()))
    });
    if let Some((known, separator, columns)) = known {
        return Some(table(sample, mapping_of(known, &columns, separator), header_line, None));
    }
    if let Some(mapping) = tln_without_header(header) {
        return Some(table(sample, mapping, header_line - 1, None));
    }
    let (separator, columns) = tables.into_iter().max_by_key(|(_, columns)| columns.len())?;
    let lower = folded(&columns);
    let near = |known: &&Known| of_table(known) && known.nearly_fits(&lower);
    let nearly = KNOWN
        .iter()
        .find(near)
        .map(|known| (known.format, known.missing(&lower).iter().map(|name| (*name).to_owned()).collect()));
    let mapping = suggested(&columns, separator);
    Some(table(sample, mapping, header_line, nearly))
}

/// TLN is known without a header: five or seven cells between bars, the first a number of seconds.
fn tln_without_header(line: &str) -> Option<Mapping> {
    let count = line.split('|').count();
    let (first, _) = line.split_once('|')?;
    let format = match count {
        5 => Format::Tln,
        7 => Format::L2tTln,
        _ => return None,
    };
    if first.is_empty() || !first.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let known = KNOWN.iter().find(|known| known.format == format)?;
    let columns: Vec<String> = known.needs.iter().map(|name| (*name).to_owned()).collect();
    Some(Mapping { header: false, ..mapping_of(known, &columns, '|') })
}

/// A mapping to begin with for a table of no known format: by the names of its columns. A person confirms or changes it.
fn suggested(columns: &[String], separator: char) -> Mapping {
    let mut mapping = mapping_of(&Known::CELLS, columns, separator);
    suggest(&mut mapping.columns);
    mapping
}

/// A table whose columns a person named.
fn by_choice(sample: &str, mut mapping: Mapping, header_line: u64, choice: &Choice) -> Detection {
    let absent = choice.apply(&mut mapping.columns);
    mapping.form = choice.form;
    let mut detection = table(sample, mapping, header_line, None);
    detection.questions.retain(|question| *question != Question::Columns);
    Detection { absent, ..detection }
}

fn table(sample: &str, mut mapping: Mapping, header_line: u64, nearly: Option<(Format, Vec<String>)>) -> Detection {
    let body = || lines(sample).filter(|(line, _)| *line > header_line).take(RECORDS);
    if mapping.quoting == Quoting::None {
        // A file of plaso that went through another program may be quoted after all.
        let width = mapping.columns.len();
        let bare = |line: &str| line.split(mapping.separator).count() == width;
        let quoted =
            |line: &str| split(line, mapping.separator, Quoting::Doubled).is_some_and(|cells| cells.len() == width);
        let count = |fits: &dyn Fn(&str) -> bool| body().filter(|(_, line)| fits(line)).count();
        if count(&quoted) > count(&bare) {
            mapping.quoting = Quoting::Doubled;
        }
    }
    let records = records(sample, &mapping, header_line);
    let joined: Vec<(u64, String, Option<String>)> = records
        .iter()
        .filter_map(|(line, cells)| {
            let cell = |role| mapping.column(role).and_then(|at| cells.get(at));
            let time = cell(Role::Time)?;
            let clock = cell(Role::Clock).map(|clock| format!(" {clock}")).unwrap_or_default();
            Some((*line, format!("{time}{clock}"), cell(Role::Zone).cloned()))
        })
        .collect();
    let times: Vec<(&str, Option<&str>)> =
        joined.iter().map(|(_, text, zone)| (text.as_str(), zone.as_deref())).collect();
    let mut questions = Vec::new();
    if mapping.format == Format::Table {
        questions.push(Question::Columns);
    }
    ask(&mut mapping, &times, |at| joined.get(at).map_or(0, |(line, _, _)| *line), &mut questions);
    let names = folded(&mapping.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>());
    let twice = names
        .iter()
        .enumerate()
        .filter(|(at, name)| names[..*at].contains(name))
        .map(|(_, name)| name.clone())
        .collect();
    Detection { mappings: vec![(String::new(), mapping)], nearly, twice, absent: Vec::new(), questions }
}

/// The columns of a table in their order, each with the first thing that stands in it.
pub(super) fn first_values(sample: &str, mapping: &Mapping) -> Vec<(String, String)> {
    let header = lines(sample).find(|(_, line)| !is_hint(line.as_bytes())).map_or(0, |(line, _)| line);
    let records = records(sample, mapping, if mapping.header { header } else { header.saturating_sub(1) });
    let said = |at: usize| {
        let mut cells = records.iter().filter_map(|(_, cells)| cells.get(at));
        cells.find(|cell| !cell.trim().is_empty()).cloned().unwrap_or_default()
    };
    mapping.columns.iter().enumerate().map(|(at, column)| (column.name.trim().to_owned(), said(at))).collect()
}

/// The records of a sample whose columns are as many as the header's. Quoted cells may go over lines.
fn records(sample: &str, mapping: &Mapping, header_line: u64) -> Vec<(u64, Vec<String>)> {
    let separator = u8::try_from(mapping.separator).unwrap_or(b',');
    let lines: Vec<(u64, &str)> = (1..).zip(sample.lines()).filter(|(line, _)| *line > header_line).collect();
    let (mut at, mut found, mut cells) = (0, Vec::new(), Cells::default());
    while let Some((line, _)) = lines.get(at).filter(|_| found.len() < RECORDS) {
        cells.clear();
        let mut fed =
            lines.iter().skip(at).take(RECORDS).map(|(_, text)| cells.feed("\n", text, separator, mapping.quoting));
        let open = fed.by_ref().take_while(|ends| *ends == Ok(Ends::Later)).count();
        drop(fed);
        if cells.len() == mapping.columns.len() {
            found.push((*line, cells.iter().map(str::to_owned).collect()));
            at += open;
        }
        at += 1;
    }
    found
}

fn split(line: &str, separator: char, quoting: Quoting) -> Option<Vec<String>> {
    let mut cells = Cells::default();
    let ends = cells.feed("", line, u8::try_from(separator).ok()?, quoting).ok()?;
    (ends == Ends::Here).then(|| cells.iter().map(str::to_owned).collect())
}
