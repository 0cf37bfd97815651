//! A BagIt validator (RFC 8493) that takes the folder for hostile. It knows nothing of cases.

mod flaw;
pub mod tree;

pub use flaw::Flaw;
pub use tree::Tree;
