//! One mutation of a sound procedure per check.

use super::*;
use crate::library::assets;
use crate::library::procedure::{parse, tests as shipped};
use crate::library::regimes::Register;

fn found(procedure: &Procedure) -> Vec<(Code, String)> {
    let register = Register::shipped().unwrap();
    let known = Known {
        vocabulary: Vocabulary::shipped().unwrap(),
        regime: &|id| register.regime(id).is_some(),
        procedure: &|id| assets::PROCEDURES.iter().any(|p| p.id == id),
    };
    check(procedure, &known).into_iter().map(|f| (f.code, f.item)).collect()
}

#[test]
fn shipped_procedures_are_sound() {
    for p in assets::PROCEDURES {
        assert_eq!(found(&shipped::shipped(p.id)), Vec::new(), "{}", p.id);
        assert_eq!(check_layout(p.id, p.text), Vec::new(), "{}", p.id);
    }
}

#[test]
fn each_check_finds_its_fault() {
    type Fault = fn(&mut Procedure);
    let faults: &[(Fault, Code, &str)] = &[
        (|p| p.steps[1].alters_ai_system = true, Code::AltersUnasked, "RW-02 eu-ai-act-73"),
        (|p| p.status = "signed".into(), Code::UnknownStatus, "signed"),
        (|p| p.roles.push("boss".into()), Code::UnknownRole, "boss"),
        (|p| p.regimes_to_consider.push("eu-none".into()), Code::UnknownRegime, "eu-none"),
        (|p| p.duties_to_consider.push("tea".into()), Code::UnknownDuty, "tea"),
        (|p| p.rsit.push("fraud/ddos".into()), Code::UnknownRsit, "fraud/ddos"),
        (|p| p.not_this.push("nought: because".into()), Code::UnknownProcedure, "not_this nought"),
        (|p| p.base = "nought".into(), Code::UnknownProcedure, "base nought"),
        (|p| p.evidence_sources[1].order = 3, Code::EvidenceOrder, ""),
        (|p| p.evidence_sources[5].volatility = "soon".into(), Code::UnknownVolatility, "soon"),
        (|p| p.evidence_sources[5].volatility = "hours".into(), Code::MoreVolatileLater, "evidence 6: hours"),
        (|p| p.evidence_sources[0].proof = "hunch".into(), Code::UnknownProof, "evidence 1: hunch"),
        (|p| p.steps[0].phase = "panic".into(), Code::UnknownPhase, "RW-01 panic"),
        (|p| p.steps[0].control = 11, Code::UnknownControl, "RW-01 11"),
        (|p| p.steps[0].role = "data_lead".into(), Code::RoleNotListed, "RW-01 data_lead"),
        (|p| p.steps[5].proof.clear(), Code::NoProof, "RW-06"),
        (|p| p.steps[5].proof.push("hunch".into()), Code::UnknownProof, "RW-06 hunch"),
        (|p| p.steps[5].needs.push("RW-99".into()), Code::UnknownNeed, "RW-06 RW-99"),
        (|p| p.steps[5].minutes = 44, Code::DueBeforeNeed, "RW-06 RW-03"),
        (|p| p.steps[0].first15 = false, Code::First15, "RW-01 15"),
        (|p| p.steps[0].instruction = "One. Two! Three?".into(), Code::TooManySentences, "RW-01 3"),
        (|p| p.steps.truncate(7), Code::StepCount, "7"),
        (|p| p.steps[1].id = "RW-01".into(), Code::DuplicateStep, "RW-01"),
        (|p| p.injects[0].expects = "G-99, (RW-77): do".into(), Code::UnknownInjectStep, "minute 10: RW-77"),
        (|p| p.steps.retain(|s| s.control != 4 && s.control != 9), Code::ControlMissing, "4, 9"),
        (|p| p.base.clear(), Code::ControlMissing, "1, 7, 10"),
    ];
    for (fault, code, item) in faults {
        let mut procedure = shipped::shipped("ransomware");
        fault(&mut procedure);
        let found = found(&procedure);
        assert!(found.contains(&(*code, (*item).to_owned())), "{code:?} {item}: {found:?}");
    }
}

#[test]
fn first_quarter_and_artefacts_are_demanded() {
    let mut procedure = shipped::shipped("ransomware");
    for step in &mut procedure.steps {
        step.first15 = false;
        step.minutes = step.minutes.max(16);
        if step.control == 3 {
            step.proof = vec!["decision".into()];
        }
    }
    assert_eq!(found(&procedure), [(Code::NoFirst15, String::new()), (Code::NoArtefactProof, "3".into())]);
}

#[test]
fn layout_finds_keys_out_of_order_with_their_line() {
    let text = shipped::text("ransomware").replacen(
        "id = \"RW-02\"\nphase = \"containment\"",
        "phase = \"containment\"\nid = \"RW-02\"",
        1,
    );
    assert!(parse("t", &text).is_ok());
    let found = check_layout("t", &text);
    assert_eq!((found.len(), found[0].code, found[0].item.as_str()), (1, Code::KeyOrder, "steps 2"));
    let line = text.lines().position(|l| l.contains("RW-02")).unwrap() - 1;
    assert_eq!(found[0].place.map(|p| p.line), Some(line));
}

#[test]
fn sentences_end_at_a_mark_before_a_blank() {
    for (text, count) in [("", 0), ("no mark", 0), ("v1.2 of it. End.", 2), ("A.5.26 step?!", 1), ("a. b.\nc.\n", 3)] {
        assert_eq!(sentences(text), count, "{text:?}");
    }
}

#[test]
fn step_ids_stand_alone() {
    let text = "RW-01/RW-02, xRW-03, RW-045 éRW-05 AB_RW-06 G-01 (RW-07) RW-08";
    assert_eq!(step_ids(text).collect::<Vec<_>>(), ["RW-01", "RW-02", "RW-07", "RW-08"]);
}
