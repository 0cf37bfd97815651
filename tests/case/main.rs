//! The case file and the command line over it: journal, tampering, faults, crashes, layers.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

mod anchor;
mod cli;
mod crash;
mod errors;
mod exchange;
mod excision;
mod export;
mod faults;
mod folder;
mod journal;
mod known;
mod layers;
mod merge;
mod renewal;
mod safety;
mod stamp;
mod support;
mod tamper;
