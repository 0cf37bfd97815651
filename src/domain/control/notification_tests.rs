//! For every rule of control 8 (procedures.md section 2) a record that gives no credit and says why by its id, and one that earns it. What a command says of its
//! own record is tested beside the command; here is what the control, the audit and the completion list say of the case, for as long as it lasts.

use super::*;
use crate::domain::closure::lines;
use crate::domain::deadline::{assess, condition, explain_delay, memo, scope, sent, start};
use crate::domain::msg::Arg;
use crate::domain::play::Play;
use crate::domain::{breach, notice, people, procedure, told};

const EARLY: &str = "eu-nis2/early-warning-24h";
const DEADLINE: (&str, &str) = ("deadline", EARLY);
const SENT: [(&str, &str); 3] = [DEADLINE, ("route", "portal"), ("reference", "C-1")];
const START: [(&str, &str); 3] = [DEADLINE, ("start", "-1h"), ("why", "the note was read")];

/// Everything that an answer needs.
const WHOLE: [(&str, &str); 9] = [
    ("regime", "eu-nis2"),
    ("reason", "essential entity"),
    ("decider", "Ada Morel"),
    ("facts", "1"),
    ("counsel", "Lena Brandt"),
    ("counsel-followed", "followed"),
    ("dpo", "Rosa Nagy"),
    ("dpo-followed", "not-followed"),
    ("dpo-reason", "no personal data were there"),
];

fn but<'a>(left: &str, fields: &[(&'a str, &'a str)], instead: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(field, _)| *field != left).copied();
    kept.chain(instead.iter().copied()).collect()
}

/// A memo by Ada Morel that lacks nothing.
fn why_not(deadline: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("deadline", deadline),
        ("conclusion", "Too small to be in scope"),
        ("decider", "Ada Morel"),
        ("facts-known", "Forty people work here"),
        ("cites", "1"),
        ("factors", "size, decisive"),
        ("advice", "counsel agrees"),
        ("reopen", "a merger"),
        ("review", "+14d"),
        ("presence", "wet-ink"),
        ("presence-ref", "ME-3, safe 2"),
    ]
}

/// A case whose only law is the one that a test takes in, with the authority on record.
fn case() -> Play {
    let mut play = Play::bare();
    play.done(scope, &[("authority-holders", "Ada Morel"), ("authority-ref", "minute 12")]);
    play
}

/// The same with a law that applies, and its other deadlines out of the way.
fn applies() -> Play {
    let mut play = case();
    play.done(assess, &[&WHOLE[..], &[("answer", "yes")]].concat());
    play.done(start, &START);
    let regime = play.state.deadlines.regimes[0].considered.clone();
    for clock in regime.clocks.iter().map(|clock| [&*regime.regime, "/", &clock.deadline].concat()) {
        if clock != EARLY {
            let fields = why_not("");
            let fields = but("deadline", &fields, &[("deadline", clock.as_str())]);
            assert_eq!(play.run(memo, &fields).1, Vec::<&str>::new());
        }
    }
    play
}

fn gaps(play: &Play) -> Vec<&'static str> {
    let missing = control(&play.state, 8).missing;
    let rules = missing.iter().map(|missing| missing.shortfall.rule.id());
    // Who is to be told has a test of its own.
    rules.filter(|rule| (rule.starts_with("C8") && *rule != "C8-93") || *rule == "T-02").collect()
}

/// The command that a gap names.
fn mends(play: &Play, rule: &str) -> &'static str {
    let missing = control(&play.state, 8).missing;
    let gap = missing.iter().find(|missing| missing.shortfall.rule.id() == rule).unwrap_or_else(|| panic!("{rule}"));
    assert_ne!(gap.shortfall.missing.id, "", "{rule}");
    gap.act.as_ref().unwrap_or_else(|| panic!("{rule} names no command")).0
}

fn counts(play: &Play, record: RecordId) -> bool {
    control(&play.state, 8).records.contains(&record)
}

