//! Forms as plain text, to be read out, typed off or sent where nothing is set: the same model, every sign as it was written.

use crate::domain::form::{Block, Cell, Form, Row, Table};
use crate::domain::text::{one_line, width, wrap};

/// Columns of a page of text.
const COLUMNS: usize = 78;
/// Before what belongs to the line above.
const INDENT: &str = "    ";

/// A form as text. There are no pages, so none are counted.
#[must_use]
pub fn plain(form: &Form<String>) -> String {
    let banner = form.banner.as_ref().map(|banner| format!("{banner}  ")).unwrap_or_default();
    let mut out = vec![format!("{banner}{}  {}", form.mark, form.number), String::new()];
    heading(&form.title, '=', &mut out);
    said(&form.case, "", &mut out);
    for block in &form.blocks {
        written(block, &mut out);
    }
    out.push(String::new());
    said(&form.foot, "", &mut out);
    // Whoever reads the end alone reads the mark too.
    out.extend([form.mark.clone(), String::new()]);
    out.join("\n")
}

fn heading(words: &str, under: char, out: &mut Vec<String>) {
    let words = one_line(words).into_owned();
    out.push(words.clone());
    out.push(std::iter::repeat_n(under, width(&words).clamp(1, COLUMNS)).collect());
}

/// Words on as many lines as they need, those after the first further in.
fn said(words: &str, first: &str, out: &mut Vec<String>) {
    let rest = " ".repeat(width(first));
    for (at, words) in wrap(&one_line(words), COLUMNS - width(first)).into_iter().enumerate() {
        out.push(format!("{}{words}", if at == 0 { first } else { &rest }));
    }
}

fn written(block: &Block<String>, out: &mut Vec<String>) {
    match block {
        Block::Heading { words } => {
            out.push(String::new());
            heading(words, '-', out);
        }
        Block::Text { words, .. } => said(words, "", out),
        Block::Fields { fields } => {
            out.push(String::new());
            for field in fields {
                let lines = lines(&field.value);
                match lines.as_slice() {
                    [one] => said(&format!("{}: {one}", field.label), "", out),
                    many => {
                        said(&format!("{}:", field.label), "", out);
                        many.iter().for_each(|one| said(one, INDENT, out));
                    }
                }
            }
        }
        Block::Table(table) => rows(table, out),
        Block::Signatures { asks, signers } => {
            for signer in signers {
                let name = signer.name.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
                said(&format!("{}{name}", signer.role), "", out);
                asks.iter().for_each(|ask| said(&format!("{ask}: ____________________"), INDENT, out));
            }
        }
        Block::Cover { name, kind, lines } => {
            heading(name, '=', out);
            said(kind, "", out);
            lines.iter().for_each(|line| said(&line.words, INDENT, out));
        }
        Block::Contents { .. } | Block::NewPage => {}
        Block::Section { words } => {
            out.push(String::new());
            heading(words, '=', out);
        }
        Block::List { items } => items.iter().for_each(|item| match item.heading {
            true => said(&item.words, "", out),
            false => said(&item.words, &format!("{:<2}", item.sign), out),
        }),
        Block::Digest { label, groups } => said(&groups.join(" "), &format!("{label}: "), out),
        Block::Axis(axis) => {
            for mark in &axis.marks {
                said(&[mark.when.as_str(), &mark.what, &mark.record].join(", "), &format!("{}. ", mark.number), out);
            }
            axis.flags.iter().for_each(|flag| {
                said(&[flag.when.as_str(), &flag.words].join(", "), &format!("{}. ", flag.letter), out);
            });
            axis.fallen.iter().for_each(|words| said(words, "- ", out));
            axis.bands.iter().for_each(|band| said(&format!("{}: {}", band.name, band.words), "- ", out));
        }
        Block::Chain(chain) => {
            for link in &chain.links {
                link.broken.iter().for_each(|broken| said(broken, INDENT, out));
                said(&[link.what.as_str(), &link.when, &link.who, &link.place].join(", "), "- ", out);
            }
        }
        Block::Label { code, name, lines } => {
            heading(name, '-', out);
            said(code, "", out);
            lines.iter().for_each(|line| said(&line.words, INDENT, out));
        }
    }
}

/// A row is a paragraph: its first cell, then each further one under the title of its column.
fn rows(table: &Table<String>, out: &mut Vec<String>) {
    for row in &table.rows {
        match row {
            Row::Cells { cells } => {
                for (at, (cell, column)) in cells.iter().zip(&table.columns).enumerate() {
                    let lines = lines(cell);
                    if lines.is_empty() {
                        continue;
                    }
                    let words = format!("{}: {}", column.title, lines.join("; "));
                    said(&words, if at == 0 { "- " } else { "  " }, out);
                }
            }
            Row::Across { words, .. } => said(words, "- ", out),
            Row::Bar { label, words } => said(words, &format!("- {label}: "), out),
            Row::Blank => {}
        }
    }
}

fn lines(cell: &Cell<String>) -> Vec<&str> {
    cell.lines.iter().map(|line| line.words.as_str()).filter(|words| !words.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::{Column, Field, Line, Paper, Style};

    fn text(words: &str) -> Cell<String> {
        Cell { lines: vec![Line { style: Style::Plain, words: words.to_owned() }] }
    }

    #[test]
    fn a_form_reads_from_top_to_bottom_under_its_mark() {
        let long = "word ".repeat(30);
        let form = Form {
            title: "Minutes".to_owned(),
            number: "MI-9".to_owned(),
            paper: Paper::A4,
            mark: "TLP:RED".to_owned(),
            banner: Some("EXERCISE".to_owned()),
            case: "Ofen".to_owned(),
            foot: "case 1".to_owned(),
            pages: String::new(),
            code: None,
            blocks: vec![
                Block::Fields { fields: vec![Field { label: "Present".to_owned(), value: text("Ada"), wide: true }] },
                Block::Heading { words: "Actions".to_owned() },
                Block::Table(Table {
                    columns: ["No", "What"].map(|title| Column { title: title.to_owned(), share: 1 }).into(),
                    rows: vec![Row::Cells { cells: vec![text("1"), text(&long)] }, Row::Blank],
                }),
                Block::Text { style: Style::Plain, words: "\u{1b}[31mred\u{202e}".to_owned() },
            ],
        };
        let out = plain(&form);
        assert!(out.starts_with("EXERCISE  TLP:RED  MI-9\n\nMinutes\n=======\nOfen\n"), "{out}");
        assert!(out.contains("Present: Ada\n\nActions\n-------\n- No: 1\n  What: word word"), "{out}");
        assert!(out.contains("\n  word"), "what is too long goes on further in: {out}");
        assert!(out.lines().all(|line| width(line) <= COLUMNS), "{out}");
        assert!(out.contains("<U+202E>") && !out.contains('\u{1b}'), "{out}");
        assert!(out.ends_with("TLP:RED\n"));
    }
}
