//! Procedures as CACAO 2.0: held against the schemas of OASIS by a validator that knows nothing of this program, and against what no schema sees.

use std::collections::BTreeSet;

use jsonschema::{Draft, Registry, Validator};
use warroom::export::cacao::{CacaoProblem, faults, playbook};
use warroom::library::procedure::parse;
use warroom::library::{Catalogue, Loaded, assets};

use super::*;

const SCHEMAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/fixtures/cacao-schemas/schemas");
const MAIN: &str = "https://raw.githubusercontent.com/oasis-open/cacao-json-schemas/main/schemas/playbook.json";

/// The schemas of OASIS, read as 2020-12: they say draft-07, in which `unevaluatedProperties` means nothing, and rely on it. `None` where they are absent.
fn judge() -> Option<Validator> {
    fn walk(directory: &Path, found: &mut Vec<Value>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                let mut schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
                schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
                found.push(schema);
            }
        }
    }
    if !Path::new(SCHEMAS).is_dir() {
        println!("skipped: no CACAO schemas at {SCHEMAS}");
        return None;
    }
    let mut schemas = Vec::new();
    walk(Path::new(SCHEMAS), &mut schemas);
    assert!(schemas.len() > 40, "{} schemas", schemas.len());
    let main = schemas.iter().find(|schema| schema["$id"] == MAIN).unwrap().clone();
    let mut registry = Registry::new();
    for schema in schemas {
        let id = schema["$id"].as_str().unwrap().to_owned();
        registry = registry.add(id, schema).unwrap();
    }
    let registry = registry.prepare().unwrap();
    Some(jsonschema::options().with_draft(Draft::Draft202012).with_registry(&registry).build(&main).unwrap())
}

fn exported(world: &World, ids: &[&str]) -> Value {
    let run = run(&world.env, &[&["procedure", "export", "--cacao"], ids].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{ids:?}");
    run.json()
}

fn said(judge: &Validator, playbook: &Value) -> Vec<String> {
    judge.iter_errors(playbook).map(|error| error.to_string()).collect()
}

/// The names of the actions, from start to end.
fn line(playbook: &Value) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = &playbook["workflow"][playbook["workflow_start"].as_str().unwrap()];
    while let Some(next) = at["on_completion"].as_str() {
        at = &playbook["workflow"][next];
        names.extend(at["name"].as_str().map(str::to_owned));
    }
    assert_eq!(at["type"], "end");
    names
}

#[test]
fn every_shipped_procedure_is_a_valid_playbook() {
    let Some(judge) = judge() else { return };
    let world = World::new(70);
    let mut ids = BTreeSet::new();
    for shipped in assets::PROCEDURES {
        let playbook = exported(&world, &[shipped.id]);
        assert_eq!(said(&judge, &playbook), Vec::<String>::new(), "{}", shipped.id);
        assert_eq!(faults(&playbook), Vec::<String>::new(), "{}", shipped.id);
        let procedure = parse(shipped.id, shipped.text).unwrap();
        assert_eq!(line(&playbook).len(), procedure.steps.len(), "{}", shipped.id);
        let keys = playbook["workflow"]
            .as_object()
            .unwrap()
            .keys()
            .chain([&playbook["id"]].map(|id| id.as_str().unwrap()).map(str::to_owned).iter())
            .cloned()
            .collect::<Vec<_>>();
        assert!(keys.into_iter().all(|id| ids.insert(id)), "an id of {} is also another's", shipped.id);
    }
    assert_eq!(ids.len(), 18 * 3 + 209);
}

#[test]
fn merged_procedures_are_one_valid_playbook() {
    let Some(judge) = judge() else { return };
    let world = World::new(71);
    let scenarios: Vec<&str> = assets::PROCEDURES.iter().map(|p| p.id).filter(|id| *id != "generic-incident").collect();
    for pair in scenarios.windows(2) {
        let playbook = exported(&world, pair);
        assert_eq!(said(&judge, &playbook), Vec::<String>::new(), "{pair:?}");
        assert_eq!(playbook["derived_from"].as_array().unwrap().len(), 3);
    }
    // The base named beside one scenario: what the team works through in that case.
    let playbook = exported(&world, &["ransomware", "generic-incident"]);
    assert_eq!(said(&judge, &playbook), Vec::<String>::new());
    let line = line(&playbook);
    assert_eq!(line.len(), 8 + 13);
    let place = |id: &str| line.iter().position(|name| name.starts_with(id)).unwrap();
    assert_eq!((place("G-01"), place("G-14")), (0, line.len() - 1));
    assert!(place("RW-06") < place("RW-09") && place("RW-09") < place("RW-10") && place("RW-13") < place("G-14"));
    assert_eq!(playbook["derived_from"].as_array().unwrap().len(), 2);
}