fn accepted(play: &Play) -> Vec<&'static str> {
    control(&play.state, 8).overrides.iter().map(|accepted| accepted.what.id).collect()
}

/// What the completion list has under the rule that every law is answered: the rules behind it.
fn holds_the_case_open(play: &Play) -> Vec<String> {
    let open = lines(&play.state).into_iter().filter(|line| line.shortfall.rule == Rule::RegimeOpen);
    let behind = |line: Missing| {
        assert!(line.act.is_some(), "{line:?}");
        let rule = line.shortfall.missing.args.into_iter().find(|(name, _)| *name == "rule");
        match rule.unwrap().1 {
            Arg::Label(rule) => rule,
            other => panic!("{other:?}"),
        }
    };
    open.map(behind).collect()
}

#[test]
fn a_law_is_answered_by_whoever_may_on_advice_and_on_records() {
    let mut play = case();
    assert_eq!((gaps(&play), mends(&play, "C8-96")), (vec!["C8-96"], "scope"));
    play.done(people::assign, &[("role", "dpo"), ("person", "Jon Sato")]);
    play.done(start, &START);
    assert!(gaps(&play).contains(&"C8-90") && !gaps(&play).contains(&"C8-96"), "{:?}", gaps(&play));
    assert_eq!(mends(&play, "C8-90"), "regime");
    let answered =
        |left, instead: &[(&'static str, &'static str)]| [but(left, &WHOLE, instead), vec![("answer", "no")]].concat();
    for (fields, rule, open) in [
        (answered("decider", &[]), "C8-03", true),
        (answered("reason", &[]), "C8-03", true),
        (answered("decider", &[("decider", "Jon Sato")]), "C8-02", true),
        (answered("decider", &[("decider", "Lena Brandt")]), "C8-50", true),
        (answered("facts", &[]), "C8-54", false),
        (answered("counsel", &[]), "C8-53", false),
        (answered("dpo-reason", &[]), "C8-53", false),
    ] {
        let (record, rules) = play.run(assess, &fields);
        assert!(rules.contains(&rule), "{fields:?}: {rules:?}");
        assert!(gaps(&play).contains(&rule) && !counts(&play, record), "{rule}: {:?}", gaps(&play));
        assert_eq!((gaps(&play).contains(&"C8-90"), mends(&play, rule)), (open, "regime"), "{rule}");
        let behind = holds_the_case_open(&play);
        assert_eq!(behind.iter().any(|known| known == "C8-90"), open, "{rule}: {behind:?}");
        assert!(open || !behind.iter().any(|known| known == rule), "the SIRO may accept it");
        play.strike(record);
    }
    let until = [("awaits-until", "+2h"), ("awaits", "the count")];
    let (waits, rules) = play.run(assess, &[&WHOLE[..], &[("answer", "not-yet")]].concat());
    assert_eq!((rules, gaps(&play).contains(&"C8-52"), gaps(&play).contains(&"C8-90")), (vec!["C8-52"], true, true));
    play.strike(waits);
    let waits = play.done(assess, &[&WHOLE[..], &until, &[("answer", "not-yet")]].concat());
    assert!(counts(&play, waits) && gaps(&play).contains(&"C8-90"), "a date answers nothing for ever");
    let no = play.done(assess, &[&WHOLE[..], &[("answer", "no")]].concat());
    assert!(counts(&play, no) && !gaps(&play).contains(&"C8-90"));
    assert_eq!(mends(&play, "C8-91"), "memo");
    assert!(holds_the_case_open(&play).contains(&"C8-91".to_owned()));
    // A memo that lacks something says what in the place of the memo that is owed.
    let poor = why_not("eu-nis2");
    let poor = but("presence", &but("factors", &poor, &[]), &[]);
    play.done(memo, &poor);
    assert_eq!(gaps(&play), ["C8-70", "C8-72"], "once, whatever number of deadlines it is for");
    assert_eq!((mends(&play, "C8-72"), mends(&play, "C8-70")), ("memo", "memo"));
    let whole = play.done(memo, &why_not("eu-nis2"));
    assert_eq!(gaps(&play), Vec::<&str>::new());
    assert!(counts(&play, whole) && holds_the_case_open(&play).is_empty());
}

