//! A row of an import, as a command names it and as a record cites it: by import, sheet and line, with the digest of its line.

use serde::{Deserialize, Serialize};

use super::Imported;
use crate::domain::decision::Refusal;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::sensitive::Sensitive;
use crate::library::foreign::Row;
use crate::library::foreign::pick::{Pick, Picked, Stands, Which, digest};

/// A row as a record cites it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// The import that it is of.
    pub import: RecordId,
    /// Name of the sheet; empty for a file without.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// Number of its first line in the file, from 1.
    pub line: u64,
    /// Which of the rows that begin on that line, from 1.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub number: u32,
    /// SHA-256 of its line among the kept rows, with the line feed, lower-case hex.
    pub sha256: String,
}

fn first() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_first(number: &u32) -> bool {
    *number == 1
}

impl Cited {
    /// Whether it is this row.
    #[must_use]
    pub fn is(&self, import: RecordId, row: &Row) -> bool {
        self.import == import && self.line == row.line && self.sheet == row.sheet && self.sha256 == digest(row)
    }

    /// The place in the file, as a fact names it: `line 40`.
    #[must_use]
    pub fn place(&self) -> String {
        let sheet = if self.sheet.is_empty() { String::new() } else { [&self.sheet, " "].concat() };
        let number = if self.number == 1 { String::new() } else { format!(" #{}", self.number) };
        format!("{sheet}line {}{number}", self.line)
    }
}

/// A row that a command asks for, before it is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The import.
    pub import: RecordId,
    /// Where the row stands.
    pub stands: Stands,
}

/// What came of reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// Nobody read it yet: somebody is still typing.
    NotYet,
    /// The files of the import are not there, or damaged.
    Damaged,
    /// They were read.
    Looked(Pick),
}

/// The row that the fields of a command name; none where they cannot be read yet.
#[must_use]
pub fn asked(state: &Incident, input: &Input) -> Option<Asked> {
    let import = state.record_named(input.get("import")?.trim())?;
    let imported = state.rows.import(import)?;
    let line = input.get("line")?.trim().parse().ok().filter(|line| *line > 0)?;
    let sheet = sheet_of(imported, input.get("worksheet"))?;
    let which = input.get("which").map(|text| which(text).ok_or(())).transpose().ok()?;
    Some(Asked { import, stands: Stands { sheet: sheet.to_owned(), line, which } })
}

/// The sheet that is meant; none where that is not sure.
fn sheet_of<'a>(imported: &'a Imported, named: Option<&str>) -> Option<&'a str> {
    let mut sheets = imported.parts.iter().map(|part| part.sheet.as_str());
    match named.map(str::trim) {
        None => sheets.next().filter(|_| sheets.next().is_none()),
        Some(named) => sheets
            .clone()
            .find(|sheet| *sheet == named)
            .or_else(|| sheets.find(|sheet| sheet.eq_ignore_ascii_case(named))),
    }
}

/// Which of several: a number of up to five digits, else the beginning of a digest.
fn which(text: &str) -> Option<Which> {
    let text = text.trim().to_lowercase();
    match text.parse::<u32>() {
        Ok(number) if text.len() < 6 => (number > 0).then_some(Which::Number(number)),
        _ => (text.len() >= 6 && text.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(Which::Digest(text)),
    }
}

/// Reads the fields `import`, `line`, `worksheet` and `which`.
///
/// # Errors
/// A record that is no import, no line or sheet that could be one, a sheet that is not said though there are several.
pub(super) fn read<'a>(fields: &Fields<'a>) -> Result<(Asked, &'a Imported), Refusal> {
    let state = fields.state;
    let import = fields.record("import")?;
    let Some(imported) = state.rows.import(import) else {
        return Err(fields.not_found("import", &fields.required("import")?));
    };
    fields.required("line")?;
    if let Some(asked) = asked(state, fields.input) {
        return Ok((asked, imported));
    }
    if sheet_of(imported, fields.input.get("worksheet")).is_none() {
        let names: Vec<&str> =
            imported.parts.iter().map(|part| part.sheet.as_str()).filter(|name| !name.is_empty()).collect();
        let given = fields.text("worksheet");
        return Err(match given {
            Some(given) if names.is_empty() => fields.not_found("worksheet", &given),
            _ => Refusal {
                rule: Rule::NotAChoice,
                field: Some("worksheet"),
                what: Msg::new("row-which-sheet").with("file", shown(state, import, imported)),
                next: Msg::new("row-which-sheet-next").with("names", under(state, import, &names.join(", "))),
            },
        });
    }
    let field = if fields.input.get("line").is_some_and(|line| line.trim().parse().is_ok_and(|line: u64| line > 0)) {
        "which"
    } else {
        "line"
    };
    Err(fields.malformed(
        field,
        if field == "line" { "line" } else { "which" },
        if field == "line" { "2, 48211" } else { "2, 9f86d081" },
    ))
}

/// The row itself; none as long as nobody read it.
///
/// # Errors
/// No row begins there, several do and which was not said, or the rows are not in the case.
pub(super) fn row(fields: &Fields<'_>, asked: &Asked, imported: &Imported) -> Result<Option<Picked>, Refusal> {
    let file = shown(fields.state, asked.import, imported);
    let refusal = |field, id, next| Refusal {
        rule: Rule::NotFound,
        field: Some(field),
        what: Msg::new(id).with("file", file.clone()).with("line", asked.stands.line),
        next: Msg::new(next),
    };
    match fields.ctx.sources.row(asked) {
        Read::NotYet => Ok(None),
        Read::Damaged => Err(refusal("import", "row-unread", "row-unread-next")),
        Read::Looked(Pick::Found(found)) => Ok(Some(*found)),
        Read::Looked(Pick::Several(count)) => {
            let refused = refusal("which", "row-several", "row-several-next");
            Err(Refusal { what: refused.what.with("count", count), ..refused })
        }
        Read::Looked(Pick::Missing { before }) => {
            // A row of several lines is named by its first.
            let inside = before.filter(|(line, lines)| line.saturating_add(u64::from(*lines)) > asked.stands.line);
            Err(match inside {
                Some((line, _)) => {
                    let refused = refusal("line", "row-inside", "row-inside-next");
                    Refusal { next: refused.next.with("first", line), ..refused }
                }
                None => refusal("line", "row-none", "row-none-next"),
            })
        }
    }
}

/// The name of the file of an import, under its mark.
pub(super) fn shown(state: &Incident, import: RecordId, imported: &Imported) -> Sensitive {
    under(state, import, &imported.name)
}

fn under(state: &Incident, import: RecordId, text: &str) -> Sensitive {
    Sensitive::new(text, state.rows.mark(import).unwrap_or_else(|| state.mark()), false)
}
