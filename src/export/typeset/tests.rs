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
pub(in crate::export) fn judged(judge: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
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
pub(in crate::export) fn words_of(pdf: &[u8]) -> Option<String> {
    judged("pdftotext", &["-raw", "-"], pdf).map(|words| words.split_whitespace().collect())
}

fn pages_of(pdf: &[u8]) -> Option<usize> {
    let info = judged("pdfinfo", &[], pdf)?;
    info.lines().find_map(|line| line.strip_prefix("Pages:")).and_then(|count| count.trim().parse().ok())
}

#[test]
fn every_block_is_set() {
    let pdf = made(&form(every_block("Disk of etl-02")));
    assert!(pdf.starts_with(b"%PDF-"));
    if let Some(words) = words_of(&pdf) {
        assert_eq!(words.matches("Diskofetl-02").count(), 31, "{words}");
        assert!(words.contains("page1of1") && words.contains("journal57,head9f2c"), "{words}");
    }
    let Some(pages) = pages_of(&pdf) else { return };
    assert_eq!(pages, 1);
}

/// What would be markup, code, a path, or a fault of the setter if it were more than words.
const HOSTILE: &[&str] = &[
    "#panic(\"x\") #read(\"/etc/passwd\") #sys.inputs #{1 + 1}",
    "$x^2$ *b* _i_ `r` ```typ #box```",
    "= heading - item + item / term: x",
    "\\ ~ -- --- ... \"quotes\" 'single' @ref <label> // note /* note */",
    "https://evil.example/a?b=c#d",
    "]] [[ }} {{ )) (( \\u{202e}",
    "{page} {pages}",
    "two\nlines\r\nand\ttabs\u{0}\u{7}\u{1b}[2J",
    "right\u{202e}to\u{2066}left\u{200b}hidden\u{feff}",
    "\u{1f600}\u{1f468}\u{200d}\u{1f469} \u{4e2d}\u{6587} \u{645}\u{631} \u{e000}\u{10ffff}\u{fffe}",
    "e\u{301} Stra\u{df}e \u{416}\u{443}\u{43a} \u{391}\u{3b8}\u{3ae}\u{3bd}\u{3b1} na\u{ef}ve \u{20ac} \u{2026}",
    "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}",
    "",
    " ",
];

#[test]
fn hostile_words_stand_on_the_page_as_they_are() {
    for words in HOSTILE {
        let mut form = form(every_block(words));
        form.title = (*words).to_owned();
        form.case = (*words).to_owned();
        let pdf = made(&form);
        let Some(found) = words_of(&pdf) else { continue };
        let mut wanted: String = words::pieces(words).concat().split_whitespace().collect();
        // Composed where the font has the composed character: the same text.
        wanted = wanted.replace("e\u{301}", "\u{e9}");
        let found = found.replace("e\u{301}", "\u{e9}");
        let count = found.matches(&wanted).count();
        assert!(wanted.is_empty() || count >= 33, "{count} times {wanted} in {found}");
    }
}

#[test]
fn a_word_without_a_space_stays_in_its_column() {
    let long = "0123456789abcdef".repeat(625);
    let columns = [3, 1].map(|share| Column { title: "x".to_owned(), share }).into();
    let table = Table { columns, rows: vec![Row::Cells { cells: vec![cell("x"), cell(&long)] }] };
    let field = Field { label: "x".to_owned(), value: cell(&long), wide: true };
    let text = Block::Text { style: Style::Plain, words: long.clone() };
    let pdf = made(&form(vec![Block::Table(table), Block::Fields { fields: vec![field] }, text]));
    let Some(found) = words_of(&pdf) else { return };
    // What ran over the edge of the page would still be in the text: it is the number of pages that grows.
    assert!(pages_of(&pdf).is_some_and(|pages| pages > 5), "{:?}", pages_of(&pdf));
    assert!(found.matches("0123456789abcdef").count() > 3 * 600, "{}", found.matches("0123456789abcdef").count());
}

#[test]
fn a_long_table_goes_over_pages_with_its_header() {
    let row = |n: usize| Row::Cells { cells: vec![cell(&format!("event-{n:03}")), cell("released to the courier")] };
    let columns = ["Event-no", "What"].map(|title| Column { title: title.to_owned(), share: 1 }).into();
    let table = Table { columns, rows: (0..500).map(row).collect() };
    let pdf = made(&form(vec![Block::Table(table)]));
    let (Some(found), Some(pages)) = (words_of(&pdf), pages_of(&pdf)) else { return };
    assert!((5..40).contains(&pages), "{pages}");
    assert_eq!(found.matches("Event-no").count(), pages);
    assert!((0..500).all(|n| found.contains(&format!("event-{n:03}"))));
    assert!(found.contains(&format!("page{pages}of{pages}")));
}

#[test]
fn the_same_form_at_the_same_instant_gives_the_same_bytes() {
    let blocks = || every_block("Disk of etl-02 \u{1f600}");
    assert_eq!(made(&form(blocks())), made(&form(blocks())));
    let later = pdf(&form(blocks()), at().plus_minutes(1)).unwrap();
    assert_ne!(made(&form(blocks())), later);
}

#[test]
fn the_codes_are_read_back_from_the_picture() {
    let content = format!("case=wr-be366bc26cff533770ff3d59 exhibit=E-001 sha256={}", "9f2c".repeat(16));
    let label = |content: &str| Block::Label {
        code: content.to_owned(),
        name: "E-001".to_owned(),
        lines: vec![line(Style::Fixed, &"9f2c".repeat(16)), line(Style::Strong, &"x ".repeat(2_000))],
    };
    let mut form = form(vec![label(&content), label("exhibit=E-002")]);
    form.paper = Paper::Label;
    let pdf = made(&form);
    let Some(pages) = pages_of(&pdf) else { return };
    assert_eq!(pages, 2, "a label is one page, however long its words");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("label.pdf"), &pdf).unwrap();
    let drawn =
        Command::new("pdftoppm").args(["-r", "100", "-png", "label.pdf", "p"]).current_dir(folder.path()).status();
    let Ok(true) = drawn.map(|status| status.success()) else {
        println!("passed over: pdftoppm is not installed");
        return;
    };
    for (page, wanted) in [("p-1.png", content.as_str()), ("p-2.png", "exhibit=E-002")] {
        match Command::new("zbarimg").args(["-q", "--raw", page]).current_dir(folder.path()).output() {
            Ok(read) => assert_eq!(String::from_utf8_lossy(&read.stdout).trim_end(), wanted),
            Err(_) => println!("passed over: zbarimg is not installed"),
        }
    }
}

#[test]
fn too_much_for_a_code_is_said() {
    let mut form = form(Vec::new());
    form.code = Some("x".repeat(5_000));
    assert!(matches!(pdf(&form, at()), Err(Unset::Code { bytes: 5_000 })));
}
