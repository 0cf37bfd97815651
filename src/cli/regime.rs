//! `warroom regime`: the register of laws and contracts, as a document.

use serde_json::{Value, json};

use super::args::{Approve, Regimes, WithdrawEntry};
use super::org::record;
use super::record::set;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::organisation;
use crate::domain::input::Input;
use crate::domain::organisation::counsel::{Entries, Reviewed};
use crate::domain::text::{visible, wrap};
use crate::domain::time::local;
use crate::library::regimes::{Deadline, Regime, check_file};
use crate::library::{Finding, Origin, Register};

/// Columns of the printed text.
const WIDTH: usize = 100;

/// Lists, shows, checks or approves.
pub(crate) fn run(session: &mut Session<'_>, asked: &Regimes) -> Result<u8, Stop> {
    match asked {
        Regimes::Approve(asked) => approve(session, asked),
        Regimes::Withdraw(asked) => withdraw(session, asked),
        Regimes::List(asked) => list(session, asked.json),
        Regimes::Show { id, json } => show(session, id, *json),
        Regimes::Check { file, json } => check(session, file.as_deref(), *json),
    }
}

/// The register with the user's own entries. What is wrong with those is said, and stops nothing else.
pub(crate) fn at_hand(session: &mut Session<'_>) -> Result<Register, Stop> {
    let (register, findings) =
        Register::with_overrides(&session.env.places.regimes()).map_err(|error| Stop::Said(error.to_string()))?;
    for finding in &findings {
        session.io.note(&format!("own register: {finding}"));
    }
    Ok(register)
}

/// `shipped`, or the path of the user's file.
fn origin(register: &Register, id: &str) -> String {
    match register.origin(id) {
        Origin::Shipped => "shipped".to_owned(),
        Origin::File(path) => path.to_string_lossy().into_owned(),
    }
}

/// What counsel approved, as the organisation's file says. What cannot be relied on is said, and counts as not approved.
fn entries(session: &mut Session<'_>) -> Entries {
    match organisation::read(&session.env) {
        Ok(found) => found.map(|found| found.state.organisation.entries).unwrap_or_default(),
        Err(failure) => {
            session.io.note(&format!("warroom: {failure}; until then every entry counts as not approved"));
            Entries::default()
        }
    }
}

/// The day in the zone of the session.
fn today(session: &Session<'_>) -> String {
    local(session.env.clock.now(), session.env.zone).date_iso()
}

fn list(session: &mut Session<'_>, as_json: bool) -> Result<u8, Stop> {
    let register = at_hand(session)?;
    let (today, counsel) = (today(session), entries(session));
    let mut rows = vec![
        ["ID", "ON", "APPROVAL", "CONFIDENCE", "CHECK AGAIN", "NAME", "STATUS", "FROM"].map(str::to_owned).to_vec(),
    ];
    let mut entries: Vec<Value> = Vec::new();
    for regime in &register.regimes {
        let overdue = regime.overdue(&today);
        let reviewed = counsel.reviewed(&regime.id, &regime.sha256());
        let mut entry = head(&register, regime, overdue, reviewed);
        entry["deadlines"] = regime.deadlines.iter().map(|deadline| deadline.id.as_str()).collect();
        entries.push(entry);
        rows.push(vec![
            regime.id.clone(),
            if regime.enabled { "on" } else { "off" }.to_owned(),
            session.lang.code("documented", reviewed.code()),
            regime.confidence.clone(),
            format!("{}{}", regime.check_again, if overdue { " due" } else { "" }),
            regime.name.clone(),
            regime.status.clone(),
            origin(&register, &regime.id),
        ]);
    }
    if as_json {
        session.io.json(&json!({
            "as_of": register.as_of.to_string(), "tzdata": register.tzdata, "regimes": entries,
        }))?;
        return Ok(DONE);
    }
    session.io.table(&rows)?;
    let overdue = register.regimes.iter().filter(|regime| regime.overdue(&today)).count();
    session.io.line(&format!(
        "{} regimes, register of {}; {overdue} past the date on which to look at the source again",
        register.regimes.len(),
        register.as_of
    ))?;
    Ok(DONE)
}