#[test]
fn who_holds_the_authority_is_asked_once() {
    let mut play = Play::bare();
    for regime in ["eu-nis2", "eu-gdpr"] {
        play.done(assess, &[but("regime", &WHOLE, &[("regime", regime)]), vec![("answer", "yes")]].concat());
    }
    assert_eq!(gaps(&play).iter().filter(|rule| **rule == "C8-51").count(), 1);
    assert_eq!(mends(&play, "C8-51"), "scope");
    assert!(!holds_the_case_open(&play).contains(&"C8-51".to_owned()));
    play.done(scope, &[("authority-holders", "Ada Morel"), ("authority-ref", "minute 12")]);
    assert!(!gaps(&play).contains(&"C8-51"));
}

#[test]
fn a_countdown_answers_nothing_and_a_notice_lacks_what_it_lacks() {
    let mut play = applies();
    assert_eq!((gaps(&play), mends(&play, "C8-92")), (vec!["C8-92"], "sent"));
    assert_eq!(holds_the_case_open(&play), ["C8-92"]);
    let bare = play.done(sent, &[DEADLINE, ("route", "phone")]);
    assert_eq!(gaps(&play), ["C8-48", "C8-06"]);
    assert_eq!((mends(&play, "C8-48"), mends(&play, "C8-06")), ("draft", "sent"), "each its own way on");
    assert_eq!(holds_the_case_open(&play), ["C8-48", "C8-06"], "sent is not answered");
    assert!(!counts(&play, bare));
    let notice = play.done(notice::begin, &[DEADLINE]);
    let label = play.state.label(notice);
    let first = play.done(sent, &[&SENT[..], &[("notice", label.as_str())]].concat());
    assert_eq!(gaps(&play), ["C8-48", "C8-44", "C8-45"], "nobody edited what was sent");
    assert_eq!((mends(&play, "C8-44"), mends(&play, "C8-45")), ("draft", "draft"));
    play.strike(first);
    let answer = |play: &mut Play| {
        for item in ["malicious", "cross-border", "known"] {
            let said = [("item-answer", "not-yet-known"), ("text", "Being looked into"), ("follows-at", "+2h")];
            play.done(notice::fill, &[&[("notice", label.as_str()), ("item", item)][..], &said].concat());
        }
    };
    answer(&mut play);
    let notice = |play: &Play| play.state.notices.notice(notice).unwrap().draft(&play.state).sha256.into_owned();
    let text = notice(&play);
    let approve = |play: &mut Play, who: &'static str, presence: &'static str| {
        let by = [("by", who), ("presence", presence), ("presence-ref", "slip 12, safe 2")];
        play.done(notice::approve, &[&[("notice", label.as_str()), ("text-sha256", text.as_str())][..], &by].concat())
    };
    let gone = play.done(sent, &SENT);
    assert_eq!((gaps(&play), mends(&play, "C8-48")), (vec!["C8-48"], "approve-notice"));
    // An approval that is none says why it is none.
    let own = approve(&mut play, "Ada Morel", "wet-ink");
    assert_eq!((gaps(&play), mends(&play, "C8-46")), (vec!["C8-48", "C8-46"], "approve-notice"));
    play.strike(own);
    let keyless = approve(&mut play, "Lena Brandt", "own-key");
    assert_eq!(gaps(&play), ["C8-48", "C8-47"]);
    play.strike(keyless);
    let approval = approve(&mut play, "Lena Brandt", "wet-ink");
    assert_eq!((gaps(&play), accepted(&play)), (vec![], vec!["override-approved-late"]));
    assert!(counts(&play, gone) && counts(&play, approval) && holds_the_case_open(&play).is_empty());
    assert_eq!(control(&play.state, 8).standing, Standing::Partly, "a late approval is at most partly met");
    play.give_text("file", "copy.txt", 4, "Something else");
    play.done(sent, &[&SENT[..], &[("notice", label.as_str())]].concat());
    assert_eq!((gaps(&play), mends(&play, "C8-49")), (vec!["C8-49"], "sent"));
}

