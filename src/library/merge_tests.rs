//! The merge, by hand and against the reference's own program.

use std::path::PathBuf;
use std::process::Command;

use super::*;
use crate::library::assets;
use crate::library::procedure::tests::shipped;

const REFERENCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reference");

fn all_scenarios() -> Vec<Procedure> {
    let ids = assets::PROCEDURES.iter().map(|p| p.id).filter(|id| *id != "generic-incident");
    let mut all: Vec<Procedure> = ids.map(shipped).collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// `scenarios TAB step TAB needs`, a line per merged step, as the snippet below prints them.
fn lines(base: &Procedure, chosen: &[&Procedure]) -> String {
    let name = chosen.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join("+");
    let line = |merged: &MergedStep| {
        let needs: BTreeSet<&str> = merged.step.needs.iter().map(String::as_str).collect();
        assert_eq!(needs.len(), merged.step.needs.len(), "a need comes once");
        format!("{name}\t{}\t{}\n", merged.step.id, needs.into_iter().collect::<Vec<_>>().join(","))
    };
    merge(base, chosen).iter().map(line).collect()
}

const SNIPPET: &str = r"
import contextlib, io, sys
script = sys.argv.pop(1)
space = {'__name__': 'reference', '__file__': script}
said = io.StringIO()
try:
    with contextlib.redirect_stdout(said):
        exec(compile(open(script).read(), script, 'exec'), space)
except SystemExit:
    pass
scenarios = [d for d in space['P'].values() if d['base']]
for i, a in enumerate(scenarios):
    for b in scenarios[i:]:
        pair = [a] if a is b else [a, b]
        for step, needs in space['merged'](pair).items():
            print('+'.join(d['id'] for d in pair), step, ','.join(sorted(needs)), sep='\t')
print(said.getvalue(), end='', file=sys.stderr)
";

/// What the reference's own program says of these documents, beside our vocabulary, register and classes: every merge, and its findings.
/// `None`, with the reason printed, where it is not at hand.
fn reference(procedures: &[Procedure]) -> Option<(String, String)> {
    let script = PathBuf::from(REFERENCE).join("validate.py");
    if !script.is_file() {
        println!("skipped: no reference folder beside the crate");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("playbooks")).unwrap();
    write("vocabulary.toml", assets::VOCABULARY);
    write("regimes.toml", assets::REGIMES);
    write("rsit.txt", assets::RSIT);
    for procedure in procedures {
        let text = match assets::PROCEDURES.iter().find(|p| p.id == procedure.id) {
            // The file itself, byte for byte, as long as the test did not change it.
            Some(carried) if shipped(carried.id) == *procedure => carried.text.to_owned(),
            _ => toml::to_string(procedure).unwrap(),
        };
        // A key of ours that the reference does not know.
        let known: String =
            text.lines().filter(|line| *line != "alters_ai_system = true").map(|l| format!("{l}\n")).collect();
        write(&format!("playbooks/{}.toml", procedure.id), &known);
    }
    let Ok(output) = Command::new("python3").args(["-B", "-c", SNIPPET]).arg(script).arg(folder.path()).output() else {
        println!("skipped: no python3");
        return None;
    };
    let findings = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && findings.contains(" playbooks "), "{findings}");
    Some((String::from_utf8(output.stdout).unwrap(), findings))
}

/// Our merge of every scenario and every pair, in the lines of the reference.
fn ours(base: &Procedure, scenarios: &[Procedure]) -> String {
    let mut ours = String::new();
    for (at, a) in scenarios.iter().enumerate() {
        ours += &lines(base, &[a]);
        for b in &scenarios[at + 1..] {
            ours += &lines(base, &[a, b]);
        }
    }
    ours
}

fn assert_same_lines(ours: &str, theirs: &str) {
    for (ours, theirs) in ours.lines().zip(theirs.lines()) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(ours.lines().count(), theirs.lines().count());
}

fn all_of(base: &Procedure, scenarios: &[Procedure]) -> Vec<Procedure> {
    [std::slice::from_ref(base), scenarios].concat()
}

#[test]
fn every_shipped_scenario_and_pair_passes_and_merges_as_the_reference_does() {
    let (base, scenarios) = (shipped("generic-incident"), all_scenarios());
    let Some((theirs, findings)) = reference(&all_of(&base, &scenarios)) else { return };
    assert!(findings.starts_with("clean\n18 playbooks 209 steps "), "{findings}");
    assert!(theirs.lines().count() > 3000, "the reference printed {} lines", theirs.lines().count());
    assert_same_lines(&ours(&base, &scenarios), &theirs);
}

