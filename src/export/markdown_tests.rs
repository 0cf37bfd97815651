//! What people typed stays what they typed.

use super::*;
use crate::domain::form::{Column, Field, Paper, Signer};

#[test]
fn no_sign_of_markdown_survives() {
    for (typed, written) in [
        ("# x", "\\# x"),
        ("- x", "\\- x"),
        ("1. x", "1\\. x"),
        ("a-b 1.5", "a-b 1.5"),
        ("[a](b)", "\\[a\\](b)"),
        ("<script>", "\\<script\\>"),
        ("a|b", "a\\|b"),
        ("~~a~~", "\\~\\~a\\~\\~"),
        ("`a` *b* _c_ \\", "\\`a\\` \\*b\\* \\_c\\_ \\\\"),
        ("https://evil.example www.evil.example a@b", "https\\://evil.example www\\.evil.example a\\@b"),
        ("14:05", "14:05"),
        ("two\nlines\u{202e}", "two lines\\<U+202E\\>"),
    ] {
        assert_eq!(escaped(typed), written);
    }
}

#[test]
fn a_form_has_every_word_and_no_row_gains_a_column() {
    let text = |words: &str| words.to_owned();
    let hostile = "x | y\n| z <br> **q**";
    let line = |style| Line { style, words: text(hostile) };
    let one = || Cell { lines: vec![line(Style::Fixed), line(Style::Struck), line(Style::Strong)] };
    let form = Form {
        title: text(hostile),
        number: text("CF-1"),
        paper: Paper::A4,
        mark: text("TLP:RED"),
        banner: Some(text("EXERCISE")),
        case: text("Case"),
        foot: text("journal 57"),
        pages: text("page {page}"),
        code: Some(text("case=c exhibit=E-001")),
        blocks: vec![
            Block::Fields { fields: vec![Field { label: text("what"), value: one(), wide: true }] },
            Block::Table(Table {
                columns: vec![Column { title: text("a"), share: 1 }, Column { title: text("b"), share: 1 }],
                rows: vec![
                    Row::Cells { cells: vec![one(), one()] },
                    Row::Across { style: Style::Strong, words: text(hostile) },
                    Row::Blank,
                ],
            }),
            Block::Signatures {
                asks: vec![text("name"), text("signature")],
                signers: vec![Signer { role: text("lead"), name: None }],
            },
            Block::Label { code: text("exhibit=E-001"), name: text("E-001"), lines: vec![line(Style::Plain)] },
        ],
    };
    let made = markdown(&form);
    assert!(made.starts_with("# x \\| y \\| z \\<br\\> \\*\\*q\\*\\*\n"), "{made}");
    let table: Vec<&str> = made.lines().filter(|line| line.starts_with("| ")).collect();
    for row in &table {
        let bars = row.replace("\\|", "").matches('|').count();
        assert_eq!(
            bars,
            if row.contains("lead") || row.contains("name") || *row == "| --- | --- | --- |" { 4 } else { 3 },
            "{row}"
        );
    }
    for wanted in ["`CF-1`", "**TLP:RED**", "**EXERCISE**", "`case=c exhibit=E-001`", "journal 57", "`exhibit=E-001`"] {
        assert!(made.contains(wanted), "{wanted}: {made}");
    }
}
