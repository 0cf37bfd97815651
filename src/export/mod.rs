//! What leaves the case, and the verifier that a stranger runs.

pub mod anchors;
pub mod bag;
pub mod cacao;
pub mod dossier;
pub mod exchange;
pub mod folder;
pub mod markdown;
pub mod origin;
pub mod plain;
pub mod sealed;
#[cfg(feature = "dossier")]
pub mod typeset;
pub mod verify;

pub use verify::journal::folder_rows;
