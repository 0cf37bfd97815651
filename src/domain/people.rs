//! People as records, the roles they hold, and conflicts of duty.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::{Arg, Msg};
use super::rules::Rule;
use super::station::time_shortfalls;
use super::text::folded;
use super::time::When;
use crate::library::vocabulary::Vocabulary;

facts! {
    /// Facts about people and roles.
    PeopleFact {
        /// A person came onto the roster.
        Added(Person) = "person.added",
        /// The entry of a person as it should read.
        Corrected(Corrected) = "person.corrected",
        /// A role was given to a person.
        Assigned(Assigned) = "role.assigned",
        /// A person was relieved of a role.
        Relieved(Relieved) = "role.relieved",
        /// A role is vacant, with a reason.
        Vacant(Vacant) = "role.vacant",
        /// Conflicts of duty were accepted by the risk owner.
        Ratified(Ratified) = "conflict.ratified",
    }
}

/// One person. Contact handles are TLP:RED by default, whatever the case's mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Initials as shown on the wall.
    pub initials: String,
    /// Title.
    pub title: String,
    /// Organisation.
    pub organisation: String,
    /// Two numbers.
    pub phones: Vec<String>,
    /// One other handle, out of band.
    pub handle: String,
    /// E-mail; never first contact.
    pub email: String,
    /// `address-book` or `typed`.
    pub source: String,
    /// Roles the person is prepared for, ids of the vocabulary.
    pub roles: Vec<String>,
}

/// A correction of an entry: the whole of it as it should read, and why. What was recorded before stays in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The record that put the person on the roster.
    pub record: RecordId,
    /// The entry as it should read.
    pub person: Person,
    /// Why.
    pub reason: String,
}

/// A number of fewer digits is an extension, and tells nobody apart.
const DIGITS: usize = 6;

/// Source of a person who came from the address book prepared in peace time.
pub const ADDRESS_BOOK: &str = "address-book";

/// A role given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// Role id of the vocabulary.
    pub role: String,
    /// Who holds it.
    pub person: Author,
    /// Who stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<Author>,
    /// From when.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Relief from a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relieved {
    /// Role id.
    pub role: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A vacancy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vacant {
    /// Role id.
    pub role: String,
    /// Why nobody holds it.
    pub reason: String,
}

/// The risk owner's acceptance of conflicts of duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratified {
    /// What is accepted and why.
    pub statement: String,
    /// The SIRO.
    pub by: Author,
    /// The conflicts it covers: pairs of role ids with the person.
    pub conflicts: Vec<Conflict>,
}

/// One person holding two roles that conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, PartialOrd, Ord)]
pub struct Conflict {
    /// Who.
    pub person: String,
    /// One role.
    pub role: String,
    /// The other.
    pub other: String,
}

/// An acceptance as recorded, and whether it was the risk owner's to give.
#[derive(Debug, Clone, PartialEq)]
pub struct Ratification {
    /// Its record.
    pub id: RecordId,
    /// What was accepted.
    pub ratified: Ratified,
    /// Whether who accepted held the role of SIRO at that time: nobody else's acceptance counts.
    pub by_siro: bool,
}

/// Who holds a role now.
#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    /// The assignment's record.
    pub id: RecordId,
    /// The assignment.
    pub assigned: Assigned,
}

/// People and roles, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct People {
    /// The roster, by record, in order of arrival.
    pub people: Vec<(RecordId, Person)>,
    /// Current holders by role.
    pub holders: BTreeMap<String, Holder>,
    /// Everybody who held the command, in order.
    pub led: Vec<Author>,
    /// Vacant roles with reasons.
    pub vacant: BTreeMap<String, (RecordId, Vacant)>,
    /// Acceptances of conflicts.
    pub ratified: Vec<Ratification>,
    /// Names that entries had before they were corrected, in lower case: the address book may go on naming people so.
    pub former: BTreeSet<String>,
    /// The same by entry.
    pub former_of: BTreeMap<RecordId, BTreeSet<String>>,
}