#[test]
fn lateness_says_why_in_one_line() {
    let mut play = applies();
    play.now = play.now.plus_hours(30);
    assert_eq!(play.run(sent, &SENT).1, ["C8-01", "C8-48"]);
    assert_eq!((gaps(&play), mends(&play, "C8-01")), (vec!["C8-48", "C8-01"], "why-late"));
    assert!(holds_the_case_open(&play).contains(&"C8-01".to_owned()));
    let (poor, rules) = play.run(explain_delay, &[DEADLINE, ("infeasible", "nobody knew")]);
    assert_eq!(rules, ["C8-60"], "one record, one line");
    assert_eq!((gaps(&play), mends(&play, "C8-60")), (vec!["C8-48", "C8-60", "C8-01"], "why-late"));
    let why = [
        DEADLINE,
        ("kept", "Jon Sato"),
        ("infeasible", "the portal was down"),
        ("infeasible-from", "-3h"),
        ("earlier", "nothing"),
    ];
    let backwards = [&why[..], &[("infeasible-until", "-9h")]].concat();
    let decision = play.decide(explain_delay, &backwards).unwrap();
    let said = format!("{:?}", decision.shortfalls[0].missing);
    assert!(said.contains("backwards") && !said.contains("earlier"), "{said}");
    let whole = play.done(explain_delay, &why);
    assert_eq!(gaps(&play), ["C8-48"]);
    assert!(counts(&play, whole) && !counts(&play, poor));
}

#[test]
fn a_start_says_why_and_moves_later_with_a_second_person_only() {
    let mut play = case();
    play.done(assess, &[&WHOLE[..], &[("answer", "yes")]].concat());
    let mute = play.done(start, &[DEADLINE, ("start", "-2h")]);
    assert_eq!((gaps(&play).contains(&"C8-04"), mends(&play, "C8-04"), counts(&play, mute)), (true, "clock", false));
    let early = play.done(start, &[DEADLINE, ("start", "-3h"), ("why", "the note was read")]);
    assert_eq!((gaps(&play).contains(&"C8-04"), counts(&play, early)), (false, true), "the earlier one governs");
    let alone = play.done(start, &[DEADLINE, ("start", "-1h"), ("why", "read again")]);
    assert_eq!((gaps(&play).contains(&"C8-05"), mends(&play, "C8-05"), counts(&play, alone)), (true, "clock", false));
    assert!(!holds_the_case_open(&play).contains(&"C8-05".to_owned()));
    let second = [("second", "Jon Sato"), ("presence", "call-back"), ("presence-ref", "call 12")];
    let both = play.done(start, &[&[DEADLINE, ("start", "-30m"), ("why", "the test was ours")][..], &second].concat());
    assert!(!gaps(&play).contains(&"C8-05") && counts(&play, both));
    assert_eq!(accepted(&play), ["override-start-later"]);
    play.done(start, &[DEADLINE, ("start", "+5h"), ("why", "to come")]);
    assert!(!gaps(&play).contains(&"T-02"), "something else started it");
    let mut play = case();
    play.done(start, &[DEADLINE, ("start", "+5h"), ("why", "to come")]);
    assert_eq!(mends(&play, "T-02"), "clock");
    play.done(start, &START);
    assert!(!gaps(&play).contains(&"T-02"));
}

#[test]
fn a_notice_before_the_start_of_its_clock_stays_said() {
    let mut play = applies();
    play.done(sent, &[&SENT[..], &[("at", "-3h"), ("late-reason", "from paper")]].concat());
    assert_eq!((gaps(&play), mends(&play, "C8-61")), (vec!["C8-48", "C8-61"], "clock"));
    play.now = play.now.plus_hours(40);
    assert!(gaps(&play).contains(&"C8-61"));
    play.done(start, &[DEADLINE, ("start", "-60h"), ("why", "it was known by then")]);
    assert!(!gaps(&play).contains(&"C8-61"));
}

