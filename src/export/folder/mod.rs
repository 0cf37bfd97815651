//! The case folder: a BagIt 1.0 directory (RFC 8493) that a stranger checks with `sha256sum`, `ssh-keygen` and `sqlite3`.

pub mod layout;
pub mod note;