impl People {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &PeopleFact) -> Option<Act> {
        match fact {
            PeopleFact::Added(person) => {
                self.people.push((meta.id, (**person).clone()));
                // The address book comes as a whole: a line for each of its people would bury what happened.
                if person.source == ADDRESS_BOOK {
                    return None;
                }
                Some(Act::at(meta.recorded_at, Msg::new("act-person").with("who", person.name.clone())))
            }
            PeopleFact::Corrected(corrected) => {
                self.correct(corrected);
                let msg = Msg::new("act-person-corrected").with("who", corrected.person.name.clone());
                Some(Act::at(meta.recorded_at, msg))
            }
            PeopleFact::Assigned(assigned) => {
                self.give(Holder { id: meta.id, assigned: (**assigned).clone() });
                let msg = Msg::new("act-assigned")
                    .code("role", "role", assigned.role.clone())
                    .with("who", assigned.person.name.clone());
                Some(Act::response(&assigned.at, assigned.late_reason.as_ref(), msg))
            }
            PeopleFact::Relieved(relieved) => {
                let held = self.holders.remove(&relieved.role);
                let who = held.map(|holder| holder.assigned.person.name).unwrap_or_default();
                Some(Act::response(
                    &relieved.at,
                    relieved.late_reason.as_ref(),
                    Msg::new("act-relieved").code("role", "role", relieved.role.clone()).with("who", who),
                ))
            }
            PeopleFact::Vacant(vacant) => {
                // Who held it does so no longer.
                self.holders.remove(&vacant.role);
                self.vacant.insert(vacant.role.clone(), (meta.id, (**vacant).clone()));
                Some(Act::at(meta.recorded_at, Msg::new("act-vacant").code("role", "role", vacant.role.clone())))
            }
            PeopleFact::Ratified(ratified) => {
                let by_siro = self.is_siro(&ratified.by);
                self.ratified.push(Ratification { id: meta.id, ratified: (**ratified).clone(), by_siro });
                let msg = Msg::new("act-ratified")
                    .with("who", ratified.by.name.clone())
                    .with("count", ratified.conflicts.len());
                Some(Act::at(meta.recorded_at, msg))
            }
        }
    }

    /// A role goes to a person.
    pub(super) fn give(&mut self, holder: Holder) {
        let role = holder.assigned.role.clone();
        if role == "irt_lead" && !self.led.contains(&holder.assigned.person) {
            self.led.push(holder.assigned.person.clone());
        }
        self.vacant.remove(&role);
        self.holders.insert(role, holder);
    }

    /// The entry reads as corrected, and so does the name of the person in the roles held now.
    fn correct(&mut self, corrected: &Corrected) {
        let Some((id, person)) = self.people.iter_mut().find(|(id, _)| *id == corrected.record) else { return };
        if person.name != corrected.person.name {
            self.former.insert(person.name.to_lowercase());
            self.former_of.entry(*id).or_default().insert(person.name.to_lowercase());
        }
        *person = corrected.person.clone();
        let held = self.holders.values_mut().map(|holder| &mut holder.assigned);
        let named = held.flat_map(|assigned| std::iter::once(&mut assigned.person).chain(assigned.deputy.as_mut()));
        for author in named.filter(|author| author.person == Some(*id)) {
            author.name.clone_from(&corrected.person.name);
        }
    }

    /// Whether somebody of this name is on the roster, or was before the name was corrected.
    #[must_use]
    pub fn names(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.former.contains(&name) || self.people.iter().any(|(_, person)| person.name.to_lowercase() == name)
    }

    /// Resolves what people type (a name, initials or a record id) to a person record; any other name is an unproven person.
    #[must_use]
    pub fn resolve(&self, text: &str) -> Author {
        let text = text.trim();
        let by_id = text.parse::<RecordId>().ok();
        let named = |(_, person): &&(RecordId, Person)| person.name.to_lowercase() == text.to_lowercase();
        let initials = |(_, person): &&(RecordId, Person)| {
            !person.initials.is_empty() && person.initials.eq_ignore_ascii_case(text)
        };
        // A whole name says more than initials; initials that two people share say nothing.
        let mut short = self.people.iter().filter(initials);
        let by_initials = short.next().filter(|_| short.next().is_none());
        let found = self
            .people
            .iter()
            .find(|(id, _)| by_id == Some(*id))
            .or_else(|| self.people.iter().find(named))
            .or(by_initials);
        match found {
            Some((id, person)) => Author { name: person.name.clone(), person: Some(*id) },
            None => Author { name: text.to_owned(), person: None },
        }
    }

    /// The person record behind an author.
    #[must_use]
    pub fn person(&self, who: &Author) -> Option<&Person> {
        let id = who.person?;
        self.people.iter().find(|(known, _)| *known == id).map(|(_, person)| person)
    }

    /// Initials for the wall: those of the record, else of the name's words.
    #[must_use]
    pub fn initials(&self, who: &Author) -> String {
        match self.person(who) {
            Some(person) if !person.initials.is_empty() => person.initials.clone(),
            _ => initials_of(&who.name),
        }
    }

    /// Whether two authors are the same person: by record where both have one, else by name.
    #[must_use]
    pub fn same(&self, a: &Author, b: &Author) -> bool {
        match (a.person, b.person) {
            (Some(a), Some(b)) => a == b,
            _ => !a.name.is_empty() && folded(&a.name) == folded(&b.name),
        }
    }

    /// Whether a second person, who is on the roster, cannot be told from somebody else: the same entry, another entry of the same name, a name typed that
    /// is or was theirs or fits their initials, or nobody named at all. Two people count as two only where the records show it.
    #[must_use]
    pub fn may_be_same(&self, second: &Author, other: &Author) -> bool {
        let Some(person) = self.person(second) else { return self.same(second, other) };
        let name = other.name.trim().to_lowercase();
        // What the command line writes where nobody was named: in brackets, or a login.
        if name.is_empty() || name.starts_with('(') || name.ends_with("(login)") {
            return true;
        }
        if other.person.is_some() {
            let alike = self.person(other).map_or(folded(&name) == folded(&person.name), |known| known.alike(person));
            return other.person == second.person || alike;
        }
        let letters =
            |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>().to_lowercase();
        let former = second.person.and_then(|id| self.former_of.get(&id)).into_iter().flatten();
        let mut names = former.cloned().chain([person.name.to_lowercase()]);
        names.any(|known| folded(&known) == folded(&name) || letters(&initials_of(&known)) == letters(&name))
            || (!person.initials.is_empty() && letters(&person.initials) == letters(&name))
    }

    /// Whether two authors are one person, or two entries that nothing tells apart.
    fn perhaps(&self, a: &Author, b: &Author) -> bool {
        self.same(a, b) || self.person(a).zip(self.person(b)).is_some_and(|(a, b)| a.alike(b))
    }

    /// Roles a person holds now.
    #[must_use]
    pub fn roles_of(&self, who: &Author) -> Vec<&str> {
        self.holders
            .iter()
            .filter(|(_, holder)| self.same(&holder.assigned.person, who))
            .map(|(role, _)| role.as_str())
            .collect()
    }

    /// Every conflict of duty that exists now, ratified or not.
    #[must_use]
    pub fn conflicts(&self, vocabulary: &Vocabulary) -> Vec<Conflict> {
        let mut found = Vec::new();
        for (role, holder) in &self.holders {
            for (other, second) in self.holders.range(role.clone()..).skip(1) {
                if self.perhaps(&holder.assigned.person, &second.assigned.person) && vocabulary.conflicts(role, other) {
                    found.push(Conflict {
                        person: holder.assigned.person.name.clone(),
                        role: role.clone(),
                        other: other.clone(),
                    });
                }
            }
        }
        found
    }

    /// Whether the risk owner accepted a conflict.
    #[must_use]
    pub fn is_ratified(&self, conflict: &Conflict) -> bool {
        self.ratified.iter().any(|known| known.by_siro && known.ratified.conflicts.contains(conflict))
    }

    /// Whether somebody holds the role of SIRO now.
    pub(super) fn is_siro(&self, who: &Author) -> bool {
        self.holders.get("siro").is_some_and(|holder| self.same(&holder.assigned.person, who))
    }
}

