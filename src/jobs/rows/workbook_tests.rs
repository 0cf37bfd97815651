//! Archives and workbooks, made here part by part.

use std::io::{Cursor, Read as _, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::archive::{Archive, ArchiveRefusal};
use super::format_tests::{millis, whole};
use super::opening::Bomb;
use super::workbook::Workbook;
use super::{Item, Limits};
use crate::library::foreign::row::Reason;
use crate::library::foreign::{Format, Mapping, detect};

fn zipped(files: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap()
}

const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="x"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Timeline" sheetId="1" r:id="rId1"/><sheet name="A &amp; B" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd&quot;x&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>"#;
const STRINGS: &str = r#"<sst><si><t>Timestamp_UTC_0</t></si><si><t>EvidenceType</t></si><si><t>Event System</t></si><si><t>Activity</t></si><si><r><t>Log</t></r><r><t>on &lt;&#33;&amp;</t></r><rPh><t>no</t></rPh></si></sst>"#;
const SHEET: &str = r#"<worksheet><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>
<row r="3"><c r="A3" s="1"><v>46071.5666666667</v></c><c r="C3" t="inlineStr"><is><t>dc01</t></is></c><c r="D3" t="s"><v>4</v></c></row>
<row r="4"><c r="A4" t="str"><v>2026-02-18 13:36:00</v></c><c r="D4"><f>1+1</f><v>2</v></c></row>
<row r="5"/>
<row r="6"><c r="A6" s="3"><v>46071.5</v></c><c r="D6" t="inlineStr"><is><t>no date</t></is></c></row>
<row r="7"><c r="A7" t="inlineStr"><is><t>2026-02-18 13:36:00</t></is></c><c r="D7" t="inlineStr"><is><t>two
lines</t></is></c></row>
<row r="8"><c r="E8"><v>1</v></c></row>
</sheetData></worksheet>"#;

fn book(more: &[(&str, &[u8])]) -> Result<Workbook<Cursor<Vec<u8>>>, ArchiveRefusal> {
    let parts = [
        ("[Content_Types].xml", "<Types/>"),
        ("xl/_rels/workbook.xml.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/worksheets/sheet1.xml", SHEET),
        ("xl/worksheets/sheet2.xml", "<worksheet/>"),
    ];
    let mut files: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    files.extend_from_slice(more);
    Workbook::open(Archive::open(zipped(&files), Limits::default())?)
}

#[test]
fn a_sheet_of_kanvas_is_read_with_the_numbers_of_its_rows() {
    let mut book = book(&[]).unwrap();
    assert_eq!(book.sheets().collect::<Vec<_>>(), ["Timeline", "A & B"]);
    let detection = detect(&book.sample("Timeline").unwrap()).unwrap();
    assert_eq!((detection.format(), detection.questions.as_slice()), (Format::Kanvas, &[][..]));
    let mapping: Mapping = detection.mapping().unwrap().clone();
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    let counts = book
        .read("Timeline", &mapping, None, |item| {
            match item {
                Item::Kept(row) => rows.push(row),
                Item::Refused(of) => refused.push((of.line, of.reason, String::from_utf8(of.raw).unwrap())),
            }
            true
        })
        .unwrap();
    assert!(counts.hold());
    assert_eq!((counts.lines, counts.header, counts.blank, counts.kept, counts.refused), (7, 1, 1, 2, 3));
    assert_eq!((rows[0].line, rows[0].what.as_str(), rows[0].host.as_str()), (3, "Logon <!&", "dc01"));
    assert_eq!((rows[0].time.at, rows[0].time.text.as_str()), (millis("2026-02-18T13:36:00Z"), "2026-02-18 13:36:00"));
    assert_eq!((rows[1].line, rows[1].what.as_str()), (7, "two\nlines"));
    let at = |index: usize| (refused[index].0, &refused[index].1);
    assert_eq!(at(0), (4, &Reason::Formula { column: 4 }));
    assert!(matches!(at(1), (6, Reason::Time { .. })), "46071.5 is no time where it is not shown as one");
    assert_eq!(at(2), (8, &Reason::Columns { expected: 4, found: 5 }));
    assert_eq!(refused[1].2, "46071.5,,,no date");
}

#[test]
fn macros_links_and_entities_are_refused_as_files() {
    let refusal = |more: &[(&str, &[u8])]| book(more).err().map(|refusal| refusal.to_string());
    assert_eq!(refusal(&[("xl/vbaProject.bin", b"x")]), Some(ArchiveRefusal::Macros.to_string()));
    assert_eq!(
        refusal(&[("xl/externalLinks/externalLink1.xml", b"x")]),
        Some(ArchiveRefusal::ExternalLinks.to_string())
    );
    let lol = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook/>"#;
    let files = [("xl/_rels/workbook.xml.rels", RELS.as_bytes()), ("xl/workbook.xml", lol.as_bytes())];
    let refused = Workbook::open(Archive::open(zipped(&files), Limits::default()).unwrap()).err().unwrap();
    assert_eq!(refused.to_string(), "the workbook cannot be read: a document type");
    let long = format!(
        "<worksheet><sheetData><row><c t=\"str\"><v>{}</v></c></row></sheetData></worksheet>",
        "x".repeat(3 << 20)
    );
    let files = [
        ("xl/_rels/workbook.xml.rels", RELS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/worksheets/sheet1.xml", long.as_bytes()),
    ];
    let mut book = Workbook::open(Archive::open(zipped(&files), Limits::default()).unwrap()).unwrap();
    assert!(book.rows("Timeline", |_| true).is_err());
}

#[test]
fn one_file_in_an_archive_is_read_and_of_several_one_is_named() {
    let text = b"message,datetime,timestamp_desc\na,2026-02-18T13:36:00Z,x\n";
    let mut archive = Archive::open(zipped(&[("__MACOSX/._x", b"?"), ("d/x.csv", text)]), Limits::default()).unwrap();
    let name = archive.only().unwrap();
    let mut bytes = Vec::new();
    archive.entry(&name).unwrap().read_to_end(&mut bytes).unwrap();
    assert_eq!((name.as_str(), whole(&bytes, None).1.counts.kept), ("d/x.csv", 1));
    let several = Archive::open(zipped(&[("a", b"x"), ("b", b"y")]), Limits::default()).unwrap().only();
    assert!(matches!(several, Err(ArchiveRefusal::Several(names)) if names == ["a", "b"]));
    assert!(matches!(Archive::open(zipped(&[]), Limits::default()).unwrap().only(), Err(ArchiveRefusal::Empty)));
    assert!(Archive::open(Cursor::new(b"PK\x03\x04 no".to_vec()), Limits::default()).is_err());
}

#[test]
fn an_entry_that_swells_stops() {
    let bomb = zipped(&[("x", &vec![b'x'; 3 << 20])]);
    let limits = Limits { unchecked: 1 << 20, ratio: 100, ..Limits::default() };
    let mut archive = Archive::open(bomb, limits).unwrap();
    let error = archive.entry("x").unwrap().read_to_end(&mut Vec::new()).unwrap_err();
    assert!(error.get_ref().is_some_and(|inner| inner.is::<Bomb>()));
}

/// Parts with changed bytes: the account holds or the workbook is refused; nothing panics.
#[test]
fn changed_parts_keep_the_account_or_are_refused() {
    let parts = [
        ("xl/_rels/workbook.xml.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/worksheets/sheet1.xml", SHEET),
    ];
    let detection = detect(&book(&[]).unwrap().sample("Timeline").unwrap()).unwrap();
    let (mut read, mut stopped) = (0, 0);
    for (at, (_, text)) in parts.iter().enumerate() {
        for place in (0..text.len()).step_by(7) {
            for byte in *b"<>&\"\x00\xFF9/" {
                let mut changed = text.as_bytes().to_vec();
                changed[place] = byte;
                let mut files: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
                files[at].1 = &changed;
                let opened = Archive::open(zipped(&files), Limits::default()).and_then(Workbook::open);
                match opened.and_then(|mut book| book.read("Timeline", detection.mapping().unwrap(), None, |_| true)) {
                    Ok(counts) => {
                        assert!(counts.hold());
                        read += 1;
                    }
                    Err(_) => stopped += 1,
                }
            }
        }
    }
    assert!(read > 500 && stopped > 500, "{read} read, {stopped} refused");
}
