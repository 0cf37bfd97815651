//! The binary: takes time, randomness, directories and variables from the system, and hands them to the library.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use warroom::app::Env;
use warroom::app::env::{SystemClock, SystemEntropy};
use warroom::app::staging::text_of;
use warroom::store::places::Places;

fn main() -> ExitCode {
    // Without its hook a panic is still reported, in the standard library's words.
    let _ = color_eyre::install();
    let places = match Places::of_platform() {
        Ok(places) => places,
        Err(error) => {
            eprintln!("warroom: {error}");
            return ExitCode::from(1);
        }
    };
    let zone = iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok()).unwrap_or(chrono_tz::UTC);
    // A value that is not UTF-8 can only be a path; it is kept as the text that stands for one.
    let vars: BTreeMap<String, String> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, text_of(value.as_ref()))))
        .collect();
    let env = Env { clock: Arc::new(SystemClock), entropy: Arc::new(SystemEntropy), places, zone, vars };
    ExitCode::from(warroom::run_process(env, std::env::args_os().collect()))
}