impl Person {
    /// Whether two entries may be of one person: one name but for blanks, case and letters that look alike, or one of the two has no number of its own.
    #[must_use]
    pub fn alike(&self, other: &Person) -> bool {
        let numbers = |person: &Person| -> BTreeSet<String> {
            let digits = |phone: &String| phone.chars().filter(char::is_ascii_digit).collect::<String>();
            // `+49` and `0049` dial the same.
            let dialled = |phone: &String| digits(phone).trim_start_matches('0').to_owned();
            person.phones.iter().map(dialled).filter(|digits| digits.len() >= DIGITS).collect()
        };
        let (own, theirs) = (numbers(self), numbers(other));
        let shared = !own.is_empty() && !theirs.is_empty() && (own.is_subset(&theirs) || theirs.is_subset(&own));
        shared || folded(&self.name) == folded(&other.name)
    }
}

/// Initials of a name: first letters of its words, each with a point. What stands in brackets is no name (`(not named)`, `tom (login)`): of nothing else there are
/// none, and `?` stands there.
#[must_use]
pub fn initials_of(name: &str) -> String {
    let mut within = false;
    let bare = name.split_whitespace().filter(|word| {
        let skipped = within || word.starts_with('(');
        within = skipped && !word.ends_with(')');
        !skipped
    });
    let first = bare.filter_map(|word| word.chars().find(|sign| sign.is_alphanumeric()));
    let initials: String = first.take(3).flat_map(|c| c.to_uppercase().chain(['.'])).collect();
    if initials.is_empty() && !name.trim().is_empty() { "?".to_owned() } else { initials }
}

