//! Who the organisation is, as far as law asks: places, sectors, what it is in law, the calendar of its place, and who holds its delegated authority. A case
//! copies it when it is declared.

use serde::{Deserialize, Serialize};

use super::in_organisation;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::library::regimes::About;

/// Who an organisation is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Profile {
    /// Places, sectors, what it is in law, kinds of data.
    #[serde(flatten)]
    pub about: About,
    /// Class of the reporter, as the reliefs of the register name it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub class: String,
    /// Calendar of its place, an id of the register.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub holidays: String,
    /// Who may decide for it whether to notify: names of the address book.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authority: Vec<String>,
    /// Where that was delegated to them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authority_ref: String,
}

/// The profile of the organisation's file, with where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The profile.
    pub profile: Profile,
    /// Case id of the file.
    pub file: String,
    /// The record in it.
    pub record: RecordId,
}

impl Fields<'_> {
    /// A profile with what was filled in the place of what it said before.
    pub(in crate::domain) fn profile(&self, before: &Profile) -> Result<Profile, Refusal> {
        let filled = |field: &str| self.input.get(field).is_some();
        let mut profile = before.clone();
        if filled("countries") {
            profile.about.countries = self.countries()?;
        }
        for (field, list) in [
            ("sectors", &mut profile.about.sectors),
            ("legal-roles", &mut profile.about.roles),
            ("data", &mut profile.about.data),
        ] {
            if filled(field) {
                *list = self.coded(field)?;
            }
        }
        if filled("reporter-class") {
            profile.class = self.class()?;
        }
        if filled("holidays") {
            profile.holidays = self.calendar("holidays", &mut Vec::new())?;
        }
        if filled("authority-holders") {
            profile.authority = self.list("authority-holders");
        }
        if let Some(text) = self.text("authority-ref") {
            profile.authority_ref = text;
        }
        Ok(profile)
    }

    /// Places: `DE`, `EU`, `US-CA`.
    fn countries(&self) -> Result<Vec<String>, Refusal> {
        let read = |text: &String| {
            let code = text.to_uppercase();
            let part =
                |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let fits = code.split('-').count() <= 2 && code.split('-').all(part);
            if fits {
                return Ok(code);
            }
            Err(self.malformed("countries", "country", "EU, DE, UK, US-CA, CA-QC"))
        };
        self.list("countries").iter().map(read).collect()
    }

    /// Words of the register's lists.
    fn coded(&self, field: &'static str) -> Result<Vec<String>, Refusal> {
        let list = if field == "legal-roles" { "roles" } else { field };
        let register = self.ctx.sources.register();
        let known = register.as_ref().and_then(|register| register.words(list));
        let given = self.list(field);
        let fits = |word: &String| known.is_some_and(|known| known.contains_key(word));
        if given.iter().all(fits) {
            return Ok(given);
        }
        let choices: Vec<&str> = known.into_iter().flat_map(|known| known.keys().map(String::as_str)).collect();
        Err(Refusal::new(Rule::NotAChoice, Some(field)).code(field).with("choices", choices.join(", ")))
    }
}

/// `profile`: who the organisation is. What is left empty stays as it was.
///
/// # Errors
/// Outside the organisation's file, nothing filled, a word that no list has.
pub fn profile(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let before = state.organisation.profile.as_ref().map(|(_, profile)| profile.clone()).unwrap_or_default();
    let profile = fields.profile(&before)?;
    if profile == Profile::default() {
        return Err(Refusal::new(Rule::Empty, Some("countries")).code("countries"));
    }
    let short = profile_shortfalls(&profile);
    Ok(Decision::of(profile).short(short))
}

/// What a profile lacks for a decision to count.
#[must_use]
pub fn profile_shortfalls(profile: &Profile) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if profile.authority.is_empty() {
        short.push(Shortfall::new(Rule::AuthorityUnknown).at("authority-holders"));
    } else if profile.authority_ref.trim().is_empty() {
        short.push(Shortfall::new(Rule::AuthorityUnknown).at("authority-ref"));
    }
    short
}
