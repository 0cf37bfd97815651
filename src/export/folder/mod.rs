//! The case folder: a BagIt 1.0 directory (RFC 8493) that a stranger checks with `sha256sum`, `ssh-keygen` and `sqlite3`.

pub mod anchored;
pub mod bag;
pub mod contents;
pub mod gaps;
mod lane;
pub mod layout;
pub mod medium;
pub mod note;
pub mod pages;
pub mod sqlite;
pub mod tables;
pub mod withhold;
pub mod writer;
