//! What is shown of a file before its rows are taken in: what it is, which column is what, its first rows as they would be, and on top what it leaves open.

use chrono::{DateTime, SecondsFormat};

use super::Asked;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::domain::msg::Msg;
use crate::domain::rows::words::{ENCODING, FORMAT, ROLE, answered_by, no_text, question, reason, told_by};
use crate::domain::rows::{known_mark, twice};
use crate::domain::text::{decimal_size, fit, visible, width};
use crate::jobs::rows::beginning::Beginning;
use crate::jobs::rows::pass::Part;
use crate::library::foreign::{Choice, Mapping, Question, Role, Row, code};

/// Columns that a row takes on the sheet at most.
const WIDE: usize = 70;
/// Columns that stay beside a row and are named; a log can have hundreds.
const BESIDE: usize = 12;

/// What is shown before an import.
#[derive(Debug)]
pub struct Sheet {
    /// What was asked for.
    pub asked: Asked,
    begun: Beginning,
    /// The mark that the import would have.
    mark: Mark,
    twice: Option<Earlier>,
}

/// What a file has to choose from: which of its columns is what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Its columns in their order, each with the first thing that it says.
    pub names: Vec<(String, String)>,
    /// What is read from which of them where nobody chooses: the code of the role, and the column.
    pub read: Vec<(String, String)>,
}

/// The import that has these rows already.
#[derive(Debug)]
struct Earlier {
    record: String,
    exhibit: String,
    kept: u64,
}

impl Sheet {
    /// Puts what was seen beside what is in the case.
    #[must_use]
    pub fn new(state: &Incident, asked: Asked, begun: Beginning) -> Self {
        let known = begun.sha256.as_deref().and_then(|sha256| known_mark(state, sha256));
        let given = asked.fields.get("mark").and_then(|text| text.trim().parse().ok());
        let own = given.unwrap_or_else(|| state.mark());
        let mark = known.map_or(own, |known| known.max(own));
        let again = asked.fields.get("reason").is_some();
        let earlier = begun.sha256.as_deref().and_then(|sha256| twice(state, sha256)).filter(|_| !again);
        let label = |id: RecordId| {
            let register = &state.register;
            register.exhibit(id).map(|exhibit| register.shown_label(exhibit)).unwrap_or_default()
        };
        let twice = earlier.map(|(record, imported)| Earlier {
            record: state.label(record),
            exhibit: label(imported.exhibit),
            kept: imported.kept(),
        });
        Self { asked, begun, mark, twice }
    }

