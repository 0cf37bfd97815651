//! What an incident is: facts, the state folded from them, and the rules.
//!
//! Pure: no input or output, no system clock, no SQL, no terminal types. One file per concern; each concern owns its facts, its part of the state, what
//! its commands decide and what waits for a person.

pub mod acquisition;
pub mod action;
pub mod ai_act;
pub mod anchor;
pub mod artefact;
pub mod attention;
pub mod breach;
pub mod briefing;
pub mod call_order;
pub mod callout;
pub mod cause;
pub mod challenge;
pub mod closure;
pub mod containment;
pub mod control;
pub mod correction;
pub mod custody;
pub mod deadline;
pub mod decision;
pub mod decision_log;
pub mod declaration;
pub mod drill;
pub mod eradication;
pub mod excision;
pub mod exhibit;
pub mod experiment;
pub mod fact;
pub mod form;
pub mod id;
pub mod incident;
pub mod indicator;
pub mod input;
pub mod knowledge;
pub mod lineage;
pub mod mark;
pub mod message;
pub mod monitoring;
pub mod msg;
pub mod notice;
pub mod organisation;
pub mod people;
pub mod period;
pub mod phase;
#[cfg(test)]
#[path = "play_tests.rs"]
mod play;
pub mod population;
pub mod printing;
pub mod procedure;
pub mod proof;
pub mod quote;
pub mod range;
pub mod reminder;
pub mod restoration;
pub mod review;
pub mod rules;
pub mod said;
pub mod sensitive;
pub mod session;
pub mod sheet;
pub mod station;
pub mod supplier;
pub mod text;
pub mod time;
pub mod timeline;
pub mod told;
pub mod volatile;
pub mod watch;