/// The judge judges: each of these is wrong in one place.
#[test]
fn a_playbook_that_is_wrong_in_one_place_is_rejected() {
    let Some(judge) = judge() else { return };
    let world = World::new(72);
    let good = exported(&world, &["ddos"]);
    let step =
        good["workflow"].as_object().unwrap().iter().find(|(_, step)| step["type"] == "action").unwrap().0.clone();
    type Fault = fn(&mut Value, &str);
    let by_schema: [(Fault, &str); 8] = [
        (|p, _| p["id"] = json!("playbook--1"), "a bad id"),
        (|p, _| p["urgent"] = json!(true), "an unknown key on top"),
        (|p, s| p["workflow"][s]["urgent"] = json!(true), "an unknown key in a step"),
        (
            |p, s| p["workflow"][s]["commands"][0]["command"] = json!("ls"),
            "a key that the schema of commands closes out",
        ),
        (|p, s| p["workflow"][s]["commands"] = json!([]), "an action without a command"),
        (|p, s| p["workflow"][s]["type"] = json!("end"), "a type that is not its id's"),
        (|p, _| p["workflow"]["RW-01"] = json!({"type": "end"}), "a step whose key is no identifier"),
        (|p, _| p["modified"] = json!("2026-11-21 02:40"), "a time that is none"),
    ];
    for (fault, what) in by_schema {
        let mut bad = good.clone();
        fault(&mut bad, &step);
        assert_ne!(said(&judge, &bad), Vec::<String>::new(), "{what}");
    }
    // These pass the schema, which is why the program looks for itself.
    const NOWHERE: &str = "action--00000000-0000-4000-8000-000000000000";
    const NOBODY: &str = "group--00000000-0000-4000-8000-000000000000";
    let by_us: [(Fault, &str); 7] = [
        (|p, s| drop(p["workflow"][s].as_object_mut().unwrap().remove("on_completion")), "leads to no step"),
        (|p, s| p["workflow"][s]["on_completion"] = json!(NOWHERE), "leads to action--0"),
        (|p, s| p["workflow"][NOWHERE] = p["workflow"][s].clone(), "is never reached"),
        (|p, _| p["workflow_start"] = json!(NOWHERE), "is no start step"),
        (|p, s| p["workflow"][s]["agent"] = json!(NOBODY), "agent group--0"),
        (|p, _| drop(p.as_object_mut().unwrap().remove("extension_definitions")), "is not defined"),
        (
            |p, _| {
                let group = p["id"].as_str().unwrap().replace("playbook", "group");
                p["agent_definitions"][group] = json!({"type": "group", "name": "x"})
            },
            "share their UUID",
        ),
    ];
    for (fault, what) in by_us {
        let mut bad = good.clone();
        fault(&mut bad, &step);
        assert_eq!(said(&judge, &bad), Vec::<String>::new(), "{what}");
        assert!(faults(&bad).iter().any(|fault| fault.contains(what)), "{what}: {:?}", faults(&bad));
    }
}

