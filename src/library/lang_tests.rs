//! The screen text against the sources: whatever the program can say has words, and whatever has words can be said.

use std::collections::BTreeSet;

use super::*;
use crate::app::command::{COMMANDS, CommandSpec};
use crate::domain::deadline::ClockState;
use crate::domain::declaration::{AMENDABLE, INFORMATION};
use crate::domain::exhibit::DigestState;
use crate::domain::id::RecordId;
use crate::domain::incident::RecordKind;
use crate::domain::input::FieldKind;
use crate::domain::mark::Mark;
use crate::domain::organisation::review::Section;
use crate::domain::procedure::Standing;
use crate::domain::proof::StepState;
use crate::domain::rules::Rule;
use crate::domain::time::How;
use crate::domain::timeline::{Line, LineText};
use crate::library::Vocabulary;
use play::{Play, play};
use sources::{Code, blank, sources};

#[path = "lang_play_tests.rs"]
mod play;
#[path = "lang_sources_tests.rs"]
mod sources;

const ROOM: Audience = Audience(Mark::Red);
/// Beginnings of ids that screens name in other ways than by a call.
const FAMILIES: &[&str] = &["act-", "need-", "org-", "pane-", "form-", "picker-", "welcome-", "ask-"];
const HASH_FAILURES: &[&str] = &["read-error", "changed", "cancelled", "aborted", "missing", "refused"];
const PHASES: &[&str] = &["assessment", "review"];
const PURPOSES: &[&str] = &["incident", "exercise", "organisation"];

// The words as files

/// Ids in the order of the files; attributes and terms are not used.
fn ids() -> Vec<&'static str> {
    let lines = assets::LANG_EN.iter().flat_map(|text| text.lines());
    lines
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(id, _)| id.trim()))
        .collect()
}

#[track_caller]
fn assert_none(problems: &[String], what: &str) {
    assert!(problems.is_empty(), "{what}:\n  {}", problems.join("\n  "));
}

#[test]
fn the_files_parse_and_define_each_id_once() {
    let mut bundle = FluentBundle::new(vec!["en".parse().unwrap()]);
    let mut problems = Vec::new();
    for text in assets::LANG_EN {
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, errors)| {
            problems.extend(errors.iter().map(|error| format!("{error:?}")));
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            problems.extend(errors.iter().map(|error| format!("{error:?}")));
        }
    }
    for id in ids() {
        if !bundle.has_message(id) {
            problems.push(format!("{id} is no message"));
        }
    }
    assert_none(&problems, "faults in the language files");
}

#[test]
fn the_words_are_calm_and_clean() {
    let lang = Lang::english();
    let mut problems = Vec::new();
    for line in assets::LANG_EN.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#')) {
        // A key may be named by its sign, in backquotes; `! ` at the start of words is the sign for what is due.
        let words: String = line.split('`').step_by(2).collect();
        let said = words.split_once(['=', ']']).map_or(words.as_str(), |(_, said)| said).trim();
        if said.trim_start_matches("! ").contains('!')
            || line.chars().any(|c| c.is_control() || c == '\u{2028}' || c == '\u{2029}')
        {
            problems.push(line.to_owned());
        }
    }
    for id in ids() {
        if lang.word(id).chars().any(char::is_control) {
            problems.push(format!("{id} has a control character"));
        }
    }
    assert_none(&problems, "words with an exclamation mark or a control character");
}

#[test]
fn labels_and_hints_fit_a_form() {
    let fields: BTreeSet<&str> = COMMANDS.iter().flat_map(|spec| spec.fields).map(|field| field.name).collect();
    // A hint of one command stands before that of the field.
    let of = |spec: &'static CommandSpec| spec.fields.iter().map(|field| [spec.name, "-", field.name].concat());
    let own: BTreeSet<String> = COMMANDS.iter().flat_map(of).collect();
    let named: BTreeSet<&str> = fields.iter().chain(AMENDABLE).copied().collect();
    let lang = Lang::english();
    let mut problems = Vec::new();
    for id in ids() {
        let widest = match id.split_once('-') {
            Some(("field", name)) if named.contains(name) || own.contains(name) => 18,
            Some(("hint", name)) if fields.contains(name) || own.contains(name) => 60,
            Some(("proof", _)) => 34,
            Some(("field" | "hint", name)) => {
                problems.push(format!("{id}: no command has a field {name}"));
                continue;
            }
            _ => continue,
        };
        let width = crate::domain::text::width(&lang.word(id));
        if width > widest {
            problems.push(format!("{id} has {width} columns, {widest} fit"));
        }
    }
    assert_none(&problems, "labels and hints");
}

