//! Codes as a camera would see them: the cells become a picture, and `zbarimg` reads it.

use super::*;
use crate::ui::panes::fixture::{Room, lines, sheet};
use base64ct::{Base64, Encoding as _};
use std::process::Command;

/// The sizes that a checkpoint and a request of one station have.
const HEADS: &str =
    "warroom/wr-be366bc26cff533770ff3d59/6bb4a5a9690955d4\n1234\n3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=\n";
/// Pixels on a side of a module.
const SCALE: usize = 6;

fn page(heads: &str) -> CheckpointCode {
    let request = Base64::encode_string(&[0x30; 71]);
    CheckpointCode::new("12".to_owned(), heads.to_owned(), "ab12cd34".repeat(8), request)
}

fn room(glyphs: GlyphSet) -> Room {
    let mut room = Room::day_one();
    room.glyphs = glyphs;
    room
}

/// The cells as a picture: each is one pixel wide and two high, times [`SCALE`]; two cells make a module in the console set.
fn picture(buffer: &Buffer) -> Vec<u8> {
    let (width, height) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let mut out = format!("P5 {} {} 255\n", width * SCALE, height * 2 * SCALE).into_bytes();
    let shade = |color: Color| if color == Color::White { 255_u8 } else { 0 };
    for half in 0..height * 2 {
        let row: Vec<u8> = (0..width)
            .flat_map(|column| {
                let cell = &buffer.content()[half / 2 * width + column];
                let inked = match cell.symbol() {
                    "█" => true,
                    "▀" => half % 2 == 0,
                    "▄" => half % 2 == 1,
                    _ => false,
                };
                [if inked { shade(cell.fg) } else { shade(cell.bg) }; SCALE]
            })
            .collect();
        for _ in 0..SCALE {
            out.extend_from_slice(&row);
        }
    }
    out
}

/// What `zbarimg` reads off it; none where that is not installed.
fn scanned(buffer: &Buffer) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("screen.pgm"), picture(buffer)).unwrap();
    match Command::new("zbarimg").args(["-q", "--raw", "screen.pgm"]).current_dir(folder.path()).output() {
        Ok(read) => Some(String::from_utf8_lossy(&read.stdout).trim_end_matches('\n').to_owned()),
        Err(_) => {
            println!("passed over: zbarimg is not installed");
            None
        }
    }
}

fn drawn(page: &CheckpointCode, glyphs: GlyphSet, width: u16, height: u16) -> Buffer {
    let mut buffer = sheet(width, height);
    page.draw(buffer.area, &mut buffer, &room(glyphs).look());
    buffer
}

#[test]
fn the_checkpoint_and_the_request_are_read_off_the_smallest_screen() {
    let mut page = page(HEADS);
    let heads = drawn(&page, GlyphSet::Full, 80, 24);
    assert!(lines(&heads).iter().any(|line| line.contains("ab12cd34 ab12cd34")), "{:#?}", lines(&heads));
    page.handle(KeyEvent::from(KeyCode::Tab));
    let request = drawn(&page, GlyphSet::Full, 80, 24);
    assert_ne!(heads, request);
    if let (Some(read), Some(asked)) = (scanned(&heads), scanned(&request)) {
        assert_eq!(read, HEADS.trim_end_matches('\n'));
        assert_eq!(asked, page.request);
    }
    // Drawn the other way round it is the same picture where there are colours.
    let before = picture(&request);
    page.handle(KeyEvent::from(KeyCode::Char('i')));
    let turned = drawn(&page, GlyphSet::Full, 80, 24);
    assert!(turned != request && picture(&turned)[..before.len() / 2] == before[..before.len() / 2]);
}

#[test]
fn what_is_too_long_for_the_screen_gives_way_to_the_case_head() {
    let page = page(&HEADS.repeat(3));
    let narrow = drawn(&page, GlyphSet::Full, 80, 24);
    let wide = drawn(&page, GlyphSet::Full, 160, 48);
    if let (Some(narrow), Some(wide)) = (scanned(&narrow), scanned(&wide)) {
        assert_eq!(narrow, "ab12cd34".repeat(8));
        assert_eq!(wide, HEADS.repeat(3).trim_end_matches('\n'));
    }
}

#[test]
fn without_half_blocks_modules_are_wide_and_without_blocks_the_text_is_shown() {
    let page = page(HEADS);
    let console = drawn(&page, GlyphSet::Console, 160, 48);
    assert!(!lines(&console).concat().contains(['▀', '▄']), "{:#?}", lines(&console));
    if let Some(read) = scanned(&console) {
        assert_eq!(read, HEADS.trim_end_matches('\n'));
    }
    for (glyphs, why) in [(GlyphSet::Ascii, "Unicode"), (GlyphSet::Console, "larger")] {
        let shown = lines(&drawn(&page, glyphs, 80, 24)).join("\n");
        assert!(shown.contains(why) && shown.contains("3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw="), "{shown}");
    }
}

#[test]
fn no_size_of_the_screen_is_too_small_to_draw_on() {
    let page = page(HEADS);
    for (width, height) in [(1, 1), (20, 5), (44, 23), (45, 22), (45, 23), (46, 24), (60, 24), (79, 23)] {
        for glyphs in GlyphSet::ALL {
            drawn(&page, glyphs, width, height);
        }
    }
}
