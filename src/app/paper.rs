//! Forms of the open case, ready to be written to a file: PDF, or Markdown where PDF is not wanted or not built in.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::case::Known;
use super::{Case, Failure};
use crate::domain::closure::Rendered;
use crate::domain::form::{
    Form, Part, Print, Then, as_known, breach_register, checkpoint, custody, drill_record, drill_sheet, evidence_log,
    labels, memo, minutes, notice, report, report_page, stick,
};
use crate::domain::id::RecordId;
use crate::domain::mark::{Audience, Mark};
use crate::domain::printing::Printed;
use crate::domain::text::visible_bytes;
use crate::domain::time::Instant;
use crate::journal::signature::Purpose;
use crate::library::digest::hex;
use crate::library::lang::Lang;
use crate::store::places::private_directory;

/// What is written on a form is for whoever holds the file of the case: nothing is withheld but what is privileged.
const AUDIENCE: Audience = Audience(Mark::Red);
/// What the name of the directory of forms ends in, beside the case file.
const FOLDER: &str = "-forms";
/// Files of one name that are tried before giving up.
const TRIES: u32 = 1_000;

/// A form that can be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The custody form of an exhibit.
    Custody(RecordId),
    /// Labels, one for each exhibit.
    Labels(Vec<RecordId>),
    /// The label of a medium, by the record that began the export.
    Stick(RecordId),
    /// The evidence log.
    EvidenceLog,
    /// The entry of the register of breaches.
    BreachRegister,
    /// A memo why not, by its record.
    Memo(RecordId),
    /// A notice, by the record that began its draft.
    Notice(RecordId),
    /// The minutes of a briefing, by its record.
    Minutes(RecordId),
    /// The closing report of the case as it stands.
    Report,
    /// The page on which a report is signed in ink, by its record.
    ReportPage(RecordId),
    /// What was known at the instant of the case, and who knew it.
    AsKnown,
    /// The facilitator's sheet of a drill.
    DrillSheet,
    /// The record of a drill.
    DrillRecord,
    /// The page of a checkpoint, by its record.
    Checkpoint(RecordId),
}

/// As what a form is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Set in pages.
    #[cfg(feature = "dossier")]
    Pdf,
    /// Text.
    Markdown,
    /// Text without any sign of its own.
    Plain,
}

impl Format {
    /// PDF where it is built in.
    #[must_use]
    pub fn best() -> Format {
        #[cfg(feature = "dossier")]
        return Format::Pdf;
        #[cfg(not(feature = "dossier"))]
        return Format::Markdown;
    }

    /// As what somebody asks for a paper: by name, else by the ending of the file that it is to be, else the best.
    ///
    /// # Errors
    /// [`Failure::Form`]: none of them, or PDF in a build without a typesetter.
    pub fn wanted(named: Option<&str>, file: Option<&Path>) -> Result<Format, Failure> {
        let ending = file.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
        let refused = |why: &str| Err(Failure::Form(why.to_owned()));
        match named.or(ending.as_deref()) {
            Some("markdown" | "md") => Ok(Format::Markdown),
            #[cfg(feature = "dossier")]
            Some("pdf") => Ok(Format::Pdf),
            #[cfg(not(feature = "dossier"))]
            Some("pdf") => {
                refused("this build has no typesetter (feature `dossier`), so there is no PDF; ask for markdown")
            }
            None => Ok(Format::best()),
            Some(_) => refused(
                "that is no format of a paper; ask for pdf or markdown, or name a file that ends in .pdf or .md",
            ),
        }
    }

    /// The code under which a record names it: `pdf` or `markdown`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            #[cfg(feature = "dossier")]
            Format::Pdf => "pdf",
            Format::Markdown => "markdown",
            Format::Plain => "text",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            #[cfg(feature = "dossier")]
            Format::Pdf => "pdf",
            Format::Markdown => "md",
            Format::Plain => "txt",
        }
    }
}