/// The shipped documents are sound, so they show little of the rule: here they keep, drop and need at random (a fixed row of numbers).
#[test]
fn changed_procedures_merge_and_fail_as_the_reference_says() {
    let mut number = 1_u64;
    let mut below = |end: usize| {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(number >> 33).unwrap() % end
    };
    for round in 0..6 {
        let (mut base, mut scenarios) = (shipped("generic-incident"), all_scenarios());
        for procedure in &mut scenarios {
            procedure.keep_base.retain(|_| below(4) > 0);
            let (step, need) = (below(procedure.steps.len()), below(procedure.steps.len()));
            let need = procedure.steps[need].id.clone();
            let known = procedure.steps[step].needs.contains(&need) || procedure.steps[step].id == need;
            if round % 2 == 1 && !known {
                procedure.steps[step].needs.push(need);
            }
        }
        let (step, need) = (below(base.steps.len()), below(base.steps.len()));
        let need = base.steps[need].id.clone();
        if base.steps[step].id != need && !base.steps[step].needs.contains(&need) {
            base.steps[step].needs.push(need);
        }
        let Some((theirs, findings)) = reference(&all_of(&base, &scenarios)) else { return };
        assert_same_lines(&ours(&base, &scenarios), &theirs);
        // Which merges go in a circle, and which procedure drops a step that has to stay.
        let merges = |text: &str| -> BTreeSet<String> {
            let told = text.lines().filter(|line| line.contains(": circle among") || line.contains(" not kept: "));
            told.map(|line| line.split(" not kept: ").next().unwrap().split(" among ").next().unwrap().to_owned())
                .collect()
        };
        let found = check_merges(&base, &scenarios.iter().collect::<Vec<_>>());
        let same = found.iter().filter_map(|finding| match finding.code {
            Code::Circle => Some(format!("{}: circle", finding.subject)),
            Code::BaseStepNotKept => Some(format!("{}: {}", finding.subject, finding.item)),
            _ => None,
        });
        assert_eq!(same.collect::<BTreeSet<_>>(), merges(&findings), "round {round}");
        assert!(!merges(&findings).is_empty(), "round {round} found nothing");
    }
}

#[test]
fn shipped_scenarios_and_pairs_merge_soundly() {
    let all = all_scenarios();
    assert_eq!(check_merges(&shipped("generic-incident"), &all.iter().collect::<Vec<_>>()), Vec::new());
}

#[test]
fn ransomware_alone_drops_what_it_replaces() {
    let base = shipped("generic-incident");
    let merged = merge(&base, &[&shipped("ransomware")]);
    let from_base: Vec<&str> =
        merged.iter().filter(|m| m.procedure == "generic-incident").map(|m| m.step.id.as_str()).collect();
    assert_eq!(from_base, ["G-01", "G-02", "G-03", "G-04", "G-06", "G-11", "G-12", "G-14"]);
    assert_eq!(merged.len(), 8 + 13);
    let closing = merged.iter().find(|m| m.step.id == "G-14").unwrap();
    assert_eq!(closing.step.needs, ["RW-13"], "the need on the dropped watch step moved");
}

#[test]
fn the_base_alone_and_repetitions() {
    let base = shipped("generic-incident");
    let ransomware = shipped("ransomware");
    let alone: Vec<Step> = merge(&base, &[]).into_iter().map(|m| m.step).collect();
    assert_eq!(alone, base.steps);
    assert_eq!(merge(&base, &[&base]).len(), base.steps.len());
    assert_eq!(merge(&base, &[&ransomware, &base, &ransomware]), merge(&base, &[&ransomware]));
    assert_eq!(check_merge(&base, &[]), Vec::new());
}

#[test]
fn a_base_step_stays_if_one_scenario_keeps_it() {
    let base = shipped("generic-incident");
    let (a, mut b) = (shipped("ransomware"), shipped("ddos"));
    b.keep_base.push("G-05".into());
    let has = |chosen: &[&Procedure]| merge(&base, chosen).iter().any(|m| m.step.id == "G-05");
    assert!(!has(&[&a]) && has(&[&a, &b]) && has(&[&b]));
}

#[test]
fn faults_of_a_merge_are_found() {
    let base = shipped("generic-incident");
    let codes = |p: &Procedure| check_merges(&base, &[p]).into_iter().map(|f| (f.code, f.item)).collect::<Vec<_>>();

    let mut p = shipped("ransomware");
    p.keep_base.retain(|k| k != "G-03");
    p.keep_base.push("G-77".into());
    let found = codes(&p);
    assert!(found.contains(&(Code::BaseStepNotKept, "G-03".into())), "{found:?}");
    assert!(found.contains(&(Code::UnknownBaseStep, "G-77".into())), "{found:?}");

    let mut p = shipped("ransomware");
    p.steps[0].needs.push("XX-01".into());
    assert_eq!(codes(&p), [(Code::NeedMissing, "RW-01 XX-01".into())]);

    let mut p = shipped("ransomware");
    p.steps[11].needs = vec!["RW-13".into()];
    p.steps[12].needs = vec!["RW-12".into()];
    assert_eq!(codes(&p), [(Code::Circle, "G-14, RW-12, RW-13".into())]);

    let mut p = shipped("ransomware");
    p.steps[4].id = "G-06".into();
    assert!(codes(&p).contains(&(Code::DuplicateStepInMerge, "G-06".into())));
}

#[test]
fn a_step_that_takes_the_place_of_its_own_need_does_not_wait_for_itself() {
    let mut p = shipped("ransomware");
    p.steps[0].needs = vec!["G-05".into(), "RW-02".into()];
    let merged = merge(&shipped("generic-incident"), &[&p]);
    let first = merged.iter().find(|m| m.step.id == "RW-01").unwrap();
    assert_eq!(first.step.needs, ["RW-02", "RW-04"]);
}
