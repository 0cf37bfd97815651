//! What is set: every kind of block, hostile words, and the same bytes for the same form.

use std::process::Command;

use super::*;
use crate::domain::form::{Block, Cell, Column, Field, Line, Paper, Row, Signer, Style, Table};

fn line(style: Style, words: &str) -> Line<String> {
    Line { style, words: words.to_owned() }
}

fn cell(words: &str) -> Cell<String> {
    Cell { lines: vec![line(Style::Plain, words)] }
}

fn form(blocks: Vec<Block<String>>) -> Form<String> {
    let text = str::to_owned;
    Form {
        title: text("Custody of E-001"),
        number: text("CF-E001-57-9f2c"),
        paper: Paper::A4,
        mark: text("TLP:AMBER+STRICT"),
        banner: Some(text("EXERCISE")),
        case: text("Case MERIDIAN"),
        foot: text("case c0ffee, journal 57, head 9f2c"),
        pages: text("page {page} of {pages}"),
        code: Some(text("case=c0ffee exhibit=E-001")),
        blocks,
    }
}

/// One of each block, around the same words.
fn every_block(words: &str) -> Vec<Block<String>> {
    let text = || words.to_owned();
    let field = |wide| Field { label: text(), value: cell(words), wide };
    let styles = [Style::Plain, Style::Strong, Style::Fixed, Style::Small, Style::Struck];
    let across = |style| Row::Across { style, words: text() };
    let lines: Vec<_> = styles.iter().map(|style| line(*style, words)).collect();
    let cells = vec![Cell { lines: lines.clone() }, Cell { lines: Vec::new() }, cell(words)];
    vec![
        Block::Heading { words: text() },
        Block::Text { style: Style::Small, words: text() },
        Block::Fields { fields: vec![field(false), field(true), field(false), field(false)] },
        Block::Table(Table {
            columns: [2, 1, 3].map(|share| Column { title: text(), share }).into(),
            rows: styles.iter().map(|style| across(*style)).chain([Row::Cells { cells }, Row::Blank]).collect(),
        }),
        Block::Signatures {
            asks: vec![text(), text()],
            signers: vec![Signer { role: text(), name: Some(text()) }, Signer { role: text(), name: None }],
        },
    ]
}

fn at() -> Instant {
    Instant::parse_rfc3339("2026-11-22T13:05:09Z").unwrap()
}

fn made(form: &Form<String>) -> Vec<u8> {
    pdf(form, at()).unwrap_or_else(|problem| panic!("{problem}"))
}

/// What a judge makes of a PDF; none, with a printed reason, where it is not installed.
fn judged(judge: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form.pdf");
    std::fs::write(&path, pdf).unwrap();
    let (first, last): (Vec<&str>, Vec<&str>) =
        arguments.iter().partition(|argument| argument.starts_with('-') && **argument != "-");
    match Command::new(judge).args(first).arg(&path).args(last).current_dir(folder.path()).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            println!("passed over: {judge} is not installed");
            None
        }
    }
}

/// The words of a PDF, without white space: where lines end is not what is tested.
fn words_of(pdf: &[u8]) -> Option<String> {
    judged("pdftotext", &["-raw", "-"], pdf).map(|words| words.split_whitespace().collect())
}

fn pages_of(pdf: &[u8]) -> Option<usize> {
    let info = judged("pdfinfo", &[], pdf)?;
    info.lines().find_map(|line| line.strip_prefix("Pages:")).and_then(|count| count.trim().parse().ok())
}

#[test]
fn every_block_is_set() {
    let pdf = made(&form(every_block("Disk of etl-02")));
    if let Ok(path) = std::env::var("FORM_OUT") {
        std::fs::write(path, &pdf).unwrap();
    }
    assert!(pdf.starts_with(b"%PDF-"));
    if let Some(words) = words_of(&pdf) {
        assert_eq!(words.matches("Diskofetl-02").count(), 31, "{words}");
        assert!(words.contains("page1of1") && words.contains("journal57,head9f2c"), "{words}");
    }
}
