//! One run of the program, with everything that comes from outside as arguments.

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::PathBuf;

use clap::Parser as _;

use crate::app::Env;
use crate::app::Failure;
use crate::app::settings::Settings;
use crate::cli::args::{Cli, Command};
use crate::cli::session::Session;
use crate::cli::stop::{DONE, Stop, USAGE};
use crate::cli::{Show, Streams, dispatch};
use crate::domain::text::{visible, visible_lines};
use crate::library::lang::Lang;
use crate::ui::console::{self, ConsoleError, Options};
use crate::ui::glyphs::GlyphSet;
use crate::ui::replay;
use crate::ui::theme::ThemeName;

/// Runs one command line, the program's name first, and gives its exit code: 0 done, 1 refused or not verified, 2 usage. Without a subcommand the
/// console starts, on the terminal itself.
pub fn run(mut env: Env, args: Vec<OsString>, mut io: Streams<'_>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, &mut io),
    };
    if let Some(zone) = &cli.globals.zone {
        match zone.trim().parse() {
            Ok(zone) => env.zone = zone,
            // An offset is a zone for the times of a file; what is none is refused there.
            Err(_) if cli.command.as_ref().is_some_and(Command::reads_rows) => {}
            Err(_) => {
                io.note(&format!("warroom: {}", Failure::Zone(visible(zone).into_owned())));
                return USAGE;
            }
        }
    }
    let mut session = Session { env, globals: cli.globals, io, lang: Lang::english(), copied: None };
    let result = match cli.command {
        Some(command) => dispatch(&mut session, command, &|session, show| match show {
            Show::Case(case) => open_console(session, case),
            Show::Session(cast, speed) => {
                replay::play(&cast, speed).map(|()| DONE).map_err(|error| Stop::Said(error.to_string()))
            }
        }),
        None => open_console(&session, None),
    };
    crate::cli::safety::after(&mut session);
    let flushed = session.io.stdout.flush();
    let result = result.and_then(|code| flushed.map(|()| code).map_err(Stop::Output));
    match result {
        Ok(code) => code,
        Err(stop) => session.report(&stop),
    }
}

/// What the parser says: help and version are results, anything else is a mistake on the command line.
fn usage(error: &clap::Error, io: &mut Streams<'_>) -> u8 {
    let text = error.render().to_string();
    let asked = !error.use_stderr();
    for line in visible_lines(&text) {
        let _ = if asked { writeln!(io.stdout, "{line}") } else { writeln!(io.stderr, "{line}") };
    }
    let _ = io.stdout.flush();
    if asked { DONE } else { USAGE }
}

/// Reads what was asked of the console and starts it.
fn open_console(session: &Session<'_>, case: Option<PathBuf>) -> Result<u8, Stop> {
    let named = |what: &str, given: &str, known: &str| {
        Stop::Usage(format!("there is no {what} {}; choose one of {known}", visible(given)))
    };
    if session.globals.as_known_at.is_some() {
        return Err(Stop::Usage(
            "in the console press @ to see the case as it was known; --as-known-at is for what prints".to_owned(),
        ));
    }
    let theme = match &session.globals.theme {
        Some(given) => Some(
            ThemeName::parse(given)
                .ok_or_else(|| named("theme", given, &ThemeName::ALL.map(ThemeName::name).join(", ")))?,
        ),
        None => None,
    };
    let glyphs = match &session.globals.glyphs {
        Some(given) => Some(
            GlyphSet::parse(given)
                .ok_or_else(|| named("set of glyphs", given, &GlyphSet::ALL.map(GlyphSet::name).join(", ")))?,
        ),
        None => None,
    };
    let operator = session.globals.operator.clone().or_else(|| session.env.var("WARROOM_OPERATOR").map(str::to_owned));
    let options = Options { case: case.or_else(|| session.named_case()), operator, theme, glyphs };
    let lines = session.globals.plain || Settings::of(&session.env).screen_reader;
    let start = if lines { console::start_plain } else { console::start };
    start(session.env.clone(), &options).map_err(|error| match error {
        ConsoleError::Case(failure) => failure.into(),
        other => Stop::Said(other.to_string()),
    })
}

/// Runs one command line on the streams of this process.
#[must_use]
pub fn run_process(env: Env, args: Vec<OsString>) -> u8 {
    let (mut stdin, mut stdout, mut stderr) = (std::io::stdin(), std::io::stdout(), std::io::stderr());
    let streams = Streams {
        stdout_is_terminal: stdout.is_terminal(),
        stderr_is_terminal: stderr.is_terminal(),
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
    };
    run(env, args, streams)
}