#[test]
fn a_deadline_that_does_not_apply_was_decided_so() {
    let mut play = applies();
    let tsp = ("deadline", "eu-nis2/trust-service-provider-24h");
    let said = [tsp, ("met", "not-met"), ("reason", "no trust service"), ("decider", "Ada Morel")];
    let poor = play.done(condition, &said);
    assert_eq!((mends(&play, "C8-54"), counts(&play, poor)), ("condition", false));
    let whole = play.done(condition, &[&said[..], &[("facts", "1")]].concat());
    assert!(!gaps(&play).contains(&"C8-54") && counts(&play, whole));
}

#[test]
fn whoever_is_to_be_told_was_decided_on_and_was_told() {
    let mut play = Play::new();
    play.done(scope, &[("authority-holders", "Ada Morel"), ("authority-ref", "minute 12")]);
    play.done(people::assign, &[("role", "dpo"), ("person", "Jon Sato")]);
    let undecided = |play: &Play| {
        control(&play.state, 8).missing.iter().filter(|gap| gap.shortfall.rule == Rule::TellUndecided).count()
    };
    let before = undecided(&play);
    assert!(before > 0 && mends(&play, "C8-93") == "tell");
    let group = ("tell-group", "data-subjects");
    let tell = [group, ("tell-decision", "tell"), ("decider", "Ada Morel")];
    let decided = play.done(told::decide, &tell);
    assert_eq!((undecided(&play), mends(&play, "C8-94"), counts(&play, decided)), (before - 1, "told", true));
    let said = [group, ("said", "Your data were copied out")];
    let poor = play.done(told::sent, &said);
    assert_eq!((mends(&play, "C8-75"), gaps(&play).contains(&"C8-94")), ("told", false));
    let whole = play.done(told::sent, &[&said[..], &[("channel", "letter"), ("reference", "batch 12")]].concat());
    assert!(!gaps(&play).contains(&"C8-75") && counts(&play, whole) && !counts(&play, poor));
    let police = ("tell-group", "police");
    for (fields, rule) in [
        (vec![police, ("tell-decision", "not"), ("decider", "Ada Morel")], "C8-74"),
        (vec![police, ("tell-decision", "later"), ("decider", "Ada Morel"), ("reason", "asked")], "C8-74"),
        (vec![police, ("tell-decision", "tell"), ("decider", "Jon Sato")], "C8-02"),
        (vec![police, ("tell-decision", "tell")], "C8-03"),
        (vec![police, ("tell-decision", "tell"), ("decider", "Ada Morel"), ("people-low", "4")], "C8-76"),
    ] {
        let record = play.done(told::decide, &fields);
        assert_eq!((mends(&play, rule), counts(&play, record)), ("tell", false), "{fields:?}");
        play.strike(record);
        assert!(!gaps(&play).contains(&rule), "{rule}");
    }
    let controllers = [("tell-group", "controllers"), ("said", "A breach"), ("channel", "mail"), ("reference", "M-1")];
    play.done(told::sent, &controllers);
    assert_eq!(mends(&play, "C8-77"), "told");
}