// Codes

#[test]
fn every_code_has_words() {
    let lang = Lang::english();
    let vocabulary = Vocabulary::shipped().unwrap();
    let mut codes: Vec<(&str, Vec<&str>)> = vec![
        ("field", AMENDABLE.to_vec()),
        ("lane-short", vec!["fact", "action"]),
        ("information", INFORMATION.to_vec()),
        ("hash-failed", HASH_FAILURES.to_vec()),
        ("file-user", vec!["open", "mapped", "replaced"]),
        ("acquisition", crate::domain::acquisition::ENDS.to_vec()),
        ("export-step", crate::domain::export::STEPS.to_vec()),
        ("meaning", crate::jobs::acquire::meaning::ALL.to_vec()),
        ("purpose", PURPOSES.to_vec()),
        ("phase", vocabulary.phases.ids().chain(PHASES.iter().copied()).collect()),
        ("role", vocabulary.role.ids().chain(["none"]).collect()),
        ("proof", vocabulary.proof.ids().chain(["place"]).collect()),
        ("how", [How::OwnClock, How::ReferenceClock, How::Told, How::Derived].map(How::code).to_vec()),
    ];
    use crate::library::foreign::{Role, code};
    let roles = [Role::Time, Role::TimeElse, Role::Clock, Role::Zone, Role::What, Role::Kind, Role::Source, Role::Host];
    let more = [Role::User, Role::Level, Role::Tags, Role::Techniques, Role::Extra];
    let roles: Vec<String> = roles.iter().chain(&more).map(code).collect();
    codes.push((crate::domain::rows::words::ROLE, roles.iter().map(String::as_str).collect()));
    codes.push(("standing", Standing::ALL.map(Standing::code).to_vec()));
    codes.push(("section", Section::ALL.map(Section::code).to_vec()));
    codes.push(("documented", vec!["approved", "unproven", "other-text", "retired", "not-approved"]));
    use {ClockState as C, DigestState as D, StepState as S};
    let clocks = [C::NotAssessed, C::NotStarted, C::Running, C::Late, C::Sent, C::Memo, C::MemoOwed];
    codes.push(("clock", clocks.map(C::code).to_vec()));
    codes.push((
        "digest",
        [D::None, D::Claimed, D::Corroborated, D::Recomputed, D::Differs, D::Failed].map(D::code).to_vec(),
    ));
    use crate::domain::exhibit::{Comparison as M, Doubt, Of};
    let of = [Of::Source, Of::Image, Of::Segment, Of::Container, Of::Window, Of::File];
    codes.push(("claim-of", of.map(Of::code).to_vec()));
    codes.push(("claim-origin", vec!["claimed-by-tool", "claimed-by-person", "computed-by-warroom"]));
    codes.push(("claim-compared", [M::Open, M::Same, M::Differs].map(M::code).to_vec()));
    codes.push(("claim-doubt", Doubt::ALL.map(Doubt::code).to_vec()));
    codes.push(("log-format", crate::library::imaging_log::FORMATS.iter().copied().chain(["unknown"]).collect()));
    codes.push(("step", [S::Open, S::InHand, S::Proved, S::Verified, S::Skipped].map(S::code).to_vec()));
    for field in COMMANDS.iter().flat_map(|spec| spec.fields) {
        codes.push(("field", vec![field.name]));
        if let FieldKind::Choice(prefix, choices) = field.kind {
            codes.push((prefix, choices.to_vec()));
        }
    }
    let plain = (1..=12).map(|n| format!("month-{n}")).chain((0..7).map(|n| format!("weekday-{n}")));
    let mut wanted: BTreeSet<String> = plain.chain(["withheld".to_owned(), "privileged".to_owned()]).collect();
    for (prefix, list) in codes {
        wanted.extend(list.iter().map(|code| format!("{prefix}-{}", code.replace(['/', '+', '.'], "-"))));
    }
    let missing: Vec<String> = wanted.into_iter().filter(|id| !lang.has(id)).collect();
    assert_none(&missing, "codes without words");
}

// The sources

