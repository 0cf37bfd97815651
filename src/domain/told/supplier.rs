//! A supplier tells us of a breach: their three times and ours. The controller's clock starts when the notice arrives, not when the supplier found out and not
//! when somebody opened the mail (EDPB Guidelines 9/2022; GDPR art. 33(2)).

use serde::{Deserialize, Serialize};

use crate::domain::artefact::Artefact;
use crate::domain::deadline::{consider_into, start_awareness};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Arg;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::When;

/// Whether personal data are concerned, as far as the notice says.
pub const PERSONAL: &[&str] = &["yes", "no", "unknown"];
/// The regime under which a processor's notice makes the controller aware.
const GDPR: &str = "eu-gdpr";

/// What a supplier told us, with three times of theirs and three of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplierNotice {
    /// Who.
    pub supplier: String,
    /// When it happened, as they say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred: Option<When>,
    /// When they found out, as they say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detected: Option<When>,
    /// When they sent the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<When>,
    /// When it arrived here: from then on the organisation is aware.
    pub received: When,
    /// When somebody here read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<When>,
    /// When it was decided here what it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<When>,
    /// One of [`PERSONAL`].
    pub personal: String,
    /// What it says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Their case number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// The notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Artefact>,
}

impl SupplierNotice {
    /// Which of the six times it leaves open.
    #[must_use]
    pub fn shortfalls(&self) -> Vec<Shortfall> {
        let open = self.times().into_iter().filter(|(_, when)| when.is_none());
        let owed = |field: &'static str| {
            Shortfall::new(Rule::SupplierTimes).at(field).with("what", Arg::Code("field", field.to_owned()))
        };
        open.map(|(field, _)| owed(field)).collect()
    }

    /// The six times by their fields, theirs first.
    #[must_use]
    pub fn times(&self) -> [(&'static str, Option<&When>); 6] {
        [
            ("occurred", self.occurred.as_ref()),
            ("detected", self.detected.as_ref()),
            ("sent-at", self.sent.as_ref()),
            ("received", Some(&self.received)),
            ("read-at", self.read.as_ref()),
            ("decided-at", self.decided.as_ref()),
        ]
    }
}

/// `supplier-notice`: a supplier told us of a breach. Starts the clocks of the GDPR from the instant at which it arrived, unless no personal data are concerned;
/// an earlier awareness on record goes on to govern.
///
/// # Errors
/// No supplier, no time of arrival, an unreadable time.
pub fn supplier(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = |field| fields.text(field).unwrap_or_default();
    let supplier = fields.required("supplier")?;
    fields.required("received")?;
    let notice = SupplierNotice {
        supplier,
        occurred: fields.when("occurred")?,
        detected: fields.when("detected")?,
        sent: fields.when("sent-at")?,
        received: fields.when_or_now("received")?,
        read: fields.when("read-at")?,
        decided: fields.when("decided-at")?,
        personal: fields.choice("personal", PERSONAL)?.unwrap_or("unknown").to_owned(),
        words: text("said"),
        reference: text("reference"),
        file: ctx.sources.staged("file"),
    };
    let mut decision = Decision::default();
    let mut short = time_shortfalls("received", &notice.received, false, None, state, ctx);
    short.extend(notice.shortfalls());
    if notice.personal != "no" {
        consider_into(&mut decision, &[GDPR.to_owned()], state, ctx);
        let named = [notice.supplier.as_str(), notice.reference.as_str()];
        let named = named.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let why = fields.text("aware-why").unwrap_or(named);
        start_awareness(&mut decision, state, notice.received.clone(), why);
    }
    Ok(decision.and(notice).short(short))
}