/// `person`: somebody comes onto the roster.
///
/// # Errors
/// No name.
pub fn add(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let name = fields.required("name")?.trim().to_owned();
    let initials = fields.text("initials").unwrap_or_else(|| initials_of(&name));
    let text = |field| fields.text(field).unwrap_or_default();
    let phones = ["phone", "phone2"].into_iter().filter_map(|field| fields.text(field)).collect();
    let person = Person {
        initials,
        title: text("person-title"),
        organisation: text("organisation"),
        phones,
        handle: text("handle"),
        email: text("email"),
        source: fields.text("person-source").unwrap_or_else(|| "typed".to_owned()),
        roles: fields.list("roles"),
        name,
    };
    let known = state.people.people.iter().find(|(id, known)| !state.struck(*id) && known.alike(&person));
    let short = known.map(|(id, known)| {
        let (who, record) = (known.name.clone(), state.label(*id));
        Shortfall::new(Rule::PersonAlike).at("name").with("who", who).with("record", record)
    });
    Ok(Decision::of(person).short(short))
}

/// `correct-person`: an entry of the roster as it should read. What is left empty stays: numbers need not stand on the wall for a name to be corrected.
///
/// # Errors
/// Nobody of that name on the roster, no reason.
pub fn correct(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let who = fields.required_person("person")?;
    let (Some(record), Some(old)) = (who.person, state.people.person(&who)) else {
        return Err(fields.not_found("person", &who.name));
    };
    let reason = fields.required("reason")?;
    let text = |field, old: &str| fields.text(field).unwrap_or_else(|| old.to_owned());
    let name = text("name", &old.name).trim().to_owned();
    // Initials that came from the old name are those of the new one.
    let initials = if old.initials == initials_of(&old.name) { initials_of(&name) } else { old.initials.clone() };
    let mut phones = old.phones.clone();
    for (at, field) in ["phone", "phone2"].into_iter().enumerate() {
        let Some(phone) = fields.text(field) else { continue };
        match phones.get_mut(at) {
            Some(known) => *known = phone,
            None => phones.push(phone),
        }
    }
    let roles = fields.list("roles");
    let person = Person {
        initials: text("initials", &initials),
        title: text("person-title", &old.title),
        organisation: text("organisation", &old.organisation),
        phones,
        handle: text("handle", &old.handle),
        email: text("email", &old.email),
        source: old.source.clone(),
        roles: if roles.is_empty() { old.roles.clone() } else { roles },
        name,
    };
    Ok(Decision::of(Corrected { record, person, reason }))
}

