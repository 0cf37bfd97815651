//! The case file and the command line over it: journal, tampering, faults, crashes, layers.

mod cli;
mod crash;
mod faults;
mod journal;
mod layers;
mod support;
mod tamper;