#[test]
fn suppliers_the_risk_and_the_altered_system_are_among_it() {
    let mut play = case();
    play.done(told::supplier, &[("supplier", "Acme"), ("received", "-1h"), ("personal", "no")]);
    assert_eq!(mends(&play, "C8-78"), "supplier-notice");
    let times = ["occurred", "detected", "sent-at", "read-at", "decided-at"].map(|field| (field, "-2h"));
    let fields = [&[("supplier", "Acme"), ("received", "-1h"), ("personal", "no")][..], &times].concat();
    let whole = play.done(told::supplier, &fields);
    assert!(!gaps(&play).contains(&"C8-78") && counts(&play, whole));
    play.done(breach::risk, &[("risk", "unlikely")]);
    assert_eq!(mends(&play, "C8-73"), "risk");
    let mut fields = vec![("risk", "high-risk"), ("risk-method", "ENISA"), ("reason", "names and health data")];
    fields.extend(breach::FACTORS.map(|factor| (factor, "weighed")));
    let weighed = play.done(breach::risk, &fields);
    assert!(!gaps(&play).contains(&"C8-73") && counts(&play, weighed));
    let mut play = Play::new();
    play.done(procedure::choose, &[("procedure", "ai-training-data-poisoning")]);
    assert!(!gaps(&play).contains(&"C8-84"));
    play.done(procedure::take, &[("step", "DP-10")]);
    assert_eq!(mends(&play, "C8-84"), "sent");
}

#[test]
fn a_memo_about_the_control_answers_no_law_that_applies() {
    let by = [
        ("control", "8"),
        ("text", "nothing of the kind"),
        ("reviewer", "Jon Sato"),
        ("presence", "wet-ink"),
        ("presence-ref", "slip 1"),
    ];
    let mut play = case();
    assert_eq!(play.run(not_applicable, &by).1, Vec::<&str>::new());
    assert_eq!((control(&play.state, 8).standing, holds_the_case_open(&play).len()), (Standing::Memo, 0));
    // A law that comes up later takes the memo its credit.
    let mut play = applies();
    let (_, rules) = play.run(not_applicable, &by);
    assert_eq!((rules, gaps(&play)), (vec!["C8-95"], vec!["C8-92", "C8-95"]));
    assert_eq!(holds_the_case_open(&play), ["C8-92"]);
    assert!(!by_memo(&play.state, 8) && control(&play.state, 8).standing == Standing::Partly);
    play.done(memo, &why_not(EARLY));
    assert!(by_memo(&play.state, 8), "answered under its own law");
    // Where nobody answered, the memo stands, and the law waits all the same before the case ends.
    let mut play = case();
    play.done(not_applicable, &by);
    play.done(assess, &[("regime", "eu-nis2"), ("answer", "no")]);
    assert_eq!((control(&play.state, 8).standing, holds_the_case_open(&play)[0].as_str()), (Standing::Memo, "C8-03"));
    assert!(holds_the_case_open(&play).contains(&"C8-90".to_owned()));
}

/// Why a record does not prove a step as a kind of proof.
fn proves(play: &Play, kind: &str, record: RecordId) -> bool {
    use crate::domain::proof::{Attached, Source, proof_shortfalls};
    let attached = Attached {
        step: "G-11".to_owned(),
        kind: kind.to_owned(),
        source: Source::Record(record),
        before: None,
        note: String::new(),
        operator: Author::default(),
        at: play.state.case.declared.clone().unwrap().declared,
        late_reason: None,
    };
    !crate::domain::play::rules(&proof_shortfalls(&play.state, None, &attached)).contains(&"P-01")
}

