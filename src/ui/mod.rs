//! The screen: panes, overlays, key map, theme, event loop. No rules of procedure, no SQL; drawing never feeds back into routing.

pub mod bigdigits;
pub mod board;
pub mod candidates;
pub mod console;
pub mod form;
pub mod form_view;
pub mod frame;
pub mod fuzzy;
pub mod glyphs;
pub mod home;
pub mod input;
pub mod keymap;
pub mod list;
pub mod look;
pub mod overlay;
pub mod overlay_view;
pub mod pane;
pub mod panes;
pub mod picker;
pub mod reader;
pub mod replay;
pub mod search;
mod status;
mod strip;
pub mod term;
pub mod text_field;
pub mod theme;
