//! The SQLite case file: opening, appending, reading, attachments; and drafts, which live outside it.

pub mod attachment;
pub mod casefile;
pub mod drafts;
pub mod error;
pub mod file;
pub mod joining;
pub mod medium;
pub mod memory;
pub mod origin;
pub mod places;
pub mod schema;
pub mod secret;

pub use casefile::CaseFile;
pub use error::StoreError;
