//! Approvals of procedures: a named person says that one text, by id, version and digest, is how this organisation works. Shipped procedures are drafts; they
//! become documented procedures by an approval (procedures.md section 4.1).

use serde::{Deserialize, Serialize};

use super::{Approver, done, in_organisation};
use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::fact::{Author, Meta};
use crate::domain::id::RecordId;
use crate::domain::incident::{Act, Incident};
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Msg;
use crate::domain::procedure::loaded;
use crate::domain::proof::present;
use crate::domain::station::time_shortfalls;
use crate::domain::time::{Instant, When};

/// A procedure approved: exactly this text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// Id of the procedure.
    pub procedure: String,
    /// Version of the text.
    pub version: String,
    /// SHA-256 of the text, lower-case hex.
    pub sha256: String,
    /// Who approved it.
    pub by: Author,
    /// One of [`PRESENCES`](crate::domain::proof::PRESENCES).
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When.
    pub at: When,
}

impl Approved {
    /// Whether the approver's presence was shown: only then does the approval count.
    #[must_use]
    pub fn proven(&self) -> bool {
        present(&self.by, &self.presence, &self.presence_ref)
    }

    fn is_of(&self, text: &Text<'_>) -> bool {
        self.procedure == text.id && self.version == text.version && self.sha256 == text.sha256
    }
}

/// A procedure is no longer to be used: what was approved of it until then counts no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    /// Id of the procedure.
    pub procedure: String,
    /// Which version; empty is every one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: Author,
    /// When.
    pub at: When,
}

impl Retired {
    fn covers(&self, procedure: &str, version: &str) -> bool {
        self.procedure == procedure && (self.version.is_empty() || self.version == version)
    }
}

/// A text of a procedure, by what identifies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    /// Id of the procedure.
    pub id: &'a str,
    /// Its version.
    pub version: &'a str,
    /// SHA-256 of its text, lower-case hex.
    pub sha256: &'a str,
}

/// One approval in the organisation's file.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Its record.
    pub id: RecordId,
    /// When it was written down.
    pub recorded_at: Instant,
    /// What was approved.
    pub approved: Approved,
    /// What ended it.
    pub retired: Option<(RecordId, Retired)>,
}

impl Given {
    /// Whether it counts now.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.approved.proven() && self.retired.is_none()
    }
}

/// An approval as it is frozen into a case: whole, since the organisation's file may not be at hand when the case is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Id of the procedure.
    pub procedure: String,
    /// Version of the text.
    pub version: String,
    /// SHA-256 of the text, lower-case hex.
    pub sha256: String,
    /// Who approved it.
    pub by: String,
    /// Whether their presence was shown.
    pub proven: bool,
    /// How it was shown: one of [`PRESENCES`](crate::domain::proof::PRESENCES).
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When it was given.
    pub at: When,
    /// When it was written down.
    pub recorded_at: Instant,
    /// Case id of the organisation's file.
    pub file: String,
    /// The record in that file.
    pub record: RecordId,
    /// Why it counted no longer when it was frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<String>,
}

impl Approval {
    /// Whether it is the same record of the same file.
    #[must_use]
    pub fn is(&self, other: &Approval) -> bool {
        self.file == other.file && self.record == other.record
    }

    /// Whether it counted when it was frozen.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.proven && self.retired.is_none()
    }

    /// The instant from which it is there for certain: neither before it was given nor before it was written down.
    #[must_use]
    pub fn since(&self) -> Instant {
        self.at.at.max(self.recorded_at)
    }
}

/// How a procedure at hand stands in peace time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Documented<'a> {
    /// This text is approved.
    Approved(&'a Given),
    /// This text is approved by somebody whose presence was not shown.
    Unproven(&'a Given),
    /// Another text of this procedure is approved: the one at hand was changed since, or is another version.
    OtherText(&'a Given),
    /// It was retired.
    Retired(&'a Retired),
    /// Nobody has approved it.
    No,
}

impl Documented<'_> {
    /// A code for scripts and screens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Documented::Approved(_) => "approved",
            Documented::Unproven(_) => "unproven",
            Documented::OtherText(_) => "other-text",
            Documented::Retired(_) => "retired",
            Documented::No => "not-approved",
        }
    }
}

/// Approvals of procedures, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Approvals {
    /// In order; those that were retired among them.
    pub given: Vec<Given>,
    /// Retirements in order.
    pub retired: Vec<(RecordId, Retired)>,
}

