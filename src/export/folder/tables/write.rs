//! A table as CSV and as JSON.

use serde_json::Value;

use crate::domain::text::visible;

/// Rows under named columns. What stands in a cell is text, a whole number, true or false, or nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name: `[a-z_]`, also that of the table in SQLite.
    pub name: &'static str,
    /// Its columns: `[a-z_0-9]`.
    pub columns: &'static [&'static str],
    /// Its rows, as many cells as columns.
    pub rows: Vec<Vec<Value>>,
}

/// Signs at which a spreadsheet begins a formula, with their wide forms.
const FORMULA: &str = "=+-@|%\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}";

impl Table {
    pub(in crate::export) fn new(name: &'static str, columns: &'static [&'static str]) -> Self {
        Table { name, columns, rows: Vec::new() }
    }

    pub(in crate::export) fn row(&mut self, mut cells: Vec<Value>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "{}", self.name);
        cells.resize(self.columns.len(), Value::Null);
        self.rows.push(cells);
    }

    /// For spreadsheets: every cell quoted, controls shown, and an apostrophe before text at which a formula would begin. `'` is what spreadsheets themselves write
    /// for "this is text"; the JSON of the same name holds the text as recorded.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let header: Vec<String> = self.columns.iter().map(|column| quoted(column)).collect();
        self.csv_under(&header.join(","), &[])
    }

    /// The same under a header as it stands, for readers that know a table by the very letters of its first line. Columns of `own` hold what this program writes and
    /// nobody typed, such as the offset `+00:00`: an apostrophe there would make it unreadable.
    #[must_use]
    pub(in crate::export) fn csv_under(&self, header: &str, own: &[&str]) -> Vec<u8> {
        let mut out = format!("{header}\n");
        for row in &self.rows {
            let written = |(column, value): (&&str, &Value)| match value {
                Value::String(text) if own.contains(column) => quoted(text),
                value => cell(value),
            };
            let cells: Vec<String> = self.columns.iter().zip(row).map(written).collect();
            out.push_str(&cells.join(","));
            out.push('\n');
        }
        out.into_bytes()
    }

    /// For programs: one array, an object a line, columns in order.
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        let object = |row: &Vec<Value>| {
            let fields: Vec<String> = self
                .columns
                .iter()
                .zip(row)
                .map(|(column, value)| format!("{}:{value}", Value::from(*column)))
                .collect();
            format!("{{{}}}", fields.join(","))
        };
        let rows: Vec<String> = self.rows.iter().map(object).collect();
        if rows.is_empty() { b"[]\n".to_vec() } else { format!("[\n{}\n]\n", rows.join(",\n")).into_bytes() }
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => quoted(&safe(text)),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        // Lists and objects are their JSON.
        other => quoted(&safe(&other.to_string())),
    }
}

/// Text in which nothing is a formula and nothing moves a cursor. Line feeds stay: they are inside quotes.
pub(in crate::export) fn safe(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| visible(line).into_owned()).collect();
    let shown = lines.join("\n");
    let first = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter.is_control()).chars().next();
    let begins = first.is_some_and(|first| FORMULA.contains(first)) || text.starts_with(['\t', '\r', '\n']);
    if begins { format!("'{shown}") } else { shown }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn table(cells: Vec<Value>) -> Table {
        let mut table = Table::new("t", &["a", "b"]);
        for cell in cells {
            table.row(vec![cell, json!(-5)]);
        }
        table
    }

    #[test]
    fn no_cell_begins_a_formula() {
        let table = table(
            ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u{ff1d}1", "\r\n=1", "plain", "a=1", "\"=1\""]
                .map(Value::from)
                .to_vec(),
        );
        let text = String::from_utf8(table.csv()).unwrap();
        assert!(text.starts_with("\"a\",\"b\"\n\"'=1+1\",-5\n\"'+1\",-5\n\"'-1\",-5\n\"'@SUM(A1)\",-5\n\"'"), "{text}");
        assert!(text.contains("\"plain\",-5\n\"a=1\",-5\n\"\"\"=1\"\"\",-5\n"), "{text}");
    }

    #[test]
    fn json_keeps_the_text_and_the_order_of_columns() {
        let table = table(vec![json!("=\u{202e}\n\"x"), Value::Null]);
        let text = String::from_utf8(table.json()).unwrap();
        assert_eq!(text, "[\n{\"a\":\"=\u{202e}\\n\\\"x\",\"b\":-5},\n{\"a\":null,\"b\":-5}\n]\n");
        assert_eq!(Table::new("t", &["a"]).json(), b"[]\n");
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_cell_reads_back_as_one_cell_without_a_formula(text in any::<String>()) {
            let bytes = table(vec![Value::from(text)]).csv();
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(rows.len(), 1);
            prop_assert_eq!(rows[0].len(), 2);
            let first = rows[0][0].trim_start().chars().next();
            prop_assert!(!first.is_some_and(|first| FORMULA.contains(first)), "{:?}", rows);
            let hidden = |letter: char| letter.is_control() && letter != '\n';
            prop_assert!(!rows[0][0].chars().any(hidden));
        }
    }
}
