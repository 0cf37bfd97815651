//! What lead and SIRO sign with keys of their own: which case, which report with which digest, in which capacity. It can be checked with `ssh-keygen -Y verify`
//! and `sha256sum` alone.

use super::{CAPACITIES, Rendered, Signed, live};
use crate::domain::decision::{Ctx, Refusal};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::text::one_line;

/// The statement of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportStatement {
    /// The record of the report.
    pub report: RecordId,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Lines of the journal it was made from.
    pub size: u64,
    /// Their head.
    pub head: String,
    /// One of [`CAPACITIES`].
    pub capacity: String,
    /// Who signs.
    pub by: String,
    /// How many numbered points it lists.
    pub points: usize,
}

impl ReportStatement {
    /// What a recorded signature must be over.
    #[must_use]
    pub fn of(signed: &Signed, rendered: &Rendered) -> Self {
        ReportStatement {
            report: signed.report,
            sha256: rendered.file.sha256.clone(),
            size: rendered.size,
            head: rendered.head.clone(),
            capacity: signed.capacity.clone(),
            by: signed.by.name.clone(),
            points: rendered.accepts.len(),
        }
    }

    /// The text that is signed, UTF-8 with line feeds.
    #[must_use]
    pub fn text(&self, case: &str) -> String {
        let lines = [
            "warroom-report-signature/1".to_owned(),
            ["case ", case].concat(),
            ["report ", &self.report.to_string()].concat(),
            ["sha256 ", &self.sha256].concat(),
            ["journal ", &self.size.to_string(), " ", &self.head].concat(),
            ["capacity ", &self.capacity].concat(),
            ["signer ", &one_line(&self.by)].concat(),
            ["accepts ", &self.points.to_string()].concat(),
        ];
        lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }
}

/// What somebody signs before `sign-report` is recorded with the same fields.
///
/// # Errors
/// No report, no capacity, nobody named.
pub fn statement(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<ReportStatement, Refusal> {
    let fields = Fields { input, state, ctx };
    let (id, rendered) = match fields.text("record") {
        Some(text) => {
            let id = fields.record("record")?;
            state.closure.report(id).ok_or_else(|| fields.not_found("record", &text))?
        }
        None => live(state).ok_or_else(|| Refusal {
            what: Msg::new(Rule::NoReport.missing()),
            next: Msg::new("sign-report-first"),
            ..Refusal::new(Rule::Empty, Some("record")).code("record")
        })?,
    };
    fields.required("capacity")?;
    Ok(ReportStatement {
        report: *id,
        sha256: rendered.file.sha256.clone(),
        size: rendered.size,
        head: rendered.head.clone(),
        capacity: fields.choice("capacity", CAPACITIES)?.unwrap_or_default().to_owned(),
        by: fields.required_person("by")?.name,
        points: rendered.accepts.len(),
    })
}
