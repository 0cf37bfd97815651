//! `warroom procedure`: the procedures as documents.

use serde_json::{Value, json};

use super::args::{Approve, Procedures};
use super::org::record;
use super::record::set;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::organisation;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::organisation::approvals::Text;
use crate::domain::organisation::review::{Section, review};
use crate::domain::text::{visible, wrap};
use crate::library::procedure::{Known, Procedure, Step};
use crate::library::vocabulary::Vocabulary;
use crate::library::{Catalogue, Finding, Loaded, Origin, Register};

/// Columns of the printed text.
const WIDTH: usize = 100;

/// Lists, shows, checks or approves.
pub(crate) fn run(session: &mut Session<'_>, asked: Procedures) -> Result<u8, Stop> {
    match asked {
        Procedures::List(asked) => list(session, asked.json),
        Procedures::Show { id, json } => show(session, &id, json),
        Procedures::Check(asked) => check(session, asked.json),
        Procedures::Approve(asked) => approve(session, &asked),
        Procedures::Export(asked) => super::procedure_export::run(session, &asked),
    }
}

/// The procedures at hand. What is wrong with files of the user is said, and stops nothing else.
fn at_hand(session: &mut Session<'_>) -> Catalogue {
    let (catalogue, findings) = Catalogue::with_overrides(&session.env.places.procedures());
    for finding in &findings {
        session.io.note(&format!("own procedure: {finding}"));
    }
    catalogue
}

fn text(loaded: &Loaded) -> Text<'_> {
    Text { id: &loaded.procedure.id, version: &loaded.procedure.version, sha256: &loaded.sha256 }
}

/// The organisation as its file says. What cannot be relied on is said, and counts as not approved.
fn peace(session: &mut Session<'_>) -> Incident {
    match organisation::read(&session.env) {
        Ok(found) => found.map(|found| found.state).unwrap_or_default(),
        Err(failure) => {
            session.io.note(&format!("warroom: {failure}; until then every procedure counts as not approved"));
            Incident::default()
        }
    }
}

/// `shipped`, or the path of the user's file.
fn origin(loaded: &Loaded) -> String {
    match &loaded.origin {
        Origin::Shipped => "shipped".to_owned(),
        Origin::File(path) => path.to_string_lossy().into_owned(),
    }
}

fn list(session: &mut Session<'_>, as_json: bool) -> Result<u8, Stop> {
    let catalogue = at_hand(session);
    let state = peace(session);
    let mut rows = vec![["ID", "VERSION", "STATUS", "FAMILY", "APPROVAL", "TITLE", "FROM"].map(str::to_owned).to_vec()];
    let mut entries: Vec<Value> = Vec::new();
    for loaded in catalogue.ids().filter_map(|id| catalogue.get(id)?.ok()) {
        let procedure = &loaded.procedure;
        let documented = state.organisation.approvals.documented(&text(loaded));
        entries.push(json!({
            "id": procedure.id, "version": procedure.version, "status": procedure.status, "family": procedure.family,
            "title": procedure.title, "sha256": loaded.sha256, "from": origin(loaded), "approval": documented.code(),
        }));
        rows.push(vec![
            procedure.id.clone(),
            procedure.version.clone(),
            procedure.status.clone(),
            procedure.family.clone(),
            session.lang.code("documented", documented.code()),
            procedure.title.clone(),
            origin(loaded),
        ]);
    }
    if as_json {
        session.io.json(&json!({ "procedures": entries }))?;
    } else {
        session.io.table(&rows)?;
    }
    Ok(DONE)
}

fn show(session: &mut Session<'_>, id: &str, as_json: bool) -> Result<u8, Stop> {
    let (catalogue, _) = Catalogue::with_overrides(&session.env.places.procedures());
    let loaded = match catalogue.get(id) {
        Some(Ok(loaded)) => loaded,
        Some(Err(error)) => return Err(Stop::Said(error.to_string())),
        None => {
            return Err(Stop::Said(format!(
                "there is no procedure {}; `warroom procedure list` lists them",
                visible(id)
            )));
        }
    };
    let state = peace(session);
    if as_json {
        let approval = state.organisation.approvals.documented(&text(loaded)).code();
        session.io.json(&json!({
            "procedure": loaded.procedure, "sha256": loaded.sha256, "from": origin(loaded), "approval": approval,
        }))?;
        return Ok(DONE);
    }
    let found = review(&state, &[text(loaded)], session.env.clock.now(), session.env.zone);
    let approval =
        found.iter().find(|entry| entry.section == Section::Procedures).map(|entry| session.say(&entry.what));
    let mut page = Page(Vec::new());
    page.whole(loaded, &approval.unwrap_or_default());
    for line in page.0 {
        session.io.line(&line)?;
    }
    Ok(DONE)
}

