//! The case file and the command line over it: journal, tampering, faults, crashes, layers.

mod cli;
mod crash;
mod journal;
mod support;
mod tamper;