    /// The field that answers the first open question; none where the rows can be taken in.
    #[must_use]
    pub fn open(&self) -> Option<&'static str> {
        let asks = self.begun.looked.parts.iter().flat_map(|part| &part.open).map(answered_by);
        let text = self.begun.looked.no_text.map(|_| "encoding");
        asks.chain(text).chain(self.twice.as_ref().map(|_| "reason")).next()
    }

    /// Which column is what as it is suggested, to begin with where that is the question.
    #[must_use]
    pub fn suggested(&self) -> Option<String> {
        let asks = |part: &&Part| part.open.contains(&Question::Columns);
        let part = self.begun.looked.parts.iter().find(asks)?;
        part.detection.mapping().map(|mapping| Choice::of(mapping).parts().join(", "))
    }

    /// Its columns, as far as an audience may see what the file holds; none where it may not.
    #[must_use]
    pub fn columns(&self, audience: Audience) -> Option<Columns> {
        let mut found = Columns::default();
        for part in self.begun.looked.parts.iter().filter(|_| audience.sees(self.mark)) {
            for (name, said) in &part.columns {
                if !found.names.iter().any(|(known, _)| known == name) {
                    found.names.push((name.clone(), said.clone()));
                }
            }
            if let (true, Some(mapping)) = (found.read.is_empty(), part.detection.mapping()) {
                let parts = Choice::of(mapping).parts();
                let read = parts.iter().filter_map(|part| part.split_once('='));
                found.read.extend(read.map(|(role, column)| (role.to_owned(), column.to_owned())));
            }
        }
        (!found.names.is_empty()).then_some(found)
    }

    /// What it says to an audience, line by line. What the file holds is withheld from whom its rows would be.
    #[must_use]
    pub fn said(&self, audience: Audience, say: &dyn Fn(&Msg) -> String) -> Vec<String> {
        if !audience.sees(self.mark) {
            return vec![say(&Msg::new("rows-sheet-withheld").with("mark", self.mark.code()))];
        }
        let mut lines: Vec<String> = self.questions().iter().map(say).collect();
        for part in &self.begun.looked.parts {
            self.part(part, say, &mut lines);
        }
        self.rows(say, &mut lines);
        lines
    }

    fn questions(&self) -> Vec<Msg> {
        let looked = &self.begun.looked;
        let asked =
            |what: Msg, field: &str| Msg::new("rows-sheet-open").with("question", what).code("field", "field", field);
        let of_parts = looked.parts.iter().flat_map(|part| &part.open);
        let mut all: Vec<Msg> = of_parts.map(|open| asked(question(open), answered_by(open))).collect();
        all.extend(looked.no_text.map(|line| asked(no_text(line), "encoding")));
        all.extend(self.twice.as_ref().map(|earlier| {
            Msg::new("rows-sheet-twice")
                .with("record", earlier.record.clone())
                .with("exhibit", earlier.exhibit.clone())
                .with("kept", earlier.kept)
                .code("field", "field", "reason")
        }));
        all
    }

    fn part(&self, part: &Part, say: &dyn Fn(&Msg) -> String, lines: &mut Vec<String>) {
        let looked = &self.begun.looked;
        let found = code(&part.detection.format());
        let what = match &looked.container {
            Some(container) => Msg::new("rows-sheet-packed").with("packed", container.clone()),
            None => Msg::new("rows-sheet-what"),
        };
        let what =
            what.code("format", FORMAT, found.clone()).with("code", found).with("size", decimal_size(looked.bytes));
        // Cells of a workbook are text by themselves.
        let encoding = looked.encoding.map_or_else(|| "utf8".to_owned(), |encoding| code(&encoding));
        let what = say(&what.code("encoding", ENCODING, encoding));
        let told = say(&Msg::new("rows-sheet-told").with("by", told_by(&part.detection)));
        lines.push([what, told].join(" "));
        lines.extend(
            part.as_earlier.as_ref().map(|record| say(&Msg::new("rows-sheet-earlier").with("record", record.clone()))),
        );
        for (section, mapping) in &part.detection.mappings {
            let of = if section.is_empty() { &part.sheet } else { section };
            columns(of, mapping, say, lines);
        }
    }

    fn rows(&self, say: &dyn Fn(&Msg) -> String, lines: &mut Vec<String>) {
        let begun = &self.begun;
        if begun.rows.is_empty() {
            let waits = begun.looked.asks();
            lines.push(say(&Msg::new(if waits { "rows-sheet-no-rows" } else { "rows-sheet-none" })));
            if waits {
                return;
            }
        } else {
            lines.push(say(&Msg::new("rows-sheet-rows").with("count", begun.rows.len())));
            lines.extend(begun.rows.iter().map(|row| row_line(row, say)));
        }
        if let Some(first) = &begun.first_refused {
            let msg = Msg::new("rows-sheet-refused").with("count", begun.refused).with("line", first.line);
            lines.push(say(&msg.with("why", reason(&first.reason))));
        }
    }
}

