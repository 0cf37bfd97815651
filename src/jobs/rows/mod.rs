//! Reading files of other tools: bytes of any size, encoding and quality become rows and refused lines, and every line is accounted for.
//!
//! [`open`] looks at the beginning (gzip, encoding, a sample to detect from); [`Reader`] then gives one [`Item`] after another. Memory is bounded
//! whatever the file: one record of at most [`Limits::record`] bytes, one buffer, one row.
//!
//! What a broken quote does. A cell that is opened and never properly closed refuses the line that opened it, and reading goes on with the next line; so does a
//! record of several lines whose number of columns is wrong, for a quote too many may have swallowed good lines. So a line after a broken one is read for what it is.
//! The price, said plainly: where the record was whole and only its number of columns wrong, lines inside its quotes are read as lines of their own.

#[cfg(feature = "workbook")]
pub mod archive;
pub mod beginning;
pub mod decode;
pub mod digest;
pub mod elements;
pub mod exercise;
pub mod finding;
pub mod lines;
pub mod naming;
pub mod opening;
pub mod order;
pub mod pass;
pub mod reader;
#[cfg(feature = "workbook")]
pub mod workbook;

pub use decode::Encoding;
pub use digest::RowsDigest;
pub use opening::{Container, FileRefusal, Opened, open};
pub use reader::{Item, Reader};

#[cfg(test)]
mod accounting_tests;
#[cfg(test)]
mod document_tests;
#[cfg(test)]
mod fixture_tests;
#[cfg(test)]
mod format_tests;
#[cfg(test)]
pub(crate) mod made;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod question_tests;
#[cfg(test)]
#[cfg(feature = "workbook")]
mod workbook_tests;

/// Bounds on what is held at once, and on what a compressed file may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one line or record; what is longer is refused.
    pub record: usize,
    /// Bytes of it that are kept with the refusal.
    pub beginning: usize,
    /// Lines that one quoted record, or one message of a chat, may go over.
    pub lines: u32,
    /// Bytes that a compressed file may unpack to.
    pub unpacked: u64,
    /// Times its size that a compressed file may unpack to, once it gave more than [`Limits::unchecked`].
    pub ratio: u64,
    /// Bytes up to which the ratio is not looked at.
    pub unchecked: u64,
}

impl Default for Limits {
    /// One mebibyte for each record; 64 GiB in all and 400 times the packed size. Logs pack ten to fifty times; deflate goes up to 1032 times.
    fn default() -> Self {
        Self { record: 1 << 20, beginning: 4096, lines: 20_000, unpacked: 64 << 30, ratio: 400, unchecked: 256 << 20 }
    }
}
