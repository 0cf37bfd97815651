//! One run of the command line: the environment, what was asked for, and the case it is about.

use std::path::PathBuf;

use super::args::Globals;
use super::stop::Stop;
use super::streams::Streams;
use crate::app::opening::open_cases;
use crate::app::staging::path_of;
use crate::app::{Case, Env, Failure};
use crate::domain::decision::Shortfall;
use crate::domain::mark::{Audience, Mark};
use crate::domain::msg::Msg;
use crate::domain::sensitive::{Sensitive, Shown};
use crate::domain::text::{counted, visible, visible_bytes};
use crate::domain::time::local;
use crate::library::lang::Lang;
use crate::store::medium::Medium;

/// Who types at a shell has the file itself: nothing is withheld from them but what is privileged.
pub(crate) const AUDIENCE: Audience = Audience(Mark::Red);

/// One run of the command line.
pub(crate) struct Session<'a> {
    /// Time, randomness, directories, variables.
    pub(crate) env: Env,
    /// Options that stand before or after any subcommand.
    pub(crate) globals: Globals,
    /// Standard input, output and error.
    pub(crate) io: Streams<'a>,
    /// The language.
    pub(crate) lang: Lang,
    /// The case that was opened to record in, where every record goes to a safety copy too, whether that was on record as failing, and
    /// how many lines the case had then.
    pub(crate) copied: Option<(PathBuf, Medium, bool, u64)>,
}

