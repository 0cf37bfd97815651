//! The organisation's file, played through.

use super::desk::Play;
use crate::domain::organisation::approvals::Text;
use crate::domain::station::ChainOpened;

/// What is recorded in the organisation's file, refused in the case first; what it says is heard with the rest.
pub(super) fn organisation(heard: &mut Play) {
    let mut play = Play::new();
    play.hear_review();
    let approve = [("procedure", "ransomware"), ("by", "Ada Morel")];
    heard.run("approve", &approve);
    let text = str::to_owned;
    play.fact(ChainOpened {
        case: text("org"),
        format: 1,
        program: text("warroom"),
        purpose: text("organisation"),
        key: String::new(),
        nonce: text("0"),
    });
    for name in ["Ada Morel", "Rosa Nagy"] {
        play.done("person", &[("name", name), ("phone", "+49 30 1"), ("roles", "siro")]);
    }
    let proven = [("presence", "wet-ink"), ("presence-ref", "slip 4")];
    play.done("approve", &approve);
    play.hear_review();
    play.done("approve", &[&approve[..], &proven].concat());
    play.hear_review();
    play.done("approve-regime", &[&[("regime", "eu-gdpr"), ("by", "Ada Morel")], &proven[..]].concat());
    play.done("withdraw-regime", &[("regime", "eu-gdpr"), ("reason", "read again")]);
    play.done("profile", &[("countries", "DE")]);
    play.hear_review();
    let said = [("sectors", "bank"), ("legal-roles", "processor"), ("authority-holders", "Ada Morel")];
    play.done("profile", &[&said[..], &[("authority-ref", "minute 12")]].concat());
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK3/3+9v2BqnZ4ViLDlDyvQxCmhu3kmz4T2SjR7rNcD9";
    play.run("enrol", &[("person", "Ada Morel"), ("key", "AAAA")]);
    play.done("enrol", &[("person", "Ada Morel"), ("key", key)]);
    play.done("enrol", &[("person", "Rosa Nagy"), ("key", key), ("form", "F-1"), ("witness", "Jon Sato")]);
    play.done("acknowledge", &[("person", "Ada Morel"), ("role", "siro")]);
    play.done("acknowledge", &[("person", "Ada Morel"), ("role", "siro"), ("words", "yes"), ("until", "2026-01-01")]);
    play.done("acknowledge", &[("person", "Rosa Nagy"), ("role", "dpo"), ("words", "yes")]);
    play.done("acknowledge", &[("person", "Rosa Nagy"), ("role", "siro"), ("words", "yes"), ("until", "2028-01-01")]);
    play.done("test-call", &[("person", "Ada Morel"), ("rung", "not-answered")]);
    play.done("plan", &[("title", "Night drill"), ("procedure", "ransomware"), ("on", "2026-12-10")]);
    play.hear_review();
    let source = play.done("list-source", &[("name", "EDR"), ("covers", "laptops"), ("owner", "Rosa Nagy")]);
    play.done("list-ai", &[("name", "ranker"), ("ai-kind", "model"), ("covers", "search"), ("owner", "Rosa Nagy")]);
    play.done("unlist", &[("record", &source), ("reason", "replaced")]);
    play.done("plan-text", &[("plan-section", "severity"), ("text", "as the table says")]);
    let digest = "ab".repeat(32);
    play.done("approve-plan", &[("version", "1"), ("plan-sha256", &digest), ("by", "Ada Morel"), ("review", "+30d")]);
    play.done("withdraw", &[("key", key), ("reason", "lost")]);
    play.done("enrol", &[("person", "Rosa Nagy"), ("key", key), ("form", "F-2"), ("witness", "Jon Sato")]);
    play.done("test-call", &[("person", "Ada Morel")]);
    play.now = play.now.plus_hours(60 * 24);
    play.hear_review();
    play.done("held", &[("procedure", "ransomware"), ("participants", "Ada Morel")]);
    let held = [("procedure", "ransomware"), ("participants", "Ada Morel, Rosa Nagy"), ("findings", "none")];
    play.done("held", &held);
    play.now = play.now.plus_hours(366 * 24);
    play.hear_review();
    let ahead = ("at", "2030-06-01 09:00");
    play.done("test-call", &[("person", "Ada Morel"), ahead]);
    play.done("held", &[&held[..], &[ahead]].concat());
    play.hear_review();
    play.done("retire", &[("procedure", "ransomware"), ("reason", "superseded")]);
    play.hear_review();
    let approvals = play.state.organisation.approvals.clone();
    let given = approvals.given.last().unwrap().approved.clone();
    let other = Text { id: "ransomware", version: "9", sha256: &given.sha256 };
    play.done("approve", &[&approve[..], &proven].concat());
    play.hear_texts(&[other]);
    let frozen = approvals.of("org", &Text { id: "ransomware", version: &given.version, sha256: &given.sha256 });
    heard.fact(crate::domain::procedure::ApprovalFrozen { approval: frozen[0].clone() });
    for (id, words) in play.heard {
        heard.heard.entry(id).or_default().extend(words);
    }
}