#[test]
fn the_reader_of_sources_knows_literals_from_comments() {
    let (code, literals) =
        blank("a(\"x \\\" y\", 'q', '\"', '\\'', &'a str) // \"no\"\nr#\"two \"words\"\"#; /* \" */ b\"z\"");
    let texts: Vec<&str> = literals.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["x \\\" y", "two \"words\"", "z"]);
    assert_eq!(code.matches('"').count(), 6);
    assert!(is_prose("no such record") && is_prose("{n} files, please wait") && is_prose("Same file {a} twice"));
    for technical in ["", "E-{:03}", "{} s", "case {id}", "yesterday 23:10", "[ ]", "Europe/Berlin, UTC", "\\x1b[2J a"]
    {
        assert!(!is_prose(technical), "{technical}");
    }
}

#[test]
fn every_message_that_the_sources_name_has_words() {
    let lang = Lang::english();
    let all = ids();
    let mut problems = Vec::new();
    for source in sources(&["domain", "app", "export", "ui", "cli"]) {
        for name in ["Msg::new(", ".word("] {
            for (at, arguments) in source.calls(name) {
                if let Some(id) = arguments.first().and_then(|first| source.literal(first))
                    && !lang.has(id)
                {
                    problems.push(format!("{} {id}", source.place(at)));
                }
            }
        }
        let three = source
            .calls(".code(")
            .map(|(at, a)| (at, if a.len() == 3 { a.get(1).cloned() } else { a.first().cloned() }, a.len()));
        for (at, prefix, count) in three.filter(|(_, _, count)| *count > 1) {
            if let Some(prefix) = prefix.as_ref().and_then(|argument| source.literal(argument))
                && !all.iter().any(|id| id.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('-')))
            {
                problems.push(format!("{} the prefix {prefix} of {count} arguments", source.place(at)));
            }
        }
        for (place, text) in &source.literals {
            let screen = FAMILIES.iter().any(|family| text.starts_with(family));
            let said = || all.iter().any(|id| id.strip_prefix(text.as_str()).is_some_and(|rest| rest.starts_with('-')));
            if screen && !text.contains('{') && !lang.has(text) && !said() {
                problems.push(format!("{} {text}", source.place(place.start)));
            }
        }
    }
    problems.sort();
    problems.dedup();
    assert_none(&problems, "messages without words");
}

/// At least two words with lower-case letters, what stands in braces left out.
fn is_prose(literal: &str) -> bool {
    let mut bare = String::new();
    let mut depth = 0_u32;
    for c in literal.replace("\\n", " ").replace("\\t", " ").chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let word = |part: &&str| {
        let part = part.trim_matches(|c: char| ",.;:?!()\"'`".contains(c));
        part.len() > 1
            && part.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'')
            && part.chars().any(char::is_lowercase)
    };
    bare.split_whitespace().filter(word).count() > 1
}

/// Literals that are words and no screen text, with the reason.
const ALLOWED: &[(&str, &str)] = &[
    ("an RFC 3339 time", "what serde expected; such a body is shown as one of a newer version"),
    ("diff --git ", "what git itself writes before the changes of a file"),
    ("line {line}, offset {offset}", "the cited place as stored in the fact, as forms write it"),
];

#[test]
fn screen_text_stands_in_the_language_files_only() {
    let mut problems = Vec::new();
    let mut used = BTreeSet::new();
    for source in sources(&["domain", "ui"]) {
        for (place, text) in &source.literals {
            if source.set_aside.iter().any(|range| range.contains(&place.start)) || !is_prose(text) {
                continue;
            }
            match ALLOWED.iter().find(|(allowed, _)| allowed == text) {
                Some((allowed, _)) => {
                    used.insert(*allowed);
                }
                None => problems.push(format!("{} \"{text}\"", source.place(place.start))),
            }
        }
    }
    for (allowed, _) in ALLOWED {
        if !used.contains(allowed) {
            problems.push(format!("\"{allowed}\" is allowed and nowhere used"));
        }
    }
    assert_none(&problems, "screen text as a literal; move it to assets/lang");
}

// Rules

/// The arguments that one place of the sources gives to a rule's two messages.
struct Use {
    rule: String,
    place: String,
    missing: Vec<String>,
    next: Vec<String>,
}

