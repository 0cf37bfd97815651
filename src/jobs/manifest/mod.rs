//! Manifests of directories: one line of `sha256sum` for every file, one root digest for all of them.
//!
//! # The text
//! Lines that begin with `#` are comments, which `sha256sum -c` passes over; every other line is
//! `<sha256>  ./<name>` in the escaping of coreutils, name relative to the directory. Lines are ordered by the bytes of the
//! name as a whole. So the root digest, the SHA-256 of all lines that are no comment, is found again with stock tools:
//!
//! ```text
//! grep -av '^#' MANIFEST | sha256sum
//! cd DIR && find . -type f -print0 | LC_ALL=C sort -z | xargs -0r sha256sum | sha256sum
//! ```
//!
//! Comments carry what such lines cannot: `# size N` stands before the line of its file; `# link`, `# empty`, `# special`
//! name what has no content of its own and is never followed or read; `# unread` names what should have been read and was
//! not. The counts and the root stand at the end. Nothing in the text depends on when, where or with how many threads it
//! was made.

mod compare;
mod make;
mod output;
mod read;
mod resume;
pub mod safetensors;
mod sort;
mod tensors;
mod text;
mod walk;

#[cfg(test)]
mod tests;

pub use compare::{Change, Comparison, Difference, Side, Tally, compare};
pub use make::{Failure, Options, Seen, Sink, Summary, make};
pub use output::{Output, OutputProblem};
pub use read::{Contents, ReadProblem, read};
pub use resume::Prior;
pub use tensors::{TensorSummary, tensors};
