//! Verifying what left the case and what stayed: case files and case folders. Everything is checked that can be, and what cannot be proved is said.

mod case;
mod folder;
pub mod journal;
pub mod paper;
mod people;
mod rows;
mod times;

pub use case::{Report, StationReport, verify, verify_open};
pub use folder::{FolderReport, folder, folder_at};
pub use journal::folder_rows;