#[test]
fn ids_stay_while_the_time_of_export_and_the_text_move() {
    let world = World::new(73);
    let first = exported(&world, &["insider"]);
    world.clock.pass(60_000);
    std::fs::create_dir_all(world.env.places.procedures()).unwrap();
    let text = assets::PROCEDURES.iter().find(|p| p.id == "insider").unwrap().text;
    std::fs::write(
        world.env.places.procedures().join("insider.toml"),
        text.replacen("version = \"1.0.0\"", "version = \"1.1.0\"", 1),
    )
    .unwrap();
    let second = exported(&world, &["insider"]);
    let keys = |playbook: &Value| playbook["workflow"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!((&first["id"], &first["created"], keys(&first)), (&second["id"], &second["created"], keys(&second)));
    assert_ne!(first["modified"], second["modified"]);
    let extension = |playbook: &Value| {
        playbook["playbook_extensions"].as_object().unwrap().values().next().unwrap()["procedures"][0].clone()
    };
    assert_eq!((&extension(&first)["version"], &extension(&second)["version"]), (&json!("1.0.0"), &json!("1.1.0")));
    assert_ne!(extension(&first)["document_sha256"], extension(&second)["document_sha256"]);
}

/// Nothing of the document is lost: put together again, extension and steps are the procedure.
#[test]
fn the_extension_and_the_steps_hold_the_whole_procedure() {
    let world = World::new(74);
    for id in ["generic-incident", "ai-training-data-poisoning"] {
        let shipped = assets::PROCEDURES.iter().find(|p| p.id == id).unwrap();
        let procedure = parse(id, shipped.text).unwrap();
        let playbook = exported(&world, &[id]);
        let extension = playbook["playbook_extensions"].as_object().unwrap().keys().next().unwrap();
        let mut document = playbook["playbook_extensions"][extension]["procedures"][0].clone();
        document.as_object_mut().unwrap().remove("document_sha256");
        let mut whole = json!(procedure);
        whole.as_object_mut().unwrap().remove("steps");
        assert_eq!(document, whole);
        for step in &procedure.steps {
            let all = playbook["workflow"].as_object().unwrap();
            let action = all
                .values()
                .find(|action| action["step_extensions"][extension]["step_id"] == step.id.as_str())
                .unwrap();
            let ours = &action["step_extensions"][extension];
            assert_eq!(
                (
                    &ours["proof"],
                    &ours["needs"],
                    &ours["control"],
                    &ours["minutes"],
                    &ours["first15"],
                    &ours["phase"],
                    &ours["role"]
                ),
                (
                    &json!(step.proof),
                    &json!(step.needs),
                    &json!(step.control),
                    &json!(step.minutes),
                    &json!(step.first15),
                    &json!(step.phase),
                    &json!(step.role)
                )
            );
            assert_eq!(
                (&action["name"], &action["description"]),
                (&json!(format!("{} {}", step.id, step.title)), &json!(step.instruction))
            );
            assert_eq!(action["commands"][0]["description"], step.instruction.as_str());
            assert_eq!(action["external_references"].as_array().map_or(0, Vec::len), step.references.len());
        }
    }
}

#[test]
fn steps_that_cannot_stand_in_a_line_are_named() {
    let (catalogue, _) = Catalogue::with_overrides(Path::new("/nonexistent"));
    let base = catalogue.get("ransomware").unwrap().unwrap();
    let broken = |fault: fn(&mut Loaded)| {
        let mut loaded = base.clone();
        fault(&mut loaded);
        playbook(&loaded, &[&loaded], warroom::domain::time::Instant::from_millis(0)).unwrap_err()
    };
    assert_eq!(broken(|l| l.procedure.steps.clear()), CacaoProblem::NoStep);
    assert_eq!(broken(|l| l.procedure.steps[1].id = "RW-01".into()), CacaoProblem::DuplicateStep("RW-01".into()));
    let missing = CacaoProblem::NeedMissing { step: "RW-01".into(), need: "RW-99".into() };
    assert_eq!(broken(|l| l.procedure.steps[0].needs = vec!["RW-99".into()]), missing);
    let circle = broken(|l| l.procedure.steps[2].needs = vec!["RW-06".into()]);
    assert_eq!(circle, CacaoProblem::Circle("RW-03, RW-06, RW-09, RW-10, RW-11, RW-13".into()));
}

#[test]
fn export_gives_the_file_itself_writes_a_new_file_and_says_what_is_wrong() {
    let world = World::new(75);
    let shipped = assets::PROCEDURES[3];
    assert_eq!(run(&world.env, &["procedure", "export", shipped.id]).out, shipped.text);
    let path = world.file("out.json");
    let path = path.to_str().unwrap();
    let made = run(&world.env, &["procedure", "export", shipped.id, "--cacao", "--output", path]);
    assert_eq!(made.line(), path);
    let written: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(written, exported(&world, &[shipped.id]));
    let again = run(&world.env, &["procedure", "export", shipped.id, "--output", path]);
    assert!(again.code == 1 && again.err.contains("exists already"), "{}", again.err);
    let unknown = run(&world.env, &["procedure", "export", "no\u{1b}[2Jne"]);
    assert!(
        unknown.code == 2 && unknown.err.contains("ransomware") && !unknown.err.contains('\u{1b}'),
        "{:?}",
        unknown.err
    );
    assert_eq!(run(&world.env, &["procedure", "export", "ddos", "insider"]).code, 2);
    std::fs::create_dir_all(world.env.places.procedures()).unwrap();
    let own = assets::PROCEDURES[1].text.replacen("id = \"ransomware\"", "id = \"own\"", 1).replacen(
        "base = \"generic-incident\"",
        "base = \"insider\"",
        1,
    );
    std::fs::write(world.env.places.procedures().join("own.toml"), own).unwrap();
    let apart = run(&world.env, &["procedure", "export", "--cacao", "ddos", "own"]);
    assert!(apart.code == 2 && apart.err.contains("own does not lie over generic-incident"), "{}", apart.err);
    std::fs::write(world.env.places.procedures().join("worse.toml"), "schema = 1\n").unwrap();
    let beside = run(&world.env, &["procedure", "export", "ddos"]);
    assert!(beside.code == 0 && beside.err.contains("worse.toml, line 1"), "{}", beside.err);
}