fn head(register: &Register, regime: &Regime, overdue: bool, reviewed: Reviewed<'_>) -> Value {
    let approved =
        reviewed.approval().map(|found| json!({"by": found.by.name, "at": found.at.at, "sha256": found.sha256}));
    json!({
        "approval": reviewed.code(), "approved": approved,
        "id": regime.id, "name": regime.name, "jurisdiction": regime.jurisdiction, "family": regime.family,
        "status": regime.status, "enabled": regime.enabled, "citation": regime.citation, "confidence": regime.confidence,
        "check_again": Some(&regime.check_again).filter(|date| !date.is_empty()), "check_overdue": overdue,
        "from": origin(register, &regime.id), "sha256": regime.sha256(),
    })
}

fn show(session: &mut Session<'_>, id: &str, as_json: bool) -> Result<u8, Stop> {
    let register = at_hand(session)?;
    let Some(regime) = register.regime(id) else {
        return Err(Stop::Said(format!("there is no regime {}; `warroom regime list` lists them", visible(id))));
    };
    let overdue = regime.overdue(&today(session));
    let counsel = entries(session);
    let reviewed = counsel.reviewed(&regime.id, &regime.sha256());
    if as_json {
        let deadlines: Vec<Value> =
            regime.deadlines.iter().map(|deadline| deadline_json(&register, deadline)).collect();
        let mut shown = head(&register, regime, overdue, reviewed);
        shown["regime"] = json!(regime);
        shown["deadlines"] = deadlines.into();
        session.io.json(&shown)?;
        return Ok(DONE);
    }
    let mut page = Page(Vec::new());
    let approval = session.lang.code("documented", reviewed.code());
    let approval = match reviewed.approval() {
        Some(found) => {
            let day = local(found.at.at, session.env.zone).date_iso();
            format!("{approval}: {}, {day}, SHA-256 {}", found.by.name, found.sha256)
        }
        None => match reviewed {
            Reviewed::Withdrawn(found) => {
                format!(
                    "{approval}: {}, {}: {}",
                    found.by.name,
                    local(found.at.at, session.env.zone).date_iso(),
                    found.reason
                )
            }
            _ => format!("{approval}; warroom regime approve {} --by NAME", regime.id),
        },
    };
    page.whole(&register, regime, overdue, &approval);
    for line in page.0 {
        session.io.line(&line)?;
    }
    Ok(DONE)
}

fn rule_words(register: &Register, id: &str) -> String {
    register.rule(id).map(|rule| rule.text.clone()).unwrap_or_default()
}

fn deadline_json(register: &Register, deadline: &Deadline) -> Value {
    let mut shown = json!(deadline);
    shown["from_label"] = json!(register.anchor(&deadline.from).map(|anchor| &anchor.label));
    shown["rule_text"] = rule_words(register, &deadline.rule).into();
    shown
}

/// A regime as lines of text.
struct Page(Vec<String>);

impl Page {
    fn words(&mut self, mark: &str, words: &str) {
        let mut first = true;
        for line in wrap(&visible(words), WIDTH - mark.len()) {
            self.0.push(format!("{}{line}", if first { mark.to_owned() } else { " ".repeat(mark.len()) }));
            first = false;
        }
    }

    fn items(&mut self, title: &str, items: &[String]) {
        if !items.is_empty() {
            self.0.push(String::new());
            self.0.push(title.to_uppercase());
        }
        for item in items {
            self.words("  - ", item);
        }
    }

    fn whole(&mut self, register: &Register, regime: &Regime, overdue: bool, approval: &str) {
        let on = if regime.enabled { "on" } else { "off: not offered unless asked for" };
        self.words("", &format!("{} {} ({}, {})", regime.id, regime.name, regime.jurisdiction, regime.family));
        self.words("", &format!("{on}; {}", regime.status));
        let meaning = register.confidence_levels.get(&regime.confidence).map_or("", String::as_str);
        self.words("confidence   ", &format!("{}: {meaning}", regime.confidence));
        self.words("citation     ", &regime.citation);
        self.words("rests on     ", &regime.evidence);
        let again = match (regime.check_again.as_str(), overdue) {
            ("", _) => "no date; the entry has to be filled in".to_owned(),
            (date, false) => date.to_owned(),
            (date, true) => format!("{date}: that date has come, so look at the source before relying on this entry"),
        };
        self.words("check again  ", &again);
        self.words("applies from ", if regime.applies_from.is_empty() { "no date" } else { &regime.applies_from });
        self.words("authority    ", &regime.authority);
        self.words("channel      ", &regime.channel);
        self.words("entry        ", &format!("SHA-256 {}, {}", regime.sha256(), origin(register, &regime.id)));
        self.words("approval     ", approval);
        self.items("The question", std::slice::from_ref(&regime.trigger_question));
        self.items("To answer it", &regime.trigger_help);
        self.items("Exempt", &regime.exemptions);
        self.items("The clock starts", std::slice::from_ref(&regime.clock_start));
        self.0.push(String::new());
        self.0.push("DEADLINES".to_owned());
        for deadline in &regime.deadlines {
            self.deadline(register, regime, deadline);
        }
        self.items("Tell also", &regime.tell_also);
        self.items("A memo why not holds", &regime.when_not_notified);
        self.items("A late notice says", &regime.when_late);
        self.items("Beside others", &regime.interplay);
        self.items("Mind", &regime.caveats);
    }