/// The role that the field `role` names, by id or label.
pub(super) fn role(fields: &Fields<'_>) -> Result<String, Refusal> {
    let text = fields.required("role")?;
    let vocabulary = Vocabulary::of_rules();
    let wanted = text.trim().to_lowercase();
    let found = vocabulary.role.iter().find(|(id, role)| *id == wanted || role.label.to_lowercase() == wanted);
    match found {
        Some((id, _)) => Ok(id.to_owned()),
        None => {
            let choices = vocabulary.role.ids().collect::<Vec<_>>().join(", ");
            Err(Refusal::new(Rule::NotAChoice, Some("role")).code("role").with("choices", choices))
        }
    }
}

/// `assign`: a role to a person, with a deputy. A conflict of duty is recorded and marked until relieved or ratified.
///
/// # Errors
/// An unknown role, nobody named.
pub fn assign(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let role = role(&fields)?;
    let person = fields.required_person("person")?;
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    short.extend(conflicts_with(state, &role, &person, "person"));
    if person.person.is_none() {
        short.push(Shortfall::new(Rule::Unproven).at("person"));
    }
    Ok(Decision::of(Assigned { role, person, deputy: fields.person("deputy"), at, late_reason }).short(short))
}

/// The conflicts of duty that a role would bring to a person, said at a field.
pub(super) fn conflicts_with(state: &Incident, role: &str, who: &Author, field: &'static str) -> Vec<Shortfall> {
    let vocabulary = Vocabulary::of_rules();
    let holds = |holder: &&Holder| state.people.perhaps(&holder.assigned.person, who);
    let held = state.people.holders.iter().filter(|(_, holder)| holds(holder)).map(|(held, _)| held.as_str());
    let held = held.filter(|held| vocabulary.conflicts(role, held));
    let said = |held: &str| Shortfall::new(Rule::Conflict).at(field).with("other", Arg::Code("role", held.to_owned()));
    if state.solo_covers(who) { Vec::new() } else { held.map(said).collect() }
}

/// `relieve`: a person leaves a role.
///
/// # Errors
/// An unknown role, or one that nobody holds.
pub fn relieve(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let role = role(&fields)?;
    if !state.people.holders.contains_key(&role) {
        return Err(fields.not_found("role", &role));
    }
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    Ok(Decision::of(Relieved { role, reason: fields.text("reason").unwrap_or_default(), at, late_reason }).short(short))
}

/// `vacant`: a role stays empty, with a reason.
///
/// # Errors
/// An unknown role.
pub fn vacant(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let role = role(&fields)?;
    let reason = fields.text("reason").unwrap_or_default();
    let short = reason.is_empty().then(|| Shortfall::new(Rule::VacantNoReason).at("reason"));
    Ok(Decision::of(Vacant { role, reason }).short(short))
}

/// `ratify`: the SIRO accepts the conflicts of duty that exist now.
///
/// # Errors
/// No statement, nobody named.
pub fn ratify(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let statement = fields.required("statement")?;
    let by = fields.required_person("by")?;
    let conflicts = state.people.conflicts(Vocabulary::of_rules());
    let short = (!state.people.is_siro(&by)).then(|| Shortfall::new(Rule::NotTheRiskOwner).at("by"));
    Ok(Decision::of(Ratified { statement, by, conflicts }).short(short))
}

#[cfg(test)]
mod initials_tests {
    use super::initials_of;

    #[test]
    fn initials_are_letters_of_the_name_and_not_of_what_stands_in_brackets() {
        for (name, initials) in [
            ("Ada Morel", "A.M."),
            ("Ada (SOC, nights) Morel", "A.M."),
            ("tom (login)", "T."),
            ("(not named)", "?"),
            ("\u{201e}Jo\u{201c} Sato", "J.S."),
            ("", ""),
        ] {
            assert_eq!(initials_of(name), initials, "{name}");
        }
    }
}
