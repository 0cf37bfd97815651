//! `bagit.txt` and `bag-info.txt` (RFC 8493, sections 2.1.1 and 2.2.2).

use super::lines::lines;
use super::{Flaw, INFO, Rules};

/// Versions of BagIt that are read.
const VERSIONS: [&str; 2] = ["1.0", "0.97"];

/// Reads the declaration: the version, where it can be used.
pub(super) fn declaration(name: &str, bytes: &[u8], rules: &Rules, flaws: &mut Vec<Flaw>) -> Option<&'static str> {
    let before = flaws.len();
    let lines = lines(name, bytes, rules.strict, flaws);
    let expected = ["BagIt-Version: ", "Tag-File-Character-Encoding: "];
    if lines.len() != expected.len() {
        flaws.push(Flaw::at(
            name,
            format!("it has {} lines and must have two: BagIt-Version and Tag-File-Character-Encoding", lines.len()),
        ));
        return None;
    }
    let mut values = [""; 2];
    for ((value, label), (number, line)) in values.iter_mut().zip(expected).zip(&lines) {
        match line.strip_prefix(label) {
            Some(found) => *value = found,
            None => {
                let what =
                    format!("it must begin with {label:?} exactly; no other spelling and no further space is allowed");
                flaws.push(Flaw::in_line(name, *number, what));
            }
        }
    }
    if flaws.len() > before {
        return None;
    }
    if values[1] != "UTF-8" {
        flaws.push(Flaw::in_line(name, 2, "the tag files are in another encoding than UTF-8: they are not read here"));
    }
    let version = VERSIONS.into_iter().find(|version| *version == values[0] && (!rules.strict || *version == "1.0"));
    if version.is_none() {
        flaws.push(Flaw::in_line(
            name,
            1,
            "the version is none that is read here (1.0, and 0.97 for others' bags), or has a space beside it",
        ));
    }
    version
}

/// The elements of `bag-info.txt`, in order; a value that goes on in further lines is joined by a space.
pub(super) fn info(bytes: &[u8], version: &str, rules: &Rules, flaws: &mut Vec<Flaw>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (number, line) in lines(INFO, bytes, rules.strict, flaws) {
        let goes_on = line.starts_with([' ', '\t']);
        match (found.last_mut(), line.split_once(':')) {
            (Some((_, value)), _) if goes_on => {
                value.push(' ');
                value.push_str(line.trim_matches([' ', '\t']));
            }
            (_, Some((label, value))) if !label.is_empty() => {
                let spaced = label.starts_with([' ', '\t']) || label.ends_with([' ', '\t']);
                let value = value.strip_prefix([' ', '\t']).unwrap_or(value);
                if version == "1.0" && spaced {
                    flaws.push(Flaw::in_line(INFO, number, "a label has a space before or after it"));
                }
                found.push((label.trim().to_owned(), value.trim_matches([' ', '\t']).to_owned()));
            }
            _ => flaws.push(Flaw::in_line(INFO, number, "it is no label, colon and value")),
        }
    }
    found
}

/// Octets and count of the payload as `Payload-Oxum` states them: `None` where it does not stand there, which the format allows.
pub(super) fn oxum(info: &[(String, String)], flaws: &mut Vec<Flaw>) -> Option<(u64, u64)> {
    let mut stated = info.iter().filter(|(label, _)| label.eq_ignore_ascii_case("Payload-Oxum"));
    let (_, value) = stated.next()?;
    if stated.next().is_some() {
        flaws.push(Flaw::at(INFO, "Payload-Oxum stands there twice"));
    }
    let plain = |number: &str| number.parse::<u64>().ok().filter(|read| read.to_string() == number);
    let read = value.split_once('.').and_then(|(octets, count)| Some((plain(octets)?, plain(count)?)));
    if read.is_none() {
        flaws.push(Flaw::at(INFO, "Payload-Oxum is not octets, a point and a number of files"));
    }
    read
}
