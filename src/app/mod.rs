//! The open case: takes a command, checks it, appends its facts, applies them and answers. No drawing, no SQL.

pub mod acquisition;
mod alarms;
pub mod anchor;
mod arriving;
pub mod book;
pub mod case;
pub mod clockwatch;
pub mod command;
pub mod demo;
pub mod digest;
pub mod dossier;
pub mod drill;
pub mod env;
pub mod export;
pub mod failure;
pub mod merge;
pub mod opening;
pub mod organisation;
mod own_key;
pub mod paper;
pub mod plan;
pub mod prove;
pub mod quoting;
pub mod ready;
pub mod register;
pub mod report;
pub mod safety;
pub mod selftest;
pub mod sessions;
pub mod sources;
pub mod staging;
mod stamp;

pub use case::{Case, Done};
pub use command::{COMMANDS, CommandSpec, Scope};
pub use env::Env;
pub use failure::Failure;
