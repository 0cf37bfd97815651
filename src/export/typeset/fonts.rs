//! The carried fonts, and which characters they can draw.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Each font that the template names, and no other: text and headings, digests.
const CARRIED: [&[u8]; 3] = [
    include_bytes!("../../../assets/fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../../../assets/fonts/LiberationSans-Bold.ttf"),
    include_bytes!("../../../assets/fonts/LiberationMono-Regular.ttf"),
];
/// The first of them draw text: what one of these lacks is not drawn, whatever its weight.
const TEXT: usize = 2;

/// The carried fonts, in a fixed order.
pub(super) static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| CARRIED.iter().flat_map(|data| Font::iter(Bytes::new(*data))).collect());
/// What the setter looks fonts up in.
pub(super) static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Whether a character has a shape in every weight.
pub(super) fn drawn(c: char) -> bool {
    c.is_ascii_graphic() || c == ' ' || FONTS.iter().take(TEXT).all(|font| font.info().coverage.contains(u32::from(c)))
}
