//! QR codes as black runs, to be drawn as one shape: no picture that a printer would smooth.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// A QR code without its quiet zone.
#[derive(Debug, Serialize)]
pub(super) struct Code {
    /// Modules on a side.
    side: usize,
    /// Black runs: column, row, length.
    runs: Vec<(usize, usize, usize)>,
}

/// A code of medium error correction; none where the content does not fit the largest.
pub(super) fn runs(content: &str) -> Option<Code> {
    let code = QrCode::with_error_correction_level(content, EcLevel::M).ok()?;
    let side = code.width();
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (y, row) in code.to_colors().chunks(side).enumerate() {
        for (x, color) in row.iter().enumerate() {
            match (color, runs.last_mut()) {
                (Color::Light, _) => {}
                (Color::Dark, Some((from, at, length))) if *at == y && *from + *length == x => *length += 1,
                (Color::Dark, _) => runs.push((x, y, 1)),
            }
        }
    }
    Some(Code { side, runs })
}
