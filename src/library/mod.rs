//! The shipped documents: procedures, vocabulary, classification, legal register, codenames, and the user's own list
//! of people and procedures. They are parsed from `assets/` or from files of the user; no rule of an incident is here.

pub mod assets;
pub mod catalogue;
pub mod codenames;
pub mod contents;
pub mod digest;
pub mod error;
pub mod finding;
pub mod foreign;
pub mod imaging_log;
pub mod injects;
pub mod lang;
pub mod people;
pub mod procedure;
pub mod query;
pub mod regimes;
pub mod rows;
pub mod rsit;
pub mod sums;
pub mod technique;
pub mod tell;
pub mod transcript;
pub mod vocabulary;
pub mod words;

mod check;
mod merge;
mod people_csv;
mod plain_text;
mod source;

pub use catalogue::{Catalogue, Loaded, Origin};
pub use error::LibraryError;
pub use finding::{Code, Finding};
pub use people::Person;
pub use procedure::{MergedStep, Procedure, Step};
pub use regimes::Register;
pub use vocabulary::Vocabulary;