#[test]
fn a_step_is_proved_by_a_record_that_lacks_nothing_and_never_by_words() {
    let mut play = applies();
    let words = play.done(crate::domain::timeline::log, &[("text", "the police gave us case 12")]);
    for kind in ["interview_note", "external_ref", "legal_memo", "regulator_notice", "subject_notice"] {
        assert!(!proves(&play, kind, words), "{kind}");
    }
    let poor = play.done(told::sent, &[("tell-group", "police"), ("said", "A break-in"), ("reference", "PX-12")]);
    assert!(!proves(&play, "external_ref", poor), "by which way is not said");
    let told = [("said", "A break-in"), ("channel", "desk"), ("reference", "PX-12")];
    let police = play.done(told::sent, &[&[("tell-group", "police")][..], &told].concat());
    assert!(proves(&play, "external_ref", police) && !proves(&play, "subject_notice", police));
    let people = play.done(told::sent, &[&[("tell-group", "data-subjects")][..], &told].concat());
    assert!(proves(&play, "subject_notice", people));
    let poor = why_not(EARLY);
    let poor = play.done(memo, &but("factors", &poor, &[]));
    assert!(!proves(&play, "legal_memo", poor));
    let whole = play.done(memo, &why_not(EARLY));
    assert!(proves(&play, "legal_memo", whole) && !proves(&play, "regulator_notice", whole));
    play.no_files();
    let bare = play.done(sent, &[DEADLINE, ("route", "portal"), ("reference", "C-1")]);
    assert!(!proves(&play, "regulator_notice", bare), "neither text nor copy");
    play.give(&[("file", "notice.pdf", 8)]);
    let unreceipted = play.done(sent, &[DEADLINE, ("route", "portal")]);
    assert!(!proves(&play, "regulator_notice", unreceipted));
    let copy = play.done(sent, &SENT);
    assert!(proves(&play, "regulator_notice", copy) && proves(&play, "external_ref", copy));
}

/// Which test has a case without credit and one that earns it, for every rule of control 8: by its file and name.
const TESTED: &[(&str, &str, &str)] = &[
    ("C8-01", "control", "lateness_says_why_in_one_line"),
    ("C8-02", "control", "a_law_is_answered_by_whoever_may_on_advice_and_on_records"),
    ("C8-03", "control", "a_law_is_answered_by_whoever_may_on_advice_and_on_records"),
    ("C8-04", "control", "a_start_says_why_and_moves_later_with_a_second_person_only"),
    ("C8-05", "control", "a_start_says_why_and_moves_later_with_a_second_person_only"),
    ("C8-06", "control", "a_countdown_answers_nothing_and_a_notice_lacks_what_it_lacks"),
    ("C8-40", "notice", "only_a_confirmed_fact_with_its_basis_is_said_as_fact"),
    ("C8-41", "notice", "only_a_confirmed_fact_with_its_basis_is_said_as_fact"),
    ("C8-42", "notice", "every_answer_says_what_it_must"),
    ("C8-43", "notice", "every_answer_says_what_it_must"),
    ("C8-44", "control", "a_countdown_answers_nothing_and_a_notice_lacks_what_it_lacks"),
    ("C8-45", "control", "a_countdown_answers_nothing_and_a_notice_lacks_what_it_lacks"),
    ("C8-46", "control", "a_countdown_answers_nothing_and_a_notice_lacks_what_it_lacks"),
    ("C8-47", "control", "a_countdown_answers_nothing_and_a_notice_lacks_what_it_lacks"),
    ("C8-48", "control", "a_countdown_answers_nothing_and_a_notice_lacks_what_it_lacks"),
    ("C8-49", "control", "a_countdown_answers_nothing_and_a_notice_lacks_what_it_lacks"),
    ("C8-50", "control", "a_law_is_answered_by_whoever_may_on_advice_and_on_records"),
    ("C8-51", "control", "who_holds_the_authority_is_asked_once"),
    ("C8-52", "control", "a_law_is_answered_by_whoever_may_on_advice_and_on_records"),
    ("C8-53", "control", "a_law_is_answered_by_whoever_may_on_advice_and_on_records"),
    ("C8-54", "control", "a_law_is_answered_by_whoever_may_on_advice_and_on_records"),
    ("C8-55", "deadline", "every_deadline_of_a_regime_is_frozen_with_what_counts_it"),
    ("C8-56", "assessment", "calendars_chosen_later_count_anew_and_closed_days_come_on_top"),
    ("C8-57", "notice", "a_notice_begun_twice_or_before_its_first_was_sent_names_the_one_that_is_open"),
    ("C8-60", "control", "lateness_says_why_in_one_line"),
    ("C8-61", "control", "a_notice_before_the_start_of_its_clock_stays_said"),
    ("C8-63", "lacking", "a_start_long_before_the_first_sign_is_doubted_and_counts"),
    ("C8-62", "ahead", "a_reason_for_what_is_not_late_is_kept_and_remarked"),
    ("C8-70", "control", "a_law_is_answered_by_whoever_may_on_advice_and_on_records"),
    ("C8-71", "memo", "whatever_is_left_out_is_recorded_and_falls_short"),
    ("C8-72", "control", "a_law_is_answered_by_whoever_may_on_advice_and_on_records"),
    ("C8-73", "control", "suppliers_the_risk_and_the_altered_system_are_among_it"),
    ("C8-74", "control", "whoever_is_to_be_told_was_decided_on_and_was_told"),
    ("C8-75", "control", "whoever_is_to_be_told_was_decided_on_and_was_told"),
    ("C8-76", "control", "whoever_is_to_be_told_was_decided_on_and_was_told"),
    ("C8-77", "told", "each_controller_is_told_by_name_with_the_time_of_delivery"),
    ("C8-78", "control", "suppliers_the_risk_and_the_altered_system_are_among_it"),
    ("C8-79", "lacking", "a_memo_of_tomorrow_and_a_review_of_yesterday_are_said_as_what_they_are"),
    ("C8-80", "population", "what_cannot_be_relied_on_is_recorded_and_says_why"),
    ("C8-81", "population", "what_cannot_be_relied_on_is_recorded_and_says_why"),
    ("C8-82", "population", "what_cannot_be_relied_on_is_recorded_and_says_why"),
    ("C8-83", "population", "what_cannot_be_relied_on_is_recorded_and_says_why"),
    ("C8-84", "ai_act", "altering_before_informing_is_said_and_never_blocks"),
    ("C8-86", "population", "whether_a_person_is_in_two_strata_is_asked_where_there_are_two"),
    ("C8-90", "control", "a_law_is_answered_by_whoever_may_on_advice_and_on_records"),
    ("C8-91", "control", "a_law_is_answered_by_whoever_may_on_advice_and_on_records"),
    ("C8-92", "control", "a_countdown_answers_nothing_and_a_notice_lacks_what_it_lacks"),
    ("C8-93", "control", "whoever_is_to_be_told_was_decided_on_and_was_told"),
    ("C8-94", "control", "whoever_is_to_be_told_was_decided_on_and_was_told"),
    ("C8-95", "control", "a_memo_about_the_control_answers_no_law_that_applies"),
    ("C8-96", "control", "a_law_is_answered_by_whoever_may_on_advice_and_on_records"),
];