/// A form made, not yet written anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its number.
    pub number: String,
    /// Which form it is: one of [`crate::domain::printing::PAPERS`].
    paper: &'static str,
    /// What it is of.
    of: Vec<RecordId>,
    /// The ending of its file name.
    ending: &'static str,
    /// Which part of a dossier it is; empty for any other paper.
    part: &'static str,
    /// For whom a dossier was made, where something is withheld for that.
    readers: Option<Mark>,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// Makes a form of the case as it stands. `zone` is the one in which times are written beside UTC.
///
/// # Errors
/// [`Failure::Form`]: an exhibit that is not there, or the setter's fault.
pub fn make(case: &Case, wanted: &Wanted, format: Format, zone: chrono_tz::Tz, lang: &Lang) -> Result<Made, Failure> {
    let (size, head) = case.head();
    let at = case.countdown_now();
    let exercise = case.purpose() == Purpose::Exercise;
    let print = Print { case: case.id().to_owned(), size, head, at, zone, exercise, problems: case.problems().len() };
    let state = case.state();
    let exhibit = |id: &RecordId| {
        state.register.exhibit(*id).ok_or_else(|| Failure::Form("the exhibit is not in this case".to_owned()))
    };
    let form = match wanted {
        Wanted::Custody(id) => custody(state, exhibit(id)?, &print),
        Wanted::Labels(ids) => labels(state, &ids.iter().map(exhibit).collect::<Result<Vec<_>, _>>()?, &print),
        Wanted::Stick(id) => {
            let found = state.exports.made.iter().find(|export| export.id == *id);
            stick(state, found.ok_or_else(|| Failure::Form("the export is not in this case".to_owned()))?, &print)
        }
        Wanted::EvidenceLog => evidence_log(state, &print),
        Wanted::BreachRegister => breach_register(state, &print),
        Wanted::Memo(id) => {
            let known = state.deadlines.memo(*id);
            let (regime, filed) = known.ok_or_else(|| Failure::Form("the memo is not in this case".to_owned()))?;
            memo(state, regime, *id, filed, &print)
        }
        Wanted::Notice(id) => {
            let found = state.notices.notice(*id);
            notice(state, found.ok_or_else(|| Failure::Form("the notice is not in this case".to_owned()))?, &print)
        }
        Wanted::Minutes(id) => {
            let held = state.briefings.briefing(*id);
            let held = held.ok_or_else(|| Failure::Form("the briefing is not in this case".to_owned()))?;
            minutes(state, *id, held, &print)
        }
        Wanted::Report => report(state, &print),
        Wanted::ReportPage(id) => {
            let found = state.closure.report(*id);
            let (id, rendered) = found.ok_or_else(|| Failure::Form("the report is not in this case".to_owned()))?;
            report_page(state, *id, rendered, &print)
        }
        Wanted::AsKnown => as_known(state, &print),
        Wanted::DrillSheet => drill_sheet(state, &print),
        Wanted::DrillRecord => drill_record(state, &print),
        Wanted::Checkpoint(id) => {
            let found = state.anchors.signed.iter().find(|(known, ..)| known == id);
            let (id, at, signed) =
                found.ok_or_else(|| Failure::Form("the checkpoint is not in this case".to_owned()))?;
            checkpoint(state, *id, *at, signed, &print)
        }
    };
    let form = match case.known() {
        Some(known) => form.of_the_past(state, &print, &then(known)),
        None => form,
    };
    // The paper is for no more people than the gravest of its words. What says everything, or says it as it was marked once, carries the gravest mark of all.
    let mut mark = if wanted.says_all() || case.known().is_some() { state.gravest_mark() } else { state.mark() };
    let mut form = form.map(&mut |msg| {
        mark = msg.gravest().map_or(mark, |gravest| gravest.max(mark));
        lang.say(msg, AUDIENCE)
    });
    mark.label().clone_into(&mut form.mark);
    let (paper, of) = wanted.named();
    let (number, ending) = (form.number.clone(), format.ending());
    Ok(Made { number, paper, of, ending, part: "", readers: None, bytes: bytes(&form, format, at)? })
}