fn uses() -> Vec<Use> {
    let mut found = Vec::new();
    for source in sources(&["domain", "app", "export", "ui", "cli"]) {
        for constructor in ["Shortfall::new(Rule::", "Refusal::new(Rule::"] {
            for (at, _) in source.code.match_indices(constructor) {
                let from = at + constructor.len();
                let rule: String = source.code[from..].chars().take_while(char::is_ascii_alphanumeric).collect();
                let open = at + constructor.find('(').unwrap();
                let mut one = Use { rule, place: source.place(at), missing: Vec::new(), next: Vec::new() };
                let end = chain(&source, source.close(open), &mut one);
                // An arm of a match whose value is filled further behind the match.
                let mut depth = 0_i32;
                for (i, byte) in source.code.bytes().enumerate().skip(end) {
                    match byte {
                        b'(' | b'[' | b'{' => depth += 1,
                        b')' | b']' | b'}' => depth -= 1,
                        _ => {}
                    }
                    if depth < 0 {
                        if byte == b'}' {
                            chain(&source, i + 1, &mut one);
                        }
                        break;
                    }
                }
                found.push(one);
            }
        }
    }
    found
}

/// Reads `.with(..).code(..)` from `at`; gives where the chain ends.
fn chain(source: &Code, mut at: usize, one: &mut Use) -> usize {
    loop {
        let rest = &source.code[at..];
        let next = at + rest.len() - rest.trim_start().len();
        let Some(after) = source.code[next..].strip_prefix('.') else { return at };
        let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        let open = next + 1 + name.len();
        if source.code.as_bytes().get(open) != Some(&b'(') {
            return at;
        }
        let arguments = source.arguments(open);
        let first = arguments.first().and_then(|argument| source.literal(argument));
        match (name.as_str(), arguments.len(), first) {
            ("code", 1, _) => one.missing.push("field".to_owned()),
            ("with" | "code_arg", 2, Some(name)) => {
                one.missing.push(name.to_owned());
                one.next.push(name.to_owned());
            }
            _ => {}
        }
        at = source.close(open);
    }
}

fn said(lang: &Lang, id: &'static str, arguments: &[String]) -> String {
    let mut msg = Msg::new(id);
    for name in arguments {
        // A test may keep a few names for good.
        msg = msg.with(Box::leak(name.clone().into_boxed_str()), "Xx");
    }
    lang.say(&msg, ROOM)
}

#[test]
fn every_rule_says_what_is_missing_and_what_next_with_what_it_is_given() {
    let lang = Lang::english();
    let uses = uses();
    assert!(uses.len() > 60, "the sources name rules in {} places only", uses.len());
    let mut problems = Vec::new();
    for rule in Rule::ALL {
        let here: Vec<&Use> = uses.iter().filter(|one| one.rule == format!("{rule:?}")).collect();
        let nowhere = Use { rule: String::new(), place: "nowhere".to_owned(), missing: vec![], next: vec![] };
        for one in here.into_iter().chain(uses.iter().all(|one| one.rule != format!("{rule:?}")).then_some(&nowhere)) {
            for (id, arguments) in [(rule.missing(), &one.missing), (rule.next(), &one.next)] {
                let words = said(&lang, id, arguments);
                if !lang.has(id) || words.contains("{$") || words.ends_with('.') {
                    problems.push(format!("{} {id}: {words}", one.place));
                }
            }
        }
    }
    let known: BTreeSet<String> =
        Rule::ALL.iter().flat_map(|rule| [rule.missing(), rule.next()]).map(str::to_owned).collect();
    let shape = |id: &&&str| id.ends_with("-missing") || id.ends_with("-next");
    let rules = assets::LANG_EN.iter().find(|text| text.contains("i-01-missing")).unwrap();
    let defined: Vec<&str> =
        ids().iter().filter(shape).copied().filter(|id| rules.contains(&format!("{id} ="))).collect();
    problems.extend(defined.iter().filter(|id| !known.contains(**id)).map(|id| format!("{id} belongs to no rule")));
    assert_none(&problems, "words of rules");
}

// Acts and needs: a case is played through, and what it says is listened to

#[test]
fn a_case_played_through_says_every_act_and_need_whole() {
    let play = play();
    let mut problems = Vec::new();
    for (id, words) in &play.heard {
        for words in words {
            if words == id || words.contains("{$") || words.chars().any(char::is_control) {
                problems.push(format!("{id}: {words}"));
            }
            let widest = if id.starts_with("need-") { 110 } else { 160 };
            if words.chars().count() > widest {
                problems.push(format!("{id} is longer than {widest} columns: {words}"));
            }
        }
    }
    let said = |id: &&str| ["act-", "need-", "org-"].iter().any(|family| id.starts_with(family));
    for id in ids().into_iter().filter(said) {
        if !play.heard.contains_key(id) {
            problems.push(format!("{id} is never said"));
        }
    }
    assert_none(&problems, "acts and needs");
}