impl Session<'_> {
    /// Says a message.
    pub(crate) fn say(&self, msg: &Msg) -> String {
        self.lang.say(msg, AUDIENCE)
    }

    /// Words of a record, as who types at a shell may read them.
    pub(crate) fn open_words(&self, words: &Sensitive) -> String {
        match words.shown(AUDIENCE) {
            Shown::Text(words) => words.to_owned(),
            Shown::Withheld(mark) => self.lang.withheld(mark.label()),
            Shown::Privileged => self.lang.withheld(&self.lang.word("privileged")),
        }
    }

    /// The head line of what is printed of an exercise.
    pub(crate) fn exercise_head(&self) -> String {
        crate::domain::drill::head(&self.lang.word("exercise"))
    }

    /// A document of a case for programs: that of an exercise carries the marker.
    pub(crate) fn document(&mut self, exercise: bool, mut document: serde_json::Value) -> std::io::Result<()> {
        if let (true, Some(fields)) = (exercise, document.as_object_mut()) {
            fields.insert("exercise".to_owned(), true.into());
            fields.insert("marker".to_owned(), crate::domain::drill::MARKER.into());
        }
        self.io.json(&document)
    }

    /// Who is at the keys: the option, the variable, else the login, which is never taken for a person of the roster. Nobody named is written as such: two
    /// unnamed people then count as one, which earns no credit for a second person.
    pub(crate) fn operator(&self) -> String {
        let named = self.globals.operator.as_deref().or_else(|| self.env.var("WARROOM_OPERATOR"));
        let login = || self.env.var("USER").or_else(|| self.env.var("LOGNAME")).map(|login| format!("{login} (login)"));
        named.map(str::to_owned).or_else(login).unwrap_or_else(|| "(not named)".to_owned())
    }

    /// The case that was named, by option or variable.
    pub(crate) fn named_case(&self) -> Option<PathBuf> {
        self.globals.case.clone().or_else(|| self.env.var("WARROOM_CASE").map(path_of))
    }

    /// Opens the case that was named, else the one open case of this laptop; as it was known at an instant, where one was given.
    pub(crate) fn open(&mut self) -> Result<Case, Stop> {
        let case = self.open_now()?;
        let Some(typed) = self.globals.as_known_at.clone() else { return Ok(case) };
        let known = case.past(case.until(&typed)?).open()?;
        if let Some(cut) = known.known() {
            let zone = if self.globals.zone.is_some() { self.env.zone } else { case.zone() };
            let at = local(cut.cut.at, zone);
            let said = format!(
                "as known at {} {} {}: {}; recorded later and left out: {}",
                at.date_iso(),
                at.hms(),
                at.zone_abbrev(),
                counted(cut.records as u64, "record"),
                cut.later
            );
            self.io.note(&said);
        }
        Ok(known)
    }

    /// Opens the case as it is known now.
    fn open_now(&mut self) -> Result<Case, Stop> {
        let operator = self.operator();
        let case = match self.named_case() {
            Some(path) => Case::open(&self.env, &path, &operator)?,
            None => self.only_open_case(&operator)?,
        };
        if case.damage().next().is_some() {
            self.io.note("this case file does not verify; run `warroom verify` on it and say so to the lead");
        }
        Ok(case)
    }

    /// Opens the case to record in it.
    pub(crate) fn open_to_record(&mut self) -> Result<Case, Stop> {
        if self.globals.as_known_at.is_some() {
            return Err(Stop::Usage("nothing is recorded in the past; leave --as-known-at out to record".to_owned()));
        }
        let mut case = self.open()?;
        // Reading `14:05` in another zone than the one asked for would record a wrong time without a word.
        if self.globals.zone.is_some() && case.zone() != self.env.zone {
            return Err(Stop::Usage(format!(
                "times of this case are read in {zone}, not in {asked}; leave --zone out, or write the zone after the time: --at '14:05 {asked}'",
                zone = case.zone().name(),
                asked = self.env.zone.name()
            )));
        }
        // Bytes that a crash left behind would make the case fail its verification.
        case.sweep()?;
        self.say_adopted(&mut case);
        let failing = !case.state().safety.failing.is_empty();
        self.copied = case.safety_copy().map(|medium| (case.path().to_owned(), medium, failing, case.lines()));
        Ok(case)
    }

    /// Says what became of recorded sessions that were cut off.
    fn say_adopted(&mut self, case: &mut Case) {
        for adopted in case.take_adopted() {
            let path = visible_bytes(adopted.path.as_os_str().as_encoded_bytes());
            let said = match adopted.record {
                Ok(record) => {
                    format!(
                        "a session for {} that was cut off is taken in as record {}",
                        adopted.step,
                        case.state().label(record)
                    )
                }
                Err(why) => format!(
                    "a session for {} that was cut off could not be taken in ({why}); it stays as {path}",
                    adopted.step
                ),
            };
            self.io.note(&said);
        }
    }

    /// The single case under the data directory that has not ended. One that cannot be opened may be the one that is meant.
    fn only_open_case(&self, operator: &str) -> Result<Case, Stop> {
        let mut open = open_cases(&self.env, operator);
        match (open.pop(), open.is_empty()) {
            (Some((_, case)), true) => Ok(case?),
            (None, _) => Err(Stop::Said(
                "there is no open case on this laptop; declare one with `warroom new --title T --codename C`, or name a file with --case PATH"
                    .to_owned(),
            )),
            (Some(last), false) => {
                open.push(last);
                let paths: Vec<String> =
                    open.iter().map(|(path, _)| visible(&path.to_string_lossy()).into_owned()).collect();
                Err(Stop::Said(format!(
                    "{} cases are open; name one with --case PATH or WARROOM_CASE: {}",
                    paths.len(),
                    paths.join(", ")
                )))
            }
        }
    }

    /// Says on standard error what of a record earns no credit, and the way on.
    pub(crate) fn shortfalls(&mut self, shortfalls: &[Shortfall]) {
        let counts = Shortfall::all_count(shortfalls);
        for short in shortfalls {
            let lead = match (short.rule.remark(), counts) {
                (true, _) => "recorded; note:",
                (false, true) => "recorded, and it counts; missing:",
                (false, false) => "recorded; does not count:",
            };
            let said = sentence(lead, &self.say(&short.missing), short.rule.id(), &self.say(&short.next));
            self.io.note(&said);
        }
    }

    /// Says on standard error why the run ends early, and gives its exit code.
    pub(crate) fn report(&mut self, stop: &Stop) -> u8 {
        match stop {
            Stop::Failed(Failure::Refused(refusal)) => {
                let said =
                    sentence("not recorded:", &self.say(&refusal.what), refusal.rule.id(), &self.say(&refusal.next));
                self.io.note(&said);
            }
            Stop::Failed(failure) => self.io.note(&format!("warroom: {failure}")),
            Stop::Usage(text) => self.io.note(&format!("warroom: {text}; `warroom --help` lists what there is")),
            Stop::Said(text) => self.io.note(&format!("warroom: {text}")),
            Stop::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
            Stop::Output(error) => self.io.note(&format!(
                "warroom: standard output could not be written ({error}); what was recorded stays recorded, look with `warroom show timeline`"
            )),
        }
        stop.code()
    }
}

fn sentence(start: &str, what: &str, rule: &str, next: &str) -> String {
    let end = if next.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{start} {} ({rule}). {next}{end}", what.trim_end_matches('.'))
}
