//! What leaves the case, and the verifier that a stranger runs.

pub mod cacao;
pub mod verify;