#[test]
fn every_rule_of_the_control_has_a_test_that_names_it() {
    let files = |name: &str| match name {
        "control" => include_str!("notification_tests.rs"),
        "notice" => include_str!("../notice/tests.rs"),
        "deadline" => include_str!("../deadline/tests.rs"),
        "assessment" => include_str!("../deadline/assessment_tests.rs"),
        "ahead" => include_str!("../deadline/ahead_tests.rs"),
        "lacking" => include_str!("../deadline/lacking_tests.rs"),
        "memo" => include_str!("../deadline/memo/tests.rs"),
        "told" => include_str!("../told/tests.rs"),
        "population" => include_str!("../population/tests.rs"),
        "ai_act" => include_str!("../ai_act_tests.rs"),
        other => panic!("{other}"),
    };
    for rule in Rule::ALL.iter().filter(|rule| rule.id().starts_with("C8")) {
        let found = TESTED.iter().find(|(id, ..)| *id == rule.id());
        let (id, file, name) = found.unwrap_or_else(|| panic!("{} is named by no test", rule.id()));
        let text = files(file);
        let body = text.split("\n#[test]\n").find(|body| body.starts_with(&format!("fn {name}(")));
        let body = body.unwrap_or_else(|| panic!("{name} is no test of {file}"));
        assert!(body.contains(&format!("\"{id}\"")), "{name} does not name {id}");
    }
    assert_eq!(TESTED.len(), Rule::ALL.iter().filter(|rule| rule.id().starts_with("C8")).count());
}
