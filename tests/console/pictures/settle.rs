//! What differs from run to run and says nothing about a screen: digests of chains whose keys are random, the codename that is offered, words that are read over
//! the phone, the place of the test's own files. All of it keeps its width.

use std::ops::Range;

use super::table::TEMPORARY;
use crate::terminal::Terminal;

/// The rows of a screen, without what differs.
pub fn rows(name: &str, terminal: &Terminal) -> Vec<String> {
    let screen = terminal.parser.screen();
    let mut rows: Vec<Vec<char>> = screen.rows(0, screen.size().1.get()).map(|row| row.chars().collect()).collect();
    for index in 0..rows.len() {
        // What is left of a path goes on at the same column of the next row.
        if let (Some(start), Some(next)) = (find(&rows[index], &temporary()), rows.get_mut(index + 1))
            && next.get(start).is_some_and(|sign| *sign != ' ' && !border(*sign))
            && next[start.saturating_sub(8)..start].iter().all(|sign| *sign == ' ')
        {
            let end = next[start..].iter().position(|sign| border(*sign)).map_or(next.len(), |at| start + at);
            put(next, start..end, "");
        }
        mend(name, &mut rows[index]);
    }
    if name == "code" {
        fill(&mut rows);
    }
    rows.into_iter().map(|row| row.into_iter().collect::<String>().trim_end().to_owned()).collect()
}

/// The style of every cell, in words; where words differ in length their styles go on to the end of their place.
pub fn styles(name: &str, terminal: &Terminal) -> Vec<Vec<String>> {
    let screen = terminal.parser.screen();
    let (height, width) = screen.size();
    let style = |row: u16, column: u16| {
        let cell = screen.cell(row, column)?;
        let mut style = format!("{:?} on {:?}", cell.fgcolor(), cell.bgcolor());
        let attributes = [
            (cell.bold(), " bold"),
            (cell.dim(), " dim"),
            (cell.italic(), " italic"),
            (cell.underline(), " underline"),
            (cell.inverse(), " reverse"),
        ];
        attributes.into_iter().filter(|(on, _)| *on).for_each(|(_, word)| style.push_str(word));
        Some(style)
    };
    let texts = screen.rows(0, width.get());
    let of_row = |(row, text): (u16, String)| {
        let mut styles: Vec<String> = (0..width.get()).filter_map(|column| style(row, column)).collect();
        for place in mend(name, &mut text.chars().collect::<Vec<char>>()) {
            let place = place.start..place.end.min(styles.len());
            let first = styles[place.start].clone();
            styles[place].fill(first);
        }
        styles
    };
    (0..height.get()).zip(texts).map(of_row).collect()
}

/// Where words stand in a row, in columns.
fn find(row: &[char], words: &str) -> Option<usize> {
    let words: Vec<char> = words.chars().collect();
    row.windows(words.len()).position(|part| part == words)
}

/// Puts words into a place, and nothing beside them.
fn put(row: &mut [char], place: Range<usize>, words: &str) {
    let end = place.end.min(row.len());
    let words = words.chars().chain(std::iter::repeat(' '));
    row[place.start..end].iter_mut().zip(words).for_each(|(cell, sign)| *cell = sign);
}

/// The maximal runs of signs of a kind.
fn runs(row: &[char], kind: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (column, _) in row.iter().enumerate().filter(|(_, sign)| kind(**sign)) {
        match found.last_mut() {
            Some(run) if run.end == column => run.end += 1,
            _ => found.push(column..column + 1),
        }
    }
    found
}

/// What the place of the test's own files begins with.
fn temporary() -> String {
    format!("/tmp/{TEMPORARY}")
}

/// The sides of panes.
fn border(sign: char) -> bool {
    matches!(sign, '|' | '\u{2502}')
}

/// Mends one row; yields the places whose words have no length of their own.
fn mend(name: &str, row: &mut [char]) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    // The place of the test's own files; it is cut where its column ends.
    if let Some(start) = find(row, &temporary()) {
        let end = row[start..].iter().position(|sign| *sign == ' ' || border(*sign)).map_or(row.len(), |at| start + at);
        put(row, start..end, "/...");
    }
    let hex = |sign: char| matches!(sign, '0'..='9' | 'a'..='f');
    for run in runs(row, char::is_alphanumeric) {
        if run.len() >= 8 && row[run.clone()].iter().all(|sign| hex(*sign)) {
            row[run].fill('0');
        }
    }
    for (words, groups) in [(" chain ", 9), ("case head ", usize::MAX)] {
        if let Some(start) = find(row, words).map(|at| at + words.len()) {
            let digits = row[start..].iter_mut().take(groups).take_while(|sign| hex(**sign) || **sign == ' ');
            digits.filter(|sign| hex(**sign)).for_each(|sign| *sign = '0');
        }
    }
    if let Some(start) = find(row, "Codename            ").map(|at| at + 20) {
        let place = start..(start + 10).min(row.len());
        put(row, place.clone(), "OFFERED");
        places.push(place);
    }
    // Where the file system keeps the test's own files, and since when.
    const WRITTEN: &str = "0000-00-00T00:00:00.000000000Z";
    for (words, instead) in
        [("written       ", WRITTEN), ("inode changed ", WRITTEN), ("file          ", "inode 0 on device 0")]
    {
        if let Some(start) = find(row, words).map(|at| at + words.len())
            && row.get(start).is_some_and(|sign| sign.is_ascii_digit() || *sign == 'i')
        {
            let end = row[start..].iter().position(|sign| border(*sign)).map_or(row.len(), |at| start + at);
            put(row, start..end, instead);
        }
    }
    if name == "phone" {
        // Words are spelt where there is room; behind them comes the next number, or the border.
        for run in runs(row, |sign| sign.is_ascii_uppercase() || sign == ' ') {
            let Some(start) = row[run.clone()].iter().position(|sign| *sign != ' ').map(|at| run.start + at) else {
                continue;
            };
            if start == run.start + 2 && run.start > 0 && row[run.start - 1].is_ascii_digit() {
                put(row, start..run.end, "WORD");
                places.push(start..run.end);
            }
        }
    }
    if name == "code" {
        let signs = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '+' | '/' | '=');
        for run in runs(row, signs).into_iter().filter(|run| run.len() >= 24) {
            row[run].fill('A');
        }
    }
    places
}

/// A code is a square; what is in it is not looked at here.
fn fill(rows: &mut [Vec<char>]) {
    let block = |sign: &char| matches!(sign, '\u{2580}' | '\u{2584}' | '\u{2588}');
    let columns: Vec<usize> =
        rows.iter().flat_map(|row| row.iter().enumerate()).filter(|(_, sign)| block(sign)).map(|(at, _)| at).collect();
    let (Some(first), Some(last)) = (columns.iter().min(), columns.iter().max()) else { return };
    for row in rows.iter_mut().filter(|row| row.iter().any(block)) {
        row.resize(row.len().max(last + 1), ' ');
        row[*first..=*last].fill('\u{2588}');
    }
}
