//! What leaves the case, and the verifier that a stranger runs.

pub mod cacao;
pub mod dossier;
pub mod markdown;
pub mod plain;
#[cfg(feature = "dossier")]
pub mod typeset;
pub mod verify;
