//! What is recorded of the cause.

use serde::{Deserialize, Serialize};

use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::quote::{Found, Quote, Unread, Within};
use crate::domain::time::When;

/// Kinds of cause.
pub const TYPES: &[&str] =
    &["cve", "misconfiguration", "credential", "human-process", "data", "supplier", "threat-actor", "not-established"];
/// How sure the author is.
pub const CONFIDENCES: &[&str] = &["low", "moderate", "high"];
/// Who put the words together.
pub const ORIGINS: &[&str] = &["person", "automated"];
/// What a review came to.
pub const VERDICTS: &[&str] = &["agrees", "disagrees"];

/// What let it happen, by its kind, with what such a finding has to name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// A known weakness of a product.
    Cve {
        /// Its id, upper case where it has the form of one, else as typed.
        cve: String,
        /// The product.
        product: String,
        /// The version that ran.
        version: String,
    },
    /// A setting.
    Misconfiguration {
        /// Which item of which configuration.
        item: String,
        /// What it was set to.
        before: String,
    },
    /// A credential in wrong hands.
    Credential {
        /// Account, key or token.
        account: String,
        /// How it came into wrong hands.
        exposed: String,
    },
    /// Something that people did or left undone.
    HumanProcess {
        /// The control that let it through.
        control: String,
    },
    /// Data that carried it in.
    Data {
        /// Data set, record or source, with its version or digest.
        source: String,
    },
    /// Something that a supplier delivered or runs.
    Supplier {
        /// Who.
        supplier: String,
        /// The product or service.
        product: String,
    },
    /// Somebody who attacked without a weakness of ours: a flood, a physical intrusion.
    ThreatActor {
        /// What they did, with the technique.
        activity: String,
    },
    /// Not established.
    NotEstablished {
        /// What was tried.
        tried: String,
        /// Who accepts the risk that stays.
        accepted_by: Author,
        /// How their presence was shown.
        presence: String,
        /// Slip number and where the original lies, or the call's record.
        presence_ref: String,
    },
}

impl Cause {
    /// One of [`TYPES`].
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Cause::Cve { .. } => "cve",
            Cause::Misconfiguration { .. } => "misconfiguration",
            Cause::Credential { .. } => "credential",
            Cause::HumanProcess { .. } => "human-process",
            Cause::Data { .. } => "data",
            Cause::Supplier { .. } => "supplier",
            Cause::ThreatActor { .. } => "threat-actor",
            Cause::NotEstablished { .. } => "not-established",
        }
    }

    /// What such a finding has to name: the field and what was said there.
    #[must_use]
    pub fn named(&self) -> Vec<(&'static str, &str)> {
        match self {
            Cause::Cve { cve, product, version } => {
                vec![("cve", cve), ("product", product), ("product-version", version)]
            }
            Cause::Misconfiguration { item, before } => vec![("config-item", item), ("value-before", before)],
            Cause::Credential { account, exposed } => vec![("account", account), ("exposed", exposed)],
            Cause::HumanProcess { control } => vec![("failed-control", control)],
            Cause::Data { source } => vec![("data-source", source)],
            Cause::Supplier { supplier, product } => vec![("supplier", supplier), ("product", product)],
            Cause::ThreatActor { activity } => vec![("activity", activity)],
            Cause::NotEstablished { tried, accepted_by, .. } => {
                vec![("tried", tried), ("accepted-by", &accepted_by.name)]
            }
        }
    }
}

/// Another explanation, and why it was put aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// The explanation.
    pub what: String,
    /// Why it does not hold; empty where nobody said.
    pub why: String,
}

/// What somebody found of the cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concluded {
    /// Its kind.
    pub cause: Cause,
    /// What happened, in sentences about this incident.
    pub statement: String,
    /// When somebody first had access, or it first took effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_access: Option<When>,
    /// Why that is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first_access_unknown: String,
    /// Other explanations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// One of [`CONFIDENCES`]; empty where nobody said.
    pub confidence: String,
    /// Who found it.
    pub author: Author,
    /// One of [`ORIGINS`].
    pub origin: String,
    /// The first quote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// The experiment that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experiment: Option<RecordId>,
    /// The finding that it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<RecordId>,
    /// When it was found.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A further quote of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// The finding.
    pub finding: RecordId,
    /// The quote.
    pub quote: Quote,
    /// Who read it.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A quote looked for again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// The record that holds the quote.
    pub quote: RecordId,
    /// What it was looked for in, where that is not what the quote named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
    /// Where it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
    /// Why the file could not be searched; where it was searched and nothing was found, neither is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<Unread>,
}

/// A finding read against its quotes by somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The finding.
    pub finding: RecordId,
    /// Who.
    pub by: Author,
    /// One of [`VERDICTS`].
    pub verdict: String,
    /// What the reviewer says to it.
    pub note: String,
    /// How their presence was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}
