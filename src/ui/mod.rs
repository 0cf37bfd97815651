//! The screen: panes, overlays, key map, theme, event loop. No rules of procedure, no SQL; drawing never feeds back into routing.

pub mod bigdigits;
pub mod fuzzy;
pub mod glyphs;
pub mod input;
pub mod list;
pub mod look;
pub mod pane;
pub mod picker;
pub mod term;
pub mod text_field;
pub mod theme;
