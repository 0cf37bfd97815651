//! `warroom rules`: the one table of rules, for people, scripts and `docs/rules.md`.

use serde_json::{Value, json};

use super::args::Rules;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::domain::rules::Rule;
use crate::library::lang::Lang;
use crate::library::vocabulary::Vocabulary;

/// Prints the table.
pub(crate) fn run(session: &mut Session<'_>, asked: &Rules) -> Result<u8, Stop> {
    if asked.json {
        let rules: Vec<Value> = Rule::ALL.iter().map(|rule| rule_json(*rule, &session.lang)).collect();
        session.io.json(&json!({ "rules": rules }))?;
    } else if asked.markdown {
        for line in markdown(&session.lang) {
            session.io.line(&line)?;
        }
    } else {
        let row = |rule: &Rule| vec![rule.id().to_owned(), effect(*rule).to_owned(), rule.statement().to_owned()];
        session.io.table(&Rule::ALL.iter().map(row).collect::<Vec<_>>())?;
    }
    Ok(DONE)
}

fn effect(rule: Rule) -> &'static str {
    match (rule.integrity(), rule.remark(), rule.owed()) {
        (true, ..) => "refuses",
        (false, true, _) => "remarks",
        (false, false, true) => "owed",
        (false, false, false) => "no credit",
    }
}

/// The words of a message of a rule. What they are filled with depends on the record; its name stands there in capitals.
fn words(lang: &Lang, id: &str) -> String {
    let mut out = String::new();
    let said = lang.word(id);
    let mut rest = said.as_str();
    while let Some((before, after)) = rest.split_once("{$") {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, behind)) => {
                out.push_str(&name.to_uppercase());
                rest = behind;
            }
            None => {
                out.push_str("{$");
                rest = after;
            }
        }
    }
    out + rest
}

fn rule_json(rule: Rule, lang: &Lang) -> Value {
    json!({
        "id": rule.id(),
        "control": rule.control(),
        "integrity": rule.integrity(),
        "remark": rule.remark(),
        "owed": rule.owed(),
        "statement": rule.statement(),
        "missing": words(lang, rule.missing()),
        "next": words(lang, rule.next()),
    })
}

const HEAD: &[&str] = &[
    "# Rules",
    "",
    "What happened is always recorded. A rule that is not met withholds credit and says so: the record stands, and the step, exhibit or clock that it was",
    "meant to prove stays open. Only the rules of integrity (I-..) refuse a record, for what could not be read back or checked. The same table gives the",
    "words at the field of a form, on the command line and in the audit view. Words in capitals are filled in from the record.",
    "",
    "This file is printed by the program. After a change of the table or its words renew it:",
    "",
    "```",
    "cargo run -q -- rules --markdown > docs/rules.md",
    "```",
];

/// The whole document, a line each.
fn markdown(lang: &Lang) -> Vec<String> {
    let mut lines: Vec<String> = HEAD.iter().map(|line| (*line).to_owned()).collect();
    let mut sections: Vec<(String, Vec<Rule>)> = Vec::new();
    for rule in Rule::ALL {
        let heading = heading(*rule);
        match sections.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, rules)) => rules.push(*rule),
            None => sections.push((heading, vec![*rule])),
        }
    }
    for (heading, rules) in sections {
        let head =
            ["", &format!("## {heading}"), "", "| rule | holds | what is said | the way on |", "|---|---|---|---|"];
        lines.extend(head.map(str::to_owned));
        for rule in rules {
            let only = match (rule.remark(), rule.owed()) {
                (true, _) => " Only remarked: the record counts.",
                (false, true) => " Owed: the record counts, and goes on saying what it lacks.",
                (false, false) => "",
            };
            let cells = [format!("{}{only}", rule.statement()), words(lang, rule.missing()), words(lang, rule.next())];
            lines.push(format!("| {} | {} |", rule.id(), cells.map(|cell| cell.replace('|', "\\|")).join(" | ")));
        }
    }
    lines
}

fn heading(rule: Rule) -> String {
    match (rule.integrity(), rule.control()) {
        (true, _) => "Integrity: refuses the record".to_owned(),
        (false, 0) => "Records, steps and proofs: withholds credit".to_owned(),
        (false, control) => {
            let name = Vocabulary::of_rules().controls.get(&control).map_or("", String::as_str);
            format!("Control {control}, {name}: withholds credit")
        }
    }
}
