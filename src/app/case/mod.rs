//! An open case: replayed state, the station's position in its chain, and the one way in.

mod append;
mod checkpoint;
mod known;
mod opening;
mod reading;
mod renewal;
mod room;
mod texts;

pub use known::{Known, Past};
pub use room::{Hearing, Room};

use crate::app::alarms::Alarms;
use crate::app::clockwatch::{ClockWatch, Floor};
use crate::app::command::{Act, CommandSpec, Decide};
use crate::app::env::Env;
use crate::app::failure::Failure;
use crate::app::sessions::Adopted;
use crate::app::sources::CaseSources;
use crate::app::staging::{Staged, Stager, batch_gone};
use crate::domain::artefact::stored;
use crate::domain::closure;
use crate::domain::custody;
use crate::domain::deadline;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::hints;
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::{Copied, Incident};
use crate::domain::input::Input;
use crate::domain::mark::Audience;
use crate::domain::notice;
use crate::domain::time::Instant;
use crate::export::origin::Origin;
use crate::journal::chain::{Head, Row};
use crate::journal::checkpoint::Checkpoint;
use crate::journal::problem::{Problem, What};
use crate::journal::signature::{Purpose, Use};
use crate::journal::station::StationKey;
use crate::journal::writer::Position;
use crate::journal::{hash_from_hex, hex};
use crate::library::Catalogue;
use crate::store::CaseFile;
use crate::store::casefile::Seen;
use crate::store::memory::Memory;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a command led to, once it is on the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// The records, in order.
    pub records: Vec<RecordId>,
    /// What of it earns no credit, and the way on.
    pub shortfalls: Vec<Shortfall>,
}

/// Decides a command, and says beside what is refused or does not count which name or form of a value may be meant.
fn hinted(
    spec: &CommandSpec,
    decide: Decide,
    state: &Incident,
    input: &Input,
    ctx: &Ctx<'_>,
) -> Result<Decision, Refusal> {
    let mut decided = decide(state, input, ctx);
    match &mut decided {
        Ok(decision) => hints::shortfalls(state, spec.fields, input, &mut decision.shortfalls),
        Err(refusal) => hints::refusal(state, spec.fields, input, refusal),
    }
    decided
}

/// What somebody is to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSign {
    /// The text, to the byte.
    pub text: String,
    /// What the signature is for.
    pub use_: Use,
    /// The instant that the text names, where it names one: the record must name the same.
    pub at: Option<Instant>,
}

/// An open case.
pub struct Case {
    env: Env,
    file: CaseFile,
    /// This laptop's key, or why there is none: then the case can be read.
    key: Result<StationKey, String>,
    station: StationId,
    state: Incident,
    position: Position,
    chains: BTreeMap<StationId, u64>,
    /// How far this laptop said it had heard them, while its own chain does not count and so is not folded.
    heard: Option<BTreeMap<StationId, u64>>,
    /// Checkpoints of the other chains that count.
    others: Vec<Checkpoint>,
    seen: Seen,
    version: i64,
    purpose: Purpose,
    operator: String,
    /// What the screen shows that commands come from; none where they come from no screen.
    level: Option<Audience>,
    problems: Vec<Problem>,
    catalogue: Catalogue,
    watch: ClockWatch,
    floor: Floor,
    boot: String,
    /// Whether what this laptop writes is folded: its chain is admitted and has no fork.
    counts: bool,
    /// What is known of it as a copy, where it was made from an export that withheld something.
    copy: Option<Copied>,
    /// Lines of the journal as last read or written.
    lines: u64,
    /// What this laptop remembers of its chain.
    memory: Memory,
    /// What it remembers of the checkpoints that it signed.
    signed: Memory,
    /// Sessions taken in since somebody asked.
    adopted: Vec<Adopted>,
    /// What this console has seen of the clocks.
    pub(in crate::app) alarms: Alarms,
    /// Where the journal was cut, for a case as it was known at an instant.
    known: Option<Known>,
    /// How often the journal was read whole: what follows it line by line begins anew with each.
    readings: u64,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Case").field("path", &self.file.path()).field("seq", &self.position.seq).finish_non_exhaustive()
    }
}

impl Case {
    /// The export that this file was made from, where that withheld something.
    ///
    /// # Errors
    /// The file; papers that do not hold.
    pub fn origin(&self) -> Result<Option<Origin>, Failure> {
        Origin::of(&self.file.origin()?).map_err(|why| Failure::Broken(What::Origin(why).to_string()))
    }

    /// The state.
    #[must_use]
    pub fn state(&self) -> &Incident {
        &self.state
    }