impl Wanted {
    /// Whether it is made of the case as a whole: then records speak in it that the program words, without a mark of their own.
    fn says_all(&self) -> bool {
        matches!(self, Wanted::AsKnown | Wanted::Report)
    }

    /// The code of the form, and what it is of.
    fn named(&self) -> (&'static str, Vec<RecordId>) {
        match self {
            Wanted::Custody(id) => ("custody", vec![*id]),
            Wanted::Labels(ids) => ("labels", ids.clone()),
            Wanted::Stick(id) => ("stick", vec![*id]),
            Wanted::EvidenceLog => ("evidence-log", Vec::new()),
            Wanted::BreachRegister => ("breach-register", Vec::new()),
            Wanted::Memo(id) => ("memo", vec![*id]),
            Wanted::Notice(id) => ("notice", vec![*id]),
            Wanted::Minutes(id) => ("minutes", vec![*id]),
            Wanted::Report => ("report", Vec::new()),
            Wanted::ReportPage(id) => ("report-page", vec![*id]),
            Wanted::AsKnown => ("as-known", Vec::new()),
            Wanted::DrillSheet => ("drill-sheet", Vec::new()),
            Wanted::DrillRecord => ("drill-record", Vec::new()),
            Wanted::Checkpoint(id) => ("checkpoint", vec![*id]),
        }
    }
}

/// Puts on record that papers left the case, each with its digest and the file it went to; none for standard output. A case that takes no records, and a
/// reading of the past, print all the same.
///
/// # Errors
/// [`Failure`]: they are made, and that is not on record.
pub fn record(case: &mut Case, papers: &[(&Made, Option<&Path>)]) -> Result<(), Failure> {
    if case.known().is_some() || !case.writable() {
        return Ok(());
    }
    let facts = papers.iter().map(|(made, path)| made.printed(*path).into()).collect();
    case.observe(facts).map(drop)
}

/// The text of a notice as it went out, before that as it would go out now, and nothing else: `sha256sum` gives the digest that is approved.
///
/// # Errors
/// [`Failure::Form`]: no such notice.
pub fn notice_text(case: &Case, id: RecordId) -> Result<Made, Failure> {
    let state = case.state();
    let found = state.notices.notice(id).ok_or_else(|| Failure::Form("the notice is not in this case".to_owned()))?;
    let draft = found.shown(state);
    let short: String = draft.sha256.chars().take(12).collect();
    let label = state.label(id).replace('/', "-");
    Ok(Made {
        number: format!("NT-{label}-{short}"),
        paper: "notice-text",
        of: vec![id],
        ending: "txt",
        part: "",
        readers: None,
        bytes: draft.text.as_bytes().to_vec(),
    })
}

fn then(known: &Known) -> Then {
    Then {
        at: known.cut.at,
        printed: known.asked,
        records: known.records,
        later: known.later,
        unheard: known.cut.unheard.values().sum(),
    }
}

#[cfg_attr(
    not(feature = "dossier"),
    expect(unused_variables, clippy::unnecessary_wraps, reason = "a PDF has a date and can fail")
)]
fn bytes(form: &Form<String>, format: Format, at: Instant) -> Result<Vec<u8>, Failure> {
    match format {
        #[cfg(feature = "dossier")]
        Format::Pdf => crate::export::typeset::pdf(form, at).map_err(|problem| Failure::Form(problem.to_string())),
        Format::Markdown => Ok(crate::export::markdown::markdown(form).into_bytes()),
        Format::Plain => Ok(crate::export::plain::plain(form).into_bytes()),
    }
}

impl Made {
    /// A report as it lies in the case file, to be handed out once more.
    pub(super) fn of_report(id: RecordId, rendered: &Rendered, bytes: Vec<u8>) -> Made {
        let ending = if rendered.format == "pdf" { "pdf" } else { "md" };
        let number = rendered.number.clone();
        Made { number, paper: "report", of: vec![id], ending, part: "", readers: None, bytes }
    }

