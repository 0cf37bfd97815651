//! `warroom manifest`: a digest for every file of a directory or tensor of a model, and what differs between two such lists.

mod diff;

use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use super::args::{Manifest, ManifestPart};
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use super::streams::Streams;
use crate::domain::input::Input;
use crate::domain::text::{decimal_size, visible_bytes};
use crate::jobs::Handle;
use crate::jobs::manifest::{self, Failure, Options, Output, OutputProblem, Seen, Sink};
use crate::jobs::meter::Meter;
use crate::library::digest::hex;
use crate::store::secret::secret;

/// Problems that the JSON lists; the manifest itself lists all.
const LISTED: usize = 1_000;
/// How often progress is drawn at most.
const TICK: Duration = Duration::from_millis(250);

/// Names that could not be read, and why.
type Problems = Vec<(Vec<u8>, String)>;

/// Lines held before they are written to standard output, in bytes.
const HELD: usize = 32 << 10;

/// Makes a manifest, or compares two.
pub(crate) fn run(session: &mut Session<'_>, asked: Manifest) -> Result<u8, Stop> {
    if let Some(ManifestPart::Diff(asked)) = asked.part {
        return diff::run(session, &asked);
    }
    // The parser asks for it.
    let Some(directory) = asked.directory.clone() else {
        return Err(Stop::Usage("no directory is named; name the one that is to be listed".to_owned()));
    };
    let shown = visible(&directory);
    if asked.register.is_some() {
        // Hours of hashing are not to end in the words that there is no case.
        drop(session.open_to_record()?);
    }
    let (output, prior) = match &asked.out {
        Some(out) => {
            let key = resume_key(session)?;
            let (output, prior) = begin(out, &directory, asked.tensors, &key)?;
            (Some(output), prior)
        }
        None => (None, None),
    };
    let leave_out = if asked.out.is_none() { standard_output() } else { None };
    let options =
        Options { threads: asked.threads, leave_out, prior, verify_prior: asked.verify_resumed, ..Options::default() };
    let mut writing = Writing::new(&mut session.io, output);
    let handle = Handle::new();
    let made = if asked.tensors {
        manifest::tensors(&directory, &mut writing, &handle).map(Made::of_tensors)
    } else {
        manifest::make(&directory, options, &mut writing, &handle).map(Made::of_files)
    };
    let ended = writing.end();
    let made = match made {
        Ok(made) => made,
        // A reader such as `head` that has seen enough is no failure.
        Err(Failure::Write(error)) if asked.out.is_none() => return Err(Stop::Output(error)),
        Err(failure) => return Err(Stop::Said(format!("{shown}: {failure}"))),
    };
    let (output, problems) = ended?;
    let mut written = None;
    if let (Some(output), Some(out)) = (output, &asked.out) {
        let failed =
            |error| Stop::Said(format!("{} cannot be written: {error}; free space and start again", visible(out)));
        // What is an exhibit is not made anew under the same name.
        let again = made.problems > 0 && !asked.tensors && asked.register.is_none();
        written = Some(output.finish(again).map_err(failed)?);
        if asked.json {
            session.io.json(&made.json(out, &problems))?;
        } else {
            session.io.line(&format!("root {}: {}", made.root, made.counts))?;
        }
    }
    if made.kept > 0 {
        session.io.note(&format!(
            "{} of the files were hashed by an earlier run and not read again: size, inode and time stamps are as they were; the manifest names them \
             (# taken-over), and --verify-resumed reads them too",
            made.kept
        ));
    }
    if made.compared > 0 {
        session.io.note(&format!(
            "{} digests of an earlier run were read again and compared; {} differ",
            made.compared, made.differing
        ));
    }
    if made.problems > 0 {
        session.io.note(&format!(
            "warroom: {shown}: {} could not be read; the manifest is incomplete and says so",
            made.problems
        ));
    }
    let registered = match (asked.register, written) {
        (Some(description), Some(out)) => register(session, &description, &directory, &out, &made)?,
        _ => DONE,
    };
    Ok(if made.problems + made.differing > 0 { REFUSED } else { registered })
}

/// Opens the file that is written to. Beside a single file of tensors it may lie anywhere but under its name.
fn begin(
    out: &Path,
    directory: &Path,
    tensors: bool,
    key: &[u8; 32],
) -> Result<(Output, Option<manifest::Prior>), Stop> {
    let said = |problem: OutputProblem| Stop::Said(format!("{}: {problem}", visible(out)));
    if !directory.is_dir() && !tensors {
        return Err(Stop::Said(format!(
            "{} is not a directory that can be read; name one, for a file use `warroom hash`",
            visible(directory)
        )));
    }
    Output::begin(out, directory, key).map_err(said)
}

/// The key under which this laptop seals what a run leaves for the next. Where it cannot be kept, nothing will be taken over.
fn resume_key(session: &mut Session<'_>) -> Result<[u8; 32], Stop> {
    let fresh: [u8; 32] = session.env.random()?;
    match secret(&session.env.places.state.join("manifest.key"), &fresh) {
        Ok(key) => Ok(key),
        Err(error) => {
            session.io.note(&format!(
                "warroom: the key that seals what a cut-off run leaves cannot be kept: {error}; such a run will start from the beginning"
            ));
            Ok(fresh)
        }
    }
}

/// The manifest becomes an exhibit like any other file.
fn register(
    session: &mut Session<'_>,
    description: &str,
    directory: &Path,
    out: &Path,
    made: &Made,
) -> Result<u8, Stop> {
    let incomplete = if made.problems > 0 { format!("; INCOMPLETE, {} unread", made.problems) } else { String::new() };
    let kept =
        if made.kept > 0 { format!("; {} digests taken over from an earlier run", made.kept) } else { String::new() };
    let described = format!(
        "{description} (manifest of {}: root {}, {}{incomplete}{kept})",
        visible(directory),
        made.root,
        made.counts
    );
    let input = Input::default()
        .with("description", described)
        .with("exhibit-kind", "document")
        .with("tool", format!("warroom {} manifest", env!("CARGO_PKG_VERSION")));
    super::evidence::register(session, out, input, &[])
}

