//! What an approver signs with a key of their own: which case, which notice, which text. It can be checked with `ssh-keygen -Y verify` alone.

use super::decide::{approving, named};
use crate::domain::decision::{Ctx, Refusal};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};

/// The statement of an approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The notice.
    pub notice: RecordId,
    /// `REGIME/DEADLINE`.
    pub deadline: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Who approves.
    pub by: Author,
}

impl Statement {
    /// The text that is signed, UTF-8 with line feeds.
    #[must_use]
    pub fn text(&self, case: &str) -> String {
        let line = |text: &str| crate::domain::text::one_line(text).into_owned();
        let lines = [
            "warroom-notice-approval/1".to_owned(),
            ["case ", case].concat(),
            ["notice ", &self.notice.to_string()].concat(),
            ["deadline ", &line(&self.deadline)].concat(),
            ["sha256 ", &self.sha256].concat(),
            ["approver ", &line(&self.by.name)].concat(),
        ];
        lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }
}

/// What somebody signs before `approve-notice` is recorded with the same fields.
///
/// # Errors
/// As the command itself.
pub fn statement(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Statement, Refusal> {
    let fields = Fields { input, state, ctx };
    let notice = named(&fields, "notice")?;
    Ok(approving(&fields, notice)?.1)
}
