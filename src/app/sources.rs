//! What a decision may look at besides the state: files put aside, attachments, the library.

use std::borrow::Cow;

use super::case::Case;
use super::command::{Act, CommandSpec};
use super::env::Env;
use super::failure::Failure;
use super::staging::Staged;
use crate::domain::anchor::{Reply, Signed};
use crate::domain::artefact::Artefact;
use crate::domain::closure::ReportStatement;
use crate::domain::custody::{KeySignature, Statement};
use crate::domain::deadline::MemoStatement;
use crate::domain::decision::{Ctx, Decision, Sources};
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::notice::Statement as ApprovalStatement;
use crate::domain::organisation::approvals::{Approval, Text};
use crate::domain::organisation::counsel::EntryApproved;
use crate::domain::organisation::profile::Held;
use crate::domain::quote::{Ask, Of, Outcome, lies};
use crate::domain::rows::{Asked, Read};
use crate::journal::signature::Use;
use crate::library::procedure::Procedure;
use crate::library::regimes::Regime;
use crate::library::{Catalogue, Register};

/// What a declaration or an assessment would lead to before there is a case.
///
/// # Errors
/// The refusal.
pub fn preview_without_case(
    env: &Env,
    catalogue: &Catalogue,
    operator: &str,
    spec: &CommandSpec,
    input: &Input,
) -> Result<Decision, Failure> {
    let (Act::Record(decide) | Act::RecordThenHash(decide)) = spec.act else { return Ok(Decision::default()) };
    let author = Author { name: operator.to_owned(), person: None };
    let ctx = Ctx {
        now: env.clock.now(),
        zone: env.zone,
        author: &author,
        sources: &LibraryOnly(catalogue, env),
        level: None,
    };
    Ok(decide(&Incident::default(), input, &ctx)?)
}

fn loaded(catalogue: &Catalogue, id: &str) -> Option<Result<(Procedure, String), String>> {
    let found = catalogue.get(id)?;
    Some(found.map(|loaded| (loaded.procedure.clone(), loaded.sha256.clone())).map_err(ToString::to_string))
}

/// The register with the user's own entries over it.
fn register(env: &Env) -> Option<Cow<'static, Register>> {
    Register::with_overrides(&env.places.regimes()).ok().map(|(register, _)| Cow::Owned(register))
}

struct LibraryOnly<'a>(&'a Catalogue, &'a Env);

impl Sources for LibraryOnly<'_> {
    fn attachment(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn staged(&self, _: &str) -> Option<Artefact> {
        None
    }

    fn procedure(&self, id: &str) -> Option<Result<(Procedure, String), String>> {
        loaded(self.0, id)
    }

    fn register(&self) -> Option<Cow<'_, Register>> {
        register(self.1)
    }

    fn profile(&self) -> Option<Held> {
        super::organisation::profile(self.1)
    }
}

/// Files and library of an open case.
pub(super) struct CaseSources<'a> {
    /// The case.
    pub(super) case: &'a Case,
    /// Files put aside for the command.
    pub(super) staged: &'a Staged,
    /// Whether somebody is still typing: then nothing large is read for it.
    pub(super) preview: bool,
}

/// Attachments up to this size are searched while somebody types, bytes.
const LARGEST_AT_HAND: u64 = 1024 * 1024;

impl Sources for CaseSources<'_> {
    fn attachment(&self, sha256: &str) -> Option<Vec<u8>> {
        if self.preview && self.case.attachment_size(sha256) > LARGEST_AT_HAND {
            return None;
        }
        self.case.attachment(sha256)
    }

    fn staged(&self, field: &str) -> Option<Artefact> {
        self.staged.files.get(field).cloned()
    }

    fn looked(&self, of: &Of, ask: &Ask) -> Option<Outcome> {
        let made = self.staged.looked.iter().find(|made| made.wanted.of == *of && made.wanted.ask == *ask)?;
        // Another digest may have been computed since the file was looked at.
        let Of::Exhibit(id) = of else { return Some(made.outcome.clone()) };
        let now = self.case.state().register.exhibit(*id).and_then(|exhibit| lies(self.case.state(), exhibit).ok());
        (now == made.wanted.lies).then(|| made.outcome.clone())
    }

    fn row(&self, asked: &Asked) -> Read {
        match &self.staged.row {
            Some((made, read)) if made == asked => read.clone(),
            _ if self.preview => Read::NotYet,
            _ => self.case.imported_row(asked),
        }
    }

    fn procedure(&self, id: &str) -> Option<Result<(Procedure, String), String>> {
        loaded(self.case.catalogue(), id)
    }

    fn regime(&self, id: &str) -> Option<String> {
        self.register()?.regime(id).map(Regime::sha256)
    }

    fn register(&self) -> Option<Cow<'_, Register>> {
        register(self.case.env())
    }

    fn profile(&self) -> Option<Held> {
        super::organisation::profile(self.case.env())
    }

    fn counsel(&self, regime: &str, sha256: &str) -> Option<EntryApproved> {
        super::organisation::counsel(self.case.env(), regime, sha256)
    }

    fn own_key(&self, field: &str, statement: &Statement) -> Option<KeySignature> {
        let file = self.staged(field)?;
        Some(super::own_key::check(self.case, file, statement.text(self.case.id()), Use::CustodyAccept))
    }

    fn witness_key(&self, field: &str, heads: &str) -> Option<KeySignature> {
        let file = self.staged(field)?;
        Some(super::own_key::check(self.case, file, heads.to_owned(), Use::JournalWitness))
    }

    fn stamp(&self, field: &str, ca: &str, signed: &Signed) -> Option<Reply> {
        Some(super::stamp::check(self.case, self.staged(field)?, self.staged(ca), signed, self.preview))
    }

    fn memo_key(&self, field: &str, statement: &MemoStatement) -> Option<KeySignature> {
        let file = self.staged(field)?;
        Some(super::own_key::check(self.case, file, statement.text(self.case.id()), Use::MemoSign))
    }

    fn approval_key(&self, field: &str, statement: &ApprovalStatement) -> Option<KeySignature> {
        let file = self.staged(field)?;
        Some(super::own_key::check(self.case, file, statement.text(self.case.id()), Use::ReportSign))
    }

    fn report_key(&self, field: &str, statement: &ReportStatement) -> Option<KeySignature> {
        let file = self.staged(field)?;
        Some(super::own_key::check(self.case, file, statement.text(self.case.id()), Use::ReportSign))
    }

    fn approvals(&self, text: &Text<'_>) -> Vec<Approval> {
        super::organisation::approvals(self.case.env(), text)
    }
}