    /// Id of the case.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.position.case
    }

    /// Where the file lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// What the case is for.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Whether records can be added.
    #[must_use]
    pub fn writable(&self) -> bool {
        self.file.writable() && self.key.is_ok()
    }

    /// Why nothing can be recorded, where that is so.
    #[must_use]
    pub fn obstacle(&self) -> Option<&str> {
        self.key.as_ref().err().map(String::as_str)
    }

    /// What was wrong with the journal when it was last read whole.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The key of this laptop in this case: the one that its chain is signed with.
    pub(in crate::app) fn station_key(&self) -> Result<StationKey, Failure> {
        let of_the_case = self.env.places.station_key_of(&self.position.case);
        let place = if of_the_case.exists() { of_the_case } else { self.env.places.station_key() };
        let key = StationKey::load(&place)?;
        if key.station_id() == self.station.to_string() {
            Ok(key)
        } else {
            Err(Failure::NoKey("the key of this laptop is another than the one its chain was opened with".to_owned()))
        }
    }

    /// Number of the last line of each chain, as far as it was read.
    #[must_use]
    pub fn chains(&self) -> &BTreeMap<StationId, u64> {
        &self.chains
    }

    /// Lines of all chains in the file, as far as it was read.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// What of it is damage.
    pub fn damage(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| problem.damage())
    }

    /// Stations whose lines wait until somebody admits them.
    pub fn waiting(&self) -> impl Iterator<Item = StationId> {
        self.problems.iter().filter(|problem| !problem.damage()).filter_map(|problem| problem.station)
    }

    /// The environment.
    #[must_use]
    pub fn env(&self) -> &Env {
        &self.env
    }

    /// Procedures that can be taken into use.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Number and hash of this station's last line.
    #[must_use]
    pub fn head(&self) -> (u64, String) {
        (self.position.seq, hex(&self.position.head))
    }

    /// Fingerprint of this laptop's key.
    #[must_use]
    pub fn fingerprint(&self) -> Option<String> {
        self.key.as_ref().ok().map(StationKey::fingerprint)
    }

    /// Zone of the war room.
    #[must_use]
    pub fn zone(&self) -> chrono_tz::Tz {
        let declared = self.state.case.declared.as_ref().and_then(|declared| declared.zone.parse().ok());
        declared.or_else(|| Some(self.known.as_ref()?.zone)).unwrap_or(self.env.zone)
    }

    /// The file, for what reads or writes it beside commands.
    pub(in crate::app) fn file(&self) -> &CaseFile {
        &self.file
    }

    /// Whether this laptop writes in this case already, or what it writes counts. Where neither is so nothing is recorded that nobody asked for: the first line
    /// opens a chain that waits until somebody admits it.
    #[must_use]
    pub fn begun(&self) -> bool {
        self.counts || self.position.seq > 0
    }

    /// Whether what this laptop writes counts: its chain is admitted and has no fork.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.counts
    }

    /// Largest lamport time seen in the case.
    pub(in crate::app) fn lamport(&self) -> u64 {
        self.position.lamport
    }

    /// This laptop's station.
    #[must_use]
    pub fn station(&self) -> StationId {
        self.station
    }

    /// Who is at the keys.
    #[must_use]
    pub fn operator(&self) -> Author {
        self.state.people.resolve(&self.operator)
    }

    /// Changes who is at the keys from the next record on.
    pub fn set_operator(&mut self, name: &str) {
        name.trim().clone_into(&mut self.operator);
    }

    /// Says what the screen shows that commands come from: a command that asks by name is answered as the screen would answer. Decisions are over the whole case all
    /// the same.
    pub fn set_level(&mut self, level: Audience) {
        self.level = Some(level);
    }

    /// Whether the case has left the war room.
    #[must_use]
    pub fn ended(&self) -> bool {
        closure::closed(&self.state) || closure::stood_down(&self.state).is_some()
    }

    /// The instant that countdowns use: see [`Floor::countdown_now`].
    #[must_use]
    pub fn countdown_now(&self) -> Instant {
        if let Some(known) = &self.known {
            return known.cut.at;
        }
        let offset = self.state.stations.offset_ms(self.station).unwrap_or(0);
        self.floor.countdown_now(self.env.clock.as_ref(), offset)
    }

    /// Puts files aside for this case from any thread.
    #[must_use]
    pub fn stager(&self) -> Stager {
        Stager { env: self.env.clone(), case: self.file.path().to_owned() }
    }

    /// The bytes of an attachment.
    #[must_use]
    pub fn attachment(&self, sha256: &str) -> Option<Vec<u8>> {
        self.file.attachment(&hash_from_hex(sha256)?).ok().flatten()
    }

    /// The salt of an attachment, in hex: with it the salted digest of a record can be computed by anybody who has the bytes.
    pub(in crate::app) fn salt_of(&self, sha256: &str, commitment: &str) -> Option<String> {
        self.file.salt_of(&hash_from_hex(sha256)?, &hash_from_hex(commitment)?).ok().flatten().map(|salt| hex(&salt))
    }

    /// Every row of the journal and the signed heads, of one moment.
    pub(in crate::app) fn rows_and_heads(&self) -> Result<(Vec<Row>, Vec<Head>), Failure> {
        self.file.at_one_moment(|file| Ok((file.rows()?.0, file.heads()?)))
    }

    /// How many bytes an attachment has; 0 when it is not there.
    #[must_use]
    pub fn attachment_size(&self, sha256: &str) -> u64 {
        hash_from_hex(sha256).and_then(|hash| self.file.attachment_size(&hash).ok()).unwrap_or(0)
    }

    /// What a command would lead to: the same decision, nothing recorded. Forms show it while somebody types.
    ///
    /// # Errors
    /// The refusal.
    pub fn preview(&self, spec: &CommandSpec, input: &Input, staged: &Staged) -> Result<Decision, Failure> {
        self.preview_from(&self.state, spec, input, staged)
    }

    fn preview_from(
        &self,
        state: &Incident,
        spec: &CommandSpec,
        input: &Input,
        staged: &Staged,
    ) -> Result<Decision, Failure> {
        let (Act::Record(decide) | Act::RecordThenHash(decide)) = spec.act else { return Ok(Decision::default()) };
        self.decide(state, |state, ctx| hinted(spec, decide, state, input, ctx), staged, true)
    }

    /// What a person signs with a key of their own before a hand-over or an approval is recorded with the same fields.
    ///
    /// # Errors
    /// The refusal that the command itself would meet, and a command that nobody signs.
    pub fn statement(&self, command: &str, input: &Input) -> Result<ToSign, Failure> {
        let to_sign = |text, use_| ToSign { text, use_, at: None };
        match command {
            "release" | "accept" | "custody" => {
                let read = |state: &Incident, ctx: &Ctx<'_>| custody::statement(command, state, input, ctx);
                let statement = self.decide(&self.state, read, &Staged::default(), true)?;
                Ok(ToSign { at: Some(statement.at), ..to_sign(statement.text(self.id()), Use::CustodyAccept) })
            }
            "approve-notice" => {
                let read = |state: &Incident, ctx: &Ctx<'_>| notice::statement(state, input, ctx);
                let statement = self.decide(&self.state, read, &Staged::default(), true)?;
                Ok(to_sign(statement.text(self.id()), Use::ReportSign))
            }
            "sign-report" => {
                let read = |state: &Incident, ctx: &Ctx<'_>| closure::statement(state, input, ctx);
                let statement = self.decide(&self.state, read, &Staged::default(), true)?;
                Ok(to_sign(statement.text(self.id()), Use::ReportSign))
            }
            "memo" => {
                let read = |state: &Incident, ctx: &Ctx<'_>| deadline::statement(state, input, ctx);
                let statement = self.decide(&self.state, read, &Staged::default(), true)?;
                Ok(to_sign(statement.text(self.id()), Use::MemoSign))
            }
            _ => Err(Failure::NothingToSign(command.to_owned())),
        }
    }

    pub(super) fn decide<T, E>(
        &self,
        state: &Incident,
        decide: impl FnOnce(&Incident, &Ctx<'_>) -> Result<T, E>,
        staged: &Staged,
        preview: bool,
    ) -> Result<T, Failure>
    where
        Failure: From<E>,
    {
        let author = self.operator();
        let sources = CaseSources { case: self, staged, preview };
        let now = self.env.clock.now();
        let ctx = Ctx { now, zone: self.zone(), author: &author, sources: &sources, level: self.level };
        Ok(decide(state, &ctx)?)
    }

    /// Sessions that were taken in after this program had been cut off, since this was last asked.
    pub fn take_adopted(&mut self) -> Vec<Adopted> {
        std::mem::take(&mut self.adopted)
    }

    /// Looks whether the laptop's clock jumped, and records it if so.
    ///
    /// # Errors
    /// [`Failure`]; then the jump is recorded with the next record.
    pub fn watch_clock(&mut self) -> Result<bool, Failure> {
        let mut looked = self.watch.clone();
        match looked.look(self.env.clock.as_ref(), &self.boot) {
            Some(jump) if self.writable() && self.begun() => {
                let watch = std::mem::replace(&mut self.watch, looked);
                if let Err(error) = self.observe(vec![jump.into()]) {
                    self.watch = watch;
                    return Err(error);
                }
                Ok(true)
            }
            _ => {
                self.watch = looked;
                Ok(false)
            }
        }
    }

    /// Takes in the recorded sessions that a crash left behind, and removes attachments. What any record cites stays, counted or not, and so does what another process is bringing right now.
    ///
    /// # Errors
    /// A damaged file.
    pub fn sweep(&mut self) -> Result<usize, Failure> {
        if self.writable() {
            self.adopt_computations();
            let adopted = self.adopt_sessions();
            self.adopted.extend(adopted);
            self.end_cut_off()?;
            self.end_cut_off_exports()?;
        }
        // On damage nothing is removed: what looks uncited may be cited by what was damaged.
        if !self.writable()
            || !self.problems.is_empty()
            || !self.file.has_batches(&|batch| batch_gone(&self.env, batch))?
        {
            return Ok(0);
        }
        self.file.begin()?;
        let swept = self.refresh().and_then(|_| {
            let cited: BTreeSet<&str> = stored(&self.state).map(|(_, file)| file.sha256.as_str()).collect();
            let known = |sha256: &str| cited.contains(sha256);
            Ok(self.file.sweep(&known, &|batch| batch_gone(&self.env, batch))?)
        });
        match swept {
            Ok(count) => {
                self.file.commit()?;
                Ok(count)
            }
            Err(error) => {
                self.file.undo();
                Err(error)
            }
        }
    }
}