    fn deadline(&mut self, register: &Register, regime: &Regime, deadline: &Deadline) {
        let number = match (deadline.amount, deadline.amount_max) {
            (0, _) => "no number".to_owned(),
            (amount, None) => format!("{amount} {}", deadline.unit.replace('_', " ")),
            (amount, Some(most)) => format!("{amount} to {most} {}", deadline.unit.replace('_', " ")),
        };
        let from = register.anchor(&deadline.from).map_or(deadline.from.as_str(), |anchor| &anchor.label);
        self.words("  ", &format!("{}/{}  {}: {number} from {from}", regime.id, deadline.id, deadline.name));
        let line = |page: &mut Self, name: &str, words: &str| page.words(&format!("    {name}: "), words);
        line(self, "rule", &format!("{}: {}", deadline.rule, rule_words(register, &deadline.rule)));
        if let Some(rule) = &deadline.latest_rule {
            line(self, "later reading, never the target", &format!("{rule}: {}", rule_words(register, rule)));
        }
        if let Some(rule) = &deadline.roll {
            line(self, "relief", &format!("{rule}: {}", rule_words(register, rule)));
        }
        if !deadline.roll_denied_for.is_empty() {
            line(self, "relief denied for", &deadline.roll_denied_for.join(", "));
        }
        if let (Some(amount), Some(unit), Some(from)) = (deadline.cap_amount, &deadline.cap_unit, &deadline.cap_from) {
            let from = register.anchor(from).map_or(from.as_str(), |anchor| &anchor.label);
            line(self, "at the latest", &format!("{amount} {unit} from {from}"));
        }
        if let (Some(time), Some(zone)) = (&deadline.cutoff, &deadline.cutoff_zone) {
            line(self, "cut-off", &format!("{time} in {zone}"));
        }
        for (name, words) in [
            ("late classification", &deadline.late_classification),
            ("calendar", &deadline.calendar),
            ("only if", &deadline.condition),
            ("again", &deadline.repeat),
            ("note", &deadline.note),
        ] {
            if let Some(words) = words {
                line(self, name, words);
            }
        }
        if deadline.outer_only {
            line(self, "mind", "only the outer limit: the duty is without undue delay");
        }
        line(self, "citation", &format!("{} ({})", deadline.citation, deadline.confidence));
        for item in deadline.content.iter().chain(&deadline.content_extended) {
            self.words("      - ", item);
        }
    }
}

fn check(session: &mut Session<'_>, file: Option<&std::path::Path>, as_json: bool) -> Result<u8, Stop> {
    let said = |error: &crate::library::LibraryError| Stop::Said(error.to_string());
    let (count, findings) = match file {
        Some(file) => check_file(file).map_err(said)?,
        None => {
            let (register, own) = Register::with_overrides(&session.env.places.regimes()).map_err(said)?;
            let shipped = Register::shipped().map_err(said)?.check();
            (register.regimes.len(), shipped.into_iter().chain(own).collect())
        }
    };
    let findings: Vec<String> = findings.iter().map(Finding::to_string).collect();
    super::findings::say(session, "regime", count, &findings, as_json)
}

fn approve(session: &mut Session<'_>, asked: &Approve) -> Result<u8, Stop> {
    let mut input = Input::default().with("regime", asked.ids.join(",")).with("by", &asked.by);
    set(&mut input, "presence", asked.presence.as_deref());
    set(&mut input, "presence-ref", asked.presence_ref.as_deref());
    set(&mut input, "at", asked.at.as_deref());
    record(session, "approve-regime", &input, asked.json)
}

fn withdraw(session: &mut Session<'_>, asked: &WithdrawEntry) -> Result<u8, Stop> {
    let mut input = Input::default().with("regime", &asked.id).with("reason", &asked.reason);
    set(&mut input, "by", asked.by.as_deref());
    set(&mut input, "at", asked.at.as_deref());
    record(session, "withdraw-regime", &input, asked.json)
}
