//! The memo why a notice is not sent, or not yet: one page to read, to sign and to file.

use super::words::{Desk, Fields, heading, value};
use super::{Block, Form, Paper, Print, Signer, Style};
use crate::domain::deadline::{Memo, Regime};
use crate::domain::exhibit::Exhibit;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::proof::Source;
use crate::domain::timeline::LineText;

/// The memo of a regime that stands in a record.
#[must_use]
pub fn memo(state: &Incident, regime: &Regime, record: RecordId, memo: &Memo, print: &Print) -> Form {
    let desk = Desk { state, print };
    let kind = memo.contents.as_ref().map_or("not", |contents| contents.kind.as_str());
    let title = Msg::new("print-memo-title").code("kind", "memo-kind", kind);
    let mut form = desk.form(title, "ME", &state.label(record), Paper::A4);
    form.blocks.extend(desk.struck(record).map(|words| Block::Text { style: Style::Strong, words }));
    form.blocks.push(about(&desk, regime, record, memo));
    body(&desk, regime, record, memo, &mut form.blocks);
    let short = memo.shortfalls(state).into_iter();
    form.blocks.extend(short.map(|short| {
        let words = Msg::new("print-shortfall").with("what", short.missing).with("rule", short.rule.id());
        Block::Text { style: Style::Strong, words }
    }));
    form.blocks.push(heading("print-h-signed"));
    let signer = Signer {
        role: Msg::new("print-decider"),
        name: (!memo.decider.name.is_empty()).then(|| desk.person(&memo.decider)),
    };
    let asks = ["print-ask-name", "print-ask-when", "print-ask-signature"].map(Msg::new).into();
    form.blocks.push(Block::Signatures { asks, signers: vec![signer] });
    form
}

fn about(desk: &Desk<'_>, regime: &Regime, record: RecordId, memo: &Memo) -> Block<Msg> {
    let considered = &regime.considered;
    let mut fields = Fields::default();
    fields.wide(Msg::new("print-f-law"), Style::Strong, value(considered.name.clone()));
    let clock = considered.clocks.iter().find(|clock| clock.deadline == memo.deadline);
    let deadline = clock.map_or_else(|| Msg::new("print-memo-all"), |clock| value(clock.name.clone()));
    fields.wide(Msg::new("print-f-deadline"), Style::Plain, deadline);
    fields.wide(Msg::new("print-f-source"), Style::Plain, value(considered.citation.clone()));
    if !considered.sha256.is_empty() {
        fields.wide(Msg::new("print-f-entry"), Style::Fixed, value(considered.sha256.clone()));
    }
    fields.wide(Msg::new("print-decider"), Style::Strong, desk.person(&memo.decider));
    fields.wide(Msg::new("print-value").code("value", "field", "at"), Style::Plain, desk.when(&memo.at));
    if let Some(reason) = &memo.late_reason {
        fields.text(Msg::new("print-value").code("value", "field", "late-reason"), &desk.marked(record, reason), true);
    }
    fields.wide(Msg::new("print-f-signed"), Style::Plain, signed(desk, record, memo));
    fields.done()
}

fn signed(desk: &Desk<'_>, record: RecordId, memo: &Memo) -> Msg {
    let Some(contents) = &memo.contents else { return Msg::new("print-signed-not") };
    match &contents.signature {
        Some(signature) if memo.signed(desk.state) => Msg::new("print-signed-by-key")
            .with("owner", signature.owner.clone())
            .with("fingerprint", signature.fingerprint.clone())
            .with("form", signature.form.clone()),
        Some(signature) if contents.presence == "own-key" => {
            Msg::new("print-signature-holds-not").with("why", signature.problem.clone())
        }
        _ if memo.signed(desk.state) => Msg::new("print-signed-slip")
            .code("how", "presence", contents.presence.clone())
            .with("ref", desk.marked(record, &contents.presence_ref)),
        _ => Msg::new("print-signed-not"),
    }
}

