//! The command that puts on record what others state of a digest.

use super::Exhibit;
use super::algorithm::{ALGORITHMS, ClaimAlgorithm};
use super::claim::{Bad, Claim, ClaimRecord, Claimed, Of};
use super::matching::{self, Doubt, Wanted};
use super::typed::digest_claim;
use crate::domain::artefact::Artefact;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Arg;
use crate::domain::proof::PRESENCES;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::library::imaging_log::{self, Hint};

/// Most entries of a log that a record repeats besides those of its exhibit; the log itself is kept whole.
const MOST_OTHERS: usize = 40;
/// Most ranges of unread sectors, and most lines of complaint, that a record repeats.
const MOST_RANGES: usize = 500;
const MOST_ERRORS: usize = 20;

/// `claim`: a digest that somebody else states, typed or read from the log of a tool. The log is kept.
///
/// # Errors
/// An unknown exhibit, neither log nor digest, a typed digest that is none.
pub fn claim(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let exhibit = fields.exhibit("exhibit")?;
    let log = ctx.sources.staged("file");
    let asked = fields.choice("algorithm", ALGORITHMS)?.and_then(ClaimAlgorithm::from_name);
    let typed = fields.text("digest").map(|text| digest_claim(&text, asked)).transpose();
    let typed = typed.map_err(|problem| problem.refusal("digest"))?;
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    let mut claimed = Claimed {
        exhibit: exhibit.id,
        claims: Vec::new(),
        content: Vec::new(),
        others: Vec::new(),
        left_out: 0,
        doubt: None,
        format: String::new(),
        log: log.clone(),
        tool: fields.text("tool").unwrap_or_default(),
        made: String::new(),
        bad: Bad::default(),
        errors: Vec::new(),
        failed: Vec::new(),
        by: fields.person("said-by").unwrap_or_else(|| ctx.author.clone()),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        at,
        note: fields.text("note").unwrap_or_default(),
        late_reason,
    };
    match (&log, typed) {
        (None, None) => return Err(Refusal::new(Rule::Empty, Some("digest")).code("digest")),
        (Some(log), None) => read_log(&mut claimed, exhibit, log, asked, &fields),
        // A log beside a typed digest is its source and is kept; what was typed is what is stated.
        (_, Some((algorithm, hex))) => claimed.claims.push(Claim {
            algorithm,
            hex,
            size: None,
            name: String::new(),
            of: Of::File,
            into: Vec::new(),
            verified: None,
        }),
    }
    short.extend(claim_shortfalls(state, exhibit, &claimed));
    Ok(Decision::of(claimed).short(short).marked(fields.mark("mark")?))
}

fn read_log(
    claimed: &mut Claimed,
    exhibit: &Exhibit,
    log: &Artefact,
    asked: Option<ClaimAlgorithm>,
    fields: &Fields<'_>,
) {
    // A file too large for the case file stays where it is; before a file is put aside, a command is decided without its bytes.
    let Some(bytes) = fields.ctx.sources.attachment(&log.sha256) else {
        claimed.doubt = Some(Doubt::NotRead);
        return;
    };
    let reading = match imaging_log::read(&bytes, &Hint { name: &log.name, algorithm: asked }) {
        Ok(reading) => reading,
        Err(problem) => {
            problem.format.unwrap_or_default().clone_into(&mut claimed.format);
            claimed.doubt = Some(Doubt::NoDigest);
            return;
        }
    };
    let wanted = Wanted::of(exhibit, fields.text("entry"));
    let mut picked = matching::pick(&wanted, reading.claims);
    reading.format.clone_into(&mut claimed.format);
    if claimed.tool.is_empty() {
        claimed.tool = reading.tool;
    }
    claimed.made = reading.made;
    claimed.left_out = u64::try_from(picked.others.len().saturating_sub(MOST_OTHERS)).unwrap_or(u64::MAX);
    picked.others.truncate(MOST_OTHERS);
    (claimed.claims, claimed.content, claimed.others) = (picked.own, picked.content, picked.others);
    claimed.doubt = picked.doubt;
    claimed.bad = reading.bad;
    claimed.bad.ranges.truncate(MOST_RANGES);
    claimed.errors = reading.errors;
    claimed.errors.truncate(MOST_ERRORS);
    claimed.failed = reading.failed;
    claimed.failed.truncate(MOST_ERRORS);
}

fn claim_shortfalls(state: &Incident, exhibit: &Exhibit, claimed: &Claimed) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if let Some(doubt) = claimed.doubt {
        let format = if claimed.format.is_empty() { "unknown" } else { &claimed.format };
        short.push(
            Shortfall::new(Rule::ClaimUnclear)
                .at("entry")
                .with("label", state.register.shown_label(exhibit))
                .with("why", Arg::Code("claim-doubt", doubt.code().to_owned()))
                .with("format", Arg::Code("log-format", format.to_owned())),
        );
    }
    // Judged as the register will judge it, with this record in it.
    let mut after = exhibit.clone();
    let id = RecordId { station: state.station, seq: u64::MAX };
    after.claims.push(ClaimRecord { id, struck: false, claimed: claimed.clone() });
    short.extend(state.register.shortfalls(state, &after).into_iter().map(|short| match short.rule {
        Rule::SectorsUnread | Rule::ToolFailed => short.at("file"),
        _ => short.at("digest"),
    }));
    short
}