impl Approvals {
    pub(super) fn approve(&mut self, meta: &Meta, approved: &Approved) -> Act {
        let (id, recorded_at) = (meta.id, meta.recorded_at);
        self.given.push(Given { id, recorded_at, approved: approved.clone(), retired: None });
        let msg = Msg::new("act-approved")
            .with("id", approved.procedure.clone())
            .with("version", approved.version.clone())
            .with("who", approved.by.name.clone());
        done(&approved.at, msg)
    }

    pub(super) fn retire(&mut self, meta: &Meta, retired: &Retired) -> Act {
        for given in self.given.iter_mut().filter(|given| given.retired.is_none()) {
            if retired.covers(&given.approved.procedure, &given.approved.version) {
                given.retired = Some((meta.id, retired.clone()));
            }
        }
        self.retired.push((meta.id, retired.clone()));
        let msg = Msg::new("act-retired").with("id", retired.procedure.clone()).with("who", retired.by.name.clone());
        done(&retired.at, msg)
    }

    /// How a procedure at hand stands.
    #[must_use]
    pub fn documented(&self, text: &Text<'_>) -> Documented<'_> {
        let last = |fits: &dyn Fn(&Given) -> bool| self.given.iter().rev().find(|given| fits(given));
        let here = |given: &Given| given.approved.is_of(text);
        let retired = |fits: &dyn Fn(&Retired) -> bool| {
            let found = self.retired.iter().rev().find(|(_, retired)| retired.procedure == text.id && fits(retired));
            found.map(|(_, retired)| Documented::Retired(retired))
        };
        // An approval that counts came after every version was retired: then the procedure lives on in another text.
        last(&|given| here(given) && given.counts())
            .map(Documented::Approved)
            .or_else(|| last(&|given| here(given) && given.retired.is_none()).map(Documented::Unproven))
            .or_else(|| retired(&|retired| retired.version == text.version))
            .or_else(|| last(&|given| given.approved.procedure == text.id && given.counts()).map(Documented::OtherText))
            .or_else(|| retired(&|retired| retired.version.is_empty()))
            .unwrap_or(Documented::No)
    }

    /// The approvals of exactly this text, for a case to freeze. `file` is the case id of the organisation's file.
    #[must_use]
    pub fn of(&self, file: &str, text: &Text<'_>) -> Vec<Approval> {
        let copied = |given: &Given| Approval {
            procedure: given.approved.procedure.clone(),
            version: given.approved.version.clone(),
            sha256: given.approved.sha256.clone(),
            by: given.approved.by.name.clone(),
            proven: given.approved.proven(),
            presence: given.approved.presence.clone(),
            presence_ref: given.approved.presence_ref.clone(),
            at: given.approved.at.clone(),
            recorded_at: given.recorded_at,
            file: file.to_owned(),
            record: given.id,
            retired: given.retired.as_ref().map(|(_, retired)| retired.reason.clone()),
        };
        self.given.iter().filter(|given| given.approved.is_of(text)).map(copied).collect()
    }
}

/// `approve`: a named person approves the text of one or several procedures as they are at hand now.
///
/// # Errors
/// Outside the organisation's file, an unknown or broken procedure, nobody named.
pub fn approve(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    fields.required("procedure")?;
    let approver = Approver::read(&fields)?;
    let mut decision = Decision::default();
    for id in fields.list("procedure") {
        let (procedure, sha256) = loaded(&fields, &id)?;
        let approved = Approved {
            procedure: procedure.id,
            version: procedure.version,
            sha256,
            by: approver.by.clone(),
            presence: approver.presence.clone(),
            presence_ref: approver.presence_ref.clone(),
            at: approver.at.clone(),
        };
        decision.facts.push(approved.into());
    }
    Ok(decision.short(approver.shortfalls(&fields)))
}

/// `retire`: a procedure, or one version of it, is no longer to be used. It need not be at hand any more if something of it was approved.
///
/// # Errors
/// Outside the organisation's file, a procedure that is neither at hand nor approved, no reason.
pub fn retire(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let procedure = fields.required("procedure")?.trim().to_owned();
    let version = fields.text("version").unwrap_or_default().trim().to_owned();
    let given = &state.organisation.approvals.given;
    if !given.iter().any(|given| given.approved.procedure == procedure) {
        loaded(&fields, &procedure)?;
    }
    let reason = fields.required("reason")?;
    let by = fields.person("by").unwrap_or_else(|| ctx.author.clone());
    let at = fields.when_or_now("at")?;
    let short = time_shortfalls("at", &at, false, None, state, ctx);
    Ok(Decision::of(Retired { procedure, version, reason, by, at }).short(short))
}