/// What came of it, for either kind.
struct Made {
    root: String,
    counts: String,
    problems: u64,
    kept: u64,
    compared: u64,
    differing: u64,
    json: serde_json::Value,
}

impl Made {
    fn of_files(summary: manifest::Summary) -> Self {
        let manifest::Summary {
            root,
            files,
            bytes: size,
            links,
            empty,
            special,
            left_out,
            problems,
            kept,
            compared,
            differing,
        } = summary;
        let root = hex(&root);
        let mut counts = format!("{files} files, {size} bytes");
        for (count, what) in [(links, "links not followed"), (empty, "empty directories"), (special, "special files")] {
            if count > 0 {
                counts.push_str(&format!(", {count} {what}"));
            }
        }
        let json = json!({
            "root": root, "files": files, "bytes": size, "links": links, "empty_directories": empty,
            "special_files": special, "left_out": left_out, "unread": problems, "kept": kept,
            "compared": compared, "differing": differing,
        });
        Self { root, counts, problems, kept, compared, differing, json }
    }

    fn of_tensors(summary: manifest::TensorSummary) -> Self {
        let manifest::TensorSummary { root, files, tensors, bytes: size, links, problems } = summary;
        let root = hex(&root);
        let counts = format!("{tensors} tensors in {files} files, {size} bytes");
        let json = json!({
            "root": root, "files": files, "tensors": tensors, "bytes": size, "links": links, "unread": problems,
        });
        Self { root, counts, problems, kept: 0, compared: 0, differing: 0, json }
    }

    fn json(&self, out: &Path, problems: &Problems) -> serde_json::Value {
        let mut json = self.json.clone();
        json["manifest"] = out.to_string_lossy().into();
        json["complete"] = (self.problems == 0).into();
        let listed = problems.iter().map(|(name, why)| {
            let mut problem = named("path", name);
            problem["why"] = why.clone().into();
            problem
        });
        json["problems"] = listed.collect();
        json
    }
}

/// An object with a name of raw bytes: as text, and in hex where that is not all.
fn named(key: &str, name: &[u8]) -> serde_json::Value {
    let mut object = json!({ key: String::from_utf8_lossy(name) });
    if std::str::from_utf8(name).is_err() {
        object[format!("{key}_hex")] = crate::journal::hex(name).into();
    }
    object
}

fn visible(path: &Path) -> String {
    visible_bytes(path.as_os_str().as_encoded_bytes())
}

/// The file that standard output goes to, if it is one.
fn standard_output() -> Option<(u64, u64)> {
    use std::os::fd::AsFd as _;
    use std::os::unix::fs::MetadataExt as _;
    let owned = io::stdout().as_fd().try_clone_to_owned().ok()?;
    let metadata = std::fs::File::from(owned).metadata().ok()?;
    metadata.is_file().then(|| (metadata.dev(), metadata.ino()))
}

/// Takes the lines to standard output or to a file, problems and progress to standard error.
struct Writing<'a, 'b> {
    io: &'a mut Streams<'b>,
    output: Option<Output>,
    /// Lines on their way to standard output, so that not each is a call to the system.
    held: Vec<u8>,
    problems: Problems,
    meter: Meter,
    began: Instant,
    /// When progress was last drawn.
    drawn: Duration,
    shown: bool,
}

impl<'a, 'b> Writing<'a, 'b> {
    fn new(io: &'a mut Streams<'b>, output: Option<Output>) -> Self {
        Self {
            io,
            output,
            held: Vec::new(),
            problems: Vec::new(),
            meter: Meter::new(),
            began: Instant::now(),
            drawn: Duration::ZERO,
            shown: false,
        }
    }

    fn wipe(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(self.io.stderr, "\r\u{1b}[K");
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.io.bytes(&self.held);
        self.held.clear();
        flushed
    }

    fn end(mut self) -> Result<(Option<Output>, Problems), Stop> {
        self.wipe();
        self.flush()?;
        Ok((self.output, self.problems))
    }
}

impl Sink for Writing<'_, '_> {
    fn lines(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.output {
            Some(output) => output.write(bytes),
            None => {
                self.held.extend_from_slice(bytes);
                if self.held.len() < HELD { Ok(()) } else { self.flush() }
            }
        }
    }

    fn output(&mut self) -> Option<&mut Output> {
        self.output.as_mut()
    }

    fn problem(&mut self, name: &[u8], why: &str) {
        self.wipe();
        self.io.note(&format!("warroom: {}: {why}", visible_bytes(name)));
        if self.problems.len() < LISTED {
            self.problems.push((name.to_vec(), why.to_owned()));
        }
    }

    fn seen(&mut self, seen: &Seen) {
        // Lines on the same screen are progress enough.
        if !self.io.stderr_is_terminal || (self.output.is_none() && self.io.stdout_is_terminal) {
            return;
        }
        let now = self.began.elapsed();
        if self.shown && now.saturating_sub(self.drawn) < TICK {
            return;
        }
        self.drawn = now;
        self.meter.sample(now, seen.bytes);
        let rate = self.meter.rate().map(|rate| format!("  {}/s", decimal_size(rate))).unwrap_or_default();
        let _ = write!(self.io.stderr, "\r{} files  {}{rate}\u{1b}[K", seen.files, decimal_size(seen.bytes));
        let _ = self.io.stderr.flush();
        self.shown = true;
    }
}