fn columns(of: &str, mapping: &Mapping, say: &dyn Fn(&Msg) -> String, lines: &mut Vec<String>) {
    let beside: Vec<&str> =
        mapping.columns.iter().filter(|column| column.role == Role::Extra).map(|column| column.name.as_str()).collect();
    let placed: Vec<String> = mapping
        .columns
        .iter()
        .filter(|column| column.role != Role::Extra)
        .map(|column| {
            let msg = Msg::new("rows-sheet-column").with("name", column.name.as_str());
            say(&msg.code("role", ROLE, code(&column.role)))
        })
        .collect();
    let id = if of.is_empty() { "rows-sheet-columns" } else { "rows-sheet-columns-of" };
    lines.push(say(&Msg::new(id).with("part", of).with("columns", placed.join("; "))));
    if !beside.is_empty() {
        let names = beside.iter().take(BESIDE).copied().collect::<Vec<_>>().join(", ");
        let more = beside.len().saturating_sub(BESIDE);
        let names = match more {
            0 => Msg::new("rows-archive-names").with("names", names),
            _ => Msg::new("rows-archive-more").with("names", names).with("more", more),
        };
        lines.push(say(&Msg::new("rows-sheet-beside").with("names", names)));
    }
}

fn row_line(row: &Row, say: &dyn Fn(&Msg) -> String) -> String {
    let at = row.time.at.and_then(DateTime::from_timestamp_millis);
    let time =
        at.map_or_else(|| say(&Msg::new("rows-sheet-undated")), |at| at.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    let rest: Vec<&str> = [&row.host, &row.user, &row.source, &row.what]
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let line = say(&Msg::new("rows-sheet-row").with("time", time).with("rest", visible(&rest.join("  ")).into_owned()));
    if width(&line) > WIDE { fit(&line, WIDE) } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::rows::request;
    use crate::domain::input::Input;
    use crate::jobs::Handle;
    use crate::jobs::rows::beginning::beginning;
    use crate::library::lang::Lang;

    fn sheet(text: &str, more: &[(&str, &str)]) -> Sheet {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let input = Input::default().with("file", path.to_str().unwrap());
        let input = more.iter().fold(input, |input, (field, value)| input.with(field, *value));
        let asked = request(&input).unwrap();
        let begun = beginning(&path, &asked.answers, &[], &Handle::new()).unwrap();
        Sheet::new(&Incident::default(), asked, begun)
    }

    fn said(sheet: &Sheet, audience: Mark) -> String {
        let lang = Lang::english();
        sheet.said(Audience(audience), &|msg| lang.say(msg, Audience(audience))).join("\n")
    }

    #[test]
    fn an_open_question_stands_on_top_with_the_field_that_answers_it() {
        let text = "message,datetime,timestamp_desc\na,2026-02-18 13:36:00,x\n";
        let asks = sheet(text, &[]);
        assert_eq!(asks.open(), Some("zone"));
        let words = said(&asks, Mark::Red);
        assert!(words.starts_with("Open: times without a zone, first in line 2"), "{words}");
        assert!(words.contains("in the field Time zone.") && words.contains("No row could be read yet"), "{words}");
        let answered = sheet(text, &[("zone", "+02:00")]);
        assert_eq!(answered.open(), None);
        let words = said(&answered, Mark::Red);
        assert!(words.contains("It is Timesketch CSV (timesketch-csv), 56 B, UTF-8."), "{words}");
        assert!(words.contains("datetime = time") && words.contains("2026-02-18T11:36:00Z  a"), "{words}");
    }

    #[test]
    fn what_the_rows_would_be_withheld_from_sees_nothing_of_the_file() {
        let text = "message,datetime,timestamp_desc,insider\nTmesis,2026-02-18T13:36:00Z,x,y\n";
        let red = sheet(text, &[("mark", "RED")]);
        assert!(said(&red, Mark::Red).contains("Tmesis"));
        assert_eq!(red.columns(Audience(Mark::Red)).map(|columns| columns.names.len()), Some(4));
        assert_eq!(red.columns(Audience(Mark::AmberStrict)), None);
        let words = said(&red, Mark::AmberStrict);
        assert!(words.contains("TLP:RED") && !words.contains("Tmesis") && !words.contains("insider"), "{words}");
    }
}
