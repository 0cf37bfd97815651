//! The lines of a tag file: UTF-8 without a byte-order mark, ended by LF, CR or CRLF (RFC 8493, sections 2.1 and 2.2).

use super::Flaw;

/// The lines of a tag file with their numbers, or nothing where it is no text of this kind. `only_lf` also names carriage returns, which the format allows
/// and `sha256sum` takes for a part of the name.
pub(super) fn lines<'a>(name: &str, bytes: &'a [u8], only_lf: bool, flaws: &mut Vec<Flaw>) -> Vec<(u64, &'a str)> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        flaws.push(Flaw::in_line(name, 1, "it begins with a byte-order mark, which tag files may not have"));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            flaws.push(Flaw::in_line(name, line, "it is not UTF-8 from here on: it was not read"));
            return Vec::new();
        }
    };
    if let Some(at) = text.find('\0') {
        let line = text[..at].matches('\n').count() as u64 + 1;
        flaws.push(Flaw::in_line(name, line, "it holds a NUL character"));
    }
    if only_lf && text.contains('\r') {
        let line = text[..text.find('\r').unwrap_or(0)].matches('\n').count() as u64 + 1;
        let what = "a line ends in a carriage return: mail, git or an editor changed the file, and sha256sum no longer reads it";
        flaws.push(Flaw::in_line(name, line, what));
    }
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        found.push((found.len() as u64 + 1, line));
        rest = match after.strip_prefix("\r\n") {
            Some(after) => after,
            None => after.get(1..).unwrap_or(""),
        };
    }
    if only_lf && !text.is_empty() && !text.ends_with('\n') {
        flaws.push(Flaw::in_line(
            name,
            found.len() as u64,
            "the last line does not end in a line feed: the file was cut off",
        ));
    }
    found
}