fn body(desk: &Desk<'_>, regime: &Regime, record: RecordId, memo: &Memo, blocks: &mut Vec<Block<Msg>>) {
    let paragraph = |text: &str| {
        let text = desk.marked(record, text);
        let blank = text.is_blank();
        let words = if blank { Msg::new("print-not-recorded") } else { value(text) };
        Block::Text { style: if blank { Style::Strong } else { Style::Plain }, words }
    };
    let small = |words: Msg| Block::Text { style: Style::Small, words };
    if let Some(contents) = &memo.contents {
        blocks.extend([heading("print-h-facts"), paragraph(&contents.facts)]);
        blocks.extend(contents.records.iter().map(|id| small(desk.proof(&Source::Record(*id)))));
        blocks.extend([heading("print-h-threshold"), paragraph(&contents.threshold)]);
        blocks.extend([heading("print-h-factors"), paragraph(&contents.factors), heading("print-h-mitigation")]);
        if contents.mitigation.trim().is_empty() {
            blocks.push(small(Msg::new("print-memo-none")));
        } else {
            blocks.push(paragraph(&contents.mitigation));
        }
        blocks.extend(contents.proofs.iter().map(|proof| small(desk.proof(proof))));
    }
    blocks.extend([heading("print-h-conclusion"), paragraph(&memo.text)]);
    let Some(contents) = &memo.contents else { return };
    if !contents.note.trim().is_empty() {
        blocks.push(paragraph(&contents.note));
    }
    blocks.extend([heading("print-h-advice"), paragraph(&contents.advice)]);
    blocks
        .extend(contents.advisor.iter().map(|who| small(Msg::new("print-memo-advisor").with("who", desk.person(who)))));
    if !contents.not_followed.trim().is_empty() {
        let why = desk.marked(record, &contents.not_followed);
        blocks.push(small(Msg::new("print-memo-not-followed").with("why", why)));
    }
    blocks.extend([heading("print-h-reopen"), paragraph(&contents.reopen)]);
    blocks.extend(
        contents.review.iter().map(|review| small(Msg::new("print-memo-review").with("at", desk.instant(review.at)))),
    );
    let seen: Vec<_> =
        regime.reviews.iter().filter(|(id, seen)| seen.memo == record && !desk.state.struck(*id)).collect();
    if !seen.is_empty() {
        blocks.push(heading("print-h-reviews"));
    }
    blocks.extend(seen.into_iter().map(|(id, seen)| {
        small(
            Msg::new("print-memo-reviewed")
                .code("outcome", "review-outcome", seen.outcome.clone())
                .with("who", desk.person(&seen.by))
                .with("at", desk.instant(seen.at.at))
                .with("reason", desk.marked(*id, &seen.reason)),
        )
    }));
}

impl Desk<'_> {
    /// What is cited as a proof, so that it can be found again.
    pub(super) fn proof(&self, proof: &Source) -> Msg {
        match proof {
            Source::File(file) => Msg::new("print-proof-file")
                .with("name", self.state.sensitive(&file.name))
                .with("sha256", file.sha256.clone()),
            Source::Exhibit(id) => {
                let exhibit = self.state.register.exhibit(*id);
                Msg::new("print-proof-exhibit")
                    .with("label", exhibit.map(|exhibit| self.label(exhibit)).unwrap_or_default())
                    .with("sha256", exhibit.map(Exhibit::digest).unwrap_or_default())
            }
            Source::Record(id) => {
                let words = match self.state.timeline.line(*id).map(|line| &line.text) {
                    Some(LineText::Words(words)) => value(words.clone()),
                    Some(LineText::Program(msg)) => msg.clone(),
                    Some(LineText::Withheld) | None => Msg::new("print-not-recorded"),
                };
                Msg::new("print-proof-record").with("record", self.state.label(*id)).with("words", words)
            }
        }
    }
}
