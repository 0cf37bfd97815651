//! Transcripts of sessions at a console: recorded here, or made elsewhere by the tools that people have there. One file per format.

pub mod asciicast;
pub mod lines;
pub mod mask;
