//! Rows of a table as text: comma, semicolon or tab between cells, quotes as in RFC 4180, each row on a line of its own.

/// A row with its number of line in the text, from 1; none where it cannot be read.
pub type Row = (u64, Option<Vec<String>>);

/// Reads rows. The delimiter is a tab where the first line that says something has one, a semicolon where it has one and no comma, else a comma. Empty rows and
/// those that begin with `#` are left out; a byte order mark is dropped, cells are trimmed.
#[must_use]
pub fn rows(text: &str) -> Vec<Row> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or_default();
    let delimiter = match (first.contains('\t'), first.contains(';') && !first.contains(',')) {
        (true, _) => b'\t',
        (false, true) => b';',
        (false, false) => b',',
    };
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#'));
    let rows = lines.map(|(number, line)| (number, cells(line, delimiter)));
    rows.filter(|(_, cells)| cells.as_ref().is_none_or(|cells| cells.iter().any(|cell| !cell.is_empty()))).collect()
}

/// The cells of one line. A quote that is not closed would take in the lines that follow: such a line cannot be read.
fn cells(line: &str, delimiter: u8) -> Option<Vec<String>> {
    if line.matches('"').count() % 2 == 1 {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(line.as_bytes());
    let Some(record) = reader.records().next() else { return Some(Vec::new()) };
    Some(record.ok()?.iter().map(|cell| cell.trim().to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_the_numbers_of_their_lines() {
        for text in ["a,b\n# remark\n\n\"c, d\",e\n", "\u{feff}a\tb\r\n# x\r\n\r\nc, d\te\r\n", "a;b\n#\n\n\"c, d\";e"]
        {
            let cells = |cells: [&str; 2]| Some(cells.map(str::to_owned).to_vec());
            assert_eq!(rows(text), [(1, cells(["a", "b"])), (4, cells(["c, d", "e"]))], "{text:?}");
        }
        assert_eq!(rows(" ,\n"), []);
        let open = [(1, Some(vec!["a".to_owned()])), (2, None), (3, Some(vec!["c".to_owned()]))];
        assert_eq!(rows("a\n\"b\nc\n"), open, "a quote that is not closed takes in no other line");
    }
}
