//! The law, played through: questions, notices, who is told.

use super::desk::Play;

/// Who is told and who is not, what a supplier said, and what the register of breaches asks for, with what is missing as often as with what is there.
pub(super) fn telling(play: &mut Play) {
    play.done("tell", &[("tell-group", "data-subjects"), ("tell-decision", "not"), ("people-low", "9")]);
    play.done("tell", &[("tell-group", "police"), ("tell-decision", "tell"), ("decider", "Ada Morel")]);
    let put_off = [("tell-group", "insurer"), ("tell-decision", "later"), ("decider", "Ada Morel"), ("reason", "busy")];
    play.done("tell", &put_off);
    play.run("tell", &[("tell-group", "police"), ("tell-decision", "tell"), ("people-low", "many")]);
    play.done("told", &[("tell-group", "controllers"), ("who", "ACME")]);
    play.done("supplier-notice", &[("supplier", "Cloud AG"), ("received", "-2h")]);
    play.done("breach", &[("nature", "confidentiality"), ("people-likely", "9")]);
    play.run("breach", &[("nature", "honour")]);
    play.done("moment", &[("moment", "occurred"), ("at", "-9h")]);
    play.done("effect", &[("description", "spam"), ("effect", "feared")]);
    play.done("remedy", &[("description", "keys changed")]);
    play.done("risk", &[("risk", "risk")]);
    play.done("lesson", &[("description", "rotate keys")]);
}

/// A notice, answered rightly and wrongly, approved by everybody, sent with another copy.
pub(super) fn notices(play: &mut Play) {
    let deadline = [("deadline", "eu-gdpr")];
    let id = play.done("draft", &deadline);
    let fact = play.done("log", &[("text", "Rows copied")]);
    let fill = |play: &mut Play, item: &str, fields: &[(&str, &str)]| {
        play.done("fill", &[&[("notice", id.as_str()), ("item", item)][..], fields].concat());
    };
    fill(play, "nature", &[("text", "Copied")]);
    fill(play, "nature", &[("text", "Copied"), ("cites", &fact)]);
    fill(play, "people", &[("item-answer", "not-yet-known")]);
    fill(play, "people-number", &[("likely", "9000")]);
    let approve = [("notice", id.as_str()), ("by", "Ada Morel")];
    play.done("approve-notice", &approve);
    play.done("approve-notice", &[&approve[..], &[("presence", "own-key")]].concat());
    let early = "eu-nis2/early-warning-24h";
    play.done("draft", &[("deadline", early)]);
    for item in ["1", "2", "3", "approved", "1"] {
        if item == "approved" {
            let proven = [("presence", "wet-ink"), ("presence-ref", "slip 3")];
            play.done("approve-notice", &[&[("notice", early), ("by", "Rosa Nagy")], &proven[..]].concat());
        } else {
            let text = format!("counted, {}", play.seq);
            let later = [("item-answer", "not-yet-known"), ("follows-at", "+2h"), ("text", text.as_str())];
            play.done("fill", &[&[("notice", early), ("item", item)], &later[..]].concat());
        }
    }
    play.done("sent", &[("deadline", early), ("route", "portal"), ("reference", "C-1")]);
    let empty = play.done("draft", &deadline);
    play.desk.field.set("file");
    play.desk.text.set("another letter");
    play.done("sent", &[&deadline[..], &[("notice", empty.as_str()), ("file", "copy")]].concat());
    play.desk.field.set("");
    play.desk.text.set("");
}

/// Questions of law: answered by whoever, on whatever, and again.
pub(super) fn law(play: &mut Play) {
    let holders = ("authority-holders", "Ada Morel");
    play.run("scope", &[]);
    play.run("scope", &[("countries", "a country")]);
    play.done("scope", &[("countries", "DE"), ("data", "personal"), holders]);
    play.done("regime", &[("regime", "us-circia"), ("answer", "no"), ("reason", "r"), ("decider", "Jon Sato")]);
    let whole = [("reason", "r"), ("decider", "Ada Morel")];
    for (answer, until) in [("not-yet", ""), ("not-yet", "+1m"), ("not-yet", "+2h"), ("no", "")] {
        let asked = [("regime", "eu-nis2"), ("answer", answer), ("awaits-until", until)];
        play.done("regime", &[&asked[..], &whole].concat());
    }
    play.done("regime", &[&[("regime", "eu-cra"), ("answer", "yes")], &whole[..]].concat());
    for answer in ["not-yet", "not-met"] {
        let asked = [("deadline", "eu-cra/notification-72h"), ("met", answer)];
        play.done("condition", &[&asked[..], &whole].concat());
    }
    let copied = play.state.deadlines.scopes[0].1.clone();
    play.fact(crate::domain::deadline::Scoped { file: "org".to_owned(), ..copied });
    play.done("clock", &[("deadline", "eu-dora/initial"), ("start", "+3h"), ("why", "planned")]);
    play.done("why-late", &[("deadline", "eu-dora/initial"), ("infeasible", "no access")]);
    play.run("count-with", &[("deadline", "eu-dora"), ("reporter-class", "moon")]);
    play.run("count-with", &[("deadline", "eu-dora")]);
    play.done("count-with", &[("deadline", "eu-dora"), ("holidays", "de-national")]);
    let advised = [("counsel", "Lena Brandt"), ("counsel-followed", "followed"), ("dpo", "Rosa Nagy")];
    let asked = [("regime", "eu-gdpr-processor"), ("answer", "no"), ("facts", "7"), ("dpo-followed", "not-followed")];
    play.done("regime", &[&asked[..], &advised[..2], &whole].concat());
    play.done("regime", &[&asked[..], &advised, &whole, &[("dpo-reason", "no risk")]].concat());
    for entry in crate::domain::sheet::entries(crate::domain::sheet::Sheet::Questions, &play.state, play.now, 8) {
        // What the register says is as long as the law has it.
        if !["question-asks", "question-help", "question-exempt", "question-status"].contains(&entry.text.id) {
            play.hear(&entry.text);
        }
    }
}