/// A procedure as lines of text.
struct Page(Vec<String>);

impl Page {
    fn heading(&mut self, words: &str) {
        self.0.push(String::new());
        self.0.push(words.to_uppercase());
    }

    /// Words under a mark of their own, the further lines below the first.
    fn words(&mut self, mark: &str, words: &str) {
        let mut first = true;
        for line in wrap(&visible(words), WIDTH - mark.len()) {
            self.0.push(format!("{}{line}", if first { mark.to_owned() } else { " ".repeat(mark.len()) }));
            first = false;
        }
    }

    fn items(&mut self, title: &str, items: &[String]) {
        if !items.is_empty() {
            self.heading(title);
        }
        for item in items {
            self.words("  - ", item);
        }
    }

    fn whole(&mut self, loaded: &Loaded, approval: &str) {
        let procedure = &loaded.procedure;
        self.0.push(format!("{} {} ({}, {})", procedure.id, procedure.version, procedure.status, procedure.family));
        self.words("", &procedure.title);
        self.0.push(format!("SHA-256 {}, {}", loaded.sha256, origin(loaded)));
        self.words("", approval);
        self.heading("What it is for");
        self.words("  ", &procedure.summary);
        self.items("Applies when", &procedure.applies_when);
        self.items("Not this", &procedure.not_this);
        self.lists(procedure);
        self.heading("Evidence, the most volatile first");
        for source in &procedure.evidence_sources {
            self.words(
                &format!("  {:>2}. ", source.order),
                &format!("{} ({}, {})", source.name, source.volatility, source.proof),
            );
            for command in &source.capture {
                self.words("        $ ", command);
            }
            self.words("      ", &source.note);
        }
        self.heading("Steps");
        for step in &procedure.steps {
            self.step(step);
        }
        self.items("Clean when", &procedure.clean_when);
        self.items("Pitfalls", &procedure.pitfalls);
        if !procedure.injects.is_empty() {
            self.heading("Injects for an exercise");
        }
        for inject in &procedure.injects {
            self.words(&format!("  {:>3} min  ", inject.at_minute), &inject.text);
            self.words("           expected: ", &inject.expects);
        }
        self.items("References", &procedure.references);
    }

    fn lists(&mut self, procedure: &Procedure) {
        self.heading("Belongs to");
        let base = Vec::from_iter(Some(procedure.base.clone()).filter(|base| !base.is_empty()));
        for (name, list) in [
            ("base", &base),
            ("keeps", &procedure.keep_base),
            ("roles", &procedure.roles),
            ("regimes", &procedure.regimes_to_consider),
            ("duties", &procedure.duties_to_consider),
            ("incidents", &procedure.rsit),
            ("ATT&CK", &procedure.attack),
            ("ATLAS", &procedure.atlas),
        ] {
            if !list.is_empty() {
                self.words(&format!("  {name:<10} "), &list.join(", "));
            }
        }
    }

    fn step(&mut self, step: &Step) {
        let first = if step.first15 { ", first quarter of an hour" } else { "" };
        self.words(&format!("  {:<6} ", step.id), &step.title);
        self.words("         ", &step.instruction);
        self.words(
            "         ",
            &format!("{}, control {}, {}, within {} min{first}", step.role, step.control, step.phase, step.minutes),
        );
        self.words("         proof: ", &step.proof.join(", "));
        if !step.needs.is_empty() {
            self.words("         after: ", &step.needs.join(", "));
        }
    }
}

fn check(session: &mut Session<'_>, as_json: bool) -> Result<u8, Stop> {
    let (catalogue, mut findings) = Catalogue::with_overrides(&session.env.places.procedures());
    let register = Register::shipped().map_err(|error| Stop::Said(error.to_string()))?;
    let known = Known {
        vocabulary: Vocabulary::of_rules(),
        regime: &|id| register.regime(id).is_some(),
        procedure: &|_| false,
    };
    findings.extend(catalogue.check(&known));
    let findings: Vec<String> = findings.iter().map(Finding::to_string).collect();
    super::findings::say(session, "procedure", catalogue.ids().count(), &findings, as_json)
}

fn approve(session: &mut Session<'_>, asked: &Approve) -> Result<u8, Stop> {
    let mut input = Input::default().with("procedure", asked.ids.join(",")).with("by", &asked.by);
    set(&mut input, "presence", asked.presence.as_deref());
    set(&mut input, "presence-ref", asked.presence_ref.as_deref());
    set(&mut input, "at", asked.at.as_deref());
    record(session, "approve", &input, asked.json)
}
