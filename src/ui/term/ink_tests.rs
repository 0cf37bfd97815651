//! Every role of every theme can be seen: what is sent for it is read back as terminals read it, and its ink is held against its ground.

use std::cell::RefCell;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::rc::Rc;

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::{CountingWriter, ink};
use crate::ui::theme::{Theme, ThemeName};

/// Red, green and blue.
type Rgb = [f64; 3];

/// A kind of terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// With colours of 24 bits, or 256 of them: the first sixteen are the terminal's own in both.
    Many,
    /// With sixteen, as consoles and line terminals have them.
    Sixteen,
    /// The kernel's console, with a font of 256 signs or, without bright colours, of 512.
    Console { bright: bool },
    /// Without colour: it passes over what it is sent of them.
    Mono,
}

const KINDS: [Kind; 5] =
    [Kind::Many, Kind::Sixteen, Kind::Console { bright: true }, Kind::Console { bright: false }, Kind::Mono];

/// The least contrast of ink and ground, as WCAG 2.1 computes it: dark red on black, where nothing is bright, has no more.
const LEAST: f64 = 2.5;

/// The colours of xterm, and those of the kernel's console (`vt.default_red` and the others).
fn palette(kind: Kind, index: u8) -> Rgb {
    const XTERM: [u32; 16] = [
        0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f, 0xff_0000,
        0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
    ];
    const KERNEL: [u32; 16] = [
        0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa, 0x55_5555, 0xff_5555,
        0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
    ];
    let of = if matches!(kind, Kind::Console { .. }) { &KERNEL } else { &XTERM };
    rgb(of[usize::from(index % 16)])
}

fn rgb(hex: u32) -> Rgb {
    [16, 8, 0].map(|shift| f64::from(hex >> shift & 255) / 255.0)
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let light = |colour: Rgb| {
        let part = |part: f64| if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
        0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is sent for one letter in a style.
fn sent(kind: Kind, style: Style) -> Vec<u8> {
    crossterm::style::force_color_output(true);
    let wire = Wire::default();
    let mut writer = CountingWriter::new(wire.clone());
    if kind != Kind::Many {
        writer.in_sixteen_colours();
    }
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, 1, 1)) };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(writer), options).unwrap();
    let drawn = terminal.draw(|frame| {
        frame.buffer_mut()[(0, 0)].set_symbol("x").set_style(style);
        if matches!(kind, Kind::Console { .. }) {
            frame.buffer_mut().content.iter_mut().for_each(ink::settle);
        }
    });
    drawn.unwrap();
    drop(terminal);
    wire.0.take()
}

/// Ink and ground of that letter as such a terminal shows it; `light` is what its own ground is.
fn seen(kind: Kind, style: Style, light: bool) -> (Rgb, Rgb) {
    let mut parser = vt100::Parser::new(NonZeroU16::MIN, NonZeroU16::MIN, 0);
    parser.process(&sent(kind, style));
    let cell = parser.screen().cell(0, 0).unwrap();
    assert_eq!(cell.contents(), "x");
    let bright = cell.bold() && kind == (Kind::Console { bright: true });
    let colour = |colour: vt100::Color, own: Rgb| match colour {
        vt100::Color::Idx(index) if kind != Kind::Mono => {
            palette(kind, index + if bright && index < 8 { 8 } else { 0 })
        }
        vt100::Color::Rgb(red, green, blue) if kind == Kind::Many => {
            [red, green, blue].map(|part| f64::from(part) / 255.0)
        }
        _ => own,
    };
    let (white, black) = (palette(kind, 7), rgb(0));
    let own = if light { (black, rgb(0xff_ffff)) } else { (white, black) };
    let ground = match cell.bgcolor() {
        // Bold is the ink's alone.
        vt100::Color::Idx(index) if kind != Kind::Mono => palette(kind, index),
        other => colour(other, own.1),
    };
    let mut both = (colour(cell.fgcolor(), own.0), ground);
    if cell.inverse() {
        both = (both.1, both.0);
    }
    if cell.dim() {
        // Terminals that show faint letters mix the ink with the ground, by up to a half.
        both.0 = [0, 1, 2].map(|part| f64::midpoint(both.0[part], both.1[part]));
    }
    both
}

#[test]
fn every_role_of_every_theme_differs_from_its_ground_on_every_kind_of_terminal() {
    for name in ThemeName::ALL {
        let theme = Theme::new(name);
        for (role, style) in theme.roles() {
            // Everything is drawn over the fill of the screen, and may be in the selected row.
            let drawn = theme.text.patch(style);
            for (kind, style) in
                KINDS.into_iter().flat_map(|kind| [(kind, drawn), (kind, drawn.patch(theme.selection))])
            {
                let grounds: &[bool] = match (name, kind) {
                    // No console has a light ground.
                    (ThemeName::Light, Kind::Console { .. }) => &[],
                    (_, Kind::Console { .. }) | (ThemeName::Dark, _) => &[false],
                    (ThemeName::Light, _) => &[true],
                    (ThemeName::Projector | ThemeName::Mono, _) => &[false, true],
                };
                for light in grounds {
                    let (ink, ground) = seen(kind, style, *light);
                    let contrast = contrast(ink, ground);
                    assert!(
                        contrast >= LEAST,
                        "{role} of {name:?} on {kind:?}, light {light}: {contrast:.2}:1, {ink:?} on {ground:?}, {style:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_cannot_be_seen_is_found() {
    use ratatui::style::{Color, Modifier};
    let on_itself = Style::new().fg(Color::Black).bg(Color::Black);
    for kind in [Kind::Many, Kind::Sixteen, Kind::Console { bright: false }] {
        let (ink, ground) = seen(kind, on_itself, false);
        assert!(contrast(ink, ground) < 1.01, "{kind:?}");
        let (ink, ground) = seen(kind, Style::new().fg(Color::Black).add_modifier(Modifier::BOLD), false);
        assert!(contrast(ink, ground) < LEAST, "{kind:?}");
    }
    let (ink, ground) = seen(Kind::Many, Style::new().fg(Color::White).bg(Color::Rgb(255, 255, 250)), true);
    assert!(contrast(ink, ground) < LEAST);
    // Without colour the terminal's own are left.
    let (ink, ground) = seen(Kind::Mono, on_itself, false);
    assert!(contrast(ink, ground) > LEAST);
}
