//! `warroom man`: the manual page, from the specification of the command line and the table of commands.

use std::fmt::Write as _;

use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::COMMANDS;
use crate::domain::input::Need;

/// Prints the page.
pub(crate) fn run(session: &mut Session<'_>) -> Result<u8, Stop> {
    let mut specification = super::specification();
    // Only a built specification can name its arguments.
    specification.build();
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(specification.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    page.extend(subcommands(&specification).into_bytes());
    page.extend(table().into_bytes());
    page.extend(EXIT.as_bytes());
    session.io.stdout.write_all(&page)?;
    Ok(DONE)
}

const EXIT: &str = ".SH \"EXIT STATUS\"\n0 done, 1 refused or not verified, 2 usage.\n";

/// Every subcommand with its arguments, in one page: a stranger has one file to read.
fn subcommands(specification: &clap::Command) -> String {
    let mut page = String::from(".SH SUBCOMMANDS\n");
    let mut write = |name: String, command: &clap::Command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", plain(&name), plain(&about));
        let own = command.get_arguments().filter(|argument| !argument.is_global_set() && !argument.is_hide_set());
        for argument in own.filter(|argument| argument.get_id() != "help") {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(page, ".br\n{}: {}", plain(&argument.to_string()), plain(&help));
        }
    };
    for command in specification.get_subcommands() {
        if command.has_subcommands() {
            for inner in command.get_subcommands() {
                write(format!("warroom {} {}", command.get_name(), inner.get_name()), inner);
            }
        } else {
            write(format!("warroom {}", command.get_name()), command);
        }
    }
    page
}

/// The commands of the console, which `do` reaches as well.
fn table() -> String {
    let mut page = String::from(".SH \"COMMANDS OF THE CONSOLE\"\n");
    for spec in COMMANDS {
        let _ = writeln!(
            page,
            ".TP\n\\fB{}\\fR  {}\n{}",
            plain(spec.name),
            plain(&super::commands::keys(spec)),
            plain(spec.help)
        );
        if !spec.fields.is_empty() {
            let fields: Vec<String> = spec
                .fields
                .iter()
                .map(|field| {
                    if field.need == Need::Required {
                        format!("{} (required)", field.name)
                    } else {
                        field.name.to_owned()
                    }
                })
                .collect();
            let _ = writeln!(page, ".br\nFields: {}", plain(&fields.join(", ")));
        }
    }
    page
}

/// Text for roff: a backslash and a leading point or quote mean something to it, a hyphen is a hyphen only when escaped.
fn plain(text: &str) -> String {
    let escaped = text.replace('\\', "\\e").replace('-', "\\-").replace('\n', " ");
    if escaped.starts_with(['.', '\'']) { format!("\\&{escaped}") } else { escaped }
}
