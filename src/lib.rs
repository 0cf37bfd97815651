//! warroom: a terminal console from which an incident response lead runs a cyber incident, and a case file that a stranger can check.
//!
//! Layers, each importing only from those to its left: `domain` (with `library` beside it) <- `journal` <- `store` <- `jobs`, `export` <- `app` <- `ui`, `cli`.
//! A key press or a command line becomes a command; `domain` decides which facts it leads to; `store` appends them in one durable transaction; `domain`
//! folds them into the state; `ui` draws the state. There is no second way in.

pub mod app;
pub mod cli;
pub mod domain;
pub mod export;
pub mod jobs;
pub mod journal;
pub mod library;
mod run;
pub mod store;
pub mod ui;

pub use run::{run, run_process};