    /// A long paper, set or written: which one is `paper`.
    pub(super) fn of_dossier(
        form: &Form<String>,
        format: Format,
        at: Instant,
        paper: &'static str,
    ) -> Result<Made, Failure> {
        let (number, ending) = (form.number.clone(), format.ending());
        let bytes = bytes(form, format, at)?;
        Ok(Made { number, paper, of: Vec::new(), ending, part: "", readers: None, bytes })
    }

    /// Says which part of a dossier it is, and for whom something is withheld in it.
    pub(super) fn of_part(self, part: Part, readers: Option<Mark>) -> Made {
        Made { part: part.code(), readers, ..self }
    }

    /// SHA-256 of the whole file, lower-case hex.
    #[must_use]
    pub fn sha256(&self) -> String {
        hex(&Sha256::digest(&self.bytes))
    }

    /// The name of its file: its number and ending.
    #[must_use]
    pub fn file_name(&self) -> String {
        [&self.number, ".", self.ending].concat()
    }

    /// Writes it to a new file of that path; one that is there is left as it is.
    ///
    /// # Errors
    /// [`Failure::Output`].
    pub fn write_to(&self, path: &Path) -> Result<(), Failure> {
        self.create(path).map_err(|error| failed(path, &error))
    }

    /// Writes it to a new file of a directory, named by the number of the form: its path.
    ///
    /// # Errors
    /// [`Failure::Output`].
    pub fn write_into(&self, directory: &Path) -> Result<PathBuf, Failure> {
        let mut path = directory.join(format!("{}.{}", self.number, self.ending));
        for n in 2..TRIES {
            match self.create(&path) {
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(failed(&path, &error)),
                Ok(()) => return Ok(path),
            }
            path = directory.join(format!("{}-{n}.{}", self.number, self.ending));
        }
        Err(failed(&path, &std::io::ErrorKind::AlreadyExists.into()))
    }

    /// Writes it to a new file in the directory of forms beside the case file: its path.
    ///
    /// # Errors
    /// [`Failure::Output`], or where the directory cannot be made.
    pub fn write_beside(&self, case: &Case) -> Result<PathBuf, Failure> {
        let stem = case.path().file_stem().unwrap_or_default();
        let mut name = stem.to_owned();
        name.push(FOLDER);
        let directory = case.path().with_file_name(name);
        private_directory(&directory)?;
        self.write_into(&directory)
    }

    /// Writes it to a new file of that path, else to one beside the case file: its path.
    ///
    /// # Errors
    /// As [`Made::write_to`] and [`Made::write_beside`].
    pub fn write_out(&self, case: &Case, file: Option<&Path>) -> Result<PathBuf, Failure> {
        match file {
            Some(path) => self.write_to(path).map(|()| path.to_owned()),
            None => self.write_beside(case),
        }
    }

    fn printed(&self, path: Option<&Path>) -> Printed {
        Printed {
            paper: self.paper.to_owned(),
            of: self.of.clone(),
            number: self.number.clone(),
            format: self.ending.to_owned(),
            file: path.map_or_else(|| "-".to_owned(), |path| visible_bytes(path.as_os_str().as_encoded_bytes())),
            size: u64::try_from(self.bytes.len()).unwrap_or(u64::MAX),
            sha256: hex(&Sha256::digest(&self.bytes)),
            part: self.part.to_owned(),
            readers: self.readers,
        }
    }

    fn create(&self, path: &Path) -> std::io::Result<()> {
        let mut file = std::fs::File::create_new(path)?;
        file.write_all(&self.bytes).and_then(|()| file.sync_all()).inspect_err(|_| {
            // Half a form is worse than none.
            let _ = std::fs::remove_file(path);
        })
    }
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    let path = visible_bytes(path.as_os_str().as_encoded_bytes());
    let why = match error.kind() {
        std::io::ErrorKind::AlreadyExists => "it exists already and was left as it is".to_owned(),
        _ => error.to_string(),
    };
    Failure::Output { path, why }
}