#[test]
fn whatever_the_page_of_an_instant_lists_is_on_it() {
    use crate::domain::form::{Block, LISTED, Print, Row, as_known};
    let play = play();
    let print = Print {
        case: "c".to_owned(),
        size: 1,
        head: "9f2c".repeat(16),
        at: play.state.timeline.lines.last().unwrap().recorded,
        zone: chrono_tz::UTC,
        exercise: false,
        problems: 0,
    };
    let page = as_known(&play.state, &print).map(&mut |msg| Lang::english().say(msg, ROOM));
    let tables =
        page.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let mut first = BTreeSet::new();
    for row in tables.flat_map(|table| &table.rows) {
        if let Row::Cells { cells } = row {
            first.extend(cells.first().and_then(|cell| cell.lines.first()).map(|line| line.words.clone()));
        }
    }
    for kind in LISTED {
        let known = |other: &RecordKind| *other == RecordKind::Known(kind);
        let made: Vec<RecordId> = play.state.kinds.iter().filter(|(_, kind)| known(kind)).map(|(id, _)| *id).collect();
        let standing: Vec<String> =
            made.into_iter().filter(|id| !play.state.struck(*id)).map(|id| play.state.label(id)).collect();
        assert!(!standing.is_empty(), "{kind} is never played");
        let missing: Vec<&String> = standing.iter().filter(|label| !first.contains(*label)).collect();
        assert!(missing.is_empty(), "{kind}: {missing:?} are not on the page");
    }
}

#[test]
fn lines_read_as_people_speak() {
    let play = play();
    let said = |id: &str, words: &str| {
        let heard = play.heard.get(id);
        assert!(heard.is_some_and(|heard| heard.contains(words)), "{id}: {words} is not among {heard:#?}");
    };
    assert!(
        play.heard
            .get("act-declared")
            .is_some_and(|heard| heard.iter().all(|line| line.starts_with("incident declared sev1 by Ada Morel: ")))
    );
    said("act-amended", "declaration amended: Functional impact");
    said("act-ratified", "1 conflict of duty ratified by Ada Morel");
    said("act-ratified", "no conflict of duty to ratify, by Ada Morel");
    said("act-call", "A.M. calls Rosa Nagy, DPO: phone");
    said("act-answered", "Rosa Nagy, DPO: no answer");
    said("act-selftest", "self-test: 1 of 2 failed");
    said("act-hash-failed", "E-004 SHA-256 not computed: read error, at byte 4096");
    said("act-custody-hands", "E-001 released: Ada Morel > Courier");
    said("need-call-deputy", "Ada Morel silent for 11 min; call the deputy, Lena Brandt");
    said("need-hand-over", "E-001 released to Courier; nobody has accepted it");
    said("i-07-missing", "Lane is none of the choices: nobody could tell what it stands for");
    said(
        "i-05-missing",
        "Detected at fits two instants, since the clocks go back: 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00",
    );
}

#[test]
fn a_sentence_in_which_nobody_is_named_says_so() {
    let said = |who: &str| {
        let msg = Msg::new("act-declared").with("severity", "sev2".to_owned()).with("who", who.to_owned());
        Lang::english().say(&msg.with("title", "Key abused".to_owned()), Audience(Mark::Red))
    };
    assert_eq!(said(""), "incident declared sev2 by (nobody named): Key abused");
    assert_eq!(said("Ada Morel"), "incident declared sev2 by Ada Morel: Key abused");
}

#[test]
fn what_the_room_may_not_see_is_said_to_be_withheld() {
    let mut play = Play::new();
    play.done("declare", &[("title", "Key abused")]);
    let fact = play.done("log", &[("text", "Key used"), ("mark", "AMBER+STRICT")]);
    play.done("strike", &[("record", &fact), ("reason", "names the victim")]);
    let Some(Line { text: LineText::Program(msg), .. }) = play.state.timeline.lines.last() else { panic!("no line") };
    let words = Lang::english().say(msg, Audience(Mark::Green));
    assert_eq!(words, format!("record {fact} struck: withheld, TLP:AMBER+STRICT"));
}
