//! The commands `may-know`, `may-know-ends` and `message`.

use super::{Ended, Entered, Ground, Recipient, Sent};
use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Arg;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

/// The largest list.
const LARGEST: u64 = 1 << 20;
/// What parts name, function and reason in a line of a file.
const PARTS: char = ';';
/// How a remark begins in a file; a channel has no blank behind the sign.
const REMARK: &str = "# ";

impl Fields<'_> {
    /// The lines of a file given for a field, without empty ones and remarks; none for a file that is not put aside yet, for which a command is decided
    /// beforehand.
    ///
    /// # Errors
    /// [`Rule::Unreadable`]: its bytes are no text, or it is too large for a list.
    pub(in crate::domain) fn file_lines(&self, field: &'static str) -> Result<Option<Vec<String>>, Refusal> {
        let Some(file) = self.ctx.sources.staged(field) else { return Ok(Some(Vec::new())) };
        let name = || self.state.sensitive(&file.name);
        let why = || Arg::Code("list-file", "no-text".to_owned());
        let unreadable = || Refusal::new(Rule::Unreadable, Some(field)).with("name", name()).with("why", why());
        if file.size > LARGEST {
            return Err(unreadable());
        }
        let Some(bytes) = self.ctx.sources.attachment(&file.sha256) else {
            return if file.stored { Err(unreadable()) } else { Ok(None) };
        };
        let text = String::from_utf8(bytes).map_err(|_| unreadable())?;
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        Ok(Some(lines.filter(|line| !line.is_empty() && !line.starts_with(REMARK)).map(str::to_owned).collect()))
    }

    /// People of a list and of a file, each once.
    fn people(&self, list: &'static str, file: &'static str) -> Result<Vec<(Author, [String; 2])>, Refusal> {
        let mut found: Vec<(Author, [String; 2])> = Vec::new();
        let lines = self.file_lines(file)?;
        let unread = lines.is_none();
        for line in self.list(list).into_iter().chain(lines.unwrap_or_default()) {
            let mut parts = line.split(PARTS).map(|part| part.trim().to_owned());
            let who = self.state.people.resolve(&parts.next().unwrap_or_default());
            let more = [parts.next().unwrap_or_default(), parts.collect::<Vec<_>>().join(" ")];
            if !who.name.is_empty() && !found.iter().any(|(known, _)| self.state.people.same(known, &who)) {
                found.push((who, more));
            }
        }
        if found.is_empty() && unread {
            found.push(Default::default());
        }
        if found.is_empty() { Err(Refusal::new(Rule::Empty, Some(list)).code(list)) } else { Ok(found) }
    }
}

/// `may-know`: people come onto the register, each with function and reason. A line of the file may say its own: `Name; function; reason`.
///
/// # Errors
/// Nobody named, an unreadable file or time.
pub fn enter(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = |field| fields.text(field).unwrap_or_default();
    let by = fields.person("by").unwrap_or_else(|| ctx.author.clone());
    let (up_to, at, until) = (fields.mark("up-to")?, fields.when_or_now("at")?, fields.coming("until")?);
    let late_reason = fields.text("late-reason");
    let or = |own: String, all: String| if own.is_empty() { all } else { own };
    let mut decision = Decision::default();
    let mut short = Vec::new();
    for (who, [role, need]) in fields.people("persons", "persons-file")? {
        let role = or(role, text("function"));
        let entered = Entered {
            role: if role.is_empty() { role_held(state, &who) } else { role },
            need: or(need, text("need")),
            who,
            up_to,
            by: by.clone(),
            at: at.clone(),
            until: until.clone(),
            list: ctx.sources.staged("persons-file"),
            late_reason: late_reason.clone(),
        };
        for one in entered.shortfalls(state, None) {
            if !short.contains(&one) {
                short.push(one);
            }
        }
        decision.facts.push(entered.into());
    }
    short.extend(time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx));
    Ok(decision.short(short))
}

/// What somebody is by the roster.
fn role_held(state: &Incident, who: &Author) -> String {
    state.people.person(who).map(|person| person.title.clone()).unwrap_or_default()
}

/// `may-know-ends`: somebody needs to know no longer.
///
/// # Errors
/// Nobody named, an unreadable time.
pub fn end_need(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let ended = Ended {
        who: fields.required_person("person")?,
        reason: fields.text("reason").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let short = time_shortfalls("at", &ended.at, true, ended.late_reason.as_deref(), state, ctx);
    Ok(Decision::of(ended).short(short))
}

/// `message`: people inside were told, by name.
///
/// # Errors
/// Nobody named, an unreadable file, time or mark, a record that is not in the case.
pub fn send(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = |field| fields.text(field).unwrap_or_default();
    let (at, tlp) = (fields.when_or_now("at")?, fields.mark("tlp")?);
    let named = fields.people("recipients", "recipients-file")?;
    let recipient = |(who, _): (Author, _)| match state.messages.ground(state, &who, at.at, tlp) {
        Some(need) => {
            let (role, reason) = match need.ground {
                Ground::Entry(entered) => (entered.role.clone(), entered.need.clone()),
                Ground::Role(role) => (role.to_owned(), String::new()),
            };
            Recipient { who, role, need: reason, entry: Some(need.record) }
        }
        None => Recipient { who, role: String::new(), need: String::new(), entry: None },
    };
    let recipients = named.into_iter().map(recipient).collect();
    let corrects = match fields.text("corrects") {
        Some(given) => {
            let id = fields.record("corrects")?;
            let known = state.messages.message(id).map(|_| id);
            Some(known.ok_or_else(|| fields.not_found("corrects", &given))?)
        }
        None => None,
    };
    let sent = Sent {
        recipients,
        many_reason: text("many-reason"),
        tlp,
        channel: text("channel"),
        facts: fields.statements("facts-said")?,
        assumptions: fields.assumptions("assumed"),
        words: text("said"),
        copy: ctx.sources.staged("sent-copy"),
        approved_by: fields.person("approved-by").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        list: ctx.sources.staged("recipients-file"),
        corrects,
        at,
        late_reason: fields.text("late-reason"),
    };
    let mut short = sent.shortfalls(state, None);
    short.extend(time_shortfalls("at", &sent.at, true, sent.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(sent).short(short).marked(tlp))
}
